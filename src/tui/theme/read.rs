//! Theme files: TOML with `inherits`, `[palette]`, `[screen]` and `[bubble]`.
//!
//! A file is read into raw entries, laid over those of the theme that it inherits from, and only
//! then are colour names looked up, so that a palette changes inherited entries as well.

use std::collections::BTreeMap;

use ratatui::style::{Modifier, Style};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::role::{MEANINGS, Role, meaning_name};
use super::{built_in, colour};
use crate::preview::Meaning;

/// Something in a theme file that was not taken as written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("theme {theme}, line {line}: {message}")]
pub struct ThemeWarning {
    /// The theme's name or path.
    pub theme: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what stands in its place.
    pub message: String,
}

/// The styles of a theme before they are reduced to the terminal's colours.
#[derive(Debug, Default)]
pub(super) struct Styles {
    screen: BTreeMap<&'static str, Style>,
    bubble: BTreeMap<&'static str, Style>,
}

impl Styles {
    pub(super) fn screen(&self, role: Role) -> Style {
        self.screen.get(role.name()).copied().unwrap_or_default()
    }

    pub(super) fn bubble(&self, meaning: Meaning) -> Style {
        self.bubble
            .get(meaning_name(meaning))
            .copied()
            .unwrap_or_default()
    }
}

/// A text with where it stands, for warnings.
#[derive(Debug, Clone)]
struct Placed {
    text: String,
    theme: String,
    line: usize,
}

/// A style as it is written.
#[derive(Debug, Clone, Default)]
struct Written {
    foreground: Option<Placed>,
    background: Option<Placed>,
    faces: Modifier,
}

/// The entries of a theme and of all that it inherits from.
#[derive(Debug, Default)]
struct Entries {
    palette: BTreeMap<String, Placed>,
    screen: BTreeMap<&'static str, Written>,
    bubble: BTreeMap<&'static str, Written>,
}

/// Reads a theme; see [`super::Theme::read`].
pub(super) fn read(
    name: &str,
    text: &str,
    other: &dyn Fn(&str) -> Option<String>,
) -> (Styles, Vec<ThemeWarning>) {
    let mut reader = Reader {
        theme: name.to_owned(),
        lineage: vec![name.to_owned()],
        entries: Entries::default(),
        warnings: Vec::new(),
        other,
    };
    if name != "monochrome" && name != "terminal" {
        // Whatever a theme leaves out looks as in the default theme, without complaints about that.
        "terminal".clone_into(&mut reader.theme);
        reader.file(built_in("terminal").unwrap_or_default());
        name.clone_into(&mut reader.theme);
    }
    reader.file(text);
    reader.resolve()
}

struct Reader<'a> {
    theme: String,
    lineage: Vec<String>,
    entries: Entries,
    warnings: Vec<ThemeWarning>,
    other: &'a dyn Fn(&str) -> Option<String>,
}

