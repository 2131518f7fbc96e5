//! The panes: small states, their content and their drawing. None reaches into another.
//!
//! The form is one pane for all parts of a message, since the schema decides what it shows; its tabs
//! are envelope, header, body, footer, buttons and sections.

pub mod browse;
pub mod chats;
pub mod drafts;
pub mod events;
pub mod form;
pub mod look;
pub mod preview;
pub mod reel;
pub mod send;
pub mod sends;
pub mod styled;
pub mod templates;
