//! Where the walk is: a chain of values from the root, from which a pointer is made only on demand.

use serde_json::Value;

use crate::schema::{Path, Sight, When};
use crate::wire::{Pointer, member, member_of};

/// The way from a value to one inside it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'a> {
    /// None: the payload itself.
    Root,
    /// The member of that name.
    Key(&'a str),
    /// The element of that number.
    Index(usize),
}

/// A value that is there, and what it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame<'a> {
    /// What the value stands in; none for the root.
    pub parent: Option<&'a Self>,
    /// How it is reached from there.
    pub step: Step<'a>,
    /// The value.
    pub value: &'a Value,
}

impl<'a> Frame<'a> {
    /// The payload.
    pub(super) const fn root(value: &'a Value) -> Self {
        Self {
            parent: None,
            step: Step::Root,
            value,
        }
    }

    /// A value inside this one.
    pub(super) const fn child<'b>(&'b self, step: Step<'b>, value: &'b Value) -> Frame<'b> {
        Frame {
            parent: Some(self),
            step,
            value,
        }
    }

    /// The payload, seen from anywhere in it.
    pub(super) fn payload(&self) -> &'a Value {
        let mut frame = self;
        while let Some(parent) = frame.parent {
            frame = parent;
        }
        frame.value
    }

    /// The pointer to the value.
    pub(super) fn pointer(&self) -> Pointer {
        self.parent
            .map_or_else(Pointer::root, |parent| parent.below(self.step))
    }

    /// The pointer to a value inside this one, whether it is there or not.
    pub(super) fn below(&self, step: Step<'_>) -> Pointer {
        match step {
            Step::Root => self.pointer(),
            Step::Key(key) => self.pointer().key(key),
            Step::Index(index) => self.pointer().index(index),
        }
    }

    /// Calls `see` with every value at a path.
    pub(super) fn visit(&self, path: Path, see: &mut dyn FnMut(&Frame<'_>)) {
        if path.is_empty() {
            return see(self);
        }
        let (step, rest) = split(path);
        match (step, self.value) {
            ("", _) => match self.parent {
                Some(parent) => parent.visit(path, see),
                None => self.visit(rest, see),
            },
            ("..", _) => {
                if let Some(parent) = self.parent {
                    parent.visit(rest, see);
                }
            }
            ("*", Value::Array(elements)) => {
                for (index, value) in elements.iter().enumerate() {
                    self.child(Step::Index(index), value).visit(rest, see);
                }
            }
            (key, Value::Object(object)) => {
                if let Some(value) = member(object, key) {
                    self.child(Step::Key(key), value).visit(rest, see);
                }
            }
            _ => {}
        }
    }

    /// Whether some value at a path passes a test.
    pub(super) fn any(&self, path: Path, test: impl Fn(&Value) -> bool) -> bool {
        let (holder, key) = match path.strip_prefix('/') {
            Some(key) => (self.payload(), key),
            None => (self.value, path),
        };
        if !matches!(key, ".." | "*") && split(key).1.is_empty() {
            return member_of(holder, key).is_some_and(test);
        }
        let mut found = false;
        self.visit(path, &mut |frame| found |= test(frame.value));
        found
    }

    /// Whether a condition holds, seen from this object.
    pub(super) fn meets(&self, when: When) -> bool {
        when.holds(self)
    }
}

impl Sight for Frame<'_> {
    fn sees(&self, path: Path, test: impl Fn(&Value) -> bool) -> Option<bool> {
        Some(self.any(path, test))
    }
}

/// The first step of a path, and the rest.
fn split(path: Path) -> (&'static str, Path) {
    let end = path.bytes().position(|byte| byte == b'/');
    end.and_then(|end| Some((path.get(..end)?, path.get(end + 1..)?)))
        .unwrap_or((path, ""))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case("*/rows/*/id", vec!["/a/0/rows/0/id", "/a/0/rows/1/id", "/a/1/rows/0/id"])]
    #[case("..", vec![""])]
    #[case("../b", vec!["/b"])]
    #[case("/b", vec!["/b"])]
    #[case("*/none", vec![])]
    #[case("none/*", vec![])]
    fn a_path_leads_to_its_values(#[case] path: Path, #[case] expected: Vec<&str>) {
        let payload = json!({
            "a": [{"rows": [{"id": 1}, {"id": 2}]}, {"rows": [{"id": 3}]}, 4],
            "b": true,
        });
        let root = Frame::root(&payload);
        let sections = root.child(Step::Key("a"), &payload["a"]);
        let mut seen = Vec::new();
        sections.visit(path, &mut |frame| seen.push(frame.pointer()));
        let expected: Vec<Pointer> = expected.into_iter().map(Pointer::parse).collect();
        assert_eq!(seen, expected);
    }

    #[rstest]
    #[case(When::Always, true)]
    #[case(When::Is("type", &["reaction"]), true)]
    #[case(When::IsNot("type", &["reaction"]), false)]
    #[case(When::IsNot("none", &["reaction"]), true)]
    #[case(When::Has("to"), false)]
    #[case(When::Has("type"), true)]
    #[case(When::HasAny(&["to", "type"]), true)]
    #[case(When::HasAny(&["to", "none"]), false)]
    #[case(When::Lacks("to"), true)]
    #[case(When::Lacks("type"), false)]
    #[case(When::MoreThan("list", 1), true)]
    #[case(When::MoreThan("list", 2), false)]
    fn conditions_look_around(#[case] when: When, #[case] expected: bool) {
        let payload = json!({"type": "REACTION", "to": " ", "list": [1, 2]});
        assert_eq!(Frame::root(&payload).meets(when), expected);
    }
}
