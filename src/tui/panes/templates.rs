//! The templates of the library beside those of an account: which are the same, and what differs in the others.

mod detail;
mod row;

use std::collections::BTreeMap;

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::Value;

use super::look::{Look, Split};
use super::styled::Styled;
use crate::files::library::Entry;
use crate::link::templates::{Fetched, Wanted, member};
use crate::template::{Compared, Fetched as Origin, compared};
use crate::text;
use crate::tui::msg::JobId;
use crate::tui::theme::Role;

/// How wide the list is beside the details.
const LIST: u16 = 88;

/// A template in one language.
#[derive(Debug)]
pub struct Row {
    /// The name.
    pub name: String,
    /// The language.
    pub language: String,
    /// The library's.
    pub here: Option<Entry>,
    /// The account's.
    pub there: Option<Value>,
    /// How the two stand to each other; none while the account's are not known.
    pub compared: Option<Compared>,
}

/// What is being done with the account.
#[derive(Debug)]
struct Busy {
    job: JobId,
    words: String,
    fetched: Option<Fetched>,
}

/// What the view keeps.
#[derive(Debug, Default)]
pub struct TemplatesPane {
    /// Whose templates are shown.
    pub account: String,
    library: Option<Vec<Entry>>,
    is_reading: bool,
    listed: Option<Vec<Value>>,
    rows: Vec<Row>,
    busy: Option<Busy>,
    /// Why the account's are not known.
    problem: Option<String>,
    cursor: usize,
    top: usize,
    /// Whether the keys go to the details.
    pub is_in_detail: bool,
    scroll: usize,
}

impl TemplatesPane {
    /// Everything is to be asked for anew.
    pub fn renew(&mut self) {
        self.library = None;
        self.listed = None;
        self.problem = None;
    }

    /// Shows another account's from now on.
    pub fn of_account(&mut self, account: &str) {
        account.clone_into(&mut self.account);
        self.listed = None;
        self.problem = None;
        self.match_up();
    }

    /// Whether the library must be read.
    pub const fn lacks_library(&self) -> bool {
        self.library.is_none() && !self.is_reading
    }

    /// It is being read.
    pub const fn library_asked(&mut self) {
        self.is_reading = true;
    }

    /// The library may be another by now.
    pub fn forget_library(&mut self) {
        self.library = None;
        self.is_reading = false;
    }

    /// The library was read.
    pub fn take_library(&mut self, entries: Vec<Entry>) {
        self.is_reading = false;
        self.library = Some(entries);
        self.match_up();
    }

    /// Whether the account must be asked.
    pub const fn lacks_listing(&self) -> bool {
        self.listed.is_none() && self.problem.is_none() && self.busy.is_none()
    }

    /// The account was asked.
    pub fn take_listing(&mut self, listed: Result<Vec<Value>, String>) {
        match listed {
            Ok(listed) => self.listed = Some(listed),
            Err(sentence) => self.problem = Some(sentence),
        }
        self.match_up();
    }

    /// These stand in the account in place of those that are meant.
    pub fn replace(&mut self, wanted: &Wanted, new: Vec<Value>) {
        if let Some(listed) = &mut self.listed {
            listed.retain(|one| !wanted.takes_listed(one));
            listed.extend(new);
            self.match_up();
        }
    }

    /// Something is begun.
    pub fn begin(&mut self, job: JobId, words: String) {
        self.busy = Some(Busy {
            job,
            words,
            fetched: None,
        });
    }

    /// It goes on.
    pub fn goes_on(&mut self, job: JobId, fetched: Fetched) {
        if let Some(busy) = self.busy.as_mut().filter(|busy| busy.job == job) {
            busy.fetched = Some(fetched);
        }
    }

    /// It has ended.
    pub fn end(&mut self, job: JobId) {
        self.busy.take_if(|busy| busy.job == job);
    }

    /// What is under way.
    pub fn job(&self) -> Option<JobId> {
        self.busy.as_ref().map(|busy| busy.job)
    }

