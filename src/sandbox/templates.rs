//! Templates: listing, creating, editing and deleting them, and their review, at Graph and at 360dialog.

mod creation;
mod gateway;
mod library;
mod listing;

use std::sync::Arc;

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::call::{Answered, Call, done, success};
use super::number::chosen;
use super::refusal::Refusal;
use super::samples;
use super::state::{Shared, State};
use crate::template::{Definition, DefinitionError};
use crate::wire::{Code, Dialect};

pub(super) use gateway::of_gateway;
use library::MOST;
pub(super) use library::{Library, Template};

/// So many are listed where nobody says how many.
const PAGE: usize = 25;
/// More than so many are too much for Graph.
const LARGEST_PAGE: usize = 1000;
/// The members that Graph tells where none are asked for.
const USUAL: &str = "name,parameter_format,components,language,status,category,sub_category";
/// A template with this in its name is rejected.
const REJECTED: &str = "reject";

/// The account's templates at Graph.
pub(super) fn of_account(call: &Call, account: &str) -> Answered {
    if account != call.shared.access.cloud.waba_id {
        return Err(call.no_object(account));
    }
    match call.method {
        Method::GET => list(call),
        Method::POST => {
            let (id, status, category) = create(call)?;
            done(json!({"id": id, "status": status, "category": category}))
        }
        Method::DELETE => delete(call),
        _ => Err(call.no_object(account)),
    }
}

/// A page, with cursors to the next and the previous one.
fn list(call: &Call) -> Answered {
    let asked = |name: &str| call.query.get(name).map(String::as_str);
    let limit = asked("limit").map_or(Ok(PAGE), str::parse).unwrap_or(0);
    if limit == 0 {
        let sentence = "(#100) Param limit must be an integer greater than 0.";
        return Err(Refusal::sentence(100, sentence));
    }
    if limit > LARGEST_PAGE {
        let sentence =
            "Please reduce the amount of data you're asking for, then retry your request";
        return Err(Refusal::sentence(1, sentence).with_status(500));
    }
    let state = call.shared.state();
    let mut found = all(&state, &call.shared);
    found.retain(|template| is_wanted(call, template));
    let end = found.len();
    let first = match (asked("after"), asked("before")) {
        (Some(cursor), _) => place(cursor).map_or(end, |place| place.saturating_add(1)),
        (None, Some(cursor)) => place(cursor).unwrap_or(0).saturating_sub(limit),
        (None, None) => 0,
    };
    let fields = asked("fields").unwrap_or(USUAL);
    let page: Vec<Value> = found
        .iter()
        .skip(first)
        .take(limit)
        .map(|template| chosen(template, fields))
        .collect();
    if page.is_empty() {
        return done(json!({"data": []}));
    }
    let last = first + page.len() - 1;
    let mut paging = json!({"cursors": {"before": cursor(first), "after": cursor(last)}});
    if let Some(paging) = paging.as_object_mut() {
        let link = |side: &str, place: usize| {
            let base = &call.shared.access.cloud.base_url;
            let account = &call.shared.access.cloud.waba_id;
            let cursor = cursor(place);
            json!(format!(
                "{base}/{account}/message_templates?fields={fields}&limit={limit}&{side}={cursor}"
            ))
        };
        if last + 1 < end {
            paging.insert("next".to_owned(), link("after", last));
        }
        if first > 0 {
            paging.insert("previous".to_owned(), link("before", first));
        }
    }
    let mut answer = Map::from_iter([
        ("data".to_owned(), json!(page)),
        ("paging".to_owned(), paging),
    ]);
    if let Some(wanted) = asked("summary") {
        let summary = json!({
            "total_count": end,
            "message_template_count": state.library.len(),
            "message_template_limit": MOST,
            "are_translations_complete": true,
        });
        answer.insert("summary".to_owned(), chosen(&summary, wanted));
    }
    done(Value::Object(answer))
}

fn cursor(place: usize) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(format!("place:{place}"))
}

