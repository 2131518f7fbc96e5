//! Entering an account: what the sheet asks, and what its answers mean. Pure; the app opens and ends the sheet.

use std::path::PathBuf;

use secrecy::SecretString;

use crate::files::settings::{
    AccountSettings, Entry, Host, SecretKind, SecretSource, flaws, is_one_line, name_problem,
};
use crate::platform::{base_url, lacks};
use crate::text;
use crate::tui::overlays::{Answers, Blank, BlankShape, Blanks};
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
        Box::new(move |answers| blanks(&self, answers))
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

fn blanks(entering: &Entering, answers: &Answers) -> Vec<Blank> {
    let dialect = dialect(answers);
    let account = entering.account(answers);
    let mut blanks = Vec::new();
    if let Entering::New(taken, _) = entering {
        blanks.push(name(&account.name, taken));
    }
    blanks.push(choice(
        "api",
        "API",
        "Which of the three APIs it speaks.",
        Dialect::ALL
            .iter()
            .map(|dialect| (dialect.name(), dialect.title().to_owned()))
            .collect(),
    ));
    match dialect {
        Dialect::Cloud => blanks.extend(of_cloud()),
        Dialect::Dialog360 => blanks.push(hosts()),
        Dialect::OnPremises => {}
    }
    blanks.extend(asked_secrets(dialect).flat_map(|asked| secret(asked, dialect, answers)));
    blanks.extend(common(&account));
    if matches!(entering, Entering::New(..)) {
        blanks.push(choice(
            "settings",
            "Written into",
            &format!("{}; secrets never stand in it.", account.file.display()),
            vec![
                ("personal", "your settings".to_owned()),
                ("project", "the settings of this project".to_owned()),
            ],
        ));
    }
    tell_flaws(&account, &mut blanks);
    blanks
}

/// Puts what the rules of settings find to the blanks that it is about.
fn tell_flaws(account: &AccountSettings, blanks: &mut [Blank]) {
    let found = flaws(account);
    let lacking = lacks(account);
    for blank in blanks.iter_mut().filter(|blank| blank.problem.is_none()) {
        let asked = asked_secrets(account.dialect)
            .find(|asked| [asked.variable, asked.path].contains(&blank.id));
        let is_about = |key: &str| match asked {
            Some(asked) => key.starts_with(asked.kind.key(account.dialect)),
            None => key == blank.id,
        };
        let flaw = found.iter().find(|flaw| is_about(&flaw.key));
        let lack = lacking.filter(|(key, _)| is_about(key));
        match flaw {
            Some(flaw) if flaw.is_usable => blank.hint.clone_from(&flaw.said),
            Some(flaw) => blank.problem = Some(flaw.said.clone()),
            None => blank.problem = lack.map(|(_, why)| format!("needed: {why}")),
        }
    }
}

fn name(given: &str, taken: &[String]) -> Blank {
    let is_taken = taken.iter().any(|name| name == given);
    Blank {
        problem: name_problem(given)
            .or_else(|| is_taken.then(|| "there is an account of this name".to_owned())),
        ..line(
            "name",
            "Name",
            "main",
            "By which it is chosen: `bluetick send --account NAME`.",
        )
    }
}

fn of_cloud() -> [Blank; 4] {
    [
        line(
            "phone_number_id",
            "Phone number id",
            "the id, not the number",
            "Meta's dashboard shows it beside the number, under WhatsApp, API setup.",
        ),
        line(
            "waba_id",
            "WhatsApp account id",
            "optional",
            "The id of the WhatsApp Business account (WABA): templates and webhooks belong to it.",
        ),
        line(
            "app_id",
            "App id",
            "optional",
            "The id of Meta's app: needed to register webhooks and to upload samples of templates.",
        ),
        line(
            "version",
            "Version",
            "the newest that is known",
            "The version of the Graph API, such as v26.0.",
        ),
    ]
}

fn hosts() -> Blank {
    let said = |host| match host {
        Host::Current => "current: numbers in the cloud",
        Host::FirstGeneration => "first generation",
        Host::Sandbox => "sandbox: your own phone only",
    };
    choice(
        "host",
        "Host",
        "Which of 360dialog's hosts serves the number.",
        Host::ALL
            .into_iter()
            .map(|host| (host.name(), said(host).to_owned()))
            .collect(),
    )
}

