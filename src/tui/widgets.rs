//! Reusable pieces of screen without knowledge of messages.
//!
//! State structs take keys and clicks; views built from borrowed state and a theme draw. Used by
//! panes and overlays; they know no app, no effect and no clock.

pub mod draw;
pub mod text_field;

pub use text_field::{Mark, TextField, TextOutcome, TextView};
