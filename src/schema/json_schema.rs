//! A JSON Schema (draft 2020-12) of the draft file, read off the fields and rules.
//!
//! It holds what such a schema can say: types, required members, lengths, counts, options and forms,
//! each where breaking it is an error whatever else the message says. Conditions, sums and agreements
//! between fields are the checker's. Printed by the command `schema` for editors.

mod object;

use serde_json::{Map, Value, json};

use super::condition::When;
use super::field::{Field, Loose, Shape};
use super::kind::KINDS;
use super::rule::{Rule, Severity, Test};
use super::shared::envelope::TYPE;
use crate::wire::Dialect;

/// The dialects whose bodies differ, with the names of their definitions.
const BODIES: [(Dialect, &str); 2] = [
    (Dialect::Cloud, "cloud"),
    (Dialect::OnPremises, "on-premises"),
];

/// The schema of a draft file.
pub fn json_schema() -> Value {
    let mut definitions = Map::new();
    for (dialect, name) in BODIES {
        definitions.insert(name.to_owned(), message(dialect, name));
        for kind in KINDS.iter().filter(|kind| kind.dialects.contains(&dialect)) {
            let mut schema = value(kind.root, dialect);
            if let Value::Object(members) = &mut schema {
                members.insert("title".to_owned(), json!(kind.title));
                members.insert("description".to_owned(), json!(kind.doc));
            }
            definitions.insert(format!("{name}.{}", kind.name), schema);
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bluetick draft",
        "description": "A WhatsApp Business message with its name, API, template definition and notes. `bluetick check` checks more than this schema can say.",
        "type": "object",
        "required": ["message"],
        "properties": {
            "$schema": {"type": "string"},
            "version": {"title": "version", "description": "The version of this format.", "type": "integer", "minimum": 1},
            "name": {"title": "name", "description": "What people call the draft.", "type": "string"},
            "api": {
                "title": "API",
                "description": "The API that the message is written for.",
                "enum": ["cloud", "360dialog", "on-premises", "on_premises"],
            },
            "message": {"title": "message", "description": "The exact payload that is posted.", "type": "object"},
            "definition": {
                "title": "definition",
                "description": "The definition of the template that is sent, for the preview and the checks.",
                "type": ["object", "null"],
            },
            "notes": {"title": "notes", "description": "What the author wants to remember.", "type": "string"},
            "media": uploads(),
        },
        "allOf": [
            {
                "if": {"properties": {"api": {"enum": ["on-premises", "on_premises"]}}, "required": ["api"]},
                "then": {"properties": {"message": {"$ref": "#/$defs/on-premises"}}},
            },
            {
                "if": {"anyOf": [
                    {"properties": {"api": {"enum": ["cloud", "360dialog"]}}, "required": ["api"]},
                    {"not": {"required": ["api"]}, "properties": {"message": {"required": ["messaging_product"]}}},
                ]},
                "then": {"properties": {"message": {"$ref": "#/$defs/cloud"}}},
            },
        ],
        "$defs": definitions,
    })
}

/// The uploaded files that a draft remembers, by their ids.
fn uploads() -> Value {
    json!({
        "title": "uploaded files",
        "description": "What is known of the uploaded files whose ids the message names. It is never sent.",
        "type": ["object", "null"],
        "additionalProperties": {
            "type": "object",
            "properties": {
                "expires": {"description": "When the platform keeps the file no longer.", "type": ["string", "null"], "format": "date-time"},
                "account": {"description": "The account that it was uploaded through.", "type": ["string", "null"]},
                "file": {"description": "The name of the file.", "type": "string"},
                "sha256": {"description": "The SHA-256 of its content as hexadecimal digits.", "type": "string"},
            },
        },
    })
}

/// A message of any kind: what its type says decides on the rest.
fn message(dialect: Dialect, name: &str) -> Value {
    let kinds = KINDS.iter().filter(|kind| kind.dialects.contains(&dialect));
    let choices = kinds.map(|kind| {
        let condition = kind.name.strip_prefix("interactive.").map_or_else(
            || match kind.name {
                "read" => json!({"anyOf": [{"required": ["status"]}, {"required": ["message_id"]}], "not": {"required": ["type"]}}),
                name => json!({"properties": {"type": {"const": name}}, "required": ["type"]}),
            },
            |which| {
                json!({
                    "properties": {
                        "type": {"const": "interactive"},
                        "interactive": {"type": "object", "properties": {"type": {"const": which}}, "required": ["type"]},
                    },
                    "required": ["type", "interactive"],
                })
            },
        );
        json!({"if": condition, "then": {"$ref": format!("#/$defs/{name}.{}", kind.name)}})
    });
    let all: Vec<Value> = choices.chain(any_kind(dialect)).collect();
    json!({
        "title": format!("message for the {}", dialect.title()),
        "type": "object",
        "allOf": all,
    })
}

