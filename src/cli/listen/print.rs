//! The events as they come, a line each.

use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::output;
use crate::cli::history::line;
use crate::cli::options::Format;
use crate::history::Entry;
use crate::webhook::{Event, Received};

/// A webhook that was kept.
pub(super) struct Came {
    pub(super) entries: Vec<Entry>,
    pub(super) received: Received,
}

/// Prints until there is no more, or nobody reads it.
pub(super) fn print_all(mut came: mpsc::Receiver<Came>, format: Format) {
    while let Some(webhook) = came.blocking_recv() {
        let lines: String = webhook
            .entries
            .iter()
            .map(|entry| match format {
                Format::Human => line(entry) + "\n",
                Format::Json => {
                    let json = json(entry, &webhook.received).to_string();
                    output::escaped(&json).into_owned() + "\n"
                }
            })
            .collect();
        if let Err(failure) = output::print(&lines) {
            return output::note(&failure.message);
        }
    }
}

/// An entry with what happened in full.
fn json(entry: &Entry, received: &Received) -> Value {
    let mut json = entry.to_json();
    if let Some(members) = json.as_object_mut() {
        let what = match &entry.event {
            Some(Event::Message(inbound)) => inbound.raw.clone(),
            Some(event) => json!(event),
            None => json!(received.text()),
        };
        members.insert("event".to_owned(), what);
    }
    json
}
