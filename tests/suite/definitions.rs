//! Faulty definitions, one fault each: every rule about a definition finds its own, and nothing else is an error.

mod faults;
mod samples;

use std::collections::BTreeSet;

use bluetick::check::{Context, Diagnostic, check_payload};
use bluetick::schema::{DEFINITION, NOT_CHECKED, Severity, rules};
use bluetick::wire::Dialect;
use rstest::rstest;
use serde_json::Value;

use crate::common::Machine;
use crate::limits::facts;
use faults::FAULTS;
use samples::{
    call_request, cards, code, offer, on_premises, order, plain, product, product_cards,
};

/// What On-Premises templates could be is judged by the rules of that API.
fn dialect_of(rule: &str) -> Dialect {
    if rule.contains("on-premises") {
        Dialect::OnPremises
    } else {
        Dialect::Cloud
    }
}

fn found(definition: &Value, dialect: Dialect) -> Vec<Diagnostic> {
    check_payload(definition, Some(dialect), None, &Context::default())
}

fn ids(found: &[Diagnostic], severity: Severity) -> BTreeSet<&str> {
    let of_severity = found.iter().filter(|one| one.severity == severity);
    of_severity.map(|one| one.rule.as_str()).collect()
}

#[rstest]
#[case::plain(plain(), Dialect::Cloud)]
#[case::code(code(), Dialect::Cloud)]
#[case::offer(offer(), Dialect::Cloud)]
#[case::cards(cards(), Dialect::Cloud)]
#[case::product_cards(product_cards(), Dialect::Cloud)]
#[case::product(product(), Dialect::Cloud)]
#[case::order(order(), Dialect::Cloud)]
#[case::call_request(call_request(), Dialect::Cloud)]
#[case::on_premises(on_premises(), Dialect::OnPremises)]
fn a_good_definition_has_nothing_wrong(#[case] definition: Value, #[case] dialect: Dialect) {
    let found = found(&definition, dialect);
    assert_eq!(found, [], "{definition:#}");
}

#[test]
fn each_fault_is_named_by_its_rule_and_no_other_is_an_error() {
    for (rule, sample, spoil) in FAULTS {
        let mut definition = sample();
        spoil(&mut definition);
        let found = found(&definition, dialect_of(rule));
        let (errors, warnings) = (ids(&found, Severity::Error), ids(&found, Severity::Warning));
        assert!(
            errors.contains(rule) || warnings.contains(rule),
            "{rule}: {errors:?} {warnings:?} {definition:#}"
        );
        let others: Vec<_> = errors.iter().filter(|one| *one != rule).collect();
        assert!(
            others.is_empty() || AT_ONCE.contains(rule),
            "{rule}: {others:?}"
        );
    }
    println!("{} faults", FAULTS.len());
}

/// Faults that cannot be made alone: a code over which a header stands breaks two rules by that, and
/// eleven quick replies are eleven buttons.
const AT_ONCE: &[&str] = &[
    "tpl-buttons-quick-reply-max",
    "tpl-checkout-quick-replies",
    "tpl-buttons-on-premises-cta-max",
    "tpl-header-location-categories",
    "tpl-call-permission-category",
];

#[test]
fn an_error_of_a_definition_predicts_the_answer() {
    for (_, _, rule) in rules().filter(|(kind, ..)| *kind == Some(DEFINITION)) {
        let is_told = rule.severity == Severity::Error && rule.dialects.contains(&Dialect::Cloud);
        assert!(
            rule.code(Dialect::Cloud).is_some() || !is_told,
            "{}",
            rule.id
        );
    }
}

#[test]
fn every_rule_of_definitions_is_broken_once() {
    let broken: BTreeSet<&str> = FAULTS.iter().map(|(rule, ..)| *rule).collect();
    let of_definitions = rules().filter(|(kind, ..)| *kind == Some(DEFINITION));
    let unbroken: BTreeSet<&str> = of_definitions
        .map(|(_, _, rule)| rule.id)
        .filter(|id| !broken.contains(id))
        .collect();
    assert!(unbroken.is_empty(), "{unbroken:?}");
    assert!(broken.len() >= 60);
}

#[test]
fn every_limit_of_definitions_in_the_facts_is_broken_or_has_its_reason() {
    let Some(limits) = facts("platform/limits.json") else {
        return;
    };
    let broken: BTreeSet<&str> = FAULTS.iter().map(|(rule, ..)| *rule).collect();
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let limits = limits.as_array().unwrap().iter();
    let concerned = limits.filter(|one| text(one, "message").starts_with("template_definition"));
    let unbroken: Vec<String> = concerned
        .map(|entry| text(entry, "id"))
        .filter(|id| !broken.contains(id.as_str()))
        .filter(|id| NOT_CHECKED.iter().all(|(one, _)| *one != id.as_str()))
        .collect();
    assert_eq!(unbroken, [""; 0]);
}

/// The report of `templates check` on faults of one API, each in a file that its number names.
fn checked_by_the_program(dialect: Dialect) -> (Machine, Value) {
    let machine = Machine::new();
    for (number, (rule, sample, spoil)) in FAULTS.iter().enumerate() {
        if dialect_of(rule) == dialect {
            let mut definition = sample();
            spoil(&mut definition);
            machine.write(&format!("faults/{number}.json"), definition.to_string());
        }
    }
    let api = dialect.to_string();
    let ran = machine.run(&[
        "templates",
        "check",
        "faults",
        "--api",
        &api,
        "--format",
        "json",
    ]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let report = serde_json::from_str(&ran.stdout).unwrap();
    (machine, report)
}

#[test]
fn the_command_names_each_fault_by_its_rule() {
    let mut seen = 0;
    for dialect in [Dialect::Cloud, Dialect::OnPremises] {
        let (_machine, report) = checked_by_the_program(dialect);
        for file in report["files"].as_array().unwrap() {
            let path = file["path"].as_str().unwrap();
            let stem = path.rsplit('/').next().unwrap().trim_end_matches(".json");
            let (rule, ..) = FAULTS[stem.parse::<usize>().unwrap()];
            let found = file["diagnostics"].as_array().unwrap();
            assert!(
                found.iter().any(|one| one["rule"] == rule),
                "{rule}: {found:?}"
            );
            seen += 1;
        }
    }
    assert_eq!(seen, FAULTS.len());
}
