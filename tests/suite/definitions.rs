//! Faulty definitions, one fault each: every rule about a definition finds its own, and nothing else is an error.

mod faults;
mod samples;

use std::collections::BTreeSet;

use bluetick::check::{Context, Diagnostic, check_payload};
use bluetick::schema::{DEFINITION, Severity, rules};
use bluetick::wire::Dialect;
use rstest::rstest;
use serde_json::Value;

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
