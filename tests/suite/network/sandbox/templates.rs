//! Templates: listed, created and reviewed, edited, deleted, and sent only while they are approved.

use bluetick::sandbox::Config;
use bluetick::wire::Dialect;
use rstest::rstest;
use serde_json::{Value, json};

use super::super::{CUSTOMER, Mailbox, Visitor, message};

const PATH: &str = "/{account}/message_templates";

fn template(name: &str, body: &str) -> Value {
    json!({"name": name, "language": "en", "category": "UTILITY",
        "components": [{"type": "BODY", "text": body}]})
}

#[tokio::test]
async fn a_template_is_pending_until_its_review_which_the_app_is_told() {
    let (visitor, mut mailbox) = (Visitor::new().await, Mailbox::open().await);
    visitor.sandbox.set_webhook(Dialect::Cloud, &mailbox.url);
    for (name, event) in [("lamp_ready", "APPROVED"), ("lamp_rejected", "REJECTED")] {
        let new = template(name, "Your lamp is ready.");
        let (status, created) = visitor.post(Dialect::Cloud, PATH, new).await;
        assert_eq!(
            (status, &created["status"]),
            (200, &json!("PENDING")),
            "{created}"
        );
        let (_, body) = mailbox.next().await;
        let change = &body["entry"][0]["changes"][0];
        assert_eq!(change["field"], "message_template_status_update");
        assert_eq!(change["value"]["event"], event);
        let id = change["value"]["message_template_id"].as_u64().unwrap();
        assert_eq!(created["id"], id.to_string());
    }
}

#[rstest]
#[case::no_name(json!({"name": ""}), Value::Null)]
#[case::name(json!({"name": "Lamp Ready"}), json!(2_388_046))]
#[case::sample(json!({"name": "hello_world"}), json!(2_388_155))]
#[case::twice(json!({"name": "known"}), json!(2_388_024))]
#[case::deleted(json!({"name": "gone"}), json!(2_388_023))]
#[case::category(json!({"category": "SPAM"}), Value::Null)]
#[case::no_body(json!({"components": [{"type": "FOOTER", "text": "Shop"}]}), json!(2_388_043))]
#[case::no_example(json!({"components": [{"type": "BODY", "text": "Hello {{1}}."}]}), json!(2_388_043))]
#[case::edge(json!({"components": [{"type": "BODY", "text": "{{1}} is here."}]}), json!(2_388_299))]
#[case::long(json!({"components": [{"type": "BODY", "text": "x".repeat(1025)}]}), json!(2_388_040))]
#[case::lines(json!({"components": [{"type": "BODY", "text": "a\n\n\nb"}]}), json!(2_388_072))]
#[case::footer(json!({"components": [{"type": "BODY", "text": "a"}, {"type": "FOOTER", "text": "{{1}}"}]}), json!(2_388_073))]
#[case::header(json!({"components": [{"type": "BODY", "text": "a"}, {"type": "HEADER", "format": "TEXT", "text": "*a*"}]}), json!(2_388_047))]
#[case::button(json!({"components": [{"type": "BODY", "text": "a"}, {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "{{1}}"}]}]}), json!(2_388_060))]
#[tokio::test]
async fn what_is_no_template_is_refused_with_its_subcode(
    #[case] change: Value,
    #[case] subcode: Value,
) {
    let visitor = Visitor::new().await;
    for name in ["known", "gone"] {
        let known = template(name, "Hello.");
        visitor.control("templates", known).await;
    }
    let gone = format!("{PATH}?name=gone");
    assert_eq!(visitor.delete(Dialect::Cloud, &gone).await.0, 200);
    let mut new = template("lamp_ready", "Your lamp is ready.");
    let members = change.as_object().unwrap().clone();
    new.as_object_mut().unwrap().extend(members);
    let (status, body) = visitor.post(Dialect::Cloud, PATH, new.clone()).await;
    assert_eq!(
        (status, &body["error"]["code"]),
        (400, &json!(100)),
        "{body}"
    );
    assert_eq!(body["error"]["error_subcode"], subcode, "{body}");
    let (status, body) = visitor
        .post(Dialect::Dialog360, "/v1/configs/templates", new)
        .await;
    assert_eq!(status, 400);
    let said = body["meta"]["developer_message"].as_str().unwrap();
    assert!(said.starts_with("Invalid payload"), "{said}");
}

