//! The full-screen views of what happened: opening and leaving them, and what their keys do.
//!
//! What a view shows is read from the history page by page: after each update the open view says what
//! it lacks, and that is asked for.

mod chats;
mod events;
mod sends;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::App;
use super::layout::Extent;
use super::purpose::Purpose;
use crate::check::Window;
use crate::files::settings::Bidi;
use crate::history::{EntryId, Filter};
use crate::tui::keys::Context;
use crate::tui::msg::{Action, Effect, HistoryDone, HistoryTask, JobId};
use crate::tui::panes::chats::{ChatsPane, Drawing, More};
use crate::tui::panes::events::EventsPane;
use crate::tui::panes::look::Look;
use crate::tui::panes::reel::Want;
use crate::tui::panes::sends::SendsPane;
use crate::tui::theme::Role;
use crate::wire::{MessageId, Pointer};

/// The views.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// What came by webhook.
    Events,
    /// What was sent.
    Sends,
    /// What was said.
    Chats,
}

/// All views; each keeps what it shows while another is open.
#[derive(Debug, Default)]
pub(super) struct Views {
    /// The one that covers the composer.
    pub open: Option<View>,
    /// What came by webhook.
    pub events: EventsPane,
    /// What was sent.
    pub sends: SendsPane,
    /// What was said.
    pub chats: ChatsPane,
    /// Where a webhook was posted again last.
    pub replay_url: String,
    /// What a draft that was begun here is to have once it is on the desk.
    pub landing: Option<Landing>,
}

/// What is done with a draft once it is on the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Landing {
    /// Whom it is addressed to, where it is to be.
    pub to: Option<String>,
    /// The field to go to.
    pub pointer: Option<Pointer>,
}

/// What is asked of the history for a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// A part of the events.
    Events(Filter, Want),
    /// The webhook of an event.
    Webhook(EntryId),
    /// A part of the sends.
    Sends(Filter, Want),
    /// The life of a send's message.
    Life(EntryId, MessageId),
    /// Everybody.
    Conversations,
    /// A part of a conversation.
    Turns(String, String, More),
}

impl View {
    const fn contexts(self) -> &'static [Context] {
        match self {
            Self::Events => &[Context::Events, Context::Plain, Context::Everywhere],
            Self::Sends => &[Context::Sends, Context::Plain, Context::Everywhere],
            Self::Chats => &[Context::Conversations, Context::Plain, Context::Everywhere],
        }
    }
}

impl View {
    /// What is worth hinting at, the most useful first.
    pub(super) const fn hinted(self) -> &'static [(Action, &'static str)] {
        use Action as A;
        match self {
            Self::Events => &[
                (A::Close, "back"),
                (A::NextField, "details"),
                (A::Find, "find"),
                (A::ChooseEventKind, "kind"),
                (A::ChooseEventAccount, "account"),
                (A::ChooseVerdict, "signature"),
                (A::ReplayWebhook, "replay"),
                (A::SaveFixture, "save"),
                (A::ShowSends, "sends"),
                (A::ShowConversations, "conversations"),
            ],
            Self::Sends => &[
                (A::Close, "back"),
                (A::Activate, "go to the field"),
                (A::NextField, "details"),
                (A::ChooseOutcome, "outcome"),
                (A::ShowEvents, "events"),
                (A::ShowConversations, "conversations"),
            ],
            Self::Chats => &[
                (A::Close, "back"),
                (A::NextField, "chat"),
                (A::WriteTo, "write"),
                (A::QuoteMessage, "quote"),
                (A::ReactToMessage, "react"),
                (A::OfferTemplate, "template"),
                (A::DirectCustomer, "the customer …"),
                (A::ShowEvents, "events"),
            ],
        }
    }
}

