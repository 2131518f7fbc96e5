//! The HTTP side: which path speaks which dialect, who may come in, and the answers.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::access::CONTROL;
use super::admission::{admit, login};
use super::answer::{api_response, client_response};
use super::control;
use super::fate::Fate;
use super::id::Writer;
use super::judge::{Accepted, Endpoint, Judged, judge, known_to_read};
use super::refusal::{Reason, Refusal};
use super::report::{Address, Chat, Journey};
use super::state::{Sent, Shared};
use crate::webhook::serve::{Limits, read_body};
use crate::wire::{Code, Dialect, MessageId};

/// All routes of a sandbox.
pub(super) fn router(shared: &Arc<Shared>) -> Router {
    Router::new()
        .nest(CONTROL, control::router())
        .fallback(answer)
        .with_state(Arc::clone(shared))
}

/// What a path asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    /// To send by this dialect and endpoint; with the number's id where the path names one.
    Send(Dialect, Endpoint, Option<String>),
    /// To mark a message as read on the On-Premises client.
    Read(String),
    /// A token of the On-Premises client.
    Login,
    /// Nothing that is known.
    Nothing,
}

impl Asked {
    fn of(path: &str) -> Self {
        let mut steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
        match steps.as_slice() {
            ["v1", "messages"] => return Self::Send(Dialect::OnPremises, Endpoint::Messages, None),
            ["v1", "messages", id] => return Self::Read((*id).to_owned()),
            ["v1", "users", "login"] => return Self::Login,
            [end] => {
                if let Some(endpoint) = endpoint(end) {
                    return Self::Send(Dialect::Dialog360, endpoint, None);
                }
            }
            _ => {}
        }
        // Any version, and none, is taken: it is a prefix only.
        if steps.first().is_some_and(|step| is_version(step)) {
            steps.remove(0);
        }
        match steps.as_slice() {
            [id, end] => endpoint(end).map_or(Self::Nothing, |endpoint| {
                Self::Send(Dialect::Cloud, endpoint, Some((*id).to_owned()))
            }),
            _ => Self::Nothing,
        }
    }
}

fn endpoint(step: &str) -> Option<Endpoint> {
    match step {
        "messages" => Some(Endpoint::Messages),
        "marketing_messages" => Some(Endpoint::Marketing),
        _ => None,
    }
}

fn is_version(step: &str) -> bool {
    step.strip_prefix('v').is_some_and(|number| {
        number.starts_with(|digit: char| digit.is_ascii_digit())
            && number
                .chars()
                .all(|digit| digit.is_ascii_digit() || digit == '.')
    })
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let trace_id = shared.state().ids.token(23);
    let asked = Asked::of(request.uri().path());
    let dialect = match &asked {
        Asked::Send(dialect, ..) => *dialect,
        Asked::Login | Asked::Read(_) => Dialect::OnPremises,
        Asked::Nothing => Dialect::Cloud,
    };
    let answered = match asked {
        Asked::Send(_, endpoint, number) => {
            send(&shared, dialect, endpoint, number.as_deref(), request).await
        }
        Asked::Read(id) => mark_read(&shared, &id, request).await,
        Asked::Login => login(&shared, request.headers()).map_err(Failed::Refused),
        Asked::Nothing => Err(Failed::Refused(unknown_path(request.uri().path()))),
    };
    match answered {
        Ok((status, body)) => match dialect {
            Dialect::OnPremises => client_response(status, body),
            Dialect::Cloud | Dialect::Dialog360 => api_response(status, &trace_id, &body),
        },
        Err(Failed::Refused(refusal)) => refusal.response(dialect, &trace_id),
        Err(Failed::Unread(response)) => response,
    }
}

/// Why a request brought no success.
enum Failed {
    /// The platform refuses it.
    Refused(Refusal),
    /// Its body could not be read.
    Unread(Response),
}

async fn send(
    shared: &Arc<Shared>,
    dialect: Dialect,
    endpoint: Endpoint,
    number: Option<&str>,
    request: Request,
) -> Result<(StatusCode, Value), Failed> {
    admit(shared, dialect, request.headers()).map_err(Failed::Refused)?;
    let is_number = number.is_none_or(|id| id == shared.access.cloud.phone_number_id);
    if request.method() != Method::POST || !is_number {
        return Err(Failed::Refused(no_object(&request, number)));
    }
    let body = read_body(request, Limits::default())
        .await
        .map_err(Failed::Unread)?;
    match judge(shared, dialect, endpoint, &body).map_err(Failed::Refused)? {
        Judged::Receipt => Ok((StatusCode::OK, json!({"success": true}))),
        Judged::Message(accepted) => Ok(accept(shared, dialect, accepted)),
    }
}

