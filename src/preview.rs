//! The bubble: what the customer's phone shows of a message.
//!
//! A message becomes a [`Bubble`] (parts in order), laid out once for a width into [`Line`]s whose
//! spans carry meanings, not colours. The composer's preview pane, the command `preview`, SVG and
//! ANSI are all drawn from those lines. Knows no terminal and no clock: time and ticks come in.

pub mod ansi;
mod bubble;
mod build;
mod layout;
mod line;
mod palette;
pub mod svg;
pub mod text;

pub use bubble::{
    Bubble, Button, Edge, Filled, Fold, Media, MediaKind, Options, Part, Sheet, SheetRow,
    SheetSection, Side, Ticks,
};
pub use build::bubble;
pub use layout::layout;
pub use line::{Ink, Line, Meaning, Span, Tap};
pub use palette::{Colours, Palette, Rgb};

#[cfg(test)]
mod tests;
