//! One live connection: client, receiver and, where its accounts are used, the sandbox.
//!
//! Opened after the first frame by the composer and by the commands that talk to a platform. Everything that
//! happens on its own comes as [`LinkEvent`]s over one channel. Knows no screen.

pub mod checkup;
mod chronicle;
mod keeping;
mod replay;
mod samples;
pub mod templates;
mod test;
mod words;

use std::collections::BTreeSet;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, PoisonError, RwLock};

use secrecy::SecretString;
use serde_json::Value;
use tokio::sync::{mpsc, watch};

pub use self::keeping::{Kept, open_history, policy};
pub use self::replay::replay;
pub use self::samples::SampleFile;
pub use self::words::explained;
pub use test::{Asked, test};

use self::chronicle::Chronicle;
use crate::files::settings::Settings;
use crate::history::History;
use crate::platform::{Account, Answer, Client, Request, SendError, SendOptions};
use crate::preview::Tap;
use crate::sandbox::{
    Access, Action, ActionError, BUSINESS_NUMBER, Conditions, Config, Deed, Pace, Sandbox,
};
use crate::template::{DefinitionError, as_listed};
use crate::webhook::serve::Limits;
use crate::webhook::{Endpoint, Received, Receiver, ReceiverConfig};
use crate::wire::{Dialect, MessageId};

/// What happens on a link without being asked for.
#[derive(Debug)]
pub enum LinkEvent {
    /// A webhook came, trusted or not.
    Received(Received),
    /// These customers' 24-hour windows are closed, as the sandbox was told; all others are open.
    WindowsClosed(BTreeSet<String>),
    /// Webhooks cannot come; sending works all the same.
    ReceiverProblem(String),
    /// The history cannot be written, which is told once, or its file was set aside; sending works all the same.
    HistoryProblem(String),
}

/// How a link is opened.
#[derive(Debug, Clone)]
pub struct LinkConfig {
    /// Where the receiver listens; port 0 takes any free one.
    pub receiver_address: SocketAddr,
    /// What the paths of the receiver begin with: `/webhook`.
    pub receiver_path: String,
    /// The sandbox's seed; none for a new one each time.
    pub seed: Option<u64>,
    /// The gaps between the statuses that the sandbox reports.
    pub pace: Pace,
    /// Accounts beside those of the sandbox.
    pub accounts: Vec<Account>,
    /// Whether the sandbox runs, with an account for each API.
    pub with_sandbox: bool,
    /// Whether the receiver listens.
    pub with_receiver: bool,
    /// Where sends, answers and webhooks are kept; none to keep nothing.
    pub history: Option<History>,
}

impl Default for LinkConfig {
    fn default() -> Self {
        Self {
            receiver_address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            receiver_path: "/webhook".to_owned(),
            seed: None,
            pace: Pace::LIFELIKE,
            accounts: Vec::new(),
            with_sandbox: true,
            with_receiver: true,
            history: None,
        }
    }
}

impl LinkConfig {
    /// The same with the receiver where the settings have it.
    #[must_use]
    pub fn receiving(self, settings: &Settings) -> Self {
        Self {
            receiver_path: settings.receiver.path.clone(),
            receiver_address: settings
                .receiver
                .addr
                .parse()
                .unwrap_or(self.receiver_address),
            ..self
        }
    }
}

/// A link that could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The sandbox could not listen.
    #[error("the sandbox cannot listen on loopback: {0}")]
    Sandbox(#[source] io::Error),
}

/// An open link. Dropping it ends receiver and sandbox.
#[derive(Debug)]
pub struct Link {
    /// Those of the sandbox, which stay.
    pretended: Vec<Arc<Account>>,
    /// Those of the settings, which may change.
    live: RwLock<Vec<Arc<Account>>>,
    client: Client,
    chronicle: Chronicle,
    receiver: Option<Receiver>,
    receiver_path: String,
    sandbox: Option<Sandbox>,
}

