//! The account that a command is told by name: one of the settings, or of the sandbox.
//!
//! Used by the commands that go through an account. Knows neither a network nor what is asked there.

use super::{Failure, output};
use crate::files::Places;
use crate::files::settings::{AccountSettings, Settings};
use crate::platform::Account;
use crate::wire::Dialect;

/// The account that a command goes through.
#[derive(Debug)]
pub(super) enum Chosen {
    /// The sandbox's, of that dialect.
    Sandbox(Dialect),
    /// One of the settings.
    Live(Box<Account>),
}

impl Chosen {
    /// The account of that name.
    ///
    /// # Errors
    /// When there is none, or it cannot be used.
    pub(super) fn named(name: &str, places: &Places) -> Result<Self, Failure> {
        let sandbox = Dialect::ALL
            .iter()
            .find(|dialect| sandbox_name(**dialect) == name);
        if let Some(dialect) = sandbox {
            return Ok(Self::Sandbox(*dialect));
        }
        load(places, name).map(|account| Self::Live(Box::new(account)))
    }

    /// The API that it speaks.
    pub(super) const fn dialect(&self) -> Dialect {
        match self {
            Self::Sandbox(dialect) => *dialect,
            Self::Live(account) => account.dialect,
        }
    }

    /// The name by which a link knows it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Sandbox(dialect) => sandbox_name(*dialect),
            Self::Live(account) => account.name.clone(),
        }
    }

    /// The account, where it is one of the settings.
    pub(super) fn live(&self) -> Option<&Account> {
        match self {
            Self::Sandbox(_) => None,
            Self::Live(account) => Some(account),
        }
    }
}

/// The name of the sandbox's account of a dialect.
pub(super) fn sandbox_name(dialect: Dialect) -> String {
    format!("sandbox-{dialect}")
}

/// Where an account of the settings comes from, and what is said of it beside.
///
/// # Errors
/// When there is none of that name; says which there are, and what was wrong with the settings.
pub(super) fn find(places: &Places, name: &str) -> Result<AccountSettings, Failure> {
    let (settings, warnings) = Settings::load(places);
    for warning in warnings
        .iter()
        .filter(|warning| warning.message.starts_with(&format!("accounts.{name}")))
    {
        output::note(&warning.to_string());
    }
    let names: Vec<String> = settings
        .accounts
        .iter()
        .map(|account| account.name.clone())
        .chain(Dialect::ALL.iter().copied().map(sandbox_name))
        .collect();
    let known = settings
        .accounts
        .iter()
        .find(|account| account.name == name);
    known.cloned().ok_or_else(|| {
        Failure::unusable(format!(
            "there is no account {name:?}; expected one of {}",
            names.join(", ")
        ))
    })
}

/// An account of the settings, ready to be used.
///
/// # Errors
/// As for [`find`], and when a secret is not to be had.
pub(super) fn load(places: &Places, name: &str) -> Result<Account, Failure> {
    let settings = find(places, name)?;
    Account::load(&settings).map_err(|error| Failure::unusable(error.to_string()))
}
