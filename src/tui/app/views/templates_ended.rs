//! What comes of the work with templates, and what webhooks tell of their reviews.

use super::templates::{Work, title_of};
use crate::files::library::Outcome;
use crate::link::templates::{Pulled, Wanted, member};
use crate::text;
use crate::tui::app::App;
use crate::tui::app::purpose::Purpose;
use crate::tui::app::question::Question;
use crate::tui::msg::{Effect, JobId, LinkTask, Pushed, TemplatesNews, TemplatesTask};
use crate::tui::widgets::Tone;
use crate::webhook::{Event, Received, TemplateChange, TemplateEvent};

impl App {
    /// Something comes of the work with templates.
    pub(in crate::tui::app) fn on_templates(&mut self, job: JobId, news: TemplatesNews) {
        if let TemplatesNews::Fetched(fetched) = news {
            return self.views.templates.goes_on(job, fetched);
        }
        let Some(Purpose::Desk(account, work)) = self.jobs.remove(&job) else {
            return;
        };
        let is_shown = self.views.templates.account == account;
        self.views.templates.end(job);
        match (work, news) {
            (_, TemplatesNews::Listed(listed)) if is_shown => {
                self.views.templates.take_listing(listed);
            }
            (Work::Pull(wanted), TemplatesNews::Pulled(pulled, ended)) => {
                self.pull_ended(wanted, &pulled, ended);
            }
            (_, TemplatesNews::Pushed(pushed)) => self.push_ended(pushed, is_shown),
            (Work::Delete(name, language), TemplatesNews::Deleted(done)) => {
                self.delete_ended(&name, language.as_deref(), done);
            }
            (Work::TakeOver(name, language), TemplatesNews::TakenOver(taken)) => match taken {
                Ok(listed) => {
                    self.views.templates.forget_library();
                    if is_shown {
                        let wanted = Wanted::one(&name, &language);
                        self.views.templates.replace(&wanted, listed);
                    }
                }
                Err(sentence) => {
                    let sentence = format!("The review's end is not written down: {sentence}");
                    self.say(Tone::Warning, text::visible(&sentence));
                }
            },
            _ => {}
        }
    }

    fn pull_ended(&mut self, wanted: Wanted, pulled: &Pulled, ended: Result<(), String>) {
        self.views.templates.forget_library();
        let count = |outcome| pulled.count(outcome);
        let left = count(Outcome::LeftAsChanged);
        let told = format!(
            "{} new, {} updated, {} the same",
            count(Outcome::New),
            count(Outcome::Updated),
            count(Outcome::Same)
        );
        if let Err(sentence) = ended {
            let sentence = format!("Not all was fetched ({sentence}); kept: {told}");
            return self.say(Tone::Error, text::visible(&sentence));
        }
        if left == 0 {
            return match pulled.warnings.first() {
                Some(warning) => self.say(Tone::Warning, text::visible(warning)),
                None => self.say(Tone::Good, format!("Fetched: {told}")),
            };
        }
        let names: Vec<String> = pulled
            .kept
            .iter()
            .filter(|kept| kept.outcome == Outcome::LeftAsChanged)
            .take(6)
            .map(|kept| format!("· {} ({})", kept.name, kept.language))
            .collect();
        let names = names.join("\n");
        let question = format!(
            "Fetched: {told}. {left} changed here since they were fetched, and were left:\n{}",
            text::visible_lines(&names)
        );
        self.ask(
            "Replace what was changed here?",
            question,
            &[("Replace with the account's", 'r'), ("Leave them", 'l')],
            1,
            Question::ReplaceChanged(wanted),
        );
    }

    fn push_ended(&mut self, pushed: Result<Box<Pushed>, String>, is_shown: bool) {
        let pushed = match pushed {
            Ok(pushed) => *pushed,
            Err(sentence) => {
                let sentence = format!("Not sent in: {sentence}");
                return self.say(Tone::Error, text::visible(&sentence));
            }
        };
        self.views.templates.forget_library();
        let Some(listed) = pushed.listed else {
            let reason = pushed.warning.unwrap_or_default();
            let sentence = format!("Sent in; what became of it is not known: {reason}");
            return self.say(Tone::Warning, text::visible(&sentence));
        };
        let status = member(&listed, "status").to_ascii_uppercase();
        let sentence = format!("{} {}: {status}", title_of(&listed), pushed.done.word());
        if is_shown {
            let wanted = Wanted::one(member(&listed, "name"), member(&listed, "language"));
            self.views.templates.replace(&wanted, vec![listed]);
        }
        match pushed.warning {
            Some(warning) => self.say(
                Tone::Warning,
                text::visible(&format!("{sentence}. {warning}")),
            ),
            None => self.say(Tone::Good, text::visible(&sentence)),
        }
    }

    fn delete_ended(&mut self, name: &str, language: Option<&str>, done: Result<(), String>) {
        if let Err(sentence) = done {
            let sentence = format!("Not deleted: {sentence}");
            return self.say(Tone::Error, text::visible(&sentence));
        }
        let wanted = Wanted {
            name: Some(name.to_owned()),
            language: language.map(str::to_owned),
        };
        self.views.templates.replace(&wanted, Vec::new());
        let what = language.map_or_else(|| name.to_owned(), |it| format!("{name} ({it})"));
        let sentence = format!("{what} is deleted; the library's files stay.");
        self.say(Tone::Good, text::visible(&sentence));
    }

    /// A webhook came: what it says of reviews is told and written down.
    pub(in crate::tui::app) fn heard_of_templates(&mut self, received: &Received) {
        let arrives = |webhook: &Option<String>| {
            webhook
                .as_deref()
                .is_some_and(|url| url.ends_with(&received.path))
        };
        let account = self.line.accounts.iter().find(|it| arrives(&it.webhook));
        let Some(account) = account.map(|account| account.name.clone()) else {
            return;
        };
        for event in &received.events {
            if let Event::Template(template) = event {
                self.reviewed(&account, template);
            }
        }
    }

    fn reviewed(&mut self, account: &str, template: &TemplateEvent) {
        let TemplateChange::Status(review) = &template.change else {
            return;
        };
        let (Some(name), Some(language)) = (&template.name, &template.language) else {
            return;
        };
        let status = review.event.as_deref().unwrap_or("reviewed");
        let reason = review.reason.as_deref();
        let reason = reason.map_or_else(String::new, |reason| format!(": {reason}"));
        let tone = if status == "APPROVED" {
            Tone::Good
        } else {
            Tone::Warning
        };
        let sentence = format!("{name} ({language}) {status}{reason}");
        if self.line.account_name(self.desk.dialect()) == account {
            self.say(tone, text::visible(&sentence));
        }
        let (name, language) = (name.clone(), language.clone());
        let work = Work::TakeOver(name.clone(), language.clone());
        let job = self.job(Purpose::Desk(account.to_owned(), work));
        let task = TemplatesTask::TakeOver { name, language };
        let account = account.to_owned();
        self.effects
            .push(Effect::Link(LinkTask::Templates { job, account, task }));
    }
}
