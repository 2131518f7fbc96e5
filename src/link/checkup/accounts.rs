//! The accounts of the settings: what they are, and whether each secret is where it should be.

use super::{Finding, Group};
use crate::files::settings::{AccountSettings, SecretKind, SecretSource};
use crate::platform::secret::{self, Keyring, ask_keyring};
use crate::platform::{Trust, base_url, check_trust};
use crate::wire::Dialect;

/// Every account with its secrets, and the keyring.
pub(super) fn examine(accounts: &[&AccountSettings]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if accounts.is_empty() {
        findings.push(Finding::ok(
            Group::Accounts,
            "accounts",
            "none: the sandbox answers; `bluetick accounts add` makes one",
        ));
    }
    for account in accounts {
        findings.extend(address(account));
        findings.extend(SecretKind::ALL.into_iter().filter_map(|kind| {
            let is_of = kind.is_of(account.dialect);
            is_of.then(|| held(account, kind)).flatten()
        }));
        findings.extend(trust(account));
    }
    findings.push(keyring(accounts));
    findings
}

/// What an account is, and what it lacks.
fn address(account: &AccountSettings) -> Vec<Finding> {
    let (name, title) = (&account.name, account.dialect.title());
    let incomplete = |key: &str, why: &str| {
        Finding::problem(
            Group::Accounts,
            name,
            format!("{title}, has no {key}: {why}"),
        )
        .remedy(format!(
            "write {key} below [accounts.{name}] in {}",
            account.file.display()
        ))
    };
    let Some(url) = base_url(account) else {
        return vec![incomplete(
            "base_url",
            "an On-Premises client stands on a host of your own",
        )];
    };
    let number = account.number.as_ref().map(|number| format!(", +{number}"));
    let found = format!(
        "{title}, {url}{}, from {}",
        number.unwrap_or_default(),
        account.file.display()
    );
    let mut findings = vec![Finding::ok(Group::Accounts, name, found)];
    if account.dialect == Dialect::Cloud && account.phone_number_id.is_none() {
        findings.push(incomplete(
            "phone_number_id",
            "nothing can be sent without it",
        ));
    }
    findings
}

/// Whether a secret is there; never the secret. Nothing where it is not missed.
fn held(account: &AccountSettings, kind: SecretKind) -> Option<Finding> {
    let key = kind.key(account.dialect);
    let about = format!("{}: {key}", account.name);
    let Some(source) = account.source(kind) else {
        let table = format!("[accounts.{}]", account.name);
        return match kind {
            SecretKind::Access => Some(
                Finding::problem(Group::Accounts, about, "nothing says where it comes from")
                    .remedy(format!("write {key}_env or {key}_file below {table}")),
            ),
            SecretKind::AppSecret => Some(
                Finding::warning(
                    Group::Accounts,
                    about,
                    "nothing says where it comes from: signatures of webhooks are not checked",
                )
                .remedy(format!(
                    "write {key}_env or {key}_file below {table}, if webhooks come here"
                )),
            ),
            // Asked for once, when the address is made known.
            SecretKind::VerifyToken => None,
        };
    };
    let from = match source {
        SecretSource::Environment(_) => "from the environment, ",
        SecretSource::File(_) => "from a file for you alone, ",
        SecretSource::Keyring => "from the ",
    };
    Some(match secret::read(account, kind, source) {
        Ok(_) => {
            let found = format!("present, {from}{}", secret::shown(source));
            Finding::ok(Group::Accounts, about, found)
        }
        Err(error) => {
            let error = error.to_string();
            // Ours say what to do after the first half.
            let (found, remedy) = error.split_once("; ").unwrap_or((&error, ""));
            let found = Finding::problem(Group::Accounts, about, found);
            if remedy.is_empty() {
                found
            } else {
                found.remedy(remedy)
            }
        }
    })
}

/// Whom an On-Premises account trusts, where that is not the system.
fn trust(account: &AccountSettings) -> Option<Finding> {
    let about = format!("{}: certificates", account.name);
    match Trust::of(account) {
        Trust::System => None,
        Trust::Any => Some(
            Finding::warning(
                Group::Accounts,
                about,
                "any is trusted (verify = false): whoever stands between can read and change everything",
            )
            .remedy("name the file of the client's CA with ca_file instead"),
        ),
        Trust::File(file) => Some(match check_trust(&Trust::File(file.clone())) {
            Ok(()) => Finding::ok(
                Group::Accounts,
                about,
                format!("those of {} are trusted", file.display()),
            ),
            Err(error) => Finding::problem(Group::Accounts, about, error.to_string())
                .remedy("put the certificates of the client's CA there, as PEM"),
        }),
    }
}

/// Whether secrets can come from the system's keyring.
fn keyring(accounts: &[&AccountSettings]) -> Finding {
    let of_account = |account: &&&AccountSettings| {
        let mut secrets = account.secrets.iter();
        secrets.any(|(_, source)| *source == SecretSource::Keyring)
    };
    let users: Vec<&str> = accounts
        .iter()
        .filter(of_account)
        .map(|account| account.name.as_str())
        .collect();
    let (found, remedy) = match ask_keyring() {
        Keyring::Answers => {
            return Finding::ok(Group::Accounts, "keyring", "built in, and it answers");
        }
        Keyring::Silent(error) => {
            let error = error.to_string();
            let (found, remedy) = error.split_once("; ").unwrap_or((&error, ""));
            (format!("built in: {found}"), remedy.to_owned())
        }
        Keyring::NotBuiltIn => (
            "not built in".to_owned(),
            "build with `--features keyring`, or use an environment variable or a file".to_owned(),
        ),
    };
    if users.is_empty() {
        let found = format!("{found}; no account here needs it");
        Finding::ok(Group::Accounts, "keyring", found)
    } else {
        let found = format!("{found}; needed by {}", users.join(", "));
        Finding::problem(Group::Accounts, "keyring", found).remedy(remedy)
    }
}
