//! The drawing of the whole screen: lines at top and bottom, panels, overlays.

mod bars;
mod foreign;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};
use ratatui::text::Span;
use ratatui::widgets::Widget;

use super::App;
use super::focus::Region;
use super::layout::{Extent, SMALLEST, Screen};
use crate::schema::Pane;
use crate::text;
use crate::tui::desk::findings::Tally;
use crate::tui::panes::drafts::Marks;
use crate::tui::panes::form::{FormPane, Room};
use crate::tui::panes::send::{self, Tab as SendTab};
use crate::tui::theme::Role;
use crate::tui::widgets::{Panel, Tab, Tabs, draw, split_top};

/// A tab of the form or of the send panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TabOf {
    /// A part of the message.
    Form(Pane),
    /// A tab of the send panel.
    Send(SendTab),
}

/// Draws the application; returns where the terminal's cursor belongs.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let screen = app.screen();
    draw::fill(buffer, app.area(), app.theme.style(Role::Text));
    if screen.extent == Extent::TooSmall {
        app.draw_too_small(buffer);
        return None;
    }
    app.draw_top(screen.top, buffer);
    if app.views.open.is_none() {
        app.draw_region_tabs(screen.tabs, buffer);
    }
    let mut cursor = None;
    if let Some(view) = app.views.open {
        app.draw_view(view, buffer);
    }
    let regions = Region::ALL.into_iter().filter(|_| app.views.open.is_none());
    for region in regions {
        let area = screen.region(region);
        if !area.is_empty() {
            let at = app.draw_region(&screen, region, area, buffer);
            cursor = cursor.or(at);
        }
    }
    app.draw_bottom(screen.bottom, buffer);
    app.draw_toast(&screen, buffer);
    if app.layers.is_empty() {
        cursor
    } else {
        app.draw_layers(buffer)
    }
}

impl App {
    fn draw_too_small(&self, buffer: &mut Buffer) {
        let (width, height) = SMALLEST;
        let sentence = format!(
            "bluetick needs {width} × {height}; this is {} × {}",
            self.size.0, self.size.1
        );
        let style = self.theme.style(Role::Text);
        draw::fitted(buffer, (0, 0), self.size.0, &sentence, style);
    }

    /// The area of a region's content.
    pub(super) fn inner(&self, region: Region) -> Rect {
        let (_, inner) = self.parts(region);
        inner
    }

    /// The tabs of a region and its content, inside borders and padding.
    fn parts(&self, region: Region) -> (Rect, Rect) {
        let screen = self.screen();
        let area = screen.region(region);
        let inside = match (screen.has_borders(), region) {
            (true, Region::Preview) => area.inner(Margin::new(1, 1)),
            (true, _) => Panel::inner(area),
            (false, Region::Preview) => area,
            (false, _) => area.inner(Margin::new(1, 0)),
        };
        let nothing = Rect {
            height: 0,
            ..inside
        };
        match region {
            Region::Form if screen.has_borders() && self.foreign.is_none() => {
                let (head, content) = split_top(inside, 2);
                (split_top(head, 1).0, content)
            }
            Region::Send => split_top(inside, 1),
            _ => (nothing, inside),
        }
    }

    /// The content of the send panel.
    pub(super) fn panel_area(&self) -> Rect {
        self.inner(Region::Send)
    }

    /// The tab at a cell.
    pub(super) fn tab_at(&self, region: Region, at: Position) -> Option<TabOf> {
        let (area, _) = self.parts(region);
        if !area.contains(at) {
            return None;
        }
        match region {
            Region::Form => {
                let (tabs, selected, panes) = self.form_tabs();
                let place = Tabs::new(&tabs, selected, &self.theme).at(area, at.x)?;
                panes.get(place).copied().map(TabOf::Form)
            }
            Region::Send => {
                let (tabs, selected) = self.send_tabs();
                let place = Tabs::new(&tabs, selected, &self.theme).at(area, at.x)?;
                SendTab::ALL.get(place).copied().map(TabOf::Send)
            }
            _ => None,
        }
    }

    pub(super) fn show_tab(&mut self, tab: TabOf) {
        match tab {
            TabOf::Form(pane) => self.form.go_to_pane(&mut self.desk, pane),
            TabOf::Send(tab) => self.send.show(tab),
        }
    }

