//! Draft files written, copied, renamed, deleted, read again.

use std::path::{Path, PathBuf};

use crate::files::Stamp;
use crate::files::drafts::{Deleted, Expected};
use crate::tui::app::App;
use crate::tui::app::focus::Region;
use crate::tui::app::purpose::{Deletion, LeftOnDesk, Next, Purpose, State};
use crate::tui::msg::{Action, DeskId, FileTask, Source};
use crate::tui::widgets::Tone;

impl App {
    pub(in crate::tui::app) fn save(&mut self, then: Option<Next>) {
        match (self.desk.path.clone(), self.desk.stamp.clone()) {
            (Some(path), Some(stamp)) => self.save_to(path, Expected::Unchanged(stamp), then),
            (Some(path), None) => self.save_to(path, Expected::New, then),
            (None, _) => self.ask_file_name(then),
        }
    }

    pub(in crate::tui::app) fn save_to(
        &mut self,
        path: PathBuf,
        expected: Expected,
        then: Option<Next>,
    ) {
        let text = self.desk.draft().to_text();
        let task = FileTask::Save {
            path,
            text,
            expected,
        };
        self.file(self.save_purpose(then), task);
    }

    /// Saves under a name that was asked for.
    pub(in crate::tui::app) fn save_as(&mut self, name: &str, then: Option<Next>) {
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
    pub(in crate::tui::app) fn saved(
        &mut self,
        state: State,
        (path, stamp): (PathBuf, Stamp),
        then: Option<Next>,
    ) {
        if self.desk.id == state.0 {
            let name = name_of(&path);
            if self.state() == state {
                self.desk.saved(path, stamp);
                self.forget(state.0);
                self.kept = None;
            } else {
                self.desk.path = Some(path);
                self.desk.stamp = Some(stamp);
            }
            self.say(Tone::Good, format!("Saved {name}"));
            self.highlight_open();
            self.watch();
        }
        self.list_drafts();
        if let Some(next) = then {
            self.leave_for(next);
        }
    }

    pub(super) fn forget(&mut self, desk: DeskId) {
        self.file(Purpose::Keep, FileTask::Forget(desk));
    }

    pub(super) fn duplicate(&mut self) {
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

    pub(in crate::tui::app) fn rename(&mut self, path: PathBuf, title: &str) {
        let title = title.to_owned();
        let purpose = Purpose::Rename {
            path: path.clone(),
            title: title.clone(),
        };
        self.file(purpose, FileTask::Rename { path, title });
    }

    /// A file has its new name: so has the draft, which is saved with it unless other changes wait for that.
    pub(in crate::tui::app) fn renamed(&mut self, old: &Path, title: &str, new: PathBuf) {
        if self.desk.path.as_deref() == Some(old) {
            let is_all_saved = !self.desk.editor.is_dirty();
            self.desk.path = Some(new);
            self.desk.editor.set_name(title);
            if is_all_saved {
                self.save(None);
            }
            self.highlight_open();
            self.watch();
        }
        self.list_drafts();
    }

    /// Whether an example is highlighted in the list of drafts, which has the focus.
    pub(in crate::tui::app) fn is_example_highlighted(&self) -> bool {
        self.region == Region::Drafts
            && self
                .drafts
                .highlighted()
                .is_some_and(|listing| listing.file.path.is_none())
    }

    /// The file whose name is asked for: the highlighted one in the list, else the open one.
    pub(in crate::tui::app) fn file_at_hand(&self) -> Option<PathBuf> {
        let listed = (self.region == Region::Drafts)
            .then(|| self.drafts.highlighted())
            .flatten();
        match listed {
            Some(listing) => listing.file.path.clone(),
            None => self.desk.path.clone(),
        }
    }

    pub(super) fn delete(&mut self) {
        if let Some(path) = self.file_at_hand() {
            self.file(Purpose::Delete, FileTask::Delete(path));
        }
    }

    pub(super) fn restore(&mut self) {
        if let Some(deletion) = self.deleted.pop() {
            let task = FileTask::Restore(deletion.file.clone());
            self.file(Purpose::Restore(deletion), task);
        }
    }

    /// A file was deleted; the draft on the desk stays, and belongs to it again when it comes back.
    pub(in crate::tui::app) fn deletion_ended(&mut self, file: Deleted) {
        let mut deletion = Deletion { file, left: None };
        if self.desk.path.as_ref() == Some(&deletion.file.path) {
            deletion.left = Some(LeftOnDesk {
                state: self.state(),
                stamp: self.desk.stamp.clone(),
                was_saved: !self.desk.editor.is_dirty(),
            });
            self.desk.lost_file();
        }
        let name = name_of(&deletion.file.path);
        self.deleted.push(deletion);
        let key = self.keymap.label(Action::UndoDelete).unwrap_or_default();
        self.say(
            Tone::Good,
            format!("Deleted {name} · {key} in the list, or F1, brings it back"),
        );
        self.list_drafts();
    }

    /// A deleted file is back: the draft that was left on the desk without it belongs to it again.
    pub(in crate::tui::app) fn restored(&mut self, deletion: &Deletion, path: PathBuf) {
        let left = deletion.left.as_ref();
        if let Some(left) = left.filter(|left| left.state.0 == self.desk.id)
            && self.desk.path.is_none()
        {
            if left.was_saved && left.state == self.state() {
                self.forget(self.desk.id);
                self.desk.editor.mark_saved();
            }
            self.desk.path = Some(path);
            self.desk.stamp.clone_from(&left.stamp);
            self.watch();
        }
        self.say(Tone::Good, "The draft is back.");
        self.list_drafts();
    }

    pub(super) fn reload(&mut self) {
        if let Some(path) = self.desk.path.clone() {
            self.leave_for(Next::Open(Source::File(path)));
        }
    }

    /// Puts the file of the desk's draft in its place as it is on the disk.
    pub(in crate::tui::app) fn read_again(&mut self, path: PathBuf) {
        let task = FileTask::Open(Source::File(path));
        self.file(Purpose::Reload(self.state()), task);
    }
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
