//! The one primitive by which a payload changes, so that every change can be undone.

use serde_json::{Map, Value};

use crate::wire::Pointer;

/// Replaces what stands at a pointer: `before` is there, `after` is there afterwards.
///
/// `None` is absence. A member comes and goes at `place` among the keys of its object, an element
/// at the index that its pointer names; so taking an edit back restores the order of keys and elements.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Edit {
    /// The place; its parent exists.
    pub(super) pointer: Pointer,
    /// What stood there.
    pub(super) before: Option<Value>,
    /// What stands there afterwards.
    pub(super) after: Option<Value>,
    /// The position of the member among the keys of its object; the end when none.
    pub(super) place: Option<usize>,
}

/// An edit that could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum EditError {
    /// Nothing stands where the edit's parent should be, or it is no container.
    #[error("{0} is no place in this message: its parent is neither an object nor an array")]
    NoParent(Pointer),
    /// A list has no such element.
    #[error("{0} has no element {1}")]
    NoElement(Pointer, usize),
}

impl Edit {
    /// The edit that puts `after` at `pointer` of `payload`, or takes away what is there.
    ///
    /// `place` counts only for a member that is not there yet.
    pub(super) fn at(
        payload: &Value,
        pointer: Pointer,
        after: Option<Value>,
        place: Option<usize>,
    ) -> Self {
        let before = pointer.get(payload).cloned();
        let place = if before.is_some() {
            key_place(payload, &pointer)
        } else {
            place
        };
        Self {
            pointer,
            before,
            after,
            place,
        }
    }

    /// The edit that takes this one back.
    #[must_use]
    pub(super) fn inverse(self) -> Self {
        Self {
            pointer: self.pointer,
            before: self.after,
            after: self.before,
            place: self.place,
        }
    }

    /// Makes the edit.
    ///
    /// # Errors
    ///
    /// When the parent of the place does not exist; nothing is changed then.
    pub(super) fn apply(&self, payload: &mut Value) -> Result<(), EditError> {
        let Some((parent, last)) = self.pointer.parent().zip(self.pointer.last()) else {
            *payload = self.after.clone().unwrap_or(Value::Null);
            return Ok(());
        };
        match payload.pointer_mut(parent.as_str()) {
            Some(Value::Object(members)) => {
                self.apply_to_object(members, &last);
                Ok(())
            }
            Some(Value::Array(elements)) => self.apply_to_array(elements, &parent, &last),
            _ => Err(EditError::NoParent(self.pointer.clone())),
        }
    }

    fn apply_to_object(&self, members: &mut Map<String, Value>, key: &str) {
        match &self.after {
            None => {
                members.shift_remove(key);
            }
            Some(after) => {
                if let Some(member) = members.get_mut(key) {
                    *member = after.clone();
                } else {
                    let place = self.place.unwrap_or(members.len()).min(members.len());
                    members.shift_insert(place, key.to_owned(), after.clone());
                }
            }
        }
    }

    fn apply_to_array(
        &self,
        elements: &mut Vec<Value>,
        parent: &Pointer,
        step: &str,
    ) -> Result<(), EditError> {
        let index: usize = step
            .parse()
            .map_err(|_| EditError::NoParent(self.pointer.clone()))?;
        let missing = || EditError::NoElement(parent.clone(), index);
        match (&self.before, &self.after) {
            (None, Some(after)) if index <= elements.len() => elements.insert(index, after.clone()),
            (Some(_), None) if index < elements.len() => {
                elements.remove(index);
            }
            (Some(_), Some(after)) => *elements.get_mut(index).ok_or_else(missing)? = after.clone(),
            (None, None) => {}
            _ => return Err(missing()),
        }
        Ok(())
    }
}

/// The position of the member at `pointer` among the keys of its object.
fn key_place(payload: &Value, pointer: &Pointer) -> Option<usize> {
    let parent = pointer.parent()?;
    let key = pointer.last()?;
    let members = parent.get(payload)?.as_object()?;
    members.keys().position(|candidate| *candidate == key)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case::member_replaced("/b", Some(json!(5)), None, json!({"a": 1, "b": 5, "c": [1, 2]}))]
    #[case::member_removed("/b", None, None, json!({"a": 1, "c": [1, 2]}))]
    #[case::member_placed("/x", Some(json!(0)), Some(1), json!({"a": 1, "x": 0, "b": 2, "c": [1, 2]}))]
    #[case::element_inserted("/c/1", None, None, json!({"a": 1, "b": 2, "c": [1]}))]
    #[case::element_appended("/c/2", Some(json!(3)), None, json!({"a": 1, "b": 2, "c": [1, 2, 3]}))]
    #[case::whole_payload("", Some(json!({})), None, json!({}))]
    fn an_edit_and_its_inverse(
        #[case] pointer: &str,
        #[case] after: Option<Value>,
        #[case] place: Option<usize>,
        #[case] expected: Value,
    ) {
        let original = json!({"a": 1, "b": 2, "c": [1, 2]});
        let mut payload = original.clone();
        let edit = Edit::at(&payload, Pointer::parse(pointer), after, place);
        edit.apply(&mut payload).unwrap();
        assert_eq!(payload.to_string(), expected.to_string());
        edit.inverse().apply(&mut payload).unwrap();
        assert_eq!(payload.to_string(), original.to_string());
    }

    #[test]
    fn a_place_without_parent_is_refused() {
        let mut payload = json!({"a": 1});
        let edit = Edit::at(&payload, Pointer::parse("/a/b"), Some(json!(1)), None);
        assert_eq!(
            edit.apply(&mut payload),
            Err(EditError::NoParent(Pointer::parse("/a/b")))
        );
        assert_eq!(payload, json!({"a": 1}));
    }
}
