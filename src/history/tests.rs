use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::webhook::{Sink as _, Status, Verdict, read_events};
use crate::wire::{Code, Dialect};

mod damage;
mod exporting;
mod looking;
mod plans;
mod pruning;
mod questions;

const ACCOUNT: &str = "shop";
const PEER: &str = "15550100123";
const ID: &str = "wamid.one";

impl History {
    /// Looks at every page, on a connection like those of all questions.
    async fn integrity(&self) -> Result<Integrity, HistoryError> {
        self.read(|connection| look::integrity(connection, Care::Thorough))
            .await
    }
}

/// A history in a folder of its own.
struct Desk {
    folder: TempDir,
    history: History,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let opened = History::open(&folder.path().join(FILE_NAME)).unwrap();
        assert_eq!(opened.set_aside, None);
        Self {
            folder,
            history: opened.history,
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join(FILE_NAME)
    }

    async fn send(&self, to: &str) -> EntryId {
        self.history.record_send(sending(to)).await.unwrap()
    }

    async fn answer(&self, send: EntryId, id: &str) {
        self.answered(send, accepted(id)).await;
    }

    async fn answered(&self, send: EntryId, answer: AnswerRecord) {
        let request = self.history.sent(send).await.unwrap().unwrap().request;
        let kept = self.history.record_answer(send, request, answer).await;
        assert_eq!(kept, Ok(send));
    }

    async fn store(&self, body: &Value) -> Vec<EntryId> {
        let keeper = self.history.sink(vec![("/hook".into(), ACCOUNT.into())]);
        keeper.keep(good(body)).await.unwrap()
    }

    async fn status(&self, id: &str, status: &str, second: i64) {
        self.store(&status_of(id, status, second)).await;
    }

    async fn all(&self) -> Vec<Entry> {
        let entries = self.history.events(Filter::default(), Page::first(1000));
        entries.await.unwrap()
    }

    async fn kinds(&self, filter: Filter) -> Vec<String> {
        let entries = self.history.events(filter, Page::first(1000)).await;
        entries.unwrap().into_iter().map(|it| it.kind).collect()
    }
}

fn second(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_161_600 + second).unwrap()
}

fn sending(to: &str) -> SendRecord {
    SendRecord {
        at: second(0),
        account: ACCOUNT.to_owned(),
        dialect: Dialect::Cloud,
        kind: "text".to_owned(),
        method: "POST".to_owned(),
        url: "https://api.example.com/1/messages".to_owned(),
        headers: vec![("Authorization".to_owned(), "Bearer ********".to_owned())],
        payload: json!({"to": to, "type": "text", "text": {"body": "Hello"}}),
    }
}

fn accepted(id: &str) -> AnswerRecord {
    AnswerRecord::Answered {
        at: second(1),
        elapsed: Duration::from_millis(250),
        status: 200,
        body: json!({"contacts": [{"input": "+1 555 010 0123", "wa_id": PEER}], "messages": [{"id": id}]})
            .to_string(),
        message: Some(MessageId::new(id)),
        error: None,
    }
}

fn received(body: &[u8], verdict: Verdict) -> Received {
    let events = serde_json::from_slice::<Value>(body)
        .ok()
        .filter(|_| verdict.is_trusted())
        .map(|json| read_events(&json))
        .unwrap_or_default();
    Received {
        at: second(10),
        path: "/hook".to_owned(),
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: body.to_vec(),
        verdict,
        reason: None,
        events,
    }
}

fn good(body: &Value) -> Received {
    received(body.to_string().as_bytes(), Verdict::Good)
}

fn status_of(id: &str, status: &str, at: i64) -> Value {
    json!({"statuses": [{"id": id, "status": status, "recipient_id": PEER,
        "timestamp": second(at).as_second().to_string()}]})
}

fn message_of(id: &str, at: i64, text: &str) -> Value {
    json!({
        "contacts": [{"profile": {"name": "Nadia Brook"}, "wa_id": PEER}],
        "messages": [{"id": id, "from": PEER, "timestamp": second(at).as_second().to_string(),
            "type": "text", "text": {"body": text}, "context": {"id": ID}}]
    })
}

#[tokio::test]
async fn what_is_kept_is_there_again_when_the_file_is_opened_again() {
    let desk = Desk::new();
    let id = desk.send("+1 (555) 010-0123").await;
    desk.answer(id, ID).await;
    desk.status(ID, "sent", 2).await;
    let again = History::open(&desk.path()).unwrap().history;
    let sent = again.sent(id).await.unwrap().unwrap();
    assert_eq!(sent.request, sending("+1 (555) 010-0123"));
    assert_eq!(sent.answer, Some(accepted(ID)));
    assert_eq!(sent.peer.as_deref(), Some(PEER));
    assert_eq!(sent.outcome, Outcome::Accepted);
    assert_eq!(again.integrity().await.unwrap().problems, [""; 0]);
}

#[tokio::test]
async fn a_webhook_is_kept_byte_for_byte() {
    let desk = Desk::new();
    let body = b" {\"statuses\":[{\"id\":\"a\",\"status\":\"sent\",\"note\":\"\\u00e4\\/\"}] }\n";
    let came = received(body, Verdict::Good);
    let keeper = desk.history.sink(Vec::new());
    let entries = keeper.keep(came.clone()).await.unwrap();
    let kept = desk.history.received(entries[0]).await.unwrap().unwrap();
    assert_eq!(kept, came);
    assert_eq!(
        desk.all().await[0].account,
        "/hook",
        "nobody said whose path it is"
    );
}

