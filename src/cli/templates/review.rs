//! Waiting until templates that were sent in are approved or rejected: by webhook, and by asking now and then.

use std::time::Duration;

use tokio::time::{Instant, interval_at, sleep_until};

use super::desk::Desk;
use super::push::{Pushed, take_over};
use crate::cli::{Exit, output};
use crate::link::LinkEvent;
use crate::link::templates::Wanted;
use crate::webhook::Event;

/// So often the account is asked, for those whose webhooks go elsewhere.
const BETWEEN: Duration = Duration::from_secs(5);

/// Waits; the templates then are as the account lists them.
pub(super) async fn wait(
    desk: &mut Desk,
    wanted: &Wanted,
    pushed: &mut [Pushed],
    timeout: Duration,
) -> Exit {
    let deadline = Instant::now() + timeout;
    let mut ticks = interval_at(Instant::now() + BETWEEN, BETWEEN);
    if let Some(address) = desk.webhook_address().filter(|_| !desk.account.is_sandbox) {
        output::note(&format!(
            "waiting for the review; webhooks come in at {address}"
        ));
    }
    while pushed.iter().any(Pushed::is_open) {
        let is_news = tokio::select! {
            biased;
            () = desk.cancel.cancelled() => return Exit::Interrupted,
            event = desk.events.recv() => event.is_some_and(|event| tells_of_review(&event, pushed)),
            _ = ticks.tick() => true,
            () = sleep_until(deadline) => {
                output::note("the review is not over yet; `bluetick templates pull` tells later");
                return Exit::NotDelivered;
            }
        };
        if is_news {
            take_over(desk, wanted, pushed).await;
        }
    }
    if pushed.iter().any(Pushed::is_rejected) {
        Exit::NotDelivered
    } else {
        Exit::Done
    }
}

/// Whether an event tells of one of these; what it tells is noted.
fn tells_of_review(event: &LinkEvent, pushed: &[Pushed]) -> bool {
    match event {
        LinkEvent::Received(received) => {
            let mut is_news = false;
            for event in &received.events {
                if let Event::Template(template) = event
                    && pushed.iter().any(|one| {
                        template.name.as_ref() == Some(&one.name)
                            && template.language.as_ref() == Some(&one.language)
                    })
                {
                    output::note(&event.summary());
                    is_news = true;
                }
            }
            is_news
        }
        LinkEvent::ReceiverProblem(problem) | LinkEvent::HistoryProblem(problem) => {
            output::note(problem);
            false
        }
        LinkEvent::WindowsClosed(_) => false,
    }
}
