//! Types that cross the network or name places in what does: dialects, pointers, codes, ids.
//!
//! Used by every room below. Knows no I/O, no schema and no rules.

mod code;
mod dialect;
mod pointer;

pub use code::Code;
pub use dialect::{Dialect, UnknownDialect};
pub use pointer::Pointer;
