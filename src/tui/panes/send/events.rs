//! The tab Events: every webhook that came, trusted or not.

use super::life::verdict;
use super::{Facts, PanelLine};
use crate::tui::panes::styled::{Styled, paragraphs};
use crate::tui::theme::Role;
use crate::webhook::{Event, Received};

/// The lines of the tab, the latest webhook first.
pub(super) fn lines(facts: &Facts<'_>) -> Vec<PanelLine> {
    let mut lines: Vec<PanelLine> = facts
        .outbox
        .received()
        .iter()
        .rev()
        .flat_map(|received| webhook(received, facts))
        .collect();
    if lines.is_empty() {
        lines = nothing(facts);
    }
    lines
}

fn nothing(facts: &Facts<'_>) -> Vec<PanelLine> {
    let address = facts.account.and_then(|account| account.webhook.as_deref());
    let mut lines: Vec<PanelLine> = paragraphs(
        "No webhook yet. Statuses and answers of customers arrive here once a message is sent.",
        facts.width,
        Role::Dim,
    )
    .into_iter()
    .map(PanelLine::from)
    .collect();
    match address {
        Some(address) => lines.push(
            Styled::new("Webhooks arrive at ", Role::Dim)
                .foreign(address, Role::Text)
                .into(),
        ),
        None => lines.push(Styled::new("The receiver is not running yet.", Role::Dim).into()),
    }
    lines
}

fn webhook(received: &Received, facts: &Facts<'_>) -> Vec<PanelLine> {
    let (sentence, role) = verdict(received.verdict);
    let head = Styled::new(facts.clock(received.at), Role::Dim)
        .then("  ", Role::Text)
        .foreign(&received.path, Role::Dim)
        .then("  ", Role::Text)
        .then(sentence, role)
        .then(format!("  {} bytes", received.body.len()), Role::Dim);
    let mut lines = vec![PanelLine::from(head)];
    for event in &received.events {
        lines.push(described(event).into());
    }
    if received.events.is_empty() {
        let start: String = received.text().chars().take(400).collect();
        lines.extend(
            paragraphs(&start, facts.width.saturating_sub(2), Role::Text)
                .into_iter()
                .take(4)
                .map(|line| Styled::new("  ", Role::Text).join(line).into()),
        );
    }
    lines
}

fn described(event: &Event) -> Styled {
    let line = Styled::new("  ", Role::Text);
    match event {
        Event::Status(status) => {
            let line = line
                .then(status.status.name(), Role::Text)
                .then("  ", Role::Text)
                .foreign(status.id.as_str(), Role::Dim)
                .then("  to ", Role::Dim)
                .foreign(&status.recipient, Role::Dim);
            match status.errors.first() {
                Some(error) => line
                    .then(format!("  {} ", error.code), Role::Error)
                    .foreign(&error.title, Role::Error),
                None => line,
            }
        }
        Event::Message(inbound) => line
            .foreign(&inbound.content.summary(), Role::Text)
            .then("  from ", Role::Dim)
            .foreign(&inbound.from, Role::Dim),
        Event::Problem(error) => line
            .then(format!("{} ", error.code), Role::Error)
            .foreign(&error.title, Role::Error),
        Event::Unknown(value) => line
            .then("unknown event  ", Role::Warning)
            .foreign(&value.to_string(), Role::Dim),
        other => line
            .then(other.kind().into_owned(), Role::Text)
            .then("  ", Role::Text)
            .foreign(&other.summary(), Role::Dim),
    }
}
