//! Actions on the phone.

use super::App;
use super::focus::Region;
use super::purpose::Purpose;
use crate::files::settings::Bidi;
use crate::preview::{Edge, Tap};
use crate::tui::msg::{Action, Effect, LinkTask};
use crate::tui::outbox::Sent;
use crate::tui::panes::preview::Surroundings;
use crate::tui::theme::{Borders, Depth, Theme};
use crate::tui::widgets::Tone;

impl App {
    pub(super) fn act_preview(&mut self, action: Action) {
        match action {
            Action::ToggleListSheet => {
                self.preview.sheet_open = !self.preview.sheet_open;
                self.region = Region::Preview;
                self.preview.cursor = 0;
            }
            Action::Tap => self.tap_highlighted(),
            Action::TogglePhone => self.toggle_phone(),
            Action::ShowLanguages => self.show_languages(),
            _ => {}
        }
    }

    /// Whether the message has something that opens as a sheet.
    pub(super) fn has_sheet(&self) -> bool {
        self.preview.sheet_open
            || self
                .preview
                .tappable()
                .any(|(_, tap)| matches!(tap, Tap::ListSheet))
    }

    /// Shows the phone of the other theme: a light one on a dark screen, a dark one on a light screen.
    fn toggle_phone(&mut self) {
        let own = lent_phone(&self.theme);
        if self.phone != own {
            self.phone = own;
            return;
        }
        let other = if self.phone().name() == "light" {
            "dark"
        } else {
            "light"
        };
        self.phone = Some(Theme::named(other, self.theme.depth(), self.borders()));
    }

    /// Draws in another theme from now on.
    pub(super) fn draw_in(&mut self, theme: Theme) {
        self.phone = lent_phone(&theme);
        self.theme = theme;
    }

    /// The theme that the phone is drawn with.
    pub(super) fn phone(&self) -> &Theme {
        self.phone.as_ref().unwrap_or(&self.theme)
    }

    /// Whether the screen is drawn with ASCII only.
    pub(super) fn borders(&self) -> Borders {
        if self.theme.glyphs().bar.is_ascii() {
            Borders::Ascii
        } else {
            Borders::Lines
        }
    }

    /// Taps what is highlighted.
    pub(super) fn tap_highlighted(&mut self) {
        if let Some(tap) = self.preview.highlighted().cloned() {
            self.tap(tap);
        }
    }

    /// Taps something of the bubble: opens the list, or lets the sandbox's customer answer.
    pub(super) fn tap(&mut self, tap: Tap) {
        if matches!(tap, Tap::ListSheet) {
            self.preview.sheet_open = !self.preview.sheet_open;
            self.preview.cursor = 0;
            return;
        }
        if matches!(tap, Tap::ReadMore) {
            self.preview.unfolded = true;
            return;
        }
        let payload = self.desk.draft().document.payload();
        let sent = self.outbox.latest_of(payload);
        let message = sent.and_then(|sent| sent.message_id().cloned());
        let Some(message) = message else {
            let waiting = sent.is_some_and(Sent::is_waiting);
            let sentence = if waiting {
                "The message is on its way: tap when it has arrived."
            } else {
                "Send the message first (F5): then the customer can tap it."
            };
            self.say(Tone::Warning, sentence);
            return;
        };
        let job = self.job(Purpose::Tap(message.clone(), tap.clone()));
        self.effects
            .push(Effect::Link(LinkTask::Tap { job, message, tap }));
    }

    pub(super) fn surroundings(&self, width: u16) -> Surroundings<'_> {
        let payload = self.desk.draft().document.payload();
        let sent = self.outbox.latest_of(payload);
        let moment = sent.map_or(self.started, |sent| sent.started);
        let time = moment
            .to_zoned(self.zone.clone())
            .strftime("%H:%M")
            .to_string();
        Surroundings {
            sent,
            time,
            locale: &self.locale,
            reorder: self.bidi == Bidi::Visual,
            edge: self.phone().edge(),
            width,
        }
    }
}

/// The phone that a theme is lent when it gives the bubble no colour of its own, though the terminal
/// has enough of them: the terminal's own colours cannot tell a bubble from the chat behind it.
fn lent_phone(theme: &Theme) -> Option<Theme> {
    let has_colours = theme.depth() > Depth::Ansi16;
    (has_colours && theme.edge() == Edge::Lines)
        .then(|| Theme::named("dark", theme.depth(), Borders::Lines))
}
