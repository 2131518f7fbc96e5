//! Draft files that change outside, or are read while something else happens.

use bluetick::files::drafts::Expected;
use bluetick::tui::msg::{Effect, FileDone, FileTask, News, Source};
use serde_json::json;

use super::{
    PATH, TEXT, greeting, greeting_beside_another, is_open, is_save, last_save, other, resolve,
    stamp,
};
use crate::common::driver::{Driver, opened};

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
