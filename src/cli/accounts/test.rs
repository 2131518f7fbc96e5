//! `bluetick accounts test`: asks the platform about an account, and sends nothing to anybody.

use clap::Args;
use serde_json::{Value, json};

use super::{Format, load, runtime};
use crate::check::explain_text;
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::platform::{
    Account, Answer, Body, Client, SendError, SendOptions, contact_check, questions,
};
use crate::text;

/// What `accounts test` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The account
    name: String,
    /// Also ask whether this number is on WhatsApp (On-Premises and first-generation 360dialog); may be repeated
    #[arg(long, value_name = "NUMBER")]
    contact: Vec<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// What came of one question.
struct Asked {
    about: &'static str,
    status: Option<u16>,
    said: String,
    is_good: bool,
}

/// Asks; the worst outcome is the exit code.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let account = load(places, &arguments.name)?;
    let runtime = runtime()?;
    let asked = runtime.block_on(ask(arguments, &account));
    if arguments.format == Format::Json {
        let results: Vec<Value> = asked
            .iter()
            .map(|one| {
                json!({"about": one.about, "ok": one.is_good, "status": one.status, "said": one.said})
            })
            .collect();
        output::json(&json!({
            "account": account.name, "api": account.dialect, "base_url": account.base_url,
            "ok": asked.iter().all(|one| one.is_good), "results": results,
        }))?;
    } else {
        let lines: String = asked
            .iter()
            .map(|one| {
                let sign = if one.is_good { "ok     " } else { "failed " };
                format!("{sign} {:<10} {}\n", one.about, text::visible(&one.said))
            })
            .collect();
        let head = format!(
            "{} · {} · {}\n",
            account.name,
            account.dialect.title(),
            account.base_url
        );
        output::print(&format!("{head}{lines}"))?;
    }
    Ok(exit_of(&asked))
}

fn exit_of(asked: &[Asked]) -> Exit {
    if asked.iter().all(|one| one.is_good) {
        Exit::Done
    } else if asked.iter().any(|one| one.status.is_some()) {
        Exit::Refused
    } else {
        Exit::NotReached
    }
}

async fn ask(arguments: &Arguments, account: &Account) -> Vec<Asked> {
    let (client, options) = (Client::new(), SendOptions::default());
    let mut asked = Vec::new();
    for question in questions(account) {
        let result = client.perform(account, &question.request, &options).await;
        let is_over =
            matches!(result, Err(_)) || matches!(&result, Ok(answer) if answer.status == 401);
        asked.push(judged(account, question.about, result, |answer| {
            question.summary(answer)
        }));
        if is_over {
            break; // the other answers would be the same
        }
    }
    if !arguments.contact.is_empty() {
        asked.push(match contact_check(account, &arguments.contact) {
            Some(request) => {
                let result = client.perform(account, &request, &options).await;
                judged(account, "contacts", result, contacts)
            }
            None => Asked {
                about: "contacts",
                status: None,
                said: "this API tells only with the send whether a number is on WhatsApp"
                    .to_owned(),
                is_good: false,
            },
        });
    }
    client.log_out().await;
    asked
}

fn judged(
    account: &Account,
    about: &'static str,
    result: Result<Answer, SendError>,
    read: impl Fn(&Answer) -> String,
) -> Asked {
    match result {
        Err(error) => Asked {
            about,
            status: None,
            said: error.to_string(),
            is_good: false,
        },
        Ok(answer) => Asked {
            about,
            status: Some(answer.status),
            said: match &answer.error {
                _ if answer.is_accepted() => read(&answer),
                None => format!("status {} and nothing that can be read", answer.status),
                Some(error) => {
                    let said = error.said();
                    let words =
                        explain_text(account.dialect, error.code, Some(answer.status), said);
                    format!("{}: {said} {} {}", error.code, words.meaning, words.remedy)
                }
            },
            is_good: answer.is_accepted(),
        },
    }
}

/// `15550100123 valid, 15550100199 invalid`.
fn contacts(answer: &Answer) -> String {
    let Body::Json(body) = &answer.body else {
        return String::new();
    };
    let contacts = body.get("contacts").and_then(Value::as_array);
    let told = contacts.into_iter().flatten().map(|contact| {
        let of = |key| contact.get(key).and_then(Value::as_str).unwrap_or("?");
        format!("{} {}", of("input"), of("status"))
    });
    told.collect::<Vec<_>>().join(", ")
}
