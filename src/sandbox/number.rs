//! The business's number: how it is, its profile, whom it blocks, and what else is asked about it.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::call::{Answered, Call, done, success};
use super::people::digits_of;
use super::refusal::Refusal;
use super::registration;
use super::report::BUSINESS_NUMBER;

/// How well its messages are liked.
pub(super) const QUALITIES: &[&str] = &["GREEN", "YELLOW", "RED", "UNKNOWN"];
/// How fast it may send.
pub(super) const THROUGHPUTS: &[&str] = &["STANDARD", "HIGH", "NOT_APPLICABLE"];
/// Whether it may send.
pub(super) const SENDING: &[&str] = &["AVAILABLE", "LIMITED", "BLOCKED"];

/// How the number stands.
#[derive(Debug, Clone)]
pub(super) struct Number {
    /// Whether it is registered.
    pub(super) is_registered: bool,
    /// One of [`QUALITIES`].
    pub(super) quality: String,
    /// One of [`THROUGHPUTS`].
    pub(super) throughput: String,
    /// One of [`SENDING`].
    pub(super) can_send: String,
    /// The only recipients of a test number.
    pub(super) test_list: Option<BTreeSet<String>>,
    /// What customers see of the business.
    pub(super) profile: Map<String, Value>,
    /// The customers whom it blocks.
    pub(super) blocked: BTreeSet<String>,
}

impl Default for Number {
    fn default() -> Self {
        let profile = json!({
            "about": "A pretend business",
            "address": "2 Sample Lane, Springfield",
            "description": "Answers come from the sandbox.",
            "email": "hello@example.com",
            "vertical": "RETAIL",
            "websites": ["https://www.example.com/"],
        });
        Self {
            is_registered: true,
            quality: "GREEN".to_owned(),
            throughput: "STANDARD".to_owned(),
            can_send: "AVAILABLE".to_owned(),
            test_list: None,
            profile: profile.as_object().cloned().unwrap_or_default(),
            blocked: BTreeSet::new(),
        }
    }
}

/// The members that are told where none are asked for.
const USUAL: &str = "verified_name,display_phone_number,quality_rating,code_verification_status,\
                     platform_type,throughput,webhook_configuration";

/// Only the members that are asked for, and the id.
pub(super) fn chosen(whole: &Value, fields: &str) -> Value {
    let mut chosen = Map::new();
    for name in fields.split(',').chain(["id"]) {
        // `health_status{...}` asks for parts; all are told.
        let name = name.split(['{', '.']).next().unwrap_or_default().trim();
        if let Some(value) = whole.get(name) {
            chosen.insert(name.to_owned(), value.clone());
        }
    }
    Value::Object(chosen)
}

/// Tells of the number, or sets where its webhooks go.
pub(super) async fn number(call: &Call) -> Answered {
    let id = call.shared.access.cloud.phone_number_id.clone();
    match call.method {
        Method::GET => {
            let fields = call.query.get("fields").map_or(USUAL, String::as_str);
            done(chosen(&whole(call), fields))
        }
        Method::POST => match call.members().get("webhook_configuration") {
            Some(wanted) => registration::configure_number(call, wanted).await,
            None => success(),
        },
        _ => Err(call.no_object(&id)),
    }
}

fn whole(call: &Call) -> Value {
    let webhooks = registration::configuration(call);
    let health = health_status(call);
    let state = call.shared.state();
    let number = &state.number;
    json!({
        "verified_name": "Sandbox Shop",
        "display_phone_number": BUSINESS_NUMBER,
        "quality_rating": number.quality,
        "throughput": {"level": number.throughput},
        "code_verification_status": "VERIFIED",
        "name_status": "APPROVED",
        "status": if number.is_registered { "CONNECTED" } else { "DISCONNECTED" },
        "platform_type": if number.is_registered { "CLOUD_API" } else { "NOT_APPLICABLE" },
        "whatsapp_business_manager_messaging_limit": "TIER_2K",
        "account_mode": if number.test_list.is_some() { "SANDBOX" } else { "LIVE" },
        "webhook_configuration": webhooks,
        "health_status": health,
        "id": call.shared.access.cloud.phone_number_id,
    })
}

/// Whether messages go out, and what keeps them from it.
fn health_status(call: &Call) -> Value {
    let cloud = &call.shared.access.cloud;
    let state = call.shared.state();
    let can_send = &state.number.can_send;
    let mut number = json!({
        "entity_type": "PHONE_NUMBER", "id": cloud.phone_number_id, "can_send_message": can_send,
    });
    if let (true, Some(number)) = (can_send != "AVAILABLE", number.as_object_mut()) {
        let error = json!([{
            "error_code": 141_000,
            "error_description": "The sandbox was told that this number is not well.",
            "possible_solution": "Tell it otherwise: POST /_sandbox/number.",
        }]);
        number.insert("errors".to_owned(), error);
    }
    let well = |kind: &str, id: &str| json!({"entity_type": kind, "id": id, "can_send_message": "AVAILABLE"});
    json!({
        "can_send_message": can_send,
        "entities": [number, well("WABA", &cloud.waba_id), well("APP", &cloud.app_id)],
    })
}

/// The health of the number as 360dialog passes it through.
pub(super) fn gateway_health(call: &Call) -> Answered {
    let id = &call.shared.access.cloud.phone_number_id;
    done(json!({"health_status": health_status(call), "id": id}))
}

