//! The rules that follow from what JSON and the schema are, rather than from a page.

use crate::schema::{Rule, Severity, Test, UNREADABLE, UNWANTED};
use crate::wire::Dialect;

/// The page on which the parser's answers are described.
const PARSER: &str =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes";

/// The rules that no field of the schema carries.
pub fn general_rules() -> impl Iterator<Item = &'static Rule> {
    [
        &WRONG_TYPE,
        &NEIGHBOURING_TYPE,
        &UNKNOWN_KEY,
        &COMPONENT_TWICE,
        &UNCLEAR,
        &DEFINITION,
    ]
    .into_iter()
}

const fn general(id: &'static str, severity: Severity, summary: &'static str) -> Rule {
    let rule = Rule::error(id, Test::Required, summary, PARSER).predicts(&[]);
    match severity {
        Severity::Error => rule,
        Severity::Warning => Rule::warning(id, Test::Required, summary, PARSER),
    }
}

/// A value of a JSON type that the field does not take.
pub(super) static WRONG_TYPE: Rule = general(
    "wrong-type",
    Severity::Error,
    "a value has the JSON type that its field takes",
)
.predicts(UNREADABLE);

/// A number in a text, or a text in a number, where that was seen to be taken.
pub(super) static NEIGHBOURING_TYPE: Rule = general(
    "number-or-text",
    Severity::Warning,
    "a number is written as the documentation writes it",
);

/// A member that nobody documents.
pub(super) static UNKNOWN_KEY: Rule = general(
    "unknown-key",
    Severity::Warning,
    "a member has a name that the platform documents",
)
.predicts(UNWANTED);

/// A component that stands twice.
pub(super) static COMPONENT_TWICE: Rule = general(
    "component-twice",
    Severity::Warning,
    "a template has one header, one body and one component for each button",
);

/// A payload that does not say which API it is for.
pub(super) static UNCLEAR: Rule = general(
    "api-unclear",
    Severity::Warning,
    "a message for the Cloud API names its messaging product",
)
.only(Dialect::CLOUD_BODY);

/// A definition that cannot be read.
pub(super) static DEFINITION: Rule = general(
    "definition-unreadable",
    Severity::Warning,
    "a draft's definition is an object with components",
);
