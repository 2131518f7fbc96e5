//! From keys to actions, with the user's own keys merged over the defaults.

use std::collections::BTreeMap;

use super::key::Key;
use super::table::{Binding, Context, bindings, by_id};
use crate::tui::msg::Action;

/// Which action a key runs in which context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    key: Key,
    context: Context,
    action: Action,
}

/// Something in the user's keys that was not taken as written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyWarning {
    /// No action has that name.
    #[error("keys: there is no action {0:?}; the palette and the README list the names")]
    UnknownAction(String),
    /// The name is no key.
    #[error("keys.{action}: {problem}")]
    UnknownKey {
        /// The action's name.
        action: &'static str,
        /// What is wrong with the key.
        problem: super::KeyProblem,
    },
    /// Two actions have the same key in the same place; the first keeps it.
    #[error("keys.{loser}: {key} is already {winner} {place}; choose another key for one of them")]
    Conflict {
        /// The key.
        key: String,
        /// Where both would work.
        place: &'static str,
        /// The action that keeps the key.
        winner: &'static str,
        /// The action that does not get it.
        loser: &'static str,
    },
}

impl KeyWarning {
    /// The name of the action whose entry it is about.
    pub fn action(&self) -> &str {
        match self {
            Self::UnknownAction(action) => action,
            Self::UnknownKey { action, .. } => action,
            Self::Conflict { loser, .. } => loser,
        }
    }
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&BTreeMap::new()).0
    }
}

impl Keymap {
    /// The default keys with the user's merged over them: what an action lists replaces its
    /// defaults, an empty list unbinds it.
    pub fn new(overrides: &BTreeMap<String, Vec<String>>) -> (Self, Vec<KeyWarning>) {
        let mut warnings: Vec<KeyWarning> = overrides
            .keys()
            .filter(|id| by_id(id).is_none())
            .map(|id| KeyWarning::UnknownAction(id.clone()))
            .collect();
        let mut keymap = Self {
            entries: Vec::new(),
        };
        // The user's own keys come first, so that they win over defaults of other actions.
        for row in bindings() {
            for name in overrides.get(row.id).into_iter().flatten() {
                match name.parse() {
                    Ok(key) => keymap.bind(key, row, Some(&mut warnings)),
                    Err(problem) => warnings.push(KeyWarning::UnknownKey {
                        action: row.id,
                        problem,
                    }),
                }
            }
        }
        for row in bindings().filter(|row| !overrides.contains_key(row.id)) {
            for key in row.keys.iter().filter_map(|name| name.parse().ok()) {
                keymap.bind(key, row, None);
            }
        }
        (keymap, warnings)
    }

    /// Binds a key unless it is taken; a taken one is reported where warnings are wanted.
    fn bind(&mut self, key: Key, row: &'static Binding, warnings: Option<&mut Vec<KeyWarning>>) {
        let context = row.home.of_key(key);
        let taken = self
            .entries
            .iter()
            .find(|entry| entry.key == key && entry.context == context)
            .map(|entry| entry.action);
        match (taken, warnings) {
            (None, _) => self.entries.push(Entry {
                key,
                context,
                action: row.action,
            }),
            (Some(action), Some(warnings)) if action != row.action => {
                warnings.push(KeyWarning::Conflict {
                    key: key.to_string(),
                    place: context.title(),
                    winner: super::binding(action).map_or("", |winner| winner.id),
                    loser: row.id,
                });
            }
            (Some(_), _) => {}
        }
    }

    /// What the key means where these contexts hold, the most specific first.
    pub fn action(&self, key: Key, contexts: &[Context]) -> Option<Action> {
        contexts.iter().find_map(|context| {
            self.entries
                .iter()
                .find(|entry| entry.key == key && entry.context == *context)
                .map(|entry| entry.action)
        })
    }

    /// The keys of an action, the preferred one first.
    pub fn keys(&self, action: Action) -> impl Iterator<Item = Key> {
        self.entries
            .iter()
            .filter(move |entry| entry.action == action)
            .map(|entry| entry.key)
    }

