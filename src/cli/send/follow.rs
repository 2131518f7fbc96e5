//! Waiting for what becomes of an accepted message.

use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Arguments;
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
