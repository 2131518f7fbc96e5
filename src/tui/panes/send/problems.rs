//! The tab Problems: everything that the checker finds; Enter goes to the field.

use super::{Facts, PanelLine, Target};
use crate::schema::{Severity, WINDOW_RULE};
use crate::tui::panes::styled::Styled;
use crate::tui::theme::Role;

/// The lines of the tab, errors first.
pub(super) fn lines(facts: &Facts<'_>) -> Vec<PanelLine> {
    if let Some(unreadable) = facts.unreadable {
        let line = Styled::new(facts.glyphs.error, Role::Error)
            .then("  ", Role::Text)
            .foreign(&unreadable.to_string(), Role::Text)
            .then("  ", Role::Text)
            .then(unreadable.help, Role::Dim);
        return vec![line.into()];
    }
    let diagnostics = facts.desk.diagnostics();
    if diagnostics.is_empty() {
        return vec![
            Styled::new(facts.glyphs.good, Role::Good)
                .then("  Nothing is wrong with this message.", Role::Dim)
                .into(),
        ];
    }
    let mut lines = Vec::new();
    for (number, diagnostic) in diagnostics.iter().enumerate() {
        let (mark, role) = match diagnostic.severity {
            Severity::Error => (facts.glyphs.error, Role::Error),
            Severity::Warning => (facts.glyphs.warning, Role::Warning),
        };
        let mut line = Styled::new(mark, role)
            .then("  ", Role::Text)
            .foreign(&diagnostic.message, Role::Text);
        if let Some(help) = &diagnostic.help {
            line = line.then("  ", Role::Text).foreign(help, Role::Dim);
        }
        if let Some(code) = diagnostic.prediction {
            line = line.then(format!("  would be refused with {code}"), Role::Dim);
        }
        lines.push(PanelLine::from(line).to(Target::Problem(number)));
        if diagnostic.rule == WINDOW_RULE {
            let offer = Styled::new("   Enter chooses a template to send instead", Role::Accent);
            lines.push(PanelLine::from(offer).to(Target::Template));
        }
    }
    lines
}