/// Marks a customer's message as read, as the On-Premises client is asked to.
async fn mark_read(
    shared: &Arc<Shared>,
    id: &str,
    request: Request,
) -> Result<(StatusCode, Value), Failed> {
    let dialect = Dialect::OnPremises;
    admit(shared, dialect, request.headers()).map_err(Failed::Refused)?;
    if request.method() != Method::PUT {
        return Err(Failed::Refused(no_object(&request, Some(id))));
    }
    let body = read_body(request, Limits::default())
        .await
        .map_err(Failed::Unread)?;
    let said = serde_json::from_slice::<Value>(&body).unwrap_or_default();
    if said.get("status") == Some(&json!("read")) {
        known_to_read(shared, id, 1006).map_err(Failed::Refused)?;
        Ok((StatusCode::OK, json!({})))
    } else {
        Err(Failed::Refused(Refusal::new(
            Code::new(1009),
            Reason::Details("status: expected read".to_owned()),
        )))
    }
}

/// Remembers an accepted message, lets its life begin, and gives the answer.
fn accept(shared: &Arc<Shared>, dialect: Dialect, accepted: Accepted) -> (StatusCode, Value) {
    let Accepted {
        payload,
        input,
        customer,
        address,
        category,
        failure,
    } = accepted;
    let chat = Chat {
        dialect,
        customer,
        address,
    };
    let customer = &chat.customer;
    let (id, fate, epoch) = {
        let mut state = shared.state();
        let id = state.ids.message(dialect, customer, Writer::Business);
        let fate = failure.map_or_else(
            || Fate::of(&state, dialect, customer, &payload),
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
        return (StatusCode::CREATED, json!({"messages": [{"id": id}]}));
    }
    (StatusCode::OK, cloud_answer(&payload, &input, &chat, &id))
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

fn no_object(request: &Request, number: Option<&str>) -> Refusal {
    let verb = request.method().as_str().to_lowercase();
    let object = number.unwrap_or("messages");
    Refusal::new(
        Code::with_subcode(100, 33),
        Reason::NoObject(format!(
            "Unsupported {verb} request. The object '{object}' does not exist, cannot be loaded \
             for want of permission, or does not support this."
        )),
    )
    .with_status(400)
}

fn unknown_path(path: &str) -> Refusal {
    Refusal::new(
        Code::new(2500),
        Reason::Sentence(format!("Unknown path components: {path}")),
    )
    .with_status(400)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(
        "/v26.0/380012345678901/messages",
        Dialect::Cloud,
        Endpoint::Messages,
        Some("380012345678901")
    )]
    #[case("/v9.0/38/messages", Dialect::Cloud, Endpoint::Messages, Some("38"))]
    #[case("/38/messages", Dialect::Cloud, Endpoint::Messages, Some("38"))]
    #[case("/messages", Dialect::Dialog360, Endpoint::Messages, None)]
    #[case("/v1/messages", Dialect::OnPremises, Endpoint::Messages, None)]
    #[case(
        "/v26.0/38/marketing_messages",
        Dialect::Cloud,
        Endpoint::Marketing,
        Some("38")
    )]
    #[case("/marketing_messages", Dialect::Dialog360, Endpoint::Marketing, None)]
    fn a_path_tells_its_dialect(
        #[case] path: &str,
        #[case] dialect: Dialect,
        #[case] endpoint: Endpoint,
        #[case] number: Option<&str>,
    ) {
        assert_eq!(
            Asked::of(path),
            Asked::Send(dialect, endpoint, number.map(ToOwned::to_owned))
        );
    }

    #[rstest]
    #[case("/")]
    #[case("/v26.0/38/media")]
    #[case("/v26.0/38/messages/more")]
    #[case("/version/38/messages")]
    fn other_paths_are_unknown(#[case] path: &str) {
        assert_eq!(Asked::of(path), Asked::Nothing);
    }
}
