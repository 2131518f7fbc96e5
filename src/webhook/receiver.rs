//! The HTTP server that takes webhooks.
//!
//! Nothing is believed before its signature was judged, and nothing is acknowledged before the
//! [`Sink`] has it.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;

use super::read::read_events;
use super::received::{Received, headers_of};
use super::serve::{Limits, Server, read_body};
use super::signature::{self, Reason, Verdict};

/// How much is kept of a body that is refused: enough to see what it was.
const KEPT_OF_REFUSED: usize = 16 * 1024;

/// Where received webhooks go. The platform gets its 200 once this has returned.
pub trait Sink: Send + Sync + 'static {
    /// Takes one webhook in.
    ///
    /// # Errors
    /// When it could not be kept: the platform is told so and will try again.
    fn store(&self, received: Received) -> impl Future<Output = Result<(), SinkError>> + Send;
}

/// A sink that could not take a webhook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the webhook could not be kept: {0}")]
pub struct SinkError(pub String);

/// How the receiver listens.
#[derive(Debug)]
pub struct ReceiverConfig {
    /// The address; port 0 takes any free one.
    pub address: SocketAddr,
    /// What it serves at first.
    pub endpoints: Vec<Endpoint>,
    /// What a client may take.
    pub limits: Limits,
}

/// One path of the receiver.
#[derive(Debug)]
pub struct Endpoint {
    /// The path: `/webhook`.
    pub path: String,
    /// The secret that webhooks to it are signed with; none where the platform signs nothing.
    pub secret: Option<SecretString>,
    /// What the platform must show when it asks whether this address is meant; none where it never asks.
    pub verify_token: Option<SecretString>,
}

/// A receiver at work; dropping it ends it.
#[derive(Debug)]
pub struct Receiver {
    server: Server,
    endpoints: Arc<Endpoints>,
}

/// What a receiver serves at the moment.
#[derive(Debug)]
struct Endpoints(RwLock<Vec<Arc<Endpoint>>>);

impl Endpoints {
    fn new(served: Vec<Endpoint>) -> Self {
        Self(RwLock::new(served.into_iter().map(Arc::new).collect()))
    }

    fn set(&self, served: Self) {
        let served = served.0.into_inner();
        let served = served.unwrap_or_else(PoisonError::into_inner);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = served;
    }

    fn at(&self, path: &str) -> Option<Arc<Endpoint>> {
        let served = self.0.read().unwrap_or_else(PoisonError::into_inner);
        served
            .iter()
            .find(|endpoint| endpoint.path == path)
            .cloned()
    }
}

impl Receiver {
    /// Starts listening.
    ///
    /// # Errors
    /// When the address cannot be had, for example because another program listens there.
    pub async fn start<S: Sink>(config: ReceiverConfig, sink: S) -> io::Result<Self> {
        let ReceiverConfig {
            address,
            endpoints,
            limits,
        } = config;
        let endpoints = Arc::new(Endpoints::new(endpoints));
        let shared = Shared {
            endpoints: Arc::clone(&endpoints),
            limits,
            sink,
        };
        let router = Router::new()
            .fallback(answer::<S>)
            .with_state(Arc::new(shared));
        let listener = Server::bind(address).await?;
        Ok(Self {
            server: Server::run(listener, router, limits)?,
            endpoints,
        })
    }

    /// Serves these paths from now on, and no others.
    pub fn serve(&self, endpoints: Vec<Endpoint>) {
        self.endpoints.set(Endpoints::new(endpoints));
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Ends it: webhooks under way are still kept and answered.
    pub async fn stop(&self) {
        self.server.stop().await;
    }
}

struct Shared<S> {
    endpoints: Arc<Endpoints>,
    limits: Limits,
    sink: S,
}

async fn answer<S: Sink>(State(shared): State<Arc<Shared<S>>>, request: Request) -> Response {
    let Some(endpoint) = shared.endpoints.at(request.uri().path()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match *request.method() {
        Method::GET => shake_hands(endpoint.verify_token.as_ref(), &request),
        Method::POST => take(&shared, &endpoint, request).await,
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

/// What Meta asks with before it sends anything.
#[derive(Deserialize)]
struct Handshake {
    #[serde(rename = "hub.mode")]
    mode: String,
    #[serde(rename = "hub.verify_token")]
    token: String,
    #[serde(rename = "hub.challenge")]
    challenge: String,
}

fn shake_hands(verify_token: Option<&SecretString>, request: &Request) -> Response {
    match Query::<Handshake>::try_from_uri(request.uri()) {
        Ok(Query(asked))
            if asked.mode == "subscribe"
                && verify_token.is_some_and(|token| signature::is_same(token, &asked.token)) =>
        {
            ([(CONTENT_TYPE, "text/plain")], asked.challenge).into_response()
        }
        _ => StatusCode::FORBIDDEN.into_response(),
    }
}

async fn take<S: Sink>(shared: &Shared<S>, endpoint: &Endpoint, mut request: Request) -> Response {
    // Reading the body asks for no header any more.
    let headers = std::mem::take(request.headers_mut());
    let body = match read_body(request, shared.limits).await {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    let (verdict, reason) = judge(endpoint.secret.as_ref(), &body, &headers);
    let json = verdict
        .is_trusted()
        .then(|| serde_json::from_slice::<Value>(&body).ok())
        .flatten();
    let status = match verdict {
        Verdict::Missing | Verdict::Wrong => StatusCode::UNAUTHORIZED,
        Verdict::NotSigned if json.is_none() => StatusCode::BAD_REQUEST,
        // Also for what cannot be read: the platform would send again for days what it signed, and it
        // would never read better.
        Verdict::Good | Verdict::NotSigned => StatusCode::OK,
    };
    let kept = if status == StatusCode::OK {
        body.len()
    } else {
        body.len().min(KEPT_OF_REFUSED)
    };
    let received = Received {
        at: Timestamp::now(),
        path: endpoint.path.clone(),
        headers: headers_of(&headers),
        body: body.slice(..kept).to_vec(),
        verdict,
        reason,
        events: json.as_ref().map(read_events).unwrap_or_default(),
    };
    match shared.sink.store(received).await {
        Ok(()) => status.into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// What the signature says; of several that differ none is believed.
fn judge(
    secret: Option<&SecretString>,
    body: &[u8],
    headers: &HeaderMap,
) -> (Verdict, Option<Reason>) {
    let values = headers.get_all(signature::HEADER).iter();
    let values: Vec<&[u8]> = values.map(HeaderValue::as_bytes).collect();
    let verdict = match values.as_slice() {
        [first, rest @ ..] if rest.iter().any(|other| other != first) && secret.is_some() => {
            Verdict::Wrong
        }
        values => signature::judge(secret, body, values.first().copied()),
    };
    let reason = match (verdict, secret) {
        (Verdict::Missing | Verdict::Wrong, Some(secret)) => {
            let has_sha1 = headers.contains_key(signature::OLD_HEADER);
            signature::likely_reason(secret, body, &values, has_sha1)
        }
        _ => None,
    };
    (verdict, reason)
}
