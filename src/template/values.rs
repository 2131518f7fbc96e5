//! Sets of values for a send: the definition's examples, and the longest that fit.

use serde_json::{Value, json};

use super::complete::build;
use super::definition::{Button, ButtonKind, Definition, HeaderFormat};
use super::piece::{Piece, pieces};
use super::placeholder::{Parameter, placeholders};
use super::send::{parameters_of, words_of};
use crate::schema::most;
use crate::wire::Pointer;

/// What a one-time code looks like; definitions have no example of it.
const CODE: &str = "482913";
/// What long coupon codes are made of where the definition has no example.
const COUPON: &str = "SAVE20";
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
            body_most(definition)
        } else {
            most::CARD_BODY
        };
        for (kind, most) in [("header", most::HEADER), ("body", body)] {
            open_parameters(&piece, (kind, most), payload, &mut found);
        }
        open_buttons(&piece, definition.offer.is_some(), payload, &mut found);
    }
    if definition.has_fixed_body {
        for open in &mut found {
            open.example = open.example.or(Some(CODE));
            open.longest = Some(unbroken(CODE, most::CODE));
        }
    }
    found
}

/// The most characters of the body with its values in.
fn body_most(definition: &Definition) -> u32 {
    let is_product = |header: &HeaderFormat| *header == HeaderFormat::Product;
    let header = definition.header.as_ref().map(|header| &header.format);
    if definition.offer.is_some() {
        most::OFFER_BODY
    } else if header.is_some_and(is_product) {
        most::PRODUCT_BODY
    } else {
        most::BODY
    }
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
    let room = room_in(text, most) / placeholders(text).len().max(1);
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

/// The characters that a text leaves for its variables.
fn room_in(text: &str, most: u32) -> usize {
    let slots = placeholders(text);
    let taken: usize = slots.iter().map(|(range, _)| range.len()).sum();
    let fixed = text.chars().count().saturating_sub(taken);
    characters(most).saturating_sub(fixed)
}

fn characters(most: u32) -> usize {
    usize::try_from(most).unwrap_or(usize::MAX)
}

fn open_buttons<'a>(piece: &Piece<'a>, is_offer: bool, payload: &Value, found: &mut Vec<Open<'a>>) {
    for (index, button) in piece.buttons.iter().enumerate() {
        let Some(component) = piece.button(payload, index) else {
            continue;
        };
        let place = component.place();
        let texts = parameters_of(&place, component.value)
            .filter_map(|(place, parameter)| words_of(&place, parameter));
        for (pointer, given) in texts {
            let (example, longest) = of_button(button, is_offer);
            found.push(Open {
                pointer,
                given,
                example,
                longest,
            });
        }
    }
}

/// The example of a button's value, and the longest that fits.
fn of_button(button: &Button, is_offer: bool) -> (Option<&str>, Option<String>) {
    match button.kind {
        ButtonKind::Url => {
            let suffix = button.suffix.as_ref();
            let example = suffix.and_then(|suffix| suffix.example.as_deref());
            let room = button.url.as_ref().map(|url| room_in(url, most::ADDRESS));
            let room = room.and_then(|room| u32::try_from(room).ok());
            (
                example,
                room.map(|room| unbroken(example.unwrap_or(WORD), room)),
            )
        }
        ButtonKind::OneTimeCode => (Some(CODE), Some(unbroken(CODE, most::CODE))),
        ButtonKind::CopyCode => {
            let code = button.code.as_deref();
            let most = if is_offer {
                most::OFFER_COUPON
            } else {
                most::COUPON
            };
            (code, Some(unbroken(code.unwrap_or(COUPON), most)))
        }
        ButtonKind::QuickReply => (None, Some(unbroken(WORD, most::PAYLOAD))),
        ButtonKind::VoiceCall => (None, Some(unbroken(WORD, most::CALL_PAYLOAD))),
        _ => (None, None),
    }
}

/// A text of that many characters: the letters and digits of a word again and again.
fn unbroken(word: &str, most: u32) -> String {
    let signs: Vec<char> = word.chars().filter(|sign| sign.is_alphanumeric()).collect();
    signs.iter().cycle().take(characters(most)).collect()
}

/// A text of that many characters: the example again and again, as words.
fn long(example: Option<&str>, room: usize) -> String {
    let word = example.filter(|example| !example.trim().is_empty());
    let word = word.unwrap_or(WORD);
    let words = word.chars().chain([' ']);
    let long: String = words.cycle().take(room).collect();
    long.trim_end().to_owned()
}
