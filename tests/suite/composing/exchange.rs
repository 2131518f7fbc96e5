//! Messages from elsewhere, and messages for another API.

use serde_json::json;

use crate::common::driver::Driver;

const COMMAND: &str = "curl https://graph.facebook.com/v26.0/15550100000/messages \\\n  -H 'Authorization: Bearer EAAsecret' \\\n  -d '{\n  \"messaging_product\": \"whatsapp\",\n  \"to\": \"15550100123\", # whom\n  \"type\": \"text\",\n  \"text\": { \"body\": \"Tea is ready\", },\n}'";

#[test]
fn a_pasted_command_becomes_a_draft() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.paste(COMMAND);
    driver
        .see("Text for the Cloud API")
        .see("line 2: the header Authorization was left out")
        .see("line 7: the comma before }");
    assert!(!driver.screen().contains("EAAsecret"));
    insta::assert_snapshot!("import", driver.screen());
    driver.keys("enter").see("Tea is ready");
    assert_eq!(driver.payload()["text"], json!({"body": "Tea is ready"}));
    assert_eq!(driver.draft().notes, "Phone number id: 15550100000");
}

#[test]
fn a_pasted_message_can_stay_text_and_other_json_always_does() {
    let mut driver = Driver::on_example(120, 40, "text");
    let before = driver.payload()["text"]["body"]
        .as_str()
        .unwrap()
        .to_owned();
    driver.keys("ctrl-u").paste("{\"data\": {\"type\": 1}}");
    assert_eq!(
        driver.payload()["text"]["body"],
        json!("{\"data\": {\"type\": 1}}")
    );
    let message = "{\"to\": \"1\", \"type\": \"text\", \"text\": {\"body\": \"x\"}}";
    driver.keys("ctrl-u").paste(message).see("Import").keys("p");
    assert_eq!(driver.payload()["text"]["body"], json!(message));
    driver.keys("ctrl-z ctrl-z ctrl-z ctrl-z");
    assert_eq!(driver.payload()["text"]["body"], json!(before));
}

#[test]
fn unsaved_work_is_asked_about_before_an_import() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.types("!").paste(COMMAND).keys("i");
    driver.see("not saved");
}

#[test]
fn a_change_of_api_that_loses_something_is_shown_first() {
    let mut driver = Driver::on_example(120, 40, "trip-reminder");
    let before = driver.payload();
    driver.keys("ctrl-t").types("cloud").keys("enter");
    driver
        .see("On-Premises API → Cloud API")
        .see("/template/namespace");
    insta::assert_snapshot!("migration", driver.screen());
    driver.keys("end").keys("esc");
    assert_eq!(driver.payload(), before);
    driver.keys("ctrl-t").types("cloud").keys("enter enter");
    assert_eq!(driver.payload()["messaging_product"], json!("whatsapp"));
    assert!(driver.payload()["template"].get("namespace").is_none());
    driver.keys("ctrl-z");
    assert_eq!(driver.payload(), before);
}

#[test]
fn a_change_of_the_envelope_alone_is_made_at_once() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.keys("ctrl-t").types("on-prem").keys("enter");
    assert!(
        driver.payload().get("messaging_product").is_none(),
        "{}",
        driver.screen()
    );
}

#[test]
fn the_migration_is_drawn_at_any_size() {
    for (width, height) in [(40, 12), (60, 16), (80, 24), (200, 60)] {
        let mut driver = Driver::on_example(width, height, "trip-reminder");
        driver
            .keys("ctrl-t")
            .types("cloud")
            .keys("enter down pagedown end up home");
        assert!(driver.shows("Cloud API"), "{}", driver.screen());
    }
}
