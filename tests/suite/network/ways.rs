//! Messages that go by ways of their own: voice messages, receipts, marketing, Direct Send, groups.

use bluetick::link::Link;
use bluetick::platform::Request;
use bluetick::preview::Tap;
use bluetick::sandbox::ActionError;
use bluetick::webhook::{Content, Status};
use bluetick::wire::{Code, Dialect};
use rstest::rstest;
use serde_json::{Value, json};

use super::{CUSTOMER, Line, json_of, message, text_to};

/// Method and path of the request that sends a payload.
fn request(link: &Link, dialect: Dialect, payload: &Value) -> String {
    let account = link.account(dialect).unwrap();
    let request = Request::new(account, payload);
    let path = request.url.split_once("://").unwrap().1;
    let path = path.split_once('/').unwrap().1;
    let number = account.phone_number_id.as_deref().unwrap_or("-");
    format!("{} /{}", request.method, path.replace(number, "N"))
}

#[tokio::test]
async fn a_voice_message_is_played_after_it_was_read() {
    let mut line = Line::open().await;
    let voice = json!({"link": "https://media.example.com/a.ogg", "voice": true});
    let payload = message(Dialect::Cloud, CUSTOMER, "audio", &voice);
    assert!(line.send(Dialect::Cloud, &payload).await.is_accepted());
    for expected in [
        Status::Sent,
        Status::Delivered,
        Status::Read,
        Status::Played,
    ] {
        assert_eq!(line.status().await.status, expected);
    }
}

#[rstest]
#[case(Dialect::Cloud, 131_053)]
#[case(Dialect::OnPremises, 1006)]
#[tokio::test]
async fn a_file_on_a_host_that_never_exists_cannot_be_fetched(
    #[case] dialect: Dialect,
    #[case] code: u32,
) {
    let mut line = Line::open().await;
    let file = json!({"link": "https://media.example.invalid/a.png"});
    let payload = message(dialect, CUSTOMER, "image", &file);
    assert!(line.send(dialect, &payload).await.is_accepted());
    let status = line.status().await;
    assert_eq!(status.status, Status::Failed);
    assert_eq!(status.errors[0].code, Code::new(code));
}

#[tokio::test]
async fn receipts_are_taken_at_the_address_of_each_api() {
    let line = Line::open().await;
    let mut receipt =
        json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.a/b="});
    for dialect in [Dialect::Cloud, Dialect::Dialog360] {
        let answer = line.send(dialect, &receipt).await;
        assert_eq!(*json_of(&answer), json!({"success": true}));
    }
    receipt
        .as_object_mut()
        .unwrap()
        .shift_remove("messaging_product");
    let asked = request(&line.link, Dialect::OnPremises, &receipt);
    assert_eq!(asked, "PUT /v1/messages/wamid.a%2Fb=");
    let answer = line.send(Dialect::OnPremises, &receipt).await;
    assert_eq!(answer.status, 200);
    assert!(answer.is_accepted());
    assert_eq!(answer.message_id, None);
}

#[tokio::test]
async fn marketing_messages_have_an_address_of_their_own() {
    let line = Line::open().await;
    let template = json!({"name": "spring", "language": {"code": "en"}});
    let mut payload = message(Dialect::Cloud, CUSTOMER, "template", &template);
    let asked = |payload: &Value, dialect| request(&line.link, dialect, payload);
    assert_eq!(asked(&payload, Dialect::Cloud), "POST /v26.0/N/messages");
    payload["message_activity_sharing"] = json!(false);
    assert_eq!(
        asked(&payload, Dialect::Cloud),
        "POST /v26.0/N/marketing_messages"
    );
    assert_eq!(
        asked(&payload, Dialect::Dialog360),
        "POST /marketing_messages"
    );
    for dialect in [Dialect::Cloud, Dialect::Dialog360] {
        assert!(line.send(dialect, &payload).await.is_accepted());
    }
    let mut text = text_to(Dialect::Cloud, CUSTOMER);
    text["product_policy"] = json!("STRICT");
    let answer = line.send(Dialect::Cloud, &text).await;
    assert_eq!(answer.error.unwrap().code, Code::new(131_055));
}

#[tokio::test]
async fn a_reply_to_what_was_sent_directly_looks_like_one_to_a_template() {
    let mut line = Line::open().await;
    let content = json!({"type": "button", "body": {"text": "Ready."}, "action": {"buttons": [
        {"type": "cta_url", "cta_url": {"display_text": "Map", "url": "https://lamp.example.com"}},
        {"type": "reply", "reply": {"id": "coming", "title": "I come"}}]}});
    let mut payload = message(Dialect::Cloud, CUSTOMER, "interactive", &content);
    payload["category"] = json!("utility");
    let id = line.send(Dialect::Cloud, &payload).await.message_id;
    let id = id.unwrap();
    let tapped = line.link.tap(&id, &Tap::ReplyButton(0));
    assert_eq!(tapped, Err(ActionError::TellsNothing("Map".to_owned())));
    line.link.tap(&id, &Tap::ReplyButton(1)).unwrap();
    let reply = Content::Button {
        text: "I come".to_owned(),
        payload: "coming".to_owned(),
    };
    assert_eq!(line.inbound().await.content, reply);
}

#[rstest]
#[case(json!({"to": "Y2FwaV9ncm91cDox", "recipient_type": "group"}), "group_id", "Y2FwaV9ncm91cDox")]
#[case(json!({"recipient": "US.13491208655302741918"}), "user_id", "US.13491208655302741918")]
#[tokio::test]
async fn groups_and_hidden_numbers_are_named_in_the_answer(
    #[case] recipient: Value,
    #[case] key: &str,
    #[case] id: &str,
) {
    let line = Line::open().await;
    let mut payload =
        json!({"messaging_product": "whatsapp", "type": "text", "text": {"body": "Hi"}});
    let recipient = recipient.as_object().unwrap().clone();
    payload.as_object_mut().unwrap().extend(recipient);
    let answer = line.send(Dialect::Cloud, &payload).await;
    assert_eq!(json_of(&answer)["contacts"][0][key], id);
}
