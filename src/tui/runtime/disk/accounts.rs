//! Accounts entered into the settings and taken out of them.

use crate::files::Places;
use crate::files::settings::{self, Added, Entered, Entry, Settings};
use crate::tui::msg::FileDone;

/// Writes an account and its typed secrets.
pub(super) fn enter(places: &Places, entry: Entry) -> FileDone {
    let (name, file) = (entry.account.name.clone(), entry.account.file.clone());
    match settings::enter(places, entry) {
        Ok(Entered { added, .. }) => {
            let word = match added {
                Added::New => "added to",
                Added::Replaced => "changed in",
            };
            let said = format!("{name} was {word} {}", file.display());
            FileDone::Accounts(Settings::load(places).0.accounts, said)
        }
        Err(error) => FileDone::Failed(format!(
            "{error}. What was typed is kept: enter the account again."
        )),
    }
}

/// Takes an account out of the file that has it.
pub(super) fn remove(places: &Places, name: &str) -> FileDone {
    let accounts = Settings::load(places).0.accounts;
    let Some(account) = accounts.iter().find(|account| account.name == name) else {
        return FileDone::Failed(format!("there is no account {name} in the settings"));
    };
    match settings::remove_account(&account.file, name) {
        Ok(()) => {
            let said = format!("{name} was removed from {}", account.file.display());
            FileDone::Accounts(Settings::load(places).0.accounts, said)
        }
        Err(error) => FileDone::Failed(error.to_string()),
    }
}
