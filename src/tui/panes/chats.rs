//! The conversations: who was written with, and what was said, as the business sees it: its own
//! messages at the right with their ticks, the customer's at the left.

mod bubbles;
mod chat;

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::look::{Look, Split};
use super::send::window_label;
use super::styled::Styled;
use crate::check::Window;
use crate::history::{Conversation, Turn};
use crate::tui::theme::Role;
use crate::tui::widgets::Scroll;
use crate::wire::MessageId;

pub use bubbles::{Drawing, words};
pub use chat::{Chat, More, message_of};

/// What the view keeps.
#[derive(Debug, Default)]
pub struct ChatsPane {
    /// Everybody, the one with the latest event first; none until the history has answered.
    pub list: Option<Vec<Conversation>>,
    /// The highlighted conversation.
    pub cursor: usize,
    scroll: Scroll,
    /// What is said in the highlighted conversation.
    pub chat: Option<Chat>,
    /// Whether the keys go to the chat.
    pub is_in_chat: bool,
    /// Whether the list must be asked for anew.
    pub is_stale: bool,
    /// Why the history cannot be read.
    pub problem: Option<String>,
}

/// How wide the list is beside the chat.
const LIST: u16 = 48;
/// A window that closes within so many seconds is warned of.
const SOON: i64 = 3_600;

impl ChatsPane {
    /// The highlighted conversation.
    pub fn highlighted(&self) -> Option<&Conversation> {
        self.list.as_ref()?.get(self.cursor)
    }

    /// Takes the list, with the highlight on whom it was on.
    pub fn listed(&mut self, list: Vec<Conversation>) {
        let before = self.highlighted().map(key);
        let place = list.iter().position(|one| Some(key(one)) == before);
        self.cursor = place.unwrap_or(0);
        self.list = Some(list);
        self.is_stale = false;
    }

    /// The chat of the highlighted conversation; a new one where it is another's.
    pub fn chat_at_hand(&mut self) -> Option<&mut Chat> {
        let (account, peer) = self.highlighted().map(key)?;
        let is_its = self
            .chat
            .as_ref()
            .is_some_and(|chat| chat.is_of(&account, &peer));
        if !is_its {
            self.chat = Some(Chat::new(account, peer));
        }
        self.chat.as_mut()
    }

    /// The highlighted message, of whichever side.
    pub fn highlighted_message(&self) -> Option<&MessageId> {
        message_of(self.chat.as_ref()?.highlighted()?)
    }

    /// The highlighted message where it is one of the business.
    pub fn highlighted_own(&self) -> Option<&MessageId> {
        match self.chat.as_ref()?.highlighted()? {
            Turn::Sent(story) => Some(&story.life.id),
            Turn::NotSent(_) | Turn::Received(_) => None,
        }
    }

    /// The words of the highlighted message, for copying.
    pub fn text(&self) -> Option<String> {
        Some(bubbles::words(self.chat.as_ref()?.highlighted()?))
    }

    /// Until when messages in the highlighted conversation cost nothing, told of a free entry point.
    fn free_until(&self) -> Option<Timestamp> {
        let (account, peer) = self.highlighted().map(key)?;
        let chat = self.chat.as_ref()?;
        chat.free_until().filter(|_| chat.is_of(&account, &peer))
    }

    /// Brings the chat's lines up to date.
    pub fn refresh(&mut self, area: Rect, drawing: &Drawing<'_>) {
        let inside = self.split(area).detail_inside();
        if let Some(chat) = &mut self.chat {
            chat.refresh(inside, drawing);
        }
    }

    /// Moves the highlight in the list or in the chat.
    pub fn step(&mut self, by: isize) {
        if self.is_in_chat {
            if let Some(chat) = &mut self.chat {
                chat.step(by);
            }
        } else {
            let last = self
                .list
                .as_ref()
                .map_or(0, |list| list.len().saturating_sub(1));
            self.cursor = self.cursor.saturating_add_signed(by).min(last);
        }
    }

