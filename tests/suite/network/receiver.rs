//! The receiver against hostile and clumsy clients.

use std::time::Duration;

use bluetick::link::replay;
use bluetick::platform::{Client, SendError, SendOptions};
use bluetick::webhook::serve::Limits;
use bluetick::webhook::signature::sign;
use bluetick::webhook::{
    Endpoint, Event, Reason, Received, Receiver, ReceiverConfig, Sink, SinkError, Verdict,
};
use rstest::rstest;
use secrecy::SecretString;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::{DEADLINE, body_of, exchange, status_of};

/// A sink that hands on, or refuses once its other end is gone.
struct Channel(mpsc::Sender<Received>);

impl Sink for Channel {
    async fn store(&self, received: Received) -> Result<(), SinkError> {
        self.0
            .send(received)
            .await
            .map_err(|_| SinkError("gone".to_owned()))
    }
}

struct Desk {
    receiver: Receiver,
    received: mpsc::Receiver<Received>,
}

impl Desk {
    async fn open() -> Self {
        let (sender, received) = mpsc::channel(16);
        let config = ReceiverConfig {
            address: "127.0.0.1:0".parse().unwrap(),
            endpoints: vec![
                Endpoint {
                    path: "/hook".to_owned(),
                    secret: Some(SecretString::from("sesame")),
                    verify_token: Some(SecretString::from("open")),
                },
                Endpoint {
                    path: "/bare".to_owned(),
                    secret: None,
                    verify_token: None,
                },
            ],
            limits: Limits {
                connections: 8,
                head: Duration::from_millis(200),
                body: Duration::from_millis(200),
                body_size: 64 * 1024,
            },
        };
        Self {
            receiver: Receiver::start(config, Channel(sender)).await.unwrap(),
            received,
        }
    }

    fn host(&self) -> String {
        self.receiver.address().to_string()
    }

    async fn post(&self, path: &str, body: &[u8], signature: Option<&str>) -> u16 {
        let signature = signature.map_or_else(String::new, |signature| {
            format!("X-Hub-Signature-256: {signature}\r\n")
        });
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\
             Content-Length: {}\r\n{signature}\r\n",
            body.len()
        );
        let mut bytes = request.into_bytes();
        bytes.extend_from_slice(body);
        status_of(&exchange(&self.host(), &bytes).await)
    }

    async fn get(&self, target: &str) -> String {
        let request = format!("GET {target} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
        exchange(&self.host(), request.as_bytes()).await
    }

    async fn next(&mut self) -> Received {
        timeout(DEADLINE, self.received.recv())
            .await
            .unwrap()
            .unwrap()
    }
}

fn signed(body: &[u8]) -> String {
    sign(&SecretString::from("sesame"), body)
}

fn status_body() -> Vec<u8> {
    json!({"statuses": [{"id": "wamid.x", "status": "sent", "timestamp": "1795161640"}]})
        .to_string()
        .into_bytes()
}

#[tokio::test]
async fn the_handshake_answers_the_challenge_to_who_knows_the_token() {
    let desk = Desk::open().await;
    let good = desk
        .get("/hook?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=open")
        .await;
    assert_eq!(status_of(&good), 200);
    assert_eq!(body_of(&good), "4711");
    for target in [
        "/hook?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=shut",
        "/hook?hub.mode=unsubscribe&hub.challenge=4711&hub.verify_token=open",
        "/hook?hub.challenge=4711",
        "/hook",
    ] {
        assert_eq!(status_of(&desk.get(target).await), 403, "{target}");
    }
    assert_eq!(status_of(&desk.get("/elsewhere").await), 404);
}

#[tokio::test]
async fn a_signed_webhook_is_kept_and_then_acknowledged() {
    let mut desk = Desk::open().await;
    let body = status_body();
    assert_eq!(desk.post("/hook", &body, Some(&signed(&body))).await, 200);
    let received = desk.next().await;
    assert_eq!(received.verdict, Verdict::Good);
    assert_eq!(received.body, body);
    assert!(matches!(received.events[..], [Event::Status(_)]));
}

#[rstest]
#[case::none(None, Verdict::Missing)]
#[case::truncated(Some(40), Verdict::Wrong)]
#[case::of_another_body(Some(71), Verdict::Wrong)]
#[tokio::test]
async fn a_bad_signature_is_kept_apart_and_refused(
    #[case] length: Option<usize>,
    #[case] verdict: Verdict,
) {
    let mut desk = Desk::open().await;
    let body = status_body();
    let signature = length.map(|length| {
        let of = if length == 71 { &b"{}"[..] } else { &body };
        signed(of).chars().take(length).collect::<String>()
    });
    assert_eq!(desk.post("/hook", &body, signature.as_deref()).await, 401);
    let received = desk.next().await;
    assert_eq!(received.verdict, verdict);
    assert_eq!(received.body, body);
    assert!(received.events.is_empty(), "nothing of it is believed");
}

