//! An account whose templates are asked for: the link, its errors in words, and pages fetched in a row.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::cli::account::Chosen;
use crate::cli::asking::{cancelled_by_interrupt, explained, no_answer};
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::files::settings::Settings;
use crate::link::{Link, LinkConfig, LinkEvent};
use crate::platform::templates::{Page, Start, TemplatesProblem, list_templates, read_page};
use crate::platform::{Account, Answer, Body, Request, SendError, SendOptions};
use crate::sandbox::Pace;

/// So many templates are asked for at once; fewer where the platform finds that too much.
const AT_ONCE: usize = 100;
/// What Graph answers to a page that is too large.
const TOO_MUCH: u32 = 1;

/// A link to an account.
pub(super) struct Desk {
    link: Link,
    pub(super) account: Arc<Account>,
    pub(super) events: mpsc::Receiver<LinkEvent>,
    pub(super) cancel: CancellationToken,
}

impl Desk {
    /// Opens the account of that name; with the receiver, where webhooks are waited for.
    pub(super) async fn open(places: &Places, name: &str, waits: bool) -> Result<Self, Failure> {
        let chosen = Chosen::named(name, places)?;
        let live = chosen.live().cloned();
        let (settings, _) = Settings::load(places);
        let config = LinkConfig {
            pace: Pace::HURRIED, // nobody watches
            with_sandbox: live.is_none(),
            with_receiver: waits,
            accounts: live.iter().cloned().collect(),
            ..LinkConfig::default()
        };
        let config = match live {
            Some(_) => config.receiving(&settings),
            None => config,
        };
        let (sender, events) = mpsc::channel(256);
        let link = Link::open(config, sender)
            .await
            .map_err(|error| Failure::new(Exit::CannotWrite, error.to_string()))?;
        let account = link
            .account(&chosen.name())
            .ok_or_else(|| Failure::unusable(format!("there is no account {}", chosen.name())))?;
        Ok(Self {
            link,
            account,
            events,
            cancel: cancelled_by_interrupt(),
        })
    }

    /// Where webhooks come in.
    pub(super) fn webhook_address(&self) -> Option<String> {
        self.link.webhook_address(&self.account)
    }

    /// Ends it in order.
    pub(super) async fn close(self) {
        self.link.close().await;
    }

    /// Asks, and gives the body of the answer.
    ///
    /// # Errors
    /// When none came, or it refuses; with the platform's reason explained.
    pub(super) async fn ask(&self, request: &Request) -> Result<Value, Failure> {
        let answer = self
            .answer(request)
            .await
            .map_err(|error| no_answer(&error))?;
        match &answer.body {
            Body::Json(body) if answer.is_accepted() => Ok(body.clone()),
            _ => Err(self.refused(&answer)),
        }
    }

    async fn answer(&self, request: &Request) -> Result<Answer, SendError> {
        let options = SendOptions {
            timeout: Duration::from_secs(30),
            cancel: self.cancel.clone(),
        };
        self.link.ask(&self.account, request, &options).await
    }

    fn refused(&self, answer: &Answer) -> Failure {
        let words = match &answer.error {
            Some(error) => explained("refused", self.account.dialect, error, Some(answer.status)),
            None => format!(
                "the platform answered with status {} and nothing that can be read",
                answer.status
            ),
        };
        Failure::new(Exit::Refused, words)
    }

    /// A page, in smaller pieces where the platform finds it too much; and how much was asked for.
    async fn page(
        &self,
        name: Option<&str>,
        start: &Start,
        mut limit: usize,
    ) -> Result<(Page, usize), Failure> {
        loop {
            let request = list_templates(&self.account, name, (start, limit))?;
            let answer = self.answer(&request).await.map_err(|error| match error {
                SendError::Cancelled => Failure::new(
                    Exit::Interrupted,
                    "interrupted; what was fetched until then is kept",
                ),
                error => no_answer(&error),
            })?;
            if answer.is_accepted()
                && let Some(page) = read_page(&answer, start)
            {
                return Ok((page, limit));
            }
            let error = answer.error.as_ref();
            let is_cut_off = error.is_none() && matches!(answer.body, Body::Text(_));
            let is_too_much = error.is_some_and(|error| error.code.code == TOO_MUCH) || is_cut_off;
            if !is_too_much || limit == 1 {
                return Err(self.refused(&answer));
            }
            limit /= 2;
        }
    }

    /// Fetches all pages, and hands on each as it comes. Progress is told where there are several.
    pub(super) async fn pages(
        &self,
        name: Option<&str>,
        mut take: impl FnMut(Vec<Value>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut start = Start::First;
        let (mut limit, mut fetched) = (AT_ONCE, 0);
        loop {
            let (page, fitting) = self.page(name, &start, limit).await?;
            limit = fitting;
            fetched += page.definitions.len();
            take(page.definitions)?;
            let Some(next) = page.next else {
                return Ok(());
            };
            let of_all = page
                .total
                .map_or_else(String::new, |total| format!(" of {total}"));
            output::note(&format!("fetched {fetched}{of_all} templates …"));
            start = next;
        }
    }

    /// All templates of the account that are meant.
    pub(super) async fn listed(&self, wanted: &super::Wanted) -> Result<Vec<Value>, Failure> {
        let mut found = Vec::new();
        self.pages(wanted.name.as_deref(), |page| {
            found.extend(page.into_iter().filter(|one| is_meant(one, wanted)));
            Ok(())
        })
        .await?;
        Ok(found)
    }
}

/// Whether a listed template is one of those that are meant.
pub(super) fn is_meant(listed: &Value, wanted: &super::Wanted) -> bool {
    wanted.takes(member(listed, "name"), member(listed, "language"))
}

/// A text of a listed template; empty where it has none.
pub(super) fn member<'a>(listed: &'a Value, key: &str) -> &'a str {
    listed.get(key).and_then(Value::as_str).unwrap_or_default()
}

impl From<TemplatesProblem> for Failure {
    fn from(problem: TemplatesProblem) -> Self {
        Self::unusable(problem.to_string())
    }
}

/// Runs what talks to a platform.
pub(super) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Exit::CannotWrite, format!("cannot start: {error}")))?
        .block_on(work)
}
