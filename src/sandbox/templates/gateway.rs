//! Templates as 360dialog lists, takes and deletes them: entries of its own form, paged by offset.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use super::super::call::{Answered, Call, Reply, done};
use super::super::refusal::Refusal;
use super::{LARGEST_PAGE, all, create, listed};

/// The templates at 360dialog: paged by offset, statuses in small letters.
pub(in super::super) fn of_gateway(call: &Call, name: Option<&str>) -> Answered {
    match (call.method.as_str(), name) {
        ("GET", None) => gateway_list(call),
        ("POST", None) => {
            let (id, ..) = create(call).map_err(Refusal::passed_on)?;
            let state = call.shared.state();
            let entry = state.library.get(&id);
            let entry = entry.map(|template| entry_of(listed(&state, &call.shared, template)));
            Ok(Reply::Json(StatusCode::CREATED, entry.unwrap_or_default()))
        }
        ("DELETE", Some(name)) => {
            let now = call.shared.clock.now();
            if call.shared.state().library.remove(Some(name), None, now) {
                done(json!({"meta": {"success": true}}))
            } else {
                Err(Refusal::gateway(404, "Template not found"))
            }
        }
        _ => Err(Refusal::gateway(405, "Method not allowed")),
    }
}

fn gateway_list(call: &Call) -> Answered {
    let number = |name: &str, otherwise: usize| {
        let said = call.query.get(name).and_then(|said| said.parse().ok());
        said.unwrap_or(otherwise)
    };
    let (limit, offset) = (number("limit", LARGEST_PAGE), number("offset", 0));
    let filters = call.query.get("filters").map(String::as_str);
    let filters: Map<String, Value> =
        serde_json::from_str(filters.unwrap_or("{}")).unwrap_or_default();
    let state = call.shared.state();
    let mut found: Vec<Value> = all(&state, &call.shared)
        .into_iter()
        .map(entry_of)
        .collect();
    found.retain(|entry| {
        let mut wanted = filters.iter();
        wanted.all(|(key, wanted)| entry.get(key).is_none_or(|found| found == wanted))
    });
    let total = found.len();
    let page: Vec<Value> = found.into_iter().skip(offset).take(limit).collect();
    done(json!({
        "count": page.len(),
        "total": total,
        "limit": limit,
        "offset": offset,
        "sort": ["-modified_at"],
        "filters": filters,
        "waba_templates": page,
    }))
}

/// A listed template as an entry here.
fn entry_of(mut listed: Value) -> Value {
    if let Some(members) = listed.as_object_mut() {
        let status = members.get("status").and_then(Value::as_str);
        let status = match status.unwrap_or_default() {
            "PENDING" => "submitted".to_owned(),
            other => other.to_ascii_lowercase(),
        };
        let id = members.get("id").cloned().unwrap_or_default();
        members.insert("status".to_owned(), json!(status));
        members.insert("external_id".to_owned(), id);
        members.insert("namespace".to_owned(), json!("sandbox_namespace"));
    }
    listed
}
