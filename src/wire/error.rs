//! Error objects of the three platforms, read into one type.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Code, scalar};

/// Tokens of Meta (`EAA…`) and keys of 360dialog (`…_AK`) have at least so many characters.
const SHORTEST_TOKEN: usize = 20;

/// What a platform says went wrong, in an answer or in a webhook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ApiError {
    /// The code to branch on; the HTTP status where the platform gives no code.
    #[serde(flatten)]
    pub code: Code,
    /// The platform's heading: `(#131009) Parameter value is not valid`.
    pub title: String,
    /// The sentence that tells the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
    /// What the platform's support asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
}

impl ApiError {
    /// The sentence that tells most: the details, else the title.
    pub fn said(&self) -> &str {
        self.details.as_deref().unwrap_or(&self.title)
    }

    /// The first error in the body of an answer, whichever platform gave it; none in a success.
    ///
    /// Understood are Meta's `error` object, the `errors` array of On-Premises clients, the `meta`
    /// wrapper of 360dialog (with Meta's error as JSON text inside it) and `{"error": "text"}`.
    pub fn of_answer(body: &Value, http_status: u16) -> Option<Self> {
        let status = Code::new(u32::from(http_status));
        match body.get("error") {
            Some(error @ Value::Object(_)) => return Some(Self::of_object(error, status)),
            Some(Value::String(text)) => return Some(Self::of_text(text, status)),
            _ => {}
        }
        if let Some(wrapper) = body.get("meta").and_then(Self::of_wrapper) {
            return Some(wrapper);
        }
        // A success of an On-Premises client can carry warnings beside its message.
        if http_status < 400 && body.get("messages").is_some() {
            return None;
        }
        let first = body.get("errors")?.as_array()?.first()?;
        Some(Self::of_object(first, status))
    }

    /// One error object; `fallback` is the code when the object has none that can be read.
    pub fn of_object(error: &Value, fallback: Code) -> Self {
        let Value::Object(members) = error else {
            return Self::of_text(scalar::text_of(error).unwrap_or_default(), fallback);
        };
        let code = number(members, &["code"]).map_or(fallback, |code| Code {
            code,
            subcode: number(members, &["error_subcode", "subcode"]),
        });
        let message = text(members, &["message", "title"]).unwrap_or_default();
        let details = members
            .get("error_data")
            .and_then(|data| data.get("details"))
            .and_then(scalar::text_of)
            .map(without_tokens)
            .or_else(|| text(members, &["error_user_msg", "details", "detail"]));
        Self {
            code,
            title: message,
            details,
            trace_id: text(members, &["fbtrace_id"]),
        }
    }

    fn of_text(text: &str, code: Code) -> Self {
        Self {
            code,
            title: without_tokens(text),
            details: None,
            trace_id: None,
        }
    }

    /// 360dialog's own wrapper; `meta` of an On-Premises client has no code and is no error.
    fn of_wrapper(meta: &Value) -> Option<Self> {
        let members = meta.as_object()?;
        let code = number(members, &["http_code", "httpCode"])?;
        if members.get("success") == Some(&Value::Bool(true)) {
            return None;
        }
        let trace_id = text(members, &["360dialog_trace_id"]);
        let inner = text(members, &["error"])
            .and_then(|text| serde_json::from_str::<Value>(&text).ok())
            .map(|error| Self::of_object(error.get("error").unwrap_or(&error), Code::new(code)));
        if let Some(inner) = inner {
            return Some(Self {
                trace_id: inner.trace_id.or(trace_id),
                ..inner
            });
        }
        Some(Self {
            code: Code::new(code),
            title: text(members, &["developer_message", "developerMessage"]).unwrap_or_default(),
            details: text(members, &["details"]),
            trace_id,
        })
    }
}

fn text(members: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter()
        .filter_map(|key| members.get(*key))
        .find_map(scalar::text_of)
        .filter(|text| !text.is_empty())
        .map(without_tokens)
}

/// What platforms say of a token or key may have it in full: `Malformed access token EAA…`.
fn without_tokens(text: &str) -> String {
    let is_part = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    let words = text.split_inclusive(|character| !is_part(character));
    let told = words.map(|word| {
        let bare = word.trim_end_matches(|character| !is_part(character));
        let is_token = bare.starts_with("EAA") || bare.ends_with("_AK");
        if is_token && bare.len() >= SHORTEST_TOKEN {
            word.replace(bare, "********")
        } else {
            word.to_owned()
        }
    });
    told.collect()
}