impl Asked {
    fn task(&self) -> HistoryTask {
        match self.clone() {
            Self::Events(filter, want) => HistoryTask::Events(filter, want.page()),
            Self::Webhook(entry) => HistoryTask::Webhook(entry),
            Self::Sends(filter, want) => HistoryTask::Sends(filter, want.page()),
            Self::Life(_, message) => HistoryTask::Life(message),
            Self::Conversations => HistoryTask::Conversations,
            Self::Turns(account, peer, more) => HistoryTask::Turns {
                account,
                peer,
                page: more.page(),
            },
        }
    }
}

impl App {
    /// Which keys work in the open view.
    pub(super) fn view_contexts(&self) -> Option<&'static [Context]> {
        self.views.open.map(View::contexts)
    }

    pub(super) fn act_history(&mut self, action: Action) {
        match action {
            Action::ShowEvents => self.open_view(View::Events),
            Action::ShowSends => self.open_view(View::Sends),
            Action::ShowConversations => self.open_view(View::Chats),
            Action::ReplayWebhook => self.ask_replay(),
            Action::SaveFixture => self.ask_fixture(),
            Action::ChooseEventKind => self.choose_event_kind(),
            Action::ChooseEventAccount => self.choose_event_account(),
            Action::ChooseVerdict => self.choose_verdict(),
            Action::ChooseOutcome => self.choose_outcome(),
            Action::WriteTo => self.write_to(),
            Action::QuoteMessage => self.quote_message(),
            Action::ReactToMessage => self.react_to_message(),
            Action::OfferTemplate => self.offer_template(),
            Action::DirectCustomer => self.direct_customer(),
            _ => {}
        }
    }

    pub(super) fn open_view(&mut self, view: View) {
        self.views.open = Some(view);
        // What went wrong before may go well now.
        self.views.events.problem = None;
        self.views.sends.problem = None;
        self.views.chats.problem = None;
    }

    /// An action while a view is open; false where it is the composer's after all.
    pub(super) fn act_in_view(&mut self, action: Action) -> bool {
        let Some(view) = self.views.open else {
            return false;
        };
        let area = self.view_area();
        let page = isize::try_from(self.view_page(view, area))
            .unwrap_or(10)
            .max(2)
            - 1;
        match action {
            Action::Up => self.step_view(view, -1),
            Action::Down => self.step_view(view, 1),
            Action::PageUp => self.step_view(view, -page),
            Action::PageDown => self.step_view(view, page),
            Action::First => self.go_to_end(view, false),
            Action::Last => self.go_to_end(view, true),
            Action::NextField | Action::PreviousField => self.turn_view(view),
            Action::Left | Action::Right | Action::NextTab | Action::PreviousTab => {
                self.turn_tab_of_view(view, action);
            }
            Action::Activate => self.activate_in_view(view),
            Action::Close => self.leave_view(view),
            Action::Find if view == View::Events => self.ask_event_words(),
            Action::Copy => self.copy_from_view(view),
            Action::Palette
            | Action::Quit
            | Action::Suspend
            | Action::Repaint
            | Action::ChooseTheme
            | Action::ToggleMouse
            | Action::TogglePhone
            | Action::ChooseAccount
            | Action::ShowAccount => return false,
            _ if is_of_views(action) => return false,
            _ => {
                self.views.open = None;
                return false;
            }
        }
        true
    }

    /// What stands in the way of an action of the views.
    pub(super) fn view_obstacle(&self, action: Action) -> Option<String> {
        let (needed, sentence) = match action {
            Action::ReplayWebhook
            | Action::SaveFixture
            | Action::ChooseEventKind
            | Action::ChooseEventAccount
            | Action::ChooseVerdict => (View::Events, "show the events first"),
            Action::ChooseOutcome => (View::Sends, "show the sends first"),
            Action::WriteTo
            | Action::QuoteMessage
            | Action::ReactToMessage
            | Action::OfferTemplate
            | Action::DirectCustomer => (View::Chats, "show the conversations first"),
            _ => return None,
        };
        if self.views.open != Some(needed) {
            return Some(sentence.to_owned());
        }
        let (events, chats) = (&self.views.events, &self.views.chats);
        let sentence = match action {
            Action::ReplayWebhook | Action::SaveFixture
                if events.highlighted_webhook().is_none() =>
            {
                "no webhook is highlighted"
            }
            Action::QuoteMessage | Action::ReactToMessage
                if chats.highlighted_message().is_none() =>
            {
                "highlight a message that arrived first"
            }
            Action::DirectCustomer if !self.is_chat_of_sandbox() => {
                "only the sandbox's customers can be directed"
            }
            _ if needed == View::Chats && chats.highlighted().is_none() => "nobody is highlighted",
            _ => return None,
        };
        Some(sentence.to_owned())
    }

    /// What the last line says of the open view.
    pub(super) fn standing(&self, view: View) -> (String, Role) {
        let window = match view {
            View::Chats => self.chat_window(),
            View::Events | View::Sends => None,
        };
        match window {
            Some(Window::Closed) => ("only templates reach them".to_owned(), Role::Error),
            Some(Window::Open { .. }) => ("free-form reaches them".to_owned(), Role::Good),
            None => (String::new(), Role::Dim),
        }
    }

    fn step_view(&mut self, view: View, by: isize) {
        match view {
            View::Events => self.views.events.browse.step(by),
            View::Sends => self.views.sends.browse.step(by),
            View::Chats => self.views.chats.step(by),
        }
    }

    fn go_to_end(&mut self, view: View, last: bool) {
        const FAR: isize = 1 << 30;
        match view {
            View::Events => self.views.events.browse.go_to_end(last),
            View::Sends => self.views.sends.browse.go_to_end(last),
            View::Chats => self.views.chats.step(if last { FAR } else { -FAR }),
        }
    }

    /// From the list to the details, and back.
    fn turn_view(&mut self, view: View) {
        let turned = match view {
            View::Events => &mut self.views.events.browse.is_in_detail,
            View::Sends => &mut self.views.sends.browse.is_in_detail,
            View::Chats => &mut self.views.chats.is_in_chat,
        };
        *turned = !*turned;
    }

    fn turn_tab_of_view(&mut self, view: View, action: Action) {
        let events = &mut self.views.events;
        if view == View::Events && events.browse.is_in_detail {
            events.shows_raw = !events.shows_raw;
            events.browse.scroll = 0;
        } else if matches!(action, Action::Right | Action::Left) {
            let goes_in = action == Action::Right;
            match view {
                View::Events => events.browse.is_in_detail = goes_in,
                View::Sends => self.views.sends.browse.is_in_detail = goes_in,
                View::Chats => self.views.chats.is_in_chat = goes_in,
            }
        } else {
            self.turn_view(view);
        }
    }

    fn activate_in_view(&mut self, view: View) {
        match view {
            View::Events => self.views.events.browse.is_in_detail = true,
            View::Sends => self.follow_send(),
            View::Chats => self.views.chats.is_in_chat = true,
        }
    }

    /// Esc: out of the details, then all events again, then back to the composer.
    fn leave_view(&mut self, view: View) {
        let views = &mut self.views;
        match view {
            View::Events if views.events.browse.is_in_detail => {
                views.events.browse.is_in_detail = false;
            }
            View::Sends if views.sends.browse.is_in_detail => {
                views.sends.browse.is_in_detail = false;
            }
            View::Chats if views.chats.is_in_chat => views.chats.is_in_chat = false,
            View::Events if views.events.is_filtered() => views.events.choose_all(),
            View::Sends if views.sends.filter.outcome.is_some() => {
                views.sends.choose(|filter| filter.outcome = None);
            }
            _ => views.open = None,
        }
    }

    fn copy_from_view(&mut self, view: View) {
        let text = match view {
            View::Events => self
                .views
                .events
                .highlighted_webhook()
                .map(|(_, received)| received.text().into_owned()),
            View::Sends => Some(self.views.sends.text(&self.look())),
            View::Chats => self.views.chats.text(),
        };
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.effects.push(Effect::Copy(text));
        }
    }

    /// What views are drawn with.
    pub(super) fn look(&self) -> Look<'_> {
        Look {
            theme: &self.theme,
            phone: self.phone(),
            zone: &self.zone,
            now: self.now,
        }
    }

    /// Everything between the first and the last line.
    pub(super) fn view_area(&self) -> Rect {
        let screen = self.screen();
        if screen.extent == Extent::TooSmall {
            return Rect::default();
        }
        let top = screen.top.bottom();
        Rect {
            y: top,
            height: screen.bottom.y.saturating_sub(top),
            ..self.area()
        }
    }

    fn view_page(&self, view: View, area: Rect) -> u16 {
        match view {
            View::Events => {
                let events = &self.views.events;
                events.browse.page(&events.split(area))
            }
            View::Sends => {
                let sends = &self.views.sends;
                sends.browse.page(&sends.split(area))
            }
            View::Chats => 5,
        }
    }

    pub(super) fn draw_view(&self, view: View, buffer: &mut Buffer) {
        let (area, look) = (self.view_area(), self.look());
        match view {
            View::Events => {
                let account = self.line.account(self.desk.dialect());
                let address = account.and_then(|account| account.webhook.as_deref());
                self.views.events.draw(area, buffer, &look, address);
            }
            View::Sends => self.views.sends.draw(area, buffer, &look),
            View::Chats => {
                let window = self.chat_window();
                self.views.chats.draw(area, buffer, &look, window);
            }
        }
    }

    /// A click into the open view; false where none is open.
    pub(super) fn click_view(&mut self, at: Position) -> bool {
        let area = self.view_area();
        match self.views.open {
            _ if !area.contains(at) => return self.views.open.is_some() && !self.is_bar(at),
            Some(View::Events) => {
                let split = self.views.events.split(area);
                self.views.events.browse.click(&split, at);
            }
            Some(View::Sends) => {
                let split = self.views.sends.split(area);
                self.views.sends.browse.click(&split, at);
            }
            Some(View::Chats) => self.views.chats.click(area, at),
            None => return false,
        }
        true
    }

    /// Whether a cell is on the first or the last line, which stay as they are.
    fn is_bar(&self, at: Position) -> bool {
        let screen = self.screen();
        screen.top.contains(at) || screen.bottom.contains(at)
    }

    /// A turn of the wheel; false where no view is open.
    pub(super) fn wheel_view(&mut self, by: isize) -> bool {
        if let Some(view) = self.views.open {
            self.step_view(view, by);
        }
        self.views.open.is_some()
    }

    /// Brings the open view up to date, and asks the history for what it lacks.
    pub(super) fn refresh_views(&mut self) {
        let Some(view) = self.views.open else {
            return;
        };
        let area = self.view_area();
        let mut views = std::mem::take(&mut self.views);
        match view {
            View::Events => {
                views.events.settle(area, &self.look());
            }
            View::Sends => {
                views.sends.settle(area, &self.look());
            }
            View::Chats => {
                views.chats.chat_at_hand();
                let drawing = Drawing {
                    zone: &self.zone,
                    locale: &self.locale,
                    edge: self.phone().edge(),
                    reorder: self.bidi == Bidi::Visual,
                };
                views.chats.refresh(area, &drawing);
            }
        }
        self.views = views;
        for asked in self.views.lacking(view) {
            self.ask_history(&asked);
        }
    }

    fn ask_history(&mut self, asked: &Asked) {
        let purpose = Purpose::History(asked.clone());
        if self.jobs.values().any(|known| *known == purpose) {
            return;
        }
        match asked {
            Asked::Events(..) => self.views.events.browse.reel.asked(),
            Asked::Sends(..) => self.views.sends.browse.reel.asked(),
            Asked::Turns(..) => {
                if let Some(chat) = &mut self.views.chats.chat {
                    chat.asked();
                }
            }
            Asked::Conversations => self.views.chats.is_stale = false,
            Asked::Life(..) => self.views.sends.is_stale = false,
            Asked::Webhook(_) => {}
        }
        let job = self.job(purpose);
        self.effects.push(Effect::History(job, asked.task()));
    }

    /// The history has answered.
    pub(super) fn on_history(&mut self, job: JobId, done: HistoryDone) {
        let Some(Purpose::History(asked)) = self.jobs.remove(&job) else {
            return;
        };
        self.views.take(asked, done);
    }

    /// Something was sent or came: what is shown may be more by now.
    pub(super) fn history_grew(&mut self) {
        self.views.events.browse.reel.grown();
        self.views.sends.browse.reel.grown();
        self.views.sends.is_stale = true;
        self.views.chats.is_stale = true;
        if let Some(chat) = &mut self.views.chats.chat {
            chat.grown();
        }
    }
}

