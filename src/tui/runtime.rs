//! The loop, the terminal and the effects: the only part of the composer that does I/O.
//!
//! News come from the terminal, the disk's thread, the connection, timers, watchers and signals. All
//! that is there is taken in before the next frame is drawn; with nothing there, nothing wakes up.

mod backend;
mod begin;
pub mod checkup;
pub mod clipboard;
mod disk;
mod line;
pub mod past;
pub mod terminal;
mod timers;

use std::io;
use std::path::{Path, PathBuf};
use std::task::Poll;

use anyhow::Context as _;
use crossterm::event::{Event, EventStream};
use futures_util::StreamExt as _;
use jiff::Timestamp;
use tokio::sync::mpsc::{self, Receiver, UnboundedReceiver, UnboundedSender};

pub use backend::{Clusters, Steady};

use self::clipboard::Way;
use self::disk::Disk;
use self::line::Line;
use self::terminal::{Interruption, Modes, Screen, Signals, speaks_kitty};
use self::timers::Timers;
use super::app::{App, draw, update};
use super::msg::{Effect, LinkNews, Msg, News};
use crate::files::Places;
use crate::files::settings::{Emoji, Settings};
use crate::files::watch::{Watch, watch};
use crate::link::LinkEvent;

/// How many events of the terminal are taken in before a frame is drawn all the same.
const BATCH: usize = 512;

/// How many webhooks may wait before whoever posts them has to.
const WEBHOOKS_WAITING: usize = 256;

/// Why the composer did not open, or broke off.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// What was to be opened cannot be.
    #[error("{0}")]
    Unusable(String),
    /// There is no terminal to draw on, or it went away.
    #[error(transparent)]
    Terminal(#[from] anyhow::Error),
}

/// Opens the composer and ends when the person quits.
///
/// # Errors
/// When there is no terminal to draw on, or it goes away.
pub(super) fn run(
    draft: Option<&Path>,
    theme: Option<String>,
    places: &Places,
) -> Result<(), RunError> {
    let opened = begin::first_draft(draft, places).map_err(RunError::Unusable)?;
    let (settings, warnings) = Settings::load(places);
    let modes = Modes {
        mouse: settings.mouse,
        keyboard: speaks_kitty(&variable),
    };
    let mut screen =
        Screen::take(modes, clusters(&settings)).context("the composer cannot be opened")?;
    let size = screen
        .area()
        .context("the terminal does not tell its size")?;
    let setup = begin::setup(opened, theme, places, &settings, &warnings);
    let (app, effects) = App::start(setup, (size.width, size.height));
    show(&mut screen, &app)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("the composer cannot start its tasks")?;
    let result = runtime.block_on(async {
        Loop::new(app, screen, places, &settings)?
            .run(effects)
            .await
    });
    // Whatever still waits for the network need not end first.
    runtime.shutdown_background();
    Ok(result?)
}

/// Everything that runs while the composer is open.
struct Loop {
    app: App,
    screen: Screen,
    /// Nothing while the terminal is the shell's.
    events: Option<EventStream>,
    signals: Signals,
    news: UnboundedReceiver<News>,
    webhooks: Receiver<LinkEvent>,
    sender: UnboundedSender<News>,
    disk: Disk,
    line: Line,
    timers: Timers,
    watch: Option<Watch>,
    places: Places,
    ended: bool,
}

impl Loop {
    fn new(app: App, screen: Screen, places: &Places, settings: &Settings) -> anyhow::Result<Self> {
        let (sender, news) = mpsc::unbounded_channel();
        let (link_events, webhooks) = mpsc::channel(WEBHOOKS_WAITING);
        let from_disk = sender.clone();
        Ok(Self {
            app,
            screen,
            events: Some(EventStream::new()),
            signals: Signals::listen().context("the composer cannot listen for signals")?,
            news,
            webhooks,
            disk: Disk::start(places.clone(), move |job, done| {
                // Nobody listens any more once the program ends.
                let _ended = from_disk.send(News::File(job, done));
            }),
            line: Line::new(sender.clone(), link_events, places, settings),
            timers: Timers::new(sender.clone()),
            sender,
            watch: None,
            places: places.clone(),
            ended: false,
        })
    }

    async fn run(mut self, first: Vec<Effect>) -> anyhow::Result<()> {
        let ended = self.turn(first).await;
        if ended.is_err() {
            self.keep_unsaved();
        }
        // Saves and recovery files are written before the program ends.
        self.disk.finish();
        ended
    }

    /// Takes in and draws until the application quits.
    async fn turn(&mut self, first: Vec<Effect>) -> anyhow::Result<()> {
        for effect in first {
            self.perform(effect)?;
        }
        while !self.ended {
            self.wait().await?;
            self.take_waiting().await?;
            if !self.ended {
                show(&mut self.screen, &self.app)?;
            }
        }
        Ok(())
    }

    /// Hands unsaved work to the disk when the terminal has failed, which mostly comes before the
    /// signal that tells of it.
    fn keep_unsaved(&mut self) {
        let msg = Msg {
            at: Timestamp::now(),
            news: News::Terminated,
        };
        for effect in update(&mut self.app, msg) {
            if let Effect::File(job, task) = effect {
                self.disk.ask(job, task);
            }
        }
    }