impl Reader<'_> {
    fn warn(&mut self, text: &str, offset: usize, message: String) {
        self.warnings.push(ThemeWarning {
            theme: self.theme.clone(),
            line: line_of(text, offset),
            message,
        });
    }

    fn file(&mut self, text: &str) {
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut last_line = 0;
        for error in errors {
            let offset = error.span().map_or(0, |span| span.start);
            // One broken line is one warning, however many faults the parser sees in it.
            let line = line_of(text, offset);
            if std::mem::replace(&mut last_line, line) == line {
                continue;
            }
            let message = format!("{}; the line is left out", error.message().trim());
            self.warn(text, offset, message);
        }
        let root = root.into_inner();
        if let Some(inherits) = root.get("inherits") {
            self.inherit(text, inherits);
        }
        for (key, value) in &root {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("inherits", _) => {}
                ("palette", DeValue::Table(table)) => self.palette(text, table),
                ("screen", DeValue::Table(table)) => self.section(text, table, Section::Screen),
                ("bubble", DeValue::Table(table)) => self.section(text, table, Section::Bubble),
                (other, _) => {
                    let message = format!(
                        "{other:?} is left out; a theme has `inherits` and the tables [palette], \
                         [screen] and [bubble]"
                    );
                    self.warn(text, key.span().start, message);
                }
            }
        }
    }

    /// Reads the theme that this one inherits from, so that this one's entries come on top.
    fn inherit(&mut self, text: &str, inherits: &Spanned<DeValue<'_>>) {
        let Some(name) = inherits.get_ref().as_str() else {
            let message = "`inherits` wants the name of a theme in quotes".to_owned();
            return self.warn(text, inherits.span().start, message);
        };
        if self.lineage.iter().any(|known| known == name) {
            let message = format!("{name:?} inherits from this theme itself; left out");
            return self.warn(text, inherits.span().start, message);
        }
        let found = (self.other)(name).or_else(|| built_in(name).map(ToOwned::to_owned));
        let Some(parent) = found else {
            let message = format!("there is no theme {name:?} to inherit from; left out");
            return self.warn(text, inherits.span().start, message);
        };
        let child = std::mem::replace(&mut self.theme, name.to_owned());
        self.lineage.push(name.to_owned());
        self.file(&parent);
        self.theme = child;
    }

    fn palette(&mut self, text: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            match value.get_ref().as_str() {
                Some(written) => {
                    let placed = self.placed(text, value, written);
                    self.entries
                        .palette
                        .insert(key.get_ref().to_string(), placed);
                }
                None => self.warn(
                    text,
                    value.span().start,
                    format!("{:?} wants a colour in quotes", key.get_ref()),
                ),
            }
        }
    }

    fn section(&mut self, text: &str, table: &DeTable<'_>, section: Section) {
        for (key, value) in table {
            let Some(name) = section.known(key.get_ref()) else {
                let message = format!(
                    "{:?} is nothing that [{}] has; left out",
                    key.get_ref(),
                    section.name()
                );
                self.warn(text, key.span().start, message);
                continue;
            };
            let written = self.style(text, value);
            match section {
                Section::Screen => self.entries.screen.insert(name, written),
                Section::Bubble => self.entries.bubble.insert(name, written),
            };
        }
    }

    /// Reads `"green"` or `{ fg = "green", bg = "#000000", bold = true }`.
    fn style(&mut self, text: &str, value: &Spanned<DeValue<'_>>) -> Written {
        let mut written = Written::default();
        if let Some(name) = value.get_ref().as_str() {
            written.foreground = Some(self.placed(text, value, name));
            return written;
        }
        let Some(table) = value.get_ref().as_table() else {
            if value.span().is_empty() {
                // A value that could not be parsed, which was warned of already.
                return written;
            }
            let message = "a style is a colour in quotes or { fg, bg, bold, .. }".to_owned();
            self.warn(text, value.span().start, message);
            return written;
        };
        for (key, part) in table {
            let face = colour::FACES
                .iter()
                .find(|(name, _)| *name == key.get_ref());
            match (key.get_ref().as_ref(), part.get_ref(), face) {
                ("fg", DeValue::String(name), _) => {
                    written.foreground = Some(self.placed(text, part, name));
                }
                ("bg", DeValue::String(name), _) => {
                    written.background = Some(self.placed(text, part, name));
                }
                (_, DeValue::Boolean(true), Some((_, face))) => written.faces |= *face,
                (_, DeValue::Boolean(false), Some(_)) => {}
                (name, ..) => {
                    let message = format!(
                        "{name:?} is left out; a style has fg and bg (colours in quotes) and bold, \
                         dim, italic, underline, reverse and strike (true or false)"
                    );
                    self.warn(text, key.span().start, message);
                }
            }
        }
        written
    }

    fn placed(&self, text: &str, value: &Spanned<DeValue<'_>>, written: &str) -> Placed {
        Placed {
            text: written.to_owned(),
            theme: self.theme.clone(),
            line: line_of(text, value.span().start),
        }
    }

    /// Looks every colour up and gives the finished styles.
    fn resolve(mut self) -> (Styles, Vec<ThemeWarning>) {
        let entries = std::mem::take(&mut self.entries);
        let mut convert = |section: BTreeMap<&'static str, Written>| {
            section
                .into_iter()
                .map(|(name, written)| (name, self.convert(&entries.palette, &written)))
                .collect()
        };
        let styles = Styles {
            screen: convert(entries.screen),
            bubble: convert(entries.bubble),
        };
        (styles, self.warnings)
    }

    fn convert(&mut self, palette: &BTreeMap<String, Placed>, written: &Written) -> Style {
        let mut find = |placed: &Option<Placed>| {
            let placed = placed.as_ref()?;
            let named = palette.get(&placed.text).unwrap_or(placed);
            let found = colour::parse(&named.text);
            if found.is_none() {
                let warning = ThemeWarning {
                    theme: named.theme.clone(),
                    line: named.line,
                    message: format!(
                        "{:?} is no colour; the default is used. Write #rrggbb, an ANSI name such \
                         as light_red, a number from 0 to 255 or a name of [palette]",
                        named.text
                    ),
                };
                if !self.warnings.contains(&warning) {
                    self.warnings.push(warning);
                }
            }
            found
        };
        let style = Style {
            fg: find(&written.foreground),
            bg: find(&written.background),
            ..Style::default()
        };
        style.add_modifier(written.faces)
    }
}

