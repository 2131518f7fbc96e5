//! Sending, refusals, webhooks and taps, all in process on free ports, and no waiting for time to pass.

mod accounts;
mod certificates;
mod client;
mod command;
mod corpus;
mod fit;
mod link;
mod listening;
mod media;
mod predictions;
mod receiver;
mod sandbox;
mod tapping;
mod template_taps;
mod templates;
mod ways;

use std::collections::HashMap;
use std::time::Duration;

use axum::extract::Query;
use axum::http::HeaderMap;

use bluetick::link::{Link, LinkConfig, LinkEvent};
use bluetick::platform::{Answer, Body, SendOptions};
use bluetick::sandbox::{Access, Config, Pace, Sandbox};
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

/// A sandbox of its own, as a program that is not ours talks to it.
struct Visitor {
    sandbox: Sandbox,
    http: reqwest::Client,
}

impl Visitor {
    async fn new() -> Self {
        Self::with(Config::default()).await
    }

    async fn with(config: Config) -> Self {
        let config = Config {
            seed: Some(7),
            pace: Pace::HURRIED,
            ..config
        };
        let http = reqwest::Client::builder()
            .tls_certs_only(std::iter::empty())
            .no_proxy();
        Self {
            sandbox: Sandbox::start(config).await.unwrap(),
            http: http.build().unwrap(),
        }
    }

    fn access(&self) -> &Access {
        self.sandbox.access()
    }

    /// A request to the API of a dialect, with what lets in; `{number}` and `{account}` become the ids.
    async fn ask(&self, dialect: Dialect, method: &str, path: &str) -> reqwest::RequestBuilder {
        let access = self.access();
        let base = match dialect {
            Dialect::Cloud => &access.cloud.base_url,
            Dialect::Dialog360 => &access.dialog_360.base_url,
            Dialect::OnPremises => &access.on_premises.base_url,
        };
        let path = path
            .replace("{number}", &access.cloud.phone_number_id)
            .replace("{account}", &access.cloud.waba_id);
        let request = self
            .http
            .request(method.parse().unwrap(), format!("{base}{path}"))
            .timeout(DEADLINE);
        match dialect {
            Dialect::Cloud => request.bearer_auth(&access.cloud.token),
            Dialect::Dialog360 => request.header("D360-API-KEY", &access.dialog_360.api_key),
            Dialect::OnPremises => {
                let (status, body) = self.log_in(&access.on_premises.password, Value::Null).await;
                assert_eq!(status, 200, "{body}");
                request.bearer_auth(body["users"][0]["token"].as_str().unwrap())
            }
        }
    }

    async fn log_in(&self, password: &str, body: Value) -> (u16, Value) {
        let access = &self.access().on_premises;
        let url = format!("{}/v1/users/login", access.base_url);
        let request = self.http.post(url).basic_auth(&access.user, Some(password));
        answer_of(request.json(&body)).await
    }

    async fn get(&self, dialect: Dialect, path: &str) -> (u16, Value) {
        answer_of(self.ask(dialect, "GET", path).await).await
    }

    async fn delete(&self, dialect: Dialect, path: &str) -> (u16, Value) {
        answer_of(self.ask(dialect, "DELETE", path).await).await
    }

    async fn post(&self, dialect: Dialect, path: &str, body: Value) -> (u16, Value) {
        answer_of(self.ask(dialect, "POST", path).await.json(&body)).await
    }

    async fn control(&self, path: &str, body: Value) -> Value {
        let url = format!("{}/{path}", self.access().control);
        let (status, answer) = answer_of(self.http.post(url).json(&body)).await;
        assert_eq!(status, 200, "{path} {body}: {answer}");
        answer
    }
}

/// What came to an address of one's own: the headers, and the body.
type Arrived = (HeaderMap, String);

/// An address that answers handshakes with their challenge and keeps what is posted to it.
struct Mailbox {
    url: String,
    arrived: mpsc::UnboundedReceiver<Arrived>,
}

impl Mailbox {
    async fn open() -> Self {
        let (sender, arrived) = mpsc::unbounded_channel();
        let take = move |headers: HeaderMap, body: String| async move {
            // Whoever has seen enough closes the box.
            let _ = sender.send((headers, body));
        };
        let repeat = |Query(parts): Query<HashMap<String, String>>| async move {
            parts["hub.challenge"].clone()
        };
        let router = axum::Router::new().route("/", axum::routing::get(repeat).post(take));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, arrived }
    }

    async fn next(&mut self) -> (HeaderMap, Value) {
        let (headers, body) = self.raw().await;
        (headers, serde_json::from_str(&body).unwrap())
    }

    async fn raw(&mut self) -> Arrived {
        let arrived = timeout(DEADLINE, self.arrived.recv()).await;
        arrived.unwrap().unwrap()
    }

    /// The member of the next webhook's value at that place; of a bare one, of the whole.
    async fn member(&mut self, place: &str) -> Value {
        let (_, body) = self.next().await;
        let value = body.pointer("/entry/0/changes/0/value").unwrap_or(&body);
        let found = value.pointer(place);
        found
            .unwrap_or_else(|| panic!("no {place} in {body}"))
            .clone()
    }
}

/// The status of an answer, and its JSON.
async fn answer_of(request: reqwest::RequestBuilder) -> (u16, Value) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    let body = serde_json::from_str(&text);
    (status, body.unwrap_or(Value::String(text)))
}
