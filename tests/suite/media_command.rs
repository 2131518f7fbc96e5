//! `bluetick media`, as a shell runs it, against a pretend platform.

use std::path::PathBuf;

use rstest::rstest;

use crate::accounts_command::Desk;

/// A picture of one colour, 16 by 16, with so many bits a channel.
pub(crate) fn picture(bits: u8) -> Vec<u8> {
    let header = [0, 0, 0, 16, 0, 0, 0, 16, bits, 2, 0, 0, 0];
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", &header[..], &[7; 40]].concat()
}

fn file(desk: &Desk, name: &str, bytes: &[u8]) -> PathBuf {
    let path = desk.machine.project().join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[rstest]
#[case("main", 30)]
#[case("shop", 30)]
#[case("old", 14)]
fn a_file_is_uploaded_looked_at_fetched_and_deleted(#[case] account: &str, #[case] days: i64) {
    let desk = Desk::open();
    let lamp = file(&desk, "lamp.png", &picture(8));
    let media = |words: &[&str]| {
        let line = [&["media"], words, &["--account", account]].concat();
        desk.machine.run(&line)
    };
    let ran = media(&["upload", "lamp.png", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let told = ran.json();
    let id = told["id"].as_str().unwrap();
    assert_eq!(
        (
            told["as"].as_str(),
            told["type"].as_str(),
            told["bytes"].as_u64()
        ),
        (Some("image"), Some("image/png"), Some(69))
    );
    let expires: jiff::Timestamp = told["expires"].as_str().unwrap().parse().unwrap();
    let left = expires.duration_since(jiff::Timestamp::now()).as_hours();
    assert!((days * 24 - 1..=days * 24).contains(&left), "{left}");

    let known = media(&["info", id, "--format", "json"]).json();
    assert_eq!(known["mime_type"], "image/png");
    assert_eq!(known["file_size"], 69);
    if account != "old" {
        assert_eq!(known["sha256"], told["sha256"]);
    }
    let ran = media(&["download", id, "--out", "copy.png"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let copy = desk.machine.project().join("copy.png");
    assert_eq!(std::fs::read(copy).unwrap(), std::fs::read(lamp).unwrap());
    let again = media(&["download", id, "--out", "copy.png"]);
    assert_eq!(again.code, 6, "{}", again.stderr);

    assert_eq!(media(&["delete", id]).code, 0);
    let gone = media(&["info", id]);
    assert_eq!(gone.code, 3, "{}", gone.stderr);
    assert_eq!(gone.stdout, "");
    assert_eq!(media(&["download", id, "--out", "gone.png"]).code, 3);
    assert!(!desk.machine.project().join("gone.png").exists());
}

#[test]
fn what_the_platform_would_refuse_does_not_leave() {
    let desk = Desk::open();
    file(&desk, "deep.png", &picture(16));
    file(&desk, "empty.pdf", b"");
    file(&desk, "thing.bin", b"\x01\x02\x03");
    for (words, code, said) in [
        (&["deep.png"][..], 1, "error[image-colours]"),
        (&["deep.png", "--as", "video"], 1, "error[video-mime]"),
        (&["empty.pdf"], 1, "error[media-whole]"),
        (&["missing.png"], 2, "missing.png: cannot be read"),
        (&["thing.bin"], 2, "say it with --type"),
        (&["thing.bin", "--account", "nobody"], 2, "no account"),
    ] {
        let ran = desk.machine.run(&[&["media", "upload"], words].concat());
        assert_eq!(ran.code, code, "{words:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{words:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
    let upload = ["media", "upload", "deep.png", "--account", "main"];
    let forced = desk.machine.run(&[&upload[..], &["--force"]].concat());
    assert_eq!(forced.code, 0, "{}", forced.stderr);
    let looked = desk
        .machine
        .run(&[&upload[..], &["--dry-run", "--format", "json"]].concat());
    assert_eq!(looked.code, 1);
    assert_eq!(looked.json()["diagnostics"][0]["rule"], "image-colours");
}

#[test]
fn an_account_that_is_not_reached_is_told_with_its_exit_code() {
    let desk = Desk::open();
    file(&desk, "lamp.png", &picture(8));
    let key = "s3cret-key";
    let far = [
        "accounts",
        "add",
        "far",
        "--api",
        "360dialog",
        "--secret-stdin",
        "--base-url",
        "http://127.0.0.1:1",
    ];
    assert_eq!(desk.machine.run_with(&far, key.to_owned()).code, 0);
    let ran = desk
        .machine
        .run(&["media", "upload", "lamp.png", "--account", "far"]);
    assert_eq!(ran.code, 4, "{}", ran.stderr);
    assert!(ran.stderr.contains("127.0.0.1:1"), "{}", ran.stderr);
    assert!(!ran.stderr.contains(key));
    let asked = desk
        .machine
        .run(&["media", "info", "http://127.0.0.1:1/lamp.png"]);
    assert_eq!(asked.code, 4, "{}", asked.stderr);
    assert_eq!(
        desk.machine
            .run(&["media", "info", "ftp://example.com/lamp.png"])
            .code,
        2
    );
}

#[test]
fn a_file_that_a_sandbox_of_another_run_was_given_is_warned_of() {
    let machine = crate::common::Machine::new();
    let draft = serde_json::json!({"version": 1, "api": "cloud",
        "message": {"messaging_product": "whatsapp", "to": "15550100123", "type": "image",
            "image": {"id": "77"}},
        "media": {"77": {"expires": "2999-01-01T00:00:00Z", "account": "sandbox-cloud", "file": "a.png"}}});
    machine.write("draft.json", draft.to_string());
    let ran = machine.run(&["check", "draft.json", "--format", "json"]);
    let told = ran.json()["files"][0]["diagnostics"][0].clone();
    assert_eq!(told["rule"], "media-id-account");
    let words = told["message"].as_str().unwrap();
    assert!(words.contains("a sandbox that has ended since"), "{words}");
    let ran = machine.run(&["send", "draft.json"]);
    assert!(ran.stderr.contains("has ended since"), "{}", ran.stderr);
}
