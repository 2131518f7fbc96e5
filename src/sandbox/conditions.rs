//! What is unlike usual in the sandbox: habits of customers, faults, tokens and deliveries of webhooks, set
//! and told from within the program. Over HTTP more of each can be set.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Sandbox;
use super::faults::{Break, Fault};
use super::people::{Change, Person, digits_of};
use super::state::{Shared, State};
use crate::wire::Dialect;

/// How a customer is unlike others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Habit {
    /// The phone is off: what is sent waits.
    PhoneOff,
    /// Read receipts are off.
    NoReceipts,
    /// The chat is open on the screen: what is sent is read at once.
    ChatOpen,
    /// Marketing is not welcome.
    NoMarketing,
    /// The business is blocked.
    Blocks,
    /// The number is not on WhatsApp.
    NotThere,
}

impl Habit {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::PhoneOff,
        Self::NoReceipts,
        Self::ChatOpen,
        Self::NoMarketing,
        Self::Blocks,
        Self::NotThere,
    ];

    const fn is_of(self, person: &Person) -> bool {
        match self {
            Self::PhoneOff => !person.device,
            Self::NoReceipts => !person.receipts,
            Self::ChatOpen => person.chat_open,
            Self::NoMarketing => !person.marketing,
            Self::Blocks => person.blocks,
            Self::NotThere => !person.on_whatsapp,
        }
    }

    fn change(self, on: bool) -> Change {
        let mut change = Change::default();
        let (slot, value) = match self {
            Self::PhoneOff => (&mut change.device, !on),
            Self::NoReceipts => (&mut change.receipts, !on),
            Self::ChatOpen => (&mut change.chat_open, on),
            Self::NoMarketing => (&mut change.marketing, !on),
            Self::Blocks => (&mut change.blocks, on),
            Self::NotThere => (&mut change.on_whatsapp, !on),
        };
        *slot = Some(value);
        change
    }
}

/// What goes wrong with sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The platform refuses the next ones, so many, with this code.
    Refused {
        /// The platform's code.
        code: u32,
        /// How many.
        times: u32,
    },
    /// A gateway answers the next one with an error page.
    Gateway,
    /// The connection breaks before the next one is taken.
    LostBefore,
    /// The next one is taken, and no answer comes.
    LostAfter,
    /// The answer to the next one breaks off.
    Halved,
    /// Every answer takes long.
    Slow,
}

/// How long a slow answer takes.
const SLOW_MS: u64 = 4_000;
/// What a gateway answers that reaches nobody.
const BAD_GATEWAY: u16 = 502;

impl Trouble {
    fn fault(self) -> Fault {
        match self {
            Self::Refused { code, times } => Fault::of_sends(times).refused(code),
            Self::Gateway => Fault::of_sends(1).gateway(BAD_GATEWAY),
            Self::LostBefore => Fault::of_sends(1).broken(Break::Before),
            Self::LostAfter => Fault::of_sends(1).broken(Break::After),
            Self::Halved => Fault::of_sends(1).broken(Break::Halfway),
            Self::Slow => Fault::of_sends(0).slow(SLOW_MS),
        }
    }
}

/// A way in which webhooks come that is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// Each comes twice.
    Twice,
    /// Each comes late.
    Late,
    /// They come in another order.
    Disordered,
    /// Several come in one body.
    Together,
    /// They are signed with another secret.
    WronglySigned,
    /// Their signature is cut off.
    CutSignature,
    /// They are not signed.
    Unsigned,
}

impl Oddity {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Twice,
        Self::Late,
        Self::Disordered,
        Self::Together,
        Self::WronglySigned,
        Self::CutSignature,
        Self::Unsigned,
    ];
}

/// What is unlike usual, as far as it concerns one customer of one API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conditions {
    /// How the customer is unlike others.
    pub habits: BTreeSet<Habit>,
    /// Whether the 24-hour window is closed.
    pub is_window_closed: bool,
    /// Whether the API's token, or key, has ended.
    pub is_token_spent: bool,
    /// The faults that are to come, in words.
    pub faults: Vec<String>,
    /// Whether answers to sends are slow.
    pub is_slow: bool,
    /// How webhooks come.
    pub oddities: BTreeSet<Oddity>,
}

impl Sandbox {
    /// What is unlike usual for a customer of an API.
    pub fn conditions(&self, dialect: Dialect, customer: &str) -> Conditions {
        let now = self.shared.clock.now();
        let state = self.shared.state();
        let number = state.number(customer);
        let person = state.people.of(&number);
        let manner = &state.delivery.manner;
        Conditions {
            habits: Habit::ALL
                .into_iter()
                .filter(|habit| habit.is_of(&person))
                .collect(),
            is_window_closed: !state.is_window_open(&number, now),
            is_token_spent: state.credentials.are_spent(dialect, now),
            faults: state.faults.0.iter().map(Fault::shown).collect(),
            is_slow: state.faults.0.contains(&Trouble::Slow.fault()),
            oddities: Oddity::ALL
                .into_iter()
                .filter(|oddity| manner.has(*oddity))
                .collect(),
        }
    }
}

impl State {
    /// The number of a customer who is named by it, or by what stands for it.
    pub(super) fn number(&self, customer: &str) -> String {
        let number = self.people.number_of(customer).map(str::to_owned);
        number.unwrap_or_else(|| digits_of(customer))
    }

    /// Adds a fault, or takes the one away that lasts.
    pub(super) fn set_trouble(&mut self, trouble: Trouble, on: bool) {
        let fault = trouble.fault();
        self.faults.0.retain(|known| *known != fault);
        if on {
            self.faults.0.push(fault);
        }
    }
}

impl Shared {
    /// Changes a customer. A phone that is switched on gets what waits for it.
    pub(super) fn change_customer(self: &Arc<Self>, number: &str, change: Change) -> Person {
        let (person, released) = {
            let mut state = self.state();
            let person = state.people.change(number, change).clone();
            let (released, waiting): (Vec<_>, Vec<_>) = std::mem::take(&mut state.waiting)
                .into_iter()
                .partition(|waiting| person.device && waiting.is_for(number));
            state.waiting = waiting;
            (person, released)
        };
        for message in released {
            message.go_on(self);
        }
        person
    }

    /// Makes a customer like others in this, or not.
    pub(super) fn set_habit(self: &Arc<Self>, customer: &str, habit: Habit, on: bool) {
        let number = self.state().number(customer);
        self.change_customer(&number, habit.change(on));
    }

    /// Forgets everything but accounts and webhook addresses.
    pub(super) fn reset(&self) {
        self.state().reset(&self.access);
        self.clock.reset();
    }
}
