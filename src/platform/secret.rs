//! Secrets, read from where the settings say: the environment, a private file, the system's keyring.

use std::fs::{self, File};
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use crate::files::settings::{AccountSettings, SecretKind, SecretSource};

/// How much of a file is read as a secret; tokens have some hundred characters.
const LONGEST: u64 = 64 * 1024;

/// A secret that is not where it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// The environment does not have it.
    #[error("the environment variable {0} is not set; set it to the {1}")]
    NotSet(String, &'static str),
    /// The file cannot be read.
    #[error("{}: {reason}; put the {key} there, readable for you alone (chmod 600)", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
        /// What it is called.
        key: &'static str,
    },
    /// Others can read the file.
    #[error(
        "{}: others may read this file (mode {mode:04o}), so it is not used: run `chmod 600` on it, and \
         have the {key} replaced if somebody could have read it",
        path.display()
    )]
    Open {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
        /// What it is called.
        key: &'static str,
    },
    /// There is nothing, or more than one line.
    #[error("{place}: expected the {key} alone, on one line")]
    NotOneLine {
        /// Where.
        place: String,
        /// What it is called.
        key: &'static str,
    },
    /// The keyring does not give it.
    #[error("the keyring: {0}")]
    Keyring(String),
}

/// Reads a secret of an account.
///
/// # Errors
/// When it is not there, or others could read it.
pub fn read(
    settings: &AccountSettings,
    kind: SecretKind,
    source: &SecretSource,
) -> Result<SecretString, SecretError> {
    let key = kind.key(settings.dialect);
    let (text, place) = match source {
        SecretSource::Environment(name) => (
            std::env::var(name).map_err(|_| SecretError::NotSet(name.clone(), key))?,
            name.clone(),
        ),
        SecretSource::File(path) => (of_file(path, key)?, path.display().to_string()),
        SecretSource::Keyring => (
            keyring::read(&settings.name, key)?,
            "the keyring".to_owned(),
        ),
    };
    let secret = text.trim();
    if secret.is_empty() || secret.chars().any(char::is_control) {
        return Err(SecretError::NotOneLine { place, key });
    }
    Ok(SecretString::from(secret))
}

/// What came of asking the system's keyring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keyring {
    /// The program was built without it.
    NotBuiltIn,
    /// It answers.
    Answers,
    /// It does not answer, or refuses.
    Silent(SecretError),
}

/// Asks the system's keyring for nothing in particular.
pub fn ask_keyring() -> Keyring {
    keyring::probe()
}

/// Where a secret comes from, as it may be shown: `$WHATSAPP_TOKEN`, `main.token`, `keyring`.
pub fn shown(source: &SecretSource) -> String {
    match source {
        SecretSource::Environment(name) => format!("${name}"),
        SecretSource::File(path) => path.display().to_string(),
        SecretSource::Keyring => "keyring".to_owned(),
    }
}

fn of_file(path: &Path, key: &'static str) -> Result<String, SecretError> {
    let unreadable = |reason: String| SecretError::Unreadable {
        path: path.to_owned(),
        reason,
        key,
    };
    let metadata = fs::metadata(path).map_err(|error| unreadable(error.kind().to_string()))?;
    if !metadata.is_file() {
        return Err(unreadable("this is no file".to_owned()));
    }
    let file = File::open(path).map_err(|error| unreadable(error.kind().to_string()))?;
    // Of the file that was opened: the path may lead elsewhere by now.
    let mode = file
        .metadata()
        .map_err(|error| unreadable(error.kind().to_string()))?
        .permissions()
        .mode()
        & 0o777;
    if mode & 0o077 != 0 {
        return Err(SecretError::Open {
            path: path.to_owned(),
            mode,
            key,
        });
    }
    let mut text = String::new();
    file.take(LONGEST)
        .read_to_string(&mut text)
        .map_err(|error| unreadable(error.kind().to_string()))?;
    Ok(text)
}

