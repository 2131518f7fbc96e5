//! The connection: opened when first asked for, used by tasks that report back.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;
use tokio::sync::OnceCell;
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio_util::sync::CancellationToken;

use crate::files::settings::Settings;
use crate::link::{Link, LinkConfig};
use crate::platform::{Account, Request, SendError, SendOptions};
use crate::tui::msg::{AccountLabel, JobId, LinkNews, LinkTask, News};
use crate::wire::Dialect;

/// How many events may wait before the receiver is slowed down.
const EVENTS_WAITING: usize = 256;

/// What the runtime keeps of the connection.
pub(super) struct Line {
    news: UnboundedSender<News>,
    config: LinkConfig,
    link: Arc<OnceCell<Link>>,
    sends: HashMap<JobId, CancellationToken>,
}

impl Line {
    /// A connection that is not open yet.
    pub(super) fn new(news: UnboundedSender<News>, settings: &Settings) -> Self {
        let mut config = LinkConfig {
            receiver_path: settings.receiver.path.clone(),
            ..LinkConfig::default()
        };
        if let Ok(address) = settings.receiver.addr.parse() {
            config.receiver_address = address;
        }
        Self {
            news,
            config,
            link: Arc::default(),
            sends: HashMap::new(),
        }
    }

    /// Does what the application asks for.
    pub(super) fn perform(&mut self, task: LinkTask) {
        match task {
            LinkTask::Open => self.open(),
            LinkTask::Send {
                job,
                dialect,
                payload,
                definition,
            } => self.send(job, dialect, payload, definition),
            LinkTask::Cancel(job) => {
                if let Some(cancel) = self.sends.remove(&job) {
                    cancel.cancel();
                }
            }
            LinkTask::Tap { job, message, tap } => {
                let result = match self.link.get() {
                    Some(link) => link
                        .tap(&message, &tap)
                        .map(drop)
                        .map_err(|error| error.to_string()),
                    None => Err("the connection is not open".to_owned()),
                };
                self.tell(LinkNews::Tapped(job, result));
            }
        }
    }

    fn open(&self) {
        let config = self.config.clone();
        let (link, news) = (Arc::clone(&self.link), self.news.clone());
        tokio::spawn(async move {
            match opened(&link, config, &news).await {
                Ok(link) => report(&news, LinkNews::Ready(labels(link))),
                Err(sentence) => report(&news, LinkNews::Unavailable(sentence)),
            }
        });
    }

    fn send(&mut self, job: JobId, dialect: Dialect, payload: Value, definition: Option<Value>) {
        let cancel = CancellationToken::new();
        self.sends.insert(job, cancel.clone());
        let config = self.config.clone();
        let (link, news) = (Arc::clone(&self.link), self.news.clone());
        tokio::spawn(async move {
            let options = SendOptions {
                cancel,
                ..SendOptions::default()
            };
            let result = match opened(&link, config, &news).await {
                Ok(link) => match link.account(dialect) {
                    Some(account) => {
                        if let Some(definition) = &definition {
                            // What is no definition teaches nothing: the checker has said so.
                            let _unknown = link.teach_template(definition);
                        }
                        let request = Request::new(account, &payload);
                        report(&news, LinkNews::Sending(job, request.shown()));
                        link.send(account, &payload, &options).await
                    }
                    None => Err(SendError::NoClient(format!("no account speaks {dialect}"))),
                },
                Err(sentence) => Err(SendError::NoClient(sentence)),
            };
            report(&news, LinkNews::SendFinished(job, result));
        });
    }

    fn tell(&self, news: LinkNews) {
        report(&self.news, news);
    }
}

/// The link, opened by whoever comes first.
async fn opened<'a>(
    cell: &'a OnceCell<Link>,
    config: LinkConfig,
    news: &UnboundedSender<News>,
) -> Result<&'a Link, String> {
    cell.get_or_try_init(|| async {
        let (sender, mut events) = mpsc::channel(EVENTS_WAITING);
        let link = Link::open_sandbox(config, sender)
            .await
            .map_err(|error| error.to_string())?;
        let news = news.clone();
        tokio::spawn(async move {
            while let Some(event) = events.recv().await {
                report(&news, LinkNews::Event(event));
            }
        });
        Ok(link)
    })
    .await
}

fn labels(link: &Link) -> Vec<AccountLabel> {
    link.accounts()
        .iter()
        .map(|account: &Account| AccountLabel {
            name: account.name.clone(),
            dialect: account.dialect,
            is_sandbox: account.is_sandbox,
            webhook: link.webhook_address(account.dialect),
        })
        .collect()
}

fn report(sender: &UnboundedSender<News>, news: LinkNews) {
    // Nobody listens any more once the program ends.
    let _ended = sender.send(News::Link(news));
}
