//! A send with everything that its definition demands: what is missing is there, empty or by example.

use serde_json::{Value, json};

use super::definition::{Button, ButtonKind, Definition, Header, HeaderFormat};
use super::piece::{Piece, cards, of_card, pieces, whole};
use super::placeholder::Parameter;
use super::send::{COMPONENTS, button_component_in, component, component_in, parameters_of};
use crate::schema::{blank_button, blank_component};
use crate::wire::Pointer;

/// What stands in the parts that are added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Added {
    /// Nothing yet.
    Empty,
    /// Nothing yet, and only what a send needs.
    Needed,
    /// The examples that the definition was reviewed with.
    Examples,
}

/// The payload with the values that it does not give taken from the definition's examples: what a
/// definition alone looks like.
pub fn exemplify(definition: &Definition, payload: &Value) -> Option<Value> {
    complete_with(definition, payload, Added::Examples)
}

/// The payload with an empty place for each value that a send needs.
pub(super) fn build(definition: &Definition, payload: &Value) -> Option<Value> {
    complete_with(definition, payload, Added::Needed)
}

/// The payload with the missing components and parameters; what is there keeps its place.
///
/// None where the payload holds no template that could be completed.
pub(super) fn complete(definition: &Definition, payload: &Value) -> Option<Value> {
    complete_with(definition, payload, Added::Empty)
}

/// A completed payload, with the buttons as well that may be filled and need not be.
pub fn complete_all(definition: &Definition, payload: &Value) -> Option<Value> {
    let mut completed = complete(definition, payload)?;
    let spare: Vec<(Pointer, Vec<Value>)> = pieces(definition, &completed)
        .filter_map(|piece| Some((piece.list()?, spare_buttons(&piece, &completed))))
        .collect();
    for (list, buttons) in spare {
        for button in buttons {
            push(&mut completed, &list, Some(button));
        }
    }
    Some(completed)
}

fn complete_with(definition: &Definition, payload: &Value, added: Added) -> Option<Value> {
    let template = payload.get("template")?.as_object()?;
    let components = match template.get("components") {
        Some(Value::Array(components)) => components.clone(),
        None => Vec::new(),
        Some(_) => return None,
    };
    let mut completed = payload.clone();
    completed
        .get_mut("template")?
        .as_object_mut()?
        .insert("components".to_owned(), Value::Array(components));
    fill_piece(&mut completed, &whole(definition), added);
    if !definition.cards.is_empty() {
        fill_cards(&mut completed, definition, added);
    }
    let has_end = definition
        .offer
        .as_ref()
        .is_some_and(|offer| offer.has_expiration);
    if added != Added::Examples {
        fill_part(&mut completed, "limited_time_offer", has_end);
        fill_part(
            &mut completed,
            "order_status",
            definition.tells_order_status,
        );
    }
    Some(completed)
}

/// Adds what one list of components lacks.
fn fill_piece(payload: &mut Value, piece: &Piece<'_>, added: Added) {
    let Some(list) = &piece.list() else { return };
    // those that must be filled come first: typing into one also makes those before it
    for needed in [true, false] {
        for (index, button) in piece.buttons.iter().enumerate() {
            let is_given = button_component_in(payload, list, index).is_some();
            if !is_given && button.is_needed() == needed {
                push(payload, list, button_of(button, index, added));
            }
        }
    }
    let wanted = piece.header.map(|header| header_of(header, piece, added));
    fill_up(payload, piece, "header", &wanted.unwrap_or_default());
    let wanted = texts_of(piece.body_parameters, piece, added);
    fill_up(payload, piece, "body", &wanted);
}

