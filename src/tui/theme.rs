//! Colours by meaning, read from theme files.
//!
//! Panes, widgets and overlays ask a [`Theme`] for the style of a [`Role`] or of a bubble's ink and
//! never name a colour themselves. A theme is a TOML file; whatever is wrong in one is a warning,
//! and the default stands in its place. Knows no pane, no file system and no environment: texts and
//! variables come in as data.

mod colour;
mod depth;
mod glyphs;
mod locale;
mod read;
mod role;

use ratatui::style::{Color, Modifier, Style};

use crate::preview::{Edge, Ink, Meaning};

pub use depth::Depth;
pub use glyphs::Glyphs;
pub use locale::other_character_set;
pub use read::ThemeWarning;
pub use role::Role;

/// A theme that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltIn {
    /// Its name in settings.
    pub name: &'static str,
    /// What the theme picker says of it.
    pub doc: &'static str,
    /// The text of its file.
    pub text: &'static str,
}

/// The themes that come with the program, in the order in which they are offered.
pub const BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        name: "terminal",
        doc: "the terminal's own colours",
        text: include_str!("../../themes/terminal.toml"),
    },
    BuiltIn {
        name: "dark",
        doc: "dark, with a dark phone",
        text: include_str!("../../themes/dark.toml"),
    },
    BuiltIn {
        name: "light",
        doc: "light, with a light phone",
        text: include_str!("../../themes/light.toml"),
    },
    BuiltIn {
        name: "high-contrast",
        doc: "strongest contrast, on black",
        text: include_str!("../../themes/high-contrast.toml"),
    },
    BuiltIn {
        name: "monochrome",
        doc: "no colours, as NO_COLOR asks",
        text: include_str!("../../themes/monochrome.toml"),
    },
];

/// The text of a built-in theme's file.
pub fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN
        .iter()
        .find(|theme| theme.name == name)
        .map(|theme| theme.text)
}

/// Whether borders and signs are drawn with line characters or with ASCII.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Borders {
    /// Rounded lines and Unicode signs.
    #[default]
    Lines,
    /// ASCII only.
    Ascii,
}

/// How everything looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: String,
    depth: Depth,
    borders: Borders,
    screen: Vec<Style>,
    bubble: Vec<Style>,
}

impl Default for Theme {
    fn default() -> Self {
        Self::named("terminal", Depth::Ansi256, Borders::Lines)
    }
}

impl Theme {
    /// A built-in theme; the default one when there is none of that name.
    pub fn named(name: &str, depth: Depth, borders: Borders) -> Self {
        let text = built_in(name).unwrap_or_default();
        Self::read(name, text, depth, borders, &|_| None).0
    }

    /// Reads a theme file's text. `name` is what warnings call it; `other` finds the text of a theme
    /// that it inherits from, where that is none of the built-in ones.
    ///
    /// A terminal without colours gets the monochrome theme whatever the file says.
    pub fn read(
        name: &str,
        text: &str,
        depth: Depth,
        borders: Borders,
        other: &dyn Fn(&str) -> Option<String>,
    ) -> (Self, Vec<ThemeWarning>) {
        let (styles, warnings) = if depth == Depth::Monochrome {
            let text = built_in("monochrome").unwrap_or_default();
            read::read("monochrome", text, other)
        } else {
            read::read(name, text, other)
        };
        let backdrop = depth.reduce(styles.screen(Role::Text)).bg;
        let screen = |role: &Role| {
            let style = depth.reduce(styles.screen(*role));
            match role {
                Role::Selection | Role::Cursor => told_apart(style, backdrop),
                _ => style,
            }
        };
        let theme = Self {
            name: name.to_owned(),
            depth,
            borders,
            screen: Role::ALL.iter().map(screen).collect(),
            bubble: role::MEANINGS
                .iter()
                .map(|meaning| depth.reduce(styles.bubble(*meaning)))
                .collect(),
        };
        (theme, warnings)
    }

    /// The theme's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The style of a meaning.
    pub fn style(&self, role: Role) -> Style {
        self.screen.get(role as usize).copied().unwrap_or_default()
    }

    /// The style of a span of the bubble.
    pub fn bubble(&self, ink: Ink) -> Style {
        let mut style = self.meaning(ink.meaning);
        for (wanted, modifier) in [
            (ink.bold, Modifier::BOLD),
            (ink.italic, Modifier::ITALIC),
            (ink.strike, Modifier::CROSSED_OUT),
            (ink.underline, Modifier::UNDERLINED),
        ] {
            if wanted {
                style = style.add_modifier(modifier);
            }
        }
        style
    }

    fn meaning(&self, meaning: Meaning) -> Style {
        role::MEANINGS
            .iter()
            .position(|known| *known == meaning)
            .and_then(|place| self.bubble.get(place))
            .copied()
            .unwrap_or_default()
    }

    /// The characters of borders and signs.
    pub const fn glyphs(&self) -> &'static Glyphs {
        match self.borders {
            Borders::Lines => &glyphs::LINES,
            Borders::Ascii => &glyphs::ASCII,
        }
    }

    /// How the bubble's edge is drawn: as blocks only where its colours tell it from the background.
    pub fn edge(&self) -> Edge {
        let backdrop = self.meaning(Meaning::Backdrop).bg;
        let bubble = self.meaning(Meaning::Text).bg;
        match self.borders {
            Borders::Ascii => Edge::Ascii,
            Borders::Lines if self.depth > Depth::Ansi16 && bubble != backdrop => Edge::Blocks,
            Borders::Lines => Edge::Lines,
        }
    }

    /// How many colours the terminal has.
    pub const fn depth(&self) -> Depth {
        self.depth
    }
}

/// A style that is seen even where its colours are not: reversed, unless its background differs.
fn told_apart(style: Style, backdrop: Option<Color>) -> Style {
    let shows = style.bg.is_some() && style.bg != backdrop;
    if shows || style.add_modifier.contains(Modifier::REVERSED) {
        style
    } else {
        Style {
            fg: None,
            bg: None,
            ..style
        }
        .add_modifier(Modifier::REVERSED)
    }
}

#[cfg(test)]
mod tests;
