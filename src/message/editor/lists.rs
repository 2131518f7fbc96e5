//! Elements of lists: added, duplicated, moved and removed in place.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::Editor;
use crate::message::transaction::Transaction;
use crate::schema::{Address, At, Field, Row, Shape, Step, carries, element};
use crate::wire::Pointer;

/// The tags by which elements of a shared array belong to one list; empty for a list of its own.
type Tags = &'static [(&'static str, &'static str)];

impl Editor {
    /// Adds an element at the end of a list, and says where it is.
    pub fn add(&mut self, list: &Row) -> Option<Address> {
        let (inner, tags) = element_of(list.field)?;
        let address = list.address.clone();
        let mut spare = self.formed.spare.iter();
        let spare = spare.find_map(|(of, new)| (*of == address).then(|| new.clone()));
        let mut added = None;
        self.step(&list.address, None, None, |change| {
            if address.resolve(change.payload()).is_none() {
                change.set(&address, json!([]));
            }
            let Some(pointer) = address.resolve(change.payload()) else {
                return;
            };
            let siblings = members(change.payload(), &pointer, tags);
            let values: Vec<Value> = siblings.iter().map(|(_, value)| (*value).clone()).collect();
            let mut new = spare.unwrap_or_else(|| element(inner, change.dialect(), &values));
            renumber(&mut new, &mut ids(change.payload()));
            number_card(&mut new, &siblings);
            let end = siblings.last().map(|(index, _)| index + 1);
            let index = end.unwrap_or_else(|| change.tagged_place(&address, &pointer, tags));
            change.insert(&pointer, index, new);
            added = Some(address.index(index));
        });
        added
    }

    /// Puts a copy behind an element, with ids that nothing else in the message has, and says where it is.
    pub fn duplicate(&mut self, item: &Row) -> Option<Address> {
        let (list, index) = self.position_of(&item.address)?;
        let mut copy = self.value(&item.address)?.clone();
        let (siblings_at, _) = item.address.split_last()?;
        let at = siblings_at.index(index + 1);
        self.parked.forget_inside(&siblings_at);
        let tags = tags_of(item.field);
        self.step(&item.address, None, None, |change| {
            renumber(&mut copy, &mut ids(change.payload()));
            let siblings = members(change.payload(), &list, tags);
            move_behind(&mut copy, &siblings);
            number_card(&mut copy, &siblings);
            let in_order = are_in_order(change.payload(), &list);
            change.insert(&list, index + 1, copy);
            if in_order {
                put_in_order(change, &list);
            }
        });
        Some(at)
    }

    /// Removes an element, and says which one is in its place: the next, else the one before.
    pub fn remove(&mut self, item: &Row) -> Option<Address> {
        let (list, index) = self.position_of(&item.address)?;
        let tags = tags_of(item.field);
        let siblings = members(self.draft.document.payload(), &list, tags);
        let rank = siblings.iter().position(|(place, _)| *place == index)?;
        let next = siblings.get(rank + 1).map(|_| index);
        let previous = rank.checked_sub(1).and_then(|rank| siblings.get(rank));
        let focus = next.or_else(|| previous.map(|(place, _)| *place));
        let (siblings_at, _) = item.address.split_last()?;
        let focus = focus.map(|place| siblings_at.index(place));
        self.parked.forget_inside(&siblings_at);
        self.step(&item.address, None, None, |change| {
            let in_order = are_in_order(change.payload(), &list);
            change.remove(&item.address);
            if in_order {
                put_in_order(change, &list);
            }
        });
        focus
    }

    /// Moves an element up (negative) or down, and says where it is now; none at the end of its list.
    pub fn move_item(&mut self, item: &Row, by: isize) -> Option<Address> {
        let (list, index) = self.position_of(&item.address)?;
        let siblings = members(self.draft.document.payload(), &list, tags_of(item.field));
        let rank = siblings.iter().position(|(place, _)| *place == index)?;
        let (target, _) = siblings.get(rank.checked_add_signed(by)?)?;
        let target = *target;
        let value = self.value(&item.address)?.clone();
        let (siblings_at, _) = item.address.split_last()?;
        self.parked.forget_inside(&siblings_at);
        self.step(&item.address, None, None, |change| {
            let in_order = are_in_order(change.payload(), &list);
            change.edit(list.index(index), None, None);
            change.insert(&list, target, value);
            if in_order {
                put_in_order(change, &list);
            }
        });
        Some(siblings_at.index(target))
    }

    /// The list in which an element stands, and its index there.
    fn position_of(&self, element: &Address) -> Option<(Pointer, usize)> {
        if self.is_read_only() || matches!(element.steps().last(), Some(Step::Key(_)) | None) {
            return None;
        }
        let pointer = element.resolve(self.draft.document.payload())?;
        let index = pointer.last()?.parse().ok()?;
        Some((pointer.parent()?, index))
    }
}

/// What the elements of a list are, and how they are told from others in the same array.
fn element_of(field: &'static Field) -> Option<(&'static Field, Tags)> {
    match (field.at, field.shape) {
        (At::Items(tags), _) => Some((field, tags)),
        (_, Shape::List(inner)) => Some((inner, &[])),
        _ => None,
    }
}