#[tokio::test]
async fn lists_are_paged_by_cursor_or_offset_and_filtered() {
    let visitor = Visitor::new().await;
    for number in 0..5 {
        let known = template(&format!("lamp_{number}"), "Hello.");
        visitor.control("templates", known).await;
    }
    let (mut names, mut path) = (Vec::new(), format!("{PATH}?fields=name&limit=2"));
    loop {
        let (_, page) = visitor.get(Dialect::Cloud, &path).await;
        for entry in page["data"].as_array().unwrap() {
            names.push(entry["name"].as_str().unwrap().to_owned());
        }
        let after = page["paging"]["cursors"]["after"].as_str();
        let Some(after) = after else { break };
        path = format!("{PATH}?fields=name&limit=2&after={after}");
    }
    assert_eq!(names.len(), 6, "{names:?}");
    for (filter, count) in [
        ("name=lamp_1", 1),
        ("name=lamp", 0),
        ("name_or_content=lamp", 5),
        ("status=APPROVED", 6),
        ("language=en_US", 1),
    ] {
        let (_, page) = visitor
            .get(Dialect::Cloud, &format!("{PATH}?{filter}"))
            .await;
        assert_eq!(page["data"].as_array().unwrap().len(), count, "{filter}");
    }
    assert_eq!(
        visitor
            .get(Dialect::Cloud, &format!("{PATH}?limit=5000"))
            .await
            .1["error"]["code"],
        1
    );
    let path = "/v1/configs/templates?limit=4&offset=3";
    let (_, page) = visitor.get(Dialect::Dialog360, path).await;
    assert_eq!((&page["count"], &page["total"]), (&json!(3), &json!(6)));
    assert_eq!(page["waba_templates"][0]["status"], "approved");
}

#[tokio::test]
async fn an_approved_template_is_edited_once_a_day_and_ten_times_a_month() {
    let (visitor, mut mailbox) = (Visitor::new().await, Mailbox::open().await);
    visitor.sandbox.set_webhook(Dialect::Cloud, &mailbox.url);
    let new = template("lamp_ready", "Your lamp is ready.");
    let (_, created) = visitor.post(Dialect::Cloud, PATH, new).await;
    let path = format!("/{}", created["id"].as_str().unwrap());
    mailbox.next().await;
    let edit = json!({"components": [{"type": "BODY", "text": "It is ready."}]});
    let (status, body) = visitor.post(Dialect::Cloud, &path, edit.clone()).await;
    assert_eq!((status, &body["success"]), (200, &json!(true)), "{body}");
    mailbox.next().await;
    let (_, body) = visitor.post(Dialect::Cloud, &path, edit.clone()).await;
    assert_eq!(body["error"]["error_subcode"], 2_388_124);
    for _ in 1..10 {
        visitor.control("clock", json!({"advance": "25h"})).await;
        let (status, _) = visitor.post(Dialect::Cloud, &path, edit.clone()).await;
        assert_eq!(status, 200);
        mailbox.next().await;
    }
    visitor.control("clock", json!({"advance": "25h"})).await;
    let (_, body) = visitor.post(Dialect::Cloud, &path, edit.clone()).await;
    assert_eq!(body["error"]["error_subcode"], 2_388_124, "the eleventh");
    visitor.control("clock", json!({"advance": "480h"})).await;
    assert_eq!(visitor.post(Dialect::Cloud, &path, edit).await.0, 200);
}

#[rstest]
#[case("PAUSED", 132_015)]
#[case("DISABLED", 132_016)]
#[case("PENDING", 132_001)]
#[tokio::test]
async fn only_approved_templates_are_sent(#[case] status: &str, #[case] code: u32) {
    let config = Config {
        strict: true,
        ..Config::default()
    };
    let visitor = Visitor::with(config).await;
    let send = async |name: &str, language: &str| {
        let template = json!({"name": name, "language": {"code": language}});
        let payload = message(Dialect::Cloud, CUSTOMER, "template", &template);
        let (_, body) = visitor
            .post(Dialect::Cloud, "/{number}/messages", payload)
            .await;
        body["error"]["code"].clone()
    };
    assert_eq!(send("hello_world", "en_US").await, Value::Null);
    assert_eq!(send("hello_world", "de").await, 132_001);
    let review = json!({"name": "hello_world", "language": "en_US", "status": status});
    visitor.control("review", review).await;
    assert_eq!(send("hello_world", "en_US").await, code);
}

#[tokio::test]
async fn a_name_or_one_language_of_it_is_deleted() {
    let visitor = Visitor::new().await;
    visitor
        .control("templates", template("lamp", "Hello."))
        .await;
    let mut other = template("lamp", "Hallo.");
    other["language"] = json!("de");
    visitor.control("templates", other).await;
    let found = format!("{PATH}?name=lamp");
    let (_, page) = visitor.get(Dialect::Cloud, &found).await;
    let id = page["data"][0]["id"].as_str().unwrap().to_owned();
    let one = format!("{found}&hsm_id={id}");
    assert_eq!(visitor.delete(Dialect::Cloud, &one).await.0, 200);
    let (_, page) = visitor.get(Dialect::Cloud, &found).await;
    assert_eq!(page["data"].as_array().unwrap().len(), 1);
    let path = "/v1/configs/templates/lamp";
    assert_eq!(visitor.delete(Dialect::Dialog360, path).await.0, 200);
    assert_eq!(visitor.delete(Dialect::Cloud, &found).await.0, 400);
}
