//! A message from a customer, or one that the business wrote in the app: who, when, in answer to what.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::content::Content;
use crate::webhook::part::{errors, first_text, flag, inner_text, moment, text};
use crate::wire::{ApiError, MessageId};

/// A message from a customer; as an echo, one that the business wrote on its phone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inbound {
    /// The message's id.
    pub id: MessageId,
    /// The writer's number, or the business-scoped id of a person with a username; empty when none.
    pub from: String,
    /// Whom an echo went to; none for what a customer wrote.
    pub to: Option<String>,
    /// The name in the customer's profile.
    pub name: Option<String>,
    /// The customer's username.
    pub username: Option<String>,
    /// The customer's business-scoped id.
    pub user_id: Option<String>,
    /// The same above several portfolios.
    pub parent_user_id: Option<String>,
    /// The business number that was written to, by id.
    pub phone_number_id: Option<String>,
    /// The group that it was written in.
    pub group_id: Option<String>,
    /// When it was written, in whole seconds.
    pub timestamp: Option<Timestamp>,
    /// The message that it answers.
    pub context_id: Option<MessageId>,
    /// Whether it was passed on from another chat.
    pub forwarded: Option<Forwarded>,
    /// The product that it asks about.
    pub referred_product: Option<ReferredProduct>,
    /// The advertisement or post that the customer came from.
    pub referral: Option<Referral>,
    /// The hash that names the customer's device key, where the identity check is on.
    pub identity_hash: Option<String>,
    /// What was written or done.
    #[serde(flatten)]
    pub content: Content,
    /// What the platform could not pass on, and why.
    pub errors: Vec<ApiError>,
    /// The message object as it came.
    #[serde(skip)]
    pub raw: Value,
}

/// How often a message was passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Forwarded {
    /// At least once.
    Once,
    /// More than five times.
    Often,
}

/// A product that a customer asks about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReferredProduct {
    /// The catalog that it is in.
    pub catalog_id: Option<String>,
    /// The product's number in it.
    pub product_retailer_id: Option<String>,
}

/// The advertisement or post that a customer came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Referral {
    /// `ad` or `post`.
    pub source_type: Option<String>,
    /// Its id.
    pub source_id: Option<String>,
    /// Its address.
    pub source_url: Option<String>,
    /// Its heading.
    pub headline: Option<String>,
    /// Its text.
    pub body: Option<String>,
    /// `image` or `video`.
    pub media_type: Option<String>,
    /// Where its picture or film is.
    pub media_url: Option<String>,
    /// The id of the click, to count conversions by.
    pub ctwa_clid: Option<String>,
    /// The greeting that the advertisement showed.
    pub welcome_text: Option<String>,
}

impl Inbound {
    /// Reads a message; none when it has no id. Its writer's profile is found in `contacts`, by id or
    /// else by its `place` in the list.
    pub(in crate::webhook) fn read(
        raw: &Value,
        contacts: &[&Value],
        place: usize,
        phone_number_id: Option<&str>,
    ) -> Option<Self> {
        let members = raw.as_object()?;
        let id = text(raw, "id")?;
        let user_id = text(raw, "from_user_id");
        let from = text(raw, "from")
            .or_else(|| user_id.clone())
            .unwrap_or_default();
        let contact = profile_of(&from, contacts, place);
        let context = raw.get("context");
        Some(Self {
            id: MessageId::new(id),
            to: first_text(raw, &["to", "to_user_id"]),
            name: contact.and_then(|contact| inner_text(contact, "profile", "name")),
            username: contact.and_then(|contact| inner_text(contact, "profile", "username")),
            user_id: user_id.or_else(|| contact.and_then(|contact| text(contact, "user_id"))),
            parent_user_id: text(raw, "from_parent_user_id")
                .or_else(|| contact.and_then(|contact| text(contact, "parent_user_id"))),
            from,
            phone_number_id: phone_number_id.map(str::to_owned),
            group_id: text(raw, "group_id"),
            timestamp: moment(raw, "timestamp"),
            context_id: context
                .and_then(|context| text(context, "id"))
                .map(MessageId::new),
            forwarded: context.and_then(Forwarded::read),
            referred_product: context
                .and_then(|context| context.get("referred_product"))
                .and_then(ReferredProduct::read),
            referral: raw.get("referral").and_then(Referral::read),
            identity_hash: inner_text(raw, "identity", "hash")
                .or_else(|| contact.and_then(|contact| text(contact, "identity_key_hash"))),
            content: Content::read(members),
            errors: errors(raw, "errors"),
            raw: raw.clone(),
        })
    }

    pub(super) fn summary(&self) -> String {
        let who = self.name.as_deref().unwrap_or(&self.from);
        match (who.is_empty(), &self.content) {
            (true, content) => content.summary(),
            // The platform's own sentence names the customer.
            (false, Content::System(system)) if system.body.is_some() => self.content.summary(),
            (false, Content::Text(body)) => format!("{who}: {body}"),
            (false, content) => format!("{who} {}", content.summary()),
        }
    }
}

/// The contact that describes `from`.
fn profile_of<'a>(from: &str, contacts: &[&'a Value], place: usize) -> Option<&'a Value> {
    contacts
        .iter()
        .find(|contact| {
            let is_from = |key| text(contact, key).is_some_and(|known| known == from);
            is_from("wa_id") || is_from("user_id")
        })
        .or_else(|| contacts.get(place))
        .copied()
}

impl Forwarded {
    fn read(context: &Value) -> Option<Self> {
        if flag(context, "frequently_forwarded") == Some(true) {
            return Some(Self::Often);
        }
        (flag(context, "forwarded") == Some(true)).then_some(Self::Once)
    }
}

impl ReferredProduct {
    fn read(raw: &Value) -> Option<Self> {
        raw.is_object().then(|| Self {
            catalog_id: text(raw, "catalog_id"),
            product_retailer_id: text(raw, "product_retailer_id"),
        })
    }
}

impl Referral {
    fn read(raw: &Value) -> Option<Self> {
        raw.is_object().then(|| Self {
            source_type: text(raw, "source_type"),
            source_id: text(raw, "source_id"),
            source_url: text(raw, "source_url"),
            headline: text(raw, "headline"),
            body: text(raw, "body"),
            media_type: text(raw, "media_type"),
            media_url: first_text(raw, &["image_url", "video_url", "thumbnail_url"]),
            ctwa_clid: text(raw, "ctwa_clid"),
            welcome_text: inner_text(raw, "welcome_message", "text"),
        })
    }
}