    /// Puts what both have side by side; the highlight stays on its template.
    fn match_up(&mut self) {
        let marked = self
            .highlighted()
            .map(|row| (row.name.clone(), row.language.clone()));
        let mut pairs: BTreeMap<(String, String), (Option<Entry>, Option<Value>)> = BTreeMap::new();
        for entry in self.library.iter().flatten() {
            let (name, language) = entry.key();
            let key = (name.to_owned(), language.to_owned());
            pairs.entry(key).or_default().0 = Some(entry.clone());
        }
        for one in self.listed.iter().flatten() {
            let key = (
                member(one, "name").to_owned(),
                member(one, "language").to_owned(),
            );
            pairs.entry(key).or_default().1 = Some(one.clone());
        }
        let is_known = self.listed.is_some();
        let rows = pairs.into_iter().map(|((name, language), (here, there))| {
            let value = here.as_ref().map(|entry| &entry.value);
            let compared = is_known.then(|| compared(value, there.as_ref()));
            Row {
                name,
                language,
                here,
                there,
                compared,
            }
        });
        self.rows = rows.collect();
        let same = |row: &Row| {
            marked
                .as_ref()
                .is_some_and(|(name, language)| (&row.name, &row.language) == (name, language))
        };
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self
            .rows
            .iter()
            .position(same)
            .unwrap_or(self.cursor)
            .min(last);
    }

    /// The highlighted template.
    pub fn highlighted(&self) -> Option<&Row> {
        self.rows.get(self.cursor)
    }

    /// The library's file of it.
    pub fn highlighted_entry(&self) -> Option<&Entry> {
        self.highlighted()?.here.as_ref()
    }

    /// Its definition: the library's, else the account's.
    pub fn highlighted_value(&self) -> Option<&Value> {
        let row = self.highlighted()?;
        row.here
            .as_ref()
            .map(|entry| &entry.value)
            .or(row.there.as_ref())
    }

    /// The languages in which the account has a template.
    pub fn languages_there(&self, name: &str) -> Vec<&str> {
        let rows = self.rows.iter();
        let there = rows.filter(|row| row.name == name && row.there.is_some());
        there.map(|row| row.language.as_str()).collect()
    }

    /// Moves the highlight, or scrolls the details.
    pub fn step(&mut self, by: isize) {
        if self.is_in_detail {
            self.scroll = self.scroll.saturating_add_signed(by);
        } else {
            let last = self.rows.len().saturating_sub(1);
            self.cursor = self.cursor.saturating_add_signed(by).min(last);
            self.scroll = 0;
        }
    }

    /// Where list and details stand.
    pub fn split(&self, area: Rect) -> Split {
        Split::new(area, LIST, self.is_in_detail)
    }

    /// Keeps the highlight in sight, and the details from being scrolled away.
    pub fn settle(&mut self, area: Rect, look: &Look<'_>) {
        let split = self.split(area);
        let height = usize::from(split.list_inside().height)
            .saturating_sub(1)
            .max(1);
        let lowest = (self.cursor + 1).saturating_sub(height);
        // A taller list leaves no room empty that a row above could fill.
        self.top = self.top.min(self.rows.len().saturating_sub(height));
        self.top = self.top.clamp(lowest, self.cursor.max(lowest));
        let inside = split.detail_inside();
        let lines = self.details(inside.width, look).len();
        let lowest = lines.saturating_sub(usize::from(inside.height));
        self.scroll = self.scroll.min(lowest);
    }

    /// A click: on a template, or into the details.
    pub fn click(&mut self, area: Rect, at: Position) {
        let split = self.split(area);
        let inside = split.list_inside();
        if inside.contains(at) && at.y > inside.y {
            let place = self.top + usize::from(at.y - inside.y - 1);
            if place < self.rows.len() {
                self.cursor = place;
                self.scroll = 0;
            }
        }
        self.is_in_detail = split.detail.contains(at);
    }

