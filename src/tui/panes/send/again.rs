//! What is said of sending a refused message again: that it can be, when it will be, that it is over.

use super::{Facts, PanelLine, Target};
use crate::tui::outbox::again::Stage;
use crate::tui::panes::styled::{Styled, paragraphs};
use crate::tui::theme::Role;

/// The column where the sentences begin, below what happened.
const INDENT: usize = 14;

/// The lines about another attempt, before those that explain the refusal of the last one.
pub(super) fn with_attempts(explained: Vec<PanelLine>, facts: &Facts<'_>) -> Vec<PanelLine> {
    let again = facts.outbox.again();
    let mut lines = Vec::new();
    if let Some((again, countdown)) = again.and_then(|it| Some((it, it.countdown(facts.now)?))) {
        let payload = facts.desk.draft().document.payload();
        let account = facts.account.map_or("", |account| account.name.as_str());
        let keys = if facts.outbox.waits_for(payload, account) {
            "Esc stops, F5 sends at once"
        } else {
            "Esc stops"
        };
        let sentence = format!("{countdown} · {} · {keys}", again.attempt());
        lines.extend(said(&sentence, Role::Warning, facts));
    }
    if let Some(over) = again.filter(|it| it.stage() == Stage::GivenUp) {
        let sentence = format!("given up: {} was refused as well", over.attempt());
        lines.extend(said(&sentence, Role::Error, facts));
    }
    if facts.outbox.can_try_again() {
        let leads = explained.iter().any(|line| line.target.is_some());
        let sentence = if leads {
            "The palette can send it again when the platform allows."
        } else {
            "Enter sends it again when the platform allows."
        };
        let offer = said(sentence, Role::Accent, facts);
        lines.extend(offer.map(|line| if leads { line } else { line.to(Target::Again) }));
    }
    lines.extend(explained);
    lines
}

fn said(sentence: &str, role: Role, facts: &Facts<'_>) -> impl Iterator<Item = PanelLine> {
    let indent = u16::try_from(INDENT).unwrap_or(0);
    paragraphs(sentence, facts.width.saturating_sub(indent), role)
        .into_iter()
        .map(|line| Styled::default().to_column(INDENT).join(line).into())
}
