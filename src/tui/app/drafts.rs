//! Which draft is on the desk: opening one, leaving it for another, beginning a new one.

mod outside;
mod saving;

use std::path::{Path, PathBuf};

use super::App;
use super::focus::Region;
use super::purpose::{Next, Purpose, State};
use crate::message::{Draft, ReadError};
use crate::schema;
use crate::tui::desk::Desk;
use crate::tui::msg::{Action, Effect, FileTask, Opened, Source};
use crate::tui::widgets::Tone;

/// A file that is no draft, shown as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Foreign {
    /// What the screen calls it.
    pub title: String,
    /// Where it was read from.
    pub source: Source,
    /// Its text.
    pub text: String,
    /// Where and why reading stopped.
    pub error: ReadError,
    /// The first line that is shown.
    pub scroll: usize,
}

impl App {
    pub(super) fn act_drafts(&mut self, action: Action) {
        match action {
            Action::Open => self.open_drafts_picker(),
            Action::New => self.choose_new(),
            Action::Import => self.open_import(),
            Action::Save => self.save(None),
            Action::SaveAs => self.ask_file_name(None),
            Action::RenameDraft => self.ask_new_name(),
            Action::EditNotes => self.edit_notes(),
            Action::DuplicateDraft => self.duplicate(),
            Action::DeleteDraft => self.delete(),
            Action::UndoDelete => self.restore(),
            Action::Reload => self.reload(),
            Action::Find => self.find_or_filter(),
            Action::FindNext => self.find_again(1),
            Action::FindPrevious => self.find_again(-1),
            _ => {}
        }
    }

    /// Puts what was read in place of what is on the desk.
    pub(super) fn put_on_desk(&mut self, opened: Box<Opened>) {
        let opened = *opened;
        let id = self.new_desk_id();
        match opened.content {
            Ok(draft) => {
                self.foreign = None;
                self.desk = Desk::opened(id, draft, &opened.source, opened.stamp);
                if let Some(version) = self.desk.draft().newer_version() {
                    let sentence = format!(
                        "Version {version} is newer than this program: the draft is shown only."
                    );
                    self.say(Tone::Warning, sentence);
                }
            }
            Err(unreadable) => {
                self.desk = Desk::empty(id);
                self.foreign = Some(Foreign {
                    title: title_of(&opened.source),
                    source: opened.source,
                    scroll: unreadable.error.line.saturating_sub(3),
                    text: unreadable.text,
                    error: unreadable.error,
                });
            }
        }
        self.settle_desk();
    }

    /// Puts a draft that is in no file on the desk.
    fn put_unsaved(&mut self, draft: Draft) {
        let id = self.new_desk_id();
        self.foreign = None;
        self.desk = Desk::unsaved(id, draft);
        self.settle_desk();
    }

    fn settle_desk(&mut self) {
        self.refresh_desk();
        self.region = Region::Form;
        self.form.begin(&mut self.desk);
        self.refresh_panes();
        let pane = self.form.pane(&self.desk);
        self.form.show_from(&self.desk, pane);
        self.preview.reset();
        self.search = None;
        self.highlight_open();
        self.watch();
        self.landed();
    }

    /// Highlights the draft on the desk in the list.
    pub(super) fn highlight_open(&mut self) {
        let source = match &self.foreign {
            Some(foreign) => foreign.source.clone(),
            None => self.desk.source(),
        };
        self.drafts.highlight(source);
    }

    /// Watches the draft's file and the folders of drafts.
    pub(super) fn watch(&mut self) {
        let mut paths: Vec<PathBuf> = self.desk.path.iter().cloned().collect();
        for listing in self.drafts.listings.iter().flatten() {
            let folder = listing.file.path.as_deref().and_then(Path::parent);
            if let Some(folder) = folder.filter(|folder| !paths.iter().any(|it| it == folder)) {
                paths.push(folder.to_owned());
            }
        }
        if self.watched != paths {
            self.watched.clone_from(&paths);
            self.effects.push(Effect::Watch(paths));
        }
    }

    /// Brings rows and diagnostics up to date in the middle of an update.
    pub(super) fn refresh_desk(&mut self) {
        if self.foreign.is_some() {
            return;
        }
        let context = self.context();
        if self.desk.refresh(&context) {
            // Whatever changed the draft may have moved the focused field out of sight.
            self.form.show_focus();
        }
    }

    /// Has the drafts listed, once more after the answer where that is asked for while it is awaited: a
    /// folder that changes all the time must not hold up saves.
    pub(super) fn list_drafts(&mut self) {
        if self.jobs.values().any(|purpose| *purpose == Purpose::List) {
            self.drafts.is_stale = true;
        } else {
            self.drafts.is_stale = false;
            self.file(Purpose::List, FileTask::List);
        }
    }

