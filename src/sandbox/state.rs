//! What the sandbox remembers, and what all of its parts share.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::access::Access;
use super::clock::Clock;
use super::courier::Courier;
use super::credentials::Credentials;
use super::delivery::Delivery;
use super::fate::Waiting;
use super::faults::Faults;
use super::gate::Counts;
use super::id::Ids;
use super::media::Shelf;
use super::number::Number;
use super::orders::Orders;
use super::people::{People, user_id_of};
use super::rates::Rates;
use super::report::{Address, Chat};
use super::samples::Samples;
use super::targets::Targets;
use super::templates::Library;
use super::{Config, Pace};
use crate::template::Definition;
use crate::webhook::Status;
use crate::wire::{Dialect, MessageId};

/// How many messages are remembered; older ones can no longer be tapped.
const REMEMBERED: usize = 2000;
/// A window is open for so long after the customer wrote.
const WINDOW: SignedDuration = SignedDuration::from_hours(24);

/// The messages with which the customer 15550100123 opened their window before the sandbox began, one for
/// each way of writing ids; the examples of a reaction and of read receipts are about them.
const EARLIER: [&str; 2] = [
    "wamid.HBgLMTU1NTAxMDAxMjMVAgASGBQzQTAwQUFCQkNDRERFRUZGMDAyMgA=",
    "gBEGkYiEB1VXAglK1ZEqA1YKPrU",
];

/// What the parts of a sandbox share.
#[derive(Debug)]
pub(super) struct Shared {
    /// The accounts.
    pub(super) access: Access,
    /// Whether unknown keys are refused.
    pub(super) strict: bool,
    /// The gaps between statuses.
    pub(super) pace: Pace,
    /// The time it is here.
    pub(super) clock: Clock,
    /// Posts webhooks.
    pub(super) courier: Courier,
    /// What is under way.
    pub(super) tasks: TaskTracker,
    /// Cancelled when the sandbox ends.
    pub(super) cancel: CancellationToken,
    state: Mutex<State>,
}

impl Shared {
    pub(super) fn new(
        access: Access,
        config: &Config,
        state: State,
        courier: Courier,
        cancel: CancellationToken,
    ) -> Self {
        Self {
            access,
            strict: config.strict,
            pace: config.pace,
            clock: Clock::default(),
            courier,
            tasks: TaskTracker::new(),
            cancel,
            state: Mutex::new(state),
        }
    }

    /// The state, locked; held for no longer than a look or a change.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves the state whole: every change is one call.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the sandbox remembers.
#[derive(Debug)]
pub(super) struct State {
    /// The source of ids.
    pub(super) ids: Ids,
    /// The messages of the businesses, oldest first.
    pub(super) messages: VecDeque<Sent>,
    /// The ids of what customers wrote, oldest first; reactions are not among them.
    pub(super) inbound: VecDeque<MessageId>,
    /// The customers whose 24-hour window is closed; everybody else's is open.
    pub(super) closed_windows: watch::Sender<BTreeSet<String>>,
    /// Where webhooks go.
    pub(super) targets: Targets,
    /// How many webhooks were given up.
    pub(super) undelivered: u64,
    /// Cancelled by a reset: what is under way then is dropped.
    pub(super) epoch: CancellationToken,
    /// The orders of customers.
    pub(super) orders: Orders,
    /// Tokens, keys and passwords.
    pub(super) credentials: Credentials,
    /// The files.
    pub(super) shelf: Shelf,
    /// The samples for templates.
    pub(super) samples: Samples,
    /// The templates.
    pub(super) library: Library,
    /// The business's number.
    pub(super) number: Number,
    /// The customers.
    pub(super) people: People,
    /// The messages to phones that are off.
    pub(super) waiting: Vec<Waiting>,
    /// The faults that are to come.
    pub(super) faults: Faults,
    /// How fast is too fast.
    pub(super) rates: Rates,
    /// What is counted at 360dialog's hosts.
    pub(super) counts: Counts,
    /// How webhooks are delivered.
    pub(super) delivery: Delivery,
    /// What was set on the On-Premises client.
    pub(super) client_settings: Map<String, Value>,
    /// When customers last wrote; those who did not wrote when the sandbox began.
    wrote: HashMap<String, Timestamp>,
    began: Timestamp,
}

/// A message that the sandbox accepted.
#[derive(Debug)]
pub(super) struct Sent {
    /// Its id.
    pub(super) id: MessageId,
    /// Where it went.
    pub(super) chat: Chat,
    /// What has been reported of it.
    pub(super) statuses: Vec<Status>,
    /// The payload as JSON text, which takes a fraction of the tree's memory.
    payload: Box<str>,
}

impl Sent {
    pub(super) fn new(id: MessageId, chat: Chat, payload: &Value) -> Self {
        Self {
            id,
            chat,
            statuses: Vec::new(),
            payload: payload.to_string().into_boxed_str(),
        }
    }

    /// The payload.
    pub(super) fn payload(&self) -> Value {
        serde_json::from_str(&self.payload).unwrap_or_default()
    }
}

impl State {
    pub(super) fn new(mut ids: Ids, access: &Access) -> Self {
        let library = Library::new(&mut ids);
        Self {
            ids,
            library,
            number: Number::default(),
            people: People::new(),
            waiting: Vec::new(),
            faults: Faults::default(),
            rates: Rates::default(),
            counts: Counts::default(),
            delivery: Delivery::default(),
            client_settings: Map::new(),
            wrote: HashMap::new(),
            began: Timestamp::now(),
            messages: VecDeque::new(),
            inbound: VecDeque::from(EARLIER.map(MessageId::new)),
            closed_windows: watch::Sender::default(),
            targets: Targets::default(),
            undelivered: 0,
            epoch: CancellationToken::new(),
            orders: Orders::new(),
            credentials: Credentials::new(access),
            shelf: Shelf::default(),
            samples: Samples::default(),
        }
    }

