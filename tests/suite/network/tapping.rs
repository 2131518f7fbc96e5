//! Customers tap what was sent to them; the replies come back as real webhooks.

use bluetick::files::EXAMPLES;
use bluetick::message::Draft;
use bluetick::preview::Tap;
use bluetick::sandbox::ActionError;
use bluetick::webhook::Content;
use bluetick::wire::{Dialect, MessageId};
use rstest::rstest;
use serde_json::{Value, json};

use super::{CUSTOMER, Line, message, text_to};

fn buttons(dialect: Dialect) -> Value {
    let button =
        |id: &str, title: &str| json!({"type": "reply", "reply": {"id": id, "title": title}});
    message(
        dialect,
        CUSTOMER,
        "interactive",
        &json!({"type": "button", "body": {"text": "Which size?"},
            "action": {"buttons": [button("s", "Small"), button("m", "Médium")]}}),
    )
}

fn list(dialect: Dialect) -> Value {
    message(
        dialect,
        CUSTOMER,
        "interactive",
        &json!({"type": "list", "body": {"text": "When?"}, "action": {"button": "Times", "sections": [
            {"title": "Tuesday", "rows": [{"id": "t9", "title": "09:30", "description": "downtown"}]},
            {"title": "Friday", "rows": [{"id": "f9", "title": "09:45"}, {"id": "f11", "title": "11:00"}]}]}}),
    )
}

fn template(dialect: Dialect, components: &Value) -> Value {
    let mut template =
        json!({"name": "trip", "language": {"code": "en"}, "components": components});
    if dialect == Dialect::OnPremises {
        template["namespace"] = json!("invented_namespace");
        template["language"]["policy"] = json!("deterministic");
    }
    message(dialect, CUSTOMER, "template", &template)
}

fn quick_reply(payload: &str) -> Value {
    json!([{"type": "button", "sub_type": "quick_reply", "index": "0",
        "parameters": [{"type": "payload", "payload": payload}]}])
}

async fn sent(line: &Line, dialect: Dialect, payload: &Value) -> MessageId {
    let answer = line.send(dialect, payload).await;
    answer
        .message_id
        .unwrap_or_else(|| panic!("{:?}", answer.body))
}

#[rstest]
#[tokio::test]
async fn a_tapped_reply_button_comes_back_with_its_id_title_and_context(
    #[values(Dialect::Cloud, Dialect::Dialog360, Dialect::OnPremises)] dialect: Dialect,
) {
    let mut line = Line::open().await;
    let id = sent(&line, dialect, &buttons(dialect)).await;
    let reply_id = line.link.tap(&id, &Tap::ReplyButton(1)).unwrap();
    let reply = line.inbound().await;
    assert_eq!(reply.id, reply_id);
    assert_eq!(reply.from, CUSTOMER);
    assert!(reply.name.is_some());
    assert_eq!(reply.context_id, Some(id));
    assert_eq!(
        reply.content,
        Content::ButtonReply {
            id: "m".to_owned(),
            title: "Médium".to_owned()
        }
    );
}

#[rstest]
#[tokio::test]
async fn a_chosen_row_comes_back_with_its_description_if_it_has_one(
    #[values(Dialect::Cloud, Dialect::Dialog360, Dialect::OnPremises)] dialect: Dialect,
) {
    let mut line = Line::open().await;
    let id = sent(&line, dialect, &list(dialect)).await;
    for (section, row, content) in [
        (0, 0, ("t9", "09:30", Some("downtown"))),
        (1, 1, ("f11", "11:00", None)),
    ] {
        line.link.tap(&id, &Tap::ListRow { section, row }).unwrap();
        let (row_id, title, description) = content;
        assert_eq!(
            line.inbound().await.content,
            Content::ListReply {
                id: row_id.to_owned(),
                title: title.to_owned(),
                description: description.map(ToOwned::to_owned)
            }
        );
    }
}

#[rstest]
#[tokio::test]
async fn a_location_request_is_answered_with_a_location(
    #[values(Dialect::Cloud, Dialect::Dialog360, Dialect::OnPremises)] dialect: Dialect,
) {
    let mut line = Line::open().await;
    let payload = message(
        dialect,
        CUSTOMER,
        "interactive",
        &json!({"type": "location_request_message", "body": {"text": "Where are you?"},
            "action": {"name": "send_location"}}),
    );
    let answer = line.send(dialect, &payload).await;
    let Some(id) = answer.message_id.clone() else {
        // The kind is younger than the retired API.
        assert_eq!(dialect, Dialect::OnPremises, "{:?}", answer.body);
        return;
    };
    line.link.tap(&id, &Tap::Location).unwrap();
    let reply = line.inbound().await;
    assert!(matches!(reply.content, Content::Location { .. }));
    assert_eq!(reply.context_id, Some(id));
}

