//! Refusals in each dialect's shape.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::answer::{api_response, client_response, plain_response};
use crate::check::explain;
use crate::wire::{Code, Dialect};

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The code.
    pub(super) code: Code,
    /// The HTTP status, where it is not the one that goes with the code.
    pub(super) status: Option<u16>,
    /// The reason.
    pub(super) reason: Reason,
}

/// Who refuses, and in which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    /// Graph's parser: one sentence, no `error_data`.
    Sentence(String),
    /// Graph, about an object that is not there.
    NoObject(String),
    /// WhatsApp itself, or an On-Premises client: a general title and these details.
    Details(String),
    /// 360dialog's gateway, before anything reaches Meta.
    Gateway(String),
    /// Graph, with words for the user.
    ForUser {
        /// What they are about.
        title: String,
        /// The words.
        text: String,
    },
    /// A refusal of Graph that 360dialog's gateway wraps into its own.
    PassedOn(Box<Refusal>),
}

impl Refusal {
    pub(super) const fn new(code: Code, reason: Reason) -> Self {
        Self {
            code,
            status: None,
            reason,
        }
    }

    /// One in Graph's words.
    pub(super) fn sentence(code: u32, sentence: impl Into<String>) -> Self {
        Self::new(Code::new(code), Reason::Sentence(sentence.into()))
    }

    /// One with the reason in its details.
    pub(super) const fn details(code: u32, details: String) -> Self {
        Self::new(Code::new(code), Reason::Details(details))
    }

    /// One of 360dialog's gateway.
    pub(super) fn gateway(status: u16, text: &str) -> Self {
        Self::new(Code::new(status.into()), Reason::Gateway(text.to_owned())).with_status(status)
    }

    /// One with a subcode and words for the user.
    pub(super) fn for_user(subcode: u32, title: &str, text: String) -> Self {
        let title = title.to_owned();
        Self::new(
            Code::with_subcode(100, subcode),
            Reason::ForUser { title, text },
        )
        .with_status(400)
    }

    /// The same as 360dialog's gateway tells it.
    pub(super) fn passed_on(self) -> Self {
        Self::new(self.code, Reason::PassedOn(Box::new(self))).with_status(400)
    }

    pub(super) const fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// The answer.
    pub(super) fn response(&self, dialect: Dialect, trace_id: &str) -> Response {
        let explained = explain(dialect, self.code, None);
        let status = self.status.or(explained.http_status).unwrap_or(400);
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        match (&self.reason, dialect) {
            (Reason::Gateway(text), _) => {
                plain_response(status, &json!({"meta": wrapper(status, text, trace_id)}))
            }
            (Reason::PassedOn(inner), _) => {
                let title = explain(dialect, inner.code, None).title;
                let inner = inner.graph(&inner.reason, title, trace_id).to_string();
                let mut meta = wrapper(status, &format!("Invalid payload ({inner})"), trace_id);
                if let Some(members) = meta.as_object_mut() {
                    members.insert("error".to_owned(), json!(inner));
                }
                plain_response(status, &json!({"meta": meta}))
            }
            (
                Reason::Details(text)
                | Reason::Sentence(text)
                | Reason::NoObject(text)
                | Reason::ForUser { text, .. },
                Dialect::OnPremises,
            ) => client_response(
                status,
                json!({"errors": [{
                    "code": self.code.code,
                    "title": explained.title,
                    "details": text,
                    "href": "https://developers.facebook.com/docs/whatsapp/api/errors",
                }]}),
            ),
            (reason, _) => api_response(
                status,
                trace_id,
                &self.graph(reason, explained.title, trace_id),
            ),
        }
    }

    fn graph(&self, reason: &Reason, title: &str, trace_id: &str) -> Value {
        let (message, kind, details) = match reason {
            Reason::NoObject(text) => (text.clone(), "GraphMethodException", None),
            Reason::Sentence(text) | Reason::Gateway(text) => {
                (text.clone(), "OAuthException", None)
            }
            Reason::Details(text) => (
                format!("(#{}) {title}", self.code.code),
                "OAuthException",
                Some(text.as_str()),
            ),
            Reason::ForUser { .. } | Reason::PassedOn(_) => {
                ("Invalid parameter".to_owned(), "OAuthException", None)
            }
        };
        let mut error = json!({"message": message, "type": kind, "code": self.code.code});
        if let Some(members) = error.as_object_mut() {
            if let Some(subcode) = self.code.subcode {
                members.insert("error_subcode".to_owned(), json!(subcode));
            }
            if let Some(details) = details {
                members.insert(
                    "error_data".to_owned(),
                    json!({"messaging_product": "whatsapp", "details": details}),
                );
            }
            if let Reason::ForUser { title, text } = reason {
                members.insert("is_transient".to_owned(), json!(false));
                members.insert("error_user_title".to_owned(), json!(title));
                members.insert("error_user_msg".to_owned(), json!(text));
            }
            members.insert("fbtrace_id".to_owned(), json!(trace_id));
        }
        json!({"error": error})
    }
}

/// 360dialog's wrapper around what it says.
fn wrapper(status: StatusCode, text: &str, trace_id: &str) -> Value {
    json!({
        "success": false,
        "http_code": status.as_u16(),
        "developer_message": text,
        "360dialog_trace_id": trace_id,
    })
}
