//! The connection: opened when first asked for, used by tasks that report back.

use std::sync::Arc;

use serde_json::Value;
use tokio::sync::OnceCell;
use tokio::sync::mpsc::{Sender, UnboundedSender};
use tokio_util::sync::CancellationToken;

use crate::files::settings::Settings;
use crate::link::{Link, LinkConfig, LinkEvent};
use crate::platform::{Account, Answer, Request, SendError, SendOptions};
use crate::tui::msg::{AccountLabel, JobId, LinkNews, LinkTask, News};

/// What the runtime keeps of the connection.
pub(super) struct Line {
    office: Office,
    /// The last send; the application has no two under way.
    sending: Option<(JobId, CancellationToken)>,
}

/// What the tasks of the connection share.
#[derive(Clone)]
struct Office {
    news: UnboundedSender<News>,
    events: Sender<LinkEvent>,
    config: LinkConfig,
    link: Arc<OnceCell<Link>>,
}

impl Line {
    /// A connection that is not open yet. Webhooks go to `events`: while that is full, the receiver
    /// keeps whoever posts them waiting.
    pub(super) fn new(
        news: UnboundedSender<News>,
        events: Sender<LinkEvent>,
        settings: &Settings,
    ) -> Self {
        let config = LinkConfig::default().receiving(settings);
        Self {
            office: Office {
                news,
                events,
                config,
                link: Arc::default(),
            },
            sending: None,
        }
    }

    /// Does what the application asks for.
    pub(super) fn perform(&mut self, task: LinkTask) {
        match task {
            LinkTask::Open => self.open(),
            LinkTask::Send {
                job,
                account,
                payload,
                definition,
            } => self.send(job, account, payload, definition),
            LinkTask::Cancel(job) => {
                if let Some((_, cancel)) = self.sending.take_if(|(sent, _)| *sent == job) {
                    cancel.cancel();
                }
            }
            LinkTask::Tap { job, message, tap } => {
                let result = match self.office.link.get() {
                    Some(link) => link
                        .tap(&message, &tap)
                        .map(drop)
                        .map_err(|error| error.to_string()),
                    None => Err("the connection is not open".to_owned()),
                };
                self.office.report(LinkNews::Tapped(job, result));
            }
        }
    }

    fn open(&self) {
        let office = self.office.clone();
        tokio::spawn(async move {
            office.report(match office.open_link().await {
                Ok(link) => LinkNews::Ready(labels(link)),
                Err(sentence) => LinkNews::Unavailable(sentence),
            });
        });
    }

    fn send(&mut self, job: JobId, account: String, payload: Value, definition: Option<Value>) {
        let cancel = CancellationToken::new();
        self.sending = Some((job, cancel.clone()));
        let office = self.office.clone();
        tokio::spawn(async move {
            let options = SendOptions {
                cancel: cancel.clone(),
                ..SendOptions::default()
            };
            let sent = office.send(job, &account, &payload, definition.as_ref(), &options);
            let result = tokio::select! {
                biased;
                // A connection that is still being opened can be given up as well.
                () = cancel.cancelled() => Err(SendError::Cancelled),
                result = sent => result,
            };
            office.report(LinkNews::SendFinished(job, result));
        });
    }
}

impl Office {
    async fn send(
        &self,
        job: JobId,
        account: &str,
        payload: &Value,
        definition: Option<&Value>,
        options: &SendOptions,
    ) -> Result<Answer, SendError> {
        let link = self.open_link().await.map_err(SendError::NoClient)?;
        let account = link
            .account(account)
            .ok_or_else(|| SendError::NoClient(format!("there is no account {account}")))?;
        if let Some(definition) = definition.filter(|_| account.is_sandbox) {
            // What is no definition teaches nothing: the checker has said so.
            let _unknown = link.teach_template(definition);
        }
        let request = Request::new(account, payload);
        self.report(LinkNews::Sending(job, request.shown()));
        link.send(account, payload, options).await
    }

    /// The link, opened by whoever comes first.
    async fn open_link(&self) -> Result<&Link, String> {
        self.link
            .get_or_try_init(|| Link::open(self.config.clone(), self.events.clone()))
            .await
            .map_err(|error| error.to_string())
    }

    fn report(&self, news: LinkNews) {
        // Nobody listens any more once the program ends.
        let _ended = self.news.send(News::Link(news));
    }
}

fn labels(link: &Link) -> Vec<AccountLabel> {
    link.accounts()
        .iter()
        .map(|account: &Account| AccountLabel {
            name: account.name.clone(),
            dialect: account.dialect,
            is_sandbox: account.is_sandbox,
            webhook: link.webhook_address(account),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn a_send_is_given_up_while_the_connection_is_still_opened() {
        let (sender, mut news) = mpsc::unbounded_channel();
        let (events, _webhooks) = mpsc::channel(1);
        let mut line = Line::new(sender, events, &Settings::default());
        line.perform(LinkTask::Send {
            job: JobId(7),
            account: "sandbox-cloud".to_owned(),
            payload: Value::Null,
            definition: None,
        });
        line.perform(LinkTask::Cancel(JobId(7)));
        let ended = news.recv().await;
        assert!(
            matches!(
                ended,
                Some(News::Link(LinkNews::SendFinished(
                    JobId(7),
                    Err(SendError::Cancelled)
                )))
            ),
            "{ended:?}"
        );
    }
}
