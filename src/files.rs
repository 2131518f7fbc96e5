//! What stands on disk: drafts, recovery files, recipients, settings and themes.
//!
//! Called by the commands and by the composer's runtime. Everything here blocks and is quick; nothing
//! here knows a screen or a network. A file is replaced whole (temporary file, fsync, rename) or not
//! at all.
//!
//! | module | what it keeps | where |
//! | --- | --- | --- |
//! | [`drafts`] | drafts, the embedded examples, the trash | `./drafts`, else the data folder |
//! | [`library`] | template definitions | `./templates`, else the data folder |
//! | [`recovery`] | unsaved work | `recovery` in the state folder |
//! | [`recipients`] | the last ten recipients | `recipients.json` in the state folder |
//! | [`settings`] | what the user has set | `./bluetick.toml`, else the config folder |
//! | [`media`] | nothing: tells what a media file is | |
//! | [`themes`] | theme files | `./themes`, else the config folder, else embedded |
//! | [`watch`] | nothing: reports changes of a file from outside | |

pub mod drafts;
mod examples;
pub mod library;
pub mod media;
mod names;
mod places;
mod read;
pub mod recipients;
pub mod recovery;
pub mod settings;
mod stamp;
pub mod themes;
pub mod watch;
mod write;

pub use examples::{EXAMPLES, Example};
pub use names::file_stem;
pub use places::{Places, from_home};
pub use read::{LARGEST, ReadFileError, Text, read, read_stream};
pub use settings::{Settings, Warning};
pub use stamp::{Stamp, stamp};