#[tokio::test]
async fn a_life_has_the_request_the_answer_the_statuses_and_the_replies() {
    let desk = Desk::new();
    let send = desk.send(PEER).await;
    desk.answer(send, ID).await;
    for (status, at) in [("sent", 2), ("delivered", 5), ("read", 9)] {
        desk.status(ID, status, at).await;
    }
    desk.store(&message_of("wamid.reply", 20, "Thanks")).await;
    let story = desk
        .history
        .life(&MessageId::new(ID))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(story.life.status, Some(Status::Read));
    assert_eq!(story.life.replies.len(), 1);
    assert_eq!(
        story.entries.len(),
        5,
        "the send, three statuses and the reply"
    );
    let latencies: Vec<(Status, i64)> = story
        .latencies()
        .into_iter()
        .map(|(status, latency)| (status, latency.as_secs()))
        .collect();
    assert_eq!(
        latencies,
        [(Status::Sent, 2), (Status::Delivered, 5), (Status::Read, 9)]
    );
    assert_eq!(story.sent.unwrap().outcome, Outcome::Read);
}

#[tokio::test]
async fn a_status_that_comes_before_the_answer_is_linked_later() {
    let desk = Desk::new();
    let id = desk.send(PEER).await;
    desk.status(ID, "delivered", 2).await;
    desk.status(ID, "sent", 1).await;
    desk.answer(id, ID).await;
    let sent = desk.history.sent(id).await.unwrap().unwrap();
    assert_eq!(sent.outcome, Outcome::Delivered);
    let story = desk
        .history
        .life(&MessageId::new(ID))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(story.life.status, Some(Status::Delivered));
}

#[tokio::test]
async fn duplicates_and_disorder_leave_the_right_state_and_nothing_is_lost() {
    let desk = Desk::new();
    let send = desk.send(PEER).await;
    desk.answer(send, ID).await;
    for (status, at) in [("read", 9), ("sent", 2), ("read", 9), ("delivered", 5)] {
        desk.status(ID, status, at).await;
    }
    let story = desk
        .history
        .life(&MessageId::new(ID))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(story.life.status, Some(Status::Read));
    assert_eq!(story.life.steps.len(), 3);
    assert_eq!(story.entries.len(), 5, "also what came twice");
    assert_eq!(story.sent.unwrap().outcome, Outcome::Read);
}

#[tokio::test]
async fn a_refusal_and_a_missing_answer_are_kept() {
    let desk = Desk::new();
    let refused = desk.send(PEER).await;
    let answer = AnswerRecord::Answered {
        at: second(1),
        elapsed: Duration::from_millis(90),
        status: 400,
        body: "{\"error\":{\"code\":100}}".to_owned(),
        message: None,
        error: Some(Code::with_subcode(100, 33)),
    };
    desk.answered(refused, answer.clone()).await;
    let lost = desk.send(PEER).await;
    let none = AnswerRecord::Unanswered {
        at: second(30),
        reason: "no answer within 30s".to_owned(),
    };
    desk.answered(lost, none.clone()).await;
    let sent = desk.history.sent(refused).await.unwrap().unwrap();
    assert_eq!(
        (sent.outcome, sent.answer),
        (Outcome::Refused, Some(answer))
    );
    let sent = desk.history.sent(lost).await.unwrap().unwrap();
    assert_eq!(
        (sent.outcome, sent.answer),
        (Outcome::Unanswered, Some(none))
    );
}

#[tokio::test]
async fn what_cannot_be_believed_or_read_is_kept_apart() {
    let desk = Desk::new();
    let send = desk.send(PEER).await;
    desk.answer(send, ID).await;
    let keeper = desk.history.sink(Vec::new());
    for (body, verdict) in [
        (
            status_of(ID, "read", 9).to_string().into_bytes(),
            Verdict::Wrong,
        ),
        (
            message_of("wamid.forged", 9, "x").to_string().into_bytes(),
            Verdict::Missing,
        ),
        (b"{\"broken".to_vec(), Verdict::Good),
    ] {
        keeper.store(received(&body, verdict)).await.unwrap();
    }
    let story = desk
        .history
        .life(&MessageId::new(ID))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(story.life.status, None);
    assert_eq!(story.sent.unwrap().outcome, Outcome::Accepted);
    assert_eq!(desk.history.window(ACCOUNT, PEER).await.unwrap(), None);
    let entries = desk.all().await;
    let came: Vec<(&str, Option<Verdict>)> = entries
        .iter()
        .map(|entry| (entry.kind.as_str(), entry.verdict))
        .collect();
    assert_eq!(
        came,
        [
            ("unreadable", Some(Verdict::Good)),
            ("untrusted", Some(Verdict::Missing)),
            ("untrusted", Some(Verdict::Wrong)),
            ("send.text", None),
        ]
    );
    let forged = desk.history.received(entries[2].id).await.unwrap().unwrap();
    assert_eq!(forged.body, status_of(ID, "read", 9).to_string().as_bytes());
}

#[tokio::test]
async fn a_webhook_of_many_events_has_an_entry_for_each_even_for_unknown_ones() {
    let desk = Desk::new();
    let entries = desk
        .store(&json!({"entry": [{"changes": [
            {"field": "messages", "value": {"statuses": [
                {"id": "wamid.a", "status": "sent", "timestamp": "1795161640"},
                {"id": "wamid.b", "status": "sent", "timestamp": "1795161640"}]}},
            {"field": "a_field_of_the_future", "value": {"what": "ever"}}]}]}))
        .await;
    assert_eq!(entries.len(), 3);
    let kept = desk.all().await;
    assert_eq!(kept.len(), 3);
    assert!(kept.iter().all(|entry| entry.event.is_some()), "{kept:?}");
    assert_eq!(kept[0].kind, "unknown");
    assert_eq!(kept[1].message, Some(MessageId::new("wamid.b")));
}
