//! What an answer of an API is, whichever of the three gave it and whatever was asked.
//!
//! Called by the command `decode`. Looks at members only, never at an HTTP status, so that a body
//! from anybody's log can be told apart.

use serde_json::{Map, Value};

use crate::wire::scalar::text_of;
use crate::wire::{ApiError, Code, Dialect, Pointer};

/// One thing that an answer tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// What it is: `error`, `answer.sent`, `answer.media`.
    pub kind: &'static str,
    /// Where it stands in the body.
    pub pointer: Pointer,
    /// The API that words it so; none when several do.
    pub dialect: Option<Dialect>,
    /// What it tells, secrets left out.
    pub facts: Map<String, Value>,
    /// What went wrong.
    pub error: Option<ApiError>,
}

/// A shape of an answer: by the members that it has.
struct Shape {
    kind: &'static str,
    /// All of these.
    all: &'static [&'static str],
    /// And at least one of these, where there are any.
    any: &'static [&'static str],
    /// The members worth telling.
    facts: &'static [&'static str],
}

/// The shapes of single objects, also of the elements of lists. The first that fits counts.
const SHAPES: &[Shape] = &[
    Shape {
        kind: "answer.media",
        all: &["url", "mime_type"],
        any: &["sha256", "file_size"],
        facts: &["id", "mime_type", "file_size", "sha256", "url"],
    },
    Shape {
        kind: "answer.phone_number",
        all: &["display_phone_number"],
        any: &[
            "verified_name",
            "quality_rating",
            "code_verification_status",
            "verification_status",
            "platform_type",
            "throughput",
        ],
        facts: &[
            "id",
            "display_phone_number",
            "verified_name",
            "status",
            "quality_rating",
            "code_verification_status",
            "name_status",
            "platform_type",
            "messaging_limit_tier",
            "username",
        ],
    },
    Shape {
        kind: "answer.template",
        all: &["name", "language"],
        any: &["components", "status", "category"],
        facts: &[
            "id",
            "name",
            "language",
            "status",
            "category",
            "rejected_reason",
        ],
    },
    Shape {
        kind: "answer.template_created",
        all: &["id", "status", "category"],
        any: &[],
        facts: &["id", "status", "category"],
    },
    Shape {
        kind: "answer.health",
        all: &[],
        any: &["health_status", "health", "can_send_message"],
        facts: &["id", "can_send_message"],
    },
    Shape {
        kind: "answer.profile",
        all: &[],
        any: &[
            "about",
            "vertical",
            "profile_picture_url",
            "websites",
            "entity_name",
        ],
        facts: &[
            "about",
            "address",
            "description",
            "email",
            "vertical",
            "entity_name",
            "entity_type",
        ],
    },
    Shape {
        kind: "answer.person",
        all: &["wa_id"],
        any: &[],
        facts: &["input", "wa_id", "user_id", "status"],
    },
    Shape {
        kind: "answer.contact_check",
        all: &["input", "status"],
        any: &[],
        facts: &["input", "status"],
    },
    Shape {
        kind: "answer.subscribed_app",
        all: &["whatsapp_business_api_data"],
        any: &[],
        facts: &[],
    },
    Shape {
        kind: "answer.subscription",
        all: &["callback_url"],
        any: &["fields", "object", "verify_token"],
        facts: &["object", "callback_url", "fields", "active"],
    },
    Shape {
        kind: "answer.profile",
        all: &["messaging_product"],
        any: &["address", "description", "email"],
        facts: &["address", "description", "email"],
    },
    Shape {
        kind: "answer.success",
        all: &["success"],
        any: &[],
        facts: &["success", "id"],
    },
    Shape {
        kind: "answer.webhook",
        all: &["url"],
        any: &[],
        facts: &["url"],
    },
    Shape {
        kind: "answer.notice",
        all: &["message"],
        any: &[],
        facts: &["message"],
    },
];

/// The lists that answers come in, what their elements are when no shape tells, and whose they are.
const LISTS: &[(&str, &str, Option<Dialect>)] = &[
    ("data", "answer.entry", None),
    (
        "waba_templates",
        "answer.template",
        Some(Dialect::Dialog360),
    ),
    ("media", "answer.media_uploaded", Some(Dialect::OnPremises)),
    ("users", "answer.login", Some(Dialect::OnPremises)),
    (
        "contacts",
        "answer.contact_check",
        Some(Dialect::OnPremises),
    ),
];

/// The members that only webhooks have; messages without more are the answer to a send.
const OF_WEBHOOKS: &[&str] = &[
    "messages",
    "statuses",
    "metadata",
    "message_echoes",
    "calls",
    "groups",
    "user_preferences",
    "user_id_update",
];

/// Reads an answer; nothing when the body is none.
pub fn read_reply(body: &Value) -> Vec<Reply> {
    let Value::Object(members) = body else {
        return Vec::new();
    };
    if let Some(error) = error_of(body) {
        return vec![error];
    }
    if let Some(sent) = sent(body) {
        return sent;
    }
    if OF_WEBHOOKS.iter().any(|key| members.contains_key(*key)) {
        return Vec::new();
    }
    for (key, kind, dialect) in LISTS {
        if let Some(elements) = members.get(*key).and_then(Value::as_array) {
            return listed(key, kind, *dialect, elements);
        }
    }
    if let Some(shape) = shape_of(members) {
        return vec![reply(shape.kind, Pointer::root(), shape.facts, members)];
    }
    let is_id = members.contains_key("id") && members.len() <= 2;
    if is_id
        && members
            .keys()
            .all(|key| key == "id" || key == "messaging_product")
    {
        return vec![reply(
            "answer.media_uploaded",
            Pointer::root(),
            &["id"],
            members,
        )];
    }
    let is_settings = ["settings", "meta", "account"]
        .iter()
        .any(|key| members.get(*key).is_some_and(Value::is_object));
    if is_settings || (members.len() == 1 && members.contains_key("messaging_product")) {
        return vec![reply("answer.settings", Pointer::root(), &[], members)];
    }
    Vec::new()
}

