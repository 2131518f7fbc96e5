//! What bad input gets: the files of two folders are the list of tests.
//!
//! `refused` holds what cannot be opened: commands end with 2 and say file, place, what was expected and
//! what to do. `opened` holds what is odd and must be shown all the same.

use std::path::{Path, PathBuf};

use crate::common::{Machine, Ran};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/suite/bad_input")
        .join(name)
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert!(!names.is_empty());
    names
}

/// Nothing that a terminal would act on reaches the person, and nothing panics.
#[track_caller]
fn assert_harmless(name: &str, ran: &Ran) {
    for text in [&ran.stdout, &ran.stderr] {
        let harmful = |it: char| (it.is_control() && it != '\n') || it == '\u{202e}';
        assert!(!text.chars().any(harmful), "{name}: {text:?}");
        assert!(!text.contains("panicked"), "{name}: {text}");
    }
}

#[test]
fn what_cannot_be_opened_is_refused_with_its_place() {
    let machine = Machine::new();
    let folder = folder("refused");
    for name in files(&folder) {
        let check = machine.run_in(&folder, &["check", &name]);
        let preview = machine.run_in(&folder, &["preview", &name]);
        for ran in [&check, &preview] {
            assert_eq!(ran.code, 2, "{name}: {ran:?}");
            assert_harmless(&name, ran);
        }
        assert!(preview.stdout.is_empty(), "{name}: {}", preview.stdout);
        let said = format!(
            "$ bluetick check {name}\n{}{}\n$ bluetick preview {name}\n{}",
            check.stdout, check.stderr, preview.stderr
        );
        insta::assert_snapshot!(name.replace(".json", ""), said);
    }
}

#[test]
fn what_is_odd_is_opened_checked_and_drawn() {
    let machine = Machine::new();
    let folder = folder("opened");
    for name in files(&folder) {
        let check = machine.run_in(&folder, &["check", &name]);
        assert!(check.code <= 1, "{name}: {check:?}");
        let json = machine.run_in(&folder, &["check", "--format", "json", &name]);
        assert_eq!(json.code, check.code, "{name}");
        assert_eq!(json.json()["files"][0]["path"], name.as_str());
        let preview = machine.run_in(&folder, &["preview", "--open", &name]);
        assert_eq!(preview.code, 0, "{name}: {preview:?}");
        for ran in [check, json, preview] {
            assert_harmless(&name, &ran);
        }
    }
}

#[test]
fn missing_unreadable_and_endless_files_say_what_they_are() {
    let machine = Machine::new();
    machine.write("endless.json", vec![b' '; 9 * 1024 * 1024]);
    machine.write("folder/notes.txt", "no messages here");
    let said = |arguments: &[&str]| {
        let ran = machine.run(arguments);
        format!(
            "$ bluetick {}\n{}{}{}\n",
            arguments.join(" "),
            ran.stdout,
            ran.stderr,
            ran.code
        )
    };
    let all = [
        said(&["check", "nowhere.json"]),
        said(&["check", "folder"]),
        said(&["check", "endless.json"]),
        said(&["preview", "folder"]),
        said(&["preview", "no-such-draft"]),
        said(&["check", "--definition", "nowhere.json", "-"]),
        said(&["drafts", "new", "Menu", "--from", "no-such-example"]),
    ];
    insta::assert_snapshot!("files_that_are_no_messages", all.join("\n"));
}

#[test]
fn unknown_options_and_values_are_usage_errors() {
    let machine = Machine::new();
    for arguments in [
        ["check"].as_slice(),
        &["check", "--api", "pigeon", "x.json"],
        &["check", "--format", "xml", "x.json"],
        &["preview", "x.json", "--width", "3"],
        &["preview", "x.json", "--locale", "@@"],
        &["drafts", "rename"],
        &["--no-such-option"],
    ] {
        let ran = machine.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {ran:?}");
        assert!(
            ran.stderr.contains("--help") || ran.stderr.contains("Usage"),
            "{ran:?}"
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let machine = Machine::new();
    machine.write(
        "menu.json",
        r#"{"to": "15550100123", "type": "text", "text": {"body": "x"}}"#,
    );
    let line = "{\"to\": \"15550100123\", \"type\": \"text\", \"text\": {\"body\": \"x\"}}\n";
    machine.write("lines", line.repeat(20_000));
    for arguments in [
        ["check", "menu.json"].as_slice(),
        &["check", "--ndjson", "lines"],
        &["drafts", "list"],
        &["preview", "menu.json"],
    ] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_bluetick"));
        let mut child = command
            .args(arguments)
            .env_clear()
            .envs(machine.environment())
            .current_dir(machine.project())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert!(
            ended.status.code().is_some_and(|code| code <= 2),
            "{arguments:?}: {ended:?}"
        );
        assert!(ended.stderr.is_empty(), "{arguments:?}: {ended:?}");
    }
}

#[test]
fn a_misspelt_command_or_draft_is_told_what_was_probably_meant() {
    let machine = Machine::new();
    for (arguments, meant) in [
        (&["previw"][..], "is `bluetick preview` meant?"),
        (&["trip-remindr"], "is \"trip-reminder\" meant?"),
        (
            &["export", "trip-remindr", "--as", "json"],
            "is \"trip-reminder\" meant?",
        ),
    ] {
        let ran = machine.run(arguments);
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains(meant), "{}", ran.stderr);
    }
    let ran = machine.run(&["utter nonsense"]);
    assert!(
        ran.stderr.contains("no file, draft or example"),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains("terminal"), "{}", ran.stderr);
}
