//! What the commands share that ask a platform: a runtime, Ctrl-C, and what is said of a refusal.
//!
//! Knows neither which command asks nor what it asks for.

use tokio::runtime::{Builder, Runtime};
use tokio_util::sync::CancellationToken;

use super::{Exit, Failure};
use crate::check::{Diagnostic, explain_text};
use crate::platform::{Answer, SendError};
use crate::schema::Severity;
use crate::wire::Dialect;

/// A runtime for the commands that talk to a platform.
pub(super) fn runtime() -> Result<Runtime, Failure> {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Exit::CannotWrite, format!("cannot start: {error}")))
}

/// A token that Ctrl-C cancels.
pub(super) fn cancelled_by_interrupt() -> CancellationToken {
    let cancel = CancellationToken::new();
    let pressed = cancel.clone();
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            pressed.cancel();
        }
    });
    cancel
}

/// The failure of a request that brought no answer.
pub(super) fn no_answer(error: &SendError) -> Failure {
    let exit = match error {
        SendError::Cancelled => Exit::Interrupted,
        SendError::File(_) => Exit::Unusable,
        SendError::Timeout(_)
        | SendError::NotReached { .. }
        | SendError::Broken { .. }
        | SendError::NoClient(_) => Exit::NotReached,
    };
    Failure::new(exit, error.to_string())
}

/// The failure of a request that the platform refused, in plain words.
pub(super) fn refused(dialect: Dialect, answer: &Answer) -> Failure {
    let sentence = match &answer.error {
        Some(error) => {
            let said = error.said();
            let words = explain_text(dialect, error.code, Some(answer.status), said);
            format!(
                "refused with {}: {said} {} {}",
                error.code, words.meaning, words.remedy
            )
        }
        None if answer.status == 413 => {
            "the platform takes no request of this size (status 413)".to_owned()
        }
        None => format!(
            "the platform answered with status {} and nothing that can be read",
            answer.status
        ),
    };
    Failure::new(Exit::Refused, sentence)
}

/// A finding of the check in one line: rule, place, what is wrong, what to do, what the platform would answer.
pub(super) fn complained(finding: &Diagnostic) -> String {
    let place = if finding.pointer.is_root() {
        "the message"
    } else {
        finding.pointer.as_str()
    };
    let help = finding.help.as_deref();
    let help = help.map_or_else(String::new, |help| format!("; {help}"));
    let code = finding.prediction;
    let predicted = code.map_or_else(String::new, |code| format!(" (predicted: {code})"));
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!(
        "{severity}[{}] at {place}: {}{help}{predicted}",
        finding.rule, finding.message
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(SendError::Cancelled, Exit::Interrupted)]
    #[case(SendError::Timeout(Duration::from_secs(1)), Exit::NotReached)]
    #[case(SendError::NoClient("none".into()), Exit::NotReached)]
    fn no_answer_has_its_exit_code(#[case] error: SendError, #[case] exit: Exit) {
        assert_eq!(no_answer(&error).exit, exit);
    }
}
