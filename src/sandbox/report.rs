//! The bodies of webhooks: statuses and customers' messages, in each dialect's shape.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::access::Access;
use super::people::{name_of, user_id_of};
use crate::check::explain;
use crate::webhook::Status;
use crate::wire::{Code, Dialect, MessageId};

/// The number of the business that every account belongs to.
pub const BUSINESS_NUMBER: &str = "15550109900";

/// What a customer does that is no message but a call.
pub(super) const CALLS: &str = "calls";

/// What a customer does that tells whether marketing is welcome.
pub(super) const PREFERENCES: &str = "user_preferences";

/// One business's chat with one customer.
#[derive(Debug, Clone)]
pub(super) struct Chat {
    /// The API by which the business takes part.
    pub(super) dialect: Dialect,
    /// The customer's number, digits; or the id of the customer or of the group.
    pub(super) customer: String,
    /// Which of them it is.
    pub(super) address: Address,
    /// The customer's name.
    pub(super) name: String,
    /// The name that stands for the customer's number.
    pub(super) username: Option<String>,
    /// The customer's business-scoped id, where the platform tells it.
    pub(super) user_id: Option<String>,
}

/// What kind of address a chat has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Address {
    /// A customer's telephone number.
    Number,
    /// The id, within the business, of a customer who hides the number.
    UserId,
    /// A group's id.
    Group,
}

/// The customers who are in every group.
const PARTICIPANTS: [&str; 2] = ["15550100123", "15550100144"];

impl Chat {
    /// Who writes in this chat: the customer, or the first of the group.
    fn writer(&self) -> &str {
        match self.address {
            Address::Group => PARTICIPANTS[0],
            Address::Number | Address::UserId => &self.customer,
        }
    }

    /// The member that names the writer.
    const fn writer_key(&self) -> &'static str {
        match self.address {
            Address::Number | Address::Group => "from",
            Address::UserId => "from_user_id",
        }
    }
}

/// A message on its way.
#[derive(Debug, Clone)]
pub(super) struct Journey {
    /// The message.
    pub(super) id: MessageId,
    /// Where it goes.
    pub(super) chat: Chat,
    /// What the sender wants back in each status.
    pub(super) callback: Option<String>,
    /// What it is billed as.
    pub(super) category: &'static str,
}

/// The body that reports a status; `failure` says why a message failed.
pub(super) fn status(
    access: &Access,
    now: Timestamp,
    journey: &Journey,
    status: Status,
    failure: Option<Code>,
) -> Value {
    let chat = &journey.chat;
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(journey.id));
    object.insert("status".to_owned(), json!(status));
    object.insert("timestamp".to_owned(), json!(seconds(now)));
    let recipient = match chat.address {
        Address::Number | Address::Group => "recipient_id",
        Address::UserId => "recipient_user_id",
    };
    object.insert(recipient.to_owned(), json!(chat.customer));
    if let Some(user_id) = &chat.user_id {
        object.insert("recipient_user_id".to_owned(), json!(user_id));
    }
    if chat.address == Address::Group {
        object.insert("recipient_type".to_owned(), json!("group"));
    }
    if let Some(callback) = &journey.callback {
        object.insert("biz_opaque_callback_data".to_owned(), json!(callback));
    }
    if let Some(code) = failure {
        object.insert("errors".to_owned(), json!([error(chat.dialect, code)]));
    }
    if matches!(status, Status::Sent | Status::Delivered) {
        object.insert("pricing".to_owned(), pricing(chat, journey.category));
    }
    let mut value = Map::new();
    let is_one_person = chat.address != Address::Group;
    if failure.is_none() && chat.dialect != Dialect::OnPremises && is_one_person {
        value.insert("contacts".to_owned(), contacts(chat));
    }
    // What the phones in a group report comes in one body.
    let statuses = match status {
        Status::Delivered | Status::Read | Status::Played if !is_one_person => {
            let of_each = |number| {
                let mut object = object.clone();
                object.insert("recipient_participant_id".to_owned(), json!(number));
                Value::Object(object)
            };
            PARTICIPANTS.map(of_each).to_vec()
        }
        _ => vec![Value::Object(object)],
    };
    value.insert("statuses".to_owned(), Value::Array(statuses));
    wrap(access, chat.dialect, value)
}

/// What a customer's message holds: its type, the object under that name, and the message it answers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    /// The type: `text`, `button`, `interactive`.
    pub(super) kind: &'static str,
    /// The object under that key.
    pub(super) content: Value,
    /// The business's message that it answers.
    pub(super) context: Option<MessageId>,
}

