//! The names of a definition's slots, as `send --set` and a comparison of languages have them.

use super::definition::{Button, ButtonKind, Definition, Header, HeaderFormat};
use super::placeholder::Parameter;

/// The slots that a send must fill: `header`, `body.1`, `body.order_id`, `button.0`, `card.1.body.1`, `offer`.
pub fn slots(definition: &Definition) -> Vec<String> {
    let mut found = Vec::new();
    let body = (definition.header.as_ref(), &definition.body_parameters[..]);
    in_piece(&mut found, "", body, &definition.buttons);
    if definition
        .offer
        .as_ref()
        .is_some_and(|it| it.has_expiration)
    {
        found.push("offer".to_owned());
    }
    if definition.tells_order_status {
        found.push("order_status".to_owned());
    }
    for (number, card) in definition.cards.iter().enumerate() {
        let before = format!("card.{number}.");
        let body = (card.header.as_ref(), &card.body_parameters[..]);
        in_piece(&mut found, &before, body, &card.buttons);
    }
    found
}

fn in_piece(
    found: &mut Vec<String>,
    before: &str,
    (header, body): (Option<&Header>, &[Parameter]),
    buttons: &[Button],
) {
    if let Some(header) = header {
        match &header.format {
            HeaderFormat::Text => {
                let names = header.parameters.iter().map(|one| &one.name);
                found.extend(names.map(|name| format!("{before}header.{name}")));
            }
            HeaderFormat::Other(_) => {}
            medium => {
                let kind = medium.parameter_type();
                found.push(format!("{before}header ({kind})"));
            }
        }
    }
    found.extend(body.iter().map(|one| format!("{before}body.{}", one.name)));
    let filled = buttons.iter().enumerate().filter(|(_, it)| it.is_needed());
    found.extend(filled.map(|(index, _)| format!("{before}button.{index}")));
}

/// All places of a send that take a value, whether it must be given or not, by the names that `send --set`
/// has for them: `header.latitude`, `button.3.flow_token`, `code`.
pub fn settable(definition: &Definition) -> Vec<String> {
    let is_code = |button: &Button| button.kind == ButtonKind::OneTimeCode;
    let mut found = Vec::new();
    if definition.has_fixed_body && definition.buttons.iter().any(is_code) {
        found.push("code".to_owned());
    }
    let body = (definition.header.as_ref(), &definition.body_parameters[..]);
    all_of(&mut found, "", body, &definition.buttons);
    let offer = definition.offer.as_ref();
    if offer.is_some_and(|offer| offer.has_expiration) {
        found.push("offer".to_owned());
    }
    if definition.tells_order_status {
        let members = ["reference_id", "status", "description"];
        found.extend(members.map(|member| format!("order_status.{member}")));
    }
    for (number, card) in definition.cards.iter().enumerate() {
        let before = format!("card.{number}.");
        let body = (card.header.as_ref(), &card.body_parameters[..]);
        all_of(&mut found, &before, body, &card.buttons);
    }
    found
}

fn all_of(
    found: &mut Vec<String>,
    before: &str,
    (header, body): (Option<&Header>, &[Parameter]),
    buttons: &[Button],
) {
    if let Some(header) = header {
        let names = header.parameters.iter().map(|one| &one.name);
        found.extend(names.map(|name| format!("{before}header.{name}")));
        let members: &[&str] = match &header.format {
            HeaderFormat::Text | HeaderFormat::Other(_) => &[],
            HeaderFormat::Location => &[".latitude", ".longitude", ".name", ".address"],
            HeaderFormat::Product => &[".product_retailer_id", ".catalog_id"],
            HeaderFormat::Document => &["", ".filename"],
            HeaderFormat::Image | HeaderFormat::Video | HeaderFormat::Gif => &[""],
        };
        found.extend(
            members
                .iter()
                .map(|member| format!("{before}header{member}")),
        );
    }
    found.extend(body.iter().map(|one| format!("{before}body.{}", one.name)));
    for (index, button) in buttons.iter().enumerate() {
        let members = button.members().iter();
        found.extend(members.map(|member| format!("{before}button.{index}{member}")));
    }
}

impl Button {
    /// What of the button's value is named behind its index.
    const fn members(&self) -> &'static [&'static str] {
        match self.kind {
            ButtonKind::Url if self.suffix.is_none() => &[],
            ButtonKind::Url
            | ButtonKind::QuickReply
            | ButtonKind::CopyCode
            | ButtonKind::OneTimeCode => &[""],
            ButtonKind::Flow => &[".flow_token", ".flow_action_data"],
            ButtonKind::Catalog => &[".thumbnail_product_retailer_id"],
            ButtonKind::MultiProduct => &[".thumbnail_product_retailer_id", ".sections"],
            ButtonKind::VoiceCall => &[".ttl_minutes", ".payload"],
            ButtonKind::OrderDetails => &[".order_details"],
            ButtonKind::PhoneNumber
            | ButtonKind::SingleProduct
            | ButtonKind::ContactRequest
            | ButtonKind::Other(_) => &[],
        }
    }

    /// Whether a send is refused that gives the button nothing.
    pub(super) const fn is_needed(&self) -> bool {
        match self.kind {
            ButtonKind::Url => self.suffix.is_some(),
            ButtonKind::OneTimeCode
            | ButtonKind::CopyCode
            | ButtonKind::MultiProduct
            | ButtonKind::OrderDetails => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_slot_has_the_name_by_which_it_is_set() {
        let url = json!({"type": "URL", "text": "Track", "url": "https://lamp.example.com/{{1}}"});
        let definition = Definition::read(&json!({"sub_category": "ORDER_STATUS", "components": [
            {"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "{{a}} or {{b}}"},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Yes"}, url.clone()]},
            {"type": "CAROUSEL", "cards": [{"components": [
                {"type": "BODY", "text": "{{1}}"}, {"type": "BUTTONS", "buttons": [url]}]}]}]}))
        .unwrap();
        assert_eq!(
            slots(&definition),
            [
                "header (image)",
                "body.a",
                "body.b",
                "button.1",
                "order_status",
                "card.0.body.1",
                "card.0.button.0"
            ]
        );
    }
}
