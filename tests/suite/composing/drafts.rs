//! Draft files: saving and leaving; beside it what changes them outside, recovery, notes and names.

mod naming;
mod notes;
mod outside;
mod recovery;

use std::path::{Path, PathBuf};

use bluetick::files::Stamp;
use bluetick::files::drafts::{DraftFile, Expected, Origin};
use bluetick::tui::msg::{Beginning, Effect, FileDone, FileTask, Listing, Source};
use serde_json::json;

use crate::common::driver::{Driver, opened};

const PATH: &str = "drafts/greeting.json";
const TEXT: &str = r#"{
  "version": 1,
  "name": "Greeting",
  "api": "cloud",
  "message": {
    "messaging_product": "whatsapp",
    "to": "",
    "type": "text",
    "text": {
      "body": "Good morning"
    }
  }
}
"#;

fn greeting() -> Driver {
    Driver::on_file(120, 40, PATH, TEXT)
}

fn stamp(text: &str) -> Stamp {
    Stamp::of(text.as_bytes(), None)
}

fn quits(driver: &Driver) -> bool {
    driver
        .effects()
        .iter()
        .any(|effect| matches!(effect, Effect::Quit))
}

/// The last save that was asked for: where to, what, and what must be there.
fn last_save(driver: &Driver) -> (PathBuf, String, Expected) {
    driver
        .effects()
        .iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::File(
                _,
                FileTask::Save {
                    path,
                    text,
                    expected,
                },
            ) => Some((path.clone(), text.clone(), expected.clone())),
            _ => None,
        })
        .unwrap_or_else(|| panic!("nothing was saved:\n{}", driver.screen()))
}

fn resolve(driver: &mut Driver, wanted: impl Fn(&FileTask) -> bool, done: FileDone) {
    let job = driver.file_job(wanted).expect("the job was asked for");
    driver.resolve_file(job, done);
}

fn is_save(task: &FileTask) -> bool {
    matches!(task, FileTask::Save { .. })
}

#[test]
fn a_change_is_marked_saved_and_unmarked() {
    let mut driver = greeting();
    assert!(!driver.shows("●"));
    driver.keys("end").types("!").see("greeting.json ●");
    driver.keys("ctrl-s");
    let (path, text, expected) = last_save(&driver);
    assert_eq!(path, Path::new(PATH));
    assert_eq!(expected, Expected::Unchanged(stamp(TEXT)));
    assert!(text.contains("Good morning!"));
    let done = FileDone::Saved(path, stamp(&text));
    resolve(&mut driver, is_save, done);
    driver.see("Saved greeting.json");
    assert!(!driver.shows("●"), "{}", driver.screen());
}

#[test]
fn what_is_typed_while_saving_stays_unsaved() {
    let mut driver = greeting();
    driver.keys("end").types("!").keys("ctrl-s");
    let (path, text, _) = last_save(&driver);
    driver.types("?");
    resolve(&mut driver, is_save, FileDone::Saved(path, stamp(&text)));
    driver.see("greeting.json ●");
    driver.keys("ctrl-s");
    assert_eq!(
        last_save(&driver).2,
        Expected::Unchanged(stamp(&text)),
        "the next save builds on the one before"
    );
}

#[test]
fn an_example_is_saved_under_a_name_that_is_asked_for() {
    let mut driver = Driver::new(120, 40);
    driver
        .keys("ctrl-s")
        .see("Save as")
        .types("my-menu")
        .keys("enter");
    let (job, task) = driver.last_file();
    assert!(
        matches!(task, FileTask::SaveAs { name, .. } if name == "my-menu"),
        "{task:?}"
    );
    driver.resolve_file(job, FileDone::Exists("drafts/my-menu.json".into()));
    driver.see("Write over it?").keys("w");
    assert_eq!(last_save(&driver).2, Expected::Anything);
}

#[test]
fn quitting_with_unsaved_work_asks() {
    let mut driver = greeting();
    driver
        .keys("end")
        .types("!")
        .keys("ctrl-q")
        .see("Unsaved changes");
    assert!(!quits(&driver));
    driver.keys("esc");
    assert!(!quits(&driver));
    driver.keys("ctrl-q s");
    let (path, text, _) = last_save(&driver);
    assert!(!quits(&driver), "only once it is written");
    resolve(&mut driver, is_save, FileDone::Saved(path, stamp(&text)));
    assert!(quits(&driver));
}

#[test]
fn quitting_without_changes_just_quits() {
    let mut driver = greeting();
    driver.keys("ctrl-q");
    assert!(quits(&driver));
}

#[test]
fn a_save_that_fails_is_told_and_the_work_stays_unsaved() {
    let mut driver = greeting();
    driver.keys("end").types("!").keys("ctrl-s");
    resolve(
        &mut driver,
        is_save,
        FileDone::Failed("the disk is full".to_owned()),
    );
    driver.see("Not saved. the disk is full").see("●");
}

#[test]
fn a_file_that_is_not_json_opens_as_text_with_its_place() {
    let mut driver = Driver::on_file(100, 30, "broken.json", "{\n  \"type\": \n}\n");
    driver
        .see("Line 3, column 1")
        .see("^ here")
        .see("Not a message")
        .see("There is no message to show")
        .see("Problems 1");
    driver.keys("ctrl-s").see("no message");
    assert!(driver.file_job(is_save).is_none());
    driver.keys("ctrl-q");
    assert!(quits(&driver));
}

#[test]
fn the_place_in_a_long_line_is_seen() {
    let line = format!("{{\"text\": \"{}\", oops}}", "word ".repeat(200));
    Driver::on_file(100, 30, "long.json", &line)
        .see("word \", oops}")
        .see("^ here");
}

#[test]
fn a_newer_draft_is_shown_only() {
    let newer = TEXT.replace("\"version\": 1", "\"version\": 9");
    let mut driver = Driver::on_file(120, 40, PATH, &newer);
    driver.see("Version 9 is newer");
    driver.types("x");
    assert_eq!(driver.payload()["text"]["body"], json!("Good morning"));
    driver.keys("ctrl-s").see("shown only");
    assert!(driver.file_job(is_save).is_none());
}

#[test]
fn the_last_recipients_are_offered_in_to() {
    let mut driver = Driver::on_example(120, 40, "text");
    let begins = |task: &FileTask| matches!(task, FileTask::Begin);
    let beginning = Beginning {
        recoveries: Vec::new(),
        recipients: vec!["15550100142".to_owned(), "15550100199".to_owned()],
    };
    resolve(&mut driver, begins, FileDone::Begun(Box::new(beginning)));
    driver.click("Recipient  ");
    driver.keys("f4").see("15550100199").keys("down enter");
    assert_eq!(
        driver.payload()["to"],
        json!("15550100199"),
        "{}",
        driver.screen()
    );
}

fn is_open(task: &FileTask) -> bool {
    matches!(task, FileTask::Open(_))
}

/// A composer on the greeting that lists another draft.
fn greeting_beside_another() -> Driver {
    let mut driver = greeting();
    let other = Listing {
        file: DraftFile {
            name: "other".to_owned(),
            title: "Other".to_owned(),
            path: Some("drafts/other.json".into()),
            origin: Origin::Project,
            modified: None,
        },
        errors: 0,
        warnings: 0,
        is_template: false,
        readable: true,
    };
    let lists = |task: &FileTask| matches!(task, FileTask::List);
    resolve(&mut driver, lists, FileDone::Listed(vec![other]));
    driver
}

fn other() -> FileDone {
    let text = TEXT.replace("Good morning", "Good night");
    opened(Source::File("drafts/other.json".into()), &text)
}
