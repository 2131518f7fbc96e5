//! Where a slot stands in a send: `header`, `body.order_id`, `button.0.flow_token`, `card.1.body.2`.

use serde_json::{Value, json};

use crate::template::{button_component_in, card_components, component_in, parameters_of};
use crate::wire::Pointer;

/// What the command line calls a place that takes a value.
#[derive(Debug)]
pub(super) struct Slot<'a> {
    card: Option<usize>,
    part: Part<'a>,
    /// The member of the parameter that is meant; none for the one that matters most.
    key: Option<&'a str>,
}

/// The component that holds it.
#[derive(Debug)]
enum Part<'a> {
    /// `header` or `body`, and the parameter's number or name.
    Words(&'a str, &'a str),
    /// The button of that index.
    Button(usize),
    /// A component that stands once: `limited_time_offer`, `order_status`.
    Once(&'a str),
}

/// A place that takes a value.
#[derive(Debug)]
pub(super) struct Found {
    /// The value's place.
    pub(super) pointer: Pointer,
    /// What stands around it is of this type: `image`.
    kind: String,
}

/// The components that stand once, and the short names that they have here.
const ONCE: [(&str, &str); 3] = [
    ("offer", "limited_time_offer"),
    ("limited_time_offer", "limited_time_offer"),
    ("order_status", "order_status"),
];

impl<'a> Slot<'a> {
    /// Reads what the command line says.
    pub(super) fn parse(slot: &'a str) -> Result<Self, String> {
        let (card, rest) = match slot.strip_prefix("card.") {
            Some(rest) => {
                let (number, rest) = rest.split_once('.').unwrap_or((rest, ""));
                let number = number.parse().map_err(|_| {
                    format!("expected the card's number, counted from 0, found {number:?}")
                })?;
                (Some(number), rest)
            }
            None => (None, slot),
        };
        let (first, behind) = match rest.split_once('.') {
            Some((first, behind)) => (first, Some(behind)),
            None => (rest, None),
        };
        let once = ONCE.iter().find(|(name, _)| *name == first);
        let (part, key) = match (first, once) {
            ("header" | "body", _) => {
                let (name, key) = split(behind.unwrap_or("1"));
                if name.parse::<usize>().is_err() && first == "header" && key.is_none() {
                    // a variable's name, or a member of the header's only parameter
                    (Part::Words(first, name), Some(name))
                } else {
                    (Part::Words(first, name), key)
                }
            }
            ("button", _) => {
                let (number, key) = split(behind.unwrap_or_default());
                let number = number.parse().map_err(|_| {
                    format!("expected the button's index, counted from 0, as in button.0, found {number:?}")
                })?;
                (Part::Button(number), key)
            }
            (_, Some((_, kind))) => (Part::Once(kind), behind),
            _ => (Part::Words("body", rest), None),
        };
        Ok(Self { card, part, key })
    }

    /// Gives a call button the parameter that is meant, for it may have both of its own or either.
    pub(super) fn complete_call(&self, completed: &mut Value, given: &Value) {
        let (Part::Button(index), Some(key @ ("payload" | "ttl_minutes")), Ok(list)) =
            (&self.part, self.key, self.list(completed))
        else {
            return;
        };
        let Some((place, button)) = button_component_in(completed, &list, *index) else {
            return;
        };
        let is = |value: &Value, key: &str, wanted: &str| {
            let found = value.get(key).and_then(Value::as_str);
            found.is_some_and(|found| found.eq_ignore_ascii_case(wanted))
        };
        let has_it = parameters_of(&place, button).any(|(_, one)| is(one, "type", key));
        let is_given = button_component_in(given, &list, *index).is_some();
        if !is(button, "sub_type", "voice_call") || has_it {
            return;
        }
        let parameters = completed.pointer_mut(place.key("parameters").as_str());
        if let Some(Value::Array(parameters)) = parameters {
            if !is_given {
                parameters.clear();
            }
            parameters.push(json!({"type": key, key: ""}));
        }
    }

