//! The application: its state, `update`, and the drawing that composes panes and overlays.
//!
//! [`update`] takes one message and answers with effects; it never waits, starts anything or looks
//! at a clock. Each group of actions has a file of its own below; drawing is in [`mod@draw`].

mod account;
mod act;
mod again;
mod ask;
mod available;
mod drafts;
pub mod draw;
mod exchange;
pub mod focus;
mod form;
mod input;
mod layers;
pub mod layout;
mod link;
mod media;
mod messages;
mod moving;
mod news;
mod pads;
mod preview;
mod purpose;
mod question;
mod sandbox;
mod search;
mod send;
mod templates;
mod views;
mod window;

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Rect;

use self::account::Entering;
use self::drafts::Foreign;
use self::focus::Region;
use self::layers::Layer;
use self::layout::Screen;
use self::link::Line;
use self::media::Uploading;
use self::purpose::{Deletion, Purpose, State};
use self::search::Search;
use self::views::Views;
use super::desk::Desk;
use super::keys::Keymap;
use super::msg::{Action, DeskId, Effect, FileDone, FileTask, JobId, LinkTask, Msg, Timer};
use super::outbox::Outbox;
use super::overlays::Answers;
use super::panes::drafts::DraftsPane;
use super::panes::form::FormPane;
use super::panes::preview::PreviewPane;
use super::panes::send::SendPane;
use super::theme::Theme;
use super::widgets::{Toast, Tone};
use crate::check::Context;
use crate::files::recovery::Pending;
use crate::files::settings::Bidi;
use crate::message::Draft;

pub use self::draw::draw;

/// How long a notice is shown.
const TOAST: Duration = Duration::from_secs(5);
/// How long after an edit unsaved work is kept aside.
const AUTOSAVE: Duration = Duration::from_millis(700);

/// Everything that the screen is drawn from.
pub struct App {
    size: (u16, u16),
    now: Timestamp,
    /// When the program began: the time on the bubble of what was not sent.
    started: Timestamp,
    zone: TimeZone,
    locale: String,
    bidi: Bidi,
    mouse: bool,
    theme: Theme,
    /// The theme whose phone is shown, where it is not that of the screen.
    phone: Option<Theme>,
    keymap: Keymap,
    desk: Desk,
    /// A file that is no draft, shown as text in place of the form.
    foreign: Option<Foreign>,
    region: Region,
    form: FormPane,
    preview: PreviewPane,
    send: SendPane,
    drafts: DraftsPane,
    layers: Vec<Layer>,
    toast: Option<Toast>,
    search: Option<Search>,
    outbox: Outbox,
    line: Line,
    /// The upload that is under way.
    uploading: Option<Uploading>,
    /// The ids of files that were uploaded in this run; those of a sandbox are good in no other.
    kept_by_sandbox: BTreeSet<String>,
    views: Views,
    recipients: Vec<String>,
    recoveries: Vec<Pending>,
    deleted: Vec<Deletion>,
    /// The files and folders that are watched.
    watched: Vec<PathBuf>,
    /// The emoji that were inserted last.
    emoji: Vec<String>,
    /// The actions that were chosen last in the palette.
    used: Vec<Action>,
    /// What stood on the pad of imports when it was closed.
    to_import: String,
    /// What stood on the sheet of an account when it was closed.
    half_entered: Option<(Entering, Answers)>,
    /// Where accounts can be written.
    settings_files: [PathBuf; 2],
    /// The last text that was copied or cut here.
    clipboard: String,
    jobs: HashMap<JobId, Purpose>,
    next_id: u64,
    /// The revision of the draft that is kept aside, or waits for the timer.
    kept: Option<State>,
    /// Whether the timer for it runs.
    autosaving: bool,
    effects: Vec<Effect>,
}

/// What the application begins with.
pub struct Setup {
    /// The moment.
    pub now: Timestamp,
    /// Where the user's clock stands.
    pub zone: TimeZone,
    /// How everything looks.
    pub theme: Theme,
    /// The keys.
    pub keymap: Keymap,
    /// The recipient's locale.
    pub locale: String,
    /// In which order right-to-left text goes to the terminal.
    pub bidi: Bidi,
    /// Whether the mouse is captured.
    pub mouse: bool,
    /// The draft to begin with, or why there is none.
    pub opened: FileDone,
    /// Where accounts can be written: the settings file of the project and the person's own.
    pub settings_files: [PathBuf; 2],
    /// What was wrong with settings, keys and theme.
    pub warnings: Vec<String>,
}

