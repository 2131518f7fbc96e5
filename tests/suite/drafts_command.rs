//! `bluetick drafts`: listing and making drafts.

use serde_json::Value;

use crate::common::Machine;

#[test]
fn drafts_made_at_the_same_time_get_names_of_their_own() {
    let machine = Machine::new();
    std::fs::create_dir(machine.project().join("drafts")).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| assert_eq!(machine.run(&["drafts", "new", "same"]).code, 0));
        }
    });
    let made = std::fs::read_dir(machine.project().join("drafts")).unwrap();
    assert_eq!(made.count(), 6);
}

#[test]
fn a_new_draft_is_made_in_the_project_and_listed() {
    let machine = Machine::new();
    std::fs::create_dir(machine.project().join("drafts")).unwrap();
    let ran = machine.run(&["drafts", "new", "Tea menu", "--kind", "interactive.list"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.stdout.ends_with("drafts/tea-menu.json\n"),
        "{}",
        ran.stdout
    );
    let text = std::fs::read_to_string(machine.project().join("drafts/tea-menu.json")).unwrap();
    let draft: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(draft["name"], "Tea menu");
    assert_eq!(draft["api"], "cloud");
    assert_eq!(draft["message"]["interactive"]["type"], "list");

    let listed = machine.run(&["drafts", "list", "--format", "json"]).json();
    let first = &listed["drafts"][0];
    assert_eq!(first["name"], "tea-menu");
    assert_eq!(first["title"], "Tea menu");
    assert_eq!(first["origin"], "project");
    assert_eq!(first["kind"], "interactive.list");
    let table = machine.run(&["drafts", "list"]).stdout;
    assert!(table.starts_with("tea-menu"), "{table}");
}

#[test]
fn without_a_project_folder_a_draft_is_the_persons_own() {
    let machine = Machine::new();
    assert_eq!(machine.run(&["drafts", "new", "Menu"]).code, 0);
    assert_eq!(machine.run(&["drafts", "new", "Menu"]).code, 0);
    let folder = machine.places().personal_drafts();
    assert!(folder.join("menu.json").is_file());
    assert!(folder.join("menu-2.json").is_file());
    assert_eq!(machine.run(&["preview", "menu"]).code, 0);
}

#[test]
fn an_example_is_a_start() {
    let machine = Machine::new();
    let listed = machine.run(&["drafts", "list", "--format", "json"]).json();
    assert!(
        listed["drafts"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["origin"] == "example")
    );
    let ran = machine.run(&["drafts", "new", "My trip", "--from", "trip-reminder"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    let path = machine.places().personal_drafts().join("my-trip.json");
    let draft: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(draft["name"], "My trip");
    assert_eq!(draft["message"]["type"], "template");
    let refused = machine.run(&[
        "drafts",
        "new",
        "x",
        "--from",
        "trip-reminder",
        "--api",
        "cloud",
    ]);
    assert_eq!(refused.code, 2, "{refused:?}");
}

#[test]
fn a_path_is_taken_as_it_is_and_nothing_is_overwritten() {
    let machine = Machine::new();
    let path = machine.write("mine.json", "{}");
    let ran = machine.run(&["drafts", "new", "mine.json"]);
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(ran.stderr.contains("already there"), "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(path).unwrap(), "{}");
    assert_eq!(machine.run(&["drafts", "new", "new/one.json"]).code, 0);
    assert!(machine.project().join("new/one.json").is_file());
}

#[test]
fn a_kind_that_an_api_does_not_have_is_refused() {
    let machine = Machine::new();
    let ran = machine.run(&["drafts", "new", "Menu", "--kind", "interactive.menu"]);
    assert_eq!(ran.code, 2);
    for kind in ["interactive.list", "template_definition"] {
        assert!(ran.stderr.contains(kind), "{kind}: {}", ran.stderr);
    }
}
