//! Payloads that other people wrote: what documentation calls valid has no error, what must be refused has one.

use bluetick::check::{Context, Diagnostic, check_as};
use bluetick::message::Draft;
use bluetick::schema::Severity;
use bluetick::wire::Dialect;
use serde_json::Value;

use crate::limits::facts;

/// Types of the corpus whose kinds we compose.
const OURS: &[&str] = &[
    "text",
    "reaction",
    "template",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "pin",
    "read_receipt",
    "typing",
    "interactive.list",
    "interactive.button",
    "interactive.location_request_message",
    "interactive.flow",
    "interactive.cta_url",
    "interactive.address_message",
    "interactive.product",
    "interactive.product_list",
    "interactive.catalog_message",
    "interactive.carousel",
    "interactive.call_permission_request",
    "interactive.voice_call",
    "interactive.order_details",
    "interactive.order_status",
    "interactive.request_contact_info",
    "component",
    "parameter",
];

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
    let is_ours = |entry: &&Value| {
        let (kind, what) = (text(entry, "kind"), text(entry, "type"));
        let outer = what.split('.').next().unwrap_or_default();
        matches!(kind.as_str(), "outbound" | "fragment")
            && (OURS.contains(&what.as_str()) || (outer != "interactive" && OURS.contains(&outer)))
    };
    let samples = entries.iter().filter(is_ours).map(|entry| {
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
