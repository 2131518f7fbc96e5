//! The example drafts: they open, are right, and stand in their files as the program writes them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bluetick::check::{Context, check};
use bluetick::message::{Draft, FileShape};
use bluetick::schema::{KINDS, Role, Severity};
use bluetick::template::{Definition, FilledHeader, fill, form};
use bluetick::wire::Dialect;

fn examples() -> Vec<(PathBuf, Draft, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("drafts");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let draft = Draft::parse(&text).unwrap();
            (path, draft, text)
        })
        .collect()
}

#[test]
fn every_example_is_a_complete_draft_as_the_program_writes_it() {
    for (path, mut draft, text) in examples() {
        assert_eq!(draft.shape(), FileShape::Draft, "{path:?}");
        assert_eq!(draft.read_notes(), [], "{path:?}");
        assert!(draft.api.is_some(), "{path:?}");
        assert!(
            !draft.name.is_empty() && !draft.notes.is_empty(),
            "{path:?}"
        );
        // a change gives the read text up, so that the file is written anew
        draft.notes.push('!');
        let written = draft.to_text().replacen("!\"\n}\n", "\"\n}\n", 1);
        assert_eq!(written, text, "{path:?}");
    }
}

#[test]
fn no_example_has_an_error() {
    for (path, draft, _) in examples() {
        let errors: Vec<_> = check(&draft, &Context::default())
            .into_iter()
            .filter(|found| found.severity == Severity::Error)
            .collect();
        assert_eq!(errors, [], "{path:?}");
    }
}

#[test]
fn every_kind_has_an_example() {
    let shown: BTreeSet<_> = examples()
        .iter()
        .filter_map(|(_, draft, _)| draft.document.kind())
        .map(|kind| kind.name)
        .collect();
    let known: BTreeSet<_> = KINDS.iter().map(|kind| kind.name).collect();
    assert_eq!(shown, known);
    let dialects: BTreeSet<_> = examples()
        .iter()
        .filter_map(|(_, draft, _)| draft.api)
        .collect();
    assert_eq!(dialects, Dialect::ALL.iter().copied().collect());
}

#[test]
fn every_definition_fits_its_send() {
    for (path, draft, _) in examples() {
        let Some(definition) = &draft.definition else {
            continue;
        };
        let definition = Definition::read(definition).unwrap();
        let filled = fill(&definition, draft.document.payload());
        assert!(filled.slots.iter().all(|slot| slot.is_filled), "{path:?}");
        match &filled.header {
            Some(FilledHeader::Text { slots, .. }) => {
                assert!(slots.iter().all(|slot| slot.is_filled), "{path:?}");
            }
            Some(FilledHeader::Media { pointer, .. }) => assert!(pointer.is_some(), "{path:?}"),
            None => {}
        }
        for button in &filled.buttons {
            assert!(
                !button.url.as_deref().unwrap_or_default().contains("{{"),
                "{path:?}"
            );
        }
        let template = &draft.document.payload()["template"];
        assert_eq!(template["name"], definition.name.as_str(), "{path:?}");
        assert_eq!(
            template["language"]["code"],
            definition.language.as_str(),
            "{path:?}"
        );
    }
}

#[test]
fn the_trip_reminder_reads_as_its_customers_read_it() {
    let (_, draft, _) = examples()
        .into_iter()
        .find(|(path, _, _)| path.ends_with("trip-reminder.json"))
        .unwrap();
    let definition = Definition::read(draft.definition.as_ref().unwrap()).unwrap();
    let filled = fill(&definition, draft.document.payload());
    assert!(filled.body.contains("*Ski Trip*"));
    assert!(filled.body.contains("29th July 2019, 8:00am"));
    assert_eq!(filled.buttons.len(), 2);
    assert_eq!(
        filled.buttons[1].payload.as_deref(),
        Some("trip-not-coming")
    );
    let at = filled.slots[1].pointer.as_ref().unwrap();
    assert_eq!(
        at.as_str(),
        "/template/components/1/parameters/1/date_time/fallback_value"
    );
}

#[test]
fn no_list_of_an_example_is_fuller_than_it_may_be_or_offers_what_cannot_be_added() {
    for (path, draft, _) in examples() {
        for row in form(&draft).rows {
            if let Role::List { len, max } = row.role {
                let most = max.map_or(usize::MAX, |max| max as usize);
                let at = format!("{path:?} {}: {len} of {most}", row.address);
                assert!(len <= most && most > 0, "{at}");
            }
        }
    }
}
