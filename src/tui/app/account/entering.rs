//! Entering an account: what the sheet asks, and what its answers mean. Pure; the app opens and ends the sheet.

mod blanks;

use std::path::PathBuf;

use secrecy::SecretString;

use crate::files::settings::{AccountSettings, Entry, Host, SecretKind, SecretSource};
use crate::tui::overlays::{Answers, Blanks};
use crate::wire::Dialect;

/// What is being entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui::app) enum Entering {
    /// An account beside those of these names; into one of the settings files: the project's, the person's.
    New(Vec<String>, [PathBuf; 2]),
    /// Another state of this account.
    Changed(Box<AccountSettings>),
}

/// Where a secret is said to come from.
const NOWHERE: &str = "nowhere";
const TYPED: &str = "typed";
const ENVIRONMENT: &str = "environment";
const FILE: &str = "file";
const KEYRING: &str = "keyring";

/// The blanks of a secret.
struct SecretBlanks {
    kind: SecretKind,
    from: &'static str,
    typed: &'static str,
    variable: &'static str,
    path: &'static str,
}

const SECRETS: [SecretBlanks; 3] = [
    SecretBlanks {
        kind: SecretKind::Access,
        from: "access",
        typed: "access_typed",
        variable: "access_env",
        path: "access_file",
    },
    SecretBlanks {
        kind: SecretKind::AppSecret,
        from: "app_secret",
        typed: "app_secret_typed",
        variable: "app_secret_env",
        path: "app_secret_file",
    },
    SecretBlanks {
        kind: SecretKind::VerifyToken,
        from: "verify_token",
        typed: "verify_token_typed",
        variable: "verify_token_env",
        path: "verify_token_file",
    },
];

impl Entering {
    /// Whether answers to the one are answers to the other.
    pub(in crate::tui::app) fn is_of_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::New(..), Self::New(..)) => true,
            (Self::Changed(one), Self::Changed(other)) => one == other,
            _ => false,
        }
    }

    /// What the sheet is called.
    pub(in crate::tui::app) fn title(&self) -> String {
        match self {
            Self::New(..) => "Add an account".to_owned(),
            Self::Changed(account) => format!("Change the account {}", account.name),
        }
    }

    /// The answers that the sheet begins with.
    pub(in crate::tui::app) fn answers(&self) -> Answers {
        match self {
            Self::New(..) => Answers::new(),
            Self::Changed(account) => answers_of(account),
        }
    }

    /// What the sheet asks.
    pub(in crate::tui::app) fn blanks(self) -> Blanks {
        Box::new(move |answers| blanks::blanks(&self, answers))
    }

    /// The account that the answers tell of, with the secrets that were typed.
    pub(in crate::tui::app) fn entry(&self, answers: &Answers) -> Entry {
        let account = self.account(answers);
        let typed = asked_secrets(account.dialect)
            .filter(|blanks| given(answers, blanks.from).as_deref() == Some(TYPED))
            .filter_map(|blanks| {
                let secret = given(answers, blanks.typed)?;
                Some((blanks.kind, SecretString::from(secret)))
            });
        Entry {
            typed: typed.collect(),
            account,
            replaces: matches!(self, Self::Changed(_)),
        }
    }

    fn account(&self, answers: &Answers) -> AccountSettings {
        let (name, file) = match self {
            Self::New(_, [project, personal]) => {
                let is_project = given(answers, "settings").as_deref() == Some("project");
                let file = if is_project { project } else { personal };
                (given(answers, "name").unwrap_or_default(), file)
            }
            Self::Changed(account) => (account.name.clone(), &account.file),
        };
        let dialect = dialect(answers);
        let of = |asked: &[Dialect], id| {
            asked
                .contains(&dialect)
                .then(|| given(answers, id))
                .flatten()
        };
        let (cloud, client) = (&[Dialect::Cloud], &[Dialect::OnPremises]);
        let host = of(&[Dialect::Dialog360], "host");
        let hosts = Host::ALL.into_iter();
        let secrets = asked_secrets(dialect).filter_map(|blanks| {
            let source = match given(answers, blanks.from)?.as_str() {
                ENVIRONMENT => SecretSource::Environment(given(answers, blanks.variable)?),
                FILE => SecretSource::File(given(answers, blanks.path)?.into()),
                KEYRING => SecretSource::Keyring,
                _ => return None,
            };
            Some((blanks.kind, source))
        });
        AccountSettings {
            host: hosts
                .into_iter()
                .find(|known| Some(known.name()) == host.as_deref())
                .unwrap_or_default(),
            base_url: given(answers, "base_url"),
            version: of(cloud, "version"),
            phone_number_id: of(cloud, "phone_number_id"),
            waba_id: of(cloud, "waba_id"),
            app_id: of(cloud, "app_id"),
            number: given(answers, "number"),
            user: of(client, "user"),
            ca_file: of(client, "ca_file").map(PathBuf::from),
            verify: of(client, "verify").as_deref() != Some("no"),
            secrets: secrets.collect(),
            ..AccountSettings::new(&name, dialect, file)
        }
    }
}

/// An answer; none where it is empty.
fn given(answers: &Answers, id: &str) -> Option<String> {
    let answer = answers.get(id)?.trim();
    (!answer.is_empty()).then(|| answer.to_owned())
}

fn dialect(answers: &Answers) -> Dialect {
    let answer = given(answers, "api").and_then(|answer| answer.parse().ok());
    answer.unwrap_or(Dialect::Cloud)
}

/// The secrets that accounts of an API have.
fn asked_secrets(dialect: Dialect) -> impl Iterator<Item = &'static SecretBlanks> {
    SECRETS
        .iter()
        .filter(move |blanks| blanks.kind.is_of(dialect))
}

/// An account as answers: what [`Entering::account`] reads.
fn answers_of(account: &AccountSettings) -> Answers {
    let mut answers = Answers::from([
        ("api", account.dialect.name().to_owned()),
        ("host", account.host.name().to_owned()),
        (
            "verify",
            if account.verify { "yes" } else { "no" }.to_owned(),
        ),
    ]);
    for (id, text) in account.texts() {
        answers.extend(text.clone().map(|text| (id, text)));
    }
    let ca_file = account.ca_file.as_ref();
    answers.extend(ca_file.map(|file| ("ca_file", file.display().to_string())));
    for blanks in asked_secrets(account.dialect) {
        let (from, answer) = match account.source(blanks.kind) {
            None => (NOWHERE, None),
            Some(SecretSource::Environment(name)) => {
                (ENVIRONMENT, Some((blanks.variable, name.clone())))
            }
            Some(SecretSource::File(path)) => {
                (FILE, Some((blanks.path, path.display().to_string())))
            }
            Some(SecretSource::Keyring) => (KEYRING, None),
        };
        answers.insert(blanks.from, from.to_owned());
        answers.extend(answer);
    }
    answers
}
