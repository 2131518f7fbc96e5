//! Draft files written, copied, renamed, deleted, read again.

use std::path::PathBuf;

use crate::files::Stamp;
use crate::files::drafts::Expected;
use crate::tui::app::App;
use crate::tui::app::focus::Region;
use crate::tui::app::purpose::{Next, Purpose, State};
use crate::tui::msg::{DeskId, FileTask, Source};
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
        if self.desk.path.as_ref() == Some(&path) {
            self.desk.editor.set_name(&title);
        }
        self.file(
            Purpose::Rename(path.clone()),
            FileTask::Rename { path, title },
        );
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
        if let Some(deleted) = self.deleted.pop() {
            self.file(Purpose::Restore, FileTask::Restore(deleted));
        }
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
