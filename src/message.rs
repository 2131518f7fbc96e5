//! The document: the payload as a tree that is edited, and the draft that it is saved in.
//!
//! The payload is the exact JSON that will be posted. It may be half-typed, invalid or newer than
//! this program: everything here keeps what it does not understand. Called by the composer, the
//! commands, the checker and the preview; knows no disk and no screen.

mod convert;
mod dialect;
mod document;
mod draft;
mod edit;
mod editor;
mod find;
mod history;
mod import;
mod json;
mod parked;
mod plain;
mod read_note;
mod shape;
mod transaction;
mod typing;
mod upload;
mod walk;

pub use convert::{Conversion, Converted, Loss, convert};
pub use dialect::dialect_of;
pub use document::Document;
pub use draft::Draft;
pub use editor::{Editor, Form, Formed};
pub use find::{Found, find};
pub use history::{Caret, Undone};
pub use import::{Imported, Repair, import};
pub use json::{ReadError, position, spans};
pub use plain::plain_payload;
pub use read_note::ReadNote;
pub use shape::{FileShape, VERSION};
pub use upload::UploadedFile;
