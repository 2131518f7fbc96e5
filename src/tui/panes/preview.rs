//! The phone: the bubble as the customer sees it, ticks and answers of the last send included.
//!
//! Lines are laid out once per draft, width and life, and kept. A cursor walks over what can be tapped.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use serde_json::json;

use crate::preview::{self, Bubble, Edge, Ink, Line, Meaning, Options, Part, Side, Span, Tap};
use crate::text;
use crate::tui::desk::Desk;
use crate::tui::outbox::Sent;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::draw;
use crate::webhook::{Content, Inbound};
use crate::wire::MessageId;

/// What the pane keeps.
#[derive(Debug, Default)]
pub struct PreviewPane {
    /// The first line that is shown.
    pub scroll: usize,
    /// Which of the lines that can be tapped is highlighted.
    pub cursor: usize,
    /// Whether the list's sheet is open.
    pub sheet_open: bool,
    /// Whether a text that the phone cuts is shown whole.
    pub unfolded: bool,
    made_for: Option<Made>,
    lines: Vec<Line>,
    following: bool,
}

/// What the kept lines were made for.
#[derive(Debug, Clone, PartialEq)]
struct Made {
    revision: u64,
    desk: u64,
    width: u16,
    options: Options,
    replies: Vec<MessageId>,
}

/// What the bubble depends on beside the draft.
#[derive(Debug, Clone)]
pub struct Surroundings<'a> {
    /// The last send of exactly this draft.
    pub sent: Option<&'a Sent>,
    /// The time in the bubble's corner.
    pub time: String,
    /// The recipient's locale.
    pub locale: &'a str,
    /// Whether right-to-left rows are turned here, because the terminal does not.
    pub reorder: bool,
    /// How edges are drawn.
    pub edge: Edge,
    /// How wide the pane is inside.
    pub width: u16,
}

impl PreviewPane {
    /// Lays the bubble out anew where anything changed.
    pub fn refresh(&mut self, desk: &Desk, around: &Surroundings<'_>) {
        let shown = self.made_for.as_ref().map(|made| made.desk);
        self.unfolded &= shown == Some(desk.id.0);
        let options = self.options(around);
        let made = Made {
            revision: desk.revision(),
            desk: desk.id.0,
            width: around.width,
            replies: around.sent.map(replies_of).unwrap_or_default(),
            options,
        };
        if self.made_for.as_ref() != Some(&made) {
            self.lines = lay_out(desk, &made, around);
            self.made_for = Some(made);
        }
        let last = self.tappable().count().saturating_sub(1);
        self.cursor = self.cursor.min(last);
    }

    /// How the phone is drawn.
    pub fn options(&self, around: &Surroundings<'_>) -> Options {
        let life = around.sent.and_then(|sent| sent.life.as_ref());
        Options {
            time: around.time.clone(),
            day: "Today".to_owned(),
            ticks: around.sent.map(Sent::ticks).unwrap_or_default(),
            locale: around.locale.to_owned(),
            sheet_open: self.sheet_open,
            unfolded: self.unfolded,
            tapped: around
                .sent
                .map(|sent| sent.tapped.clone())
                .unwrap_or_default(),
            reaction: life
                .and_then(|life| life.reaction_emoji())
                .map(ToOwned::to_owned),
            edge: around.edge,
            reorder: around.reorder,
            ..Options::default()
        }
    }

    /// What can be tapped, each once, with the line where it stands first.
    pub fn tappable(&self) -> impl Iterator<Item = (usize, &Tap)> {
        let mut last: Option<&Tap> = None;
        self.lines.iter().enumerate().filter_map(move |(at, line)| {
            let tap = line.tap.as_ref()?;
            let new = last != Some(tap);
            last = Some(tap);
            new.then_some((at, tap))
        })
    }

    /// The highlighted thing that can be tapped.
    pub fn highlighted(&self) -> Option<&Tap> {
        self.tappable().nth(self.cursor).map(|(_, tap)| tap)
    }

    /// The lines of the highlighted thing; an open sheet closes at another place with the same tap.
    fn marked(&self) -> Range<usize> {
        let Some((first, tap)) = self.tappable().nth(self.cursor) else {
            return 0..0;
        };
        let lines = self.lines.iter().skip(first);
        let count = lines
            .take_while(|line| line.tap.as_ref() == Some(tap))
            .count();
        first..first + count
    }

    /// What stands at a line of the pane.
    pub fn hit(&self, line: usize) -> Option<&Tap> {
        self.lines
            .get(line.saturating_add(self.scroll))?
            .tap
            .as_ref()
    }

    /// Highlights a thing that can be tapped.
    pub fn highlight(&mut self, wanted: &Tap) {
        let place = self.tappable().position(|(_, tap)| tap == wanted);
        self.cursor = place.unwrap_or(self.cursor);
    }

    /// Begins afresh for another draft.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Highlights the next or a previous thing, and shows it; scrolls where there is none further.
    pub fn step(&mut self, by: isize, height: usize) {
        let count = self.tappable().count();
        let next = self.cursor.saturating_add_signed(by);
        if count == 0 || next >= count || (by < 0 && self.cursor == 0) {
            self.scroll_by(by, height);
            return;
        }
        self.cursor = next;
        let line = self.tappable().nth(next).map(|(line, _)| line);
        if let Some(line) = line {
            self.show_line(line, height);
        }
    }

