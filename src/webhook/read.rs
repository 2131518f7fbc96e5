//! Bodies of every shape to typed events. Lenient on purpose: nothing here can fail.

use jiff::Timestamp;
use serde_json::Value;

use super::event::{
    AccountEvent, AutomaticEvent, CallEvent, Content, Event, FlowEvent, GroupEvent, IdChange,
    Inbound, OtherStatus, PartnerEvent, PastChats, Preference, RareEvent, StatusEvent,
    SyncedContact, TemplateEvent, Topic,
};
use super::part::{has, inner_text, list, moment, steps, text};
use crate::wire::{ApiError, Code, Pointer};

/// One event with where it stood in the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Reported {
    /// Where the object stands that it was read from.
    pub pointer: Pointer,
    /// The account, or portfolio, that it is about, by id.
    pub account_id: Option<String>,
    /// The field of the change.
    pub field: Option<String>,
    /// When it was reported, where the webhook says so beside the event.
    pub at: Option<Timestamp>,
    /// The event.
    pub event: Event,
}

/// The events of a webhook body: Meta's envelope, the bare shape of On-Premises clients, a partner's
/// event of 360dialog, or an entry, change, value, message or status object cut out of an envelope.
///
/// What is not understood comes whole as [`Event::Unknown`], so every object yields at least one
/// event and nothing is lost.
pub fn read_events(body: &Value) -> Vec<Event> {
    read_reported(body)
        .into_iter()
        .map(|reported| reported.event)
        .collect()
}

/// The same, each with its place.
pub fn read_reported(body: &Value) -> Vec<Reported> {
    let mut reader = Reader::default();
    let root = Pointer::root();
    if has(body, "entry") {
        for (step, entry) in steps(body, "entry") {
            reader.entry(&root.key("entry").key(&step), entry);
        }
        if reader.found.is_empty() {
            let is_empty = body.get("entry") == Some(&Value::Array(Vec::new()));
            let event = if is_empty {
                Event::Empty
            } else {
                Event::Unknown(body.clone())
            };
            reader.report(&root, event);
        }
    } else if has(body, "changes") {
        reader.entry(&root, body);
    } else if let Some(event) = PartnerEvent::read(body) {
        reader.report(&root, Event::Partner(Box::new(event)));
    } else {
        reader.change(&root, body);
    }
    reader.found
}

/// What is known on the way down, and what was found.
#[derive(Default)]
struct Reader {
    account_id: Option<String>,
    field: Option<String>,
    at: Option<Timestamp>,
    phone_number_id: Option<String>,
    found: Vec<Reported>,
}

impl Reader {
    fn report(&mut self, pointer: &Pointer, event: Event) {
        self.found.push(Reported {
            pointer: pointer.clone(),
            account_id: self.account_id.clone(),
            field: self.field.clone(),
            at: self.at,
            event,
        });
    }

    fn entry(&mut self, pointer: &Pointer, entry: &Value) {
        self.account_id = text(entry, "id");
        self.at = moment(entry, "time");
        let before = self.found.len();
        for (step, change) in steps(entry, "changes") {
            self.field = text(entry, "field");
            self.change(&pointer.key("changes").key(&step), change);
        }
        if self.found.len() == before {
            self.report(pointer, Event::Unknown(entry.clone()));
        }
    }

    /// A change (`field` and `value`), or a value that stands alone.
    fn change(&mut self, pointer: &Pointer, change: &Value) {
        let (pointer, value) = match change.get("value") {
            Some(value @ Value::Object(_)) => {
                self.field = text(change, "field").or(self.field.take());
                (pointer.key("value"), value)
            }
            _ => (pointer.clone(), change),
        };
        self.phone_number_id = inner_text(value, "metadata", "phone_number_id");
        let before = self.found.len();
        if let Some(event) = self.whole(value) {
            self.report(&pointer, event);
            return;
        }
        self.people(&pointer, value);
        self.lists(&pointer, value);
        if self.found.len() == before {
            let event = self.lone(value).unwrap_or_else(|| {
                if tells_nothing(value) {
                    Event::Empty
                } else {
                    Event::Unknown(change.clone())
                }
            });
            self.report(&pointer, event);
        }
    }

