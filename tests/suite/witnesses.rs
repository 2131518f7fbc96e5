//! Payloads that other people wrote: what documentation calls valid has no error, what must be refused has one.

use bluetick::check::{Context, Diagnostic, check_as};
use bluetick::message::Draft;
use bluetick::schema::{KINDS, Severity};
use bluetick::wire::Dialect;
use serde_json::Value;

use crate::limits::facts;

/// What the collection calls parts of kinds that have a name of their own here.
const PARTS: &[&str] = &["read_receipt", "typing", "component", "parameter"];

/// Whether a type of the collection is a kind that is composed here, or a part of one.
fn is_ours(what: &str) -> bool {
    let outer = what.split('.').next().unwrap_or_default();
    let is_kind = |name: &str| KINDS.iter().any(|kind| kind.name == name);
    is_kind(what) || is_kind(outer) || PARTS.contains(&outer)
}

/// Refused for an unknown member only, which is a warning here.
const UNKNOWN_MEMBER: &str = "rejects language objects with extra keys";

struct Sample {
    file: String,
    expected: String,
    why: String,
    found: Vec<Diagnostic>,
}

impl Sample {
    fn errors(&self) -> Vec<String> {
        self.found
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .map(|one| {
                format!(
                    "{}: {} {}: {}",
                    self.file, one.rule, one.pointer, one.message
                )
            })
            .collect()
    }
}

fn samples() -> Option<Vec<Sample>> {
    let manifest = facts("corpus/manifest.json")?;
    let entries = manifest
        .as_object()
        .unwrap()
        .values()
        .find_map(Value::as_array)
        .unwrap();
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let is_sample = |entry: &&Value| {
        let is_message = matches!(text(entry, "kind").as_str(), "outbound" | "fragment");
        is_message && is_ours(&text(entry, "type"))
    };
    let samples = entries.iter().filter(is_sample).map(|entry| {
        let file = text(entry, "file");
        let payload = facts(&format!("corpus/{file}")).unwrap();
        let draft = Draft::parse(&payload.to_string()).unwrap();
        let said = match entry["api"].as_str() {
            Some("cloud") => Some(Dialect::Cloud),
            Some("on-premises") => Some(Dialect::OnPremises),
            _ => None,
        };
        Sample {
            file,
            expected: text(entry, "expected"),
            why: text(entry, "why"),
            found: check_as(&draft, said.or(draft.dialect()), None, &Context::default()),
        }
    });
    Some(samples.collect())
}

#[test]
fn documented_samples_have_no_error() {
    let Some(samples) = samples() else { return };
    let valid: Vec<&Sample> = samples
        .iter()
        .filter(|one| one.expected == "valid")
        .collect();
    let errors: Vec<String> = valid.iter().flat_map(|one| one.errors()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    println!("{} valid samples", valid.len());
}

#[test]
fn what_must_be_refused_has_an_error() {
    let Some(samples) = samples() else { return };
    for sample in samples.iter().filter(|one| one.expected == "invalid") {
        let is_found = if sample.why.contains(UNKNOWN_MEMBER) {
            sample.found.iter().any(|one| one.rule == "unknown-key")
        } else {
            !sample.errors().is_empty()
        };
        assert!(
            is_found,
            "{}: {}: {:#?}",
            sample.file, sample.why, sample.found
        );
    }
}

/// Prints what is said about samples of unknown worth, for reading with `--nocapture`.
#[test]
fn complaints_about_other_samples_are_few() {
    let Some(samples) = samples() else { return };
    let other: Vec<&Sample> = samples
        .iter()
        .filter(|one| one.expected == "unspecified" || one.expected == "valid in form")
        .collect();
    let errors: Vec<String> = other.iter().flat_map(|one| one.errors()).collect();
    for error in &errors {
        println!("{error}");
    }
    println!("{} errors in {} samples", errors.len(), other.len());
}
