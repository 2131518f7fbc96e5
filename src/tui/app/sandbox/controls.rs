//! What the control of the sandbox offers: one list of who does what and what is switched, each with how it
//! stands now. Plain data.

use super::Subject;
use crate::sandbox::{Conditions, Deed, Habit, Oddity, Trouble};
use crate::tui::widgets::Item;
use crate::wire::MessageId;

/// What the overlay offers, and how things stand.
#[derive(Debug, Clone)]
pub(in crate::tui::app) struct Controls {
    /// Whom it is about.
    pub subject: Subject,
    /// How things stand.
    pub conditions: Conditions,
}

/// What choosing does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Turn {
    /// Somebody does something.
    Act(Deed),
    /// Something is switched.
    Switch(Deed),
    /// The customer's words are asked for.
    Words(Option<MessageId>),
    /// The code of a refusal is asked for.
    Code,
}

/// One thing to choose.
struct Control {
    group: &'static str,
    title: &'static str,
    detail: String,
    /// Whether it is so now.
    is_on: bool,
    /// Why it cannot be chosen.
    disabled: Option<String>,
    turn: Turn,
}

const CUSTOMER: &str = "The customer …";
const PHONE: &str = "Their phone …";
const SENDS: &str = "Sends";
const WEBHOOKS: &str = "Webhooks …";
const ALL: &str = "All";

/// What a customer can do without a message to do it with.
const DEEDS: [(Deed, &str, &str); 8] = [
    (Deed::SendPicture, "sends a picture", "with a caption"),
    (
        Deed::SendVoice,
        "sends a voice message",
        "spoken into the phone",
    ),
    (Deed::SendDocument, "sends a document", "a receipt"),
    (Deed::SendPlace, "sends a place", "on a map"),
    (
        Deed::SendPoll,
        "sends a poll",
        "which arrives as unsupported",
    ),
    (Deed::Call, "calls", "the event of a call"),
    (
        Deed::Marketing(false),
        "stops marketing messages",
        "the event of a preference",
    ),
    (
        Deed::Marketing(true),
        "wants marketing messages again",
        "likewise",
    ),
];

const HABITS: [(Habit, &str, &str); 6] = [
    (
        Habit::PhoneOff,
        "is switched off",
        "sent, and delivered once it is on",
    ),
    (
        Habit::NoReceipts,
        "sends no read receipts",
        "delivered, never read",
    ),
    (Habit::ChatOpen, "shows the chat", "read at once"),
    (
        Habit::NoMarketing,
        "refuses marketing",
        "marketing templates fail",
    ),
    (Habit::Blocks, "blocks the business", "sends fail"),
    (
        Habit::NotThere,
        "is not on WhatsApp",
        "sends fail with 131026",
    ),
];

const NEXT: [(Trouble, &str, &str); 4] = [
    (
        Trouble::Gateway,
        "The next meets a broken gateway",
        "502 and a page, no JSON",
    ),
    (
        Trouble::LostBefore,
        "The next does not arrive",
        "the connection is lost before",
    ),
    (
        Trouble::LostAfter,
        "The next gets no answer",
        "though it was taken",
    ),
    (
        Trouble::Halved,
        "The next answer breaks off",
        "in the middle of its JSON",
    ),
];

const ODDITIES: [(Oddity, &str, &str); 7] = [
    (Oddity::Twice, "come twice", "the same body again"),
    (Oddity::Late, "come late", "by three seconds"),
    (
        Oddity::Disordered,
        "come in another order",
        "read before sent",
    ),
    (Oddity::Together, "come together", "three in one body"),
    (
        Oddity::WronglySigned,
        "are wrongly signed",
        "with another secret; Cloud API only",
    ),
    (
        Oddity::CutSignature,
        "have their signature cut off",
        "Cloud API only",
    ),
    (Oddity::Unsigned, "are not signed", "Cloud API only"),
];

impl Controls {
    /// The items of the overlay.
    pub(super) fn items(&self) -> Vec<Item> {
        let items = self.all().into_iter().map(|control| {
            Item::new(control.title)
                .detail(control.detail)
                .note(if control.is_on { "on" } else { "" })
                .group(control.group)
                .disabled(control.disabled)
        });
        items.collect()
    }

