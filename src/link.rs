//! One live connection: client, receiver and, for the sandbox accounts, the sandbox.
//!
//! Opened after the first frame by the composer and by the command `send`. Everything that
//! happens on its own comes as [`LinkEvent`]s over one channel. Knows no screen.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use secrecy::SecretString;
use serde_json::Value;
use tokio::sync::mpsc;

use crate::platform::{Account, Answer, Client, Request, Secrets, SendError, SendOptions};
use crate::preview::Tap;
use crate::sandbox::{Access, Action, ActionError, BUSINESS_NUMBER, Config, Pace, Sandbox};
use crate::template::DefinitionError;
use crate::webhook::serve::Limits;
use crate::webhook::{Endpoint, Received, Receiver, ReceiverConfig, Sink, SinkError};
use crate::wire::{Dialect, MessageId};

/// What happens on a link without being asked for.
#[derive(Debug)]
pub enum LinkEvent {
    /// A webhook came, trusted or not.
    Received(Received),
    /// Webhooks cannot come; sending works all the same.
    ReceiverProblem(String),
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
}

impl Default for LinkConfig {
    fn default() -> Self {
        Self {
            receiver_address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            receiver_path: "/webhook".to_owned(),
            seed: None,
            pace: Pace::LIFELIKE,
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
    accounts: Vec<Account>,
    client: Client,
    receiver: Option<Receiver>,
    receiver_path: String,
    sandbox: Sandbox,
}

impl Link {
    /// Opens a link to the sandbox: its server, the receiver, and one account per dialect.
    ///
    /// # Errors
    /// When the sandbox cannot listen. A receiver that cannot is a [`LinkEvent::ReceiverProblem`].
    pub async fn open_sandbox(
        config: LinkConfig,
        events: mpsc::Sender<LinkEvent>,
    ) -> Result<Self, LinkError> {
        let sandbox = Sandbox::start(Config {
            seed: config.seed,
            pace: config.pace,
            ..Config::default()
        })
        .await
        .map_err(LinkError::Sandbox)?;
        let accounts = sandbox_accounts(sandbox.access());
        let problems = events.clone();
        let (receiver, problem) = match open_receiver(&config, &accounts, events).await {
            Ok(receiver) => (Some(receiver), None),
            Err(error) => (
                None,
                Some(format!(
                    "webhooks cannot come: the receiver cannot listen on {}: {error}; choose \
                     another address in the settings, or port 0 for any free one",
                    config.receiver_address
                )),
            ),
        };
        let link = Self {
            accounts,
            client: Client::new(),
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
            let _ = problems.send(LinkEvent::ReceiverProblem(problem)).await;
        }
        Ok(link)
    }

    /// Tells the sandbox where webhooks go; gives the problem, if there is one.
    async fn subscribe(&self) -> Option<String> {
        for &dialect in Dialect::ALL {
            let url = self.webhook_address(dialect)?;
            if dialect == Dialect::Cloud
                && let Err(error) = self.sandbox.shake_hands(&url).await
            {
                return Some(format!("webhooks cannot come: {error}"));
            }
            self.sandbox.set_webhook(dialect, &url);
        }
        None
    }

    /// The account that speaks `dialect`.
    pub fn account(&self, dialect: Dialect) -> Option<&Account> {
        self.accounts
            .iter()
            .find(|account| account.dialect == dialect)
    }

    /// All accounts.
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// Where webhooks of `dialect` come in; none when the receiver could not start.
    pub fn webhook_address(&self, dialect: Dialect) -> Option<String> {
        let address = self.receiver.as_ref()?.address();
        let path = endpoint_path(&self.receiver_path, dialect);
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
        self.client
            .send(&Request::new(account, payload), options)
            .await
    }

    /// Lets the sandbox know a template, so that its rules hold and taps carry its labels.
    ///
    /// # Errors
    /// When the value is no definition.
    pub fn teach_template(&self, definition: &Value) -> Result<(), DefinitionError> {
        self.sandbox.teach_template(definition)
    }

    /// Lets the customer tap what the bubble of a sent message shows; the reply comes back as a webhook.
    ///
    /// # Errors
    /// When the message is not the sandbox's, or has nothing there that tells the business anything.
    pub fn tap(&self, message: &MessageId, tap: &Tap) -> Result<MessageId, ActionError> {
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
        self.sandbox.act(&action)
    }

    /// Ends receiver and sandbox in order: what is under way is still answered.
    pub async fn close(&self) {
        self.sandbox.stop().await;
        if let Some(receiver) = &self.receiver {
            receiver.stop().await;
        }
    }
}

/// Passes webhooks on as events of the link.
struct Passage(mpsc::Sender<LinkEvent>);

impl Sink for Passage {
    async fn store(&self, received: Received) -> Result<(), SinkError> {
        self.0
            .send(LinkEvent::Received(received))
            .await
            .map_err(|_| SinkError("nobody listens to this link any more".to_owned()))
    }
}

async fn open_receiver(
    config: &LinkConfig,
    accounts: &[Account],
    events: mpsc::Sender<LinkEvent>,
) -> io::Result<Receiver> {
    let verify_token = accounts
        .iter()
        .find_map(|account| account.secrets.verify_token.clone());
    let endpoints = accounts
        .iter()
        .map(|account| Endpoint {
            path: endpoint_path(&config.receiver_path, account.dialect),
            secret: account.secrets.app_secret.clone(),
        })
        .collect();
    let receiver = ReceiverConfig {
        address: config.receiver_address,
        endpoints,
        verify_token: verify_token.unwrap_or_default(),
        limits: Limits::default(),
    };
    Receiver::start(receiver, Passage(events)).await
}

/// One path a dialect, since only one of them signs.
fn endpoint_path(prefix: &str, dialect: Dialect) -> String {
    format!("/{}/{dialect}", prefix.trim_matches('/'))
}

fn sandbox_accounts(access: &Access) -> Vec<Account> {
    let account = |dialect: Dialect, base_url: &str, secrets| Account {
        name: format!("sandbox-{dialect}"),
        dialect,
        base_url: base_url.to_owned(),
        phone_number_id: None,
        display_phone_number: Some(BUSINESS_NUMBER.to_owned()),
        secrets,
        is_sandbox: true,
    };
    let only = |access: &str| Secrets {
        access: SecretString::from(access),
        app_secret: None,
        verify_token: None,
    };
    let cloud = &access.cloud;
    vec![
        Account {
            phone_number_id: Some(cloud.phone_number_id.clone()),
            ..account(
                Dialect::Cloud,
                &cloud.base_url,
                Secrets {
                    app_secret: Some(SecretString::from(cloud.app_secret.clone())),
                    verify_token: Some(SecretString::from(cloud.verify_token.clone())),
                    ..only(&cloud.token)
                },
            )
        },
        account(
            Dialect::Dialog360,
            &access.dialog_360.base_url,
            only(&access.dialog_360.api_key),
        ),
        account(
            Dialect::OnPremises,
            &access.on_premises.base_url,
            only(&access.on_premises.token),
        ),
    ]
}
