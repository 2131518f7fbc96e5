//! Template sends: the filled text where the definition is known, else the values that are sent.

use serde_json::Value;

use super::{header, localised, media, text_at};
use crate::preview::bubble::{Button, Filled, Options, Part, Sheet, SheetRow, SheetSection};
use crate::preview::line::Tap;
use crate::template::{
    ButtonKind, Definition, FilledButton, FilledHeader, Slot, component, fill, index_of,
    parameters_of,
};
use crate::wire::Dialect;

/// Up to this many buttons are drawn; of more the first two and a row that opens all of them.
const MOST_BUTTONS: usize = 3;

/// Appends the parts of a template send.
pub(super) fn build(
    payload: &Value,
    dialect: Option<Dialect>,
    definition: Option<&Definition>,
    options: &Options,
    parts: &mut Vec<Part>,
) {
    match definition {
        Some(definition) => known(payload, definition, parts),
        None => unknown(payload, parts),
    }
    if dialect == Some(Dialect::OnPremises) {
        localised::notes(payload, options, parts);
    }
}

fn known(payload: &Value, definition: &Definition, parts: &mut Vec<Part>) {
    let filled = fill(definition, payload);
    match filled.header {
        Some(FilledHeader::Text { text, slots }) => {
            parts.push(Part::Header(with_slots(text, &slots)));
        }
        Some(FilledHeader::Media { format, pointer }) => {
            let object = pointer.as_ref().and_then(|place| place.get(payload));
            let kind = format.parameter_type();
            parts.push(match media(&kind, object.unwrap_or(&Value::Null)) {
                Some(media) => Part::Media(media),
                None => Part::Header(Filled::slot(kind)),
            });
        }
        None => {}
    }
    if !filled.body.is_empty() {
        parts.push(Part::Body(with_slots(filled.body, &filled.slots)));
    }
    parts.extend(
        filled
            .footer
            .filter(|footer| !footer.is_empty())
            .map(Part::Footer),
    );
    push_buttons(filled.buttons.iter().map(button).collect(), parts);
    for kind in &definition.other_components {
        parts.push(Part::Note(format!(
            "The component {kind} is not drawn here."
        )));
    }
    let name = text_at(payload, "/template/name").unwrap_or_default();
    if !name.is_empty() && !definition.name.is_empty() && name != definition.name {
        parts.push(Part::Note(format!(
            "Sent is {name}, drawn is the definition of {}.",
            definition.name
        )));
    }
}

fn with_slots(text: String, slots: &[Slot]) -> Filled {
    Filled {
        open_slots: slots
            .iter()
            .filter(|slot| !slot.is_filled)
            .map(|slot| slot.range.clone())
            .collect(),
        text,
    }
}

fn button(button: &FilledButton) -> Button {
    let tap = Tap::TemplateButton(button.index);
    let (icon, fixed, tap) = match &button.kind {
        ButtonKind::QuickReply => ("↩", "", Some(tap)),
        ButtonKind::Url => ("↗", "", None),
        ButtonKind::PhoneNumber => ("✆", "", None),
        ButtonKind::CopyCode => ("⧉", "Copy offer code", None),
        ButtonKind::OneTimeCode => ("⧉", "Copy code", None),
        ButtonKind::Flow => ("▤", "", Some(tap)),
        ButtonKind::Other(_) => ("▦", "", None),
    };
    let label = match (&button.kind, button.text.as_str(), fixed) {
        // The label of a coupon button is the phone's own.
        (ButtonKind::CopyCode, _, fixed) | (_, "", fixed) => fixed.to_owned(),
        (_, text, _) => text.to_owned(),
    };
    Button {
        icon,
        label: label.into(),
        tap,
    }
}

/// Appends the buttons, folded as the phone folds them.
fn push_buttons(mut buttons: Vec<Button>, parts: &mut Vec<Part>) {
    if buttons.len() <= MOST_BUTTONS {
        parts.extend(buttons.into_iter().map(Part::Button));
        return;
    }
    let rows = buttons
        .iter()
        .map(|button| SheetRow {
            title: format!("{}  {}", button.icon, button.label.text),
            description: String::new(),
            tap: button.tap.clone(),
        })
        .collect();
    buttons.truncate(2);
    parts.extend(buttons.into_iter().map(Part::Button));
    parts.push(Part::Button(Button {
        icon: "≡",
        label: "See all options".to_owned().into(),
        tap: Some(Tap::ListSheet),
    }));
    parts.push(Part::Sheet(Sheet {
        title: "All options".to_owned(),
        sections: vec![SheetSection {
            title: String::new(),
            rows,
        }],
        has_choice: false,
    }));
}

/// Without a definition: headers that say what they are, the values, buttons by their type.
fn unknown(payload: &Value, parts: &mut Vec<Part>) {
    let mut values = Vec::new();
    if let Some((place, header_component)) = component(payload, "header") {
        for (_, parameter) in parameters_of(&place, header_component) {
            match header(parameter) {
                Some(Part::Header(text)) => values.push(("header".to_owned(), text.text)),
                other => parts.extend(other),
            }
        }
    }
    if let Some((place, body)) = component(payload, "body") {
        for (number, (_, parameter)) in (1..).zip(parameters_of(&place, body)) {
            let name = text_at(parameter, "/parameter_name").unwrap_or_else(|| format!("{number}"));
            values.push((format!("{{{{{name}}}}}"), value_of(parameter)));
        }
    }
    if values.is_empty() {
        parts.push(Part::Header(Filled::slot("…".to_owned())));
    } else {
        parts.push(Part::Values(values));
    }
    push_buttons(sent_buttons(payload), parts);
    let known = |place| text_at(payload, place).filter(|text| !text.is_empty());
    let name = match (known("/template/name"), known("/template/language/code")) {
        (Some(name), Some(language)) => format!("template {name} ({language})"),
        (Some(name), None) => format!("template {name}"),
        (None, _) => "this template".to_owned(),
    };
    parts.push(Part::Note(format!(
        "The words of {name} are not in this draft, so only the values are shown. Give the draft \
         its definition to see the text."
    )));
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

/// The buttons for which the send has a component; their labels are not known.
fn sent_buttons(payload: &Value) -> Vec<Button> {
    let components = payload.pointer("/template/components");
    let components = components.and_then(Value::as_array).into_iter().flatten();
    let mut buttons: Vec<(usize, Button)> = components
        .filter(|component| {
            text_at(component, "/type").is_some_and(|kind| kind.eq_ignore_ascii_case("button"))
        })
        .map(|component| {
            let index = index_of(component).unwrap_or(0);
            let kind = text_at(component, "/sub_type")
                .unwrap_or_default()
                .to_lowercase();
            let (icon, words, tap) = match kind.as_str() {
                "quick_reply" => ("↩", "quick reply", Some(Tap::TemplateButton(index))),
                "url" => ("↗", "link", None),
                "copy_code" => ("⧉", "copy code", None),
                "flow" => ("▤", "flow", Some(Tap::TemplateButton(index))),
                _ => ("▦", "button", None),
            };
            let label = Filled::slot(format!("{words} {}", index + 1));
            (index, Button { icon, label, tap })
        })
        .collect();
    buttons.sort_by_key(|(index, _)| *index);
    buttons.into_iter().map(|(_, button)| button).collect()
}
