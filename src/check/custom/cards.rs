//! Rules about the cards of a carousel, which must be alike.

use serde_json::Value;

use crate::check::spot::{Spot, Walk};
use crate::schema::Rule;
use crate::wire::Pointer;
use crate::wire::scalar::text_of;

/// All cards have a picture, or all have a video.
pub(super) fn same_headers(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let kind = |card: &Value| {
        card.pointer("/header/type")
            .and_then(text_of)
            .map(str::to_owned)
    };
    if let Some((index, first, other)) = odd_one(spot, kind) {
        let pointer = card_at(spot, index).key("header").key("type");
        let message = format!("this card has a header of type {other}, the first of type {first}");
        let help = "show pictures on all cards, or videos on all".to_owned();
        walk.report(rule, pointer, message, help);
    }
}

/// All cards have buttons of one kind and number.
pub(super) fn same_buttons(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if let Some((index, first, other)) = odd_one(spot, buttons_of) {
        let pointer = card_at(spot, index).key("action");
        let message = format!("this card has {other}, the first has {first}");
        let help = "give all cards the same kind and number of buttons".to_owned();
        walk.report(rule, pointer, message, help);
    }
}

/// The products of all cards are of one catalog.
pub(super) fn same_catalog(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let catalog = |card: &Value| {
        let id = card.pointer("/action/catalog_id").and_then(text_of)?;
        (!id.is_empty()).then(|| id.to_owned())
    };
    if let Some((index, ..)) = odd_one(spot, catalog) {
        let pointer = card_at(spot, index).key("action").key("catalog_id");
        let message = "this product is of another catalog than the first".to_owned();
        let help = "take the products of one catalog".to_owned();
        walk.report(rule, pointer, message, help);
    }
}

/// The first card that differs from the first that has anything to compare, with what both have.
fn odd_one(
    spot: &Spot<'_>,
    of: impl Fn(&Value) -> Option<String>,
) -> Option<(usize, String, String)> {
    let cards = spot.value.and_then(Value::as_array)?;
    let mut found = cards
        .iter()
        .enumerate()
        .filter_map(|(index, card)| Some((index, of(card)?)));
    let (_, first) = found.next()?;
    let (index, other) = found.find(|(_, other)| *other != first)?;
    Some((index, first, other))
}

fn card_at(spot: &Spot<'_>, index: usize) -> Pointer {
    spot.pointer().index(index)
}

/// What can be tapped on a card, in words; none where that is not written yet.
fn buttons_of(card: &Value) -> Option<String> {
    let action = card.get("action")?;
    if card.get("type").and_then(text_of) == Some("product") {
        return Some("a product".to_owned());
    }
    match action
        .get("buttons")
        .and_then(Value::as_array)
        .map(Vec::len)
    {
        Some(1) => Some("one quick reply".to_owned()),
        Some(count) => Some(format!("{count} quick replies")),
        None => action.get("parameters").map(|_| "a link button".to_owned()),
    }
}
