//! The countdown to sending a refused message again: begun, stopped and carried out.

use std::time::Duration;

use super::App;
use crate::tui::msg::{Effect, Timer};
use crate::tui::outbox::again::Stage;
use crate::tui::panes::send::Tab;
use crate::tui::widgets::Tone;

impl App {
    /// Begins the countdown, which the user asked for.
    pub(super) fn send_again(&mut self) {
        self.outbox.plan_again(self.now);
        self.send.show(Tab::Life);
        self.send.scroll = 0;
        self.count_down();
    }

    /// Stops the countdown; false when none runs.
    pub(super) fn stop_again(&mut self) -> bool {
        let stopped = self.outbox.stop_again();
        if stopped {
            self.count_down();
            self.say(Tone::Plain, "The message is not sent again.");
        }
        stopped
    }

    /// A second of the countdown is over, perhaps its last.
    pub(super) fn tick_again(&mut self) {
        let left = self.outbox.again().and_then(|it| it.left(self.now));
        match left {
            Some(left) if left.is_zero() => self.send_again_now(),
            Some(_) => self.count_down(),
            None => {}
        }
    }

    /// Makes the attempt that is waited for.
    pub(super) fn send_again_now(&mut self) {
        if let Some(posting) = self.outbox.take_again() {
            self.count_down();
            self.post(posting);
        }
    }

    /// Whether the message on the desk is the one whose next attempt is waited for.
    pub(super) fn is_desk_waiting_again(&self) -> bool {
        let account = self.line.account_name(self.desk.dialect());
        let payload = self.desk.draft().document.payload();
        self.outbox.waits_for(payload, &account)
    }

    /// Goes on after a refusal; false when that was no attempt of a countdown.
    pub(super) fn refused_again(&mut self) -> bool {
        let Some(again) = self.outbox.again().copied() else {
            return false;
        };
        if again.stage() == Stage::GivenUp {
            let sentence = format!("Not sent again: {} was refused as well.", again.attempt());
            self.say(Tone::Error, sentence);
        }
        self.count_down();
        true
    }

    /// Wakes when the number of seconds that is shown changes; without a countdown, never.
    fn count_down(&mut self) {
        let left = self.outbox.again().and_then(|it| it.left(self.now));
        let wake = left.map(|left| match left.as_millis() % 1000 {
            0 => left.min(Duration::from_secs(1)),
            part => Duration::from_millis(u64::try_from(part).unwrap_or(0)),
        });
        self.effects.push(Effect::Timer(Timer::Again, wake));
    }
}
