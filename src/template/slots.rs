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

impl Button {
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
