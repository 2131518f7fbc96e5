//! A request that was let in, and what it is answered with.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::Query;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use serde_json::{Map, Value};

use super::gate::Gate;
use super::refusal::{Reason, Refusal};
use super::state::Shared;
use crate::wire::{Code, Dialect};

/// A request, read to its end.
#[derive(Debug)]
pub(super) struct Call {
    /// What all parts share.
    pub(super) shared: Arc<Shared>,
    /// The API that its path belongs to.
    pub(super) dialect: Dialect,
    /// Which of 360dialog's hosts was meant, where a key was shown.
    pub(super) gate: Option<Gate>,
    /// The method.
    pub(super) method: Method,
    /// The path.
    pub(super) path: String,
    /// What stands behind the question mark.
    pub(super) query: HashMap<String, String>,
    /// The headers.
    pub(super) headers: HeaderMap,
    /// The body.
    pub(super) body: Bytes,
}

/// A success.
#[derive(Debug)]
pub(super) enum Reply {
    /// JSON, to be dressed as the dialect's platform does.
    Json(StatusCode, Value),
    /// Something else: the bytes of a file.
    Ready(Response),
}

/// What a request brings.
pub(super) type Answered = Result<Reply, Refusal>;

/// A success with 200.
#[expect(
    clippy::unnecessary_wraps,
    reason = "it stands at the end of functions that can refuse"
)]
pub(super) fn done(body: Value) -> Answered {
    Ok(Reply::Json(StatusCode::OK, body))
}

/// A success of which there is nothing to tell.
pub(super) fn success() -> Answered {
    done(serde_json::json!({"success": true}))
}

/// The parts of a query, by name.
pub(super) fn query_of(uri: &Uri) -> HashMap<String, String> {
    Query::try_from_uri(uri).map_or_else(|_| HashMap::new(), |Query(parts)| parts)
}

impl Call {
    /// A header's value, where it is text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body's members: of JSON, or of a form, which Graph takes as well. Empty where it is neither.
    pub(super) fn members(&self) -> Map<String, Value> {
        let kind = self.header(CONTENT_TYPE.as_str()).unwrap_or_default();
        if kind.starts_with("application/x-www-form-urlencoded") {
            let form = String::from_utf8_lossy(&self.body);
            let parts = format!("/?{form}").parse().map(|uri| query_of(&uri));
            let parts = parts.unwrap_or_default().into_iter();
            return parts
                .map(|(key, value)| (key, Value::from(value)))
                .collect();
        }
        match serde_json::from_slice(&self.body) {
            Ok(Value::Object(members)) => members,
            _ => Map::new(),
        }
    }

    /// What a parameter says, in the query or in the body.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        if let Some(said) = self.query.get(name) {
            return Some(said.clone());
        }
        let members = self.members();
        let said = members.get(name)?;
        Some(
            said.as_str()
                .map_or_else(|| said.to_string(), str::to_owned),
        )
    }

    /// That there is nothing of that id, or not for this method.
    pub(super) fn no_object(&self, object: &str) -> Refusal {
        let verb = self.method.as_str().to_lowercase();
        match self.dialect {
            Dialect::OnPremises => Refusal::new(
                Code::new(1006),
                Reason::Details(format!("{object}: there is nothing of this id")),
            )
            .with_status(404),
            Dialect::Cloud | Dialect::Dialog360 => Refusal::new(
                Code::with_subcode(100, 33),
                Reason::NoObject(format!(
                    "Unsupported {verb} request. The object '{object}' does not exist, cannot be loaded \
                     for want of permission, or does not support this."
                )),
            )
            .with_status(400),
        }
    }

    /// That the path is none.
    pub(super) fn unknown_path(&self) -> Refusal {
        match (self.gate, self.dialect) {
            (None, Dialect::Cloud) => {
                let sentence = format!("Unknown path components: {}", self.path);
                Refusal::sentence(2500, sentence).with_status(400)
            }
            (None, Dialect::OnPremises) => self.no_object(&self.path),
            (Some(_), _) | (None, Dialect::Dialog360) => {
                let text = format!(
                    "Not found: the host that this key belongs to has no {}",
                    self.path
                );
                Refusal::gateway(404, &text)
            }
        }
    }
}
