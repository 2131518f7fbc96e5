//! What the user has set, in `bluetick.toml`: everything optional, nothing able to stop the program.
//!
//! What cannot be used becomes a [`Warning`] with its line, and the default counts.

mod account;
mod enter;
mod keys;
mod read;
mod write;

use std::path::{Path, PathBuf};

pub use account::{AccountSettings, Host, SecretKind, SecretSource, looks_secret, name_problem};
pub use enter::{EnterError, Entered, Entry, Flaw, enter, flaws, is_one_line};
pub use keys::SETTINGS;
pub use write::{Added, WriteError, remove_account};

use super::places::Places;
use super::read::{ReadFileError, read as read_file};
use crate::text;

/// The settings, with the defaults for what is not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The theme: a name or a path.
    pub theme: Option<String>,
    /// The recipient's locale for what On-Premises clients localise: `en_US`; empty for the template's
    /// own language.
    pub locale: String,
    /// Whether the mouse is taken; without it the terminal's own selection works.
    pub mouse: bool,
    /// What panels are framed with.
    pub borders: Borders,
    /// How emoji of several code points are sent to the terminal.
    pub emoji: Emoji,
    /// In which order right-to-left text is sent to the terminal.
    pub bidi: Bidi,
    /// Where webhooks are received.
    pub receiver: Receiver,
    /// How long the history is kept.
    pub history: Keeping,
    /// Keys by action, as written; the key table reads them.
    pub keys: Vec<KeySetting>,
    /// Accounts, in the order in which they stand.
    pub accounts: Vec<AccountSettings>,
}

/// What panels are framed with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Borders {
    /// Thin rounded lines.
    #[default]
    Rounded,
    /// `+`, `-` and `|`, for terminals without line characters.
    Ascii,
}

/// How emoji of several code points are sent to the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Emoji {
    /// Whole, but plain where the terminal is known to misjudge their width.
    #[default]
    Auto,
    /// As they are.
    Whole,
    /// Without variation selectors and skin tones.
    Plain,
}

/// In which order the preview's right-to-left text is sent to the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Bidi {
    /// As it is read; the terminal turns it.
    #[default]
    Logical,
    /// As it stands on a phone, for terminals that draw every text from left to right.
    Visual,
}

/// Where webhooks are received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// Address and port; port 0 takes a free one.
    pub addr: String,
    /// The path of the address that platforms are told.
    pub path: String,
}

/// How long the history is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeping {
    /// So many days; none for ever.
    pub days: Option<u32>,
    /// Not more bytes than this; none for any number.
    pub size: Option<u64>,
}

/// Reads a number of bytes as people write it: `500 MB`, `2GB`, `4096`.
pub fn size(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(digits)?;
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

/// The keys that the user gave an action; an empty list unbinds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySetting {
    /// The action's id: `save`.
    pub action: String,
    /// The keys: `ctrl-s`.
    pub keys: Vec<String>,
    /// The file that says so.
    file: PathBuf,
    /// The line in it.
    line: usize,
}

impl KeySetting {
    /// A warning about this entry, with its place.
    pub fn warning(&self, message: &str) -> Warning {
        Warning {
            file: self.file.clone(),
            line: self.line,
            message: text::visible(message).into_owned(),
        }
    }
}

/// An entry of a file that could not be used; the default counts instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {message}", file.display())]
pub struct Warning {
    /// The file.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// What was expected, what came, what counts instead.
    pub message: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: None,
            locale: String::new(),
            mouse: true,
            borders: Borders::default(),
            emoji: Emoji::default(),
            bidi: Bidi::default(),
            receiver: Receiver::default(),
            history: Keeping::default(),
            keys: Vec::new(),
            accounts: Vec::new(),
        }
    }
}

impl Default for Keeping {
    fn default() -> Self {
        Self {
            days: Some(90),
            size: Some(500_000_000),
        }
    }
}

impl Default for Receiver {
    fn default() -> Self {
        Self {
            addr: "127.0.0.1:0".to_owned(),
            path: "/webhook".to_owned(),
        }
    }
}

impl Settings {
    /// The settings of the project, else of the person, else the defaults; with what was wrong in them.
    /// Accounts are taken from both: those of the project win where names are the same.
    pub fn load(places: &Places) -> (Self, Vec<Warning>) {
        let mut read = places
            .settings_files()
            .into_iter()
            .filter_map(|file| Self::read(&file));
        let Some((mut settings, mut warnings)) = read.next() else {
            return (Self::default(), Vec::new());
        };
        for (others, wrong) in read {
            let is_new = |account: &AccountSettings| {
                let mut known = settings.accounts.iter();
                known.all(|known| known.name != account.name)
            };
            let new: Vec<AccountSettings> = others.accounts.into_iter().filter(is_new).collect();
            settings.accounts.extend(new);
            // Of a file that counts for its accounts only, nothing else matters.
            let about_accounts = wrong.into_iter();
            warnings
                .extend(about_accounts.filter(|warning| warning.message.starts_with("accounts")));
        }
        (settings, warnings)
    }

    /// Reads one file; nothing where there is none.
    fn read(file: &Path) -> Option<(Self, Vec<Warning>)> {
        match read_file(file) {
            Ok(text) => Some(Self::parse(&text.text, file)),
            Err(ReadFileError::Missing(_)) => None,
            Err(error) => {
                let warning = Warning {
                    file: file.to_owned(),
                    line: 1,
                    message: format!("{error}; the defaults count"),
                };
                Some((Self::default(), vec![warning]))
            }
        }
    }

    /// Reads settings from the text of a file.
    pub fn parse(text: &str, file: &Path) -> (Self, Vec<Warning>) {
        read::settings(text, file)
    }
}
