//! Payloads that other people wrote: whatever is in them, they open and are written back as they were.
//!
//! The collection lies beside the repository and is no part of it; without it these tests say so and pass.

use std::path::{Path, PathBuf};

use bluetick::message::{Draft, Editor, FileShape};
use bluetick::preview::{self, Options};
use bluetick::schema::Address;
use bluetick::template::form;
use bluetick::text;
use rstest::rstest;
use serde_json::{Value, json};

fn files(kind: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpus")
        .join(kind);
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                found.push(path);
            }
        }
    }
    if found.is_empty() {
        println!("skipped: no collection of {kind} payloads beside the repository");
    }
    found.sort();
    found
}

/// What a file holds, and what is written after it was opened, edited, and the edit undone.
fn written_back(path: &Path) -> (Draft, String, String) {
    let text = std::fs::read_to_string(path).unwrap();
    let before: Value = serde_json::from_str(&text).unwrap();
    let draft = Draft::parse(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    assert_eq!(draft.to_text(), text, "{path:?}");
    let mut editor = Editor::new(draft.clone(), form);
    editor.set_value(&Address::root().key("a key of tomorrow"), json!([1.50]));
    assert!(editor.is_dirty(), "{path:?}");
    editor.undo();
    assert!(!editor.is_dirty(), "{path:?}");
    let written = editor.draft().document.written().to_string();
    (draft, before.to_string(), written)
}

#[test]
fn outbound_payloads_open_as_payloads_and_keep_everything() {
    for path in files("outbound") {
        let (draft, before, written) = written_back(&path);
        assert_ne!(draft.shape(), FileShape::Draft, "{path:?}");
        assert_ne!(draft.shape(), FileShape::Definition, "{path:?}");
        assert_eq!(written, before, "{path:?}");
    }
}

#[test]
fn fragments_open_as_fragments_and_are_written_unwrapped() {
    for path in files("fragment") {
        let (draft, before, written) = written_back(&path);
        assert_eq!(draft.shape(), FileShape::Fragment, "{path:?}");
        assert_eq!(written, before, "{path:?}");
    }
}

#[rstest]
#[case("outbound")]
#[case("fragment")]
fn payloads_are_drawn_within_every_width(#[case] kind: &str) {
    for path in files(kind) {
        let draft = Draft::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for sheet_open in [false, true] {
            let options = Options {
                sheet_open,
                ..Options::default()
            };
            let payload = draft.document.payload();
            let bubble = preview::bubble(payload, draft.dialect(), None, &options);
            for width in (20..=80).step_by(3) {
                let drawn = preview::text::draw(&preview::layout(&bubble, width, &options));
                assert!(!drawn.trim().is_empty(), "{path:?} at {width}");
                let most = drawn.lines().map(text::width).max();
                assert!(most <= Some(width.into()), "{path:?} at {width}:\n{drawn}");
            }
        }
    }
}