/// Tells of the WhatsApp Business account.
pub(super) fn account(call: &Call) -> Answered {
    let id = &call.shared.access.cloud.waba_id;
    if call.method != Method::GET {
        return Err(call.no_object(id));
    }
    let whole = json!({
        "id": id,
        "name": "Sandbox Shop",
        "timezone_id": "1",
        "currency": "USD",
        "message_template_namespace": "sandbox_namespace",
        "account_review_status": "APPROVED",
        "health_status": health_status(call),
    });
    let usual = "name,timezone_id,message_template_namespace";
    let fields = call.query.get("fields").map_or(usual, String::as_str);
    done(chosen(&whole, fields))
}

/// The numbers of the account: the one.
pub(super) fn numbers(call: &Call, account: &str) -> Answered {
    if account != call.shared.access.cloud.waba_id || call.method != Method::GET {
        return Err(call.no_object(account));
    }
    let fields = call.query.get("fields").map_or(USUAL, String::as_str);
    done(json!({
        "data": [chosen(&whole(call), fields)],
        "paging": {"cursors": {"before": "MA", "after": "MA"}},
    }))
}

/// Registers the number, or takes that back.
pub(super) fn register(call: &Call, is_registered: bool) -> Answered {
    if call.method != Method::POST {
        return Err(call.no_object("register"));
    }
    let pin = call.parameter("pin").unwrap_or_default();
    let is_pin = pin.len() == 6 && pin.bytes().all(|digit| digit.is_ascii_digit());
    if is_registered && !is_pin {
        return Err(Refusal::sentence(
            100,
            "(#100) Param pin must be six digits.",
        ));
    }
    call.shared.state().number.is_registered = is_registered;
    success()
}

/// What customers see of the business.
pub(super) fn profile(call: &Call) -> Answered {
    /// The longest text about the business.
    const ABOUT: usize = 139;
    let mut state = call.shared.state();
    match call.method {
        Method::GET => {
            let mut whole = state.number.profile.clone();
            whole.insert("messaging_product".to_owned(), json!("whatsapp"));
            let whole = Value::Object(whole);
            let told = match call.query.get("fields") {
                Some(fields) => chosen(&whole, &format!("{fields},messaging_product")),
                None => whole,
            };
            done(json!({"data": [told]}))
        }
        Method::POST => {
            let members = call.members();
            if members.get("messaging_product") != Some(&json!("whatsapp")) {
                let sentence = "(#100) The parameter messaging_product is required.";
                return Err(Refusal::sentence(100, sentence));
            }
            let about = members.get("about").and_then(Value::as_str);
            if about.is_some_and(|about| about.is_empty() || about.chars().count() > ABOUT) {
                let sentence = format!("(#100) Param about must have 1 to {ABOUT} characters.");
                return Err(Refusal::sentence(100, sentence));
            }
            let told = members
                .into_iter()
                .filter(|(key, _)| key != "messaging_product");
            state.number.profile.extend(told);
            success()
        }
        _ => Err(call.no_object("whatsapp_business_profile")),
    }
}

/// Whom the business blocks. Only who wrote within 24 hours can be.
pub(super) fn block_list(call: &Call) -> Answered {
    let now = call.shared.clock.now();
    let mut state = call.shared.state();
    if call.method == Method::GET {
        let blocked = state.number.blocked.iter();
        let data: Value = blocked
            .map(|number| json!({"messaging_product": "whatsapp", "wa_id": number}))
            .collect();
        return done(json!({"data": data}));
    }
    let members = call.members();
    let Some(users) = members.get("block_users").and_then(Value::as_array) else {
        let sentence = "(#100) The parameter block_users is required.";
        return Err(Refusal::sentence(100, sentence));
    };
    let (mut changed, mut failed) = (Vec::new(), Vec::new());
    for user in users {
        let input = user.get("user").and_then(Value::as_str).unwrap_or_default();
        let number = digits_of(input);
        let shown = json!({"input": input, "wa_id": number});
        if call.method == Method::DELETE {
            state.number.blocked.remove(&number);
            changed.push(shown);
        } else if state.is_window_open(&number, now) {
            state.number.blocked.insert(number);
            changed.push(shown);
        } else {
            failed.push(json!({"input": input, "wa_id": number, "errors": [{
                "message": "The customer did not write within 24 hours", "code": 139_100}]}));
        }
    }
    let name = if call.method == Method::DELETE {
        "removed_users"
    } else {
        "added_users"
    };
    let mut users = Map::from_iter([(name.to_owned(), json!(changed))]);
    if !failed.is_empty() {
        users.insert("failed_users".to_owned(), json!(failed));
    }
    done(json!({"messaging_product": "whatsapp", "block_users": users}))
}

/// Which numbers are on WhatsApp: late clients say that all are.
pub(super) fn contacts(call: &Call) -> Answered {
    let members = call.members();
    let Some(inputs) = members.get("contacts").and_then(Value::as_array) else {
        return Err(Refusal::details(1008, "contacts is missing".to_owned()));
    };
    let checked: Value = inputs
        .iter()
        .map(|input| {
            let number = digits_of(input.as_str().unwrap_or_default());
            if number.is_empty() {
                json!({"input": input, "status": "invalid"})
            } else {
                json!({"input": input, "status": "valid", "wa_id": number})
            }
        })
        .collect();
    done(json!({"contacts": checked}))
}

/// The health of an On-Premises client.
pub(super) fn client_health() -> Answered {
    done(json!({"health": {"gateway_status": "connected"}}))
}
