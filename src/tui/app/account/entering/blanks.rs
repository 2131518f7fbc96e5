//! What the sheet of an account asks, and what it says is wrong with the answers.

use secrecy::SecretString;

use super::{
    ENVIRONMENT, Entering, FILE, KEYRING, NOWHERE, SecretBlanks, TYPED, asked_secrets, dialect,
    given,
};
use crate::files::settings::{AccountSettings, Host, SecretKind, flaws, is_one_line, name_problem};
use crate::platform::{base_url, lacks};
use crate::text;
use crate::tui::overlays::{Answers, Blank, BlankShape};
use crate::wire::Dialect;

/// What the sheet asks, given the answers so far.
pub(super) fn blanks(entering: &Entering, answers: &Answers) -> Vec<Blank> {
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
    let from = from
        .as_deref()
        .or(choices.first().map(|(first, _)| *first))
        .unwrap_or(NOWHERE);
    let value = secret_value(asked, from, dialect).map(|value| Blank {
        problem: secret_problem(value.id, &key, answers),
        ..value
    });
    let from = choice(asked.from, &label, hint, choices);
    std::iter::once(from).chain(value).collect()
}

/// What has to be said of a secret that comes from there.
fn secret_value(asked: &SecretBlanks, from: &str, dialect: Dialect) -> Option<Blank> {
    let key = asked.kind.key(dialect);
    match from {
        TYPED => Some(Blank {
            shape: BlankShape::Secret,
            ..line(
                asked.typed,
                &format!("  the {}", key.replace('_', " ")),
                "",
                "Kept in a file beside the settings that nobody else can read (mode 0600).",
            )
        }),
        ENVIRONMENT => Some(line(
            asked.variable,
            "  variable",
            &format!("WHATSAPP_{}", key.to_uppercase()),
            "The name of the variable, which must be set whenever bluetick runs.",
        )),
        FILE => Some(line(
            asked.path,
            "  path",
            "~/secrets/main.token",
            "A file that holds it alone, on one line, and that nobody else may read.",
        )),
        _ => None,
    }
}

/// What is wrong with what was said of a secret.
fn secret_problem(id: &str, key: &str, answers: &Answers) -> Option<String> {
    let Some(answer) = given(answers, id) else {
        return Some(format!("needed: the {key}"));
    };
    let is_line = is_one_line(&SecretString::from(answer));
    (!is_line).then(|| format!("expected the {key} alone, on one line"))
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