/// The system's keyring, where the program was built with it.
#[cfg(feature = "keyring")]
pub(super) mod keyring {
    use ::keyring::{Entry, Error};

    use super::{Keyring, SecretError};

    /// Under which name the entries stand.
    const SERVICE: &str = "bluetick";

    /// Asks for an entry that nobody has: a keyring that says so answers.
    pub(super) fn probe() -> Keyring {
        match entry("probe").and_then(|entry| entry.get_password()) {
            Ok(_) | Err(Error::NoEntry) => Keyring::Answers,
            Err(error) => Keyring::Silent(told(&error)),
        }
    }

    /// Reads an entry.
    pub(super) fn read(account: &str, key: &str) -> Result<String, SecretError> {
        let name = format!("{account}/{key}");
        let secret = entry(&name).and_then(|entry| entry.get_password());
        secret.map_err(|error| match error {
            Error::NoEntry => SecretError::Keyring(format!(
                "it has no {key} of {account}; keep it there as service {SERVICE:?}, user name {name:?}"
            )),
            error => told(&error),
        })
    }

    fn entry(name: &str) -> Result<Entry, Error> {
        Entry::new(SERVICE, name)
    }

    /// An error in words; where there is no service, the reason stands beside the error.
    fn told(error: &Error) -> SecretError {
        let reason = match (error, Entry::store_status()) {
            (Error::NoDefaultStore, Err(reason)) => reason.to_string(),
            _ => error.to_string(),
        };
        SecretError::Keyring(format!(
            "no Secret Service answers ({reason}); start one in this session, such as gnome-keyring or KeePassXC, \
             or use an environment variable or a file"
        ))
    }
}

/// Without the feature there is no keyring.
#[cfg(not(feature = "keyring"))]
pub(super) mod keyring {
    use super::{Keyring, SecretError};

    /// There is none that could answer.
    pub(super) const fn probe() -> Keyring {
        Keyring::NotBuiltIn
    }

    /// Says that there is none.
    pub(super) fn read(_account: &str, key: &str) -> Result<String, SecretError> {
        Err(SecretError::Keyring(format!(
            "this program was built without it; use {key}_env or {key}_file, or build it with the feature keyring"
        )))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::wire::Dialect;

    fn read_file(content: &str, mode: u32) -> Result<SecretString, SecretError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("main.token");
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let settings = AccountSettings::new("main", Dialect::Cloud, &path);
        read(&settings, SecretKind::Access, &SecretSource::File(path))
    }

    #[test]
    fn a_private_file_gives_its_one_line() {
        let secret = read_file("  s3cret\n", 0o600).unwrap();
        assert_eq!(secret.expose_secret(), "s3cret");
        assert_eq!(
            read_file("s3cret", 0o400).unwrap().expose_secret(),
            "s3cret"
        );
    }

    #[rstest]
    #[case::others_may_read("s3cret", 0o644, "chmod 600")]
    #[case::group_may_read("s3cret", 0o640, "mode 0640")]
    #[case::empty("\n", 0o600, "expected the token alone")]
    #[case::several_lines("s3cret\nmore", 0o600, "on one line")]
    fn other_files_are_refused_without_their_content(
        #[case] content: &str,
        #[case] mode: u32,
        #[case] words: &str,
    ) {
        let error = read_file(content, mode).unwrap_err();
        let said = format!("{error} {error:?}");
        assert!(said.contains(words), "{said}");
        assert!(!said.contains("s3cret"), "{said}");
    }

    #[test]
    fn what_is_not_there_is_named() {
        let settings = AccountSettings::new("main", Dialect::Cloud, Path::new("x"));
        let source = SecretSource::Environment("BLUETICK_TEST_IS_NOT_SET".to_owned());
        let error = read(&settings, SecretKind::AppSecret, &source).unwrap_err();
        assert!(error.to_string().contains("BLUETICK_TEST_IS_NOT_SET"));
        assert!(error.to_string().contains("app_secret"));
    }
}
