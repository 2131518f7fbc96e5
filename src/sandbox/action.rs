//! What a pretend customer can be made to do.

mod native;
mod own;
mod template;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::id::Writer;
use super::report::{self, CALLS, Chat, PREFERENCES, Said};
use super::state::Shared;
use crate::template::Definition;
use crate::wire::{Dialect, MessageId};

/// One deed of a customer; its JSON is the body of `POST /_sandbox/act`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Action {
    /// Taps a reply button of an interactive message, by its place.
    TapReplyButton {
        /// The message.
        message_id: MessageId,
        /// The button's place.
        button: usize,
    },
    /// Taps a quick reply or a flow button of a template, by its index over all buttons.
    TapTemplateButton {
        /// The message.
        message_id: MessageId,
        /// The button's index.
        button: usize,
    },
    /// Chooses a row of a list.
    ChooseRow {
        /// The message.
        message_id: MessageId,
        /// The section's place.
        section: usize,
        /// The row's place in its section.
        row: usize,
    },
    /// Sends the location that was asked for.
    SendLocation {
        /// The message.
        message_id: MessageId,
    },
    /// Completes the flow.
    CompleteFlow {
        /// The message.
        message_id: MessageId,
    },
    /// Taps a quick reply on a card of a carousel.
    TapCardButton {
        /// The message.
        message_id: MessageId,
        /// The card's place.
        card: usize,
        /// The button's place on it.
        button: usize,
    },
    /// Puts a product into a cart and sends it.
    SendCart {
        /// The message.
        message_id: MessageId,
        /// The product's number over all sections or cards.
        product: usize,
    },
    /// Fills in the address that was asked for.
    SendAddress {
        /// The message.
        message_id: MessageId,
    },
    /// Shares the own telephone number.
    ShareContact {
        /// The message.
        message_id: MessageId,
    },
    /// Answers whether the business may call.
    AnswerCallRequest {
        /// The message.
        message_id: MessageId,
        /// Whether it may.
        allowed: bool,
    },
    /// Calls the business by the message's button.
    Call {
        /// The message.
        message_id: MessageId,
    },
    /// Reacts, or takes the reaction back with an empty emoji.
    React {
        /// The message.
        message_id: MessageId,
        /// The emoji.
        emoji: String,
    },
    /// Writes of their own accord, or quotes a message.
    Write {
        /// The API by which the business hears of it.
        api: Dialect,
        /// The customer's number.
        from: String,
        /// The text.
        text: String,
        /// The message that is quoted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_to: Option<MessageId>,
    },
    /// Sends a file; a small one of its kind, where no bytes are given.
    SendMedia {
        /// The API by which the business hears of it.
        api: Dialect,
        /// The customer's number.
        from: String,
        /// `image`, `video`, `audio`, `document` or `sticker`.
        kind: String,
        /// The words below it.
        #[serde(default)]
        caption: Option<String>,
        /// The name of a document.
        #[serde(default)]
        filename: Option<String>,
        /// Whether a sound was spoken into the phone.
        #[serde(default)]
        voice: bool,
        /// The type of the bytes.
        #[serde(default)]
        mime_type: Option<String>,
        /// The bytes.
        #[serde(default)]
        base64: Option<String>,
    },
    /// Sends a place.
    SendPlace {
        /// The API by which the business hears of it.
        api: Dialect,
        /// The customer's number.
        from: String,
    },
    /// Sends a poll, which businesses cannot read.
    SendPoll {
        /// The API by which the business hears of it.
        api: Dialect,
        /// The customer's number.
        from: String,
    },
    /// Calls the business.
    CallBusiness {
        /// The API by which the business hears of it.
        api: Dialect,
        /// The customer's number.
        from: String,
    },
    /// Wants no more marketing.
    StopMarketing {
        /// The API by which the business hears of it.
        api: Dialect,
        /// The customer's number.
        from: String,
    },
    /// Wants marketing again.
    ResumeMarketing {
        /// The API by which the business hears of it.
        api: Dialect,
        /// The customer's number.
        from: String,
    },
    /// Moves to another number.
    ChangeNumber {
        /// The API by which the business hears of it.
        api: Dialect,
        /// The customer's number so far.
        from: String,
        /// The new one.
        to: String,
    },
    /// Answers a message with text.
    Reply {
        /// The message.
        message_id: MessageId,
        /// The text.
        text: String,
    },
}

