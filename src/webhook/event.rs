//! The typed events, for reading only: what is sent back anywhere is the raw body.
//!
//! [`Event::kind`] gives stable names that filters and programs go by:
//!
//! | family | kinds |
//! | --- | --- |
//! | `message.` | `text` `button` `interactive.button_reply` `interactive.list_reply` `interactive.nfm_reply` `interactive.call_permission_reply` `interactive.payment_method` `interactive` `location` `reaction` `image` `video` `audio` `voice` `sticker` `document` `contacts` `order` `system.user_changed_number` `system.user_changed_user_id` `system.user_identity_changed` `system` `edit` `revoke` `request_welcome` `media_placeholder` `unsupported` `other` |
//! | `echo.` | the same, for what the business wrote on its phone |
//! | `status.` | `sent` `delivered` `read` `played` `failed` `deleted` `warning` `payment` `other` |
//! | `call.` | `connect` `terminate` `ringing` `accepted` `rejected` `recording` `transcription` `other` |
//! | `template.` | `status` `quality` `components` `category` |
//! | `account.` | `update` `alert` `review` `settings` `capability` `solution` `payment_configuration` |
//! | `number.` | `quality` `name` `username` `security` |
//! | `flow.` | `status` `client_error_rate` `endpoint_error_rate` `endpoint_latency` `endpoint_availability` `version_warning` `other` |
//! | `group.` | `create` `delete` `participants_add` `participants_remove` `join_request_created` `join_request_revoked` `settings_update` `suspend` `suspend_cleared` `other` |
//! | `user.` | `preference` `id_changed` |
//! | `history.` | `chunk` `declined` |
//! | alone | `contact.synced` `automatic_event` `partner_event` `handover` `standby` `tracking` `consumer_profile` `problem` `empty` `unknown` |

mod account;
mod call;
mod content;
mod flow;
mod group;
mod inbound;
mod people;
mod rare;
mod status;
mod template;

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;

pub use account::{AccountEvent, Topic};
pub use call::CallEvent;
pub use content::{CallPermission, Card, Content, Item, Media, MediaKind, Order, System};
pub use flow::FlowEvent;
pub use group::{FailedParticipant, GroupEvent, Setting};
pub use inbound::{Forwarded, Inbound, Referral, ReferredProduct};
pub use people::{IdChange, PastChats, PastMessage, Preference, SyncedContact};
pub use rare::{AutomaticEvent, PartnerEvent, RareEvent};
pub use status::{Billed, OtherStatus, Pricing, Status, StatusEvent};
pub use template::{Review, TemplateChange, TemplateEvent};

use crate::wire::ApiError;

/// One thing that a webhook reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Event {
    /// A message of ours came further, or failed.
    Status(StatusEvent),
    /// A customer wrote, tapped, reacted or calls.
    Message(Box<Inbound>),
    /// The business wrote on its own phone.
    Echo(Box<Inbound>),
    /// Something else has a status: a payment.
    OtherStatus(Box<OtherStatus>),
    /// A call went on.
    Call(Box<CallEvent>),
    /// Something happened to a group.
    Group(Box<GroupEvent>),
    /// Something happened to a template.
    Template(Box<TemplateEvent>),
    /// Something happened to the account or a number.
    Account(Box<AccountEvent>),
    /// Something happened to a flow.
    Flow(Box<FlowEvent>),
    /// A customer does or does not want marketing.
    Preference(Box<Preference>),
    /// A customer has another id.
    IdChange(Box<IdChange>),
    /// The phone's address book was changed.
    SyncedContact(Box<SyncedContact>),
    /// Chats from before.
    PastChats(Box<PastChats>),
    /// A purchase or lead was found in a chat.
    Automatic(Box<AutomaticEvent>),
    /// What 360dialog tells its partners.
    Partner(Box<PartnerEvent>),
    /// A field of which little is known, whole.
    Rare(Box<RareEvent>),
    /// The platform reports a problem that concerns no single message.
    Problem(ApiError),
    /// A well-formed webhook that tells nothing.
    Empty,
    /// Anything else, whole.
    Unknown(Value),
}

impl Event {
    /// What kind of event it is: one of the names in the table of this module.
    pub fn kind(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Message(inbound) => match &inbound.content {
                Content::Call(_) => "call.connect",
                content => return Cow::Owned(format!("message.{}", content.kind())),
            },
            Self::Echo(inbound) => {
                return Cow::Owned(format!("echo.{}", inbound.content.kind()));
            }
            Self::Status(status) => status.kind(),
            Self::OtherStatus(status) => status.kind(),
            Self::Call(call) => call.kind(),
            Self::Group(group) => group.kind(),
            Self::Template(template) => template.kind(),
            Self::Account(account) => account.kind(),
            Self::Flow(flow) => flow.kind(),
            Self::PastChats(past) => past.kind(),
            Self::Rare(rare) => rare.kind(),
            Self::Preference(_) => "user.preference",
            Self::IdChange(_) => "user.id_changed",
            Self::SyncedContact(_) => "contact.synced",
            Self::Automatic(_) => "automatic_event",
            Self::Partner(_) => "partner_event",
            Self::Problem(_) => "problem",
            Self::Empty => "empty",
            Self::Unknown(_) => "unknown",
        })
    }

    /// What happened, in one line, with foreign text as it came: escape it before drawing.
    pub fn summary(&self) -> String {
        match self {
            Self::Status(status) => status.summary(),
            Self::Message(inbound) => inbound.summary(),
            Self::Echo(inbound) => {
                let to = inbound.to.as_deref().unwrap_or("a customer");
                format!("from the phone to {to}: {}", inbound.content.summary())
            }
            Self::OtherStatus(status) => status.summary(),
            Self::Call(call) => call.summary(),
            Self::Group(group) => group.summary(),
            Self::Template(template) => template.summary(),
            Self::Account(account) => account.summary(),
            Self::Flow(flow) => flow.summary(),
            Self::Preference(preference) => preference.summary(),
            Self::IdChange(change) => change.summary(),
            Self::SyncedContact(contact) => contact.summary(),
            Self::PastChats(past) => past.summary(),
            Self::Automatic(event) => event.summary(),
            Self::Partner(event) => event.summary(),
            Self::Rare(rare) => rare.summary(),
            Self::Problem(error) => format!("problem {} {}", error.code, error.title),
            Self::Empty => "tells nothing".to_owned(),
            Self::Unknown(value) => format!("not known: {value}"),
        }
    }
}