#[tokio::test]
async fn a_completed_flow_brings_its_token_back() {
    let mut line = Line::open().await;
    let payload = message(
        Dialect::Cloud,
        CUSTOMER,
        "interactive",
        &json!({"type": "flow", "body": {"text": "Book a table"}, "action": {"name": "flow", "parameters": {
            "flow_message_version": "3", "flow_token": "booking-1", "flow_id": "660055544433", "flow_cta": "Book",
            "flow_action": "navigate", "flow_action_payload": {"screen": "FIRST"}}}}),
    );
    let id = sent(&line, Dialect::Cloud, &payload).await;
    line.link.tap(&id, &Tap::Flow).unwrap();
    let Content::FlowReply { response, body, .. } = line.inbound().await.content else {
        panic!("no flow reply")
    };
    assert_eq!(response["flow_token"], "booking-1");
    assert_eq!(body, "Sent");
}

#[tokio::test]
async fn a_flow_button_of_a_template_completes_its_flow() {
    let mut line = Line::open().await;
    let components = json!([{"type": "button", "sub_type": "flow", "index": "0",
        "parameters": [{"type": "action", "action": {"flow_token": "booking-2"}}]}]);
    let payload = template(Dialect::Cloud, &components);
    let id = sent(&line, Dialect::Cloud, &payload).await;
    line.link.tap(&id, &Tap::TemplateButton(0)).unwrap();
    let Content::FlowReply { response, .. } = line.inbound().await.content else {
        panic!("no flow reply")
    };
    assert_eq!(response["flow_token"], "booking-2");
}

#[rstest]
#[tokio::test]
async fn a_template_button_of_an_unknown_template_has_its_payload_for_a_label(
    #[values(Dialect::Cloud, Dialect::Dialog360, Dialect::OnPremises)] dialect: Dialect,
) {
    let mut line = Line::open().await;
    let id = sent(&line, dialect, &template(dialect, &quick_reply("yes-7"))).await;
    line.link.tap(&id, &Tap::TemplateButton(0)).unwrap();
    assert_eq!(
        line.inbound().await.content,
        Content::Button {
            text: "yes-7".to_owned(),
            payload: "yes-7".to_owned()
        }
    );
}

#[tokio::test]
async fn a_known_template_lends_its_labels_and_its_address_buttons_tell_nothing() {
    let mut line = Line::open().await;
    line.link
        .teach_template(&json!({"name": "trip", "language": "en", "category": "UTILITY", "components": [
            {"type": "BODY", "text": "Coming along?"},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Yes"}, {"type": "QUICK_REPLY", "text": "No"},
                {"type": "URL", "text": "Map", "url": "https://map.example.com"}]}]}))
        .unwrap();
    let payload = template(Dialect::Cloud, &quick_reply("yes-7"));
    let id = sent(&line, Dialect::Cloud, &payload).await;
    for (button, text, payload) in [(0, "Yes", "yes-7"), (1, "No", "No")] {
        line.link.tap(&id, &Tap::TemplateButton(button)).unwrap();
        assert_eq!(
            line.inbound().await.content,
            Content::Button {
                text: text.to_owned(),
                payload: payload.to_owned()
            }
        );
    }
    assert_eq!(
        line.link.tap(&id, &Tap::TemplateButton(2)),
        Err(ActionError::TellsNothing("Map".to_owned()))
    );
}

#[rstest]
#[case(Tap::ReplyButton(2))]
#[case(Tap::ListRow { section: 0, row: 0 })]
#[case(Tap::TemplateButton(0))]
#[case(Tap::Location)]
#[case(Tap::Flow)]
#[case(Tap::CardReply { card: 0, button: 0 })]
#[case(Tap::Cart(0))]
#[case(Tap::Address)]
#[case(Tap::Contact)]
#[case(Tap::CallPermission(true))]
#[case(Tap::Call)]
#[tokio::test]
async fn what_the_message_has_not_cannot_be_tapped(#[case] tap: Tap) {
    let line = Line::open().await;
    let id = sent(&line, Dialect::Cloud, &buttons(Dialect::Cloud)).await;
    assert!(matches!(
        line.link.tap(&id, &tap),
        Err(ActionError::NothingThere(_))
    ));
}

/// The example of that name, as it goes to the customer.
fn example(name: &str) -> (Dialect, Value) {
    let example = EXAMPLES.iter().find(|one| one.name == name).unwrap();
    let draft = Draft::parse(example.text).unwrap();
    let mut payload = draft.document.payload().clone();
    payload["to"] = json!(CUSTOMER);
    (draft.dialect().unwrap(), payload)
}

#[rstest]
#[case::card("carousel-replies", Tap::CardReply { card: 1, button: 0 },
    Content::ButtonReply { id: "keep-o38".into(), title: "Keep it for me".into() })]
#[case::address("address-request", Tap::Address, Content::FlowReply {
    name: "address_message".into(), body: "Asha Rao\n7\nBengaluru".into(),
    response: json!({"saved_address_id": "home", "values": {"name": "Asha Rao", "phone_number": "15550100144",
        "in_pin_code": "560002", "house_number": "7", "city": "Bengaluru", "state": "Karnataka"}}) })]
#[tokio::test]
async fn the_phones_own_screens_answer(
    #[case] name: &str,
    #[case] tap: Tap,
    #[case] expected: Content,
) {
    let mut line = Line::open().await;
    let (dialect, payload) = example(name);
    let id = sent(&line, dialect, &payload).await;
    line.link.tap(&id, &tap).unwrap();
    let reply = line.inbound().await;
    assert_eq!(reply.content, expected);
    assert_eq!(reply.context_id, Some(id));
}

