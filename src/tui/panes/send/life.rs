//! The tab Life: each step of the last message with its moment.

use super::again::with_attempts;
use super::exchange::explained;
use super::{Facts, PanelLine, since};
use crate::tui::outbox::{Arrival, Arrived, Outcome, Sent};
use crate::tui::panes::styled::{Styled, paragraphs};
use crate::tui::theme::Role;
use crate::webhook::{Content, Inbound, Status, StatusEvent, Verdict};

/// The column of what happened, after its moment.
const WHAT: usize = 14;
/// The column of the delay, where the panel is wide enough.
const DELAY: usize = 54;
/// The room for a delay: ` +12.4 s`.
const DELAY_WIDTH: usize = 11;

/// The columns of the delay and of what follows it, in a panel as wide as the facts say.
fn columns(facts: &Facts<'_>) -> (usize, usize) {
    let delay = DELAY.min(usize::from(facts.width).saturating_sub(DELAY_WIDTH));
    (delay, delay + DELAY_WIDTH)
}

/// The lines of the tab.
pub(super) fn lines(facts: &Facts<'_>) -> Vec<PanelLine> {
    let Some(sent) = facts.outbox.latest() else {
        return nothing_sent(facts);
    };
    let mut lines = vec![PanelLine::from(posted(sent, facts))];
    lines.extend(outcome(sent, facts));
    for arrival in &sent.arrivals {
        lines.extend(arrived(sent, arrival, facts));
    }
    lines
}

fn nothing_sent(facts: &Facts<'_>) -> Vec<PanelLine> {
    let place = match facts.account {
        _ if facts.desk.draft().is_definition() => {
            "A definition is sent in for review, and not to customers. F5 offers that."
        }
        Some(account) if account.is_sandbox => {
            "Nothing sent yet. F5 sends to the sandbox on this machine, whose customers can tap."
        }
        Some(_) => "Nothing sent yet. F5 sends the message to a real customer.",
        None => "Nothing sent yet.",
    };
    paragraphs(place, facts.width, Role::Dim)
        .into_iter()
        .map(PanelLine::from)
        .collect()
}

/// The request and its end on one line.
fn posted(sent: &Sent, facts: &Facts<'_>) -> Styled {
    let (delay, rest) = columns(facts);
    let line = Styled::new(facts.clock(sent.started), Role::Dim)
        .to_column(WHAT)
        .then(short_request(sent), Role::Text)
        .to_column(delay.saturating_sub(4));
    match &sent.outcome {
        Outcome::Waiting => line.then(
            format!(
                "waiting {}",
                since(sent.started, facts.now).trim_start_matches('+')
            ),
            Role::Warning,
        ),
        Outcome::Unanswered(_) => line.then("no answer", Role::Error),
        Outcome::Answered(answer) => {
            let role = if answer.is_accepted() {
                Role::Good
            } else {
                Role::Error
            };
            let line = line
                .then(answer.status.to_string(), role)
                .then(format!("  {} ms", answer.elapsed.as_millis()), Role::Text)
                .to_column(rest);
            match &answer.message_id {
                Some(id) => line.foreign(id.as_str(), Role::Dim),
                None => line,
            }
        }
    }
}

/// `POST /v26.0/…/messages`: the request's first line without the host.
fn short_request(sent: &Sent) -> String {
    let first = sent
        .request
        .as_deref()
        .and_then(|request| request.lines().next())
        .unwrap_or("POST");
    let (method, url) = first.split_once(' ').unwrap_or((first, ""));
    let path = url
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or(url, |(_, path)| path);
    let steps: Vec<&str> = path.split('/').collect();
    let short: Vec<String> = steps
        .iter()
        .map(|step| {
            let digits = step.len() > 8 && step.bytes().all(|byte| byte.is_ascii_digit());
            if digits {
                "…".to_owned()
            } else {
                (*step).to_owned()
            }
        })
        .collect();
    format!("{method} /{}", short.join("/"))
}

