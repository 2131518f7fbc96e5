//! What a message is made of as the phone shows it, before any width is known.

use std::collections::BTreeSet;
use std::ops::Range;

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
    /// The box of the message that this one replies to.
    Quoted {
        /// Whose message it is.
        name: String,
        /// What can be said of it.
        excerpt: String,
    },
    /// The box that the phone fills with a page's title and picture: the page's host.
    LinkPreview(String),
    /// A text header: bold as a whole, without markup.
    Header(Filled),
    /// A placeholder for a picture, video, document or map.
    Media(Media),
    /// Text under its markup.
    Body(Filled),
    /// The small grey text under the body.
    Footer(String),
    /// A row below the text.
    Button(Button),
    /// The sheet that a list or "See all options" opens.
    Sheet(Sheet),
    /// A card below the bubble, with parts of its own.
    Card(Bubble),
    /// A pill on the lower edge of the message above: the reaction.
    Reaction(String),
    /// What is known of a message whose text is not: name and value, one a line.
    Values(Vec<(String, String)>),
    /// A word for the author, outside of what the phone shows.
    Note(String),
}

/// Text in which some places wait for a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The text with all known values in.
    pub text: String,
    /// Byte ranges of the variables that have no value yet: `{{1}}`.
    pub open_slots: Vec<Range<usize>>,
    /// After how much the phone cuts it and offers to read on; none: it is shown whole.
    pub fold: Option<Fold>,
}

/// After how much of a text the phone cuts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// After so many rows.
    Rows(usize),
    /// After the row that holds the character of this number.
    Characters(usize),
}

impl Filled {
    /// Words that stand for a text that is not known.
    pub(super) fn slot(text: String) -> Self {
        Self {
            open_slots: std::iter::once(0..text.len()).collect(),
            text,
            fold: None,
        }
    }
}

impl From<String> for Filled {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

/// A placeholder of a medium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// What it is.
    pub kind: MediaKind,
    /// The file name, place name or id; may be empty.
    pub title: String,
    /// A second line: the address of a place, the type of a document; may be empty.
    pub detail: String,
}

/// The kinds of media.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A short film that plays by itself.
    Gif,
    /// A file.
    Document,
    /// A place on a map.
    Location,
    /// A product of a catalog.
    Product,
    /// An order: its number, and the total or how far it has come.
    Order,
    /// The phone's question whether the business may call.
    Call,
    /// An offer that ends: what it is, until when, and its code.
    Offer,
    /// A sound file.
    Audio,
    /// A voice message.
    Voice,
    /// A picture without a bubble.
    Sticker,
    /// The card of a person, or of several.
    Contact,
}

/// A row that can be tapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// The sign before the label.
    pub icon: &'static str,
    /// What it says.
    pub label: Filled,
    /// What a tap does; none if nothing comes back from it.
    pub tap: Option<Tap>,
}

/// What is slid over the chat: a list's sections or a template's buttons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The title.
    pub title: String,
    /// The groups of rows.
    pub sections: Vec<SheetSection>,
    /// Whether one row is chosen and then sent, as in a list.
    pub has_choice: bool,
}

/// A group of rows of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetSection {
    /// The title; may be empty.
    pub title: String,
    /// The rows.
    pub rows: Vec<SheetRow>,
}

/// A row of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// What it says.
    pub title: String,
    /// The smaller text below; may be empty.
    pub description: String,
    /// What a tap does.
    pub tap: Option<Tap>,
}

/// What the drawing depends on beside the message itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The time in the lower right corner: `10:42`; empty for none.
    pub time: String,
    /// The pill above the message: `Today`; empty for none.
    pub day: String,
    /// How far the message has come.
    pub ticks: Ticks,
    /// The recipient's locale, for what On-Premises clients would localise: `en-US`; empty for the
    /// template's own language.
    pub locale: String,
    /// Whether the list's sheet is drawn open.
    pub sheet_open: bool,
    /// Whether a text that the phone cuts is drawn whole, as after a tap on "Read more".
    pub unfolded: bool,
    /// What was tapped already, drawn grey or chosen.
    pub tapped: BTreeSet<Tap>,
    /// The customer's reaction to the message.
    pub reaction: Option<String>,
    /// How the edges are drawn.
    pub edge: Edge,
    /// Where in the chat the bubble stands.
    pub side: Side,
    /// Whether rows of right-to-left text are laid out in visual order, for drawings that do not
    /// turn them themselves.
    pub reorder: bool,
}

/// How the edges of bubble, sheet and pills are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edge {
    /// A filled shape with half-block edges, where colours tell it from the background.
    Blocks,
    /// Line characters: `╭─╮`.
    #[default]
    Lines,
    /// ASCII: `+-+`.
    Ascii,
}

/// The side of the chat that a bubble stands on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Side {
    /// Messages of the other party: the business, on the customer's phone.
    #[default]
    Left,
    /// The phone owner's own messages: the customer's answers.
    Right,
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
