//! Rules about templates that go by the way of marketing messages.

use super::definition::Send;
use crate::check::near::quoted;
use crate::check::spot::Walk;
use crate::schema::{Shown, exceeds};
use crate::template::{ButtonKind, FilledHeader, fill};
use crate::text;
use crate::wire::Pointer;

/// So many cells of text have room in one line of a phone's bubble, more or less.
const PHONE: usize = 38;

/// The definition is one of marketing.
pub(super) fn only(walk: &mut Walk<'_>, send: &Send<'_>) {
    let category = send.definition.category.as_str();
    if !matches!(category, "" | "MARKETING") {
        let pointer = Pointer::root().key("template").key("name");
        let message = format!(
            "the template's category is {}, not MARKETING",
            quoted(category)
        );
        let help = "send it without the marketing members".to_owned();
        walk.report(send.rule, pointer, message, help);
    }
}

/// The body has no more lines than the phone shows before "Read more".
pub(super) fn read_more(walk: &mut Walk<'_>, send: &Send<'_>, shown: Shown, most: u32) {
    let filled = fill(send.definition, send.payload);
    let has_call = filled
        .buttons
        .iter()
        .any(|button| button.kind != ButtonKind::QuickReply);
    let found = match &filled.header {
        _ if filled.body.contains("://") && !has_call => Shown::LinkAlone,
        Some(FilledHeader::Media { .. }) => Shown::UnderMedia,
        None => Shown::WithoutHeader,
        Some(FilledHeader::Text { .. }) => return,
    };
    let lines: usize = filled
        .body
        .lines()
        .map(|line| text::wrap(line, PHONE).len().max(1))
        .sum();
    if found == shown && exceeds(lines, most) {
        let message = format!(
            "the body has about {lines} lines on a phone; {most} are shown before Read more"
        );
        let help = "put what matters into the first lines".to_owned();
        walk.report(send.rule, send.components(), message, help);
    }
}
