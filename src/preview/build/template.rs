//! Template sends: the filled text where the definition is known, else the values that are sent.

mod extras;
mod rows;
mod unknown;

use serde_json::Value;

use super::{commerce, interactive, localised, media, text_at};
use crate::preview::bubble::{Bubble, Filled, Fold, Options, Part};
use crate::template::{ButtonKind, Definition, FilledCard, FilledHeader, HeaderFormat, Slot, fill};
use crate::text::markup;
use crate::wire::Dialect;

/// Appends the parts of a template send.
pub(super) fn build(
    payload: &Value,
    dialect: Option<Dialect>,
    definition: Option<&Definition>,
    options: &Options,
    parts: &mut Vec<Part>,
) {
    match definition {
        Some(definition) => known(payload, definition, options, parts),
        None => unknown::build(payload, options, parts),
    }
    parts.extend(extras::tap_target(payload));
    if dialect == Some(Dialect::OnPremises) {
        localised::notes(payload, options, parts);
    }
}

fn known(payload: &Value, definition: &Definition, options: &Options, parts: &mut Vec<Part>) {
    let filled = fill(definition, payload);
    for button in &filled.buttons {
        parts.extend(extras::lent_picture(
            &button.kind,
            extras::action(payload, button),
        ));
    }
    parts.extend(filled.header.map(|header| header_of(header, payload)));
    if let Some(offer) = &definition.offer {
        parts.push(extras::offer(payload, Some(offer), options));
    }
    for button in &filled.buttons {
        if button.kind == ButtonKind::OrderDetails {
            let action = extras::action(payload, button);
            let order = action.get("order_details").unwrap_or(&Value::Null);
            parts.push(commerce::order(order, &options.locale));
        }
    }
    if definition.tells_order_status {
        parts.push(commerce::order_status(extras::order_status(payload)));
    }
    if !filled.body.is_empty() {
        let mut body = with_slots(filled.body, &filled.slots);
        body.fold = fold(definition, &body.text);
        parts.push(Part::Body(body));
    }
    parts.extend(
        filled
            .footer
            .filter(|footer| !footer.is_empty())
            .map(Part::Footer),
    );
    if definition.asks_to_call {
        parts.push(interactive::call_question());
        parts.extend(interactive::call_answers());
    }
    if definition.tells_order_status {
        parts.push(commerce::review("View order details"));
    }
    let buttons = filled.buttons.iter().map(rows::of_template);
    rows::push(buttons.collect(), parts);
    for button in &filled.buttons {
        if button.kind == ButtonKind::MultiProduct {
            let action = extras::action(payload, button);
            let sheet = commerce::product_sheet(action, button.text.clone());
            parts.push(Part::Sheet(sheet));
        }
    }
    let cards = filled.cards.into_iter().enumerate();
    parts.extend(cards.map(|(number, card)| Part::Card(card_of(card, number, payload))));
    extras::notes(payload, definition, &filled.buttons, parts);
}

fn header_of(header: FilledHeader, payload: &Value) -> Part {
    match header {
        FilledHeader::Text { text, slots } => Part::Header(with_slots(text, &slots)),
        FilledHeader::Media { format, pointer } => {
            let object = pointer.as_ref().and_then(|place| place.get(payload));
            let kind = format.parameter_type();
            match media(&kind, object.unwrap_or(&Value::Null)) {
                Some(media) => Part::Media(media),
                None => Part::Header(Filled::slot(kind)),
            }
        }
    }
}

/// A card of a carousel: picture or product, words, its own rows.
fn card_of(card: FilledCard, number: usize, payload: &Value) -> Bubble {
    let mut parts = Vec::new();
    parts.extend(card.header.map(|header| header_of(header, payload)));
    if !card.body.is_empty() {
        parts.push(Part::Body(with_slots(card.body, &card.slots)));
    }
    let buttons = card.buttons.iter();
    parts.extend(buttons.map(|button| Part::Button(rows::of_card(button, number))));
    Bubble { parts }
}

/// After how many rows the phone cuts the text of a marketing template.
fn fold(definition: &Definition, body: &str) -> Option<Fold> {
    const MEDIA_HEADER: usize = 3;
    const NO_MEDIA: usize = 4;
    const LINK_ALONE: usize = 5;
    if definition.category != "MARKETING" {
        return None;
    }
    let has_action = definition
        .buttons
        .iter()
        .any(|button| button.kind != ButtonKind::QuickReply);
    let blocks = markup::parse(body);
    let has_link = blocks
        .iter()
        .flat_map(|block| &block.runs)
        .any(|run| run.style.link);
    Some(Fold::Rows(match &definition.header {
        _ if has_link && !has_action => LINK_ALONE,
        Some(header) if header.format != HeaderFormat::Text => MEDIA_HEADER,
        _ => NO_MEDIA,
    }))
}

fn with_slots(text: String, slots: &[Slot]) -> Filled {
    Filled {
        open_slots: slots
            .iter()
            .filter(|slot| !slot.is_filled)
            .map(|slot| slot.range.clone())
            .collect(),
        text,
        fold: None,
    }
}