    /// The event of a value that is one as a whole; its lists, if it has any, are parts of that.
    fn whole(&self, value: &Value) -> Option<Event> {
        let field = self.field.as_deref();
        if TemplateEvent::is(value) {
            return Some(Event::Template(Box::new(TemplateEvent::read(value))));
        }
        if has(value, "flow_id") {
            return Some(Event::Flow(Box::new(FlowEvent::read(value))));
        }
        if value.as_object().is_none_or(serde_json::Map::is_empty) || has(value, "messages") {
            return None;
        }
        let topic = Topic::of(field, value)?;
        Some(Event::Account(Box::new(AccountEvent::read(topic, value))))
    }

    /// What people wrote, on either side, and calls.
    fn people(&mut self, pointer: &Pointer, value: &Value) {
        let contacts: Vec<&Value> = list(value, "contacts").collect();
        let number = self.phone_number_id.clone();
        let number = number.as_deref();
        for (place, (step, raw)) in steps(value, "messages").into_iter().enumerate() {
            let event = Inbound::read(raw, &contacts, place, number)
                .map_or_else(|| unread(raw), |inbound| Event::Message(Box::new(inbound)));
            self.report(&pointer.key("messages").key(&step), event);
        }
        for (step, raw) in steps(value, "message_echoes") {
            // The contacts describe the customer, who is not the writer.
            let event = Inbound::read(raw, &[], 0, number)
                .map_or_else(|| unread(raw), |inbound| Event::Echo(Box::new(inbound)));
            self.report(&pointer.key("message_echoes").key(&step), event);
        }
        for (place, (step, raw)) in steps(value, "calls").into_iter().enumerate() {
            let incoming = CallEvent::is_incoming(raw)
                .then(|| Inbound::read(raw, &contacts, place, number))
                .flatten();
            let event = match incoming {
                Some(inbound) => Event::Message(Box::new(Inbound {
                    content: Content::Call(text(raw, "cta_payload")),
                    to: None,
                    ..inbound
                })),
                None if raw.is_object() => Event::Call(Box::new(CallEvent::read(raw))),
                None => unread(raw),
            };
            self.report(&pointer.key("calls").key(&step), event);
        }
        for (step, raw) in steps(value, "statuses") {
            let event = read_status(raw, number);
            self.report(&pointer.key("statuses").key(&step), event);
        }
    }

    /// Everything else that comes in lists.
    fn lists(&mut self, pointer: &Pointer, value: &Value) {
        let number = self.phone_number_id.clone();
        let past = |raw: &Value| PastChats::read(raw, number.as_deref());
        let mut each = |key: &str, read: &dyn Fn(&Value) -> Event| {
            for (step, raw) in steps(value, key) {
                let event = if raw.as_object().is_some_and(|members| !members.is_empty()) {
                    read(raw)
                } else {
                    unread(raw)
                };
                self.report(&pointer.key(key).key(&step), event);
            }
        };
        each("groups", &|raw| {
            Event::Group(Box::new(GroupEvent::read(raw)))
        });
        each("history", &|raw| Event::PastChats(Box::new(past(raw))));
        each("state_sync", &|raw| {
            Event::SyncedContact(Box::new(SyncedContact::read(raw)))
        });
        each("user_preferences", &|raw| {
            Event::Preference(Box::new(Preference::read(raw)))
        });
        each("user_id_update", &|raw| {
            Event::IdChange(Box::new(IdChange::read(raw)))
        });
        each("automatic_events", &|raw| {
            Event::Automatic(Box::new(AutomaticEvent::read(raw)))
        });
        each("errors", &|raw| {
            Event::Problem(ApiError::of_object(raw, Code::new(0)))
        });
    }

