//! Tests of the file jobs.

use std::fs;

use crate::tui::msg::DeskId;

use super::*;
use crate::files::recovery::Unsaved;

const DRAFT: &str = r#"{"version": 1, "name": "Tea", "message": {"messaging_product": "whatsapp", "to": "", "type": "text", "text": {"body": "x"}}}"#;

fn worker() -> (tempfile::TempDir, Worker) {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::inside(folder.path().to_owned());
    let worker = Worker {
        places,
        session: None,
    };
    (folder, worker)
}

#[test]
fn a_name_is_saved_among_the_new_drafts_and_a_path_where_it_says() {
    let (folder, mut worker) = worker();
    fs::create_dir(folder.path().join("drafts")).unwrap();
    for (name, expected) in [
        ("tea", "drafts/tea.json"),
        ("tea-2.json", "drafts/tea-2.json"),
        ("other/tea.json", "other/tea.json"),
    ] {
        let done = worker.perform(FileTask::SaveAs {
            name: name.to_owned(),
            text: DRAFT.to_owned(),
        });
        assert!(matches!(done, FileDone::Saved(..)), "{done:?}");
        assert!(folder.path().join(expected).is_file(), "{expected}");
    }
    let again = worker.perform(FileTask::SaveAs {
        name: "tea".to_owned(),
        text: DRAFT.to_owned(),
    });
    assert!(matches!(again, FileDone::Exists(_)), "{again:?}");
}

#[test]
fn the_list_counts_problems_and_marks_what_is_no_draft() {
    let (folder, mut worker) = worker();
    let drafts = folder.path().join("drafts");
    fs::create_dir(&drafts).unwrap();
    fs::write(drafts.join("bad.json"), "{").unwrap();
    fs::write(drafts.join("empty.json"), DRAFT.replace("\"x\"", "\"\"")).unwrap();
    let FileDone::Listed(listings) = worker.perform(FileTask::List) else {
        panic!("no list");
    };
    let of = |name: &str| {
        listings
            .iter()
            .find(|listing| listing.file.name == name)
            .unwrap()
    };
    assert!(!of("bad").readable);
    assert!(of("empty").errors > 0);
    assert!(of("menu").readable, "examples are listed as well");
}

#[test]
fn a_copy_has_its_own_name_inside_and_outside() {
    let (folder, mut worker) = worker();
    fs::create_dir(folder.path().join("drafts")).unwrap();
    let done = worker.perform(FileTask::Duplicate {
        original: Source::Example("menu".to_owned()),
        title: "Menu copy".to_owned(),
        text: None,
    });
    let FileDone::Saved(path, _) = done else {
        panic!("{done:?}");
    };
    assert!(path.ends_with("drafts/menu-copy.json"));
    assert!(fs::read_to_string(path).unwrap().contains("Menu copy"));
}

#[test]
fn kept_work_is_found_by_the_next_run_until_it_is_forgotten() {
    let (folder, mut worker) = worker();
    let unsaved = Unsaved::new(None, None, DRAFT.to_owned());
    worker.perform(FileTask::Keep(DeskId(7), unsaved));
    drop(worker);
    let mut next = Worker {
        places: Places::inside(folder.path().to_owned()),
        session: None,
    };
    let FileDone::Begun(beginning) = next.perform(FileTask::Begin) else {
        panic!("nothing begun");
    };
    let [pending] = beginning.recoveries.as_slice() else {
        panic!("{:?}", beginning.recoveries);
    };
    next.perform(FileTask::Discard(pending.clone()));
    let FileDone::Begun(beginning) = next.perform(FileTask::Begin) else {
        panic!("nothing begun");
    };
    assert!(beginning.recoveries.is_empty());
}

#[test]
fn everything_asked_for_is_done_before_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut disk = Disk::start(Places::inside(folder.path().to_owned()), |_, _| {});
    let path = folder.path().join("tea.json");
    disk.ask(
        JobId(1),
        FileTask::Save {
            path: path.clone(),
            text: DRAFT.to_owned(),
            expected: Expected::New,
        },
    );
    disk.finish();
    assert_eq!(fs::read_to_string(path).unwrap(), DRAFT);
}

#[test]
fn a_job_that_panics_is_one_that_failed() {
    assert!(matches!(guarded(|| FileDone::Done), FileDone::Done));
    let done = guarded(|| panic!("inside a job"));
    assert!(matches!(done, FileDone::Failed(_)));
}
