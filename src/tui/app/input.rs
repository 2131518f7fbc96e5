//! Keys, pastes and the mouse: to the top overlay, else to the focused region.

use crossterm::event::{Event, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::App;
use super::act::act;
use super::focus::Region;
use crate::tui::keys::{Context, Key};
use crate::tui::msg::Action;
use crate::tui::panes::send::Tab;

/// How many lines a turn of the wheel is.
const WHEEL: isize = 3;

/// Takes an event of the terminal.
pub(super) fn on_event(app: &mut App, event: Event) {
    match event {
        Event::Key(event) => {
            if let Some(key) = Key::read(event) {
                on_key(app, key);
            }
        }
        Event::Paste(text) => {
            if !app.paste_into_layer(&text) && app.views.open.is_none() && !app.offer_import(&text)
            {
                app.paste(&text);
            }
        }
        Event::Mouse(mouse) => on_mouse(app, mouse),
        Event::Resize(width, height) => {
            app.size = (width, height);
            app.form.show_focus();
        }
        Event::FocusGained => app.terminal_focused(),
        Event::FocusLost => app.keep_unsaved(),
    }
}

fn on_key(app: &mut App, key: Key) {
    if app.layer_key(key) {
        return;
    }
    if let Some(action) = app.keymap.action(key, app.contexts())
        && !is_left_to_text(app, action)
    {
        act(app, action);
        return;
    }
    if app.views.open.is_some() {
        return;
    }
    if app.region == Region::Drafts && app.drafts.filtering {
        type_filter(app, key);
        return;
    }
    if app.region == Region::Form && app.type_key(key) {
        return;
    }
    untaken(app, key);
}

/// Whether an action's key first belongs to the text that is edited: Esc drops a selection.
fn is_left_to_text(app: &App, action: Action) -> bool {
    app.views.open.is_none()
        && action == Action::Close
        && app.region == Region::Form
        && app.form.selected().is_some()
}

/// Keys that the text had no use for: at its edges they leave it.
fn untaken(app: &mut App, key: Key) {
    let plain = [Context::Plain, Context::Everywhere];
    let Some(action) = app.keymap.action(key, &plain) else {
        return;
    };
    match action {
        Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::Activate => {
            act(app, action);
        }
        _ if !app.is_typing() => act(app, action),
        _ => {}
    }
}

fn type_filter(app: &mut App, key: Key) {
    use crossterm::event::KeyCode;
    match (key.typed(), key.code()) {
        (Some(character), _) => {
            app.drafts.type_filter(character.encode_utf8(&mut [0; 4]));
        }
        (None, KeyCode::Backspace) => app.drafts.shorten_filter(),
        (None, KeyCode::Down) => app.drafts.step(1),
        (None, KeyCode::Up) => app.drafts.step(-1),
        (None, KeyCode::Enter) => app.open_highlighted(),
        _ => {}
    }
}

impl App {
    /// Whether printable keys are typed.
    pub(super) fn is_typing(&self) -> bool {
        if self.views.open.is_some() {
            return false;
        }
        match self.region {
            Region::Form => self.foreign.is_none() && self.form.is_typing(),
            Region::Drafts => self.drafts.filtering,
            Region::Preview | Region::Send => false,
        }
    }

    /// Which keys work now, the most specific first.
    pub(super) fn contexts(&self) -> &'static [Context] {
        use Context::{Drafts, Everywhere, Form, Plain, Preview, Problems, Text};
        if let Some(contexts) = self.view_contexts() {
            return contexts;
        }
        match (self.region, self.is_typing()) {
            (Region::Form, true) => &[Text, Form, Everywhere],
            (Region::Form, false) => &[Form, Plain, Everywhere],
            (Region::Preview, _) => &[Preview, Plain, Everywhere],
            (Region::Drafts, true) => &[Text, Everywhere],
            (Region::Drafts, false) => &[Drafts, Plain, Everywhere],
            (Region::Send, _) if self.send.tab == Tab::Problems => &[Problems, Plain, Everywhere],
            (Region::Send, _) => &[Plain, Everywhere],
        }
    }

    /// The terminal has the focus again: somebody may have changed the file meanwhile.
    fn terminal_focused(&mut self) {
        if let Some(path) = self.desk.path.clone() {
            self.touched(&path);
        }
    }
}

fn on_mouse(app: &mut App, mouse: MouseEvent) {
    if app.layer_mouse(mouse) {
        return;
    }
    let at = Position::new(mouse.column, mouse.row);
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => click(app, at),
        MouseEventKind::Drag(MouseButton::Left) if app.views.open.is_none() => {
            let inner = app.inner(Region::Form);
            if app.region == Region::Form && inner.contains(at) {
                app.form.drag(at.x - inner.x, at.y - inner.y);
            }
        }
        MouseEventKind::ScrollDown => wheel(app, at, WHEEL),
        MouseEventKind::ScrollUp => wheel(app, at, -WHEEL),
        _ => {}
    }
}

fn region_at(app: &App, at: Position) -> Option<Region> {
    let screen = app.screen();
    Region::ALL
        .into_iter()
        .find(|region| screen.region(*region).contains(at))
}

fn wheel(app: &mut App, at: Position, by: isize) {
    if app.wheel_view(by) {
        return;
    }
    let Some(region) = region_at(app, at) else {
        return;
    };
    let height = usize::from(app.inner(region).height);
    match region {
        Region::Form if app.foreign.is_some() => app.scroll_foreign(by),
        Region::Form => app.form.scroll_by(by, height),
        Region::Preview => app.preview.scroll_by(by, height),
        Region::Send => app.scroll_panel(by),
        Region::Drafts => app.drafts.step(by.signum()),
    }
}

fn click(app: &mut App, at: Position) {
    if app.click_view(at) {
        return;
    }
    let screen = app.screen();
    if screen.top.contains(at) {
        if let Some(action) = app.top_action_at(at) {
            act(app, action);
        }
        return;
    }
    if screen.bottom.contains(at) {
        if let Some(action) = app.hint_at(at.x) {
            act(app, action);
        }
        return;
    }
    if screen.tabs.contains(at) {
        if let Some(region) = app.region_tab_at(at) {
            app.go_to_region(region);
        }
        return;
    }
    let Some(region) = region_at(app, at) else {
        return;
    };
    click_region(app, region, at);
}

fn click_region(app: &mut App, region: Region, at: Position) {
    // Tabs first: they are where they were drawn, before the focus changes the layout.
    if let Some(tab) = app.tab_at(region, at) {
        app.region = region;
        app.show_tab(tab);
        return;
    }
    let inner = app.inner(region);
    app.region = region;
    if !inner.contains(at) {
        return;
    }
    let (column, line) = (at.x - inner.x, at.y - inner.y);
    match region {
        Region::Form if app.foreign.is_none() => app.click_form(column, line),
        Region::Form => {}
        Region::Preview => {
            if let Some(tap) = app.preview.hit(usize::from(line)).cloned() {
                app.preview.highlight(&tap);
                app.tap(tap);
            }
        }
        Region::Send => app.click_panel(usize::from(line)),
        Region::Drafts => {
            if line == 0 {
                app.drafts.filtering = true;
            } else if let Some(place) = app.drafts.hit(usize::from(line)) {
                app.drafts.cursor = place;
                app.open_highlighted();
            }
        }
    }
}
