//! Finding the parts of a template send, whatever letter case and number spelling they have.

use serde_json::{Value, json};

use super::definition::Definition;
use crate::wire::scalar::text_of;
use crate::wire::{Pointer, member_of};

/// Where the components of a send stand.
pub(super) const COMPONENTS: &str = "/template/components";

/// A send of a template by the Cloud API, to nobody yet and without any value.
pub fn plainest_send(definition: &Definition) -> Value {
    json!({
        "messaging_product": "whatsapp",
        "to": "",
        "type": "template",
        "template": {
            "name": definition.name,
            "language": { "code": definition.language },
        },
    })
}

/// A component of a send.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Component<'a> {
    /// Its number among the components.
    pub number: usize,
    /// The component.
    pub value: &'a Value,
    /// The list that it stands in, where that is a card's.
    card: Option<&'a Pointer>,
}

impl<'a> Component<'a> {
    /// The first component of that type in the payload of a send: `header`, `body`.
    pub fn of_type(payload: &'a Value, kind: &str) -> Option<Self> {
        Self::of_type_in(components_of(payload)?, None, kind)
    }

    /// The component that fills the button of that index, counted over all buttons of the template.
    pub fn of_button(payload: &'a Value, index: usize) -> Option<Self> {
        Self::of_button_in(components_of(payload)?, None, index)
    }

    /// The first component of that type in a list of them, a card's if its place is given.
    pub(super) fn of_type_in(
        components: &'a [Value],
        card: Option<&'a Pointer>,
        kind: &str,
    ) -> Option<Self> {
        Self::find(components, card, |component| is(component, "type", kind))
    }

    /// The component that fills the button of that index in a list of them.
    pub(super) fn of_button_in(
        components: &'a [Value],
        card: Option<&'a Pointer>,
        index: usize,
    ) -> Option<Self> {
        Self::find(components, card, |component| {
            is(component, "type", "button") && index_of(component) == Some(index)
        })
    }

    fn find(
        components: &'a [Value],
        card: Option<&'a Pointer>,
        passes: impl Fn(&Value) -> bool,
    ) -> Option<Self> {
        let mut numbered = components.iter().enumerate();
        let (number, value) = numbered.find(|(_, component)| passes(component))?;
        Some(Self {
            number,
            value,
            card,
        })
    }

    /// Where it stands.
    pub fn place(&self) -> Pointer {
        let list = self.card.cloned();
        list.unwrap_or_else(|| Pointer::parse(COMPONENTS))
            .index(self.number)
    }

    /// Its list of parameters, where it has one.
    pub fn parameters(&self) -> Option<&'a Vec<Value>> {
        member_of(self.value, "parameters")?.as_array()
    }
}

/// The components of a send.
pub(super) fn components_of(payload: &Value) -> Option<&Vec<Value>> {
    member_of(member_of(payload, "template")?, "components")?.as_array()
}

/// The first component of that type in the payload of a send, with its place.
pub fn component<'a>(payload: &'a Value, kind: &str) -> Option<(Pointer, &'a Value)> {
    Component::of_type(payload, kind).map(|found| (found.place(), found.value))
}

/// The component that fills the button of that index, with its place.
pub fn button_component(payload: &Value, index: usize) -> Option<(Pointer, &Value)> {
    Component::of_button(payload, index).map(|found| (found.place(), found.value))
}

/// The first component of that type in a list of them: a send's or a card's.
pub fn component_in<'a>(
    payload: &'a Value,
    list: &Pointer,
    kind: &str,
) -> Option<(Pointer, &'a Value)> {
    find(payload, list, |component| is(component, "type", kind))
}

/// The component that fills the button of that index, in a list of them.
pub fn button_component_in<'a>(
    payload: &'a Value,
    list: &Pointer,
    index: usize,
) -> Option<(Pointer, &'a Value)> {
    find(payload, list, |component| {
        is(component, "type", "button") && index_of(component) == Some(index)
    })
}

/// Where the components of each sent card of a carousel stand, in the order of their `card_index`.
pub fn card_components(payload: &Value) -> Vec<Pointer> {
    let Some((place, carousel)) = component(payload, "carousel") else {
        return Vec::new();
    };
    let cards = carousel.get("cards").and_then(Value::as_array);
    let mut found: Vec<_> = cards
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(number, card)| {
            let place = place.key("cards").index(number).key("components");
            (number_at(card, "card_index").unwrap_or(number), place)
        })
        .collect();
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, place)| place).collect()
}

/// The index that a button component names, as a number or as text; 0 where it names none.
pub fn index_of(component: &Value) -> Option<usize> {
    match member_of(component, "index") {
        None => Some(0),
        Some(_) => number_at(component, "index"),
    }
}

/// A number, or a text that is one.
pub(super) fn number_at(value: &Value, key: &str) -> Option<usize> {
    match member_of(value, key)? {
        Value::String(text) => text.trim().parse().ok(),
        Value::Number(number) => number
            .as_u64()
            .and_then(|index| usize::try_from(index).ok()),
        _ => None,
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

/// The first component of a list that passes a test; its pointer is made only then.
fn find<'a>(
    payload: &'a Value,
    list: &Pointer,
    passes: impl Fn(&Value) -> bool,
) -> Option<(Pointer, &'a Value)> {
    let components = list.get(payload)?.as_array()?;
    let index = components.iter().position(passes)?;
    Some((list.index(index), components.get(index)?))
}

/// Whether a member is that text, whatever its case.
pub(super) fn is(component: &Value, key: &str, wanted: &str) -> bool {
    member_of(component, key)
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
