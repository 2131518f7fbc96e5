//! One event as a row of the list.

use crate::history::Entry;
use crate::tui::panes::look::Look;
use crate::tui::panes::send::verdict;
use crate::tui::panes::styled::Styled;
use crate::tui::theme::Role;

/// The column of the kind, after the moment.
const KIND: usize = 15;
/// The column of what happened, in a list wide enough.
const WHAT: usize = 36;
/// How wide a list must be for the kind and what happened.
const WIDE: u16 = 56;

/// The row. One whose signature is bad says nothing but that: nothing in it can be believed.
pub(super) fn line(entry: &Entry, width: u16, look: &Look<'_>) -> Styled {
    let glyphs = look.theme.glyphs();
    let (sign, role) = match (entry.verdict, entry.kind.as_str()) {
        (Some(verdict), _) if !verdict.is_trusted() => (glyphs.error, Role::Error),
        (_, "status.failed") => (glyphs.error, Role::Error),
        (_, "unknown" | "unreadable" | "status.warning") => (glyphs.warning, Role::Warning),
        _ => (" ", Role::Text),
    };
    let head = Styled::new(look.moment(entry.at), Role::Dim)
        .to_column(KIND - 2)
        .then(sign, role)
        .to_column(KIND);
    if let Some(given) = entry.verdict.filter(|given| !given.is_trusted()) {
        let (words, role) = verdict(given);
        return head
            .then(words, role)
            .then("  kept apart  ", Role::Error)
            .foreign(&entry.account, Role::Dim);
    }
    let summary = entry.event.as_ref().map(crate::webhook::Event::summary);
    let summary = summary.unwrap_or_default();
    if width < WIDE {
        return head
            .foreign(&entry.kind, role)
            .then("  ", Role::Text)
            .foreign(&summary, Role::Dim);
    }
    head.foreign(&entry.kind, role)
        .to_column(WHAT)
        .foreign(&summary, Role::Text)
        .then("  ", Role::Text)
        .foreign(&entry.account, Role::Dim)
}
