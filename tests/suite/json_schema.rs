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

/// The rules that the checker says are broken, whatever the template's definition asks for, and where in the file.
fn errors(draft: &Value) -> Vec<(String, String)> {
    let mut alone = draft.clone();
    alone.as_object_mut().unwrap().remove("definition");
    let draft = Draft::parse(&alone.to_string()).unwrap();
    check(&draft, &Context::default())
        .into_iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .map(|diagnostic| {
            (
                diagnostic.rule,
                format!("/message{}", diagnostic.pointer.as_str()),
            )
        })
        .collect()
}

/// The rules that the schema can express.
fn shape_rules() -> Vec<&'static str> {
    let can_say = |test: Test| {
        matches!(
            test,
            Test::MaxLen(_)
                | Test::MinItems(_)
                | Test::MaxItems(_)
                | Test::ExactlyOne
                | Test::Required
                | Test::Pattern(_)
                | Test::Range(..)
                | Test::Within(..)
                | Test::In(_)
                | Test::Listed
        )
    };
    rules()
        .filter(|(_, _, rule)| {
            can_say(rule.test) && matches!(rule.when, bluetick::schema::When::Always)
        })
        .map(|(_, _, rule)| rule.id)
        .collect()
}

/// Whether two places lie on one way from the root.
fn meet(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    within(one, other) || within(other, one)
}

/// What no schema can say: the form of a number, and that a link button stands in a message sent directly.
fn is_beyond(rule: &str, draft: &Value, place: &str) -> bool {
    draft.pointer(place).is_some_and(Value::is_number) || rule == "button-type"
}

/// Where schema and checker contradict each other: each place that the schema refuses the checker calls an
/// error, and a broken shape rule the schema refuses.
fn contradiction(validator: &Validator, shape: &[&str], draft: &Value) -> Option<String> {
    let errors = errors(draft);
    let mut refused = validator.iter_errors(draft).peekable();
    if refused.peek().is_some() {
        return refused.find_map(|error| {
            let place = error.instance_path().to_string();
            let is_known = errors.iter().any(|(_, pointer)| meet(pointer, &place));
            (!is_known).then(|| format!("only the schema refuses {place}: {error}"))
        });
    }
    let (broken, place) = errors
        .iter()
        .find(|(rule, place)| shape.contains(&rule.as_str()) && !is_beyond(rule, draft, place))?;
    Some(format!("the schema does not know {broken} at {place}"))
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

/// Leaves out a member or an element.
fn take_away(value: &mut Value, place: &str) {
    let (outer, last) = place.rsplit_once('/').unwrap();
    match value.pointer_mut(outer).unwrap() {
        Value::Object(members) => {
            members.remove(&last.replace("~1", "/").replace("~0", "~"));
        }
        Value::Array(elements) => {
            elements.remove(last.parse().unwrap());
        }
        _ => unreachable!("{place} is inside of something"),
    }
}

/// All that one value can be replaced with: emptied, made longer, of another type.
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
            let changed = mutations(draft.pointer(&place).unwrap());
            for mutation in std::iter::once(None).chain(changed.into_iter().map(Some)) {
                let mut spoilt = draft.clone();
                match &mutation {
                    Some(value) => *spoilt.pointer_mut(&place).unwrap() = value.clone(),
                    None => take_away(&mut spoilt, &place),
                }
                refused += usize::from(!validator.is_valid(&spoilt));
                if let Some(what) = contradiction(&validator, &shape, &spoilt) {
                    let mutation = mutation.map_or("taken away".to_owned(), |it| it.to_string());
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

#[test]
fn the_keys_of_a_draft_are_judged_alike() {
    let validator = validator();
    let example = EXAMPLES.iter().find(|example| example.name == "text");
    let draft: Value = serde_json::from_str(example.unwrap().text).unwrap();
    let mut with_schema = draft.clone();
    with_schema["$schema"] = json!("https://schemas.example.com/draft.json");
    assert!(validator.is_valid(&with_schema));
    let read = Draft::parse(&with_schema.to_string()).unwrap();
    assert_eq!(read.read_notes(), []);
    assert_eq!(read.document.payload(), &draft["message"]);
    for key in ["name", "api", "notes"] {
        for wrong in [json!(true), json!(7.5), json!([]), json!("signal")] {
            let mut spoilt = with_schema.clone();
            spoilt[key] = wrong;
            let read = Draft::parse(&spoilt.to_string()).unwrap();
            let is_told = !read.read_notes().is_empty();
            assert_eq!(!validator.is_valid(&spoilt), is_told, "{key}: {spoilt}");
        }
    }
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
