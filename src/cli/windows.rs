//! What the history knows of the 24-hour windows of an account's customers, for `check` and `send`.
//!
//! Who was never heard from through the account is unknown, which silences the rule: webhooks may go
//! elsewhere.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::Value;

use super::asking::runtime;
use super::{Failure, output};
use crate::check::Window;
use crate::files::Places;
use crate::history::{FILE_NAME, History, HistoryError, recipient_of};
use crate::link;

/// When the windows of an account's customers close, or have closed.
#[derive(Debug, Default)]
pub struct Windows(HashMap<String, Timestamp>);

impl Windows {
    /// Those that a history knows.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub(super) async fn of(history: &History, account: &str) -> Result<Self, HistoryError> {
        let all = history.conversations(Some(account.to_owned()), u32::MAX);
        let known = all.await?.into_iter();
        let closing = known.filter_map(|one| Some((one.peer, one.window?)));
        Ok(Self(closing.collect()))
    }

    /// Those that this person's history knows; none where there is no history, which is not made for it.
    ///
    /// # Errors
    /// When nothing can be started to read it.
    pub(super) fn kept(places: &Places, account: &str) -> Result<Self, Failure> {
        if !places.state.join(FILE_NAME).exists() {
            return Ok(Self::default());
        }
        let known = runtime()?.block_on(async {
            let kept = link::open_history(places).await;
            if let Some(notice) = kept.notice {
                output::note(&notice);
            }
            match kept.history {
                Some(history) => Self::of(&history, account).await,
                None => Ok(Self::default()),
            }
        });
        Ok(known?)
    }

    /// The window of the person whom a payload is for.
    pub(super) fn of_payload(&self, payload: &Value) -> Option<Window> {
        let until = self.0.get(&recipient_of(payload)?)?;
        Some(Window::Open { until: *until })
    }
}
