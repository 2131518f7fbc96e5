//! What the sandbox accepts, refuses and reports.

mod accounts;
mod directed;
mod faults;
mod gateway;
mod media;
mod number;
mod people;
mod templates;
mod webhooks;

use bluetick::files::EXAMPLES;
use bluetick::message::Draft;
use bluetick::webhook::{Event, Status, Verdict};
use bluetick::wire::{Code, Dialect};
use rstest::rstest;
use serde_json::{Value, json};

use super::{CUSTOMER, Line, body_of, exchange, json_of, message, status_of, text_to};

#[rstest]
#[case(Dialect::Cloud, Verdict::Good)]
#[case(Dialect::Dialog360, Verdict::NotSigned)]
#[case(Dialect::OnPremises, Verdict::NotSigned)]
#[tokio::test]
async fn a_message_is_sent_delivered_and_read_in_that_order(
    #[case] dialect: Dialect,
    #[case] verdict: Verdict,
) {
    let mut line = Line::open().await;
    let answer = line.send(dialect, &text_to(dialect, CUSTOMER)).await;
    let id = answer.message_id.unwrap();
    for expected in [Status::Sent, Status::Delivered, Status::Read] {
        let received = line.received().await;
        assert_eq!(received.verdict, verdict);
        let text = received.text();
        assert_eq!(text.contains("entry"), dialect != Dialect::OnPremises);
        let Event::Status(status) = &received.events[0] else {
            panic!("{received:?}")
        };
        assert_eq!(status.id, id);
        assert_eq!(status.status, expected);
        assert_eq!(status.recipient, CUSTOMER);
        assert!(status.timestamp.is_some());
    }
}

#[rstest]
#[case(Dialect::Cloud, "15550131026", 131_026)]
#[case(Dialect::Cloud, "15550131047", 131_047)]
#[case(Dialect::Cloud, "15550131049", 131_049)]
#[case(Dialect::Dialog360, "15550131050", 131_050)]
#[case(Dialect::OnPremises, "15550001026", 1026)]
#[case(Dialect::OnPremises, "15550000470", 470)]
#[tokio::test]
async fn some_numbers_fail_with_the_code_in_them(
    #[case] dialect: Dialect,
    #[case] to: &str,
    #[case] code: u32,
) {
    let mut line = Line::open().await;
    let answer = line.send(dialect, &text_to(dialect, to)).await;
    assert!(answer.is_accepted());
    let status = line.status().await;
    assert_eq!(status.status, Status::Failed);
    assert_eq!(status.errors[0].code, Code::new(code));
    assert!(!status.errors[0].title.is_empty());
    assert!(status.errors[0].details.is_some());
}

#[tokio::test]
async fn a_closed_window_lets_templates_through_and_nothing_else() {
    let mut line = Line::open().await;
    let close = json!({"customer": "+1 555 010 0123", "open": false});
    assert_eq!(line.control("window", &close).await.0, 200);
    for (dialect, code) in [
        (Dialect::Cloud, 131_047),
        (Dialect::Dialog360, 131_047),
        (Dialect::OnPremises, 470),
    ] {
        line.send(dialect, &text_to(dialect, CUSTOMER)).await;
        assert_eq!(line.status().await.errors[0].code, Code::new(code));
    }
    let template = json!({"name": "hello", "language": {"code": "en"}});
    let payload = message(Dialect::Cloud, CUSTOMER, "template", &template);
    let answer = line.send(Dialect::Cloud, &payload).await;
    assert_eq!(
        json_of(&answer)["messages"][0]["message_status"],
        "accepted"
    );
    for expected in [Status::Sent, Status::Delivered, Status::Read] {
        assert_eq!(line.status().await.status, expected);
    }
    // The customer writes, and the window is open again.
    let say = json!({"api": "cloud", "from": CUSTOMER, "text": "hi"});
    line.control("say", &say).await;
    line.inbound().await;
    line.send(Dialect::Cloud, &text_to(Dialect::Cloud, CUSTOMER))
        .await;
    assert_eq!(line.status().await.status, Status::Sent);
}

