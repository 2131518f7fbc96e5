//! One key with its modifiers, as it is read, compared, printed and written in settings.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key press, normalised so that every way a terminal reports it compares equal.
///
/// Shift stands in the character itself (`A`), except together with Control or Alt, where letters
/// are lower case and Shift is a modifier. Shift-Tab is Tab with Shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// The modifiers that bindings know; Super, Hyper and Meta belong to the desktop.
const KNOWN: KeyModifiers = KeyModifiers::CONTROL
    .union(KeyModifiers::ALT)
    .union(KeyModifiers::SHIFT);

/// Names of keys that are not characters, as settings spell them.
const NAMES: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("space", KeyCode::Char(' ')),
    ("minus", KeyCode::Char('-')),
];

/// How hints spell the keys of [`NAMES`]: `Esc`, `PgUp`, `↑`.
const LABELS: &[(KeyCode, &str)] = &[
    (KeyCode::Enter, "Enter"),
    (KeyCode::Esc, "Esc"),
    (KeyCode::Tab, "Tab"),
    (KeyCode::Backspace, "Backspace"),
    (KeyCode::Delete, "Del"),
    (KeyCode::Insert, "Ins"),
    (KeyCode::Up, "↑"),
    (KeyCode::Down, "↓"),
    (KeyCode::Left, "←"),
    (KeyCode::Right, "→"),
    (KeyCode::Home, "Home"),
    (KeyCode::End, "End"),
    (KeyCode::PageUp, "PgUp"),
    (KeyCode::PageDown, "PgDn"),
    (KeyCode::Char(' '), "Space"),
];

impl Key {
    /// A key with the given modifiers, normalised.
    pub fn new(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let mut modifiers = modifiers & KNOWN;
        let chorded = modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let code = match code {
            KeyCode::BackTab => {
                modifiers |= KeyModifiers::SHIFT;
                KeyCode::Tab
            }
            KeyCode::Char(character) if chorded => {
                if character.is_uppercase() {
                    modifiers |= KeyModifiers::SHIFT;
                }
                KeyCode::Char(lower(character))
            }
            KeyCode::Char(character) => {
                modifiers -= KeyModifiers::SHIFT;
                KeyCode::Char(character)
            }
            other => other,
        };
        Self { code, modifiers }
    }

    /// The key of a terminal event; none for a release, which means nothing here.
    pub fn read(event: KeyEvent) -> Option<Self> {
        (event.kind != KeyEventKind::Release).then(|| Self::new(event.code, event.modifiers))
    }

    /// The key without its modifiers.
    pub const fn code(self) -> KeyCode {
        self.code
    }

    /// The modifiers held with it.
    pub const fn modifiers(self) -> KeyModifiers {
        self.modifiers
    }

    /// The character that the key types into a text; none for a command.
    ///
    /// Control with Alt is `AltGr` on many keyboards and types its character.
    pub fn typed(self) -> Option<char> {
        let KeyCode::Char(character) = self.code else {
            return None;
        };
        let held = self.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        let alt_gr = held == KeyModifiers::CONTROL | KeyModifiers::ALT;
        (held.is_empty() || alt_gr).then(|| {
            if self.modifiers.contains(KeyModifiers::SHIFT) {
                upper(character)
            } else {
                character
            }
        })
    }

    /// Whether the key types into a text, or moves or deletes in it.
    pub(super) fn edits_text(self) -> bool {
        let beyond_shift = self.modifiers - KeyModifiers::SHIFT;
        match self.code {
            KeyCode::Left
            | KeyCode::Right
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::Backspace
            | KeyCode::Delete => (beyond_shift - KeyModifiers::CONTROL).is_empty(),
            KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown | KeyCode::Enter => {
                beyond_shift.is_empty()
            }
            _ => self.typed().is_some(),
        }
    }

    /// How hints and the palette show the key: `Ctrl-S`, `Alt-↑`, `F5`.
    pub fn label(self) -> String {
        let mut label = String::new();
        for (modifier, name) in [
            (KeyModifiers::CONTROL, "Ctrl-"),
            (KeyModifiers::ALT, "Alt-"),
            (KeyModifiers::SHIFT, "Shift-"),
        ] {
            if self.modifiers.contains(modifier) {
                label.push_str(name);
            }
        }
        if let Some((_, name)) = LABELS.iter().find(|(code, _)| *code == self.code) {
            label.push_str(name);
        } else if let KeyCode::F(number) = self.code {
            label.push('F');
            label.push_str(&number.to_string());
        } else if let KeyCode::Char(character) = self.code {
            label.push(if self.modifiers.is_empty() {
                character
            } else {
                upper(character)
            });
        }
        label
    }
}

fn lower(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

fn upper(character: char) -> char {
    character.to_uppercase().next().unwrap_or(character)
}

/// Why a key name in the settings is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no key; expected a character or a name such as ctrl-s, alt-up, shift-f5, pagedown"
)]
pub struct KeyProblem(pub String);

impl FromStr for Key {
    type Err = KeyProblem;

