//! Binding a send to a definition: one slot for each value, and what was typed before kept where it fits.

use serde_json::{Map, Value, json};

use super::complete::build;
use super::definition::{ButtonKind, Card, Definition};
use super::piece::{Piece, of_card, whole};
use super::send::{index_of, is, number_at, words_of};
use crate::wire::scalar::text_of;
use crate::wire::{Pointer, member_of};

/// A send as a definition wants it.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The message, with an empty text in each slot that has no value yet.
    pub payload: Value,
    /// The values that have no slot in the definition.
    pub left_over: Vec<LeftOver>,
}

/// A value of a send for which its definition has no slot any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOver {
    /// Where it stood: `body {{3}}`, `button 2`.
    pub place: String,
    /// What the customer would have read, else its JSON.
    pub value: String,
}

/// Makes a template message one of this definition: its name, its language, a slot for each of its values.
///
/// The envelope stays, and so does every value that has a slot. None where the payload has no template.
pub fn bind(definition: &Definition, payload: &Value) -> Option<Bound> {
    let mut payload = payload.clone();
    let template = payload.get_mut("template")?.as_object_mut()?;
    template.insert("name".to_owned(), json!(definition.name));
    let language = template.entry("language").or_insert_with(|| json!({}));
    if !language.is_object() {
        *language = json!({});
    }
    if let Some(language) = language.as_object_mut() {
        language.insert("code".to_owned(), json!(definition.language));
    }
    let given = match template.insert("components".to_owned(), json!([])) {
        Some(Value::Array(components)) => components,
        _ => Vec::new(),
    };
    let mut keeper = Keeper {
        definition,
        left_over: Vec::new(),
    };
    let kept = keeper.components(&whole(definition), given, "");
    if let Some(list) = payload.pointer_mut("/template/components") {
        *list = Value::Array(kept);
    }
    let mut payload = build(definition, &payload)?;
    let template = payload.get_mut("template").and_then(Value::as_object_mut);
    if let Some(template) = template
        && template.get("components") == Some(&json!([]))
    {
        template.shift_remove("components");
    }
    Some(Bound {
        payload,
        left_over: keeper.left_over,
    })
}

/// Sorts the values of a send into those that a definition has slots for and the rest.
struct Keeper<'a> {
    definition: &'a Definition,
    left_over: Vec<LeftOver>,
}