/// The body that brings a customer's message.
pub(super) fn message(
    access: &Access,
    now: Timestamp,
    chat: &Chat,
    id: &MessageId,
    said: &Said,
) -> Value {
    match said.kind {
        CALLS => return call(access, now, chat, id, said),
        PREFERENCES => return preference(access, now, chat, said),
        _ => {}
    }
    let mut object = Map::new();
    object.insert(chat.writer_key().to_owned(), json!(chat.writer()));
    if let Some(user_id) = &chat.user_id {
        object.insert("from_user_id".to_owned(), json!(user_id));
    }
    object.insert("id".to_owned(), json!(id));
    object.insert("timestamp".to_owned(), json!(seconds(now)));
    object.insert("type".to_owned(), json!(said.kind));
    if chat.address == Address::Group {
        object.insert("group_id".to_owned(), json!(chat.customer));
    }
    if let Some(context) = &said.context {
        object.insert(
            "context".to_owned(),
            json!({"from": BUSINESS_NUMBER, "id": context}),
        );
    }
    if said.kind == "unsupported" {
        let error = error(chat.dialect, Code::new(131_051));
        object.insert("errors".to_owned(), json!([error]));
    }
    object.insert(said.kind.to_owned(), said.content.clone());
    let mut value = Map::new();
    // Whose number changed has no contact any more.
    if said.kind != "system" {
        value.insert("contacts".to_owned(), contacts(chat));
    }
    value.insert("messages".to_owned(), json!([object]));
    wrap(access, chat.dialect, value)
}

/// The body that tells whether marketing is welcome.
fn preference(access: &Access, now: Timestamp, chat: &Chat, said: &Said) -> Value {
    let mut object = Map::new();
    if chat.address == Address::Number {
        object.insert("wa_id".to_owned(), json!(chat.customer));
    }
    object.insert("user_id".to_owned(), json!(chat.user_id));
    object.extend(said.content.as_object().cloned().unwrap_or_default());
    object.insert("timestamp".to_owned(), json!(now.as_second()));
    let mut value = Map::new();
    value.insert("contacts".to_owned(), contacts(chat));
    value.insert(PREFERENCES.to_owned(), json!([object]));
    wrap_as(access, chat.dialect, PREFERENCES, value)
}

/// The body that tells of a call which a customer begins; the call ends there, since nobody takes it.
fn call(access: &Access, now: Timestamp, chat: &Chat, id: &MessageId, said: &Said) -> Value {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(id));
    object.insert(chat.writer_key().to_owned(), json!(chat.writer()));
    object.insert("to".to_owned(), json!(BUSINESS_NUMBER));
    object.insert("event".to_owned(), json!("connect"));
    object.insert("timestamp".to_owned(), json!(seconds(now)));
    object.insert("direction".to_owned(), json!("USER_INITIATED"));
    object.extend(said.content.as_object().cloned().unwrap_or_default());
    let mut value = Map::new();
    value.insert("contacts".to_owned(), contacts(chat));
    value.insert(CALLS.to_owned(), json!([object]));
    wrap_as(access, chat.dialect, CALLS, value)
}

/// Meta's envelope around the value, or the bare value of an On-Premises client.
fn wrap(access: &Access, dialect: Dialect, value: Map<String, Value>) -> Value {
    wrap_as(access, dialect, "messages", value)
}

fn wrap_as(access: &Access, dialect: Dialect, field: &str, value: Map<String, Value>) -> Value {
    if dialect == Dialect::OnPremises {
        return Value::Object(value);
    }
    let mut whole = Map::new();
    whole.insert("messaging_product".to_owned(), json!("whatsapp"));
    whole.insert(
        "metadata".to_owned(),
        json!({
            "display_phone_number": BUSINESS_NUMBER,
            "phone_number_id": access.cloud.phone_number_id,
        }),
    );
    whole.extend(value);
    json!({
        "object": "whatsapp_business_account",
        "entry": [{
            "id": access.cloud.waba_id,
            "changes": [{"value": whole, "field": field}],
        }],
    })
}

fn contacts(chat: &Chat) -> Value {
    let writer = chat.writer();
    let key = match chat.address {
        Address::Number | Address::Group => "wa_id",
        Address::UserId => "user_id",
    };
    let name = match chat.address {
        Address::Group => name_of(writer),
        Address::Number | Address::UserId => &chat.name,
    };
    let mut profile = json!({"name": name});
    if let (Some(username), Some(members)) = (&chat.username, profile.as_object_mut()) {
        members.insert("username".to_owned(), json!(username));
    }
    let mut contact = json!({"profile": profile, key: writer});
    let user_id = match chat.address {
        Address::Group => Some(user_id_of(writer)),
        Address::Number | Address::UserId => chat.user_id.clone(),
    };
    if let (Some(user_id), Some(members)) = (user_id, contact.as_object_mut()) {
        members.insert("user_id".to_owned(), json!(user_id));
    }
    json!([contact])
}

