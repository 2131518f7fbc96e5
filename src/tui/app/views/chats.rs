//! What can be done in a conversation: writing, quoting, reacting.

use serde_json::{Value, json};

use super::{Landing, View};
use crate::check::Window;
use crate::message::Draft;
use crate::schema;
use crate::tui::app::App;
use crate::tui::app::layers::Layer;
use crate::tui::app::purpose::Next;
use crate::tui::app::question::{Pick, Question};
use crate::tui::app::window::OUTSIDE;
use crate::tui::msg::{AccountLabel, Source};
use crate::tui::overlays::Picker;
use crate::tui::widgets::Item;
use crate::wire::{MessageId, Pointer};

impl App {
    /// The account of the highlighted conversation, where it is still there.
    fn chat_account(&self) -> Option<&AccountLabel> {
        let one = self.views.chats.highlighted()?;
        self.line
            .accounts
            .iter()
            .find(|account| account.name == one.account)
    }

    /// Whether the highlighted conversation is one of the sandbox.
    pub(in crate::tui::app) fn is_chat_of_sandbox(&self) -> bool {
        self.chat_account()
            .is_some_and(|account| account.is_sandbox)
    }

    /// The 24-hour window of the highlighted conversation.
    pub(in crate::tui::app) fn chat_window(&self) -> Option<Window> {
        let one = self.views.chats.highlighted()?;
        let told = self.line.window_of(self.is_chat_of_sandbox(), &one.peer);
        let kept = one.window.map(|until| Window::Open { until });
        let window = told.or(kept).unwrap_or(Window::Closed);
        Some(window.at(self.now))
    }

    /// Begins a text to the person; where that would fail with 131047 it says so first.
    pub(super) fn write_to(&mut self) {
        if self.chat_window() == Some(Window::Closed) {
            self.ask_outside_window(None);
        } else {
            self.begin_text(None);
        }
    }

    pub(super) fn quote_message(&mut self) {
        let quoted = self.views.chats.highlighted_message().cloned();
        if self.chat_window() == Some(Window::Closed) {
            self.ask_outside_window(quoted);
        } else {
            self.begin_text(quoted);
        }
    }

    fn ask_outside_window(&mut self, quoted: Option<MessageId>) {
        self.ask(
            "Outside the window",
            OUTSIDE.to_owned(),
            &[
                ("Choose a template", 't'),
                ("Write all the same", 'w'),
                ("Stay", 's'),
            ],
            0,
            Question::OutsideWindow(quoted),
        );
    }

    pub(in crate::tui::app) fn begin_text(&mut self, quoted: Option<MessageId>) {
        let pointer = Pointer::root().key("text").key("body");
        self.begin_message("text", pointer, |payload| {
            if let Some(quoted) = quoted {
                insert(payload, "context", json!({ "message_id": quoted }));
            }
        });
    }

    pub(super) fn react_to_message(&mut self) {
        let Some(message) = self.views.chats.highlighted_message().cloned() else {
            return;
        };
        let pointer = Pointer::root().key("reaction").key("emoji");
        self.begin_message("reaction", pointer, |payload| {
            let reaction = json!({ "message_id": message, "emoji": "👍" });
            insert(payload, "reaction", reaction);
        });
    }

    /// Begins a message of that kind to the person, through the conversation's account.
    fn begin_message(&mut self, kind: &str, pointer: Pointer, change: impl FnOnce(&mut Value)) {
        let (Some(one), Some(kind)) = (self.views.chats.highlighted(), schema::kind(kind)) else {
            return;
        };
        let (peer, account) = (one.peer.clone(), one.account.clone());
        let dialect = self
            .chat_account()
            .map_or(self.desk.dialect(), |it| it.dialect);
        let mut payload = schema::skeleton(kind, dialect);
        insert(&mut payload, "to", Value::String(peer));
        change(&mut payload);
        self.line.choose(&account, dialect);
        let draft = Draft::of_payload("", Some(dialect), payload);
        let landing = Landing {
            to: None,
            pointer: Some(pointer),
        };
        self.land(Next::Imported(Box::new(draft)), landing);
    }

    /// Offers the drafts of templates: to the person of the conversation that is shown, else to the one
    /// whom the draft is for.
    pub(in crate::tui::app) fn offer_template(&mut self) {
        let (peer, account) = if self.views.open == Some(View::Chats) {
            let Some(one) = self.views.chats.highlighted() else {
                return;
            };
            (one.peer.clone(), one.account.clone())
        } else {
            (
                self.recipient(),
                self.line.account_name(self.desk.dialect()),
            )
        };
        let listings = self.drafts.listings.iter().flatten();
        let listings: Vec<_> = listings.filter(|listing| listing.is_template).collect();
        let items = listings
            .iter()
            .map(|listing| Item::new(&listing.file.name).detail(&listing.file.title));
        let sources = listings.iter().map(|listing| match &listing.file.path {
            Some(path) => Source::File(path.clone()),
            None => Source::Example(listing.file.name.clone()),
        });
        let (items, sources) = (items.collect(), sources.collect());
        let title = format!("A template to {}", crate::text::visible(&peer));
        let picker =
            Picker::new(title, items).empty("no draft of a template yet: Ctrl-N begins one");
        self.push_layer(Layer::Picker(
            picker,
            Pick::Template(sources, peer, account),
        ));
    }

    pub(in crate::tui::app) fn picked_template(
        &mut self,
        source: Source,
        peer: String,
        account: &str,
    ) {
        self.line.choose(account, self.desk.dialect());
        let landing = Landing {
            to: Some(peer),
            pointer: None,
        };
        self.land(Next::Open(source), landing);
    }
}

fn insert(payload: &mut Value, key: &str, value: Value) {
    if let Some(members) = payload.as_object_mut() {
        members.insert(key.to_owned(), value);
    }
}
