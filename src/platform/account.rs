//! Accounts: a dialect, an address, a number and the secrets that go with them.

use std::path::PathBuf;

use secrecy::SecretString;

use super::secret::{self, SecretError};
use crate::files::settings::{AccountSettings, Host, SecretKind};
use crate::wire::Dialect;

/// The host of the Graph API.
const GRAPH: &str = "https://graph.facebook.com";
/// The newest version of the Graph API.
const GRAPH_VERSION: &str = "v26.0";
/// Who logs in to an On-Premises client where the settings do not say.
const USER: &str = "admin";

/// One account at one platform.
#[derive(Debug, Clone)]
pub struct Account {
    /// The name by which it is chosen: `sandbox-cloud`.
    pub name: String,
    /// The API that it speaks.
    pub dialect: Dialect,
    /// Which of 360dialog's hosts serves it, and so which paths it has.
    pub host: Host,
    /// Where its API stands, with the version for the Cloud API and without a slash at the end.
    pub base_url: String,
    /// The id of the business number in Cloud API paths.
    pub phone_number_id: Option<String>,
    /// The id of the WhatsApp Business account in Cloud API paths.
    pub waba_id: Option<String>,
    /// The id of Meta's app, under which samples for templates are uploaded.
    pub app_id: Option<String>,
    /// The business's own number as digits.
    pub display_phone_number: Option<String>,
    /// Who logs in, at an On-Premises client; the access secret is the password then.
    pub user: Option<String>,
    /// Which certificates are trusted.
    pub trust: Trust,
    /// The secrets, redacted in `Debug`.
    pub secrets: Secrets,
    /// Whether the embedded sandbox answers.
    pub is_sandbox: bool,
}

/// What an account must keep to itself.
#[derive(Debug, Clone, Default)]
pub struct Secrets {
    /// The bearer token, 360dialog's key, or the password of an On-Premises user.
    pub access: SecretString,
    /// What Meta signs webhooks with.
    pub app_secret: Option<SecretString>,
    /// What Meta shows when it asks for the webhook address.
    pub verify_token: Option<SecretString>,
}

/// Which certificates are trusted; anything but the system's at On-Premises clients only.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Trust {
    /// The system's.
    #[default]
    System,
    /// Those of a file.
    File(PathBuf),
    /// Any.
    Any,
}

impl Trust {
    /// Which certificates the account of these settings trusts.
    pub fn of(settings: &AccountSettings) -> Self {
        match (&settings.ca_file, settings.verify) {
            (_, false) => Self::Any,
            (Some(file), true) => Self::File(file.clone()),
            (None, true) => Self::System,
        }
    }
}

/// An account that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// Nothing says where a secret comes from.
    #[error(
        "the account {account} has no {key}: say where it comes from with {key}_env or {key}_file in the settings"
    )]
    NoSecret {
        /// The account.
        account: String,
        /// What is missing.
        key: &'static str,
    },
    /// A secret is not where it should be.
    #[error("the account {account}: {source}")]
    Secret {
        /// The account.
        account: String,
        /// What is wrong with it.
        source: SecretError,
    },
    /// It lacks what its API needs.
    #[error("the account {account} has no {key}: {why}")]
    Incomplete {
        /// The account.
        account: String,
        /// What is missing.
        key: &'static str,
        /// What it is needed for.
        why: &'static str,
    },
}

impl Account {
    /// An account with nothing but an address and a secret.
    pub fn new(name: &str, dialect: Dialect, base_url: &str, access: SecretString) -> Self {
        Self {
            name: name.to_owned(),
            dialect,
            host: Host::default(),
            base_url: base_url.trim_end_matches('/').to_owned(),
            phone_number_id: None,
            waba_id: None,
            app_id: None,
            display_phone_number: None,
            user: None,
            trust: Trust::default(),
            secrets: Secrets {
                access,
                ..Secrets::default()
            },
            is_sandbox: false,
        }
    }

