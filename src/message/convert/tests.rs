use rstest::rstest;
use serde_json::json;

use super::*;
use crate::message::Draft;
use crate::schema::{KINDS, skeleton};

fn told(converted: &Converted) -> Vec<String> {
    let changes = converted.changes.iter();
    changes
        .map(|change| format!("{} {}: {}", change.loss.name(), change.pointer, change.what))
        .collect()
}

/// The way there and back, and whether nothing was lost on it.
fn there_and_back(payload: &Value, from: Dialect, to: Dialect) -> (Value, bool) {
    let there = convert(payload, Some(from), to);
    let back = convert(&there.payload, Some(to), from);
    let changes = there.changes.iter().chain(&back.changes);
    let is_lossless = changes.clone().all(|change| change.loss == Loss::None);
    (back.payload, is_lossless)
}

fn reminder() -> Value {
    json!({
        "to": "15550100123", "recipient_type": "individual", "type": "template",
        "template": {
            "namespace": "3c1f0a72_invented", "name": "tour_starts",
            "language": {"code": "en", "policy": "deterministic"},
            "components": [
                {"type": "header", "parameters": [{"type": "image",
                    "image": {"link": "shop-cdn/https://img.example.com/a.jpg", "provider": {"name": "shop-cdn"}}}]},
                {"type": "body", "parameters": [{"type": "date_time", "date_time":
                    {"fallback_value": "3 May 2027", "day_of_month": "3", "month": "5", "year": "2027"}}]},
                {"type": "button", "sub_type": "quick_reply", "index": 0, "parameters": [{"type": "payload", "payload": "yes"}]}
            ]
        }
    })
}