impl App {
    /// The application before its first frame, and what is to be done after that.
    pub fn start(setup: Setup, size: (u16, u16)) -> (Self, Vec<Effect>) {
        let mut app = Self::with_desk(setup.now, setup.zone, Desk::empty(DeskId(0)));
        app.size = size;
        app.draw_in(setup.theme);
        app.keymap = setup.keymap;
        app.locale = setup.locale;
        app.bidi = setup.bidi;
        app.mouse = setup.mouse;
        app.settings_files = setup.settings_files;
        match setup.opened {
            FileDone::Opened(opened) => app.put_on_desk(opened),
            FileDone::Failed(sentence) => app.say(Tone::Error, sentence),
            _ => {}
        }
        if let Some(first) = setup.warnings.first() {
            let more = setup.warnings.len() - 1;
            let rest = if more == 0 {
                String::new()
            } else {
                format!(" (and {more} more)")
            };
            app.say(Tone::Warning, format!("{first}{rest}"));
        }
        app.file(Purpose::Begin, FileTask::Begin);
        app.list_drafts();
        app.effects.push(Effect::Link(LinkTask::Open));
        app.line.opening = true;
        app.refresh();
        let effects = std::mem::take(&mut app.effects);
        (app, effects)
    }

    /// The draft that is composed.
    pub const fn draft(&self) -> &Draft {
        self.desk.draft()
    }

    /// Whether the focus is on something that exists; it always is after an update.
    pub fn has_valid_focus(&self) -> bool {
        self.foreign.is_some()
            || self.desk.blocks().is_empty()
            || self.form.focused(&self.desk).is_some()
    }

    fn with_desk(now: Timestamp, zone: TimeZone, desk: Desk) -> Self {
        Self {
            size: (80, 24),
            now,
            started: now,
            zone,
            locale: String::new(),
            bidi: Bidi::default(),
            mouse: true,
            theme: Theme::default(),
            phone: None,
            keymap: Keymap::default(),
            desk,
            foreign: None,
            region: Region::Form,
            form: FormPane::default(),
            preview: PreviewPane::default(),
            send: SendPane::default(),
            drafts: DraftsPane::default(),
            layers: Vec::new(),
            toast: None,
            search: None,
            outbox: Outbox::default(),
            line: Line::default(),
            uploading: None,
            kept_by_sandbox: BTreeSet::new(),
            views: Views::default(),
            recipients: Vec::new(),
            recoveries: Vec::new(),
            deleted: Vec::new(),
            watched: Vec::new(),
            emoji: Vec::new(),
            used: Vec::new(),
            to_import: String::new(),
            half_entered: None,
            settings_files: [PathBuf::new(), PathBuf::new()],
            clipboard: String::new(),
            jobs: HashMap::new(),
            next_id: 0,
            kept: None,
            autosaving: false,
            effects: Vec::new(),
        }
    }

    /// The areas of the screen as they are now.
    fn screen(&self) -> Screen {
        Screen::new(self.area(), self.region)
    }

    const fn area(&self) -> Rect {
        Rect::new(0, 0, self.size.0, self.size.1)
    }

    /// Now, as typing is timed.
    fn now_ms(&self) -> u64 {
        u64::try_from(self.now.as_millisecond()).unwrap_or(0)
    }

    /// Asks for a file job and remembers what for.
    fn file(&mut self, purpose: Purpose, task: FileTask) -> JobId {
        let job = self.job(purpose);
        self.effects.push(Effect::File(job, task));
        job
    }

    /// A new job.
    fn job(&mut self, purpose: Purpose) -> JobId {
        self.next_id += 1;
        let job = JobId(self.next_id);
        self.jobs.insert(job, purpose);
        job
    }

    fn new_desk_id(&mut self) -> DeskId {
        self.next_id += 1;
        DeskId(self.next_id)
    }

    /// Shows a notice for a while.
    fn say(&mut self, tone: Tone, sentence: impl Into<String>) {
        self.toast = Some(Toast::new(tone, sentence));
        self.effects.push(Effect::Timer(Timer::Toast, Some(TOAST)));
    }

    /// The facts that the checker is told.
    fn context(&self) -> Context {
        Context {
            now: None,
            sending: false,
            window: self.window_fact(),
            own_number: None,
            file: None,
            spent: self.spent_media(),
            translations: Arc::default(),
        }
    }

    /// Brings everything that follows from the state up to date.
    fn refresh(&mut self) {
        self.refresh_desk();
        self.refresh_panes();
        self.refresh_views();
        self.schedule_autosave();
        self.ask_window();
        self.schedule_clock();
    }

    /// Has unsaved work kept aside a moment after an edit.
    fn schedule_autosave(&mut self) {
        let state = self.state();
        if self.desk.editor.is_dirty() && self.kept != Some(state) {
            self.kept = Some(state);
            // Not moved on by further edits: at the latest so long after the first one.
            if !self.autosaving {
                self.autosaving = true;
                self.effects
                    .push(Effect::Timer(Timer::Autosave, Some(AUTOSAVE)));
            }
        }
    }

    /// Writes unsaved work aside now.
    fn keep_unsaved(&mut self) {
        if self.foreign.is_some() || !self.desk.editor.is_dirty() {
            return;
        }
        self.kept = Some(self.state());
        let task = FileTask::Keep(self.desk.id, self.desk.unsaved_work());
        self.file(Purpose::Keep, task);
    }
}

/// Takes one message in.
pub fn update(app: &mut App, msg: Msg) -> Vec<Effect> {
    app.now = msg.at;
    news::on_news(app, msg.news);
    app.refresh();
    std::mem::take(&mut app.effects)
}
