//! Decides over a body: accepted, or refused with the code that the checker predicts.
//!
//! Problems surface in the platform's order: first what its parser finds, then what WhatsApp itself
//! finds; only the first is told.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::media;
use super::people::digits_of;
use super::refusal::{Reason, Refusal};
use super::report::{Address, BUSINESS_NUMBER};
use super::state::Shared;
use super::templates;
use super::words::{bracketed, details, miscounted, sentence};
use crate::check::{Context, Diagnostic, check_payload, explain};
use crate::schema::{Severity, kind_of};
use crate::wire::{Code, Dialect, Pointer};

/// What an acceptable body is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Judged {
    /// A message.
    Message(Accepted),
    /// A read receipt or a typing indicator.
    Receipt,
}

/// A message that is accepted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Accepted {
    /// The payload.
    pub(super) payload: Value,
    /// `to` as it came; the business-scoped id where there is no `to`.
    pub(super) input: String,
    /// The recipient as digits, or that id.
    pub(super) customer: String,
    /// What kind of address that is.
    pub(super) address: Address,
    /// What the message is billed as.
    pub(super) category: &'static str,
    /// A failure that the checker predicts for after the acceptance.
    pub(super) failure: Option<Code>,
}

/// Which of the two addresses for messages a body came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// `/messages`.
    Messages,
    /// `/marketing_messages`.
    Marketing,
}

/// The members that mean something to the marketing endpoint alone.
const MARKETED: [&str; 2] = ["product_policy", "message_activity_sharing"];

impl Endpoint {
    /// Makes of a body what this endpoint reads: `/messages` passes over the members of the other one,
    /// which has a default for the first of them.
    fn settle(self, payload: &mut Map<String, Value>) {
        match self {
            Self::Messages => payload.retain(|key, _| !MARKETED.contains(&key.as_str())),
            Self::Marketing if !MARKETED.iter().any(|key| payload.contains_key(*key)) => {
                payload.insert("product_policy".to_owned(), json!("CLOUD_API_FALLBACK"));
            }
            Self::Marketing => {}
        }
    }
}

/// Codes that come by webhook although the checker knows the problem beforehand.
const LATE: &[u32] = &[
    130_403, 130_472, 131_026, 131_047, 131_049, 131_050, 131_052, 131_053, 470, 1026,
];

/// Judges the body of a request to send.
pub(super) fn judge(
    shared: &Shared,
    dialect: Dialect,
    endpoint: Endpoint,
    body: &[u8],
) -> Result<Judged, Refusal> {
    let Ok(Value::Object(mut payload)) = serde_json::from_slice::<Value>(body) else {
        return Err(not_an_object(dialect));
    };
    endpoint.settle(&mut payload);
    let payload = Value::Object(payload);
    let diagnostics = diagnose(shared, dialect, &payload);
    let errors = || {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
    };
    let of_parser = |diagnostic: &&Diagnostic| code_of(dialect, diagnostic).code == 100;
    let is_late = |diagnostic: &&Diagnostic| LATE.contains(&code_of(dialect, diagnostic).code);
    // A content that is missing matters only once the type is known.
    let is_placed = |diagnostic: &&Diagnostic| !diagnostic.pointer.is_root();
    let of_parser = errors()
        .filter(of_parser)
        .find(is_placed)
        .or_else(|| errors().find(of_parser));
    if let Some(first) = of_parser {
        return Err(refusal(dialect, first, &payload));
    }
    if shared.strict
        && let Some(unknown) = diagnostics.iter().find_map(unknown_key)
    {
        return Err(refuse_unknown_key(dialect, &unknown));
    }
    if let Some(first) = errors().find(|diagnostic| !is_late(diagnostic)) {
        let state = shared.state();
        return Err(
            match miscounted(first, &payload, state.definition_of(&payload)) {
                Some(details) => Refusal::new(code_of(dialect, first), Reason::Details(details)),
                None => refusal(dialect, first, &payload),
            },
        );
    }
    let failure = errors()
        .find(is_late)
        .map(|diagnostic| code_of(dialect, diagnostic));
    if kind_of(&payload).is_some_and(|kind| kind.name == "read") {
        let id = payload.get("message_id").and_then(Value::as_str);
        known_to_read(shared, id.unwrap_or_default(), 131_009)?;
        return Ok(Judged::Receipt);
    }
    let accepted = accept(shared, payload, failure);
    let problem = number_problem(shared, dialect, &accepted)
        .or_else(|| templates::unusable(shared, dialect, &accepted.payload))
        .or_else(|| media::unusable(shared, dialect, &accepted.payload))
        .or_else(|| recipient_problem(dialect, &accepted));
    if let Some(refusal) = problem {
        return Err(refusal);
    }
    let now = shared.clock.now();
    let mut state = shared.state();
    let allowed = state.orders.allow(&accepted.customer, &accepted.payload);
    let allowed = allowed.map_err(|problem| problem.code().code);
    match allowed.and_then(|()| state.rates.send(&accepted.customer, now)) {
        Ok(()) => Ok(Judged::Message(accepted)),
        Err(code) => {
            let code = Code::new(code);
            let meaning = explain(dialect, code, None).meaning.to_owned();
            Err(Refusal::new(code, Reason::Details(meaning)))
        }
    }
}

