//! Which button a button component fills once the definition has changed.

use serde_json::Value;

use crate::template::definition::{Button, ButtonKind};
use crate::template::piece::Piece;
use crate::template::send::{index_of, is};

/// The index of the button that each component of a list fills from now on; none where it fills none.
///
/// First the button that it was made for, wherever that stands now; then the one of its own index; then
/// the only one that takes such a value.
pub(super) fn targets(
    piece: &Piece<'_>,
    old: Option<&Piece<'_>>,
    given: &[Value],
) -> Vec<Option<usize>> {
    let mut claims = Claims {
        buttons: piece.buttons,
        given,
        targets: vec![None; given.len()],
    };
    claims.make(|component, (index, button)| {
        let old = old.and_then(|old| old.buttons.get(index_of(component)?));
        let is_here = index_of(component) == Some(index);
        old.is_some_and(|old| is_same(old, button) && is_here)
    });
    claims.make(|component, (_, button)| {
        let old = old.and_then(|old| old.buttons.get(index_of(component)?));
        old.is_some_and(|old| is_same(old, button))
    });
    claims.make(|component, (index, _)| index_of(component) == Some(index));
    claims.make_only();
    claims.targets
}

/// Whether two buttons of two definitions are the same one.
fn is_same(old: &Button, new: &Button) -> bool {
    let same_label = !new.text.is_empty() && old.text == new.text;
    old.kind == new.kind && (same_label || (new.url.is_some() && old.url == new.url))
}

/// Whether a button takes the value of a component.
fn takes(button: &Button, component: &Value) -> bool {
    let has_slot = button.kind != ButtonKind::Url || button.suffix.is_some();
    let sort = button.kind.sub_type().filter(|_| has_slot);
    is(component, "type", "button") && sort.is_some_and(|sort| is(component, "sub_type", sort))
}

struct Claims<'a> {
    buttons: &'a [Button],
    given: &'a [Value],
    targets: Vec<Option<usize>>,
}

impl Claims<'_> {
    fn is_free(&self, index: usize) -> bool {
        !self.targets.contains(&Some(index))
    }

    /// The free buttons that take the value of a component.
    fn open(&self, component: &Value) -> Vec<(usize, &Button)> {
        let buttons = self.buttons.iter().enumerate();
        let open =
            buttons.filter(|(index, button)| self.is_free(*index) && takes(button, component));
        open.collect()
    }

    /// Gives each component that has no button yet the first free one that is meant.
    fn make(&mut self, is_meant: impl Fn(&Value, (usize, &Button)) -> bool) {
        for (number, component) in self.given.iter().enumerate() {
            if self.targets.get(number) == Some(&None) {
                let open = self.open(component);
                let meant = open.into_iter().find(|button| is_meant(component, *button));
                let meant = meant.map(|(index, _)| index);
                if let Some(target) = self.targets.get_mut(number) {
                    *target = meant;
                }
            }
        }
    }

    /// Gives a component the only button that takes it, where no other component could have it.
    fn make_only(&mut self) {
        for (number, component) in self.given.iter().enumerate() {
            let [(index, button)] = self.open(component)[..] else {
                continue;
            };
            let waiting = self.given.iter().zip(&self.targets);
            let waiting = waiting.filter(|(one, target)| target.is_none() && takes(button, one));
            let is_alone = waiting.count() == 1;
            if let Some(target @ None) = self.targets.get_mut(number)
                && is_alone
            {
                *target = Some(index);
            }
        }
    }
}
