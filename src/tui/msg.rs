//! What the queue carries and what the runtime does: plain data, both.
//!
//! A [`Msg`] says what happened and when; `update` answers with [`Effect`]s, which the runtime
//! performs and reports back on. Work that takes time carries a [`JobId`]: an answer whose job the
//! application has forgotten is ignored. Knows no state.

mod action;
mod history;
mod templates;

use std::path::PathBuf;
use std::time::Duration;

use crossterm::event::Event;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

pub use action::Action;
pub use history::{HistoryDone, HistoryTask};
pub use templates::{Pushed, TemplatesNews, TemplatesTask};

use crate::files::Stamp;
use crate::files::drafts::{Deleted, DraftFile, Expected};
use crate::files::library::Library;
use crate::files::recovery::{Pending, Unsaved};
use crate::files::settings::{AccountSettings, Entry};
use crate::link::LinkEvent;
use crate::message::{Draft, ReadError};
use crate::platform::media::Probe;
use crate::platform::{Answer, SendError};
use crate::preview::Tap;
use crate::sandbox::{Conditions, Deed};
use crate::wire::{Dialect, MediaFile, MessageId};

/// Something that happened, and when.
#[derive(Debug)]
pub struct Msg {
    /// The moment at which the runtime noticed it.
    pub at: Timestamp,
    /// What happened.
    pub news: News,
}

/// What happened.
#[derive(Debug)]
pub enum News {
    /// A key, the mouse, a paste, a new size, a change of the terminal's focus.
    Input(Event),
    /// A file job is done.
    File(JobId, FileDone),
    /// The connection has something to say.
    Link(LinkNews),
    /// The history answers.
    History(JobId, HistoryDone),
    /// A timer ran out.
    Timer(Timer),
    /// A watched file or folder may have changed.
    Touched(PathBuf),
    /// The text was copied: where to.
    Copied(String),
    /// The text was not copied: why.
    NotCopied(String),
    /// The system asks the program to stop for a while.
    Suspending,
    /// The terminal is ours again after a suspension.
    Resumed,
    /// The program could not be suspended: why.
    NotSuspended(String),
    /// The system asks the program to end.
    Terminated,
}

/// Names one piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(pub u64);

/// What the runtime is asked to do.
#[derive(Debug)]
pub enum Effect {
    /// Ends the program, after all file jobs.
    Quit,
    /// Gives the terminal to the shell until the program is continued.
    Suspend,
    /// Draws every cell again.
    Repaint,
    /// Turns mouse capture on or off.
    CaptureMouse(bool),
    /// Copies a text out of the program.
    Copy(String),
    /// Reads or writes files.
    File(JobId, FileTask),
    /// Uses the connection.
    Link(LinkTask),
    /// Asks the history.
    History(JobId, HistoryTask),
    /// Sets a timer, in place of the same one that may be running; none stops it.
    Timer(Timer, Option<Duration>),
    /// Watches these files and folders, and no others, for changes from outside.
    Watch(Vec<PathBuf>),
}

/// The timers; each runs at most once at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Timer {
    /// Unsaved work is due for its recovery file.
    Autosave,
    /// A passing notice has been shown long enough.
    Toast,
    /// The elapsed time of a send in flight is drawn anew.
    Elapsed,
    /// The countdown to sending a refused message again is drawn anew, or over.
    Again,
    /// A shown countdown of the 24-hour window is drawn anew.
    Minute,
}