/// A deed that no customer could do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActionError {
    /// The account is a live one.
    #[error("only the sandbox's customers can be directed; this account has real ones")]
    NoSandbox,
    /// The sandbox has no such message.
    #[error(
        "the sandbox has no message {0}; it keeps the latest only, and forgets them when it ends"
    )]
    NoMessage(MessageId),
    /// Nobody has such a number.
    #[error("from: expected a phone number with digits")]
    NobodyThere,
    /// The message has nothing of the kind.
    #[error("the message has no {0}")]
    NothingThere(String),
    /// The platform reports nothing of such a tap.
    #[error("a tap on {0:?} tells the business nothing: it opens something on the phone")]
    TellsNothing(String),
}

impl Action {
    /// The message that is acted on.
    const fn message_id(&self) -> Option<&MessageId> {
        match self {
            Self::TapReplyButton { message_id, .. }
            | Self::TapTemplateButton { message_id, .. }
            | Self::ChooseRow { message_id, .. }
            | Self::SendLocation { message_id }
            | Self::CompleteFlow { message_id }
            | Self::TapCardButton { message_id, .. }
            | Self::SendCart { message_id, .. }
            | Self::SendAddress { message_id }
            | Self::ShareContact { message_id }
            | Self::AnswerCallRequest { message_id, .. }
            | Self::Call { message_id }
            | Self::React { message_id, .. }
            | Self::Reply { message_id, .. } => Some(message_id),
            _ => None,
        }
    }

    /// What the customer thereby says, going by the message that was really sent.
    fn said(
        &self,
        customer: &str,
        payload: &Value,
        definition: Option<&Definition>,
    ) -> Result<Said, ActionError> {
        let (kind, content) = match self {
            Self::TapReplyButton { button, .. } => reply_button(payload, *button)?,
            Self::TapTemplateButton { button, .. } => {
                template::button(payload, definition, *button, customer)?
            }
            Self::ChooseRow { section, row, .. } => {
                ("interactive", list_row(payload, *section, *row)?)
            }
            Self::SendLocation { .. } => ("location", location(payload)?),
            Self::CompleteFlow { .. } => ("interactive", flow(payload)?),
            Self::TapCardButton { card, button, .. } if payload.get("template").is_some() => {
                template::card_button(payload, definition, (*card, *button))?
            }
            Self::TapCardButton { card, button, .. } => {
                ("interactive", native::card_button(payload, *card, *button)?)
            }
            Self::SendCart { product, .. } => {
                ("order", native::cart(payload, definition, *product)?)
            }
            Self::SendAddress { .. } => ("interactive", native::address(payload, customer)?),
            Self::ShareContact { .. } => {
                let asked = interactive(payload, "request_contact_info").is_some()
                    || template::asks_for_contact(payload, definition);
                ("contacts", native::contact(asked, customer)?)
            }
            Self::AnswerCallRequest { allowed, .. } => {
                let asked = interactive(payload, "call_permission_request").is_some()
                    || template::asks_to_call(payload, definition);
                ("interactive", native::call_permission(asked, *allowed)?)
            }
            Self::Call { .. } => (CALLS, native::call(payload, definition)?),
            Self::React { message_id, emoji } if emoji.is_empty() => {
                ("reaction", json!({"message_id": message_id}))
            }
            Self::React { message_id, emoji } => (
                "reaction",
                json!({"message_id": message_id, "emoji": emoji}),
            ),
            Self::Reply { text, .. } => ("text", json!({"body": text})),
            _ => return Err(ActionError::NothingThere("such answer".to_owned())),
        };
        Ok(Said {
            kind,
            content,
            context: self.message_id().filter(|_| kind != "reaction").cloned(),
        })
    }
}

impl Shared {
    /// Lets a customer act on a message.
    pub(super) fn act(self: &Arc<Self>, action: &Action) -> Result<MessageId, ActionError> {
        if let Some((api, number)) = action.actor() {
            if number.is_empty() {
                return Err(ActionError::NobodyThere);
            }
            let said = action.own(self, &number)?;
            let chat = self.state().chat_from(api, &number);
            return Ok(self.say(chat, said));
        }
        let (chat, said) = {
            let state = self.state();
            let Some(id) = action.message_id() else {
                return Err(ActionError::NobodyThere);
            };
            let message = state
                .message(id.as_str())
                .ok_or_else(|| ActionError::NoMessage(id.clone()))?;
            let payload = message.payload();
            let chat = message.chat.clone();
            let definition = state.definition_of(&payload);
            let said = action.said(&chat.customer, &payload, definition)?;
            (chat, said)
        };
        Ok(self.say(chat, said))
    }