/// What a message is held to before its kind is known: a type there is, and what goes with it.
fn any_kind(dialect: Dialect) -> [Value; 3] {
    let mut types = value(&TYPE, dialect);
    if let Value::Object(types) = &mut types {
        also(types, filled());
    }
    let which = json!({"type": "object", "required": ["type"], "properties": {"type": filled()}});
    [
        json!({"properties": {"type": types}}),
        json!({"anyOf": [{"required": ["type"]}, {"required": ["status"]}, {"required": ["message_id"]}, {"required": ["text"]}]}),
        json!({
            "if": {"properties": {"type": {"const": "interactive"}}, "required": ["type"]},
            "then": {"required": ["interactive"], "properties": {"interactive": which}},
        }),
    ]
}

/// The schema of a value.
fn value(field: &'static Field, dialect: Dialect) -> Value {
    let mut schema = Map::new();
    let mut put = |key: &str, value: Value| schema.insert(key.to_owned(), value);
    if !field.title.is_empty() {
        put("title", json!(field.title));
    }
    if !field.doc.is_empty() {
        put("description", json!(field.doc));
    }
    if !field.example.is_empty() && matches!(field.shape, Shape::Text { .. }) {
        put("examples", json!([field.example]));
    }
    match field.shape {
        Shape::Text { .. } | Shape::Choice(_) if field.loose != Loose::No => {
            put("type", json!(["string", "number"]));
        }
        Shape::Text { .. } | Shape::Choice(_) | Shape::Kinds(_) => {
            put("type", json!("string"));
        }
        Shape::Number => {
            put(
                "anyOf",
                json!([{"type": "number"}, {"type": "string", "pattern": NUMERAL}]),
            );
        }
        Shape::Flag => {
            put("type", json!("boolean"));
        }
        Shape::List(_) | Shape::Tagged(_) => {
            put("type", json!("array"));
        }
        Shape::Group(_) | Shape::Variant { .. } | Shape::OneOf(_) => {
            put("type", json!("object"));
        }
        Shape::Json => {}
    }
    for rule in always(field, dialect) {
        constrain(&mut schema, field, dialect, rule);
    }
    object::inside(&mut schema, field, dialect);
    Value::Object(schema)
}

/// A number written as a text, or nothing.
const NUMERAL: &str = r"^(\s*|[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?)$";

/// The rules of a field that are errors in a dialect whatever else the message says.
fn always(field: &'static Field, dialect: Dialect) -> impl Iterator<Item = &'static Rule> {
    field.rules.iter().filter(move |rule| {
        rule.severity == Severity::Error
            && rule.dialects.contains(&dialect)
            && matches!(rule.when, When::Always)
    })
}

/// What one rule adds to the schema of its value.
fn constrain(
    schema: &mut Map<String, Value>,
    field: &'static Field,
    dialect: Dialect,
    rule: &Rule,
) {
    match rule.test {
        Test::Required if field.empty_means.is_none() => also(schema, filled()),
        Test::MaxLen(most) => tightest(schema, "maxLength", most),
        Test::MaxItems(most) => tightest(schema, "maxItems", most),
        Test::MinItems(few) => {
            // of an object its members are counted
            least(schema, "minItems", few);
            least(schema, "minProperties", few);
        }
        // an empty text is the business of the rule that requires it
        Test::Pattern(pattern) => also(
            schema,
            json!({"if": {"type": "string", "pattern": r"\S"}, "then": {"pattern": pattern.regex}}),
        ),
        Test::Range(from, to) => also(schema, json!({"minimum": from, "maximum": to})),
        Test::Within(from, to) => also(schema, json!({"minimum": from, "maximum": to})),
        Test::In(list) => options(schema, list.iter().copied()),
        Test::Listed => {
            if let Shape::Choice(all) | Shape::Kinds(all) = field.shape {
                let taken = all
                    .iter()
                    .filter(|option| option.dialects.contains(&dialect));
                options(schema, taken.map(|option| option.value));
            }
        }
        _ => {}
    }
}

/// One of these texts, a number among them also as a number; or nothing yet.
fn options<'a>(schema: &mut Map<String, Value>, taken: impl Iterator<Item = &'a str>) {
    let mut values = Vec::new();
    for text in taken {
        values.push(json!(text));
        values.extend(text.parse::<i64>().ok().map(|number| json!(number)));
    }
    let nothing = json!({"type": "string", "pattern": r"^\s*$"});
    also(schema, json!({"anyOf": [{"enum": values}, nothing]}));
}

/// A text with something in it.
fn filled() -> Value {
    json!({"if": {"type": "string"}, "then": {"pattern": r"\S"}})
}

fn tightest(schema: &mut Map<String, Value>, key: &str, most: u32) {
    let present = schema.get(key).and_then(Value::as_u64);
    let most = present.map_or(u64::from(most), |present| present.min(most.into()));
    schema.insert(key.to_owned(), json!(most));
}

fn least(schema: &mut Map<String, Value>, key: &str, few: u32) {
    let present = schema.get(key).and_then(Value::as_u64);
    let few = present.map_or(u64::from(few), |present| present.max(few.into()));
    schema.insert(key.to_owned(), json!(few));
}

/// Adds a further demand.
fn also(schema: &mut Map<String, Value>, demand: Value) {
    let all = schema.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all) = all {
        all.push(demand);
    }
}