#[test]
fn an_on_premises_template_goes_to_the_cloud() {
    let converted = convert(&reminder(), None, Dialect::Cloud);
    insta::assert_snapshot!(told(&converted).join("\n"), @r#"
    none /messaging_product: added: the Cloud API wants it in every request
    lossy /template/namespace: "3c1f0a72_invented" left out: the Cloud API finds a template by its name
    none /template/language/policy: left out: the Cloud API always keeps to the language
    by-hand /template/components/0/parameters/0/image/provider: "shop-cdn" left out: the link must open for everybody, over HTTPS
    lossy /template/components/0/parameters/0/image/link: the provider's name before the address left out
    none /template/components/1/parameters/0/date_time: stays; the Cloud API shows the fallback value and makes no use of the rest
    "#);
    let expected = r#"{"messaging_product":"whatsapp","to":"15550100123","recipient_type":"individual","type":"template","template":{"name":"tour_starts","language":{"code":"en"},"components":[{"type":"header","parameters":[{"type":"image","image":{"link":"https://img.example.com/a.jpg"}}]},{"type":"body","parameters":[{"type":"date_time","date_time":{"fallback_value":"3 May 2027","day_of_month":"3","month":"5","year":"2027"}}]},{"type":"button","sub_type":"quick_reply","index":0,"parameters":[{"type":"payload","payload":"yes"}]}]}}"#;
    assert_eq!(converted.payload.to_string(), expected);
}

#[test]
fn a_cloud_message_goes_to_on_premises() {
    let payload = json!({
        "messaging_product": "whatsapp", "recipient_type": "individual", "to": "+1 (555) 010-0123",
        "context": {"message_id": "wamid.x"}, "biz_opaque_callback_data": "ticket=1",
        "type": "template",
        "template": {"name": "tour_starts", "language": {"code": "en"}, "components": [
            {"type": "HEADER", "parameters": [{"type": "image", "image": {"id": "1479537139650973"}}]},
            {"type": "button", "sub_type": "COPY_CODE", "index": "0", "parameters": [{"type": "coupon_code", "coupon_code": "X"}]}
        ]}
    });
    let converted = convert(&payload, None, Dialect::OnPremises);
    insta::assert_snapshot!(told(&converted).join("\n"), @r#"
    none /messaging_product: left out: the On-Premises API knows none
    lossy /to: "+1 (555) 010-0123" written as digits only, as a client knows it
    lossy /template/components/0/type: HEADER written in small letters
    lossy /template/components/1/sub_type: COPY_CODE written in small letters
    none /template/language/policy: added: the On-Premises API wants it
    by-hand /template/namespace: added, empty: put in the namespace of the account that the template belongs to
    lossy /context: left out: the On-Premises API knows no reply context
    lossy /biz_opaque_callback_data: left out: the On-Premises API knows no callback data
    by-hand /template/components/1/sub_type: the On-Premises API knows no copy_code; replace it
    by-hand /template/components/0/parameters/0/image/id: an uploaded file does not move along: upload it again and put in the new id
    "#);
    let expected = r#"{"recipient_type":"individual","to":"15550100123","type":"template","template":{"namespace":"","name":"tour_starts","language":{"policy":"deterministic","code":"en"},"components":[{"type":"header","parameters":[{"type":"image","image":{"id":"1479537139650973"}}]},{"type":"button","sub_type":"copy_code","index":"0","parameters":[{"type":"coupon_code","coupon_code":"X"}]}]}}"#;
    assert_eq!(converted.payload.to_string(), expected);
}

#[test]
fn a_template_comes_back_but_for_what_was_told() {
    let mut reminder = reminder();
    let template = reminder["template"].as_object_mut().unwrap();
    template["namespace"] = json!("");
    template["components"].as_array_mut().unwrap().remove(0);
    let (back, is_lossless) = there_and_back(&reminder, Dialect::OnPremises, Dialect::Cloud);
    assert_eq!(back, reminder);
    assert!(!is_lossless, "the namespace is to be put in");
}

#[test]
fn a_preview_moves_and_comes_back() {
    let payload = json!({"messaging_product": "whatsapp", "to": "15550100123", "type": "text",
        "text": {"preview_url": true, "body": "https://shop.example.com"}});
    let there = convert(&payload, None, Dialect::OnPremises);
    assert_eq!(there.payload["preview_url"], true);
    assert_eq!(
        there.payload["text"],
        json!({"body": "https://shop.example.com"})
    );
    assert_eq!(
        there_and_back(&payload, Dialect::Cloud, Dialect::OnPremises),
        (payload, true)
    );
}

/// What the other API spells or places otherwise, or has no use for, and would not come back.
#[rstest]
#[case::policy(
    json!({"messaging_product": "whatsapp", "to": "1", "type": "template", "template":
        {"namespace": "", "name": "a", "language": {"policy": "deterministic", "code": "en"}}}),
    Dialect::Cloud, &["/template/namespace", "/template/language/policy"]
)]
#[case::capitals(
    json!({"messaging_product": "whatsapp", "to": "1", "type": "template", "template":
        {"name": "a", "language": {"code": "en"}, "components": [{"type": "BODY", "parameters": []}]}}),
    Dialect::Cloud, &["/template/components/0/type"]
)]
#[case::product(
    json!({"messaging_product": "sms", "to": "1", "type": "text", "text": {"body": "x"}}),
    Dialect::Cloud, &["/messaging_product"]
)]
#[case::no_product(json!({"to": "1", "type": "text", "text": {"body": "x"}}), Dialect::Cloud, &["/messaging_product"])]
#[case::outer_preview(
    json!({"messaging_product": "whatsapp", "to": "1", "type": "text", "preview_url": true, "text": {"body": "x"}}),
    Dialect::Cloud, &["/preview_url", "/text/preview_url"]
)]
#[case::inner_preview(
    json!({"to": "1", "type": "text", "text": {"body": "x", "preview_url": true}}),
    Dialect::OnPremises, &["/text/preview_url", "/preview_url"]
)]
#[case::useless_product(
    json!({"messaging_product": "whatsapp", "to": "1", "type": "text", "text": {"body": "x"}}),
    Dialect::OnPremises, &["/messaging_product"]
)]
fn what_would_not_come_back_is_told_as_lost(
    #[case] payload: Value,
    #[case] from: Dialect,
    #[case] places: &[&str],
) {
    let to = match from {
        Dialect::OnPremises => Dialect::Cloud,
        Dialect::Cloud | Dialect::Dialog360 => Dialect::OnPremises,
    };
    let there = convert(&payload, Some(from), to);
    let told = there.changes.iter();
    let lost: Vec<&str> = told
        .filter(|change| change.loss == Loss::Lossy)
        .map(|change| change.pointer.as_str())
        .collect();
    assert_eq!(lost, places, "{:#?}", there.changes);
}

