//! File jobs: one thread that does them in order and reports back.
//!
//! In order, so that what was kept before a save is forgotten after it; a thread, so that a slow disk
//! never holds a key back. When the program ends, everything that was asked for is done first.

mod accounts;
mod complete;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::JoinHandle;

use crate::check::{Context, check};
use crate::files::drafts::{self, DraftFile, Expected, Found, SaveError};
use crate::files::library::Library;
use crate::files::recovery::Session;
use crate::files::{EXAMPLES, Places, Stamp, from_home, media, read, recipients, stamp, themes};
use crate::message::Draft;
use crate::schema::Severity;
use crate::tui::msg::{
    Beginning, FileDone, FileTask, JobId, Listing, Looked, Opened, Source, Unreadable,
};

/// The thread that does file jobs.
pub(super) struct Disk {
    jobs: Option<mpsc::Sender<(JobId, FileTask)>>,
    thread: Option<JoinHandle<()>>,
}

impl Disk {
    /// Starts the thread; `report` is called on it after each job.
    pub(super) fn start(places: Places, report: impl Fn(JobId, FileDone) + Send + 'static) -> Self {
        let (sender, receiver) = mpsc::channel::<(JobId, FileTask)>();
        let thread = std::thread::spawn(move || {
            let mut worker = Worker {
                places,
                session: None,
            };
            for (job, task) in receiver {
                report(job, guarded(|| worker.perform(task)));
            }
        });
        Self {
            jobs: Some(sender),
            thread: Some(thread),
        }
    }

    /// Puts a job at the end of the queue.
    pub(super) fn ask(&self, job: JobId, task: FileTask) {
        if let Some(jobs) = &self.jobs {
            // The thread ends only after this end of the channel does.
            let _ended = jobs.send((job, task));
        }
    }

    /// Waits until everything is done.
    pub(super) fn finish(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing left to wait for.
            let _panicked = thread.join();
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Does a job; a panic in it fails this job alone, so that later saves are still done.
fn guarded(job: impl FnOnce() -> FileDone) -> FileDone {
    catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|_| {
        FileDone::Failed("this failed inside bluetick; please report it".to_owned())
    })
}

/// Looks into a file that is to be uploaded.
fn look(path: PathBuf) -> FileDone {
    let looked = media::look(&path).and_then(|file| Ok((file, media::sha256(&path)?)));
    match looked {
        Ok((file, sha256)) => FileDone::Looked(Box::new(Looked { path, file, sha256 })),
        Err(error) => FileDone::Failed(format!("{}: cannot be read: {error}", path.display())),
    }
}

struct Worker {
    places: Places,
    /// Begun with the first job that needs it.
    session: Option<Session>,
}

impl Worker {
    fn perform(&mut self, task: FileTask) -> FileDone {
        match task {
            FileTask::Begin => self.begin(),
            FileTask::List => FileDone::Listed(listing(&self.places)),
            FileTask::Open(Source::File(path)) => open(&Source::File(from_home(path))),
            FileTask::Open(source) => open(&source),
            FileTask::Save {
                path,
                text,
                expected,
            } => save(from_home(path), &text, &expected),
            FileTask::SaveAs { name, text } => save(self.path_of(&name), &text, &Expected::New),
            FileTask::Rename { path, title } => {
                drafts::rename(&path, &title).map_or_else(failed, FileDone::Renamed)
            }
            FileTask::Duplicate {
                original,
                title,
                text,
            } => self.duplicate(&original, &title, text),
            FileTask::Delete(path) => {
                drafts::delete(&self.places, &path).map_or_else(failed, FileDone::Deleted)
            }
            FileTask::Restore(deleted) => deleted.restore().map_or_else(failed, FileDone::Restored),
            FileTask::Inspect(path) => FileDone::Inspected(stamp(&path)),
            FileTask::Theme(wanted) => self.theme(wanted),
            FileTask::Library => FileDone::Library(Library::open(&self.places)),
            FileTask::Look(path) => look(from_home(path)),
            FileTask::Complete(typed) => complete::path(typed),
            FileTask::EnterAccount(entry) => accounts::enter(&self.places, *entry),
            FileTask::RemoveAccount(name) => accounts::remove(&self.places, &name),
            other => self.keep(other),
        }
    }

    /// Writes a copy under another title.
    fn duplicate(&self, original: &Source, title: &str, text: Option<String>) -> FileDone {
        let draft = match text {
            Some(text) => Draft::parse(&text).map_err(|error| error.to_string()),
            None => match open(original) {
                FileDone::Opened(opened) => opened.content.map_err(|wrong| wrong.error.to_string()),
                FileDone::Failed(sentence) => Err(sentence),
                _ => return FileDone::Done,
            },
        };
        let path = match original {
            Source::File(path) => Some(path.as_path()),
            Source::Example(_) => None,
        };
        match draft {
            Ok(mut draft) => {
                title.clone_into(&mut draft.name);
                drafts::duplicate(&self.places, path, title, &draft.to_text())
                    .map_or_else(failed, |(path, stamp)| FileDone::Saved(path, stamp))
            }
            Err(sentence) => FileDone::Failed(format!("cannot be copied: {sentence}")),
        }
    }