/// Whether an action belongs to the views themselves.
fn is_of_views(action: Action) -> bool {
    crate::tui::keys::binding(action)
        .is_some_and(|binding| binding.group == crate::tui::keys::Group::History)
}

impl Views {
    /// What the open view needs of the history.
    fn lacking(&self, view: View) -> Vec<Asked> {
        let mut lacking = Vec::new();
        match view {
            View::Events if self.events.problem.is_none() => {
                let want = self.events.browse.reel.wanted();
                lacking.extend(want.map(|want| Asked::Events(self.events.filter.clone(), want)));
                lacking.extend(self.events.lacking().map(Asked::Webhook));
            }
            View::Sends if self.sends.problem.is_none() => {
                let want = self.sends.browse.reel.wanted();
                lacking.extend(want.map(|want| Asked::Sends(self.sends.filter.clone(), want)));
                let life = self.sends.lacking();
                lacking.extend(life.map(|(id, message)| Asked::Life(id, message)));
            }
            View::Chats if self.chats.problem.is_none() => {
                if self.chats.is_stale || self.chats.list.is_none() {
                    lacking.push(Asked::Conversations);
                }
                if let (Some(chat), Some(one)) = (&self.chats.chat, self.chats.highlighted())
                    && let Some(more) = chat.wanted()
                {
                    lacking.push(Asked::Turns(one.account.clone(), one.peer.clone(), more));
                }
            }
            _ => {}
        }
        lacking
    }

