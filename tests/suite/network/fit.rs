//! Any definition, and a send bound to it: what the check lets pass is accepted, and a parameter too many or too
//! few is refused with the code that was predicted.

use std::fmt::Write as _;

use bluetick::check::{Context, Diagnostic, check_payload};
use bluetick::schema::Severity;
use bluetick::template::{Definition, complete_all};
use bluetick::wire::{Code, Dialect};
use proptest::prelude::*;
use proptest::sample::subsequence;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::{CUSTOMER, Line, message};

/// So many definitions are tried.
const CASES: usize = 48;

fn header() -> impl Strategy<Value = Option<Value>> {
    let with = |rest: Value| {
        let mut header = json!({"type": "HEADER"});
        let members = header.as_object_mut().unwrap();
        members.extend(rest.as_object().unwrap().clone());
        Some(header)
    };
    prop_oneof![
        Just(None),
        Just(with(json!({"format": "TEXT", "text": "Lamps"}))),
        Just(with(json!({"format": "TEXT", "text": "Lamp {{NAME}}"}))),
        Just(with(json!({"format": "IMAGE"}))),
        Just(with(json!({"format": "VIDEO"}))),
        Just(with(json!({"format": "DOCUMENT"}))),
        Just(with(json!({"format": "LOCATION"}))),
    ]
}

fn buttons() -> impl Strategy<Value = Vec<Value>> {
    let all = vec![
        json!({"type": "QUICK_REPLY", "text": "Yes"}),
        json!({"type": "QUICK_REPLY", "text": "No"}),
        json!({"type": "URL", "text": "Shop", "url": "https://lamp.example.com"}),
        json!({"type": "URL", "text": "Track", "url": "https://lamp.example.com/{{1}}"}),
        json!({"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+15550100199"}),
        json!({"type": "COPY_CODE", "example": "LAMP25"}),
        json!({"type": "VOICE_CALL", "text": "Talk"}),
    ];
    subsequence(all, 0..=5)
}

/// A definition: any header, up to four variables by number or by name, any buttons, perhaps cards.
fn definitions() -> impl Strategy<Value = Value> {
    (header(), 0..5_usize, any::<bool>(), buttons(), 0..4_usize).prop_map(
        |(header, variables, is_named, buttons, cards)| {
            let name = |number: usize| {
                if is_named {
                    ["first", "second", "third", "fourth", "heading"][number].to_owned()
                } else {
                    (number % 4 + 1).to_string()
                }
            };
            let mut text = "Dear customer".to_owned();
            for number in 0..variables {
                write!(text, ", {{{{{}}}}}", name(number)).unwrap();
            }
            let mut components = vec![json!({"type": "BODY", "text": text + "."})];
            if let Some(mut header) = header {
                if let Some(text) = header["text"].as_str() {
                    let name = if is_named { "heading" } else { "1" };
                    header["text"] = json!(text.replace("NAME", name));
                }
                components.push(header);
            }
            if cards >= 2 {
                let card = json!({"components": [{"type": "HEADER", "format": "IMAGE"},
                    {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "See",
                        "url": "https://lamp.example.com/{{1}}"}]}]});
                components.push(json!({"type": "CAROUSEL", "cards": vec![card; cards]}));
            } else if !buttons.is_empty() {
                components.push(json!({"type": "BUTTONS", "buttons": buttons}));
            }
            json!({"name": "any", "language": "en", "category": "UTILITY", "status": "APPROVED",
                "parameter_format": if is_named { "NAMED" } else { "POSITIONAL" },
                "components": components})
        },
    )
}

