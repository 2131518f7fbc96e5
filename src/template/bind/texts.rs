//! Which variable of a text each value of a send fills once the definition has changed.

use serde_json::{Value, json};

use crate::template::placeholder::{Parameter, placeholders};
use crate::template::send::is;
use crate::wire::member_of;

/// A text with its variables.
type Text<'a> = (&'a str, &'a [Parameter]);

/// A text of the definition, and what it was in the definition that the values were given for.
pub(super) struct Words<'a> {
    pub(super) text: Text<'a>,
    pub(super) is_named: bool,
    /// The text before, and whether its variables had names.
    pub(super) old: Option<(Text<'a>, bool)>,
}

impl Words<'_> {
    /// The slot of each value, by its number among the variables; none where it has none.
    pub(super) fn slots(&self, given: &[Value]) -> Vec<Option<usize>> {
        let (_, parameters) = self.text;
        let mut slots = vec![None; given.len()];
        let mut free: Vec<usize> = (0..parameters.len()).collect();
        let mut claim = |slot: Option<usize>, target: &mut Option<usize>| {
            if let Some(place) = free.iter().position(|one| Some(*one) == slot)
                && target.is_none()
            {
                *target = Some(free.remove(place));
            }
        };
        for (parameter, target) in given.iter().zip(&mut slots) {
            claim(self.by_name(parameter), target);
        }
        if !self.is_named {
            let unnamed = given.iter().zip(&mut slots);
            let unnamed = unnamed.filter(|(one, _)| name_of(one).is_none() && is_text(one));
            for (slot, (_, target)) in unnamed.enumerate() {
                claim(Some(slot), target);
            }
        }
        for (index, (parameter, target)) in given.iter().zip(&mut slots).enumerate() {
            let old = self.old_of(parameter, index);
            claim(old.and_then(|old| self.of_same_words(old)), target);
        }
        for (index, (parameter, target)) in given.iter().zip(&mut slots).enumerate() {
            let old = self.old_of(parameter, index);
            claim(old.and_then(|old| self.of_same_example(old)), target);
        }
        self.in_turn(given, &mut slots, &free);
        slots
    }

    /// The values that are left go into the slots that are left, one after the other, where there are as
    /// many: a single one, or all of them where numbers became names or names became numbers.
    fn in_turn(&self, given: &[Value], slots: &mut [Option<usize>], free: &[usize]) {
        let has_other_sort = |one: &Value| name_of(one).is_some() != self.is_named;
        let waiting = || {
            let all = given.iter().zip(slots.iter());
            all.filter(|(one, slot)| slot.is_none() && is_text(one))
        };
        let count = waiting().count();
        let all_other = count == given.len() && given.iter().all(has_other_sort);
        if count != free.len() || (count > 1 && !all_other) {
            return;
        }
        let all = given.iter().zip(slots.iter_mut());
        let open = all.filter(|(one, slot)| slot.is_none() && is_text(one));
        for ((_, target), slot) in open.zip(free) {
            *target = Some(*slot);
        }
    }

    fn by_name(&self, parameter: &Value) -> Option<usize> {
        let name = name_of(parameter).filter(|_| self.is_named)?;
        self.slot_of(name)
    }

    fn slot_of(&self, name: &str) -> Option<usize> {
        let (_, parameters) = self.text;
        parameters.iter().position(|one| one.name == name)
    }

    /// The variable that a value was given for.
    fn old_of(&self, parameter: &Value, index: usize) -> Option<&Parameter> {
        let ((_, parameters), is_named) = self.old?;
        if !is_named {
            return parameters.get(index);
        }
        let name = name_of(parameter)?;
        parameters.iter().find(|one| one.name == name)
    }

    /// The slot at the same place of the same words: the variable has another name there.
    fn of_same_words(&self, old: &Parameter) -> Option<usize> {
        let ((before, _), _) = self.old?;
        let (text, _) = self.text;
        if bare(before) != bare(text) {
            return None;
        }
        let places = placeholders(before);
        let place = places.iter().position(|(_, name)| *name == old.name)?;
        let (_, name) = *placeholders(text).get(place)?;
        self.slot_of(name)
    }

    /// The only slot with the same example.
    fn of_same_example(&self, old: &Parameter) -> Option<usize> {
        let ((_, before), _) = self.old?;
        let (_, parameters) = self.text;
        let example = old.example.as_ref().filter(|one| !one.trim().is_empty())?;
        let has_it = |one: &&Parameter| one.example.as_ref() == Some(example);
        let is_clear = before.iter().filter(has_it).count() == 1;
        let mut found = (0..).zip(parameters).filter(|(_, one)| has_it(one));
        let (slot, _) = found.next().filter(|_| is_clear)?;
        found.next().is_none().then_some(slot)
    }

    /// Gives a value the name of its slot, or none; says whether it changed its place by that.
    pub(super) fn rename(&self, parameter: &mut Value, slot: usize, index: usize) -> bool {
        let (_, parameters) = self.text;
        let wanted = parameters.get(slot).filter(|_| self.is_named);
        let wanted = wanted.map(|parameter| parameter.name.clone());
        let name = name_of(parameter).map(str::to_owned);
        if name == wanted {
            return name.is_none() && index != slot;
        }
        if let Some(members) = parameter.as_object_mut() {
            match wanted {
                Some(wanted) => {
                    members.insert("parameter_name".to_owned(), json!(wanted));
                }
                None => {
                    members.shift_remove("parameter_name");
                }
            }
        }
        true
    }

    /// What a slot is called: `{{2}}`, `{{order_id}}`.
    pub(super) fn called(&self, slot: usize) -> String {
        let (_, parameters) = self.text;
        let name = parameters.get(slot).map_or("", |one| one.name.as_str());
        format!("{{{{{name}}}}}")
    }

    /// Values with their slots as a send has them: numbered ones in the order of their slots, with empty
    /// texts before the last, named ones as they stood.
    pub(super) fn in_order(&self, mut placed: Vec<(usize, Value)>) -> Vec<Value> {
        if self.is_named {
            return placed.into_iter().map(|(_, value)| value).collect();
        }
        placed.sort_by_key(|(slot, _)| *slot);
        let mut ordered = Vec::new();
        for (slot, value) in placed {
            while ordered.len() < slot {
                ordered.push(json!({"type": "text", "text": ""}));
            }
            ordered.push(value);
        }
        ordered
    }
}

fn name_of(parameter: &Value) -> Option<&str> {
    member_of(parameter, "parameter_name")?.as_str()
}

/// Whether a value can stand in a text.
fn is_text(parameter: &Value) -> bool {
    let sorts = ["text", "currency", "date_time"];
    sorts.iter().any(|sort| is(parameter, "type", sort))
}

/// A text without the names of its variables.
fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut from = 0;
    for (range, _) in placeholders(text) {
        bare.push_str(text.get(from..range.start).unwrap_or_default());
        bare.push_str("{{}}");
        from = range.end;
    }
    bare.push_str(text.get(from..).unwrap_or_default());
    bare
}
