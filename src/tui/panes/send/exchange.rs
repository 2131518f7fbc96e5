//! The tabs Request and Answer, and an error in plain words.

use super::again::with_attempts;
use super::json::json_lines;
use super::{Facts, PanelLine, Target};
use crate::check::{explain_text, field_at_fault};
use crate::platform::Body;
use crate::schema;
use crate::tui::desk::findings::place;
use crate::tui::outbox::{Outcome, Sent};
use crate::tui::panes::styled::{Styled, paragraphs};
use crate::tui::theme::Role;
use crate::wire::{ApiError, Pointer};

/// The column where explanations begin, below what happened.
const INDENT: usize = 14;

/// What was posted, without its secret; before the first send, what would be.
pub(super) fn request(facts: &Facts<'_>) -> Vec<PanelLine> {
    let Some(sent) = facts.outbox.latest() else {
        let mut lines = vec![PanelLine::from(Styled::new(
            "Not sent yet; this will be posted:",
            Role::Dim,
        ))];
        lines.extend(json_lines(facts.desk.draft().document.payload()));
        return lines;
    };
    let head = sent.request.as_deref().unwrap_or_default();
    let mut lines: Vec<PanelLine> = head
        .lines()
        .take_while(|line| !line.is_empty())
        .enumerate()
        .map(|(number, line)| {
            let role = if number == 0 { Role::Accent } else { Role::Dim };
            Styled::default().foreign(line, role).into()
        })
        .collect();
    lines.extend(json_lines(&sent.payload));
    lines
}

/// Status, time and body of the answer, with its error explained.
pub(super) fn answer(facts: &Facts<'_>) -> Vec<PanelLine> {
    let Some(sent) = facts.outbox.latest() else {
        return vec![Styled::new("No answer yet: nothing was sent.", Role::Dim).into()];
    };
    let answer = match &sent.outcome {
        Outcome::Waiting => {
            return vec![Styled::new("Waiting for the answer…", Role::Warning).into()];
        }
        Outcome::Unanswered(sentence) => {
            return paragraphs(sentence, facts.width, Role::Error)
                .into_iter()
                .map(PanelLine::from)
                .collect();
        }
        Outcome::Answered(answer) => answer,
    };
    let role = if answer.is_accepted() {
        Role::Good
    } else {
        Role::Error
    };
    let mut lines = vec![PanelLine::from(
        Styled::new(format!("HTTP {}", answer.status), role)
            .then(format!("  {} ms", answer.elapsed.as_millis()), Role::Dim),
    )];
    let error = answer.error.as_ref();
    let words = error.map(|error| explained(sent, error, Some(answer.status), facts));
    lines.extend(with_attempts(words.unwrap_or_default(), facts));
    match &answer.body {
        Body::Json(json) => lines.extend(json_lines(json)),
        Body::Text(text) => lines.extend(
            paragraphs(text, facts.width, Role::Text)
                .into_iter()
                .map(PanelLine::from),
        ),
    }
    lines
}

/// An error of the platform: its code and words, what they mean, what to do, and where.
pub(super) fn explained(
    sent: &Sent,
    error: &ApiError,
    http_status: Option<u16>,
    facts: &Facts<'_>,
) -> Vec<PanelLine> {
    let said = error.said();
    let explanation = explain_text(sent.dialect, error.code, http_status, said);
    let pointer = field_at_fault(error, &sent.payload, facts.desk.diagnostics());
    let mut lines = vec![PanelLine::from(
        Styled::default()
            .to_column(INDENT)
            .then(facts.glyphs.error, Role::Error)
            .then(format!("   {}  ", error.code), Role::Error)
            .foreign(said, Role::Text),
    )];
    let cells = facts
        .width
        .saturating_sub(u16::try_from(INDENT + 5).unwrap_or(0));
    // A platform that says what it means needs no second sentence.
    let meaning = (explanation.meaning != said).then_some((explanation.meaning, Role::Dim));
    let help = [
        (explanation.remedy, Role::Text),
        (explanation.retry(), Role::Dim),
    ];
    for (sentence, role) in meaning.into_iter().chain(help) {
        for line in paragraphs(sentence, cells, role) {
            lines.push(Styled::default().to_column(INDENT + 4).join(line).into());
        }
    }
    if let Some(pointer) = pointer {
        lines.push(PanelLine::from(
            Styled::default()
                .to_column(INDENT + 4)
                .then("Enter goes to ", Role::Accent)
                .foreign(&place_name(&pointer, facts), Role::Accent),
        ));
        return lines
            .into_iter()
            .map(|line| line.to(Target::Field(pointer.clone())))
            .collect();
    }
    lines
}

/// A place as the form calls it, with its pointer: `Recipient · /to`.
fn place_name(pointer: &Pointer, facts: &Facts<'_>) -> String {
    let payload = facts.desk.draft().document.payload();
    let label = facts
        .desk
        .rows()
        .iter()
        .find(|row| !matches!(row.role, schema::Role::Group) && place(row, payload) == *pointer)
        .map(|row| row.label.as_str());
    match label {
        Some(label) => format!("{label} · {}", pointer.as_str()),
        None => pointer.as_str().to_owned(),
    }
}
