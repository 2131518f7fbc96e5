//! The HTTP side: lets requests in, reads them, hands each to who answers it, and dresses the answer.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use tokio::time::timeout;

use super::access::CONTROL;
use super::admission::{admit, login, logout};
use super::answer::{api_response, client_response};
use super::call::{Answered, Call, Reply, query_of};
use super::credentials::Permission;
use super::faults::{Break, broken, halved};
use super::gate::Gate;
use super::path::{Asked, Way};
use super::refusal::Refusal;
use super::state::Shared;
use super::{control, media, number, registration, samples, sending, templates};
use crate::webhook::serve::Limits;
use crate::wire::Dialect;

/// All routes of a sandbox.
pub(super) fn router(shared: &Arc<Shared>) -> Router {
    Router::new()
        .nest(CONTROL, control::router())
        .route(&format!("{CONTROL}/"), get(control::guide))
        .fallback(answer)
        .with_state(Arc::clone(shared))
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let trace_id = shared.state().ids.token(23);
    let way = Way::of(request.uri().path(), Gate::of(request.headers()));
    let (dialect, asked) = (way.dialect, &way.asked);
    let call = match read(shared, &way, request).await {
        Ok(call) => call,
        Err(Unread::Refused(refusal)) => return refusal.response(dialect, &trace_id),
        Err(Unread::Failed(response)) => return response,
    };
    let fault = {
        let mut state = call.shared.state();
        let state = &mut *state;
        state.faults.strike(asked, &call.body, &mut state.ids)
    };
    let Some(fault) = fault else {
        return dressed(asked.answer(&call).await, dialect, &trace_id);
    };
    tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
    if fault.breaks == Some(Break::Before) {
        return broken();
    }
    let response = match fault.answer(dialect, &trace_id) {
        Some(response) => response,
        None => dressed(asked.answer(&call).await, dialect, &trace_id),
    };
    match fault.breaks {
        Some(Break::After) => broken(),
        Some(Break::Halfway) => halved(response).await,
        Some(Break::Before) | None => response,
    }
}

/// An answer as the platform of the dialect gives it.
fn dressed(answered: Answered, dialect: Dialect, trace_id: &str) -> Response {
    match answered {
        Ok(Reply::Ready(response)) => response,
        Ok(Reply::Json(status, body)) => match dialect {
            Dialect::OnPremises => client_response(status, body),
            Dialect::Cloud | Dialect::Dialog360 => api_response(status, trace_id, &body),
        },
        Err(refusal) => refusal.response(dialect, trace_id),
    }
}

/// Why a request is not read to its end.
enum Unread {
    /// The platform lets nobody in for it.
    Refused(Refusal),
    /// Its body is too large, or does not come.
    Failed(Response),
}

/// Lets a request in and reads it.
async fn read(shared: Arc<Shared>, way: &Way, request: Request) -> Result<Call, Unread> {
    let Way {
        dialect,
        gate,
        asked,
    } = way;
    let (head, body) = request.into_parts();
    let query = query_of(&head.uri);
    if let Some(permission) = asked.permission() {
        admit(
            &shared,
            (*dialect, *gate),
            &head.headers,
            &query,
            permission,
        )
        .map_err(Unread::Refused)?;
        if permission == Permission::Management {
            let now = shared.clock.now();
            let counted = shared.state().rates.ask(now);
            counted.map_err(|code| {
                let sentence = format!("(#{code}) Too many calls of management in the last hour.");
                Unread::Refused(Refusal::sentence(code, sentence).with_status(400))
            })?;
        }
    }
    let limits = Limits::default();
    let (most, time) = match asked {
        Asked::Upload(_) | Asked::Session(_) => (media::UPLOAD, media::UPLOAD_TIME),
        _ => (limits.body_size, limits.body),
    };
    let failed = |status: StatusCode| Unread::Failed(status.into_response());
    let body: Bytes = match timeout(time, to_bytes(body, most)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return Err(failed(StatusCode::PAYLOAD_TOO_LARGE)),
        Err(_) => return Err(failed(StatusCode::REQUEST_TIMEOUT)),
    };
    Ok(Call {
        shared,
        dialect: *dialect,
        gate: *gate,
        method: head.method,
        path: head.uri.path().to_owned(),
        query,
        headers: head.headers,
        body,
    })
}

impl Asked {
    async fn answer(&self, call: &Call) -> Answered {
        match self {
            Self::Send(endpoint, number) => sending::send(call, *endpoint, number.as_deref()),
            Self::Read(id) => sending::mark_read(call, id),
            Self::Login => login(call),
            Self::Logout => logout(call),
            Self::Upload(number) => media::upload(call, number.as_deref()).await,
            Self::Object(id) => object(call, id).await,
            Self::OpenSession(app) => samples::open(call, app),
            Self::Session(id) => samples::session(call, id),
            Self::Sample(id) => samples::file(call, id),
            Self::Attachment => media::attachment(call),
            Self::ClientFile(id) => media::client_file(call, id),
            Self::Templates(account) => templates::of_account(call, account),
            Self::GatewayTemplates(name) => templates::of_gateway(call, name.as_deref()),
            Self::AppToken => registration::app_token(call),
            Self::Subscriptions(app) => registration::subscriptions(call, app).await,
            Self::Subscribed(account) => registration::subscribed(call, account).await,
            Self::GatewayWebhook { of_account } => registration::gateway(call, *of_account),
            Self::ClientSettings => registration::application(call),
            Self::Profile => number::profile(call),
            Self::BlockList => number::block_list(call),
            Self::Register(is_registered) => number::register(call, *is_registered),
            Self::Numbers(account) => number::numbers(call, account),
            Self::Contacts => number::contacts(call),
            Self::ClientHealth => number::client_health(),
            Self::GatewayHealth => number::gateway_health(call),
            Self::Nothing => Err(call.unknown_path()),
        }
    }
}

/// Whatever has that id: the number, the account, a template or a file.
async fn object(call: &Call, id: &str) -> Answered {
    let cloud = &call.shared.access.cloud;
    let is_template = call.shared.state().library.get(id).is_some();
    if call.dialect == Dialect::Cloud && id == cloud.phone_number_id {
        number::number(call).await
    } else if call.dialect == Dialect::Cloud && id == cloud.waba_id {
        number::account(call)
    } else if is_template {
        templates::object(call, id)
    } else {
        media::object(call, id)
    }
}