#[rstest]
#[case::allowed(true)]
#[case::declined(false)]
#[tokio::test]
async fn a_call_request_is_allowed_or_declined(#[case] allowed: bool) {
    let mut line = Line::open().await;
    let (dialect, payload) = example("call-permission");
    let id = sent(&line, dialect, &payload).await;
    line.link.tap(&id, &Tap::CallPermission(allowed)).unwrap();
    let reply = line.inbound().await;
    assert!(
        matches!(&reply.content, Content::CallPermission(answer) if answer.allowed == allowed
            && answer.expires.is_some() == allowed),
        "{reply:?}"
    );
    assert_eq!(reply.context_id, Some(id));
}

#[rstest]
#[case::product("product", Tap::Cart(0))]
#[case::products("product-list", Tap::Cart(3))]
#[case::products_on_premises("product-list-on-premises", Tap::Cart(1))]
#[case::catalog("catalog", Tap::Cart(0))]
#[case::product_card("carousel-products", Tap::Cart(1))]
#[tokio::test]
async fn a_cart_of_one_product_comes_back(#[case] name: &str, #[case] tap: Tap) {
    let mut line = Line::open().await;
    let (dialect, payload) = example(name);
    let id = sent(&line, dialect, &payload).await;
    line.link.tap(&id, &tap).unwrap();
    let reply = line.inbound().await;
    assert_eq!(reply.content.summary(), "sent a cart of one product");
    assert_eq!(reply.context_id, Some(id));
}

#[tokio::test]
async fn a_cart_names_the_product_and_its_catalog() {
    let mut line = Line::open().await;
    let (dialect, payload) = example("product-list");
    let id = sent(&line, dialect, &payload).await;
    line.link.tap(&id, &Tap::Cart(2)).unwrap();
    let order = line.inbound().await.raw["order"].clone();
    assert_eq!(order["catalog_id"], "194836987003835");
    assert_eq!(order["product_items"][0]["product_retailer_id"], "lamp-c20");
    assert!(matches!(
        line.link.tap(&id, &Tap::Cart(4)),
        Err(ActionError::NothingThere(_))
    ));
}

#[tokio::test]
async fn a_shared_contact_is_the_customers_own() {
    let mut line = Line::open().await;
    let (dialect, payload) = example("contact-request");
    let id = sent(&line, dialect, &payload).await;
    line.link.tap(&id, &Tap::Contact).unwrap();
    let reply = line.inbound().await;
    let contact = &reply.raw["contacts"][0];
    assert_eq!(contact["origin"], "contact_request");
    assert_eq!(contact["phones"][0]["wa_id"], CUSTOMER);
    assert!(
        matches!(reply.content, Content::Contacts(cards) if Some(&cards[0].name) == reply.name.as_ref())
    );
}

#[tokio::test]
async fn a_call_button_calls_with_its_payload() {
    let mut line = Line::open().await;
    let (dialect, payload) = example("call-button");
    let id = sent(&line, dialect, &payload).await;
    let call = line.link.tap(&id, &Tap::Call).unwrap();
    let reply = line.inbound().await;
    assert_eq!(reply.content, Content::Call(Some("repair-8841".into())));
    assert_eq!(reply.from, CUSTOMER);
    assert_eq!(reply.id, call);
    assert!(call.as_str().starts_with("wacid."));
}

#[tokio::test]
async fn a_message_that_was_never_sent_cannot_be_tapped() {
    let line = Line::open().await;
    let unknown = MessageId::new("wamid.unknown");
    assert_eq!(
        line.link.tap(&unknown, &Tap::ReplyButton(0)),
        Err(ActionError::NoMessage(unknown))
    );
}

#[tokio::test]
async fn customers_react_reply_and_write_on_their_own_by_the_control_address() {
    let mut line = Line::open().await;
    let id = sent(&line, Dialect::Cloud, &text_to(Dialect::Cloud, CUSTOMER)).await;
    let react = json!({"do": "react", "message_id": id, "emoji": "👍"});
    assert_eq!(line.control("act", &react).await.0, 200);
    assert_eq!(
        line.inbound().await.content,
        Content::Reaction {
            message_id: id.clone(),
            emoji: Some("👍".to_owned())
        }
    );
    let reply = json!({"do": "reply", "message_id": id, "text": "gladly"});
    assert_eq!(line.control("act", &reply).await.0, 200);
    assert_eq!(line.inbound().await.context_id, Some(id));
    let say = json!({"api": "on-premises", "from": "+1 555 010 0144", "text": "Hello?"});
    assert_eq!(line.control("say", &say).await.0, 200);
    let inbound = line.inbound().await;
    assert_eq!(inbound.content, Content::Text("Hello?".to_owned()));
    assert_eq!(inbound.from, "15550100144");
    assert_eq!(inbound.context_id, None);
    let unknown = json!({"do": "send_location", "message_id": "wamid.unknown"});
    assert_eq!(line.control("act", &unknown).await.0, 404);
}