/// Adds the carousel with its cards, and to each card what it lacks.
fn fill_cards(payload: &mut Value, definition: &Definition, added: Added) {
    fill_part(payload, "carousel", true);
    let Some((place, _)) = component(payload, "carousel") else {
        return;
    };
    let all = place.key("cards");
    let sent = all
        .get(payload)
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    if sent == 0 {
        let cards = vec![json!({}); definition.cards.len()];
        if let Some(carousel) = payload
            .pointer_mut(place.as_str())
            .and_then(Value::as_object_mut)
        {
            carousel.insert("cards".to_owned(), Value::Array(cards));
        }
        for index in 0..definition.cards.len() {
            number(payload, &all, index);
        }
    } else if !definition.has_product_cards() {
        for index in sent..definition.cards.len() {
            push(payload, &all, Some(json!({})));
            number(payload, &all, index);
        }
    }
    for piece in cards(definition, payload) {
        let card = piece.list().and_then(|list| list.parent());
        let card = card.and_then(|card| payload.pointer_mut(card.as_str()));
        if let Some(card) = card.and_then(Value::as_object_mut) {
            card.entry("components").or_insert_with(|| json!([]));
        }
        fill_piece(payload, &piece, added);
    }
}

fn number(payload: &mut Value, cards: &Pointer, index: usize) {
    let card = cards.index(index);
    if let Some(card) = payload
        .pointer_mut(card.as_str())
        .and_then(Value::as_object_mut)
    {
        card.insert("card_index".to_owned(), json!(index));
        card.insert("components".to_owned(), json!([]));
    }
}

/// Adds a component of which a send has one, empty.
fn fill_part(payload: &mut Value, kind: &str, is_wanted: bool) {
    if is_wanted && component(payload, kind).is_none() {
        push(payload, &Pointer::parse(COMPONENTS), blank_component(kind));
    }
}

fn push(payload: &mut Value, list: &Pointer, element: Option<Value>) {
    let list = payload
        .pointer_mut(list.as_str())
        .and_then(Value::as_array_mut);
    if let (Some(list), Some(element)) = (list, element) {
        list.push(element);
    }
}

/// The components that can be added for the buttons of a piece that have none yet, in their order.
pub(super) fn spare_buttons(piece: &Piece<'_>, payload: &Value) -> Vec<Value> {
    let buttons = piece.buttons.iter().enumerate();
    buttons
        .filter(|(_, button)| button.is_needed() || button.kind != ButtonKind::Url)
        .filter(|(index, _)| piece.button(payload, *index).is_none())
        .filter_map(|(index, button)| indexed(blank_button(button.kind.sub_type()?)?, index))
        .collect()
}

/// A card that can be added behind those that are sent: any of a carousel of products, whose cards
/// are alike, and the next that is defined of others.
pub(super) fn spare_card(definition: &Definition, sent: usize) -> Option<Value> {
    let card = match definition.cards.get(sent) {
        Some(card) => card,
        None => definition
            .cards
            .last()
            .filter(|_| definition.has_product_cards())?,
    };
    let mut new = json!({"card_index": sent, "components": []});
    let piece = of_card(card, definition, Some(Pointer::root().key("components")));
    fill_piece(&mut new, &piece, Added::Empty);
    Some(new)
}

fn indexed(mut component: Value, index: usize) -> Option<Value> {
    *component.get_mut("index")? = json!(index.to_string());
    Some(component)
}

/// The component that the form offers for a button, or that shows its example.
fn button_of(button: &Button, index: usize, added: Added) -> Option<Value> {
    let is_offered = button.is_needed()
        || (added == Added::Empty && matches!(button.kind, ButtonKind::Flow | ButtonKind::Catalog));
    let sub_type = button.kind.sub_type().filter(|_| is_offered)?;
    let mut component = indexed(blank_button(sub_type)?, index)?;
    if let Some(suffix) = &button.suffix
        && let Some(text) = component.pointer_mut("/parameters/0/text")
    {
        *text = json!(value_of(suffix, added));
    }
    if let (Added::Examples, Some(code)) = (added, &button.code)
        && let Some(text) = component.pointer_mut("/parameters/0/coupon_code")
    {
        *text = json!(code);
    }
    Some(component)
}