/// The two tables of styles.
#[derive(Debug, Clone, Copy)]
enum Section {
    Screen,
    Bubble,
}

impl Section {
    const fn name(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Bubble => "bubble",
        }
    }

    fn known(self, key: &str) -> Option<&'static str> {
        match self {
            Self::Screen => Role::ALL
                .iter()
                .map(|role| role.name())
                .find(|name| *name == key),
            Self::Bubble => MEANINGS
                .iter()
                .map(|meaning| meaning_name(*meaning))
                .find(|name| *name == key),
        }
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;
    use crate::tui::theme::{BUILT_IN, Borders, Depth, Theme};

    fn warnings(text: &str) -> Vec<String> {
        let (_, warnings) = read("mine", text, &|_| None);
        warnings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn built_in_themes_are_without_faults_and_complete() {
        for theme in BUILT_IN {
            let mut reader = Reader {
                theme: theme.name.to_owned(),
                lineage: vec![theme.name.to_owned()],
                entries: Entries::default(),
                warnings: Vec::new(),
                other: &|_| None,
            };
            reader.file(theme.text);
            for role in Role::ALL {
                assert!(
                    reader.entries.screen.contains_key(role.name()),
                    "{} lacks {}",
                    theme.name,
                    role.name()
                );
            }
            for name in MEANINGS.iter().map(|meaning| meaning_name(*meaning)) {
                assert!(
                    reader.entries.bubble.contains_key(name),
                    "{} lacks bubble {name}",
                    theme.name
                );
            }
            assert_eq!(reader.resolve().1, [], "{}", theme.name);
        }
    }

    #[test]
    fn a_palette_changes_inherited_entries() {
        let text = "inherits = \"dark\"\n[palette]\naccent = \"#ff0000\"\n";
        let (theme, warnings) = Theme::read("mine", text, Depth::True, Borders::Lines, &|_| None);
        assert_eq!(warnings, []);
        assert_eq!(theme.style(Role::Accent).fg, Some(Color::Rgb(255, 0, 0)));
        let dark = Theme::named("dark", Depth::True, Borders::Lines);
        assert_eq!(theme.style(Role::Error), dark.style(Role::Error));
    }

    #[test]
    fn faults_are_warnings_with_their_line() {
        let text = "inherits = \"nowhere\"\nname = 3\n[screen]\ntext = \"greenish\"\n\
                    shout = \"red\"\nerror = { fg = \"red\", loud = true }\n";
        assert_eq!(
            warnings(text),
            [
                "theme mine, line 1: there is no theme \"nowhere\" to inherit from; left out",
                "theme mine, line 2: \"name\" is left out; a theme has `inherits` and the tables \
                 [palette], [screen] and [bubble]",
                "theme mine, line 6: \"loud\" is left out; a style has fg and bg (colours in \
                 quotes) and bold, dim, italic, underline, reverse and strike (true or false)",
                "theme mine, line 5: \"shout\" is nothing that [screen] has; left out",
                "theme mine, line 4: \"greenish\" is no colour; the default is used. Write \
                 #rrggbb, an ANSI name such as light_red, a number from 0 to 255 or a name of \
                 [palette]",
            ]
        );
    }

    #[test]
    fn a_broken_file_keeps_what_can_be_read() {
        let text = "[screen]\nerror = \"blue\"\nwarning = = 3\n";
        let (theme, warnings) = Theme::read("mine", text, Depth::True, Borders::Lines, &|_| None);
        assert!(!warnings.is_empty());
        assert!(
            warnings.iter().all(|warning| warning.line == 3),
            "{warnings:?}"
        );
        assert_eq!(theme.style(Role::Error).fg, Some(Color::Blue));
    }

    #[test]
    fn a_theme_that_inherits_from_itself_ends() {
        let other = |name: &str| (name == "other").then(|| "inherits = \"mine\"".to_owned());
        let (_, warnings) = read("mine", "inherits = \"other\"", &other);
        assert_eq!(
            warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["theme other, line 1: \"mine\" inherits from this theme itself; left out"]
        );
    }
}
