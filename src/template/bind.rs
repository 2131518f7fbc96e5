//! Binding a send to a definition: one slot for each value, and what was typed before kept where it fits.

mod buttons;
mod texts;
mod told;

use serde_json::{Map, Value, json};

use super::complete::build;
use super::definition::{Card, Definition, HeaderFormat};
use super::piece::{Piece, of_card, whole};
use super::send::{index_of, is, number_at};
use crate::wire::member_of;
use buttons::targets;
use texts::Words;
use told::value_of;

/// A send as a definition wants it.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The message, with an empty text in each slot that has no value yet.
    pub payload: Value,
    /// The values that went to another slot than the one they stood in.
    pub moved: Vec<Moved>,
    /// The values that have no slot in the definition.
    pub left_over: Vec<LeftOver>,
}

/// A value of a send that went to another slot: its variable was renamed, its button stands elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where it stood: `body {{1}}`, `button 2`.
    pub from: String,
    /// Where it stands: `{{first_name}}`, `button 1`.
    pub to: String,
    /// What the customer reads, else all that it says.
    pub value: String,
}

/// A value of a send for which its definition has no slot any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOver {
    /// Where it stood: `body {{3}}`, `button 2`.
    pub place: String,
    /// What the customer would have read, else all that it says.
    pub value: String,
}

/// Makes a template message one of this definition: its name, its language, a slot for each of its values.
///
/// The envelope stays, and so does every value that has a slot: under its name or number, else where
/// `before`, the definition that it was made for, shows which slot is the same. None where the payload
/// has no template.
pub fn bind(
    definition: &Definition,
    before: Option<&Definition>,
    payload: &Value,
) -> Option<Bound> {
    let mut payload = payload.clone();
    let is_retired = payload.get("messaging_product").is_none();
    let template = payload.get_mut("template")?.as_object_mut()?;
    name(definition, template, is_retired);
    let mut keeper = Keeper {
        definition,
        before,
        moved: Vec::new(),
        left_over: Vec::new(),
    };
    let given = match template.insert("components".to_owned(), json!([])) {
        Some(Value::Array(components)) => components,
        Some(other) => {
            keeper.leave("components".to_owned(), &other);
            Vec::new()
        }
        None => Vec::new(),
    };
    let kept = keeper.components(&whole(definition), before.map(whole).as_ref(), given, "");
    template.insert("components".to_owned(), Value::Array(kept));
    let mut payload = build(definition, &payload)?;
    let template = payload.get_mut("template").and_then(Value::as_object_mut);
    if let Some(template) = template
        && template.get("components") == Some(&json!([]))
    {
        template.shift_remove("components");
    }
    Some(Bound {
        payload,
        moved: keeper.moved,
        left_over: keeper.left_over,
    })
}

/// Says which template is sent; the On-Premises API also wants its namespace and a policy of languages.
fn name(definition: &Definition, template: &mut Map<String, Value>, is_retired: bool) {
    template.insert("name".to_owned(), json!(definition.name));
    let language = template.entry("language").or_insert_with(|| json!({}));
    if !language.is_object() {
        *language = json!({});
    }
    if let Some(language) = language.as_object_mut() {
        if is_retired && !language.contains_key("policy") {
            language.insert("policy".to_owned(), json!("deterministic"));
        }
        language.insert("code".to_owned(), json!(definition.language));
    }
    if let Some(namespace) = definition.namespace.as_ref().filter(|_| is_retired) {
        template.insert("namespace".to_owned(), json!(namespace));
    }
}

/// Sorts the values of a send into those that a definition has slots for and the rest.
struct Keeper<'a> {
    definition: &'a Definition,
    before: Option<&'a Definition>,
    moved: Vec<Moved>,
    left_over: Vec<LeftOver>,
}

