//! Where webhooks go, how that is told to each platform, and how they come when one asks for trouble.

use bluetick::webhook::{Verdict, signature};
use bluetick::wire::Dialect;
use rstest::rstest;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::super::{CUSTOMER, Mailbox, Visitor, answer_of, text_to};

async fn say(visitor: &Visitor, api: Dialect) {
    let said = json!({"api": api, "from": CUSTOMER, "text": "Hi"});
    visitor.control("say", said).await;
}

#[tokio::test]
async fn number_account_and_app_have_addresses_and_the_nearest_wins() {
    let visitor = Visitor::new().await;
    let (mut app, mut account, mut number) = (
        Mailbox::open().await,
        Mailbox::open().await,
        Mailbox::open().await,
    );
    let cloud = visitor.access().cloud.clone();
    let path = format!("{}/{}/subscriptions", cloud.base_url, cloud.app_id);
    let body = json!({"object": "whatsapp_business_account", "callback_url": app.url,
        "verify_token": "door", "fields": "messages"});
    let secret = format!("{}|{}", cloud.app_id, cloud.app_secret);
    let stranger = visitor.http.post(&path).bearer_auth(&cloud.token);
    assert_eq!(answer_of(stranger.json(&body)).await.0, 400);
    let owner = visitor.http.post(&path).bearer_auth(secret);
    assert_eq!(answer_of(owner.json(&body)).await.0, 200);
    say(&visitor, Dialect::Cloud).await;
    app.next().await;
    let body = json!({"override_callback_uri": account.url, "verify_token": "door"});
    let path = "/{account}/subscribed_apps";
    assert_eq!(visitor.post(Dialect::Cloud, path, body).await.0, 200);
    say(&visitor, Dialect::Cloud).await;
    account.next().await;
    let body = json!({"webhook_configuration": {"override_callback_uri": number.url, "verify_token": "door"}});
    assert_eq!(visitor.post(Dialect::Cloud, "/{number}", body).await.0, 200);
    say(&visitor, Dialect::Cloud).await;
    number.next().await;
    let path = "/{number}?fields=webhook_configuration";
    let (_, told) = visitor.get(Dialect::Cloud, path).await;
    assert_eq!(
        told["webhook_configuration"]["phone_number"],
        number.url.as_str()
    );
    assert_eq!(
        told["webhook_configuration"]["application"],
        app.url.as_str()
    );
}

#[tokio::test]
async fn an_address_that_does_not_answer_the_handshake_is_not_taken() {
    let visitor = Visitor::new().await;
    let path = "/{account}/subscribed_apps";
    for url in [
        visitor.access().control.as_str(),
        "http://hooks.example.com/in",
    ] {
        let body = json!({"override_callback_uri": url, "verify_token": "door"});
        let (status, body) = visitor.post(Dialect::Cloud, path, body).await;
        assert_eq!((status, &body["error"]["code"]), (400, &json!(100)));
    }
}

#[tokio::test]
async fn headers_told_to_360dialog_come_back_and_nothing_is_signed() {
    let (visitor, mut mailbox) = (Visitor::new().await, Mailbox::open().await);
    let path = "/v1/configs/webhook";
    let body = json!({"url": mailbox.url, "headers": {"Authorization": "Bearer mine"}});
    let (status, told) = visitor.post(Dialect::Dialog360, path, body.clone()).await;
    assert_eq!((status, &told), (200, &body));
    assert_eq!(visitor.get(Dialect::Dialog360, path).await.1, body);
    say(&visitor, Dialect::Dialog360).await;
    let (headers, _) = mailbox.next().await;
    assert_eq!(headers["authorization"], "Bearer mine");
    assert!(!headers.contains_key("x-hub-signature-256"));
    let odd = json!({"url": "https://my_hooks.example.com:8443/"});
    let (status, body) = visitor.post(Dialect::Dialog360, path, odd).await;
    assert_eq!((status, &body["meta"]["http_code"]), (400, &json!(400)));
}

#[tokio::test]
async fn an_on_premises_client_has_its_address_in_its_settings() {
    let (visitor, mut mailbox) = (Visitor::new().await, Mailbox::open().await);
    let api = Dialect::OnPremises;
    let settings = json!({"webhooks": {"url": mailbox.url}, "sent_status": false});
    let patch = visitor.ask(api, "PATCH", "/v1/settings/application").await;
    assert_eq!(answer_of(patch.json(&settings)).await.0, 200);
    let (_, told) = visitor.get(api, "/v1/settings/application").await;
    assert_eq!(told["settings"]["application"], settings);
    visitor
        .post(api, "/v1/messages", text_to(api, CUSTOMER))
        .await;
    assert_eq!(mailbox.member("/statuses/0/status").await, "delivered");
}

#[rstest]
#[case(json!({}), Verdict::Good)]
#[case(json!({"signature": "wrong"}), Verdict::Wrong)]
#[case(json!({"signature": "truncated"}), Verdict::Wrong)]
#[case(json!({"signature": "missing"}), Verdict::Missing)]
#[tokio::test]
async fn webhooks_are_signed_as_one_asks(#[case] manner: Value, #[case] verdict: Verdict) {
    let (visitor, mut mailbox) = (Visitor::new().await, Mailbox::open().await);
    visitor.sandbox.set_webhook(Dialect::Cloud, &mailbox.url);
    visitor.control("delivery", manner).await;
    say(&visitor, Dialect::Cloud).await;
    let (headers, body) = mailbox.raw().await;
    let secret = SecretString::from(visitor.access().cloud.app_secret.clone());
    let header = headers.get("x-hub-signature-256");
    let header = header.map(axum::http::HeaderValue::as_bytes);
    assert_eq!(
        signature::judge(Some(&secret), body.as_bytes(), header),
        verdict
    );
}

#[tokio::test]
async fn webhooks_come_twice_together_and_out_of_order() {
    let (visitor, mut mailbox) = (Visitor::new().await, Mailbox::open().await);
    visitor.sandbox.set_webhook(Dialect::Cloud, &mailbox.url);
    let send = async || {
        let text = text_to(Dialect::Cloud, CUSTOMER);
        visitor
            .post(Dialect::Cloud, "/{number}/messages", text)
            .await
    };
    visitor.control("delivery", json!({"duplicates": 1})).await;
    say(&visitor, Dialect::Cloud).await;
    assert_eq!(mailbox.raw().await.1, mailbox.raw().await.1);
    visitor.control("delivery", json!({"batch": 3})).await;
    send().await;
    let (_, body) = mailbox.next().await;
    assert_eq!(body["entry"][0]["changes"].as_array().unwrap().len(), 3);
    visitor.control("delivery", json!({"reorder": 3})).await;
    send().await;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(mailbox.member("/statuses/0/status").await);
    }
    assert_ne!(statuses, ["sent", "delivered", "read"]);
}
