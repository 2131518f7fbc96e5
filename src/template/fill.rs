//! A send bound to its definition: the texts with the values in.

use std::ops::Range;

use serde_json::Value;

use super::definition::{Button, ButtonKind, Definition, FlowIcon, HeaderFormat, OneTime};
use super::piece::{Piece, cards, whole};
use super::placeholder::{Parameter, placeholders};
use super::send::{is, parameters_of, words_of};
use crate::wire::Pointer;

/// What the customer gets: the definition's words with the send's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The header, if the definition has one.
    pub header: Option<FilledHeader>,
    /// The body; a variable without a value stays `{{1}}`.
    pub body: String,
    /// The values in the body, in the order of the text.
    pub slots: Vec<Slot>,
    /// The footer.
    pub footer: Option<String>,
    /// The buttons, in the definition's order.
    pub buttons: Vec<FilledButton>,
    /// The cards of a carousel.
    pub cards: Vec<FilledCard>,
}

/// A card of a filled carousel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledCard {
    /// The header, if the definition has one.
    pub header: Option<FilledHeader>,
    /// The text; a variable without a value stays `{{1}}`.
    pub body: String,
    /// The values in the text, in its order.
    pub slots: Vec<Slot>,
    /// The buttons, in the definition's order; their indices count on this card alone.
    pub buttons: Vec<FilledButton>,
}

/// A filled header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilledHeader {
    /// A line of text.
    Text {
        /// The words with the value in.
        text: String,
        /// The value in them.
        slots: Vec<Slot>,
    },
    /// A picture, video, document, place or something newer.
    Media {
        /// What the definition asks for.
        format: HeaderFormat,
        /// The object of the send that gives it (`{"link": …}`), where it does.
        pointer: Option<Pointer>,
    },
}

/// A variable in a filled text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The bytes of the filled text that it takes up.
    pub range: Range<usize>,
    /// The variable's name: `1`, `order_id`.
    pub parameter: String,
    /// The value in the payload; none where the send gives none.
    pub pointer: Option<Pointer>,
    /// Whether the range holds a value, and not `{{1}}`.
    pub is_filled: bool,
}

/// A button of a filled template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledButton {
    /// What it does.
    pub kind: ButtonKind,
    /// Its label.
    pub text: String,
    /// The address it opens, suffix joined; `{{1}}` stays where the send gives none.
    pub url: Option<String>,
    /// The number it calls.
    pub phone_number: Option<String>,
    /// What a quick reply sends back; none: its label.
    pub payload: Option<String>,
    /// The code that a coupon button copies.
    pub coupon_code: Option<String>,
    /// How a one-time code reaches the app; none of other buttons.
    pub one_time: Option<OneTime>,
    /// The sign that a flow button asks for.
    pub icon: Option<FlowIcon>,
    /// Its place over all buttons, what the send calls `index`.
    pub index: usize,
    /// The send's component for it.
    pub pointer: Option<Pointer>,
}

/// Puts the values of a send into the words of its definition. `payload` is the whole message.
pub fn fill(definition: &Definition, payload: &Value) -> Filled {
    let piece = whole(definition);
    let (body, slots) = piece.filled_body(payload);
    Filled {
        header: piece.filled_header(payload),
        body,
        slots,
        footer: definition.footer.clone(),
        buttons: piece.filled_buttons(payload),
        cards: fill_cards(definition, payload),
    }
}

fn fill_cards(definition: &Definition, payload: &Value) -> Vec<FilledCard> {
    cards(definition, payload)
        .iter()
        .map(|piece| {
            let (body, slots) = piece.filled_body(payload);
            FilledCard {
                header: piece.filled_header(payload),
                body,
                slots,
                buttons: piece.filled_buttons(payload),
            }
        })
        .collect()
}