fn place(cursor: &str) -> Option<usize> {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(cursor);
    let text = String::from_utf8(bytes.ok()?).ok()?;
    text.strip_prefix("place:")?.parse().ok()
}

/// All templates as they are listed, the newest first.
fn all(state: &State, shared: &Shared) -> Vec<Value> {
    let templates = state.library.iter();
    templates
        .map(|template| listed(state, shared, template))
        .collect()
}

/// A template as it is listed: its samples at addresses.
fn listed(state: &State, shared: &Shared, template: &Template) -> Value {
    let mut shown = template.shown();
    let origin = &shared.access.dialog_360.base_url;
    samples::with_addresses(&mut shown, &state.samples, origin);
    shown
}

/// Whether a template passes the filters: names whole, the rest in any letter case.
fn is_wanted(call: &Call, template: &Value) -> bool {
    let text = |key: &str| {
        template
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let contains = |wanted: &str| template.to_string().contains(wanted);
    call.query.iter().all(|(key, wanted)| match key.as_str() {
        "name" => text("name") == wanted,
        "name_or_content" => contains(wanted),
        "content" => template
            .get("components")
            .is_some_and(|parts| parts.to_string().contains(wanted.as_str())),
        "status" | "category" | "language" => text(key).eq_ignore_ascii_case(wanted),
        "quality_score" => template.pointer("/quality_score/score") == Some(&json!(wanted)),
        _ => true,
    })
}

/// Takes a new template in and lets its review begin.
fn create(call: &Call) -> Result<(String, &'static str, String), Refusal> {
    let now = call.shared.clock.now();
    let members = call.members();
    let mut state = call.shared.state();
    let state = &mut *state;
    creation::judge(&members, &state.library, (call.dialect, now))?;
    let category = members.get("category").and_then(Value::as_str);
    let category = category.unwrap_or_default().to_ascii_uppercase();
    let status = "PENDING";
    let id = state
        .library
        .put(&Value::Object(members), status, &mut state.ids);
    let id = id.map_err(|error| Refusal::sentence(100, format!("(#100) {error}.")))?;
    review(&call.shared, &id, state.epoch.clone());
    Ok((id, status, category))
}

/// Decides over a template a little later, and tells.
fn review(shared: &Arc<Shared>, id: &str, epoch: tokio_util::sync::CancellationToken) {
    let (shared, id) = (Arc::clone(shared), id.to_owned());
    shared.tasks.clone().spawn(async move {
        let decided = async {
            tokio::time::sleep(shared.pace.read).await;
            let is_rejected = {
                let state = shared.state();
                let template = state.library.get(&id);
                template.is_some_and(|template| template.definition.name.contains(REJECTED))
            };
            if is_rejected {
                shared.decide(&id, "REJECTED", "INVALID_FORMAT").await;
            } else {
                shared.decide(&id, "APPROVED", "NONE").await;
            }
        };
        tokio::select! {
            () = epoch.cancelled() => {}
            () = shared.cancel.cancelled() => {}
            () = decided => {}
        }
    });
}

impl Shared {
    /// Takes a template in that the account has already, as its definition says: approved, if it says nothing.
    pub(super) fn teach(&self, value: &Value) -> Result<(), DefinitionError> {
        let status = Definition::read(value)?.status;
        let status = if status.is_empty() {
            "APPROVED"
        } else {
            &status
        };
        let mut state = self.state();
        let state = &mut *state;
        state.library.put(value, status, &mut state.ids)?;
        Ok(())
    }

    /// Gives a template a status and tells the app; nothing where there is no such template.
    pub(super) async fn decide(self: &Arc<Self>, id: &str, status: &str, reason: &str) {
        let value = {
            let mut state = self.state();
            let Some(template) = state.library.review(id, status, reason) else {
                return;
            };
            json!({
                "event": status,
                // Ids of templates are numbers here.
                "message_template_id": id.parse::<u64>().unwrap_or_default(),
                "message_template_name": template.definition.name,
                "message_template_language": template.definition.language,
                "reason": reason,
                "message_template_category": template.definition.category,
            })
        };
        let body = json!({
            "object": "whatsapp_business_account",
            "entry": [{
                "id": self.access.cloud.waba_id,
                "time": self.clock.now().as_second(),
                "changes": [{"field": "message_template_status_update", "value": value}],
            }],
        });
        for dialect in [Dialect::Cloud, Dialect::Dialog360] {
            self.deliver(dialect, body.clone()).await;
        }
    }
}

/// One template: tells of it, or edits it.
pub(super) fn object(call: &Call, id: &str) -> Answered {
    let now = call.shared.clock.now();
    let mut state = call.shared.state();
    let Some(template) = state.library.get(id) else {
        return Err(call.no_object(id));
    };
    match call.method {
        Method::GET => {
            let fields = call.query.get("fields").map_or(USUAL, String::as_str);
            done(chosen(&listed(&state, &call.shared, template), fields))
        }
        Method::POST => {
            if let Some(subcode) = template.edit_problem(now) {
                let text = "It cannot be edited as it stands, or was edited not long ago.";
                return Err(creation::refuse(subcode, text));
            }
            let members = call.members();
            let (name, category) = (
                template.definition.name.clone(),
                template.definition.category.clone(),
            );
            if members.contains_key("components") {
                creation::components(&members, &category, call.dialect)?;
            }
            let edited = state.library.edit(id, members, now);
            edited.map_err(|error| Refusal::sentence(100, format!("(#100) {error}.")))?;
            review(&call.shared, id, state.epoch.clone());
            done(json!({"success": true, "id": id, "name": name, "category": category}))
        }
        _ => Err(call.no_object(id)),
    }
}

/// Deletes all languages of a name, or what ids name.
fn delete(call: &Call) -> Answered {
    let now = call.shared.clock.now();
    let asked = |name: &str| call.query.get(name).map(String::as_str);
    let mut state = call.shared.state();
    if let Some(list) = asked("hsm_ids") {
        let ids = list.split(['[', ']', ',', '"', ' ']);
        let ids: Vec<&str> = ids.filter(|id| !id.is_empty()).collect();
        let mut is_any = false;
        for id in ids {
            is_any |= state.library.remove(None, Some(id), now);
        }
        return if is_any {
            success()
        } else {
            Err(unknown_name("hsm_ids"))
        };
    }
    let Some(name) = asked("name") else {
        let sentence = "(#100) The parameter name is required.";
        return Err(Refusal::sentence(100, sentence));
    };
    if state.library.remove(Some(name), asked("hsm_id"), now) {
        success()
    } else {
        Err(unknown_name(name))
    }
}

fn unknown_name(name: &str) -> Refusal {
    let sentence = format!("(#100) There is no message template \"{name}\" to delete.");
    Refusal::sentence(100, sentence)
}

/// Why the template that a payload sends cannot be sent: it is not approved, or, where one is strict, there is
/// none.
pub(super) fn unusable(shared: &Shared, dialect: Dialect, payload: &Value) -> Option<Refusal> {
    let name = payload.pointer("/template/name")?.as_str()?;
    let language = payload.pointer("/template/language/code")?.as_str()?;
    let is_client = dialect == Dialect::OnPremises;
    let state = shared.state();
    let known = state.library.find(name, language);
    let (code, what) = match known.map(|template| template.status.as_str()) {
        Some("APPROVED" | "FLAGGED" | "REINSTATED" | "") => return None,
        None if !shared.strict && name != "no_such_template" => return None,
        Some("PAUSED") if !is_client => (132_015, "is paused"),
        Some("DISABLED") if !is_client => (132_016, "is disabled"),
        _ if is_client => (2001, "does not exist"),
        _ => (132_001, "does not exist"),
    };
    let details = format!("template name ({name}) {what} in {language}");
    Some(Refusal::new(
        Code::new(code),
        super::refusal::Reason::Details(details),
    ))
}
