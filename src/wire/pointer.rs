//! JSON pointers (RFC 6901), the way every place in a payload is named.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::member::member;

/// A place in a JSON document: `/interactive/action/sections/0/rows/1/title`; empty for the root.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// Reads a pointer; text that does not begin with `/` is taken as one step below the root.
    pub fn parse(text: &str) -> Self {
        if text.is_empty() || text.starts_with('/') {
            Self(text.to_owned())
        } else {
            Self::root().key(text)
        }
    }

    /// The member `key` of the object here.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        for character in key.chars() {
            match character {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Self(text)
    }

    /// The element `index` of the array here.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer without its last step; none for the root.
    pub fn parent(&self) -> Option<Self> {
        self.0
            .rsplit_once('/')
            .map(|(parent, _)| Self(parent.to_owned()))
    }

    /// The last step, unescaped; none for the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.0.rsplit_once('/').map(|(_, last)| unescape(last))
    }

    /// The steps from the root, unescaped.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = Cow<'_, str>> {
        self.0
            .strip_prefix('/')
            .into_iter()
            .flat_map(|steps| steps.split('/').map(unescape))
    }

    /// Whether this is the root.
    pub const fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `other` is this place or lies inside it.
    pub fn contains(&self, other: &Self) -> bool {
        other
            .0
            .strip_prefix(&self.0)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The pointer followed by the steps of `tail`.
    #[must_use]
    pub fn join(&self, tail: &Self) -> Self {
        Self(format!("{}{}", self.0, tail.0))
    }

    /// What stands here in `document`.
    pub fn get<'a>(&self, document: &'a Value) -> Option<&'a Value> {
        let Some(steps) = self.0.strip_prefix('/') else {
            return self.0.is_empty().then_some(document);
        };
        // `Value::pointer` makes a new text of each step
        steps
            .split('/')
            .try_fold(document, |value, step| match value {
                Value::Object(object) => member(object, &unescape(step)),
                Value::Array(elements) => elements.get(index_of(step)?),
                _ => None,
            })
    }

    /// The text of the pointer.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number of an element; none for what RFC 6901 takes for none, such as `01`.
fn index_of(step: &str) -> Option<usize> {
    let is_plain = step == "0" || !step.starts_with(['0', '+']);
    step.parse().ok().filter(|_| is_plain)
}

fn unescape(step: &str) -> Cow<'_, str> {
    if step.contains('~') {
        Cow::Owned(step.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(step)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_escaped_and_unescaped() {
        let pointer = Pointer::root().key("a/b").key("c~d").index(7);
        assert_eq!(pointer.as_str(), "/a~1b/c~0d/7");
        assert_eq!(pointer.steps().collect::<Vec<_>>(), ["a/b", "c~d", "7"]);
        assert_eq!(pointer.last().as_deref(), Some("7"));
    }

    #[test]
    fn the_root_has_no_steps_and_no_parent() {
        assert_eq!(Pointer::root().steps().count(), 0);
        assert_eq!(Pointer::root().parent(), None);
        assert_eq!(Pointer::root().key("a").parent(), Some(Pointer::root()));
    }

    #[test]
    fn what_stands_at_a_pointer_is_what_json_says() {
        let document = serde_json::json!({
            "a/b": {"c~d": [1, {"e": null}]}, "": 2, "0": [], "big": {"00": 3, "~1": 4},
        });
        for text in [
            "",
            "/",
            "/a~1b",
            "/a~1b/c~0d",
            "/a~1b/c~0d/0",
            "/a~1b/c~0d/1/e",
            "/a~1b/c~0d/01",
            "/a~1b/c~0d/+1",
            "/a~1b/c~0d/2",
            "/a~1b/c~0d/",
            "/a~1b/c~0d/-",
            "/0",
            "/0/0",
            "/big/00",
            "/big/~01",
            "/none",
            "/a~1b/c~0d/0/x",
        ] {
            let pointer = Pointer::parse(text);
            assert_eq!(pointer.get(&document), document.pointer(text), "{text}");
        }
    }

    #[test]
    fn containment_respects_whole_steps() {
        let rows = Pointer::parse("/a/row");
        assert!(rows.contains(&Pointer::parse("/a/row/0")));
        assert!(!rows.contains(&Pointer::parse("/a/rows")));
    }
}
