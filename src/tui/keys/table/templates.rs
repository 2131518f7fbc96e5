//! The actions on templates: the library and the account's.

use super::{Binding, Context, Group};
use crate::tui::msg::Action;

/// Group `Templates`.
pub(super) const TEMPLATES: &[Binding] = &[
    Binding {
        action: Action::ShowTemplates,
        id: "show_templates",
        group: Group::Templates,
        title: "Show the templates",
        doc: "Shows the library beside the templates of the account in use: what is the same, changed, or in one of them only.",
        home: Context::Everywhere,
        keys: &["alt-9", "9"],
    },
    Binding {
        action: Action::ListTemplates,
        id: "list_templates",
        group: Group::Templates,
        title: "List the account's templates again",
        doc: "Asks the account in use for its templates, and reads the library anew.",
        home: Context::Templates,
        keys: &["r"],
    },
    Binding {
        action: Action::PullTemplate,
        id: "pull_template",
        group: Group::Templates,
        title: "Pull the template",
        doc: "Fetches the highlighted template from the account into the library; a file that was changed here is asked about.",
        home: Context::Templates,
        keys: &["p"],
    },
    Binding {
        action: Action::PullTemplates,
        id: "pull_templates",
        group: Group::Templates,
        title: "Pull all templates",
        doc: "Fetches all templates of the account into the library, page by page; Esc gives up and keeps what came.",
        home: Context::Templates,
        keys: &["a"],
    },
    Binding {
        action: Action::PushTemplate,
        id: "push_template",
        group: Group::Templates,
        title: "Send the template in for review",
        doc: "Checks the library's file and sends it in: a new template, or an edit of the one that the account has.",
        home: Context::Templates,
        keys: &["s"],
    },
    Binding {
        action: Action::PushDefinition,
        id: "push_definition",
        group: Group::Templates,
        title: "Send the draft's definition in for review",
        doc: "Checks the definition of a template that is composed, or that the message is bound to, and sends it in.",
        home: Context::Everywhere,
        keys: &[],
    },
    Binding {
        action: Action::DeleteTemplate,
        id: "delete_template",
        group: Group::Templates,
        title: "Delete the template from the account",
        doc: "Deletes the highlighted template in one language or all, after a question; the library's files stay.",
        home: Context::Templates,
        keys: &["d", "delete"],
    },
];
