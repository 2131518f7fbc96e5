//! What is written out: the same as is listed, and nothing of it changed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rstest::rstest;

use super::*;
use crate::webhook::Reason;

async fn exported(desk: &Desk, filter: Filter) -> Vec<Value> {
    let mut lines = Vec::new();
    let line = |line: &str| {
        lines.push(serde_json::from_str(line).unwrap());
        Ok::<(), HistoryError>(())
    };
    desk.history.export(filter, line).await.unwrap();
    lines
}

/// A send, two webhooks and one that nobody can believe.
async fn morning() -> Desk {
    let desk = Desk::new();
    let send = desk.send(PEER).await;
    desk.answer(send, ID).await;
    desk.status(ID, "read", 3).await;
    desk.store(&message_of("wamid.hers", 20, "Thank you, Nadia"))
        .await;
    let keeper = desk.history.sink(Vec::new());
    let forged = received(b"{}", Verdict::Wrong);
    keeper.keep(forged).await.unwrap();
    desk
}

#[rstest]
#[case::all(Filter::default(), 4)]
#[case::received(Filter { is_received: true, ..Filter::default() }, 3)]
#[case::verdict(Filter { verdict: Some(Verdict::Wrong), ..Filter::default() }, 1)]
#[case::words(Filter { words: Some("thank YOU".to_owned()), ..Filter::default() }, 1)]
#[case::outcome(Filter { outcome: Some(Outcome::Read), ..Filter::default() }, 1)]
#[case::account(Filter { account: Some("/hook".to_owned()), ..Filter::default() }, 1)]
#[case::kind(Filter { kind: Some("status".to_owned()), ..Filter::default() }, 1)]
#[case::until(Filter { until: Some(second(5)), ..Filter::default() }, 1)]
#[tokio::test]
async fn what_is_listed_is_what_is_exported_and_posted_again(
    #[case] filter: Filter,
    #[case] count: usize,
) {
    let desk = morning().await;
    let listed = desk.history.events(filter.clone(), Page::first(99)).await;
    let mut listed = listed.unwrap();
    listed.reverse();
    let ids: Vec<Value> = listed.iter().map(|entry| json!(entry.id)).collect();
    assert_eq!(ids.len(), count);
    let lines = exported(&desk, filter.clone()).await;
    let of_lines: Vec<Value> = lines.iter().map(|line| line["id"].clone()).collect();
    assert_eq!(of_lines, ids);
    let webhooks = desk.history.webhooks(filter).await.unwrap();
    let received = listed.iter().filter(|entry| entry.verdict.is_some());
    assert!(webhooks.into_iter().eq(received.map(|entry| entry.id)));
}

#[tokio::test]
async fn an_export_holds_every_body_byte_for_byte_with_headers_and_verdict() {
    let desk = Desk::new();
    let bodies: [&[u8]; 5] = [
        b" {\"a\": 1.50, \"a\": 2}\r\n",
        b"\x1b[2J\x07 no JSON \xe2\x80\xae",
        b"\xff\xfe\x00 no text",
        "{\"statuses\": [{\"id\": \"wamid.\u{1f469}\u{200d}\u{1f467}\", \"status\": \"sent\"}]}"
            .as_bytes(),
        b"",
    ];
    let keeper = desk.history.sink(Vec::new());
    for body in bodies {
        let came = Received {
            headers: vec![
                ("x-hub-signature-256".to_owned(), "sha256=one".to_owned()),
                ("host".to_owned(), "shop.example.com".to_owned()),
                ("x-hub-signature-256".to_owned(), "sha256=two".to_owned()),
            ],
            reason: Some(Reason::OtherSecret),
            ..received(body, Verdict::Wrong)
        };
        keeper.keep(came).await.unwrap();
    }
    let lines = exported(&desk, Filter::default()).await;
    let raw: Vec<Vec<u8>> = lines
        .iter()
        .map(|line| match line["raw"].as_str() {
            Some(text) => text.as_bytes().to_vec(),
            None => STANDARD
                .decode(line["raw_base64"].as_str().unwrap())
                .unwrap(),
        })
        .collect();
    assert_eq!(raw, bodies);
    for line in lines {
        assert_eq!(line["verdict"], "wrong");
        assert_eq!(line["reason"], Reason::OtherSecret.name());
        assert_eq!(
            line["headers"],
            json!({"x-hub-signature-256": ["sha256=one", "sha256=two"], "host": "shop.example.com"})
        );
    }
}
