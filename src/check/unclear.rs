//! A payload that does not say which API it is for: both rule sets, and what they agree on.

use std::collections::HashMap;

use super::diagnostic::Diagnostic;
use super::general::UNCLEAR;
use crate::schema::Severity;
use crate::wire::Pointer;

/// The rules that the missing name of the API itself breaks.
const ABOUT_THE_NAME: &[&str] = &["envelope-messaging-product-required"];

/// What both call an error is one; what one of them calls so is a warning, and so is the silence.
pub(super) fn merge(cloud: &[Diagnostic], on_premises: &[Diagnostic]) -> Vec<Diagnostic> {
    let (in_cloud, in_on_premises) = (Told::new(cloud), Told::new(on_premises));
    let mut merged = vec![silence()];
    for diagnostic in cloud {
        if !ABOUT_THE_NAME.contains(&diagnostic.rule.as_str()) {
            merged.extend(agreed(diagnostic, &in_on_premises, "the Cloud API"));
        }
    }
    for diagnostic in on_premises {
        if in_cloud.twin(diagnostic).is_none() {
            merged.extend(agreed(diagnostic, &in_cloud, "the On-Premises API"));
        }
    }
    merged
}

/// What one rule set found, by place: a broken file can hold a hundred thousand findings.
struct Told<'a>(HashMap<&'a Pointer, Vec<&'a Diagnostic>>);

impl<'a> Told<'a> {
    fn new(found: &'a [Diagnostic]) -> Self {
        let mut told: HashMap<_, Vec<_>> = HashMap::with_capacity(found.len());
        for diagnostic in found {
            told.entry(&diagnostic.pointer)
                .or_default()
                .push(diagnostic);
        }
        Self(told)
    }

    /// The finding that says the same: of one rule at one place, or both errors at one place.
    fn twin(&self, of: &Diagnostic) -> Option<&'a Diagnostic> {
        let are_errors = |other: &Diagnostic| {
            of.severity == Severity::Error && other.severity == Severity::Error
        };
        let mut here = self.0.get(&of.pointer)?.iter().copied();
        here.find(|other| other.rule == of.rule || are_errors(other))
    }
}

/// What remains of a finding of one rule set beside those of the other.
fn agreed(found: &Diagnostic, others: &Told<'_>, api: &str) -> Option<Diagnostic> {
    let twin = others.twin(found).map(|twin| twin.severity);
    let mut found = found.clone();
    found.prediction = None;
    match (found.severity, twin) {
        (Severity::Error, Some(Severity::Error)) | (Severity::Warning, Some(_)) => Some(found),
        (Severity::Error, _) => {
            found.severity = Severity::Warning;
            found.message = format!("for {api}: {}", found.message);
            Some(found)
        }
        (Severity::Warning, None) => None,
    }
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
