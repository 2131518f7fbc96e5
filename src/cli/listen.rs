//! `bluetick listen`: the receiver alone. Webhooks are kept in the history, printed and passed on.

mod address;
mod print;

use std::net::SocketAddr;
use std::sync::Arc;

use clap::Args;
use secrecy::SecretString;
use tokio::sync::{mpsc, watch};

use self::address::advice;
use self::print::{Came, print_all};
use super::history::APP_SECRET;
use super::options::Format;
use super::serving::{ended_by_signal, socket_address, web_address};
use super::{Exit, Failure, output};
use crate::files::Places;
use crate::files::settings::Settings;
use crate::history::{Entry, History, Keeper};
use crate::link::{endpoint_path, open_history};
use crate::platform::{Account, Client, SendOptions};
use crate::webhook::serve::Limits;
use crate::webhook::{Endpoint, Received, Receiver, ReceiverConfig, Sink, SinkError, signature};

/// The environment variable with what Meta shows when it asks whether an address is meant.
const VERIFY_TOKEN: &str = "BLUETICK_VERIFY_TOKEN";

/// The name under which webhooks to the path itself are kept, which belongs to no account.
const NOBODY: &str = "listen";

/// Where webhooks are received when neither the command line nor the settings say.
const DEFAULT_PORT: u16 = 9080;

/// How many webhooks may wait to be printed before whoever posts them has to.
const WAITING: usize = 4096;

/// What is said of the environment beneath the options.
const SECRETS_HELP: &str = "\
Webhooks to the path itself are held against the app secret in $BLUETICK_APP_SECRET, and Meta's question
whether the address is meant against $BLUETICK_VERIFY_TOKEN. Each account of the settings has its own path
beneath it, /webhook/NAME, with its own secrets. A webhook is answered with 200 once it is kept in the history.";

/// What `listen` takes.
#[derive(Debug, Args)]
#[command(after_help = SECRETS_HELP)]
pub struct Arguments {
    /// Where to listen; port 0 takes any free one [default: as the settings say, else 127.0.0.1:9080]
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = socket_address)]
    addr: Option<SocketAddr>,
    /// The path that webhooks come to [default: as the settings say, else /webhook]
    #[arg(long, value_name = "PATH", value_parser = path)]
    path: Option<String>,
    /// Post each webhook on to this address, byte by byte as it came
    #[arg(long, value_name = "URL", value_parser = web_address)]
    forward: Option<String>,
    /// How to print events: a line each, or a line of JSON each
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Listens until it is interrupted.
///
/// # Errors
/// When the address cannot be had, or nothing can be kept.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| cannot(format!("cannot start: {error}")))?;
    runtime.block_on(listen(arguments, places))
}

fn cannot(sentence: impl Into<String>) -> Failure {
    Failure::new(Exit::CannotWrite, sentence)
}

async fn listen(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let end =
        ended_by_signal().map_err(|error| cannot(format!("cannot wait for signals: {error}")))?;
    let (settings, warnings) = Settings::load(places);
    for warning in warnings {
        output::note(&warning.to_string());
    }
    let history = open(places).await?;
    let prefix = arguments.path.as_ref().unwrap_or(&settings.receiver.path);
    let posts = posts(&settings, prefix);
    let (sender, printed) = mpsc::channel(WAITING);
    let format = arguments.format;
    let printing = tokio::task::spawn_blocking(move || print_all(printed, format));
    let sink = Desk {
        keeper: history.sink(posts.iter().map(Post::owner).collect()),
        sender,
        forward: arguments.forward.clone(),
        client: Arc::new(Client::new()),
    };
    let address = arguments.addr.unwrap_or_else(|| address_of(&settings));
    let config = ReceiverConfig {
        address,
        endpoints: posts.iter().map(Post::endpoint).collect(),
        limits: Limits::default(),
    };
    let receiver = Receiver::start(config, sink).await.map_err(|error| {
        cannot(format!(
            "cannot listen on {address}: {error}; choose another --addr, port 0 for any free one, or end the \
             program that listens there"
        ))
    })?;
    output::note(&advice(receiver.address(), &posts));
    tokio::select! {
        () = end => {}
        () = tell_of_file(history.told()) => {}
        // Nobody reads what is printed any more.
        _ = printing => {}
    }
    receiver.stop().await;
    Ok(Exit::Interrupted)
}

