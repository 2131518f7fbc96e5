//! Payloads of any shape: the checker and the form cope with all of them and hide nothing.

use std::collections::HashSet;

use bluetick::check::{Context, check_payload};
use bluetick::message::Draft;
use bluetick::schema::{
    Address, At, KINDS, Role, Row, Shape, Step, form, key_order, kind_of, skeleton,
};
use bluetick::wire::{Dialect, Pointer};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Words that mean something to the schema, so that odd payloads come near to real ones.
const WORDS: &[&str] = &[
    "type",
    "text",
    "template",
    "interactive",
    "components",
    "parameters",
    "header",
    "body",
    "button",
    "sub_type",
    "quick_reply",
    "url",
    "index",
    "action",
    "sections",
    "rows",
    "id",
    "title",
    "image",
    "link",
    "list",
    "currency",
    "date_time",
    "reaction",
    "emoji",
    "to",
    "context",
    "language",
    "location",
    "flow",
    "name",
    "",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => proptest::sample::select(WORDS).prop_map(str::to_owned),
        1 => "[a-z/~\\p{Emoji}]{0,4}",
    ]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word().prop_map(Value::from),
        "\\PC{0,40}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec((word(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// A new message of some kind in which a few values were replaced by anything.
fn damaged() -> impl Strategy<Value = Value> {
    let changes = proptest::collection::vec((any::<prop::sample::Index>(), any_json()), 0..4);
    (0..KINDS.len(), 0..Dialect::ALL.len(), changes).prop_map(|(kind, dialect, changes)| {
        let mut payload = skeleton(KINDS[kind], Dialect::ALL[dialect]);
        for (place, value) in changes {
            let all = pointers(&payload);
            *payload.pointer_mut(place.get(&all).as_str()).unwrap() = value;
        }
        payload
    })
}

fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![any_json(), damaged()]
}

fn pointers(value: &Value) -> Vec<Pointer> {
    let mut found = vec![Pointer::root()];
    let mut add = |inner: &Value, way: &Pointer| {
        found.extend(pointers(inner).into_iter().map(|rest| way.join(&rest)));
    };
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                add(inner, &Pointer::root().key(key));
            }
        }
        Value::Array(list) => {
            for (index, inner) in list.iter().enumerate() {
                add(inner, &Pointer::root().index(index));
            }
        }
        _ => {}
    }
    found
}

fn leaves(value: &Value) -> Vec<Pointer> {
    pointers(value)
        .into_iter()
        .filter(|pointer| match pointer.get(value).unwrap() {
            Value::Object(object) => object.is_empty(),
            Value::Array(list) => list.is_empty(),
            _ => true,
        })
        .collect()
}

/// Whether a row edits what stands at a place.
fn edits(row: &Row, pointer: &Pointer, payload: &Value) -> bool {
    let is_heading = matches!(
        row.role,
        Role::List { .. } | Role::Item { .. } | Role::Group | Role::OneOf { .. }
    );
    row.address
        .resolve(payload)
        .is_some_and(|at| at == *pointer || (!is_heading && at.contains(pointer)))
}

/// Whether a value says what the object around it is, by which its rows are chosen.
fn is_tag(pointer: &Pointer, rows: &[Row], payload: &Value) -> bool {
    let key = pointer.last().unwrap_or_default();
    let holder = pointer.parent().unwrap_or_default();
    let by_address = rows.iter().any(|row| {
        let steps = row.address.steps();
        steps.iter().enumerate().any(|(depth, step)| {
            let Step::Tagged(tags) = step else {
                return false;
            };
            let mut address = Address::root();
            for step in &steps[..=depth] {
                address = address.step(step.clone());
            }
            address.resolve(payload).as_ref() == Some(&holder)
                && tags.iter().any(|(tag, _)| *tag == key)
        })
    });
    let by_field = rows.iter().any(|row| {
        let is_there = row.address.resolve(payload).as_ref() == Some(&holder);
        match row.field.at {
            At::Items(tags) => is_there && tags.iter().any(|(tag, _)| *tag == key),
            _ => false,
        }
    });
    by_address || by_field
}

