//! Files that cannot be used: damaged, foreign, newer, locked, or on a disk that is full.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use rstest::rstest;
use rusqlite::TransactionBehavior;

use super::*;

/// A file with some entries, closed.
pub(super) fn filled(folder: &TempDir) -> PathBuf {
    let path = folder.path().join(FILE_NAME);
    let connection = open::open(&path).unwrap().0;
    for number in 0..200 {
        sending(&format!("1555010{number:04}"))
            .insert(&connection)
            .unwrap();
    }
    drop(connection);
    path
}

fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
        .collect();
    names.sort();
    names
}

#[rstest]
#[case::garbage(|bytes: &[u8]| b"not a history at all, but long enough to be looked at ".repeat(bytes.len() / 50))]
#[case::short_garbage(|_: &[u8]| b"x".to_vec())]
#[case::cut_off(|bytes: &[u8]| bytes[..bytes.len() / 2].to_vec())]
#[case::overwritten(|bytes: &[u8]| [&bytes[..4096], &vec![0xa5; bytes.len() - 4096][..]].concat())]
#[tokio::test]
async fn a_damaged_file_is_set_aside_and_a_new_one_made(#[case] damage: fn(&[u8]) -> Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(&folder);
    let damaged = damage(&fs::read(&path).unwrap());
    fs::write(&path, &damaged).unwrap();
    let opened = History::open(&path).unwrap();
    let aside = opened.set_aside.expect("set aside");
    assert!(
        aside.display().to_string().contains("history-damaged-20"),
        "{aside:?}"
    );
    assert_eq!(fs::read(&aside).unwrap(), damaged, "not a byte is touched");
    let keeper = opened.history.sink(Vec::new());
    keeper.store(good(&status_of(ID, "sent", 1))).await.unwrap();
    assert_eq!(opened.history.integrity().await.unwrap().entries, 1);
    // A second damage does not overwrite the first one's file.
    drop((keeper, opened.history));
    fs::write(&path, "damaged again").unwrap();
    let again = History::open(&path).unwrap().set_aside.expect("set aside");
    assert_ne!(again, aside);
    assert_eq!(names(&folder).len(), 3);
}

#[rstest]
#[case::of_no_version(0)]
#[case::of_a_version(1)]
#[tokio::test]
async fn somebody_elses_database_is_set_aside_too(#[case] version: u32) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("CREATE TABLE entries (recipe TEXT)")
        .unwrap();
    other.pragma_update(None, "user_version", version).unwrap();
    drop(other);
    assert!(History::open(&path).unwrap().set_aside.is_some());
}

#[tokio::test]
async fn an_empty_file_becomes_a_history() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    fs::write(&path, "").unwrap();
    assert_eq!(History::open(&path).unwrap().set_aside, None);
}

#[tokio::test]
async fn a_file_of_a_newer_program_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(&folder);
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    let error = History::open(&path).unwrap_err();
    assert!(error.to_string().contains("version 99"), "{error}");
    assert_eq!(names(&folder), [FILE_NAME]);
}

#[tokio::test]
async fn a_folder_that_takes_no_files_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let error = History::open(&folder.path().join("file").join(FILE_NAME)).unwrap_err();
    assert!(matches!(error, HistoryError::Folder { .. }), "{error}");
}

#[tokio::test]
async fn a_file_that_may_not_be_written_is_told_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(&folder);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    if fs::OpenOptions::new().write(true).open(&path).is_ok() {
        println!("skipped: this person may write everything");
        return;
    }
    let error = History::open(&path).unwrap_err();
    assert!(matches!(error, HistoryError::ReadOnly(_)), "{error}");
    assert_eq!(names(&folder), [FILE_NAME]);
}