#[test]
fn cloud_and_360dialog_share_all_but_uploaded_files() {
    let payload = json!({"messaging_product": "whatsapp", "to": "15550100123", "type": "image", "image": {"id": "1479537139650973"}});
    let converted = convert(&payload, None, Dialect::Dialog360);
    assert_eq!(converted.payload, payload);
    insta::assert_snapshot!(told(&converted).join("\n"), @r#"
    by-hand /image/id: an uploaded file does not move along: upload it again and put in the new id
    "#);
    let same = convert(&payload, None, Dialect::Cloud);
    assert_eq!(same.changes, []);
}

#[rstest]
#[case::hsm(json!({"to": "15550100123", "type": "hsm", "hsm": {"namespace": "a"}}), Dialect::Cloud, "/type")]
#[case::quote(json!({"to": "1", "type": "text", "context": {"message_id": "gBEG"}, "text": {"body": "x"}}), Dialect::Cloud, "/context/message_id")]
#[case::read(json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.x"}), Dialect::OnPremises, "/status")]
#[case::reaction(
    json!({"messaging_product": "whatsapp", "to": "15550100123", "type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "👍"}}),
    Dialect::OnPremises, "/type"
)]
#[case::flow_name(
    json!({"messaging_product": "whatsapp", "to": "1", "type": "interactive", "interactive": {"type": "flow", "body": {"text": "x"},
        "action": {"name": "flow", "parameters": {"flow_message_version": "3", "flow_name": "a", "flow_cta": "Go"}}}}),
    Dialect::OnPremises, "/interactive/action/parameters/flow_name"
)]
#[case::user_id(
    json!({"messaging_product": "whatsapp", "recipient": "US.1", "type": "text", "text": {"body": "x"}}),
    Dialect::OnPremises, "/recipient"
)]
fn what_needs_a_hand_is_told_and_stays(
    #[case] payload: Value,
    #[case] to: Dialect,
    #[case] place: &str,
) {
    let converted = convert(&payload, None, to);
    let by_hand = |change: &&Conversion| change.loss == Loss::ByHand;
    let places: Vec<&str> = converted
        .changes
        .iter()
        .filter(by_hand)
        .map(|change| change.pointer.as_str())
        .collect();
    assert_eq!(places, [place]);
    let pointer = Pointer::parse(place);
    assert_eq!(pointer.get(&converted.payload), pointer.get(&payload));
}

#[test]
fn a_part_of_a_message_is_converted_without_its_envelope() {
    let draft = Draft::parse(r#"{"type": "image", "image": {"link": "https://img.example.com/a.png", "provider": {"name": "p"}}}"#).unwrap();
    let part = draft.document.fragment().unwrap().clone();
    let converted = convert(draft.document.payload(), None, Dialect::Cloud).inside(&part);
    assert_eq!(
        converted.payload,
        json!({"type": "image", "image": {"link": "https://img.example.com/a.png"}})
    );
    assert_eq!(converted.changes.len(), 1);
    assert_eq!(converted.changes[0].pointer.as_str(), "/image/provider");
}

/// Every kind that both know, with all that the form offers filled in.
fn samples() -> impl Iterator<Item = (Value, Dialect, Dialect)> {
    KINDS.iter().flat_map(|&kind| {
        Dialect::ALL.iter().flat_map(move |&from| {
            Dialect::ALL
                .iter()
                .filter(move |to| **to != from && kind.dialects.contains(&from))
                .map(move |&to| (skeleton(kind, from), from, to))
        })
    })
}

#[test]
fn new_messages_of_every_kind_survive_the_way_there_and_back() {
    let mut lossless = 0;
    for (payload, from, to) in samples() {
        let (back, is_lossless) = there_and_back(&payload, from, to);
        if is_lossless {
            assert_eq!(back, payload, "{from} to {to}");
            lossless += 1;
        }
    }
    assert!(lossless > KINDS.len(), "{lossless}");
}

proptest::proptest! {
    #[test]
    fn nothing_lossy_means_the_same_message(
        which in 0_usize..64,
        extras in proptest::collection::vec((0_usize..8, "[a-z{}+ ]{0,6}"), 0..5),
    ) {
        let all: Vec<_> = samples().collect();
        let (mut payload, from, to) = all[which % all.len()].clone();
        for (extra, text) in extras {
            let members = payload.as_object_mut().unwrap();
            match (extra, from) {
                (0, _) => { members.insert("to".to_owned(), json!(text)); }
                (1, _) => { members.insert("a key of tomorrow".to_owned(), json!([text])); }
                (2, Dialect::OnPremises) => { members.insert("preview_url".to_owned(), json!(true)); }
                (3, _) => { members.insert("context".to_owned(), json!({"message_id": text})); }
                (4, Dialect::Cloud | Dialect::Dialog360) => { members.insert("biz_opaque_callback_data".to_owned(), json!(text)); }
                (5, _) => { members.insert("image".to_owned(), json!({"id": text})); }
                (6, _) => { members.insert("document".to_owned(), json!({"link": text})); }
                _ => {}
            }
        }
        let (back, is_lossless) = there_and_back(&payload, from, to);
        if is_lossless {
            proptest::prop_assert_eq!(back, payload);
        }
    }
}