fn outcome(sent: &Sent, facts: &Facts<'_>) -> Vec<PanelLine> {
    match &sent.outcome {
        Outcome::Waiting => vec![
            Styled::default()
                .to_column(WHAT)
                .then("Esc gives up waiting", Role::Dim)
                .into(),
        ],
        Outcome::Unanswered(sentence) => {
            paragraphs(sentence, facts.width.saturating_sub(16), Role::Error)
                .into_iter()
                .map(|line| Styled::default().to_column(WHAT).join(line).into())
                .collect()
        }
        Outcome::Answered(answer) => {
            let error = answer.error.as_ref();
            let lines = error.map(|error| explained(sent, error, Some(answer.status), facts));
            with_attempts(lines.unwrap_or_default(), facts)
        }
    }
}

fn arrived(sent: &Sent, arrival: &Arrival, facts: &Facts<'_>) -> Vec<PanelLine> {
    let line = Styled::new(facts.clock(arrival.at), Role::Dim).to_column(WHAT);
    let (line, from) = match &arrival.what {
        Arrived::Status(event) => (status(line, event, facts), event.recipient.as_str()),
        Arrived::Reply(inbound) => (reply(line, inbound), inbound.from.as_str()),
    };
    let (delay, rest) = columns(facts);
    let mut line = line
        .to_column(delay)
        .then(since(sent.started, arrival.at), Role::Text);
    if matches!(arrival.what, Arrived::Reply(_)) || !arrival.verdict.is_trusted() {
        let (sentence, role) = verdict(arrival.verdict);
        let origin = Styled::new("from ", Role::Dim)
            .foreign(from, Role::Dim)
            .then(" · ", Role::Dim);
        line = line.to_column(rest);
        // Whether to trust it matters more than whom it came from.
        let needed = line.width() + origin.width() + sentence.len();
        if !from.is_empty() && needed <= usize::from(facts.width) {
            line = line.join(origin);
        }
        line = line.then(sentence, role);
    }
    let mut lines = vec![PanelLine::from(line)];
    if let Arrived::Status(event) = &arrival.what {
        for error in &event.errors {
            lines.extend(explained(sent, error, None, facts));
        }
    }
    lines
}

fn status(line: Styled, event: &StatusEvent, facts: &Facts<'_>) -> Styled {
    let good = facts.glyphs.good;
    let (mark, role) = match event.status {
        Status::Sent => (good.to_owned(), Role::Dim),
        Status::Delivered => (good.repeat(2), Role::Dim),
        Status::Read | Status::Played => (good.repeat(2), Role::Info),
        Status::Failed => (facts.glyphs.error.to_owned(), Role::Error),
        Status::Warning => (facts.glyphs.warning.to_owned(), Role::Warning),
        Status::Deleted => ("-".to_owned(), Role::Dim),
    };
    let word = if event.status == Status::Failed {
        Role::Error
    } else {
        Role::Text
    };
    line.then(mark, role)
        .to_column(WHAT + 4)
        .then(event.status.name(), word)
}

fn reply(line: Styled, inbound: &Inbound) -> Styled {
    let line = line.then("↩", Role::Accent).to_column(WHAT + 4);
    match &inbound.content {
        Content::ListReply { id, title, .. } => named(line, "list_reply", id, title),
        Content::ButtonReply { id, title } => named(line, "button_reply", id, title),
        Content::Button { text, payload } => named(line, "button", payload, text),
        other => line.foreign(&other.summary(), Role::Text),
    }
}

fn named(line: Styled, kind: &'static str, id: &str, title: &str) -> Styled {
    line.then(kind, Role::Dim)
        .then("  ", Role::Text)
        .foreign(id, Role::Text)
        .then(" \"", Role::Dim)
        .foreign(title, Role::Text)
        .then("\"", Role::Dim)
}

/// What a webhook's signature says, in two words.
pub const fn verdict(verdict: Verdict) -> (&'static str, Role) {
    match verdict {
        Verdict::Good => ("signature good", Role::Good),
        Verdict::Missing => ("signature missing", Role::Error),
        Verdict::Wrong => ("signature wrong", Role::Error),
        Verdict::NotSigned => ("not signed", Role::Dim),
    }
}
