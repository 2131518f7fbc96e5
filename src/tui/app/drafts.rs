//! Draft files: opening, saving, leaving one for another, deleting, recovering.

use std::path::{Path, PathBuf};

use super::App;
use super::desk::Desk;
use super::focus::Region;
use super::news::{Purpose, State};
use crate::files::Stamp;
use crate::files::drafts::Expected;
use crate::files::recovery::{Pending, Standing};
use crate::message::{Draft, ReadError};
use crate::schema;
use crate::tui::msg::{Action, Beginning, DeskId, Effect, FileTask, Opened, Source};
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

/// What is done once the draft on the desk is safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Next {
    /// The program ends.
    Quit,
    /// Another draft is opened.
    Open(Source),
    /// A draft is begun from the kind of that name.
    NewKind(&'static str),
    /// A draft is begun as a copy of an example.
    NewExample(String),
    /// Unsaved work of an earlier run is taken up.
    Recover(Pending),
}

impl App {
    pub(super) fn act_drafts(&mut self, action: Action) {
        match action {
            Action::Open => self.open_drafts_picker(),
            Action::New => self.choose_new(),
            Action::Save => self.save(None),
            Action::SaveAs => self.ask_file_name(None),
            Action::RenameDraft => self.ask_new_name(),
            Action::EditNotes => self.edit_notes(),
            Action::DuplicateDraft => self.duplicate(),
            Action::DeleteDraft => self.delete(),
            Action::UndoDelete => self.restore(),
            Action::Reload => self.reload(),
            Action::Find => self.find_or_filter(),
            Action::FindNext => self.find_next(),
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
        self.watch();
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
        let context = self.context();
        self.desk.refresh(&context);
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
            Next::NewExample(name) => {
                let source = Source::Example(name);
                self.file(Purpose::New(self.state()), FileTask::Open(source));
            }
            Next::NewKind(name) => self.begin_kind(name),
            Next::Recover(pending) => self.take_up(pending),
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
        (self.desk.id, self.desk.revision())
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

    pub(super) fn save(&mut self, then: Option<Next>) {
        match (self.desk.path.clone(), self.desk.stamp.clone()) {
            (Some(path), Some(stamp)) => self.save_to(path, Expected::Unchanged(stamp), then),
            (Some(path), None) => self.save_to(path, Expected::New, then),
            (None, _) => self.ask_file_name(then),
        }
    }

    pub(super) fn save_to(&mut self, path: PathBuf, expected: Expected, then: Option<Next>) {
        let text = self.desk.draft().to_text();
        let task = FileTask::Save {
            path,
            text,
            expected,
        };
        self.file(self.save_purpose(then), task);
    }

    /// Saves under a name that was asked for.
    pub(super) fn save_as(&mut self, name: &str, then: Option<Next>) {
        let text = self.desk.draft().to_text();
        let task = FileTask::SaveAs {
            name: name.to_owned(),
            text,
        };
        self.file(self.save_purpose(then), task);
    }

    fn save_purpose(&self, then: Option<Next>) -> Purpose {
        Purpose::Save {
            state: self.state(),
            then,
        }
    }

    /// A save has succeeded. Edits made meanwhile stay unsaved.
    pub(super) fn saved(
        &mut self,
        (desk, revision): State,
        (path, stamp): (PathBuf, Stamp),
        then: Option<Next>,
    ) {
        if self.desk.id == desk {
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            if self.desk.revision() == revision {
                self.desk.saved(path, stamp);
                self.forget(desk);
                self.kept = None;
            } else {
                self.desk.path = Some(path);
                self.desk.stamp = Some(stamp);
            }
            self.say(Tone::Good, format!("Saved {name}"));
            self.watch();
        }
        self.list_drafts();
        if let Some(next) = then {
            self.leave_for(next);
        }
    }

    fn forget(&mut self, desk: DeskId) {
        self.file(Purpose::Keep, FileTask::Forget(desk));
    }

    fn duplicate(&mut self) {
        let listed = (self.region == Region::Drafts)
            .then(|| self.drafts.highlighted())
            .flatten()
            .map(|listing| listing.file.clone());
        let task = match listed {
            Some(file) if file.path != self.desk.path || file.path.is_none() => {
                FileTask::Duplicate {
                    title: format!("{} copy", file.title),
                    text: None,
                    original: match file.path {
                        Some(path) => Source::File(path),
                        None => Source::Example(file.name),
                    },
                }
            }
            _ => FileTask::Duplicate {
                title: format!("{} copy", self.desk.name()),
                text: Some(self.desk.draft().to_text()),
                original: self.desk.source(),
            },
        };
        self.file(Purpose::Duplicate, task);
    }

    pub(super) fn rename(&mut self, path: PathBuf, title: &str) {
        let title = title.to_owned();
        if self.desk.path.as_ref() == Some(&path) {
            self.desk.editor.set_name(&title);
        }
        self.file(
            Purpose::Rename(path.clone()),
            FileTask::Rename { path, title },
        );
    }

    /// Whether an example is highlighted in the list of drafts, which has the focus.
    pub(super) fn is_example_highlighted(&self) -> bool {
        self.region == Region::Drafts
            && self
                .drafts
                .highlighted()
                .is_some_and(|listing| listing.file.path.is_none())
    }

    /// The file whose name is asked for: the highlighted one in the list, else the open one.
    pub(super) fn file_at_hand(&self) -> Option<PathBuf> {
        let listed = (self.region == Region::Drafts)
            .then(|| self.drafts.highlighted())
            .flatten();
        match listed {
            Some(listing) => listing.file.path.clone(),
            None => self.desk.path.clone(),
        }
    }

    fn delete(&mut self) {
        if let Some(path) = self.file_at_hand() {
            self.file(Purpose::Delete, FileTask::Delete(path));
        }
    }

    fn restore(&mut self) {
        if let Some(deleted) = self.deleted.pop() {
            self.file(Purpose::Restore, FileTask::Restore(deleted));
        }
    }

    fn reload(&mut self) {
        if let Some(path) = self.desk.path.clone() {
            self.leave_for(Next::Open(Source::File(path)));
        }
    }

    /// Puts the file of the desk's draft in its place as it is on the disk.
    pub(super) fn read_again(&mut self, path: PathBuf) {
        let task = FileTask::Open(Source::File(path));
        self.file(Purpose::Reload(self.state()), task);
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

    /// A file of the folder of drafts, or the draft's own, may have been touched.
    pub(super) fn touched(&mut self, path: &Path) {
        if self.desk.path.as_deref() == Some(path) {
            let task = FileTask::Inspect(path.to_owned());
            self.file(Purpose::Inspect(path.to_owned()), task);
        } else {
            self.list_drafts();
        }
    }

    /// What the draft's file holds now: somebody else's text is taken up, or asked about.
    pub(super) fn inspected(&mut self, path: &Path, stamp: Option<Stamp>) {
        if self.desk.path.as_deref() != Some(path) {
            return;
        }
        let Some(stamp) = stamp else {
            self.desk.editor.mark_unsaved();
            self.say(
                Tone::Warning,
                "The file was removed by somebody else: save to write it again.",
            );
            return;
        };
        let unchanged = self
            .desk
            .stamp
            .as_ref()
            .is_some_and(|known| known.same_content(&stamp));
        if unchanged {
            return;
        }
        if self.desk.editor.is_dirty() {
            self.ask_changed_outside(path);
        } else {
            self.read_again(path.to_owned());
            self.say(
                Tone::Plain,
                "The file was changed by somebody else and was read again.",
            );
        }
    }

    pub(super) fn begun(&mut self, beginning: Beginning) {
        self.recipients = beginning.recipients;
        self.recoveries = beginning.recoveries;
        self.offer_recovery();
    }

    /// Takes up what an earlier run left unsaved.
    fn take_up(&mut self, pending: Pending) {
        match Draft::parse(&pending.unsaved.draft) {
            Ok(draft) => {
                let id = self.new_desk_id();
                self.foreign = None;
                self.desk = Desk::recovered(id, draft, &pending.unsaved);
                self.settle_desk();
                self.keep_unsaved();
                if let (Standing::Current, Some(path)) = (pending.standing, &pending.unsaved.path) {
                    let task = FileTask::Inspect(path.clone());
                    self.file(Purpose::Adopt(path.clone()), task);
                }
                self.say(Tone::Good, "Recovered: save to keep it.");
                self.file(Purpose::Keep, FileTask::Discard(pending));
            }
            Err(error) => self.say(
                Tone::Error,
                format!("The unsaved work cannot be read: {error}"),
            ),
        }
        self.offer_recovery();
    }

    /// Lets unsaved work of an earlier run go.
    pub(super) fn discard_recovery(&mut self, pending: Pending) {
        self.file(Purpose::Keep, FileTask::Discard(pending));
        self.offer_recovery();
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
