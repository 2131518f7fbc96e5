//! Rules about objects and lists as a whole at their edges, and the proof that no rule with an edge is left out.

use std::collections::BTreeSet;

use bluetick::schema::{At, DEFINITION, Field, Rule, Shape, Test, rules};
use bluetick::wire::Dialect;
use serde_json::{Value, json};

use super::{complains, each_rule, run, table};

/// A value beyond a rule whose field is a whole: with a tag that nobody knows, or with the same part twice,
/// or with too many parts.
fn spoilt(rule: &Rule, field: &Field, value: &Value) -> Option<Value> {
    let mut value = value.clone();
    match (rule.test, field.shape) {
        (Test::In(_) | Test::Listed, Shape::Variant { tag, .. }) => value[tag] = json!("zz"),
        (Test::In(_) | Test::Listed, Shape::Tagged(_)) => {
            value.as_array_mut()?.push(json!({"type": "zz"}));
        }
        (Test::Unique(..), Shape::Tagged(_)) => {
            let button = json!({"type": "button", "sub_type": "quick_reply", "index": "0"});
            value.as_array_mut()?.extend([button.clone(), button]);
        }
        (Test::Unique(..), _) => {
            let parts = value.as_array_mut()?;
            parts.push(parts.first()?.clone());
        }
        (Test::SumMax(path, most), _) => {
            let inner = value
                .as_array_mut()?
                .first_mut()?
                .get_mut(path.trim_start_matches("*/"))?
                .as_array_mut()?;
            let part = inner.first()?.clone();
            inner.resize(usize::try_from(most).ok()? + 1, part);
        }
        _ => return None,
    }
    Some(value)
}

#[test]
fn unknown_tags_and_twins_are_noticed() {
    let mut count = 0;
    each_rule(|place, rule, dialect, mut payload, pointer| {
        let value = pointer.get(&payload).unwrap().clone();
        let Some(spoilt) = spoilt(rule, place.field, &value) else {
            return;
        };
        *payload.pointer_mut(pointer.as_str()).unwrap() = spoilt;
        let found = run(&payload, dialect);
        assert!(
            complains(&found, place, rule, &pointer),
            "{} {dialect}\n{payload:#}\n{found:#?}",
            rule.id
        );
        count += 1;
    });
    assert!(count > 20, "{count} rules");
}

/// The tables written by hand: what needs a message of its own has its edge there.
const BY_HAND: &[&str] = &[
    include_str!("../cross_rules.rs"),
    include_str!("../cross_rules/commerce.rs"),
    include_str!("../cross_rules/definition.rs"),
    include_str!("../cross_rules/messages.rs"),
    include_str!("../odd_payloads.rs"),
];

/// Whether a rule is about a length, a count, a list of values, or what is there once, or not.
const fn has_edges(rule: &Rule) -> bool {
    matches!(
        rule.test,
        Test::MaxLen(_)
            | Test::MinItems(_)
            | Test::MaxItems(_)
            | Test::SumMax(..)
            | Test::Unique(..)
            | Test::In(_)
            | Test::Listed
            | Test::Range(..)
            | Test::Within(..)
            | Test::Whole
            | Test::EdgeSpace
            | Test::Required
            | Test::Forbidden
            | Test::ExactlyOne
    )
}

#[test]
fn every_rule_with_an_edge_has_a_case() {
    let mut met = BTreeSet::new();
    each_rule(|place, rule, dialect, payload, pointer| {
        let value = pointer.get(&payload).unwrap();
        let has_case = match (rule.test, place.field.at) {
            (Test::Required, At::Key(_)) | (Test::Forbidden | Test::ExactlyOne, _) => true,
            _ => {
                table(place, rule).is_some_and(|(_, bad)| !bad.is_empty())
                    || spoilt(rule, place.field, value).is_some()
            }
        };
        if has_case {
            met.insert((rule.id, dialect));
        }
    });
    let is_by_hand = |id: &str| {
        let quoted = format!("\"{id}\"");
        BY_HAND.iter().any(|table| table.contains(&quoted))
    };
    // Definitions are broken one by one in `definitions`.
    let of_messages = rules().filter(|(kind, ..)| *kind != Some(DEFINITION));
    let missing: BTreeSet<(&str, Dialect)> = of_messages
        .filter(|(_, _, rule)| has_edges(rule) && !is_by_hand(rule.id))
        .flat_map(|(_, _, rule)| rule.dialects.iter().map(|dialect| (rule.id, *dialect)))
        .filter(|one| !met.contains(one))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