    /// A value without any list that is known: one of the rare fields, or a message or status object
    /// that was cut out.
    fn lone(&self, value: &Value) -> Option<Event> {
        let field = self.field.as_deref();
        if let Some(rare) = field.and_then(|field| RareEvent::read(field, value)) {
            return Some(Event::Rare(Box::new(rare)));
        }
        if field.is_some() {
            return None;
        }
        let is_status = text(value, "status").is_some()
            && (has(value, "timestamp") || has(value, "recipient_id"));
        let has_all = |keys: &[&str]| keys.iter().all(|key| has(value, key));
        if has_all(&["id", "event", "direction"]) {
            return Some(Event::Call(Box::new(CallEvent::read(value))));
        }
        if has_all(&["group_id", "type"]) && !has(value, "id") {
            return Some(Event::Group(Box::new(GroupEvent::read(value))));
        }
        if has(value, "id") && is_status {
            return Some(read_status(value, None));
        }
        let is_message = has(value, "type") && (has(value, "from") || has(value, "from_user_id"));
        let inbound = is_message
            .then(|| Inbound::read(value, &[], 0, None))
            .flatten()?;
        Some(Event::Message(Box::new(inbound)))
    }
}

fn read_status(raw: &Value, phone_number_id: Option<&str>) -> Event {
    if let Some(status) = StatusEvent::read(raw, phone_number_id) {
        return Event::Status(status);
    }
    match CallEvent::read_status(raw) {
        Some(call) => Event::Call(Box::new(call)),
        None if raw.as_object().is_none_or(serde_json::Map::is_empty) => unread(raw),
        None => Event::OtherStatus(Box::new(OtherStatus::read(raw))),
    }
}

/// An element that is no message or status: an empty object, or something else altogether.
fn unread(raw: &Value) -> Event {
    match raw {
        Value::Object(members) if members.is_empty() => Event::Empty,
        other => Event::Unknown(other.clone()),
    }
}

