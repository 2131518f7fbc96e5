//! Messages from elsewhere, and messages for another API.

use bluetick::files::Stamp;
use bluetick::files::drafts::Expected;
use bluetick::tui::msg::{Effect, FileDone, FileTask, Source};
use serde_json::json;

use crate::common::driver::{Driver, opened};

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
    driver.types("!").paste(COMMAND).keys("n");
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

#[test]
fn a_message_is_imported_from_the_pad() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.keys("f1").types("import").keys("enter");
    driver
        .see("Import a message")
        .types("no message")
        .keys("ctrl-s");
    driver.see("✗").see("line 1");
    // What was typed is there again after the pad was closed.
    driver.keys("esc ctrl-r").see("no message").keys("ctrl-a");
    driver.paste(COMMAND).see("A whole message: Text");
    driver.keys("b").see("Import a message").keys("ctrl-s");
    driver.keys("n").see("Tea is ready");
    assert_eq!(driver.payload()["text"], json!({"body": "Tea is ready"}));
    driver.keys("f1").types("import").keys("enter");
    assert!(!driver.shows("Bearer"), "{}", driver.screen());
}

#[test]
fn an_imported_message_can_take_the_place_of_the_one_on_the_desk() {
    let mut driver = Driver::on_example(120, 40, "menu");
    let (before, name) = (driver.payload(), driver.draft().name.clone());
    driver.keys("ctrl-r").paste(COMMAND).keys("r");
    driver.see("Replaced · Ctrl-Z takes it back");
    assert_eq!(driver.payload()["text"], json!({"body": "Tea is ready"}));
    assert_eq!(driver.draft().name, name);
    driver.keys("ctrl-z");
    assert_eq!(driver.payload(), before);
}

#[test]
fn a_file_of_any_kind_is_opened_by_its_path() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.keys("ctrl-o").types("by its path").keys("enter");
    driver
        .see("Open a file")
        .types("notes/send.sh")
        .keys("enter");
    let source = Source::File("notes/send.sh".into());
    let job = driver.file_job(|task| matches!(task, FileTask::Open(path) if *path == source));
    driver.resolve_file(job.unwrap(), opened(source, COMMAND));
    driver
        .see("A whole message: Text")
        .keys("n")
        .see("Tea is ready");
}

#[test]
fn the_message_is_copied_as_a_command_and_as_a_request() {
    for (words, begins) in [
        ("curl command", "curl -X POST"),
        ("http request", "POST https://"),
    ] {
        let mut driver = Driver::on_example(120, 40, "text");
        driver.keys("f1").types(words).keys("enter");
        let copied = driver
            .effects()
            .iter()
            .rev()
            .find_map(|effect| match effect {
                Effect::Copy(text) => Some(text.clone()),
                _ => None,
            });
        let copied = copied.expect("something was copied");
        assert!(copied.starts_with(begins), "{copied}");
        assert!(copied.contains("WHATSAPP_TOKEN"), "{copied}");
    }
}

#[test]
fn the_message_is_exported_to_a_file_as_its_ending_says() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.keys("f1").types("export to").keys("enter");
    driver
        .see(".json for the message")
        .keys("ctrl-a")
        .types("send.sh")
        .keys("enter");
    let saves = |task: &FileTask| matches!(task, FileTask::Save { .. });
    let job = driver.file_job(saves).expect("a file is written");
    driver.resolve_file(job, FileDone::Exists("send.sh".into()));
    driver.see("is there already").keys("w");
    let (job, task) = driver.last_file();
    match task {
        FileTask::Save { text, expected, .. } => {
            assert!(text.starts_with("curl -X POST"), "{text}");
            assert_eq!(*expected, Expected::Anything);
        }
        other => panic!("{other:?}"),
    }
    let written = FileDone::Saved("send.sh".into(), Stamp::of(b"", None));
    driver.resolve_file(job, written).see("Exported to send.sh");
    assert!(driver.shows("bluetick  text"), "the draft is not that file");
}

#[test]
fn what_a_change_of_api_loses_is_told_whole_on_a_narrow_screen() {
    let mut driver = Driver::on_example(60, 40, "trip-reminder");
    driver.keys("ctrl-t").types("cloud").keys("enter");
    let told: String = driver
        .screen()
        .lines()
        .take_while(|line| !line.contains("On-Premises API  "))
        .map(str::to_owned)
        .collect();
    assert!(!told.contains('…'), "{}", driver.screen());
}
