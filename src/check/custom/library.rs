//! Rules about what the library knows: how old a definition is, and the other languages of its template.

use jiff::SignedDuration;
use serde_json::Value;

use super::definition::Send;
use crate::check::near::quoted;
use crate::check::spot::{Spot, Walk};
use crate::schema::Rule;
use crate::template::{Definition, slots};
use crate::wire::{Pointer, member_of};

/// The place of the language in a send.
fn language() -> Pointer {
    Pointer::root().key("template").key("language").key("code")
}

fn text_at<'a>(payload: &'a Value, place: &Pointer) -> &'a str {
    place
        .get(payload)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

/// The definition was fetched not long ago.
pub(super) fn fresh(walk: &mut Walk<'_>, send: &Send<'_>, days: u32) {
    let (Some(now), Some(fetched)) = (walk.facts.context.now, send.definition.fetched) else {
        return;
    };
    let age = now.duration_since(fetched);
    if age > SignedDuration::from_hours(24 * i64::from(days)) {
        let message = format!(
            "the definition was fetched {} days ago; the account may have another by now",
            age.as_hours() / 24
        );
        let pointer = Pointer::root().key("template").key("name");
        let help = "fetch it again: bluetick templates pull".to_owned();
        walk.report(send.rule, pointer, message, help);
    }
}

/// The definition at hand is the one of this template in this language.
pub(super) fn of_this_send(walk: &mut Walk<'_>, send: &Send<'_>) {
    let template = member_of(send.payload, "template");
    let name = template.and_then(|template| member_of(template, "name"));
    let code = template
        .and_then(|template| member_of(template, "language"))
        .and_then(|language| member_of(language, "code"));
    let place_of_name = || Pointer::root().key("template").key("name");
    for (sent, place, what, defined) in [
        (
            name,
            place_of_name as fn() -> Pointer,
            "template",
            &send.definition.name,
        ),
        (code, language, "language", &send.definition.language),
    ] {
        let wanted = sent.and_then(Value::as_str).unwrap_or_default();
        if !wanted.is_empty() && !defined.is_empty() && wanted != defined.as_str() {
            let message = format!(
                "the definition at hand is of the {what} {}; {} is sent",
                quoted(defined),
                quoted(wanted)
            );
            let help = format!(
                "send {}, or take the definition of the other",
                quoted(defined)
            );
            walk.report(send.rule, place(), message, help);
        }
    }
}

/// Every language that is at hand has the slots of this one: the same values can be sent in all of them.
pub(super) fn same_slots(walk: &mut Walk<'_>, send: &Send<'_>) {
    let mut others = others(walk.facts.context.translations.iter(), send.definition).peekable();
    if others.peek().is_none() {
        return;
    }
    let here = slots(send.definition);
    for other in others {
        let there = slots(other);
        let lacks: Vec<&String> = here.iter().filter(|slot| !there.contains(slot)).collect();
        let has: Vec<&String> = there.iter().filter(|slot| !here.contains(slot)).collect();
        if lacks.is_empty() && has.is_empty() {
            continue;
        }
        let listed = |slots: &[&String]| {
            let slots: Vec<&str> = slots.iter().map(|slot| slot.as_str()).collect();
            slots.join(", ")
        };
        let language_of = quoted(&other.language);
        let message = match (lacks.as_slice(), has.as_slice()) {
            (lacks, []) => format!("in {language_of} the template has no {}", listed(lacks)),
            ([], has) => format!("in {language_of} the template has {} as well", listed(has)),
            (lacks, has) => format!(
                "in {language_of} the template has {} in place of {}",
                listed(has),
                listed(lacks)
            ),
        };
        let help =
            "the values of this send do not fit there: give that language its own".to_owned();
        walk.report(send.rule, language(), message, help);
    }
}

fn others<'a>(
    all: impl Iterator<Item = &'a Definition>,
    one: &Definition,
) -> impl Iterator<Item = &'a Definition> {
    all.filter(|other| other.name == one.name && other.language != one.language)
}

/// Where the template is at hand, it is so in the language that is sent.
pub(super) fn language_known(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let known = &walk.facts.context.translations;
    if known.is_empty() {
        return;
    }
    let sent = text_at(spot.holder.payload(), &language());
    if sent.is_empty() || known.iter().any(|one| one.language == sent) {
        return;
    }
    let languages: Vec<String> = known.iter().map(|one| quoted(&one.language)).collect();
    let message = format!(
        "the library has the template in {}, and not in {}",
        languages.join(", "),
        quoted(sent)
    );
    let help =
        "no other language is tried: send one of these, or fetch it: bluetick templates pull";
    walk.report(rule, language(), message, help.to_owned());
}
