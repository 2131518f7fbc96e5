//! The draft that is being composed, where it lives on disk, and what is derived from it.
//!
//! Derived things (diagnostics, blocks of the form) are made once per revision and kept.

pub mod findings;
pub mod outline;

use std::path::PathBuf;

use crate::check::{self, Context, Diagnostic};
use crate::files::Stamp;
use crate::files::recovery::Unsaved;
use crate::message::{Draft, Editor};
use crate::schema::Row;
use crate::template::{self, Definition};
use crate::tui::desk::findings::{Findings, Tally};
use crate::tui::desk::outline::{Block, outline};
use crate::tui::msg::{DeskId, Source};
use crate::wire::Dialect;

/// A draft on the desk.
pub struct Desk {
    /// Names it among the drafts of this run.
    pub id: DeskId,
    /// The draft and its history.
    pub editor: Editor,
    /// The file; none for an example and for a new draft.
    pub path: Option<PathBuf>,
    /// What the file held when it was read or written last.
    pub stamp: Option<Stamp>,
    /// What it is called when the draft itself has no name.
    fallback_name: String,
    /// The draft's name when it was put here.
    first_name: String,
    /// Whether nothing is on it: what was opened is no message.
    vacant: bool,
    /// Whether it is an example of the program as it was opened.
    example: bool,
    derived: Derived,
}

/// What follows from the draft.
#[derive(Default)]
struct Derived {
    made_for: Option<(u64, Context)>,
    diagnostics: Vec<Diagnostic>,
    findings: Findings,
    blocks: Vec<Block>,
    definition: Option<Definition>,
}

impl Desk {
    /// A draft that was read.
    pub fn opened(id: DeskId, draft: Draft, source: &Source, stamp: Option<Stamp>) -> Self {
        let (path, name) = match source {
            Source::File(path) => (
                Some(path.clone()),
                path.file_stem()
                    .map(|stem| stem.to_string_lossy().into_owned())
                    .unwrap_or_default(),
            ),
            Source::Example(name) => (None, name.clone()),
        };
        Self {
            example: path.is_none(),
            ..Self::new(id, draft, path, stamp, name)
        }
    }

    /// A desk with nothing on it.
    pub fn empty(id: DeskId) -> Self {
        let nothing = serde_json::Value::Object(serde_json::Map::new());
        Self {
            vacant: true,
            ..Self::unsaved(id, Draft::of_payload("", None, nothing))
        }
    }

    /// Whether nothing is on it, so that there is nothing to check nor to draw.
    pub const fn is_vacant(&self) -> bool {
        self.vacant
    }

    /// Whether it is an example that was opened, and is in no file.
    pub const fn is_example(&self) -> bool {
        self.example && self.path.is_none()
    }

    /// A draft that is in no file yet.
    pub fn unsaved(id: DeskId, draft: Draft) -> Self {
        let name = draft.name.clone();
        Self::new(id, draft, None, None, name)
    }

    /// Unsaved work of an earlier run, on the file that it belongs to.
    pub fn recovered(id: DeskId, draft: Draft, unsaved: &Unsaved) -> Self {
        let name = draft.name.clone();
        let mut desk = Self::new(id, draft, unsaved.path.clone(), None, name);
        desk.editor.mark_unsaved();
        desk
    }

    fn new(
        id: DeskId,
        draft: Draft,
        path: Option<PathBuf>,
        stamp: Option<Stamp>,
        fallback_name: String,
    ) -> Self {
        Self {
            id,
            first_name: draft.name.clone(),
            editor: Editor::new(draft, template::form),
            path,
            stamp,
            fallback_name,
            vacant: false,
            example: false,
            derived: Derived::default(),
        }
    }

    /// The draft.
    pub const fn draft(&self) -> &Draft {
        self.editor.draft()
    }

    /// What the screen calls it: the file's name, else the draft's.
    pub fn title(&self) -> String {
        if let Some(name) = self.path.as_ref().and_then(|path| path.file_name()) {
            return name.to_string_lossy().into_owned();
        }
        let name = &self.draft().name;
        if !name.is_empty() && *name != self.first_name {
            return name.clone();
        }
        if self.fallback_name.is_empty() {
            "new draft".to_owned()
        } else {
            self.fallback_name.clone()
        }
    }

    /// What its author calls it, else what the screen calls it.
    pub fn name(&self) -> String {
        let name = &self.draft().name;
        if name.is_empty() {
            self.title()
        } else {
            name.clone()
        }
    }

    /// Where it was read from.
    pub fn source(&self) -> Source {
        match &self.path {
            Some(path) => Source::File(path.clone()),
            None => Source::Example(self.fallback_name.clone()),
        }
    }

    /// The dialect whose rules and limits count; the Cloud API's where the draft leaves it open.
    pub fn dialect(&self) -> Dialect {
        self.draft().dialect().unwrap_or(Dialect::Cloud)
    }

    /// A number that changes whenever the form or the bubble may look different.
    pub fn revision(&self) -> u64 {
        let draft = self.draft();
        let api = draft.api.map_or(0, |api| 1 + u64::from(api as u8));
        draft.document.revision() * 4 + api
    }

    /// Whether the draft may be shown only.
    pub const fn is_read_only(&self) -> bool {
        self.draft().newer_version().is_some()
    }

    /// The unsaved work as its recovery file keeps it.
    pub fn unsaved_work(&self) -> Unsaved {
        Unsaved::new(
            self.path.clone(),
            self.stamp.as_ref(),
            self.draft().to_text(),
        )
    }

    /// Brings everything derived up to date; cheap when nothing changed. Says whether the draft did.
    pub fn refresh(&mut self, context: &Context) -> bool {
        let revision = self.revision();
        let made = self.derived.made_for.as_ref();
        let has_changed = made.is_none_or(|(made, _)| *made != revision);
        if !has_changed && made.is_some_and(|(_, facts)| facts == context) {
            return false;
        }
        let draft = self.editor.draft();
        let diagnostics = if self.vacant {
            Vec::new()
        } else {
            check::check(draft, context)
        };
        let rows = self.editor.rows();
        self.derived = Derived {
            made_for: Some((revision, context.clone())),
            findings: Findings::new(rows, draft.document.payload(), &diagnostics),
            blocks: outline(rows),
            definition: draft
                .definition
                .as_ref()
                .and_then(|definition| Definition::read(definition).ok()),
            diagnostics,
        };
        has_changed
    }

    /// The form's rows.
    pub fn rows(&self) -> &[Row] {
        self.editor.rows()
    }

    /// The form's blocks.
    pub fn blocks(&self) -> &[Block] {
        &self.derived.blocks
    }

    /// What the checker finds.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.derived.diagnostics
    }

    /// Under which rows they stand.
    pub const fn findings(&self) -> &Findings {
        &self.derived.findings
    }

    /// How many errors and warnings there are.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.derived.diagnostics)
    }

    /// The template's definition, where the draft holds one that can be read.
    pub const fn definition(&self) -> Option<&Definition> {
        self.derived.definition.as_ref()
    }

    /// The draft's file is gone: what is on the desk is in no file any more.
    pub fn lost_file(&mut self) {
        self.path = None;
        self.stamp = None;
        self.editor.mark_unsaved();
    }

    /// A saved draft as it stands on disk now.
    pub fn saved(&mut self, path: PathBuf, stamp: Stamp) {
        self.path = Some(path);
        self.stamp = Some(stamp);
        self.editor.mark_saved();
    }
}
