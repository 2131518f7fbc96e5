//! Every rule at its edge: for each field of each kind a message that has it, then a value at, over and under the limit.

mod wholes;

use bluetick::check::{Context, Diagnostic, check_payload};
use bluetick::schema::{
    At, Field, KINDS, Kind, Opt, Presence, Rule, Severity, Shape, Test, When, blank, skeleton,
};
use bluetick::wire::{Dialect, Pointer};
use serde_json::{Value, json};

/// One step towards a field.
#[derive(Clone)]
enum Way {
    Key(&'static str),
    Element(&'static Field),
    Part(&'static Field),
    Case(&'static Field, &'static str),
}

/// A field, the way to it, and what holds it.
#[derive(Clone)]
struct Place {
    kind: &'static Kind,
    field: &'static Field,
    way: Vec<Way>,
}

fn places(kind: &'static Kind) -> Vec<Place> {
    let mut found = Vec::new();
    gather(kind, kind.root, &[], &mut found);
    found
}

fn gather(kind: &'static Kind, field: &'static Field, way: &[Way], found: &mut Vec<Place>) {
    found.push(Place {
        kind,
        field,
        way: way.to_vec(),
    });
    let further = |step: Way| [way, &[step]].concat();
    match field.shape {
        Shape::Group(fields) | Shape::OneOf(fields) => inside(kind, fields, way, found),
        Shape::Tagged(parts) => {
            for part in parts {
                gather(kind, part, &further(Way::Part(part)), found);
            }
        }
        Shape::List(element) => gather(kind, element, &further(Way::Element(element)), found),
        Shape::Variant { cases, .. } => {
            for case in cases {
                let way = further(Way::Case(field, case.value));
                inside(kind, case.fields, &way, found);
            }
        }
        _ => {}
    }
}

fn inside(kind: &'static Kind, fields: &'static [Field], way: &[Way], found: &mut Vec<Place>) {
    for field in fields {
        match field.at {
            At::Key(key) => gather(kind, field, &[way, &[Way::Key(key)]].concat(), found),
            _ => gather(kind, field, way, found),
        }
    }
}

impl Place {
    /// A clean message of the kind in which the field's holder is, and where it is.
    fn message(&self, dialect: Dialect) -> (Value, Pointer) {
        let mut payload = filled(self.kind.root, &skeleton(self.kind, dialect), dialect);
        payload["to"] = json!("15550100123");
        let mut pointer = Pointer::root();
        let mut field = self.kind.root;
        for step in &self.way {
            (field, pointer) = enter(&mut payload, field, &pointer, step, dialect);
        }
        (payload, pointer)
    }
}

/// Makes one step, putting in what is missing.
fn enter(
    payload: &mut Value,
    field: &'static Field,
    at: &Pointer,
    step: &Way,
    dialect: Dialect,
) -> (&'static Field, Pointer) {
    let value = payload.pointer_mut(at.as_str()).unwrap();
    match step {
        Way::Key(key) => {
            let field = member(field, value, key);
            if value.get(*key).is_none() {
                value[*key] = filled(field, &blank(field, dialect), dialect);
            }
            (field, at.key(key))
        }
        Way::Element(element) => {
            if value.as_array().unwrap().is_empty() {
                *value = json!([filled(element, &blank(element, dialect), dialect)]);
            }
            (element, at.index(0))
        }
        Way::Part(part) => {
            let new = filled(part, &blank(part, dialect), dialect);
            value.as_array_mut().unwrap().push(new);
            (part, at.index(value.as_array().unwrap().len() - 1))
        }
        Way::Case(variant, case) => {
            let Shape::Variant { tag, .. } = variant.shape else {
                unreachable!()
            };
            let mut new = blank(variant, dialect);
            let old = new[tag].as_str().unwrap().to_owned();
            if old != *case {
                new = json!({});
                if let At::Item(tags) | At::Items(tags) = variant.at {
                    new[tags[0].0] = json!(tags[0].1);
                }
                new[tag] = json!(case);
                essentials(variant, &mut new, dialect);
            }
            *value = filled(variant, &new, dialect);
            (variant, at.clone())
        }
    }
}

/// The members that a new case begins with, as the composer puts them in.
fn essentials(variant: &'static Field, object: &mut Value, dialect: Dialect) {
    for field in case_fields(variant, object) {
        let required = field.rules.iter().any(|rule| {
            matches!(
                (rule.test, rule.when),
                (Test::Required, When::Always | When::IsNot(..))
            ) && rule.dialects.contains(&dialect)
        });
        match field.at {
            At::Key(key) if required || field.presence == Presence::Essential => {
                object[key] = blank(field, dialect);
            }
            _ => {}
        }
    }
}

fn case_fields(variant: &'static Field, object: &Value) -> &'static [Field] {
    let Shape::Variant { tag, cases, .. } = variant.shape else {
        return &[];
    };
    let case = cases.iter().find(|case| object[tag] == case.value);
    case.map_or(&[], |case| case.fields)
}

fn member(holder: &'static Field, value: &Value, key: &str) -> &'static Field {
    let fields = match holder.shape {
        Shape::Group(fields) | Shape::OneOf(fields) => fields,
        _ => case_fields(holder, value),
    };
    find(fields, key).unwrap_or_else(|| panic!("{key} in {}", holder.title))
}

fn find(fields: &'static [Field], key: &str) -> Option<&'static Field> {
    fields
        .iter()
        .find_map(|field| match (field.at, field.shape) {
            (At::Key(name), _) if name == key => Some(field),
            (At::Here, Shape::Group(inner) | Shape::OneOf(inner)) => find(inner, key),
            _ => None,
        })
}

/// A blank value with something good in every empty text.
fn filled(field: &'static Field, value: &Value, dialect: Dialect) -> Value {
    let mut value = value.clone();
    match field.shape {
        Shape::Group(fields) | Shape::OneOf(fields) => fill(fields, &mut value, dialect),
        Shape::Variant { .. } => fill(case_fields(field, &value.clone()), &mut value, dialect),
        Shape::List(element) => {
            for one in value.as_array_mut().unwrap() {
                *one = filled(element, one, dialect);
            }
        }
        Shape::Json => value = json!({"a": 1}),
        _ if value == "" => value = sample(field),
        _ => {}
    }
    value
}

fn fill(fields: &'static [Field], value: &mut Value, dialect: Dialect) {
    for field in fields {
        match (field.at, field.shape) {
            (At::Key(key), _) => {
                if let Some(inner) = value.get(key) {
                    value[key] = filled(field, &inner.clone(), dialect);
                }
            }
            (At::Here, Shape::Group(inner) | Shape::OneOf(inner)) => fill(inner, value, dialect),
            _ => {}
        }
    }
}

fn sample(field: &Field) -> Value {
    match field.shape {
        Shape::Number => field.example.parse::<i64>().map_or(json!(1), Value::from),
        Shape::Choice(options) => json!(options[0].value),
        _ if field.example.is_empty() => json!("x"),
        _ => json!(field.example),
    }
}

fn run(payload: &Value, dialect: Dialect) -> Vec<Diagnostic> {
    check_payload(payload, Some(dialect), None, &Context::default())
}

/// Whether a rule of the same sort complains at a place: of several of one sort only the first speaks.
fn complains(found: &[Diagnostic], place: &Place, rule: &Rule, pointer: &Pointer) -> bool {
    let same_sort = |id: &str| {
        let sort = std::mem::discriminant(&rule.test);
        place
            .field
            .rules
            .iter()
            .any(|one| one.id == id && std::mem::discriminant(&one.test) == sort)
    };
    found
        .iter()
        .any(|one| same_sort(&one.rule) && pointer.contains(&one.pointer))
}

fn names(found: &[Diagnostic], rule: &Rule) -> bool {
    found.iter().any(|one| one.rule == rule.id)
}

/// Whether a rule's condition holds, or can be made to.
fn applies(payload: &Value, pointer: &Pointer, when: When) -> bool {
    let holder = pointer.parent().unwrap_or_default();
    match when {
        When::IsNot(path, unwanted) if !path.starts_with('/') => {
            let found = holder.get(payload).and_then(|holder| holder[path].as_str());
            !found.is_some_and(|found| unwanted.contains(&found))
        }
        // deeper down there are tests of their own
        When::Has(path) => !path.contains('/'),
        _ => true,
    }
}

/// Makes a rule's condition hold.
fn satisfy(payload: &mut Value, pointer: &Pointer, when: When) {
    let holder = pointer.parent().unwrap_or_default();
    match when {
        When::Is(path, wanted) => match path.strip_prefix('/') {
            Some(key) => payload[key] = json!(wanted[0]),
            None => payload.pointer_mut(holder.as_str()).unwrap()[path] = json!(wanted[0]),
        },
        When::HasAny(paths) => payload[paths[0].trim_start_matches('/')] = json!("STRICT"),
        When::Lacks(path) => {
            let holder = payload.pointer_mut(holder.as_str()).unwrap();
            holder.as_object_mut().unwrap().shift_remove(path);
        }
        When::Has(path) => {
            payload.pointer_mut(holder.as_str()).unwrap()[path] = json!("15550100123");
        }
        When::MoreThan(..) => {
            let list = payload
                .pointer_mut(holder.parent().unwrap().as_str())
                .unwrap();
            let mut copy = list[0].clone();
            if copy.get("rows").is_some() {
                copy["rows"][0]["id"] = json!("another");
            }
            copy["title"] = json!("another");
            list.as_array_mut().unwrap().push(copy);
        }
        When::All(conditions) => {
            for one in conditions {
                satisfy(payload, pointer, *one);
            }
        }
        When::Always | When::IsNot(..) | When::Filled(_) => {}
    }
}

fn remove(payload: &mut Value, pointer: &Pointer) {
    let holder = pointer.parent().unwrap();
    let key = pointer.last().unwrap().into_owned();
    match payload.pointer_mut(holder.as_str()).unwrap() {
        Value::Object(object) => drop(object.shift_remove(&key)),
        Value::Array(list) => drop(list.remove(key.parse().unwrap())),
        other => panic!("{other}"),
    }
}

/// Every rule of every kind in every dialect that has it, with a message around its field.
fn each_rule(mut see: impl FnMut(&Place, &'static Rule, Dialect, Value, Pointer)) {
    for kind in KINDS {
        for place in places(kind) {
            for rule in place.field.rules {
                for &dialect in rule.dialects {
                    let (mut payload, pointer) = place.message(dialect);
                    if !applies(&payload, &pointer, rule.when) {
                        continue;
                    }
                    satisfy(&mut payload, &pointer, rule.when);
                    see(&place, rule, dialect, payload, pointer);
                }
            }
        }
    }
}

/// Puts values at a place: those that a rule takes and those that it does not.
fn table(place: &Place, rule: &Rule) -> Option<(Vec<Value>, Vec<Value>)> {
    let text = |length: u32| json!("a".repeat(length.try_into().unwrap()));
    let list = |length: u32| {
        let element = match place.field.shape {
            Shape::List(element) => blank(element, Dialect::Cloud),
            _ => json!({}),
        };
        json!(vec![element; length.try_into().unwrap()])
    };
    Some(match rule.test {
        Test::MaxLen(most) => (vec![text(most), text(most - 1)], vec![text(most + 1)]),
        Test::MinItems(least) if matches!(place.field.shape, Shape::List(_)) => {
            (vec![list(least), list(least + 1)], vec![list(least - 1)])
        }
        Test::MinItems(_) => (vec![json!({"a": 1})], vec![json!({})]),
        Test::MaxItems(most) => (vec![list(most), list(most - 1)], vec![list(most + 1)]),
        Test::Required if place.field.empty_means.is_some() => (vec![json!("")], vec![]),
        Test::Required if matches!(place.field.shape, Shape::Text { .. }) => {
            (vec![], vec![json!(""), json!("  ")])
        }
        Test::Range(from, i64::MAX) => (
            vec![json!(from), json!(from + 1)],
            vec![json!(from - 1), json!(1.5)],
        ),
        Test::Range(from, to) => (
            vec![json!(from), json!(to), json!(from.to_string())],
            vec![json!(from - 1), json!(to + 1), json!((to + 1).to_string())],
        ),
        Test::Within(from, to) => (
            vec![json!(from), json!(to), json!("12.5"), json!(-0.25)],
            vec![json!(from - 1), json!(f64::from(to) + 0.5)],
        ),
        Test::Whole => (vec![json!(1), json!(-5)], vec![json!(1.5)]),
        Test::EdgeSpace => (vec![json!("a b")], vec![json!(" a"), json!("a\n")]),
        Test::In(_) if matches!(place.field.shape, Shape::Variant { .. }) => return None,
        Test::In(known) => (
            known.iter().map(|one| json!(one)).collect(),
            vec![json!("zz")],
        ),
        Test::Listed => match place.field.shape {
            Shape::Choice(options) => {
                let is_taken =
                    |one: &&Opt| rule.dialects.iter().all(|of| one.dialects.contains(of));
                let known = options.iter().filter(is_taken);
                let known = known.map(|one| json!(one.value)).collect();
                (known, vec![json!("zz")])
            }
            Shape::Kinds(_) => (vec![], vec![json!("zz")]),
            _ => return None,
        },
        _ => return None,
    })
}

#[test]
fn values_at_the_edge_are_taken_and_those_beyond_are_not() {
    let mut count = 0;
    each_rule(|place, rule, dialect, payload, pointer| {
        let Some((good, bad)) = table(place, rule) else {
            return;
        };
        for (value, is_bad) in good
            .iter()
            .map(|one| (one, false))
            .chain(bad.iter().map(|one| (one, true)))
        {
            let mut payload = payload.clone();
            *payload.pointer_mut(pointer.as_str()).unwrap() = value.clone();
            let found = run(&payload, dialect);
            // of several rules of one sort, or of the schema of another kind, another may speak
            let another = is_bad && complains(&found, place, rule, &pointer);
            let is_found = another || names(&found, rule);
            let shown: String = value.to_string().chars().take(40).collect();
            assert_eq!(
                is_found, is_bad,
                "{} {dialect} {pointer} = {shown}\n{found:#?}",
                rule.id
            );
            count += 1;
        }
    });
    assert!(count > 400, "{count} values");
}

#[test]
fn what_is_required_is_missed_and_what_is_forbidden_is_noticed() {
    let mut count = 0;
    each_rule(|place, rule, dialect, mut payload, pointer| {
        match (rule.test, place.field.at) {
            (Test::Required, At::Key(_)) => {
                remove(&mut payload, &pointer);
                let found = run(&payload, dialect);
                assert!(
                    complains(&found, place, rule, &pointer),
                    "{} {dialect}\n{payload:#}\n{found:#?}",
                    rule.id
                );
            }
            (Test::Forbidden, _) => {
                let found = run(&payload, dialect);
                assert!(
                    complains(&found, place, rule, &pointer),
                    "{} {dialect}\n{payload:#}\n{found:#?}",
                    rule.id
                );
                remove(&mut payload, &pointer);
                let found = run(&payload, dialect);
                assert!(
                    !complains(&found, place, rule, &pointer),
                    "{} {dialect}\n{found:#?}",
                    rule.id
                );
            }
            _ => return,
        }
        count += 1;
    });
    assert!(count > 150, "{count} rules");
}

#[test]
fn astral_characters_over_the_limit_in_utf_16_alone_are_a_warning() {
    each_rule(|place, rule, dialect, mut payload, pointer| {
        let (Test::MaxLen(most), Severity::Error) = (rule.test, rule.severity) else {
            return;
        };
        let text = "\u{10348}".repeat((most / 2 + 1).try_into().unwrap());
        *payload.pointer_mut(pointer.as_str()).unwrap() = json!(text);
        let found = run(&payload, dialect);
        let about: Vec<_> = found
            .iter()
            .filter(|one| one.pointer == pointer && one.message.contains("some programs count"))
            .collect();
        assert_eq!(
            about.len(),
            1,
            "{} {dialect} {}\n{found:#?}",
            rule.id,
            place.field.title
        );
        assert_eq!(about[0].severity, Severity::Warning);
    });
}

#[test]
fn a_file_or_a_flow_is_named_once() {
    each_rule(|place, rule, dialect, payload, pointer| {
        let (Test::ExactlyOne, Shape::OneOf(fields)) = (rule.test, place.field.shape) else {
            return;
        };
        let keys: Vec<&str> = fields.iter().filter_map(Field::key).collect();
        for there in [vec![], vec![keys[0]], vec![keys[1]], keys.clone()] {
            let mut payload = payload.clone();
            let holder = payload.pointer_mut(pointer.as_str()).unwrap();
            for key in &keys {
                holder.as_object_mut().unwrap().shift_remove(*key);
            }
            for key in &there {
                holder[key] = json!("1479537139650973");
            }
            let found = run(&payload, dialect);
            let is_found = found.iter().any(|one| one.rule == rule.id);
            assert_eq!(is_found, there.len() != 1, "{there:?} {found:#?}");
        }
    });
}

#[test]
fn a_filled_skeleton_is_clean() {
    for kind in KINDS {
        for &dialect in kind.dialects {
            let mut payload = filled(kind.root, &skeleton(kind, dialect), dialect);
            payload["to"] = json!("15550100123");
            let errors: Vec<Diagnostic> = run(&payload, dialect)
                .into_iter()
                .filter(|one| one.severity == Severity::Error)
                .collect();
            assert!(
                errors.is_empty(),
                "{} {dialect}: {errors:#?}\n{payload:#}",
                kind.name
            );
        }
    }
}

#[test]
fn every_field_of_every_kind_can_be_had_without_an_error() {
    for kind in KINDS {
        for place in places(kind) {
            for &dialect in place.field.dialects {
                let (payload, pointer) = place.message(dialect);
                let is_wanted = |rule: &&Rule| {
                    rule.dialects.contains(&dialect) && matches!(rule.test, Test::Forbidden)
                };
                if place.way.iter().any(|step| is_foreign(step, dialect))
                    || place.field.rules.iter().any(|rule| is_wanted(&rule))
                {
                    continue;
                }
                let errors: Vec<Diagnostic> = run(&payload, dialect)
                    .into_iter()
                    .filter(|one| one.severity == Severity::Error && one.pointer == pointer)
                    .collect();
                assert!(
                    errors.is_empty(),
                    "{} {} {dialect}: {errors:#?}\n{payload:#}",
                    kind.name,
                    place.field.title
                );
            }
        }
    }
}

/// Whether a step leads to what the dialect does not have.
fn is_foreign(step: &Way, dialect: Dialect) -> bool {
    match step {
        Way::Part(part) => !part.dialects.contains(&dialect),
        Way::Case(variant, case) => match variant.shape {
            Shape::Variant { cases, .. } => cases
                .iter()
                .any(|one| one.value == *case && !one.dialects.contains(&dialect)),
            _ => false,
        },
        Way::Key(_) | Way::Element(_) => false,
    }
}
