//! Messages from elsewhere: what is pasted becomes a draft, and a draft becomes one for another API.

use std::fmt::Write as _;

use super::App;
use super::focus::Region;
use super::layers::Layer;
use super::purpose::Next;
use super::question::Question;
use crate::message::{self, FileShape, Imported, Loss};
use crate::schema::kind_of;
use crate::tui::overlays::Migration;
use crate::wire::Dialect;

/// Longer texts are never taken for a message.
const LONGEST: usize = 1 << 20;

/// So many repairs are told one by one.
const TOLD: usize = 8;

impl App {
    /// Offers to import what was pasted, where that is a whole message; false where it is only text.
    pub(super) fn offer_import(&mut self, pasted: &str) -> bool {
        let begins = pasted.trim_start().trim_start_matches(['$', ' ']);
        let is_candidate = self.region != Region::Drafts
            && pasted.len() <= LONGEST
            && ["{", "curl ", "POST ", "```"]
                .iter()
                .any(|start| begins.starts_with(start));
        if !is_candidate {
            return false;
        }
        let Ok(imported) = message::import(pasted, "") else {
            return false;
        };
        let payload = imported.draft.document.payload();
        let is_whole = imported.draft.shape() == FileShape::Draft
            && payload
                .get("type")
                .is_some_and(serde_json::Value::is_string)
            && ["to", "recipient", "messaging_product"]
                .iter()
                .any(|key| payload.get(key).is_some());
        if is_whole {
            let question = said_of(&imported);
            self.ask_import(
                question,
                Question::Import(Box::new(imported.draft), pasted.to_owned()),
            );
        }
        is_whole
    }

    /// Makes the draft one for another API; where that is more than the envelope, what changes is shown first.
    pub(super) fn migrate(&mut self, to: Dialect) {
        let draft = self.desk.draft();
        let payload = draft.document.payload();
        let converted = message::convert(payload, draft.dialect(), to);
        let is_trivial = converted
            .changes
            .iter()
            .all(|change| change.loss == Loss::None);
        if is_trivial || self.desk.editor.is_read_only() {
            return self.desk.editor.set_dialect(to);
        }
        let from = draft.dialect().map_or("as it is", Dialect::title);
        let migration = Migration::new((from, to.title()), payload, &converted);
        self.push_layer(Layer::Migration(migration, to));
    }

    /// Puts an imported draft on the desk, after what is there was cared for.
    pub(super) fn import(&mut self, draft: message::Draft) {
        self.leave_for(Next::Imported(Box::new(draft)));
    }
}

/// What is said of a message that could be imported.
fn said_of(imported: &Imported) -> String {
    let draft = &imported.draft;
    let kind =
        kind_of(draft.document.payload()).map_or("message of another kind", |kind| kind.title);
    let api = draft
        .dialect()
        .map_or_else(String::new, |api| format!(" for the {}", api.title()));
    let mut said = format!("What was pasted is a whole message: {kind}{api}.");
    for repair in imported.repairs.iter().take(TOLD) {
        // Writing to a String cannot fail.
        let _infallible = write!(said, "\nline {}: {}", repair.line, repair.what);
    }
    let more = imported.repairs.len().saturating_sub(TOLD);
    if more > 0 {
        let _infallible = write!(said, "\nand {more} more repairs");
    }
    said
}
