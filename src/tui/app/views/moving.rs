//! The keys and the mouse inside a view: going through its list, into the details and out again.

use ratatui::layout::{Position, Rect};

use super::View;
use crate::tui::app::App;
use crate::tui::keys;
use crate::tui::msg::{Action, Effect};

impl App {
    /// An action while a view is open; false where it is the composer's after all.
    pub(in crate::tui::app) fn act_in_view(&mut self, action: Action) -> bool {
        let Some(view) = self.views.open else {
            return false;
        };
        let area = self.view_area();
        let page = isize::try_from(self.view_page(view, area))
            .unwrap_or(10)
            .max(2)
            - 1;
        match action {
            Action::Up => self.step_view(view, -1),
            Action::Down => self.step_view(view, 1),
            Action::PageUp => self.step_view(view, -page),
            Action::PageDown => self.step_view(view, page),
            Action::First => self.go_to_end(view, false),
            Action::Last => self.go_to_end(view, true),
            Action::NextField | Action::PreviousField => self.turn_view(view),
            Action::Left | Action::Right | Action::NextTab | Action::PreviousTab => {
                self.turn_tab_of_view(view, action);
            }
            Action::Activate => self.activate_in_view(view),
            Action::Close => self.leave_view(view),
            Action::Find if view == View::Events => self.ask_event_words(),
            Action::Copy => self.copy_from_view(view),
            Action::Palette
            | Action::Quit
            | Action::Suspend
            | Action::Repaint
            | Action::ChooseTheme
            | Action::ToggleMouse
            | Action::TogglePhone
            | Action::ChooseAccount
            | Action::ShowAccount
            | Action::ControlSandbox => return false,
            _ if is_of_views(action) => return false,
            _ => {
                self.views.open = None;
                return false;
            }
        }
        true
    }

    fn step_view(&mut self, view: View, by: isize) {
        match view {
            View::Events => self.views.events.browse.step(by),
            View::Sends => self.views.sends.browse.step(by),
            View::Chats => self.views.chats.step(by),
            View::Templates => self.views.templates.step(by),
        }
    }

    fn go_to_end(&mut self, view: View, last: bool) {
        const FAR: isize = 1 << 30;
        match view {
            View::Events => self.views.events.browse.go_to_end(last),
            View::Sends => self.views.sends.browse.go_to_end(last),
            View::Chats => self.views.chats.step(if last { FAR } else { -FAR }),
            View::Templates => self.views.templates.step(if last { FAR } else { -FAR }),
        }
    }

    /// From the list to the details, and back.
    fn turn_view(&mut self, view: View) {
        let turned = match view {
            View::Events => &mut self.views.events.browse.is_in_detail,
            View::Sends => &mut self.views.sends.browse.is_in_detail,
            View::Chats => &mut self.views.chats.is_in_chat,
            View::Templates => &mut self.views.templates.is_in_detail,
        };
        *turned = !*turned;
    }

    fn turn_tab_of_view(&mut self, view: View, action: Action) {
        let events = &mut self.views.events;
        if view == View::Events && events.browse.is_in_detail {
            events.shows_raw = !events.shows_raw;
            events.browse.scroll = 0;
        } else if matches!(action, Action::Right | Action::Left) {
            let goes_in = action == Action::Right;
            match view {
                View::Events => events.browse.is_in_detail = goes_in,
                View::Sends => self.views.sends.browse.is_in_detail = goes_in,
                View::Chats => self.views.chats.is_in_chat = goes_in,
                View::Templates => self.views.templates.is_in_detail = goes_in,
            }
        } else {
            self.turn_view(view);
        }
    }

    fn activate_in_view(&mut self, view: View) {
        match view {
            View::Events => self.views.events.browse.is_in_detail = true,
            View::Sends => self.follow_send(),
            View::Chats => self.views.chats.is_in_chat = true,
            View::Templates => self.use_highlighted(),
        }
    }

    /// Esc: out of the details, then all events again, then back to the composer.
    fn leave_view(&mut self, view: View) {
        if view == View::Templates && self.stop_work() {
            return;
        }
        let views = &mut self.views;
        match view {
            View::Events if views.events.browse.is_in_detail => {
                views.events.browse.is_in_detail = false;
            }
            View::Sends if views.sends.browse.is_in_detail => {
                views.sends.browse.is_in_detail = false;
            }
            View::Chats if views.chats.is_in_chat => views.chats.is_in_chat = false,
            View::Templates if views.templates.is_in_detail => {
                views.templates.is_in_detail = false;
            }
            View::Events if views.events.is_filtered() => views.events.choose_all(),
            View::Sends if views.sends.filter.outcome.is_some() => {
                views.sends.choose(|filter| filter.outcome = None);
            }
            _ => views.open = None,
        }
    }

    fn copy_from_view(&mut self, view: View) {
        let text = match view {
            View::Events => self
                .views
                .events
                .highlighted_webhook()
                .map(|(_, received)| received.text().into_owned()),
            View::Sends => Some(self.views.sends.text(&self.look())),
            View::Chats => self.views.chats.text(),
            View::Templates => Some(self.views.templates.text(&self.look())),
        };
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.effects.push(Effect::Copy(text));
        }
    }

    fn view_page(&self, view: View, area: Rect) -> u16 {
        match view {
            View::Events => {
                let events = &self.views.events;
                events.browse.page(&events.split(area))
            }
            View::Sends => {
                let sends = &self.views.sends;
                sends.browse.page(&sends.split(area))
            }
            View::Chats => 5,
            View::Templates => self.views.templates.page(area),
        }
    }

    /// A click into the open view; false where none is open.
    pub(in crate::tui::app) fn click_view(&mut self, at: Position) -> bool {
        let area = self.view_area();
        match self.views.open {
            _ if !area.contains(at) => return self.views.open.is_some() && !self.is_bar(at),
            Some(View::Events) => {
                let split = self.views.events.split(area);
                self.views.events.browse.click(&split, at);
            }
            Some(View::Sends) => {
                let split = self.views.sends.split(area);
                self.views.sends.browse.click(&split, at);
            }
            Some(View::Chats) => self.views.chats.click(area, at),
            Some(View::Templates) => self.views.templates.click(area, at),
            None => return false,
        }
        true
    }

    /// Whether a cell is on the first or the last line, which stay as they are.
    fn is_bar(&self, at: Position) -> bool {
        let screen = self.screen();
        screen.top.contains(at) || screen.bottom.contains(at)
    }

    /// A turn of the wheel; false where no view is open.
    pub(in crate::tui::app) fn wheel_view(&mut self, by: isize) -> bool {
        if let Some(view) = self.views.open {
            self.step_view(view, by);
        }
        self.views.open.is_some()
    }
}

/// Whether an action belongs to the views themselves.
fn is_of_views(action: Action) -> bool {
    use keys::Group::{History, Templates};
    keys::binding(action).is_some_and(|binding| matches!(binding.group, History | Templates))
}
