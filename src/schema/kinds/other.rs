//! Messages whose kind we do not know: what is known of them all the same.

use crate::schema::custom::Custom;
use crate::schema::field::{Field, Pane};
use crate::schema::rule::{MISSING, Rule, Test};
use crate::schema::shared::{envelope, interactive};

/// The envelope alone; the content is shown as JSON.
pub(in crate::schema) static OTHER: Field = envelope::message(&[envelope::BEFORE, envelope::AFTER])
    .rules(&[
        envelope::WHOLE_WITHDRAWN,
        envelope::WHOLE_WINDOW,
        Rule {
            test: Test::Custom(Custom::ContentNamed),
            ..envelope::CONTENT
        }
        .predicts(MISSING),
    ]);

/// The frame of an interactive message; the action is shown as JSON.
pub(in crate::schema) static INTERACTIVE: Field = envelope::message(&[
    envelope::BEFORE,
    interactive::content(&[
        interactive::TYPE,
        interactive::header(interactive::ALL_HEADERS, &[interactive::HEADER_TYPES]),
        Field::group("body", "body", &[BODY_TEXT]).pane(Pane::Body),
        interactive::FOOTER,
        Field::json("action", "action")
            .pane(Pane::Buttons)
            .rules(&[interactive::ACTION_REQUIRED]),
    ]),
    envelope::AFTER,
]);

const BODY_TEXT: Field =
    interactive::BODY_TEXT.rules(&[interactive::BODY_NONEMPTY, interactive::BODY_LENGTH]);

/// All of them.
pub(in crate::schema) static ROOTS: &[&Field] = &[&OTHER, &INTERACTIVE];
