//! What lies over the screen: palette, pickers, prompts, confirmations.
//!
//! Each overlay is a plain struct: the application offers it keys, clicks and pastes with the area
//! of the whole screen, and acts on the [`Outcome`]; its view draws it centred over the dimmed
//! screen. Overlays know no app and no draft: what they offer comes in, what was chosen goes out.

mod confirm;
mod emoji;
mod frame;
mod languages;
mod migration;
mod pad;
mod palette;
mod picker;
mod prompt;
mod sheet;

pub use confirm::{Button, Confirm};
pub use emoji::EmojiPicker;
pub use languages::{Column, Languages};
pub use migration::Migration;
pub use pad::Pad;
pub use palette::Palette;
pub use picker::Picker;
pub use prompt::{Prompt, Validation};
pub use sheet::{Answers, Blank, BlankShape, Blanks, Sheet};

/// What became of something that an overlay was offered. Nothing passes through an overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<T> {
    /// It stays open.
    Open,
    /// It was closed without a choice.
    Closed,
    /// This was chosen, and it is to be closed.
    Done(T),
}

impl<T> Outcome<T> {
    /// The outcome with what was chosen turned into something else.
    pub fn map<U>(self, turn: impl FnOnce(T) -> U) -> Outcome<U> {
        match self {
            Self::Open => Outcome::Open,
            Self::Closed => Outcome::Closed,
            Self::Done(chosen) => Outcome::Done(turn(chosen)),
        }
    }
}

#[cfg(test)]
mod tests;