#[tokio::test]
async fn a_full_disk_is_told_and_the_history_goes_on_once_there_is_space() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    let (connection, _) = open::open(&path).unwrap();
    let pages: u32 = connection
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    connection
        .pragma_update(None, "max_page_count", pages + 8)
        .unwrap();
    let history = History::start(Place::File(path.clone()), connection).unwrap();
    let keeper = history.sink(Vec::new());
    let large =
        good(&json!({"statuses": [{"id": ID, "status": "sent", "note": "x".repeat(100_000)}]}));
    assert_eq!(keeper.keep(large).await, Err(HistoryError::Full));
    let small = good(&status_of(ID, "sent", 1));
    assert!(keeper.keep(small).await.is_ok());
    assert_eq!(history.integrity().await.unwrap().entries, 1);
}

#[tokio::test]
async fn a_task_that_fails_does_not_spoil_its_neighbours() {
    let desk = Desk::new();
    let bad = desk
        .history
        .write(|connection| connection.execute("INSERT INTO nowhere VALUES (1)", []));
    let good = desk.history.record_send(sending(PEER));
    let (bad, good) = tokio::join!(bad, good);
    assert!(bad.is_err());
    assert!(good.is_ok());
    assert_eq!(desk.all().await.len(), 1);
}

#[test]
fn a_file_that_another_program_holds_is_told_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    let mut connection = open::open(&path).unwrap().0;
    let held = connection
        .transaction_with_behavior(TransactionBehavior::Exclusive)
        .unwrap();
    let other = Place::File(path).connect().unwrap();
    other.busy_timeout(Duration::ZERO).unwrap();
    let error = other.execute("DELETE FROM entries", []).unwrap_err();
    assert_eq!(HistoryError::from(error), HistoryError::Locked);
    drop(held);
}

#[tokio::test]
async fn the_file_is_for_the_person_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state").join(FILE_NAME);
    let history = History::open(&path).unwrap().history;
    let keeper = history.sink(Vec::new());
    keeper.store(good(&status_of(ID, "sent", 1))).await.unwrap();
    for entry in fs::read_dir(path.parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{:?}", entry.file_name());
    }
}

/// Words that stand in the file of a history, written over.
fn overwrite(path: &Path) {
    let length = fs::metadata(path).unwrap().len();
    let file = fs::OpenOptions::new().write(true).open(path).unwrap();
    let noise = vec![0xa5; usize::try_from(length).unwrap()];
    std::os::unix::fs::FileExt::write_all_at(&file, &noise, 0).unwrap();
}

/// Works the log into the file, so that damage to it is met.
fn work_in(path: &Path) {
    let other = Place::File(path.to_owned()).connect().unwrap();
    other
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
}

#[rstest]
#[case::overwritten(overwrite)]
#[case::cut_off(|path: &Path| fs::OpenOptions::new().write(true).open(path).unwrap().set_len(5000).unwrap())]
#[tokio::test]
async fn a_file_that_is_damaged_while_it_is_open_is_set_aside_and_nothing_new_is_lost(
    #[case] damage: fn(&Path),
) {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(&folder);
    let history = History::open(&path).unwrap().history;
    let keeper = history.sink(Vec::new());
    keeper.keep(good(&status_of(ID, "sent", 1))).await.unwrap();
    work_in(&path);
    damage(&path);
    let came = good(&status_of(ID, "delivered", 2));
    let entries = keeper.keep(came.clone()).await.unwrap();
    assert_eq!(
        history.received(entries[0]).await.unwrap().unwrap().body,
        came.body
    );
    assert_eq!(history.integrity().await.unwrap().entries, 1);
    assert_eq!(names(&folder).len(), 2, "{:?}", names(&folder));
    let told = history.told().borrow().clone().expect("told");
    assert!(told.contains("history-damaged-20"), "{told}");
}

#[tokio::test]
async fn a_question_that_meets_damage_gets_an_answer_from_the_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(&folder);
    let history = History::open(&path).unwrap().history;
    work_in(&path);
    overwrite(&path);
    let entries = history.events(Filter::default(), Page::first(10)).await;
    assert_eq!(entries.unwrap(), []);
    assert_eq!(names(&folder).len(), 2);
}

