//! One template: what is known of it, and how the library's version differs from the account's.

use serde_json::Value;

use super::row::{quality_of, state_of, status_of, value_of};
use super::{Row, origin};
use crate::link::templates::{id_of, member};
use crate::template::{Compared, Definition, Difference, Words, changes, slots};
use crate::text;
use crate::tui::panes::look::{Look, named};
use crate::tui::panes::styled::{Styled, paragraphs};
use crate::tui::theme::Role;

/// All lines.
pub(super) fn lines(row: &Row, width: u16, look: &Look<'_>) -> Vec<Styled> {
    let mut lines = facts(row, width, look);
    lines.push(Styled::default());
    if let Some(Compared::Different(differences)) = &row.compared {
        let explained = "[-only in the library-] {+only in the account+}";
        lines.extend(paragraphs(explained, width, Role::Dim));
        for difference in differences {
            lines.extend(part(difference, width));
        }
        return lines;
    }
    let here = row.here.as_ref().map(|entry| &entry.value);
    if let Some(value) = here.or(row.there.as_ref()) {
        lines.extend(words(value, width));
    }
    lines
}

fn facts(row: &Row, width: u16, look: &Look<'_>) -> Vec<Styled> {
    let (status, status_role) = status_of(row);
    let status = match value_of(row, "rejected_reason") {
        "" | "NONE" => status,
        reason => format!("{status}: {reason}"),
    };
    let category = value_of(row, "category").to_ascii_lowercase();
    let mut lines = named("Status", &status, width, status_role);
    lines.extend(named("Category", &category, width, Role::Text));
    lines.extend(named("Quality", &quality_of(row), width, Role::Text));
    if let Some(entry) = &row.here {
        let fetched = entry.fetched.as_ref();
        let told = fetched.and_then(|fetched| origin(fetched, look.now));
        let told = told.unwrap_or_else(|| "written here".to_owned());
        let is_changed = fetched.is_some() && entry.is_changed();
        let changed = if is_changed { ", changed since" } else { "" };
        lines.extend(named(
            "Library",
            &format!("{told}{changed}"),
            width,
            Role::Text,
        ));
        let path = entry.path.display().to_string();
        lines.extend(named("File", &path, width, Role::Dim));
    }
    if let Some(there) = &row.there {
        let id = format!("id {}", id_of(there));
        lines.extend(named("Account", &id, width, Role::Dim));
    }
    let (state, role) = state_of(row);
    if !state.is_empty() {
        lines.extend(named("State", state, width, role));
    }
    lines
}

/// A part that differs: both versions in one, with marks around what only one has.
fn part(difference: &Difference, width: u16) -> Vec<Styled> {
    let here = difference.here.as_deref().unwrap_or_default();
    let there = difference.there.as_deref().unwrap_or_default();
    let title = Styled::default().foreign(&difference.part, Role::Title);
    let pieces = changes(here, there).into_iter().map(|words| match words {
        Words::Both(words) => (words, Role::Text),
        Words::Here(words) => (format!("[-{words}-]"), Role::Error),
        Words::There(words) => (format!("{{+{words}+}}"), Role::Good),
    });
    let mut lines = vec![Styled::default(), title];
    lines.extend(flow(pieces, width));
    lines
}

/// Pieces of text one after the other, broken between words.
fn flow(pieces: impl Iterator<Item = (String, Role)>, width: u16) -> Vec<Styled> {
    let width = usize::from(width.max(1));
    let mut lines = Vec::new();
    let mut line = Styled::default();
    for (piece, role) in pieces {
        for word in piece.split_inclusive(char::is_whitespace) {
            let shown = word.trim_end_matches(['\n', '\r']);
            if line.width() > 0 && line.width() + text::width(shown.trim_end()) > width {
                lines.push(std::mem::take(&mut line));
            }
            line = line.foreign(shown, role);
            if shown.len() < word.len() {
                lines.push(std::mem::take(&mut line));
            }
        }
    }
    lines.push(line);
    lines
}

/// The words of a definition, and the slots that a send fills.
fn words(value: &Value, width: u16) -> Vec<Styled> {
    let Ok(definition) = Definition::read(value) else {
        let name = member(value, "name");
        return paragraphs(&format!("{name} cannot be read."), width, Role::Warning);
    };
    let mut lines = Vec::new();
    if let Some(header) = &definition.header {
        let medium = header.format.parameter_type();
        let shown = if header.text.is_empty() {
            &medium
        } else {
            &header.text
        };
        lines.extend(named("Header", shown, width, Role::Text));
    }
    lines.extend(named("Body", &definition.body, width, Role::Text));
    if let Some(footer) = &definition.footer {
        lines.extend(named("Footer", footer, width, Role::Text));
    }
    for button in &definition.buttons {
        lines.extend(named("Button", &button.text, width, Role::Text));
    }
    for card in &definition.cards {
        lines.extend(named("Card", &card.body, width, Role::Text));
    }
    let slots = slots(&definition).join(", ");
    let slots = if slots.is_empty() { "none" } else { &slots };
    lines.extend(named("Slots", slots, width, Role::Text));
    lines
}
