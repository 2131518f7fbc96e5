//! What is known of the connection, and what its news change.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::App;
use super::purpose::Purpose;
use super::send::recipient_of;
use super::window::Heard;
use crate::check::Window;
use crate::link::LinkEvent;
use crate::platform::{Answer, SendError};
use crate::tui::msg::{AccountLabel, Effect, FileTask, JobId, LinkNews, Timer};
use crate::tui::panes::send::Tab;
use crate::tui::widgets::Tone;
use crate::webhook::{Event, Received, window_closes};
use crate::wire::Dialect;

/// The connection as the screen shows it.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Whether it is being opened.
    pub opening: bool,
    /// The accounts that can send.
    pub accounts: Vec<AccountLabel>,
    /// The name of the account that was chosen; none while the sandbox's follows the draft.
    pub chosen: Option<String>,
    /// The live accounts that may send without a question, once they were asked about in this run.
    pub agreed: BTreeSet<String>,
    /// The account that was entered, to be shown once the connection knows it.
    pub entered: Option<String>,
    /// Why it is not open, or works in part only.
    pub problem: Option<String>,
    /// When it was opened: the sandbox's customers have written just then.
    ready_at: Option<Timestamp>,
    /// Whether the window's clock runs.
    pub counting: bool,
    /// What the history says of the window of the draft's recipient.
    pub heard: Option<Heard>,
    /// Whether that may be another one by now.
    pub is_stale: bool,
    /// When a customer wrote last, by number.
    wrote: Vec<(String, Timestamp)>,
    /// Whose windows the sandbox holds closed.
    closed: BTreeSet<String>,
}

impl Line {
    /// The account that sends: the one that was chosen, else the sandbox's of the draft's dialect.
    pub(super) fn account(&self, dialect: Dialect) -> Option<&AccountLabel> {
        let mut accounts = self.accounts.iter();
        match &self.chosen {
            Some(name) => accounts.find(|account| account.name == *name),
            None => accounts.find(|account| account.is_sandbox && account.dialect == dialect),
        }
    }

    /// The name of that account; before the connection is open, that of the sandbox's.
    pub(super) fn account_name(&self, dialect: Dialect) -> String {
        self.account(dialect)
            .map_or_else(|| format!("sandbox-{dialect}"), |it| it.name.clone())
    }

    /// Sends through that account from now on; the sandbox's own of a dialect goes on following the draft.
    pub(super) fn choose(&mut self, name: &str, dialect: Dialect) {
        let mut accounts = self.accounts.iter();
        if let Some(account) = accounts.find(|account| account.name == name) {
            let is_own = account.is_sandbox && account.dialect == dialect;
            self.chosen = (!is_own).then(|| name.to_owned());
        }
    }

    fn heard_from(&mut self, number: &str, at: Timestamp) {
        self.wrote.retain(|(known, _)| known != number);
        self.wrote.push((number.to_owned(), at));
    }

    /// Windows were closed or opened in the sandbox; one that is opened is as new.
    fn windows_closed(&mut self, closed: BTreeSet<String>, at: Timestamp) {
        for number in std::mem::replace(&mut self.closed, closed) {
            if !self.closed.contains(&number) {
                self.heard_from(&number, at);
            }
        }
    }

    /// The window of a customer of the sandbox, which tells it itself; that of a live account is the
    /// history's to know.
    pub(super) fn window_of(&self, is_sandbox: bool, peer: &str) -> Option<Window> {
        if !is_sandbox {
            return None;
        }
        if self.closed.contains(peer) {
            return Some(Window::Closed);
        }
        let wrote = self.wrote.iter().find(|(number, _)| number == peer);
        let since = wrote.map(|(_, at)| *at).or(self.ready_at)?;
        let until = window_closes(since);
        Some(Window::Open { until })
    }
}

impl App {
    pub(super) fn on_link(&mut self, news: LinkNews) {
        match news {
            LinkNews::Ready(accounts) => {
                self.line.opening = false;
                self.line.accounts = accounts;
                self.line.ready_at = Some(self.now);
            }
            LinkNews::Accounts(accounts) => self.accounts_changed(accounts),
            LinkNews::Unavailable(sentence) => {
                self.line.opening = false;
                self.line.problem = Some(sentence.clone());
                self.say(Tone::Error, sentence);
            }
            LinkNews::Sending(job, request) => self.outbox.set_request(job, request),
            LinkNews::SendFinished(job, result) => self.send_finished(job, result),
            LinkNews::Tested(job, lines) => self.account_tested(job, &lines),
            LinkNews::Tapped(job, result) => self.tapped(job, result),
            LinkNews::Uploading(job, bytes) => self.upload_goes_on(job, bytes),
            LinkNews::Uploaded(job, result) => self.upload_ended(job, result),
            LinkNews::Probed(job, result) => self.probed(job, result),
            LinkNews::Templates(job, news) => self.on_templates(job, news),
            LinkNews::Directed(job, result) => self.directed(job, result),
            LinkNews::Conditions(conditions) => self.conditions_told(*conditions),
            LinkNews::Replayed(job, result) => self.replayed(job, result),
            LinkNews::Event(LinkEvent::Received(received)) => self.received(received),
            LinkNews::Event(LinkEvent::WindowsClosed(closed)) => {
                self.line.windows_closed(closed, self.now);
            }
            LinkNews::Event(LinkEvent::ReceiverProblem(sentence)) => {
                self.line.problem = Some(sentence.clone());
                self.say(Tone::Warning, sentence);
            }
            LinkNews::Event(LinkEvent::HistoryProblem(sentence)) => {
                self.say(Tone::Warning, sentence);
            }
        }
    }

    fn send_finished(&mut self, job: JobId, result: Result<Answer, SendError>) {
        if self.jobs.remove(&job) != Some(Purpose::Send) {
            return;
        }
        self.effects.push(Effect::Timer(Timer::Elapsed, None));
        self.history_grew();
        let refused = match &result {
            Ok(answer) => !answer.is_accepted(),
            Err(_) => true,
        };
        let Some(sent) = self.outbox.finish(job, result, self.now) else {
            return;
        };
        // Of the message that was sent: the draft may be another one by now.
        let recipient = recipient_of(&sent.payload).to_owned();
        self.send.show(Tab::Life);
        if refused && !self.refused_again() {
            self.say(
                Tone::Error,
                "The message was not accepted: see the send panel.",
            );
        }
        if !refused && !recipient.is_empty() {
            self.file(Purpose::Remember, FileTask::Remember(recipient));
        }
    }

    fn tapped(&mut self, job: JobId, result: Result<(), String>) {
        let Some(Purpose::Tap(message, tap)) = self.jobs.remove(&job) else {
            return;
        };
        match result {
            Ok(()) => {
                self.outbox.tapped(&message, tap);
                // As on a phone: what was chosen goes out, and the list closes.
                self.preview.sheet_open = false;
            }
            Err(sentence) => self.say(Tone::Warning, sentence),
        }
    }

    fn received(&mut self, received: Received) {
        for event in &received.events {
            if let Event::Message(inbound) = event {
                if inbound.content.opens_window() {
                    self.line.heard_from(&inbound.from, received.at);
                }
                self.preview.sheet_open = false;
            }
        }
        self.history_grew();
        self.heard_of_templates(&received);
        let answered = received
            .events
            .iter()
            .any(|event| matches!(event, Event::Message(_)));
        self.outbox.receive(received);
        if answered {
            self.preview.follow();
        }
    }
}