/// Whether a value is one of those that cannot be another while they are right.
fn is_settled(pointer: &Pointer, payload: &Value) -> bool {
    let settled = [
        "whatsapp",
        "reply",
        "text",
        "send_location",
        "flow",
        "3",
        "deterministic",
        "cta_url",
        "catalog_message",
        "address_message",
        "request_contact_info",
        "voice_call",
        "call_permission_request",
        "quick_reply",
        "review_and_pay",
        "review_order",
        "pending",
        "IN",
        "read",
    ];
    let found = pointer.get(payload).and_then(Value::as_str);
    found.is_some_and(|found| settled.contains(&found))
}

/// Objects without rows of their own that are empty: nothing of them can be lost.
fn is_empty_container(pointer: &Pointer, payload: &Value) -> bool {
    matches!(pointer.get(payload), Some(Value::Object(object)) if object.is_empty())
        || matches!(pointer.get(payload), Some(Value::Array(list)) if list.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_checker_takes_anything(payload in odd()) {
        let pointers: HashSet<Pointer> = pointers(&payload).into_iter().collect();
        for dialect in [None, Some(Dialect::Cloud), Some(Dialect::Dialog360), Some(Dialect::OnPremises)] {
            for found in check_payload(&payload, dialect, None, &Context::default()) {
                let parent = found.pointer.parent().unwrap_or_default();
                let is_placed = pointers.contains(&found.pointer) || pointers.contains(&parent);
                prop_assert!(is_placed, "{} at {}", found.rule, found.pointer);
            }
        }
    }

    #[test]
    fn a_draft_of_anything_is_checked(payload in odd(), components in any_json()) {
        let definition = json!({"name": "a", "language": "en", "components": [
            {"type": "HEADER", "format": "VIDEO"},
            {"type": "BODY", "text": "{{1}} and {{2}}"},
            {"type": "BUTTONS", "buttons": [{"type": "URL", "url": "https://a.example.com/{{1}}"}, components]},
        ]});
        let text = json!({"version": 1, "message": payload, "definition": definition}).to_string();
        if let Ok(draft) = Draft::parse(&text) {
            bluetick::check::check(&draft, &Context::default());
        }
    }

    #[test]
    fn every_value_has_a_row(payload in odd()) {
        for &dialect in Dialect::ALL {
            let rows = form(kind_of(&payload), &payload, dialect);
            for leaf in leaves(&payload) {
                let is_shown = rows.iter().any(|row| edits(row, &leaf, &payload))
                    || is_tag(&leaf, &rows, &payload)
                    || is_settled(&leaf, &payload)
                    || is_empty_container(&leaf, &payload);
                prop_assert!(is_shown, "{leaf} of {payload:#}");
            }
        }
    }

    #[test]
    fn rows_are_told_apart_by_their_address(payload in odd()) {
        let rows = form(kind_of(&payload), &payload, Dialect::Cloud);
        let mut seen = HashSet::new();
        for row in &rows {
            prop_assert!(seen.insert(&row.address), "{} twice in {payload:#}", row.address);
            let (pointer, missing) = row.address.nearest(&payload);
            prop_assert_eq!(&row.pointer, &pointer);
            prop_assert_eq!(row.present, missing.is_empty());
        }
    }

    #[test]
    fn the_order_of_keys_is_known_for_every_row(payload in odd()) {
        let kind = kind_of(&payload);
        for row in form(kind, &payload, Dialect::Cloud) {
            if let Some((parent, Step::Key(key))) = row.address.split_last() {
                let is_known = !matches!(row.field.shape, Shape::Json);
                let keys = key_order(kind, &parent);
                prop_assert!(!is_known || kind.is_none() || keys.contains(&key.as_ref()), "{key} of {parent}: {keys:?}");
            }
        }
    }
}
