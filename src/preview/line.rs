//! Laid-out lines: spans of text with a meaning each, and what can be tapped on them.

/// One row of cells of a drawn bubble.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// The spans from left to right; together they are as wide as the layout.
    pub spans: Vec<Span>,
    /// What a tap on this line does, where it does something.
    pub tap: Option<Tap>,
}

/// A run of text of one meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text, free of control characters.
    pub text: String,
    /// How it is drawn.
    pub ink: Ink,
}

/// How a span is drawn: its meaning, which a theme turns into colours, and its type face.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a type face is four independent switches"
)]
pub struct Ink {
    /// What the text is.
    pub meaning: Meaning,
    /// Drawn bold.
    pub bold: bool,
    /// Drawn italic.
    pub italic: bool,
    /// Struck through.
    pub strike: bool,
    /// Underlined.
    pub underline: bool,
}

/// What a span of a bubble is; a theme gives each a colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// The chat's background around the bubble.
    #[default]
    Backdrop,
    /// The bubble's edge.
    Edge,
    /// Ordinary text on the bubble.
    Text,
    /// Grey text: footer, time, descriptions, quoted excerpts.
    Quiet,
    /// A link or an e-mail address.
    Link,
    /// Inline code and monospace blocks.
    Code,
    /// A quote line's bar.
    Quote,
    /// The bar and name in the box of a quoted reply.
    QuotedName,
    /// The excerpt in the box of a quoted reply.
    QuotedText,
    /// The shapes of a picture's, video's or map's placeholder.
    Media,
    /// The file name on a placeholder.
    MediaTitle,
    /// A button's or list opener's label.
    Button,
    /// A button that was tapped and is grey now.
    ButtonUsed,
    /// The hairline between bubble and buttons.
    Hairline,
    /// A variable without a value: `{{1}}`.
    Slot,
    /// One or two grey ticks, or the clock.
    Ticks,
    /// Two blue ticks.
    TicksRead,
    /// The mark of a failed message.
    Failed,
    /// The centred pill of a day or a system line, the pill of a reaction.
    Pill,
    /// The round ends of a pill.
    PillEdge,
    /// The edge of the sheet that a list opens.
    SheetEdge,
    /// The sheet's background and ordinary text.
    Sheet,
    /// A section title in the sheet.
    SheetTitle,
    /// Descriptions and what cannot be chosen in the sheet.
    SheetQuiet,
    /// The hairlines of the sheet.
    SheetHairline,
    /// The chosen row's circle and the sheet's button.
    SheetButton,
    /// The edge of a message that the phone's owner wrote: the customer's answer.
    OwnEdge,
    /// Ordinary text on such a message.
    Own,
    /// Grey text on it: the time.
    OwnQuiet,
    /// A link on it.
    OwnLink,
    /// Something for the author, not drawn on a phone: a note, a localised value.
    Note,
}

impl Meaning {
    /// The same on a message that the phone's owner wrote; what has a surface of its own keeps it.
    #[must_use]
    pub const fn on_own(self) -> Self {
        match self {
            Self::Edge => Self::OwnEdge,
            Self::Text | Self::Quote | Self::Slot | Self::Failed => Self::Own,
            Self::Quiet | Self::Ticks | Self::Hairline => Self::OwnQuiet,
            Self::Link | Self::Button | Self::TicksRead => Self::OwnLink,
            other => other,
        }
    }
}

/// What the customer can do with a line of the bubble.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tap {
    /// A reply button of an interactive message, by its place.
    ReplyButton(usize),
    /// A button of a template, by its index over all buttons.
    TemplateButton(usize),
    /// Opens or closes the list's sheet.
    ListSheet,
    /// Shows the whole of a text that was cut.
    ReadMore,
    /// Chooses a row of the list.
    ListRow {
        /// The section's place.
        section: usize,
        /// The row's place in its section.
        row: usize,
    },
    /// Sends the location that was asked for.
    Location,
    /// Opens the flow and completes it.
    Flow,
    /// A quick reply on a card.
    CardReply {
        /// The card's place.
        card: usize,
        /// The button's place on it.
        button: usize,
    },
    /// Puts the product of that number, over all sections or cards, into a cart and sends it.
    Cart(usize),
    /// Fills the address in and sends it.
    Address,
    /// Sends the customer's own contact.
    Contact,
    /// Says whether the business may call.
    CallPermission(bool),
    /// Calls the business.
    Call,
}
