//! One conversation: its turns, those that are held, as lines.

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::bubbles::{self, Drawing};
use crate::history::{Key, Page, Turn};
use crate::preview::{Ink, Line};
use crate::tui::panes::look::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::draw;
use crate::webhook::Content;
use crate::wire::MessageId;

/// How many turns a page has.
const PAGE: u32 = 60;
/// How many turns are held.
const HELD: u32 = 600;
/// How close to the oldest turn that is held the highlight comes before more is wanted.
const NEAR: usize = 10;

/// What was said in a conversation.
#[derive(Debug)]
pub struct Chat {
    account: String,
    peer: String,
    /// All turns that are held, oldest first.
    turns: Vec<Turn>,
    /// The places in `turns` of those that are drawn.
    shown: Vec<usize>,
    /// The place in `shown` of the highlighted turn.
    cursor: usize,
    scroll: usize,
    lines: Vec<(Line, usize)>,
    width: u16,
    has_older: bool,
    freshness: Freshness,
    is_new: bool,
}

/// Whether the newest turns are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Freshness {
    /// They are.
    Fresh,
    /// They have been asked for.
    Asked,
    /// They must be asked for.
    Stale,
}

/// What is asked for of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// The newest turns, in place of those that are held.
    Newest(Page),
    /// Turns before those that are held.
    Older(Page),
}

impl More {
    /// The page to ask for.
    pub const fn page(self) -> Page {
        match self {
            Self::Newest(page) | Self::Older(page) => page,
        }
    }
}

impl Chat {
    /// A conversation of which nothing is held yet.
    pub const fn new(account: String, peer: String) -> Self {
        Self {
            account,
            peer,
            turns: Vec::new(),
            shown: Vec::new(),
            cursor: 0,
            scroll: 0,
            lines: Vec::new(),
            width: 0,
            has_older: false,
            freshness: Freshness::Stale,
            is_new: true,
        }
    }

    /// Whether it is the conversation of that account with that person.
    pub fn is_of(&self, account: &str, peer: &str) -> bool {
        self.account == account && self.peer == peer
    }

    /// Until when messages cost nothing, by the latest that was told of the messages that are held.
    pub fn free_until(&self) -> Option<Timestamp> {
        let told = self.turns.iter().filter_map(|turn| match turn {
            Turn::Sent(story) => story.life.free_until,
            Turn::NotSent(_) | Turn::Received(_) => None,
        });
        told.max()
    }

    /// Something happened in some conversation.
    pub const fn grown(&mut self) {
        self.freshness = Freshness::Stale;
    }

    /// What is wanted has been asked for: what happens from now on is not in the answer.
    pub const fn asked(&mut self) {
        if matches!(self.freshness, Freshness::Stale) {
            self.freshness = Freshness::Asked;
        }
    }

    /// What is needed next.
    pub fn wanted(&self) -> Option<More> {
        let held = u32::try_from(self.turns.len()).unwrap_or(HELD);
        if self.freshness != Freshness::Fresh {
            return Some(More::Newest(Page::first(held.clamp(PAGE, HELD))));
        }
        let oldest = self.turns.first().map(key_of)?;
        let wants = self.has_older && self.cursor <= NEAR && held < HELD;
        wants.then(|| More::Older(Page::before(oldest, PAGE)))
    }

    /// Takes what was wanted.
    pub fn take(&mut self, more: More, turns: Vec<Turn>) {
        let is_full = u32::try_from(turns.len()).is_ok_and(|length| length >= more.page().limit);
        let was_last = self.cursor + 1 >= self.shown.len();
        let before = self.highlighted().map(key_of);
        match more {
            More::Newest(_) => self.turns = turns,
            More::Older(_) => {
                let newer = std::mem::replace(&mut self.turns, turns);
                self.turns.extend(newer);
            }
        }
        if self.freshness == Freshness::Asked {
            self.freshness = Freshness::Fresh;
        }
        self.has_older = is_full;
        self.shown = (0..self.turns.len())
            .filter(|place| self.turns.get(*place).is_some_and(|turn| !is_mark(turn)))
            .collect();
        // What was held up on its way stands where it was said.
        self.shown
            .sort_by_key(|place| self.turns.get(*place).map(bubbles::at));
        let last = self.shown.len().saturating_sub(1);
        let same = self
            .shown
            .iter()
            .position(|place| self.turns.get(*place).map(key_of) == before);
        self.cursor = match same {
            Some(same) if !(was_last && matches!(more, More::Newest(_))) => same,
            _ => last,
        };
        self.width = 0;
    }