    /// Does what comes next, after asking about unsaved work.
    pub(super) fn leave_for(&mut self, next: Next) {
        if self.foreign.is_none() && self.desk.editor.is_dirty() {
            self.ask_unsaved(next);
        } else {
            self.go_on(next);
        }
    }

    /// Does what comes next without asking; the unsaved work on the desk is forgotten.
    pub(super) fn go_on(&mut self, next: Next) {
        self.forget(self.desk.id);
        match next {
            Next::Quit => self.effects.push(Effect::Quit),
            Next::Open(source) => {
                self.file(Purpose::Open(self.state()), FileTask::Open(source));
            }
            Next::OpenPath(path) => {
                let task = FileTask::Open(Source::File(path));
                self.file(Purpose::OpenPath(self.state()), task);
            }
            Next::NewExample(name) => {
                let source = Source::Example(name);
                self.file(Purpose::New(self.state()), FileTask::Open(source));
            }
            Next::NewKind(name) => self.begin_kind(name),
            Next::Recover(pending) => self.take_up(pending),
            Next::Imported(draft) => self.put_unsaved(*draft),
        }
    }

    pub(super) fn quit(&mut self) {
        self.leave_for(Next::Quit);
    }

    /// Ends at once, with unsaved work kept for recovery.
    pub(super) fn terminate(&mut self) {
        self.keep_unsaved();
        self.effects.push(Effect::Quit);
    }

    fn begin_kind(&mut self, name: &'static str) {
        let Some(kind) = schema::kind(name) else {
            return;
        };
        let dialect = self.desk.dialect();
        let dialect = if kind.dialects.contains(&dialect) {
            dialect
        } else {
            kind.dialects.first().copied().unwrap_or(dialect)
        };
        let payload = schema::skeleton(kind, dialect);
        self.put_unsaved(Draft::of_payload("", Some(dialect), payload));
    }

    /// The draft on the desk as it is now.
    pub(super) fn state(&self) -> State {
        (self.desk.id, self.desk.editor.state())
    }

    /// Whether somebody worked on the desk since then, and that is not saved.
    fn has_work_since(&self, before: State) -> bool {
        self.foreign.is_none() && self.desk.editor.is_dirty() && self.state() != before
    }

    /// A draft was read to take the desk's place; what was typed meanwhile is asked about first.
    pub(super) fn open_ended(&mut self, before: State, opened: Box<Opened>) {
        if self.has_work_since(before) {
            self.leave_for(Next::Open(opened.source));
        } else {
            self.put_on_desk(opened);
        }
    }

    /// The desk's file was read again; nothing is done with it once another draft is on the desk.
    pub(super) fn reload_ended(&mut self, before: State, opened: Box<Opened>) {
        if self.desk.id != before.0 {
            return;
        }
        match self.desk.path.clone() {
            Some(path) if self.has_work_since(before) => self.ask_changed_outside(&path),
            _ => {
                self.forget(before.0);
                self.put_on_desk(opened);
            }
        }
    }

    /// Begins a draft as a copy of what was read.
    pub(super) fn begin_copy(&mut self, before: State, opened: Box<Opened>) {
        match (opened.content, opened.source) {
            (_, Source::Example(name)) if self.has_work_since(before) => {
                self.leave_for(Next::NewExample(name));
            }
            (Ok(draft), _) => self.put_unsaved(draft),
            (Err(_), _) => {}
        }
    }

    /// In the list of drafts the search narrows the list.
    fn find_or_filter(&mut self) {
        if self.region == Region::Drafts {
            self.drafts.filtering = true;
        } else {
            self.ask_words();
        }
    }

    pub(super) fn open_highlighted(&mut self) {
        let source = self
            .drafts
            .highlighted()
            .map(|listing| match &listing.file.path {
                Some(path) => Source::File(path.clone()),
                None => Source::Example(listing.file.name.clone()),
            });
        if let Some(source) = source {
            self.drafts.filtering = false;
            self.leave_for(Next::Open(source));
        }
    }

    pub(super) fn scroll_foreign(&mut self, by: isize) {
        let height = usize::from(self.inner(Region::Form).height);
        if let Some(foreign) = &mut self.foreign {
            let lowest = foreign.text.lines().count().saturating_sub(height / 2);
            foreign.scroll = foreign.scroll.saturating_add_signed(by).min(lowest);
        }
    }
}

fn title_of(source: &Source) -> String {
    match source {
        Source::File(path) => path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        Source::Example(name) => name.clone(),
    }
}