    /// What choosing the item at a place does.
    pub(super) fn turn(&self, place: usize) -> Option<Turn> {
        self.all()
            .into_iter()
            .nth(place)
            .map(|control| control.turn)
    }

    fn all(&self) -> Vec<Control> {
        let mut all = self.customer();
        all.extend(self.phone());
        all.extend(self.sends());
        all.extend(self.webhooks());
        let reset = "messages, faults, habits and windows: as at the start";
        all.push(Control::new(
            ALL,
            "Reset the sandbox",
            reset,
            Turn::Act(Deed::Reset),
        ));
        all
    }

    fn customer(&self) -> Vec<Control> {
        let message = self.subject.message.clone();
        let missing = message
            .is_none()
            .then(|| "send them a message first".to_owned());
        let reaction = match &message {
            Some(message) => Turn::Act(Deed::React(message.clone(), "❤️".to_owned())),
            None => Turn::Words(None),
        };
        let words = "opens the 24-hour window anew";
        let mut all = vec![
            Control::new(CUSTOMER, "writes a text", words, Turn::Words(None)),
            Control::new(
                CUSTOMER,
                "answers the message",
                "with a quote",
                Turn::Words(message),
            )
            .unless(missing.clone()),
            Control::new(CUSTOMER, "reacts to the message", "with a heart", reaction)
                .unless(missing),
        ];
        all.extend(
            DEEDS.into_iter().map(|(deed, title, detail)| {
                Control::new(CUSTOMER, title, detail, Turn::Act(deed))
            }),
        );
        all
    }

    fn phone(&self) -> impl Iterator<Item = Control> {
        HABITS.into_iter().map(|(habit, title, detail)| {
            let is_on = self.conditions.habits.contains(&habit);
            Control::switch((PHONE, title, detail), is_on, Deed::SetHabit(habit, !is_on))
        })
    }

    fn sends(&self) -> Vec<Control> {
        let now = &self.conditions;
        let (closed, spent, slow) = (now.is_window_closed, now.is_token_spent, now.is_slow);
        let window = (
            SENDS,
            "The 24-hour window is closed",
            "131047; templates pass",
        );
        let token = (SENDS, "The token has ended", "every request is refused");
        let slowness = (SENDS, "Answers are slow", "each takes four seconds");
        let code = "with a code of your choice";
        let mut all = vec![
            Control::switch(window, closed, Deed::SetWindow(closed)),
            Control::switch(token, spent, Deed::SpendToken(!spent)),
            Control::switch(slowness, slow, Deed::SetTrouble(Trouble::Slow, !slow)),
            Control::new(SENDS, "The next is refused …", code, Turn::Code),
        ];
        all.extend(NEXT.into_iter().map(|(trouble, title, detail)| {
            Control::switch(
                (SENDS, title, detail),
                false,
                Deed::SetTrouble(trouble, true),
            )
        }));
        let nothing = now.faults.is_empty().then(|| "none is to come".to_owned());
        let faults = now.faults.join(" · ");
        let clear = (SENDS, "No more faults", faults.as_str());
        all.push(Control::switch(clear, false, Deed::ClearTroubles).unless(nothing));
        all
    }

    fn webhooks(&self) -> impl Iterator<Item = Control> {
        ODDITIES.into_iter().map(|(oddity, title, detail)| {
            let is_on = self.conditions.oddities.contains(&oddity);
            Control::switch(
                (WEBHOOKS, title, detail),
                is_on,
                Deed::SetOddity(oddity, !is_on),
            )
        })
    }
}

impl Control {
    fn new(group: &'static str, title: &'static str, detail: &str, turn: Turn) -> Self {
        Self {
            group,
            title,
            detail: detail.to_owned(),
            is_on: false,
            disabled: None,
            turn,
        }
    }

    fn switch(
        (group, title, detail): (&'static str, &'static str, &str),
        is_on: bool,
        deed: Deed,
    ) -> Self {
        Self {
            is_on,
            ..Self::new(group, title, detail, Turn::Switch(deed))
        }
    }

    fn unless(self, disabled: Option<String>) -> Self {
        Self { disabled, ..self }
    }
}
