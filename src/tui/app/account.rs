//! Through whom messages go: choosing, entering, showing and testing accounts, and the word that a live one
//! needs.

mod entering;

use super::App;
use super::layers::Layer;
use super::purpose::Purpose;
use super::question::{Pick, Question};
use crate::files::settings::AccountSettings;
use crate::platform::webhook_steps;
use crate::text;
use crate::tui::msg::{AccountLabel, Effect, FileTask, JobId, LinkTask};
use crate::tui::overlays::{Answers, Picker, Sheet};
use crate::tui::widgets::{Item, Tone};

pub(super) use self::entering::Entering;

impl App {
    /// Offers all accounts; those that cannot be used say why.
    pub(super) fn choose_account(&mut self) {
        let accounts = &self.line.accounts;
        let names: Vec<String> = accounts.iter().map(|it| it.name.clone()).collect();
        let items = accounts.iter().map(|account| {
            let group = if account.is_sandbox {
                "Sandbox: nothing leaves this machine"
            } else {
                "Live: real customers"
            };
            Item::new(text::visible(&account.name))
                .detail(line_of(account))
                .group(group)
                .disabled(account.problem.clone())
        });
        let more = Item::new("Add an account")
            .detail("a number at one of the three APIs")
            .group("Settings");
        let items = items.chain([more]).collect();
        let used = self.line.account(self.desk.dialect());
        let here = used.and_then(|used| names.iter().position(|name| *name == used.name));
        let picker = Picker::new("Account", items)
            .preselected(here)
            .empty("the connection is being opened");
        self.push_layer(Layer::Picker(picker, Pick::Account(names)));
    }

    /// Sends through that account from now on.
    pub(super) fn use_account(&mut self, name: String) {
        let chosen = self.line.accounts.iter().find(|it| it.name == name);
        let said = match chosen {
            Some(account) if account.is_sandbox => "Messages go to the sandbox.".to_owned(),
            _ => format!("Messages go through {name}, to real people."),
        };
        let is_own = chosen.is_some_and(|it| it.is_sandbox && it.dialect == self.desk.dialect());
        // The sandbox's account of the draft's own dialect goes on following the draft.
        self.line.chosen = (!is_own).then_some(name);
        self.say(Tone::Plain, said);
    }

    /// Shows what is known of the account in use.
    pub(super) fn show_account(&mut self) {
        let Some(account) = self.line.account(self.desk.dialect()) else {
            self.say(Tone::Warning, "The connection is not open.");
            return;
        };
        let name = account.name.clone();
        self.show_account_of(&name);
    }

    /// Shows what is known of an account, and what can be done with it.
    fn show_account_of(&mut self, name: &str) {
        let mut accounts = self.line.accounts.iter();
        let Some(account) = accounts.find(|account| account.name == name) else {
            return;
        };
        let test = ("Test it: ask the platform", 't');
        let close = ("Close", 'c');
        let (name, about) = (name.to_owned(), about(account));
        let (answers, question) = if account.settings.is_some() {
            (
                vec![test, ("Change it", 'e'), ("Remove it", 'r'), close],
                Question::AboutAccount(name),
            )
        } else {
            (vec![test, close], Question::TestAccount(name))
        };
        let safe = answers.len() - 1;
        self.ask("Account", about, &answers, safe, question);
    }

    /// Asks for an account to be entered, with what was typed when that was left.
    pub(super) fn add_account(&mut self) {
        let taken = self.line.accounts.iter().map(|it| it.name.clone());
        let about = Entering::New(taken.collect(), self.settings_files.clone());
        self.open_sheet(about);
    }

    /// Asks for another state of an account of the settings.
    pub(super) fn change_account(&mut self, name: &str) {
        let mut accounts = self.line.accounts.iter();
        let account = accounts.find(|account| account.name == name);
        if let Some(settings) = account.and_then(|account| account.settings.clone()) {
            self.open_sheet(Entering::Changed(settings));
        }
    }

    fn open_sheet(&mut self, about: Entering) {
        let left = self.half_entered.take();
        let answers = match left {
            Some((left, answers)) if left.is_of_same(&about) => answers,
            _ => about.answers(),
        };
        let sheet = Sheet::new(about.title(), "save", answers, about.clone().blanks());
        self.push_layer(Layer::Sheet(sheet, about));
    }

    /// Has the account written that the sheet tells of.
    pub(super) fn enter(&mut self, about: Entering, answers: Answers) {
        let entry = about.entry(&answers);
        // Until it stands in the settings, nothing of it is lost.
        self.half_entered = Some((about, answers));
        self.file(
            Purpose::EnterAccount(entry.account.name.clone()),
            FileTask::EnterAccount(Box::new(entry)),
        );
    }

    /// Asks before an account is taken out of the settings.
    pub(super) fn ask_remove_account(&mut self, name: String) {
        let mut accounts = self.line.accounts.iter();
        let account = accounts.find(|account| account.name == name);
        let Some(settings) = account.and_then(|account| account.settings.as_ref()) else {
            return;
        };
        let question = format!(
            "{name} goes out of {}. Its secrets and its history stay.",
            settings.file.display()
        );
        self.ask(
            "Remove the account?",
            question,
            &[("Remove it", 'r'), ("Keep it", 'k')],
            1,
            Question::RemoveAccount(name),
        );
    }

