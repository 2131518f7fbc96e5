//! From the text of a settings file to settings and warnings.

pub(super) mod account;

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::SETTINGS;
use super::{Bidi, Borders, Emoji, KeySetting, Settings, Warning, size};
use crate::text;

/// Reads what can be used and warns of the rest.
pub(super) fn settings(text: &str, file: &Path) -> (Settings, Vec<Warning>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader {
        text,
        file,
        settings: Settings::default(),
        warnings: Vec::new(),
    };
    for error in errors {
        let span = error.span().unwrap_or_default();
        reader.warn(&span, &format!("no TOML: {}", error.message()));
    }
    for (key, value) in table.get_ref() {
        reader.entry(key, value);
    }
    reader.warnings.sort_by_key(|warning| warning.line);
    reader.settings.keys.sort_by_key(|setting| setting.line);
    (reader.settings, reader.warnings)
}

struct Reader<'a> {
    text: &'a str,
    file: &'a Path,
    settings: Settings,
    warnings: Vec<Warning>,
}

type Key<'a> = Spanned<std::borrow::Cow<'a, str>>;
type Entry<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn entry(&mut self, key: &Key<'_>, value: &Entry<'_>) {
        match key.get_ref().as_ref() {
            "theme" => self.settings.theme = self.text("theme", value),
            "locale" => {
                if let Some(locale) = self.text("locale", value) {
                    self.settings.locale = locale;
                }
            }
            "mouse" => match value.get_ref().as_bool() {
                Some(mouse) => self.settings.mouse = mouse,
                None => self.wrong_type("mouse", value, "true or false"),
            },
            "borders" => match value.get_ref().as_str() {
                Some("rounded") => self.settings.borders = Borders::Rounded,
                Some("ascii") => self.settings.borders = Borders::Ascii,
                Some(other) => self.warn(
                    &value.span(),
                    &format!(
                        "borders: expected \"rounded\" or \"ascii\", got {other:?}; rounded counts"
                    ),
                ),
                None => self.wrong_type("borders", value, "\"rounded\" or \"ascii\""),
            },
            "emoji" => self.emoji(value),
            "bidi" => self.bidi(value),
            "receiver" => self.table(key, value, Self::receiver),
            "history" => self.table(key, value, Self::history),
            "keys" => self.table(key, value, Self::key_setting),
            "accounts" => self.table(key, value, Self::account),
            _ => self.unknown(key, ""),
        }
    }

    fn bidi(&mut self, value: &Entry<'_>) {
        match value.get_ref().as_str() {
            Some("logical") => self.settings.bidi = Bidi::Logical,
            Some("visual") => self.settings.bidi = Bidi::Visual,
            Some(other) => self.warn(
                &value.span(),
                &format!("bidi: expected \"logical\" or \"visual\", got {other:?}; logical counts"),
            ),
            None => self.wrong_type("bidi", value, "\"logical\" or \"visual\""),
        }
    }

    fn emoji(&mut self, value: &Entry<'_>) {
        self.settings.emoji = match value.get_ref().as_str() {
            Some("auto") => Emoji::Auto,
            Some("whole") => Emoji::Whole,
            Some("plain") => Emoji::Plain,
            Some(other) => {
                let message = format!(
                    "emoji: expected \"auto\", \"whole\" or \"plain\", got {other:?}; auto counts"
                );
                return self.warn(&value.span(), &message);
            }
            None => return self.wrong_type("emoji", value, "\"auto\", \"whole\" or \"plain\""),
        };
    }

    fn receiver(&mut self, key: &Key<'_>, value: &Entry<'_>) {
        match key.get_ref().as_ref() {
            "addr" => match self.text("receiver.addr", value) {
                Some(addr) if addr.parse::<std::net::SocketAddr>().is_ok() => {
                    self.settings.receiver.addr = addr;
                }
                Some(addr) => self.warn(
                    &value.span(),
                    &format!(
                        "receiver.addr: expected an address and a port like 127.0.0.1:9010, got {addr:?}; \
                         a free port counts"
                    ),
                ),
                None => {}
            },
            "path" => match self.text("receiver.path", value) {
                Some(path) if path.starts_with('/') => self.settings.receiver.path = path,
                Some(path) => self.warn(
                    &value.span(),
                    &format!("receiver.path: expected a path that begins with /, got {path:?}; /webhook counts"),
                ),
                None => {}
            },
            _ => self.unknown(key, "receiver."),
        }
    }

    fn history(&mut self, key: &Key<'_>, value: &Entry<'_>) {
        match key.get_ref().as_ref() {
            "keep_days" => match value.get_ref() {
                DeValue::Integer(days) => match days.as_str().parse::<u32>() {
                    Ok(days) => self.settings.history.days = (days > 0).then_some(days),
                    Err(_) => self.warn(
                        &value.span(),
                        "history.keep_days: expected a number of days, 0 or more; 90 counts",
                    ),
                },
                _ => self.wrong_type("history.keep_days", value, "a number"),
            },
            "max_size" => match self.text("history.max_size", value).as_deref().map(size) {
                Some(Some(bytes)) => self.settings.history.size = (bytes > 0).then_some(bytes),
                Some(None) => self.warn(
                    &value.span(),
                    "history.max_size: expected a size such as \"500 MB\"; that counts",
                ),
                None => {}
            },
            _ => self.unknown(key, "history."),
        }
    }

    fn key_setting(&mut self, key: &Key<'_>, value: &Entry<'_>) {
        let keys = match value.get_ref() {
            DeValue::String(one) => Some(vec![one.clone().into_owned()]),
            DeValue::Array(several) => several
                .iter()
                .map(|one| one.get_ref().as_str().map(str::to_owned))
                .collect(),
            _ => None,
        };
        match keys {
            Some(keys) => self.settings.keys.push(KeySetting {
                action: key.get_ref().clone().into_owned(),
                keys,
                file: self.file.to_owned(),
                line: line_of(self.text, key.span().start),
            }),
            None => self.wrong_type(
                &format!("keys.{}", key.get_ref()),
                value,
                "a key like \"ctrl-s\", or a list of keys",
            ),
        }
    }

    fn table(
        &mut self,
        key: &Key<'_>,
        value: &Entry<'_>,
        entry: fn(&mut Self, &Key<'_>, &Entry<'_>),
    ) {
        match value.get_ref().as_table() {
            Some(table) => {
                for (key, value) in table {
                    entry(self, key, value);
                }
            }
            None => self.wrong_type(key.get_ref(), value, "a table"),
        }
    }

    fn text(&mut self, name: &str, value: &Entry<'_>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong_type(name, value, "a text in quotes");
        }
        text
    }

    fn wrong_type(&mut self, name: &str, value: &Entry<'_>, expected: &str) {
        let message = format!(
            "{name}: expected {expected}, got {}; the default counts",
            value.get_ref().type_str()
        );
        self.warn(&value.span(), &message);
    }

    fn unknown(&mut self, key: &Key<'_>, table: &str) {
        let mut known: Vec<&str> = SETTINGS
            .iter()
            .filter_map(|setting| setting.key.strip_prefix(table))
            .filter_map(|rest| rest.split('.').next())
            .collect();
        known.dedup();
        let message = format!(
            "{table}{} is no setting; there are {}",
            key.get_ref(),
            known.join(", ")
        );
        self.warn(&key.span(), &message);
    }

    fn warn(&mut self, span: &Range<usize>, message: &str) {
        self.warnings.push(Warning {
            file: self.file.to_owned(),
            line: line_of(self.text, span.start),
            message: text::visible(message).into_owned(),
        });
    }
}

