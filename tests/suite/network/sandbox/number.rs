//! The number, its health and profile, whom it blocks, and the check of contacts.

use bluetick::wire::Dialect;
use serde_json::json;

use super::super::{CUSTOMER, Visitor, text_to};

#[tokio::test]
async fn the_number_tells_what_is_asked() {
    let visitor = Visitor::new().await;
    let well = json!({"can_send": "LIMITED", "quality": "RED"});
    visitor.control("number", well).await;
    let path = "/{number}?fields=quality_rating,health_status";
    let (status, body) = visitor.get(Dialect::Cloud, path).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(body["quality_rating"], "RED");
    assert_eq!(body["health_status"]["can_send_message"], "LIMITED");
    assert_eq!(body["id"], visitor.access().cloud.phone_number_id.as_str());
    assert_eq!(body.get("verified_name"), None);
    for (dialect, path, place) in [
        (Dialect::Cloud, "/{account}", "/name"),
        (
            Dialect::Cloud,
            "/{account}/phone_numbers",
            "/data/0/throughput/level",
        ),
        (
            Dialect::Dialog360,
            "/health_status",
            "/health_status/entities/0/errors/0",
        ),
        (Dialect::OnPremises, "/v1/health", "/health/gateway_status"),
    ] {
        let (status, body) = visitor.get(dialect, path).await;
        assert_eq!(status, 200, "{path}");
        assert!(body.pointer(place).is_some(), "{path}: {body}");
    }
}

#[tokio::test]
async fn a_number_that_is_not_registered_or_a_test_number_refuses() {
    let visitor = Visitor::new().await;
    let send = async || {
        let text = text_to(Dialect::Cloud, CUSTOMER);
        let (_, body) = visitor
            .post(Dialect::Cloud, "/{number}/messages", text)
            .await;
        body["error"]["code"].clone()
    };
    visitor
        .control("number", json!({"registered": false}))
        .await;
    assert_eq!(send().await, 133_010);
    let path = "/{number}/register";
    let wrong = json!({"messaging_product": "whatsapp", "pin": "12"});
    assert_eq!(visitor.post(Dialect::Cloud, path, wrong).await.0, 400);
    let right = json!({"messaging_product": "whatsapp", "pin": "123456"});
    assert_eq!(visitor.post(Dialect::Cloud, path, right).await.0, 200);
    visitor
        .control("number", json!({"recipients": ["15550100144"]}))
        .await;
    assert_eq!(send().await, 131_030);
    visitor.control("number", json!({"recipients": []})).await;
    assert_eq!(send().await, json!(null));
}

#[tokio::test]
async fn the_profile_and_the_block_list_are_kept() {
    let visitor = Visitor::new().await;
    let path = "/{number}/whatsapp_business_profile";
    let about = json!({"messaging_product": "whatsapp", "about": "Lamps and cups"});
    assert_eq!(visitor.post(Dialect::Cloud, path, about).await.0, 200);
    let (_, body) = visitor
        .get(Dialect::Cloud, &format!("{path}?fields=about"))
        .await;
    assert_eq!(
        body["data"][0],
        json!({"about": "Lamps and cups", "messaging_product": "whatsapp"})
    );
    let long = json!({"messaging_product": "whatsapp", "about": "x".repeat(140)});
    assert_eq!(visitor.post(Dialect::Cloud, path, long).await.0, 400);
    let path = "/{number}/block_users";
    let wanted = json!({"messaging_product": "whatsapp", "block_users": [{"user": CUSTOMER}]});
    let (_, body) = visitor.post(Dialect::Cloud, path, wanted).await;
    assert_eq!(body["block_users"]["added_users"][0]["wa_id"], CUSTOMER);
    let (_, body) = visitor.get(Dialect::Cloud, path).await;
    assert_eq!(body["data"][0]["wa_id"], CUSTOMER);
}

#[tokio::test]
async fn late_clients_say_that_all_numbers_are_on_whatsapp() {
    let visitor = Visitor::new().await;
    let asked = json!({"blocking": "wait", "contacts": ["+1 555 010 0182", "nobody"]});
    let (status, body) = visitor
        .post(Dialect::OnPremises, "/v1/contacts", asked)
        .await;
    assert_eq!(status, 200);
    assert_eq!(body["contacts"][0]["wa_id"], "15550100182");
    assert_eq!(body["contacts"][1]["status"], "invalid");
}
