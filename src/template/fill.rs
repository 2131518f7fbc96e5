//! A send bound to its definition: the texts with the values in.

use std::ops::Range;

use serde_json::Value;

use super::definition::{Button, ButtonKind, Definition, HeaderFormat};
use super::placeholder::placeholders;
use super::send::{button_component, component, is, parameters_of, words_of};
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
    /// Its place over all buttons, what the send calls `index`.
    pub index: usize,
    /// The send's component for it.
    pub pointer: Option<Pointer>,
}

/// Puts the values of a send into the words of its definition. `payload` is the whole message.
pub fn fill(definition: &Definition, payload: &Value) -> Filled {
    let (body, slots) = fill_text(definition, payload, "body").unwrap_or_default();
    let buttons = definition
        .buttons
        .iter()
        .enumerate()
        .map(|(index, button)| fill_button(button, payload, index))
        .collect();
    Filled {
        header: fill_header(definition, payload),
        body,
        slots,
        footer: definition.footer.clone(),
        buttons,
    }
}

fn fill_header(definition: &Definition, payload: &Value) -> Option<FilledHeader> {
    let header = definition.header.as_ref()?;
    if let Some((text, slots)) = fill_text(definition, payload, "header") {
        return Some(FilledHeader::Text { text, slots });
    }
    let kind = header.format.parameter_type();
    let pointer = component(payload, "header").and_then(|(place, component)| {
        parameters_of(&place, component)
            .find(|(_, parameter)| parameter.get(&kind).is_some())
            .map(|(place, _)| place.key(&kind))
    });
    Some(FilledHeader::Media {
        format: header.format.clone(),
        pointer,
    })
}