    fn from_str(text: &str) -> Result<Self, KeyProblem> {
        let problem = || KeyProblem(text.to_owned());
        let mut modifiers = KeyModifiers::empty();
        let mut rest = text;
        while let Some((name, tail)) = rest.split_once('-').filter(|(_, tail)| !tail.is_empty()) {
            modifiers |= match name.to_ascii_lowercase().as_str() {
                "ctrl" | "control" | "c" => KeyModifiers::CONTROL,
                "alt" | "meta" | "a" => KeyModifiers::ALT,
                "shift" | "s" => KeyModifiers::SHIFT,
                _ => return Err(problem()),
            };
            rest = tail;
        }
        let mut characters = rest.chars();
        let code = match (characters.next(), characters.next()) {
            // `Ctrl-S` is how hints print `ctrl-s`: only a written shift means Shift there.
            (Some(character), None) if modifiers.is_empty() => KeyCode::Char(character),
            (Some(character), None) if modifiers == KeyModifiers::SHIFT => {
                KeyCode::Char(upper(character))
            }
            (Some(character), None) => KeyCode::Char(lower(character)),
            _ => named(&rest.to_ascii_lowercase()).ok_or_else(problem)?,
        };
        Ok(Self::new(code, modifiers))
    }
}

fn named(name: &str) -> Option<KeyCode> {
    let function = || {
        let number: u8 = name.strip_prefix('f')?.parse().ok()?;
        (1..=24).contains(&number).then_some(KeyCode::F(number))
    };
    NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, code)| *code)
        .or_else(function)
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, name) in [
            (KeyModifiers::CONTROL, "ctrl-"),
            (KeyModifiers::ALT, "alt-"),
            (KeyModifiers::SHIFT, "shift-"),
        ] {
            if self.modifiers.contains(modifier) {
                formatter.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return formatter.write_str(name);
        }
        match self.code {
            KeyCode::F(number) => write!(formatter, "f{number}"),
            KeyCode::Char(character) => write!(formatter, "{character}"),
            other => write!(formatter, "{other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("ctrl-s", KeyCode::Char('s'), KeyModifiers::CONTROL, "Ctrl-S")]
    #[case("f5", KeyCode::F(5), KeyModifiers::empty(), "F5")]
    #[case("shift-f6", KeyCode::F(6), KeyModifiers::SHIFT, "Shift-F6")]
    #[case("alt-up", KeyCode::Up, KeyModifiers::ALT, "Alt-↑")]
    #[case("shift-tab", KeyCode::BackTab, KeyModifiers::SHIFT, "Shift-Tab")]
    #[case(
        "ctrl-shift-z",
        KeyCode::Char('Z'),
        KeyModifiers::CONTROL,
        "Ctrl-Shift-Z"
    )]
    #[case("?", KeyCode::Char('?'), KeyModifiers::SHIFT, "?")]
    #[case("/", KeyCode::Char('/'), KeyModifiers::empty(), "/")]
    #[case("minus", KeyCode::Char('-'), KeyModifiers::empty(), "-")]
    #[case("space", KeyCode::Char(' '), KeyModifiers::empty(), "Space")]
    #[case("A", KeyCode::Char('A'), KeyModifiers::SHIFT, "A")]
    fn names_read_print_and_match_events(
        #[case] name: &str,
        #[case] code: KeyCode,
        #[case] modifiers: KeyModifiers,
        #[case] label: &str,
    ) {
        let key = Key::new(code, modifiers);
        assert_eq!(name.parse(), Ok(key));
        assert_eq!(key.to_string(), name);
        assert_eq!(key.label(), label);
    }

    #[rstest]
    #[case("Ctrl-S", "ctrl-s")]
    #[case("shift-a", "A")]
    #[case("-", "minus")]
    #[case("ctrl--", "ctrl-minus")]
    #[case("control-alt-x", "ctrl-alt-x")]
    fn other_spellings_are_understood(#[case] written: &str, #[case] printed: &str) {
        assert_eq!(written.parse::<Key>().unwrap().to_string(), printed);
    }

    #[rstest]
    #[case("")]
    #[case("hyper-x")]
    #[case("f0")]
    #[case("f99")]
    #[case("ctrl-")]
    #[case("return key")]
    fn what_is_no_key_is_refused(#[case] written: &str) {
        assert!(written.parse::<Key>().is_err(), "{written}");
    }

    #[test]
    fn alt_gr_types_its_character_and_control_does_not() {
        let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(Key::new(KeyCode::Char('@'), both).typed(), Some('@'));
        assert_eq!(
            Key::new(KeyCode::Char('A'), KeyModifiers::SHIFT).typed(),
            Some('A')
        );
        assert_eq!(
            Key::new(KeyCode::Char('s'), KeyModifiers::CONTROL).typed(),
            None
        );
        assert_eq!(
            Key::new(KeyCode::Char('b'), KeyModifiers::ALT).typed(),
            None
        );
        assert_eq!(
            Key::new(KeyCode::Enter, KeyModifiers::empty()).typed(),
            None
        );
    }

    #[test]
    fn releases_are_dropped_and_repeats_are_kept() {
        let mut event = KeyEvent::new(KeyCode::Char('x'), KeyModifiers::empty());
        event.kind = KeyEventKind::Release;
        assert_eq!(Key::read(event), None);
        event.kind = KeyEventKind::Repeat;
        assert!(Key::read(event).is_some());
    }
}
