//! Carries actions out: each group has its own function.

use super::App;
use super::available::obstacle;
use crate::tui::keys::{Group, binding};
use crate::tui::msg::{Action, Effect};
use crate::tui::widgets::Tone;

/// Does what the user means, or says why that cannot be done now.
pub(super) fn act(app: &mut App, action: Action) {
    if let Some(reason) = obstacle(app, action) {
        app.say(Tone::Warning, reason);
        return;
    }
    if app.act_in_view(action) {
        return;
    }
    match binding(action).map(|binding| binding.group) {
        Some(Group::Composer) => app.act_composer(action),
        Some(Group::Drafts) => app.act_drafts(action),
        Some(Group::Moving) => app.act_moving(action),
        Some(Group::Text) => app.act_text(action),
        Some(Group::Form) => app.act_form(action),
        Some(Group::Problems) => app.act_problems(action),
        Some(Group::Preview) => app.act_preview(action),
        Some(Group::Sending) => app.act_sending(action),
        Some(Group::History) => app.act_history(action),
        Some(Group::Templates) => app.act_templates(action),
        None => {}
    }
}

impl App {
    fn act_composer(&mut self, action: Action) {
        match action {
            Action::Palette => self.open_palette(),
            Action::Quit => self.quit(),
            Action::Suspend => {
                self.keep_unsaved();
                self.effects.push(Effect::Suspend);
            }
            Action::Repaint => self.effects.push(Effect::Repaint),
            Action::Close => self.leave(),
            Action::ChooseTheme => self.choose_theme(),
            Action::ToggleMouse => {
                self.mouse = !self.mouse;
                self.effects.push(Effect::CaptureMouse(self.mouse));
                let word = if self.mouse {
                    "The mouse is the composer's again."
                } else {
                    "The mouse is the terminal's: select and copy as usual."
                };
                self.say(Tone::Plain, word);
            }
            _ => {}
        }
    }

    /// Esc where no overlay is open: gives up a send, a filter, a search, then leaves the region.
    fn leave(&mut self) {
        let is_sending = self.outbox.in_flight().is_some() || self.outbox.is_waiting_again();
        if is_sending || self.uploading.is_some() {
            self.cancel_send();
        } else if self.drafts.filtering || !self.drafts.filter.is_empty() {
            self.drafts.filtering = false;
            self.drafts.filter.clear();
        } else if self.search.take().is_some() {
            // The marks of the search are gone; the focus stays where it led.
        } else {
            self.toast = None;
            self.region = super::focus::Region::Form;
        }
    }
}
