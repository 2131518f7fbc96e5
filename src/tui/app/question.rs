//! What an overlay is about: what is chosen, typed or asked. Plain data.

use std::path::PathBuf;

use serde_json::Value;

use super::messages::Chosen;
use super::purpose::{MediaPlace, Next, Planned};
use super::sandbox::{Controls, Subject};
use super::views::Outgoing;
use crate::files::recovery::Pending;
use crate::link::templates::Wanted;
use crate::message::Draft;
use crate::schema::Address;
use crate::tui::msg::Source;
use crate::tui::theme::Theme;
use crate::wire::{Dialect, MessageId, Pointer};

/// What is chosen in a picker; the lists are in the order of its items.
#[derive(Debug, Clone)]
pub(super) enum Pick {
    /// A draft to open; behind the last one, a file by its path.
    Draft(Vec<Source>),
    /// What a new draft begins with.
    New(Vec<Next>),
    /// The kind of message.
    Kind(Vec<&'static str>),
    /// The API.
    Dialect(Vec<Dialect>),
    /// The value of the row at an address.
    Value(Address, Vec<String>),
    /// The recipient.
    Recipient(Address, Vec<String>),
    /// A message whose id an address is given.
    Message(Address, Vec<Chosen>),
    /// A theme; with the one to go back to.
    Theme(Vec<String>, Box<Theme>),
    /// An account.
    Account(Vec<String>),
    /// A template: for each name, the definitions of its languages.
    Library(Vec<Vec<Value>>),
    /// A definition: one language of a template.
    Definition(Vec<Value>),
    /// Which kind of events is listed.
    EventKind,
    /// Whose events are listed.
    EventAccount(Vec<String>),
    /// With which signatures events are listed.
    Verdict,
    /// Which sends are listed.
    Outcome,
    /// A template to send to that person, through the account of that name.
    Template(Vec<Source>, String, String),
    /// What happens in the sandbox.
    Sandbox(Box<Controls>),
}

/// What is typed into a prompt.
#[derive(Debug, Clone)]
pub(super) enum Ask {
    /// The name of a new file, and what comes after saving.
    FileName(Option<Next>),
    /// Another name for that file.
    NewName(PathBuf),
    /// A name for the draft on the desk, which has no file yet.
    DraftName,
    /// Words to find.
    Words,
    /// The path of a file to open.
    Path,
    /// The file that the message is exported to.
    Export,
    /// Whom to send to.
    Recipient,
    /// The file that is to be uploaded.
    Upload(MediaPlace),
    /// Words to find among the events.
    EventWords,
    /// Where a webhook is posted again.
    Replay,
    /// The file that a webhook is written to.
    Fixture,
    /// What the sandbox's customer writes, in answer to that message.
    CustomerWords(Box<Subject>, Option<MessageId>),
    /// With which code the sandbox refuses the next send.
    Refusal(Box<Subject>),
}

/// What can be done with a message that was read, instead of importing it.
#[derive(Debug, Clone)]
pub(super) enum Instead {
    /// This text, which was pasted, goes into the field.
    Paste(String),
    /// The pad with the text is opened again.
    Edit,
    /// The file stays shown as text.
    Leave,
}

/// What is asked.
#[derive(Debug, Clone)]
pub(super) enum Question {
    /// Save before that?
    Unsaved(Next),
    /// Send although the checker finds errors?
    SendAnyway,
    /// Send to real customers, through the account of that name?
    SendLive(String),
    /// Convert the message, which the account does not take?
    ConvertFor(Dialect),
    /// Upload although the check finds errors in the file?
    UploadAnyway(Box<Planned>),
    /// Something to read.
    Told,
    /// What is known of an account; the answer may be to test, change or remove it.
    AboutAccount(String),
    /// Test that account, perhaps again?
    TestAccount(String),
    /// Take that account out of the settings?
    RemoveAccount(String),
    /// Write to a person whose window is closed, in answer to that message?
    OutsideWindow(Option<MessageId>),
    /// Send although the person's window is closed?
    SendOutsideWindow,
    /// Write over that file?
    Overwrite(PathBuf, Option<Next>),
    /// Read the file that somebody else changed, or keep ours?
    ChangedOutside(PathBuf),
    /// Take up what an earlier run left?
    Recover(Pending),
    /// Import this, and what else could be done with it?
    Import(Box<Draft>, Instead),
    /// Keep the values that have no slot in the template, as these lines of the notes?
    LeftOver(String),
    /// A definition is not sent: make a message from it?
    NotSent,
    /// A definition of the library has an error: open that file there?
    Faulty(PathBuf, Pointer),
    /// Send that definition in to a live account?
    PushLive(Box<Outgoing>),
    /// Replace files that were changed here by what the account has?
    ReplaceChanged(Wanted),
    /// Delete that template from the account, in that language, or, where none can be chosen, in all?
    DeleteTemplate {
        /// The template.
        name: String,
        /// The language.
        language: Option<String>,
    },
    /// Write what is exported over that file?
    OverwriteExport(PathBuf, String),
}