/// The line, from 1, of a byte of the text.
fn line_of(text: &str, byte: usize) -> usize {
    1 + text
        .bytes()
        .take(byte)
        .filter(|&byte| byte == b'\n')
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Settings, Vec<String>) {
        let (settings, warnings) = settings(text, Path::new("bluetick.toml"));
        (settings, warnings.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn every_setting_can_be_set() {
        let (settings, warnings) = read(
            "theme = \"dusk\"\nborders = \"ascii\"\nemoji = \"plain\"\nbidi = \"visual\"\nmouse = false\nlocale = \"de_DE\"\n\
             [receiver]\naddr = \"0.0.0.0:9010\"\npath = \"/in\"\n\
             [history]\nkeep_days = 0\nmax_size = \"2 GB\"\n\
             [keys]\nsave = \"ctrl-s\"\nsend = [\"f5\", \"ctrl-enter\"]\nquit = []\n",
        );
        assert_eq!(warnings, Vec::<String>::new());
        assert_eq!(settings.theme.as_deref(), Some("dusk"));
        assert_eq!(settings.borders, Borders::Ascii);
        assert_eq!(settings.emoji, Emoji::Plain);
        assert_eq!(settings.bidi, Bidi::Visual);
        assert!(!settings.mouse);
        assert_eq!(settings.locale, "de_DE");
        assert_eq!(settings.receiver.addr, "0.0.0.0:9010");
        assert_eq!(settings.receiver.path, "/in");
        let keys: Vec<_> = settings
            .keys
            .iter()
            .map(|it| (it.action.as_str(), it.keys.len(), it.line))
            .collect();
        assert_eq!(keys, [("save", 1, 14), ("send", 2, 15), ("quit", 0, 16)]);
        assert_eq!(settings.history.days, None);
        assert_eq!(settings.history.size, Some(2_000_000_000));
    }

    #[test]
    fn what_cannot_be_used_is_a_warning_with_its_line_and_the_rest_counts() {
        let (settings, warnings) = read(
            "mouse = \"no\"\nthem = \"x\"\nborders = \"double\"\nemoji = \"none\"\nbidi = \"left\"\n[receiver]\naddr = \"here\"\n\
             port = 1\npath = 7\n[history]\nkeep_days = -1\nmax_size = \"much\"\n[keys]\nsave = 1\n[theme]\n",
        );
        assert_eq!(settings, Settings::default());
        insta::assert_snapshot!(warnings.join("\n"));
    }

    #[test]
    fn broken_toml_keeps_what_can_be_read() {
        let (settings, warnings) = read("mouse = false\ntheme = \n");
        assert!(!settings.mouse);
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(warnings[0].starts_with("bluetick.toml:2: "));
    }
}