/// Only what a customer wrote can be marked as read; of anything else, `code` is answered.
pub(super) fn known_to_read(shared: &Shared, id: &str, code: u32) -> Result<(), Refusal> {
    if shared.state().has_inbound(id) {
        return Ok(());
    }
    let details = "message_id: no message of a customer has this id".to_owned();
    Err(Refusal::new(Code::new(code), Reason::Details(details)))
}

/// What keeps the business's own number from sending to this recipient.
fn number_problem(shared: &Shared, dialect: Dialect, accepted: &Accepted) -> Option<Refusal> {
    let state = shared.state();
    let number = &state.number;
    let is_listed = |list: &BTreeSet<String>| list.contains(&accepted.customer);
    let (code, details) = if dialect == Dialect::OnPremises {
        return None;
    } else if !number.is_registered {
        (133_010, "The number is not registered")
    } else if !number.test_list.as_ref().is_none_or(is_listed) {
        (
            131_030,
            "The recipient is not on the list of the test number",
        )
    } else {
        return None;
    };
    Some(Refusal::details(code, details.to_owned()))
}

/// What is wrong with a recipient's number beyond what the checker calls an error: it only warns, since
/// a number may be meant that looks like none.
fn recipient_problem(dialect: Dialect, accepted: &Accepted) -> Option<Refusal> {
    if accepted.address != Address::Number {
        return None;
    }
    let is_cloud = dialect != Dialect::OnPremises;
    let malformed = Code::new(if is_cloud { 131_009 } else { 1009 });
    let is_plain = accepted
        .input
        .chars()
        .all(|sign| sign.is_ascii_digit() || "+ ()-.".contains(sign));
    // A telephone number has at most 15 digits (E.164).
    if !is_plain || !(1..=15).contains(&accepted.customer.len()) {
        return Some(Refusal::new(
            malformed,
            Reason::Details("to: expected a phone number with its country code".to_owned()),
        ));
    }
    if is_cloud && accepted.input.starts_with("00") {
        return Some(Refusal::new(
            Code::new(100),
            Reason::Sentence("(#100) Invalid parameter: to begins with 00.".to_owned()),
        ));
    }
    (is_cloud && accepted.customer == BUSINESS_NUMBER).then(|| {
        Refusal::new(
            Code::new(131_021),
            Reason::Details("Recipient and sender are the same number".to_owned()),
        )
    })
}

fn diagnose(shared: &Shared, dialect: Dialect, payload: &Value) -> Vec<Diagnostic> {
    let definition = shared.state().definition_of(payload).cloned();
    let context = Context {
        now: Some(shared.clock.now()),
        sending: true,
        window: None,
        own_number: Some(BUSINESS_NUMBER.to_owned()),
        file: None,
        spent: Vec::new(),
        translations: Arc::default(),
    };
    check_payload(payload, Some(dialect), definition.as_ref(), &context)
}

fn accept(shared: &Shared, payload: Value, failure: Option<Code>) -> Accepted {
    let text = |key: &str| {
        payload
            .get(key)
            .and_then(crate::wire::scalar::text_of)
            .filter(|text| !text.is_empty())
    };
    let to = text("to");
    let address = match (to, text("recipient_type")) {
        (Some(_), Some("group")) => Address::Group,
        (Some(_), _) => Address::Number,
        (None, _) => Address::UserId,
    };
    let input = to
        .or_else(|| text("recipient"))
        .unwrap_or_default()
        .to_owned();
    let customer = if address == Address::Number {
        digits_of(&input)
    } else {
        input.clone()
    };
    Accepted {
        category: category_of(shared, &payload),
        payload,
        input,
        customer,
        address,
        failure,
    }
}

/// What a message is billed as: a template as its definition says, all else as service.
fn category_of(shared: &Shared, payload: &Value) -> &'static str {
    if payload.get("template").is_none() {
        return match payload.get("category").and_then(Value::as_str) {
            Some("utility") => "utility",
            Some("authentication") => "authentication",
            _ => "service",
        };
    }
    if MARKETED.iter().any(|key| payload.get(key).is_some()) {
        return "marketing_lite";
    }
    let state = shared.state();
    let category = state
        .definition_of(payload)
        .map(|definition| definition.category.as_str());
    match category {
        Some("MARKETING") => "marketing",
        Some("AUTHENTICATION") => "authentication",
        _ => "utility",
    }
}

