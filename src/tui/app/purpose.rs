//! What is being waited for: why a job was asked for, and what follows once work is safe. Plain data.

use std::path::PathBuf;

use super::views::{Asked, Work};
use super::window::Whose;
use crate::files::Stamp;
use crate::files::drafts::Deleted;
use crate::files::recovery::Pending;
use crate::message::Draft;
use crate::preview::Tap;
use crate::schema::Address;
use crate::tui::msg::{DeskId, Looked, Source};
use crate::wire::MessageId;

/// What is done once the draft on the desk is safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Next {
    /// The program ends.
    Quit,
    /// Another draft is opened.
    Open(Source),
    /// A file is opened by its path, whatever message it holds.
    OpenPath(PathBuf),
    /// A draft is begun from the kind of that name.
    NewKind(&'static str),
    /// A draft is begun as a copy of an example.
    NewExample(String),
    /// Unsaved work of an earlier run is taken up.
    Recover(Pending),
    /// What was imported becomes a draft.
    Imported(Box<Draft>),
}

/// A draft on the desk at one moment.
pub(super) type State = (DeskId, u64);

/// A file that was deleted and can come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deletion {
    /// The file.
    pub file: Deleted,
    /// What stayed on the desk without it.
    pub left: Option<LeftOnDesk>,
}

/// The draft of a deleted file, which stays on the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LeftOnDesk {
    /// The draft as it was then.
    pub state: State,
    /// What the file held.
    pub stamp: Option<Stamp>,
    /// Whether all of the draft was in the file.
    pub was_saved: bool,
}

/// A media object of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MediaPlace {
    /// The draft.
    pub desk: DeskId,
    /// The object.
    pub address: Address,
    /// What it is: `image`.
    pub kind: &'static str,
    /// Whether it is the sample of a template's header; the address is that of the handle then.
    pub is_sample: bool,
}

/// A file that is to be uploaded, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Planned {
    /// For what.
    pub place: MediaPlace,
    /// The file.
    pub looked: Looked,
    /// Through which account.
    pub account: String,
}

/// What a job was for: decides what its answer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The first reading.
    Begin,
    /// The list of drafts.
    List,
    /// Another draft, in place of the desk's as it was then.
    Open(State),
    /// A file that may hold a message of any form, likewise.
    OpenPath(State),
    /// The message written to a file; with the text, in case there is one already.
    Export(String),
    /// That state's draft once more.
    Reload(State),
    /// An example, as the beginning of a new draft in place of the desk's as it was then.
    New(State),
    /// Saving a draft.
    Save {
        /// What is saved.
        state: State,
        /// What comes next.
        then: Option<Next>,
    },
    /// Another name for a file.
    Rename {
        /// The file as it was called.
        path: PathBuf,
        /// The draft's new name.
        title: String,
    },
    /// A copy, which is opened then.
    Duplicate,
    /// A deletion.
    Delete,
    /// Its undoing.
    Restore(Deletion),
    /// Unsaved work kept aside or forgotten.
    Keep,
    /// A look at that file.
    Inspect(PathBuf),
    /// A look at the file that recovered work belongs to.
    Adopt(PathBuf),
    /// The recipients.
    Remember,
    /// The library, to choose a template from.
    Templates,
    /// The library, for all languages of a template.
    Languages,
    /// The names of themes.
    Themes,
    /// A theme's file.
    Theme,
    /// A send.
    Send,
    /// A test of the account of that name.
    Test(String),
    /// The account of that name written into the settings.
    EnterAccount(String),
    /// An account taken out of them.
    RemoveAccount,
    /// A look into a file for that media object.
    Look(MediaPlace),
    /// An upload.
    Upload(Box<Planned>),
    /// Work with the templates of the account of that name.
    Desk(String, Work),
    /// The library, to show it beside an account's.
    Shelf,
    /// What a path that is typed may become.
    Complete,
    /// A look behind the link of that media object.
    Probe(MediaPlace),
    /// What a view shows.
    History(Asked),
    /// The window of the person whom the draft is for.
    Window(Whose),
    /// Messages that may be named at a field of a draft, said with that person.
    Messages(DeskId, Address, Option<String>),
    /// A webhook that is posted again.
    Replay,
    /// A webhook written to a file.
    Fixture,
    /// A customer who is directed.
    Direct,
    /// A tap on a message.
    Tap(MessageId, Tap),
}
