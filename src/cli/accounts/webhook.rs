//! `bluetick accounts webhook`: where the webhooks of an account go, and how they get to us.

use clap::{Args, Subcommand};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use crate::cli::account::{find, load};
use crate::cli::asking::{refused, runtime};
use crate::cli::options::Format;
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::files::settings::Settings;
use crate::link::endpoint_path;
use crate::platform::{
    Account, Answer, Body, Client, Request, SendOptions, set_webhook, show_webhook, webhook_steps,
};

/// What `accounts webhook` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The account
    name: String,
    /// Show or set
    #[command(subcommand)]
    command: Command,
}

/// Show or set.
#[derive(Debug, Subcommand)]
enum Command {
    /// Show the receiver's address, what to enter at the platform, and what is registered there
    Show {
        /// Leave out what the platform says
        #[arg(long)]
        offline: bool,
        /// Print the verify token, which Meta's page asks for
        #[arg(long)]
        reveal: bool,
        /// How it is written
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Tell the platform a public address that leads to the receiver
    Set {
        /// The address
        url: String,
    },
}

/// Shows or sets.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let account = load(places, &arguments.name)?;
    match &arguments.command {
        Command::Show {
            offline,
            reveal,
            format,
        } => {
            let registered = if *offline {
                Ok(None)
            } else {
                let request = show_webhook(&account)
                    .map_err(|problem| Failure::unusable(problem.to_string()));
                request
                    .and_then(|request| exchange(&account, &request))
                    .map(Some)
            };
            show(
                &account,
                places,
                &arguments.name,
                *reveal,
                *format,
                registered,
            )
        }
        Command::Set { url } => {
            let request = set_webhook(&account, url)
                .map_err(|problem| Failure::unusable(problem.to_string()))?;
            exchange(&account, &request)?;
            output::note(&format!(
                "{} posts webhooks of {} to {url}",
                account.dialect.title(),
                account.name
            ));
            Ok(Exit::Done)
        }
    }
}

fn show(
    account: &Account,
    places: &Places,
    name: &str,
    reveal: bool,
    format: Format,
    registered: Result<Option<Value>, Failure>,
) -> Result<Exit, Failure> {
    let (settings, _) = Settings::load(places);
    let path = endpoint_path(&settings.receiver.path, account);
    let receiver = match settings.receiver.addr.strip_suffix(":0") {
        Some(host) => format!(
            "http://{host}:PORT{path}, on any free port; set receiver.addr to have it always the same"
        ),
        None => format!("http://{}{path}", settings.receiver.addr),
    };
    let verify_token = account.secrets.verify_token.as_ref().map(|token| {
        if reveal {
            token.expose_secret()
        } else {
            "******** (--reveal shows it)"
        }
    });
    let app_id = find(places, name)?.app_id;
    let steps = webhook_steps(account.dialect, app_id.as_deref());
    let (said, exit) = match registered {
        Ok(registered) => (registered, Exit::Done),
        Err(failure) => {
            output::note(&failure.message);
            (None, failure.exit)
        }
    };
    if format == Format::Json {
        output::json(&json!({
            "account": account.name, "receiver": receiver, "verify_token": verify_token,
            "signed": account.secrets.app_secret.is_some(), "registered": said, "steps": steps,
        }))?;
        return Ok(exit);
    }
    let token = verify_token.map(|token| format!("verify token  {token}"));
    let steps = steps.iter().enumerate().map(|(number, step)| {
        format!("{:>2}. {}", number + 1, step.replace("NAME", &account.name))
    });
    let said = said.map(|said| format!("registered    {}", output::escaped(&said.to_string())));
    let lines = std::iter::once(format!("receiver      {receiver}"))
        .chain(token)
        .chain(steps)
        .chain(said);
    let text: String = lines.map(|line| line + "\n").collect();
    output::print(&text)?;
    Ok(exit)
}

/// Asks the platform; a refusal is a failure with its explanation.
fn exchange(account: &Account, request: &Request) -> Result<Value, Failure> {
    let client = Client::new();
    let answer: Answer = runtime()?.block_on(async {
        let answer = client
            .perform(account, request, &SendOptions::default())
            .await;
        client.log_out().await;
        answer.map_err(|error| Failure::new(Exit::NotReached, error.to_string()))
    })?;
    match &answer.body {
        Body::Json(body) if answer.is_accepted() => Ok(body.clone()),
        _ => Err(refused(account.dialect, &answer)),
    }
}