#[rstest]
#[case::the_file_alone(&[""])]
#[case::all_three(&["", "-wal", "-shm"])]
#[tokio::test]
async fn a_file_that_is_deleted_while_it_is_open_is_made_anew(#[case] endings: &[&str]) {
    let desk = Desk::new();
    let send = desk.send(PEER).await;
    desk.status(ID, "sent", 1).await;
    for ending in endings {
        let mut name = desk.path().into_os_string();
        name.push(ending);
        fs::remove_file(name).unwrap();
    }
    let request = sending(PEER);
    let kept = desk
        .history
        .record_answer(send, request, accepted(ID))
        .await;
    let kept = kept.unwrap();
    desk.status(ID, "read", 2).await;
    // Another program finds the same.
    let again = History::open(&desk.path()).unwrap();
    assert_eq!(again.set_aside, None);
    let sent = again.history.sent(kept).await.unwrap().unwrap();
    assert_eq!(sent.request, sending(PEER));
    assert_eq!(sent.outcome, Outcome::Read);
    let told = desk.history.told().borrow().clone().expect("told");
    assert!(told.contains("deleted while"), "{told}");
}

#[tokio::test]
async fn an_answer_to_a_send_of_a_lost_file_is_never_another_ones() {
    let desk = Desk::new();
    let lost = desk.send(PEER).await;
    fs::remove_file(desk.path()).unwrap();
    let other = SendRecord {
        at: second(9),
        ..sending("15550100199")
    };
    let other = desk.history.record_send(other).await.unwrap();
    assert_eq!(lost, other, "numbers begin again");
    let answer = desk
        .history
        .record_answer(lost, sending(PEER), accepted(ID));
    let kept = answer.await.unwrap();
    assert_ne!(kept, other);
    let untouched = desk.history.sent(other).await.unwrap().unwrap();
    assert_eq!(untouched.answer, None);
}

#[tokio::test]
async fn a_file_that_is_put_in_its_place_is_gone_on_with() {
    let desk = Desk::new();
    desk.status(ID, "sent", 1).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let backup = filled(&elsewhere);
    fs::rename(&backup, desk.path()).unwrap();
    for ending in ["-wal", "-shm"] {
        let mut name = desk.path().into_os_string();
        name.push(ending);
        fs::remove_file(name).unwrap();
    }
    desk.status(ID, "delivered", 2).await;
    assert_eq!(desk.history.integrity().await.unwrap().entries, 201);
    let told = desk.history.told().borrow().clone().expect("told");
    assert!(told.contains("replaced"), "{told}");
}

#[tokio::test]
async fn a_log_that_is_deleted_alone_loses_nothing() {
    let desk = Desk::new();
    for second in 0..20 {
        desk.status(ID, "sent", second).await;
    }
    let mut log = desk.path().into_os_string();
    log.push("-wal");
    fs::remove_file(log).unwrap();
    desk.status(ID, "delivered", 30).await;
    let again = History::open(&desk.path()).unwrap();
    assert_eq!(again.set_aside, None);
    let kept = again.history.integrity().await.unwrap();
    assert_eq!((kept.entries, kept.problems), (21, Vec::new()));
}

#[tokio::test]
async fn a_place_where_nothing_can_be_made_is_told_and_used_again_later() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let path = state.join(FILE_NAME);
    let history = History::open(&path).unwrap().history;
    let keeper = history.sink(Vec::new());
    fs::remove_dir_all(&state).unwrap();
    fs::write(&state, "a file where the folder was").unwrap();
    let status = good(&status_of(ID, "sent", 1));
    let error = keeper.keep(status.clone()).await.unwrap_err();
    assert!(matches!(error, HistoryError::Folder { .. }), "{error}");
    fs::remove_file(&state).unwrap();
    keeper.keep(status).await.unwrap();
    let again = History::open(&path).unwrap().history;
    assert_eq!(again.integrity().await.unwrap().entries, 1);
}