    /// How many rows a page of the keys is.
    pub fn page(&self, area: Rect) -> u16 {
        let split = self.split(area);
        if self.is_in_detail {
            split.detail_inside().height
        } else {
            split.list_inside().height.saturating_sub(1)
        }
    }

    fn details(&self, width: u16, look: &Look<'_>) -> Vec<Styled> {
        let row = self.highlighted();
        row.map_or_else(Vec::new, |row| detail::lines(row, width, look))
    }

    /// The details as text, for copying.
    pub fn text(&self, look: &Look<'_>) -> String {
        let lines = self.details(200, look);
        let lines: Vec<String> = lines.iter().map(Styled::content).collect();
        lines.join("\n")
    }

    /// Draws list and details.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let split = self.split(area);
        let (state, role) = self.state();
        let framed = split.is_framed;
        look.frame(
            split.list,
            buffer,
            ("Templates", &state, role),
            (framed, !self.is_in_detail),
        );
        self.draw_list(split.list_inside(), buffer, look);
        let title = self.highlighted().map_or_else(String::new, |row| {
            text::visible(&format!("{} ({})", row.name, row.language)).into_owned()
        });
        let hint = "library against account";
        look.frame(
            split.detail,
            buffer,
            (&title, hint, Role::Dim),
            (framed, self.is_in_detail),
        );
        let inside = split.detail_inside();
        look.lines(
            inside,
            buffer,
            &self.details(inside.width, look),
            self.scroll,
        );
    }

    /// What the title says at its right.
    fn state(&self) -> (String, Role) {
        if let Some(busy) = &self.busy {
            let fetched = busy.fetched.map_or_else(String::new, |fetched| {
                let of_all = fetched
                    .of_all
                    .map_or_else(String::new, |all| format!(" of {all}"));
                format!(" {}{of_all}", fetched.count)
            });
            return (
                format!("{}{fetched}… Esc gives up", busy.words),
                Role::Accent,
            );
        }
        let account = text::visible(&self.account);
        match (&self.problem, &self.listed) {
            (Some(_), _) => (format!("library · {account} not known"), Role::Warning),
            (None, None) => (format!("library · {account}…"), Role::Dim),
            (None, Some(listed)) => {
                let here = self.library.as_ref().map_or(0, Vec::len);
                (
                    format!("library {here} · {account} {}", listed.len()),
                    Role::Dim,
                )
            }
        }
    }

    fn draw_list(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>) {
        let mut area = area;
        if let Some(problem) = &self.problem {
            let rows = 3.min(area.height);
            let place = Rect {
                height: rows,
                ..area
            };
            look.sentence(place, buffer, problem, Role::Warning);
            area.y += rows;
            area.height -= rows;
        }
        if self.rows.is_empty() {
            let sentence = match (&self.library, &self.listed) {
                (Some(_), Some(_)) => {
                    "Neither the library nor the account has a template. Write one: New, \"Template definition\"."
                }
                (Some(_), None) if self.problem.is_some() => {
                    "The library has no template. Write one: New, \"Template definition\"."
                }
                _ => "Reading…",
            };
            return look.sentence(area, buffer, sentence, Role::Dim);
        }
        row::head(area.width).draw(area, buffer, look.theme);
        area.y += area.height.min(1);
        area.height = area.height.saturating_sub(1);
        let rows = self.rows.iter().enumerate().skip(self.top);
        let rows =
            rows.map(|(place, row)| (place == self.cursor, row::line(row, area.width, look.now)));
        look.rows(area, buffer, rows, !self.is_in_detail);
    }
}

/// When and from where a definition was fetched: `fetched 3 days ago from main`.
pub fn origin(fetched: &Origin, now: Timestamp) -> Option<String> {
    let age = fetched.age(now)?;
    let source = fetched.source.as_ref();
    let from = source.map_or_else(String::new, |source| {
        format!(" from {}", text::visible(source.name()))
    });
    Some(format!("fetched {age}{from}"))
}
