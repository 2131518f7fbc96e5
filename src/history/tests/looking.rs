//! Looking at a history finds what is wrong with it, and leaves every byte as it was.

use std::collections::BTreeMap;
use std::fs;

use rstest::rstest;

use super::damage::filled;
use super::*;

/// The files of a folder, but for the shared memory of those who have a history open.
fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| !path.display().to_string().ends_with("-shm"))
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect()
}

#[rstest]
fn a_whole_history_is_told_and_not_touched(
    #[values(Care::Quick, Care::Thorough)] care: Care,
    #[values("plain", "odd ?#%20 név")] name: &str,
) {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join(name).join(FILE_NAME);
    fs::create_dir(path.parent().unwrap()).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::copy(filled(&elsewhere), &path).unwrap();
    let before = bytes(path.parent().unwrap());
    let looked = look(&path, care).unwrap().unwrap();
    assert_eq!(looked.integrity.problems, [""; 0]);
    assert_eq!(looked.integrity.entries, 200);
    assert!(looked.has_log && !looked.is_older, "{looked:?}");
    assert_eq!(looked.mode, 0o600);
    assert_eq!(bytes(path.parent().unwrap()), before);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn what_others_have_written_into_the_log_counts() {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(&folder);
    let writer = Place::File(path.clone()).connect().unwrap();
    sending(PEER).insert(&writer).unwrap();
    let looked = look(&path, Care::Quick).unwrap().unwrap();
    assert_eq!(looked.integrity.entries, 201);
    assert!(looked.size > fs::metadata(&path).unwrap().len());
    // As after a crash: the log is there, and nobody who has it open.
    let left = tempfile::tempdir().unwrap();
    let copy = left.path().join(FILE_NAME);
    fs::copy(&path, &copy).unwrap();
    let log = |path: &Path| open::with_ending(path, "-wal");
    fs::copy(log(&path), log(&copy)).unwrap();
    let before = bytes(left.path());
    let looked = look(&copy, Care::Thorough).unwrap().unwrap();
    assert_eq!(looked.integrity.entries, 201);
    assert_eq!(bytes(left.path()), before);
}

#[rstest]
#[case::garbage(|bytes: &[u8]| b"not a history at all, but long enough to be looked at ".repeat(bytes.len() / 50))]
#[case::short_garbage(|_: &[u8]| b"x".to_vec())]
#[case::cut_off(|bytes: &[u8]| bytes[..bytes.len() / 2].to_vec())]
#[case::overwritten(|bytes: &[u8]| [&bytes[..4096], &vec![0xa5; bytes.len() - 4096][..]].concat())]
fn damage_is_told_and_left_where_it_is(#[case] damage: fn(&[u8]) -> Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(&folder);
    fs::write(&path, damage(&fs::read(&path).unwrap())).unwrap();
    let before = bytes(folder.path());
    match look(&path, Care::Quick) {
        Err(HistoryError::Damaged(_)) => {}
        Ok(Some(look)) => assert!(!look.integrity.problems.is_empty(), "{look:?}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(bytes(folder.path()), before);
}

#[test]
fn an_index_that_lags_behind_its_table_is_found_by_the_thorough_look() {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(&folder);
    let connection = Place::File(path.clone()).connect().unwrap();
    // A row is changed while its index is forgotten.
    connection
        .execute_batch(
            "PRAGMA writable_schema = ON;
             CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'entries_at';
             DELETE FROM sqlite_schema WHERE name = 'entries_at';",
        )
        .unwrap();
    drop(connection);
    let connection = Place::File(path.clone()).connect().unwrap();
    connection.execute_batch("UPDATE entries SET at = at + 1 WHERE id = 5; PRAGMA writable_schema = ON; INSERT INTO sqlite_schema SELECT * FROM kept; DROP TABLE kept;").unwrap();
    drop(connection);
    let problems = |care| look(&path, care).unwrap().unwrap().integrity.problems;
    assert_eq!(problems(Care::Quick), [""; 0]);
    assert!(!problems(Care::Thorough).is_empty());
}

#[test]
fn nothing_is_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state").join(FILE_NAME);
    assert_eq!(look(&path, Care::Quick), Ok(None));
    assert!(!path.parent().unwrap().exists());
    fs::create_dir(path.parent().unwrap()).unwrap();
    fs::write(&path, "").unwrap();
    assert_eq!(look(&path, Care::Quick), Ok(None));
}

#[test]
fn newer_and_foreign_files_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(&folder);
    let newer = Connection::open(&path).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    let error = look(&path, Care::Quick).unwrap_err();
    assert!(
        matches!(error, HistoryError::Newer { found: 99, .. }),
        "{error}"
    );
    let foreign = folder.path().join("recipes.sqlite");
    let other = Connection::open(&foreign).unwrap();
    other
        .execute_batch("CREATE TABLE recipes (name TEXT)")
        .unwrap();
    drop(other);
    let error = look(&foreign, Care::Quick).unwrap_err();
    assert!(error.to_string().contains("another program's"), "{error}");
}

#[test]
fn a_file_that_another_program_holds_for_itself_is_locked() {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(&folder);
    let holder = Place::File(path.clone()).connect().unwrap();
    holder
        .execute_batch(
            "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM conversations;",
        )
        .unwrap();
    assert_eq!(look(&path, Care::Quick), Err(HistoryError::Locked));
}

#[test]
fn files_that_were_set_aside_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = filled(&folder);
    assert!(damaged_before(&path).is_empty());
    fs::write(&path, "damaged").unwrap();
    let aside = History::open(&path).unwrap().set_aside.unwrap();
    assert_eq!(damaged_before(&path), [aside]);
}
