//! The templates of an account: fetched page by page, kept in the library, sent in, deleted.
//!
//! Called by the commands `templates` and by the composer, so that both do the same. Knows no screen.

mod keeping;
mod sending;

use std::time::Duration;

use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::Link;
use super::words::explained;
use crate::platform::media::trouble;
use crate::platform::templates::{
    Page, Start, TemplatesProblem, delete_template, list_templates, read_page,
};
use crate::platform::{Account, Answer, Body, Request, SendError, SendOptions};

pub use keeping::Pulled;
pub use sending::{Done, SentIn};

/// So many templates are asked for at once; fewer where the platform finds that too much.
const AT_ONCE: usize = 100;
/// What Graph answers to a page that is too large.
const TOO_MUCH: u32 = 1;
/// So long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why something was not done with an account's templates.
#[derive(Debug, thiserror::Error)]
pub enum TemplatesError {
    /// The account cannot be asked for it.
    #[error(transparent)]
    Problem(#[from] TemplatesProblem),
    /// A sample of a file is not to be had, or not uploaded.
    #[error("{0}")]
    Sample(String),
    /// The library cannot be written.
    #[error("{0}")]
    Library(String),
    /// No answer came.
    #[error("{}", trouble(.0))]
    NoAnswer(SendError),
    /// The platform refuses; with its reason explained.
    #[error("{0}")]
    Refused(String),
}

impl TemplatesError {
    pub(super) fn refused(account: &Account, answer: &Answer) -> Self {
        Self::Refused(match &answer.error {
            Some(error) => explained("refused", account.dialect, error, Some(answer.status)),
            None => format!(
                "the platform answered with status {} and nothing that can be read",
                answer.status
            ),
        })
    }

    /// The same, with what it is about.
    pub(super) fn about(self, what: &str) -> Self {
        match self {
            Self::Sample(words) => Self::Sample(format!("{what}: {words}")),
            Self::Refused(words) => Self::Refused(format!("{what}: {words}")),
            other => other,
        }
    }

    /// Whether somebody gave up.
    pub const fn is_cancelled(&self) -> bool {
        matches!(self, Self::NoAnswer(SendError::Cancelled))
    }
}

/// Which templates are meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The template; all of them without it.
    pub name: Option<String>,
    /// The language; all of them without it.
    pub language: Option<String>,
}

impl Wanted {
    /// One template in one language.
    pub fn one(name: &str, language: &str) -> Self {
        Self {
            name: Some(name.to_owned()),
            language: Some(language.to_owned()),
        }
    }

    /// Whether a template is meant.
    pub fn takes(&self, name: &str, language: &str) -> bool {
        let is = |wanted: &Option<String>, it: &str| wanted.as_deref().is_none_or(|one| one == it);
        is(&self.name, name) && is(&self.language, language)
    }

    /// Whether a listed template is meant.
    pub fn takes_listed(&self, listed: &Value) -> bool {
        self.takes(member(listed, "name"), member(listed, "language"))
    }
}

/// A text of a listed template; empty where it has none.
pub fn member<'a>(listed: &'a Value, key: &str) -> &'a str {
    listed.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The id of a listed template, text or number.
pub fn id_of(listed: &Value) -> String {
    match listed.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => String::new(),
    }
}

/// How far a listing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fetched {
    /// So many came.
    pub count: usize,
    /// Of so many, where the platform tells.
    pub of_all: Option<usize>,
    /// Whether these were the last.
    pub is_last: bool,
}

/// An account whose templates are asked for.
#[derive(Debug, Clone, Copy)]
pub struct AccountTemplates<'a> {
    /// The link.
    pub link: &'a Link,
    /// The account.
    pub account: &'a Account,
    /// Cancelled to give up.
    pub cancel: &'a CancellationToken,
}

impl AccountTemplates<'_> {
    /// Fetches all pages, and hands on each as it comes.
    ///
    /// # Errors
    /// When a page does not come; what came before was handed on.
    pub async fn pages(
        &self,
        name: Option<&str>,
        take: &mut (dyn FnMut(Vec<Value>, Fetched) + Send),
    ) -> Result<(), TemplatesError> {
        let mut start = Start::First;
        let (mut limit, mut count) = (AT_ONCE, 0);
        loop {
            let (page, fitting) = self.page(name, &start, limit).await?;
            limit = fitting;
            count += page.definitions.len();
            let fetched = Fetched {
                count,
                of_all: page.total,
                is_last: page.next.is_none(),
            };
            take(page.definitions, fetched);
            let Some(next) = page.next else {
                return Ok(());
            };
            start = next;
        }
    }

    /// All templates of the account that are meant.
    ///
    /// # Errors
    /// When a page does not come.
    pub async fn listed(&self, wanted: &Wanted) -> Result<Vec<Value>, TemplatesError> {
        let mut found = Vec::new();
        let name = wanted.name.as_deref();
        self.pages(name, &mut |page, _| {
            found.extend(page.into_iter().filter(|one| wanted.takes_listed(one)));
        })
        .await?;
        Ok(found)
    }

    /// Deletes a template: in one language, that of the id, or in all.
    ///
    /// # Errors
    /// When it is not deleted.
    pub async fn delete(&self, name: &str, id: Option<&str>) -> Result<(), TemplatesError> {
        let request = delete_template(self.account, name, id)?;
        self.ask(&request).await.map(drop)
    }

    /// Asks, and gives the body of the answer.
    pub(super) async fn ask(&self, request: &Request) -> Result<Value, TemplatesError> {
        let answer = self.answer(request).await?;
        match &answer.body {
            Body::Json(body) if answer.is_accepted() => Ok(body.clone()),
            _ => Err(TemplatesError::refused(self.account, &answer)),
        }
    }

    fn options(&self) -> SendOptions {
        SendOptions {
            timeout: PATIENCE,
            cancel: self.cancel.clone(),
        }
    }

    async fn answer(&self, request: &Request) -> Result<Answer, TemplatesError> {
        let answer = self.link.ask(self.account, request, &self.options()).await;
        answer.map_err(TemplatesError::NoAnswer)
    }

    /// A page, in smaller pieces where the platform finds it too much; and how much was asked for.
    async fn page(
        &self,
        name: Option<&str>,
        start: &Start,
        mut limit: usize,
    ) -> Result<(Page, usize), TemplatesError> {
        loop {
            let request = list_templates(self.account, name, (start, limit))?;
            let answer = self.answer(&request).await?;
            if answer.is_accepted()
                && let Some(page) = read_page(&answer, start)
            {
                return Ok((page, limit));
            }
            let error = answer.error.as_ref();
            let is_cut_off = error.is_none() && matches!(answer.body, Body::Text(_));
            let is_too_much = error.is_some_and(|error| error.code.code == TOO_MUCH) || is_cut_off;
            if !is_too_much || limit == 1 {
                return Err(TemplatesError::refused(self.account, &answer));
            }
            limit /= 2;
        }
    }
}
