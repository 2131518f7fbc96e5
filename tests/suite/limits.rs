//! The rules beside the platform's limits: every limit that concerns our kinds has a rule or a reason.

use std::collections::BTreeMap;
use std::path::Path;

use bluetick::schema::{Field, NOT_CHECKED, Rule, Severity, Shape, Test, When, rules};
use bluetick::wire::Dialect;
use serde_json::Value;

/// The facts, where they are at hand.
pub(crate) fn facts(path: &str) -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: the platform facts are not beside this checkout");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn concerned() -> Option<Vec<Value>> {
    let limits = facts("platform/limits.json")?;
    Some(limits.as_array().unwrap().clone())
}

/// Rules that are milder than the facts: a sample of the platform's own pages breaks them.
const SOFTER: &[&str] = &["tpl-ttl-marketing"];

fn by_id() -> BTreeMap<&'static str, Vec<(&'static Field, &'static Rule)>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (_, field, rule) in rules() {
        found.entry(rule.id).or_default().push((field, rule));
    }
    found
}

#[test]
fn every_limit_has_a_rule_or_a_reason() {
    let Some(limits) = concerned() else { return };
    let rules = by_id();
    let mut missing = Vec::new();
    for entry in &limits {
        let id = entry["id"].as_str().unwrap();
        let has_reason = NOT_CHECKED.iter().any(|(one, _)| *one == id);
        match (rules.contains_key(id), has_reason) {
            (true, false) | (false, true) => {}
            (true, true) => missing.push(format!("{id} has a rule and a reason")),
            (false, false) => missing.push(format!("{id} has neither")),
        }
    }
    for (id, _) in NOT_CHECKED {
        let is_real = limits.iter().any(|entry| entry["id"] == *id);
        if !is_real {
            missing.push(format!("{id} is no limit"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    println!("{} limits", limits.len());
}

#[test]
fn rules_agree_with_the_figures() {
    let Some(limits) = concerned() else { return };
    let rules = by_id();
    let mut wrong = Vec::new();
    for entry in &limits {
        let id = entry["id"].as_str().unwrap();
        let ours = rules.get(id).map_or(&[][..], Vec::as_slice);
        for (field, rule) in ours {
            wrong.extend(disagreement(entry, field, rule).map(|what| format!("{id}: {what}")));
        }
        let missed: Vec<Dialect> = dialects(entry)
            .into_iter()
            .filter(|dialect| {
                let holds = |(_, rule): &(_, &Rule)| rule.dialects.contains(dialect);
                !ours.is_empty() && !ours.iter().any(holds)
            })
            .collect();
        if !missed.is_empty() {
            wrong.push(format!("{id}: no rule for {missed:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn disagreement(entry: &Value, field: &Field, rule: &Rule) -> Option<String> {
    let severity = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    if is_milder_half(entry, rule) {
        return None;
    }
    if entry["severity"] != severity && !SOFTER.contains(&rule.id) {
        return Some(format!("severity is {severity}, not {}", entry["severity"]));
    }
    if entry["source"] != rule.source {
        return Some(format!(
            "source is {}, not {}",
            rule.source, entry["source"]
        ));
    }
    // where a kind has a rule of its own, the general one is for the other dialects only
    let dialects = dialects(entry);
    if !rule.dialects.iter().all(|one| dialects.contains(one)) {
        return Some(format!(
            "dialects are {:?}, not {dialects:?}",
            rule.dialects
        ));
    }
    let value = &entry["value"];
    match (entry["kind"].as_str().unwrap(), rule.test) {
        ("max_length", Test::MaxLen(figure))
        | ("max_items", Test::MaxItems(figure))
        | ("min_items", Test::MinItems(figure))
        | ("sum_max_items", Test::SumMax(_, figure)) => differs(value, figure),
        ("max_length" | "max_items", Test::Custom(custom)) => {
            let words = format!("{custom:?}");
            (!words.contains(&value.to_string())).then(|| format!("{words}, not {value}"))
        }
        ("enum", Test::Listed) => listed(value, field, rule.dialects[0]),
        ("enum", Test::InFolded(list)) if list.len() > 14 => None, // old values are a rule of their own
        ("enum", Test::In(list) | Test::InFolded(list)) => {
            let wanted: Vec<&str> = value
                .as_array()
                .unwrap()
                .iter()
                .filter_map(Value::as_str)
                .collect();
            // What one library knows on top is a warning of its own.
            (!list.starts_with(&wanted) || list.len() > wanted.len() + 2)
                .then(|| format!("{list:?}, not {value}"))
        }
        ("pattern", Test::Pattern(pattern)) => {
            (value != pattern.regex).then(|| format!("{}, not {value}", pattern.regex))
        }
        ("enum", Test::Range(from, to)) => {
            (from != to || *value != Value::from([from])).then(|| format!("{from}, not {value}"))
        }
        ("unique", Test::Unique(..) | Test::Custom(_))
        | ("enum" | "pattern", Test::Custom(_))
        | ("required", Test::Required | Test::Custom(_))
        | ("forbidden", Test::Forbidden | Test::Custom(_) | Test::Pattern(_))
        | ("no_edge_whitespace", Test::EdgeSpace)
        | ("enum", Test::Required) => None,
        ("other", _) => other(value, rule),
        (kind, test) => Some(format!("a limit of kind {kind} is tested by {test:?}")),
    }
}

/// One limit says that it is an error above one figure and a warning above another.
fn is_milder_half(entry: &Value, rule: &Rule) -> bool {
    rule.severity == Severity::Warning
        && entry["note"]
            .as_str()
            .is_some_and(|note| note.contains("a warning above"))
}

fn dialects(entry: &Value) -> Vec<Dialect> {
    entry["api"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap().parse().unwrap())
        .collect()
}

fn differs(value: &Value, figure: u32) -> Option<String> {
    (value.as_u64() != Some(figure.into())).then(|| format!("{figure}, not {value}"))
}

/// Ranges are the only figures in limits of kind `other`.
fn other(value: &Value, rule: &Rule) -> Option<String> {
    let (from, to) = match rule.test {
        Test::Range(from, to) => (from, to),
        Test::Within(from, to) => (from.into(), to.into()),
        _ => return None,
    };
    let words = value.as_str().unwrap();
    let to = Some(to).filter(|to| *to < i64::MAX);
    let range = format!("{from}..{}", to.map_or(String::new(), |to| to.to_string()));
    (!words.starts_with(&range)).then(|| format!("{range}, not {words}"))
}

fn listed(value: &Value, field: &Field, dialect: Dialect) -> Option<String> {
    let mut found: Vec<&str> = match field.shape {
        Shape::Choice(options) | Shape::Kinds(options) => options
            .iter()
            .filter(|option| option.dialects.contains(&dialect))
            .map(|option| option.value)
            .collect(),
        Shape::Variant { cases, .. } => cases
            .iter()
            .filter(|case| case.dialects.contains(&dialect) && matches!(case.when, When::Always))
            .map(|case| case.value)
            .collect(),
        Shape::Tagged(parts) => parts
            .iter()
            .filter(|part| part.dialects.contains(&dialect))
            .map(|part| match part.at {
                bluetick::schema::At::Item(tags) | bluetick::schema::At::Items(tags) => tags[0].1,
                _ => "",
            })
            .collect(),
        _ => return Some("no list".to_owned()),
    };
    let mut wanted: Vec<&str> = value
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one.as_str().unwrap())
        .collect();
    found.sort_unstable();
    wanted.sort_unstable();
    (found != wanted).then(|| format!("{found:?}, not {wanted:?}"))
}