    /// Scrolls by lines, within what there is.
    pub fn scroll_by(&mut self, by: isize, height: usize) {
        let last = self.lines.len().saturating_sub(height);
        self.scroll = self.scroll.saturating_add_signed(by).min(last);
    }

    /// Has the end shown with the next refresh: an answer has come.
    pub const fn follow(&mut self) {
        self.following = true;
    }

    /// Keeps the window where it is, or at the end where an answer has come.
    pub fn settle(&mut self, height: usize) {
        let last = self.lines.len().saturating_sub(height);
        if std::mem::take(&mut self.following) {
            self.scroll = last;
        }
        self.scroll = self.scroll.min(last);
    }

    fn show_line(&mut self, line: usize, height: usize) {
        if line < self.scroll {
            self.scroll = line;
        } else if line >= self.scroll + height {
            self.scroll = line + 1 - height.min(line + 1);
        }
    }

    /// Draws the phone in the colours of the theme `phone`; the highlighted line is marked where the
    /// pane has the focus.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, phone: &Theme, focused: bool) {
        draw::fill(buffer, area, phone.bubble(Ink::default()));
        let height = usize::from(area.height);
        let top = self.scroll.min(self.lines.len().saturating_sub(height));
        let marked = if focused { self.marked() } else { 0..0 };
        let window = self.lines.iter().enumerate().skip(top);
        for (row, (number, line)) in area.rows().zip(window) {
            draw::phone_line(buffer, row, line, phone);
            if marked.contains(&number) {
                mark(row, line, buffer, phone);
            }
        }
    }
}

/// Puts the cursor's sign before a line that can be tapped.
fn mark(row: Rect, line: &Line, buffer: &mut Buffer, theme: &Theme) {
    let lead = line
        .spans
        .first()
        .map_or(0, |span| span.text.len() - span.text.trim_start().len());
    let column = row
        .x
        .saturating_add(u16::try_from(lead).unwrap_or(0))
        .saturating_sub(1)
        .max(row.x);
    if column < row.right() {
        let sign = theme.glyphs().cursor;
        let background = buffer
            .cell((column, row.y))
            .map_or_else(Style::default, |cell| Style::new().bg(cell.bg));
        let style = theme.style(Role::BarFocused).patch(background);
        draw::line(buffer, (column, row.y), row.right(), sign, style);
    }
}

fn replies_of(sent: &Sent) -> Vec<MessageId> {
    sent.life
        .as_ref()
        .map(|life| life.replies.iter().map(|reply| reply.id.clone()).collect())
        .unwrap_or_default()
}

/// The message's lines, and those of the customer's answers.
fn lay_out(desk: &Desk, made: &Made, around: &Surroundings<'_>) -> Vec<Line> {
    if desk.is_vacant() {
        let note = "There is no message to show until the file is one.".to_owned();
        let parts = vec![Part::Note(note)];
        return preview::layout(&Bubble { parts }, made.width, &made.options);
    }
    let draft = desk.draft();
    let bubble = preview::bubble(
        draft.document.payload(),
        draft.dialect(),
        desk.definition(),
        &made.options,
    );
    let mut lines = preview::layout(&bubble, made.width, &made.options);
    let replies = around
        .sent
        .and_then(|sent| sent.life.as_ref())
        .map(|life| life.replies.as_slice())
        .unwrap_or_default();
    for reply in replies {
        lines.push(backdrop(made.width));
        lines.extend(reply_lines(reply, made, around));
    }
    lines
}

/// The customer's answer as a bubble of its own, at the right as on the customer's phone.
fn reply_lines(reply: &Inbound, made: &Made, around: &Surroundings<'_>) -> Vec<Line> {
    let options = Options {
        time: around.time.clone(),
        edge: made.options.edge,
        reorder: made.options.reorder,
        side: Side::Right,
        ..Options::default()
    };
    let payload = json!({ "type": "text", "text": { "body": reply_text(reply) } });
    let bubble = preview::bubble(&payload, None, None, &options);
    preview::layout(&bubble, made.width, &options)
}

/// What the customer's own phone shows of an answer.
pub(super) fn reply_text(reply: &Inbound) -> String {
    let words = match &reply.content {
        Content::Text(body) | Content::FlowReply { body, .. } => body.clone(),
        Content::Button { text, .. } => text.clone(),
        Content::ButtonReply { title, .. } => title.clone(),
        Content::ListReply {
            title, description, ..
        } => match description {
            Some(description) => format!("*{title}*\n{description}"),
            None => format!("*{title}*"),
        },
        Content::Location { .. } => format!("📍 {}", reply.content.summary()),
        other => other.summary(),
    };
    text::visible_lines(&words).into_owned()
}

pub(super) fn backdrop(width: u16) -> Line {
    Line {
        spans: vec![plain(" ".repeat(usize::from(width)))],
        tap: None,
    }
}

fn plain(text: String) -> Span {
    Span {
        text,
        ink: Ink {
            meaning: Meaning::Backdrop,
            ..Ink::default()
        },
    }
}
