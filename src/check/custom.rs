//! The rules that need a function, one file a topic.

mod envelope;
mod words;

use super::walk::{Spot, Walk};
use crate::schema::{Custom, Rule};

/// Applies a rule that needs a function.
pub(super) fn apply(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, custom: Custom) {
    match custom {
        Custom::OneEmoji => words::one_emoji(walk, spot, rule),
        Custom::NoMarkup => words::no_markup(walk, spot, rule),
        Custom::NoLineBreak => words::no_line_break(walk, spot, rule),
        Custom::NoEmoji => words::no_emoji(walk, spot, rule),
        Custom::PreviewAddress => words::preview_address(walk, spot, rule),
        Custom::PreviewHost => words::preview_host(walk, spot, rule),
        Custom::Addressed => envelope::addressed(walk, spot, rule),
        Custom::NotOneself => envelope::not_oneself(walk, spot, rule),
        Custom::WindowOpen => envelope::window_open(walk, spot, rule),
        Custom::Withdrawn => envelope::withdrawn(walk, spot, rule),
        Custom::ContentNamed => envelope::content_named(walk, spot, rule),
    }
}