impl Keeper<'_> {
    /// The components that stay of a list of them, of which `old` says what they were made for; `before`
    /// is said before each place.
    fn components(
        &mut self,
        piece: &Piece<'_>,
        old: Option<&Piece<'_>>,
        given: Vec<Value>,
        before: &str,
    ) -> Vec<Value> {
        let targets = targets(piece, old, &given);
        let mut kept = Vec::new();
        for (component, target) in given.into_iter().zip(targets) {
            let kind = member_of(&component, "type").and_then(Value::as_str);
            let kind = kind.unwrap_or_default().to_ascii_lowercase();
            kept.extend(match kind.as_str() {
                "header" | "body" => self.text_or_file(piece, old, (&kind, component), before),
                "carousel" if before.is_empty() => self.carousel(component),
                "button" => self.button(component, target, before),
                _ if self.has_part(&kind) => Some(component),
                _ => self.leave_all(&kind.replace('_', " "), &component, before),
            });
        }
        kept
    }

    /// Whether the definition has a part of which a send has one at most.
    fn has_part(&self, kind: &str) -> bool {
        let definition = self.definition;
        match kind {
            "limited_time_offer" => {
                let offer = definition.offer.as_ref();
                offer.is_some_and(|offer| offer.has_expiration)
            }
            "order_status" => definition.tells_order_status,
            other => {
                let mut known = definition.other_components.iter();
                known.any(|known| known.eq_ignore_ascii_case(other))
            }
        }
    }

    /// A button with the index that it has now.
    fn button(
        &mut self,
        mut component: Value,
        target: Option<usize>,
        before: &str,
    ) -> Option<Value> {
        let from = index_of(&component);
        let place = match from {
            Some(index) => format!("button {}", index + 1),
            None => "button".to_owned(),
        };
        let Some(target) = target else {
            return self.leave_all(&place, &component, before);
        };
        if from != Some(target) {
            self.moved.push(Moved {
                from: format!("{before}{place}"),
                to: format!("button {}", target + 1),
                value: value_of(&component),
            });
            let is_number = member_of(&component, "index").is_some_and(Value::is_number);
            if let Some(members) = component.as_object_mut() {
                let index = if is_number {
                    json!(target)
                } else {
                    json!(target.to_string())
                };
                members.insert("index".to_owned(), index);
            }
        }
        Some(component)
    }

    /// A header or body with those of its parameters that have a slot.
    fn text_or_file(
        &mut self,
        piece: &Piece<'_>,
        old: Option<&Piece<'_>>,
        (kind, mut component): (&str, Value),
        before: &str,
    ) -> Option<Value> {
        let list = component.get_mut("parameters");
        let Some(list) = list.and_then(Value::as_array_mut) else {
            return self.leave_all(kind, &component, before);
        };
        let given = std::mem::take(list);
        let kept = match piece.text_of(kind) {
            Some(text) => {
                let words = Words {
                    text,
                    is_named: piece.is_named,
                    old: old.and_then(|old| Some((old.text_of(kind)?, old.is_named))),
                };
                self.texts(&words, kind, given, before)
            }
            None => self.file(piece, kind, given, before),
        };
        let is_empty = kept.is_empty();
        if let Some(list) = component.get_mut("parameters") {
            *list = Value::Array(kept);
        }
        (!is_empty).then_some(component)
    }

    fn texts(
        &mut self,
        words: &Words<'_>,
        kind: &str,
        given: Vec<Value>,
        before: &str,
    ) -> Vec<Value> {
        let slots = words.slots(&given);
        let mut placed: Vec<(usize, Value)> = Vec::new();
        for (index, (mut parameter, slot)) in given.into_iter().zip(slots).enumerate() {
            let place = place_of(before, kind, &parameter, index);
            let Some(slot) = slot else {
                self.leave(place, &parameter);
                continue;
            };
            if words.rename(&mut parameter, slot, index) {
                self.moved.push(Moved {
                    from: place,
                    to: words.called(slot),
                    value: value_of(&parameter),
                });
            }
            placed.push((slot, parameter));
        }
        words.in_order(placed)
    }

    /// The file, place or product of a header.
    fn file(
        &mut self,
        piece: &Piece<'_>,
        kind: &str,
        given: Vec<Value>,
        before: &str,
    ) -> Vec<Value> {
        let header = piece.header.filter(|_| kind == "header");
        let header = header.filter(|header| header.format != HeaderFormat::Text);
        let wanted = header.map(|header| header.format.parameter_type());
        let mut kept = Vec::new();
        for (index, parameter) in given.into_iter().enumerate() {
            let suits = |wanted: &String| is(&parameter, "type", wanted);
            if kept.is_empty() && wanted.as_ref().is_some_and(suits) {
                kept.push(parameter);
            } else {
                self.leave(place_of(before, kind, &parameter, index), &parameter);
            }
        }
        kept
    }

    fn carousel(&mut self, mut component: Value) -> Option<Value> {
        let (definition, old) = (self.definition, self.before);
        let Some(cards) = component.get_mut("cards").and_then(Value::as_array_mut) else {
            return self.leave_all("carousel", &component, "");
        };
        let mut kept = Vec::new();
        for (number, mut card) in std::mem::take(cards).into_iter().enumerate() {
            let index = number_at(&card, "card_index").unwrap_or(number);
            let before = format!("card {} ", index + 1);
            let given = match card.get_mut("components").map(Value::take) {
                Some(Value::Array(given)) => given,
                Some(Value::Null) | None => Vec::new(),
                Some(other) => {
                    self.leave(before.clone(), &other);
                    Vec::new()
                }
            };
            let old = old.and_then(|old| Some(of_card(card_of(old, index)?, old, None)));
            if let Some(defined) = card_of(definition, index) {
                let piece = of_card(defined, definition, None);
                let components = self.components(&piece, old.as_ref(), given, &before);
                if let Some(members) = card.as_object_mut() {
                    members.insert("components".to_owned(), Value::Array(components));
                }
                kept.push(card);
            } else {
                let nothing = Card::default();
                let piece = of_card(&nothing, definition, None);
                self.components(&piece, None, given, &before);
            }
        }
        let is_empty = kept.is_empty();
        if let Some(cards) = component.get_mut("cards") {
            *cards = Value::Array(kept);
        }
        (!is_empty).then_some(component)
    }

    /// Notes each value of a component that has no slot.
    fn leave_all(&mut self, place: &str, component: &Value, before: &str) -> Option<Value> {
        let place = format!("{before}{place}");
        let parameters = member_of(component, "parameters").and_then(Value::as_array);
        match parameters {
            Some(parameters) => {
                for parameter in parameters {
                    self.leave(place.clone(), parameter);
                }
            }
            None => self.leave(place, component),
        }
        None
    }

    /// Notes a value that has no slot, unless it says nothing.
    fn leave(&mut self, place: String, parameter: &Value) {
        let value = value_of(parameter);
        if !value.trim().is_empty() {
            self.left_over.push(LeftOver { place, value });
        }
    }
}

/// The card of that index; of like cards of products any.
fn card_of(definition: &Definition, index: usize) -> Option<&Card> {
    let like = definition.cards.last();
    let like = like.filter(|_| definition.has_product_cards());
    definition.cards.get(index).or(like)
}

/// Where a parameter of a header or body stands: `body {{2}}`, `header`.
fn place_of(before: &str, kind: &str, parameter: &Value, index: usize) -> String {
    let name = member_of(parameter, "parameter_name").and_then(Value::as_str);
    match (kind, name) {
        ("header", None) => format!("{before}header"),
        (kind, Some(name)) => format!("{before}{kind} {{{{{name}}}}}"),
        (kind, None) => format!("{before}{kind} {{{{{}}}}}", index + 1),
    }
}

#[cfg(test)]
mod tests;
