//! Rules about what a text is made of.

use serde_json::Value;

use crate::check::spot::{Spot, Walk};
use crate::schema::{Rule, exceeds};
use crate::text;
use crate::wire::member_of;

/// One user-visible emoji at most.
pub(super) fn one_emoji(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let is_wrong = |emoji: &str| !emoji.is_empty() && !text::emoji::is_single_emoji(emoji);
    if spot.text().is_some_and(is_wrong) {
        let message = format!("{} must be exactly one emoji", spot.field.title);
        let help = "choose one emoji, or leave it empty to take the reaction away".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// An escape that JSON reads, not its letters.
pub(super) fn escaped_once(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if spot.text().is_some_and(|text| text.contains("\\u")) {
        let message = format!("{} holds the letters of an escape", spot.field.title);
        let help = "write one backslash, or the emoji itself".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// No WhatsApp markup where it is shown as it is typed.
pub(super) fn no_markup(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let has_marks = |text: &str| has_any(text, b"*_~`") && is_styled(text);
    if spot.text().is_some_and(has_marks) {
        let message = format!("{} shows its markup as it is typed", spot.field.title);
        walk.report(rule, spot.pointer(), message, "remove the marks".to_owned());
    }
}

/// Whether a text has one of these ASCII characters.
fn has_any(text: &str, wanted: &[u8]) -> bool {
    text.bytes().any(|byte| wanted.contains(&byte))
}

fn is_styled(text: &str) -> bool {
    let plain = text::markup::Style::default();
    text::markup::parse(text)
        .iter()
        .any(|block| block.runs.iter().any(|run| run.style != plain))
}

/// No line break.
pub(super) fn no_line_break(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if spot.text().is_some_and(|text| has_any(text, b"\n\r")) {
        let message = format!("{} has a line break", spot.field.title);
        walk.report(
            rule,
            spot.pointer(),
            message,
            "put it into one line".to_owned(),
        );
    }
}

/// No emoji.
pub(super) fn no_emoji(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if spot.text().is_some_and(text::emoji::contains_emoji) {
        let message = format!("{} has an emoji", spot.field.title);
        walk.report(rule, spot.pointer(), message, "remove it".to_owned());
    }
}

/// A preview is asked for, so the text has an address with a scheme.
pub(super) fn preview_address(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let is_missing = |text: &str| first_host(text).is_none();
    if wants_preview(spot) && spot.text().is_some_and(is_missing) {
        let message = "a link preview is asked for, but the text has no address".to_owned();
        let help = "begin the address with https://, or switch the preview off".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// A preview is asked for, so the address has a host name.
pub(super) fn preview_host(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if wants_preview(spot) && names_no_host(spot) {
        let message = "the address has no host name, so it gets no preview".to_owned();
        walk.report(rule, spot.pointer(), message, None);
    }
}

/// An address has a host name, not a number.
pub(super) fn host_named(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if names_no_host(spot) {
        let message = format!("{} has a number in place of a host name", spot.field.title);
        let help = "use the name under which the page is known".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// Whether the first address of a text has an IP address for a host.
fn names_no_host(spot: &Spot<'_>) -> bool {
    let host = spot.text().and_then(first_host).unwrap_or_default();
    let is_number = !host.is_empty()
        && host
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number || host.starts_with('[')
}

/// At most so many line breaks.
pub(super) fn line_breaks(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, most: u32) {
    let count = spot.text().unwrap_or_default().matches('\n').count();
    if exceeds(count, most) {
        let title = spot.field.title;
        let message = format!("{title} has {count} line breaks; the limit is {most}");
        let help = "join some lines".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// At most so many emoji.
pub(super) fn emoji_max(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, most: u32) {
    let count = text::emoji::count(spot.text().unwrap_or_default());
    if exceeds(count, most) {
        let title = spot.field.title;
        let message = format!("{title} has {count} emoji; the limit is about {most}");
        walk.report(rule, spot.pointer(), message, "remove some".to_owned());
    }
}

/// Whether `preview_url` is true, beside the body or beside the text.
fn wants_preview(spot: &Spot<'_>) -> bool {
    let is_true = |value: &Value| value == &Value::Bool(true);
    spot.holder.any("preview_url", is_true) || spot.holder.any("../preview_url", is_true)
}

/// The host of the first address in a text.
fn first_host(text: &str) -> Option<&str> {
    let at = text
        .find("https://")
        .into_iter()
        .chain(text.find("http://"))
        .min()?;
    let (_, after) = text.get(at..)?.split_once("://")?;
    after
        .split(|character: char| "/:?#".contains(character) || character.is_whitespace())
        .next()
        .filter(|host| !host.is_empty())
}

/// The end of an address has no character that must be encoded.
pub(super) fn url_encoded(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let must_be = |character: char| {
        !character.is_ascii() || character.is_ascii_control() || " \"<>\\^`{|}".contains(character)
    };
    let Some(text) = spot.text().filter(|text| text.contains(must_be)) else {
        return;
    };
    let mut encoded = String::new();
    for character in text.chars() {
        if must_be(character) {
            let bytes = character.to_string().into_bytes();
            encoded.extend(bytes.iter().map(|byte| format!("%{byte:02X}")));
        } else {
            encoded.push(character);
        }
    }
    let message = "the end of an address has characters that must be percent-encoded".to_owned();
    let help = format!("write {}", crate::check::near::quoted(&encoded));
    walk.report(rule, spot.pointer(), message, help);
}

/// The type of an object is written in small letters.
pub(super) fn lower_case_type(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let kind = spot
        .value
        .and_then(|value| member_of(value, "type"))
        .and_then(Value::as_str);
    if let Some(kind) =
        kind.filter(|kind| kind.contains(|letter: char| letter.is_ascii_uppercase()))
    {
        let message = format!("{}: type is written in capitals", spot.field.title);
        let help = format!("write \"{}\"", kind.to_ascii_lowercase());
        walk.report(rule, spot.pointer().key("type"), message, help);
    }
}
