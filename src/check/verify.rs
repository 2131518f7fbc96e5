//! One rule against one value: whether it holds, and what to say where it does not.

use std::collections::HashMap;

use serde_json::Value;

use super::custom;
use super::frame::{Frame, Step, exceeds, is_empty, member};
use super::near::{nearest, quoted};
use super::walk::{Spot, Walk, text_of};
use crate::schema::{At, Field, Loose, Opt, Path, Rule, Severity, Shape, Test, case_of};
use crate::text;
use crate::wire::Dialect;

/// How a value's JSON type suits a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// As documented.
    Good,
    /// A number for a text or the other way round, which was seen to be taken.
    Neighbour,
    /// The field does not take it.
    Wrong,
}

/// How a value's JSON type suits a field.
pub(super) fn fit(field: &Field, value: &Value) -> Fit {
    let fits = |is_good: bool| if is_good { Fit::Good } else { Fit::Wrong };
    match (field.shape, value) {
        (Shape::Group(_) | Shape::Variant { .. } | Shape::OneOf(_), _) => fits(value.is_object()),
        (Shape::List(_) | Shape::Tagged(_), _) => fits(value.is_array()),
        (Shape::Flag, _) => fits(value.is_boolean()),
        (Shape::Json, _) => Fit::Good,
        (Shape::Text { .. } | Shape::Choice(_) | Shape::Kinds(_), Value::String(_))
        | (Shape::Number, Value::Number(_)) => Fit::Good,
        (Shape::Text { .. } | Shape::Choice(_), Value::Number(_)) => match field.loose {
            Loose::No => Fit::Wrong,
            Loose::Seen => Fit::Neighbour,
            Loose::Both => Fit::Good,
        },
        (Shape::Number, Value::String(text)) if text.trim().is_empty() => Fit::Good,
        (Shape::Number, Value::String(text)) => match (text.parse::<f64>(), field.loose) {
            (Ok(number), Loose::Both) if number.is_finite() => Fit::Good,
            (Ok(number), _) if number.is_finite() => Fit::Neighbour,
            _ => Fit::Wrong,
        },
        _ => Fit::Wrong,
    }
}

/// `row title must be a text, not a number`; milder where the other type was seen to be taken.
pub(super) fn type_message(spot: &Spot<'_>, value: &Value, fit: Fit) -> String {
    let expected = match spot.field.shape {
        Shape::Group(_) | Shape::Variant { .. } | Shape::OneOf(_) => "an object",
        Shape::List(_) | Shape::Tagged(_) => "an array",
        Shape::Flag => "true or false",
        Shape::Number => "a number",
        Shape::Text { .. } | Shape::Choice(_) | Shape::Kinds(_) | Shape::Json => "a text",
    };
    let found = match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(_) => "a number".to_owned(),
        Value::String(text) => format!("the text {}", quoted(text)),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    };
    let title = spot.field.title;
    match fit {
        Fit::Neighbour => format!("{title} is {found}; documented is {expected}"),
        Fit::Good | Fit::Wrong => format!("{title} must be {expected}, not {found}"),
    }
}

/// What to do about a value of the wrong type.
pub(super) fn type_help(spot: &Spot<'_>, value: &Value) -> Option<String> {
    match (spot.field.shape, value) {
        (Shape::Text { .. } | Shape::Choice(_), Value::Number(_) | Value::Bool(_)) => {
            Some("put it in quotation marks".to_owned())
        }
        (Shape::Number, Value::String(text)) if text.parse::<f64>().is_ok() => {
            Some("write it without quotation marks".to_owned())
        }
        (Shape::Flag, Value::String(text)) if text == "true" || text == "false" => {
            Some("write it without quotation marks".to_owned())
        }
        (_, Value::Null) => Some("remove it".to_owned()),
        _ => None,
    }
}

/// How a missing field is put in.
pub(super) fn help_to_add(field: &Field) -> Option<String> {
    field.key().map(|key| format!("add \"{key}\""))
}

