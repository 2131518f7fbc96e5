//! Going from place to place.

use super::App;
use super::focus::Region;
use super::layout::Extent;
use crate::tui::msg::Action;
use crate::tui::panes::form::FormPane;

impl App {
    pub(super) fn act_moving(&mut self, action: Action) {
        match action {
            Action::NextField => self.step_field(1),
            Action::PreviousField => self.step_field(-1),
            Action::NextPane => self.go_to_region(self.region.next()),
            Action::PreviousPane => self.go_to_region(self.region.previous()),
            Action::NextTab => self.turn_tab(1),
            Action::PreviousTab => self.turn_tab(-1),
            Action::FocusForm => self.go_to_region(Region::Form),
            Action::FocusPreview => self.go_to_region(Region::Preview),
            Action::FocusSend => self.go_to_region(Region::Send),
            Action::FocusDrafts => self.go_to_region(Region::Drafts),
            Action::Activate => self.activate(),
            Action::Left => self.sideways(-1),
            Action::Right => self.sideways(1),
            Action::Up => self.step_line(-1),
            Action::Down => self.step_line(1),
            Action::PageUp => self.step_line(-self.page()),
            Action::PageDown => self.step_line(self.page()),
            Action::First => self.step_to_end(false),
            Action::Last => self.step_to_end(true),
            _ => {}
        }
    }

    /// Gives a region the focus. Where drafts are not on the screen they are a picker instead.
    pub(super) fn go_to_region(&mut self, region: Region) {
        if region == Region::Drafts && self.screen().extent == Extent::Middling {
            self.open_drafts_picker();
            return;
        }
        self.drafts.filtering = false;
        self.region = region;
    }

    fn step_field(&mut self, by: isize) {
        match self.region {
            Region::Form => {
                if !self.form.step(&mut self.desk, by) {
                    self.form.step_to_end(&mut self.desk, by < 0);
                }
            }
            Region::Preview => self.step_line(by),
            Region::Send => self.turn_tab(by),
            Region::Drafts => {
                self.drafts.filtering = false;
                self.drafts.step(by);
            }
        }
    }

    /// The next part of the message, or the next tab of the send panel.
    fn turn_tab(&mut self, by: isize) {
        if self.region == Region::Send {
            self.send.turn(by);
            return;
        }
        let panes = FormPane::panes(&self.desk);
        let here = self.form.pane(&self.desk);
        let Some(place) = panes.iter().position(|pane| *pane == here) else {
            return;
        };
        let count = panes.len();
        let there = (place + count).saturating_add_signed(by) % count;
        if let Some(pane) = panes.get(there) {
            self.region = Region::Form;
            self.form.go_to_pane(&mut self.desk, *pane);
        }
    }

    fn sideways(&mut self, by: isize) {
        match self.region {
            Region::Form => self.turn_choice(by),
            Region::Send => self.send.turn(by),
            Region::Preview => self.step_line(by),
            Region::Drafts => {}
        }
    }

    fn step_line(&mut self, by: isize) {
        let height = usize::from(self.inner(self.region).height);
        match self.region {
            Region::Form if self.foreign.is_some() => self.scroll_foreign(by),
            Region::Form => {
                self.form.step(&mut self.desk, by.signum());
            }
            Region::Preview => self.preview.step(by, height),
            Region::Send => self.step_panel(by),
            Region::Drafts => self.drafts.step(by),
        }
    }

    fn step_to_end(&mut self, last: bool) {
        let far = if last { 100_000 } else { -100_000 };
        match self.region {
            Region::Form if self.foreign.is_none() => {
                self.form.step_to_end(&mut self.desk, last);
            }
            Region::Preview => {
                let height = usize::from(self.inner(Region::Preview).height);
                self.preview.scroll_by(far, height);
            }
            _ => self.step_line(far),
        }
    }

    fn page(&self) -> isize {
        isize::try_from(self.inner(self.region).height.saturating_sub(1)).unwrap_or(10)
    }

    fn activate(&mut self) {
        match self.region {
            Region::Form => self.activate_row(),
            Region::Drafts => self.open_highlighted(),
            Region::Send => self.follow_line(),
            Region::Preview => self.tap_highlighted(),
        }
    }
}