    /// Brings the panes' own layouts up to date.
    pub(super) fn refresh_panes(&mut self) {
        let form = self.inner(Region::Form);
        let room = Room {
            width: form.width,
            height: form.height,
            glyphs: self.theme.glyphs(),
        };
        let notes = self.notes_on_media();
        self.form.annotate(notes);
        self.form.refresh(&self.desk, room);
        let phone = self.inner(Region::Preview);
        // A phone that is out of sight is laid out too: actions ask it what can be tapped.
        let (width, height) = if phone.is_empty() {
            self.size
        } else {
            (phone.width, phone.height)
        };
        let mut preview = std::mem::take(&mut self.preview);
        preview.refresh(&self.desk, &self.surroundings(width));
        preview.settle(usize::from(height));
        self.preview = preview;
        let drafts = self.inner(Region::Drafts);
        self.drafts.refresh(usize::from(drafts.height));
    }

    fn draw_region(
        &self,
        screen: &Screen,
        region: Region,
        area: Rect,
        buffer: &mut Buffer,
    ) -> Option<Position> {
        let focused = self.region == region;
        if screen.has_borders() {
            let title = self.region_title(region);
            Panel::new(&title, &self.theme)
                .state(self.region_state(region))
                .focused(focused)
                .render(area, buffer);
        }
        match region {
            Region::Form => self.draw_form(screen, buffer, focused),
            Region::Preview => {
                let inner = self.inner(region);
                self.preview.draw(inner, buffer, self.phone(), focused);
                None
            }
            Region::Send => {
                self.draw_send(buffer, focused);
                None
            }
            Region::Drafts => self.draw_drafts(buffer, focused),
        }
    }

    fn region_title(&self, region: Region) -> String {
        match region {
            Region::Form => match (&self.foreign, self.desk.draft().document.kind()) {
                (Some(_), _) => "Not a message".to_owned(),
                (None, Some(kind)) => match self.definition_origin() {
                    Some(origin) => format!("{} · {origin}", kind.title),
                    None => kind.title.to_owned(),
                },
                (None, None) => "Message of an unknown kind".to_owned(),
            },
            other => other.title().to_owned(),
        }
    }

