//! Messages that go by ways of their own: voice messages, receipts, marketing, Direct Send, groups.

use bluetick::files::EXAMPLES;
use bluetick::link::Link;
use bluetick::message::Draft;
use bluetick::platform::Request;
use bluetick::preview::Tap;
use bluetick::sandbox::ActionError;
use bluetick::webhook::{Content, Event, Status};
use bluetick::wire::{Code, Dialect};
use rstest::rstest;
use serde_json::{Value, json};

use super::{CUSTOMER, Line, body_of, exchange, json_of, message, text_to};

/// Method and path of the request that sends a payload.
fn request(link: &Link, dialect: Dialect, payload: &Value) -> String {
    let account = link.sandbox_account(dialect).unwrap();
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
    let say = json!({"api": "cloud", "from": CUSTOMER, "text": "hi"});
    let (_, said) = line.control("say", &say).await;
    let id = said["id"].as_str().unwrap();
    let mut receipt = json!({"messaging_product": "whatsapp", "status": "read", "message_id": id});
    for dialect in [Dialect::Cloud, Dialect::Dialog360] {
        let answer = line.send(dialect, &receipt).await;
        assert_eq!(*json_of(&answer), json!({"success": true}));
    }
    receipt
        .as_object_mut()
        .unwrap()
        .shift_remove("messaging_product");
    let odd = json!({"status": "read", "message_id": "wamid.a/b="});
    let asked = request(&line.link, Dialect::OnPremises, &odd);
    assert_eq!(asked, "PUT /v1/messages/wamid.a%2Fb=");
    let answer = line.send(Dialect::OnPremises, &receipt).await;
    assert_eq!(answer.status, 200);
    assert!(answer.is_accepted());
    assert_eq!(answer.message_id, None);
}

#[rstest]
#[case(Dialect::Cloud, 131_009, 400)]
#[case(Dialect::Dialog360, 131_009, 400)]
#[case(Dialect::OnPremises, 1006, 404)]
#[tokio::test]
async fn a_receipt_for_a_message_that_nobody_wrote_is_refused(
    #[case] dialect: Dialect,
    #[case] code: u32,
    #[case] status: u16,
) {
    let line = Line::open().await;
    let own = line.send(dialect, &text_to(dialect, CUSTOMER)).await;
    let own = own.message_id.unwrap();
    for id in ["wamid.unknown", own.as_str()] {
        let mut receipt = json!({"status": "read", "message_id": id});
        if dialect != Dialect::OnPremises {
            receipt["messaging_product"] = json!("whatsapp");
            receipt["typing_indicator"] = json!({"type": "text"});
        }
        let answer = line.send(dialect, &receipt).await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.error.unwrap().code, Code::new(code));
    }
}

