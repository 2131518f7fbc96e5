//! The 24-hour window of the person whom the draft is for: what is known of it, its clock, and what is
//! offered once it is closed.
//!
//! The sandbox tells its windows itself. Those of a live account are asked of the history, which has
//! heard of people in earlier runs too; what it never heard of stays unknown, and nothing is said.

use std::time::Duration;

use jiff::Timestamp;

use super::App;
use super::focus::Region;
use super::purpose::Purpose;
use super::question::Question;
use super::views::View;
use crate::check::{Diagnostic, Window};
use crate::history::recipient_of;
use crate::schema::WINDOW_RULE;
use crate::tui::msg::{Effect, HistoryDone, HistoryTask, Timer};

/// What the history says of one person's window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heard {
    whose: Whose,
    until: Option<Timestamp>,
}

/// A person, as an account knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whose {
    account: String,
    peer: String,
}

impl App {
    /// The 24-hour window of the draft's recipient, as the send panel shows it.
    pub(super) fn window(&self) -> Option<Window> {
        let window = if let Some(whose) = self.asked_of_history() {
            let heard = self.line.heard.as_ref()?;
            let until = heard.until.filter(|_| heard.whose == whose)?;
            Window::Open { until }
        } else {
            let account = self.line.account(self.desk.dialect())?;
            let peer = self.peer().unwrap_or_default();
            self.line.window_of(account.is_sandbox, &peer)?
        };
        Some(window.at(self.now))
    }

    /// The window as a fact for the checker: of nobody there is none.
    pub(super) fn window_fact(&self) -> Option<Window> {
        self.peer().and_then(|_| self.window())
    }

    /// The person whom the draft is for, as platforms name them.
    fn peer(&self) -> Option<String> {
        recipient_of(self.desk.draft().document.payload())
    }

    /// Whose window only the history knows.
    fn asked_of_history(&self) -> Option<Whose> {
        let account = self.line.account(self.desk.dialect());
        let account = account.filter(|account| !account.is_sandbox)?;
        Some(Whose {
            account: account.name.clone(),
            peer: self.peer()?,
        })
    }

    /// Asks the history for the window of whoever the draft is for now, one question at a time.
    pub(super) fn ask_window(&mut self) {
        let Some(whose) = self.asked_of_history() else {
            return;
        };
        let is_known = self.line.heard.as_ref().is_some_and(|it| it.whose == whose);
        let is_asking = || {
            self.jobs
                .values()
                .any(|it| matches!(it, Purpose::Window(_)))
        };
        if is_known && !self.line.is_stale || is_asking() {
            return;
        }
        self.line.is_stale = false;
        let task = HistoryTask::Window {
            account: whose.account.clone(),
            peer: whose.peer.clone(),
        };
        let job = self.job(Purpose::Window(whose));
        self.effects.push(Effect::History(job, task));
    }

    /// The history has answered; one that cannot be read knows nothing.
    pub(super) fn heard(&mut self, whose: Whose, done: &HistoryDone) {
        let until = match done {
            HistoryDone::Window(until) => *until,
            _ => None,
        };
        self.line.heard = Some(Heard { whose, until });
    }

    /// The window whose clock is on the screen.
    fn shown_window(&self) -> Option<Window> {
        match self.views.open {
            Some(View::Chats) => self.chat_window(),
            Some(View::Events | View::Sends | View::Templates) => None,
            None if self.inner(Region::Send).is_empty() => None,
            None => self.window(),
        }
    }

    /// Wakes only while a clock is shown, whenever its minutes change, and when the window closes.
    pub(super) fn schedule_clock(&mut self) {
        let until = match self.shown_window() {
            Some(Window::Open { until }) => Some(until),
            Some(Window::Closed) | None => None,
        };
        if until.is_some() != self.line.counting {
            let wake = until.map(|until| to_next_minute(self.now, until));
            self.effects.push(Effect::Timer(Timer::Minute, wake));
            self.line.counting = until.is_some();
        }
    }

    /// Whether a message would not arrive because the window is closed, by what the checker says.
    pub(super) fn is_outside_window(&self, diagnostics: &[Diagnostic]) -> bool {
        self.window() == Some(Window::Closed) && diagnostics.iter().any(|it| it.rule == WINDOW_RULE)
    }

    /// Offers a template in place of a message that would not arrive.
    pub(super) fn ask_send_outside_window(&mut self) {
        self.ask(
            "Outside the window",
            OUTSIDE.to_owned(),
            &[
                ("Choose a template", 't'),
                ("Send all the same", 'a'),
                ("Stay", 's'),
            ],
            0,
            Question::SendOutsideWindow,
        );
    }
}

/// Why a free-form message does not arrive.
pub(super) const OUTSIDE: &str = "The 24-hour window of this person is closed: a free-form message would be accepted and then fail with 131047. Only a template reaches them.";

/// How long until the minutes that are left are one fewer.
fn to_next_minute(now: Timestamp, until: Timestamp) -> Duration {
    const MINUTE: i64 = 60_000;
    let left = until.as_millisecond().saturating_sub(now.as_millisecond());
    let begun = match left.max(0) % MINUTE {
        0 => MINUTE,
        begun => begun,
    };
    Duration::from_millis(begun.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(90_000, 30_000)]
    #[case(59_999, 59_999)]
    #[case(60_000, 60_000)]
    #[case(60_001, 1)]
    #[case(-5, 60_000)]
    fn the_clock_wakes_when_its_minutes_change(#[case] left: i64, #[case] wake: u64) {
        let now = Timestamp::from_second(1_795_161_600).unwrap();
        let until = now + jiff::SignedDuration::from_millis(left);
        assert_eq!(to_next_minute(now, until), Duration::from_millis(wake));
    }
}
