//! The one writer: a thread that commits what waits in groups.
//!
//! A commit costs a flush of the disk however much it holds. So the thread takes all that is waiting,
//! writes it in one transaction, and tells each caller after the commit. A task that fails spoils only
//! itself: the group is then written one by one.

use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::error::HistoryError;
use super::ledger::Ledger;

/// How many tasks one transaction holds at most.
const GROUP: usize = 512;

/// How many tasks may wait before their callers have to.
const WAITING: usize = 1024;

/// Something to be written. It may run again, when a neighbour in its group or the file failed.
pub(super) trait Task: Send {
    fn run(&mut self, connection: &Connection) -> rusqlite::Result<()>;

    /// Tells the caller; after the commit when it went well.
    fn finish(self: Box<Self>, result: Result<(), HistoryError>);
}

struct Job<W, T> {
    write: W,
    output: Option<T>,
    reply: oneshot::Sender<Result<T, HistoryError>>,
}

impl<W, T> Task for Job<W, T>
where
    W: FnMut(&Connection) -> rusqlite::Result<T> + Send,
    T: Send,
{
    fn run(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.output = Some((self.write)(connection)?);
        Ok(())
    }

    fn finish(self: Box<Self>, result: Result<(), HistoryError>) {
        let Self { output, reply, .. } = *self;
        // Who does not wait any more need not be told.
        let _gone = reply.send(result.and_then(|()| output.ok_or(HistoryError::Closed)));
    }
}

/// The way to the writer. Dropping it waits until what was asked for is written and the file is closed.
pub(super) struct Writer {
    /// None once it is being dropped, which is how the thread knows.
    tasks: Option<mpsc::Sender<Box<dyn Task>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread, which has the connection for itself.
    pub(super) fn start(ledger: Ledger) -> std::io::Result<Self> {
        let (sender, receiver) = mpsc::channel(WAITING);
        let thread = std::thread::Builder::new()
            .name("history".to_owned())
            .spawn(move || run(ledger, receiver))?;
        Ok(Self {
            tasks: Some(sender),
            thread: Some(thread),
        })
    }

    /// Writes, and returns once that is committed.
    pub(super) async fn write<T: Send + 'static>(
        &self,
        write: impl FnMut(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, HistoryError> {
        let (reply, answer) = oneshot::channel();
        let job = Job {
            write,
            output: None,
            reply,
        };
        let tasks = self.tasks.as_ref().ok_or(HistoryError::Closed)?;
        let sent = tasks.send(Box::new(job)).await;
        sent.map_err(|_| HistoryError::Closed)?;
        answer.await.map_err(|_| HistoryError::Closed)?
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.tasks = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the writer was told to whoever waited for it.
            let _panicked = thread.join();
        }
    }
}

fn run(mut ledger: Ledger, mut tasks: mpsc::Receiver<Box<dyn Task>>) {
    let mut group = Vec::new();
    while tasks.blocking_recv_many(&mut group, GROUP) > 0 {
        let result = ledger.commit(&mut group);
        // Alone each would wait for the lock as long as all together.
        let is_final = matches!(result, Ok(()) | Err(HistoryError::Locked));
        if is_final || group.len() == 1 {
            group.drain(..).for_each(|task| task.finish(result.clone()));
        } else {
            for mut task in group.drain(..) {
                let result = ledger.commit(std::slice::from_mut(&mut task));
                task.finish(result);
            }
        }
    }
}
