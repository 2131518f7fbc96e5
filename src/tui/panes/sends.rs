//! The sends of this and earlier runs, each with the whole life of its message.

mod story;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::browse::Browse;
use super::look::{Look, Split};
use super::styled::Styled;
use crate::history::{EntryId, Filter, Outcome, Sent, Story};
use crate::tui::theme::Role;
use crate::wire::{MessageId, Pointer};

pub use story::fault;

/// What the view keeps.
#[derive(Debug, Default)]
pub struct SendsPane {
    /// The sends, and where one is among them.
    pub browse: Browse<Sent>,
    /// Which of them are asked for.
    pub filter: Filter,
    /// What is known of the highlighted send's message.
    pub story: Option<(EntryId, Option<Box<Story>>)>,
    /// Whether more may be known of it by now.
    pub is_stale: bool,
    /// Why the history cannot be read.
    pub problem: Option<String>,
}

/// How wide the list is beside the details.
const LIST: u16 = 62;

impl SendsPane {
    /// Asks for other sends from now on.
    pub fn choose(&mut self, change: impl FnOnce(&mut Filter)) {
        change(&mut self.filter);
        self.browse.renew();
        self.story = None;
    }

    /// The field at fault of the highlighted send, in its own payload.
    pub fn fault(&self) -> Option<(&Sent, Pointer)> {
        let sent = self.browse.reel.highlighted()?;
        Some((sent, fault(sent, self.highlighted_story())?))
    }

    /// The life of the highlighted send's message, once it is there.
    pub fn highlighted_story(&self) -> Option<&Story> {
        let sent = self.browse.reel.highlighted()?;
        let (id, story) = self.story.as_ref()?;
        story.as_deref().filter(|_| *id == sent.id)
    }

    /// The send of whose message the life must be asked for.
    pub fn lacking(&self) -> Option<(EntryId, MessageId)> {
        let sent = self.browse.reel.highlighted()?;
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
            self.browse.reel.replace(sent);
        }
        self.story = Some((id, story));
    }

    /// Brings the view up to date after anything changed.
    pub fn settle(&mut self, area: Rect, look: &Look<'_>) {
        let split = self.split(area);
        let lines = self.lines(split.detail_inside().width, look).len();
        self.browse.settle(&split, lines);
    }

    /// Where list and details stand.
    pub fn split(&self, area: Rect) -> Split {
        Split::new(area, LIST, self.browse.is_in_detail)
    }

    fn lines(&self, width: u16, look: &Look<'_>) -> Vec<Styled> {
        let Some(sent) = self.browse.reel.highlighted() else {
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
            (framed, !self.browse.is_in_detail),
        );
        self.draw_list(list, buffer, look);
        let detail = split.detail_inside();
        let outcome = self.browse.reel.highlighted().map(|sent| sent.outcome);
        let (word, role) = outcome.map_or(("", Role::Dim), outcome_words);
        look.frame(
            split.detail,
            buffer,
            ("Life of the message", word, role),
            (framed, self.browse.is_in_detail),
        );
        look.lines(
            detail,
            buffer,
            &self.lines(detail.width, look),
            self.browse.scroll,
        );
    }

    fn draw_list(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        if let Some(problem) = &self.problem {
            look.sentence(area, buffer, problem, Role::Error);
            return;
        }
        if self.browse.reel.items().is_empty() {
            let sentence = match (self.browse.reel.has_begun(), self.filter.outcome) {
                (false, _) => "Reading the history…",
                (true, Some(_)) => "No send came so far. Esc shows all again.",
                (true, None) => {
                    "Nothing was sent yet. What is sent stands here, in later runs too."
                }
            };
            look.sentence(area, buffer, sentence, Role::Dim);
            return;
        }
        let rows = self
            .browse
            .reel
            .items()
            .iter()
            .enumerate()
            .skip(self.browse.reel.top());
        let rows = rows.map(|(place, sent)| (place == self.browse.reel.cursor, row(sent, look)));
        look.rows(area, buffer, rows, !self.browse.is_in_detail);
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
