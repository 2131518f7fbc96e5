//! The checker's promise: what it calls an error is refused, with a code that it predicts; all else is taken.

mod templates;

use std::collections::BTreeSet;
use std::sync::Arc;

use bluetick::check::{Context, check_payload, general_rules};
use bluetick::files::EXAMPLES;
use bluetick::message::Draft;
use bluetick::sandbox::BUSINESS_NUMBER;
use bluetick::schema::{DEFINITION, Severity, rules};
use bluetick::template::Definition;
use bluetick::webhook::{Event, Status};
use bluetick::wire::{Code, Dialect, MessageId, Pointer};
use serde_json::{Value, json};

use super::{CUSTOMER, Line, message};

/// Error rules that are never told: this one gives the limit of `text-body-length` from another page.
/// The others need the file itself, which the sandbox never sees.
const NEVER_TOLD: &[&str] = &[
    "text-body-length-openapi",
    "image-size",
    "video-size",
    "audio-size",
    "document-size",
    "sticker-size-static",
    "sticker-size-animated",
    "image-colours",
    "video-codec",
    "audio-codec",
    "media-whole",
    "media-upload-on-premises",
];

/// Rules that another one always outruns: this API refuses the button as such before it looks into it.
const OUTRUN: &[(&str, Dialect)] = &[("send-coupon-code-required", Dialect::OnPremises)];

/// Codes that come by webhook after the acceptance.
const LATE: &[u32] = &[131_053];

/// The code with which an accepted message fails.
async fn failure_of(line: &mut Line, id: &MessageId) -> Code {
    loop {
        if let Event::Status(status) = line.event().await
            && status.id == *id
            && status.status == Status::Failed
        {
            return status.errors[0].code;
        }
    }
}

/// One payload with its dialect and, for a template send, its definition.
struct Subject {
    dialect: Dialect,
    payload: Value,
    definition: Option<Value>,
}

/// The examples, addressed to somebody, each as the dialect that it is written for.
fn subjects() -> Vec<Subject> {
    let mut subjects: Vec<Subject> = EXAMPLES
        .iter()
        .map(|example| {
            let draft = Draft::parse(example.text).unwrap();
            let mut payload = draft.document.payload().clone();
            if payload.get("type").is_some() {
                payload["to"] = json!(CUSTOMER);
            }
            Subject {
                dialect: draft.dialect().unwrap(),
                payload,
                definition: draft.definition,
            }
        })
        .collect();
    // The same as the other body, and without their definitions.
    for place in 0..subjects.len() {
        let Subject {
            dialect, payload, ..
        } = &subjects[place];
        let Some(kind) = payload["type"].as_str() else {
            continue; // the receipt of the other body has an address of its own
        };
        let other = match dialect {
            Dialect::Cloud => Dialect::OnPremises,
            Dialect::Dialog360 | Dialect::OnPremises => Dialect::Cloud,
        };
        let mut moved = message(other, CUSTOMER, kind, &payload[kind]);
        if let Some(template) = moved.get_mut("template")
            && other == Dialect::OnPremises
        {
            template["namespace"] = json!("invented_namespace");
            template["language"]["policy"] = json!("deterministic");
        }
        subjects.push(Subject {
            dialect: other,
            payload: moved,
            definition: None,
        });
    }
    subjects.extend(templates::subjects());
    // 360dialog takes the Cloud API's bodies.
    let of_cloud = subjects.iter().filter(|one| one.dialect == Dialect::Cloud);
    let passed_on = of_cloud.map(|one| Subject {
        dialect: Dialect::Dialog360,
        payload: one.payload.clone(),
        definition: one.definition.clone(),
    });
    let passed_on: Vec<Subject> = passed_on.collect();
    subjects.extend(passed_on);
    subjects
}