fn pricing(chat: &Chat, category: &str) -> Value {
    if chat.address == Address::Group {
        let category = format!("group_{category}");
        return json!({"billable": true, "pricing_model": "PMP", "category": category});
    }
    match chat.dialect {
        Dialect::OnPremises => {
            json!({"billable": true, "pricing_model": "CBP", "category": category})
        }
        Dialect::Cloud | Dialect::Dialog360 => json!({
            "billable": true,
            "pricing_model": "PMP",
            "type": "regular",
            "category": category,
        }),
    }
}

fn error(dialect: Dialect, code: Code) -> Value {
    let explanation = explain(dialect, code, None);
    match dialect {
        Dialect::OnPremises => json!({
            "code": code.code,
            "title": explanation.title,
            "details": explanation.meaning,
            "href": "https://developers.facebook.com/docs/whatsapp/api/errors",
        }),
        Dialect::Cloud | Dialect::Dialog360 => json!({
            "code": code.code,
            "title": explanation.title,
            "message": explanation.title,
            "error_data": {"details": explanation.meaning},
            "href": "/documentation/business-messaging/whatsapp/support/error-codes",
        }),
    }
}

fn seconds(now: Timestamp) -> String {
    now.as_second().to_string()
}

#[cfg(test)]
mod tests {
    use super::super::id::Ids;
    use super::*;

    fn access() -> Access {
        let address = "127.0.0.1:8080".parse().unwrap();
        Access::invent(address, &mut Ids::new(Some(7)))
    }

    fn chat(dialect: Dialect) -> Chat {
        Chat {
            dialect,
            customer: "15550100123".to_owned(),
            address: Address::Number,
            name: "Mara Ohlsen".to_owned(),
            username: None,
            user_id: (dialect != Dialect::OnPremises).then(|| user_id_of("15550100123")),
        }
    }

    fn now() -> Timestamp {
        Timestamp::from_second(1_795_161_660).unwrap()
    }

    fn shown(body: &Value) -> String {
        format!("{body:#}")
    }

    fn reported(dialect: Dialect, of: Status, failure: Option<Code>) -> String {
        let journey = Journey {
            id: MessageId::new("wamid.out"),
            chat: chat(dialect),
            callback: Some("campaign=autumn".to_owned()),
            category: "utility",
        };
        shown(&status(&access(), now(), &journey, of, failure))
    }

    #[test]
    fn statuses_have_the_shape_of_their_dialect() {
        let failure = Some(Code::new(131_047));
        insta::assert_snapshot!("cloud_sent", reported(Dialect::Cloud, Status::Sent, None));
        insta::assert_snapshot!(
            "cloud_failed",
            reported(Dialect::Cloud, Status::Failed, failure)
        );
        insta::assert_snapshot!(
            "on_premises_delivered",
            reported(Dialect::OnPremises, Status::Delivered, None)
        );
        let failure = Some(Code::new(470));
        insta::assert_snapshot!(
            "on_premises_failed",
            reported(Dialect::OnPremises, Status::Failed, failure)
        );
    }

    #[test]
    fn groups_and_hidden_numbers_are_named_by_their_ids() {
        for (name, address, customer) in [
            ("group", Address::Group, "Y2FwaV9ncm91cDox"),
            ("user_id", Address::UserId, "US.13491208655302741918"),
        ] {
            let chat = Chat {
                customer: customer.to_owned(),
                address,
                user_id: (address == Address::UserId).then(|| customer.to_owned()),
                ..chat(Dialect::Cloud)
            };
            let said = Said {
                kind: "text",
                content: json!({"body": "Hello"}),
                context: None,
            };
            let id = MessageId::new("wamid.in");
            let wrote = message(&access(), now(), &chat, &id, &said);
            let journey = Journey {
                id: MessageId::new("wamid.out"),
                chat,
                callback: None,
                category: "service",
            };
            let delivered = status(&access(), now(), &journey, Status::Delivered, None);
            insta::assert_snapshot!(format!("{name}_delivered"), shown(&delivered));
            insta::assert_snapshot!(format!("{name}_wrote"), shown(&wrote));
        }
    }

    #[test]
    fn messages_have_the_shape_of_their_dialect() {
        let said = Said {
            kind: "button",
            content: json!({"payload": "confirm-1", "text": "Confirm"}),
            context: Some(MessageId::new("wamid.out")),
        };
        for (name, dialect) in [
            ("cloud_button", Dialect::Cloud),
            ("on_premises_button", Dialect::OnPremises),
        ] {
            let id = MessageId::new("wamid.in");
            let body = message(&access(), now(), &chat(dialect), &id, &said);
            insta::assert_snapshot!(name, shown(&body));
        }
    }
}
