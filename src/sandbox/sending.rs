//! Sending and marking as read: from the accepted message to its answer.

use std::borrow::Cow;

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::call::{Answered, Call, Reply, done, success};
use super::fate::Fate;
use super::gate::{Gate, TESTER};
use super::id::Writer;
use super::judge::{Accepted, Endpoint, Judged, judge, known_to_read};
use super::refusal::Refusal;
use super::report::{Address, Chat, Journey};
use super::state::Sent;
use crate::wire::{Dialect, MessageId};

/// Sends what the body says.
pub(super) fn send(call: &Call, endpoint: Endpoint, number: Option<&str>) -> Answered {
    let own = &call.shared.access.cloud.phone_number_id;
    if call.method != Method::POST || number.is_some_and(|number| number != own) {
        return Err(call.no_object(number.unwrap_or("messages")));
    }
    let is_sandbox_host = call.gate == Some(Gate::Sandbox);
    let body = if is_sandbox_host && !call.shared.strict {
        marked(call)
    } else {
        Cow::Borrowed(&*call.body)
    };
    match judge(&call.shared, call.dialect, endpoint, &body)? {
        Judged::Receipt => success(),
        Judged::Message(accepted) if is_sandbox_host => {
            admit_at_sandbox_host(call, &accepted)?;
            let Reply::Json(_, answer) = accept(call, accepted, Reports::Nothing) else {
                return success();
            };
            Ok(Reply::Json(StatusCode::CREATED, answer))
        }
        Judged::Message(accepted) => Ok(accept(call, accepted, Reports::AsItGoes)),
    }
}

/// The body with the mark of the Cloud API, which older samples for the sandbox host leave out.
fn marked(call: &Call) -> Cow<'_, [u8]> {
    let mut members = call.members();
    if members.is_empty() || members.contains_key("messaging_product") {
        return Cow::Borrowed(&call.body);
    }
    members.insert("messaging_product".to_owned(), json!("whatsapp"));
    Cow::Owned(Value::Object(members).to_string().into_bytes())
}

/// The sandbox host sends to one telephone, and not for ever.
fn admit_at_sandbox_host(call: &Call, accepted: &Accepted) -> Result<(), Refusal> {
    if accepted.customer != TESTER {
        let text = format!(
            "Invalid payload: this key sends only to {TESTER}, the number that asked for it"
        );
        return Err(Refusal::gateway(400, &text));
    }
    let mut state = call.shared.state();
    if state.counts.is_spent() {
        let text = "Endpoint is blocked: the messages of this sandbox key are used up";
        return Err(Refusal::gateway(403, text));
    }
    state.counts.send();
    Ok(())
}

/// What is reported of a message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reports {
    /// Its statuses, as fate has them.
    AsItGoes,
    /// Nothing: 360dialog's sandbox host promises no statuses.
    Nothing,
}

/// Marks a customer's message as read, as the On-Premises client is asked to.
pub(super) fn mark_read(call: &Call, id: &str) -> Answered {
    if call.method != Method::PUT {
        return Err(call.no_object(id).with_status(400));
    }
    if call.members().get("status") == Some(&json!("read")) {
        known_to_read(&call.shared, id, 1006)?;
        done(json!({}))
    } else {
        Err(Refusal::details(1009, "status: expected read".to_owned()))
    }
}

/// Remembers an accepted message, lets its life begin, and gives the answer.
fn accept(call: &Call, accepted: Accepted, reports: Reports) -> Reply {
    let (shared, dialect) = (&call.shared, call.dialect);
    let Accepted {
        payload,
        input,
        customer,
        address,
        category,
        failure,
    } = accepted;
    let chat = shared.state().chat(dialect, &customer, address);
    let customer = &chat.customer;
    let (id, fate, epoch) = {
        let mut state = shared.state();
        let id = state.ids.message(dialect, customer, Writer::Business);
        let fate = failure.map_or_else(
            || Fate::of(&state, shared.clock.now(), &chat, &payload, category),
            Fate::Fails,
        );
        state.orders.note(customer, &payload);
        state.remember(Sent::new(id.clone(), chat.clone(), &payload));
        (id, fate, state.epoch.clone())
    };
    let journey = Journey {
        id: id.clone(),
        chat: chat.clone(),
        callback: payload
            .get("biz_opaque_callback_data")
            .and_then(Value::as_str)
            .map(ToOwned::to_owned),
        category,
    };
    if reports == Reports::AsItGoes {
        journey.begin(fate, shared, epoch);
    }
    if dialect == Dialect::OnPremises {
        return Reply::Json(StatusCode::CREATED, json!({"messages": [{"id": id}]}));
    }
    Reply::Json(StatusCode::OK, cloud_answer(&payload, &input, &chat, &id))
}

/// The body with which the Cloud API accepts a message.
fn cloud_answer(payload: &Value, input: &str, chat: &Chat, id: &MessageId) -> Value {
    let customer = &chat.customer;
    let who = match chat.address {
        Address::UserId => "user_id",
        Address::Number | Address::Group => "wa_id",
    };
    let mut message = Map::from_iter([("id".to_owned(), json!(id))]);
    if chat.address == Address::Group {
        message.insert("group_id".to_owned(), json!(customer));
    }
    if payload.get("template").is_some() {
        message.insert("message_status".to_owned(), json!("accepted"));
    }
    json!({
        "messaging_product": "whatsapp",
        "contacts": [{"input": input, who: customer}],
        "messages": [message],
    })
}
