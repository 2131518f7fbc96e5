//! Rules about the parts that only some definitions have: cards, the end of an offer, an order's status.

use serde_json::Value;

use super::definition::Send;
use crate::check::spot::Walk;
use crate::template::{ButtonKind, Component, Header, HeaderFormat, component, parameters_of};
use crate::wire::{Pointer, member_of};

/// What is filled with one value has one parameter at most: a header of a file or place, a button, an offer.
pub(super) fn one_parameter(walk: &mut Walk<'_>, send: &Send<'_>) {
    for piece in send.pieces() {
        let is_single = |header: &Header| header.format != HeaderFormat::Text;
        let given = send.given(&piece, "header").len();
        if piece.header.is_some_and(is_single) && given > 1 {
            let place = send.place_of(&piece, "header");
            too_many(walk, send, place, ("header", given));
        }
        for (index, button) in piece.buttons.iter().enumerate() {
            let has_one = match button.kind {
                ButtonKind::Url => button.suffix.is_some(),
                // a call has its minutes and its payload
                ButtonKind::VoiceCall => false,
                _ => true,
            };
            if !has_one {
                continue;
            }
            let found = piece.button(send.payload, index);
            let given = found.and_then(|found| Some((found, found.parameters()?.len())));
            if let Some((found, given @ 2..)) = given {
                let place = found.place().key("parameters");
                too_many(walk, send, place, ("button", given));
            }
        }
    }
    for kind in ["limited_time_offer", "order_status"] {
        let found = component(send.payload, kind);
        let given = found.map(|(place, found)| (parameters_of(&place, found).count(), place));
        if let Some((given @ 2.., place)) = given {
            let place = place.key("parameters");
            too_many(walk, send, place, (&kind.replace('_', " "), given));
        }
    }
}

fn too_many(walk: &mut Walk<'_>, send: &Send<'_>, place: Pointer, (part, given): (&str, usize)) {
    let message = format!("the {part} has {given} parameters; it takes 1");
    let help = format!("remove {}", given - 1);
    walk.report(send.rule, place, message, help);
}

/// As many cards as the definition has; cards of products are alike, so that any number is sent.
pub(super) fn card_count(walk: &mut Walk<'_>, send: &Send<'_>) {
    let wanted = send.definition.cards.len();
    let found = Component::of_type(send.payload, "carousel");
    let cards = found.and_then(|carousel| member_of(carousel.value, "cards"));
    let given = cards.and_then(Value::as_array).map_or(0, Vec::len);
    let is_good = match (wanted, given) {
        (0, _) => found.is_none(),
        (_, 0) => false,
        _ => given == wanted || send.definition.has_product_cards(),
    };
    if is_good {
        return;
    }
    let message = match (wanted, given) {
        (0, _) => "the definition has no cards".to_owned(),
        (_, 0) => format!("the definition has {wanted} cards; the send gives none"),
        _ => format!("the send has {given} cards; the definition has {wanted}"),
    };
    let help = match (wanted, &found) {
        (0, _) => "remove the component".to_owned(),
        (_, None) => "add a carousel component with the values of each card".to_owned(),
        _ if given > wanted => format!("remove {}", given - wanted),
        _ => format!("add {}", wanted - given),
    };
    let place = match found {
        Some(carousel) if cards.is_some() => carousel.place().key("cards"),
        Some(carousel) => carousel.place(),
        None => send.components(),
    };
    walk.report(send.rule, place, message, help);
}

/// An offer that ends says when; what is given but empty is told where it stands.
pub(super) fn offer_ends(walk: &mut Walk<'_>, send: &Send<'_>) {
    let offer = send.definition.offer.as_ref();
    if !offer.is_some_and(|offer| offer.has_expiration) {
        return;
    }
    if component(send.payload, "limited_time_offer").is_none() {
        let message = "the definition's offer ends, but the send does not say when".to_owned();
        let help = "add a limited_time_offer component with expiration_time_ms".to_owned();
        walk.report(send.rule, send.components(), message, help);
    }
}

/// A template that tells of an order's status has it.
pub(super) fn order_status_given(walk: &mut Walk<'_>, send: &Send<'_>) {
    if !send.definition.tells_order_status {
        return;
    }
    let found = component(send.payload, "order_status");
    let has_value = found
        .as_ref()
        .is_some_and(|(place, found)| parameters_of(place, found).next().is_some());
    if !has_value {
        let message =
            "the definition tells of an order's status, but the send gives none".to_owned();
        let help = "add an order_status component with the order's number and status".to_owned();
        let place = found.map_or_else(|| send.components(), |(place, _)| place);
        walk.report(send.rule, place, message, help);
    }
}

/// A send has no part that the definition knows nothing of.
pub(super) fn parts_defined(walk: &mut Walk<'_>, send: &Send<'_>) {
    let definition = send.definition;
    let offer = definition.offer.as_ref();
    for (kind, is_defined, what) in [
        (
            "limited_time_offer",
            offer.is_some_and(|offer| offer.has_expiration),
            "offer that ends",
        ),
        (
            "order_status",
            definition.tells_order_status,
            "order status",
        ),
    ] {
        let found = component(send.payload, kind).filter(|_| !is_defined);
        if let Some((place, _)) = found {
            let message = format!("the definition has no {what}");
            walk.report(send.rule, place, message, "remove the component".to_owned());
        }
    }
}
