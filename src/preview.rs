//! The bubble: what the customer's phone shows of a message.
//!
//! A message becomes a [`Bubble`] (parts in order), laid out once for a width into [`Line`]s whose
//! spans carry meanings, not colours. The composer's preview pane, the command `preview`, SVG and
//! ANSI are all drawn from those lines. Knows no terminal and no clock: time and ticks come in.

mod bubble;
mod line;

pub use bubble::{Bubble, Options, Part, Ticks};
pub use line::{Ink, Line, Meaning, Span, Tap};