/// The text of one component, `header` or `body`, with the values that the send gives for it; none
/// where the definition has no such text.
pub fn fill_text(
    definition: &Definition,
    payload: &Value,
    kind: &str,
) -> Option<(String, Vec<Slot>)> {
    let (text, parameters) = definition.text_of(kind)?;
    if parameters.is_empty() {
        return Some((text.to_owned(), Vec::new()));
    }
    let given: Vec<_> = component(payload, kind)
        .map(|(place, component)| parameters_of(&place, component).collect())
        .unwrap_or_default();
    let value_of = |name: &str| {
        let found = if definition.is_named() {
            given.iter().find(|(_, parameter)| {
                parameter.get("parameter_name").and_then(Value::as_str) == Some(name)
            })
        } else {
            let place = parameters.iter().position(|known| known.name == name);
            place.and_then(|place| given.get(place))
        };
        found.and_then(|(place, parameter)| words_of(place, parameter))
    };
    Some(join(text, value_of))
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

fn fill_button(button: &Button, payload: &Value, index: usize) -> FilledButton {
    let found = button_component(payload, index);
    let given = |kind: &str| {
        let (place, component) = found.as_ref()?;
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
        index,
        pointer: found.as_ref().map(|(place, _)| place.clone()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn definition(format: &str, body: &str) -> Definition {
        Definition::read(&json!({
            "name": "t", "language": "en", "parameter_format": format, "components": [
                {"type": "HEADER", "format": "TEXT", "text": "Order {{1}}"},
                {"type": "BODY", "text": body},
                {"type": "FOOTER", "text": "The shop"},
                {"type": "BUTTONS", "buttons": [
                    {"type": "QUICK_REPLY", "text": "Yes"},
                    {"type": "URL", "text": "Track", "url": "https://x.example.com/{{1}}"},
                    {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "15550100177"}]}
            ]
        }))
        .unwrap()
    }

    fn send(components: &Value) -> Value {
        json!({"type": "template", "template": {"name": "t", "components": components}})
    }

    #[test]
    fn a_type_in_capitals_is_that_type() {
        let button = json!([{"type": "BUTTON", "sub_type": "URL", "index": "1",
            "parameters": [{"type": "TEXT", "text": "8841"}]}]);
        let filled = fill(&definition("", "Hi."), &send(&button));
        let url = filled.buttons[1].url.as_deref();
        assert_eq!(url, Some("https://x.example.com/8841"));
    }

    #[test]
    fn values_of_all_types_stand_in_the_text_with_their_places() {
        let definition = definition("", "Hi {{1}}: {{2}} on {{3}}.");
        let filled = fill(
            &definition,
            &send(&json!([
                {"type": "BODY", "parameters": [
                    {"type": "text", "text": "Zoë"},
                    {"type": "currency", "currency": {"fallback_value": "$5", "code": "USD", "amount_1000": 5000}},
                    {"type": "date_time", "date_time": {"fallback_value": "Monday"}}]},
                {"type": "header", "parameters": [{"type": "text", "text": "8841"}]}
            ])),
        );
        assert_eq!(filled.body, "Hi Zoë: $5 on Monday.");
        let parts: Vec<_> = filled
            .slots
            .iter()
            .map(|slot| {
                (
                    filled.body.get(slot.range.clone()).unwrap(),
                    slot.pointer.as_ref().unwrap().as_str(),
                )
            })
            .collect();
        assert_eq!(
            parts,
            [
                ("Zoë", "/template/components/0/parameters/0/text"),
                (
                    "$5",
                    "/template/components/0/parameters/1/currency/fallback_value"
                ),
                (
                    "Monday",
                    "/template/components/0/parameters/2/date_time/fallback_value"
                ),
            ]
        );
        let Some(FilledHeader::Text { text, .. }) = &filled.header else {
            panic!("{:?}", filled.header)
        };
        assert_eq!(text, "Order 8841");
        assert_eq!(filled.footer.as_deref(), Some("The shop"));
    }

    #[test]
    fn what_is_missing_stays_a_variable_and_values_are_not_expanded_again() {
        let definition = definition("", "{{1}}, {{2}}, {{3}}, {{1}}");
        let filled = fill(
            &definition,
            &send(
                &json!([{"type": "body", "parameters": [{"type": "text", "text": "{{2}}"}, {"type": "text", "text": ""}]}]),
            ),
        );
        assert_eq!(filled.body, "{{2}}, {{2}}, {{3}}, {{2}}");
        let told: Vec<_> = filled
            .slots
            .iter()
            .map(|slot| {
                (
                    slot.parameter.as_str(),
                    slot.is_filled,
                    slot.pointer.is_some(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("1", true, true),
                ("2", false, true),
                ("3", false, false),
                ("1", true, true)
            ]
        );
    }

    #[test]
    fn gaps_in_numbering_bind_in_rising_order() {
        let definition = definition("", "{{5}} after {{2}}");
        let filled = fill(
            &definition,
            &send(
                &json!([{"type": "body", "parameters": [{"type": "text", "text": "first"}, {"type": "text", "text": "second"}]}]),
            ),
        );
        assert_eq!(filled.body, "second after first");
    }

    #[test]
    fn named_values_come_in_any_order() {
        let definition = definition("NAMED", "{{who}} ordered {{what}}");
        let filled = fill(
            &definition,
            &send(&json!([{"type": "body", "parameters": [
                {"type": "text", "parameter_name": "what", "text": "tea"},
                {"type": "text", "parameter_name": "who", "text": "Noor"}]}])),
        );
        assert_eq!(filled.body, "Noor ordered tea");
    }

    #[test]
    fn buttons_take_what_the_send_has_for_their_index() {
        let definition = definition("", "x");
        let filled = fill(
            &definition,
            &send(&json!([
                {"type": "button", "sub_type": "URL", "index": 1, "parameters": [{"type": "text", "text": "PX44"}]},
                {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [{"type": "payload", "payload": "yes-8841"}]}
            ])),
        );
        assert_eq!(filled.buttons[0].payload.as_deref(), Some("yes-8841"));
        assert_eq!(
            filled.buttons[1].url.as_deref(),
            Some("https://x.example.com/PX44")
        );
        assert_eq!(
            filled.buttons[2].phone_number.as_deref(),
            Some("15550100177")
        );
        assert_eq!(
            filled.buttons[1].pointer.as_ref().unwrap().as_str(),
            "/template/components/0"
        );
        let bare = fill(&definition, &send(&json!([])));
        assert_eq!(
            bare.buttons[1].url.as_deref(),
            Some("https://x.example.com/{{1}}")
        );
    }

    #[test]
    fn a_media_header_points_at_its_file() {
        let definition =
            Definition::read(&json!({"components": [{"type": "HEADER", "format": "IMAGE"}]}))
                .unwrap();
        let payload = send(
            &json!([{"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}]),
        );
        let Some(FilledHeader::Media { pointer, .. }) = fill(&definition, &payload).header else {
            panic!("no media header")
        };
        assert_eq!(
            pointer.unwrap().as_str(),
            "/template/components/0/parameters/0/image"
        );
    }
}
