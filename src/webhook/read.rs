//! Bodies of every shape to typed events. Lenient on purpose: nothing here can fail.

use serde_json::{Map, Value};

use super::event::{Content, Event, Inbound, MediaKind, Status, StatusEvent};
use crate::wire::scalar::{moment_of, number_of, text_of};
use crate::wire::{ApiError, Code, MessageId};

/// The events of a webhook body: Meta's envelope, the bare shape of On-Premises clients, or a
/// change or value object cut out of an envelope.
///
/// What is not understood comes whole as [`Event::Unknown`], so every object yields at least one
/// event and nothing is lost.
pub fn read_events(body: &Value) -> Vec<Event> {
    let mut events = Vec::new();
    match body.get("entry").and_then(Value::as_array) {
        Some(entries) => {
            for entry in entries {
                match entry.get("changes").and_then(Value::as_array) {
                    Some(changes) => changes
                        .iter()
                        .for_each(|change| read_change(change, &mut events)),
                    None => events.push(Event::Unknown(entry.clone())),
                }
            }
        }
        None => read_change(body, &mut events),
    }
    if events.is_empty() {
        events.push(Event::Unknown(body.clone()));
    }
    events
}

/// A change (`field` and `value`), or a value that stands alone.
fn read_change(change: &Value, events: &mut Vec<Event>) {
    let value = match change.get("value") {
        Some(value @ Value::Object(_)) => value,
        _ => change,
    };
    let before = events.len();
    let contacts = value
        .get("contacts")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    for (place, message) in list(value, "messages").enumerate() {
        events.push(read_message(message, contacts, place));
    }
    if list(value, "calls").any(is_incoming) {
        for (place, call) in list(value, "calls").enumerate() {
            events.push(read_call(call, contacts, place));
        }
    }
    for status in list(value, "statuses") {
        events.push(read_status(status));
    }
    for error in list(value, "errors") {
        events.push(Event::Problem(read_error(error)));
    }
    if events.len() == before {
        events.push(Event::Unknown(change.clone()));
    }
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn read_error(error: &Value) -> ApiError {
    ApiError::of_object(error, Code::new(0))
}

fn read_status(raw: &Value) -> Event {
    let status = raw
        .get("status")
        .and_then(Value::as_str)
        .and_then(Status::of_name);
    let (Some(id), Some(status)) = (text(raw, "id"), status) else {
        return Event::Unknown(raw.clone());
    };
    Event::Status(StatusEvent {
        id: MessageId::new(id),
        status,
        timestamp: raw.get("timestamp").and_then(moment_of),
        recipient: text(raw, "recipient_id")
            .or_else(|| text(raw, "recipient_user_id"))
            .unwrap_or_default(),
        errors: list(raw, "errors").map(read_error).collect(),
    })
}

fn read_message(raw: &Value, contacts: &[Value], place: usize) -> Event {
    let (Some(id), Value::Object(members)) = (text(raw, "id"), raw) else {
        return Event::Unknown(raw.clone());
    };
    let from = text(raw, "from")
        .or_else(|| text(raw, "from_user_id"))
        .unwrap_or_default();
    let contact = contacts
        .iter()
        .find(|contact| {
            let is_from = |key| text(contact, key).is_some_and(|known| known == from);
            is_from("wa_id") || is_from("user_id")
        })
        .or_else(|| contacts.get(place));
    Event::Message(Box::new(Inbound {
        id: MessageId::new(id),
        name: contact
            .and_then(|contact| contact.get("profile"))
            .and_then(|profile| text(profile, "name")),
        from,
        timestamp: raw.get("timestamp").and_then(moment_of),
        context_id: raw
            .get("context")
            .and_then(|context| text(context, "id"))
            .map(MessageId::new),
        content: read_content(members),
        raw: raw.clone(),
    }))
}

/// Whether a customer calls, rather than that a call goes on or ends.
fn is_incoming(call: &Value) -> bool {
    let says = |key: &str, word: &str| call.get(key).and_then(Value::as_str) == Some(word);
    says("event", "connect") && says("direction", "USER_INITIATED")
}

fn read_call(raw: &Value, contacts: &[Value], place: usize) -> Event {
    match read_message(raw, contacts, place) {
        Event::Message(mut inbound) if is_incoming(raw) => {
            inbound.content = Content::Call(text(raw, "cta_payload"));
            Event::Message(inbound)
        }
        _ => Event::Unknown(raw.clone()),
    }
}

fn read_content(message: &Map<String, Value>) -> Content {
    let kind = message
        .get("type")
        .and_then(Value::as_str)
        .or_else(|| content_key(message))
        .unwrap_or("unknown");
    let part = message.get(kind).unwrap_or(&Value::Null);
    let known = match kind {
        "text" => text(part, "body").map(Content::Text),
        "button" => read_button(part),
        "interactive" => read_interactive(part),
        "location" => read_location(part),
        "reaction" => read_reaction(part),
        "contacts" => part.as_array().map(|cards| {
            Content::Contacts(
                cards
                    .iter()
                    .filter_map(|card| text(card.get("name")?, "formatted_name"))
                    .collect(),
            )
        }),
        "order" => Some(Content::Order {
            products: list(part, "product_items").count(),
        }),
        "unsupported" | "unknown" => Some(Content::Unsupported(
            message
                .get("errors")
                .and_then(|errors| errors.get(0))
                .map(read_error),
        )),
        _ => media_kind(kind, part).map(|kind| Content::Media {
            kind,
            caption: text(part, "caption"),
            file_name: text(part, "filename"),
        }),
    };
    known.unwrap_or_else(|| Content::Other(kind.to_owned()))
}

/// The content's key in a message without `type`, as some old clients sent it.
fn content_key(message: &Map<String, Value>) -> Option<&'static str> {
    [
        "text",
        "button",
        "interactive",
        "location",
        "reaction",
        "contacts",
        "order",
        "image",
        "video",
        "audio",
        "voice",
        "sticker",
        "document",
    ]
    .into_iter()
    .find(|key| message.contains_key(*key))
}

