//! The control endpoints below `/_sandbox/`: what people and tests direct the customers with.
//!
//! Bodies must be `application/json`, so that no web page can post here unasked.

mod accounts;
mod faults;
mod guide;
mod people;

pub use guide::{CONTROLS, Control};

pub(super) use guide::guide;

use std::sync::Arc;

use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::access::CONTROL;
use super::action::{Action, ActionError};
use super::people::{digits_of, name_of};
use super::report::Said;
use super::state::Shared;
use crate::webhook::serve::Limits;
use crate::wire::Dialect;

/// The routes, to be nested.
pub(super) fn router() -> Router<Arc<Shared>> {
    Router::new()
        .route("/state", get(state))
        .route("/act", post(act))
        .route("/say", post(say))
        .route("/window", post(window))
        .route("/templates", post(templates))
        .route("/credentials", post(accounts::credentials))
        .route("/customers", get(people::list).post(people::change))
        .route("/faults", get(faults::list).post(faults::set))
        .route("/rates", post(faults::rates))
        .route("/delivery", post(faults::delivery))
        .route("/clock", post(accounts::clock))
        .route("/number", post(accounts::number))
        .route("/review", post(accounts::review))
        .route("/reset", post(reset))
        .fallback(nowhere)
}

/// A JSON body; one that cannot be used, or takes too long, is refused in JSON as well.
struct Wanted<T>(T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Wanted<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        match timeout(Limits::default().body, Json::from_request(request, state)).await {
            Ok(Ok(Json(value))) => Ok(Self(value)),
            Ok(Err(rejection)) => Err(refuse(
                rejection.status(),
                &in_short(&rejection.body_text()),
            )),
            Err(_) => Err(refuse(
                StatusCode::REQUEST_TIMEOUT,
                "the body did not come in time",
            )),
        }
    }
}

/// What is wrong with a body, in fewer words: the place, what came, what was expected.
fn in_short(said: &str) -> String {
    let wrong = said.strip_prefix("Failed to deserialize the JSON body into the target type: ");
    let broken = said.strip_prefix("Failed to parse the request body as JSON: ");
    match (wrong, broken) {
        (Some(why), _) => why.to_owned(),
        (_, Some(why)) => format!("the body is no JSON: {why}"),
        (None, None) => said.to_owned(),
    }
}

/// No such endpoint.
async fn nowhere(uri: Uri) -> Response {
    let text = format!(
        "{} is no control endpoint; GET {CONTROL}/ lists them",
        uri.path()
    );
    refuse(StatusCode::NOT_FOUND, &text)
}

/// What the sandbox remembers.
async fn state(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let state = shared.state();
    let messages: Vec<Value> = state
        .messages
        .iter()
        .map(|message| {
            json!({
                "id": message.id,
                "api": message.chat.dialect,
                "to": message.chat.customer,
                "name": name_of(&message.chat.customer),
                "statuses": message.statuses,
                "payload": message.payload(),
            })
        })
        .collect();
    Json(json!({
        "messages": messages,
        "closed_windows": *state.closed_windows.borrow(),
        "webhooks": state.targets.shown(),
        "undelivered": state.undelivered,
    }))
}

/// Lets a customer act on a message.
async fn act(State(shared): State<Arc<Shared>>, Wanted(action): Wanted<Action>) -> Response {
    match shared.act(&action) {
        Ok(id) => Json(json!({"id": id})).into_response(),
        Err(error @ ActionError::NoMessage(_)) => refuse(StatusCode::NOT_FOUND, &error.to_string()),
        Err(error) => refuse(StatusCode::CONFLICT, &error.to_string()),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Say {
    api: Dialect,
    from: String,
    text: String,
}

/// Lets a customer write on their own.
async fn say(State(shared): State<Arc<Shared>>, Wanted(say): Wanted<Say>) -> Response {
    let customer = digits_of(&say.from);
    if customer.is_empty() {
        return refuse(
            StatusCode::BAD_REQUEST,
            "from: expected a phone number with digits",
        );
    }
    let chat = shared.state().chat_from(say.api, &customer);
    let said = Said {
        kind: "text",
        content: json!({"body": say.text}),
        context: None,
    };
    Json(json!({"id": shared.say(chat, said)})).into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Window {
    customer: String,
    open: bool,
}

/// Opens or closes a customer's 24-hour window.
async fn window(State(shared): State<Arc<Shared>>, Wanted(window): Wanted<Window>) -> Response {
    let customer = digits_of(&window.customer);
    if customer.is_empty() {
        return refuse(
            StatusCode::BAD_REQUEST,
            "customer: expected a phone number with digits",
        );
    }
    let mut state = shared.state();
    state.turn_window(&customer, window.open, shared.clock.now());
    Json(json!({"closed_windows": *state.closed_windows.borrow()})).into_response()
}

/// Lets the sandbox know a template.
async fn templates(State(shared): State<Arc<Shared>>, Wanted(value): Wanted<Value>) -> Response {
    match shared.teach(&value) {
        Ok(()) => Json(json!({"success": true})).into_response(),
        Err(error) => refuse(StatusCode::BAD_REQUEST, &error.to_string()),
    }
}

/// Forgets everything but accounts and webhook addresses.
async fn reset(State(shared): State<Arc<Shared>>, _: Wanted<Value>) -> Json<Value> {
    shared.reset();
    Json(json!({"success": true}))
}

fn refuse(status: StatusCode, text: &str) -> Response {
    (status, Json(json!({"error": text}))).into_response()
}
