use std::fs;

use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::template::Source;

fn places() -> (tempfile::TempDir, Places) {
    let folder = tempfile::tempdir().unwrap();
    let places = Places::inside(folder.path().to_owned());
    fs::create_dir_all(places.project_templates()).unwrap();
    (folder, places)
}

fn lamp(language: &str, body: &str) -> Value {
    json!({"name": "lamp", "language": language, "status": "APPROVED", "category": "UTILITY",
        "quality_score": {"score": "GREEN"}, "components": [{"type": "BODY", "text": body}]})
}

fn kept(places: &Places, definition: &Value, changed: Changed) -> Outcome {
    let from = Source::Account("main".to_owned());
    let now = "2026-11-20T09:30:00Z".parse().unwrap();
    keep(places, definition, (&from, now), changed)
        .unwrap()
        .outcome
}

#[test]
fn what_was_fetched_is_found_by_name_and_language_and_says_when() {
    let (_folder, places) = places();
    assert_eq!(
        kept(&places, &lamp("en", "Ready."), Changed::Keep),
        Outcome::New
    );
    assert_eq!(
        kept(&places, &lamp("de", "Bereit."), Changed::Keep),
        Outcome::New
    );
    assert!(places.project_templates().join("lamp.en.json").is_file());
    let library = Library::of_name(&places, "lamp");
    assert_eq!(library.entries.len(), 2);
    let entry = library.find("lamp", "de").unwrap();
    assert_eq!(
        (entry.definition.body.as_str(), entry.quality()),
        ("Bereit.", "GREEN")
    );
    assert!(entry.definition.fetched.is_some() && !entry.is_changed());
    assert!(library.find("lamp", "fr").is_none());
}

#[test]
fn what_somebody_changed_is_not_overwritten_without_saying() {
    let (_folder, places) = places();
    let path = places.project_templates().join("lamp.en.json");
    kept(&places, &lamp("en", "Ready."), Changed::Keep);
    assert_eq!(
        kept(&places, &lamp("en", "Ready."), Changed::Keep),
        Outcome::Same
    );
    assert_eq!(
        kept(&places, &lamp("en", "Done."), Changed::Keep),
        Outcome::Updated
    );
    let edited = fs::read_to_string(&path).unwrap().replace("Done.", "Mine.");
    fs::write(&path, &edited).unwrap();
    assert!(Library::open(&places).entries[0].is_changed());
    let theirs = lamp("en", "Theirs.");
    assert_eq!(
        kept(&places, &theirs, Changed::Keep),
        Outcome::LeftAsChanged
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), edited);
    assert_eq!(kept(&places, &theirs, Changed::Replace), Outcome::Updated);
    fs::write(&path, "{broken").unwrap();
    assert_eq!(
        kept(&places, &theirs, Changed::Keep),
        Outcome::LeftAsChanged
    );
}

#[test]
fn the_project_wins_and_bad_files_are_warnings_that_name_them() {
    let (_folder, places) = places();
    let write = |folder: PathBuf, file: &str, text: &str| {
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(file), text).unwrap();
    };
    let ours = lamp("en", "Ours.").to_string();
    write(places.project_templates(), "lamp.en.json", &ours);
    write(places.project_templates(), "twice.json", &ours);
    write(places.project_templates(), "page.html", "<p>");
    write(places.project_templates(), "broken.json", "{\"name\":");
    write(
        places.project_templates(),
        "send.json",
        r#"{"to": "1", "type": "text"}"#,
    );
    write(
        places.project_templates(),
        "nameless.json",
        r#"{"components": [], "language": "en"}"#,
    );
    write(
        places.personal_templates(),
        "lamp.en.json",
        &lamp("en", "Mine.").to_string(),
    );
    write(
        places.personal_templates(),
        "lamp.de.json",
        &lamp("de", "Meine.").to_string(),
    );
    let library = Library::open(&places);
    let bodies: Vec<_> = library
        .entries
        .iter()
        .map(|it| it.definition.body.as_str())
        .collect();
    assert_eq!(bodies, ["Meine.", "Ours."]);
    let said = |file: &str| {
        library
            .warnings
            .iter()
            .any(|warning| warning.contains(file))
    };
    assert_eq!(library.warnings.len(), 4, "{:?}", library.warnings);
    assert!(
        ["twice.json", "broken.json:1:", "send.json", "nameless.json"]
            .into_iter()
            .all(said)
    );
}

#[rstest]
#[case("lamp", "en_US", "lamp.en_US.json")]
#[case("../../etc/passwd", "en", "------etc-passwd.en.json")]
#[case("a.b", "e/n", "a-b.e-n.json")]
fn no_name_reaches_another_folder(#[case] name: &str, #[case] language: &str, #[case] file: &str) {
    assert_eq!(file_name(name, language), file);
}

#[test]
fn definitions_are_found_in_pages_drafts_and_lines() {
    let (en, de) = (lamp("en", "Ready."), lamp("de", "Bereit."));
    let count = |text: String| {
        let found = definitions_in(&text);
        (found.definitions.len(), found.warnings.len())
    };
    assert_eq!(count(en.to_string()), (1, 0));
    assert_eq!(count(json!([en, de]).to_string()), (2, 0));
    assert_eq!(
        count(json!({"data": [en, de], "paging": {}}).to_string()),
        (2, 0)
    );
    assert_eq!(
        count(json!({"waba_templates": [en, {"name": "x"}]}).to_string()),
        (1, 1)
    );
    assert_eq!(
        count(json!({"message": {"type": "template"}, "definition": en}).to_string()),
        (1, 0)
    );
    assert_eq!(count(format!("{en}\n{de}\n")), (2, 0));
    let pages = format!("{:#}\n{:#}", json!({"data": [en]}), json!({"data": [de]}));
    assert_eq!(count(pages), (2, 0));
    assert_eq!(count(format!("{en}\n{{broken\n{de}")), (1, 1));
    assert_eq!(count(json!({"error": {"code": 190}}).to_string()), (0, 1));
    assert_eq!(count(String::new()), (0, 1));
}