/// The history, which must outlive the program: a webhook is acknowledged only once it is kept.
async fn open(places: &Places) -> Result<History, Failure> {
    let kept = open_history(places).await;
    match kept.history {
        Some(history) if history.is_lasting() => {
            if let Some(notice) = kept.notice {
                output::note(&notice);
            }
            Ok(history)
        }
        _ => Err(cannot(kept.notice.unwrap_or_default())),
    }
}

/// Notes what happens to the history's file while webhooks come.
async fn tell_of_file(mut told: watch::Receiver<Option<String>>) {
    while told.changed().await.is_ok() {
        if let Some(sentence) = told.borrow_and_update().clone() {
            output::note(&sentence);
        }
    }
}

fn address_of(settings: &Settings) -> SocketAddr {
    let any_port = SocketAddr::from(([127, 0, 0, 1], 0));
    match settings.receiver.addr.parse().unwrap_or(any_port) {
        // A platform must be told the address, so it has to stay the same.
        address if address == any_port => SocketAddr::from(([127, 0, 0, 1], DEFAULT_PORT)),
        address => address,
    }
}

/// A path with whom it belongs to and what its webhooks are held against.
struct Post {
    path: String,
    account: String,
    /// The account, where it is one of the settings.
    known: Option<Account>,
    secret: Option<SecretString>,
    verify_token: Option<SecretString>,
}

impl Post {
    fn owner(&self) -> (String, String) {
        (self.path.clone(), self.account.clone())
    }

    fn endpoint(&self) -> Endpoint {
        Endpoint {
            path: self.path.clone(),
            secret: self.secret.clone(),
            verify_token: self.verify_token.clone(),
        }
    }
}

/// The path itself, and one for each account of the settings.
fn posts(settings: &Settings, prefix: &str) -> Vec<Post> {
    let variable = |name| std::env::var(name).ok().map(SecretString::from);
    let mut posts = vec![Post {
        path: format!("/{}", prefix.trim_matches('/')),
        account: NOBODY.to_owned(),
        known: None,
        secret: variable(APP_SECRET),
        verify_token: variable(VERIFY_TOKEN),
    }];
    for settings in &settings.accounts {
        match Account::load(settings) {
            Ok(account) => posts.push(Post {
                path: endpoint_path(prefix, &account),
                account: account.name.clone(),
                secret: account.secrets.app_secret.clone(),
                verify_token: account.secrets.verify_token.clone(),
                known: Some(account),
            }),
            Err(error) => output::note(&format!("{error}; nothing is received for it")),
        }
    }
    posts
}

/// Keeps webhooks, has them printed, and passes them on.
struct Desk {
    keeper: Keeper,
    sender: mpsc::Sender<Came>,
    forward: Option<String>,
    client: Arc<Client>,
}

impl Sink for Desk {
    async fn store(&self, received: Received) -> Result<(), SinkError> {
        let kept = self.keeper.keep(received.clone()).await;
        let ids = kept.map_err(|error| {
            output::note(&error.to_string());
            SinkError(error.to_string())
        })?;
        if let Some(url) = &self.forward {
            self.pass_on(url.clone(), &received);
        }
        let account = self.keeper.account(&received.path);
        let entries = Entry::of_webhook(&ids, account, &received);
        // Once nobody prints any more, the program is about to end.
        let _ended = self.sender.send(Came { entries, received }).await;
        Ok(())
    }
}

impl Desk {
    /// Posts a body on beside everything else: the platform does not wait for it.
    fn pass_on(&self, url: String, received: &Received) {
        let client = Arc::clone(&self.client);
        let body = received.body.clone();
        let mut headers = received.headers.iter();
        let signature = headers.find(|(name, _)| name == signature::HEADER);
        let signature = signature.map(|(_, value)| (signature::HEADER, value.clone()));
        tokio::spawn(async move {
            let options = SendOptions::default();
            match client.post_webhook(&url, &body, signature, &options).await {
                Ok(answer) if (200..300).contains(&answer.status) => {}
                Ok(answer) => output::note(&format!("{url} answered with {}", answer.status)),
                Err(error) => output::note(&error.to_string()),
            }
        });
    }
}

fn path(text: &str) -> Result<String, String> {
    if text.starts_with('/') && !text.contains(['?', '#', ' ']) {
        Ok(text.to_owned())
    } else {
        Err("expected a path that begins with /, such as /webhook".to_owned())
    }
}