/// Puts a value where a bound send has none yet.
fn fill(value: &mut Value) {
    let Some(members) = value.as_object_mut() else {
        if let Some(elements) = value.as_array_mut() {
            elements.iter_mut().for_each(fill);
        }
        return;
    };
    if members.get("type") == Some(&json!("ttl_minutes")) {
        members.insert("ttl_minutes".to_owned(), json!(240));
    }
    for (key, member) in members.iter_mut() {
        let filled = match key.as_str() {
            "text" | "payload" | "filename" | "name" | "address" => Some(json!("Lamp-8841")),
            "coupon_code" => Some(json!("LAMP25")),
            "link" => Some(json!("https://img.example.com/file")),
            "latitude" => Some(json!("47.37")),
            "longitude" => Some(json!("8.54")),
            "ttl_minutes" => Some(json!(240)),
            _ => None,
        };
        match filled {
            Some(filled) if *member == json!("") || member.is_null() => *member = filled,
            _ => fill(member),
        }
    }
}

fn bound(definition: &Value) -> Value {
    let template = json!({"name": "any", "language": {"code": "en"}});
    let payload = message(Dialect::Cloud, CUSTOMER, "template", &template);
    let read = Definition::read(definition).unwrap();
    let mut payload = complete_all(&read, &payload).unwrap();
    fill(payload.pointer_mut("/template/components").unwrap());
    payload
}

fn errors(definition: &Value, payload: &Value) -> Vec<Diagnostic> {
    let context = Context {
        sending: true,
        ..Context::default()
    };
    let read = Definition::read(definition).unwrap();
    let mut found = check_payload(payload, Some(Dialect::Cloud), Some(&read), &context);
    found.retain(|one| one.severity == Severity::Error);
    found
}

/// The lists of parameters that must have what they have: those of quick replies and calls need not.
fn lists(value: &Value, here: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            let optional = ["quick_reply", "voice_call"];
            let sub_type = members.get("sub_type").and_then(Value::as_str);
            if sub_type.is_some_and(|sub_type| optional.contains(&sub_type)) {
                return;
            }
            for (key, member) in members {
                let there = format!("{here}/{key}");
                if key == "parameters" {
                    found.push(there);
                } else {
                    lists(member, &there, found);
                }
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                lists(element, &format!("{here}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// The send with one parameter less, and with one more, in each of its lists.
fn spoilt(payload: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    lists(payload, "", &mut found);
    let mut all = Vec::new();
    for list in found {
        let count = payload.pointer(&list).unwrap().as_array().unwrap().len();
        for index in 0..count {
            let mut less = payload.clone();
            let parameters = less.pointer_mut(&list).unwrap().as_array_mut().unwrap();
            parameters.remove(index);
            all.push(less);
        }
        let mut more = payload.clone();
        let parameters = more.pointer_mut(&list).unwrap().as_array_mut().unwrap();
        parameters.push(json!({"type": "text", "text": "one more"}));
        all.push(more);
    }
    all
}

#[tokio::test]
async fn any_bound_send_is_accepted_and_one_parameter_too_many_or_too_few_is_refused_as_predicted()
{
    let line = Line::open().await;
    let mut runner = TestRunner::deterministic();
    let mut refused = 0;
    for _ in 0..CASES {
        let definition = definitions().new_tree(&mut runner).unwrap().current();
        line.control("reset", &json!({})).await;
        line.link.teach_template(&definition).unwrap();
        let payload = bound(&definition);
        let found = errors(&definition, &payload);
        assert!(found.is_empty(), "{definition:#}\n{payload:#}\n{found:#?}");
        let answer = line.send(Dialect::Cloud, &payload).await;
        assert!(answer.is_accepted(), "{payload:#}\n{:?}", answer.body);
        for payload in spoilt(&payload) {
            let found = errors(&definition, &payload);
            let predicted: Vec<Code> = found.iter().filter_map(|one| one.prediction).collect();
            let answer = line.send(Dialect::Cloud, &payload).await;
            let answered = answer.error.as_ref().map(|error| error.code);
            assert!(
                answered.is_some_and(|code| predicted.contains(&code)),
                "{definition:#}\n{payload:#}\n{found:#?}\n{:?}",
                answer.body
            );
            refused += 1;
        }
    }
    assert!(refused > CASES, "only {refused} were spoilt");
}