fn read_button(part: &Value) -> Option<Content> {
    let label = text(part, "text").or_else(|| text(part, "payload"))?;
    Some(Content::Button {
        payload: text(part, "payload").unwrap_or_else(|| label.clone()),
        text: label,
    })
}

fn read_interactive(part: &Value) -> Option<Content> {
    let kind = part.get("type").and_then(Value::as_str)?;
    let reply = part.get(kind)?;
    match kind {
        "button_reply" => Some(Content::ButtonReply {
            id: text(reply, "id")?,
            title: text(reply, "title").unwrap_or_default(),
        }),
        "list_reply" => Some(Content::ListReply {
            id: text(reply, "id")?,
            title: text(reply, "title").unwrap_or_default(),
            description: text(reply, "description"),
        }),
        "nfm_reply" => Some(Content::FlowReply {
            name: text(reply, "name").unwrap_or_else(|| "flow".to_owned()),
            body: text(reply, "body").unwrap_or_default(),
            response: match reply.get("response_json") {
                Some(Value::String(inner)) => {
                    serde_json::from_str(inner).unwrap_or_else(|_| Value::String(inner.clone()))
                }
                other => other.cloned().unwrap_or(Value::Null),
            },
        }),
        "call_permission_reply" => {
            let response = text(reply, "response")?;
            (response == "accept" || response == "reject").then(|| Content::CallPermission {
                allowed: response == "accept",
            })
        }
        other => Some(Content::Other(other.to_owned())),
    }
}

fn read_location(part: &Value) -> Option<Content> {
    Some(Content::Location {
        latitude: part.get("latitude").and_then(number_of)?,
        longitude: part.get("longitude").and_then(number_of)?,
        name: text(part, "name"),
        address: text(part, "address"),
    })
}

fn read_reaction(part: &Value) -> Option<Content> {
    Some(Content::Reaction {
        message_id: MessageId::new(text(part, "message_id")?),
        emoji: text(part, "emoji").filter(|emoji| !emoji.is_empty()),
    })
}

fn media_kind(kind: &str, part: &Value) -> Option<MediaKind> {
    Some(match kind {
        "image" => MediaKind::Image,
        "video" => MediaKind::Video,
        "audio" if part.get("voice") == Some(&Value::Bool(true)) => MediaKind::Voice,
        "audio" => MediaKind::Audio,
        "voice" => MediaKind::Voice,
        "sticker" => MediaKind::Sticker,
        "document" => MediaKind::Document,
        _ => return None,
    })
}

