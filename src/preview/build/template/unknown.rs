//! A template send without its definition: what the send itself tells, marked as such.

use serde_json::Value;

use super::super::{commerce, header, items, text_at};
use super::{extras, rows};
use crate::preview::bubble::{Bubble, Button, Filled, Options, Part};
use crate::preview::line::Tap;
use crate::template::{card_components, component, component_in, index_of, parameters_of};
use crate::wire::Pointer;

/// Headers that say what they are, the values, cards, orders and offers, buttons by their type.
pub(super) fn build(payload: &Value, options: &Options, parts: &mut Vec<Part>) {
    let list = Pointer::parse("/template/components");
    let buttons = buttons_in(payload, &list);
    for (_, kind, component) in &buttons {
        let action = extras::action_of(component);
        match kind.as_str() {
            "catalog" => {
                let lender = text_at(action, "/thumbnail_product_retailer_id");
                parts.push(commerce::catalog(lender));
            }
            "mpm" => parts.extend(commerce::first_product(action)),
            _ => {}
        }
    }
    let mut values = texts_in(payload, &list, parts);
    if component(payload, "limited_time_offer").is_some() {
        parts.push(extras::offer(payload, None, options));
    }
    for (_, kind, component) in &buttons {
        if kind == "order_details"
            && let Some(order) = extras::action_of(component).get("order_details")
        {
            parts.push(commerce::order(order, &options.locale));
        }
    }
    if component(payload, "order_status").is_some() {
        parts.push(commerce::order_status(extras::order_status(payload)));
    }
    for (index, _, component) in &buttons {
        let code = items(component, "parameters").find_map(|given| text_at(given, "/coupon_code"));
        values.extend(code.map(|code| (format!("code of button {}", index + 1), code)));
    }
    if values.is_empty() {
        parts.push(Part::Header(Filled::slot("…".to_owned())));
    } else {
        parts.push(Part::Values(values));
    }
    let drawn = buttons.iter().map(|(index, kind, _)| {
        let tap = match kind.as_str() {
            "catalog" => Some(Tap::Cart(0)),
            "mpm" => Some(Tap::ListSheet),
            _ => Some(Tap::TemplateButton(*index)),
        };
        button(*index, kind, tap)
    });
    rows::push(drawn.collect(), parts);
    for (_, kind, component) in &buttons {
        if kind == "mpm" {
            let action = extras::action_of(component);
            let sheet = commerce::product_sheet(action, "View items".to_owned());
            parts.push(Part::Sheet(sheet));
        }
    }
    let cards = card_components(payload).into_iter().enumerate();
    parts.extend(cards.map(|(number, list)| Part::Card(card(payload, &list, number))));
    parts.push(note(payload));
}

/// The header's medium goes to the parts; its text and the body's are listed by their variables.
fn texts_in(payload: &Value, list: &Pointer, parts: &mut Vec<Part>) -> Vec<(String, String)> {
    let mut values = Vec::new();
    if let Some((place, component)) = component_in(payload, list, "header") {
        for (_, parameter) in parameters_of(&place, component) {
            match header(parameter) {
                Some(Part::Header(text)) => values.push(("header".to_owned(), text.text)),
                other => parts.extend(other),
            }
        }
    }
    if let Some((place, body)) = component_in(payload, list, "body") {
        for (number, (_, parameter)) in (1..).zip(parameters_of(&place, body)) {
            let name = text_at(parameter, "/parameter_name").unwrap_or_else(|| format!("{number}"));
            values.push((format!("{{{{{name}}}}}"), value_of(parameter)));
        }
    }
    values
}

/// What a parameter puts into the text.
fn value_of(parameter: &Value) -> String {
    [
        "/text",
        "/currency/fallback_value",
        "/date_time/fallback_value",
    ]
    .into_iter()
    .find_map(|place| text_at(parameter, place))
    .unwrap_or_else(|| "…".to_owned())
}

/// A card of a carousel, as far as the send tells.
fn card(payload: &Value, list: &Pointer, number: usize) -> Bubble {
    let mut parts = Vec::new();
    let values = texts_in(payload, list, &mut parts);
    if !values.is_empty() {
        parts.push(Part::Values(values));
    }
    for (index, kind, _) in buttons_in(payload, list) {
        let tap = Tap::CardReply {
            card: number,
            button: index,
        };
        parts.push(Part::Button(button(index, &kind, Some(tap))));
    }
    Bubble { parts }
}

/// The button components of a list: index, lower-case `sub_type` and the component, by index.
fn buttons_in<'a>(payload: &'a Value, list: &Pointer) -> Vec<(usize, String, &'a Value)> {
    let components = list.get(payload).and_then(Value::as_array);
    let mut buttons: Vec<_> = components
        .into_iter()
        .flatten()
        .filter(|component| {
            text_at(component, "/type").is_some_and(|kind| kind.eq_ignore_ascii_case("button"))
        })
        .map(|component| {
            let kind = text_at(component, "/sub_type").unwrap_or_default();
            let index = index_of(component).unwrap_or(0);
            (index, kind.to_lowercase(), component)
        })
        .collect();
    buttons.sort_by_key(|(index, ..)| *index);
    buttons
}

/// A row of which only the sort is known; `tap` is what it does where it tells the business anything.
fn button(index: usize, kind: &str, tap: Option<Tap>) -> Button {
    let (icon, words, tells) = rows::of_sub_type(kind);
    Button {
        icon,
        label: Filled::slot(format!("{words} {}", index + 1)),
        tap: tap.filter(|_| tells),
    }
}

fn note(payload: &Value) -> Part {
    let known = |place| text_at(payload, place).filter(|text| !text.is_empty());
    let name = match (known("/template/name"), known("/template/language/code")) {
        (Some(name), Some(language)) => format!("template {name} ({language})"),
        (Some(name), None) => format!("template {name}"),
        (None, _) => "this template".to_owned(),
    };
    Part::Note(format!(
        "The words of {name} are not in this draft, so only the values are shown. Give the draft \
         its definition to see the text."
    ))
}
