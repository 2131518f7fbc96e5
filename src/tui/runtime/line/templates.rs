//! The templates of an account on the connection: listed, fetched, sent in, deleted.

use std::path::Path;

use jiff::Timestamp;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::{Line, Office};
use crate::files::library::{Changed, Entry, Outcome, keep, settle};
use crate::link::templates::{
    AccountTemplates, Fetched, SentIn, TemplatesError, Wanted, id_of, member,
};
use crate::template::Source;
use crate::tui::msg::{JobId, LinkNews, Pushed, TemplatesNews, TemplatesTask};

impl Line {
    /// Does something with the templates of an account. Only the last one can be given up.
    pub(super) fn templates(&mut self, job: JobId, account: String, task: TemplatesTask) {
        let cancel = CancellationToken::new();
        if !matches!(task, TemplatesTask::TakeOver { .. }) {
            self.working = Some((job, cancel.clone()));
        }
        let office = self.office.clone();
        tokio::spawn(async move {
            let news = match office.open_link().await {
                Ok(link) => match link.account(&account) {
                    Some(account) => {
                        let templates = AccountTemplates {
                            link,
                            account: &account,
                            cancel: &cancel,
                        };
                        office.work(job, templates, task).await
                    }
                    None => failed(&task, office.problem(&account)),
                },
                Err(sentence) => failed(&task, sentence),
            };
            office.report(LinkNews::Templates(job, news));
        });
    }
}

/// What comes of a task that could not be begun.
fn failed(task: &TemplatesTask, sentence: String) -> TemplatesNews {
    match task {
        TemplatesTask::List => TemplatesNews::Listed(Err(sentence)),
        TemplatesTask::Pull { .. } => TemplatesNews::Pulled(Box::default(), Err(sentence)),
        TemplatesTask::Push { .. } => TemplatesNews::Pushed(Err(sentence)),
        TemplatesTask::Delete { .. } => TemplatesNews::Deleted(Err(sentence)),
        TemplatesTask::TakeOver { .. } => TemplatesNews::TakenOver(Err(sentence)),
    }
}

/// An error as a sentence.
fn told(error: &TemplatesError) -> String {
    if error.is_cancelled() {
        "given up".to_owned()
    } else {
        error.to_string()
    }
}

impl Office {
    async fn work(
        &self,
        job: JobId,
        templates: AccountTemplates<'_>,
        task: TemplatesTask,
    ) -> TemplatesNews {
        let tell = |fetched: Fetched| {
            self.report(LinkNews::Templates(job, TemplatesNews::Fetched(fetched)));
        };
        match task {
            TemplatesTask::List => {
                let mut all = Vec::new();
                let take = &mut |page, fetched| {
                    all.extend::<Vec<Value>>(page);
                    tell(fetched);
                };
                let listed = templates.pages(None, take).await;
                TemplatesNews::Listed(listed.map(|()| all).map_err(|error| told(&error)))
            }
            TemplatesTask::Pull { wanted, changed } => {
                let how = (&wanted, changed);
                let (pulled, ended) = templates.pull(&self.places, how, &mut { tell }).await;
                TemplatesNews::Pulled(Box::new(pulled), ended.map_err(|error| told(&error)))
            }
            TemplatesTask::Push { definition, path } => {
                let pushed = self.push(templates, &definition, path.as_deref()).await;
                TemplatesNews::Pushed(pushed.map(Box::new).map_err(|error| told(&error)))
            }
            TemplatesTask::Delete { name, language } => {
                let deleted = delete(templates, name, language).await;
                TemplatesNews::Deleted(deleted.map_err(|error| told(&error)))
            }
            TemplatesTask::TakeOver { name, language } => {
                let wanted = Wanted::one(&name, &language);
                let taken = templates.take_over(&self.places, &wanted).await;
                TemplatesNews::TakenOver(taken.map_err(|error| told(&error)))
            }
        }
    }

    /// Sends a definition in, and writes what the account makes of it into the library.
    async fn push(
        &self,
        templates: AccountTemplates<'_>,
        definition: &Value,
        path: Option<&Path>,
    ) -> Result<Pushed, TemplatesError> {
        let (name, language) = (member(definition, "name"), member(definition, "language"));
        let wanted = Wanted::one(name, language);
        let there = templates.listed(&wanted).await?.pop();
        let sent = SentIn {
            definition,
            folder: path.and_then(Path::parent),
        };
        let done = templates.send_in(sent, there.as_ref()).await?;
        let (listed, warning) = match templates.listed(&wanted).await {
            Ok(mut listed) => (listed.pop(), None),
            Err(error) => (None, Some(told(&error))),
        };
        let kept = listed.as_ref().map_or(Ok(()), |listed| {
            self.write_down(listed, path, &templates.account.name)
        });
        Ok(Pushed {
            done,
            listed,
            warning: warning.or_else(|| kept.err()),
        })
    }

    /// Writes a listed template into the file that it was sent in from, or else into the library.
    fn write_down(&self, listed: &Value, path: Option<&Path>, account: &str) -> Result<(), String> {
        let source = Source::Account(account.to_owned());
        let now = Timestamp::now();
        let folders = self.places.template_folders();
        let own = path.filter(|path| folders.iter().any(|folder| path.parent() == Some(folder)));
        if let Some(path) = own {
            let entry = Entry::read(path).map_err(|error| error.to_string())?;
            return settle(&entry, listed, (&source, now)).map_err(|error| error.to_string());
        }
        match keep(&self.places, listed, (&source, now), Changed::Keep) {
            Err(error) => Err(error.to_string()),
            Ok(kept) if kept.outcome == Outcome::LeftAsChanged => Err(format!(
                "{} was changed here, and is left as it is",
                kept.path.display()
            )),
            Ok(_) => Ok(()),
        }
    }
}

async fn delete(
    templates: AccountTemplates<'_>,
    name: String,
    language: Option<String>,
) -> Result<(), TemplatesError> {
    let Some(language) = language else {
        return templates.delete(&name, None).await;
    };
    let listed = templates.listed(&Wanted::one(&name, &language)).await?;
    let id = listed.first().map(id_of).unwrap_or_default();
    templates.delete(&name, Some(&id)).await
}
