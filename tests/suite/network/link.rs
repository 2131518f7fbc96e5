//! Opening and closing a link, and what becomes of webhooks when the other side is difficult.

use bluetick::history::{FILE_NAME, Filter, History, Page};
use bluetick::link::{Link, LinkConfig, LinkEvent};
use bluetick::platform::{Account, SendOptions};
use bluetick::sandbox::{Config, HandshakeError, Pace, Sandbox};
use bluetick::wire::Dialect;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::{CUSTOMER, DEADLINE, Line, Visitor, exchange, status_of, text_to};

#[tokio::test]
async fn a_taken_port_is_a_warning_and_sending_works_all_the_same() {
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (sender, mut events) = mpsc::channel(4);
    let config = LinkConfig {
        receiver_address: taken.local_addr().unwrap(),
        pace: Pace::HURRIED,
        ..LinkConfig::default()
    };
    let link = Link::open(config, sender).await.unwrap();
    let Some(LinkEvent::ReceiverProblem(problem)) = events.recv().await else {
        panic!("no warning")
    };
    assert!(problem.contains("cannot listen on 127.0.0.1"), "{problem}");
    let account = link.sandbox_account(Dialect::Cloud).unwrap();
    assert_eq!(link.webhook_address(account), None);
    let answer = link
        .send(
            account,
            &text_to(Dialect::Cloud, CUSTOMER),
            &SendOptions::default(),
        )
        .await
        .unwrap();
    assert!(answer.is_accepted());
}

#[tokio::test]
async fn every_dialect_has_its_webhook_address_and_only_the_cloud_one_wants_a_signature() {
    let line = Line::open().await;
    for (&dialect, status) in Dialect::ALL.iter().zip([401, 200, 200]) {
        let account = line.link.sandbox_account(dialect).unwrap();
        let url = line.link.webhook_address(account).unwrap();
        let (host, path) = url
            .trim_start_matches("http://")
            .split_once('/')
            .map(|(host, path)| (host.to_owned(), path.to_owned()))
            .unwrap();
        assert_eq!(path, format!("webhook/{dialect}"));
        let request = format!(
            "POST /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}"
        );
        let answer = exchange(&host, request.as_bytes()).await;
        assert_eq!(status_of(&answer), status, "{dialect}");
    }
}

#[tokio::test]
async fn accounts_that_come_later_send_and_receive_and_those_that_go_do_neither() {
    let mut line = Line::open().await;
    let known = line.link.sandbox_account(Dialect::Dialog360).unwrap();
    let shop = Account {
        name: "shop".to_owned(),
        is_sandbox: false,
        ..known.clone()
    };
    assert!(line.link.account("shop").is_none());
    line.link.use_accounts(vec![shop]);
    let shop = line.link.account("shop").unwrap();
    let payload = text_to(Dialect::Dialog360, CUSTOMER);
    let options = SendOptions::default();
    let answer = line.link.send(&shop, &payload, &options).await;
    assert!(answer.unwrap().is_accepted());
    let url = line.link.webhook_address(&shop).unwrap();
    let post = async || {
        let (host, path) = url
            .trim_start_matches("http://")
            .split_once('/')
            .map(|(host, path)| (host.to_owned(), path.to_owned()))
            .unwrap();
        let request = format!(
            "POST /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}"
        );
        status_of(&exchange(&host, request.as_bytes()).await)
    };
    assert_eq!(post().await, 200);
    let own =
        |event: &LinkEvent| matches!(event, LinkEvent::Received(it) if it.path == "/webhook/shop");
    while !own(&line.events.recv().await.unwrap()) {}
    line.link.use_accounts(Vec::new());
    assert_eq!(post().await, 404);
    assert!(line.link.account("shop").is_none());
    let names = line.link.accounts();
    assert!(names.iter().all(|account| account.is_sandbox));
}