/// The payload with one thing about it changed, for every place and every change.
fn changed(payload: &Value) -> Vec<Value> {
    let mut places = Vec::new();
    collect(payload, &Pointer::root(), &mut places);
    let mut changed = vec![payload.clone()];
    for extra in [
        json!({"biz_opaque_callback_data": "x".repeat(520)}),
        json!({"context": {"message_id": "wamid.x"}}),
        json!({"recipient_type": "group"}),
        json!({"preview_url": true}),
        json!({"category": "utility", "ttl_seconds": 5}),
        json!({"category": "authentication", "ttl_seconds": 901}),
        json!({"category": "utility", "direct_send_config": {"template_name": "X".repeat(513)}}),
        json!({"product_policy": "STRICT"}),
        json!({"product_policy": "STRICT", "recipient_type": "group"}),
        json!({"to": null, "recipient": "somebody"}),
    ] {
        let mut more = payload.as_object().unwrap().clone();
        more.extend(extra.as_object().unwrap().clone());
        if more.get("to").is_some_and(Value::is_null) {
            more.shift_remove("to");
        }
        changed.push(Value::Object(more));
    }
    for place in &places {
        let mut values = replacements(place.get(payload).unwrap());
        if place.as_str().ends_with("/text") {
            values.push(json!("x".repeat(32_769)));
        }
        if let Some([card]) = place
            .get(payload)
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            && place.as_str() == "/contacts"
        {
            values.push(vec![card.clone(); 258].into());
        }
        for value in values {
            let mut copy = payload.clone();
            *copy.pointer_mut(place.as_str()).unwrap() = value;
            changed.push(copy);
        }
        let (parent, last) = (place.parent().unwrap(), place.last().unwrap());
        let mut copy = payload.clone();
        match copy.pointer_mut(parent.as_str()) {
            Some(Value::Object(members)) => {
                members.shift_remove(last.as_ref());
            }
            Some(Value::Array(elements)) => {
                elements.remove(last.parse().unwrap());
            }
            _ => {}
        }
        changed.push(copy);
    }
    changed
}

fn collect(value: &Value, here: &Pointer, places: &mut Vec<Pointer>) {
    let inner: Vec<(Pointer, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (here.key(key), value))
            .collect(),
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .map(|(index, value)| (here.index(index), value))
            .collect(),
        _ => return,
    };
    for (place, value) in inner {
        places.push(place.clone());
        collect(value, &place, places);
    }
}

/// What may stand in a value's place.
fn replacements(value: &Value) -> Vec<Value> {
    let mut replacements = vec![json!(null), json!([]), json!({}), json!(7), json!("")];
    match value {
        Value::Array(elements) => {
            for times in [2, 4, 11] {
                let repeated = elements.iter().cycle().take(elements.len() * times);
                replacements.push(repeated.cloned().collect());
            }
        }
        Value::Object(members) => {
            for extra in [
                json!({"link": "https://example.com/a.png", "id": "1"}),
                json!({"title": "Extra", "sections": [], "buttons": []}),
                json!({"sections": [{"title": "Extra"}]}),
                json!({"buttons": [{"type": "reply"}]}),
                json!({"header": {"type": "image", "image": {"id": "1"}}}),
                json!({"header": {"type": "text", "text": "Top"}}),
                json!({"footer": {"text": "Bottom"}}),
                json!({"sub_text": "x".repeat(61)}),
                json!({"caption": "Beneath"}),
                json!({"link": "https://media.example.com/a.tiff", "voice": true}),
                json!({"mode": "nonsense"}),
                json!({"flow_action": "data_exchange"}),
            ] {
                let mut more = members.clone();
                more.extend(extra.as_object().unwrap().clone());
                replacements.push(Value::Object(more));
            }
        }
        _ => {
            for length in [21, 25, 61, 73, 257, 513, 1025, 4097] {
                replacements.push(json!("x".repeat(length)));
            }
            replacements.push(json!(1.5));
            replacements.extend(
                [
                    BUSINESS_NUMBER,
                    "0015550100123",
                    "👍👍",
                    "line\nbreak",
                    "many\nline\nbreaks\nhere",
                    "tab\there",
                    "many     blanks",
                    " edge ",
                    "*bold*",
                    "https://example.com",
                    "nonsense",
                    "eur",
                    "99",
                    "-1",
                    "text",
                    "image",
                    "https://media.example.com/a.tiff",
                    "individual",
                    "unpin",
                    "url",
                    "quick_reply",
                    "en_US",
                ]
                .map(|text| json!(text)),
            );
        }
    }
    replacements
}

/// Whether a payload names another number, message or order than the one that the sandbox knows: the
/// checker cannot know which there are, and of odd numbers it only warns.
fn is_about_another(payload: &Value, known: &Value) -> bool {
    [
        "/to",
        "/message_id",
        "/interactive/action/parameters/reference_id",
    ]
    .iter()
    .any(|place| payload.pointer(place) != known.pointer(place))
}

