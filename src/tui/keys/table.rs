//! The one table of actions: name, title, explanation, default keys and where they work.

mod composer;
mod history;
mod message;
mod templates;

use std::fmt::Write as _;

use super::Key;
use crate::tui::msg::Action;

/// Where a key works. The application asks with the contexts that hold, most specific first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Always.
    Everywhere,
    /// While a text is edited.
    Text,
    /// While no text is edited: single characters are commands there.
    Plain,
    /// In the form, whether a text is edited or not.
    Form,
    /// In the preview.
    Preview,
    /// In the list of drafts.
    Drafts,
    /// In the list of problems.
    Problems,
    /// In the view of events.
    Events,
    /// In the view of sends.
    Sends,
    /// In the view of conversations.
    Conversations,
    /// In the view of templates.
    Templates,
}

impl Context {
    /// What the key table says of it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "everywhere",
            Self::Text => "in a text",
            Self::Plain => "outside texts",
            Self::Form => "in the form",
            Self::Preview => "in the preview",
            Self::Drafts => "in the drafts",
            Self::Problems => "in the problems",
            Self::Events => "in the events",
            Self::Sends => "in the sends",
            Self::Conversations => "in the conversations",
            Self::Templates => "in the templates",
        }
    }

    /// The context that `key` gets when it is bound to an action that lives here.
    ///
    /// A key that types or edits would be lost to texts, so it works outside them only.
    pub(super) fn of_key(self, key: Key) -> Self {
        match self {
            Self::Everywhere | Self::Text | Self::Form if key.edits_text() => Self::Plain,
            other => other,
        }
    }
}

/// What an action is about; the palette and the key table are ordered by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// The composer as a whole.
    Composer,
    /// Draft files.
    Drafts,
    /// Going from place to place.
    Moving,
    /// Texts in fields.
    Text,
    /// Rows of the form, kind and dialect.
    Form,
    /// What the checker found.
    Problems,
    /// The phone.
    Preview,
    /// Sending.
    Sending,
    /// What was sent and what came.
    History,
    /// The library and the account's templates.
    Templates,
}

impl Group {
    /// The group's heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Composer => "Composer",
            Self::Drafts => "Drafts",
            Self::Moving => "Moving",
            Self::Text => "Text",
            Self::Form => "Form",
            Self::Problems => "Problems",
            Self::Preview => "Preview",
            Self::Sending => "Sending",
            Self::History => "History",
            Self::Templates => "Templates",
        }
    }
}

/// One row of the table: an action, what it is called and which keys run it by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// The action.
    pub action: Action,
    /// Its name in settings: `duplicate_row`.
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    /// What the palette and hints call it.
    pub title: &'static str,
    /// One sentence on what it does.
    pub doc: &'static str,
    /// Where its keys work; keys that edit text work outside texts only.
    pub home: Context,
    /// The default keys; hints show the first.
    pub keys: &'static [&'static str],
}

/// The groups' tables in their order.
const TABLES: &[&[Binding]] = &[
    composer::COMPOSER,
    composer::DRAFTS,
    composer::MOVING,
    message::TEXT,
    message::FORM,
    message::PROBLEMS,
    message::PREVIEW,
    message::SENDING,
    history::HISTORY,
    templates::TEMPLATES,
];

/// Every action there is, by group.
pub fn bindings() -> impl Iterator<Item = &'static Binding> {
    TABLES.iter().copied().flatten()
}

/// The action of that name in settings.
pub fn by_id(id: &str) -> Option<&'static Binding> {
    bindings().find(|binding| binding.id == id)
}

/// The row of an action.
pub fn binding(action: Action) -> Option<&'static Binding> {
    bindings().find(|binding| binding.action == action)
}

/// The table of default keys as the README shows it.
pub fn markdown_table() -> String {
    let mut table =
        String::from("| action | name in settings | keys | |\n| --- | --- | --- | --- |\n");
    for row in bindings() {
        let keys: Vec<String> = row
            .keys
            .iter()
            .filter_map(|name| name.parse::<Key>().ok())
            .map(|key| format!("`{}`", key.label()))
            .collect();
        let keys = if keys.is_empty() {
            "palette".to_owned()
        } else {
            keys.join(" ")
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "| {} | `{}` | {keys} | {} |",
            row.title,
            row.id,
            row.home.title()
        );
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_snake_case_and_unique_and_find_their_action() {
        let mut seen = BTreeSet::new();
        for row in bindings() {
            assert!(seen.insert(row.id), "{} twice", row.id);
            assert!(row.id.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
            assert_eq!(by_id(row.id), Some(row));
            assert_eq!(binding(row.action), Some(row));
            assert_eq!(
                format!("{:?}", row.action).to_lowercase(),
                row.id.replace('_', "")
            );
        }
    }

    #[test]
    fn every_default_key_reads() {
        for row in bindings() {
            for key in row.keys {
                assert!(key.parse::<Key>().is_ok(), "{}: {key}", row.id);
            }
        }
    }

    #[test]
    fn no_action_depends_on_keys_that_multiplexers_and_terminals_eat() {
        let eaten = ["ctrl-a", "ctrl-b", "ctrl-h", "ctrl-i", "ctrl-j", "ctrl-m"];
        for row in bindings().filter(|row| !row.keys.is_empty()) {
            assert!(
                row.keys
                    .iter()
                    .any(|key| !eaten.contains(key) && !key.starts_with("alt-")),
                "{} has only keys that may not arrive",
                row.id
            );
        }
    }

    #[test]
    fn the_markdown_table_has_a_row_for_every_action() {
        let table = markdown_table();
        assert_eq!(table.lines().count(), bindings().count() + 2);
        assert!(table.contains("| Save | `save` | `Ctrl-S` `F2` | everywhere |"));
        assert!(table.contains("| Suspend | `suspend` | palette | everywhere |"));
    }
}
