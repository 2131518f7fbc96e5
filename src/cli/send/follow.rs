//! Waiting for what becomes of an accepted message.

use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::arguments::Arguments;
use super::report::{Outcome, Report};
use crate::cli::{Exit, output};
use crate::link::LinkEvent;
use crate::platform::Answer;
use crate::webhook::{Event, Life};

/// Waits for what was asked for, noting each status on the way.
pub(super) async fn follow(
    arguments: &Arguments,
    answer: &Answer,
    mut events: mpsc::Receiver<LinkEvent>,
    cancel: &CancellationToken,
    report: &mut Report,
) -> Exit {
    report.outcome = Some(Outcome::Accepted);
    let (Some(wait), Some(id)) = (arguments.wait, &answer.message_id) else {
        return Exit::Done;
    };
    let goal = wait.status();
    let mut life = Life::new(id.clone());
    let deadline = Instant::now() + arguments.timeout;
    while life.status < Some(goal) {
        let event = tokio::select! {
            biased;
            () = cancel.cancelled() => return Exit::Interrupted,
            event = events.recv() => event,
            () = tokio::time::sleep_until(deadline) => None,
        };
        match event {
            Some(LinkEvent::Received(received)) => {
                for event in &received.events {
                    if let Event::Status(status) = event
                        && life.fold(event)
                    {
                        report.events.push(status.into());
                    }
                }
            }
            Some(LinkEvent::WindowsClosed(_)) => {}
            Some(LinkEvent::ReceiverProblem(problem) | LinkEvent::HistoryProblem(problem)) => {
                output::note(&problem);
            }
            None => {
                report.outcome = Some(Outcome::Timeout);
                return Exit::NotDelivered;
            }
        }
    }
    let outcome = Outcome::of(life.status);
    report.outcome = Some(outcome);
    if outcome == Outcome::Failed {
        Exit::NotDelivered
    } else {
        Exit::Done
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use clap::Parser;
    use serde_json::json;

    use super::*;
    use crate::platform::{Account, Request};
    use crate::wire::{Dialect, MessageId};

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn arguments(words: &[&str]) -> Arguments {
        let line = [&["send", "draft.json"], words].concat();
        Line::try_parse_from(line).unwrap().arguments
    }

    fn answer() -> Answer {
        Answer {
            message_id: Some(MessageId::new("wamid.one")),
            ..Answer::read(200, Duration::ZERO, b"{}")
        }
    }

    fn report() -> Report {
        let account = Account::new("here", Dialect::Cloud, "", secrecy::SecretString::default());
        Report::new(&account, &Request::new(&account, &json!({})))
    }

    #[tokio::test]
    async fn a_status_that_never_comes_ends_in_a_timeout() {
        let (_sender, events) = mpsc::channel(1);
        let arguments = arguments(&["--wait", "read", "--timeout", "0.01"]);
        let mut report = report();
        let cancel = CancellationToken::new();
        let exit = follow(&arguments, &answer(), events, &cancel, &mut report).await;
        assert_eq!(exit, Exit::NotDelivered);
        assert_eq!(report.outcome, Some(Outcome::Timeout));
    }

    #[tokio::test]
    async fn an_interrupt_ends_the_wait_at_once() {
        let (_sender, events) = mpsc::channel(1);
        let arguments = arguments(&["--wait", "read"]);
        let mut report = report();
        let cancel = CancellationToken::new();
        cancel.cancel();
        let exit = follow(&arguments, &answer(), events, &cancel, &mut report).await;
        assert_eq!(exit, Exit::Interrupted);
        assert_eq!(report.outcome, Some(Outcome::Accepted));
    }
}
