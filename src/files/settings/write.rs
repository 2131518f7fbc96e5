//! Changing a settings file: accounts come and go, and comments and all else stay as they were.

use std::io;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Table, TableLike, value};

use super::account::{AccountSettings, Host, SecretSource};
use super::read::account::is_known;
use crate::files::places::Places;
use crate::files::read::{ReadFileError, read as read_file};
use crate::files::write::{Existing, Readers, atomic, folder_of, private_folder};

/// What was added, and what the file was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// There was none of that name.
    New,
    /// It took the place of one.
    Replaced,
}

/// Settings that could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// There is an account of that name.
    #[error("{}: there is an account {name} already; remove it first, or pass --replace", file.display())]
    Exists {
        /// The file.
        file: PathBuf,
        /// The name.
        name: String,
    },
    /// There is none of that name.
    #[error("{}: there is no account {name}", file.display())]
    Missing {
        /// The file.
        file: PathBuf,
        /// The name.
        name: String,
    },
    /// The file is no TOML, and would lose what stands in it.
    #[error("{}: not changed, since it is no TOML: {reason}", file.display())]
    Broken {
        /// The file.
        file: PathBuf,
        /// What the parser says.
        reason: String,
    },
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadFileError),
    /// It cannot be written.
    #[error("{}: cannot be written: {source}", file.display())]
    Write {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Writes an account into its file; one of the same name is replaced only when that is wanted.
///
/// # Errors
/// When there is one already, or the file cannot be read as TOML or written.
pub(super) fn add_account(account: &AccountSettings, replace: bool) -> Result<Added, WriteError> {
    if !replace {
        refuse_existing(account)?;
    }
    let file = &account.file;
    let mut document = open(file)?;
    let accounts = accounts_of(&mut document, file)?;
    let there = accounts.get_mut(&account.name);
    let is_there = there.is_some();
    match there.and_then(Item::as_table_like_mut) {
        Some(there) => change(there, written(account)),
        None => {
            accounts.insert(&account.name, Item::Table(written(account)));
        }
    }
    save(file, &document)?;
    Ok(if is_there {
        Added::Replaced
    } else {
        Added::New
    })
}

/// Changes what stands in an account's table; comments and what nobody knows stay.
fn change(there: &mut dyn TableLike, account: Table) {
    let is_gone = |key: &str| is_known(key) && !account.contains_key(key);
    let keys = there.iter().map(|(key, _)| key.to_owned());
    let gone: Vec<String> = keys.filter(|key| is_gone(key)).collect();
    for key in gone {
        there.remove(&key);
    }
    for (key, item) in account {
        there.insert(&key, item);
    }
}

/// Refuses an account whose file has one of its name.
///
/// # Errors
/// When it has, or cannot be read as TOML.
pub(super) fn refuse_existing(account: &AccountSettings) -> Result<(), WriteError> {
    let file = &account.file;
    let mut document = open(file)?;
    if accounts_of(&mut document, file)?.contains_key(&account.name) {
        return Err(WriteError::Exists {
            file: file.clone(),
            name: account.name.clone(),
        });
    }
    Ok(())
}

/// Takes an account out of a file.
///
/// # Errors
/// When it is not there, or the file cannot be read as TOML or written.
pub fn remove_account(file: &Path, name: &str) -> Result<(), WriteError> {
    let mut document = open(file)?;
    let missing = || WriteError::Missing {
        file: file.to_owned(),
        name: name.to_owned(),
    };
    let accounts = accounts_of(&mut document, file)?;
    accounts.remove(name).ok_or_else(missing)?;
    if accounts.is_empty() {
        document.remove("accounts");
    }
    save(file, &document)
}

/// Keeps a secret in a file of its own that nobody else can read; gives its path.
///
/// # Errors
/// When it cannot be written.
pub(super) fn keep_secret(
    places: &Places,
    account: &str,
    key: &str,
    secret: &str,
) -> Result<PathBuf, WriteError> {
    let folder = places.config.join("secrets");
    let file = folder.join(format!("{account}.{key}"));
    private_folder(&folder)
        .and_then(|()| match std::fs::remove_file(&file) {
            // One that is replaced would keep the permissions that it had.
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => atomic(
                &file,
                format!("{secret}\n").as_bytes(),
                Readers::Owner,
                Existing::Replace,
            ),
        })
        .map_err(|source| WriteError::Write {
            file: file.clone(),
            source,
        })?;
    Ok(file)
}

impl AccountSettings {
    /// The account alone, as a settings file has it.
    pub fn to_toml(&self) -> String {
        let mut accounts = Table::new();
        accounts.set_implicit(true);
        accounts.insert(&self.name, Item::Table(written(self)));
        let mut document = DocumentMut::new();
        document.insert("accounts", Item::Table(accounts));
        document.to_string()
    }
}

fn open(file: &Path) -> Result<DocumentMut, WriteError> {
    let text = match read_file(file) {
        Ok(text) => text.text,
        Err(ReadFileError::Missing(_)) => String::new(),
        Err(error) => return Err(error.into()),
    };
    text.parse()
        .map_err(|error: toml_edit::TomlError| WriteError::Broken {
            file: file.to_owned(),
            reason: error.message().to_owned(),
        })
}

fn accounts_of<'a>(
    document: &'a mut DocumentMut,
    file: &Path,
) -> Result<&'a mut dyn TableLike, WriteError> {
    let accounts = document.entry("accounts").or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    accounts
        .as_table_like_mut()
        .ok_or_else(|| WriteError::Broken {
            file: file.to_owned(),
            reason: "accounts is no table".to_owned(),
        })
}

fn save(file: &Path, document: &DocumentMut) -> Result<(), WriteError> {
    private_folder(&folder_of(file))
        .and_then(|()| {
            let text = document.to_string();
            atomic(file, text.as_bytes(), Readers::Umask, Existing::Replace)
        })
        .map_err(|source| WriteError::Write {
            file: file.to_owned(),
            source,
        })
}

fn written(account: &AccountSettings) -> Table {
    let mut table = Table::new();
    table.insert("api", value(account.dialect.name()));
    if account.host != Host::default() {
        table.insert("host", value(account.host.name()));
    }
    for (key, text) in account.texts() {
        if let Some(text) = text {
            table.insert(key, value(text));
        }
    }
    if let Some(file) = &account.ca_file {
        table.insert("ca_file", value(file.display().to_string()));
    }
    if !account.verify {
        table.insert("verify", value(false));
    }
    for (kind, source) in &account.secrets {
        let key = format!("{}_{}", kind.key(account.dialect), source.ending());
        let place = match source {
            SecretSource::Environment(name) => value(name),
            SecretSource::File(path) => value(path.display().to_string()),
            SecretSource::Keyring => value(true),
        };
        table.insert(&key, place);
    }
    table
}
