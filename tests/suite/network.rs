//! Sending, refusals, webhooks and taps, all in process on free ports, and no waiting for time to pass.

mod accounts;
mod client;
mod command;
mod corpus;
mod link;
mod listening;
mod predictions;
mod receiver;
mod sandbox;
mod tapping;
mod template_taps;
mod ways;

use std::time::Duration;

use bluetick::link::{Link, LinkConfig, LinkEvent};
use bluetick::platform::{Answer, Body, SendOptions};
use bluetick::sandbox::Pace;
use bluetick::webhook::{Event, Inbound, Received, StatusEvent};
use bluetick::wire::Dialect;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// Longer than anything here may take, even on a busy machine.
const DEADLINE: Duration = Duration::from_secs(20);
/// A recipient to whom everything goes well.
const CUSTOMER: &str = "15550100123";

/// A link to a hurried sandbox, and what comes of it.
struct Line {
    link: Link,
    events: mpsc::Receiver<LinkEvent>,
}

impl Line {
    async fn open() -> Self {
        let (sender, events) = mpsc::channel(64);
        let config = LinkConfig {
            seed: Some(7),
            pace: Pace::HURRIED,
            ..LinkConfig::default()
        };
        let link = Link::open(config, sender).await.unwrap();
        Self { link, events }
    }

    async fn send(&self, dialect: Dialect, payload: &Value) -> Answer {
        let account = self.link.sandbox_account(dialect).unwrap();
        self.link
            .send(account, payload, &SendOptions::default())
            .await
            .unwrap()
    }

    async fn received(&mut self) -> Received {
        loop {
            match timeout(DEADLINE, self.events.recv()).await {
                Ok(Some(LinkEvent::Received(received))) => return received,
                Ok(Some(LinkEvent::WindowsClosed(_))) => {}
                other => panic!("expected a webhook, got {other:?}"),
            }
        }
    }

    async fn event(&mut self) -> Event {
        let received = self.received().await;
        assert!(received.verdict.is_trusted(), "{received:?}");
        let [event] = received.events.as_slice() else {
            panic!("expected one event, got {:?}", received.events)
        };
        event.clone()
    }

    async fn status(&mut self) -> StatusEvent {
        match self.event().await {
            Event::Status(status) => status,
            other => panic!("expected a status, got {other:?}"),
        }
    }

    /// The next message of a customer; statuses before it are passed over.
    async fn inbound(&mut self) -> Box<Inbound> {
        loop {
            match self.event().await {
                Event::Message(inbound) => return inbound,
                Event::Status(_) => {}
                other => panic!("expected a message, got {other:?}"),
            }
        }
    }

    /// Where the sandbox listens.
    fn host(&self) -> String {
        let account = self.link.sandbox_account(Dialect::Dialog360).unwrap();
        account.base_url.trim_start_matches("http://").to_owned()
    }

    /// The secret of an account.
    fn secret(&self, dialect: Dialect) -> String {
        let account = self.link.sandbox_account(dialect).unwrap();
        account.secrets.access.expose_secret().to_owned()
    }

    /// Posts JSON to a control endpoint of the sandbox.
    async fn control(&self, path: &str, body: &Value) -> (u16, Value) {
        let host = self.host();
        let text = body.to_string();
        let request = format!(
            "POST /_sandbox/{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{text}",
            text.len()
        );
        let answer = exchange(&host, request.as_bytes()).await;
        (
            status_of(&answer),
            serde_json::from_str(body_of(&answer)).unwrap(),
        )
    }
}

/// Sends raw bytes and reads to the end.
async fn exchange(host: &str, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(host).await.unwrap();
    // A server that answers early may close before all is written.
    let _ = stream.write_all(request).await;
    let mut answer = Vec::new();
    let read = timeout(DEADLINE, stream.read_to_end(&mut answer)).await;
    // A reset after the answer is no matter; none within the deadline is.
    assert!(read.is_ok(), "no end of the answer within {DEADLINE:?}");
    String::from_utf8_lossy(&answer).into_owned()
}

fn status_of(answer: &str) -> u16 {
    answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or_else(|| panic!("no HTTP answer: {answer:?}"))
}

fn body_of(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

fn json_of(answer: &Answer) -> &Value {
    match &answer.body {
        Body::Json(json) => json,
        Body::Text(text) => panic!("no JSON: {text}"),
    }
}

/// A text message in the body of a dialect.
fn text_to(dialect: Dialect, to: &str) -> Value {
    message(dialect, to, "text", &json!({"body": "Grüße / 👋"}))
}

fn message(dialect: Dialect, to: &str, kind: &str, content: &Value) -> Value {
    let mut payload = json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": to,
        "type": kind, kind: content});
    if dialect == Dialect::OnPremises {
        payload
            .as_object_mut()
            .unwrap()
            .shift_remove("messaging_product");
    }
    payload
}
