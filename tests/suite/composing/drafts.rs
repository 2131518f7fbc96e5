//! Draft files: saving, leaving, changes from outside, crash and recovery.

use std::path::{Path, PathBuf};

use bluetick::files::drafts::{DraftFile, Expected, Origin};
use bluetick::files::recovery::Session;
use bluetick::files::{Places, Stamp};
use bluetick::tui::msg::{Beginning, Effect, FileDone, FileTask, Listing, News, Source, Timer};
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
fn a_file_changed_outside_is_read_again_when_nothing_is_lost() {
    let mut driver = greeting();
    let theirs = TEXT.replace("Good morning", "Good evening");
    driver.news(News::Touched(PATH.into()));
    let inspects = |task: &FileTask| matches!(task, FileTask::Inspect(_));
    resolve(
        &mut driver,
        inspects,
        FileDone::Inspected(Some(stamp(&theirs))),
    );
    let opens = |task: &FileTask| matches!(task, FileTask::Open(_));
    resolve(
        &mut driver,
        opens,
        opened(Source::File(PATH.into()), &theirs),
    );
    assert_eq!(driver.payload()["text"]["body"], json!("Good evening"));
    driver.see("changed by somebody else");
}

#[test]
fn a_file_changed_outside_under_unsaved_work_is_asked_about() {
    let mut driver = greeting();
    let theirs = TEXT.replace("Good morning", "Good evening");
    driver.keys("end").types("!");
    driver.news(News::Touched(PATH.into()));
    let inspects = |task: &FileTask| matches!(task, FileTask::Inspect(_));
    resolve(
        &mut driver,
        inspects,
        FileDone::Inspected(Some(stamp(&theirs))),
    );
    driver
        .see("Changed outside")
        .keys("r")
        .see("Changed outside");
    driver.keys("enter");
    assert_eq!(driver.payload()["text"]["body"], json!("Good morning!"));
    driver.keys("ctrl-s");
    resolve(&mut driver, is_save, FileDone::ChangedOutside(PATH.into()));
    driver.see("Saving drops those changes").keys("w");
    assert_eq!(last_save(&driver).2, Expected::Anything);
}

#[test]
fn our_own_save_is_no_change_from_outside() {
    let mut driver = greeting();
    driver.news(News::Touched(PATH.into()));
    let inspects = |task: &FileTask| matches!(task, FileTask::Inspect(_));
    resolve(
        &mut driver,
        inspects,
        FileDone::Inspected(Some(stamp(TEXT))),
    );
    assert!(
        driver
            .file_job(|task| matches!(task, FileTask::Open(_)))
            .is_none()
    );
}

#[test]
fn unsaved_work_is_kept_aside_within_a_second_and_offered_after_a_crash() {
    let mut driver = greeting();
    driver.keys("end").types("!");
    let due = driver.effects().iter().find_map(|effect| match effect {
        Effect::Timer(Timer::Autosave, Some(after)) => Some(*after),
        _ => None,
    });
    assert!(due.expect("a timer was set").as_millis() < 1_000);
    driver.types("?").timer(Timer::Autosave);
    let kept = driver
        .effects()
        .iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::File(_, FileTask::Keep(_, unsaved)) => Some(unsaved.clone()),
            _ => None,
        });
    let kept = kept.expect("the work was kept aside");

    let folder = tempfile::tempdir().unwrap();
    let places = Places::inside(folder.path().to_owned());
    let crashed = Session::begin(&places).unwrap();
    crashed.keep(1, &kept).unwrap();
    drop(crashed);
    let recoveries = Session::begin(&places).unwrap().pending();
    let mut next = Driver::new(120, 40);
    let begins = |task: &FileTask| matches!(task, FileTask::Begin);
    let beginning = Beginning {
        recoveries,
        recipients: Vec::new(),
    };
    resolve(&mut next, begins, FileDone::Begun(Box::new(beginning)));
    // A key that was on its way when the question came up answers nothing.
    next.see("Recover").keys("d").see("Recover").keys("enter");
    assert_eq!(next.payload()["text"]["body"], json!("Good morning!?"));
    next.see("greeting.json ●");
}