#[tokio::test]
async fn a_path_of_a_platform_that_signs_nothing_takes_unsigned_bodies() {
    let mut desk = Desk::open().await;
    assert_eq!(desk.post("/bare", &status_body(), None).await, 200);
    assert_eq!(desk.next().await.verdict, Verdict::NotSigned);
}

#[rstest]
#[case::broken(b"{\"statuses\":[".to_vec())]
#[case::empty(Vec::new())]
#[case::deep([b"[".repeat(20_000), b"]".repeat(20_000)].concat())]
#[case::not_utf8(vec![0xff, 0xfe, b'{'])]
#[tokio::test]
async fn a_body_that_is_no_json_is_kept_whole_and_not_asked_for_again(#[case] body: Vec<u8>) {
    let mut desk = Desk::open().await;
    assert_eq!(desk.post("/hook", &body, Some(&signed(&body))).await, 200);
    let received = desk.next().await;
    assert!(received.events.is_empty());
    assert_eq!(received.body, body);
    // Nobody vouches for an unsigned one.
    assert_eq!(desk.post("/bare", &body, None).await, 400);
    assert!(body.starts_with(&desk.next().await.body));
}

#[tokio::test]
async fn a_wrong_signature_is_kept_with_its_likely_reason() {
    let mut desk = Desk::open().await;
    let body = status_body();
    let pretty =
        serde_json::to_vec_pretty(&serde_json::from_slice::<serde_json::Value>(&body).unwrap());
    let cases = [
        (signed(&pretty.unwrap()), Reason::OtherSecret),
        (signed(&body).to_uppercase(), Reason::UpperCase),
        (signed(b""), Reason::EmptyBody),
        ("sha256=00".to_owned(), Reason::Malformed),
        (
            format!(
                "{}\r\nX-Hub-Signature-256: {}",
                signed(&body),
                signed(b"{}")
            ),
            Reason::Doubled,
        ),
    ];
    for (signature, reason) in cases {
        assert_eq!(desk.post("/hook", &body, Some(&signature)).await, 401);
        let received = desk.next().await;
        assert_eq!(received.verdict, Verdict::Wrong, "{signature}");
        assert_eq!(received.reason, Some(reason), "{signature}");
    }
    let twice = format!("{0}\r\nX-Hub-Signature-256: {0}", signed(&body));
    assert_eq!(desk.post("/hook", &body, Some(&twice)).await, 200);
}

#[tokio::test]
async fn old_pipelined_chunked_and_cautious_clients_are_served() {
    let mut desk = Desk::open().await;
    let body = String::from_utf8(status_body()).unwrap();
    let length = body.len();
    let old = format!("POST /bare HTTP/1.0\r\nContent-Length: {length}\r\n\r\n{body}");
    let one =
        format!("POST /bare HTTP/1.1\r\nHost: here\r\nContent-Length: {length}\r\n\r\n{body}");
    let last = one.replacen("Host: here", "Host: here\r\nConnection: close", 1);
    let chunked = format!(
        "POST /bare HTTP/1.1\r\nHost: here\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n\
         {length:x}\r\n{body}\r\n0\r\n\r\n"
    );
    let cautious = last.replacen("Host: here", "Host: here\r\nExpect: 100-continue", 1);
    for (request, answers) in [
        (old, 1),
        (format!("{one}{one}{last}"), 3),
        (chunked, 1),
        (cautious, 1),
    ] {
        let answer = exchange(&desk.host(), request.as_bytes()).await;
        let taken = answer.matches(" 200 OK\r\n").count();
        assert_eq!(taken, answers, "{answer}");
        for _ in 0..answers {
            assert_eq!(desk.next().await.body, body.as_bytes());
        }
    }
}

#[tokio::test]
async fn what_is_announced_as_fifty_megabytes_is_not_waited_for() {
    let desk = Desk::open().await;
    let request = b"POST /hook HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 52428800\r\n\r\n{";
    assert_eq!(status_of(&exchange(&desk.host(), request).await), 413);
}

#[tokio::test]
async fn a_replayed_webhook_arrives_as_it_was_and_signed_anew() {
    let mut desk = Desk::open().await;
    let url = format!("http://{}/hook", desk.host());
    let body = b"{ \"statuses\": [\"\\u00e4\"] }\n";
    let (client, options) = (Client::new(), SendOptions::default());
    let secret = SecretString::from("sesame");
    let answer = replay(&client, &url, body, Some(&secret), &options).await;
    assert_eq!(answer.unwrap().status, 200);
    let received = desk.next().await;
    assert_eq!(received.verdict, Verdict::Good);
    assert_eq!(received.body, body);
    let answer = replay(&client, &url, body, None, &options).await;
    assert_eq!(answer.unwrap().status, 401);
    let nowhere = replay(&client, "http://127.0.0.1:1/", body, None, &options).await;
    assert!(
        matches!(nowhere, Err(SendError::NotReached { .. })),
        "{nowhere:?}"
    );
}

