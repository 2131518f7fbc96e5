//! The characters of borders, bars and signs, in line drawing and in ASCII.

use std::borrow::Cow;

use ratatui::symbols::border;

/// The characters that the screen is drawn with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyphs {
    /// The corners and edges of panels.
    pub border: border::Set<'static>,
    /// The bar before a field's value.
    pub bar: &'static str,
    /// An error.
    pub error: &'static str,
    /// A warning.
    pub warning: &'static str,
    /// Good news.
    pub good: &'static str,
    /// The highlighted row.
    pub cursor: &'static str,
    /// Unsaved work.
    pub dirty: &'static str,
    /// A folded and an unfolded heading.
    pub folds: [&'static str; 2],
    /// The track and the thumb of a scroll bar.
    pub scroll: [&'static str; 2],
    /// The rest and the done part of a bar of progress.
    pub progress: [&'static str; 2],
    /// More above and more below.
    pub more: [&'static str; 2],
    /// A text that goes on to the left and to the right of what is seen of it.
    pub cuts: [&'static str; 2],
    /// A horizontal hairline.
    pub line: &'static str,
    /// The account that only pretends.
    pub sandbox: &'static str,
    /// The account that really sends.
    pub live: &'static str,
}

/// What stands for the signs of our own sentences where only ASCII can be drawn.
const SPELLED: &[(&str, &str)] = &[
    ("↑↓", "Up/Down"),
    ("↑", "Up"),
    ("↓", "Down"),
    ("←", "Left"),
    ("→", "Right"),
    ("…", "..."),
    ("·", "-"),
];

impl Glyphs {
    /// A hint or sentence of ours with the signs that can be drawn. Never for texts of the message.
    pub fn spelled<'a>(&self, ours: &'a str) -> Cow<'a, str> {
        if !self.bar.is_ascii() || ours.is_ascii() {
            return Cow::Borrowed(ours);
        }
        let spelled = SPELLED.iter().fold(ours.to_owned(), |text, (sign, word)| {
            text.replace(sign, word)
        });
        Cow::Owned(spelled)
    }
}

/// Rounded lines and Unicode signs.
pub(super) const LINES: Glyphs = Glyphs {
    border: border::ROUNDED,
    bar: "▎",
    error: "✗",
    warning: "▲",
    good: "✓",
    cursor: "›",
    dirty: "●",
    folds: ["▸", "▾"],
    scroll: ["│", "┃"],
    progress: ["░", "█"],
    more: ["↑", "↓"],
    cuts: ["…", "…"],
    line: "─",
    sandbox: "⛁",
    live: "◉",
};

/// ASCII only, for terminals and fonts without line drawing.
pub(super) const ASCII: Glyphs = Glyphs {
    border: border::Set {
        top_left: "+",
        top_right: "+",
        bottom_left: "+",
        bottom_right: "+",
        vertical_left: "|",
        vertical_right: "|",
        horizontal_top: "-",
        horizontal_bottom: "-",
    },
    bar: "|",
    error: "x",
    warning: "!",
    good: "+",
    cursor: ">",
    dirty: "*",
    folds: [">", "v"],
    scroll: ["|", "#"],
    progress: [".", "#"],
    more: ["^", "v"],
    cuts: ["<", ">"],
    line: "-",
    sandbox: "o",
    live: "@",
};