#[test]
fn work_is_kept_before_sending_suspending_and_ending() {
    let keeps = |driver: &Driver| {
        driver
            .effects()
            .iter()
            .filter(|effect| matches!(effect, Effect::File(_, FileTask::Keep(..))))
            .count()
    };
    for news in [News::Suspending, News::Terminated] {
        let mut driver = greeting();
        driver.keys("end").types("!").news(news);
        assert_eq!(keeps(&driver), 1);
    }
    let mut driver = greeting();
    driver.keys("end").types("!").keys("f5 enter");
    assert_eq!(keeps(&driver), 1, "{}", driver.screen());
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
fn notes_are_written_beside_the_message_and_undone_like_any_text() {
    let mut driver = Driver::on_file(100, 30, PATH, TEXT);
    let payload = driver.payload();
    driver
        .keys("shift-f1")
        .see("never sent")
        .types("ask Noor")
        .paste("\nbefore Friday");
    assert_eq!(driver.draft().notes, "ask Noor\nbefore Friday");
    driver.keys("esc").see("●");
    assert_eq!(driver.payload(), payload);
    assert!(
        driver
            .draft()
            .to_text()
            .contains("ask Noor\\nbefore Friday")
    );
    driver.keys("ctrl-z").see("The notes changed");
    assert_eq!(driver.draft().notes, "ask Noor");
    driver.keys("ctrl-z ctrl-y ctrl-y");
    assert_eq!(driver.draft().notes, "ask Noor\nbefore Friday");
    driver.keys("shift-f1").see("before Friday");
}

#[test]
fn undo_in_the_notes_takes_back_the_notes_alone() {
    let mut driver = Driver::on_file(100, 30, PATH, TEXT);
    driver.keys("end").types("!").keys("shift-f1 ctrl-z");
    driver.see("Nothing to undo in the notes");
    assert_eq!(driver.payload()["text"]["body"], json!("Good morning!"));
    driver.types("ask Noor").paste("\nand Ines");
    driver.keys("ctrl-z").see("never sent");
    assert_eq!(driver.draft().notes, "ask Noor");
    driver.types("!");
    assert_eq!(driver.draft().notes, "ask Noor!");
    driver.keys("ctrl-z ctrl-z ctrl-y");
    assert_eq!(driver.draft().notes, "ask Noor");
    driver.keys("ctrl-a ctrl-x ctrl-v ctrl-v");
    assert_eq!(driver.draft().notes, "ask Noorask Noor");
    assert_eq!(driver.payload()["text"]["body"], json!("Good morning!"));
}

#[test]
fn notes_typed_later_are_kept_aside_as_well() {
    let mut driver = Driver::on_file(100, 30, PATH, TEXT);
    driver.keys("shift-f1").types("ask").timer(Timer::Autosave);
    driver.types(" Noor").timer(Timer::Autosave);
    let kept = driver.effects().iter().filter(|effect| {
        matches!(effect, Effect::File(_, FileTask::Keep(_, unsaved)) if unsaved.draft.contains("ask"))
    });
    assert_eq!(kept.count(), 2);
}

#[test]
fn a_draft_without_a_file_cannot_be_deleted_and_is_not_called_an_example() {
    let mut driver = Driver::new(100, 30);
    driver.keys("f1").types("delete the draft");
    driver.see("an example is part").keys("esc");
    driver.keys("ctrl-n").types("text").keys("enter");
    driver.keys("f1").types("delete the draft");
    driver.see("this draft is in no file");
}

fn is_rename(task: &FileTask) -> bool {
    matches!(task, FileTask::Rename { .. })
}

#[test]
fn a_draft_has_its_new_name_once_the_file_has() {
    let mut driver = greeting();
    driver.keys("f1").types("rename").keys("enter");
    driver.types("Farewell").keys("enter");
    assert_eq!(driver.draft().name, "Greeting");
    let sentence = "drafts/farewell.json is there already".to_owned();
    resolve(&mut driver, is_rename, FileDone::Failed(sentence));
    driver.see("there already");
    assert_eq!(driver.draft().name, "Greeting");
    assert!(!driver.shows("●"), "{}", driver.screen());

    driver.keys("f1").types("rename").keys("enter");
    driver.types("Farewell").keys("enter");
    resolve(
        &mut driver,
        is_rename,
        FileDone::Renamed("drafts/farewell.json".into()),
    );
    assert_eq!(driver.draft().name, "Farewell");
    let (path, text, _) = last_save(&driver);
    assert_eq!(path, Path::new("drafts/farewell.json"));
    assert!(text.contains("Farewell"));
}

#[test]
fn renaming_leaves_other_changes_unsaved() {
    let mut driver = greeting();
    driver.keys("end").types("!");
    driver.keys("f1").types("rename").keys("enter");
    driver.types("Farewell").keys("enter");
    resolve(
        &mut driver,
        is_rename,
        FileDone::Renamed("drafts/farewell.json".into()),
    );
    assert!(driver.file_job(is_save).is_none());
    driver.see("farewell.json ●");
}

#[test]
fn a_draft_without_a_file_can_be_named() {
    let mut driver = Driver::new(100, 30);
    driver
        .keys("ctrl-n")
        .types("text")
        .keys("enter")
        .see("new draft");
    driver
        .keys("f1")
        .types("rename")
        .keys("enter")
        .types("Spring sale")
        .keys("enter");
    driver.see("bluetick  Spring sale ●");
    assert_eq!(driver.draft().name, "Spring sale");
    driver.keys("ctrl-z").see("bluetick  new draft");
}

#[test]
fn a_deleted_draft_can_be_brought_back() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::inside(folder.path().to_owned());
    let path = folder.path().join("greeting.json");
    std::fs::write(&path, TEXT).unwrap();
    let mut driver = Driver::on_file(120, 40, path.to_str().unwrap(), TEXT);
    driver.keys("f1").types("delete the draft").keys("enter");
    let deletes = |task: &FileTask| matches!(task, FileTask::Delete(_));
    let gone = bluetick::files::drafts::delete(&places, &path).unwrap();
    resolve(&mut driver, deletes, FileDone::Deleted(gone));
    driver.see("Deleted greeting.json");
    driver.keys("f1").types("undo the deletion").keys("enter");
    let restores = |task: &FileTask| matches!(task, FileTask::Restore(_));
    resolve(&mut driver, restores, FileDone::Restored(path));
    driver
        .see("The draft is back")
        .see("bluetick  greeting.json");
    assert!(!driver.shows("●"), "{}", driver.screen());
    assert!(!driver.shows("not saved"), "{}", driver.screen());
}