    /// A click.
    pub fn click(&mut self, area: Rect, at: Position) {
        let split = self.split(area);
        let (list, detail) = (split.list_inside(), split.detail_inside());
        self.is_in_chat = split.detail.contains(at);
        if list.contains(at) {
            let place = self.top(list.height) + usize::from(at.y - list.y);
            if self.list.as_ref().is_some_and(|list| place < list.len()) {
                self.cursor = place;
            }
        } else if detail.contains(at)
            && let Some(chat) = &mut self.chat
        {
            chat.click(usize::from(at.y - detail.y));
        }
    }

    fn top(&self, height: u16) -> usize {
        let total = self.list.as_ref().map_or(0, Vec::len);
        self.scroll
            .showing(self.cursor..self.cursor + 1, height, total)
    }

    fn split(&self, area: Rect) -> Split {
        let narrow = Split::new(area, LIST, self.is_in_chat);
        if !narrow.is_framed || narrow.list.height != narrow.detail.height {
            // One above the other a chat would have too few lines: the list is beside it here too.
            return if narrow.is_framed {
                Split::beside(area, LIST * 3 / 4)
            } else {
                narrow
            };
        }
        narrow
    }

    /// Draws list and chat; `window` is that of the highlighted conversation.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, window: Option<Window>) {
        let split = self.split(area);
        let framed = split.is_framed;
        look.frame(
            split.list,
            buffer,
            ("Conversations", "", Role::Dim),
            (framed, !self.is_in_chat),
        );
        self.draw_list(split.list_inside(), buffer, look);
        let title = match self.highlighted() {
            Some(one) => match &one.name {
                Some(name) => format!("{name} · {}", one.peer),
                None => one.peer.clone(),
            },
            None => "Chat".to_owned(),
        };
        let mut state = window_label(window, look.now);
        if let Some(until) = self.free_until().filter(|until| *until > look.now) {
            let parted = if state.is_empty() { "" } else { " · " };
            state = format!("{state}{parted}free until {}", look.minute(until));
        }
        let title = crate::text::visible(&title).into_owned();
        look.frame(
            split.detail,
            buffer,
            (&title, &state, window_role(window, look)),
            (framed, self.is_in_chat),
        );
        if let Some(chat) = &self.chat {
            chat.draw(split.detail_inside(), buffer, look, self.is_in_chat);
        }
    }

    fn draw_list(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        if let Some(problem) = &self.problem {
            look.sentence(area, buffer, problem, Role::Error);
            return;
        }
        let Some(list) = self.list.as_ref().filter(|list| !list.is_empty()) else {
            let sentence = match self.list {
                None => "Reading the history…",
                Some(_) => {
                    "Nobody was written with yet. Whom you send to, and who writes, stands here."
                }
            };
            look.sentence(area, buffer, sentence, Role::Dim);
            return;
        };
        let rows = list.iter().enumerate().skip(self.top(area.height));
        let rows = rows.map(|(place, one)| (place == self.cursor, row(one, look)));
        look.rows(area, buffer, rows, !self.is_in_chat);
    }
}

fn key(one: &Conversation) -> (String, String) {
    (one.account.clone(), one.peer.clone())
}

fn row(one: &Conversation, look: &Look<'_>) -> Styled {
    let is_open = one.window.is_some_and(|until| until > look.now);
    let (sign, role) = if is_open {
        (look.theme.glyphs().dirty, Role::Good)
    } else {
        (" ", Role::Dim)
    };
    let name = one.name.as_deref().unwrap_or(&one.peer);
    Styled::new(sign, role)
        .then(" ", Role::Text)
        .foreign(name, Role::Text)
        .then("  ", Role::Text)
        .then(look.second(one.last_at), Role::Dim)
        .then("  ", Role::Text)
        .foreign(&one.account, Role::Dim)
}

fn window_role(window: Option<Window>, look: &Look<'_>) -> Role {
    match window {
        Some(Window::Closed) => Role::Error,
        Some(Window::Open { until }) if until.as_second() - look.now.as_second() < SOON => {
            Role::Warning
        }
        Some(Window::Open { .. }) => Role::Good,
        None => Role::Dim,
    }
}
