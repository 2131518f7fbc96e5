//! The JSON Schema beside an independent validator and the checker: the two never contradict each other.

use bluetick::check::{Context, check};
use bluetick::files::EXAMPLES;
use bluetick::message::Draft;
use bluetick::schema::{Severity, Test, json_schema, rules};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::common::Machine;
use crate::limits::facts;

fn validator() -> Validator {
    jsonschema::draft202012::new(&plain(&json_schema())).unwrap()
}

/// The value as the validator's own JSON library reads it: plain numbers.
fn plain(value: &Value) -> Value {
    serde_json::from_str(&value.to_string()).unwrap()
}

fn errors(draft: &Value) -> Vec<String> {
    let draft = Draft::parse(&draft.to_string()).unwrap();
    check(&draft, &Context::default())
        .into_iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|diagnostic| diagnostic.rule)
        .collect()
}

/// The rules that the schema can express.
fn shape_rules() -> Vec<&'static str> {
    let can_say = |test: Test| {
        matches!(
            test,
            Test::MaxLen(_) | Test::MinItems(_) | Test::MaxItems(_) | Test::ExactlyOne
        )
    };
    rules()
        .filter(|(_, _, rule)| {
            can_say(rule.test) && matches!(rule.when, bluetick::schema::When::Always)
        })
        .map(|(_, _, rule)| rule.id)
        .collect()
}

/// Where schema and checker contradict each other: what the schema refuses the checker calls an error, and
/// a broken shape rule the schema refuses.
fn contradiction(validator: &Validator, shape: &[&str], draft: &Value) -> Option<String> {
    let errors = errors(draft);
    if let Some(error) = validator.iter_errors(draft).next() {
        let place = error.instance_path();
        return errors
            .is_empty()
            .then(|| format!("only the schema refuses {place}: {error}"));
    }
    let broken = errors.iter().find(|rule| shape.contains(&rule.as_str()))?;
    Some(format!("the schema does not know {broken}"))
}

#[test]
fn the_command_prints_the_schema() {
    let ran = Machine::new().run(&["schema"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.json(), plain(&json_schema()));
    assert!(jsonschema::meta::is_valid(&ran.json()));
}

#[test]
fn every_example_is_valid() {
    let validator = validator();
    for example in EXAMPLES {
        let draft: Value = serde_json::from_str(example.text).unwrap();
        assert!(validator.is_valid(&draft), "{}", example.name);
    }
}

/// All that can be done to one value: taken away, emptied, made longer, of another type.
fn mutations(value: &Value) -> Vec<Value> {
    let mut found = vec![
        json!(null),
        json!(""),
        json!(true),
        json!({}),
        json!([]),
        json!(77),
    ];
    match value {
        Value::String(_) => found.push(json!("x".repeat(5_000))),
        Value::Array(elements) => {
            let all = elements.iter().cycle().take(elements.len() * 40);
            found.push(Value::Array(all.cloned().collect()));
        }
        _ => {}
    }
    found
}

fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, it)| (key.clone(), it)).collect(),
        Value::Array(all) => all
            .iter()
            .enumerate()
            .map(|(at, it)| (at.to_string(), it))
            .collect(),
        _ => Vec::new(),
    };
    for (key, inner) in inner {
        let place = format!("{here}/{}", key.replace('~', "~0").replace('/', "~1"));
        found.push(place.clone());
        places(inner, &place, found);
    }
}

#[test]
fn spoilt_examples_are_judged_alike() {
    let (validator, shape) = (validator(), shape_rules());
    let (mut refused, mut wrong) = (0, Vec::new());
    for example in EXAMPLES {
        let draft: Value = serde_json::from_str(example.text).unwrap();
        let mut found = Vec::new();
        places(&draft["message"], "/message", &mut found);
        for place in found {
            for mutation in mutations(draft.pointer(&place).unwrap()) {
                let mut spoilt = draft.clone();
                *spoilt.pointer_mut(&place).unwrap() = mutation.clone();
                refused += usize::from(!validator.is_valid(&spoilt));
                if let Some(what) = contradiction(&validator, &shape, &spoilt) {
                    let mutation = mutation.to_string();
                    wrong.push(format!(
                        "{} {place} {mutation:.30}: {what:.300}",
                        example.name
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
    assert!(refused > 500, "{refused}");
}

/// The collection lies beside the checkout on the machines where this program is developed.
#[test]
fn payloads_of_other_people_are_judged_alike() {
    let Some(manifest) = facts("corpus/manifest.json") else {
        return;
    };
    let (validator, shape) = (validator(), shape_rules());
    for file in manifest["files"].as_array().unwrap() {
        if file["kind"] == "outbound" && file["placeholders"] == false {
            let name = file["file"].as_str().unwrap();
            let message = facts(&format!("corpus/{name}")).unwrap();
            let draft = json!({"version": 1, "message": plain(&message)});
            assert_eq!(contradiction(&validator, &shape, &draft), None, "{name}");
        }
    }
}
