//! A payload that does not say which API it is for: both rule sets, and what they agree on.

use super::diagnostic::Diagnostic;
use super::general::UNCLEAR;
use crate::schema::Severity;
use crate::wire::Pointer;

/// The rules that the missing name of the API itself breaks.
const ABOUT_THE_NAME: &[&str] = &["envelope-messaging-product-required"];

/// What both call an error is one; what one of them calls so is a warning, and so is the silence.
pub(super) fn merge(cloud: &[Diagnostic], on_premises: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut merged = vec![silence()];
    for diagnostic in cloud {
        if !ABOUT_THE_NAME.contains(&diagnostic.rule.as_str()) {
            merged.extend(agreed(diagnostic, on_premises, "the Cloud API"));
        }
    }
    for diagnostic in on_premises {
        let is_told = cloud.iter().any(|other| are_alike(other, diagnostic));
        if !is_told {
            merged.extend(agreed(diagnostic, cloud, "the On-Premises API"));
        }
    }
    merged
}

/// What remains of a finding of one rule set beside those of the other.
fn agreed(found: &Diagnostic, others: &[Diagnostic], api: &str) -> Option<Diagnostic> {
    let mut found = found.clone();
    found.prediction = None;
    let twin = others.iter().find(|other| are_alike(other, &found));
    match (found.severity, twin.map(|twin| twin.severity)) {
        (Severity::Error, Some(Severity::Error)) | (Severity::Warning, Some(_)) => Some(found),
        (Severity::Error, _) => {
            found.severity = Severity::Warning;
            found.message = format!("for {api}: {}", found.message);
            Some(found)
        }
        (Severity::Warning, None) => None,
    }
}

/// Whether two rule sets say the same: one rule at one place, or errors of both at one place.
fn are_alike(one: &Diagnostic, other: &Diagnostic) -> bool {
    let are_errors = one.severity == Severity::Error && other.severity == Severity::Error;
    one.pointer == other.pointer && (one.rule == other.rule || are_errors)
}

fn silence() -> Diagnostic {
    Diagnostic {
        rule: UNCLEAR.id.to_owned(),
        severity: Severity::Warning,
        pointer: Pointer::root().key("messaging_product"),
        message: "nothing says which API this message is for".to_owned(),
        help: Some(
            "pass --api cloud, 360dialog or on-premises, or add \"messaging_product\": \"whatsapp\""
                .to_owned(),
        ),
        prediction: None,
        source: Some(UNCLEAR.source.to_owned()),
    }
}