fn header_of(header: &Header, piece: &Piece<'_>, added: Added) -> Vec<Value> {
    let file = |kind: &str| vec![json!({"type": kind, kind: {"link": ""}})];
    match header.format {
        HeaderFormat::Text => texts_of(&header.parameters, piece, added),
        HeaderFormat::Image => file("image"),
        HeaderFormat::Video => file("video"),
        HeaderFormat::Document => {
            vec![json!({"type": "document", "document": {"link": "", "filename": ""}})]
        }
        HeaderFormat::Location => vec![json!({
            "type": "location",
            "location": {"latitude": "", "longitude": "", "name": "", "address": ""},
        })],
        HeaderFormat::Gif => file("gif"),
        HeaderFormat::Product => vec![json!({
            "type": "product",
            "product": {"product_retailer_id": "", "catalog_id": ""},
        })],
        HeaderFormat::Other(_) => Vec::new(),
    }
}

fn texts_of(parameters: &[Parameter], piece: &Piece<'_>, added: Added) -> Vec<Value> {
    let blank = |parameter: &Parameter| {
        let text = value_of(parameter, added);
        if piece.is_named {
            json!({"type": "text", "parameter_name": parameter.name, "text": text})
        } else {
            json!({"type": "text", "text": text})
        }
    };
    parameters.iter().map(blank).collect()
}

fn value_of(parameter: &Parameter, added: Added) -> &str {
    match added {
        Added::Empty | Added::Needed => "",
        Added::Examples => parameter.example.as_deref().unwrap_or_default(),
    }
}

/// Gives a component the parameters that it lacks, and makes the component where it is missing.
fn fill_up(payload: &mut Value, piece: &Piece<'_>, kind: &str, wanted: &[Value]) {
    let Some(list) = &piece.list() else { return };
    let Some((place, found)) = component_in(payload, list, kind) else {
        if !wanted.is_empty() {
            push(
                payload,
                list,
                Some(json!({"type": kind, "parameters": wanted})),
            );
        }
        return;
    };
    let given: Vec<_> = parameters_of(&place, found)
        .map(|(_, given)| given)
        .collect();
    let missing = still_missing(&given, wanted, piece.is_named);
    if missing.is_empty() {
        return;
    }
    let found = payload
        .pointer_mut(place.as_str())
        .and_then(Value::as_object_mut);
    let parameters = found.map(|found| {
        found
            .entry("parameters")
            .or_insert_with(|| Value::Array(Vec::new()))
    });
    if let Some(Value::Array(parameters)) = parameters {
        parameters.extend(missing);
    }
}