fn number(members: &Map<String, Value>, keys: &[&str]) -> Option<u32> {
    keys.iter()
        .filter_map(|key| members.get(*key))
        .find_map(|value| scalar::text_of(value)?.parse().ok())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case::graph(
        json!({"error": {"message": "(#131009) Parameter value is not valid", "type": "OAuthException", "code": 131_009,
            "error_data": {"messaging_product": "whatsapp", "details": "too long"}, "fbtrace_id": "Aq1"}}),
        Code::new(131_009), "(#131009) Parameter value is not valid", Some("too long"), Some("Aq1")
    )]
    #[case::graph_with_subcode(
        json!({"error": {"message": "Unsupported post request", "code": "100", "error_subcode": 33}}),
        Code::with_subcode(100, 33), "Unsupported post request", None, None
    )]
    #[case::template_creation(
        json!({"error": {"message": "Invalid parameter", "code": 100, "error_subcode": 2_388_046, "error_user_msg": "Use small letters."}}),
        Code::with_subcode(100, 2_388_046), "Invalid parameter", Some("Use small letters."), None
    )]
    #[case::on_premises(
        json!({"errors": [{"code": 1008, "title": "Required parameter is missing", "details": "no body"}], "meta": {"version": "2.53.1"}}),
        Code::new(1008), "Required parameter is missing", Some("no body"), None
    )]
    #[case::wrapper(
        json!({"meta": {"success": false, "http_code": 401, "developer_message": "Invalid api_key", "360dialog_trace_id": "Qf3"}}),
        Code::new(401), "Invalid api_key", None, Some("Qf3")
    )]
    #[case::camel_wrapper(
        json!({"meta": {"success": false, "httpCode": 404, "developerMessage": "Not found"}}),
        Code::new(404), "Not found", None, None
    )]
    #[case::error_inside_the_wrapper(
        json!({"meta": {"success": false, "http_code": 400, "developer_message": "Invalid payload", "360dialog_trace_id": "Qf4",
            "error": "{\"error\":{\"message\":\"Invalid parameter\",\"code\":100}}"}}),
        Code::new(100), "Invalid parameter", None, Some("Qf4")
    )]
    #[case::plain_text(json!({"error": "no such address"}), Code::new(400), "no such address", None, None)]
    #[case::empty_object(json!({"error": {}}), Code::new(400), "", None, None)]
    fn every_shape_is_read(
        #[case] body: Value,
        #[case] code: Code,
        #[case] title: &str,
        #[case] details: Option<&str>,
        #[case] trace_id: Option<&str>,
    ) {
        let error = ApiError::of_answer(&body, 400).unwrap();
        assert_eq!(error.code, code);
        assert_eq!(error.title, title);
        assert_eq!(error.details.as_deref(), details);
        assert_eq!(error.trace_id.as_deref(), trace_id);
    }

    #[rstest]
    #[case(
        "Malformed access token EAAGm0PX4ZCpsBAKZCinvented.",
        "Malformed access token ********."
    )]
    #[case("the key qWeRtYuIoPaSdFgHjKlZxC1_AK", "the key ********")]
    #[case("EAAG is no token of EAA", "EAAG is no token of EAA")]
    fn tokens_are_left_out_of_what_was_said(#[case] message: &str, #[case] title: &str) {
        let error = json!({"message": message, "error_data": {"details": message}});
        let error = ApiError::of_object(&error, Code::new(190));
        assert_eq!(error.title, title);
        assert_eq!(error.details.as_deref(), Some(title));
    }

    #[rstest]
    #[case(json!({"messages": [{"id": "wamid.x"}]}))]
    #[case(json!({"messages": [{"id": "gBEG"}], "meta": {"api_status": "stable"}}))]
    #[case(json!({"messages": [{"id": "gBEG"}], "errors": [{"code": 1, "title": "a warning"}]}))]
    #[case(json!({"meta": {"success": true, "http_code": 200}}))]
    #[case(json!(null))]
    #[case(json!([]))]
    fn a_success_has_no_error(#[case] body: Value) {
        assert_eq!(ApiError::of_answer(&body, 200), None);
    }
}