/// Posts a payload to an address of the Cloud API account, whatever is in it.
async fn post(line: &Line, end: &str, payload: &Value) -> Value {
    let host = line.host();
    let account = line.link.sandbox_account(Dialect::Cloud).unwrap();
    let number = account.phone_number_id.as_deref().unwrap();
    let (token, body) = (line.secret(Dialect::Cloud), payload.to_string());
    let request = format!(
        "POST /v26.0/{number}/{end} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    serde_json::from_str(body_of(&exchange(&host, request.as_bytes()).await)).unwrap()
}

#[tokio::test]
async fn each_endpoint_reads_what_is_its_own() {
    let mut line = Line::open().await;
    let definition = json!({"name": "receipt", "language": "en", "category": "UTILITY", "status": "APPROVED",
        "components": [{"type": "BODY", "text": "Thank you"}]});
    line.link.teach_template(&definition).unwrap();
    let of = |name: &str| {
        let template = json!({"name": name, "language": {"code": "en"}});
        message(Dialect::Cloud, CUSTOMER, "template", &template)
    };
    let code = |answer: &Value| answer["error"]["code"].clone();
    let text = text_to(Dialect::Cloud, CUSTOMER);
    let refused = post(&line, "marketing_messages", &text).await;
    assert_eq!(code(&refused), 131_055);
    let refused = post(&line, "marketing_messages", &of("receipt")).await;
    assert_eq!(code(&refused), 134_100);
    // What belongs to the other endpoint means nothing here.
    let mut marked = text;
    marked["product_policy"] = json!("STRICT");
    for (end, payload, category) in [
        ("messages", marked, "service"),
        ("messages", of("receipt"), "utility"),
        ("marketing_messages", of("spring"), "marketing_lite"),
    ] {
        let taken = post(&line, end, &payload).await;
        assert!(taken["messages"][0]["id"].is_string(), "{taken}");
        let sent = line.received().await.text().into_owned();
        let sent: Value = serde_json::from_str(&sent).unwrap();
        let pricing = "/entry/0/changes/0/value/statuses/0/pricing/category";
        assert_eq!(sent.pointer(pricing).unwrap(), category);
        for _ in 0..2 {
            line.status().await;
        }
    }
}

#[tokio::test]
async fn news_of_an_order_need_the_order_and_its_end_is_final() {
    let line = Line::open().await;
    let example = |name: &str| {
        let example = EXAMPLES.iter().find(|one| one.name == name).unwrap();
        let draft = Draft::parse(example.text).unwrap();
        let mut payload = draft.document.payload().clone();
        payload["to"] = json!("15550100144");
        payload
    };
    let (order, mut news) = (example("order"), example("order-status"));
    let status = "/interactive/action/parameters/order/status";
    let code = async |payload: &Value| {
        let answer = line.send(Dialect::Cloud, payload).await;
        answer.error.map(|error| error.code)
    };
    assert_eq!(code(&news).await, Some(Code::new(2047)));
    assert_eq!(code(&order).await, None);
    for (next, expected) in [
        ("shipped", None),
        ("completed", None),
        ("processing", Some(Code::new(2046))),
        ("completed", None),
    ] {
        *news.pointer_mut(status).unwrap() = json!(next);
        assert_eq!(code(&news).await, expected, "{next}");
    }
}

#[tokio::test]
async fn a_group_reports_its_members_and_a_hidden_number_its_id() {
    let mut line = Line::open().await;
    let mut payload = text_to(Dialect::Cloud, "Y2FwaV9ncm91cDox");
    payload["recipient_type"] = json!("group");
    assert!(line.send(Dialect::Cloud, &payload).await.is_accepted());
    for (status, count) in [(Status::Sent, 1), (Status::Delivered, 2), (Status::Read, 2)] {
        let received = line.received().await;
        assert_eq!(received.events.len(), count);
        for event in &received.events {
            let Event::Status(event) = event else {
                panic!("{event:?}")
            };
            assert_eq!(
                (event.status, event.recipient.as_str()),
                (status, "Y2FwaV9ncm91cDox")
            );
        }
    }
    let mut payload = text_to(Dialect::Cloud, "");
    let members = payload.as_object_mut().unwrap();
    members.shift_remove("to");
    members.insert("recipient".to_owned(), json!("US.13491208655302741918"));
    let id = line
        .send(Dialect::Cloud, &payload)
        .await
        .message_id
        .unwrap();
    let received = line.received().await.text().into_owned();
    assert!(
        received.contains(r#""recipient_user_id":"US.13491208655302741918""#),
        "{received}"
    );
    assert!(
        !received.contains("recipient_id") && !received.contains("wa_id"),
        "{received}"
    );
    let reply = json!({"do": "reply", "message_id": id, "text": "Thanks"});
    line.control("act", &reply).await;
    let inbound = line.inbound().await;
    assert_eq!(inbound.from, "US.13491208655302741918");
    assert!(inbound.name.is_some());
}

#[rstest]
#[case("/text/body", json!(true), "Param text['body'] must be a string.")]
#[case("/text", json!([]), "Param text must be a JSON object.")]
#[case("/text/preview_url", json!("often"), "Param text['preview_url'] must be a boolean.")]
#[case("/text/body", json!("x".repeat(4097)), "Param text['body'] must be at most 4096 characters long.")]
#[case("/text/body", json!(""), "The parameter text['body'] is required.")]
#[case("/type", json!("fax"), "Param type must be one of {")]
#[case("/recipient_type", json!("crowd"), "Param recipient_type must be one of {INDIVIDUAL, GROUP} - got \"crowd\".")]
#[tokio::test]
async fn the_parser_speaks_in_its_patterns(
    #[case] place: &str,
    #[case] value: Value,
    #[case] sentence: &str,
) {
    let line = Line::open().await;
    let mut payload = text_to(Dialect::Cloud, CUSTOMER);
    payload["text"]["preview_url"] = json!(false);
    *payload.pointer_mut(place).unwrap() = value;
    let error = line.send(Dialect::Cloud, &payload).await.error.unwrap();
    assert_eq!(error.code, Code::new(100));
    let said = error.title.strip_prefix("(#100) ").unwrap();
    assert!(said.starts_with(sentence), "{said}");
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
#[case(json!({"to": "Y2FwaV9ncm91cDox", "recipient_type": "group"}), "/messages/0/group_id", "Y2FwaV9ncm91cDox")]
#[case(json!({"recipient": "US.13491208655302741918"}), "/contacts/0/user_id", "US.13491208655302741918")]
#[tokio::test]
async fn groups_and_hidden_numbers_are_named_in_the_answer(
    #[case] recipient: Value,
    #[case] place: &str,
    #[case] id: &str,
) {
    let line = Line::open().await;
    let mut payload =
        json!({"messaging_product": "whatsapp", "type": "text", "text": {"body": "Hi"}});
    let recipient = recipient.as_object().unwrap().clone();
    payload.as_object_mut().unwrap().extend(recipient);
    let answer = line.send(Dialect::Cloud, &payload).await;
    assert_eq!(json_of(&answer).pointer(place).unwrap(), id);
}
