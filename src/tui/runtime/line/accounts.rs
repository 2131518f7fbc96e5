//! The accounts of the connection: those of the settings as they were read last, and what the screen may know.

use std::sync::{Arc, PoisonError};

use super::{Line, Office};
use crate::files::settings::AccountSettings;
use crate::link::Link;
use crate::platform::{Account, base_url, secret};
use crate::tui::msg::{AccountLabel, LinkNews};

impl Line {
    /// Goes on with these accounts of the settings; the sandbox's stay as they are.
    pub(super) fn use_accounts(&self, accounts: Vec<AccountSettings>) {
        let office = self.office.clone();
        tokio::spawn(async move {
            office.report(match office.open_link().await {
                Ok(link) => {
                    office.know(accounts);
                    link.use_accounts(office.usable());
                    LinkNews::Accounts(office.labels(link))
                }
                Err(sentence) => LinkNews::Unavailable(sentence),
            });
        });
    }
}

impl Office {
    /// The accounts of the settings, also those that cannot be used.
    fn settings(&self) -> Arc<[AccountSettings]> {
        let known = self.accounts.read();
        Arc::clone(&known.unwrap_or_else(PoisonError::into_inner))
    }

    fn know(&self, accounts: Vec<AccountSettings>) {
        let mut known = self
            .accounts
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *known = accounts.into();
    }

    /// Those whose secrets are there.
    pub(super) fn usable(&self) -> Vec<Account> {
        let settings = self.settings();
        settings.iter().flat_map(Account::load).collect()
    }

    /// Why an account of the settings is not on the line.
    pub(super) fn problem(&self, name: &str) -> String {
        let settings = self.settings();
        let known = settings.iter().find(|settings| settings.name == name);
        known
            .and_then(|settings| Account::load(settings).err())
            .map_or_else(
                || format!("there is no account {name}"),
                |error| error.to_string(),
            )
    }

    /// What the screen may know of all accounts: those of the settings first, also those that cannot be used.
    pub(super) fn labels(&self, link: &Link) -> Vec<AccountLabel> {
        let settings = self.settings();
        let live = settings.iter().map(|settings| label(link, settings));
        let sandbox = link.accounts().into_iter().filter(|it| it.is_sandbox);
        let sandbox = sandbox.map(|account| AccountLabel {
            name: account.name.clone(),
            dialect: account.dialect,
            is_sandbox: true,
            webhook: link.webhook_address(&account),
            base_url: account.base_url.clone(),
            number: account.display_phone_number.clone(),
            secrets: Vec::new(),
            settings: None,
            problem: None,
        });
        live.chain(sandbox).collect()
    }
}

fn label(link: &Link, settings: &AccountSettings) -> AccountLabel {
    let account = link.account(&settings.name);
    let secrets = settings.secrets.iter().map(|(kind, source)| {
        let key = kind.key(settings.dialect);
        format!("{key} from {}", secret::shown(source))
    });
    AccountLabel {
        name: settings.name.clone(),
        dialect: settings.dialect,
        is_sandbox: false,
        webhook: account
            .as_ref()
            .and_then(|account| link.webhook_address(account)),
        base_url: base_url(settings).unwrap_or_default(),
        number: settings.number.clone(),
        secrets: secrets.collect(),
        settings: Some(Box::new(settings.clone())),
        problem: match account {
            Some(_) => None,
            None => Account::load(settings).err().map(|error| error.to_string()),
        },
    }
}
