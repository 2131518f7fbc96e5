//! The rows under a template's text: what each is called, and what a tap on it does.

use crate::preview::bubble::{Button, Filled, Part, Sheet, SheetRow, SheetSection};
use crate::preview::line::Tap;
use crate::template::{ButtonKind, FilledButton, FlowIcon, OneTime};

/// Up to this many buttons are drawn; of more the first two and a row that opens all of them.
const MOST: usize = 3;

/// The row of a template's button.
pub(super) fn of_template(button: &FilledButton) -> Button {
    let told = Tap::TemplateButton(button.index);
    let tap = match &button.kind {
        ButtonKind::QuickReply
        | ButtonKind::Flow
        | ButtonKind::VoiceCall
        | ButtonKind::ContactRequest => Some(told),
        ButtonKind::Catalog | ButtonKind::SingleProduct => Some(Tap::Cart(0)),
        ButtonKind::MultiProduct => Some(Tap::ListSheet),
        ButtonKind::Url
        | ButtonKind::PhoneNumber
        | ButtonKind::CopyCode
        | ButtonKind::OneTimeCode
        | ButtonKind::OrderDetails
        | ButtonKind::Other(_) => None,
    };
    row(button, tap)
}

/// The row of a button on a card of a carousel.
pub(super) fn of_card(button: &FilledButton, card: usize) -> Button {
    let tap = match &button.kind {
        ButtonKind::QuickReply => Some(Tap::CardReply {
            card,
            button: button.index,
        }),
        ButtonKind::SingleProduct => Some(Tap::Cart(card)),
        _ => None,
    };
    row(button, tap)
}

fn row(button: &FilledButton, tap: Option<Tap>) -> Button {
    let label = match (&button.kind, button.text.as_str()) {
        (ButtonKind::Other(kind), "") => Filled::slot(kind.to_lowercase().replace('_', " ")),
        (_, text) => text.to_owned().into(),
    };
    Button {
        icon: icon(button),
        label,
        tap,
    }
}

fn icon(button: &FilledButton) -> &'static str {
    match &button.kind {
        ButtonKind::QuickReply => "↩",
        ButtonKind::Url => "↗",
        ButtonKind::PhoneNumber | ButtonKind::VoiceCall => "✆",
        ButtonKind::OneTimeCode if button.one_time == Some(OneTime::OneTap) => "",
        ButtonKind::CopyCode | ButtonKind::OneTimeCode => "⧉",
        ButtonKind::Flow => match button.icon {
            Some(FlowIcon::Review) => "★",
            Some(FlowIcon::Promotion) => "◆",
            Some(FlowIcon::Document) | None => "▤",
        },
        ButtonKind::ContactRequest => "▤",
        ButtonKind::OrderDetails => "¤",
        ButtonKind::Catalog
        | ButtonKind::MultiProduct
        | ButtonKind::SingleProduct
        | ButtonKind::Other(_) => "▦",
    }
}

/// The icon of a button by the `sub_type` of the send, what it is called, and whether a tap does anything here.
pub(super) fn of_sub_type(sub_type: &str) -> (&'static str, &'static str, bool) {
    match sub_type {
        "quick_reply" => ("↩", "quick reply", true),
        "url" => ("↗", "link", false),
        "copy_code" => ("⧉", "copy code", false),
        "flow" => ("▤", "flow", true),
        "catalog" => ("▦", "catalog", true),
        "mpm" => ("▦", "items", true),
        "voice_call" => ("✆", "call", true),
        "order_details" => ("¤", "review and pay", false),
        _ => ("▦", "button", false),
    }
}

/// Appends the rows, folded as the phone folds them.
pub(super) fn push(mut buttons: Vec<Button>, parts: &mut Vec<Part>) {
    if buttons.len() <= MOST {
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