#[tokio::test]
async fn a_closed_link_listens_nowhere() {
    let line = Line::open().await;
    let account = line.link.sandbox_account(Dialect::Cloud).unwrap();
    let address = line.link.webhook_address(account).unwrap();
    let sandbox = line.host();
    timeout(DEADLINE, line.link.close()).await.unwrap();
    for url in [address, sandbox] {
        let host = url.trim_start_matches("http://").split('/').next().unwrap();
        assert!(TcpStream::connect(host).await.is_err(), "{url}");
    }
}

/// A webhook address that gives these answers in turn, one a connection, and hands the requests out.
async fn difficult(answers: Vec<&'static str>) -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let (sender, requests) = mpsc::channel(16);
    tokio::spawn(async move {
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut bytes = vec![0; 16 * 1024];
            let length = stream.read(&mut bytes).await.unwrap();
            bytes.truncate(length);
            let answer =
                format!("HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
            if sender
                .send(String::from_utf8(bytes).unwrap())
                .await
                .is_err()
            {
                return;
            }
        }
    });
    (url, requests)
}

async fn hurried() -> Sandbox {
    Sandbox::start(Config {
        pace: Pace::HURRIED,
        ..Config::default()
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn a_webhook_that_is_refused_is_posted_again() {
    let visitor = Visitor::new().await;
    let (url, mut requests) = difficult(vec!["500 Busy", "503 Later", "200 OK", "200 OK"]).await;
    let dialect = Dialect::OnPremises;
    visitor.sandbox.set_webhook(dialect, &url);
    let text = text_to(dialect, CUSTOMER);
    assert_eq!(visitor.post(dialect, "/v1/messages", text).await.0, 201);
    let mut statuses = Vec::new();
    for _ in 0..4 {
        let request = timeout(DEADLINE, requests.recv()).await.unwrap().unwrap();
        let named = ["sent", "delivered", "read"]
            .into_iter()
            .find(|status| request.contains(&format!("\"status\":\"{status}\"")));
        statuses.push(named.unwrap());
    }
    assert_eq!(statuses, ["sent", "sent", "sent", "delivered"]);
    timeout(DEADLINE, visitor.sandbox.stop()).await.unwrap();
}

#[tokio::test]
async fn an_address_that_does_not_repeat_the_challenge_is_not_meant() {
    let sandbox = hurried().await;
    let (url, mut requests) = difficult(vec!["200 OK"]).await;
    assert_eq!(
        sandbox.shake_hands(&url).await,
        Err(HandshakeError::NotTheChallenge {
            url: url.clone(),
            status: 200
        })
    );
    let request = requests.recv().await.unwrap();
    let token = &sandbox.access().cloud.verify_token;
    assert!(request.starts_with("GET /hook?hub.mode=subscribe&hub.challenge="));
    assert!(request.contains(&format!("hub.verify_token={token}")));
    // By now nobody listens there.
    assert_eq!(
        sandbox.shake_hands(&url).await,
        Err(HandshakeError::NotReached { url })
    );
}

#[tokio::test]
async fn a_definition_that_is_none_is_refused() {
    let line = Line::open().await;
    assert!(line.link.teach_template(&json!("none")).is_err());
    let (status, answer) = line.control("templates", &json!({"name": "x"})).await;
    assert_eq!(status, 400);
    assert!(answer["error"].as_str().unwrap().contains("components"));
    let definition = json!({"name": "x", "language": "en", "components": []});
    assert_eq!(line.control("templates", &definition).await.0, 200);
}

#[tokio::test]
async fn a_control_request_that_cannot_be_used_is_refused_in_json() {
    let line = Line::open().await;
    let (status, answer) = line.control("act", &json!({})).await;
    assert_eq!(status, 422);
    assert!(answer["error"].as_str().unwrap().contains("`do`"));
    let (status, answer) = line.control("nowhere", &json!({})).await;
    assert_eq!(status, 404);
    assert!(
        answer["error"]
            .as_str()
            .unwrap()
            .contains("/_sandbox/ lists")
    );
    let nobody = json!({"customer": "", "open": false});
    let (status, answer) = line.control("window", &nobody).await;
    assert_eq!(status, 400);
    assert!(answer["error"].as_str().unwrap().contains("customer"));
}

#[tokio::test]
async fn no_web_page_can_reset_the_sandbox_unasked() {
    let sandbox = Sandbox::start(Config::default()).await.unwrap();
    let address = sandbox.access().control.clone();
    let host = address.strip_prefix("http://").unwrap();
    let (host, _) = host.split_once('/').unwrap();
    // What a form or a simple cross-site request can send.
    for kind in ["text/plain", "application/x-www-form-urlencoded"] {
        let request = format!(
            "POST /_sandbox/reset HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
             Content-Type: {kind}\r\nContent-Length: 2\r\n\r\n{{}}"
        );
        let answer = exchange(host, request.as_bytes()).await;
        assert_eq!(status_of(&answer), 415);
    }
}

#[tokio::test]
async fn the_link_tells_which_windows_the_sandbox_was_told_to_close() {
    let mut line = Line::open().await;
    for (open, expected) in [(false, vec![CUSTOMER.to_owned()]), (true, Vec::new())] {
        let body = json!({"customer": CUSTOMER, "open": open});
        assert_eq!(line.control("window", &body).await.0, 200);
        match timeout(DEADLINE, line.events.recv()).await {
            Ok(Some(LinkEvent::WindowsClosed(closed))) => {
                assert_eq!(Vec::from_iter(closed), expected);
            }
            other => panic!("expected the windows, got {other:?}"),
        }
    }
}

/// Opens a link with a live account of the 360dialog dialect beside the sandbox, and posts a webhook to both.
async fn post_to_both(history: History) -> (u16, u16, mpsc::Receiver<LinkEvent>) {
    let (sender, events) = mpsc::channel(64);
    let live = Account::new(
        "shop",
        Dialect::Dialog360,
        "http://127.0.0.1:1",
        "key".to_owned().into(),
    );
    let config = LinkConfig {
        accounts: vec![live],
        history: Some(history),
        pace: Pace::HURRIED,
        ..LinkConfig::default()
    };
    let link = Link::open(config, sender).await.unwrap();
    let mut answers = Vec::new();
    let shop = link.account("shop").unwrap();
    for account in [&*shop, link.sandbox_account(Dialect::Dialog360).unwrap()] {
        let url = link.webhook_address(account).unwrap();
        let rest = url.trim_start_matches("http://");
        let (host, path) = rest.split_once('/').unwrap();
        let request = format!(
            "POST /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}"
        );
        answers.push(status_of(&exchange(host, request.as_bytes()).await));
    }
    link.close().await;
    (answers[0], answers[1], events)
}

#[tokio::test]
async fn what_would_be_forgotten_is_not_acknowledged_to_a_live_platform() {
    let memory = History::in_memory().unwrap();
    let (live, sandbox, _events) = post_to_both(memory).await;
    assert_eq!((live, sandbox), (503, 200));
    let folder = tempfile::tempdir().unwrap();
    let history = History::open(&folder.path().join(FILE_NAME))
        .unwrap()
        .history;
    let (live, sandbox, _events) = post_to_both(history).await;
    assert_eq!((live, sandbox), (200, 200));
}

#[tokio::test]
async fn a_history_that_vanishes_is_told_of_and_nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    let history = History::open(&path).unwrap().history;
    std::fs::remove_file(&path).unwrap();
    let (live, _, mut events) = post_to_both(history).await;
    assert_eq!(live, 200);
    let again = History::open(&path).unwrap().history;
    let kept = again
        .events(Filter::default(), Page::first(9))
        .await
        .unwrap();
    assert_eq!(kept.len(), 2);
    let mut told = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let LinkEvent::HistoryProblem(sentence) = event {
            told.push(sentence);
        }
    }
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("a new one was begun"), "{told:?}");
}
