//! 360dialog's three hosts, told apart by the key that is shown.

use bluetick::wire::Dialect;
use reqwest::RequestBuilder;
use rstest::rstest;
use serde_json::{Value, json};

use super::super::{CUSTOMER, Mailbox, Visitor, answer_of, text_to};

/// The three hosts.
#[derive(Clone, Copy)]
enum Host {
    Current,
    First,
    Sandbox,
}

fn ask(visitor: &Visitor, host: Host, method: &str, path: &str) -> RequestBuilder {
    let access = &visitor.access().dialog_360;
    let key = match host {
        Host::Current => &access.api_key,
        Host::First => &access.first_generation_api_key,
        Host::Sandbox => &access.sandbox_api_key,
    };
    let url = format!("{}{path}", access.base_url);
    let request = visitor.http.request(method.parse().unwrap(), url);
    request.header("D360-API-KEY", key)
}

async fn post(visitor: &Visitor, host: Host, path: &str, body: &Value) -> (u16, Value) {
    answer_of(ask(visitor, host, "POST", path).json(body)).await
}

#[tokio::test]
async fn the_first_generation_is_a_client_behind_a_key() {
    let (visitor, mut mailbox) = (Visitor::new().await, Mailbox::open().await);
    let hook = json!({"url": mailbox.url, "headers": {"Authorization": "Bearer mine"}});
    let (status, told) = post(&visitor, Host::First, "/v1/configs/webhook", &hook).await;
    assert_eq!((status, &told["url"]), (200, &hook["url"]));
    let text = text_to(Dialect::OnPremises, CUSTOMER);
    let (status, taken) = post(&visitor, Host::First, "/v1/messages", &text).await;
    assert_eq!(status, 201, "{taken}");
    let id = taken["messages"][0]["id"].as_str().unwrap();
    assert!(id.starts_with("gBEG"), "{taken}");
    assert_eq!(taken["meta"]["version"], "2.53.1");
    assert!(taken.get("contacts").is_none());
    let (headers, body) = mailbox.next().await;
    assert_eq!(headers["authorization"], "Bearer mine");
    assert_eq!(body["statuses"][0]["id"], id);
    let checked = json!({"blocking": "wait", "contacts": ["+1 555 010 0123"]});
    let (_, checked) = post(&visitor, Host::First, "/v1/contacts", &checked).await;
    assert_eq!(checked["contacts"][0]["status"], "valid");
    let health = answer_of(ask(&visitor, Host::First, "GET", "/v1/health")).await;
    assert_eq!(health.1["health"]["gateway_status"], "connected");
}

#[tokio::test]
async fn files_of_the_first_generation_come_back_by_their_id() {
    let visitor = Visitor::new().await;
    let upload = ask(&visitor, Host::First, "POST", "/v1/media");
    let upload = upload.header("content-type", "image/png").body("picture");
    let (status, taken) = answer_of(upload).await;
    assert_eq!(status, 201, "{taken}");
    let path = format!("/v1/media/{}", taken["media"][0]["id"].as_str().unwrap());
    let fetched = ask(&visitor, Host::First, "GET", &path).send().await;
    assert_eq!(fetched.unwrap().text().await.unwrap(), "picture");
}

#[rstest]
#[case::no_content(json!({"to": CUSTOMER, "type": "text"}), 1008)]
#[case::too_long(json!({"to": CUSTOMER, "type": "text", "text": {"body": "x".repeat(4097)}}), 1009)]
#[tokio::test]
async fn the_first_generation_refuses_as_a_client_does(#[case] body: Value, #[case] code: u32) {
    let visitor = Visitor::new().await;
    let (status, refused) = post(&visitor, Host::First, "/v1/messages", &body).await;
    assert_eq!(
        (status, &refused["errors"][0]["code"]),
        (400, &json!(code)),
        "{refused}"
    );
}

