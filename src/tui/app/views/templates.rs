//! The view of templates: the library beside the account's, and what is done with them.

use std::path::PathBuf;

use serde_json::Value;

use super::{Landing, View};
use crate::check::{Context, check_payload};
use crate::files::library::{Changed, Library};
use crate::link::templates::{Wanted, member};
use crate::schema::Severity;
use crate::template::as_sent_in;
use crate::text;
use crate::tui::app::App;
use crate::tui::app::purpose::{Next, Purpose};
use crate::tui::app::question::Question;
use crate::tui::msg::{Action, Effect, FileTask, LinkTask, Source, TemplatesTask};
use crate::tui::widgets::Tone;
use crate::wire::{Dialect, Pointer};

/// What is being done with templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui::app) enum Work {
    /// They are listed.
    List,
    /// They are fetched into the library.
    Pull(Wanted),
    /// One is sent in.
    Push,
    /// One is deleted, in one language or all.
    Delete(String, Option<String>),
    /// What a review decided is taken over.
    TakeOver(String, String),
}

/// A definition that is to be sent in.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::tui::app) struct Outgoing {
    /// The definition.
    pub definition: Value,
    /// Its file.
    pub path: Option<PathBuf>,
}

impl App {
    /// Opens the view; library and account are asked anew.
    pub(super) fn show_templates(&mut self) {
        self.open_view(View::Templates);
        self.views.templates.renew();
    }

    /// Asks for what the open view lacks.
    pub(super) fn refresh_templates(&mut self) {
        let account = self.line.account_name(self.desk.dialect());
        if self.views.templates.account != account {
            self.views.templates.of_account(&account);
        }
        if self.views.templates.lacks_library() {
            self.views.templates.library_asked();
            self.file(Purpose::Shelf, FileTask::Library);
        }
        if self.views.templates.lacks_listing() && self.line.account(self.desk.dialect()).is_some()
        {
            self.work(Work::List, TemplatesTask::List);
        }
    }

    /// Begins something with the templates of the account in use.
    fn work(&mut self, work: Work, task: TemplatesTask) {
        let account = self.line.account_name(self.desk.dialect());
        let words = match &work {
            Work::List => "listing".to_owned(),
            Work::Pull(_) => "fetching".to_owned(),
            Work::Push => "sending in".to_owned(),
            Work::Delete(..) => "deleting".to_owned(),
            Work::TakeOver(..) => String::new(),
        };
        let is_quiet = matches!(work, Work::TakeOver(..));
        let job = self.job(Purpose::Desk(account.clone(), work));
        if !is_quiet {
            self.views.templates.begin(job, words);
        }
        let task = LinkTask::Templates { job, account, task };
        self.effects.push(Effect::Link(task));
    }

    /// The library is read.
    pub(in crate::tui::app) fn shelf_read(&mut self, library: Library) {
        if let Some(warning) = library.warnings.first() {
            self.say(Tone::Warning, text::visible(warning));
        }
        self.views.templates.take_library(library.entries);
    }

    /// Lists the account's templates again.
    pub(super) fn list_again(&mut self) {
        self.views.templates.renew();
    }

    /// Fetches the highlighted template, or all, into the library.
    pub(super) fn pull(&mut self, is_all: bool) {
        let wanted = match self.views.templates.highlighted() {
            Some(row) if !is_all => Wanted::one(&row.name, &row.language),
            _ => Wanted::default(),
        };
        self.pull_wanted(wanted, Changed::Keep);
    }

    pub(in crate::tui::app) fn pull_wanted(&mut self, wanted: Wanted, changed: Changed) {
        let work = Work::Pull(wanted.clone());
        self.work(work, TemplatesTask::Pull { wanted, changed });
    }

    /// Gives up what is under way; false where nothing is.
    pub(super) fn stop_work(&mut self) -> bool {
        let Some(job) = self.views.templates.job() else {
            return false;
        };
        self.effects.push(Effect::Link(LinkTask::Cancel(job)));
        true
    }

    /// Sends the highlighted template of the library in.
    pub(super) fn push_highlighted(&mut self) {
        let Some(entry) = self.views.templates.highlighted_entry() else {
            return;
        };
        let outgoing = Outgoing {
            definition: entry.value.clone(),
            path: Some(entry.path.clone()),
        };
        self.push_checked(outgoing, true);
    }

    /// Sends the definition of the draft in: the draft itself, or the one that it is bound to.
    pub(in crate::tui::app) fn push_own(&mut self) {
        let draft = self.desk.draft();
        let (definition, path) = if draft.is_definition() {
            (
                Some(draft.document.payload().clone()),
                self.desk.path.clone(),
            )
        } else {
            (draft.definition.clone(), None)
        };
        if let Some(definition) = definition {
            self.push_checked(Outgoing { definition, path }, false);
        }
    }

    /// Why the draft's own definition cannot be sent in.
    pub(in crate::tui::app) fn push_obstacle(&self) -> Option<String> {
        let draft = self.desk.draft();
        let sentence = if self.foreign.is_some() {
            "this file is no message: correct its JSON first, or open another"
        } else if !draft.is_definition() && draft.definition.is_none() {
            "this draft has no definition of a template"
        } else if draft.is_definition() && self.desk.path.is_some() && self.desk.editor.is_dirty() {
            "save it first: what becomes of it is written to its file"
        } else if self.views.templates.job().is_some() {
            "the account is busy: Esc in the view of templates gives it up"
        } else {
            return None;
        };
        Some(sentence.to_owned())
    }

