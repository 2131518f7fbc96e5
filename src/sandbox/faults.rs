//! Faults on demand: refusals, gateways' pages, slow answers and broken connections.

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use futures_util::stream;
use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer, Serialize};

use super::id::Ids;
use super::path::Asked;
use super::people::digits_of;
use super::refusal::{Reason, Refusal};
use crate::check::explain;
use crate::wire::{Code, Dialect};

/// What requests a fault meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum On {
    /// All.
    #[default]
    Any,
    /// Those that send.
    Send,
    /// Uploads, and whatever else is about files.
    Media,
    /// Those about templates.
    Templates,
    /// Logins of the On-Premises client.
    Login,
}

/// When a connection breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Break {
    /// Before anything was done.
    Before,
    /// Once it was done, without an answer.
    After,
    /// In the middle of the answer.
    Halfway,
}

/// A fault, until it has happened so often.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fault {
    /// Which requests it meets.
    #[serde(default)]
    on: On,
    /// Only sends to this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// How often it happens; 0 for ever.
    #[serde(default = "once")]
    times: u32,
    /// How likely it is, from 0 to 1.
    #[serde(
        default,
        deserialize_with = "likelihood",
        skip_serializing_if = "Option::is_none"
    )]
    chance: Option<f64>,
    /// How long the answer takes.
    #[serde(default)]
    pub(super) delay_ms: u64,
    /// When the connection breaks.
    #[serde(default, rename = "break", skip_serializing_if = "Option::is_none")]
    pub(super) breaks: Option<Break>,
    /// The platform's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<u32>,
    /// Its subcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subcode: Option<u32>,
    /// The HTTP status; without a code it is a gateway's, with a page that is no JSON.
    #[serde(
        default,
        deserialize_with = "http_status",
        skip_serializing_if = "Option::is_none"
    )]
    status: Option<u16>,
    /// What is answered then in place of that page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<String>,
}

const fn once() -> u32 {
    1
}

/// A number from 0 to 1.
pub(super) fn likelihood<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    let chance = Option::<f64>::deserialize(from)?;
    match chance.filter(|chance| !(0.0..=1.0).contains(chance)) {
        Some(chance) => Err(D::Error::invalid_value(
            Unexpected::Float(chance),
            &"a likelihood from 0 to 1",
        )),
        None => Ok(chance),
    }
}

fn http_status<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u16>, D::Error> {
    let status = Option::<u16>::deserialize(from)?;
    match status.filter(|status| !(200..=599).contains(status)) {
        Some(status) => Err(D::Error::invalid_value(
            Unexpected::Unsigned(status.into()),
            &"an HTTP status from 200 to 599",
        )),
        None => Ok(status),
    }
}

impl On {
    fn meets(self, asked: &Asked) -> bool {
        match self {
            Self::Any => true,
            Self::Send => matches!(asked, Asked::Send(..)),
            Self::Media => matches!(
                asked,
                Asked::Upload(_)
                    | Asked::Session(_)
                    | Asked::Attachment
                    | Asked::ClientFile(_)
                    | Asked::Object(_)
            ),
            Self::Templates => matches!(asked, Asked::Templates(_) | Asked::GatewayTemplates(_)),
            Self::Login => matches!(asked, Asked::Login),
        }
    }
}

/// All faults that are to come, in order.
#[derive(Debug, Default)]
pub(super) struct Faults(pub(super) Vec<Fault>);

impl Faults {
    /// The fault that meets this request, if there is one; it is thereby a little nearer to its end.
    pub(super) fn strike(&mut self, asked: &Asked, body: &[u8], ids: &mut Ids) -> Option<Fault> {
        let is_to = |to: &String| {
            let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
            let named = body.get("to").and_then(serde_json::Value::as_str);
            named.is_some_and(|named| digits_of(named) == digits_of(to))
        };
        let place = self.0.iter().position(|fault| {
            fault.on.meets(asked)
                && fault.to.as_ref().is_none_or(is_to)
                && fault.chance.is_none_or(|chance| ids.is_likely(chance))
        })?;
        let fault = self.0.get_mut(place)?;
        let struck = fault.clone();
        match fault.times {
            0 => {}
            1 => {
                self.0.remove(place);
            }
            _ => fault.times -= 1,
        }
        Some(struck)
    }
}