impl Link {
    /// Opens a link: the receiver and, if it is wanted, the sandbox with one account per dialect.
    ///
    /// # Errors
    /// When the sandbox cannot listen. A receiver that cannot is a [`LinkEvent::ReceiverProblem`].
    pub async fn open(
        config: LinkConfig,
        events: mpsc::Sender<LinkEvent>,
    ) -> Result<Self, LinkError> {
        let sandbox = if config.with_sandbox {
            let sandbox = Sandbox::start(Config {
                seed: config.seed,
                pace: config.pace,
                ..Config::default()
            });
            Some(sandbox.await.map_err(LinkError::Sandbox)?)
        } else {
            None
        };
        if let Some(sandbox) = &sandbox {
            tokio::spawn(tell_of_windows(sandbox.closed_windows(), events.clone()));
        }
        let pretended: Vec<Arc<Account>> = sandbox
            .as_ref()
            .map(|sandbox| sandbox_accounts(sandbox.access()))
            .unwrap_or_default();
        let live: Vec<Arc<Account>> = config.accounts.iter().cloned().map(Arc::new).collect();
        let chronicle = Chronicle::new(config.history.clone(), events.clone());
        let receiver = if config.with_receiver {
            let served = Served::new(&config.receiver_path, [&pretended, &live]);
            Some(open_receiver(config.receiver_address, served, &chronicle).await)
        } else {
            None
        };
        let (receiver, problem) = match receiver {
            None => (None, None),
            Some(Ok(receiver)) => (Some(receiver), None),
            Some(Err(error)) => (
                None,
                Some(format!(
                    "webhooks cannot come: the receiver cannot listen on {}: {error}; choose \
                     another address in the settings, or port 0 for any free one",
                    config.receiver_address
                )),
            ),
        };
        let link = Self {
            pretended,
            live: RwLock::new(live),
            client: Client::new(),
            chronicle,
            receiver,
            receiver_path: config.receiver_path,
            sandbox,
        };
        let problem = match problem {
            Some(problem) => Some(problem),
            None => link.subscribe().await,
        };
        if let Some(problem) = problem {
            // Who has hung up needs no warning.
            let _ = events.send(LinkEvent::ReceiverProblem(problem)).await;
        }
        Ok(link)
    }

    /// Tells the sandbox where webhooks go; gives the problem, if there is one.
    async fn subscribe(&self) -> Option<String> {
        let sandbox = self.sandbox.as_ref()?;
        for account in &self.pretended {
            let url = self.webhook_address(account)?;
            if account.dialect == Dialect::Cloud
                && let Err(error) = sandbox.shake_hands(&url).await
            {
                return Some(format!("webhooks cannot come: {error}"));
            }
            sandbox.set_webhook(account.dialect, &url);
        }
        None
    }

    /// The sandbox's account that speaks `dialect`.
    pub fn sandbox_account(&self, dialect: Dialect) -> Option<&Account> {
        self.pretended
            .iter()
            .find(|account| account.dialect == dialect)
            .map(Arc::as_ref)
    }

    /// The account of a name.
    pub fn account(&self, name: &str) -> Option<Arc<Account>> {
        let all = self.accounts();
        all.into_iter().find(|account| account.name == name)
    }

    /// All accounts, those of the sandbox first.
    pub fn accounts(&self) -> Vec<Arc<Account>> {
        let live = self.live.read().unwrap_or_else(PoisonError::into_inner);
        self.pretended.iter().chain(live.iter()).cloned().collect()
    }

    /// Sends and receives for these accounts of the settings from now on, and for no others of them.
    pub fn use_accounts(&self, accounts: Vec<Account>) {
        let live: Vec<Arc<Account>> = accounts.into_iter().map(Arc::new).collect();
        if let Some(receiver) = &self.receiver {
            let served = Served::new(&self.receiver_path, [&self.pretended, &live]);
            self.chronicle.receive_for(served.accounts, served.live);
            receiver.serve(served.endpoints);
        }
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = live;
    }

