//! The full-screen views of what happened: opening and leaving them, and what their keys do.
//!
//! What a view shows is read from the history page by page: after each update the open view says what
//! it lacks, and that is asked for.

mod asking;
mod chats;
mod events;
mod moving;
mod sends;
mod templates;
mod templates_ended;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(super) use self::asking::Asked;
pub(super) use self::templates::{Outgoing, Work};
use super::App;
use super::layout::Extent;
use crate::check::Window;
use crate::tui::keys::Context;
use crate::tui::msg::Action;
use crate::tui::panes::chats::ChatsPane;
use crate::tui::panes::events::EventsPane;
use crate::tui::panes::look::Look;
use crate::tui::panes::sends::SendsPane;
use crate::tui::panes::templates::TemplatesPane;
use crate::tui::theme::Role;
use crate::wire::Pointer;

/// The views.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// What came by webhook.
    Events,
    /// What was sent.
    Sends,
    /// What was said.
    Chats,
    /// The library beside the account's templates.
    Templates,
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
    /// The library beside the account's templates.
    pub templates: TemplatesPane,
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

impl View {
    const fn contexts(self) -> &'static [Context] {
        match self {
            Self::Events => &[Context::Events, Context::Plain, Context::Everywhere],
            Self::Sends => &[Context::Sends, Context::Plain, Context::Everywhere],
            Self::Chats => &[Context::Conversations, Context::Plain, Context::Everywhere],
            Self::Templates => &[Context::Templates, Context::Plain, Context::Everywhere],
        }
    }

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
            Self::Templates => &[
                (A::Close, "back"),
                (A::Activate, "use"),
                (A::NextField, "details"),
                (A::PullTemplate, "pull"),
                (A::PullTemplates, "pull all"),
                (A::PushTemplate, "send in"),
                (A::DeleteTemplate, "delete"),
                (A::ListTemplates, "list again"),
            ],
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
            Action::DirectCustomer => self.control_sandbox(),
            _ => {}
        }
    }

    pub(super) fn act_templates(&mut self, action: Action) {
        match action {
            Action::ShowTemplates => self.show_templates(),
            Action::ListTemplates => self.list_again(),
            Action::PullTemplate => self.pull(false),
            Action::PullTemplates => self.pull(true),
            Action::PushTemplate => self.push_highlighted(),
            Action::PushDefinition => self.push_own(),
            Action::DeleteTemplate => self.ask_delete_template(),
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

    /// What stands in the way of an action of the views.
    pub(super) fn view_obstacle(&self, action: Action) -> Option<String> {
        if action == Action::OfferTemplate && self.views.open.is_none() {
            let nobody = "the draft has no recipient: say first whom it is for";
            return self.recipient().is_empty().then(|| nobody.to_owned());
        }
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
            Action::ListTemplates
            | Action::PullTemplate
            | Action::PullTemplates
            | Action::PushTemplate
            | Action::DeleteTemplate => (View::Templates, "show the templates first"),
            Action::PushDefinition => return self.push_obstacle(),
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
            _ if needed == View::Templates => return self.desk_obstacle(action),
            _ => return None,
        };
        Some(sentence.to_owned())
    }

    /// What the last line says of the open view.
    pub(super) fn standing(&self, view: View) -> (String, Role) {
        let window = match view {
            View::Chats => self.chat_window(),
            View::Events | View::Sends | View::Templates => None,
        };
        match window {
            Some(Window::Closed) => ("only templates reach them".to_owned(), Role::Error),
            Some(Window::Open { .. }) => ("free-form reaches them".to_owned(), Role::Good),
            None => (String::new(), Role::Dim),
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
            View::Templates => self.views.templates.draw(area, buffer, &look),
        }
    }
}
