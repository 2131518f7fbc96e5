//! Names of drafts, and deleting them.

use std::path::Path;

use bluetick::files::Places;
use bluetick::files::drafts::{DraftFile, Expected, Origin};
use bluetick::tui::msg::{FileDone, FileTask, Listing, Source};

use super::{PATH, TEXT, greeting, is_save, last_save, resolve, stamp};
use crate::common::driver::{Driver, opened};

#[test]
fn a_draft_without_a_file_cannot_be_deleted_and_is_not_called_an_example() {
    let mut driver = Driver::new(100, 30);
    driver.keys("f1").types("delete the draft");
    driver.see("an example is part").keys("esc");
    driver.keys("ctrl-n").types("text").keys("enter");
    driver.keys("f1").types("delete the draft");
    driver.see("this draft is in no file");
}

#[test]
fn the_highlight_goes_to_the_copy_of_a_draft() {
    let mut driver = Driver::on_file(160, 45, PATH, TEXT);
    let listing = |name: &str| Listing {
        file: DraftFile {
            name: name.to_owned(),
            title: name.to_owned(),
            path: Some(format!("drafts/{name}.json").into()),
            origin: Origin::Project,
            modified: None,
        },
        errors: 0,
        warnings: 0,
        is_template: false,
        readable: true,
    };
    let lists = |task: &FileTask| matches!(task, FileTask::List);
    let all = vec![listing("farewell"), listing("greeting")];
    resolve(&mut driver, lists, FileDone::Listed(all));
    driver.keys("alt-4 d");
    let copies = |task: &FileTask| matches!(task, FileTask::Duplicate { .. });
    let copy = "drafts/greeting-copy.json";
    resolve(
        &mut driver,
        copies,
        FileDone::Saved(copy.into(), stamp(TEXT)),
    );
    let opens = |task: &FileTask| matches!(task, FileTask::Open(_));
    resolve(&mut driver, opens, opened(Source::File(copy.into()), TEXT));
    let all = ["farewell", "greeting", "greeting-copy"].map(listing);
    resolve(&mut driver, lists, FileDone::Listed(all.into()));
    driver.keys("alt-4 delete");
    let (_, task) = driver.last_file();
    assert!(
        matches!(task, FileTask::Delete(path) if path == Path::new(copy)),
        "{task:?}"
    );
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