    /// The client that all of it goes through.
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// Where webhooks of an account come in; none when the receiver could not start.
    pub fn webhook_address(&self, account: &Account) -> Option<String> {
        let address = self.receiver.as_ref()?.address();
        let path = endpoint_path(&self.receiver_path, account);
        Some(format!("http://{address}{path}"))
    }

    /// Sends a payload through an account, once.
    ///
    /// # Errors
    /// When no answer came; an answer that refuses is no error here.
    pub async fn send(
        &self,
        account: &Account,
        payload: &Value,
        options: &SendOptions,
    ) -> Result<Answer, SendError> {
        let request = Request::new(account, payload);
        let kept = self.chronicle.request(account, &request).await;
        let answer = self.client.perform(account, &request, options).await;
        if let Some(send) = kept {
            self.chronicle.answer(send, &answer).await;
        }
        answer
    }

    /// Asks the platform of an account something beside sending; nothing of it is kept.
    ///
    /// # Errors
    /// When no answer came; an answer that refuses is no error here.
    pub async fn ask(
        &self,
        account: &Account,
        request: &Request,
        options: &SendOptions,
    ) -> Result<Answer, SendError> {
        self.client.perform(account, request, options).await
    }

    /// Lets the sandbox know a template, so that its rules hold and taps carry its labels.
    ///
    /// # Errors
    /// When the value is no definition.
    pub fn teach_template(&self, definition: &Value) -> Result<(), DefinitionError> {
        self.sandbox.as_ref().map_or(Ok(()), |sandbox| {
            sandbox.teach_template(&as_listed(definition))
        })
    }

    /// Lets the customer tap what the bubble of a sent message shows; the reply comes back as a webhook.
    ///
    /// # Errors
    /// When the message is not the sandbox's, or has nothing there that tells the business anything.
    pub fn tap(&self, message: &MessageId, tap: &Tap) -> Result<MessageId, ActionError> {
        let Some(sandbox) = &self.sandbox else {
            return Err(ActionError::NoMessage(message.clone()));
        };
        let message_id = message.clone();
        let action = match *tap {
            Tap::ReplyButton(button) => Action::TapReplyButton { message_id, button },
            Tap::TemplateButton(button) => Action::TapTemplateButton { message_id, button },
            Tap::ListRow { section, row } => Action::ChooseRow {
                message_id,
                section,
                row,
            },
            Tap::Location => Action::SendLocation { message_id },
            Tap::Flow => Action::CompleteFlow { message_id },
            Tap::CardReply { card, button } => Action::TapCardButton {
                message_id,
                card,
                button,
            },
            Tap::Cart(product) => Action::SendCart {
                message_id,
                product,
            },
            Tap::Address => Action::SendAddress { message_id },
            Tap::Contact => Action::ShareContact { message_id },
            Tap::CallPermission(allowed) => Action::AnswerCallRequest {
                message_id,
                allowed,
            },
            Tap::Call => Action::Call { message_id },
            Tap::ReadMore => {
                return Err(ActionError::TellsNothing("Read more".to_owned()));
            }
            Tap::ListSheet => return Err(ActionError::TellsNothing("the list".to_owned())),
        };
        sandbox.act(&action)
    }

    /// Lets a customer of the sandbox do something unasked, or something else happen there.
    ///
    /// # Errors
    /// When the account is not the sandbox's, or the deed is about a message that it does not know.
    pub fn direct(&self, account: &str, customer: &str, deed: &Deed) -> Result<(), ActionError> {
        let account = self.account(account).filter(|account| account.is_sandbox);
        match (&self.sandbox, account) {
            (Some(sandbox), Some(account)) => sandbox.direct(account.dialect, customer, deed),
            _ => Err(ActionError::NoSandbox),
        }
    }

    /// What is unlike usual for a customer of the sandbox; none where the account is not the sandbox's.
    pub fn conditions(&self, account: &str, customer: &str) -> Option<Conditions> {
        let account = self.account(account).filter(|account| account.is_sandbox)?;
        let sandbox = self.sandbox.as_ref()?;
        Some(sandbox.conditions(account.dialect, customer))
    }

