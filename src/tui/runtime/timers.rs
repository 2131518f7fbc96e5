//! The application's timers: each is a task that sleeps once and reports.

use std::collections::HashMap;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio::task::AbortHandle;

use crate::tui::msg::{News, Timer};

/// The timers that run.
pub(super) struct Timers {
    due: UnboundedSender<News>,
    running: HashMap<Timer, AbortHandle>,
}

impl Timers {
    /// No timer; those that run out are told to `due`.
    pub(super) fn new(due: UnboundedSender<News>) -> Self {
        Self {
            due,
            running: HashMap::new(),
        }
    }

    /// Sets or stops a timer.
    pub(super) fn set(&mut self, timer: Timer, after: Option<Duration>) {
        if let Some(running) = self.running.remove(&timer) {
            running.abort();
        }
        let Some(after) = after else { return };
        let due = self.due.clone();
        let task = tokio::spawn(async move {
            tokio::time::sleep(after).await;
            // Nobody listens any more once the program ends.
            let _ended = due.send(News::Timer(timer));
        });
        self.running.insert(timer, task.abort_handle());
    }
}