    fn region_state(&self, region: Region) -> Vec<Span<'_>> {
        match region {
            Region::Form if self.foreign.is_none() => self.tally_spans(self.desk.tally()),
            Region::Preview => {
                let look = if self.phone().name() == "light" {
                    "light"
                } else {
                    "dark"
                };
                vec![Span::styled(
                    format!("phone · {look}"),
                    self.theme.style(Role::Dim),
                )]
            }
            Region::Send => {
                let label = send::window_label(self.window(), self.now);
                vec![Span::styled(label, self.theme.style(Role::Dim))]
            }
            _ => Vec::new(),
        }
    }

    fn tally_spans(&self, tally: Tally) -> Vec<Span<'_>> {
        let glyphs = self.theme.glyphs();
        let mut spans = Vec::new();
        if tally.errors > 0 {
            let label = format!("{} {}", glyphs.error, tally.errors);
            spans.push(Span::styled(label, self.theme.style(Role::Error)));
        }
        if tally.warnings > 0 {
            let gap = if spans.is_empty() { "" } else { "  " };
            let label = format!("{gap}{} {}", glyphs.warning, tally.warnings);
            spans.push(Span::styled(label, self.theme.style(Role::Warning)));
        }
        spans
    }

    fn draw_form(&self, screen: &Screen, buffer: &mut Buffer, focused: bool) -> Option<Position> {
        let (tabs, inner) = self.parts(Region::Form);
        if let Some(foreign) = &self.foreign {
            foreign::draw(foreign, inner, buffer, &self.theme);
            return None;
        }
        if !tabs.is_empty() {
            let (labels, selected, _) = self.form_tabs();
            Tabs::new(&labels, selected, &self.theme).render(tabs, buffer);
            self.draw_hairline(screen.form, tabs.bottom(), buffer);
        }
        self.form
            .draw(&self.desk, inner, buffer, &self.theme, focused);
        if screen.has_borders() {
            self.draw_field_doc(screen.form, buffer);
        }
        focused
            .then(|| self.form.cursor(&self.desk, inner))
            .flatten()
    }

    /// What the focused field is for, on the lower border: it teaches without moving anything.
    fn draw_field_doc(&self, panel: Rect, buffer: &mut Buffer) {
        let doc = self
            .form
            .focused_row(&self.desk)
            .map_or("", |row| row.field.doc);
        let room = panel.width.saturating_sub(6);
        if doc.is_empty() || room == 0 {
            return;
        }
        let shown = format!(" {} ", text::truncate(doc, usize::from(room)));
        let at = (panel.x + 2, panel.bottom().saturating_sub(1));
        let style = self.theme.style(Role::Dim);
        draw::line(buffer, at, panel.right().saturating_sub(2), &shown, style);
    }

    /// The line under the form's tabs, from border to border.
    fn draw_hairline(&self, panel: Rect, y: u16, buffer: &mut Buffer) {
        let style = self.theme.style(Role::Border);
        let line = self.theme.glyphs().line;
        for x in panel.x + 1..panel.right().saturating_sub(1) {
            draw::line(buffer, (x, y), x + 1, line, style);
        }
    }

    fn form_tabs(&self) -> (Vec<Tab>, usize, Vec<Pane>) {
        let panes = FormPane::panes(&self.desk);
        let glyphs = self.theme.glyphs();
        let tabs = panes
            .iter()
            .map(|pane| {
                let tally =
                    self.desk
                        .findings()
                        .tally(*pane, self.desk.rows(), self.desk.diagnostics());
                let tab = Tab::new(pane.title());
                if tally.errors > 0 {
                    tab.badge(format!("{}{}", glyphs.error, tally.errors), Role::Error)
                } else if tally.warnings > 0 {
                    tab.badge(glyphs.warning, Role::Warning)
                } else {
                    tab
                }
            })
            .collect();
        let here = self.form.pane(&self.desk);
        let selected = panes.iter().position(|pane| *pane == here).unwrap_or(0);
        (tabs, selected, panes)
    }

    fn send_tabs(&self) -> (Vec<Tab>, usize) {
        let facts = self.facts(0);
        let tabs = SendTab::ALL
            .into_iter()
            .map(|tab| match (tab, tab.count(&facts)) {
                (_, 0) => Tab::new(tab.title()),
                (SendTab::Problems, count) => {
                    let role = if self.desk.tally().errors > 0 {
                        Role::Error
                    } else {
                        Role::Warning
                    };
                    Tab::new(tab.title()).badge(count.to_string(), role)
                }
                (_, count) => Tab::new(tab.title()).badge(count.to_string(), Role::Dim),
            })
            .collect();
        let selected = SendTab::ALL
            .iter()
            .position(|tab| *tab == self.send.tab)
            .unwrap_or(0);
        (tabs, selected)
    }

    fn draw_send(&self, buffer: &mut Buffer, focused: bool) {
        let (tabs, inner) = self.parts(Region::Send);
        let (labels, selected) = self.send_tabs();
        Tabs::new(&labels, selected, &self.theme).render(tabs, buffer);
        let lines = self.send.lines(&self.facts(inner.width));
        let height = usize::from(inner.height);
        let top = if focused {
            self.send.scroll.min(lines.len().saturating_sub(height))
        } else {
            self.strip_top(&lines, height)
        };
        for (row, (number, line)) in inner.rows().zip(lines.iter().enumerate().skip(top)) {
            let marked =
                focused && self.send.tab == SendTab::Problems && number == self.send.cursor;
            if marked {
                buffer.set_style(
                    row.intersection(buffer.area),
                    self.theme.style(Role::Cursor),
                );
            }
            line.styled.draw(row, buffer, &self.theme);
        }
    }

    /// Where the panel is a strip, the latest of the message's life is shown.
    fn strip_top(&self, lines: &[send::PanelLine], height: usize) -> usize {
        // What went wrong, rather than the offer to try again above it.
        let offers = |line: &send::PanelLine| matches!(line.target, Some(send::Target::Again));
        let told = |line: &send::PanelLine| line.target.is_some() && !offers(line);
        let fault = lines.iter().position(told);
        let fault = fault.or_else(|| Some(lines.iter().position(offers)? + 1));
        if self.outbox.latest().is_none() {
            0
        } else if self.send.tab == SendTab::Life {
            let latest = lines.len().saturating_sub(height.max(1));
            fault.map_or(latest, |fault| fault.min(latest))
        } else {
            self.send.scroll.min(lines.len().saturating_sub(height))
        }
    }

    fn draw_drafts(&self, buffer: &mut Buffer, focused: bool) -> Option<Position> {
        let tally = self.desk.tally();
        let source = match &self.foreign {
            Some(foreign) => foreign.source.clone(),
            None => self.desk.source(),
        };
        let marks = Marks {
            open: Some(&source),
            dirty: self.desk.editor.is_dirty(),
            problems: (tally.errors, tally.warnings),
        };
        let inner = self.inner(Region::Drafts);
        self.drafts
            .draw(inner, buffer, &self.theme, &marks, focused)
            .map(Position::from)
    }

    fn draw_toast(&self, screen: &Screen, buffer: &mut Buffer) {
        let Some(toast) = &self.toast else { return };
        // Above the send panel, whose news are just what one wants to read now.
        let floor = if screen.has_borders() {
            screen.send.y
        } else {
            screen.bottom.y
        };
        let area = Rect {
            y: screen.top.bottom(),
            height: floor.saturating_sub(screen.top.bottom()),
            ..self.area()
        };
        let area = area.inner(Margin::new(2, u16::from(screen.has_borders())));
        toast.view(&self.theme).render(area, buffer);
    }
}