    /// Sleeps until something happens, and takes it in.
    async fn wait(&mut self) -> anyhow::Result<()> {
        let news = tokio::select! {
            biased;
            interruption = self.signals.next() => match interruption {
                Interruption::End => News::Terminated,
                Interruption::Suspend => News::Suspending,
                Interruption::Continue => News::Resumed,
            },
            Some(news) = self.news.recv() => news,
            event = next(&mut self.events) => match event {
                Some(Ok(event)) => News::Input(event),
                // The terminal is gone: unsaved work is kept for recovery.
                Some(Err(_)) | None => News::Terminated,
            },
            // Last, so that no flood of webhooks holds a key back.
            Some(event) = self.webhooks.recv() => News::Link(LinkNews::Event(event)),
        };
        self.take(news)
    }

    /// Takes in what else is there already.
    async fn take_waiting(&mut self) -> anyhow::Result<()> {
        for _ in 0..BATCH {
            if self.ended {
                return Ok(());
            }
            if let Ok(news) = self.news.try_recv() {
                self.take(news)?;
            } else if let Some(event) = ready(&mut self.events).await {
                self.take(News::Input(event))?;
            } else if let Ok(event) = self.webhooks.try_recv() {
                self.take(News::Link(LinkNews::Event(event)))?;
            } else {
                return Ok(());
            }
        }
        Ok(())
    }

    fn take(&mut self, news: News) -> anyhow::Result<()> {
        let msg = Msg {
            at: Timestamp::now(),
            news,
        };
        for effect in update(&mut self.app, msg) {
            self.perform(effect)?;
        }
        Ok(())
    }

    fn perform(&mut self, effect: Effect) -> anyhow::Result<()> {
        match effect {
            Effect::Quit => self.ended = true,
            Effect::Suspend => self.suspend(),
            Effect::Repaint => self.screen.repaint()?,
            Effect::CaptureMouse(capture) => self.screen.set_mouse(capture)?,
            Effect::Copy(text) => self.copy(text),
            Effect::File(job, task) => self.disk.ask(job, task),
            Effect::Link(task) => self.line.perform(task),
            Effect::History(job, task) => self.line.ask_history(job, task),
            Effect::Timer(timer, after) => self.timers.set(timer, after),
            Effect::Watch(paths) => self.watch_over(&paths),
        }
        Ok(())
    }

    /// Watching is a comfort: where the system refuses, changes are noticed when saving.
    fn watch_over(&mut self, paths: &[PathBuf]) {
        let sender = self.sender.clone();
        self.watch = None;
        if !paths.is_empty() {
            self.watch = watch(paths, move |path| {
                // Nobody listens any more once the program ends.
                let _ended = sender.send(News::Touched(path.to_owned()));
            })
            .ok();
        }
    }

    /// Copies, and says which way the text went. The terminal is written to here; a program that copies
    /// may wait for a display that does not answer, so it runs beside the loop.
    fn copy(&mut self, text: String) {
        let file = self.places.state.join(clipboard::FILE);
        let ways = clipboard::ways(&variable, &file);
        if ways.first() == Some(&Way::Terminal) {
            let told = self.screen.copy(&text, ways);
            self.tell(copied(&text, told));
        } else {
            let sender = self.sender.clone();
            tokio::task::spawn_blocking(move || {
                let told = clipboard::copy(&text, ways, &mut io::sink());
                // Nobody listens any more once the program ends.
                let _ended = sender.send(copied(&text, told));
            });
        }
    }

    /// Gives the terminal back, stops until the shell continues the program, and takes it again.
    fn suspend(&mut self) {
        // The stream would read what is typed into the shell.
        self.events = None;
        let stopped = self.screen.suspend();
        self.events = Some(EventStream::new());
        self.tell(match stopped {
            Ok(()) => News::Resumed,
            Err(error) => News::NotSuspended(format!("Cannot suspend: {error}")),
        });
    }

    fn tell(&self, news: News) {
        // The other end of the channel is held by this very loop.
        let _held = self.sender.send(news);
    }
}

/// What is said of a copied text.
fn copied(text: &str, told: io::Result<Way>) -> News {
    match told {
        Ok(way) => News::Copied(format!("{} characters {way}", text.chars().count())),
        Err(error) => News::NotCopied(format!("Not copied: {error}")),
    }
}

/// The next event of the terminal; none comes while there is no stream.
async fn next(events: &mut Option<EventStream>) -> Option<io::Result<Event>> {
    match events {
        Some(events) => events.next().await,
        None => std::future::pending().await,
    }
}

/// An event of the terminal that is there already.
///
/// Polled with this task's own waker: the stream keeps the one that it was polled with first.
async fn ready(events: &mut Option<EventStream>) -> Option<Event> {
    std::future::poll_fn(|context| {
        let polled = events
            .as_mut()
            .map_or(Poll::Pending, |events| events.poll_next_unpin(context));
        Poll::Ready(match polled {
            Poll::Ready(Some(Ok(event))) => Some(event),
            _ => None,
        })
    })
    .await
}

/// Draws a frame.
fn show(screen: &mut Screen, app: &App) -> anyhow::Result<()> {
    screen
        .draw(|frame| {
            if let Some(cursor) = draw(app, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })
        .context("the terminal cannot be written to")
}

/// How emoji are sent: as set, else as the terminal is known to draw them.
fn clusters(settings: &Settings) -> Clusters {
    match settings.emoji {
        Emoji::Auto => Clusters::detect(&variable),
        Emoji::Whole => Clusters::Whole,
        Emoji::Plain => Clusters::Plain,
    }
}

/// An environment variable, if it is set and text.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