    /// Lets a customer say something, which opens the 24-hour window.
    pub(super) fn say(self: &Arc<Self>, chat: Chat, said: Said) -> MessageId {
        let (id, epoch) = {
            let mut state = self.state();
            state.hear(&chat.customer, self.clock.now());
            let id = state
                .ids
                .message(chat.dialect, &chat.customer, Writer::Customer);
            let id = if said.kind == CALLS {
                MessageId::new(id.as_str().replacen("wamid.", "wacid.", 1))
            } else {
                id
            };
            if !["reaction", CALLS, PREFERENCES].contains(&said.kind) {
                state.remember_inbound(id.clone());
            }
            (id, state.epoch.clone())
        };
        let (shared, inbound) = (Arc::clone(self), id.clone());
        self.tasks.spawn(async move {
            let body = report::message(&shared.access, shared.clock.now(), &chat, &inbound, &said);
            tokio::select! {
                () = epoch.cancelled() => {}
                () = shared.cancel.cancelled() => {}
                () = shared.deliver(chat.dialect, body) => {}
            }
        });
        id
    }
}

fn interactive<'a>(payload: &'a Value, kind: &str) -> Option<&'a Value> {
    let interactive = payload.get("interactive")?;
    (interactive.get("type")?.as_str()? == kind).then_some(interactive)
}

/// A tapped reply; of what was sent directly it looks like one of a template.
fn reply_button(payload: &Value, button: usize) -> Result<(&'static str, Value), ActionError> {
    let found = interactive(payload, "button")
        .and_then(|interactive| interactive.pointer(&format!("/action/buttons/{button}")))
        .ok_or_else(|| ActionError::NothingThere(format!("reply button {}", button + 1)))?;
    if let Some(label) = found.pointer("/cta_url/display_text") {
        let label = label.as_str().unwrap_or_default();
        return Err(ActionError::TellsNothing(label.to_owned()));
    }
    let reply = found
        .get("reply")
        .ok_or_else(|| ActionError::NothingThere(format!("reply button {}", button + 1)))?;
    let (id, title) = (reply.get("id"), reply.get("title"));
    if payload.get("category").is_some() {
        return Ok(("button", json!({"payload": id, "text": title})));
    }
    let reply = json!({"type": "button_reply", "button_reply": {"id": id, "title": title}});
    Ok(("interactive", reply))
}

fn list_row(payload: &Value, section: usize, row: usize) -> Result<Value, ActionError> {
    let found = interactive(payload, "list")
        .and_then(|list| list.pointer(&format!("/action/sections/{section}/rows/{row}")))
        .ok_or_else(|| {
            ActionError::NothingThere(format!("row {} in section {}", row + 1, section + 1))
        })?;
    let mut reply = json!({"id": found.get("id"), "title": found.get("title")});
    let description = found.get("description").filter(|text| **text != json!(""));
    if let (Some(description), Some(reply)) = (description, reply.as_object_mut()) {
        reply.insert("description".to_owned(), description.clone());
    }
    Ok(json!({"type": "list_reply", "list_reply": reply}))
}

fn location(payload: &Value) -> Result<Value, ActionError> {
    interactive(payload, "location_request_message")
        .map(|_| json!({"latitude": 52.5163, "longitude": 13.3777}))
        .ok_or_else(|| ActionError::NothingThere("location request".to_owned()))
}

fn flow(payload: &Value) -> Result<Value, ActionError> {
    let flow =
        interactive(payload, "flow").ok_or_else(|| ActionError::NothingThere("flow".to_owned()))?;
    let token = flow.pointer("/action/parameters/flow_token");
    Ok(flow_reply(token.and_then(Value::as_str)))
}

/// A completed flow: what was filled in is JSON in a string.
fn flow_reply(token: Option<&str>) -> Value {
    let response = json!({"flow_token": token.unwrap_or("unused"), "answer": "yes"});
    json!({
        "type": "nfm_reply",
        "nfm_reply": {"name": "flow", "body": "Sent", "response_json": response.to_string()},
    })
}
