//! One rule against one value: whether it holds, and what to say where it does not.

use serde_json::Value;

use super::near::quoted;
use super::spot::{Spot, Walk};
use super::{choice, count, custom};
use crate::schema::{At, Field, Rule, Severity, Shape, Test, exceeds, is_blank, is_empty};
use crate::text;
use crate::wire::member;

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
        Test::MinItems(least) => count::min_items(walk, spot, rule, least),
        Test::MaxItems(most) => count::max_items(walk, spot, rule, most),
        Test::SumMax(path, most) => count::sum_max(walk, spot, rule, path, most),
        Test::Unique(path, holder) => count::unique(walk, spot, rule, path, holder),
        Test::Pattern(pattern) => {
            let wrong = spot.given().filter(|text| !(pattern.matches)(text));
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
        Test::Listed => choice::listed(walk, spot, rule),
        Test::In(list) => choice::within(walk, spot, rule, list, |one, other| one == other),
        Test::InFolded(list) => choice::within(walk, spot, rule, list, str::eq_ignore_ascii_case),
        Test::Range(from, to) => range(walk, spot, rule, from, to),
        Test::Within(from, to) => within(walk, spot, rule, from, to),
        Test::Whole => {
            if let Some(text) = spot.given().filter(|text| text.parse::<i64>().is_err()) {
                let message = format!("{} must be a whole number, not {text}", spot.field.title);
                walk.report(rule, spot.pointer(), message, None);
            }
        }
        Test::EdgeSpace => {
            if spot.given().is_some_and(|text| text.trim() != text) {
                let message = format!("{} begins or ends with a blank", spot.field.title);
                walk.report(rule, spot.pointer(), message, "remove the blank".to_owned());
            }
        }
        Test::ExactlyOne => choice::exactly_one(walk, spot, rule),
        Test::Custom(custom) => custom::apply(walk, spot, rule, custom),
    }
    false
}

fn required(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) -> bool {
    if let Some(tag) = missing_tag(spot) {
        let message = format!("{} has no \"{tag}\"", spot.field.title);
        walk.report(
            rule,
            spot.pointer().key(tag),
            message,
            format!("add \"{tag}\""),
        );
        return true;
    }
    let is_kept_empty = spot.field.empty_means.is_some();
    let problem = match spot.value {
        None => "missing",
        Some(Value::String(text)) if !text.is_empty() && is_blank(text) => "only blanks",
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

/// The member that an element of a list needs to say what it is, where it lacks it.
fn missing_tag(spot: &Spot<'_>) -> Option<&'static str> {
    let (At::Element, Shape::Variant { tag, .. }) = (spot.field.at, spot.field.shape) else {
        return None;
    };
    let object = spot.value?.as_object()?;
    member(object, tag).is_none_or(is_empty).then_some(tag)
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

fn within(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, from: i32, to: i32) {
    let Some(text) = spot.given() else { return };
    let is_inside = text
        .trim()
        .parse::<f64>()
        .is_ok_and(|number| (f64::from(from)..=f64::from(to)).contains(&number));
    if !is_inside {
        let message = format!("{} is {text}; expected {from} to {to}", spot.field.title);
        walk.report(rule, spot.pointer(), message, None);
    }
}

fn range(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, from: i64, to: i64) {
    let Some(text) = spot.given() else { return };
    let is_inside = text
        .trim()
        .parse::<i64>()
        .is_ok_and(|number| (from..=to).contains(&number));
    if !is_inside {
        let expected = match (from, to) {
            (from, i64::MAX) => format!("{from} or more"),
            (from, to) if from == to => from.to_string(),
            (from, to) => format!("{from} to {to}"),
        };
        let message = format!("{} is {text}; expected {expected}", spot.field.title);
        walk.report(rule, spot.pointer(), message, None);
    }
}