    /// The highlighted turn.
    pub fn highlighted(&self) -> Option<&Turn> {
        self.turns.get(*self.shown.get(self.cursor)?)
    }

    /// Moves the highlight.
    pub fn step(&mut self, by: isize) {
        let last = self.shown.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        self.is_new = true;
    }

    /// Highlights the turn at a row of what is seen.
    pub fn click(&mut self, row: usize) {
        if let Some((_, turn)) = self.lines.get(self.scroll + row)
            && *turn < self.shown.len()
        {
            self.cursor = *turn;
        }
    }

    /// Lays the bubbles out anew where anything changed, and keeps the highlight in sight.
    pub fn refresh(&mut self, area: Rect, drawing: &Drawing<'_>) {
        if self.width != area.width {
            self.width = area.width;
            self.lines = bubbles::lines(
                &self.turns,
                &self.shown,
                area.width.saturating_sub(1),
                drawing,
            );
            self.is_new = true;
        }
        let height = usize::from(area.height).max(1);
        let lowest = self.lines.len().saturating_sub(height);
        if std::mem::take(&mut self.is_new) {
            let of_turn = |(_, turn): &(Line, usize)| *turn == self.cursor;
            let first = self.lines.iter().position(of_turn).unwrap_or(0);
            let last = self.lines.iter().rposition(of_turn).unwrap_or(0);
            self.scroll = self
                .scroll
                .max((last + 1).saturating_sub(height))
                .min(first);
        }
        self.scroll = self.scroll.min(lowest);
    }

    /// Draws the chat; the highlighted turn has a bar before it where the keys go there.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, is_focused: bool) {
        draw::fill(buffer, area, look.phone.bubble(Ink::default()));
        if self.lines.is_empty() && self.freshness == Freshness::Fresh {
            look.sentence(area, buffer, "Nothing was said here.", Role::Dim);
        }
        let bar = look.theme.glyphs().bar;
        for (row, (line, turn)) in area.rows().zip(self.lines.iter().skip(self.scroll)) {
            let inside = Rect {
                x: row.x + 1,
                width: row.width.saturating_sub(1),
                ..row
            };
            draw::phone_line(buffer, inside, line, look.phone);
            if is_focused && *turn == self.cursor {
                let style = look.style(Role::BarFocused);
                let style = look.phone.bubble(Ink::default()).patch(style);
                draw::line(buffer, (row.x, row.y), row.right(), bar, style);
            }
        }
    }
}

/// Whether a turn is only a mark on another bubble: a reaction.
fn is_mark(turn: &Turn) -> bool {
    match turn {
        Turn::Received(entry) => match &entry.event {
            Some(crate::webhook::Event::Message(inbound)) => {
                matches!(inbound.content, Content::Reaction { .. })
            }
            _ => true,
        },
        Turn::Sent(story) => reaction(story.sent.as_ref()).is_some(),
        Turn::NotSent(_) => false,
    }
}

/// The message that a send of ours reacts to, and the emoji.
pub(super) fn reaction(sent: Option<&crate::history::Sent>) -> Option<(&str, &str)> {
    let reaction = sent?.request.payload.get("reaction")?;
    let text = |key| reaction.get(key).and_then(serde_json::Value::as_str);
    Some((text("message_id")?, text("emoji").unwrap_or_default()))
}

/// The id of a turn's message.
pub fn message_of(turn: &Turn) -> Option<&MessageId> {
    match turn {
        Turn::Sent(story) => Some(&story.life.id),
        Turn::NotSent(_) => None,
        Turn::Received(entry) => entry.message.as_ref(),
    }
}

fn key_of(turn: &Turn) -> Key {
    match turn {
        Turn::Sent(story) => match &story.sent {
            Some(sent) => sent.key(),
            None => story
                .entries
                .first()
                .map_or(Key::START, crate::history::Entry::key),
        },
        Turn::NotSent(sent) => sent.key(),
        Turn::Received(entry) => entry.key(),
    }
}