#[tokio::test]
async fn a_reaction_is_only_sent_and_needs_a_message() {
    let mut line = Line::open().await;
    let first = line
        .send(Dialect::Cloud, &text_to(Dialect::Cloud, CUSTOMER))
        .await;
    for _ in 0..3 {
        line.status().await;
    }
    let react = |id: &str| {
        message(
            Dialect::Cloud,
            CUSTOMER,
            "reaction",
            &json!({"message_id": id, "emoji": "👍"}),
        )
    };
    let id = first.message_id.unwrap();
    line.send(Dialect::Cloud, &react(id.as_str())).await;
    assert_eq!(line.status().await.status, Status::Sent);
    // Were there more statuses of it, they would come before this failure.
    line.send(Dialect::Cloud, &react("wamid.unknown")).await;
    let status = line.status().await;
    assert_eq!(status.status, Status::Failed);
    assert_eq!(status.errors[0].code, Code::new(131_009));
    // What a customer wrote can be reacted to as well.
    let say = json!({"api": "cloud", "from": CUSTOMER, "text": "hi"});
    line.control("say", &say).await;
    let inbound = line.inbound().await;
    line.send(Dialect::Cloud, &react(inbound.id.as_str())).await;
    assert_eq!(line.status().await.status, Status::Sent);
}

#[tokio::test]
async fn every_example_reaches_its_customer() {
    let mut line = Line::open().await;
    for example in EXAMPLES {
        let draft = Draft::parse(example.text).unwrap();
        if let Some(definition) = &draft.definition {
            line.link.teach_template(definition).unwrap();
        }
        let mut payload = draft.document.payload().clone();
        let is_receipt = payload.get("status").is_some();
        if !is_receipt {
            payload["to"] = json!(CUSTOMER);
        }
        let answer = line.send(draft.dialect().unwrap(), &payload).await;
        assert!(answer.is_accepted(), "{}: {:?}", example.name, answer.body);
        let steps = match payload.get("type").and_then(Value::as_str) {
            None => 0,
            Some("reaction") => 1,
            Some("audio") if payload["audio"]["voice"] == true => 4,
            Some(_) => 3,
        };
        for expected in Status::ALL.iter().skip(1).take(steps) {
            // a group reports once for each of its members
            for event in line.received().await.events {
                let Event::Status(event) = event else {
                    panic!("{event:?}")
                };
                assert_eq!(event.status, *expected, "{}", example.name);
            }
        }
    }
}

#[tokio::test]
async fn callback_data_comes_back_in_each_status() {
    let mut line = Line::open().await;
    let mut payload = text_to(Dialect::Cloud, CUSTOMER);
    payload["biz_opaque_callback_data"] = json!("campaign=autumn");
    line.send(Dialect::Cloud, &payload).await;
    let received = line.received().await;
    assert!(received.text().contains("campaign=autumn"));
}

#[tokio::test]
async fn bytes_are_escaped_as_meta_does() {
    let mut line = Line::open().await;
    let say = json!({"api": "cloud", "from": CUSTOMER, "text": "Größe / 👍"});
    line.control("say", &say).await;
    let received = line.received().await;
    let text = received.text();
    assert!(text.contains(r"Gr\u00f6\u00dfe \/ \ud83d\udc4d"), "{text}");
    assert!(received.body.is_ascii());
}

#[tokio::test]
async fn a_read_receipt_is_answered_with_success() {
    let line = Line::open().await;
    let say = json!({"api": "cloud", "from": CUSTOMER, "text": "hi"});
    let (_, said) = line.control("say", &say).await;
    let payload =
        json!({"messaging_product": "whatsapp", "status": "read", "message_id": said["id"]});
    let answer = line.send(Dialect::Cloud, &payload).await;
    assert_eq!(json_of(&answer), &json!({"success": true}));
}