    /// Takes an answer; one for what is not shown any more is dropped.
    fn take(&mut self, asked: Asked, done: HistoryDone) {
        match (asked, done) {
            (Asked::Events(filter, want), HistoryDone::Events(page))
                if filter == self.events.filter =>
            {
                self.events.browse.reel.take(want, page);
            }
            (Asked::Webhook(id), HistoryDone::Webhook(received)) => {
                self.events.webhook = Some((id, received));
            }
            (Asked::Sends(filter, want), HistoryDone::Sends(page))
                if filter == self.sends.filter =>
            {
                self.sends.browse.reel.take(want, page);
            }
            (Asked::Life(id, _), HistoryDone::Life(story)) => self.sends.take_story(id, story),
            (Asked::Conversations, HistoryDone::Conversations(list)) => self.chats.listed(list),
            (Asked::Turns(account, peer, more), HistoryDone::Turns(turns)) => {
                if let Some(chat) = &mut self.chats.chat
                    && chat.is_of(&account, &peer)
                {
                    chat.take(more, turns);
                }
            }
            (asked, HistoryDone::Failed(sentence)) => {
                let problem = match asked {
                    Asked::Events(..) | Asked::Webhook(_) => &mut self.events.problem,
                    Asked::Sends(..) | Asked::Life(..) => &mut self.sends.problem,
                    Asked::Conversations | Asked::Turns(..) => &mut self.chats.problem,
                };
                *problem = Some(sentence);
            }
            _ => {}
        }
    }
}
