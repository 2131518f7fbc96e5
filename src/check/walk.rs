//! The walk: schema and payload side by side, once, without allocating while nothing is wrong.

use serde_json::{Map, Value};

use super::custom;
use super::fit::{self, Fit};
use super::frame::{Frame, Step};
use super::general;
use super::near::{nearest, quoted};
use super::spot::{Spot, Walk};
use super::verify;
use crate::schema::{At, Field, Presence, Rule, Severity, Shape, Test, When, carries, case_of};
use crate::wire::member;

impl Walk<'_> {
    /// Checks a whole payload.
    pub(super) fn payload(&mut self, root: &'static Field, payload: &Value) {
        let frame = Frame::root(payload);
        let spot = Spot {
            field: root,
            holder: &frame,
            step: Step::Root,
            value: Some(payload),
        };
        if self.takes(&spot, payload) {
            self.rules(&spot);
            if let (Shape::Group(fields), Some(object)) = (root.shape, payload.as_object()) {
                let known = self.members(fields, &frame, object);
                self.unknown_keys(known, (fields, ["", ""]), &frame, object);
            }
        }
    }

    /// A field with a place of its own.
    fn field(&mut self, spot: Spot<'_>) {
        let Some(value) = spot.value else {
            let is_told = spot.field.minds_absence && self.rules(&spot);
            if !is_told && spot.field.presence == Presence::Essential {
                self.absent(spot.field, spot.holder);
            }
            return;
        };
        if self.takes(&spot, value) {
            self.rules(&spot);
            self.inside(&spot, value);
        }
    }

    /// Whether the value has a JSON type that the field takes; reports where not.
    fn takes(&mut self, spot: &Spot<'_>, value: &Value) -> bool {
        let fits = fit::fit(spot.field, value);
        let rule = match fits {
            Fit::Good => return true,
            Fit::Neighbour => &general::NEIGHBOURING_TYPE,
            Fit::Wrong => &general::WRONG_TYPE,
        };
        let message = fit::type_message(spot, value, fits);
        self.report(rule, spot.pointer(), message, fit::type_help(spot, value));
        rule.severity == Severity::Warning
    }

    /// Applies the rules of a field; says whether something required was found missing.
    fn rules(&mut self, spot: &Spot<'_>) -> bool {
        let mut is_missing = false;
        let mut is_long = false;
        for rule in spot.field.rules {
            let silent = spot.value.is_none() && !rule.test.is_of_absence();
            if silent || !rule.dialects.contains(&self.facts.dialect) {
                continue;
            }
            let is_repeated = match rule.test {
                Test::MaxLen(_) => is_long || is_missing,
                Test::Forbidden | Test::Custom(_) => false,
                _ => is_missing,
            };
            if is_repeated {
                continue;
            }
            let is_broken = self.breaks(spot, rule);
            match rule.test {
                Test::Required => is_missing |= is_broken,
                Test::MaxLen(_) => is_long |= is_broken,
                _ => {}
            }
        }
        is_missing
    }

    /// Applies a rule where its condition holds; says whether it is broken.
    ///
    /// A limit is seldom broken, and looking at it is quicker than looking for what a condition asks.
    fn breaks(&mut self, spot: &Spot<'_>, rule: &'static Rule) -> bool {
        if let Test::Custom(custom) = rule.test
            && !custom::has_facts(self, custom)
        {
            return false;
        }
        let is_limit = matches!(
            rule.test,
            Test::MaxLen(_) | Test::MaxItems(_) | Test::MinItems(_)
        );
        if !is_limit && !spot.holder.meets(rule.when) {
            return false;
        }
        let before = self.found.len();
        let is_broken = verify::verify(self, spot, rule);
        if is_limit && self.found.len() > before && !spot.holder.meets(rule.when) {
            self.found.truncate(before);
            return false;
        }
        is_broken
    }

    /// Everything inside a value of the right type.
    fn inside(&mut self, spot: &Spot<'_>, value: &Value) {
        let frame = spot.holder.child(spot.step, value);
        match (spot.field.shape, value) {
            (Shape::Group(fields), Value::Object(object)) => {
                let known = self.members(fields, &frame, object);
                self.unknown_keys(known, (fields, own_tags(spot.field)), &frame, object);
            }
            (Shape::Variant { .. }, Value::Object(object)) => {
                if let Some(case) = case_of(spot.field, object) {
                    let known = self.members(case.fields, &frame, object);
                    self.unknown_keys(known, (case.fields, own_tags(spot.field)), &frame, object);
                }
            }
            (Shape::List(element), Value::Array(elements)) => {
                for (index, value) in elements.iter().enumerate() {
                    self.field(Spot {
                        field: element,
                        holder: &frame,
                        step: Step::Index(index),
                        value: Some(value),
                    });
                }
            }
            (Shape::Tagged(parts), Value::Array(elements)) => self.tagged(parts, &frame, elements),
            _ => {}
        }
    }

    /// The fields of an object; says how many of its members they are.
    fn members(
        &mut self,
        fields: &'static [Field],
        frame: &Frame<'_>,
        object: &Map<String, Value>,
    ) -> usize {
        let mut known = 0;
        for field in fields {
            match (field.at, field.shape) {
                (At::Key(key), _) => {
                    let value = member(object, key);
                    known += usize::from(value.is_some());
                    self.field(Spot {
                        field,
                        holder: frame,
                        step: Step::Key(key),
                        value,
                    });
                }
                (At::Here, Shape::Group(inner) | Shape::OneOf(inner)) => {
                    self.rules(&Spot {
                        field,
                        holder: frame,
                        step: Step::Root,
                        value: Some(frame.value),
                    });
                    known += self.members(inner, frame, object);
                }
                _ => {}
            }
        }
        known
    }

    /// The elements of an array that are told apart by their tags.
    fn tagged(&mut self, parts: &'static [Field], frame: &Frame<'_>, elements: &[Value]) {
        let mut seen = 0_u32;
        for (index, value) in elements.iter().enumerate() {
            let step = Step::Index(index);
            let part = parts
                .iter()
                .enumerate()
                .find(|(_, part)| carries(value, tags_of(part)));
            let Some((number, part)) = part else {
                if !value.is_object() {
                    let message = format!("component {} must be an object", index + 1);
                    self.report(&general::WRONG_TYPE, frame.below(step), message, None);
                }
                continue;
            };
            let mark = 1 << (number % 32);
            if seen & mark != 0 && matches!(part.at, At::Item(_)) {
                let message = format!("there is more than one {}", part.title);
                let help = "put all parameters into the first one".to_owned();
                self.report(&general::COMPONENT_TWICE, frame.below(step), message, help);
            }
            seen |= mark;
            self.field(Spot {
                field: part,
                holder: frame,
                step,
                value: Some(value),
            });
        }
    }

    /// What is required inside an object that is not there at all.
    fn absent(&mut self, field: &'static Field, nearest: &Frame<'_>) {
        let (Shape::Group(fields) | Shape::OneOf(fields)) = field.shape else {
            return;
        };
        for field in fields {
            let dialect = self.facts.dialect;
            let required = field.rules.iter().find(|rule| {
                matches!(
                    (rule.test, rule.when),
                    (Test::Required | Test::ExactlyOne, When::Always)
                ) && rule.severity == Severity::Error
                    && rule.dialects.contains(&dialect)
            });
            match required {
                Some(rule) => {
                    let message = format!("{} is missing", field.title);
                    self.report(rule, nearest.pointer(), message, verify::help_to_add(field));
                }
                None if field.presence == Presence::Essential || field.at == At::Here => {
                    self.absent(field, nearest);
                }
                None => {}
            }
        }
    }

    /// The members that no field is, looked for only when the known ones are fewer than all.
    fn unknown_keys(
        &mut self,
        known: usize,
        (fields, tags): (&'static [Field], [&str; 2]),
        frame: &Frame<'_>,
        object: &Map<String, Value>,
    ) {
        if known == object.len() {
            return;
        }
        // at the root of an unknown message, the member that the type names holds its content
        let content = frame
            .parent
            .is_none()
            .then(|| member(object, "type"))
            .flatten();
        let is_unknown = |key: &&String| {
            !tags.contains(&key.as_str())
                && crate::schema::member(fields, key).is_none()
                && content.and_then(Value::as_str) != Some(key)
        };
        for key in object.keys().filter(is_unknown).take(MOST_UNKNOWN) {
            let help = nearest(key, names(fields)).map_or_else(
                || "remove it, or check its spelling".to_owned(),
                |meant| format!("did you mean \"{meant}\"?"),
            );
            let message = format!("{} is no known member here", quoted(key));
            let pointer = frame.below(Step::Key(key));
            self.report(&general::UNKNOWN_KEY, pointer, message, help);
        }
        let more = object.keys().filter(is_unknown).skip(MOST_UNKNOWN).count();
        if more > 0 {
            let message = format!("{more} more members are not known here");
            self.report(&general::UNKNOWN_KEY, frame.pointer(), message, None);
        }
    }
}

/// So many unknown members of one object are told one by one.
const MOST_UNKNOWN: usize = 20;

/// The members of an object that say what it is, beside its fields; empty where there is none.
const fn own_tags(field: &Field) -> [&'static str; 2] {
    let tag = match field.shape {
        Shape::Variant { tag, .. } => tag,
        _ => "",
    };
    match tags_of(field) {
        [(key, _), ..] => [tag, key],
        [] => [tag, ""],
    }
}

/// The tags by which an element of an array is this field.
const fn tags_of(field: &Field) -> &'static [(&'static str, &'static str)] {
    match field.at {
        At::Item(tags) | At::Items(tags) => tags,
        _ => &[],
    }
}

/// The names of the members that an object can have.
fn names(fields: &'static [Field]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for field in fields {
        match (field.at, field.shape) {
            (At::Key(key), _) => names.push(key),
            (At::Here, Shape::Group(inner) | Shape::OneOf(inner)) => {
                names.extend(self::names(inner));
            }
            _ => {}
        }
    }
    names
}
