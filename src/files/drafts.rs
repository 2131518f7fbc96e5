//! Drafts on disk: list, find, save, rename, duplicate, delete and take back.
//!
//! Works on text; what a draft's text means is the business of `message`.

mod delete;
mod list;
mod save;

pub use delete::{Deleted, delete};
pub use list::{DraftFile, Found, Origin, find, list};
pub use save::{Expected, SaveError, duplicate, free_path, rename, save};
