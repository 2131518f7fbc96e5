//! The connection: opened when first asked for, used by tasks that report back.

mod accounts;
mod files;
mod templates;

use std::sync::{Arc, RwLock};

use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::OnceCell;
use tokio::sync::mpsc::{Sender, UnboundedSender};
use tokio_util::sync::CancellationToken;

use super::past;
use crate::files::Places;
use crate::files::settings::{AccountSettings, Keeping, Settings};
use crate::history::History;
use crate::link::{self, Asked, Link, LinkConfig, LinkEvent, SampleFile};
use crate::platform::{Answer, Request, SendError, SendOptions};
use crate::tui::msg::{HistoryDone, HistoryTask, JobId, LinkNews, LinkTask, News};

/// What the runtime keeps of the connection.
pub(super) struct Line {
    office: Office,
    /// The last send; the application has no two under way.
    sending: Option<(JobId, CancellationToken)>,
    /// The last upload, likewise.
    uploading: Option<(JobId, CancellationToken)>,
    /// What is done with templates, likewise.
    working: Option<(JobId, CancellationToken)>,
}

/// What the tasks of the connection share.
#[derive(Clone)]
struct Office {
    news: UnboundedSender<News>,
    events: Sender<LinkEvent>,
    config: LinkConfig,
    /// The accounts of the settings, as they were read last.
    accounts: Arc<RwLock<Arc<[AccountSettings]>>>,
    places: Places,
    keeping: Keeping,
    history: Arc<OnceCell<Option<History>>>,
    link: Arc<OnceCell<Link>>,
}