/// Applies a rule; reports and says so if it is broken.
pub(super) fn verify(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) -> bool {
    match rule.test {
        Test::Required => return required(walk, spot, rule),
        Test::Forbidden => forbidden(walk, spot, rule),
        Test::MaxLen(most) => return max_len(walk, spot, rule, most),
        Test::MinItems(least) => min_items(walk, spot, rule, least),
        Test::MaxItems(most) => max_items(walk, spot, rule, most),
        Test::SumMax(path, most) => sum_max(walk, spot, rule, path, most),
        Test::Unique(path, holder) => unique(walk, spot, rule, path, holder),
        Test::Pattern(pattern) => {
            let wrong = given(spot).filter(|text| !(pattern.matches)(text));
            if let Some(text) = wrong {
                let title = spot.field.title;
                let message = format!(
                    "{title}: expected {}, found {}",
                    pattern.words,
                    quoted(text)
                );
                walk.report(rule, spot.pointer(), message, None);
            }
        }
        Test::Listed => listed(walk, spot, rule),
        Test::In(list) => {
            if let Some(text) = given(spot).filter(|text| !list.contains(text)) {
                report_choice(walk, rule, spot.pointer(), (spot.field.title, text), list);
            }
        }
        Test::Range(from, to) => range(walk, spot, rule, from, to),
        Test::Whole => {
            if let Some(text) = given(spot).filter(|text| text.parse::<i64>().is_err()) {
                let message = format!("{} must be a whole number, not {text}", spot.field.title);
                walk.report(rule, spot.pointer(), message, None);
            }
        }
        Test::EdgeSpace => {
            if given(spot).is_some_and(|text| text.trim() != text) {
                let message = format!("{} begins or ends with a blank", spot.field.title);
                walk.report(rule, spot.pointer(), message, "remove the blank".to_owned());
            }
        }
        Test::ExactlyOne => exactly_one(walk, spot, rule),
        Test::Custom(custom) => custom::apply(walk, spot, rule, custom),
    }
    false
}

/// The value's text, unless it is empty: whether it may be is another rule's matter.
fn given<'a>(spot: &Spot<'a>) -> Option<&'a str> {
    spot.value
        .and_then(text_of)
        .filter(|text| !text.trim().is_empty())
}

fn required(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) -> bool {
    let is_kept_empty = spot.field.empty_means.is_some();
    let problem = match spot.value {
        None => "missing",
        Some(Value::String(text)) if !text.is_empty() && is_empty_text(text) => "only blanks",
        Some(value) if is_empty(value) && !is_kept_empty => "empty",
        Some(_) => return false,
    };
    let help = match spot.value {
        None => help_to_add(spot.field),
        Some(_) => Some("fill it in".to_owned()),
    };
    let message = format!("{} is {problem}", spot.field.title);
    walk.report(rule, spot.pointer(), message, help);
    true
}

fn is_empty_text(text: &str) -> bool {
    text.trim().is_empty()
}

fn forbidden(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if spot.value.is_some() {
        let message = rule.summary.to_owned();
        walk.report(rule, spot.pointer(), message, "remove it".to_owned());
    }
}

fn max_len(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, most: u32) -> bool {
    let Some(value) = spot.text().filter(|value| exceeds(value.len(), most)) else {
        return false; // a code point has at least one byte, so that no counting is needed
    };
    let count = text::count(value);
    let (title, limit) = (
        spot.field.title,
        usize::try_from(most).unwrap_or(usize::MAX),
    );
    if count.code_points > limit {
        let verb = if rule.severity == Severity::Error {
            "limit"
        } else {
            "advice"
        };
        let length = count.code_points;
        let message = format!("{title} has {length} characters; the {verb} is {most}");
        let help = format!("shorten it by {}", length.saturating_sub(limit));
        walk.report(rule, spot.pointer(), message, help);
        return true;
    }
    if count.utf16 > limit && rule.severity == Severity::Error {
        let (length, other) = (count.code_points, count.utf16);
        let message = format!(
            "{title} has {length} characters, but {other} as some programs count; the limit is {most}"
        );
        let help = format!("to be safe, shorten it by {}", other.saturating_sub(limit));
        let mut softer = *rule;
        softer.severity = Severity::Warning;
        softer.predicts = &[];
        walk.report(&softer, spot.pointer(), message, help);
        return true;
    }
    false
}

fn min_items(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, least: u32) {
    let count = match spot.value {
        Some(Value::Array(elements)) => elements.len(),
        Some(Value::Object(object)) => object.len(),
        _ => return,
    };
    if u32::try_from(count).is_ok_and(|count| count < least) {
        let title = spot.field.title;
        let message = match count {
            0 => format!("{title}: there are none; at least {least} needed"),
            _ => format!("{title}: there are {count}; at least {least} needed"),
        };
        walk.report(
            rule,
            spot.pointer(),
            message,
            "add one, or remove it".to_owned(),
        );
    }
}

fn max_items(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, most: u32) {
    let count = spot.value.and_then(Value::as_array).map_or(0, Vec::len);
    report_count(walk, spot, rule, (count, spot.field.title), most);
}

fn sum_max(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, path: Path, most: u32) {
    let Some(value) = spot.value else { return };
    let mut sum = 0;
    spot.holder
        .child(spot.step, value)
        .visit(path, &mut |frame| {
            sum += frame.value.as_array().map_or(0, Vec::len);
        });
    let word = path.rsplit('/').next().unwrap_or("elements");
    report_count(walk, spot, rule, (sum, word), most);
}