    /// Logs out, and ends receiver and sandbox in order: what is under way is still answered.
    pub async fn close(&self) {
        self.client.log_out().await;
        if let Some(sandbox) = &self.sandbox {
            sandbox.stop().await;
        }
        if let Some(receiver) = &self.receiver {
            receiver.stop().await;
        }
    }
}

/// Passes changes of the sandbox's windows on, for as long as there are a sandbox and somebody who listens.
async fn tell_of_windows(
    mut windows: watch::Receiver<BTreeSet<String>>,
    events: mpsc::Sender<LinkEvent>,
) {
    while windows.changed().await.is_ok() {
        let closed = windows.borrow_and_update().clone();
        if events.send(LinkEvent::WindowsClosed(closed)).await.is_err() {
            return;
        }
    }
}

/// What the receiver is for.
struct Served {
    endpoints: Vec<Endpoint>,
    /// Which path is whose.
    accounts: Vec<(String, String)>,
    /// The paths of live accounts.
    live: Vec<String>,
}

impl Served {
    fn new(prefix: &str, accounts: [&[Arc<Account>]; 2]) -> Self {
        let accounts = accounts.into_iter().flatten();
        let live = accounts
            .clone()
            .filter(|account| !account.is_sandbox)
            .map(|account| endpoint_path(prefix, account))
            .collect();
        let (endpoints, accounts) = accounts
            .map(|account| {
                let path = endpoint_path(prefix, account);
                let endpoint = Endpoint {
                    path: path.clone(),
                    secret: account.secrets.app_secret.clone(),
                    verify_token: account.secrets.verify_token.clone(),
                };
                (endpoint, (path, account.name.clone()))
            })
            .unzip();
        Self {
            endpoints,
            accounts,
            live,
        }
    }
}

async fn open_receiver(
    address: SocketAddr,
    served: Served,
    chronicle: &Chronicle,
) -> io::Result<Receiver> {
    let sink = chronicle.passage();
    chronicle.receive_for(served.accounts, served.live);
    let receiver = ReceiverConfig {
        address,
        endpoints: served.endpoints,
        limits: Limits::default(),
    };
    Receiver::start(receiver, sink).await
}

/// The path that webhooks of an account come to: one an account, since each has its own secret.
pub fn endpoint_path(prefix: &str, account: &Account) -> String {
    let prefix = prefix.trim_matches('/');
    if account.is_sandbox {
        format!("/{prefix}/{}", account.dialect)
    } else {
        format!("/{prefix}/{}", account.name)
    }
}

fn sandbox_accounts(access: &Access) -> Vec<Arc<Account>> {
    let account = |dialect: Dialect, base_url: &str, secret: &str| Account {
        display_phone_number: Some(BUSINESS_NUMBER.to_owned()),
        is_sandbox: true,
        ..Account::new(
            &format!("sandbox-{dialect}"),
            dialect,
            base_url,
            SecretString::from(secret),
        )
    };
    let (cloud, client) = (&access.cloud, &access.on_premises);
    let mut meta = account(Dialect::Cloud, &cloud.base_url, &cloud.token);
    meta.phone_number_id = Some(cloud.phone_number_id.clone());
    meta.waba_id = Some(cloud.waba_id.clone());
    meta.app_id = Some(cloud.app_id.clone());
    meta.secrets.app_secret = Some(SecretString::from(cloud.app_secret.clone()));
    meta.secrets.verify_token = Some(SecretString::from(cloud.verify_token.clone()));
    let gateway = &access.dialog_360;
    let accounts = [
        meta,
        account(Dialect::Dialog360, &gateway.base_url, &gateway.api_key),
        Account {
            user: Some(client.user.clone()),
            ..account(Dialect::OnPremises, &client.base_url, &client.password)
        },
    ];
    accounts.map(Arc::new).into()
}
