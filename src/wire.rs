//! Types that cross the network or name places in what does: dialects, pointers, codes, ids, errors.
//!
//! Used by every room below. Knows no I/O, no schema and no rules.

mod code;
mod dialect;
mod error;
#[cfg(feature = "app")]
pub mod http;
mod id;
mod media;
mod member;
mod pointer;
pub mod scalar;

pub use code::Code;
pub use dialect::{Dialect, UnknownDialect};
pub use error::ApiError;
pub use id::MessageId;
pub use media::{
    ColourModel, Colours, MediaFile, SAMPLE_TYPES, Stream, StreamSort, known_type, types_of_ending,
};
pub use member::{member, member_of};
pub use pointer::Pointer;