const fn tags_of(field: &'static Field) -> Tags {
    match field.at {
        At::Items(tags) => tags,
        _ => &[],
    }
}

/// The elements of an array that carry the tags, with their indexes.
fn members<'a>(payload: &'a Value, list: &Pointer, tags: Tags) -> Vec<(usize, &'a Value)> {
    let elements = list.get(payload).and_then(Value::as_array);
    elements
        .into_iter()
        .flatten()
        .enumerate()
        .filter(|(_, element)| carries(element, tags))
        .collect()
}

/// The ids that are taken: those of rows and buttons, which all have a title beside them.
fn ids(value: &Value) -> HashSet<String> {
    let mut found = HashSet::new();
    collect_ids(value, &mut found);
    found
}

fn collect_ids(value: &Value, found: &mut HashSet<String>) {
    match value {
        Value::Object(members) => {
            if let (Some(Value::String(id)), true) =
                (members.get("id"), members.contains_key("title"))
            {
                found.insert(id.clone());
            }
            members.values().for_each(|inner| collect_ids(inner, found));
        }
        Value::Array(elements) => elements.iter().for_each(|inner| collect_ids(inner, found)),
        _ => {}
    }
}

/// Gives all rows and buttons in a new value ids that are not taken: `matcha` becomes `matcha-2`.
fn renumber(value: &mut Value, taken: &mut HashSet<String>) {
    match value {
        Value::Object(members) => {
            let has_title = members.contains_key("title");
            if let (Some(Value::String(id)), true) = (members.get_mut("id"), has_title)
                && !id.is_empty()
            {
                *id = fresh(id, taken);
                taken.insert(id.clone());
            }
            members
                .values_mut()
                .for_each(|inner| renumber(inner, taken));
        }
        Value::Array(elements) => elements.iter_mut().for_each(|inner| renumber(inner, taken)),
        _ => {}
    }
}

fn fresh(id: &str, taken: &HashSet<String>) -> String {
    if !taken.contains(id) {
        return id.to_owned();
    }
    let numbered = id
        .rsplit_once('-')
        .and_then(|(stem, number)| Some((stem, number.parse::<u64>().ok()?)));
    let (stem, first) = numbered.map_or((id, 2), |(stem, number)| (stem, number.saturating_add(1)));
    let mut number = first;
    loop {
        let candidate = format!("{stem}-{number}");
        if !taken.contains(&candidate) {
            return candidate;
        }
        number = number.wrapping_add(1);
    }
}

/// Gives the copy of a template's button the next index that no button of the send has, spelled as it was.
fn move_behind(copy: &mut Value, siblings: &[(usize, &Value)]) {
    let number_of = |value: &Value| match value.get("index") {
        Some(Value::String(text)) => text.parse::<u64>().ok(),
        Some(index) => index.as_u64(),
        None => None,
    };
    let next = siblings
        .iter()
        .filter_map(|(_, sibling)| number_of(sibling))
        .max()
        .map(|last| last.saturating_add(1));
    if let (Some(next), Some(index)) = (next, copy.get_mut("index")) {
        *index = match index {
            Value::String(_) => json!(next.to_string()),
            _ => json!(next),
        };
    }
}

/// Gives a new card of a carousel the first number that no other card has.
fn number_card(card: &mut Value, siblings: &[(usize, &Value)]) {
    let is_taken = |number: usize| {
        let number = json!(number);
        siblings
            .iter()
            .any(|(_, sibling)| sibling.get(CARD_NUMBER) == Some(&number))
    };
    if let Some(index) = card.get_mut(CARD_NUMBER)
        && let Some(free) = (0..=siblings.len()).find(|number| !is_taken(*number))
    {
        *index = json!(free);
    }
}

/// The member that says which of a carousel's cards one is.
const CARD_NUMBER: &str = "card_index";

/// Whether the elements of a list are cards that are numbered as they stand.
fn are_in_order(payload: &Value, list: &Pointer) -> bool {
    let cards = list.get(payload).and_then(Value::as_array);
    cards.is_some_and(|cards| {
        let mut numbered = cards.iter().enumerate();
        !cards.is_empty()
            && numbered.all(|(index, card)| card.get(CARD_NUMBER) == Some(&json!(index)))
    })
}

/// Numbers the cards of a list as they stand: the phone shows them by their numbers.
fn put_in_order(change: &mut Transaction<'_>, list: &Pointer) {
    let count = list
        .get(change.payload())
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    for index in 0..count {
        let number = list.index(index).key(CARD_NUMBER);
        if number.get(change.payload()) != Some(&json!(index)) {
            change.edit(number, Some(json!(index)), None);
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::free("matcha", &[], "matcha")]
    #[case::taken("matcha", &["matcha"], "matcha-2")]
    #[case::second_taken("matcha", &["matcha", "matcha-2"], "matcha-3")]
    #[case::copy_of_a_copy("matcha-2", &["matcha", "matcha-2"], "matcha-3")]
    #[case::hyphen("iced-tea", &["iced-tea"], "iced-tea-2")]
    fn copies_get_fresh_ids(#[case] id: &str, #[case] taken: &[&str], #[case] expected: &str) {
        let taken = taken.iter().map(|&id| id.to_owned()).collect();
        assert_eq!(fresh(id, &taken), expected);
    }
}
