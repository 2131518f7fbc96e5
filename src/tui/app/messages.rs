//! Ids of messages for the fields that want one: offered from the history, so that nobody types a wamid.

use super::App;
use super::layers::Layer;
use super::purpose::Purpose;
use super::question::Pick;
use crate::history::{Filter, Page, Turn};
use crate::schema::{Address, Step};
use crate::text;
use crate::tui::msg::{Action, DeskId, Effect, HistoryDone, HistoryTask};
use crate::tui::overlays::Picker;
use crate::tui::panes::chats::{message_of, words};
use crate::tui::widgets::{Item, Tone};

/// How many messages are offered.
const OFFERED: u32 = 50;
/// How many cells of a message are shown.
const EXCERPT: usize = 36;

/// A message that was chosen: its id, and the person where it is one of theirs.
pub(super) type Chosen = (String, Option<String>);

impl App {
    /// Asks the history what can be named at a field: what was said with the recipient, else what came.
    pub(super) fn ask_messages(&mut self, address: Address) {
        let account = self.line.account_name(self.desk.dialect());
        let recipient = self.recipient();
        let page = Page::first(OFFERED);
        let task = if recipient.is_empty() {
            let filter = Filter {
                account: Some(account),
                kind: Some("message".to_owned()),
                ..Filter::default()
            };
            HistoryTask::Events(filter, page)
        } else {
            HistoryTask::Turns {
                account,
                peer: recipient,
                page,
            }
        };
        let job = self.job(Purpose::Messages(self.desk.id, address));
        self.effects.push(Effect::History(job, task));
    }

    /// The history has answered: its messages are offered, the newest first.
    pub(super) fn offer_messages(&mut self, desk: DeskId, address: Address, done: HistoryDone) {
        if desk != self.desk.id {
            return;
        }
        let turns = match done {
            HistoryDone::Turns(mut turns) => {
                turns.reverse();
                turns
            }
            HistoryDone::Events(entries) => {
                let received = |entry| Turn::Received(Box::new(entry));
                entries.into_iter().map(received).collect()
            }
            HistoryDone::Failed(sentence) => return self.say(Tone::Warning, sentence),
            _ => return,
        };
        // What is marked as read is what the customer wrote.
        let is_receipt = matches!(address.steps(), [Step::Key(_)]);
        let (items, chosen): (Vec<Item>, Vec<Chosen>) = turns
            .iter()
            .filter(|turn| !is_receipt || matches!(turn, Turn::Received(_)))
            .filter_map(offered)
            .unzip();
        let key = self
            .keymap
            .label(Action::ControlSandbox)
            .unwrap_or_default();
        let empty =
            format!("no message yet: send one, or let the sandbox's customer write ({key})");
        let picker = Picker::new("Message", items).empty(empty);
        self.push_layer(Layer::Picker(picker, Pick::Message(address, chosen)));
    }

    /// Names the message, and whom it came from as the recipient where there is none.
    pub(super) fn picked_message(&mut self, address: &Address, (id, peer): Chosen) {
        self.desk.editor.set_value(address, id.into());
        self.refresh_desk();
        let is_nested = address.steps().len() > 1;
        if let Some(peer) = peer.filter(|_| is_nested && self.recipient().is_empty()) {
            self.address_to(peer);
        }
    }
}

/// A message as it is offered; none where it has no id.
fn offered(turn: &Turn) -> Option<(Item, Chosen)> {
    let id = message_of(turn)?.as_str().to_owned();
    let (who, peer) = match turn {
        Turn::Received(entry) => (entry.peer.clone().unwrap_or_default(), entry.peer.clone()),
        Turn::Sent(_) | Turn::NotSent(_) => ("you".to_owned(), None),
    };
    let said = words(turn).replace('\n', " ");
    let said = text::visible(&said);
    let label = text::truncate(&said, EXCERPT).into_owned();
    let detail = format!("{} · {}", text::visible(&who), text::visible(&id));
    Some((Item::new(label).detail(detail), (id, peer)))
}

/// Whether an address is that of a message's id.
pub(super) fn is_message(address: &Address) -> bool {
    matches!(address.steps().last(), Some(Step::Key(key)) if key == "message_id")
}
