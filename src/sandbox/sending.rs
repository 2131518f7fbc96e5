//! Sending and marking as read: from the accepted message to its answer.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::call::{Answered, Call, Reply, done, success};
use super::fate::Fate;
use super::id::Writer;
use super::judge::{Accepted, Endpoint, Judged, judge, known_to_read};
use super::refusal::Refusal;
use super::report::{Address, Chat, Journey};
use super::state::{Sent, Shared};
use crate::wire::{Dialect, MessageId};

/// Sends what the body says.
pub(super) fn send(call: &Call, endpoint: Endpoint, number: Option<&str>) -> Answered {
    let own = &call.shared.access.cloud.phone_number_id;
    if call.method != Method::POST || number.is_some_and(|number| number != own) {
        return Err(call.no_object(number.unwrap_or("messages")));
    }
    match judge(&call.shared, call.dialect, endpoint, &call.body)? {
        Judged::Receipt => success(),
        Judged::Message(accepted) => Ok(accept(&call.shared, call.dialect, accepted)),
    }
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
fn accept(shared: &Arc<Shared>, dialect: Dialect, accepted: Accepted) -> Reply {
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
    journey.begin(fate, shared, epoch);
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
