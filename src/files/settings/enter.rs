//! Entering an account: held against the rules that settings are read by, its secrets put away, then written.
//!
//! Used by `accounts add` and by the composer's sheet. Nothing is written before everything is known to be
//! usable, so that no account loses its secret to one that is then refused.

use std::path::PathBuf;

use secrecy::{ExposeSecret as _, SecretString};

use super::account::{AccountSettings, SecretKind, SecretSource, name_problem};
use super::read::account::{IN_THE_CLEAR, LEFT_OUT};
use super::write::{Added, WriteError, add_account, keep_secret, refuse_existing};
use super::{Settings, Warning};
use crate::files::places::Places;

/// An account as somebody entered it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Everything but the secrets that were typed.
    pub account: AccountSettings,
    /// Secrets that were typed, to be kept in files of mode 0600.
    pub typed: Vec<(SecretKind, SecretString)>,
    /// Whether it takes the place of the account of its name.
    pub replaces: bool,
}

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// What was in its place before.
    pub added: Added,
    /// Where the typed secrets are now, by what they are called.
    pub kept: Vec<(&'static str, PathBuf)>,
    /// What is dangerous about it, although it works.
    pub warning: Option<String>,
}

/// An account that was not written.
#[derive(Debug, thiserror::Error)]
pub enum EnterError {
    /// It would not be read as it is meant.
    #[error("{0}")]
    Unusable(String),
    /// The settings or a secret cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// What is wrong with one entry of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Its key in the settings: `phone_number_id`.
    pub key: String,
    /// What was expected.
    pub said: String,
    /// Whether the account works all the same.
    pub is_usable: bool,
}

/// What is wrong with an account, by the rules that settings are read by.
pub fn flaws(account: &AccountSettings) -> Vec<Flaw> {
    let (_, warnings) = Settings::parse(&account.to_toml(), &account.file);
    let before = format!("accounts.{}.", account.name);
    warnings
        .into_iter()
        .map(|Warning { message, .. }| {
            let place = message.strip_prefix(&before);
            match place.and_then(|rest| rest.split_once(": ")) {
                Some((key, said)) => Flaw {
                    key: key.to_owned(),
                    said: said.trim_end_matches(LEFT_OUT).to_owned(),
                    is_usable: said.starts_with(IN_THE_CLEAR),
                },
                None => Flaw {
                    key: String::new(),
                    said: message,
                    is_usable: false,
                },
            }
        })
        .collect()
}

/// Writes an account into its settings file, and its typed secrets into files of mode 0600.
///
/// # Errors
/// When it would not be read as it is meant, or cannot be written.
pub fn enter(places: &Places, entry: Entry) -> Result<Entered, EnterError> {
    let Entry {
        mut account,
        typed,
        replaces,
    } = entry;
    if let Some(problem) = name_problem(&account.name) {
        let unusable = format!("{:?}: {problem}", account.name);
        return Err(EnterError::Unusable(unusable));
    }
    let flaws = flaws(&account);
    if let Some(flaw) = flaws.iter().find(|flaw| !flaw.is_usable) {
        let Flaw { key, said, .. } = flaw;
        let unusable = format!("accounts.{}.{key}: {said}", account.name);
        return Err(EnterError::Unusable(unusable));
    }
    for (kind, secret) in &typed {
        if !is_one_line(secret) {
            let key = kind.key(account.dialect);
            let unusable = format!("expected the {key} alone, on one line");
            return Err(EnterError::Unusable(unusable));
        }
    }
    if !replaces {
        refuse_existing(&account)?;
    }
    let mut kept = Vec::new();
    for (kind, secret) in &typed {
        let key = kind.key(account.dialect);
        let path = keep_secret(places, &account.name, key, secret.expose_secret().trim())?;
        account.secrets.retain(|(known, _)| known != kind);
        let source = SecretSource::File(path.clone());
        account.secrets.push((*kind, source));
        kept.push((key, path));
    }
    Ok(Entered {
        added: add_account(&account, replaces)?,
        kept,
        warning: flaws.into_iter().next().map(|flaw| flaw.said),
    })
}

/// Whether a secret is what it should be: one line, and not an empty one.
pub fn is_one_line(secret: &SecretString) -> bool {
    let text = secret.expose_secret().trim();
    !text.is_empty() && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Dialect;

    fn entry(places: &Places, secret: &str) -> Entry {
        let [_, personal] = places.settings_files();
        Entry {
            account: AccountSettings {
                phone_number_id: Some("15550100199".to_owned()),
                ..AccountSettings::new("main", Dialect::Cloud, &personal)
            },
            typed: vec![(SecretKind::Access, SecretString::from(secret))],
            replaces: false,
        }
    }

    fn secret_of(entered: &Entered) -> String {
        std::fs::read_to_string(&entered.kept[0].1).unwrap()
    }

    #[test]
    fn what_is_entered_is_read_back_with_its_secret_in_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        let entered = enter(&places, entry(&places, " a-token \n")).unwrap();
        assert_eq!(entered.added, Added::New);
        assert_eq!(secret_of(&entered), "a-token\n");
        let (settings, warnings) = Settings::load(&places);
        assert!(warnings.is_empty(), "{warnings:?}");
        let source = settings.accounts[0].source(SecretKind::Access);
        let kept = SecretSource::File(entered.kept[0].1.clone());
        assert_eq!(source, Some(&kept));
    }

    #[test]
    fn an_account_that_is_refused_leaves_the_secret_of_its_namesake_alone() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        let first = enter(&places, entry(&places, "the-first")).unwrap();
        let second = enter(&places, entry(&places, "the-second"));
        assert!(
            matches!(second, Err(EnterError::Write(WriteError::Exists { .. }))),
            "{second:?}"
        );
        assert_eq!(secret_of(&first), "the-first\n");
        let replacing = Entry {
            replaces: true,
            ..entry(&places, "the-third")
        };
        assert_eq!(enter(&places, replacing).unwrap().added, Added::Replaced);
        assert_eq!(secret_of(&first), "the-third\n");
    }

    #[test]
    fn each_flaw_stands_at_its_key_and_only_an_open_line_is_usable() {
        let folder = tempfile::tempdir().unwrap();
        let account = AccountSettings {
            base_url: Some("http://far.example.com".to_owned()),
            phone_number_id: Some("main number".to_owned()),
            version: Some("26".to_owned()),
            ..AccountSettings::new("main", Dialect::Cloud, folder.path())
        };
        let found = flaws(&account);
        let told: Vec<(&str, bool)> = found
            .iter()
            .map(|flaw| (flaw.key.as_str(), flaw.is_usable))
            .collect();
        assert_eq!(
            told,
            [
                ("base_url", true),
                ("version", false),
                ("phone_number_id", false)
            ]
        );
        assert_eq!(found[2].said, "expected an id of digits");
    }

    #[test]
    fn a_secret_of_several_lines_is_refused_before_anything_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        let entered = enter(&places, entry(&places, "one\ntwo"));
        let Err(EnterError::Unusable(said)) = entered else {
            panic!("{entered:?}");
        };
        assert_eq!(said, "expected the token alone, on one line");
        assert!(Settings::load(&places).0.accounts.is_empty());
    }
}
