//! The characters of borders, bars and signs, in line drawing and in ASCII.

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
    /// More above and more below.
    pub more: [&'static str; 2],
    /// A horizontal hairline.
    pub line: &'static str,
    /// The account that only pretends.
    pub sandbox: &'static str,
    /// The account that really sends.
    pub live: &'static str,
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
    more: ["↑", "↓"],
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
    more: ["^", "v"],
    line: "-",
    sandbox: "o",
    live: "@",
};
