//! One file a kind of message, and one for messages of a kind that we do not know.

pub(super) mod button;
pub(super) mod flow;
pub(super) mod list;
pub(super) mod location_request;
pub(super) mod other;
pub(super) mod reaction;
pub(super) mod template;
pub(super) mod text;
