//! A sheet: short answers that belong together, given in any order.
//!
//! What is asked may depend on what was answered, so the blanks are made anew after every change. A problem is
//! told once its blank was touched, or once somebody wanted to be done.

mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crossterm::event::{KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::Outcome;
use crate::schema::Lines;
use crate::tui::keys::Key;
use crate::tui::theme::Theme;
use crate::tui::widgets::{Scroll, TextField, TextOutcome};

pub(super) use view::SheetView;

/// What was answered, by the name of the blank.
pub type Answers = BTreeMap<&'static str, String>;

/// Something to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// Names its answer.
    pub id: &'static str,
    /// What it is called on the screen.
    pub label: String,
    /// One or two sentences on what belongs there.
    pub hint: String,
    /// How it is answered.
    pub shape: BlankShape,
    /// What is wrong with the answer.
    pub problem: Option<String>,
}

/// How a blank is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlankShape {
    /// With a line of text; an empty one shows this.
    Text(String),
    /// With a line that nobody may read over a shoulder.
    Secret,
    /// With one of these: what is answered, and what the screen says.
    Choice(Vec<(&'static str, String)>),
}

/// What a sheet asks, given the answers so far. The answer to a choice is always one of its own.
pub type Blanks = Box<dyn Fn(&Answers) -> Vec<Blank>>;

/// A sheet while it is filled in.
pub struct Sheet {
    title: String,
    /// What the button says that ends it.
    done: &'static str,
    ask: Blanks,
    answers: Answers,
    blanks: Vec<Blank>,
    /// The blank that has the focus; behind the last one, the button.
    focus: usize,
    /// The text of the blank that has the focus.
    field: TextField,
    touched: BTreeSet<&'static str>,
    scroll: Scroll,
}

// The answers may be secrets.
impl fmt::Debug for Sheet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blanks: Vec<&str> = self.blanks.iter().map(|blank| blank.id).collect();
        formatter
            .debug_struct("Sheet")
            .field("title", &self.title)
            .field("blanks", &blanks)
            .finish_non_exhaustive()
    }
}

impl Sheet {
    /// A sheet with its first answers; `done` is what its button says.
    pub fn new(
        title: impl Into<String>,
        done: &'static str,
        answers: Answers,
        ask: Blanks,
    ) -> Self {
        let mut sheet = Self {
            title: title.into(),
            done,
            ask,
            answers,
            blanks: Vec::new(),
            focus: 0,
            field: TextField::new("", Lines::One),
            touched: BTreeSet::new(),
            scroll: Scroll::default(),
        };
        sheet.ask_again();
        sheet.edit();
        sheet
    }

    /// The answers as far as they were given.
    pub const fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Takes a key: Tab and arrows move, Enter goes on and presses the button, Ctrl-S presses it from anywhere.
    pub fn on_key(&mut self, key: Key, screen: Rect) -> Outcome<Answers> {
        let is_back = key.modifiers().contains(KeyModifiers::SHIFT);
        let is_saving = key.modifiers().contains(KeyModifiers::CONTROL)
            && matches!(key.code(), KeyCode::Char('s'));
        match key.code() {
            KeyCode::Esc => return Outcome::Closed,
            _ if is_saving => return self.finish(screen),
            KeyCode::Enter if self.blank().is_none() => return self.finish(screen),
            KeyCode::Tab if is_back => self.step(-1),
            KeyCode::Up => self.step(-1),
            KeyCode::Tab | KeyCode::Down | KeyCode::Enter => self.step(1),
            _ => self.answer(key),
        }
        self.follow(screen);
        Outcome::Open
    }

    /// Takes pasted text.
    pub fn on_paste(&mut self, pasted: &str) {
        if self.is_text() && self.field.paste(pasted) == TextOutcome::Changed {
            self.changed();
        }
    }