#[rstest]
#[case::not_json(Dialect::Cloud, json!("just text"), 100)]
#[case::not_json(Dialect::OnPremises, json!([]), 1025)]
#[tokio::test]
async fn a_body_that_is_no_object_is_refused(
    #[case] dialect: Dialect,
    #[case] payload: Value,
    #[case] code: u32,
) {
    let line = Line::open().await;
    let answer = line.send(dialect, &payload).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.error.unwrap().code, Code::new(code));
}

#[rstest]
#[case(Dialect::Cloud, "somebody", 131_009)]
#[case(Dialect::Cloud, "1555010012345678", 131_009)]
#[case(Dialect::Cloud, "0015550100123", 100)]
#[case(Dialect::Dialog360, "+1 555 010 9900", 131_021)]
#[case(Dialect::OnPremises, "somebody", 1009)]
#[tokio::test]
async fn numbers_that_reach_nobody_are_refused(
    #[case] dialect: Dialect,
    #[case] to: &str,
    #[case] code: u32,
) {
    let line = Line::open().await;
    let answer = line.send(dialect, &text_to(dialect, to)).await;
    assert_eq!(answer.status, 400);
    assert_eq!(answer.error.unwrap().code, Code::new(code));
}

#[tokio::test]
async fn an_unknown_type_is_told_before_its_missing_content() {
    let line = Line::open().await;
    let payload = json!({"messaging_product": "whatsapp", "to": CUSTOMER, "type": "nonsense"});
    let answer = line.send(Dialect::Cloud, &payload).await;
    let message = answer.error.unwrap().title;
    assert!(message.starts_with("(#100) Param type "), "{message}");
}

#[tokio::test]
async fn requests_without_token_to_unknown_paths_or_by_other_methods_are_refused() {
    let line = Line::open().await;
    let host = line.host();
    let account = line.link.sandbox_account(Dialect::Cloud).unwrap();
    let path = format!(
        "/v21.0/{}/messages",
        account.phone_number_id.as_deref().unwrap()
    );
    let bearer = format!("Authorization: Bearer {}\r\n", line.secret(Dialect::Cloud));
    for (first, headers, status, code) in [
        (format!("POST {path}"), "", 400, 104),
        (format!("GET {path}"), bearer.as_str(), 400, 100),
        ("POST /v26.0/1/2/3".to_owned(), bearer.as_str(), 400, 2500),
    ] {
        let request =
            format!("{first} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n");
        let answer = exchange(&host, request.as_bytes()).await;
        assert_eq!(status_of(&answer), status, "{answer}");
        let body: Value = serde_json::from_str(body_of(&answer)).unwrap();
        assert_eq!(body["error"]["code"], code, "{answer}");
        assert!(answer.contains("facebook-api-version: v26.0"), "{answer}");
    }
}

#[tokio::test]
async fn a_reset_forgets_messages_and_closed_windows() {
    let mut line = Line::open().await;
    let answer = line
        .send(Dialect::Cloud, &text_to(Dialect::Cloud, CUSTOMER))
        .await;
    for _ in 0..3 {
        line.status().await;
    }
    line.control("window", &json!({"customer": CUSTOMER, "open": false}))
        .await;
    assert_eq!(line.control("reset", &json!({})).await.0, 200);
    let id = answer.message_id.unwrap();
    let reply = json!({"do": "reply", "message_id": id, "text": "late"});
    assert_eq!(line.control("act", &reply).await.0, 404);
    line.send(Dialect::Cloud, &text_to(Dialect::Cloud, CUSTOMER))
        .await;
    assert_eq!(line.status().await.status, Status::Sent);
}

#[tokio::test]
async fn the_same_seed_gives_the_same_ids() {
    let mut ids = Vec::new();
    for _ in 0..2 {
        let line = Line::open().await;
        let answer = line
            .send(Dialect::Cloud, &text_to(Dialect::Cloud, CUSTOMER))
            .await;
        ids.push((answer.message_id, line.secret(Dialect::Cloud)));
    }
    assert_eq!(ids[0], ids[1]);
}
