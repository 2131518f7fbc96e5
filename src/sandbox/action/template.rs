//! What customers answer to a template: by its definition where the sandbox knows it, else by what was sent.

use serde_json::{Value, json};

use super::super::report::CALLS;
use super::native::{self, CATALOG, cart_with, nothing, of};
use super::{ActionError, flow_reply};
use crate::template::{
    ButtonKind, Definition, FilledButton, button_component, card_components, component_in, fill,
    index_of, parameters_of,
};
use crate::wire::Pointer;

/// What comes back from a tap: the kind of the inbound message, and its content.
type Reply = (&'static str, Value);

/// A tap on a button, by its index over all buttons.
pub(super) fn button(
    payload: &Value,
    definition: Option<&Definition>,
    index: usize,
    customer: &str,
) -> Result<Reply, ActionError> {
    let missing = || nothing(&format!("template button {}", index + 1));
    if payload.get("template").is_none() {
        return Err(missing());
    }
    let component = button_component(payload, index).map(|(_, component)| component);
    let Some(definition) = definition else {
        return of_component(component.ok_or_else(missing)?, index);
    };
    let filled = fill(definition, payload);
    let button = filled.buttons.get(index).ok_or_else(missing)?;
    match button.kind {
        ButtonKind::QuickReply => Ok(quick_reply(button)),
        ButtonKind::Flow => Ok(("interactive", flow_reply(flow_token(component)))),
        ButtonKind::VoiceCall => Ok((CALLS, call_by(component))),
        ButtonKind::Catalog | ButtonKind::MultiProduct | ButtonKind::SingleProduct => {
            Ok(("order", native::cart(payload, Some(definition), 0)?))
        }
        ButtonKind::ContactRequest => Ok(("contacts", native::contact(true, customer)?)),
        ButtonKind::Url
        | ButtonKind::PhoneNumber
        | ButtonKind::CopyCode
        | ButtonKind::OneTimeCode
        | ButtonKind::OrderDetails
        | ButtonKind::Other(_) => Err(ActionError::TellsNothing(button.text.clone())),
    }
}

/// A tap on a button of which only the component is known.
fn of_component(component: &Value, index: usize) -> Result<Reply, ActionError> {
    let label = format!("Button {}", index + 1);
    let kind = of(component, "sub_type").unwrap_or_default();
    match kind.to_ascii_lowercase().as_str() {
        "quick_reply" => {
            let reply = component
                .pointer("/parameters/0/payload")
                .and_then(Value::as_str)
                .filter(|reply| !reply.is_empty())
                .unwrap_or(&label);
            Ok(("button", json!({"payload": reply, "text": reply})))
        }
        "flow" => Ok(("interactive", flow_reply(flow_token(Some(component))))),
        "voice_call" => Ok((CALLS, call_by(Some(component)))),
        "catalog" => {
            let (catalog, product) = native::of_catalog(action_of(component));
            Ok(("order", cart_with(catalog, product)))
        }
        "mpm" => match product_of(component, 0) {
            Some(product) => Ok(("order", cart_with(CATALOG, product))),
            None => Err(nothing("product")),
        },
        _ => Err(ActionError::TellsNothing(label)),
    }
}

fn quick_reply(button: &FilledButton) -> Reply {
    let reply = button.payload.as_ref().unwrap_or(&button.text);
    ("button", json!({"payload": reply, "text": button.text}))
}

/// A tap on a button of a card: a quick reply answers like one of the message itself.
pub(super) fn card_button(
    payload: &Value,
    definition: Option<&Definition>,
    (card, button): (usize, usize),
) -> Result<Reply, ActionError> {
    let missing = || nothing(&format!("quick reply {} on card {}", button + 1, card + 1));
    if let Some(definition) = definition {
        let filled = fill(definition, payload);
        let found = filled.cards.get(card).ok_or_else(missing)?;
        let found = found.buttons.get(button).ok_or_else(missing)?;
        return match found.kind {
            ButtonKind::QuickReply => Ok(quick_reply(found)),
            ButtonKind::SingleProduct => {
                Ok(("order", native::cart(payload, Some(definition), card)?))
            }
            _ => Err(ActionError::TellsNothing(found.text.clone())),
        };
    }
    let list = card_components(payload);
    let components = list.get(card).and_then(|list| list.get(payload));
    let components = components.and_then(Value::as_array).into_iter().flatten();
    let found = components
        .filter(|component| of(component, "sub_type").is_some())
        .find(|component| index_of(component) == Some(button));
    of_component(found.ok_or_else(missing)?, button)
}

/// The catalog and the product of that number, over the sections of a button or over the cards.
pub(super) fn product<'a>(
    payload: &'a Value,
    definition: Option<&Definition>,
    number: usize,
) -> Option<(&'a str, &'a str)> {
    let root = Pointer::parse("/template/components");
    let cards = card_components(payload);
    if !cards.is_empty() {
        return in_header(payload, cards.get(number)?);
    }
    let components = root.get(payload).and_then(Value::as_array);
    let opens = |kind: &str| {
        let mut components = components.into_iter().flatten();
        components.find(|component| {
            of(component, "sub_type").is_some_and(|found| found.eq_ignore_ascii_case(kind))
        })
    };
    if let Some(list) = opens("mpm") {
        return Some((CATALOG, product_of(list, number)?));
    }
    if number > 0 {
        return None;
    }
    let has_catalog = |definition: &Definition| {
        let mut buttons = definition.buttons.iter();
        buttons.any(|button| button.kind == ButtonKind::Catalog)
    };
    match opens("catalog") {
        Some(catalog) => Some(native::of_catalog(action_of(catalog))),
        None if definition.is_some_and(has_catalog) => Some(native::of_catalog(None)),
        None => in_header(payload, &root),
    }
}

