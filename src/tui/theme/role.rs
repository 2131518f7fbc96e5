//! What can have a style: the meanings on the composer's screen and on the bubble.

use crate::preview::Meaning;

/// The role table: each role with its name in theme files.
macro_rules! roles {
    ($($(#[$doc:meta])+ $role:ident = $name:literal,)+) => {
        /// What a piece of the composer's screen means; a theme gives each a style.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role {
            $($(#[$doc])+ $role,)+
        }

        impl Role {
            /// Every role, in the order of the theme files.
            pub const ALL: &'static [Self] = &[$(Self::$role,)+];

            /// The role's key in theme files.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$role => $name,)+
                }
            }
        }
    };
}

roles! {
    /// Ordinary text on the screen's background.
    Text = "text",
    /// Secondary text: labels, hints, times.
    Dim = "dim",
    /// What cannot be done now.
    Disabled = "disabled",
    /// The one accent: names of what has the focus, the current tab.
    Accent = "accent",
    /// An error's sign, sentence and count.
    Error = "error",
    /// A warning's sign, sentence and count.
    Warning = "warning",
    /// Neutral news: links, read ticks.
    Info = "info",
    /// Success: accepted, delivered, signature good.
    Good = "good",
    /// A panel's border.
    Border = "border",
    /// The border of the panel that has the focus.
    BorderFocused = "border_focused",
    /// A panel's title.
    Title = "title",
    /// The title of the panel that has the focus.
    TitleFocused = "title_focused",
    /// The bar before a field's value.
    Bar = "bar",
    /// The bar of the field that has the focus.
    BarFocused = "bar_focused",
    /// An example or placeholder in an empty field.
    Placeholder = "placeholder",
    /// Selected text.
    Selection = "selection",
    /// The highlighted row of a list.
    Cursor = "cursor",
    /// The characters that a search matched.
    Match = "match",
    /// A variable in a text: `{{1}}`.
    Chip = "chip",
    /// The signs of markup: stars, underscores, tildes, backticks.
    Sign = "sign",
    /// Monospace text between backticks.
    Code = "code",
    /// A key in the hint bar and in lists.
    Key = "key",
    /// The surface of overlays and notices.
    Raised = "raised",
    /// What lies behind an overlay.
    Backdrop = "backdrop",
    /// The account's name when sending costs nothing.
    Sandbox = "sandbox",
    /// The account's name when customers would get the message.
    Live = "live",
}

/// The meanings of the bubble, in the order of the theme files.
pub(super) const MEANINGS: &[Meaning] = &[
    Meaning::Backdrop,
    Meaning::Edge,
    Meaning::Text,
    Meaning::Quiet,
    Meaning::Link,
    Meaning::Code,
    Meaning::Quote,
    Meaning::QuotedName,
    Meaning::QuotedText,
    Meaning::Media,
    Meaning::MediaTitle,
    Meaning::Button,
    Meaning::ButtonUsed,
    Meaning::Hairline,
    Meaning::Slot,
    Meaning::Ticks,
    Meaning::TicksRead,
    Meaning::Failed,
    Meaning::Pill,
    Meaning::PillEdge,
    Meaning::SheetEdge,
    Meaning::Sheet,
    Meaning::SheetTitle,
    Meaning::SheetQuiet,
    Meaning::SheetHairline,
    Meaning::SheetButton,
    Meaning::OwnEdge,
    Meaning::Own,
    Meaning::OwnQuiet,
    Meaning::OwnLink,
    Meaning::Note,
];

/// A meaning's key in theme files.
pub(super) const fn meaning_name(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Backdrop => "backdrop",
        Meaning::Edge => "edge",
        Meaning::Text => "text",
        Meaning::Quiet => "quiet",
        Meaning::Link => "link",
        Meaning::Code => "code",
        Meaning::Quote => "quote",
        Meaning::QuotedName => "quoted_name",
        Meaning::QuotedText => "quoted_text",
        Meaning::Media => "media",
        Meaning::MediaTitle => "media_title",
        Meaning::Button => "button",
        Meaning::ButtonUsed => "button_used",
        Meaning::Hairline => "hairline",
        Meaning::Slot => "slot",
        Meaning::Ticks => "ticks",
        Meaning::TicksRead => "ticks_read",
        Meaning::Failed => "failed",
        Meaning::Pill => "pill",
        Meaning::PillEdge => "pill_edge",
        Meaning::SheetEdge => "sheet_edge",
        Meaning::Sheet => "sheet",
        Meaning::SheetTitle => "sheet_title",
        Meaning::SheetQuiet => "sheet_quiet",
        Meaning::SheetHairline => "sheet_hairline",
        Meaning::SheetButton => "sheet_button",
        Meaning::OwnEdge => "own_edge",
        Meaning::Own => "own",
        Meaning::OwnQuiet => "own_quiet",
        Meaning::OwnLink => "own_link",
        Meaning::Note => "note",
    }
}