impl Line {
    /// A connection that is not open yet. Webhooks go to `events`: while that is full, the receiver
    /// keeps whoever posts them waiting.
    pub(super) fn new(
        news: UnboundedSender<News>,
        events: Sender<LinkEvent>,
        places: &Places,
        settings: &Settings,
    ) -> Self {
        let config = LinkConfig::default().receiving(settings);
        Self {
            office: Office {
                news,
                events,
                config,
                accounts: Arc::new(RwLock::new(settings.accounts.clone().into())),
                places: places.clone(),
                keeping: settings.history,
                history: Arc::default(),
                link: Arc::default(),
            },
            sending: None,
            uploading: None,
            working: None,
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
                for under_way in [&mut self.sending, &mut self.uploading, &mut self.working] {
                    if let Some((_, cancel)) = under_way.take_if(|(begun, _)| *begun == job) {
                        cancel.cancel();
                    }
                }
            }
            LinkTask::Test { job, account } => self.test(job, account),
            LinkTask::UseAccounts(accounts) => self.use_accounts(accounts),
            LinkTask::Upload {
                job,
                account,
                path,
                kind,
                bytes,
                sample_of: None,
            } => self.upload(job, account, (path, kind, bytes)),
            LinkTask::Upload {
                job,
                account,
                path,
                bytes,
                sample_of: Some(kind),
                ..
            } => self.upload_sample(job, account, (SampleFile { path, kind }, bytes)),
            LinkTask::Templates { job, account, task } => self.templates(job, account, task),
            LinkTask::Probe { job, address } => self.probe(job, address),
            LinkTask::Direct {
                job,
                account,
                customer,
                deed,
            } => {
                let result = match self.office.link.get() {
                    Some(link) => link
                        .direct(&account, &customer, &deed)
                        .map_err(|error| error.to_string()),
                    None => Err("the connection is not open".to_owned()),
                };
                self.office.report(LinkNews::Directed(job, result));
            }
            LinkTask::Conditions { account, customer } => {
                let link = self.office.link.get();
                let told = link.and_then(|link| link.conditions(&account, &customer));
                if let Some(conditions) = told {
                    let news = LinkNews::Conditions(Box::new(conditions));
                    self.office.report(news);
                }
            }
            LinkTask::Replay {
                job,
                account,
                url,
                body,
            } => self.replay(job, account, url, body),
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

    fn replay(&self, job: JobId, account: String, url: String, body: Vec<u8>) {
        let office = self.office.clone();
        tokio::spawn(async move {
            let result = office.replay(&account, &url, &body).await;
            office.report(LinkNews::Replayed(job, result));
        });
    }

    /// Asks the history, which is opened with the connection.
    pub(super) fn ask_history(&self, job: JobId, task: HistoryTask) {
        let office = self.office.clone();
        tokio::spawn(async move {
            let done = match office.history().await {
                Some(history) => past::ask(history, task).await,
                None => HistoryDone::Failed("there is no history in this run".to_owned()),
            };
            // Nobody listens any more once the program ends.
            let _ended = office.news.send(News::History(job, done));
        });
    }

    fn open(&self) {
        let office = self.office.clone();
        tokio::spawn(async move {
            office.report(match office.open_link().await {
                Ok(link) => LinkNews::Ready(office.labels(link)),
                Err(sentence) => LinkNews::Unavailable(sentence),
            });
        });
    }

    fn test(&self, job: JobId, account: String) {
        let office = self.office.clone();
        tokio::spawn(async move {
            let lines = match office.open_link().await {
                Ok(link) => match link.account(&account) {
                    Some(account) => tested(&link::test(&account, &[]).await),
                    None => vec![office.problem(&account)],
                },
                Err(sentence) => vec![sentence],
            };
            office.report(LinkNews::Tested(job, lines));
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
    /// Posts a webhook again, signed as the account's platform would.
    async fn replay(&self, account: &str, url: &str, body: &[u8]) -> Result<String, String> {
        let link = self.open_link().await?;
        let account = link.account(account);
        let secret = account
            .as_ref()
            .and_then(|account| account.secrets.app_secret.as_ref());
        let options = SendOptions::default();
        let answer = link::replay(link.client(), url, body, secret, &options).await;
        let answer = answer.map_err(|error| error.to_string())?;
        let signed = if secret.is_some() {
            "signed anew"
        } else {
            "unsigned"
        };
        let elapsed = answer.elapsed.as_millis();
        Ok(format!(
            "Replayed, {signed}: {} in {elapsed} ms",
            answer.status
        ))
    }

    /// The history, opened by whoever comes first.
    async fn history(&self) -> Option<&History> {
        self.history
            .get_or_init(|| self.open_history())
            .await
            .as_ref()
    }

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
            .ok_or_else(|| SendError::NoClient(self.problem(account)))?;
        if let Some(definition) = definition.filter(|_| account.is_sandbox) {
            // What is no definition teaches nothing: the checker has said so.
            let _unknown = link.teach_template(definition);
        }
        let request = Request::new(&account, payload);
        self.report(LinkNews::Sending(job, request.shown()));
        link.send(&account, payload, options).await
    }

    /// The link, opened by whoever comes first.
    async fn open_link(&self) -> Result<&Link, String> {
        self.link
            .get_or_try_init(|| async {
                let config = LinkConfig {
                    accounts: self.usable(),
                    history: self.history().await.cloned(),
                    ..self.config.clone()
                };
                Link::open(config, self.events.clone()).await
            })
            .await
            .map_err(|error| error.to_string())
    }

    /// The history, from which what is too old is forgotten beside everything else.
    async fn open_history(&self) -> Option<History> {
        let kept = link::open_history(&self.places).await;
        if let Some(notice) = kept.notice {
            self.report(LinkNews::Event(LinkEvent::HistoryProblem(notice)));
        }
        if let Some(history) = kept.history.clone() {
            let policy = link::policy(&self.keeping, Timestamp::now());
            let office = self.clone();
            tokio::spawn(async move {
                if let Err(error) = history.prune(policy).await {
                    let problem = format!("the history is not pruned: {error}");
                    office.report(LinkNews::Event(LinkEvent::HistoryProblem(problem)));
                }
            });
        }
        kept.history
    }

    fn report(&self, news: LinkNews) {
        // Nobody listens any more once the program ends.
        let _ended = self.news.send(News::Link(news));
    }
}

/// What a test found, a line a question.
fn tested(asked: &[Asked]) -> Vec<String> {
    asked
        .iter()
        .map(|one| {
            let word = if one.is_good { "ok" } else { "failed" };
            format!("{} {word}: {}", one.about, one.said)
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
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        let mut line = Line::new(sender, events, &places, &Settings::default());
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