/// The product in the header of a list of components.
fn in_header<'a>(payload: &'a Value, list: &Pointer) -> Option<(&'a str, &'a str)> {
    let (place, header) = component_in(payload, list, "header")?;
    let (_, parameter) = parameters_of(&place, header).next()?;
    let product = parameter.get("product")?;
    Some((
        of(product, "catalog_id")?,
        of(product, "product_retailer_id")?,
    ))
}

/// The product of that number over all sections of a button.
fn product_of(component: &Value, number: usize) -> Option<&str> {
    let sections = action_of(component)?.get("sections")?.as_array()?;
    let items = sections
        .iter()
        .filter_map(|section| section.get("product_items")?.as_array());
    of(items.flatten().nth(number)?, "product_retailer_id")
}

/// Whether the definition asks for the customer's contact.
pub(super) fn asks_for_contact(payload: &Value, definition: Option<&Definition>) -> bool {
    let is_request = |definition: &Definition| {
        let mut buttons = definition.buttons.iter();
        buttons.any(|button| button.kind == ButtonKind::ContactRequest)
    };
    payload.get("template").is_some() && definition.is_some_and(is_request)
}

/// Whether the definition asks if the business may call.
pub(super) fn asks_to_call(payload: &Value, definition: Option<&Definition>) -> bool {
    payload.get("template").is_some()
        && definition.is_some_and(|definition| definition.asks_to_call)
}

/// What the call by the message's call button carries; none where it has no such button.
pub(super) fn call(payload: &Value, definition: Option<&Definition>) -> Option<Value> {
    let components = payload
        .pointer("/template/components")
        .and_then(Value::as_array);
    let found = components.into_iter().flatten().find(|component| {
        of(component, "sub_type").is_some_and(|kind| kind.eq_ignore_ascii_case("voice_call"))
    });
    let is_defined = payload.get("template").is_some()
        && definition.is_some_and(|definition| {
            let mut buttons = definition.buttons.iter();
            buttons.any(|button| button.kind == ButtonKind::VoiceCall)
        });
    (found.is_some() || is_defined).then(|| call_by(found))
}

/// What a call by a button carries.
fn call_by(component: Option<&Value>) -> Value {
    let parameters = component.and_then(|component| component.get("parameters")?.as_array());
    let mut parameters = parameters.into_iter().flatten();
    match parameters.find_map(|parameter| parameter.get("payload")) {
        Some(given) => json!({"cta_payload": given}),
        None => json!({}),
    }
}

/// The token that the flow button of a template send gives its flow.
fn flow_token(component: Option<&Value>) -> Option<&str> {
    action_of(component?)?.get("flow_token")?.as_str()
}

fn action_of(component: &Value) -> Option<&Value> {
    component.pointer("/parameters/0/action")
}
