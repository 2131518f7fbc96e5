//! Rules about single parts of a definition.

use serde_json::Value;

use crate::check::near::quoted;
use crate::check::spot::{Spot, Walk};
use crate::schema::{Rule, When, carries, exceeds};
use crate::template::{first_text, placeholders};
use crate::text;

/// No placeholder of a sample.
pub(super) fn no_placeholder(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if let Some(found) = spot.given().filter(|text| When::is_placeholder(text)) {
        let message = format!("{} {} is a placeholder", spot.field.title, quoted(found));
        let help = "write the value that is meant".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// The text is none of these, in any letter case.
pub(super) fn none_of(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, values: &[&str]) {
    let found = spot
        .given()
        .filter(|text| values.iter().any(|value| value.eq_ignore_ascii_case(text)));
    if let Some(found) = found {
        let message = format!("{} {}: {}", spot.field.title, quoted(found), rule.summary);
        walk.report(rule, spot.pointer(), message, None);
    }
}

/// So many seconds, or -1.
pub(super) fn seconds(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    (from, to): (i64, i64),
) {
    let Some(given) = spot.given() else { return };
    let is_taken = |number: i64| number == -1 || (from..=to).contains(&number);
    if !given.trim().parse().is_ok_and(is_taken) {
        let title = spot.field.title;
        let message = format!("{title} is {given}; expected {from} to {to} seconds, or -1");
        walk.report(rule, spot.pointer(), message, None);
    }
}

/// No two components of one type.
pub(super) fn each_once(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let mut seen: Vec<String> = Vec::new();
    let components = spot.value.and_then(Value::as_array);
    for (index, component) in components.into_iter().flatten().enumerate() {
        let kind = component.get("type").and_then(Value::as_str);
        let Some(kind) = kind.map(str::to_ascii_uppercase) else {
            continue;
        };
        if seen.contains(&kind) {
            let message = format!("there is a second component {}", quoted(&kind));
            walk.report(
                rule,
                spot.pointer().index(index),
                message,
                "keep one of them".to_owned(),
            );
        } else {
            seen.push(kind);
        }
    }
}

/// A body, unless the words come from the platform's library.
pub(super) fn body_given(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let definition = spot.holder.payload();
    if definition.get("library_template_name").is_some() {
        return;
    }
    let components = spot.value.and_then(Value::as_array);
    let is_body = |component: &&Value| carries(component, &[("type", "BODY")]);
    match components.into_iter().flatten().find(is_body) {
        None => {
            let message = "there is no body".to_owned();
            let help = "add a component of type BODY".to_owned();
            walk.report(rule, spot.pointer(), message, help);
        }
        Some(body) => {
            let words = body.get("text").and_then(Value::as_str).unwrap_or_default();
            if words.trim().is_empty() && !is_of_codes(definition) {
                let message = "the body has no text".to_owned();
                walk.report(
                    rule,
                    spot.pointer(),
                    message,
                    "write what the template says".to_owned(),
                );
            }
        }
    }
}

/// Whether a definition is one of one-time codes, whose body the platform writes.
fn is_of_codes(definition: &Value) -> bool {
    carries(definition, &[("category", "AUTHENTICATION")])
}

/// A header with a place is one of utility or marketing.
pub(super) fn place_category(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let is_place = spot
        .value
        .is_some_and(|header| carries(header, &[("format", "LOCATION")]));
    if is_place && is_of_codes(spot.holder.payload()) {
        let message = "a place stands over a template of authentication".to_owned();
        walk.report(rule, spot.pointer().key("format"), message, None);
    }
}

/// At most so many line breaks in a row.
pub(super) fn breaks_in_a_row(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    most: u32,
) {
    let text = spot.text().unwrap_or_default().replace('\r', "");
    let count = text
        .split(|character: char| character != '\n')
        .map(str::len)
        .max()
        .unwrap_or(0);
    if exceeds(count, most) {
        let title = spot.field.title;
        let message = format!("{title} has {count} line breaks in a row; the limit is {most}");
        walk.report(
            rule,
            spot.pointer(),
            message,
            "remove empty lines".to_owned(),
        );
    }
}

/// An example, a text or a list of one, of at most so many characters.
pub(super) fn example_length(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, most: u32) {
    let example = first_text(spot.value).unwrap_or_default();
    let count = text::count(&example).code_points;
    if exceeds(count, most) {
        let title = spot.field.title;
        let message = format!("{title} has {count} characters; the limit is {most}");
        walk.report(rule, spot.pointer(), message, None);
    }
}

/// Apps beside a code that is handed over, or the older form of naming one.
pub(super) fn apps_given(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let button = spot.holder.value;
    let is_old_form =
        button.get("package_name").is_some() && button.get("signature_hash").is_some();
    let has_apps = spot
        .value
        .and_then(Value::as_array)
        .is_some_and(|apps| !apps.is_empty());
    if !is_old_form && !has_apps {
        let message = "no app is named that the code goes to".to_owned();
        let help = "add the name of its package and the hash of its signature".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// True.
pub(super) fn terms_accepted(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if spot.value != Some(&Value::Bool(true)) {
        let message = format!("{} is not true", spot.field.title);
        walk.report(rule, spot.pointer(), message, "write true".to_owned());
    }
}

/// Letters, digits and blanks.
pub(super) fn letters_and_digits(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let is_odd = |character: &char| !character.is_alphanumeric() && *character != ' ';
    let text = spot.text().unwrap_or_default();
    // What is refused more surely is told by the rule about that.
    if let Some(odd) = text.chars().find(is_odd).filter(|_| oddity(text).is_none()) {
        let message = format!(
            "{} has the sign {}",
            spot.field.title,
            quoted(&odd.to_string())
        );
        walk.report(rule, spot.pointer(), message, None);
    }
}

/// A label without variables, line breaks, emoji and markup.
pub(super) fn plain_label(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if let Some(what) = oddity(spot.text().unwrap_or_default()) {
        let message = format!("{} has {what}", spot.field.title);
        walk.report(rule, spot.pointer(), message, "remove it".to_owned());
    }
}

fn oddity(label: &str) -> Option<&'static str> {
    if !placeholders(label).is_empty() {
        Some("a variable")
    } else if label.contains(['\n', '\r']) {
        Some("a line break")
    } else if text::emoji::contains_emoji(label) {
        Some("an emoji")
    } else if label.contains(['*', '_', '~', '`']) {
        Some("markup")
    } else {
        None
    }
}