fn text(object: &Value, key: &str) -> Option<String> {
    object.get(key).and_then(text_of).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    fn message(extra: &Value) -> Value {
        let mut message = json!({"from": "15550100123", "id": "wamid.in", "timestamp": "1795161601",
            "context": {"id": "wamid.out"}});
        for (key, value) in extra.as_object().unwrap() {
            message[key] = value.clone();
        }
        message
    }

    fn value(extra: &Value) -> Value {
        json!({
            "contacts": [{"profile": {"name": "Mara Ohlsen"}, "wa_id": "15550100123"}],
            "messages": [message(extra)],
        })
    }

    fn inbound(body: &Value) -> Inbound {
        match read_events(body).as_slice() {
            [Event::Message(inbound)] => Inbound::clone(inbound),
            other => panic!("expected one message, got {other:?}"),
        }
    }

    #[test]
    fn the_three_shapes_give_the_same_event() {
        let value = value(&json!({"type": "text", "text": {"body": "hello"}}));
        let change = json!({"field": "messages", "value": value});
        let envelope = json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]});
        let event = inbound(&value);
        assert_eq!(event.content, Content::Text("hello".to_owned()));
        assert_eq!(event.name.as_deref(), Some("Mara Ohlsen"));
        assert_eq!(event.context_id, Some(MessageId::new("wamid.out")));
        assert_eq!(event.timestamp.unwrap().as_second(), 1_795_161_601);
        assert_eq!(inbound(&change), event);
        assert_eq!(inbound(&envelope), event);
    }

    #[rstest]
    #[case(json!({"type": "button", "button": {"payload": "yes-1", "text": "Yes"}}),
        Content::Button { text: "Yes".into(), payload: "yes-1".into() })]
    #[case(json!({"type": "button", "button": {"text": "Yes"}}),
        Content::Button { text: "Yes".into(), payload: "Yes".into() })]
    #[case(json!({"type": "interactive", "interactive": {"type": "button_reply", "button_reply": {"id": "m", "title": "Medium"}}}),
        Content::ButtonReply { id: "m".into(), title: "Medium".into() })]
    #[case(json!({"type": "interactive", "interactive": {"type": "list_reply", "list_reply": {"id": "a", "title": "A", "description": "first"}}}),
        Content::ListReply { id: "a".into(), title: "A".into(), description: Some("first".into()) })]
    #[case(json!({"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": {"name": "flow", "body": "Sent", "response_json": "{\"n\": 3}"}}}),
        Content::FlowReply { name: "flow".into(), body: "Sent".into(), response: json!({"n": 3}) })]
    #[case(json!({"type": "interactive", "interactive": {"type": "nfm_reply", "nfm_reply": {"response_json": "no JSON"}}}),
        Content::FlowReply { name: "flow".into(), body: String::new(), response: json!("no JSON") })]
    #[case(json!({"type": "interactive", "interactive": {"type": "newer_reply", "newer_reply": {}}}), Content::Other("newer_reply".into()))]
    #[case(json!({"type": "interactive"}), Content::Other("interactive".into()))]
    #[case(json!({"type": "location", "location": {"latitude": "52.5", "longitude": 13.25, "name": "Gate"}}),
        Content::Location { latitude: 52.5, longitude: 13.25, name: Some("Gate".into()), address: None })]
    #[case(json!({"type": "reaction", "reaction": {"message_id": "wamid.out", "emoji": ""}}),
        Content::Reaction { message_id: MessageId::new("wamid.out"), emoji: None })]
    #[case(json!({"type": "audio", "audio": {"id": "1", "voice": true}}),
        Content::Media { kind: MediaKind::Voice, caption: None, file_name: None })]
    #[case(json!({"type": "document", "document": {"id": "1", "caption": "Signed", "filename": "a.pdf"}}),
        Content::Media { kind: MediaKind::Document, caption: Some("Signed".into()), file_name: Some("a.pdf".into()) })]
    #[case(json!({"type": "contacts", "contacts": [{"name": {"formatted_name": "Tariq Benali"}}, {}]}),
        Content::Contacts(vec!["Tariq Benali".into()]))]
    #[case(json!({"type": "order", "order": {"product_items": [{}, {}]}}), Content::Order { products: 2 })]
    #[case(json!({"type": "interactive", "interactive": {"type": "call_permission_reply", "call_permission_reply": {"response": "accept"}}}),
        Content::CallPermission { allowed: true })]
    #[case(json!({"type": "interactive", "interactive": {"type": "call_permission_reply", "call_permission_reply": {"response": "reject"}}}),
        Content::CallPermission { allowed: false })]
    #[case(json!({"type": "interactive", "interactive": {"type": "call_permission_reply", "call_permission_reply": {}}}),
        Content::Other("interactive".into()))]
    #[case(json!({"type": "request_welcome"}), Content::Other("request_welcome".into()))]
    #[case(json!({"text": {"body": "no type"}}), Content::Text("no type".into()))]
    #[case(json!({"type": 7}), Content::Unsupported(None))]
    fn what_a_customer_does_is_read(#[case] extra: Value, #[case] content: Content) {
        let event = inbound(&value(&extra));
        assert_eq!(event.content, content);
        assert_eq!(event.raw, message(&extra));
    }

    #[rstest]
    #[case("sent", Status::Sent)]
    #[case("delivered", Status::Delivered)]
    #[case("read", Status::Read)]
    #[case("played", Status::Played)]
    #[case("failed", Status::Failed)]
    #[case("deleted", Status::Deleted)]
    #[case("warning", Status::Warning)]
    #[case("DELIVERED", Status::Delivered)]
    fn statuses_are_read(#[case] name: &str, #[case] status: Status) {
        let body = json!({"statuses": [{"id": "wamid.out", "status": name, "timestamp": 1_795_161_640,
            "recipient_id": "15550100123", "errors": [{"code": "131047", "title": "Re-engagement message"}]}]});
        let events = read_events(&body);
        let [Event::Status(event)] = events.as_slice() else {
            panic!("expected one status, got {events:?}")
        };
        assert_eq!(event.status, status);
        assert_eq!(event.recipient, "15550100123");
        assert_eq!(event.errors[0].code, Code::new(131_047));
    }

    #[rstest]
    #[case(json!({"statuses": [{"id": "wacid.1", "type": "call", "status": "RINGING"}]}))]
    #[case(json!({"statuses": [{"status": "sent"}]}))]
    #[case(json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "newer", "value": {"x": 1}}]}]}))]
    #[case(json!({"object": "page", "entry": []}))]
    #[case(json!({"messages": [7]}))]
    #[case(json!([1, 2]))]
    #[case(json!(null))]
    fn what_is_not_known_is_kept_whole(#[case] body: Value) {
        let events = read_events(&body);
        let [Event::Unknown(kept)] = events.as_slice() else {
            panic!("expected one unknown event, got {events:?}")
        };
        assert!(body.to_string().contains(&kept.to_string()));
    }

    #[test]
    fn a_customers_call_is_read_and_other_news_of_calls_are_kept() {
        let call = |event: &str| {
            json!({"id": "wacid.1", "from": "15550100123", "event": event,
                "direction": "USER_INITIATED", "cta_payload": "repair-8841"})
        };
        let body = |calls: Value| json!({"calls": calls, "contacts": [{"profile": {"name": "Mara Ohlsen"}, "wa_id": "15550100123"}]});
        let events = read_events(&body(json!([call("connect"), call("terminate")])));
        let [Event::Message(inbound), Event::Unknown(other)] = events.as_slice() else {
            panic!("expected a call and its end, got {events:?}")
        };
        assert_eq!(inbound.content, Content::Call(Some("repair-8841".into())));
        assert_eq!(inbound.name.as_deref(), Some("Mara Ohlsen"));
        assert_eq!(*other, call("terminate"));
        let ended = body(json!([call("terminate")]));
        assert_eq!(read_events(&ended), [Event::Unknown(ended.clone())]);
    }

    #[test]
    fn a_problem_of_the_account_is_an_event_of_its_own() {
        let events =
            read_events(&json!({"errors": [{"code": 130_429, "title": "Rate limit hit"}]}));
        assert!(matches!(&events[..], [Event::Problem(error)] if error.code.code == 130_429));
    }

    /// Any JSON, with the keys and words of webhooks in it more often than chance would have them.
    fn any_json() -> impl Strategy<Value = Value> {
        let word = prop_oneof![
            Just("messages".to_owned()),
            Just("statuses".to_owned()),
            Just("entry".to_owned()),
            Just("changes".to_owned()),
            Just("value".to_owned()),
            Just("contacts".to_owned()),
            Just("errors".to_owned()),
            Just("id".to_owned()),
            Just("type".to_owned()),
            Just("interactive".to_owned()),
            Just("reaction".to_owned()),
            Just("status".to_owned()),
            Just("timestamp".to_owned()),
            ".{0,6}",
        ];
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            word.clone().prop_map(Value::from),
        ];
        leaf.prop_recursive(8, 128, 5, move |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                proptest::collection::vec((word.clone(), inner), 0..5)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_json_is_too_strange(body in any_json()) {
            prop_assert!(!read_events(&body).is_empty());
        }
    }
}