/// The blanks of a secret: where it comes from, and what that needs.
fn secret(asked: &SecretBlanks, dialect: Dialect, answers: &Answers) -> Vec<Blank> {
    let key = asked.kind.key(dialect).replace('_', " ");
    let (label, hint) = match asked.kind {
        SecretKind::Access => (
            text::capitalised(&key),
            "What lets one in. It never stands in the settings.",
        ),
        SecretKind::AppSecret => (
            "App secret".to_owned(),
            "What Meta signs webhooks with: without it no webhook can be believed.",
        ),
        SecretKind::VerifyToken => (
            "Verify token".to_owned(),
            "Any words of yours: Meta shows them when it asks for the webhook address.",
        ),
    };
    let mut choices = vec![
        (TYPED, "typed here".to_owned()),
        (ENVIRONMENT, "an environment variable".to_owned()),
        (FILE, "a private file".to_owned()),
    ];
    if cfg!(feature = "keyring") {
        choices.push((KEYRING, "the system's keyring".to_owned()));
    }
    if asked.kind != SecretKind::Access {
        choices.insert(0, (NOWHERE, "not set".to_owned()));
    }
    let from = given(answers, asked.from);
    let from = from.as_deref().or(choices.first().map(|(first, _)| *first));
    let needed = |id: &'static str| {
        let is_there = given(answers, id).is_some();
        (!is_there).then(|| format!("needed: the {key}"))
    };
    let value = match from {
        Some(TYPED) => Some(Blank {
            shape: BlankShape::Secret,
            problem: needed(asked.typed).or_else(|| {
                let typed = SecretString::from(given(answers, asked.typed)?);
                (!is_one_line(&typed)).then(|| format!("expected the {key} alone, on one line"))
            }),
            ..line(
                asked.typed,
                "",
                "",
                "Kept in a file beside the settings that nobody else can read (mode 0600).",
            )
        }),
        Some(ENVIRONMENT) => Some(Blank {
            problem: needed(asked.variable),
            ..line(
                asked.variable,
                "  variable",
                &format!("WHATSAPP_{}", asked.kind.key(dialect).to_uppercase()),
                "The name of the variable, which must be set whenever bluetick runs.",
            )
        }),
        Some(FILE) => Some(Blank {
            problem: needed(asked.path),
            ..line(
                asked.path,
                "  path",
                "~/secrets/main.token",
                "A file that holds it alone, on one line, and that nobody else may read.",
            )
        }),
        _ => None,
    };
    let value = value.map(|value| Blank {
        label: if value.label.is_empty() {
            format!("  the {key}")
        } else {
            value.label
        },
        ..value
    });
    let from = choice(asked.from, &label, hint, choices);
    std::iter::once(from).chain(value).collect()
}

/// What accounts of every API can have, and what On-Premises ones have besides.
fn common(account: &AccountSettings) -> Vec<Blank> {
    let own = AccountSettings {
        base_url: None,
        ..account.clone()
    };
    let mut blanks = vec![
        line(
            "number",
            "Business number",
            "optional",
            "The business's own number with its country code, to know the account by.",
        ),
        line(
            "base_url",
            "Address",
            &base_url(&own).unwrap_or_else(|| "https://host.example.com:9090".to_owned()),
            "Only for another address than the API's own: a test cluster, a recorder.",
        ),
    ];
    if account.dialect == Dialect::OnPremises {
        blanks.extend([
            line("user", "User", "admin", "Who logs in; the password is theirs."),
            line(
                "ca_file",
                "Certificates",
                "the system's",
                "A PEM file with the certificates to trust, for a client with one of its own making.",
            ),
            choice(
                "verify",
                "Certificate",
                "Whether the client must prove who it is. Without that anybody on the way can read along.",
                vec![
                    ("yes", "verified".to_owned()),
                    ("no", "not verified".to_owned()),
                ],
            ),
        ]);
    }
    blanks
}

fn line(id: &'static str, label: &str, placeholder: &str, hint: &str) -> Blank {
    Blank {
        id,
        label: label.to_owned(),
        hint: hint.to_owned(),
        shape: BlankShape::Text(placeholder.to_owned()),
        problem: None,
    }
}

fn choice(
    id: &'static str,
    label: &str,
    hint: &str,
    choices: Vec<(&'static str, String)>,
) -> Blank {
    Blank {
        shape: BlankShape::Choice(choices),
        ..line(id, label, "", hint)
    }
}