#[tokio::test]
async fn control_characters_travel_untouched_and_break_nothing() {
    let mut desk = Desk::open().await;
    let body = json!({"messages": [{"id": "1", "type": "text", "text": {"body": "\u{1b}[2J\u{202e}x\0"}}]})
        .to_string()
        .into_bytes();
    assert_eq!(desk.post("/hook", &body, Some(&signed(&body))).await, 200);
    let received = desk.next().await;
    let [Event::Message(inbound)] = received.events.as_slice() else {
        panic!("{received:?}")
    };
    assert_eq!(inbound.content.summary(), "\u{1b}[2J\u{202e}x\0");
}

#[tokio::test]
async fn an_oversized_body_is_cut_off() {
    let mut desk = Desk::open().await;
    let body = vec![b' '; 65 * 1024];
    assert_eq!(desk.post("/hook", &body, Some(&signed(&body))).await, 413);
    // The same without a length told beforehand.
    let mut request = b"POST /hook HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\
        Transfer-Encoding: chunked\r\n\r\n"
        .to_vec();
    for _ in 0..70 {
        request.extend_from_slice(b"400\r\n");
        request.extend_from_slice(&[b' '; 1024]);
        request.extend_from_slice(b"\r\n");
    }
    assert_eq!(status_of(&exchange(&desk.host(), &request).await), 413);
    assert!(desk.received.try_recv().is_err());
}

#[tokio::test]
async fn a_slow_head_and_a_slow_body_are_cut_off() {
    let desk = Desk::open().await;
    let slow_head = exchange(&desk.host(), b"POST /hook HTTP/1.1\r\nHost: he").await;
    assert!(
        slow_head.is_empty() || status_of(&slow_head) == 408,
        "{slow_head}"
    );
    let slow_body = exchange(
        &desk.host(),
        b"POST /hook HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n{\"sta",
    )
    .await;
    assert_eq!(status_of(&slow_body), 408);
}

#[tokio::test]
async fn who_holds_every_connection_is_thrown_out_and_others_are_served() {
    let mut desk = Desk::open().await;
    let mut idlers = Vec::new();
    for _ in 0..8 {
        let mut stream = TcpStream::connect(desk.host()).await.unwrap();
        stream.write_all(b"POST /hook HTTP/1.1\r\n").await.unwrap();
        idlers.push(stream);
    }
    assert_eq!(desk.post("/bare", &status_body(), None).await, 200);
    assert_eq!(desk.next().await.verdict, Verdict::NotSigned);
    let mut rest = Vec::new();
    let ended = timeout(DEADLINE, idlers.remove(0).read_to_end(&mut rest)).await;
    assert!(ended.is_ok(), "an idler is still connected");
}

#[tokio::test]
async fn what_cannot_be_kept_is_not_acknowledged() {
    let desk = Desk::open().await;
    let host = desk.host();
    drop(desk.received);
    let body = status_body();
    let request = format!(
        "POST /bare HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{}",
        body.len(),
        String::from_utf8(body).unwrap()
    );
    assert_eq!(status_of(&exchange(&host, request.as_bytes()).await), 503);
}

#[tokio::test]
async fn other_methods_are_not_allowed() {
    let desk = Desk::open().await;
    let request = b"DELETE /hook HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
    assert_eq!(status_of(&exchange(&desk.host(), request).await), 405);
}

#[tokio::test]
async fn after_its_end_nobody_listens() {
    let desk = Desk::open().await;
    let address = desk.receiver.address();
    timeout(DEADLINE, desk.receiver.stop()).await.unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_silent_client_does_not_hold_up_the_end() {
    let (sender, _received) = mpsc::channel(1);
    let config = ReceiverConfig {
        address: "127.0.0.1:0".parse().unwrap(),
        endpoints: Vec::new(),
        limits: Limits {
            head: 10 * DEADLINE,
            ..Limits::default()
        },
    };
    let receiver = Receiver::start(config, Channel(sender)).await.unwrap();
    let mut silent = TcpStream::connect(receiver.address()).await.unwrap();
    silent.write_all(b"POST /hook HTTP/1.1\r\n").await.unwrap();
    // Served by now: connections are taken in order.
    let request = b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
    let host = receiver.address().to_string();
    assert_eq!(status_of(&exchange(&host, request).await), 404);
    timeout(DEADLINE, receiver.stop()).await.unwrap();
}