impl Fault {
    /// A fault of so many sends, 0 for all, that does nothing yet.
    pub(super) fn of_sends(times: u32) -> Self {
        Self {
            on: On::Send,
            to: None,
            times,
            chance: None,
            delay_ms: 0,
            breaks: None,
            code: None,
            subcode: None,
            status: None,
            body: None,
        }
    }

    /// The fault with a refusal of this code.
    pub(super) fn refused(self, code: u32) -> Self {
        Self {
            code: Some(code),
            ..self
        }
    }

    /// The fault with a gateway's page of this status.
    pub(super) fn gateway(self, status: u16) -> Self {
        Self {
            status: Some(status),
            ..self
        }
    }

    /// The fault with a connection that breaks.
    pub(super) fn broken(self, breaks: Break) -> Self {
        Self {
            breaks: Some(breaks),
            ..self
        }
    }

    /// The fault with an answer that takes so long.
    pub(super) fn slow(self, delay_ms: u64) -> Self {
        Self { delay_ms, ..self }
    }

    /// The fault in a few words.
    pub(super) fn shown(&self) -> String {
        let what = match (self.breaks, self.code, self.status) {
            (Some(Break::Before), ..) => "connection lost before it is taken".to_owned(),
            (Some(Break::After), ..) => "taken, but no answer".to_owned(),
            (Some(Break::Halfway), ..) => "answer breaks off".to_owned(),
            (None, Some(code), _) => format!("refused with {code}"),
            (None, None, Some(status)) => format!("a gateway answers {status}"),
            (None, None, None) => format!("slow by {} s", self.delay_ms.div_ceil(1000)),
        };
        let often = match self.times {
            0 => "all".to_owned(),
            1 => "next".to_owned(),
            times => format!("next {times}"),
        };
        let met = match self.on {
            On::Any => "request",
            On::Send => "send",
            On::Media => "file",
            On::Templates => "template request",
            On::Login => "login",
        };
        let many = if self.times == 1 { "" } else { "s" };
        format!("{often} {met}{many}: {what}")
    }

    /// What is answered in place of the truth; nothing where the fault only delays or breaks.
    pub(super) fn answer(&self, dialect: Dialect, trace_id: &str) -> Option<Response> {
        if let Some(code) = self.code {
            let code = Code {
                code,
                subcode: self.subcode,
            };
            let meaning = explain(dialect, code, None).meaning.to_owned();
            let refusal = Refusal::new(code, Reason::Details(meaning));
            let refusal = match self.status {
                Some(status) => refusal.with_status(status),
                None => refusal,
            };
            return Some(refusal.response(dialect, trace_id));
        }
        if self.status.is_none() && self.body.is_none() {
            return None;
        }
        let status = StatusCode::from_u16(self.status.unwrap_or(200)).unwrap_or_default();
        let reason = status.canonical_reason().unwrap_or("Trouble");
        let page =
            format!("<html><head><title>{reason}</title></head><body>{reason}</body></html>");
        let mut response = Response::new(Body::from(self.body.clone().unwrap_or(page)));
        *response.status_mut() = status;
        let kind = HeaderValue::from_static("text/html");
        response.headers_mut().insert(CONTENT_TYPE, kind);
        Some(response)
    }
}

/// The connection ends without an answer.
pub(super) fn broken() -> Response {
    // A body that fails before its first byte takes the head, which was not sent yet, with it.
    let nothing = stream::iter([Err::<Bytes, _>(std::io::Error::other("broken on demand"))]);
    Response::new(Body::from_stream(nothing))
}

/// The connection ends in the middle of the answer.
pub(super) async fn halved(response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, usize::MAX).await;
    let whole = whole.unwrap_or_default();
    head.headers
        .insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = whole.slice(..whole.len() / 2);
    let pieces = stream::unfold(Some(half), |piece| async {
        if let Some(half) = piece {
            return Some((Ok(half), None));
        }
        // Lets the first half go out.
        tokio::task::yield_now().await;
        Some((Err(std::io::Error::other("broken on demand")), None))
    });
    Response::from_parts(head, Body::from_stream(pieces))
}