    /// What concerns the state folder.
    fn keep(&mut self, task: FileTask) -> FileDone {
        let result = match task {
            FileTask::Keep(desk, unsaved) => self
                .session()
                .and_then(|session| session.keep(desk.0, &unsaved)),
            FileTask::Forget(desk) => self.session().and_then(|session| session.forget(desk.0)),
            FileTask::Discard(pending) => pending.discard(),
            FileTask::Remember(recipient) => {
                return match recipients::remember(&self.places, &recipient) {
                    Ok(()) => FileDone::Recipients(recipients::recent(&self.places)),
                    Err(error) => FileDone::Failed(format!("recipients are not kept: {error}")),
                };
            }
            _ => Ok(()),
        };
        match result {
            Ok(()) => FileDone::Done,
            Err(error) => FileDone::Failed(format!(
                "unsaved work cannot be kept aside: {error}; save the draft now"
            )),
        }
    }

    fn session(&mut self) -> std::io::Result<&Session> {
        if self.session.is_none() {
            self.session = Some(Session::begin(&self.places)?);
        }
        self.session
            .as_ref()
            .ok_or_else(|| std::io::Error::other("no session"))
    }

    fn begin(&mut self) -> FileDone {
        let recoveries = self
            .session()
            .map(crate::files::recovery::Session::pending)
            .unwrap_or_default();
        FileDone::Begun(Box::new(Beginning {
            recoveries,
            recipients: recipients::recent(&self.places),
        }))
    }

    fn theme(&self, wanted: Option<String>) -> FileDone {
        let Some(name) = wanted else {
            return FileDone::Themes(themes::names(&self.places));
        };
        match themes::find(&self.places, &name) {
            Ok(file) => FileDone::Theme(name, file.text),
            Err(error) => FileDone::Failed(error.to_string()),
        }
    }

    /// Where a draft called `name` is saved: a path as it is, a mere name among the new drafts.
    fn path_of(&self, name: &str) -> PathBuf {
        let path = &from_home(name.into());
        let with_ending = if path.extension().is_some_and(|ending| ending == "json") {
            path.to_owned()
        } else {
            PathBuf::from(format!("{}.json", path.display()))
        };
        if path.components().count() > 1 {
            self.places.project.join(with_ending)
        } else {
            self.places.new_drafts().join(with_ending)
        }
    }
}

/// Reads what a command line or a list names.
pub(super) fn open(source: &Source) -> FileDone {
    let (text, stamp): (String, Option<Stamp>) = match source {
        Source::File(path) => match read(path) {
            Ok(read) => (read.text, Some(read.stamp)),
            Err(error) => return FileDone::Failed(error.to_string()),
        },
        Source::Example(name) => match EXAMPLES.iter().find(|example| example.name == name) {
            Some(example) => (example.text.to_owned(), None),
            None => return FileDone::Failed(format!("no example is called {name:?}")),
        },
    };
    let content = Draft::parse(&text).map_err(|error| Unreadable { text, error });
    FileDone::Opened(Box::new(Opened {
        source: source.clone(),
        content,
        stamp,
    }))
}

/// Where a word on the command line leads.
pub(super) fn source_of(places: &Places, wanted: &Path) -> Result<Source, String> {
    match drafts::find(places, wanted) {
        Ok(Found::File(path)) => Ok(Source::File(path)),
        Ok(Found::Example(example)) => Ok(Source::Example(example.name.to_owned())),
        Err(error) => Err(error.to_string()),
    }
}

fn save(path: PathBuf, text: &str, expected: &Expected) -> FileDone {
    match drafts::save(&path, text, expected) {
        Ok(stamp) => FileDone::Saved(path, stamp),
        Err(SaveError::ChangedOutside(path)) => FileDone::ChangedOutside(path),
        Err(SaveError::Exists(path)) => FileDone::Exists(path),
        Err(error) => failed(error),
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "handed to map_or_else, which gives the error away"
)]
fn failed(error: SaveError) -> FileDone {
    FileDone::Failed(error.to_string())
}

/// The drafts with their problems counted.
fn listing(places: &Places) -> Vec<Listing> {
    drafts::list(places).into_iter().map(counted).collect()
}

fn counted(file: DraftFile) -> Listing {
    let source = match &file.path {
        Some(path) => Source::File(path.clone()),
        None => Source::Example(file.name.clone()),
    };
    let mut listing = Listing {
        file,
        errors: 0,
        warnings: 0,
        is_template: false,
        readable: false,
    };
    if let FileDone::Opened(opened) = open(&source)
        && let Ok(draft) = opened.content
    {
        listing.readable = true;
        let kind = draft.document.kind();
        listing.is_template = kind.is_some_and(|kind| kind.name.starts_with("template"));
        for diagnostic in check(&draft, &Context::default()) {
            match diagnostic.severity {
                Severity::Error => listing.errors += 1,
                Severity::Warning => listing.warnings += 1,
            }
        }
    }
    listing
}

#[cfg(test)]
mod tests;
