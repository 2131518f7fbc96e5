//! Rules about one of several: options, cases, components, members of which one is taken.

use serde_json::Value;

use super::near::{nearest, quoted};
use super::spot::{Spot, Walk};
use crate::schema::{At, Case, Field, Opt, Rule, Severity, Shape, Test, case_of, is_empty};
use crate::wire::scalar::text_of;
use crate::wire::{Dialect, Pointer, member};

/// An option, a case or a component that the dialect takes.
pub(super) fn listed(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let dialect = walk.facts.dialect;
    match spot.field.shape {
        Shape::Choice(options) | Shape::Kinds(options) => {
            let Some(text) = spot.given() else { return };
            let is_listed =
                |option: &Opt| option.value == text && option.dialects.contains(&dialect);
            if !options.iter().any(is_listed) {
                let known: Vec<&str> = options
                    .iter()
                    .filter(|option| option.dialects.contains(&dialect))
                    .map(|option| option.value)
                    .collect();
                report_choice(walk, rule, spot.pointer(), (spot.field.title, text), &known);
            }
        }
        Shape::Variant { .. } => listed_case(walk, spot, rule, dialect),
        Shape::Tagged(parts) => listed_parts(walk, spot, rule, parts),
        _ => {}
    }
}

/// A text, or the tag of an object, that is one of these.
pub(super) fn within(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    list: &'static [&'static str],
    is_same: fn(&str, &str) -> bool,
) {
    let title = spot.field.title;
    let is_taken = |text: &str| list.iter().any(|one| is_same(one, text));
    let Shape::Variant { tag, .. } = spot.field.shape else {
        if let Some(text) = spot.given().filter(|text| !is_taken(text)) {
            report_choice(walk, rule, spot.pointer(), (title, text), list);
        }
        return;
    };
    let found = spot
        .value
        .and_then(|value| value.get(tag))
        .and_then(text_of);
    if let Some(found) = found.filter(|found| !is_taken(found)) {
        let title = format!("{title}: {tag}");
        report_choice(walk, rule, spot.pointer().key(tag), (&title, found), list);
    }
}

fn listed_case(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, dialect: Dialect) {
    let (Shape::Variant { tag, cases, .. }, Some(Value::Object(object))) =
        (spot.field.shape, spot.value)
    else {
        return;
    };
    let is_taken = |case: &Case| case.dialects.contains(&dialect) && spot.holder.meets(case.when);
    if case_of(spot.field, object).is_some_and(is_taken) {
        return;
    }
    let known: Vec<&str> = cases
        .iter()
        .filter(|case| is_taken(case))
        .map(|case| case.value)
        .collect();
    let title = spot.field.title;
    match member(object, tag) {
        None => {
            let message = format!("{title} has no \"{tag}\"");
            let help = format!("write {}", one_of(&known));
            walk.report(rule, spot.pointer(), message, help);
        }
        Some(value) => {
            let pointer = spot.pointer().key(tag);
            let title = format!("{title}: {tag}");
            let found = text_of(value).unwrap_or_default();
            report_choice(walk, rule, pointer, (&title, found), &known);
        }
    }
}

fn listed_parts(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    parts: &'static [Field],
) {
    let dialect = walk.facts.dialect;
    let known = || {
        parts
            .iter()
            .filter(move |part| part.dialects.contains(&dialect))
    };
    let elements = spot.value.and_then(Value::as_array).into_iter().flatten();
    for (index, element) in elements.enumerate() {
        let is_known = |part: &Field| match part.at {
            At::Item(tags) | At::Items(tags) => crate::schema::carries(element, tags),
            _ => false,
        };
        // what a rule of its own forbids is told by that rule
        let is_forbidden = |part: &Field| is_known(part) && has_ban(part, dialect);
        if known().any(is_known) || parts.iter().any(is_forbidden) || !element.is_object() {
            continue;
        }
        let names: Vec<&str> = known()
            .filter_map(|part| match part.at {
                At::Item([(_, name), ..]) | At::Items([(_, name), ..]) => Some(*name),
                _ => None,
            })
            .collect();
        let place = spot.pointer().index(index);
        if let Some(found) = element.get("type").and_then(text_of) {
            let found = ("component type", found);
            report_choice(walk, rule, place.key("type"), found, &names);
        } else {
            let help = format!("write {}", one_of(&names));
            walk.report(rule, place, "component has no \"type\"".to_owned(), help);
        }
    }
}

fn has_ban(part: &Field, dialect: Dialect) -> bool {
    part.rules.iter().any(|rule| {
        matches!(rule.test, Test::Forbidden)
            && rule.severity == Severity::Error
            && rule.dialects.contains(&dialect)
    })
}

/// Notes a value that is none of those that are taken, with the one that was probably meant.
pub(super) fn report_choice(
    walk: &mut Walk<'_>,
    rule: &'static Rule,
    pointer: Pointer,
    (title, found): (&str, &str),
    known: &[&str],
) {
    let message = format!("{title} {} is none of: {}", quoted(found), known.join(", "));
    let help = nearest(found, known.iter().copied())
        .map(|meant| format!("did you mean \"{meant}\"?"))
        .or_else(|| Some(format!("write {}", one_of(known))).filter(|_| known.len() <= 4));
    walk.report(rule, pointer, message, help);
}

/// `"text", "image" or "video"`.
fn one_of(known: &[&str]) -> String {
    match known {
        [] => String::new(),
        [one] => format!("\"{one}\""),
        [first @ .., last] => format!("\"{}\" or \"{last}\"", first.join("\", \"")),
    }
}

/// Exactly one of several members.
pub(super) fn exactly_one(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let (Shape::OneOf(fields), Some(Value::Object(object))) = (spot.field.shape, spot.value) else {
        return;
    };
    let dialect = walk.facts.dialect;
    let mut there = fields.iter().filter_map(|field| {
        let key = field.key()?;
        Some((key, field.title, member(object, key)?))
    });
    let title = spot.field.title;
    match (there.next(), there.next()) {
        (None, _) => {
            let names: Vec<&str> = fields
                .iter()
                .filter(|field| field.dialects.contains(&dialect))
                .filter_map(Field::key)
                .collect();
            let message = format!("{title} is missing");
            let help = format!("add {}", one_of(&names));
            walk.report(rule, spot.pointer(), message, help);
        }
        (Some((key, named, value)), None) => {
            if is_empty(value) {
                let message = format!("{named} is empty");
                let pointer = spot.pointer().key(key);
                walk.report(rule, pointer, message, "fill it in".to_owned());
            }
        }
        (Some((one, ..)), Some((two, ..))) => {
            let rest = there.map(|(key, ..)| key);
            let several: Vec<&str> = [one, two].into_iter().chain(rest).collect();
            let message = format!("{title}: {} stand together", several.join(" and "));
            walk.report(rule, spot.pointer(), message, "keep one of them".to_owned());
        }
    }
}
