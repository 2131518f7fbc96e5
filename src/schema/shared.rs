//! Pieces that several kinds have: the envelope, media objects, products, the frame of interactive messages.

pub(super) mod catalog;
pub(super) mod direct_send;
pub(super) mod envelope;
pub(super) mod file;
pub(super) mod foreign;
pub(super) mod interactive;
pub(super) mod marketing;
pub(super) mod media;
pub(super) mod retired_buttons;
