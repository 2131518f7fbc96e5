//! The pretend customers: every number belongs to somebody with a name, and some have their ways.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Names for numbers; all invented.
const NAMES: &[&str] = &[
    "Mara Ohlsen",
    "Tariq Benali",
    "Ines Valdoro",
    "Jonas Threll",
    "Yuki Amanose",
    "Priya Ravindal",
    "Lucía Farroya",
    "Kwame Adomako",
    "Noor Haddadin",
    "Greta Lindqvarn",
    "Mateo Brancusi",
    "שירה לוינגר",
    "أمل الريحاني",
];

/// How many customers are known at most.
const KNOWN: usize = 2000;

/// A customer.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own, and any of them goes with any other"
)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Person {
    /// The name in the profile.
    pub(super) name: String,
    /// Whether the number is on WhatsApp at all.
    pub(super) on_whatsapp: bool,
    /// Whether read receipts are on.
    pub(super) receipts: bool,
    /// Whether the phone is on.
    pub(super) device: bool,
    /// Whether marketing is welcome.
    pub(super) marketing: bool,
    /// Whether the chat is open on the phone's screen.
    pub(super) chat_open: bool,
    /// Whether the business is blocked.
    pub(super) blocks: bool,
    /// The name that stands for the number, which is hidden thereby.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) username: Option<String>,
}

/// What is to be different about a customer.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Change {
    /// Whose number it is, where that is not told otherwise.
    pub(super) number: String,
    pub(super) name: Option<String>,
    pub(super) on_whatsapp: Option<bool>,
    pub(super) receipts: Option<bool>,
    pub(super) device: Option<bool>,
    pub(super) marketing: Option<bool>,
    pub(super) chat_open: Option<bool>,
    pub(super) blocks: Option<bool>,
    /// An empty one takes it away.
    pub(super) username: Option<String>,
}

impl Person {
    /// Whoever has this number, if nobody knows better.
    fn usual(number: &str) -> Self {
        Self {
            name: name_of(number).to_owned(),
            on_whatsapp: true,
            receipts: true,
            device: true,
            marketing: true,
            chat_open: false,
            blocks: false,
            username: None,
        }
    }

    fn take(&mut self, change: Change) {
        for (slot, wanted) in [
            (&mut self.on_whatsapp, change.on_whatsapp),
            (&mut self.receipts, change.receipts),
            (&mut self.device, change.device),
            (&mut self.marketing, change.marketing),
            (&mut self.chat_open, change.chat_open),
            (&mut self.blocks, change.blocks),
        ] {
            *slot = wanted.unwrap_or(*slot);
        }
        if let Some(name) = change.name {
            self.name = name;
        }
        if let Some(username) = change.username {
            self.username = Some(username).filter(|username| !username.is_empty());
        }
    }
}

/// The customers of whom something is known beyond the number.
#[derive(Debug)]
pub(super) struct People(BTreeMap<String, Person>);

impl People {
    /// One of each sort.
    pub(super) fn new() -> Self {
        let mut people = Self(BTreeMap::new());
        let no = Some(false);
        let yes = Some(true);
        for (number, change) in [
            ("15550100123", Change::default()),
            ("15550100144", Change::default()),
            (
                "15550100180",
                Change {
                    receipts: no,
                    ..Change::default()
                },
            ),
            (
                "15550100181",
                Change {
                    device: no,
                    ..Change::default()
                },
            ),
            (
                "15550100182",
                Change {
                    on_whatsapp: no,
                    ..Change::default()
                },
            ),
            (
                "15550100183",
                Change {
                    marketing: no,
                    ..Change::default()
                },
            ),
            (
                "15550100184",
                Change {
                    username: Some("wren.lamps".to_owned()),
                    ..Change::default()
                },
            ),
            (
                "15550100185",
                Change {
                    chat_open: yes,
                    ..Change::default()
                },
            ),
            (
                "15550100186",
                Change {
                    blocks: yes,
                    ..Change::default()
                },
            ),
        ] {
            people.change(number, change);
        }
        people
    }

    /// Whoever has this number, or this business-scoped id.
    pub(super) fn of(&self, customer: &str) -> Person {
        let number = self.number_of(customer).unwrap_or(customer);
        let known = self.0.get(number).cloned();
        known.unwrap_or_else(|| Person::usual(number))
    }

    /// The number behind a business-scoped id.
    pub(super) fn number_of(&self, user_id: &str) -> Option<&str> {
        let mut numbers = self.0.keys();
        numbers
            .find(|number| user_id_of(number) == user_id)
            .map(String::as_str)
    }

    /// Changes a customer, who is known from then on.
    pub(super) fn change(&mut self, number: &str, change: Change) -> &Person {
        let person = self.0.entry(number.to_owned());
        let person = person.or_insert_with(|| Person::usual(number));
        person.take(change);
        person
    }

    /// Knows whoever has this number, so that they are found by their id as well.
    pub(super) fn meet(&mut self, number: &str) {
        let is_number = number.bytes().all(|digit| digit.is_ascii_digit());
        if is_number && self.0.len() < KNOWN {
            self.change(number, Change::default());
        }
    }

    /// All who are known, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Person)> {
        self.0.iter()
    }
}

/// The name in the profile of whoever has this number.
pub(super) fn name_of(number: &str) -> &'static str {
    let sum = number.bytes().fold(0_usize, |sum, byte| {
        sum.wrapping_mul(31) + usize::from(byte)
    });
    NAMES
        .get(sum % NAMES.len())
        .copied()
        .unwrap_or("Mara Ohlsen")
}

/// The business-scoped id of whoever has this number: the same each time.
pub(super) fn user_id_of(number: &str) -> String {
    let scattered = number.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("US.{scattered:020}")
}

/// The digits of a number as people write it: `+1 (555) 010-0123` is `15550100123`.
pub(super) fn digits_of(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}