    /// Takes a mouse event; a click outside closes.
    pub fn on_mouse(&mut self, event: MouseEvent, screen: Rect) -> Outcome<Answers> {
        let at = Position::new(event.column, event.row);
        let places = self.places(screen);
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                if !places.frame.contains(at) {
                    return Outcome::Closed;
                }
                if let Some(stop) = places.stop_at(at) {
                    let had_focus = self.focus == stop;
                    self.go(stop);
                    match self.blank().map(|blank| &blank.shape) {
                        None => return self.finish(screen),
                        Some(BlankShape::Choice(_)) if had_focus => self.choose(1),
                        Some(_) => {}
                    }
                }
            }
            MouseEventKind::ScrollDown => self.step(1),
            MouseEventKind::ScrollUp => self.step(-1),
            _ => {}
        }
        self.follow(screen);
        Outcome::Open
    }

    /// Where the terminal's cursor belongs.
    pub fn cursor(&self, screen: Rect) -> Option<Position> {
        let value = self.places(screen).value(self.focus)?;
        match &self.blank()?.shape {
            BlankShape::Choice(_) => None,
            BlankShape::Text(_) => self.field.cursor(value),
            BlankShape::Secret => {
                let before = self.field.text().get(..self.field.caret())?;
                let hidden = TextField::new(&view::hidden(before), Lines::One);
                hidden.cursor(value)
            }
        }
    }

    /// The view of the sheet over the whole screen.
    pub const fn view<'a>(&'a self, theme: &'a Theme) -> SheetView<'a> {
        SheetView::new(self, theme)
    }

    fn blank(&self) -> Option<&Blank> {
        self.blanks.get(self.focus)
    }

    fn is_text(&self) -> bool {
        self.blank()
            .is_some_and(|blank| !matches!(blank.shape, BlankShape::Choice(_)))
    }

    /// A key for the answer that has the focus.
    fn answer(&mut self, key: Key) {
        match (self.is_text(), key.code()) {
            (true, _) => {
                if self.field.on_key(key) == TextOutcome::Changed {
                    self.changed();
                }
            }
            (false, KeyCode::Left) => self.choose(-1),
            (false, KeyCode::Right | KeyCode::Char(' ')) => self.choose(1),
            (false, _) => {}
        }
    }

    /// Goes to the choice before or after, round and round.
    fn choose(&mut self, by: isize) {
        let Some(Blank {
            id,
            shape: BlankShape::Choice(choices),
            ..
        }) = self.blank()
        else {
            return;
        };
        let (id, here) = (*id, self.answers.get(id));
        let here = choices
            .iter()
            .position(|(choice, _)| here.is_some_and(|here| here == choice));
        let len = choices.len();
        let next = here.map_or(0, |here| (here + len).saturating_add_signed(by) % len);
        if let Some((choice, _)) = choices.get(next) {
            self.answers.insert(id, (*choice).to_owned());
            self.touched.insert(id);
            self.ask_again();
        }
    }

    /// The text of the focused blank changed.
    fn changed(&mut self) {
        if let Some(id) = self.blank().map(|blank| blank.id) {
            self.answers.insert(id, self.field.text().to_owned());
            self.ask_again();
        }
    }

    /// Makes the blanks anew; the focus stays on its own.
    fn ask_again(&mut self) {
        let id = self.blank().map(|blank| blank.id);
        let is_button = self.focus > 0 && id.is_none();
        self.blanks = (self.ask)(&self.answers);
        for blank in &self.blanks {
            if let BlankShape::Choice(choices) = &blank.shape {
                let answer = self.answers.entry(blank.id).or_default();
                if let Some((first, _)) = choices.first()
                    && !choices.iter().any(|(choice, _)| choice == answer)
                {
                    (*first).clone_into(answer);
                }
            }
        }
        let here = self
            .blanks
            .iter()
            .position(|blank| Some(blank.id) == id)
            .unwrap_or(0);
        self.focus = if is_button { self.blanks.len() } else { here };
    }

    fn step(&mut self, by: isize) {
        let stops = self.blanks.len() + 1;
        self.go((self.focus + stops).saturating_add_signed(by) % stops);
    }

    /// Leaves a blank for another; what is wrong with the one that is left may be told now.
    fn go(&mut self, stop: usize) {
        if stop == self.focus {
            return;
        }
        if let Some(id) = self.blank().map(|blank| blank.id) {
            self.touched.insert(id);
        }
        self.focus = stop;
        self.edit();
    }

    /// Takes the answer that has the focus in hand: selected, so that typing replaces it.
    fn edit(&mut self) {
        let answer = self.blank().and_then(|blank| self.answers.get(blank.id));
        self.field = TextField::new(answer.map_or("", String::as_str), Lines::One);
        self.field.select_all();
    }

    /// Gives the answers, unless something is wrong with one: then it goes there.
    fn finish(&mut self, screen: Rect) -> Outcome<Answers> {
        self.touched
            .extend(self.blanks.iter().map(|blank| blank.id));
        let wrong = self.blanks.iter().position(|blank| blank.problem.is_some());
        match wrong {
            Some(wrong) => {
                self.go(wrong);
                self.follow(screen);
                Outcome::Open
            }
            None => Outcome::Done(self.answers.clone()),
        }
    }

    /// What is wrong with a blank, as far as it is told.
    fn problem<'a>(&self, blank: &'a Blank) -> Option<&'a str> {
        let is_told = self.touched.contains(blank.id);
        blank.problem.as_deref().filter(|_| is_told)
    }

    fn follow(&mut self, screen: Rect) {
        let top = self.places(screen).top;
        self.scroll.set(top);
    }
}
