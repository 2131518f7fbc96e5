//! Where a field's value stands, or would stand if it were written.
//!
//! A JSON pointer can only name what is there. A form also shows what is not there yet (the header
//! component of a template send, say), so its rows are named by addresses, which can say "the
//! element tagged `type` = `header`". Addresses are also the identity of a focused row.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use crate::wire::{Pointer, member_of};

/// One step of an [`Address`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// The member of that name of an object.
    Key(Cow<'static, str>),
    /// The element of that number of an array.
    Index(usize),
    /// The first element of an array whose members have these values (compared without case).
    Tagged(&'static [(&'static str, &'static str)]),
}

/// The steps from the payload's root to a value that is there or could be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(Vec<Step>);

impl Address {
    /// The payload itself.
    pub const fn root() -> Self {
        Self(Vec::new())
    }

    /// The address followed by one more step.
    #[must_use]
    pub fn step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The member `key` here.
    #[must_use]
    pub fn key(&self, key: impl Into<Cow<'static, str>>) -> Self {
        self.step(Step::Key(key.into()))
    }

    /// The element `index` here.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// The steps from the root.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The address without its last step, and that step; none for the root.
    pub fn split_last(&self) -> Option<(Self, &Step)> {
        self.0
            .split_last()
            .map(|(last, parent)| (Self(parent.to_vec()), last))
    }

    /// Whether `other` is this place or lies inside it.
    pub fn contains(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }

    /// The pointer to the value in `payload`; none where it is absent.
    pub fn resolve(&self, payload: &Value) -> Option<Pointer> {
        let (pointer, rest) = self.nearest(payload);
        rest.is_empty().then_some(pointer)
    }

    /// The pointer to the deepest value on the way that exists, and the steps that are missing.
    pub fn nearest(&self, payload: &Value) -> (Pointer, &[Step]) {
        let mut pointer = Pointer::root();
        let mut value = payload;
        for (depth, step) in self.0.iter().enumerate() {
            let next = match step {
                Step::Key(key) => value
                    .get(key.as_ref())
                    .map(|inner| (pointer.key(key), inner)),
                Step::Index(index) => value
                    .get(*index)
                    .map(|inner| (pointer.index(*index), inner)),
                Step::Tagged(tags) => {
                    tagged(value, tags).map(|(index, inner)| (pointer.index(index), inner))
                }
            };
            match next {
                Some((deeper, inner)) => {
                    pointer = deeper;
                    value = inner;
                }
                None => return (pointer, self.0.get(depth..).unwrap_or_default()),
            }
        }
        (pointer, &[])
    }
}

/// The first element of `array` that carries all `tags`, with its number.
fn tagged<'a>(array: &'a Value, tags: &[(&str, &str)]) -> Option<(usize, &'a Value)> {
    array
        .as_array()?
        .iter()
        .enumerate()
        .find(|(_, element)| carries(element, tags))
}

/// Whether the members of `element` have the values that `tags` name, compared without case.
pub(crate) fn carries(element: &Value, tags: &[(&str, &str)]) -> bool {
    tags.iter().all(|(key, wanted)| {
        member_of(element, key)
            .and_then(Value::as_str)
            .is_some_and(|found| found.eq_ignore_ascii_case(wanted))
    })
}

impl From<&Pointer> for Address {
    /// Numeric steps become element numbers, all others member names.
    fn from(pointer: &Pointer) -> Self {
        Self(
            pointer
                .steps()
                .map(|step| {
                    step.parse()
                        .map_or_else(|_| Step::Key(Cow::Owned(step.into_owned())), Step::Index)
                })
                .collect(),
        )
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.0 {
            match step {
                Step::Key(key) => write!(formatter, "/{key}")?,
                Step::Index(index) => write!(formatter, "/{index}")?,
                Step::Tagged(tags) => {
                    formatter.write_str("/")?;
                    for (number, (key, value)) in tags.iter().enumerate() {
                        let comma = if number == 0 { "" } else { "," };
                        write!(formatter, "{comma}{key}={value}")?;
                    }
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const HEADER: Step = Step::Tagged(&[("type", "header")]);

    #[test]
    fn a_tagged_element_is_found_wherever_it_stands() {
        let payload =
            json!({"components": [{"type": "body"}, {"type": "HEADER", "parameters": []}]});
        let header = Address::root().key("components").step(HEADER);
        assert_eq!(
            header.resolve(&payload),
            Some(Pointer::parse("/components/1"))
        );
    }

    #[test]
    fn what_is_absent_names_its_nearest_ancestor() {
        let payload = json!({"components": []});
        let text = Address::root()
            .key("components")
            .step(HEADER)
            .key("parameters")
            .index(0);
        let (pointer, missing) = text.nearest(&payload);
        assert_eq!(pointer, Pointer::parse("/components"));
        assert_eq!(missing.len(), 3);
        assert_eq!(text.resolve(&payload), None);
    }
}
