//! The HTTP side: which path speaks which dialect, who may come in, and the answers.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::access::CONTROL;
use super::control;
use super::escape::escaped;
use super::fate::{Fate, Journey};
use super::id::Writer;
use super::judge::{Accepted, Judged, judge};
use super::refusal::{Reason, Refusal};
use super::report::Chat;
use super::state::{Sent, Shared};
use crate::webhook::serve::{Limits, read_body};
use crate::webhook::signature;
use crate::wire::{Code, Dialect};

/// The version of the last On-Premises client.
const CLIENT_VERSION: &str = "2.53.1";

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
    /// To send by this dialect; with the number's id where the path names one.
    Send(Dialect, Option<String>),
    /// A token of the On-Premises client.
    Login,
    /// Nothing that is known.
    Nothing,
}

impl Asked {
    fn of(path: &str) -> Self {
        let mut steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
        match steps.as_slice() {
            ["v1", "messages"] => return Self::Send(Dialect::OnPremises, None),
            ["v1", "users", "login"] => return Self::Login,
            ["messages"] => return Self::Send(Dialect::Dialog360, None),
            _ => {}
        }
        // Any version, and none, is taken: it is a prefix only.
        if steps.first().is_some_and(|step| is_version(step)) {
            steps.remove(0);
        }
        match steps.as_slice() {
            [id, "messages"] => Self::Send(Dialect::Cloud, Some((*id).to_owned())),
            _ => Self::Nothing,
        }
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
        Asked::Send(dialect, _) => *dialect,
        Asked::Login => Dialect::OnPremises,
        Asked::Nothing => Dialect::Cloud,
    };
    let answered = match asked {
        Asked::Send(_, number) => send(&shared, dialect, number.as_deref(), request).await,
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
    match judge(shared, dialect, &body).map_err(Failed::Refused)? {
        Judged::Receipt => Ok((StatusCode::OK, json!({"success": true}))),
        Judged::Message(accepted) => Ok(accept(shared, dialect, accepted)),
    }
}

/// Remembers an accepted message, lets its life begin, and gives the answer.
fn accept(shared: &Arc<Shared>, dialect: Dialect, accepted: Accepted) -> (StatusCode, Value) {
    let Accepted {
        payload,
        input,
        customer,
        category,
        failure,
    } = accepted;
    let (id, fate, epoch) = {
        let mut state = shared.state();
        let id = state.ids.message(dialect, &customer, Writer::Business);
        let fate = failure.map_or_else(
            || Fate::of(&state, dialect, &customer, &payload),
            Fate::Fails,
        );
        state.remember(Sent::new(id.clone(), dialect, customer.clone(), &payload));
        (id, fate, state.epoch.clone())
    };
    let journey = Journey {
        id: id.clone(),
        chat: Chat {
            dialect,
            customer: customer.clone(),
        },
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
    let who = if payload.get("to").is_some() {
        "wa_id"
    } else {
        "user_id"
    };
    let mut message = json!({"id": id});
    if let (Some(message), Some(_)) = (message.as_object_mut(), payload.get("template")) {
        message.insert("message_status".to_owned(), json!("accepted"));
    }
    let body = json!({
        "messaging_product": "whatsapp",
        "contacts": [{"input": input, who: customer}],
        "messages": [message],
    });
    (StatusCode::OK, body)
}

/// Lets in who has the dialect's token or key.
fn admit(shared: &Shared, dialect: Dialect, headers: &HeaderMap) -> Result<(), Refusal> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let bearer = || text(AUTHORIZATION.as_str())?.strip_prefix("Bearer ");
    let is = |known: &str, given: Option<&str>| {
        given.is_some_and(|given| signature::is_same(&SecretString::from(known), given))
    };
    let access = &shared.access;
    match dialect {
        Dialect::Cloud if is(&access.cloud.token, bearer()) => Ok(()),
        Dialect::Cloud if text(AUTHORIZATION.as_str()).is_none() => Err(Refusal::new(
            Code::new(104),
            Reason::Sentence("(#104) A request to this resource needs an access token.".to_owned()),
        )
        .with_status(400)),
        Dialect::Cloud => Err(Refusal::new(
            Code::new(190),
            Reason::Sentence("The access token cannot be parsed.".to_owned()),
        )
        .with_status(401)),
        Dialect::Dialog360 if is(&access.dialog_360.api_key, text("d360-api-key")) => Ok(()),
        Dialect::Dialog360 => {
            Err(Refusal::new(Code::new(401), Reason::Gateway("Invalid api_key")).with_status(401))
        }
        Dialect::OnPremises if is(&access.on_premises.token, bearer()) => Ok(()),
        Dialect::OnPremises => Err(not_logged_in()),
    }
}

fn not_logged_in() -> Refusal {
    Refusal::new(
        Code::new(1005),
        Reason::Details("The credentials or the login token are not valid".to_owned()),
    )
    .with_status(401)
}

fn login(shared: &Shared, headers: &HeaderMap) -> Result<(StatusCode, Value), Refusal> {
    let access = &shared.access.on_premises;
    let wanted = SecretString::from(format!("{}:{}", access.user, access.password));
    let given = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Basic "))
        .and_then(|encoded| STANDARD.decode(encoded).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    if !given.is_some_and(|given| signature::is_same(&wanted, &given)) {
        return Err(not_logged_in());
    }
    // Tokens of the real client live for seven days.
    let week = jiff::SignedDuration::from_hours(7 * 24);
    let until = jiff::Timestamp::now()
        .checked_add(week)
        .unwrap_or(jiff::Timestamp::MAX);
    let until = until.strftime("%Y-%m-%d %H:%M:%S+00:00").to_string();
    Ok((
        StatusCode::OK,
        json!({"users": [{"token": access.token, "expires_after": until}]}),
    ))
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

/// An answer of Graph: its headers, escaped bytes.
pub(super) fn api_response(status: StatusCode, trace_id: &str, body: &Value) -> Response {
    let mut response = respond(status, "application/json; charset=UTF-8", escaped(body));
    let headers = response.headers_mut();
    headers.insert(
        "facebook-api-version",
        axum::http::HeaderValue::from_static("v26.0"),
    );
    if let Ok(trace_id) = axum::http::HeaderValue::from_str(trace_id) {
        headers.insert("x-fb-trace-id", trace_id);
    }
    response
}

/// An answer of an On-Premises client: with its `meta`.
pub(super) fn client_response(status: StatusCode, mut body: Value) -> Response {
    if let Some(members) = body.as_object_mut() {
        members.insert(
            "meta".to_owned(),
            json!({"api_status": "stable", "version": CLIENT_VERSION}),
        );
    }
    plain_response(status, &body)
}

/// An answer in plain JSON.
pub(super) fn plain_response(status: StatusCode, body: &Value) -> Response {
    respond(status, "application/json", body.to_string())
}

fn respond(status: StatusCode, kind: &'static str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, axum::http::HeaderValue::from_static(kind));
    response
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(
        "/v26.0/380012345678901/messages",
        Dialect::Cloud,
        Some("380012345678901")
    )]
    #[case("/v9.0/38/messages", Dialect::Cloud, Some("38"))]
    #[case("/38/messages", Dialect::Cloud, Some("38"))]
    #[case("/messages", Dialect::Dialog360, None)]
    #[case("/v1/messages", Dialect::OnPremises, None)]
    fn a_path_tells_its_dialect(
        #[case] path: &str,
        #[case] dialect: Dialect,
        #[case] number: Option<&str>,
    ) {
        assert_eq!(
            Asked::of(path),
            Asked::Send(dialect, number.map(ToOwned::to_owned))
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