    /// The account that the settings tell of, with its secrets read from where they are.
    ///
    /// # Errors
    /// When a secret is not to be had, or something is missing without which nothing can be sent.
    pub fn load(settings: &AccountSettings) -> Result<Self, AccountError> {
        if let Some((key, why)) = lacks(settings) {
            return Err(AccountError::Incomplete {
                account: settings.name.clone(),
                key,
                why,
            });
        }
        let base_url = base_url(settings).unwrap_or_default();
        let access = read(settings, SecretKind::Access)?.ok_or_else(|| AccountError::NoSecret {
            account: settings.name.clone(),
            key: SecretKind::Access.key(settings.dialect),
        })?;
        let user = settings.user.clone().unwrap_or_else(|| USER.to_owned());
        Ok(Self {
            host: settings.host,
            phone_number_id: settings.phone_number_id.clone(),
            waba_id: settings.waba_id.clone(),
            app_id: settings.app_id.clone(),
            display_phone_number: settings.number.clone(),
            user: (settings.dialect == Dialect::OnPremises).then_some(user),
            trust: Trust::of(settings),
            secrets: Secrets {
                access,
                app_secret: read(settings, SecretKind::AppSecret)?,
                verify_token: read(settings, SecretKind::VerifyToken)?,
            },
            is_sandbox: false,
            ..Self::new(
                &settings.name,
                settings.dialect,
                &base_url,
                SecretString::default(),
            )
        })
    }
}

fn read(
    settings: &AccountSettings,
    kind: SecretKind,
) -> Result<Option<SecretString>, AccountError> {
    settings
        .source(kind)
        .map(|source| secret::read(settings, kind, source))
        .transpose()
        .map_err(|source| AccountError::Secret {
            account: settings.name.clone(),
            source,
        })
}

/// The key of the settings that an account cannot do without and does not have, and why.
pub fn lacks(settings: &AccountSettings) -> Option<(&'static str, &'static str)> {
    if base_url(settings).is_none() {
        let why = "an On-Premises client stands on a host of your own";
        return Some(("base_url", why));
    }
    let why = "it stands in the path of every send; Meta's dashboard shows it beside the number";
    (settings.dialect == Dialect::Cloud && settings.phone_number_id.is_none())
        .then_some(("phone_number_id", why))
}

/// Where an account's API stands; nothing for an On-Premises client that nobody has said the host of.
pub fn base_url(settings: &AccountSettings) -> Option<String> {
    let version = settings.version.as_deref();
    if let Some(base) = &settings.base_url {
        return Some(match (settings.dialect, version) {
            (Dialect::Cloud, Some(version)) if !base.ends_with(version) => {
                format!("{base}/{version}")
            }
            _ => base.clone(),
        });
    }
    match (settings.dialect, settings.host) {
        (Dialect::Cloud, _) => Some(format!("{GRAPH}/{}", version.unwrap_or(GRAPH_VERSION))),
        (Dialect::Dialog360, host) => Some(gateway(host).to_owned()),
        (Dialect::OnPremises, _) => None,
    }
}

/// The address of one of 360dialog's hosts.
const fn gateway(host: Host) -> &'static str {
    match host {
        Host::Current => "https://waba-v2.360dialog.io",
        Host::FirstGeneration => "https://waba.360dialog.io",
        Host::Sandbox => "https://waba-sandbox.360dialog.io",
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use rstest::rstest;

    use super::*;

    fn settings(dialect: Dialect) -> AccountSettings {
        AccountSettings::new("main", dialect, Path::new("bluetick.toml"))
    }

    #[rstest]
    #[case(settings(Dialect::Cloud), Some("https://graph.facebook.com/v26.0"))]
    #[case(AccountSettings { version: Some("v24.0".to_owned()), ..settings(Dialect::Cloud) }, Some("https://graph.facebook.com/v24.0"))]
    #[case(AccountSettings { version: Some("v24.0".to_owned()), base_url: Some("http://127.0.0.1:9".to_owned()), ..settings(Dialect::Cloud) }, Some("http://127.0.0.1:9/v24.0"))]
    #[case(AccountSettings { base_url: Some("http://127.0.0.1:9/v26.0".to_owned()), ..settings(Dialect::Cloud) }, Some("http://127.0.0.1:9/v26.0"))]
    #[case(settings(Dialect::Dialog360), Some("https://waba-v2.360dialog.io"))]
    #[case(AccountSettings { host: Host::FirstGeneration, ..settings(Dialect::Dialog360) }, Some("https://waba.360dialog.io"))]
    #[case(AccountSettings { host: Host::Sandbox, ..settings(Dialect::Dialog360) }, Some("https://waba-sandbox.360dialog.io"))]
    #[case(settings(Dialect::OnPremises), None)]
    fn each_account_has_its_address(
        #[case] settings: AccountSettings,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(base_url(&settings).as_deref(), expected);
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = Account::load(&settings(Dialect::Cloud)).unwrap_err();
        assert!(error.to_string().contains("phone_number_id"), "{error}");
        let error = Account::load(&settings(Dialect::OnPremises)).unwrap_err();
        assert!(error.to_string().contains("base_url"), "{error}");
        let error = Account::load(&settings(Dialect::Dialog360)).unwrap_err();
        assert!(error.to_string().contains("api_key_env"), "{error}");
    }
}
