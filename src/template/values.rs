//! Sets of values for a send: the definition's examples, and the longest that fit.

use serde_json::{Value, json};

use super::complete::build;
use super::definition::{ButtonKind, Definition};
use super::piece::{Piece, pieces};
use super::placeholder::{Parameter, placeholders};
use super::send::words_of;
use crate::schema::{BODY_MOST, CARD_BODY_MOST, HEADER_MOST};
use crate::wire::Pointer;

/// What a one-time code looks like; definitions have no example of it.
const CODE: &str = "482913";
/// The letters of the longest coupon code.
const LONGEST_CODE: &str = "LONGESTCODE1234";
/// What long values are made of where the definition has no example.
const WORD: &str = "value";

/// One text of a send that the definition leaves open.
struct Open<'a> {
    /// Where the text stands.
    pointer: Pointer,
    /// The text that it has.
    given: String,
    /// The definition's example.
    example: Option<&'a str>,
    /// The longest value that fits; none where it is not shown.
    longest: Option<String>,
}

/// The send with the definition's examples in those slots that are empty.
///
/// None where the payload has no template, or nothing is empty that has an example.
pub fn with_examples(definition: &Definition, payload: &Value) -> Option<Value> {
    let mut filled = build(definition, payload)?;
    let mut has_filled = false;
    for open in open_texts(definition, &filled) {
        if let Some(example) = open.example.filter(|_| open.given.trim().is_empty()) {
            put(&mut filled, &open.pointer, example);
            has_filled = true;
        }
    }
    has_filled.then_some(filled)
}

/// The send with the longest values that fit in every slot, to see what that does to the bubble.
pub fn with_longest(definition: &Definition, payload: &Value) -> Option<Value> {
    let mut filled = build(definition, payload)?;
    for open in open_texts(definition, &filled) {
        if let Some(longest) = open.longest {
            put(&mut filled, &open.pointer, &longest);
        }
    }
    Some(filled)
}

fn put(payload: &mut Value, pointer: &Pointer, text: &str) {
    if let Some(value) = payload.pointer_mut(pointer.as_str()) {
        *value = json!(text);
    }
}

fn open_texts<'a>(definition: &'a Definition, payload: &Value) -> Vec<Open<'a>> {
    let mut found = Vec::new();
    for (number, piece) in pieces(definition, payload).enumerate() {
        let body = if number == 0 {
            BODY_MOST
        } else {
            CARD_BODY_MOST
        };
        for (kind, most) in [("header", HEADER_MOST), ("body", body)] {
            open_parameters(&piece, (kind, most), payload, &mut found);
        }
        open_buttons(&piece, payload, &mut found);
    }
    if definition.has_fixed_body {
        for open in &mut found {
            open.example = open.example.or(Some(CODE));
            open.longest = Some(CODE.to_owned());
        }
    }
    found
}

fn open_parameters<'a>(
    piece: &Piece<'a>,
    (kind, most): (&str, u32),
    payload: &Value,
    found: &mut Vec<Open<'a>>,
) {
    let Some((text, parameters)) = piece.text_of(kind) else {
        return;
    };
    let slots = placeholders(text);
    let taken: usize = slots.iter().map(|(range, _)| range.len()).sum();
    let fixed = text.chars().count().saturating_sub(taken);
    let room = usize::try_from(most).unwrap_or(usize::MAX);
    let room = room.saturating_sub(fixed) / slots.len().max(1);
    for (index, (place, given)) in piece.given(payload, kind).into_iter().enumerate() {
        let name = given.get("parameter_name").and_then(Value::as_str);
        let is_it = |parameter: &&Parameter| name == Some(&parameter.name);
        let parameter = if piece.is_named {
            parameters.iter().find(is_it)
        } else {
            parameters.get(index)
        };
        if let (Some(parameter), Some((pointer, given))) = (parameter, words_of(&place, given)) {
            found.push(Open {
                pointer,
                given,
                example: parameter.example.as_deref(),
                longest: Some(long(parameter.example.as_deref(), room)),
            });
        }
    }
}

fn open_buttons<'a>(piece: &Piece<'a>, payload: &Value, found: &mut Vec<Open<'a>>) {
    for (index, button) in piece.buttons.iter().enumerate() {
        let Some(component) = piece.button(payload, index) else {
            continue;
        };
        let place = component.place().key("parameters").index(0);
        let Some((pointer, given)) = place
            .get(payload)
            .and_then(|parameter| words_of(&place, parameter))
        else {
            continue;
        };
        let (example, longest) = match button.kind {
            ButtonKind::Url => {
                let suffix = button.suffix.as_ref();
                (suffix.and_then(|suffix| suffix.example.as_deref()), None)
            }
            ButtonKind::OneTimeCode => (Some(CODE), Some(CODE)),
            ButtonKind::CopyCode => (button.code.as_deref(), Some(LONGEST_CODE)),
            _ => continue,
        };
        found.push(Open {
            pointer,
            given,
            example,
            longest: longest.map(str::to_owned),
        });
    }
}

/// A text of that many characters: the example again and again, as words.
fn long(example: Option<&str>, room: usize) -> String {
    let word = example.filter(|example| !example.trim().is_empty());
    let word = word.unwrap_or(WORD);
    let words = word.chars().chain([' ']);
    let long: String = words.cycle().take(room).collect();
    long.trim_end().to_owned()
}