impl Keeper<'_> {
    /// The components that stay of a list of them; `before` is said before each place.
    fn components(&mut self, piece: &Piece<'_>, given: Vec<Value>, before: &str) -> Vec<Value> {
        let mut kept = Vec::new();
        for component in given {
            kept.extend(self.component(piece, component, before));
        }
        kept
    }

    fn component(&mut self, piece: &Piece<'_>, component: Value, before: &str) -> Option<Value> {
        let kind = member_of(&component, "type").and_then(Value::as_str);
        let kind = kind.unwrap_or_default().to_ascii_lowercase();
        let definition = self.definition;
        let is_wanted = match kind.as_str() {
            "header" | "body" => return self.text_or_file(piece, &kind, component, before),
            "carousel" if before.is_empty() => return self.carousel(component),
            "button" => index_of(&component)
                .and_then(|index| piece.buttons.get(index))
                .is_some_and(|button| {
                    let sort = button.kind.sub_type();
                    let has_slot = button.kind != ButtonKind::Url || button.suffix.is_some();
                    has_slot && sort.is_some_and(|sort| is(&component, "sub_type", sort))
                }),
            "limited_time_offer" => {
                let offer = definition.offer.as_ref();
                offer.is_some_and(|offer| offer.has_expiration)
            }
            "order_status" => definition.tells_order_status,
            other => {
                let mut known = definition.other_components.iter();
                known.any(|known| known.eq_ignore_ascii_case(other))
            }
        };
        if is_wanted {
            return Some(component);
        }
        let place = match (kind.as_str(), index_of(&component)) {
            ("button", Some(index)) => format!("{before}button {}", index + 1),
            _ => format!("{before}{}", kind.replace('_', " ")),
        };
        let parameters = member_of(&component, "parameters").and_then(Value::as_array);
        match parameters {
            Some(parameters) => {
                for parameter in parameters {
                    self.leave(place.clone(), parameter);
                }
            }
            None => self.leave(place, &component),
        }
        None
    }

    /// A header or body with those of its parameters that have a slot.
    fn text_or_file(
        &mut self,
        piece: &Piece<'_>,
        kind: &str,
        mut component: Value,
        before: &str,
    ) -> Option<Value> {
        let list = component
            .get_mut("parameters")
            .and_then(Value::as_array_mut)?;
        let mut free = slots_of(piece, kind);
        let mut kept = Vec::new();
        for (index, parameter) in std::mem::take(list).into_iter().enumerate() {
            let name = member_of(&parameter, "parameter_name").and_then(Value::as_str);
            let slot = free.iter().position(|slot| match slot {
                Slot::Named(wanted) => name == Some(wanted),
                Slot::Numbered => {
                    name.is_none()
                        && ["text", "currency", "date_time"]
                            .iter()
                            .any(|sort| is(&parameter, "type", sort))
                }
                Slot::Of(sort) => is(&parameter, "type", sort),
            });
            if let Some(slot) = slot {
                free.remove(slot);
                kept.push(parameter);
                continue;
            }
            let place = match (kind, name) {
                ("header", None) => format!("{before}header"),
                (kind, Some(name)) => format!("{before}{kind} {{{{{name}}}}}"),
                (kind, None) => format!("{before}{kind} {{{{{}}}}}", index + 1),
            };
            self.leave(place, &parameter);
        }
        let is_empty = kept.is_empty();
        *list = kept;
        (!is_empty).then_some(component)
    }

    fn carousel(&mut self, mut component: Value) -> Option<Value> {
        let definition = self.definition;
        let cards = component.get_mut("cards").and_then(Value::as_array_mut)?;
        let mut kept = Vec::new();
        for (number, mut card) in std::mem::take(cards).into_iter().enumerate() {
            let index = number_at(&card, "card_index").unwrap_or(number);
            let before = format!("card {} ", index + 1);
            let like = definition.cards.last();
            let like = like.filter(|_| definition.has_product_cards());
            let list = card.get_mut("components").map(Value::take);
            let given = match list {
                Some(Value::Array(given)) => given,
                _ => Vec::new(),
            };
            if let Some(defined) = definition.cards.get(index).or(like) {
                let piece = of_card(defined, definition, None);
                let components = self.components(&piece, given, &before);
                if let Some(members) = card.as_object_mut() {
                    members.insert("components".to_owned(), Value::Array(components));
                }
                kept.push(card);
            } else {
                let nothing = Card::default();
                self.components(&of_card(&nothing, definition, None), given, &before);
            }
        }
        let is_empty = kept.is_empty();
        *cards = kept;
        (!is_empty).then_some(component)
    }

    /// Notes a value that has no slot, unless it says nothing.
    fn leave(&mut self, place: String, parameter: &Value) {
        let value = match words_of(&Pointer::root(), parameter) {
            Some((_, words)) => words,
            None => file_of(parameter).unwrap_or_else(|| parameter.to_string()),
        };
        if !value.trim().is_empty() {
            self.left_over.push(LeftOver { place, value });
        }
    }
}

/// A place for one value of a header or body.
enum Slot {
    Named(String),
    Numbered,
    /// For a file, a place or a product of that type.
    Of(String),
}

fn slots_of(piece: &Piece<'_>, kind: &str) -> Vec<Slot> {
    if let Some((_, parameters)) = piece.text_of(kind) {
        let slot = |name: &String| {
            if piece.is_named {
                Slot::Named(name.clone())
            } else {
                Slot::Numbered
            }
        };
        return parameters
            .iter()
            .map(|parameter| slot(&parameter.name))
            .collect();
    }
    let header = piece.header.filter(|_| kind == "header");
    let format = header.map(|header| header.format.parameter_type());
    format.map(Slot::Of).into_iter().collect()
}

/// The link or id of a parameter that is a file; empty where it has neither yet.
fn file_of(parameter: &Value) -> Option<String> {
    let kind = text_of(member_of(parameter, "type")?)?;
    let object: &Map<String, Value> = parameter.get(kind)?.as_object()?;
    let named = ["link", "id", "name", "product_retailer_id"];
    let values = named.iter().filter_map(|key| text_of(object.get(*key)?));
    let mut values = values.filter(|value| !value.is_empty());
    let is_blank = object
        .values()
        .all(|value| value.as_str().is_some_and(str::is_empty));
    match values.next() {
        Some(value) => Some(value.to_owned()),
        None => is_blank.then(String::new),
    }
}

#[cfg(test)]
mod tests;
