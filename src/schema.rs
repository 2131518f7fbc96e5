//! What can be composed, as constant data: message kinds, their fields, limits and form rows.
//!
//! Read by the checker, the form, the sandbox, `explain` and the JSON Schema; a limit stands here
//! and nowhere else. A new message kind is one new file under `kinds` plus its bubble in `preview`.
//! Knows neither how a document is edited nor what a diagnostic says.

mod address;
mod blank;
mod catalogue;
mod condition;
mod custom;
mod definition;
mod field;
mod form;
mod json_schema;
mod kind;
mod kinds;
mod lookup;
pub(crate) mod most;
mod not_checked;
mod patterns;
mod rule;
mod shared;
mod sources;

pub use address::{Address, Step};
pub use blank::{blank, element, skeleton};
pub use catalogue::{Listed, catalogue};
pub use condition::{Path, When, holds_in};
pub use custom::{Authoring, Custom, Shown};
pub use field::{At, Case, Field, Initial, Lines, Loose, Markup, Opt, Pane, Presence, Shape};
pub use form::{Role, Row, form};
pub use json_schema::json_schema;
pub use kind::{DEFINITION, KINDS, Kind, kind, kind_of};
pub use lookup::{Limit, key_order, limit, rules};
pub use not_checked::NOT_CHECKED;
pub use rule::{Pattern, Predicts, Rule, Severity, Test};
pub use shared::envelope::WINDOW_RULE;

pub(crate) use address::carries;
pub(crate) use blank::members;
pub(crate) use condition::{Sight, exceeds, is_blank, is_empty};
pub(crate) use definition::{EXAMPLE_VALUE, stored_members};
pub(crate) use kind::root_of;
pub(crate) use kinds::template::{blank_button, blank_component};
pub(crate) use lookup::{case_of, is_required, member};
pub(crate) use rule::{UNREADABLE, UNWANTED};
