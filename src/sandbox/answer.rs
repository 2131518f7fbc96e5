//! Answers as each platform dresses them: headers, escaping, `meta`.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::escape::escaped;

/// The version of the last On-Premises client.
const CLIENT_VERSION: &str = "2.53.1";

/// An answer of Graph: its headers, escaped bytes.
pub(super) fn api_response(status: StatusCode, trace_id: &str, body: &Value) -> Response {
    let mut response = respond(status, "application/json; charset=UTF-8", escaped(body));
    let headers = response.headers_mut();
    headers.insert("facebook-api-version", HeaderValue::from_static("v26.0"));
    if let Ok(trace_id) = HeaderValue::from_str(trace_id) {
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
        .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
