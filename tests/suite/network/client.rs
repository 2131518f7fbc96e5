//! The client: against the sandbox, and against servers that stall, break off or talk nonsense.

use std::time::Duration;

use bluetick::platform::{Account, Body, Client, Request, SendError, SendOptions};
use bluetick::wire::{Code, Dialect};
use rstest::rstest;
use secrecy::SecretString;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{CUSTOMER, DEADLINE, Line, json_of, text_to};

fn account_at(base_url: &str) -> Account {
    let secret = SecretString::from("s3cret-token");
    Account {
        phone_number_id: Some("1".to_owned()),
        ..Account::new("elsewhere", Dialect::Cloud, base_url, secret)
    }
}

/// A server that reads one request, writes `answer`, and keeps the connection as long as asked.
async fn server(answer: &'static [u8], stay: bool) -> (String, tokio::task::JoinHandle<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let task = tokio::spawn(async move {
        let mut requests = 0;
        while let Ok((mut stream, _)) = listener.accept().await {
            requests += 1;
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer).await;
            let _ = stream.write_all(answer).await;
            if stay {
                // Until the client goes.
                while matches!(stream.read(&mut buffer).await, Ok(1..)) {}
                break;
            }
        }
        requests
    });
    (format!("http://{address}"), task)
}

#[rstest]
#[case(Dialect::Cloud, 200, "wamid.")]
#[case(Dialect::Dialog360, 200, "wamid.")]
#[case(Dialect::OnPremises, 201, "gBEG")]
#[tokio::test]
async fn a_message_is_accepted(
    #[case] dialect: Dialect,
    #[case] status: u16,
    #[case] beginning: &str,
) {
    let line = Line::open().await;
    let answer = line.send(dialect, &text_to(dialect, CUSTOMER)).await;
    assert_eq!(answer.status, status);
    assert!(answer.is_accepted());
    let id = answer.message_id.clone().unwrap();
    assert!(id.as_str().starts_with(beginning), "{id}");
    let body = json_of(&answer);
    if dialect == Dialect::OnPremises {
        assert_eq!(body["meta"]["api_status"], "stable");
        assert!(body.get("contacts").is_none());
    } else {
        assert_eq!(
            body["contacts"],
            json!([{"input": CUSTOMER, "wa_id": CUSTOMER}])
        );
        assert_eq!(body["messaging_product"], "whatsapp");
    }
}

#[tokio::test]
async fn an_input_with_punctuation_comes_back_as_it_was_and_as_digits() {
    let line = Line::open().await;
    let payload = text_to(Dialect::Cloud, "+1 (555) 010-0123");
    let answer = line.send(Dialect::Cloud, &payload).await;
    assert_eq!(
        json_of(&answer)["contacts"],
        json!([{"input": "+1 (555) 010-0123", "wa_id": CUSTOMER}])
    );
}

#[rstest]
#[case(Dialect::Cloud, 401, Code::new(190))]
#[case(Dialect::Dialog360, 401, Code::new(401))]
#[case(Dialect::OnPremises, 401, Code::new(1005))]
#[tokio::test]
async fn a_wrong_secret_is_refused(
    #[case] dialect: Dialect,
    #[case] status: u16,
    #[case] code: Code,
) {
    let line = Line::open().await;
    let mut account = line.link.sandbox_account(dialect).unwrap().clone();
    account.secrets.access = SecretString::from("not-the-secret");
    let answer = line
        .link
        .send(
            &account,
            &text_to(dialect, CUSTOMER),
            &SendOptions::default(),
        )
        .await
        .unwrap();
    assert_eq!(answer.status, status);
    assert_eq!(answer.error.unwrap().code, code);
    assert_eq!(answer.message_id, None);
}

#[tokio::test]
async fn an_unknown_number_id_is_an_object_that_does_not_exist() {
    let line = Line::open().await;
    let mut account = line.link.sandbox_account(Dialect::Cloud).unwrap().clone();
    account.phone_number_id = Some("999".to_owned());
    let answer = line
        .link
        .send(
            &account,
            &text_to(Dialect::Cloud, CUSTOMER),
            &SendOptions::default(),
        )
        .await
        .unwrap();
    assert_eq!(answer.status, 400);
    let error = answer.error.clone().unwrap();
    assert_eq!(error.code, Code::with_subcode(100, 33));
    assert!(error.trace_id.is_some());
    assert_eq!(json_of(&answer)["error"]["type"], "GraphMethodException");
}

