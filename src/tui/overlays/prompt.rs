//! A question that is answered with one line of text.

use crossterm::event::{KeyCode, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::Outcome;
use super::frame::{self, Geometry};
use crate::schema::Lines;
use crate::text;
use crate::tui::keys::Key;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::{Hint, HintBar, TextField, TextOutcome, TextView, draw};

/// Says what is wrong with an answer, or nothing.
pub type Validation = fn(&str) -> Option<String>;

/// A prompt: save as, rename, find.
#[derive(Debug, Clone)]
pub struct Prompt {
    title: String,
    label: String,
    input: TextField,
    validation: Validation,
    problem: Option<String>,
    /// What the answer may become, as far as that was asked for.
    offered: Vec<String>,
}

impl Prompt {
    /// A prompt with a first answer, selected so that typing replaces it.
    pub fn new(
        title: impl Into<String>,
        label: impl Into<String>,
        answer: &str,
        validation: Validation,
    ) -> Self {
        let mut input = TextField::new(answer, Lines::One);
        input.select_all();
        Self {
            title: title.into(),
            label: label.into(),
            input,
            validation,
            problem: None,
            offered: Vec::new(),
        }
    }

    /// Takes a key; Enter gives the answer if nothing is wrong with it.
    pub fn on_key(&mut self, key: Key) -> Outcome<String> {
        match key.code() {
            KeyCode::Esc => Outcome::Closed,
            KeyCode::Enter => self.take(),
            _ => {
                let outcome = self.input.on_key(key);
                self.after(outcome)
            }
        }
    }

    /// Gives the answer if nothing is wrong with it.
    fn take(&mut self) -> Outcome<String> {
        self.problem = (self.validation)(self.input.text());
        if self.problem.is_some() {
            return Outcome::Open;
        }
        Outcome::Done(self.input.text().to_owned())
    }

    /// The answer as far as it is typed.
    pub fn text(&self) -> &str {
        self.input.text()
    }

    /// What is typed, to be edited; whether anything is wrong with it is judged anew.
    pub fn field(&mut self) -> &mut TextField {
        self.problem = None;
        &mut self.input
    }

    /// Lets the answer grow as far as it is certain, and shows what it may become.
    pub fn complete(&mut self, longer: &str, offered: Vec<String>) {
        if self.input.text() != longer {
            self.input.select_all();
            let outcome = self.input.paste(longer);
            self.after::<()>(outcome);
        }
        self.offered = offered;
    }

    /// Takes pasted text.
    pub fn on_paste(&mut self, pasted: &str) {
        let outcome = self.input.paste(pasted);
        self.after::<()>(outcome);
    }

    /// Takes a mouse event; a click outside closes, one on a hint does what its key does.
    pub fn on_mouse(&mut self, event: MouseEvent, screen: Rect) -> Outcome<String> {
        let at = Position::new(event.column, event.row);
        let input = Self::input_area(screen);
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let geometry = Self::geometry(screen);
                if !geometry.frame.contains(at) {
                    return Outcome::Closed;
                }
                if geometry.foot.contains(at) {
                    return self.on_hint(geometry.foot, at.x);
                }
                if input.contains(at) {
                    self.input.resize(input.width, input.height);
                    self.input.click(event.column - input.x, 0);
                }
            }
            MouseEventKind::Drag(MouseButton::Left) if input.contains(at) => {
                self.input.drag(event.column - input.x, 0);
            }
            _ => {}
        }
        Outcome::Open
    }

    fn on_hint(&mut self, foot: Rect, column: u16) -> Outcome<String> {
        // The hints are as wide in every theme.
        match HintBar::new(&hints(), &Theme::default()).at(foot, column) {
            Some(hint) if hint.key == TAKE => self.take(),
            Some(_) => Outcome::Closed,
            None => Outcome::Open,
        }
    }

    /// Where the terminal's cursor belongs.
    pub fn cursor(&self, screen: Rect) -> Option<Position> {
        self.input.cursor(Self::input_area(screen))
    }

    /// The view of the prompt over the whole screen.
    pub const fn view<'a>(&'a self, theme: &'a Theme) -> PromptView<'a> {
        PromptView {
            prompt: self,
            theme,
        }
    }

    /// Checks the answer while it is typed, so that a problem is seen before Enter.
    fn after<T>(&mut self, outcome: TextOutcome) -> Outcome<T> {
        if outcome == TextOutcome::Changed {
            self.problem = (self.validation)(self.input.text());
            self.offered.clear();
        }
        Outcome::Open
    }

    fn geometry(screen: Rect) -> Geometry {
        frame::geometry(screen, frame::WIDEST, 3)
    }

    /// The line under the label; the only line where there is but one.
    fn input_area(screen: Rect) -> Rect {
        let body = Self::geometry(screen).body;
        let below = u16::from(body.height > 1);
        Rect {
            x: body.x.saturating_add(1).min(body.right()),
            y: body.y + below,
            width: body.width.saturating_sub(1),
            height: body.height.min(1),
        }
    }
}

/// The key that gives the answer.
const TAKE: &str = "Enter";

fn hints() -> [Hint; 2] {
    [Hint::new(TAKE, "take it"), Hint::new("Esc", "close")]
}

/// The drawing of a prompt.
#[derive(Debug, Clone)]
pub struct PromptView<'a> {
    prompt: &'a Prompt,
    theme: &'a Theme,
}

impl Widget for PromptView<'_> {
    fn render(self, screen: Rect, buffer: &mut Buffer) {
        let (prompt, theme) = (self.prompt, self.theme);
        let geometry = Prompt::geometry(screen);
        frame::draw(buffer, screen, geometry, &prompt.title, &hints(), theme);
        let raised = theme.style(Role::Raised);
        let (body, input) = (geometry.body, Prompt::input_area(screen));
        if input.y > body.y {
            let style = raised.patch(theme.style(Role::Dim));
            draw::fitted(buffer, (body.x, body.y), body.right(), &prompt.label, style);
        }
        if !input.is_empty() {
            let role = if prompt.problem.is_some() {
                Role::Error
            } else {
                Role::BarFocused
            };
            let style = raised.patch(theme.style(role));
            draw::line(
                buffer,
                (body.x, input.y),
                body.right(),
                theme.glyphs().bar,
                style,
            );
        }
        TextView::edited(&prompt.input, theme)
            .style(raised)
            .render(input, buffer);
        if let Some(problem) = &prompt.problem
            && input.bottom() < body.bottom()
        {
            let style = raised.patch(theme.style(Role::Error));
            let line = format!("{} {problem}", theme.glyphs().error);
            draw::fitted(buffer, (body.x, input.bottom()), body.right(), &line, style);
        } else if prompt.offered.len() > 1 && input.bottom() < body.bottom() {
            let style = raised.patch(theme.style(Role::Dim));
            let line = text::visible(&prompt.offered.join("  ")).into_owned();
            draw::fitted(buffer, (body.x, input.bottom()), body.right(), &line, style);
        }
    }
}