impl Piece<'_> {
    /// The text of a component, `header` or `body`, with the values that the send gives for it; none
    /// where the definition has no such text.
    pub fn filled(&self, payload: &Value, kind: &str) -> Option<(String, Vec<Slot>)> {
        let (text, parameters) = self.text_of(kind)?;
        Some(self.text(payload, kind, text, parameters))
    }

    fn filled_header(&self, payload: &Value) -> Option<FilledHeader> {
        let header = self.header?;
        if let Some((text, slots)) = self.filled(payload, "header") {
            return Some(FilledHeader::Text { text, slots });
        }
        let kind = header.format.parameter_type();
        let given = self.given(payload, "header");
        let pointer = given
            .into_iter()
            .find(|(_, parameter)| parameter.get(&kind).is_some())
            .map(|(place, _)| place.key(&kind));
        Some(FilledHeader::Media {
            format: header.format.clone(),
            pointer,
        })
    }

    fn filled_body(&self, payload: &Value) -> (String, Vec<Slot>) {
        self.text(payload, "body", self.body, self.body_parameters)
    }

    fn filled_buttons(&self, payload: &Value) -> Vec<FilledButton> {
        let fill = |(index, button)| {
            let found = self.button(payload, index);
            let found = found.map(|found| (found.place(), found.value));
            fill_button(button, found.as_ref(), index)
        };
        self.buttons.iter().enumerate().map(fill).collect()
    }

    fn text(
        &self,
        payload: &Value,
        kind: &str,
        text: &str,
        parameters: &[Parameter],
    ) -> (String, Vec<Slot>) {
        if parameters.is_empty() {
            return (text.to_owned(), Vec::new());
        }
        let given = self.given(payload, kind);
        let value_of = |name: &str| {
            let found = if self.is_named {
                given.iter().find(|(_, parameter)| {
                    parameter.get("parameter_name").and_then(Value::as_str) == Some(name)
                })
            } else {
                let place = parameters.iter().position(|known| known.name == name);
                place.and_then(|place| given.get(place))
            };
            found.and_then(|(place, parameter)| words_of(place, parameter))
        };
        join(text, value_of)
    }
}

/// Replaces the variables of a text; what is put in is not looked through again.
fn join(text: &str, value_of: impl Fn(&str) -> Option<(Pointer, String)>) -> (String, Vec<Slot>) {
    let mut filled = String::with_capacity(text.len());
    let mut slots = Vec::new();
    let mut from = 0;
    for (range, name) in placeholders(text) {
        filled.push_str(text.get(from..range.start).unwrap_or_default());
        let start = filled.len();
        let (pointer, value) = value_of(name).unzip();
        let value = value.filter(|value| !value.is_empty());
        let is_filled = value.is_some();
        match value {
            Some(value) => filled.push_str(&value),
            None => filled.push_str(text.get(range.clone()).unwrap_or_default()),
        }
        slots.push(Slot {
            range: start..filled.len(),
            parameter: name.to_owned(),
            pointer,
            is_filled,
        });
        from = range.end;
    }
    filled.push_str(text.get(from..).unwrap_or_default());
    (filled, slots)
}

fn fill_button(button: &Button, found: Option<&(Pointer, &Value)>, index: usize) -> FilledButton {
    let given = |kind: &str| {
        let (place, component) = found?;
        parameters_of(place, component)
            .find(|(_, parameter)| is(parameter, "type", kind))
            .and_then(|(place, parameter)| words_of(&place, parameter))
            .map(|(_, words)| words)
    };
    let suffix = given("text").filter(|suffix| !suffix.is_empty());
    let url = button.url.as_ref().map(|url| match &suffix {
        Some(suffix) => join(url, |_| Some((Pointer::root(), suffix.clone()))).0,
        None => url.clone(),
    });
    FilledButton {
        kind: button.kind.clone(),
        text: button.text.clone(),
        url,
        phone_number: button.phone_number.clone(),
        payload: given("payload"),
        coupon_code: given("coupon_code"),
        one_time: button.one_time,
        icon: button.icon,
        index,
        pointer: found.map(|(place, _)| place.clone()),
    }
}

#[cfg(test)]
mod tests;
