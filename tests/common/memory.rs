//! A history in memory with a few things in it, and its answers.

use std::time::Duration;

use bluetick::history::{AnswerRecord, EntryId, History, SendRecord};
use bluetick::platform::Answer;
use bluetick::tui::msg::{HistoryDone, HistoryTask};
use bluetick::tui::runtime::past;
use bluetick::webhook::{Reason, Received, Verdict, read_events};
use bluetick::wire::Dialect;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

/// A history that waits for nobody.
pub(crate) struct Memory {
    runtime: Runtime,
    account: &'static str,
    pub(crate) history: History,
}

/// The live account of a tea house.
pub(crate) const TEA_HOUSE: &str = "tea-house";

/// A customer.
pub(crate) const MARA: &str = "15550100123";

impl Memory {
    /// Nothing yet, of that account.
    pub(crate) fn of(account: &'static str) -> Self {
        Self {
            account,
            runtime: Builder::new_current_thread().build().unwrap(),
            history: History::in_memory().unwrap(),
        }
    }

    pub(crate) fn answer(&self, task: HistoryTask) -> HistoryDone {
        self.runtime.block_on(past::ask(&self.history, task))
    }

    /// Keeps a send through the sandbox, `at` a moment, with its answer 84 ms later.
    pub(crate) fn sent(&self, at: &str, payload: &Value, status: u16, body: &Value) -> EntryId {
        let at: Timestamp = at.parse().unwrap();
        let kind = bluetick::schema::kind_of(payload).map_or("unknown", |kind| kind.name);
        let send = SendRecord {
            at,
            account: self.account.to_owned(),
            dialect: Dialect::Cloud,
            kind: kind.to_owned(),
            method: "POST".to_owned(),
            url: "http://127.0.0.1:4010/v26.0/106540352242922/messages".to_owned(),
            headers: vec![("authorization".to_owned(), "Bearer ********".to_owned())],
            payload: payload.clone(),
        };
        let elapsed = Duration::from_millis(84);
        let read = Answer::read(status, elapsed, body.to_string().as_bytes());
        let answer = AnswerRecord::Answered {
            at: at + elapsed,
            elapsed,
            status,
            body: body.to_string(),
            message: read.message_id,
            error: read.error.map(|error| error.code),
        };
        self.runtime.block_on(async {
            let id = self.history.record_send(send.clone()).await.unwrap();
            let kept = self.history.record_answer(id, send, answer).await;
            kept.unwrap()
        })
    }

    /// Keeps a text that was accepted under an id.
    pub(crate) fn sent_text(&self, at: &str, id: &str, words: &str) -> EntryId {
        let payload = json!({"messaging_product": "whatsapp", "recipient_type": "individual",
            "to": MARA, "type": "text", "text": {"body": words}});
        self.sent(at, &payload, 200, &accepted(id))
    }

    /// Keeps a webhook with this value.
    pub(crate) fn came(&self, at: &str, value: &Value) {
        self.keep(at, value, Verdict::Good, None);
    }

    /// Keeps a webhook that nobody can believe.
    pub(crate) fn forged(&self, at: &str, value: &Value, reason: Reason) {
        self.keep(at, value, Verdict::Wrong, Some(reason));
    }

    fn keep(&self, at: &str, value: &Value, verdict: Verdict, reason: Option<Reason>) {
        let body = json!({"object": "whatsapp_business_account", "entry": [
            {"id": "1", "changes": [{"field": "messages", "value": value}]}
        ]});
        let received = Received {
            at: at.parse().unwrap(),
            path: "/webhook/cloud".to_owned(),
            headers: vec![
                ("content-type".to_owned(), "application/json".to_owned()),
                (
                    "x-hub-signature-256".to_owned(),
                    format!("sha256={}", "7f".repeat(32)),
                ),
            ],
            body: body.to_string().into_bytes(),
            verdict,
            reason,
            events: if verdict.is_trusted() {
                read_events(&body)
            } else {
                Vec::new()
            },
        };
        let accounts = vec![("/webhook/cloud".to_owned(), self.account.to_owned())];
        let sink = self.history.sink(accounts);
        self.runtime.block_on(sink.keep(received)).unwrap();
    }

    /// Keeps a status of a message to her.
    pub(crate) fn status(&self, at: &str, id: &str, status: &str, errors: &Value) {
        let moment: Timestamp = at.parse().unwrap();
        self.came(
            at,
            &json!({"statuses": [{"id": id, "status": status, "timestamp": moment.as_second(),
                "recipient_id": MARA, "errors": errors}]}),
        );
    }

    /// Keeps a message of hers.
    pub(crate) fn wrote(&self, at: &str, message: &Value) {
        let moment: Timestamp = at.parse().unwrap();
        let mut whole = json!({"from": MARA, "timestamp": moment.as_second().to_string()});
        let members = whole.as_object_mut().unwrap();
        members.extend(message.as_object().unwrap().clone());
        self.came(
            at,
            &json!({"contacts": [{"wa_id": MARA, "profile": {"name": "Mara Ohlsen"}}], "messages": [whole]}),
        );
    }
}

/// The answer that accepts a message under an id.
pub(crate) fn accepted(id: &str) -> Value {
    json!({"messaging_product": "whatsapp", "contacts": [{"input": MARA, "wa_id": MARA}],
        "messages": [{"id": id}]})
}
