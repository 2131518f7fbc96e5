//! Rules about authentication and marketing templates, whose category only the definition tells.

use super::definition::Send;
use crate::check::spot::Walk;
use crate::schema::is_empty;
use crate::template::{ButtonKind, button_component, component, parameters_of};
use crate::text;
use crate::wire::scalar::text_of;
use crate::wire::{Pointer, member_of};

/// A one-time code is at most so long.
pub(super) fn length(walk: &mut Walk<'_>, send: &Send<'_>, most: u32) {
    let Some((pointer, code)) = code_in_body(send) else {
        return;
    };
    let length = text::count(code).code_points;
    let limit = usize::try_from(most).unwrap_or(usize::MAX);
    if length > limit {
        let message = format!("one-time code has {length} characters; the limit is {most}");
        let help = format!("shorten it by {}", length.saturating_sub(limit));
        walk.report(send.rule, pointer, message, help);
    }
}

/// A one-time code has neither addresses nor emoji.
pub(super) fn content(walk: &mut Walk<'_>, send: &Send<'_>) {
    let Some((pointer, code)) = code_in_body(send) else {
        return;
    };
    if code.contains("://") || text::emoji::contains_emoji(code) {
        let message = "a one-time code has neither addresses nor emoji".to_owned();
        walk.report(send.rule, pointer, message, "send the bare code".to_owned());
    }
}

/// The button of a one-time code is filled.
pub(super) fn given(walk: &mut Walk<'_>, send: &Send<'_>) {
    let Some(index) = code_button(send).filter(|_| is_authentication(send)) else {
        return;
    };
    if button_component(send.payload, index).is_none() {
        let message = "the button needs the one-time code too".to_owned();
        let help = format!("add a button component of sub_type url and index {index} with it");
        walk.report(send.rule, send.components(), message, help);
    }
}

/// A one-time code is the same in the body and in the button.
pub(super) fn twice(walk: &mut Walk<'_>, send: &Send<'_>) {
    let (Some(index), Some((_, code))) = (code_button(send), code_in_body(send)) else {
        return;
    };
    let found = button_component(send.payload, index);
    let given = found
        .as_ref()
        .and_then(|(place, button)| parameters_of(place, button).next());
    let Some((place, parameter)) = given else {
        return;
    };
    if parameter.get("text").and_then(text_of) != Some(code) {
        let message = "the button must hold the same one-time code as the body".to_owned();
        let help = format!("give the url button of index {index} the code of the body");
        walk.report(send.rule, place.key("text"), message, help);
    }
}

/// The index of the button that holds a one-time code.
fn code_button(send: &Send<'_>) -> Option<usize> {
    let mut buttons = send.definition.buttons.iter();
    buttons.position(|button| button.kind == ButtonKind::OneTimeCode)
}

/// A one-time code goes to a telephone number.
pub(super) fn to_number(walk: &mut Walk<'_>, send: &Send<'_>) {
    let given = |key: &str| member_of(send.payload, key).is_some_and(|value| !is_empty(value));
    let has_code_button = send
        .definition
        .buttons
        .iter()
        .any(|button| matches!(button.kind, ButtonKind::OneTimeCode | ButtonKind::CopyCode));
    let is_wrong = has_code_button && is_authentication(send);
    if is_wrong && given("recipient") && !given("to") {
        let pointer = Pointer::root().key("recipient");
        let message = send.rule.summary.to_owned();
        walk.report(
            send.rule,
            pointer,
            message,
            "put the number into \"to\"".to_owned(),
        );
    }
}

/// A one-time code goes to one person.
pub(super) fn to_person(walk: &mut Walk<'_>, send: &Send<'_>) {
    let is_group = || member_of(send.payload, "recipient_type").is_some_and(|it| it == "group");
    if is_authentication(send) && is_group() {
        let pointer = Pointer::root().key("recipient_type");
        let message = send.rule.summary.to_owned();
        walk.report(
            send.rule,
            pointer,
            message,
            "send it to one person".to_owned(),
        );
    }
}

/// Marketing goes to a country that it reaches.
pub(super) fn marketing_reaches(walk: &mut Walk<'_>, send: &Send<'_>) {
    if send.definition.category != "MARKETING" {
        return;
    }
    let to = member_of(send.payload, "to")
        .and_then(text_of)
        .unwrap_or_default();
    let mut digits = to.bytes().filter(u8::is_ascii_digit);
    let is_american = digits.next() == Some(b'1') && digits.count() == 10;
    if is_american {
        let message = send.rule.summary.to_owned();
        let help = "use a utility template, or another channel".to_owned();
        walk.report(send.rule, Pointer::root().key("to"), message, help);
    }
}

fn is_authentication(send: &Send<'_>) -> bool {
    send.definition.category == "AUTHENTICATION"
}

/// The code that the body of an authentication template gets.
fn code_in_body<'a>(send: &Send<'a>) -> Option<(Pointer, &'a str)> {
    if !is_authentication(send) {
        return None;
    }
    let (place, body) = component(send.payload, "body")?;
    let (place, parameter) = parameters_of(&place, body).next()?;
    Some((place.key("text"), parameter.get("text").and_then(text_of)?))
}
