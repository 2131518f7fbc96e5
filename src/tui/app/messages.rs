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

/// A message that was chosen: its id, and the person.
pub(super) type Chosen = (String, Option<String>);

impl App {
    /// Asks the history what can be named at a field: what was said with the recipient, or with whom one
    /// wrote last; where nobody is known, and for receipts, what came.
    pub(super) fn ask_messages(&mut self, address: Address) {
        let account = self.line.account_name(self.desk.dialect());
        let page = Page::first(OFFERED);
        let recipient = Some(self.recipient()).filter(|recipient| !recipient.is_empty());
        let peer = recipient
            .or_else(|| self.recipients.first().cloned())
            .filter(|_| !is_receipt(&address));
        let task = if let Some(peer) = peer.clone() {
            HistoryTask::Turns {
                account,
                peer,
                page,
            }
        } else {
            let filter = Filter {
                account: Some(account),
                kind: Some("message".to_owned()),
                ..Filter::default()
            };
            HistoryTask::Events(filter, page)
        };
        let job = self.job(Purpose::Messages(self.desk.id, address, peer));
        self.effects.push(Effect::History(job, task));
    }

    /// The history has answered: its messages are offered, the newest first.
    pub(super) fn offer_messages(
        &mut self,
        desk: DeskId,
        address: Address,
        peer: Option<&str>,
        done: HistoryDone,
    ) {
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
        let (items, chosen): (Vec<Item>, Vec<Chosen>) =
            turns.iter().filter_map(|turn| offered(turn, peer)).unzip();
        let key = self
            .keymap
            .label(Action::ControlSandbox)
            .unwrap_or_default();
        let empty =
            format!("no message yet: send one, or let the sandbox's customer write ({key})");
        let picker = Picker::new("Message", items).empty(empty);
        self.push_layer(Layer::Picker(picker, Pick::Message(address, chosen)));
    }

    /// Names the message, and with whom it was said as the recipient where there is none.
    pub(super) fn picked_message(&mut self, address: &Address, (id, peer): Chosen) {
        self.desk.editor.set_value(address, id.into());
        self.refresh_desk();
        let lacks = !is_receipt(address) && self.recipient().is_empty();
        if let Some(peer) = peer.filter(|_| lacks) {
            self.address_to(peer);
        }
    }
}

/// Whether an address is that of the message that a receipt marks as read: one that the customer wrote.
fn is_receipt(address: &Address) -> bool {
    matches!(address.steps(), [Step::Key(_)])
}

/// A message as it is offered, said with that person; none where it has no id.
fn offered(turn: &Turn, peer: Option<&str>) -> Option<(Item, Chosen)> {
    let id = message_of(turn)?.as_str().to_owned();
    let from = match turn {
        Turn::Received(entry) => entry.peer.as_deref(),
        Turn::Sent(_) | Turn::NotSent(_) => None,
    };
    let who = from.unwrap_or("you");
    let peer = peer.or(from).map(str::to_owned);
    let said = words(turn).replace('\n', " ");
    let said = text::visible(&said);
    let label = text::truncate(&said, EXCERPT).into_owned();
    let detail = format!("{} · {}", text::visible(who), text::visible(&id));
    Some((Item::new(label).detail(detail), (id, peer)))
}

/// Whether an address is that of a message's id.
pub(super) fn is_message(address: &Address) -> bool {
    matches!(address.steps().last(), Some(Step::Key(key)) if key == "message_id")
}
