//! What can be composed, as constant data: message kinds, their fields, limits and form rows.
//!
//! Read by the checker, the form, the sandbox, `explain` and the JSON Schema; a limit stands here
//! and nowhere else. A new message kind is one new file under `kinds` plus its bubble in `preview`.
//! Knows neither how a document is edited nor what a diagnostic says.

mod address;
mod field;
mod rule;

pub use address::{Address, Step};
pub use field::{At, Case, Field, Lines, Markup, Opt, Pane, Shape};
pub use rule::{Custom, Path, Pattern, Predicts, Rule, Severity, Test, When};