#[rstest]
#[case::newer(text_to(Dialect::Dialog360, CUSTOMER))]
#[case::older(text_to(Dialect::OnPremises, CUSTOMER))]
#[tokio::test]
async fn the_sandbox_host_takes_a_message_with_or_without_the_mark_and_reports_nothing(
    #[case] text: Value,
) {
    let (visitor, mut mailbox) = (Visitor::new().await, Mailbox::open().await);
    let hook = json!({"url": mailbox.url});
    let hooked = post(&visitor, Host::Sandbox, "/v1/configs/webhook", &hook).await;
    assert_eq!(hooked.0, 200);
    let (status, taken) = post(&visitor, Host::Sandbox, "/v1/messages", &text).await;
    assert_eq!(status, 201, "{taken}");
    assert!(
        taken["messages"][0]["id"]
            .as_str()
            .unwrap()
            .starts_with("wamid.")
    );
    // Were there statuses of it, they would come before what the tester writes.
    let said = json!({"api": "360dialog", "from": CUSTOMER, "text": "Hi"});
    visitor.control("say", said).await;
    assert_eq!(mailbox.member("/messages/0/text/body").await, "Hi");
}

#[tokio::test]
async fn the_sandbox_host_sends_to_one_telephone_and_two_hundred_times() {
    let visitor = Visitor::new().await;
    let other = text_to(Dialect::Dialog360, "15550100144");
    let (status, refused) = post(&visitor, Host::Sandbox, "/v1/messages", &other).await;
    assert_eq!((status, &refused["meta"]["http_code"]), (400, &json!(400)));
    let text = text_to(Dialect::Dialog360, CUSTOMER);
    for _ in 0..200 {
        let sent = post(&visitor, Host::Sandbox, "/v1/messages", &text).await;
        assert_eq!(sent.0, 201);
    }
    let (status, refused) = post(&visitor, Host::Sandbox, "/v1/messages", &text).await;
    assert_eq!((status, &refused["meta"]["success"]), (403, &json!(false)));
    visitor.control("reset", json!({})).await;
    let sent = post(&visitor, Host::Sandbox, "/v1/messages", &text).await;
    assert_eq!(sent.0, 201);
}

#[rstest]
#[case::files(Host::Sandbox, "/v1/media")]
#[case::templates(Host::Sandbox, "/v1/configs/templates")]
#[case::cloud_way(Host::Sandbox, "/messages")]
#[case::client_way(Host::Current, "/v1/messages")]
#[case::login(Host::First, "/v1/users/login")]
#[case::gateway_way(Host::First, "/media")]
#[tokio::test]
async fn a_key_opens_its_own_host_only(#[case] host: Host, #[case] path: &str) {
    let visitor = Visitor::new().await;
    let (status, refused) = post(&visitor, host, path, &json!({})).await;
    let (code, said) = (
        &refused["meta"]["http_code"],
        &refused["meta"]["developer_message"],
    );
    assert_eq!((status, code), (404, &json!(404)), "{refused}");
    assert!(said.as_str().unwrap().contains(path), "{said}");
}

#[tokio::test]
async fn whoever_asks_for_files_in_vain_too_often_is_told_nothing_for_a_while() {
    let visitor = Visitor::new().await;
    let look = async || {
        answer_of(ask(&visitor, Host::Current, "GET", "/9000"))
            .await
            .0
    };
    for _ in 0..21 {
        assert_eq!(look().await, 400);
    }
    assert_eq!(look().await, 403);
    visitor.control("clock", json!({"advance": "31m"})).await;
    assert_eq!(look().await, 400);
    // Other platforms do not count.
    for _ in 0..22 {
        assert_eq!(visitor.get(Dialect::Cloud, "/9000").await.0, 400);
    }
}

#[tokio::test]
async fn a_new_key_replaces_that_of_its_own_host() {
    let visitor = Visitor::new().await;
    let issue = json!({"do": "issue", "api": "360dialog"});
    visitor.control("credentials", issue).await;
    let text = text_to(Dialect::Dialog360, CUSTOMER);
    let old = post(&visitor, Host::Current, "/messages", &text).await;
    assert_eq!(old.0, 401);
    let other = post(&visitor, Host::Sandbox, "/v1/messages", &text).await;
    assert_eq!(other.0, 201);
}

#[tokio::test]
async fn uploads_are_limited_where_one_asks_for_it() {
    let visitor = Visitor::new().await;
    visitor.control("rates", json!({"uploads": 0})).await;
    let (status, refused) = post(&visitor, Host::Current, "/media", &json!({})).await;
    let said = refused["meta"]["developer_message"].as_str().unwrap();
    assert_eq!(status, 400);
    assert!(said.contains("exceeded the endpoint rate limit"), "{said}");
}
