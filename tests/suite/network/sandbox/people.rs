//! The customers with ways of their own, and what they do unasked.

use bluetick::wire::Dialect;
use rstest::rstest;
use serde_json::{Value, json};

use super::super::{CUSTOMER, Mailbox, Visitor, answer_of, message, text_to};

async fn visited() -> (Visitor, Mailbox) {
    let (visitor, mailbox) = (Visitor::new().await, Mailbox::open().await);
    visitor.sandbox.set_webhook(Dialect::Cloud, &mailbox.url);
    visitor
        .sandbox
        .set_webhook(Dialect::OnPremises, &mailbox.url);
    (visitor, mailbox)
}

async fn send(visitor: &Visitor, to: &str) {
    let text = text_to(Dialect::Cloud, to);
    let sent = visitor.post(Dialect::Cloud, "/{number}/messages", text);
    assert_eq!(sent.await.0, 200);
}

#[rstest]
#[case::usual(CUSTOMER, &["sent", "delivered", "read"])]
#[case::no_receipts("15550100180", &["sent", "delivered"])]
#[case::device_off("15550100181", &["sent"])]
#[case::not_on_whatsapp("15550100182", &["failed"])]
#[case::chat_open("15550100185", &["sent", "read"])]
#[case::blocks("15550100186", &["sent"])]
#[tokio::test]
async fn some_customers_have_their_ways(#[case] to: &str, #[case] statuses: &[&str]) {
    let (visitor, mut mailbox) = visited().await;
    send(&visitor, to).await;
    for expected in statuses {
        assert_eq!(mailbox.member("/statuses/0/status").await, *expected);
    }
    // Were there more statuses, they would come before what somebody else writes.
    visitor
        .control(
            "say",
            json!({"api": "cloud", "from": "15550100144", "text": "Hi"}),
        )
        .await;
    assert_eq!(mailbox.member("/messages/0/from").await, "15550100144");
}

#[tokio::test]
async fn a_phone_that_is_switched_on_gets_what_waits() {
    let (visitor, mut mailbox) = visited().await;
    send(&visitor, "15550100181").await;
    assert_eq!(mailbox.member("/statuses/0/status").await, "sent");
    let on = json!({"number": "15550100181", "device": true});
    visitor.control("customers", on).await;
    for expected in ["delivered", "read"] {
        assert_eq!(mailbox.member("/statuses/0/status").await, expected);
    }
}

#[tokio::test]
async fn who_wants_no_marketing_gets_none_and_says_so() {
    let (visitor, mut mailbox) = visited().await;
    let spring = json!({"name": "spring", "language": "en", "category": "MARKETING",
        "components": [{"type": "BODY", "text": "Lamps are back."}]});
    visitor.control("templates", spring).await;
    let stop = json!({"do": "stop_marketing", "api": "cloud", "from": CUSTOMER});
    visitor.control("act", stop).await;
    let told = mailbox.member("/user_preferences/0").await;
    assert_eq!(
        (&told["value"], &told["wa_id"]),
        (&json!("stop"), &json!(CUSTOMER))
    );
    let template = json!({"name": "spring", "language": {"code": "en"}});
    let payload = message(Dialect::Cloud, CUSTOMER, "template", &template);
    visitor
        .post(Dialect::Cloud, "/{number}/messages", payload)
        .await;
    assert_eq!(mailbox.member("/statuses/0/errors/0/code").await, 131_050);
}

#[tokio::test]
async fn a_username_hides_the_number() {
    let (visitor, mut mailbox) = visited().await;
    let say = json!({"api": "cloud", "from": "15550100184", "text": "Hi"});
    visitor.control("say", say).await;
    let (_, body) = mailbox.next().await;
    let value = &body["entry"][0]["changes"][0]["value"];
    assert_eq!(value["contacts"][0]["profile"]["username"], "wren.lamps");
    assert_eq!(
        value["contacts"][0]["user_id"],
        value["messages"][0]["from_user_id"]
    );
    assert!(!body.to_string().contains("15550100184"), "{body}");
}

