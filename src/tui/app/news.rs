//! What happened: each piece of news is handed to what it concerns.

use super::App;
use super::input;
use super::purpose::{Next, Purpose, State};
use crate::tui::msg::{Effect, FileDone, JobId, News, Source, Timer};
use crate::tui::theme::Theme;
use crate::tui::widgets::Tone;

/// Takes news in.
pub(super) fn on_news(app: &mut App, news: News) {
    match news {
        News::Input(event) => input::on_event(app, event),
        News::File(job, done) => app.on_file(job, done),
        News::Link(news) => app.on_link(news),
        News::History(job, done) => app.on_history(job, done),
        News::Timer(timer) => app.on_timer(timer),
        News::Touched(path) => app.touched(&path),
        News::Copied(sentence) => app.say(Tone::Good, sentence),
        News::NotCopied(sentence) | News::NotSuspended(sentence) => app.say(Tone::Error, sentence),
        News::Resumed => app.effects.push(Effect::Repaint),
        News::Suspending => {
            app.keep_unsaved();
            app.effects.push(Effect::Suspend);
        }
        News::Terminated => app.terminate(),
    }
}

impl App {
    fn on_timer(&mut self, timer: Timer) {
        match timer {
            Timer::Autosave => {
                self.autosaving = false;
                self.keep_unsaved();
            }
            Timer::Toast => self.toast = None,
            Timer::Elapsed => self.tick_elapsed(),
            Timer::Again => self.tick_again(),
            // Set again by the next refresh, if something still counts.
            Timer::Minute => self.line.counting = false,
        }
    }

    fn on_file(&mut self, job: JobId, done: FileDone) {
        let Some(purpose) = self.jobs.remove(&job) else {
            return;
        };
        match (purpose, done) {
            (Purpose::Begin, FileDone::Begun(beginning)) => self.begun(*beginning),
            (Purpose::Open(before), FileDone::Opened(opened)) => self.open_ended(before, opened),
            (Purpose::OpenPath(before), FileDone::Opened(opened)) => {
                self.open_ended(before, opened);
                self.offer_foreign();
            }
            (Purpose::Fixture, done) => self.fixture_ended(done),
            (Purpose::Export(text), done) => self.export_ended(text, done),
            (Purpose::Reload(before), FileDone::Opened(opened)) => {
                self.reload_ended(before, opened);
            }
            (Purpose::New(before), FileDone::Opened(opened)) => self.begin_copy(before, opened),
            (
                Purpose::Open(_) | Purpose::OpenPath(_) | Purpose::New(_),
                FileDone::Failed(sentence),
            ) => {
                // The draft that was to be left stays: its unsaved work is kept aside again.
                self.kept = None;
                self.say(Tone::Error, sentence);
            }
            (Purpose::Save { state, then }, done) => self.save_ended(state, then, done),
            (Purpose::Duplicate, FileDone::Saved(path, _)) => {
                self.list_drafts();
                self.leave_for(Next::Open(Source::File(path)));
            }
            (Purpose::Rename { path, title }, FileDone::Renamed(new)) => {
                self.renamed(&path, &title, new);
            }
            (Purpose::Restore(deletion), FileDone::Restored(path)) => {
                self.restored(&deletion, path);
            }
            (Purpose::Restore(deletion), FileDone::Failed(sentence)) => {
                self.deleted.push(deletion);
                self.say(Tone::Error, sentence);
            }
            (Purpose::Inspect(path), FileDone::Inspected(stamp)) => self.inspected(&path, stamp),
            (Purpose::Adopt(path), FileDone::Inspected(stamp)) => {
                if self.desk.path.as_ref() == Some(&path) {
                    self.desk.stamp = stamp;
                }
            }
            (Purpose::Look(place), FileDone::Looked(looked)) => self.looked(place, *looked),
            (_, FileDone::Completed(typed, longer, offered)) => {
                self.completed(&typed, &longer, offered);
            }
            (Purpose::Templates, FileDone::Library(library)) => self.offer_templates(library),
            (Purpose::Languages, FileDone::Library(library)) => self.open_languages(library),
            (Purpose::Shelf, FileDone::Library(library)) => self.shelf_read(library),
            (Purpose::EnterAccount(name), FileDone::Accounts(accounts, said)) => {
                self.half_entered = None;
                self.line.entered = Some(name);
                self.use_accounts(accounts, said);
            }
            (_, FileDone::Accounts(accounts, said)) => self.use_accounts(accounts, said),
            (_, FileDone::Failed(sentence)) => self.say(Tone::Error, sentence),
            (_, other) => self.on_listing(other),
        }
    }

    /// Answers that say all by themselves.
    fn on_listing(&mut self, done: FileDone) {
        match done {
            FileDone::Listed(listings) => {
                self.drafts.listed(listings);
                self.watch();
                if self.drafts.is_stale {
                    self.list_drafts();
                }
            }
            FileDone::Recipients(recipients) => self.recipients = recipients,
            FileDone::Themes(names) => self.offer_themes(names),
            FileDone::Theme(name, text) => self.wear(&name, &text),
            FileDone::Deleted(file) => self.deletion_ended(file),
            _ => {}
        }
    }

    fn save_ended(&mut self, state: State, then: Option<Next>, done: FileDone) {
        match done {
            FileDone::Saved(path, stamp) => self.saved(state, (path, stamp), then),
            FileDone::ChangedOutside(path) => self.ask_overwrite_changed(&path, then),
            FileDone::Exists(path) => self.ask_overwrite(&path, then),
            FileDone::Failed(sentence) => {
                self.say(Tone::Error, format!("Not saved. {sentence}"));
            }
            _ => {}
        }
    }

    /// Puts a theme on.
    pub(super) fn wear(&mut self, name: &str, text: &str) {
        let (depth, borders) = (self.theme.depth(), self.borders());
        let (theme, warnings) = Theme::read(name, text, depth, borders, &|_| None);
        self.draw_in(theme);
        if let Some(warning) = warnings.first() {
            self.say(Tone::Warning, warning.to_string());
        }
    }
}