/// Whether a value holds only what surrounds events.
fn tells_nothing(value: &Value) -> bool {
    let is_nothing = |value: &Value| match value {
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Null => true,
        _ => false,
    };
    value.as_object().is_some_and(|members| {
        members.iter().all(|(key, value)| {
            matches!(key.as_str(), "messaging_product" | "metadata" | "contacts")
                || is_nothing(value)
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;
    use serde_json::json;

    use super::super::event::{CallPermission, Card, Media, MediaKind, Status};
    use super::*;
    use crate::wire::MessageId;

    fn media(kind: MediaKind, caption: Option<&str>, file_name: Option<&str>) -> Content {
        Content::Media(Box::new(Media {
            kind,
            id: Some("1".into()),
            mime_type: None,
            sha256: None,
            url: None,
            caption: caption.map(str::to_owned),
            file_name: file_name.map(str::to_owned),
            animated: None,
        }))
    }

    fn card(name: &str) -> Card {
        Card {
            name: name.into(),
            phones: Vec::new(),
            emails: Vec::new(),
            company: None,
            origin: None,
        }
    }

    fn call_permission(allowed: bool) -> Content {
        Content::CallPermission(CallPermission {
            allowed,
            ..CallPermission::default()
        })
    }

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
        Content::Location { latitude: 52.5, longitude: 13.25, name: Some("Gate".into()), address: None, url: None })]
    #[case(json!({"type": "reaction", "reaction": {"message_id": "wamid.out", "emoji": ""}}),
        Content::Reaction { message_id: MessageId::new("wamid.out"), emoji: None })]
    #[case(json!({"type": "audio", "audio": {"id": "1", "voice": true}}),
        media(MediaKind::Voice, None, None))]
    #[case(json!({"type": "document", "document": {"id": "1", "caption": "Signed", "filename": "a.pdf"}}),
        media(MediaKind::Document, Some("Signed"), Some("a.pdf")))]
    #[case(json!({"type": "contacts", "contacts": [{"name": {"formatted_name": "Tariq Benali"}}, {}]}),
        Content::Contacts(vec![card("Tariq Benali")]))]
    #[case(json!({"type": "interactive", "interactive": {"type": "call_permission_reply", "call_permission_reply": {"response": "accept"}}}),
        call_permission(true))]
    #[case(json!({"type": "interactive", "interactive": {"type": "call_permission_reply", "call_permission_reply": {"response": "reject"}}}),
        call_permission(false))]
    #[case(json!({"type": "interactive", "interactive": {"type": "call_permission_reply", "call_permission_reply": {}}}),
        Content::Other("interactive".into()))]
    #[case(json!({"type": "request_welcome"}), Content::Other("request_welcome".into()))]
    #[case(json!({"text": {"body": "no type"}}), Content::Text("no type".into()))]
    #[case(json!({"type": 7}), Content::Unsupported { cause: None, error: None })]
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
    #[case(json!({"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "newer", "value": {"x": 1}}]}]}))]
    #[case(json!({"object": "page", "entry": [7]}))]
    #[case(json!({"messages": [7]}))]
    #[case(json!({"id": "1", "status": {"nested": true}, "type": 3, "x": 1}))]
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
    fn a_customers_call_is_a_message_and_its_end_is_none() {
        let call = |event: &str| {
            json!({"id": "wacid.1", "from": "15550100123", "event": event,
                "direction": "USER_INITIATED", "cta_payload": "repair-8841"})
        };
        let body = json!({"calls": [call("connect"), call("terminate")],
            "contacts": [{"profile": {"name": "Mara Ohlsen"}, "wa_id": "15550100123"}]});
        let events = read_events(&body);
        let [Event::Message(inbound), Event::Call(end)] = events.as_slice() else {
            panic!("expected a call and its end, got {events:?}")
        };
        assert_eq!(inbound.content, Content::Call(Some("repair-8841".into())));
        assert_eq!(inbound.name.as_deref(), Some("Mara Ohlsen"));
        assert_eq!(end.event, "terminate");
    }

    #[test]
    fn each_event_tells_where_it_stood() {
        let change = json!({"field": "messages", "value": value(&json!({"type": "text", "text": {"body": "hello"}}))});
        let body = json!({"entry": [{"id": "120998877665544", "time": 1_795_161_680, "changes": [change]}]});
        let reported = read_reported(&body).remove(0);
        assert_eq!(
            reported.pointer.as_str(),
            "/entry/0/changes/0/value/messages/0"
        );
        assert!(reported.pointer.get(&body).is_some());
        assert_eq!(reported.account_id.as_deref(), Some("120998877665544"));
        assert_eq!(reported.field.as_deref(), Some("messages"));
        assert_eq!(reported.at.unwrap().as_second(), 1_795_161_680);
    }

    #[test]
    fn a_problem_of_the_account_is_an_event_of_its_own() {
        let events =
            read_events(&json!({"errors": [{"code": 130_429, "title": "Rate limit hit"}]}));
        assert!(matches!(&events[..], [Event::Problem(error)] if error.code.code == 130_429));
    }

    /// Words of webhooks, keys and values alike.
    const WORDS: &[&str] = &[
        "messages",
        "statuses",
        "entry",
        "changes",
        "value",
        "field",
        "contacts",
        "errors",
        "id",
        "type",
        "interactive",
        "reaction",
        "status",
        "timestamp",
        "calls",
        "groups",
        "history",
        "threads",
        "message_echoes",
        "state_sync",
        "automatic_events",
        "message_template_name",
        "flow_id",
        "event",
        "data",
        "edit",
        "message",
        "text",
        "system",
        "context",
        "referral",
        "order",
        "product_items",
        "0",
    ];

    #[test]
    fn a_group_without_news_has_a_summary() {
        let reported = read_reported(&json!({"groups": [{"messages": null}]}));
        assert_eq!(reported[0].event.summary(), "news of a group");
    }

    /// Any JSON, with the keys and words of webhooks in it more often than chance would have them.
    fn any_json() -> impl Strategy<Value = Value> {
        let word = prop_oneof![
            proptest::sample::select(WORDS).prop_map(str::to_owned),
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
            let reported = read_reported(&body);
            prop_assert!(!reported.is_empty());
            for one in reported {
                prop_assert!(one.pointer.get(&body).is_some(), "{}", one.pointer);
                prop_assert!(!one.event.kind().is_empty());
                prop_assert!(!one.event.summary().is_empty());
                prop_assert!(serde_json::to_value(&one.event).is_ok());
            }
        }
    }
}