fn reply(
    kind: &'static str,
    pointer: Pointer,
    facts: &[&str],
    members: &Map<String, Value>,
) -> Reply {
    let facts = facts.iter().filter_map(|key| {
        let value = members.get(*key).filter(|value| !value.is_null())?;
        Some(((*key).to_owned(), value.clone()))
    });
    Reply {
        kind,
        pointer,
        dialect: None,
        facts: facts.collect(),
        error: None,
    }
}

fn shape_of(members: &Map<String, Value>) -> Option<&'static Shape> {
    SHAPES.iter().find(|shape| {
        let has = |key: &&str| members.contains_key(*key);
        shape.all.iter().all(has) && (shape.any.is_empty() || shape.any.iter().any(has))
    })
}

fn listed(
    key: &str,
    kind: &'static str,
    dialect: Option<Dialect>,
    elements: &[Value],
) -> Vec<Reply> {
    let list = Pointer::root().key(key);
    if elements.is_empty() {
        return vec![reply("answer.empty_list", list, &[], &Map::new())];
    }
    let places = elements.iter().enumerate();
    places
        .map(|(place, element)| {
            let pointer = list.index(place);
            let members = element.as_object().cloned().unwrap_or_default();
            let shape = shape_of(&members).filter(|_| kind != "answer.login");
            let found = match shape {
                Some(shape) if key != "contacts" => {
                    reply(shape.kind, pointer, shape.facts, &members)
                }
                _ => reply(
                    kind,
                    pointer,
                    &["id", "input", "status", "wa_id", "name", "expires_after"],
                    &members,
                ),
            };
            Reply { dialect, ..found }
        })
        .collect()
}

/// The answer to a send.
fn sent(body: &Value) -> Option<Vec<Reply>> {
    let messages = body.get("messages")?.as_array()?;
    let contact = body.pointer("/contacts/0");
    let is_answer = |message: &Value| {
        message.get("id").is_some()
            && ["from", "from_user_id", "timestamp", "type", "to"]
                .iter()
                .all(|key| message.get(key).is_none())
    };
    if messages.is_empty() || !messages.iter().all(is_answer) {
        return None;
    }
    let is_on_premises = body.get("messaging_product").is_none() && body.get("meta").is_some();
    let replies = messages.iter().enumerate().map(|(place, message)| {
        let members = message.as_object().cloned().unwrap_or_default();
        let pointer = Pointer::root().key("messages").index(place);
        let mut found = reply(
            "answer.sent",
            pointer,
            &["id", "message_status", "group_id"],
            &members,
        );
        for key in ["input", "wa_id", "user_id"] {
            let value = contact.and_then(|contact| contact.get(key));
            if let Some(value) = value.filter(|value| **value != "") {
                found.facts.insert(key.to_owned(), value.clone());
            }
        }
        found.dialect = is_on_premises.then_some(Dialect::OnPremises);
        found
    });
    Some(replies.collect())
}

/// The error that an answer is; one that a success carries along is none.
fn error_of(body: &Value) -> Option<Reply> {
    let has_wrapper = ["http_code", "httpCode"]
        .iter()
        .any(|key| body.get("meta").is_some_and(|meta| meta.get(key).is_some()));
    let (dialect, step) = match body.get("error") {
        Some(Value::Object(_)) => (Dialect::Cloud, "/error"),
        Some(Value::String(_)) => (Dialect::Dialog360, "/error"),
        _ if has_wrapper => (Dialect::Dialog360, "/meta"),
        _ => {
            let other = ["statuses", "messages", "metadata", "messaging_product"];
            let is_list = body.get("errors").is_some_and(Value::is_array);
            if !is_list || other.iter().any(|key| body.get(key).is_some()) {
                return None;
            }
            (Dialect::OnPremises, "/errors/0")
        }
    };
    // Which HTTP status it came with is not known; 400 is what most have.
    let error = ApiError::of_answer(body, 400)?;
    let is_newer = dialect == Dialect::OnPremises && error.code.code > LAST_ON_PREMISES_CODE;
    Some(Reply {
        kind: "error",
        pointer: Pointer::parse(step),
        dialect: Some(if is_newer { Dialect::Cloud } else { dialect }),
        facts: Map::new(),
        error: Some(error),
    })
}

/// The codes of On-Premises clients end here; those of the Cloud API that are like them begin far above.
const LAST_ON_PREMISES_CODE: u32 = 2999;

/// The API that an error of a webhook is worded by: On-Premises clients name no business number.
pub fn dialect_of_code(code: Code, has_number: bool) -> Dialect {
    if has_number || code.code > LAST_ON_PREMISES_CODE {
        Dialect::Cloud
    } else {
        Dialect::OnPremises
    }
}

impl Reply {
    /// What it tells, in one line, with foreign text as it came: escape it before drawing.
    pub fn summary(&self) -> String {
        if let Some(error) = &self.error {
            return format!("{} {}", error.code, error.title);
        }
        let facts = self.facts.values().filter_map(text_of);
        let facts: Vec<&str> = facts.filter(|text| !text.is_empty()).take(4).collect();
        facts.join(" · ")
    }
}