fn report_count(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    (count, word): (usize, &str),
    most: u32,
) {
    if exceeds(count, most) {
        let over = count.saturating_sub(usize::try_from(most).unwrap_or(0));
        let message = format!("there are {count} {word}; the limit is {most}");
        walk.report(rule, spot.pointer(), message, format!("remove {over}"));
    }
}

/// Values that stand at several places. Few are compared one with the other, many are looked up.
fn unique(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    path: Path,
    holder: &'static str,
) {
    let Some(value) = spot.value else { return };
    let frame = spot.holder.child(spot.step, value);
    if !has_twins(&frame, path) {
        return;
    }
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut number = 0_usize;
    frame.visit(path, &mut |frame| {
        let Some(value) = text_of(frame.value).filter(|value| !value.is_empty()) else {
            return;
        };
        number += 1;
        let place = *first.entry(value.to_owned()).or_insert(number);
        if place != number {
            let name = match frame.step {
                Step::Key(key) => key,
                Step::Root | Step::Index(_) => "value",
            };
            let message = format!("{name} {} is used twice ({holder} {place})", quoted(value));
            let help = format!("give each {holder} its own {name}");
            walk.report(rule, frame.pointer(), message, help);
        }
    });
}

/// Whether two values at a path are equal; compares without allocating while they are few.
fn has_twins(frame: &Frame<'_>, path: Path) -> bool {
    const FEW: usize = 16;
    let mut hashes = [0_u64; FEW];
    let mut count = 0;
    let mut found = false;
    frame.visit(path, &mut |frame| {
        let Some(text) = text_of(frame.value) else {
            return;
        };
        let hash = mixed(text);
        found |= hashes.iter().take(count).any(|other| *other == hash);
        match hashes.get_mut(count) {
            Some(slot) => *slot = hash,
            None => found = true, // too many to tell here: they are looked up one by one
        }
        count += 1;
    });
    found
}

/// A number that equal texts share and others seldom do (FNV-1a).
fn mixed(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn listed(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let dialect = walk.facts.dialect;
    match spot.field.shape {
        Shape::Choice(options) | Shape::Kinds(options) => {
            let Some(text) = given(spot) else { return };
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

fn listed_case(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, dialect: Dialect) {
    let (Shape::Variant { tag, cases, .. }, Some(Value::Object(object))) =
        (spot.field.shape, spot.value)
    else {
        return;
    };
    if case_of(spot.field, object).is_some_and(|case| case.dialects.contains(&dialect)) {
        return;
    }
    let known: Vec<&str> = cases
        .iter()
        .filter(|case| case.dialects.contains(&dialect))
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
        if known().any(is_known) || !element.is_object() {
            continue;
        }
        let names: Vec<&str> = known()
            .filter_map(|part| match part.at {
                At::Item([(_, name), ..]) | At::Items([(_, name), ..]) => Some(*name),
                _ => None,
            })
            .collect();
        let place = spot.pointer().index(index);
        match element.get("type").and_then(text_of) {
            Some(found) => {
                report_choice(
                    walk,
                    rule,
                    place.key("type"),
                    ("component type", found),
                    &names,
                );
            }
            None => {
                let help = format!("write {}", one_of(&names));
                walk.report(rule, place, "component has no \"type\"".to_owned(), help);
            }
        }
    }
}

fn report_choice(
    walk: &mut Walk<'_>,
    rule: &'static Rule,
    pointer: crate::wire::Pointer,
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

fn range(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, from: i64, to: i64) {
    let Some(text) = given(spot) else { return };
    let is_inside = text
        .trim()
        .parse::<i64>()
        .is_ok_and(|number| (from..=to).contains(&number));
    if !is_inside {
        let message = format!("{} is {text}; expected {from} to {to}", spot.field.title);
        walk.report(rule, spot.pointer(), message, None);
    }
}

fn exactly_one(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let (Shape::OneOf(fields), Some(Value::Object(object))) = (spot.field.shape, spot.value) else {
        return;
    };
    let dialect = walk.facts.dialect;
    let keys = || fields.iter().filter_map(Field::key);
    let there: Vec<&str> = keys().filter(|key| member(object, key).is_some()).collect();
    let names = || -> Vec<&str> {
        fields
            .iter()
            .filter(|field| field.dialects.contains(&dialect))
            .filter_map(Field::key)
            .collect()
    };
    let title = spot.field.title;
    match there.as_slice() {
        [] => {
            let message = format!("{title} is missing");
            let help = format!("add {}", one_of(&names()));
            walk.report(rule, spot.pointer(), message, help);
        }
        [key] => {
            if member(object, key).is_some_and(is_empty) {
                let message = format!("{title} is empty");
                let pointer = spot.pointer().key(key);
                walk.report(rule, pointer, message, "fill it in".to_owned());
            }
        }
        several => {
            let message = format!("{title}: {} stand together", several.join(" and "));
            walk.report(rule, spot.pointer(), message, "keep one of them".to_owned());
        }
    }
}
