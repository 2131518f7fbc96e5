//! Rules: what the platform demands of a field, as data.

use serde::{Deserialize, Serialize};

use crate::wire::{Code, Dialect};

/// One demand of the platform, under the id by which people look it up.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The id, e.g. `list-row-title-length`.
    pub id: &'static str,
    /// The dialects in which it holds.
    pub dialects: &'static [Dialect],
    /// What breaking it means.
    pub severity: Severity,
    /// The codes that the API would answer.
    pub predicts: Predicts,
    /// What is tested.
    pub test: Test,
    /// The demand in one sentence: `a row title has at most 24 characters`.
    pub summary: &'static str,
    /// The address of the page that states it.
    pub source: &'static str,
}

/// The code that each dialect answers when a rule is broken.
pub type Predicts = &'static [(Dialect, Code)];

/// What breaking a rule means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Sources disagree, or it is likely not meant.
    Warning,
    /// The API refuses it, or the customer would not get it.
    Error,
}

/// What a rule tests of the value of the field that carries it.
#[derive(Debug, Clone, Copy)]
pub enum Test {
    /// The value is there and not empty (a field with `empty_means`: is there).
    Required(When),
    /// The value is not there.
    Forbidden(When),
    /// At most so many characters.
    MaxLen(u32),
    /// At least so many characters.
    MinLen(u32),
    /// At least so many elements, or members of an object.
    MinItems(u32),
    /// At most so many elements.
    MaxItems(u32),
    /// The arrays at the path, seen from this value, have at most so many elements together.
    SumMax(Path, u32),
    /// The values at the path, seen from this value, differ.
    Unique(Path),
    /// The text has a form.
    Pattern(&'static Pattern),
    /// The text is one of these.
    In(&'static [&'static str]),
    /// The number lies between both, ends included.
    Range(i64, i64),
    /// The text neither begins nor ends with a blank.
    EdgeSpace,
    /// A named function of `check`.
    Custom(Custom),
}

/// When a [`Test::Required`] or [`Test::Forbidden`] holds. Paths are seen from the object that holds the field.
#[derive(Debug, Clone, Copy)]
pub enum When {
    /// Always.
    Always,
    /// When the text at the path is one of these.
    Is(Path, &'static [&'static str]),
    /// When something stands at the path.
    Has(Path),
    /// When the array at the path has more than so many elements.
    MoreThan(Path, u32),
}

/// A way through a payload: steps separated by `/`, `..` one up, `*` each element; a leading `/` starts at the root.
pub type Path = &'static str;

/// A form that a text must have.
#[derive(Debug)]
pub struct Pattern {
    /// The regular expression, anchored, in the common subset of Rust and JSON Schema.
    pub regex: &'static str,
    /// The form in words: `three capital letters`.
    pub words: &'static str,
    /// Whether the text has the form; hand-written, so that checking compiles no expression.
    pub matches: fn(&str) -> bool,
}

/// The rules that need a function: each is implemented in `check` by that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Custom {
    /// One user-visible emoji at most.
    OneEmoji,
}

impl Rule {
    /// A rule of severity error in all dialects.
    pub const fn error(id: &'static str, test: Test) -> Self {
        Self {
            id,
            dialects: Dialect::ALL,
            severity: Severity::Error,
            predicts: &[],
            test,
            summary: "",
            source: "",
        }
    }

    /// A rule of severity warning in all dialects.
    pub const fn warning(id: &'static str, test: Test) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(id, test)
        }
    }

    /// The rule as only these dialects have it.
    #[must_use]
    pub const fn only(mut self, dialects: &'static [Dialect]) -> Self {
        self.dialects = dialects;
        self
    }

    /// The rule with the codes that it predicts.
    #[must_use]
    pub const fn predicts(mut self, predicts: Predicts) -> Self {
        self.predicts = predicts;
        self
    }

    /// The rule with its sentence.
    #[must_use]
    pub const fn says(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }

    /// The rule with the page that states it.
    #[must_use]
    pub const fn source(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }
}
