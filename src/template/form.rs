//! The form of a draft: the schema's rows, in the words of the definition where the draft has one.

use std::collections::HashMap;

use serde_json::Value;

use super::complete::{complete, spare_buttons, spare_card};
use super::definition::{Definition, HeaderFormat};
use super::examples::{with_example_rows, with_places};
use super::piece::{Piece, pieces};
use super::words::{piece_at, words_at};
use crate::message::{Draft, Formed};
use crate::schema::{self, Address, At, Kind, Role, Row, Step};
use crate::wire::Dialect;

/// The members of a parameter that the definition's example stands for.
const VALUE_KEYS: &[&str] = &["text", "fallback_value", "payload", "coupon_code"];

/// The form of a draft; what an [`Editor`](crate::message::Editor) is given to make it.
///
/// With a definition, its slots have its words and examples, and those without a value have rows all the same.
pub fn form(draft: &Draft) -> Formed {
    if draft.is_definition() {
        return form_of_definition(draft);
    }
    let dialect = draft.dialect().unwrap_or(Dialect::Cloud);
    let (kind, payload) = (draft.document.kind(), draft.document.payload());
    let definition = draft.definition.as_ref().filter(|_| is_template(kind));
    let definition = definition.and_then(|definition| Definition::read(definition).ok());
    let completed = definition
        .as_ref()
        .and_then(|definition| complete(definition, payload));
    let (Some(definition), Some(completed)) = (definition, completed) else {
        return Formed {
            rows: schema::form(kind, payload, dialect),
            ..Formed::default()
        };
    };
    let present = schema::form(kind, payload, dialect);
    let roles = roles_of(&present);
    let pieces: Vec<_> = pieces(&definition, &completed).collect();
    let mut spare = Vec::new();
    let mut rows = schema::form(kind, &completed, dialect);
    for row in &mut rows {
        word(row, &pieces, &completed);
        ground(row, payload, &roles);
        bound(row, &pieces, &completed);
        let new = addable(row, &definition, &pieces, (payload, &completed));
        spare.extend(new.map(|new| (row.address.clone(), new)));
    }
    rows.retain(|row| !is_closed(row) && (row.present || is_asked_for(row, &definition)));
    Formed {
        rows,
        complete: Some(completed),
        spare,
    }
}

/// The form of a definition, with a row for the example of each variable.
fn form_of_definition(draft: &Draft) -> Formed {
    let dialect = draft.dialect().unwrap_or(Dialect::Cloud);
    let (kind, payload) = (draft.document.kind(), draft.document.payload());
    let completed = with_places(payload);
    let present = schema::form(kind, payload, dialect);
    let rows = schema::form(kind, &completed, dialect);
    let mut rows = with_example_rows(rows, &completed);
    let roles = roles_of(&present);
    for row in &mut rows {
        ground(row, payload, &roles);
    }
    Formed {
        rows,
        complete: Some(completed),
        spare: Vec::new(),
    }
}

fn roles_of(rows: &[Row]) -> HashMap<&Address, &Role> {
    let roles = rows.iter().map(|row| (&row.address, &row.role));
    roles.collect()
}

/// Whether a list is empty and stays so: the definition has nothing that could be put there.
///
/// An empty list that the send does have is shown, for it can be taken away.
const fn is_closed(row: &Row) -> bool {
    let is_empty = matches!(
        row.role,
        Role::List {
            len: 0,
            max: Some(0)
        }
    );
    is_empty && (!row.present || matches!(row.field.at, At::Items(_)))
}

/// Whether a row for what is not there belongs to a send of this definition.
fn is_asked_for(row: &Row, definition: &Definition) -> bool {
    let component = row.address.steps().iter().find_map(|step| match step {
        Step::Tagged([("type", kind)]) => Some(*kind),
        _ => None,
    });
    match component {
        Some("carousel") if definition.cards.is_empty() => return false,
        Some("limited_time_offer") => {
            let offer = definition.offer.as_ref();
            return offer.is_some_and(|offer| offer.has_expiration);
        }
        Some("order_status") => return definition.tells_order_status,
        Some("tap_target_configuration") => {
            let mut known = definition.other_components.iter();
            return known.any(|kind| kind == "TAP_TARGET_CONFIGURATION");
        }
        _ => {}
    }
    definition.is_named() || row.field.key() != Some("parameter_name")
}

/// What adding to a list inserts where the definition says what is still missing there.
///
/// The list then grows no longer than that.
fn addable(
    row: &mut Row,
    definition: &Definition,
    pieces: &[Piece<'_>],
    (payload, completed): (&Value, &Value),
) -> Option<Value> {
    let Role::List { len, max } = &mut row.role else {
        return None;
    };
    if row.field.key() == Some("cards") {
        let new = spare_card(definition, *len);
        if new.is_none() {
            *max = u32::try_from(*len).ok();
        }
        return new;
    }
    let At::Items(_) = row.field.at else {
        return None;
    };
    let piece = pieces
        .iter()
        .find(|piece| piece.list() == row.address.resolve(completed))?;
    let new = spare_buttons(piece, payload);
    *max = u32::try_from(*len + new.len()).ok();
    new.into_iter().next()
}

fn is_template(kind: Option<&'static Kind>) -> bool {
    kind.is_some_and(|kind| kind.name == "template")
}

/// Gives a row of a slot the definition's words.
fn word(row: &mut Row, pieces: &[Piece<'_>], completed: &Value) {
    let Some(words) = words_at(pieces, completed, &row.pointer) else {
        return;
    };
    if matches!(row.role, Role::Item { .. }) {
        row.label = words.heading.unwrap_or(std::mem::take(&mut row.label));
    } else if row.field.key().is_some_and(|key| VALUE_KEYS.contains(&key)) {
        row.label = words.label;
        row.example = words.example.or(row.example.take());
    }
}

/// Lets the list of a component's parameters grow no longer than the definition has variables.
fn bound(row: &mut Row, pieces: &[Piece<'_>], completed: &Value) {
    let [.., Step::Tagged([("type", kind)]), Step::Key(key)] = row.address.steps() else {
        return;
    };
    let (place, _) = row.address.nearest(completed);
    let Some((piece, _)) = piece_at(pieces, &place) else {
        return;
    };
    let most = match *kind {
        "body" => piece.body_parameters.len(),
        "header" => match piece.header {
            Some(header) if header.format == HeaderFormat::Text => header.parameters.len(),
            Some(_) => 1,
            None => 0,
        },
        _ => return,
    };
    if let Role::List { max, .. } = &mut row.role
        && key == "parameters"
    {
        *max = u32::try_from(most).ok();
    }
}

/// Makes a row of the completed payload one of the payload itself.
fn ground(row: &mut Row, payload: &Value, roles: &HashMap<&Address, &Role>) {
    let (pointer, missing) = row.address.nearest(payload);
    row.present = missing.is_empty();
    row.pointer = pointer;
    match (&row.role, roles.get(&row.address)) {
        (_, Some(&role)) if row.present => row.role = role.clone(),
        (Role::Item { .. }, _) => row.role = Role::Group,
        (Role::List { max, .. }, _) => row.role = Role::List { len: 0, max: *max },
        _ => {}
    }
}

#[cfg(test)]
mod tests;
