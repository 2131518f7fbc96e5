//! `bluetick explain` and `bluetick rules`: codes and rules in full, and the list of all.

use bluetick::schema::{DEFINITION, KINDS};
use std::collections::BTreeSet;

use rstest::rstest;

use crate::common::Machine;
use crate::limits::facts;

#[test]
fn a_code_is_explained_to_people() {
    let ran = Machine::new().run(&["explain", "131009"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    // which rules predict it grows with the kinds
    let (before, after) = ran.stdout.split_once("  Broken rules").unwrap();
    assert!(after.contains("more: bluetick rules"), "{after}");
    insta::assert_snapshot!(before);
}

#[test]
fn a_rule_is_explained_to_people() {
    let ran = Machine::new().run(&["explain", "list-row-title-length"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    insta::assert_snapshot!(ran.stdout);
}

#[rstest]
#[case(&["explain", "100/33"], "100/33  ")]
#[case(&["explain", "(#131047)"], "131047  Re-engagement message")]
#[case(&["explain", "1026", "--api", "on-premises"], "1026  Receiver incapable")]
#[case(&["explain", "(#131047) Re-engagement message"], "131047  Re-engagement message")]
#[case(&["explain", "LIST-ROW-TITLE-LENGTH"], "list-row-title-length ")]
#[case(&["explain", "unknown-key"], "unknown-key  warning")]
#[case(&["explain", "context-age"], "context-age ")]
fn codes_and_rules_are_found(#[case] arguments: &[&str], #[case] heading: &str) {
    let ran = Machine::new().run(arguments);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.starts_with(heading), "{}", ran.stdout);
    assert!(
        ran.stdout.lines().all(|line| line.chars().count() <= 130),
        "{}",
        ran.stdout
    );
}

#[rstest]
#[case(&["explain", "131010"], "131009")]
#[case(&["explain", "131009", "--api", "on-premises"], "nearest")]
#[case(&["explain", "list-row-titel-length"], "list-row-title-length")]
#[case(&["explain", "row title"], "list-row-title-length")]
#[case(&["explain", "button-count"], "button-")]
#[case(&["explain", "contacts-count"], "contacts-")]
#[case(&["explain", "foo"], "bluetick rules")]
#[case(&["explain", "zzz"], "bluetick rules")]
fn what_is_unknown_has_neighbours(#[case] arguments: &[&str], #[case] near: &str) {
    let ran = Machine::new().run(arguments);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran:?}");
    assert!(ran.stderr.contains(near), "{}", ran.stderr);
}

#[test]
fn a_subcode_that_is_in_no_list_is_told() {
    let machine = Machine::new();
    let unlisted = machine.run(&["explain", "100/9999"]).stdout;
    assert!(unlisted.contains("100/9999 is in no list"), "{unlisted}");
    let listed = machine.run(&["explain", "100/33"]).stdout;
    assert!(!listed.contains("in no list"), "{listed}");
}

#[test]
fn explanations_are_there_for_programs() {
    let machine = Machine::new();
    let code = machine
        .run(&["explain", "131009", "--format", "json"])
        .json();
    let first = &code["codes"][0];
    assert_eq!(first["api"], serde_json::json!(["cloud", "360dialog"]));
    assert_eq!(first["retryable"], false);
    assert!(
        first["rules"]
            .as_array()
            .unwrap()
            .contains(&"list-row-title-length".into())
    );
    let rule = machine
        .run(&["explain", "list-row-title-length", "--format", "json"])
        .json();
    assert_eq!(rule["rules"][0]["predicts"]["cloud"]["code"], 131_009);
}

#[test]
fn the_list_of_rules_holds_every_limit_or_its_reason() {
    let machine = Machine::new();
    let listed = machine.run(&["rules", "--format", "json"]).json();
    let ids = |key: &str| -> BTreeSet<String> {
        let listed = listed[key].as_array().unwrap().iter();
        listed
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let (rules, reasons) = (ids("rules"), ids("not_checked"));
    assert!(rules.is_disjoint(&reasons));
    for rule in listed["rules"].as_array().unwrap() {
        for key in ["id", "kind", "path", "severity", "summary", "source"] {
            assert!(rule[key].is_string(), "{key} in {rule}");
        }
        assert!(
            rule["api"].is_array() && rule["predicts"].is_object(),
            "{rule}"
        );
    }
    let table = machine.run(&["rules"]).stdout;
    assert!(table.contains("list-row-title-length"));
    assert!(table.lines().count() > rules.len());
    let Some(limits) = facts("platform/limits.json") else {
        return;
    };
    let limits = limits.as_array().unwrap();
    let held = limits.iter().filter(|limit| {
        let id = limit["id"].as_str().unwrap();
        rules.contains(id) || reasons.contains(id)
    });
    println!("{} of {} limits are listed", held.count(), limits.len());
    assert!(
        reasons.len() * 20 < limits.len(),
        "{} of {}",
        reasons.len(),
        limits.len()
    );
}

#[test]
fn the_list_of_rules_fits_80_columns_and_its_json_tells_each_demand_once() {
    let machine = Machine::new();
    let shown = machine.run(&["rules"]).stdout;
    let longest = shown.lines().max_by_key(|line| line.chars().count());
    assert!(longest.unwrap().chars().count() <= 80, "{longest:?}");
    let listed = machine.run(&["rules", "--format", "json"]).json();
    let mut seen = std::collections::BTreeSet::new();
    for rule in listed["rules"].as_array().unwrap() {
        let kind = rule["kind"].as_str().unwrap();
        let mut kinds = KINDS.iter().chain([&DEFINITION]);
        let is_known = kinds.any(|known| known.name == kind);
        assert!(is_known || ["*", "other"].contains(&kind), "{rule}");
        for api in rule["api"].as_array().unwrap() {
            let path = rule["path"].as_str().unwrap();
            let of = ["id", "summary"].map(|key| rule[key].to_string());
            assert!(seen.insert((of, kind, path, api.to_string())), "{rule}");
        }
        let predicted = rule["predicts"].as_object().unwrap().keys();
        for api in predicted {
            assert!(
                rule["api"]
                    .as_array()
                    .unwrap()
                    .contains(&api.as_str().into()),
                "{rule}"
            );
        }
    }
}
