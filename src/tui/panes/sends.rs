//! The sends of this and earlier runs, each with the whole life of its message.

mod story;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::look::{Look, Split};
use super::reel::Reel;
use super::styled::Styled;
use crate::history::{EntryId, Filter, Outcome, Sent, Story};
use crate::tui::theme::Role;
use crate::wire::{MessageId, Pointer};

pub use story::fault;

/// What the view keeps.
#[derive(Debug, Default)]
pub struct SendsPane {
    /// The sends.
    pub reel: Reel<Sent>,
    /// Which of them are asked for.
    pub filter: Filter,
    /// What is known of the highlighted send's message.
    pub story: Option<(EntryId, Option<Box<Story>>)>,
    /// Whether more may be known of it by now.
    pub is_stale: bool,
    /// Whether the keys go to the details.
    pub is_in_detail: bool,
    /// The first line of the details that is shown.
    pub scroll: usize,
    /// Why the history cannot be read.
    pub problem: Option<String>,
}

/// How wide the list is beside the details.
const LIST: u16 = 62;

impl SendsPane {
    /// Asks for other sends from now on.
    pub fn choose(&mut self, change: impl FnOnce(&mut Filter)) {
        change(&mut self.filter);
        self.reel = Reel::default();
        self.story = None;
        self.scroll = 0;
    }

    /// The field at fault of the highlighted send, in its own payload.
    pub fn fault(&self) -> Option<(&Sent, Pointer)> {
        let sent = self.reel.highlighted()?;
        Some((sent, fault(sent, self.highlighted_story())?))
    }

    /// The life of the highlighted send's message, once it is there.
    pub fn highlighted_story(&self) -> Option<&Story> {
        let sent = self.reel.highlighted()?;
        let (id, story) = self.story.as_ref()?;
        story.as_deref().filter(|_| *id == sent.id)
    }

    /// The send of whose message the life must be asked for.
    pub fn lacking(&self) -> Option<(EntryId, MessageId)> {
        let sent = self.reel.highlighted()?;
        let is_there = self
            .story
            .as_ref()
            .is_some_and(|(known, _)| *known == sent.id);
        let lacks = !is_there || self.is_stale;
        sent.message()
            .filter(|_| lacks)
            .map(|message| (sent.id, message.clone()))
    }

    /// Takes the life of a send's message, and the send as it is by now.
    pub fn take_story(&mut self, id: EntryId, story: Option<Box<Story>>) {
        if let Some(sent) = story.as_ref().and_then(|story| story.sent.clone()) {
            self.reel.replace(sent);
        }
        self.story = Some((id, story));
    }

    /// Brings the window up to date after anything changed.
    pub fn refresh(&mut self, area: Rect) {
        let split = self.split(area);
        self.reel.settle(usize::from(split.list_inside().height));
    }

    /// Moves the highlight, or scrolls the details.
    pub fn step(&mut self, by: isize) {
        if self.is_in_detail {
            self.scroll = self.scroll.saturating_add_signed(by);
        } else {
            self.reel.step(by);
            self.scroll = 0;
        }
    }

    /// Goes to the newest or the oldest; in the details to their first or last line.
    pub fn go_to_end(&mut self, last: bool) {
        if self.is_in_detail {
            self.scroll = if last { usize::MAX / 2 } else { 0 };
        } else {
            self.reel.go_to_end(last);
            self.scroll = 0;
        }
    }

    /// Keeps the details from being scrolled away.
    pub fn settle(&mut self, area: Rect, look: &Look<'_>) {
        let inside = self.split(area).detail_inside();
        let lowest = self
            .lines(inside.width, look)
            .len()
            .saturating_sub(usize::from(inside.height));
        self.scroll = self.scroll.min(lowest);
    }

    /// A click.
    pub fn click(&mut self, area: Rect, at: Position) {
        let split = self.split(area);
        let inside = split.list_inside();
        if inside.contains(at) {
            let place = self.reel.top() + usize::from(at.y - inside.y);
            if place < self.reel.items().len() {
                self.reel.cursor = place;
                self.scroll = 0;
            }
        }
        self.is_in_detail = split.detail.contains(at);
    }

    /// How many rows a page of the keys is.
    pub fn page(&self, area: Rect) -> u16 {
        let split = self.split(area);
        if self.is_in_detail {
            split.detail_inside().height
        } else {
            split.list_inside().height
        }
    }

    fn split(&self, area: Rect) -> Split {
        Split::new(area, LIST, self.is_in_detail)
    }

    fn lines(&self, width: u16, look: &Look<'_>) -> Vec<Styled> {
        let Some(sent) = self.reel.highlighted() else {
            return Vec::new();
        };
        story::lines(sent, self.highlighted_story(), width, look)
    }

    /// The details as text, for copying.
    pub fn text(&self, look: &Look<'_>) -> String {
        let lines = self.lines(100, look);
        let lines: Vec<String> = lines.iter().map(Styled::content).collect();
        lines.join("\n")
    }

    /// Draws list and details.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let split = self.split(area);
        let (state, role) = match self.filter.outcome {
            Some(outcome) => (outcome.name(), Role::Warning),
            None => ("newest first", Role::Dim),
        };
        let framed = split.is_framed;
        let list = split.list_inside();
        look.frame(
            split.list,
            buffer,
            ("Sends", state, role),
            (framed, !self.is_in_detail),
        );
        self.draw_list(list, buffer, look);
        let detail = split.detail_inside();
        let outcome = self.reel.highlighted().map(|sent| sent.outcome);
        let (word, role) = outcome.map_or(("", Role::Dim), outcome_words);
        look.frame(
            split.detail,
            buffer,
            ("Life of the message", word, role),
            (framed, self.is_in_detail),
        );
        look.lines(detail, buffer, &self.lines(detail.width, look), self.scroll);
    }

    fn draw_list(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        if let Some(problem) = &self.problem {
            look.sentence(area, buffer, problem, Role::Error);
            return;
        }
        if self.reel.items().is_empty() {
            let sentence = match (self.reel.has_begun(), self.filter.outcome) {
                (false, _) => "Reading the history…",
                (true, Some(_)) => "No send came so far. Esc shows all again.",
                (true, None) => {
                    "Nothing was sent yet. What is sent stands here, in later runs too."
                }
            };
            look.sentence(area, buffer, sentence, Role::Dim);
            return;
        }
        let rows = self.reel.items().iter().enumerate().skip(self.reel.top());
        let rows = rows.map(|(place, sent)| (place == self.reel.cursor, row(sent, look)));
        look.rows(area, buffer, rows, !self.is_in_detail);
    }
}

fn row(sent: &Sent, look: &Look<'_>) -> Styled {
    let (word, role) = outcome_words(sent.outcome);
    Styled::new(look.moment(sent.request.at), Role::Dim)
        .to_column(13)
        .then(word, role)
        .to_column(24)
        .foreign(sent.peer.as_deref().unwrap_or("-"), Role::Text)
        .to_column(37)
        .foreign(&sent.request.kind, Role::Dim)
}

/// How far a send came, as it is shown.
pub const fn outcome_words(outcome: Outcome) -> (&'static str, Role) {
    let role = match outcome {
        Outcome::Unanswered => Role::Warning,
        Outcome::Refused | Outcome::Failed => Role::Error,
        Outcome::Accepted => Role::Text,
        Outcome::Delivered => Role::Good,
        Outcome::Read => Role::Info,
    };
    (outcome.name(), role)
}
