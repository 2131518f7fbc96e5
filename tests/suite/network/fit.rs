//! Any definition, and a send bound to it: what the check lets pass is accepted, and a parameter too many or too
//! few is refused with the code that was predicted, which is the one that the platform's pages give.

mod definitions;
mod values;

use bluetick::check::{Context, Diagnostic, check_payload};
use bluetick::schema::{self, Severity};
use bluetick::template::{Definition, bind, complete_all, plainest_send};
use bluetick::wire::{Code, Dialect};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseResult, TestRunner};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use self::definitions::{definitions, older_definitions};
use self::values::{Values, spoilt, values};
use super::{CUSTOMER, Line};

/// So many definitions are tried of a dialect, others in each run.
const CASES: u32 = 64;

/// A definition, what its send is filled with, and whether the buttons are filled that need not be.
type Case = (Value, Values, bool);

/// The send that is bound to a definition, a value in each slot.
fn bound(dialect: Dialect, (definition, values, fills_all): &Case) -> Value {
    let read = Definition::read(definition).unwrap();
    let mut payload = if dialect == Dialect::OnPremises {
        let mut payload = schema::skeleton(schema::kind("template").unwrap(), dialect);
        payload["template"]["namespace"] = definition["namespace"].clone();
        payload
    } else {
        plainest_send(&read)
    };
    payload["to"] = json!(CUSTOMER);
    let mut payload = bind(&read, None, &payload).unwrap().payload;
    if *fills_all {
        payload = complete_all(&read, &payload).unwrap();
    }
    if let Some(components) = payload.pointer_mut("/template/components") {
        values.fill(components, read.category == "AUTHENTICATION");
    }
    payload
}

fn errors(dialect: Dialect, definition: &Value, payload: &Value) -> Vec<Diagnostic> {
    let context = Context {
        sending: true,
        ..Context::default()
    };
    let read = Definition::read(definition).unwrap();
    let mut found = check_payload(payload, Some(dialect), Some(&read), &context);
    found.retain(|one| one.severity == Severity::Error);
    found
}

/// Sends the bound send, then all that do not fit.
async fn holds(line: &Line, dialect: Dialect, case: &Case) -> TestCaseResult {
    let (definition, ..) = case;
    line.control("reset", &json!({})).await;
    line.link.teach_template(definition).unwrap();
    let payload = bound(dialect, case);
    let found = errors(dialect, definition, &payload);
    prop_assert!(found.is_empty(), "{payload:#}\n{found:#?}");
    let answer = line.send(dialect, &payload).await;
    prop_assert!(answer.is_accepted(), "{payload:#}\n{:?}", answer.body);
    let all = spoilt(&payload, definition);
    prop_assert!(all.len() >= 2);
    for spoilt in all {
        let found = errors(dialect, definition, &spoilt.payload);
        let predicted: Vec<Code> = found.iter().filter_map(|one| one.prediction).collect();
        let answer = line.send(dialect, &spoilt.payload).await;
        let answered = answer.error.as_ref().map(|error| error.code);
        let is_good = answered.is_some_and(|code| {
            predicted.contains(&code) && spoilt.codes.iter().any(|known| known.code == code.code)
        });
        prop_assert!(
            is_good,
            "{}: expected {:?}\n{:#}\n{found:#?}\n{:?}",
            spoilt.how,
            spoilt.codes,
            spoilt.payload,
            answer.body
        );
    }
    Ok(())
}

fn hold_all(dialect: Dialect, definitions: impl Strategy<Value = Value>) {
    let runtime = Runtime::new().unwrap();
    let line = runtime.block_on(Line::open());
    let config = Config {
        cases: CASES,
        max_shrink_iters: 200,
        failure_persistence: None,
        ..Config::default()
    };
    let cases = (definitions, values(), any::<bool>());
    TestRunner::new(config)
        .run(&cases, |case| {
            runtime.block_on(holds(&line, dialect, &case))
        })
        .unwrap();
}

#[test]
fn any_bound_send_is_accepted_and_one_parameter_too_many_or_too_few_is_refused_as_predicted() {
    hold_all(Dialect::Cloud, definitions());
}

#[test]
fn so_it_is_with_the_on_premises_api() {
    hold_all(Dialect::OnPremises, older_definitions());
}

/// Puts a text of its own into each place of a send that takes one; gives these texts.
fn number_texts(value: &mut Value, typed: &mut Vec<String>) {
    const FRAME: [&str; 5] = ["type", "sub_type", "index", "card_index", "parameter_name"];
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                if !FRAME.contains(&key.as_str()) {
                    number_texts(member, typed);
                }
            }
        }
        Value::Array(elements) => {
            for element in elements {
                number_texts(element, typed);
            }
        }
        _ => {
            let text = format!("typed-{}.", typed.len());
            *value = json!(text);
            typed.push(text);
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 256, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_was_typed_for_one_definition_is_kept_or_told_by_any_other(
        (before, after) in (definitions(), definitions()),
        values in values(),
    ) {
        let mut payload = bound(Dialect::Cloud, &(before.clone(), values, true));
        let mut typed = Vec::new();
        if let Some(components) = payload.pointer_mut("/template/components") {
            number_texts(components, &mut typed);
        }
        let before = Definition::read(&before).unwrap();
        let after = Definition::read(&after).unwrap();
        for from in [Some(&before), None] {
            let bound = bind(&after, from, &payload).unwrap();
            let kept = bound.payload.to_string();
            for text in &typed {
                let is_told = bound.left_over.iter().any(|left| left.value.contains(text));
                let is_kept = kept.matches(text.as_str()).count() == 1;
                prop_assert!(is_told != is_kept, "{text}\n{kept}\n{:?}", bound.left_over);
            }
            let again = bind(&after, Some(&after), &bound.payload).unwrap();
            prop_assert_eq!(&again.payload, &bound.payload);
            prop_assert!(again.moved.is_empty() && again.left_over.is_empty());
        }
    }
}
