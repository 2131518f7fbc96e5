//! What the commands know of a customer's 24-hour window: what the history of the account heard.

use bluetick::history::{FILE_NAME, History};
use bluetick::webhook::{Received, Verdict, read_events};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::accounts_command::Desk;
use crate::common::{Machine, Ran};

const CUSTOMER: &str = "15550100123";

/// Has the customer write to that account, so many hours ago, as a receiver keeps it.
fn wrote(machine: &Machine, account: &str, hours_ago: i64) {
    let at = Timestamp::now() - SignedDuration::from_hours(hours_ago);
    let body = json!({"messages": [{"from": CUSTOMER, "id": format!("wamid.{hours_ago}"),
        "timestamp": at.as_second().to_string(), "type": "text", "text": {"body": "Hello?"}}]});
    let received = Received {
        at,
        path: "/hook".to_owned(),
        headers: Vec::new(),
        body: body.to_string().into_bytes(),
        verdict: Verdict::Good,
        reason: None,
        events: read_events(&body),
    };
    let folder = machine.places().state;
    std::fs::create_dir_all(&folder).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let history = History::open(&folder.join(FILE_NAME)).unwrap().history;
    let sink = history.sink(vec![("/hook".to_owned(), account.to_owned())]);
    runtime.block_on(sink.keep(received)).unwrap();
}

fn rules(ran: &Ran) -> Vec<String> {
    let report = ran.json();
    let found = report["files"][0]["diagnostics"].as_array().unwrap();
    let rule = |it: &Value| it["rule"].as_str().unwrap().to_owned();
    found.iter().map(rule).collect()
}

fn text() -> String {
    json!({"messaging_product": "whatsapp", "to": "+1 555 010 0123", "type": "text", "text": {"body": "Yes"}})
        .to_string()
}

#[test]
fn check_warns_of_a_closed_window_of_the_account_that_is_named() {
    let desk = Desk::open();
    desk.machine.write("text.json", text());
    let check = ["check", "text.json", "--format", "json", "--account"];
    let main = [&check[..], &["main"]].concat();
    assert_eq!(rules(&desk.machine.run(&main)), [""; 0], "no history");
    wrote(&desk.machine, "main", 30);
    assert_eq!(rules(&desk.machine.run(&main)), ["window-24h"]);
    assert_eq!(rules(&desk.machine.run(&check[..4])), [""; 0], "no account");
    let other = [&check[..], &["shop"]].concat();
    assert_eq!(rules(&desk.machine.run(&other)), [""; 0], "never heard of");
    let lines = ["check", "--ndjson", "text.json", "--account", "main"];
    let ran = desk.machine.run(&lines);
    assert!(ran.stdout.contains("window-24h"), "{}", ran.stdout);
    wrote(&desk.machine, "main", 2);
    assert_eq!(rules(&desk.machine.run(&main)), [""; 0], "open again");
}

#[test]
fn check_takes_the_api_of_the_account_and_knows_its_name() {
    let desk = Desk::open();
    let bare = json!({"to": CUSTOMER, "type": "text", "text": {"body": "Yes"}});
    desk.machine.write("bare.json", bare.to_string());
    let check = ["check", "bare.json", "--format", "json", "--account"];
    let ran = desk.machine.run(&[&check[..], &["old"]].concat());
    assert_eq!(ran.json()["files"][0]["api"], "on-premises");
    let ran = desk.machine.run(&[&check[..], &["nobody"]].concat());
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("there is no account"), "{}", ran.stderr);
}

#[test]
fn send_says_that_the_window_is_closed() {
    let desk = Desk::open();
    let send = [
        "send",
        "text",
        "--to",
        CUSTOMER,
        "--account",
        "main",
        "--yes",
    ];
    let ran = desk.machine.run(&send);
    assert!(!ran.stderr.contains("window-24h"), "{}", ran.stderr);
    wrote(&desk.machine, "main", 30);
    let ran = desk.machine.run(&send);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("warning[window-24h]") && ran.stderr.contains("131047"),
        "{}",
        ran.stderr
    );
}
