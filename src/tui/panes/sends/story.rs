//! The life of one message: request, answer, statuses with how long each took, failures explained,
//! replies and reaction.

use jiff::{SignedDuration, Timestamp};

use crate::check::{explain_text, field_at_fault};
use crate::history::{AnswerRecord, Sent, Story};
use crate::platform::Answer;
use crate::tui::panes::look::{Look, named};
use crate::tui::panes::send::{json_lines, since};
use crate::tui::panes::styled::{Styled, paragraphs};
use crate::tui::theme::Role;
use crate::webhook::{Event, Status};
use crate::wire::{ApiError, Pointer};

/// The column of the bars.
const BAR: usize = 38;
/// The longest bar.
const LONGEST: usize = 30;

/// The place in the payload that a refusal or a failure is about.
pub fn fault(sent: &Sent, story: Option<&Story>) -> Option<Pointer> {
    let errors = refusal(sent).into_iter();
    let failures = story
        .into_iter()
        .flat_map(|story| story.life.errors.iter().cloned());
    errors
        .chain(failures)
        .find_map(|error| field_at_fault(&error, &sent.request.payload, &[]))
}

/// Why the platform refused it.
fn refusal(sent: &Sent) -> Option<ApiError> {
    match &sent.answer {
        Some(AnswerRecord::Answered {
            status,
            elapsed,
            body,
            ..
        }) => Answer::read(*status, *elapsed, body.as_bytes()).error,
        _ => None,
    }
}

/// All lines.
pub(super) fn lines(
    sent: &Sent,
    story: Option<&Story>,
    width: u16,
    look: &Look<'_>,
) -> Vec<Styled> {
    let mut lines = named("Account", &sent.request.account, width, Role::Text);
    if let Some(message) = sent.message() {
        lines.extend(named("Message", message.as_str(), width, Role::Dim));
    }
    lines.push(Styled::default());
    lines.extend(answered(sent, width, look));
    if let Some(story) = story {
        lines.extend(steps(sent, story, width, look));
        lines.extend(replies(sent, story, look));
    }
    lines.push(Styled::default());
    let request = format!("{} {}", sent.request.method, sent.request.url);
    lines.extend(paragraphs(&request, width, Role::Accent));
    for (name, value) in &sent.request.headers {
        lines.extend(paragraphs(&format!("{name}: {value}"), width, Role::Dim));
    }
    lines.push(Styled::default());
    let payload = json_lines(&sent.request.payload).into_iter();
    lines.extend(payload.map(|line| line.styled));
    lines.push(Styled::default());
    lines.extend(body(sent, width));
    lines
}

/// When it was posted, and what came of that.
fn answered(sent: &Sent, width: u16, look: &Look<'_>) -> Vec<Styled> {
    let glyphs = look.theme.glyphs();
    let at = sent.request.at;
    let head = Styled::new(look.moment(at), Role::Dim)
        .to_column(14)
        .then("posted", Role::Text);
    let mut lines = vec![head];
    match &sent.answer {
        None => lines.extend(named(
            "",
            "no answer is known: it is under way, or bluetick ended before it came",
            width,
            Role::Warning,
        )),
        Some(AnswerRecord::Unanswered { reason, .. }) => {
            lines.extend(named("", reason, width, Role::Error));
        }
        Some(AnswerRecord::Answered {
            at: then,
            elapsed,
            status,
            ..
        }) => {
            let error = refusal(sent);
            let (sign, role) = match error {
                Some(_) => (glyphs.error, Role::Error),
                None => (glyphs.good, Role::Good),
            };
            let elapsed = SignedDuration::try_from(*elapsed).unwrap_or_default();
            lines.push(
                Styled::new(look.moment(*then), Role::Dim)
                    .to_column(14)
                    .then(format!("{sign} answer {status}"), role)
                    .to_column(BAR - 10)
                    .then(format!("{} ms", elapsed.as_millis()), Role::Text),
            );
            if let Some(error) = &error {
                lines.extend(explained(sent, error, Some(*status), width));
            }
        }
    }
    lines
}

