//! Rules: what the platform demands of a field, as data.

use serde::{Deserialize, Serialize};

use super::condition::{Path, When};
use super::custom::Custom;
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
    /// When it holds.
    pub when: When,
    /// What is tested.
    pub test: Test,
    /// The demand in one sentence: `a row title has at most 24 characters`.
    pub summary: &'static str,
    /// The address of the page that states it.
    pub source: &'static str,
}

/// The Cloud API and 360dialog, which passes its bodies on.
pub(super) const CLOUD: &[Dialect] = Dialect::CLOUD_BODY;
/// The Cloud API alone.
pub(super) const CLOUD_ONLY: &[Dialect] = &[Dialect::Cloud];
/// The On-Premises API alone.
pub(super) const ON_PREMISES: &[Dialect] = &[Dialect::OnPremises];

/// The code that each dialect answers when a rule is broken.
pub type Predicts = &'static [(Dialect, Code)];

/// The code of the Cloud API, which 360dialog passes on, and the one of On-Premises.
pub(super) const fn codes(cloud: u32, on_premises: u32) -> [(Dialect, Code); 3] {
    [
        (Dialect::Cloud, Code::new(cloud)),
        (Dialect::Dialog360, Code::new(cloud)),
        (Dialect::OnPremises, Code::new(on_premises)),
    ]
}

/// The code of template creation with its subcode. On-Premises clients made no templates themselves.
pub(super) const fn created(subcode: u32) -> [(Dialect, Code); 2] {
    let code = Code::with_subcode(100, subcode);
    [(Dialect::Cloud, code), (Dialect::Dialog360, code)]
}

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
    Required,
    /// The value is not there.
    Forbidden,
    /// At most so many characters.
    MaxLen(u32),
    /// At least so many elements, or members of an object.
    MinItems(u32),
    /// At most so many elements.
    MaxItems(u32),
    /// The arrays at the path, seen from this value, have at most so many elements together.
    SumMax(Path, u32),
    /// The values at the path, seen from this value, differ; the word is what holds each: `row`.
    Unique(Path, &'static str),
    /// The text has a form.
    Pattern(&'static Pattern),
    /// The text is one of the field's options, the tag one of its cases, that the dialect takes.
    Listed,
    /// The text is one of these.
    In(&'static [&'static str]),
    /// The text is one of these, in any letter case.
    InFolded(&'static [&'static str]),
    /// The number lies between both, ends included.
    Range(i64, i64),
    /// The number, with or without a fraction, lies between both, ends included.
    Within(i32, i32),
    /// The number has no fraction.
    Whole,
    /// The text neither begins nor ends with a blank.
    EdgeSpace,
    /// Exactly one of the members of a `OneOf` is there.
    ExactlyOne,
    /// A named function of `check`.
    Custom(Custom),
}

impl Test {
    /// Whether the test may fail where the value is absent.
    pub(crate) const fn is_of_absence(self) -> bool {
        matches!(self, Self::Required | Self::Custom(_))
    }
}

/// A form that a text must have.
#[derive(Debug)]
pub struct Pattern {
    /// The regular expression in the common subset of Rust and JSON Schema.
    pub regex: &'static str,
    /// The form in words: `three capital letters`.
    pub words: &'static str,
    /// Whether the text has the form; hand-written, so that checking compiles no expression.
    pub matches: fn(&str) -> bool,
}

/// A part that the platform demands is missing or empty.
pub(super) const MISSING: Predicts = &codes(100, 1008);
/// A value breaks a limit that only WhatsApp knows.
pub(super) const INVALID: Predicts = &codes(131_009, 1009);
/// A value does not pass the parser in front of WhatsApp.
pub(crate) const UNREADABLE: Predicts = &codes(100, 1009);
/// A definition breaks a rule that has no subcode of its own.
pub(super) const INVALID_DEFINITION: Predicts = &[
    (Dialect::Cloud, Code::new(100)),
    (Dialect::Dialog360, Code::new(100)),
];
/// A part stands where it may not.
pub(crate) const UNWANTED: Predicts = &codes(100, 1010);

impl Rule {
    /// A rule of severity error in all dialects.
    pub const fn error(
        id: &'static str,
        test: Test,
        summary: &'static str,
        source: &'static str,
    ) -> Self {
        Self {
            id,
            dialects: Dialect::ALL,
            severity: Severity::Error,
            predicts: usual(test),
            when: When::Always,
            test,
            summary,
            source,
        }
    }

    /// A rule of severity warning in all dialects; the API would answer nothing.
    pub const fn warning(
        id: &'static str,
        test: Test,
        summary: &'static str,
        source: &'static str,
    ) -> Self {
        let mut rule = Self::error(id, test, summary, source);
        rule.severity = Severity::Warning;
        rule.predicts = &[];
        rule
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

    /// The rule under a condition.
    #[must_use]
    pub const fn when(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    /// The code that a dialect answers when the rule is broken.
    pub fn code(&self, dialect: Dialect) -> Option<Code> {
        self.predicts
            .iter()
            .find_map(|(of, code)| (*of == dialect).then_some(*code))
    }
}

/// What the platform answers to a broken rule of this sort, unless the rule says otherwise.
const fn usual(test: Test) -> Predicts {
    match test {
        Test::Required => MISSING,
        Test::Forbidden => UNWANTED,
        _ => INVALID,
    }
}
