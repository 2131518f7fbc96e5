//! What customers answer to templates of every sort, whether the sandbox knows their definition or not.

use bluetick::files::EXAMPLES;
use bluetick::message::Draft;
use bluetick::preview::Tap;
use bluetick::sandbox::ActionError;
use bluetick::webhook::{Content, Inbound};
use bluetick::wire::MessageId;
use rstest::rstest;
use serde_json::json;

use super::{CUSTOMER, Line};

/// Sends an example and taps it.
async fn tapped(name: &str, is_known: bool, tap: Tap) -> Result<(MessageId, Inbound), ActionError> {
    let mut line = Line::open().await;
    let example = EXAMPLES.iter().find(|one| one.name == name).unwrap();
    let draft = Draft::parse(example.text).unwrap();
    if is_known {
        line.link
            .teach_template(draft.definition.as_ref().unwrap())
            .unwrap();
    }
    let mut payload = draft.document.payload().clone();
    payload["to"] = json!(CUSTOMER);
    let answer = line.send(draft.dialect().unwrap(), &payload).await;
    let id = answer
        .message_id
        .unwrap_or_else(|| panic!("{:?}", answer.body));
    line.link.tap(&id, &tap)?;
    Ok((id, *line.inbound().await))
}

/// What a customer said, in a few words.
fn said(reply: &Inbound) -> String {
    match &reply.content {
        Content::Button { text, payload } => format!("{text} ({payload})"),
        Content::Order(order) => {
            let product = order.items[0].product_retailer_id.as_deref();
            let catalog = order.catalog_id.as_deref();
            format!("{} of {}", product.unwrap(), catalog.unwrap())
        }
        Content::CallPermission(answer) => format!("may call: {}", answer.allowed),
        Content::FlowReply { name, response, .. } => format!("{name} {}", response["flow_token"]),
        Content::Call(payload) => format!("calls: {}", payload.as_deref().unwrap()),
        other => panic!("{other:?}"),
    }
}

/// The catalog of a message that names none.
const OWN: &str = "194836987003835";

#[rstest]
#[case::reply_of_a_coupon(
    "coupon-template",
    Tap::TemplateButton(1),
    "No more offers (stop-offers)"
)]
#[case::reply_on_a_card("carousel-template", Tap::CardReply { card: 1, button: 0 }, "Keep it for me (hold-sand)")]
#[case::products("product-list-template", Tap::Cart(2), &format!("clay-buff-5 of {OWN}"))]
#[case::opened_products("product-list-template", Tap::TemplateButton(0), &format!("rib-steel of {OWN}"))]
#[case::catalog("catalog-template", Tap::TemplateButton(0), &format!("pot-moss of {OWN}"))]
#[case::product("product-template", Tap::Cart(0), "pot-moss of 483920175640211")]
#[case::product_button(
    "product-template",
    Tap::TemplateButton(0),
    "pot-moss of 483920175640211"
)]
#[case::product_card(
    "product-carousel-template",
    Tap::Cart(2),
    "sponge-sea of 483920175640211"
)]
#[case::product_card_button("product-carousel-template", Tap::CardReply { card: 1, button: 0 }, "rib-steel of 483920175640211")]
#[case::permission(
    "call-permission-template",
    Tap::CallPermission(true),
    "may call: true"
)]
#[case::flow("flow-template", Tap::TemplateButton(0), "flow \"feedback-0409\"")]
#[tokio::test]
async fn a_known_template_is_answered(
    #[case] name: &str,
    #[case] tap: Tap,
    #[case] expected: &str,
) {
    let (id, reply) = tapped(name, true, tap).await.unwrap();
    assert_eq!(said(&reply), expected);
    assert_eq!(reply.context_id, Some(id));
}

#[rstest]
#[case::reply_on_a_card("carousel-template", Tap::CardReply { card: 2, button: 0 }, "hold-slate (hold-slate)")]
#[case::products("product-list-template", Tap::Cart(1), &format!("wire-cutter of {OWN}"))]
#[case::opened_products("product-list-template", Tap::TemplateButton(0), &format!("rib-steel of {OWN}"))]
#[case::catalog("catalog-template", Tap::Cart(0), &format!("pot-moss of {OWN}"))]
#[case::catalog_button("catalog-template", Tap::TemplateButton(0), &format!("pot-moss of {OWN}"))]
#[case::product_card(
    "product-carousel-template",
    Tap::Cart(0),
    "wire-cutter of 483920175640211"
)]
#[case::call("call-template", Tap::TemplateButton(0), "calls: repair-8841")]
#[tokio::test]
async fn an_unknown_template_is_answered_by_what_was_sent(
    #[case] name: &str,
    #[case] tap: Tap,
    #[case] expected: &str,
) {
    let (_, reply) = tapped(name, false, tap).await.unwrap();
    assert_eq!(said(&reply), expected);
}

#[rstest]
#[case(Tap::Call)]
#[case(Tap::TemplateButton(0))]
#[tokio::test]
async fn a_call_brings_the_payload_of_its_button(#[case] tap: Tap) {
    let (_, call) = tapped("call-template", true, tap).await.unwrap();
    assert_eq!(said(&call), "calls: repair-8841");
    assert_eq!(call.context_id, None, "a call answers no message");
}

#[tokio::test]
async fn a_customer_who_is_asked_shares_the_own_contact() {
    for tap in [Tap::Contact, Tap::TemplateButton(0)] {
        let (_, reply) = tapped("contact-request-template", true, tap).await.unwrap();
        assert_eq!(reply.raw["contacts"][0]["origin"], "contact_request");
    }
}

#[rstest]
#[case::coupon("coupon-template", Tap::TemplateButton(0), "Copy offer code")]
#[case::address("limited-time-offer-template", Tap::TemplateButton(1), "Book the kiln")]
#[case::one_time_code("one-time-code-template", Tap::TemplateButton(0), "Copy code")]
#[case::order("order-template", Tap::TemplateButton(0), "Review and Pay")]
#[case::address_on_a_card("carousel-template", Tap::CardReply { card: 0, button: 1 }, "See more")]
#[tokio::test]
async fn what_opens_on_the_phone_tells_nothing(
    #[case] name: &str,
    #[case] tap: Tap,
    #[case] label: &str,
) {
    let told = tapped(name, true, tap).await.unwrap_err();
    assert_eq!(told, ActionError::TellsNothing(label.to_owned()));
}

#[rstest]
#[case::card("carousel-template", Tap::CardReply { card: 3, button: 0 })]
#[case::product("product-list-template", Tap::Cart(3))]
#[case::second_catalog("catalog-template", Tap::Cart(1))]
#[case::contact("coupon-template", Tap::Contact)]
#[case::permission("coupon-template", Tap::CallPermission(true))]
#[case::call("coupon-template", Tap::Call)]
#[tokio::test]
async fn what_a_template_has_not_cannot_be_tapped(#[case] name: &str, #[case] tap: Tap) {
    for is_known in [true, false] {
        let told = tapped(name, is_known, tap.clone()).await.unwrap_err();
        assert!(matches!(told, ActionError::NothingThere(_)), "{told}");
    }
}
