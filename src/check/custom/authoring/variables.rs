//! Rules about the variables in a definition's texts.

use serde_json::Value;

use crate::check::near::quoted;
use crate::check::spot::{Spot, Walk};
use crate::schema::Rule;
use crate::template::{first_text, placeholders, variables_of};
use crate::wire::scalar::text_of;

/// Fewer words than these for each variable, and reviewers were seen to refuse the body.
const WORDS_FOR_A_VARIABLE: usize = 2;

/// No variable.
pub(super) fn none(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let text = spot.text().unwrap_or_default();
    if let Some((range, _)) = placeholders(text).first() {
        let found = text.get(range.clone()).unwrap_or_default();
        let message = format!("{} has the variable {found}", spot.field.title);
        let help = "write the words out, or expect a refusal".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// One variable at most.
pub(super) fn one(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let count = placeholders(spot.text().unwrap_or_default()).len();
    if count > 1 {
        let title = spot.field.title;
        let message = format!("{title} has {count} variables; the limit is 1");
        let help = format!("remove {}", count - 1);
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// The variable stands last.
pub(super) fn last(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let text = spot.text().unwrap_or_default();
    let found = placeholders(text);
    if let [(range, _)] = found.as_slice()
        && range.end != text.len()
    {
        let variable = text.get(range.clone()).unwrap_or_default();
        let message = format!("{}: {variable} does not stand at the end", spot.field.title);
        let help = "let the address end with the variable".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// The text neither begins nor ends with a variable.
pub(super) fn inside(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let text = spot.text().unwrap_or_default().trim();
    let found = placeholders(text);
    let begins = found.first().is_some_and(|(range, _)| range.start == 0);
    let ends = found
        .last()
        .is_some_and(|(range, _)| range.end == text.len());
    let how = match (begins, ends) {
        (true, true) => "begins and ends",
        (true, false) => "begins",
        (false, true) => "ends",
        (false, false) => return,
    };
    let message = format!("{} {how} with a variable", spot.field.title);
    let help = "put words, or at least a full stop, around it".to_owned();
    walk.report(rule, spot.pointer(), message, help);
}

/// No two variables side by side.
pub(super) fn apart(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let text = spot.text().unwrap_or_default();
    let found = placeholders(text);
    let touching = found.windows(2).find_map(|pair| match pair {
        [(one, first), (two, second)] => {
            let between = text.get(one.end..two.start)?;
            between.trim().is_empty().then_some((first, second))
        }
        _ => None,
    });
    if let Some((first, second)) = touching {
        let title = spot.field.title;
        let message = format!("{title}: {{{{{first}}}}} and {{{{{second}}}}} stand side by side");
        walk.report(
            rule,
            spot.pointer(),
            message,
            "put words between them".to_owned(),
        );
    }
}

/// Enough words for the number of variables.
pub(super) fn enough_words(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let text = spot.text().unwrap_or_default();
    let found = placeholders(text);
    if found.len() < 2 {
        return;
    }
    let mut fixed = String::new();
    let mut from = 0;
    for (range, _) in &found {
        fixed.push_str(text.get(from..range.start).unwrap_or_default());
        fixed.push(' ');
        from = range.end;
    }
    fixed.push_str(text.get(from..).unwrap_or_default());
    let words = fixed.split_whitespace().count();
    let wanted = found.len() * WORDS_FOR_A_VARIABLE + 1;
    if words < wanted {
        let message = format!(
            "{} has {words} words for {} variables",
            spot.field.title,
            found.len()
        );
        let help = "add words, or use fewer variables".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// Numbers of variables from 1, without a gap; named variables are another rule's matter.
pub(super) fn in_sequence(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let format = spot.holder.payload().get("parameter_format");
    let is_named = format
        .and_then(Value::as_str)
        .is_some_and(|format| format.eq_ignore_ascii_case("named"));
    let found = placeholders(spot.text().unwrap_or_default());
    let numbers: Vec<usize> = found
        .iter()
        .filter_map(|(_, name)| name.parse().ok())
        .collect();
    if is_named || numbers.is_empty() {
        return;
    }
    let title = spot.field.title;
    if let Some((_, name)) = found
        .iter()
        .find(|(_, name)| name.parse::<usize>().is_err())
    {
        let message = format!("{title} has numbered variables and the named {{{{{name}}}}}");
        let help = "number all variables, or name all of them".to_owned();
        walk.report(rule, spot.pointer(), message, help);
        return;
    }
    let most = numbers.iter().max().copied().unwrap_or(0);
    let missing = (1..=most).find(|number| !numbers.contains(number));
    let missing = missing.or_else(|| numbers.contains(&0).then_some(0));
    match missing {
        Some(0) => {
            let message = format!("{title} has the variable {{{{0}}}}; numbers begin at 1");
            walk.report(rule, spot.pointer(), message, "begin with {{1}}".to_owned());
        }
        Some(number) => {
            let message = format!("{title} has {{{{{most}}}}}, but no {{{{{number}}}}}");
            let help = "number the variables from 1, without a gap".to_owned();
            walk.report(rule, spot.pointer(), message, help);
        }
        None => {}
    }
}

/// No `#`, `$` or `%` in a variable.
pub(super) fn plain(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let odd = braced(spot.text().unwrap_or_default()).find(|name| name.contains(['#', '$', '%']));
    if let Some(name) = odd {
        let message = format!("{} has the variable {}", spot.field.title, quoted(name));
        let help = "give it a number, or a name of small letters".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// What stands between double braces, whatever it is.
fn braced(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once("}}")?.0))
}

/// Names of variables in small letters and underscores.
pub(super) fn names_plain(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let is_odd = |name: &str| {
        name.parse::<u32>().is_err()
            && name
                .bytes()
                .any(|byte| !byte.is_ascii_lowercase() && byte != b'_')
    };
    let found = placeholders(spot.text().unwrap_or_default());
    if let Some((_, name)) = found.iter().find(|(_, name)| is_odd(name)) {
        let message = format!(
            "{}: {{{{{name}}}}} is no name of small letters",
            spot.field.title
        );
        let help = format!("write {{{{{}}}}}", name.to_ascii_lowercase());
        let help = (name.to_ascii_lowercase() != *name).then_some(help);
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// An example for each variable, in whichever shape.
pub(super) fn examples_given(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let component = spot.holder.value;
    let is_given = |example: &Option<String>| {
        example
            .as_deref()
            .is_some_and(|example| !example.trim().is_empty())
    };
    let lacking = variables_of(component)
        .into_iter()
        .find(|variable| !is_given(&variable.example));
    if let Some(variable) = lacking {
        let pointer = spot.holder.pointer().key("example");
        let message = format!(
            "{} has no example for {{{{{}}}}}",
            spot.field.title, variable.name
        );
        let help = format!(
            "give each variable a value as it may look: {}",
            shape_of(component, &variable.name)
        );
        walk.report(rule, pointer, message, help);
    }
}

/// How the examples of a text are written, as the platform reads them.
fn shape_of(component: &Value, variable: &str) -> String {
    let kind = component.get("type").and_then(text_of).unwrap_or_default();
    let is_header = kind.eq_ignore_ascii_case("header");
    let count = variables_of(component).len();
    if variable.parse::<u32>().is_err() {
        let key = if is_header {
            "header_text"
        } else {
            "body_text"
        };
        let entry = format!(r#"{{"param_name": "{variable}", "example": "…"}}"#);
        let more = if count > 1 { ", …" } else { "" };
        return format!(r#""{key}_named_params": [{entry}{more}]"#);
    }
    let values = vec![r#""…""#; count].join(", ");
    if is_header {
        format!(r#""header_text": [{values}]"#)
    } else {
        format!(r#""body_text": [[{values}]]"#)
    }
}

/// An example beside an address with a variable.
pub(super) fn address_example(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let has_variable = !placeholders(spot.text().unwrap_or_default()).is_empty();
    let example = first_text(spot.holder.value.get("example")).unwrap_or_default();
    if has_variable && example.trim().is_empty() {
        let pointer = spot.holder.pointer().key("example");
        let message = "the address has a variable, but no example".to_owned();
        let help = "give the whole address as it looks with a value".to_owned();
        walk.report(rule, pointer, message, help);
    }
}