    /// The place in a send.
    pub(super) fn find(&self, payload: &Value) -> Result<Found, String> {
        let list = self.list(payload)?;
        match self.part {
            Part::Words(part, name) => self.in_words(payload, &list, (part, name)),
            Part::Button(index) => {
                let (place, found) = button_component_in(payload, &list, index)
                    .ok_or_else(|| format!("the message has no value for button {index}"))?;
                self.in_first(&place, found, &format!("button {index}"))
            }
            Part::Once(kind) => {
                let (place, found) = component_in(payload, &list, kind)
                    .ok_or_else(|| format!("the message has no {kind}"))?;
                self.in_first(&place, found, kind)
            }
        }
    }

    /// The list of components that it stands in.
    fn list(&self, payload: &Value) -> Result<Pointer, String> {
        let Some(card) = self.card else {
            return Ok(Pointer::root().key("template").key("components"));
        };
        let mut cards = card_components(payload);
        let count = cards.len();
        if card < count {
            return Ok(cards.swap_remove(card));
        }
        Err(format!(
            "the message has {count} cards; they are counted from 0"
        ))
    }

    fn in_words(
        &self,
        payload: &Value,
        list: &Pointer,
        (part, name): (&str, &str),
    ) -> Result<Found, String> {
        let (place, found) = component_in(payload, list, part)
            .ok_or_else(|| format!("the message has no template {part}"))?;
        let parameters: Vec<(String, Pointer, &Value)> = parameters_of(&place, found)
            .enumerate()
            .map(|(index, (pointer, parameter))| (name_of(parameter, index), pointer, parameter))
            .collect();
        let meant = parameters.iter().find(|(known, ..)| known == name);
        if let Some((_, place, parameter)) = meant {
            let key = self.key.filter(|key| *key != name);
            return in_parameter(place, parameter, key);
        }
        // `header.latitude`: a member of the only parameter
        if let ([(_, place, parameter)], Some(key)) = (parameters.as_slice(), self.key)
            && part == "header"
        {
            return in_parameter(place, parameter, Some(key));
        }
        let names: Vec<&str> = parameters.iter().map(|(name, ..)| name.as_str()).collect();
        let names = if names.is_empty() {
            "none".to_owned()
        } else {
            names.join(", ")
        };
        Err(format!(
            "the template's {part} has no parameter {name:?}; it has {names}"
        ))
    }

    fn in_first(&self, place: &Pointer, component: &Value, what: &str) -> Result<Found, String> {
        let parameters: Vec<_> = parameters_of(place, component).collect();
        // a call has two parameters: what is named may stand in either
        let fitting = parameters
            .iter()
            .map(|(place, parameter)| in_parameter(place, parameter, self.key));
        let mut last = Err(format!("{what} has no parameter"));
        for found in fitting {
            if found.is_ok() {
                return found;
            }
            last = found;
        }
        last
    }
}

fn split(behind: &str) -> (&str, Option<&str>) {
    match behind.split_once('.') {
        Some((name, key)) => (name, Some(key)),
        None => (behind, None),
    }
}

/// The name of a parameter, or its number.
fn name_of(parameter: &Value, index: usize) -> String {
    parameter
        .get("parameter_name")
        .and_then(Value::as_str)
        .map_or_else(|| (index + 1).to_string(), ToOwned::to_owned)
}

/// The place in a parameter: of the member that is named, else of the one that matters most.
fn in_parameter(place: &Pointer, parameter: &Value, key: Option<&str>) -> Result<Found, String> {
    let kind = parameter.get("type").and_then(Value::as_str);
    let kind = kind.unwrap_or("text").to_ascii_lowercase();
    let here = place.clone();
    let content = || here.key(&kind);
    let pointer = match (kind.as_str(), key) {
        (_, Some(key)) => member(place, parameter, key)
            .ok_or_else(|| format!("there is no {key:?} in a parameter of type {kind}"))?,
        ("currency" | "date_time", None) => content().key("fallback_value"),
        ("image" | "video" | "document" | "gif", None) => content().key("link"),
        ("payload" | "coupon_code" | "ttl_minutes", None) => content(),
        ("limited_time_offer", None) => content().key("expiration_time_ms"),
        ("location" | "product" | "action" | "order_status", None) => {
            let known = keys(parameter.get(&kind));
            return Err(format!(
                "which part of the {kind} is meant? it has {}",
                known.join(", ")
            ));
        }
        _ => place.key("text"),
    };
    Ok(Found { pointer, kind })
}

