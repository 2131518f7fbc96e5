//! The panes: small states, their content and their drawing. None reaches into another.
//!
//! The form is one pane for all parts of a message, since the schema decides what it shows; its tabs
//! are envelope, header, body, footer, buttons and sections.

pub mod drafts;
pub mod form;
pub mod preview;
pub mod send;
pub mod styled;
