//! Messages from elsewhere: what is pasted becomes a draft, and a draft becomes one for another API.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::App;
use super::focus::Region;
use super::layers::Layer;
use super::purpose::{Next, Purpose};
use super::question::Instead;
use crate::files::drafts::Expected;
use crate::message::{self, FileShape, Imported, Loss};
use crate::platform;
use crate::schema::kind_of;
use crate::tui::msg::{Action, FileDone, FileTask};
use crate::tui::overlays::{Migration, Pad};
use crate::tui::widgets::Tone;
use crate::wire::Dialect;

/// What a message is exported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Export {
    /// The JSON that is posted.
    Json,
    /// The `curl` command that posts it.
    Curl,
    /// The HTTP request.
    Http,
}

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
            self.offer_imported(imported, Instead::Paste(pasted.to_owned()));
        }
        is_whole
    }

    /// Opens the pad for a message from elsewhere; a file that is shown as text is read at once.
    pub(super) fn open_import(&mut self) {
        if self.foreign.is_some() && self.offer_foreign() {
            return;
        }
        let key = self.keymap.label(Action::Save).unwrap_or_default();
        let pad = Pad::import(&std::mem::take(&mut self.to_import), &key);
        self.push_layer(Layer::Import(pad));
    }

    /// Reads what stands on the pad, and offers it or says why it cannot be read.
    pub(super) fn read_import(&mut self) {
        let Some(Layer::Import(pad)) = self.layers.last_mut() else {
            return;
        };
        match message::import(pad.text(), "") {
            Ok(imported) => {
                pad.text().clone_into(&mut self.to_import);
                self.layers.pop();
                self.offer_imported(imported, Instead::Edit);
            }
            Err(error) => pad.refuse(error.to_string()),
        }
    }

    /// Offers to import the file that is shown as text; false where it holds no message.
    pub(super) fn offer_foreign(&mut self) -> bool {
        let Some(foreign) = &self.foreign else {
            return false;
        };
        let Ok(imported) = message::import(&foreign.text, &foreign.title) else {
            return false;
        };
        self.offer_imported(imported, Instead::Leave);
        true
    }

    fn offer_imported(&mut self, imported: Imported, instead: Instead) {
        let question = said_of(&imported);
        self.ask_import(question, Box::new(imported.draft), instead);
    }

    /// What was read is not imported.
    pub(super) fn do_instead(&mut self, instead: Instead) {
        match instead {
            Instead::Paste(pasted) => self.paste(&pasted),
            Instead::Edit => self.open_import(),
            Instead::Leave => {}
        }
    }

    /// Puts an imported message in place of the one on the desk; undo brings that back.
    pub(super) fn replace_with(&mut self, draft: &message::Draft) {
        self.to_import.clear();
        if self.foreign.is_some() || self.desk.is_read_only() {
            return self.import(draft.clone());
        }
        self.desk.editor.replace_message(draft);
        self.refresh_desk();
        self.region = Region::Form;
        self.form.begin(&mut self.desk);
        let key = self.keymap.label(Action::Undo).unwrap_or_default();
        self.say(Tone::Good, format!("Replaced · {key} takes it back"));
    }

    /// The message as it is handed to other programs.
    pub(super) fn exported(&self, as_what: Export) -> String {
        let payload = self.desk.draft().document.payload();
        let dialect = self.desk.dialect();
        match as_what {
            Export::Json => format!("{payload:#}"),
            Export::Curl => platform::curl(dialect, payload),
            Export::Http => platform::http(dialect, payload),
        }
    }

    /// Writes the message to a file; its ending says as what.
    pub(super) fn export_to(&mut self, path: PathBuf) {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let text = match ending {
            Some("sh" | "curl") => self.exported(Export::Curl),
            Some("http" | "rest") => self.exported(Export::Http),
            _ => self.exported(Export::Json) + "\n",
        };
        self.write_export(path, text, Expected::New);
    }

    pub(super) fn write_export(&mut self, path: PathBuf, text: String, expected: Expected) {
        let purpose = Purpose::Export(text.clone());
        let task = FileTask::Save {
            path,
            text,
            expected,
        };
        self.file(purpose, task);
    }

    pub(super) fn export_ended(&mut self, text: String, done: FileDone) {
        match done {
            FileDone::Saved(path, _) => {
                self.say(Tone::Good, format!("Exported to {}", path.display()));
                self.list_drafts();
            }
            FileDone::Exists(path) | FileDone::ChangedOutside(path) => {
                self.ask_overwrite_export(path, text);
            }
            FileDone::Failed(sentence) => {
                self.say(Tone::Error, format!("Not exported. {sentence}"));
            }
            _ => {}
        }
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
        self.to_import.clear();
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
    let mut said = match draft.shape() {
        FileShape::Definition => "A template's definition.".to_owned(),
        FileShape::Fragment => format!("A part of a message: {kind}{api}."),
        _ => format!("A whole message: {kind}{api}."),
    };
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