fn still_missing(given: &[&Value], wanted: &[Value], is_named: bool) -> Vec<Value> {
    let name_of = |parameter: &Value| parameter.get("parameter_name").cloned();
    if is_named && wanted.iter().any(|wanted| name_of(wanted).is_some()) {
        let is_given =
            |wanted: &&Value| given.iter().any(|given| name_of(given) == name_of(wanted));
        wanted
            .iter()
            .filter(|wanted| !is_given(wanted))
            .cloned()
            .collect()
    } else {
        wanted.iter().skip(given.len()).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn definition(named: bool) -> Definition {
        let body = if named {
            "{{who}} and {{what}}"
        } else {
            "{{1}} and {{2}}"
        };
        Definition::read(&json!({"components": [
            {"type": "HEADER", "format": "IMAGE"},
            {"type": "BODY", "text": body},
            {"type": "BUTTONS", "buttons": [
                {"type": "QUICK_REPLY", "text": "Yes"},
                {"type": "URL", "text": "See", "url": "https://x.example.com/{{1}}"}]}
        ]}))
        .unwrap()
    }

    fn send(components: &Value) -> Value {
        json!({"type": "template", "template": {"name": "t", "components": components}})
    }

    #[rstest]
    #[case::nothing_given(false, json!([]), json!([
        {"type": "button", "sub_type": "url", "index": "1", "parameters": [{"type": "text", "text": ""}]},
        {"type": "header", "parameters": [{"type": "image", "image": {"link": ""}}]},
        {"type": "body", "parameters": [{"type": "text", "text": ""}, {"type": "text", "text": ""}]}
    ]))]
    #[case::some_given(false, json!([
        {"type": "BODY", "parameters": [{"type": "currency", "currency": {}}]},
        {"type": "button", "sub_type": "url", "index": 1, "parameters": []},
        {"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}
    ]), json!([
        {"type": "BODY", "parameters": [{"type": "currency", "currency": {}}, {"type": "text", "text": ""}]},
        {"type": "button", "sub_type": "url", "index": 1, "parameters": []},
        {"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}
    ]))]
    #[case::second_name_given(true, json!([
        {"type": "body", "parameters": [{"type": "text", "parameter_name": "what", "text": "tea"}]},
        {"type": "button", "sub_type": "url", "index": 1, "parameters": []},
        {"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}
    ]), json!([
        {"type": "body", "parameters": [{"type": "text", "parameter_name": "what", "text": "tea"}, {"type": "text", "parameter_name": "who", "text": ""}]},
        {"type": "button", "sub_type": "url", "index": 1, "parameters": []},
        {"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}
    ]))]
    fn what_is_missing_is_added_empty(
        #[case] named: bool,
        #[case] given: Value,
        #[case] expected: Value,
    ) {
        let completed = complete(&definition(named), &send(&given)).unwrap();
        assert_eq!(completed["template"]["components"], expected);
    }

    #[test]
    fn examples_stand_in_for_values_that_are_not_given() {
        let definition = Definition::read(&json!({"components": [
            {"type": "BODY", "text": "{{1}}: {{2}} or {{3}}", "example": {"body_text": [["Tea", "green"]]}},
            {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "See",
                "url": "https://x.example.com/{{1}}", "example": ["https://x.example.com/tea"]},
                {"type": "COPY_CODE", "example": "TEA20"}]}
        ]}))
        .unwrap();
        let shown = exemplify(&definition, &send(&json!([]))).unwrap();
        let filled = super::super::fill(&definition, &shown);
        assert_eq!(filled.body, "Tea: green or {{3}}");
        assert_eq!(
            filled.buttons[0].url.as_deref(),
            Some("https://x.example.com/tea")
        );
        assert_eq!(filled.buttons[1].coupon_code.as_deref(), Some("TEA20"));
    }

    #[test]
    fn the_cards_of_a_carousel_are_filled_by_their_own_examples() {
        let card = |name: &str| {
            json!({"components": [
                {"type": "HEADER", "format": "IMAGE"},
                {"type": "BODY", "text": "Try {{1}}", "example": {"body_text": [[name]]}},
                {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "See",
                    "url": "https://x.example.com/{{1}}", "example": [format!("https://x.example.com/{name}")]}]}
            ]})
        };
        let definition = Definition::read(&json!({"components": [
            {"type": "BODY", "text": "Two for you"},
            {"type": "CAROUSEL", "cards": [card("oolong"), card("sencha")]}
        ]}))
        .unwrap();
        let shown = exemplify(&definition, &send(&json!([]))).unwrap();
        let filled = super::super::fill(&definition, &shown);
        let bodies: Vec<_> = filled.cards.iter().map(|card| card.body.as_str()).collect();
        assert_eq!(bodies, ["Try oolong", "Try sencha"]);
        let address = filled.cards[1].buttons[0].url.as_deref();
        assert_eq!(address, Some("https://x.example.com/sencha"));
    }

    #[rstest]
    #[case(json!({"type": "text"}))]
    #[case(json!({"template": 5}))]
    #[case(json!({"template": {"components": "no"}}))]
    fn what_is_no_send_is_left_alone(#[case] payload: Value) {
        assert_eq!(complete(&definition(false), &payload), None);
    }
}