    /// Why something cannot be done in the view of templates.
    pub(super) fn desk_obstacle(&self, action: Action) -> Option<String> {
        let templates = &self.views.templates;
        let row = templates.highlighted();
        let sentence = match action {
            _ if templates.job().is_some() => "the account is busy: Esc gives it up",
            Action::PullTemplate if row.is_none_or(|row| row.there.is_none()) => {
                "the account does not have it"
            }
            Action::PushTemplate if row.is_none_or(|row| row.here.is_none()) => {
                "the library does not have it: pull it first"
            }
            Action::DeleteTemplate if row.is_none_or(|row| row.there.is_none()) => {
                "the account does not have it"
            }
            _ => return None,
        };
        Some(sentence.to_owned())
    }

    /// Checks a definition, and goes on where it is good.
    fn push_checked(&mut self, outgoing: Outgoing, is_of_library: bool) {
        let dialect = self.desk.dialect();
        let spoken = self.line.account(dialect).map_or(dialect, |it| it.dialect);
        let errors = errors_of(&outgoing.definition, spoken);
        let Some((pointer, message)) = errors.first().cloned() else {
            return self.push_if_agreed(outgoing);
        };
        let count = errors.len();
        let more = if count == 1 {
            String::new()
        } else {
            format!(" (and {} more)", count - 1)
        };
        if !is_of_library {
            self.views.open = None;
            self.go_to_pointer(&pointer);
            return self.say(Tone::Error, format!("Not sent in: {message}{more}"));
        }
        let Some(path) = outgoing.path else { return };
        self.ask(
            "Not sent in",
            format!("{message}{more}"),
            &[("Go there", 'g'), ("Close", 'c')],
            0,
            Question::Faulty(path, pointer),
        );
    }

    /// Opens a file of the library at the place of an error.
    pub(in crate::tui::app) fn open_at(&mut self, path: PathBuf, pointer: Pointer) {
        let landing = Landing {
            to: None,
            pointer: Some(pointer),
        };
        self.land(Next::Open(Source::File(path)), landing);
    }

    /// Sends in; to a live account only after a question.
    fn push_if_agreed(&mut self, outgoing: Outgoing) {
        let account = self.line.account(self.desk.dialect());
        let Some(account) = account.filter(|account| !account.is_sandbox) else {
            return self.push_agreed(outgoing);
        };
        let name = text::visible(&account.name).into_owned();
        let question = format!(
            "{} goes to {name}, where it is reviewed. An approved template is edited once a day and ten times in 30 days; the name of a deleted one is blocked for 30 days.",
            title_of(&outgoing.definition)
        );
        self.ask(
            "Send it in for review?",
            question,
            &[("Send it in", 's'), ("Do not", 'n')],
            1,
            Question::PushLive(Box::new(outgoing)),
        );
    }

    pub(in crate::tui::app) fn push_agreed(&mut self, outgoing: Outgoing) {
        let title = title_of(&outgoing.definition);
        self.say(Tone::Plain, format!("Sending {title} in…"));
        let Outgoing { definition, path } = outgoing;
        self.work(Work::Push, TemplatesTask::Push { definition, path });
    }

    /// Asks before anything is deleted from the account.
    pub(super) fn ask_delete_template(&mut self) {
        let Some(row) = self.views.templates.highlighted() else {
            return;
        };
        let (name, language) = (row.name.clone(), row.language.clone());
        let account = self.line.account(self.desk.dialect());
        let is_by_language = account.is_some_and(|account| account.dialect == Dialect::Cloud);
        let all = self.views.templates.languages_there(&name).join(", ");
        let whose = text::visible(&self.views.templates.account).into_owned();
        let question = format!(
            "{} in {all} stands at {whose}. The library's files stay; the name of an approved template is blocked for 30 days.",
            text::visible(&name)
        );
        let only = format!("Delete {language} only");
        let mut answers = vec![("Delete all languages", 'a'), ("Keep it", 'k')];
        if is_by_language {
            answers.insert(0, (only.as_str(), 'o'));
        }
        let safe = answers.len() - 1;
        let about = Question::DeleteTemplate {
            name,
            language: is_by_language.then_some(language),
        };
        self.ask("Delete the template?", question, &answers, safe, about);
    }

    pub(in crate::tui::app) fn delete_template(&mut self, name: String, language: Option<String>) {
        let work = Work::Delete(name.clone(), language.clone());
        self.work(work, TemplatesTask::Delete { name, language });
    }

    /// Binds the message to the highlighted template; one that only the account has is used as it is listed.
    pub(super) fn use_highlighted(&mut self) {
        let chosen = self.views.templates.highlighted_value().cloned();
        if let Some(definition) = chosen {
            self.views.open = None;
            self.use_definition(&definition);
        }
    }
}

/// `lamp_ready (en)`
pub(super) fn title_of(definition: &Value) -> String {
    let title = format!(
        "{} ({})",
        member(definition, "name"),
        member(definition, "language")
    );
    text::visible(&title).into_owned()
}

/// What the check calls an error in a definition as it would be sent in.
fn errors_of(definition: &Value, dialect: Dialect) -> Vec<(Pointer, String)> {
    let sent = as_sent_in(definition);
    let found = check_payload(&sent, Some(dialect), None, &Context::default());
    let errors = found
        .into_iter()
        .filter(|one| one.severity == Severity::Error);
    let told = errors.map(|one| (one.pointer, one.message));
    nameless(definition).chain(told).collect()
}

/// What a template cannot be sent in without; the check lets an edit, which names neither, do without both.
fn nameless(definition: &Value) -> impl Iterator<Item = (Pointer, String)> {
    ["name", "language"]
        .into_iter()
        .filter(|key| member(definition, key).trim().is_empty())
        .map(|key| {
            (
                Pointer::root().key(key),
                format!("a template that is sent in has a {key}"),
            )
        })
}