#[tokio::test]
async fn every_error_of_the_checker_is_refused_as_predicted_and_nothing_else_is() {
    let mut line = Line::open().await;
    let context = Context {
        now: Some(jiff::Timestamp::now()),
        sending: true,
        window: None,
        own_number: Some(BUSINESS_NUMBER.to_owned()),
        file: None,
        spent: Vec::new(),
        translations: Arc::default(),
    };
    let mut seen = BTreeSet::new();
    let mut broken: BTreeSet<(String, Dialect)> = BTreeSet::new();
    for subject in subjects() {
        line.control("reset", &json!({})).await;
        if let Some(definition) = &subject.definition {
            line.link.teach_template(definition).unwrap();
        }
        let definition = subject
            .definition
            .as_ref()
            .map(|definition| Definition::read(definition).unwrap());
        for payload in changed(&subject.payload) {
            // The name finds the definition; under another the sandbox knows none.
            let name = |payload: &Value| payload.pointer("/template/name").cloned();
            let language = |payload: &Value| payload.pointer("/template/language/code").cloned();
            let is_known = name(&payload) == name(&subject.payload)
                && language(&payload) == language(&subject.payload);
            let definition = definition.as_ref().filter(|_| is_known);
            let errors: Vec<(String, Option<Code>)> =
                check_payload(&payload, Some(subject.dialect), definition, &context)
                    .into_iter()
                    .filter(|diagnostic| diagnostic.severity == Severity::Error)
                    .map(|diagnostic| (diagnostic.rule, diagnostic.prediction))
                    .collect();
            let what_is_wrong: BTreeSet<String> =
                errors.iter().map(|(rule, _)| rule.clone()).collect();
            if seen.contains(&(subject.dialect, what_is_wrong.clone())) {
                continue;
            }
            if errors.is_empty() && is_about_another(&payload, &subject.payload) {
                continue;
            }
            seen.insert((subject.dialect, what_is_wrong));
            let answer = line.send(subject.dialect, &payload).await;
            let is_late = |code: &Option<Code>| code.is_some_and(|code| LATE.contains(&code.code));
            assert_eq!(
                answer.is_accepted(),
                errors.iter().all(|(_, code)| is_late(code)),
                "{} {payload:#}\n{errors:?}\n{:?}",
                subject.dialect,
                answer.body
            );
            if let (Some(id), Some((_, code))) = (&answer.message_id, errors.first()) {
                assert_eq!(
                    failure_of(&mut line, id).await,
                    code.unwrap(),
                    "{payload:#}"
                );
            }
            let Some(error) = answer.error else {
                broken.extend(errors.into_iter().map(|(rule, _)| (rule, subject.dialect)));
                continue;
            };
            let default = Code::new(match subject.dialect {
                Dialect::OnPremises => 1009,
                Dialect::Cloud | Dialect::Dialog360 => 131_009,
            });
            let predicted: Vec<Code> = errors
                .iter()
                .map(|(_, code)| code.unwrap_or(default))
                .collect();
            assert!(
                predicted.contains(&error.code),
                "{} {payload:#}\n{errors:?}\n{error:?}",
                subject.dialect
            );
            // The parser speaks first, and only the first problem is told.
            let of_parser = Code::new(100);
            assert_eq!(error.code == of_parser, predicted.contains(&of_parser));
            let told = errors.into_iter().zip(predicted);
            let told = told.filter(|(_, code)| *code == error.code);
            broken.extend(told.map(|((rule, _), _)| (rule, subject.dialect)));
        }
    }
    println!("{} refusals and acceptances compared", seen.len());
    // What is answered to definitions is another endpoint's matter.
    let of_messages = rules().filter(|(kind, ..)| *kind != Some(DEFINITION));
    let unbroken: BTreeSet<(&str, Dialect)> = of_messages
        .map(|(_, _, rule)| rule)
        .chain(general_rules())
        .filter(|rule| rule.severity == Severity::Error && !NEVER_TOLD.contains(&rule.id))
        .flat_map(|rule| rule.dialects.iter().map(|dialect| (rule.id, *dialect)))
        .filter(|one| !OUTRUN.contains(one))
        .filter(|(id, dialect)| !broken.contains(&((*id).to_owned(), *dialect)))
        .collect();
    assert!(unbroken.is_empty(), "never broken here: {unbroken:#?}");
}