/// What is read from or written to disk.
#[derive(Debug)]
pub enum FileTask {
    /// Reads what a new program needs: recoveries left over, recipients.
    Begin,
    /// Lists the drafts and counts their problems.
    List,
    /// Reads a draft.
    Open(Source),
    /// Writes a draft to its file.
    Save {
        /// The file.
        path: PathBuf,
        /// What is written.
        text: String,
        /// What the file must be at that moment.
        expected: Expected,
    },
    /// Writes a draft to a new file.
    SaveAs {
        /// A path, or a name that makes one among the new drafts.
        name: String,
        /// What is written.
        text: String,
    },
    /// Gives a draft's file the name that its new title makes.
    Rename {
        /// The file.
        path: PathBuf,
        /// The new title.
        title: String,
    },
    /// Writes a copy of a draft beside it.
    Duplicate {
        /// What is copied.
        original: Source,
        /// The copy's title.
        title: String,
        /// What is written; none for what stands in the original.
        text: Option<String>,
    },
    /// Deletes a draft's file so that it can be brought back.
    Delete(PathBuf),
    /// Brings a deleted file back.
    Restore(Deleted),
    /// Writes the unsaved work of a desk aside.
    Keep(DeskId, Unsaved),
    /// Forgets the unsaved work of a desk.
    Forget(DeskId),
    /// Forgets unsaved work of an earlier run.
    Discard(Pending),
    /// Looks what a file holds now.
    Inspect(PathBuf),
    /// Puts a recipient at the front of the last ten.
    Remember(String),
    /// Reads a theme; none lists the names of all.
    Theme(Option<String>),
    /// Reads the library of templates.
    Library,
    /// Looks into a file that is to be uploaded.
    Look(PathBuf),
    /// Writes an account into the settings, and its typed secrets into files.
    EnterAccount(Box<Entry>),
    /// Takes an account out of the settings.
    RemoveAccount(String),
    /// Finds what a path that is being typed may become.
    Complete(String),
}

/// Names one opened draft of this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeskId(pub u64);

/// Where a draft is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// An embedded example, by its name.
    Example(String),
}

/// What came of a file job.
#[derive(Debug)]
pub enum FileDone {
    /// What a new program needs.
    Begun(Box<Beginning>),
    /// The drafts.
    Listed(Vec<Listing>),
    /// A file was read.
    Opened(Box<Opened>),
    /// A draft stands in this file, as this.
    Saved(PathBuf, Stamp),
    /// Something else stands in the file by now.
    ChangedOutside(PathBuf),
    /// There is a file of that name already.
    Exists(PathBuf),
    /// The file has another name.
    Renamed(PathBuf),
    /// The file is gone and can be brought back.
    Deleted(Deleted),
    /// The file is back.
    Restored(PathBuf),
    /// What stands in the file now; none when it is gone.
    Inspected(Option<Stamp>),
    /// Recipients, the last first.
    Recipients(Vec<String>),
    /// The names of all themes.
    Themes(Vec<String>),
    /// A theme's name and the text of its file.
    Theme(String, String),
    /// The library of templates.
    Library(Library),
    /// The accounts of the settings once one was entered or removed, and what there is to say of it.
    Accounts(Vec<AccountSettings>, String),
    /// What is in a file.
    Looked(Box<Looked>),
    /// What was typed, what it is as far as it is certain, and what it may become.
    Completed(String, String, Vec<String>),
    /// Nothing to tell.
    Done,
    /// It did not work: the whole sentence for the user.
    Failed(String),
}

/// A file that was looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// The file.
    pub path: PathBuf,
    /// What is in it.
    pub file: MediaFile,
    /// The SHA-256 of its content as hexadecimal digits.
    pub sha256: String,
}

/// A draft in the list.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The file or example.
    pub file: DraftFile,
    /// How many errors the checker finds in it; none when it is no draft.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// Whether it sends a template.
    pub is_template: bool,
    /// Whether it could be read as a draft at all.
    pub readable: bool,
}

/// What was read from a file.
#[derive(Debug)]
pub struct Opened {
    /// Where from.
    pub source: Source,
    /// The draft, or the text that is none and why.
    pub content: Result<Draft, Unreadable>,
    /// What the file held.
    pub stamp: Option<Stamp>,
}

/// A text that is no draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The text.
    pub text: String,
    /// Where and why reading stopped.
    pub error: ReadError,
}

/// What is read once, after the first frame.
#[derive(Debug, Default)]
pub struct Beginning {
    /// Unsaved work of programs that did not end well.
    pub recoveries: Vec<Pending>,
    /// Recipients, the last first.
    pub recipients: Vec<String>,
}