#[tokio::test]
async fn a_stalled_server_ends_in_a_time_out_and_is_asked_once() {
    let (base, served) = server(b"", true).await;
    let options = SendOptions {
        timeout: Duration::from_millis(80),
        ..SendOptions::default()
    };
    let request = Request::new(&account_at(&base), &json!({}));
    let outcome = Client::new().send(&request, &options).await;
    assert_eq!(outcome, Err(SendError::Timeout(options.timeout)));
    let requests = tokio::time::timeout(DEADLINE, served).await.unwrap();
    assert_eq!(requests.unwrap(), 1);
}

#[tokio::test]
async fn a_body_that_never_ends_is_a_time_out_too() {
    let (base, _served) = server(
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"mess",
        true,
    )
    .await;
    let options = SendOptions {
        timeout: Duration::from_millis(80),
        ..SendOptions::default()
    };
    let request = Request::new(&account_at(&base), &json!({}));
    let outcome = Client::new().send(&request, &options).await;
    assert_eq!(outcome, Err(SendError::Timeout(options.timeout)));
}

#[tokio::test]
async fn a_cancelled_send_ends_at_once() {
    let (base, _served) = server(b"", true).await;
    let cancel = CancellationToken::new();
    let options = SendOptions {
        cancel: cancel.clone(),
        ..SendOptions::default()
    };
    let request = Request::new(&account_at(&base), &json!({}));
    let client = Client::new();
    let sending = tokio::spawn(async move { client.send(&request, &options).await });
    cancel.cancel();
    let outcome = tokio::time::timeout(DEADLINE, sending).await.unwrap();
    assert_eq!(outcome.unwrap(), Err(SendError::Cancelled));
}

#[tokio::test]
async fn nobody_there_is_not_reached_with_the_reason() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let request = Request::new(&account_at(&base), &json!({}));
    let outcome = Client::new().send(&request, &SendOptions::default()).await;
    let Err(SendError::NotReached { url, reason }) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(url.starts_with(&base));
    assert!(reason.contains("refused"), "{reason}");
}

#[tokio::test]
async fn an_answer_that_breaks_off_leaves_open_what_became_of_the_message() {
    let (base, _served) = server(
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"mess",
        false,
    )
    .await;
    let request = Request::new(&account_at(&base), &json!({}));
    let outcome = Client::new().send(&request, &SendOptions::default()).await;
    let Err(error @ SendError::Broken { .. }) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(error.to_string().contains("is not known"), "{error}");
}

#[rstest]
#[case::broken_json(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n{\"mess" as &[u8], 200)]
#[case::gateway_page(
    b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 9\r\n\r\n<h1>\x1b[2J\xff",
    502
)]
#[case::empty(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", 503)]
#[tokio::test]
async fn an_answer_that_is_no_json_is_kept_as_text(
    #[case] raw: &'static [u8],
    #[case] status: u16,
) {
    let (base, _served) = server(raw, false).await;
    let request = Request::new(&account_at(&base), &json!({}));
    let answer = Client::new()
        .send(&request, &SendOptions::default())
        .await
        .unwrap();
    assert_eq!(answer.status, status);
    assert!(matches!(answer.body, Body::Text(_)));
    assert_eq!(answer.message_id, None);
    assert!(!answer.is_accepted());
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (base, _served) = server(
        b"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\n{}",
        false,
    )
    .await;
    let request = Request::new(&account_at(&base), &json!({}));
    let answer = Client::new()
        .send(&request, &SendOptions::default())
        .await
        .unwrap();
    assert_eq!(answer.status, 307);
    assert!(!answer.is_accepted());
}

#[test]
fn no_secret_is_ever_shown() {
    let account = account_at("http://127.0.0.1:1/v26.0");
    let request = Request::new(&account, &json!({"to": CUSTOMER}));
    let shown = request.shown();
    assert!(shown.starts_with("POST http://127.0.0.1:1/v26.0/1/messages\n"));
    assert!(shown.contains("Authorization: Bearer ********"));
    for text in [shown, format!("{request:?}"), format!("{account:?}")] {
        assert!(!text.contains("s3cret"), "{text}");
    }
}