#[test]
fn a_deletion_that_cannot_be_undone_now_can_be_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::inside(folder.path().to_owned());
    let path = folder.path().join("greeting.json");
    std::fs::write(&path, TEXT).unwrap();
    let mut driver = Driver::on_file(120, 40, path.to_str().unwrap(), TEXT);
    driver.keys("end").types("!");
    driver.keys("f1").types("delete the draft").keys("enter");
    let deletes = |task: &FileTask| matches!(task, FileTask::Delete(_));
    let gone = bluetick::files::drafts::delete(&places, &path).unwrap();
    resolve(&mut driver, deletes, FileDone::Deleted(gone));
    let restores = |task: &FileTask| matches!(task, FileTask::Restore(_));
    driver.keys("f1").types("undo the deletion").keys("enter");
    resolve(
        &mut driver,
        restores,
        FileDone::Failed("the disk is full".to_owned()),
    );
    driver.see("the disk is full");
    driver.keys("f1").types("undo the deletion").keys("enter");
    resolve(&mut driver, restores, FileDone::Restored(path));
    // What had not been saved before is not saved now.
    driver.see("greeting.json ●");
    driver.keys("ctrl-s");
    assert!(matches!(last_save(&driver).2, Expected::Unchanged(_)));
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

#[test]
fn what_is_typed_while_another_draft_is_read_is_not_lost() {
    let mut driver = greeting_beside_another();
    driver.keys("ctrl-o").types("other").keys("enter");
    driver.keys("end").types("!");
    resolve(&mut driver, is_open, other());
    driver.see("has changes that are not saved");
    driver.keys("c");
    assert_eq!(driver.payload()["text"]["body"], json!("Good morning!"));
}

