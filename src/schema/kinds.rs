//! One file a kind of message, and one for messages of a kind that we do not know.

pub(super) mod list;
pub(super) mod other;
pub(super) mod text;
