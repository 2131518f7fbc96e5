//! Sending again what was refused for now, with a countdown that everybody sees.

use std::io::{self, IsTerminal as _, Write as _};
use std::time::Duration;

use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::check::RetryPlan;
use crate::cli::output;
use crate::link::Link;
use crate::platform::{Account, Answer, SendError, SendOptions};

/// Sends, and again as often as the plan allows; the last answer counts. What brought no answer is not
/// sent again.
pub(super) async fn send(
    link: &Link,
    account: &Account,
    payload: &Value,
    options: &SendOptions,
    mut plan: RetryPlan,
) -> Result<Answer, SendError> {
    loop {
        let answer = link.send(account, payload, options).await?;
        if answer.is_accepted() {
            return Ok(answer);
        }
        let error = answer.error.as_ref();
        let pause = plan.next(account.dialect, error, answer.status, fastrand::f64());
        let Some(pause) = pause else {
            return Ok(answer);
        };
        let why = error.map_or_else(
            || format!("status {}", answer.status),
            |error| error.code.to_string(),
        );
        let attempt = format!("attempt {} of {}", plan.tried(), plan.most());
        count_down(
            pause,
            &format!("refused with {why}; {attempt}"),
            &options.cancel,
        )
        .await?;
    }
}

/// Waits, on a terminal with the seconds that are left.
async fn count_down(
    pause: Duration,
    why: &str,
    cancel: &CancellationToken,
) -> Result<(), SendError> {
    let is_terminal = io::stderr().is_terminal();
    let told = |left: Duration| format!("{why} in {:.1} s (Ctrl-C ends)", left.as_secs_f64());
    if !is_terminal {
        output::note(&told(pause));
    }
    let end = tokio::time::Instant::now() + pause;
    loop {
        let left = end.saturating_duration_since(tokio::time::Instant::now());
        if is_terminal {
            // When stderr is gone, nobody watches.
            let _gone = write!(io::stderr(), "\r{}\u{1b}[K", told(left));
        }
        if left.is_zero() {
            break;
        }
        tokio::select! {
            biased;
            // It was refused before, so it has not gone out.
            () = cancel.cancelled() => return Err(SendError::Cancelled),
            () = tokio::time::sleep(left.min(Duration::from_millis(250))) => {}
        }
    }
    if is_terminal {
        let _gone = writeln!(io::stderr());
    }
    Ok(())
}
