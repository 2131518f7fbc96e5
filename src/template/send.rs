//! Finding the parts of a template send, whatever letter case and number spelling they have.

use serde_json::Value;

use crate::wire::Pointer;
use crate::wire::scalar::text_of;

/// The first component of that type in the payload of a send: `header`, `body`.
pub fn component<'a>(payload: &'a Value, kind: &str) -> Option<(Pointer, &'a Value)> {
    find(payload, |component| is(component, "type", kind))
}

/// The component that fills the button of that index, counted over all buttons of the template.
pub fn button_component(payload: &Value, index: usize) -> Option<(Pointer, &Value)> {
    find(payload, |component| {
        is(component, "type", "button") && index_of(component) == Some(index)
    })
}

/// The index that a button component names, as a number or as text; 0 where it names none.
pub fn index_of(component: &Value) -> Option<usize> {
    match component.get("index") {
        None => Some(0),
        Some(Value::String(text)) => text.trim().parse().ok(),
        Some(Value::Number(number)) => number
            .as_u64()
            .and_then(|index| usize::try_from(index).ok()),
        Some(_) => None,
    }
}

/// The parameters of a component with their places.
pub fn parameters_of<'a>(
    place: &Pointer,
    component: &'a Value,
) -> impl Iterator<Item = (Pointer, &'a Value)> + use<'a> {
    let list = place.key("parameters");
    component
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
        .map(move |(index, parameter)| (list.index(index), parameter))
}

/// The first component that passes a test; its pointer is made only then.
fn find(payload: &Value, passes: impl Fn(&Value) -> bool) -> Option<(Pointer, &Value)> {
    let components = payload.get("template")?.get("components")?.as_array()?;
    let index = components.iter().position(passes)?;
    let place = Pointer::parse("/template/components").index(index);
    Some((place, components.get(index)?))
}

/// Whether a member is that text, whatever its case.
pub(super) fn is(component: &Value, key: &str, wanted: &str) -> bool {
    component
        .get(key)
        .and_then(Value::as_str)
        .is_some_and(|found| found.eq_ignore_ascii_case(wanted))
}

/// What the customer reads for a parameter, and where that stands: text, or the fallback of money and dates.
pub(super) fn words_of(place: &Pointer, parameter: &Value) -> Option<(Pointer, String)> {
    let kind = parameter
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or("text");
    let path: &[&str] = match kind.to_ascii_lowercase().as_str() {
        "currency" => &["currency", "fallback_value"],
        "date_time" => &["date_time", "fallback_value"],
        "coupon_code" => &["coupon_code"],
        "payload" => &["payload"],
        _ => &["text"],
    };
    let pointer = path.iter().fold(Pointer::root(), |here, key| here.key(key));
    let words = text_of(pointer.get(parameter)?)?;
    Some((place.join(&pointer), words.to_owned()))
}
