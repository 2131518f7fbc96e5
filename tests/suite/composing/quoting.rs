//! Ids of messages, chosen in place of typed.

use bluetick::tui::msg::{FileDone, FileTask};
use rstest::rstest;
use serde_json::{Value, json};

use crate::common::driver::Driver;
use crate::common::memory::{MARA, Memory};

const OURS: &str = "wamid.OURS";
const THEIRS: &str = "wamid.THEIRS";

/// A history in which a text went out and an answer came.
fn memory() -> Memory {
    let memory = Memory::of("sandbox-cloud");
    memory.sent_text("2026-11-20T09:00:00Z", OURS, "Your lamp is ready");
    let inbound = json!({"messages": [{"from": MARA, "id": THEIRS, "timestamp": "1795165260",
        "type": "text", "text": {"body": "I come at six"}}]});
    memory.came("2026-11-20T09:01:00Z", &inbound);
    memory
}

#[rstest]
#[case(
    "reaction",
    "message reacted to",
    "your lamp",
    "/reaction/message_id",
    OURS
)]
#[case(
    "reaction",
    "message reacted to",
    "at six",
    "/reaction/message_id",
    THEIRS
)]
#[case("text", "Quoted message", "at six", "/context/message_id", THEIRS)]
fn what_was_said_is_offered_by_its_words(
    #[case] kind: &str,
    #[case] field: &str,
    #[case] words: &str,
    #[case] pointer: &str,
    #[case] id: &str,
) {
    let mut driver = begun(kind);
    driver.click("Recipient  ").types(MARA);
    focus(&mut driver, field);
    driver
        .keys("f4")
        .recall(&memory())
        .see("Your lamp is ready");
    driver.types(words).keys("enter");
    assert_eq!(driver.payload().pointer(pointer), Some(&json!(id)));
    driver.keys("ctrl-z");
    assert_ne!(driver.payload().pointer(pointer), Some(&json!(id)));
}

#[test]
fn without_a_recipient_what_came_is_offered_and_names_who_wrote() {
    let mut driver = begun("reaction");
    focus(&mut driver, "message reacted to");
    driver.keys("f4").recall(&memory()).see("I come at six");
    assert!(!driver.shows("Your lamp is ready"), "{}", driver.screen());
    driver.keys("enter");
    assert_eq!(driver.payload()["reaction"]["message_id"], json!(THEIRS));
    assert_eq!(driver.payload()["to"], json!(MARA));
}

#[test]
fn without_a_recipient_what_was_said_with_the_last_one_is_offered() {
    let mut driver = begun("reaction");
    let begun = driver.file_job(|task| matches!(task, FileTask::Remember(_) | FileTask::Begin));
    let recipients = FileDone::Recipients(vec![MARA.to_owned()]);
    driver.resolve_file(begun.unwrap(), recipients);
    focus(&mut driver, "message reacted to");
    driver
        .keys("f4")
        .recall(&memory())
        .types("your lamp")
        .keys("enter");
    assert_eq!(driver.payload()["reaction"]["message_id"], json!(OURS));
    assert_eq!(driver.payload()["to"], json!(MARA));
}

#[test]
fn a_receipt_is_for_what_the_customer_wrote_and_has_no_recipient() {
    let mut driver = begun("read receipt");
    focus(&mut driver, "received message");
    driver
        .keys("f4")
        .recall(&memory())
        .see("I come at six")
        .keys("enter");
    assert_eq!(driver.payload()["message_id"], json!(THEIRS));
    assert_eq!(driver.payload().get("to"), None::<&Value>);
}

#[test]
fn where_nothing_was_said_it_tells_how_to_change_that() {
    let mut driver = begun("reaction");
    focus(&mut driver, "message reacted to");
    driver.keys("f4").recall(&Memory::of("sandbox-cloud"));
    driver.see("no message yet: send one");
}

/// A new draft of a kind.
fn begun(kind: &str) -> Driver {
    let mut driver = Driver::new(160, 45);
    driver.keys("ctrl-n").types(kind).keys("enter");
    driver
}

/// Clicks on the field below a label, whatever the case of its first letter.
fn focus(driver: &mut Driver, label: &str) {
    let mut letters = label.chars();
    let first = letters.next().unwrap().to_uppercase();
    let capital = format!("{first}{}", letters.as_str());
    let label = if driver.shows(&capital) {
        capital
    } else {
        label.to_owned()
    };
    driver.click(&label);
}