    /// Has an account taken out of the settings.
    pub(super) fn remove_account(&mut self, name: String) {
        self.file(Purpose::RemoveAccount, FileTask::RemoveAccount(name));
    }

    /// Goes on with other accounts than before.
    pub(super) fn use_accounts(&mut self, accounts: Vec<AccountSettings>, said: String) {
        self.say(Tone::Good, said);
        self.effects
            .push(Effect::Link(LinkTask::UseAccounts(accounts)));
    }

    /// The connection knows the other accounts. One that changed has to be agreed to again.
    pub(super) fn accounts_changed(&mut self, accounts: Vec<AccountLabel>) {
        let before = std::mem::replace(&mut self.line.accounts, accounts);
        let is_as_before = |name: &String| {
            let is_it = |account: &&AccountLabel| account.name == *name;
            before.iter().find(is_it) == self.line.accounts.iter().find(is_it)
        };
        self.line.agreed.retain(is_as_before);
        let names = |name: &String| self.line.accounts.iter().any(|it| it.name == *name);
        if self.line.chosen.as_ref().is_some_and(|name| !names(name)) {
            self.line.chosen = None;
            self.say(Tone::Warning, "Messages go to the sandbox again.");
        }
        if let Some(name) = self.line.entered.take() {
            self.show_account_of(&name);
        }
    }

    /// Asks the platform about an account.
    pub(super) fn test_account(&mut self, name: String) {
        let job = self.job(Purpose::Test(name.clone()));
        self.say(Tone::Plain, format!("Asking the platform about {name}…"));
        self.effects
            .push(Effect::Link(LinkTask::Test { job, account: name }));
    }

    /// Shows what the platform said.
    pub(super) fn account_tested(&mut self, job: JobId, lines: &[String]) {
        let Some(Purpose::Test(name)) = self.jobs.remove(&job) else {
            return;
        };
        let said = format!("{name}\n{}", lines.join("\n"));
        self.ask(
            "Test of the account",
            said,
            &[("Test it again", 't'), ("Close", 'c')],
            1,
            Question::TestAccount(name),
        );
    }

    /// Whether the account takes no such message; says so, with a way out.
    pub(super) fn is_for_another_account(&mut self) -> bool {
        let dialect = self.desk.dialect();
        let Some(account) = self.line.account(dialect) else {
            return false;
        };
        if let Some(problem) = account.problem.clone() {
            self.say(Tone::Error, problem);
            return true;
        }
        if account.dialect.shares_body_with(dialect) {
            return false;
        }
        let wanted = account.dialect;
        let question = format!(
            "The message is written for the {}, and {} speaks the {}.",
            dialect.title(),
            account.name,
            wanted.title()
        );
        self.ask(
            "Not for this account",
            question,
            &[
                ("Convert the message", 'c'),
                ("Choose another account", 'a'),
                ("Do not send", 'n'),
            ],
            2,
            Question::ConvertFor(wanted),
        );
        true
    }

    /// Sends; through a live account only after the question that it is asked once in a run.
    pub(super) fn send_if_agreed(&mut self) {
        let live = self
            .line
            .account(self.desk.dialect())
            .filter(|account| !account.is_sandbox && !self.line.agreed.contains(&account.name));
        let Some(account) = live else {
            return self.send_now();
        };
        let name = account.name.clone();
        let question = format!(
            "{}\nThis goes to a real person, {}, and may cost money.\nIt is asked once a run.",
            line_of(account),
            self.recipient()
        );
        self.ask(
            &format!("Send through {name}?"),
            question,
            &[("Send", 's'), ("Do not send", 'n')],
            1,
            Question::SendLive(name),
        );
    }

    /// Sends, and through this account without a question from now on.
    pub(super) fn send_agreed(&mut self, name: String) {
        self.line.agreed.insert(name);
        self.send_now();
    }
}

/// `Cloud API · +15550100199 · token from $WHATSAPP_TOKEN · https://graph.facebook.com/v26.0`
fn line_of(account: &AccountLabel) -> String {
    let mut parts = vec![account.dialect.title().to_owned()];
    parts.extend(account.number.as_ref().map(|number| format!("+{number}")));
    parts.extend(account.secrets.first().cloned());
    if !account.is_sandbox {
        parts.push(account.base_url.clone());
    }
    text::visible(&parts.join(" · ")).into_owned()
}

/// All that may be known of an account, a line each.
fn about(account: &AccountLabel) -> String {
    let mut lines = vec![account.name.clone(), line_of(account)];
    lines.extend(account.secrets.iter().skip(1).cloned());
    lines.extend(account.problem.clone());
    match &account.webhook {
        Some(address) => lines.push(format!("Webhooks arrive at {address}")),
        None => lines.push("Webhooks do not arrive.".to_owned()),
    }
    if !account.is_sandbox {
        let app_id = account.settings.as_ref().map(|settings| &settings.app_id);
        let steps = webhook_steps(account.dialect, app_id.and_then(|id| id.as_deref()));
        lines.extend(steps.iter().map(|step| step.replace("NAME", &account.name)));
        lines.push(format!(
            "bluetick accounts webhook {} show --reveal prints the verify token.",
            account.name
        ));
    }
    lines.join("\n")
}
