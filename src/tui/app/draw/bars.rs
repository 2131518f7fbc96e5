//! The first and the last line, and the tabs of the narrow layout.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use crate::text;
use crate::tui::app::App;
use crate::tui::app::focus::Region;
use crate::tui::app::layout::Extent;
use crate::tui::app::views::View;
use crate::tui::msg::Action;
use crate::tui::panes::send::Target;
use crate::tui::panes::styled::Styled;
use crate::tui::theme::Role;
use crate::tui::widgets::{Hint, HintBar, Tab, Tabs, draw};

impl App {
    /// Where one is: draft, unsaved work, account, dialect.
    pub(super) fn draw_top(&self, area: Rect, buffer: &mut Buffer) {
        let wide = self.screen().extent != Extent::Narrow;
        let mut left = Styled::new(" ", Role::Text);
        if wide {
            left = left.then("bluetick", Role::Accent).then("  ", Role::Text);
        }
        let title = match &self.foreign {
            Some(foreign) => foreign.title.clone(),
            None => self.desk.title(),
        };
        let most = usize::from(area.width / 3);
        left = left.foreign(&text::truncate(&title, most), Role::Text);
        if self.foreign.is_none() && self.desk.editor.is_dirty() {
            left = left
                .then(" ", Role::Text)
                .then(self.theme.glyphs().dirty, Role::Warning);
        }
        if self.desk.is_read_only() {
            left = left.then("  shown only", Role::Warning);
        }
        left.draw(area, buffer, &self.theme);
        let from = area.x + u16::try_from(left.width()).unwrap_or(area.width) + 2;
        let right = if wide {
            self.draw_top_keys(area, buffer).saturating_sub(2)
        } else {
            area.right().saturating_sub(1)
        };
        self.draw_account((from, right), area.y, wide, buffer);
    }

    /// The two keys that one must know, each with where it stands at the right of the first line.
    fn top_keys(&self, area: Rect) -> Vec<(Action, Styled, Rect)> {
        let mut right = area.right();
        let mut keys = Vec::new();
        for (action, label) in [(Action::Send, "send"), (Action::Palette, "actions")] {
            let Some(key) = self.keymap.label(action) else {
                continue;
            };
            let line = Styled::new(key, Role::Key).then(format!(" {label}  "), Role::Dim);
            let width = u16::try_from(line.width()).unwrap_or(0);
            right = right.saturating_sub(width).max(area.x);
            let place = Rect {
                x: right,
                width: width.min(area.right() - right),
                ..area
            };
            keys.push((action, line, place));
        }
        keys
    }

    /// Draws those keys; returns where they begin.
    fn draw_top_keys(&self, area: Rect, buffer: &mut Buffer) -> u16 {
        let keys = self.top_keys(area);
        for (_, line, place) in &keys {
            line.draw(*place, buffer, &self.theme);
        }
        keys.last().map_or(area.right(), |(_, _, place)| place.x)
    }

    /// The action whose key stands at a cell of the first line.
    pub(in crate::tui::app) fn top_action_at(&self, at: Position) -> Option<Action> {
        let screen = self.screen();
        if screen.extent == Extent::Narrow {
            return None;
        }
        self.top_keys(screen.top)
            .into_iter()
            .find(|(_, _, place)| place.contains(at))
            .map(|(action, _, _)| action)
    }

    /// Whom a send goes through.
    fn account_label(&self, wide: bool) -> (String, Role) {
        let dialect = self.desk.dialect();
        let glyphs = self.theme.glyphs();
        let sandbox = || format!("{} sandbox · {}", glyphs.sandbox, dialect.name());
        match self.line.account(dialect) {
            Some(account) if account.problem.is_some() => (
                format!("{} cannot be used", text::visible(&account.name)),
                Role::Error,
            ),
            Some(account) if account.is_sandbox && wide => {
                (sandbox() + " · nothing leaves this machine", Role::Sandbox)
            }
            Some(account) if account.is_sandbox => (sandbox(), Role::Sandbox),
            Some(account) => {
                let (name, api) = (text::visible(&account.name), account.dialect.name());
                let label = format!("{} {name} · {api} · real customers", glyphs.live);
                (label, Role::Live)
            }
            None if self.line.problem.is_some() => ("no connection".to_owned(), Role::Error),
            None => (sandbox(), Role::Dim),
        }
    }