/// What the connection is asked to do.
#[derive(Debug)]
pub enum LinkTask {
    /// Opens it.
    Open,
    /// Posts a message.
    Send {
        /// The job.
        job: JobId,
        /// The name of the account.
        account: String,
        /// The exact JSON.
        payload: Value,
        /// The definition of the template that is sent, where it is known.
        definition: Option<Value>,
    },
    /// Gives up a send.
    Cancel(JobId),
    /// Asks the platform about an account.
    Test {
        /// The job.
        job: JobId,
        /// The name of the account.
        account: String,
    },
    /// Goes on with these accounts of the settings.
    UseAccounts(Vec<AccountSettings>),
    /// Uploads a file.
    Upload {
        /// The job.
        job: JobId,
        /// The name of the account.
        account: String,
        /// The file.
        path: PathBuf,
        /// Its type.
        kind: String,
        /// Its size.
        bytes: u64,
        /// Whether it becomes the sample of a template's header, and no file to send; then the kind of message
        /// whose rules it is held against.
        sample_of: Option<&'static str>,
    },
    /// Does something with the templates of an account.
    Templates {
        /// The job.
        job: JobId,
        /// The name of the account.
        account: String,
        /// What.
        task: TemplatesTask,
    },
    /// Asks what is behind a link.
    Probe {
        /// The job.
        job: JobId,
        /// The link.
        address: String,
    },
    /// Does what the customer would do with a message.
    Tap {
        /// The job.
        job: JobId,
        /// The message.
        message: MessageId,
        /// What is tapped.
        tap: Tap,
    },
    /// Lets a customer of the sandbox do something unasked, or something else happen there.
    Direct {
        /// The job.
        job: JobId,
        /// The name of the account.
        account: String,
        /// The customer.
        customer: String,
        /// What they do.
        deed: Deed,
    },
    /// Asks the sandbox what is unlike usual for a customer.
    Conditions {
        /// The name of the account.
        account: String,
        /// The customer.
        customer: String,
    },
    /// Posts a webhook again, signed anew with the account's secret.
    Replay {
        /// The job.
        job: JobId,
        /// The name of the account whose secret signs.
        account: String,
        /// Where to.
        url: String,
        /// The body, exactly as it came.
        body: Vec<u8>,
    },
}

/// What the connection says.
#[derive(Debug)]
pub enum LinkNews {
    /// It is open, with these accounts.
    Ready(Vec<AccountLabel>),
    /// The accounts, after those of the settings have changed.
    Accounts(Vec<AccountLabel>),
    /// It could not be opened: the whole sentence.
    Unavailable(String),
    /// A send has begun: the request as it may be shown.
    Sending(JobId, String),
    /// A send has ended.
    SendFinished(JobId, Result<Answer, SendError>),
    /// What the platform says of an account, a line a question.
    Tested(JobId, Vec<String>),
    /// So many bytes of an upload are on their way.
    Uploading(JobId, u64),
    /// An upload has ended: the id, and for how long the platform keeps the file, where that is known; or why
    /// not.
    Uploaded(JobId, Result<(String, Option<SignedDuration>), String>),
    /// What comes of the work with templates.
    Templates(JobId, TemplatesNews),
    /// A link's server has answered, or not: why.
    Probed(JobId, Result<Probe, String>),
    /// A tap has been done, or not: why.
    Tapped(JobId, Result<(), String>),
    /// A customer has done what they were to do, or not: why.
    Directed(JobId, Result<(), String>),
    /// What is unlike usual in the sandbox.
    Conditions(Box<Conditions>),
    /// What came of a webhook that was posted again: the whole sentence.
    Replayed(JobId, Result<String, String>),
    /// A webhook or a problem of the receiver.
    Event(LinkEvent),
}

/// What the screen says of an account; holds no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLabel {
    /// Its name.
    pub name: String,
    /// The API that it speaks.
    pub dialect: Dialect,
    /// Whether it is the embedded sandbox.
    pub is_sandbox: bool,
    /// Where its webhooks arrive; none when they cannot.
    pub webhook: Option<String>,
    /// Where its API stands.
    pub base_url: String,
    /// The business's own number, as digits.
    pub number: Option<String>,
    /// Its secrets, and where each comes from: `token from $WHATSAPP_TOKEN`.
    pub secrets: Vec<String>,
    /// What the settings say of it; none for the sandbox's.
    pub settings: Option<Box<AccountSettings>>,
    /// Why it cannot be used.
    pub problem: Option<String>,
}
