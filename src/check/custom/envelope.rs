//! Rules about the recipient, the time and the API as such.

use serde_json::Value;

use crate::check::Window;
use crate::check::spot::{Spot, Walk};
use crate::schema::{Rule, is_empty};
use crate::wire::{Dialect, member, member_of};

/// Somebody is addressed; an empty draft is excused until it is sent.
pub(super) fn addressed(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if walk.facts.is_unaddressed || !spot.value.is_none_or(is_empty) {
        return;
    }
    let other = member_of(spot.holder.value, "recipient");
    let takes_other = walk.facts.dialect != Dialect::OnPremises;
    if takes_other && other.is_some_and(|other| !is_empty(other)) {
        return;
    }
    let message = match spot.value {
        None => "recipient is missing",
        Some(_) => "recipient is empty",
    };
    let help = "put the customer's number, with its country code, into \"to\"";
    walk.report(rule, spot.pointer(), message.to_owned(), help.to_owned());
}

/// The recipient is not the business itself.
pub(super) fn not_oneself(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let (Some(to), Some(own)) = (spot.text(), walk.facts.context.own_number.as_deref()) else {
        return;
    };
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    if !own.is_empty() && digits(to) == digits(own) {
        let message = "the recipient is the number that sends".to_owned();
        walk.report(
            rule,
            spot.pointer(),
            message,
            "choose another recipient".to_owned(),
        );
    }
}

/// The 24-hour window is open.
pub(super) fn window_open(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let context = walk.facts.context;
    let window = context.window.map(|window| match context.now {
        Some(now) => window.at(now),
        None => window,
    });
    let is_closed = window == Some(Window::Closed);
    if is_closed {
        let message = "the customer's last message is more than 24 hours old".to_owned();
        let help = "send a template, or wait until the customer writes".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// The On-Premises API was withdrawn.
pub(super) fn withdrawn(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let help = "send it to the Cloud API, or to the sandbox".to_owned();
    walk.report(rule, spot.pointer(), rule.summary.to_owned(), help);
}

/// The member that the type names is there, in a message whose kind we do not know.
pub(super) fn content_named(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let Some(Value::Object(payload)) = spot.value else {
        return;
    };
    let name = match member(payload, "type") {
        None => "text",
        Some(Value::String(name)) if name.trim().is_empty() => {
            let message = "the message type names no member".to_owned();
            let help = "fill it in, or remove it where the message is a text".to_owned();
            return walk.report(rule, spot.pointer().key("type"), message, help);
        }
        Some(Value::String(name)) => name,
        Some(_) => return,
    };
    if member(payload, name).is_none() {
        let message = format!("{} is missing", crate::check::near::quoted(name));
        let help = "add the member that the type names".to_owned();
        walk.report(rule, spot.pointer().key(name), message, help);
    }
}
