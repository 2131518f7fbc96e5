//! Which account a message goes through, and the word that a live one needs first.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use super::arguments::Arguments;
use crate::cli::account::{Chosen, sandbox_name};
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::message::Draft;
use crate::platform::Account;
use crate::text;
use crate::wire::Dialect;

/// The account that is named, or the sandbox's of the message's dialect.
///
/// # Errors
/// When there is no such account, it cannot be used, or it takes no such message.
pub(super) fn chosen(
    arguments: &Arguments,
    places: &Places,
    draft: &Draft,
) -> Result<Chosen, Failure> {
    let chosen = match &arguments.account {
        Some(name) => Chosen::named(name, places)?,
        None => draft.dialect().map(Chosen::Sandbox).ok_or_else(|| {
            let names: Vec<String> = Dialect::ALL.iter().map(|it| sandbox_name(*it)).collect();
            Failure::unusable(format!(
                "{}: the message does not say which API it is for; pass --account, one of {}",
                arguments.file.display(),
                names.join(", ")
            ))
        })?,
    };
    match draft.dialect() {
        Some(dialect) if !dialect.shares_body_with(chosen.dialect()) => {
            Err(other_dialect(arguments, dialect, &chosen))
        }
        _ => Ok(chosen),
    }
}

fn other_dialect(arguments: &Arguments, dialect: Dialect, chosen: &Chosen) -> Failure {
    let file = arguments.file.display();
    let to = chosen.dialect();
    Failure::new(
        Exit::Findings,
        format!(
            "the message is for the {}, and {} speaks the {}; choose another account, or convert the \
             message: bluetick convert --to {to} {file}",
            dialect.title(),
            chosen.name(),
            to.title()
        ),
    )
}

/// Says through whom the message goes, and asks for the word that a live account needs.
///
/// # Errors
/// When the word is not given, or nobody is there to give it.
pub(super) fn agreed(arguments: &Arguments, account: &Account, to: &str) -> Result<(), Failure> {
    output::note(&format!("through {}", described(account)));
    if arguments.yes {
        return Ok(());
    }
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        return Err(Failure::new(
            Exit::Findings,
            format!(
                "not sent: {} is a live account, and nobody can be asked here; pass --yes to send",
                account.name
            ),
        ));
    }
    let to = if to.is_empty() { "a real person" } else { to };
    let mut stderr = io::stderr().lock();
    // When even stderr is closed, nobody can read the question; the answer then is no.
    let _gone = write!(stderr, "Send to {}? [y/N] ", text::visible(to));
    let _gone = stderr.flush();
    let mut answer = String::new();
    let read = stdin.lock().read_line(&mut answer);
    match (read, answer.trim()) {
        (Ok(_), "y" | "Y" | "yes") => Ok(()),
        _ => Err(Failure::new(Exit::Findings, "not sent")),
    }
}

/// An account for people: `main · Cloud API · +15550100199 · https://graph.facebook.com/v26.0 · real customers`.
fn described(account: &Account) -> String {
    let number = account
        .display_phone_number
        .as_deref()
        .map_or_else(String::new, |number| format!(" · +{number}"));
    format!(
        "{} · {}{number} · {} · real customers",
        account.name,
        account.dialect.title(),
        account.base_url
    )
}