    fn draw_account(&self, (from, to): (u16, u16), y: u16, wide: bool, buffer: &mut Buffer) {
        let (label, role) = self.account_label(wide);
        let width = u16::try_from(text::width(&label)).unwrap_or(u16::MAX);
        let Some(room) = to.checked_sub(from) else {
            return;
        };
        let style = self.theme.style(role);
        if width > room {
            draw::fitted(buffer, (from, y), to, &label, style);
            return;
        }
        // Centred on the screen where that fits, else as near as it does.
        let centre = (self.size.0.saturating_sub(width)) / 2;
        let x = if wide {
            centre.clamp(from, to - width)
        } else {
            to - width
        };
        draw::line(buffer, (x, y), to, &label, style);
    }

    /// The tabs of the narrow layout, and the line under them.
    pub(super) fn draw_region_tabs(&self, area: Rect, buffer: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let (tabs, selected, row) = self.region_tabs(area);
        Tabs::new(&tabs, selected, &self.theme).render(row, buffer);
        let style = self.theme.style(Role::Border);
        let line = self.theme.glyphs().line;
        let y = area.bottom().saturating_sub(1);
        for x in area.x..area.right() {
            draw::line(buffer, (x, y), x + 1, line, style);
        }
    }

    fn region_tabs(&self, area: Rect) -> (Vec<Tab>, usize, Rect) {
        let tally = self.desk.tally();
        let glyphs = self.theme.glyphs();
        let tabs = Region::ALL
            .into_iter()
            .map(|region| {
                let tab = Tab::new(region.title());
                match region {
                    Region::Form if tally.errors > 0 => {
                        tab.badge(format!("{}{}", glyphs.error, tally.errors), Role::Error)
                    }
                    Region::Form if tally.warnings > 0 => tab.badge(glyphs.warning, Role::Warning),
                    _ => tab,
                }
            })
            .collect();
        let selected = Region::ALL
            .iter()
            .position(|region| *region == self.region)
            .unwrap_or(0);
        let row = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(1),
            height: 1,
            ..area
        };
        (tabs, selected, row)
    }

    /// The region whose tab stands at a cell.
    pub(in crate::tui::app) fn region_tab_at(&self, at: Position) -> Option<Region> {
        let (tabs, selected, row) = self.region_tabs(self.screen().tabs);
        let place = Tabs::new(&tabs, selected, &self.theme)
            .at(row, at.x)
            .filter(|_| at.y == row.y)?;
        Region::ALL.get(place).copied()
    }

    /// The keys that work right now, and whether the message is ready to be sent.
    pub(super) fn draw_bottom(&self, area: Rect, buffer: &mut Buffer) {
        let hints = self.hints();
        let (sentence, role) = self.readiness();
        let bar = HintBar::new(&hints, &self.theme).end(&sentence, role);
        bar.render(padded(area), buffer);
    }

    /// The action of the hint at a column.
    pub(in crate::tui::app) fn hint_at(&self, column: u16) -> Option<Action> {
        let hints = self.hints();
        let (sentence, role) = self.readiness();
        let area = padded(self.screen().bottom);
        let width = u16::try_from(text::width(&sentence)).unwrap_or(0);
        if column >= area.right().saturating_sub(width) && self.desk.tally().errors > 0 {
            return Some(Action::Problems);
        }
        HintBar::new(&hints, &self.theme)
            .end(&sentence, role)
            .at(area, column)?
            .action
    }

    fn hints(&self) -> Vec<Hint> {
        self.hinted()
            .iter()
            .filter(|(action, _)| crate::tui::app::available::obstacle(self, *action).is_none())
            .filter(|(action, _)| {
                // Enter is worth a hint only where it leads somewhere.
                *action != Action::Activate
                    || match self.views.open {
                        Some(View::Sends) => self.views.sends.fault().is_some(),
                        Some(_) => true,
                        None => self.region != Region::Send || self.panel_target().is_some(),
                    }
            })
            .filter_map(|(action, label)| {
                let key = self.keymap.label(*action)?;
                let is_panel = self.views.open.is_none() && self.region == Region::Send;
                let may_be_again = *action == Action::Activate && is_panel;
                let label = match may_be_again.then(|| self.panel_target()).flatten() {
                    Some(Target::Again) => "send again",
                    _ => label,
                };
                Some(Hint::new(key, label).action(*action))
            })
            .collect()
    }

    /// What is worth hinting at, the most useful first.
    fn hinted(&self) -> &'static [(Action, &'static str)] {
        use Action as A;
        if self.outbox.in_flight().is_some() {
            return &[(A::Close, "give up the send"), (A::NextPane, "next pane")];
        }
        if let Some(view) = self.views.open {
            return view.hinted();
        }
        if self.uploading.is_some() {
            return &[
                (A::Close, "give up the upload"),
                (A::NextField, "next field"),
                (A::NextPane, "next pane"),
            ];
        }
        if self.outbox.is_waiting_again() {
            return self.hinted_while_waiting();
        }
        match self.region {
            Region::Form if self.foreign.is_some() => &[
                (A::Open, "open another"),
                (A::Down, "scroll"),
                (A::Quit, "quit"),
            ],
            Region::Form => &[
                (A::NextField, "next field"),
                (A::OpenPicker, "choose"),
                (A::MoveRowUp, "move row"),
                (A::DuplicateRow, "duplicate"),
                (A::RemoveRow, "remove"),
                (A::AddRow, "add"),
                (A::Save, "save"),
                (A::NextPane, "next pane"),
                (A::Undo, "undo"),
            ],
            Region::Preview => &[
                (A::Tap, "tap"),
                (A::ToggleListSheet, "list"),
                (A::TogglePhone, "light or dark"),
                (A::NextPane, "next pane"),
                (A::FocusForm, "form"),
            ],
            Region::Send => &[
                (A::Activate, "go to the field"),
                (A::NextTab, "next tab"),
                (A::Copy, "copy"),
                (A::NextPane, "next pane"),
                (A::FocusForm, "form"),
            ],
            Region::Drafts => &[
                (A::Activate, "open"),
                (A::Find, "filter"),
                (A::New, "new"),
                (A::RenameDraft, "rename"),
                (A::DuplicateDraft, "duplicate"),
                (A::DeleteDraft, "delete"),
                (A::UndoDelete, "undo delete"),
            ],
        }
    }

    /// What ends the countdown, and goes on with what one was at.
    fn hinted_while_waiting(&self) -> &'static [(Action, &'static str)] {
        use Action as A;
        if self.is_desk_waiting_again() {
            &[
                (A::Close, "stop"),
                (A::Send, "send at once"),
                (A::NextPane, "next pane"),
            ]
        } else {
            &[(A::Close, "stop"), (A::NextPane, "next pane")]
        }
    }

    /// Why the main action is or is not ready.
    fn readiness(&self) -> (String, Role) {
        let again = self.outbox.again();
        if let Some(countdown) = again.and_then(|it| it.countdown(self.now)) {
            return (countdown, Role::Warning);
        }
        if let Some(view) = self.views.open {
            return self.standing(view);
        }
        if let Some(upload) = self.upload_label() {
            return (upload, Role::Accent);
        }
        let errors = self.desk.tally().errors;
        if self.foreign.is_some() {
            ("no message".to_owned(), Role::Error)
        } else if self.outbox.in_flight().is_some() {
            ("sending…".to_owned(), Role::Warning)
        } else if errors == 1 {
            ("1 error blocks".to_owned(), Role::Error)
        } else if errors > 1 {
            (format!("{errors} errors block"), Role::Error)
        } else if self.desk.draft().is_definition() {
            ("ready to send in".to_owned(), Role::Good)
        } else if self.is_addressed() && self.recipient().is_empty() {
            ("no recipient yet".to_owned(), Role::Dim)
        } else {
            ("ready to send".to_owned(), Role::Good)
        }
    }
}

/// One column free at both ends.
const fn padded(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(1),
        width: area.width.saturating_sub(2),
        ..area
    }
}
