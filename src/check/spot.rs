//! A place on the walk, and what was found so far: what the walk and all rules share.

use serde_json::Value;

use super::context::Context;
use super::diagnostic::Diagnostic;
use super::frame::{Frame, Step};
use crate::schema::{Field, Rule, is_blank};
use crate::template::Definition;
use crate::wire::scalar::text_of;
use crate::wire::{Dialect, Pointer};

/// What is known about the message beside its payload.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    /// The dialect whose rules are applied.
    pub dialect: Dialect,
    /// Facts from outside.
    pub context: &'a Context,
    /// The definition of the template that is sent.
    pub definition: Option<&'a Definition>,
    /// Whether a missing recipient is no matter yet.
    pub is_unaddressed: bool,
}

/// One field at its place.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// The field.
    pub field: &'static Field,
    /// What holds it; its own frame for the root and for what stands [`At::Here`](crate::schema::At::Here).
    pub holder: &'a Frame<'a>,
    /// The way from there.
    pub step: Step<'a>,
    /// The value, if it is there.
    pub value: Option<&'a Value>,
}

impl<'a> Spot<'a> {
    /// Where the value is, or would be.
    pub(super) fn pointer(&self) -> Pointer {
        self.holder.below(self.step)
    }

    /// The value as a text: a text, or a number's digits.
    pub(super) fn text(&self) -> Option<&'a str> {
        self.value.and_then(text_of)
    }

    /// The text, unless it is empty: whether it may be is another rule's matter.
    pub(super) fn given(&self) -> Option<&'a str> {
        self.text().filter(|text| !is_blank(text))
    }
}

/// The walk and what it found.
pub(super) struct Walk<'a> {
    pub facts: Facts<'a>,
    pub found: Vec<Diagnostic>,
}

impl Walk<'_> {
    /// Notes a broken rule.
    pub(super) fn report(
        &mut self,
        rule: &Rule,
        pointer: Pointer,
        message: String,
        help: impl Into<Option<String>>,
    ) {
        self.found.push(Diagnostic {
            rule: rule.id.to_owned(),
            severity: rule.severity,
            pointer,
            message,
            help: help.into(),
            prediction: rule.code(self.facts.dialect),
            source: (!rule.source.is_empty()).then(|| rule.source.to_owned()),
        });
    }
}
