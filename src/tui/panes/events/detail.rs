//! One webhook in full: as it was understood, and as it came.

use crate::history::Entry;
use crate::tui::panes::look::{Look, named};
use crate::tui::panes::send::{json_lines, verdict};
use crate::tui::panes::styled::{Styled, paragraphs};
use crate::tui::theme::Role;
use crate::webhook::{Event, Received};

/// The event with what is known around it, then each of its members.
pub(super) fn parsed(
    entry: &Entry,
    received: Option<&Received>,
    width: u16,
    look: &Look<'_>,
) -> Vec<Styled> {
    let mut lines = Vec::new();
    if let Some(given) = entry.verdict {
        let (words, role) = verdict(given);
        lines.extend(named("Signature", words, width, role));
        if let Some(reason) = received.and_then(|received| received.reason) {
            lines.extend(named("Likely", &reason.to_string(), width, Role::Warning));
        }
        if !given.is_trusted() {
            let sentence = "It was refused with 401 and is kept apart: nothing in it is believed, no message and no conversation knows of it.";
            lines.extend(named("", sentence, width, Role::Dim));
        }
    }
    if let Some(event) = &entry.event {
        lines.extend(named("Says", &event.summary(), width, Role::Text));
    }
    lines.extend(named("Came", &look.moment(entry.at), width, Role::Text));
    if let Some(moment) = entry.moment {
        lines.extend(named("Happened", &look.second(moment), width, Role::Text));
    }
    lines.extend(named("Account", &entry.account, width, Role::Text));
    if let Some(peer) = &entry.peer {
        lines.extend(named("Person", peer, width, Role::Text));
    }
    if let Some(message) = &entry.message {
        lines.extend(named("Message", message.as_str(), width, Role::Dim));
    }
    lines.push(Styled::default());
    lines.extend(whole(entry, width));
    lines
}

/// The typed event; of what is not known all of it.
fn whole(entry: &Entry, width: u16) -> Vec<Styled> {
    let value = match &entry.event {
        Some(Event::Unknown(value)) => value.clone(),
        // Typed events can always be written as JSON.
        Some(event) => serde_json::to_value(event).unwrap_or_default(),
        None => return Vec::new(),
    };
    let pretty = format!("{value:#}");
    json_lines(&value)
        .into_iter()
        .zip(pretty.lines())
        .flat_map(|(line, text)| {
            if line.styled.width() <= usize::from(width) {
                vec![line.styled]
            } else {
                paragraphs(text, width, Role::Text)
            }
        })
        .collect()
}

/// The request: its line, its headers, its body to the byte.
pub(super) fn raw(received: &Received, width: u16) -> Vec<Styled> {
    let mut lines = vec![Styled::new("POST ", Role::Accent).foreign(&received.path, Role::Accent)];
    for (name, value) in &received.headers {
        lines.extend(paragraphs(&format!("{name}: {value}"), width, Role::Dim));
    }
    lines.push(Styled::default());
    lines.extend(paragraphs(&received.text(), width, Role::Text));
    lines
}
