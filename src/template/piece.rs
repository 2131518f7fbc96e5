//! What of a send is filled alike: the message itself, and each card of its carousel.

use serde_json::Value;

use super::definition::{Button, Card, Definition, Header, HeaderFormat};
use super::placeholder::Parameter;
use super::send::{COMPONENTS, Component, card_components, components_of, parameters_of};
use crate::wire::Pointer;

/// What the definition has for a list of components, and where the send has that list.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// The header, if there is one.
    pub header: Option<&'a Header>,
    /// The text with its variables.
    pub body: &'a str,
    /// The text's parameters.
    pub body_parameters: &'a [Parameter],
    /// The buttons; the send counts them from 0 within the piece.
    pub buttons: &'a [Button],
    /// Whether parameters are given by name.
    pub is_named: bool,
    place: Place,
}

/// Where the components of a piece stand.
#[derive(Debug, Clone)]
enum Place {
    /// In the template itself.
    Whole,
    /// In a card, at this list.
    Card(Pointer),
    /// Nowhere: the card is not sent.
    Unsent,
}

/// All pieces: the message first, then its cards.
pub fn pieces<'a>(
    definition: &'a Definition,
    payload: &Value,
) -> impl Iterator<Item = Piece<'a>> + use<'a> {
    std::iter::once(whole(definition)).chain(cards(definition, payload))
}

/// The message itself.
pub(super) fn whole(definition: &Definition) -> Piece<'_> {
    Piece {
        header: definition.header.as_ref(),
        body: &definition.body,
        body_parameters: &definition.body_parameters,
        buttons: &definition.buttons,
        is_named: definition.is_named(),
        place: Place::Whole,
    }
}

/// Each card of the definition; of like product cards as many as are sent.
pub(super) fn cards<'a>(definition: &'a Definition, payload: &Value) -> Vec<Piece<'a>> {
    let Some(last) = definition.cards.last() else {
        return Vec::new();
    };
    let sent = card_components(payload);
    let count = if definition.has_product_cards() && !sent.is_empty() {
        sent.len()
    } else {
        definition.cards.len()
    };
    (0..count)
        .map(|number| {
            let card = definition.cards.get(number).unwrap_or(last);
            of_card(card, definition, sent.get(number).cloned())
        })
        .collect()
}

/// A card, whose components a send has at a place.
pub(super) fn of_card<'a>(
    card: &'a Card,
    definition: &Definition,
    list: Option<Pointer>,
) -> Piece<'a> {
    Piece {
        header: card.header.as_ref(),
        body: &card.body,
        body_parameters: &card.body_parameters,
        buttons: &card.buttons,
        is_named: definition.is_named(),
        place: list.map_or(Place::Unsent, Place::Card),
    }
}

impl<'a> Piece<'a> {
    /// Where the components of the send stand or would stand; none for a card that is not sent.
    pub fn list(&self) -> Option<Pointer> {
        match &self.place {
            Place::Whole => Some(Pointer::parse(COMPONENTS)),
            Place::Card(list) => Some(list.clone()),
            Place::Unsent => None,
        }
    }

    /// Whether the send has it, as it has always the message itself.
    pub const fn is_sent(&self) -> bool {
        !matches!(self.place, Place::Unsent)
    }

    /// The words of a component, `header` or `body`, with its parameters; none where it has no words.
    pub fn text_of(&self, kind: &str) -> Option<(&'a str, &'a [Parameter])> {
        match kind {
            "body" => Some((self.body, self.body_parameters)),
            "header" => self
                .header
                .filter(|header| header.format == HeaderFormat::Text)
                .map(|header| (header.text.as_str(), header.parameters.as_slice())),
            _ => None,
        }
    }

    /// The components that the send has for the piece; no place is made for them.
    pub fn components<'b>(&self, payload: &'b Value) -> Option<&'b Vec<Value>> {
        match &self.place {
            Place::Whole => components_of(payload),
            Place::Card(list) => list.get(payload)?.as_array(),
            Place::Unsent => None,
        }
    }

    /// The component of that type that the send has for the piece.
    pub fn component<'b>(&'b self, payload: &'b Value, kind: &str) -> Option<Component<'b>> {
        Component::of_type_in(self.components(payload)?, self.card(), kind)
    }

    /// The component that fills the button of that index.
    pub fn button<'b>(&'b self, payload: &'b Value, index: usize) -> Option<Component<'b>> {
        Component::of_button_in(self.components(payload)?, self.card(), index)
    }

    /// The parameters that the send gives in a component; no place is made for them.
    pub fn parameters<'b>(&self, payload: &'b Value, kind: &str) -> Option<&'b Vec<Value>> {
        Component::of_type_in(self.components(payload)?, None, kind)?.parameters()
    }

    const fn card(&self) -> Option<&Pointer> {
        match &self.place {
            Place::Card(list) => Some(list),
            Place::Whole | Place::Unsent => None,
        }
    }

    /// The parameters that the send has for a component, `header` or `body`, with their places.
    pub(super) fn given<'b>(&self, payload: &'b Value, kind: &str) -> Vec<(Pointer, &'b Value)> {
        let list = self.components(payload);
        let found = list.and_then(|list| Component::of_type_in(list, None, kind));
        let (Some(found), Some(list)) = (found, self.list()) else {
            return Vec::new();
        };
        parameters_of(&list.index(found.number), found.value).collect()
    }
}
