//! What customers answer by the phone's own screens: carts, forms, contacts, permissions, calls.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::super::people::name_of;
use super::{ActionError, interactive, template};
use crate::template::Definition;

/// For so long a permission to call holds: seven days.
const PERMISSION_SECONDS: i64 = 7 * 24 * 60 * 60;

/// A quick reply of an interactive carousel comes back as a reply button.
pub(super) fn card_button(
    payload: &Value,
    card: usize,
    button: usize,
) -> Result<Value, ActionError> {
    let reply = interactive(payload, "carousel")
        .and_then(|carousel| {
            carousel.pointer(&format!(
                "/action/cards/{card}/action/buttons/{button}/quick_reply"
            ))
        })
        .ok_or_else(|| nothing(&format!("quick reply {} on card {}", button + 1, card + 1)))?;
    Ok(json!({
        "type": "button_reply",
        "button_reply": {"id": reply.get("id"), "title": reply.get("title")},
    }))
}

/// A cart with one piece of the product; the price is invented, since only the catalog knows it.
pub(super) fn cart(
    payload: &Value,
    definition: Option<&Definition>,
    number: usize,
) -> Result<Value, ActionError> {
    let (catalog, product) = product(payload, number)
        .or_else(|| template::product(payload, definition, number))
        .ok_or_else(|| nothing(&format!("product {}", number + 1)))?;
    Ok(cart_with(catalog, product))
}

/// A cart with one piece of a product.
pub(super) fn cart_with(catalog: &str, product: &str) -> Value {
    json!({
        "catalog_id": catalog,
        "text": "One of these, please",
        "product_items": [{
            "product_retailer_id": product,
            "quantity": 1,
            "item_price": 89,
            "currency": "EUR",
        }],
    })
}

/// The catalog and the product of that number; of a catalog message, which names no catalog, an invented one.
fn product<'a>(payload: &'a Value, number: usize) -> Option<(&'a str, &'a str)> {
    let found = payload.get("interactive")?;
    let action = found.get("action")?;
    match of(found, "type")? {
        "product" if number == 0 => Some((
            of(action, "catalog_id")?,
            of(action, "product_retailer_id")?,
        )),
        "product_list" => {
            let sections = action.get("sections")?.as_array()?;
            let items = |section: &'a Value| section.get("product_items")?.as_array();
            let item = sections.iter().filter_map(items).flatten().nth(number)?;
            Some((of(action, "catalog_id")?, of(item, "product_retailer_id")?))
        }
        "catalog_message" if number == 0 => {
            let parameters = action.get("parameters");
            Some(of_catalog(parameters))
        }
        "carousel" => {
            let action = action.pointer(&format!("/cards/{number}/action"))?;
            Some((
                of(action, "catalog_id")?,
                of(action, "product_retailer_id")?,
            ))
        }
        _ => None,
    }
}

/// The catalog that the sandbox takes for the account's own, and its product: the one whose picture is shown.
pub(super) fn of_catalog(action: Option<&Value>) -> (&str, &str) {
    let shown = action.and_then(|action| of(action, "thumbnail_product_retailer_id"));
    (CATALOG, shown.unwrap_or("lamp-w38"))
}

/// The catalog of a message that names none.
pub(super) const CATALOG: &str = "194836987003835";

pub(super) fn of<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

/// The form of an address request, filled in: what was given beforehand, or a saved address.
pub(super) fn address(payload: &Value, customer: &str) -> Result<Value, ActionError> {
    let request =
        interactive(payload, "address_message").ok_or_else(|| nothing("address request"))?;
    let parameters = request.pointer("/action/parameters");
    let saved = parameters.and_then(|parameters| parameters.pointer("/saved_addresses/0"));
    let values = saved
        .and_then(|saved| saved.get("value"))
        .or_else(|| parameters?.get("values"))
        .and_then(Value::as_object)
        .filter(|values| !values.is_empty())
        .cloned()
        .map_or_else(|| invented_address(customer), Value::Object);
    let words = ["name", "house_number", "address", "city"];
    let lines: Vec<&str> = words
        .iter()
        .filter_map(|key| values.get(*key)?.as_str())
        .collect();
    let body = lines.join("\n");
    let response = match saved.and_then(|saved| saved.get("id")) {
        Some(id) => json!({"saved_address_id": id, "values": values}),
        None => json!({"values": values}),
    };
    Ok(json!({
        "type": "nfm_reply",
        "nfm_reply": {
            "name": "address_message",
            "body": body,
            "response_json": response.to_string(),
        },
    }))
}

fn invented_address(customer: &str) -> Value {
    json!({
        "name": name_of(customer),
        "phone_number": customer,
        "in_pin_code": "000000",
        "address": "2 Sample Lane",
        "city": "Springfield",
    })
}

/// The customer's own contact, marked as an answer to the request.
pub(super) fn contact(is_asked_for: bool, customer: &str) -> Result<Value, ActionError> {
    if !is_asked_for {
        return Err(nothing("contact request"));
    }
    let name = name_of(customer);
    Ok(json!([{
        "name": {"formatted_name": name, "first_name": name.split(' ').next()},
        "phones": [{"phone": format!("+{customer}"), "wa_id": customer, "type": "CELL"}],
        "origin": "contact_request",
    }]))
}

/// A permission to call, which ends after a week, or none.
pub(super) fn call_permission(is_asked_for: bool, allowed: bool) -> Result<Value, ActionError> {
    if !is_asked_for {
        return Err(nothing("request for permission to call"));
    }
    let reply = if allowed {
        let until = Timestamp::now()
            .as_second()
            .saturating_add(PERMISSION_SECONDS);
        json!({
            "response": "accept",
            "is_permanent": false,
            "expiration_timestamp": until,
            "response_source": "user_action",
        })
    } else {
        json!({"response": "reject", "response_source": "user_action"})
    };
    Ok(json!({"type": "call_permission_reply", "call_permission_reply": reply}))
}

/// What is particular to a call by a button: the payload that the button carries.
pub(super) fn call(payload: &Value, definition: Option<&Definition>) -> Result<Value, ActionError> {
    if let Some(call) = template::call(payload, definition) {
        return Ok(call);
    }
    let button = interactive(payload, "voice_call").ok_or_else(|| nothing("call button"))?;
    Ok(match button.pointer("/action/parameters/payload") {
        Some(given) => json!({"cta_payload": given}),
        None => json!({}),
    })
}

pub(super) fn nothing(what: &str) -> ActionError {
    ActionError::NothingThere(what.to_owned())
}