/// The members that may be added to a parameter although it does not have them yet: for which type, and in
/// which member of its object.
const ADDED: &[(&str, &str, &str)] = &[
    ("id", "", ""),
    ("link", "", ""),
    ("filename", "document", ""),
    ("flow_token", "action", ""),
    ("flow_action_data", "action", ""),
    ("thumbnail_product_retailer_id", "action", ""),
    ("sections", "action", ""),
    ("order_details", "action", ""),
    ("name", "location", ""),
    ("address", "location", ""),
    ("description", "order_status", "order"),
];

/// The place of a member of that name, however deep; else where it would be added.
fn member(place: &Pointer, parameter: &Value, wanted: &str) -> Option<Pointer> {
    deep(place, parameter, wanted).or_else(|| {
        let kind = parameter.get("type")?.as_str()?;
        if wanted == kind {
            return Some(place.key(wanted));
        }
        let is_medium = matches!(kind, "image" | "video" | "document" | "gif");
        let takes = |(key, of, _): &&(&str, &str, &str)| {
            *key == wanted && (*of == kind || (of.is_empty() && is_medium))
        };
        let (.., inside) = ADDED.iter().find(takes)?;
        let object = place.key(kind);
        let object = if inside.is_empty() {
            object
        } else {
            object.key(inside)
        };
        Some(object.key(wanted))
    })
}

fn deep(place: &Pointer, value: &Value, wanted: &str) -> Option<Pointer> {
    let members = value.as_object()?;
    if wanted != "type" && members.contains_key(wanted) {
        return Some(place.key(wanted));
    }
    let mut members = members.iter();
    members.find_map(|(key, member)| deep(&place.key(key), member, wanted))
}

/// The names of what can be set in a value, however deep.
fn keys(value: Option<&Value>) -> Vec<&str> {
    let members = value.and_then(Value::as_object);
    let mut found = Vec::new();
    for (key, member) in members.into_iter().flatten() {
        if member.is_object() {
            found.extend(keys(Some(member)));
        } else {
            found.push(key.as_str());
        }
    }
    found
}

impl Found {
    /// Puts the value in.
    pub(super) fn put(&self, payload: &mut Value, value: &str) -> Result<(), String> {
        let mut key = self.pointer.last().unwrap_or_default().into_owned();
        let parent = self.pointer.parent().unwrap_or_default();
        let members = payload
            .pointer_mut(parent.as_str())
            .and_then(Value::as_object_mut)
            .ok_or_else(|| format!("{parent} is no object"))?;
        if ["image", "video", "document", "gif"].contains(&self.kind.as_str())
            && matches!(key.as_str(), "id" | "link")
        {
            // One of both: what has a scheme is a link, all else the id of an upload.
            let is_link = value.contains("://");
            members.retain(|known, _| known != "id" && known != "link");
            let medium = if is_link { "link" } else { "id" };
            medium.clone_into(&mut key);
        }
        members.insert(key.clone(), typed(&key, value));
        Ok(())
    }
}

/// A value as its member takes it: numbers and lists where there are no texts.
fn typed(key: &str, value: &str) -> Value {
    const NUMBERS: [&str; 3] = ["expiration_time_ms", "ttl_minutes", "amount_1000"];
    const JSON: [&str; 4] = ["sections", "flow_action_data", "order_details", "order"];
    if NUMBERS.contains(&key)
        && let Ok(number) = value.trim().parse::<i64>()
    {
        return json!(number);
    }
    if JSON.contains(&key)
        && let Ok(read) = serde_json::from_str(value)
    {
        return read;
    }
    json!(value)
}