#[test]
fn what_is_typed_while_a_changed_file_is_read_is_asked_about() {
    let mut driver = greeting();
    let theirs = TEXT.replace("Good morning", "Good evening");
    driver.news(News::Touched(PATH.into()));
    resolve(
        &mut driver,
        |task| matches!(task, FileTask::Inspect(_)),
        FileDone::Inspected(Some(stamp(&theirs))),
    );
    driver.keys("end").types("!");
    resolve(
        &mut driver,
        is_open,
        opened(Source::File(PATH.into()), &theirs),
    );
    driver
        .see("Changed outside")
        .keys("r")
        .see("Changed outside");
    driver.keys("enter");
    assert_eq!(driver.payload()["text"]["body"], json!("Good morning!"));
}

#[test]
fn a_file_read_again_does_not_displace_the_draft_that_was_opened_meanwhile() {
    let mut driver = greeting_beside_another();
    driver.keys("ctrl-o").types("other").keys("enter");
    let opening = driver.file_job(is_open).unwrap();
    driver.news(News::Touched(PATH.into()));
    let theirs = TEXT.replace("Good morning", "Good evening");
    resolve(
        &mut driver,
        |task| matches!(task, FileTask::Inspect(_)),
        FileDone::Inspected(Some(stamp(&theirs))),
    );
    let reading = driver.file_job(is_open).unwrap();
    assert_ne!(opening, reading);
    driver.resolve_file(opening, other());
    driver.resolve_file(reading, opened(Source::File(PATH.into()), &theirs));
    assert_eq!(driver.payload()["text"]["body"], json!("Good night"));
}

#[test]
fn unsaved_work_that_could_not_be_left_is_kept_aside_again() {
    let mut driver = greeting_beside_another();
    driver
        .keys("end")
        .types("!")
        .wait(700)
        .timer(Timer::Autosave);
    driver.keys("ctrl-o").types("other").keys("enter");
    driver.see("has changes that are not saved").keys("d");
    let before = driver.effects().len();
    resolve(&mut driver, is_open, FileDone::Failed("gone".to_owned()));
    driver.wait(700).timer(Timer::Autosave);
    let kept = driver.effects()[before..]
        .iter()
        .any(|effect| matches!(effect, Effect::File(_, FileTask::Keep(..))));
    assert!(kept, "{}", driver.screen());
}

#[test]
fn reading_a_file_again_asks_about_unsaved_work() {
    let mut driver = greeting();
    driver.keys("end").types("!");
    driver.keys("f1").types("reload from disk").keys("enter");
    driver.see("has changes that are not saved");
    assert!(driver.file_job(is_open).is_none());
}

#[test]
fn a_folder_that_changes_all_the_time_is_listed_one_time_after_the_other() {
    let mut driver = greeting_beside_another();
    let lists = |driver: &Driver| {
        driver
            .effects()
            .iter()
            .filter(|effect| matches!(effect, Effect::File(_, FileTask::List)))
            .count()
    };
    let before = lists(&driver);
    for _ in 0..5 {
        driver.news(News::Touched("drafts".into()));
    }
    assert_eq!(lists(&driver), before + 1);
    let is_list = |task: &FileTask| matches!(task, FileTask::List);
    resolve(&mut driver, is_list, FileDone::Listed(Vec::new()));
    assert_eq!(lists(&driver), before + 2, "what changed meanwhile is seen");
    resolve(&mut driver, is_list, FileDone::Listed(Vec::new()));
    assert_eq!(lists(&driver), before + 2);
}
