//! What came from outside: a file that somebody else changed, work that an earlier run left.

use std::path::Path;

use crate::files::Stamp;
use crate::files::recovery::{Pending, Standing};
use crate::message::Draft;
use crate::tui::app::App;
use crate::tui::app::purpose::Purpose;
use crate::tui::desk::Desk;
use crate::tui::msg::{Beginning, FileTask};
use crate::tui::widgets::Tone;

impl App {
    /// A file of the folder of drafts, or the draft's own, may have been touched.
    pub(in crate::tui::app) fn touched(&mut self, path: &Path) {
        if self.desk.path.as_deref() == Some(path) {
            let task = FileTask::Inspect(path.to_owned());
            self.file(Purpose::Inspect(path.to_owned()), task);
        } else {
            self.list_drafts();
        }
    }

    /// What the draft's file holds now: somebody else's text is taken up, or asked about.
    pub(in crate::tui::app) fn inspected(&mut self, path: &Path, stamp: Option<Stamp>) {
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

    pub(in crate::tui::app) fn begun(&mut self, beginning: Beginning) {
        self.recipients = beginning.recipients;
        self.recoveries = beginning.recoveries;
        self.offer_recovery();
    }

    /// Takes up what an earlier run left unsaved.
    pub(super) fn take_up(&mut self, pending: Pending) {
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
    pub(in crate::tui::app) fn discard_recovery(&mut self, pending: Pending) {
        self.file(Purpose::Keep, FileTask::Discard(pending));
        self.offer_recovery();
    }
}