#[rstest]
#[case(Dialect::Cloud, "image", "image/png", false)]
#[case(Dialect::Cloud, "document", "application/pdf", false)]
#[case(Dialect::OnPremises, "voice", "audio/ogg; codecs=opus", true)]
#[tokio::test]
async fn files_of_customers_can_be_fetched(
    #[case] dialect: Dialect,
    #[case] shown: &str,
    #[case] mime_type: &str,
    #[case] voice: bool,
) {
    let (visitor, mut mailbox) = visited().await;
    let kind = if voice { "audio" } else { shown };
    let deed = json!({"do": "send_media", "api": dialect, "from": CUSTOMER, "kind": kind,
        "caption": "Broken", "voice": voice});
    visitor.control("act", deed).await;
    let file = mailbox.member(&format!("/messages/0/{shown}")).await;
    assert_eq!(file["mime_type"], mime_type);
    assert_eq!(file["caption"], "Broken");
    let path = match dialect {
        Dialect::OnPremises => format!("/v1/media/{}", file["id"].as_str().unwrap()),
        _ => format!("/{}", file["id"].as_str().unwrap()),
    };
    let found = visitor
        .ask(dialect, "GET", &path)
        .await
        .send()
        .await
        .unwrap();
    assert_eq!(found.status(), 200);
    if let Some(url) = file["url"].as_str() {
        let token = &visitor.access().cloud.token;
        let bytes = visitor
            .http
            .get(url)
            .bearer_auth(token)
            .send()
            .await
            .unwrap();
        assert!(bytes.content_length().unwrap() > 20);
    }
}

#[rstest]
#[case("send_place", "/messages/0/type", "location")]
#[case("send_poll", "/messages/0/unsupported/type", "poll_creation")]
#[case("call_business", "/calls/0/event", "connect")]
#[tokio::test]
async fn customers_do_other_things_too(
    #[case] deed: &str,
    #[case] place: &str,
    #[case] expected: &str,
) {
    let (visitor, mut mailbox) = visited().await;
    visitor
        .control("act", json!({"do": deed, "api": "cloud", "from": CUSTOMER}))
        .await;
    assert_eq!(mailbox.member(place).await, expected);
}

#[tokio::test]
async fn who_moves_has_no_contact_and_who_has_no_number_does_nothing() {
    let (visitor, mut mailbox) = visited().await;
    let deed =
        json!({"do": "change_number", "api": "cloud", "from": CUSTOMER, "to": "15550100177"});
    visitor.control("act", deed).await;
    let (_, body) = mailbox.next().await;
    let value = &body["entry"][0]["changes"][0]["value"];
    assert_eq!(value["messages"][0]["system"]["wa_id"], "15550100177");
    assert_eq!(value.get("contacts"), None);
    let nobody = json!({"do": "write", "api": "cloud", "from": "?", "text": "x"});
    let url = format!("{}/act", visitor.access().control);
    assert_eq!(answer_of(visitor.http.post(url).json(&nobody)).await.0, 409);
}

#[tokio::test]
async fn the_moved_clock_closes_windows() {
    let (visitor, mut mailbox) = visited().await;
    visitor.control("clock", json!({"advance": "25h"})).await;
    send(&visitor, CUSTOMER).await;
    assert_eq!(mailbox.member("/statuses/0/errors/0/code").await, 131_047);
    visitor
        .control(
            "say",
            json!({"api": "cloud", "from": CUSTOMER, "text": "Hi"}),
        )
        .await;
    mailbox.member("/messages/0/text").await;
    send(&visitor, CUSTOMER).await;
    assert_eq!(mailbox.member("/statuses/0/status").await, "sent");
}

#[tokio::test]
async fn the_guide_and_the_list_of_customers_can_be_read() {
    let visitor = Visitor::new().await;
    for (path, member) in [
        ("", "endpoints"),
        ("customers", "customers"),
        ("faults", "faults"),
    ] {
        let url = format!("{}/{path}", visitor.access().control);
        let (status, body) = answer_of(visitor.http.get(url)).await;
        assert_eq!(status, 200, "{path}");
        assert!(matches!(body[member], Value::Array(_)), "{body}");
    }
}
