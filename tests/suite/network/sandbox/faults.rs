//! What goes wrong on demand: answers, speed, connections.

use bluetick::wire::Dialect;
use rstest::rstest;
use serde_json::{Value, json};

use super::super::{CUSTOMER, Visitor, answer_of, text_to};

async fn send(visitor: &Visitor, to: &str) -> (u16, Value) {
    let text = text_to(Dialect::Cloud, to);
    visitor
        .post(Dialect::Cloud, "/{number}/messages", text)
        .await
}

#[tokio::test]
async fn a_fault_happens_as_often_as_was_said() {
    let visitor = Visitor::new().await;
    let fault = json!({"on": "send", "to": CUSTOMER, "code": 131_016, "times": 2});
    visitor.control("faults", fault).await;
    assert_eq!(send(&visitor, "15550100144").await.0, 200);
    for _ in 0..2 {
        assert_eq!(send(&visitor, CUSTOMER).await.1["error"]["code"], 131_016);
    }
    assert_eq!(send(&visitor, CUSTOMER).await.0, 200);
}

#[tokio::test]
async fn gateways_answer_pages_and_a_list_replaces_all_faults() {
    let visitor = Visitor::new().await;
    visitor
        .control("faults", json!({"status": 502, "times": 0}))
        .await;
    for _ in 0..3 {
        let (status, page) = send(&visitor, CUSTOMER).await;
        assert_eq!(status, 502);
        assert!(page.as_str().unwrap().contains("<html>"), "{page}");
    }
    visitor.control("faults", json!([])).await;
    assert_eq!(send(&visitor, CUSTOMER).await.0, 200);
}

#[rstest]
#[case("before", 0)]
#[case("after", 1)]
#[case("halfway", 1)]
#[tokio::test]
async fn connections_break_before_and_after_a_message_is_taken(
    #[case] moment: &str,
    #[case] taken: usize,
) {
    let visitor = Visitor::new().await;
    visitor.control("faults", json!({"break": moment})).await;
    let request = visitor
        .ask(Dialect::Cloud, "POST", "/{number}/messages")
        .await;
    let answer = request
        .json(&text_to(Dialect::Cloud, CUSTOMER))
        .send()
        .await;
    let whole = match answer {
        Ok(answer) => answer.text().await.is_ok(),
        Err(_) => false,
    };
    assert!(!whole, "the answer came to its end");
    let url = format!("{}/state", visitor.access().control);
    let (_, state) = answer_of(visitor.http.get(url)).await;
    assert_eq!(state["messages"].as_array().unwrap().len(), taken);
}

#[tokio::test]
async fn limits_hold_where_they_are_set() {
    let visitor = Visitor::new().await;
    let limits = json!({"throughput": 80, "pair": 45, "management": 1});
    visitor.control("rates", limits).await;
    for _ in 0..45 {
        assert_eq!(send(&visitor, CUSTOMER).await.0, 200);
    }
    let (status, body) = send(&visitor, CUSTOMER).await;
    assert_eq!((status, &body["error"]["code"]), (400, &json!(131_056)));
    let path = "/{account}/message_templates";
    assert_eq!(visitor.get(Dialect::Cloud, path).await.0, 200);
    let (_, body) = visitor.get(Dialect::Cloud, path).await;
    assert_eq!(body["error"]["code"], 80_007);
    visitor.control("clock", json!({"advance": "1h"})).await;
    assert_eq!(send(&visitor, CUSTOMER).await.0, 200);
    assert_eq!(visitor.get(Dialect::Cloud, path).await.0, 200);
}

#[rstest]
#[case("faults", r#"{"on": "sned"}"#, &["on: unknown variant `sned`", "`send`"])]
#[case("faults", r#"[{"on": "send"}, {"tims": 1}]"#, &["[1]", "unknown field `tims`", "`times`"])]
#[case("faults", r#"{"chance": 7}"#, &["chance", "from 0 to 1"])]
#[case("faults", r#"{"status": 99}"#, &["status", "200 to 599"])]
#[case("faults", "7", &["a fault as an object, or a list of them"])]
#[case("faults", "no JSON", &["the body is no JSON"])]
#[case("delivery", r#"{"chance": -1}"#, &["chance", "from 0 to 1"])]
#[case("delivery", r#"{"signature": "bad"}"#, &["signature", "`truncated`"])]
#[case("customers", r#"{"number": "15550100123", "devise": false}"#, &["unknown field `devise`", "`device`"])]
#[case("customers", r#"{"device": false}"#, &["number: expected a phone number"])]
#[case("number", r#"{"quality": "PINK"}"#, &["quality", "GREEN", "PINK"])]
#[case("window", r#"{"customer": "15550100123", "opne": true}"#, &["unknown field `opne`"])]
#[case("act", r#"{"do": "dance"}"#, &["do: unknown variant `dance`"])]
#[case("clock", r#"{"advance": "soon"}"#, &["advance: expected seconds"])]
#[tokio::test]
async fn odd_wishes_are_refused_with_the_place_and_what_was_expected(
    #[case] path: &str,
    #[case] body: &'static str,
    #[case] words: &[&str],
) {
    let visitor = Visitor::new().await;
    let url = format!("{}/{path}", visitor.access().control);
    let request = visitor.http.post(url);
    let request = request.header("content-type", "application/json");
    let (status, told) = answer_of(request.body(body)).await;
    assert!((400..500).contains(&status), "{status} {told}");
    let told = told["error"].as_str().unwrap();
    for word in words {
        assert!(told.contains(word), "{told}");
    }
    assert!(!told.contains("target type"), "{told}");
}