    /// Whether a customer's window is open: it was not closed, and they wrote less than 24 hours ago.
    pub(super) fn is_window_open(&self, customer: &str, now: Timestamp) -> bool {
        let customer = self.people.number_of(customer).unwrap_or(customer);
        let wrote = self.wrote.get(customer).copied().unwrap_or(self.began);
        !self.closed_windows.borrow().contains(customer) && now.duration_since(wrote) < WINDOW
    }

    /// Opens the window of a customer who writes.
    pub(super) fn hear(&mut self, customer: &str, now: Timestamp) {
        let customer = self.people.number_of(customer).unwrap_or(customer);
        let customer = customer.to_owned();
        self.set_window(&customer, true);
        self.people.meet(&customer);
        self.wrote.insert(customer, now);
    }

    /// Closes the windows whose time is over, of everybody who is known, once the clock was moved.
    pub(super) fn close_windows(&self, now: Timestamp) {
        let sent_to = self.messages.iter().map(|message| &message.chat.customer);
        let known: BTreeSet<&String> = self.wrote.keys().chain(sent_to).collect();
        for customer in known {
            if !self.is_window_open(customer, now) {
                self.set_window(customer, false);
            }
        }
    }

    /// Opens a customer's window from now on, or closes it.
    pub(super) fn turn_window(&mut self, customer: &str, open: bool, now: Timestamp) {
        if open {
            self.hear(customer, now);
        } else {
            self.set_window(customer, false);
        }
    }

    /// Opens or closes a customer's window.
    fn set_window(&self, customer: &str, open: bool) {
        self.closed_windows.send_if_modified(|closed| {
            if open {
                closed.remove(customer)
            } else {
                closed.insert(customer.to_owned())
            }
        });
    }

    /// The chat with a customer or a group, with what is known of them.
    pub(super) fn chat(&self, dialect: Dialect, customer: &str, address: Address) -> Chat {
        let person = self.people.of(customer);
        let user_id = match address {
            _ if dialect == Dialect::OnPremises => None,
            Address::Number => Some(user_id_of(customer)),
            Address::UserId => Some(customer.to_owned()),
            Address::Group => None,
        };
        Chat {
            dialect,
            customer: customer.to_owned(),
            address,
            name: person.name,
            username: person.username,
            user_id,
        }
    }

    /// The chat that a customer with this number opens: of who has a username, the number is hidden.
    pub(super) fn chat_from(&self, dialect: Dialect, number: &str) -> Chat {
        let hides = dialect != Dialect::OnPremises && self.people.of(number).username.is_some();
        if hides {
            self.chat(dialect, &user_id_of(number), Address::UserId)
        } else {
            self.chat(dialect, number, Address::Number)
        }
    }

    /// Remembers a message, and forgets the oldest for it.
    pub(super) fn remember(&mut self, message: Sent) {
        self.messages.push_back(message);
        if self.messages.len() > REMEMBERED {
            self.messages.pop_front();
        }
    }

    /// Whether a customer wrote a message of that id.
    pub(super) fn has_inbound(&self, id: &str) -> bool {
        self.inbound.iter().any(|known| known.as_str() == id)
    }

    /// Remembers that a customer wrote.
    pub(super) fn remember_inbound(&mut self, id: MessageId) {
        self.inbound.push_back(id);
        if self.inbound.len() > REMEMBERED {
            self.inbound.pop_front();
        }
    }

    /// The message of a business with that id.
    pub(super) fn message(&self, id: &str) -> Option<&Sent> {
        self.messages
            .iter()
            .rev()
            .find(|message| message.id.as_str() == id)
    }

    /// Notes that a status of a message was reported.
    pub(super) fn note(&mut self, id: &MessageId, status: Status) {
        if let Some(message) = self
            .messages
            .iter_mut()
            .rev()
            .find(|message| message.id == *id)
        {
            message.statuses.push(status);
        }
    }

    /// The definition that a payload sends, if it is known.
    pub(super) fn definition_of(&self, payload: &Value) -> Option<&Definition> {
        let name = payload.pointer("/template/name")?.as_str()?;
        let language = payload.pointer("/template/language/code")?.as_str()?;
        let found = self.library.find(name, language)?;
        Some(&found.definition)
    }

    /// Forgets everything but accounts and webhook addresses.
    pub(super) fn reset(&mut self, access: &Access) {
        self.epoch.cancel();
        self.epoch = CancellationToken::new();
        self.messages.clear();
        self.inbound = VecDeque::from(EARLIER.map(MessageId::new));
        self.closed_windows.send_modify(BTreeSet::clear);
        self.orders = Orders::new();
        self.credentials = Credentials::new(access);
        self.shelf = Shelf::default();
        self.samples = Samples::default();
        self.library = Library::new(&mut self.ids);
        self.number = Number::default();
        self.people = People::new();
        self.waiting.clear();
        self.faults = Faults::default();
        self.rates = Rates::default();
        self.counts = Counts::default();
        self.delivery = Delivery::default();
        self.client_settings.clear();
        self.wrote.clear();
        self.began = Timestamp::now();
        self.undelivered = 0;
    }
}
