//! What a message is made of as the phone shows it, before any width is known.

use std::collections::BTreeSet;

use super::line::Tap;

/// A message as parts in the order in which the phone draws them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bubble {
    /// The parts, top to bottom.
    pub parts: Vec<Part>,
}

/// One part of a bubble.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text under its markup.
    Body(String),
}

/// What the drawing depends on beside the message itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The time in the lower right corner: `10:42`.
    pub time: String,
    /// How far the message has come.
    pub ticks: Ticks,
    /// The recipient's locale, for what On-Premises clients would localise: `en-US`.
    pub locale: String,
    /// Whether the list's sheet is drawn open.
    pub sheet_open: bool,
    /// What was tapped already, drawn grey or chosen.
    pub tapped: BTreeSet<Tap>,
    /// The customer's reaction to the message.
    pub reaction: Option<String>,
}

/// The state of a message as the sender's ticks show it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ticks {
    /// No ticks: a draft.
    #[default]
    None,
    /// On its way: a clock.
    Waiting,
    /// One grey tick.
    Sent,
    /// Two grey ticks.
    Delivered,
    /// Two blue ticks.
    Read,
    /// The red mark.
    Failed,
}