/// Each status with how long it took since the request, drawn as a bar.
fn steps(sent: &Sent, story: &Story, width: u16, look: &Look<'_>) -> Vec<Styled> {
    let latencies = story.latencies();
    let longest = latencies.iter().map(|(_, latency)| *latency).max();
    let mut lines = Vec::new();
    for step in &story.life.steps {
        let moment = step.at.map(|at| look.second(at)).unwrap_or_default();
        let (sign, role) = sign(step.status, look);
        let mut line = Styled::new(moment, Role::Dim)
            .to_column(14)
            .then(format!("{sign} {}", step.status), role);
        // As it arrived: the platform's own times are whole seconds.
        let arrived = arrival(story, step.status);
        let latency = arrived.map(|at| since(sent.request.at, at));
        line = line
            .to_column(BAR - 10)
            .then(latency.unwrap_or_default(), Role::Text);
        let own = latencies.iter().find(|(status, _)| *status == step.status);
        if let (Some((_, latency)), Some(longest)) = (own, longest) {
            let room = LONGEST.min(usize::from(width).saturating_sub(BAR));
            line = line
                .to_column(BAR)
                .then(bar(*latency, longest, room, look), role);
        }
        lines.push(line);
        if step.status == Status::Failed {
            for error in &story.life.errors {
                lines.extend(explained(sent, error, None, width));
            }
        }
    }
    if let Some(pricing) = &story.life.pricing {
        let words = [&pricing.category, &pricing.model, &pricing.tariff];
        let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
        lines.extend(named("Billed as", &words.join(" · "), width, Role::Dim));
    }
    if let Some(until) = story.life.free_until {
        let words = format!("{}, by the free entry point", look.minute(until));
        lines.extend(named("Free until", &words, width, Role::Dim));
    }
    lines
}

/// When the first webhook with that status came.
fn arrival(story: &Story, status: Status) -> Option<Timestamp> {
    let mut entries = story.entries.iter();
    entries
        .find(|entry| match &entry.event {
            Some(Event::Status(event)) => event.status == status,
            _ => false,
        })
        .map(|entry| entry.at)
}

fn bar(latency: SignedDuration, longest: SignedDuration, room: usize, look: &Look<'_>) -> String {
    let (part, whole) = (latency.as_millis().max(0), longest.as_millis().max(1));
    let cells = i128::try_from(room).unwrap_or(0) * part / whole;
    let cells = usize::try_from(cells).unwrap_or(0).max(1).min(room);
    look.theme.glyphs().line.repeat(cells)
}

fn sign(status: Status, look: &Look<'_>) -> (String, Role) {
    let glyphs = look.theme.glyphs();
    match status {
        Status::Sent => (glyphs.good.to_owned(), Role::Text),
        Status::Delivered => (glyphs.good.repeat(2), Role::Good),
        Status::Read | Status::Played => (glyphs.good.repeat(2), Role::Info),
        Status::Failed => (glyphs.error.to_owned(), Role::Error),
        Status::Warning => (glyphs.warning.to_owned(), Role::Warning),
        Status::Deleted => ("-".to_owned(), Role::Dim),
    }
}

/// What the customer did with it.
fn replies(sent: &Sent, story: &Story, look: &Look<'_>) -> Vec<Styled> {
    let mut lines = Vec::new();
    for reply in &story.life.replies {
        let moment = reply.timestamp.map(|at| look.second(at));
        let line = Styled::new(moment.unwrap_or_default(), Role::Dim)
            .to_column(14)
            .then("↩ ", Role::Accent)
            .foreign(&reply.content.summary(), Role::Text);
        let line = match reply.timestamp {
            Some(at) => line
                .then("  ", Role::Text)
                .then(since(sent.request.at, at), Role::Dim),
            None => line,
        };
        lines.push(line);
    }
    if let Some(emoji) = story.life.reaction_emoji() {
        lines.push(
            Styled::default()
                .to_column(14)
                .then("↩ reacted ", Role::Accent)
                .foreign(emoji, Role::Text),
        );
    }
    lines
}

/// A refusal or a failure in plain words, and where it leads.
fn explained(sent: &Sent, error: &ApiError, status: Option<u16>, width: u16) -> Vec<Styled> {
    let said = error.said();
    let explanation = explain_text(sent.request.dialect, error.code, status, said);
    let cells = width.saturating_sub(16);
    let mut sentences = vec![(format!("{}  {said}", error.code), Role::Error)];
    if explanation.meaning != said {
        sentences.push((explanation.meaning.to_owned(), Role::Dim));
    }
    sentences.push((explanation.remedy.to_owned(), Role::Text));
    sentences.push((explanation.retry().to_owned(), Role::Dim));
    if let Some(pointer) = field_at_fault(error, &sent.request.payload, &[]) {
        sentences.push((format!("Enter goes to {}", pointer.as_str()), Role::Accent));
    }
    let lines = sentences.into_iter();
    lines
        .flat_map(|(sentence, role)| paragraphs(&sentence, cells, role))
        .map(|line| Styled::default().to_column(16).join(line))
        .collect()
}

/// The answer's body as it came.
fn body(sent: &Sent, width: u16) -> Vec<Styled> {
    let Some(AnswerRecord::Answered { body, .. }) = &sent.answer else {
        return Vec::new();
    };
    match serde_json::from_str(body) {
        Ok(json) => json_lines(&json)
            .into_iter()
            .map(|line| line.styled)
            .collect(),
        Err(_) => paragraphs(body, width, Role::Text),
    }
}