fn not_an_object(dialect: Dialect) -> Refusal {
    match dialect {
        Dialect::OnPremises => Refusal::new(
            Code::new(1025),
            Reason::Details("The body of the request is not a JSON object".to_owned()),
        ),
        Dialect::Cloud | Dialect::Dialog360 => required("messaging_product"),
    }
}

fn required(path: &str) -> Refusal {
    Refusal::new(
        Code::new(100),
        Reason::Sentence(format!("(#100) The parameter {path} is required.")),
    )
}

fn code_of(dialect: Dialect, diagnostic: &Diagnostic) -> Code {
    diagnostic.prediction.unwrap_or(match dialect {
        Dialect::OnPremises => Code::new(1009),
        Dialect::Cloud | Dialect::Dialog360 => Code::new(131_009),
    })
}

fn refusal(dialect: Dialect, diagnostic: &Diagnostic, payload: &Value) -> Refusal {
    let code = code_of(dialect, diagnostic);
    let reason = if code.code == 100 {
        Reason::Sentence(format!("(#100) {}", sentence(diagnostic, payload)))
    } else {
        Reason::Details(details(diagnostic))
    };
    Refusal::new(code, reason)
}

/// The place of an unknown key inside an object that the platform knows; at the top they are ignored.
fn unknown_key(diagnostic: &Diagnostic) -> Option<Pointer> {
    let is_nested = diagnostic
        .pointer
        .parent()
        .is_some_and(|parent| !parent.is_root());
    (diagnostic.rule == "unknown-key" && is_nested).then(|| diagnostic.pointer.clone())
}

fn refuse_unknown_key(dialect: Dialect, place: &Pointer) -> Refusal {
    let key = place.last().unwrap_or_default();
    let parent = place.parent().map(|parent| bracketed(&parent));
    let parent = parent.unwrap_or_default();
    match dialect {
        Dialect::OnPremises => Refusal::new(
            Code::new(1010),
            Reason::Details(format!("Parameter '{key}' is not known in {parent}")),
        ),
        Dialect::Cloud | Dialect::Dialog360 => Refusal::new(
            Code::new(100),
            Reason::Sentence(format!(
                "(#100) Unexpected key \"{key}\" on param \"{parent}\"."
            )),
        ),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tokio_util::sync::CancellationToken;

    use super::super::Config;
    use super::super::access::Access;
    use super::super::courier::Courier;
    use super::super::fate::Fate;
    use super::super::id::Ids;
    use super::super::state::State;
    use super::*;

    fn shared() -> Shared {
        let mut ids = Ids::new(Some(7));
        let address = "127.0.0.1:8080".parse().unwrap();
        let access = Access::invent(address, &mut ids);
        let state = State::new(ids, &access);
        Shared::new(
            access,
            &Config {
                strict: true,
                ..Config::default()
            },
            state,
            Courier::new(),
            CancellationToken::new(),
        )
    }

    /// The words of messages.
    const WORDS: &[&str] = &[
        "messaging_product",
        "whatsapp",
        "to",
        "type",
        "text",
        "body",
        "interactive",
        "list",
        "button",
        "action",
        "sections",
        "rows",
        "id",
        "title",
        "template",
        "name",
        "language",
        "code",
        "components",
        "parameters",
        "reaction",
        "message_id",
        "status",
        "read",
        "recipient",
        "15550100123",
    ];

    /// Any JSON, with the words of messages in it more often than chance would have them.
    fn any_json() -> impl Strategy<Value = Value> {
        let word = prop_oneof![
            4 => proptest::sample::select(WORDS).prop_map(ToOwned::to_owned),
            1 => ".{0,6}",
        ];
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            word.clone().prop_map(Value::from),
        ];
        leaf.prop_recursive(6, 64, 5, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::vec((word.clone(), inner), 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_body_is_judged_and_every_accepted_one_has_a_fate(
            body in any_json(),
            dialect in proptest::sample::select(Dialect::ALL),
            endpoint in proptest::sample::select(&[Endpoint::Messages, Endpoint::Marketing][..]),
        ) {
            let shared = shared();
            if let Ok(Judged::Message(accepted)) = judge(&shared, dialect, endpoint, body.to_string().as_bytes()) {
                let state = shared.state();
                let chat = state.chat(dialect, &accepted.customer, accepted.address);
                let fate = Fate::of(&state, shared.clock.now(), &chat, &accepted.payload, accepted.category);
                prop_assert!(matches!(fate, Fate::Steps(_) | Fate::Waits | Fate::Fails(_)));
            }
        }

        #[test]
        fn no_bytes_are_too_strange(
            bytes in proptest::collection::vec(any::<u8>(), 0..64),
            dialect in proptest::sample::select(Dialect::ALL),
        ) {
            let _judged = judge(&shared(), dialect, Endpoint::Messages, &bytes);
        }
    }
}