    /// How hints and the palette show the action's key; none when it is unbound.
    pub fn label(&self, action: Action) -> Option<String> {
        self.keys(action).next().map(Key::label)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn key(name: &str) -> Key {
        name.parse().unwrap()
    }

    fn with(overrides: &[(&str, &[&str])]) -> (Keymap, Vec<String>) {
        let overrides = overrides
            .iter()
            .map(|(id, keys)| {
                let keys = keys.iter().map(|key| (*key).to_owned()).collect();
                ((*id).to_owned(), keys)
            })
            .collect();
        let (keymap, warnings) = Keymap::new(&overrides);
        (keymap, warnings.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_defaults_have_no_conflicts() {
        let mut seen: Vec<(Key, Context, &str)> = Vec::new();
        for row in bindings() {
            for key in row.keys.iter().map(|name| key(name)) {
                let context = row.home.of_key(key);
                let other = seen.iter().find(|(k, c, _)| *k == key && *c == context);
                assert_eq!(other, None, "{} {key}", row.id);
                seen.push((key, context, row.id));
            }
        }
    }

    #[rstest]
    #[case("f1", &[Context::Text, Context::Form, Context::Everywhere], Some(Action::Palette))]
    #[case("?", &[Context::Text, Context::Form, Context::Everywhere], None)]
    #[case("?", &[Context::Form, Context::Plain, Context::Everywhere], Some(Action::Palette))]
    #[case("delete", &[Context::Form, Context::Plain, Context::Everywhere], Some(Action::RemoveRow))]
    #[case("delete", &[Context::Drafts, Context::Plain, Context::Everywhere], Some(Action::DeleteDraft))]
    #[case("delete", &[Context::Text, Context::Form, Context::Everywhere], None)]
    #[case("enter", &[Context::Preview, Context::Plain], Some(Action::Tap))]
    #[case("alt-up", &[Context::Text, Context::Form, Context::Everywhere], Some(Action::MoveRowUp))]
    #[case("ctrl-alt-q", &[Context::Text, Context::Everywhere], None)]
    fn keys_mean_what_their_context_says(
        #[case] name: &str,
        #[case] contexts: &[Context],
        #[case] action: Option<Action>,
    ) {
        assert_eq!(Keymap::default().action(key(name), contexts), action);
    }

    #[test]
    fn the_users_keys_replace_defaults_and_an_empty_list_unbinds() {
        let (keymap, warnings) = with(&[("save", &["f9"]), ("send", &[])]);
        assert_eq!(warnings, [""; 0]);
        let everywhere = &[Context::Everywhere];
        assert_eq!(keymap.action(key("f9"), everywhere), Some(Action::Save));
        assert_eq!(keymap.action(key("ctrl-s"), everywhere), None);
        assert_eq!(keymap.action(key("f5"), everywhere), None);
        assert_eq!(keymap.label(Action::Send), None);
        assert_eq!(keymap.label(Action::Save).as_deref(), Some("F9"));
    }

    #[test]
    fn mistakes_are_warnings() {
        let (keymap, warnings) = with(&[
            ("sing", &["f9"]),
            ("save", &["ctrl-ess", "f9"]),
            ("send", &["f9"]),
        ]);
        assert_eq!(
            warnings,
            [
                "keys: there is no action \"sing\"; the palette and the README list the names",
                "keys.save: \"ctrl-ess\" is no key; expected a character or a name such as ctrl-s, \
                 alt-up, shift-f5, pagedown",
                "keys.send: f9 is already save everywhere; choose another key for one of them",
            ]
        );
        assert_eq!(
            keymap.action(key("f9"), &[Context::Everywhere]),
            Some(Action::Save)
        );
    }

    #[test]
    fn a_character_bound_by_the_user_still_types_in_texts() {
        let (keymap, _) = with(&[("save", &["s"])]);
        assert_eq!(
            keymap.action(key("s"), &[Context::Text, Context::Everywhere]),
            None
        );
        assert_eq!(
            keymap.action(key("s"), &[Context::Plain, Context::Everywhere]),
            Some(Action::Save)
        );
    }
}
