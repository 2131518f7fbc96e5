//! Actions on rows and texts of the form, and on the checker's problems.

use std::ops::Range;

use serde_json::Value;

use super::App;
use super::exchange::Export;
use super::focus::Region;
use crate::message::Undone;
use crate::schema::{Address, Role, Row, Shape};
use crate::tui::keys::Key;
use crate::tui::msg::{Action, Effect};
use crate::tui::panes::form::{FormPane, Hot, is_text};
use crate::tui::panes::send::Tab;
use crate::tui::widgets::{TextOutcome, Tone};
use crate::wire::Pointer;

impl App {
    pub(super) fn act_form(&mut self, action: Action) {
        match action {
            Action::OpenPicker => self.open_choices(),
            Action::AddRow => {
                let list = self
                    .focused_row()
                    .and_then(|row| FormPane::list_around(&self.desk, row));
                self.add_to(list);
            }
            Action::AddSection => {
                let list = self.outer_list();
                self.add_to(list);
            }
            Action::DuplicateRow => self.on_item(|app, item| app.desk.editor.duplicate(item)),
            Action::RemoveRow => self.on_item(|app, item| app.desk.editor.remove(item)),
            Action::MoveRowUp => self.move_row(-1),
            Action::MoveRowDown => self.move_row(1),
            Action::SwitchKind => self.choose_kind(),
            Action::SwitchDialect => self.choose_dialect(),
            Action::UseTemplate => self.choose_template(),
            Action::FillExamples => self.fill_examples(),
            Action::DetachTemplate => self.detach_template(),
            Action::MakeMessage => self.make_message(),
            Action::UploadFile => self.ask_upload(),
            Action::ProbeLink => self.probe_link(),
            _ => {}
        }
    }

    pub(super) fn act_text(&mut self, action: Action) {
        match action {
            Action::Undo => {
                let undone = self.desk.editor.undo();
                self.show_undone(undone);
            }
            Action::Redo => {
                let redone = self.desk.editor.redo();
                self.show_undone(redone);
            }
            Action::Copy => self.copy(),
            Action::Cut => {
                let now = self.now_ms();
                if let Some(text) = self.form.cut(&mut self.desk, now) {
                    self.copy_out(text);
                }
            }
            Action::Paste => {
                let text = self.clipboard.clone();
                self.paste(&text);
            }
            Action::SelectAll => self.form.select_all(),
            Action::ClearField => {
                if let Some(row) = self.form.focused_row(&self.desk).cloned() {
                    self.desk.editor.clear(&row);
                }
            }
            Action::CopyJson => self.copy_out(self.exported(Export::Json)),
            Action::CopyCurl => self.copy_out(self.exported(Export::Curl)),
            Action::CopyHttp => self.copy_out(self.exported(Export::Http)),
            Action::Export => self.ask_export(),
            Action::EmojiPicker => self.open_emoji(),
            _ => {}
        }
    }

    pub(super) fn act_problems(&mut self, action: Action) {
        match action {
            Action::Problems => {
                self.region = Region::Send;
                self.send.show(Tab::Problems);
            }
            Action::NextProblem => self.go_to_problem(1),
            Action::PreviousProblem => self.go_to_problem(-1),
            Action::JumpToProblem => self.follow_line(),
            _ => {}
        }
    }

    /// A key for the text that is being edited; false when it has no use for it.
    pub(super) fn type_key(&mut self, key: Key) -> bool {
        let now = self.now_ms();
        self.form.on_key(&mut self.desk, key, now) != TextOutcome::Ignored
    }

    /// A pasted text: into the field, or into the filter of the drafts.
    pub(super) fn paste(&mut self, pasted: &str) {
        let now = self.now_ms();
        match self.region {
            Region::Drafts if self.drafts.filtering => self.drafts.type_filter(pasted),
            Region::Form if self.form.paste(&mut self.desk, pasted, now) => {}
            _ => self.say(
                Tone::Warning,
                "Nothing here takes text: go to a field first.",
            ),
        }
    }

    fn copy(&mut self) {
        if let Some(selected) = self.form.selected().filter(|_| self.region == Region::Form) {
            let selected = selected.to_owned();
            self.copy_out(selected);
        } else if self.region == Region::Send {
            let text = self.panel_text();
            self.copy_out(text);
        } else {
            self.quit();
        }
    }

    /// Copies a text out of the program.
    pub(super) fn copy_out(&mut self, text: String) {
        self.clipboard.clone_from(&text);
        self.effects.push(Effect::Copy(text));
    }

    fn show_undone(&mut self, undone: Option<Undone>) {
        let Some(undone) = undone else { return };
        self.refresh_desk();
        self.region = Region::Form;
        if undone.address == Address::root() {
            // Of what concerns the draft as a whole, only the notes are typed.
            if undone.caret.is_some() {
                self.say(Tone::Plain, "The notes changed.");
            }
            return;
        }
        self.form.set_focus_at(&mut self.desk, &undone.address);
        if let Some(caret) = undone.caret {
            self.form.set_caret(caret);
        }
    }

    fn focused_row(&self) -> Option<usize> {
        self.form.focused(&self.desk)
    }

    fn add_to(&mut self, list: Option<usize>) {
        let Some(row) = list.and_then(|list| self.desk.rows().get(list)).cloned() else {
            return;
        };
        let added = self.desk.editor.add(&row);
        self.focus_made(added.clone());
        if let Some(added) = added {
            self.form.set_focus_to_fill(&mut self.desk, &added);
        }
    }

    fn on_item(&mut self, act: impl FnOnce(&mut Self, &Row) -> Option<Address>) {
        let item = self
            .focused_row()
            .and_then(|row| FormPane::item_around(&self.desk, row))
            .and_then(|item| self.desk.rows().get(item))
            .cloned();
        if let Some(item) = item {
            let address = act(self, &item);
            self.focus_made(address);
        }
    }

    /// Moves the element around the focus and keeps the focus on the same field of it.
    fn move_row(&mut self, by: isize) {
        let Some(row) = self.form.focused_row(&self.desk).cloned() else {
            return;
        };
        let item = self
            .focused_row()
            .and_then(|row| FormPane::item_around(&self.desk, row))
            .and_then(|item| self.desk.rows().get(item))
            .cloned();
        let Some(item) = item else { return };
        let inside: Vec<_> = row
            .address
            .steps()
            .get(item.address.steps().len()..)
            .unwrap_or_default()
            .to_vec();
        if let Some(moved) = self.desk.editor.move_item(&item, by) {
            let address = inside
                .into_iter()
                .fold(moved, |address, step| address.step(step));
            self.refresh_desk();
            self.form.set_focus_at(&mut self.desk, &address);
        }
    }

    fn focus_made(&mut self, address: Option<Address>) {
        self.refresh_desk();
        if let Some(address) = address {
            self.region = Region::Form;
            self.form.set_focus_at(&mut self.desk, &address);
        }
    }

    /// Why nothing can be added to a list; none when there is room.
    pub(super) fn full(&self, list: usize) -> Option<String> {
        let row = self.desk.rows().get(list)?;
        match row.role {
            Role::List {
                len,
                max: Some(max),
            } if len >= usize::try_from(max).unwrap_or(usize::MAX) => Some(format!(
                "{}: the limit is {max}, and {len} are there; remove one first",
                row.label
            )),
            _ => None,
        }
    }

    /// The list that a row of an element belongs to.
    pub(super) fn list_of(&self, item: usize) -> Option<usize> {
        let before = item.checked_sub(1)?;
        let depth = self.desk.rows().get(item)?.depth;
        (0..=before).rev().find(|row| {
            self.desk
                .rows()
                .get(*row)
                .is_some_and(|row| row.depth < depth && matches!(row.role, Role::List { .. }))
        })
    }

    /// The list whose elements have lists of their own: the sections of a list message.
    pub(super) fn outer_list(&self) -> Option<usize> {
        let rows = self.desk.rows();
        rows.iter().enumerate().find_map(|(number, row)| {
            let holds_lists = match row.field.shape {
                Shape::List(element) => match element.shape {
                    Shape::Group(fields) => fields
                        .iter()
                        .any(|field| matches!(field.shape, Shape::List(_))),
                    _ => false,
                },
                _ => false,
            };
            (matches!(row.role, Role::List { .. }) && holds_lists).then_some(number)
        })
    }

    /// What Enter, Space or a click does on a row that is no text.
    pub(super) fn activate_row(&mut self) {
        let Some(row) = self.form.focused_row(&self.desk) else {
            return;
        };
        match (&row.role, row.field.shape) {
            (Role::List { .. }, _) => super::act::act(self, Action::AddRow),
            (Role::Value, Shape::Flag) => self.turn_flag(),
            _ if is_text(row) => {
                self.form.step(&mut self.desk, 1);
            }
            _ => super::act::act(self, Action::OpenPicker),
        }
    }

    /// Goes round the values of a flag.
    fn turn_flag(&mut self) {
        let is_last = self
            .form
            .focused_row(&self.desk)
            .and_then(|row| self.choices_of(row).pop())
            .is_some_and(|choice| choice.is_current);
        self.turn_choice(if is_last { isize::MIN } else { 1 });
    }

    /// The next or previous choice of a row with a few.
    pub(super) fn turn_choice(&mut self, by: isize) {
        if self.desk.is_read_only() {
            return;
        }
        let Some(row) = self.form.focused_row(&self.desk).cloned() else {
            return;
        };
        let choices = self.choices_of(&row);
        let Some(last) = choices.len().checked_sub(1) else {
            return;
        };
        let here = choices.iter().position(|choice| choice.is_current);
        let there = match here {
            Some(here) => here.saturating_add_signed(by).min(last),
            None => 0,
        };
        if let Some(choice) = choices.get(there).filter(|_| here != Some(there)) {
            let value = choice.value.clone();
            self.choose_for(&row.address, &value);
        }
    }

    /// Gives the row at an address one of its choices.
    pub(super) fn choose_for(&mut self, address: &Address, value: &str) {
        let row = self
            .desk
            .rows()
            .iter()
            .find(|row| row.address == *address && !matches!(row.role, Role::Item { .. }))
            .cloned();
        let Some(row) = row else { return };
        match (&row.role, row.field.shape) {
            (Role::Kind, _) => self.switch_kind(value),
            (Role::Case { .. } | Role::OneOf { .. }, _) => {
                self.desk.editor.switch_case(&row, value);
            }
            (_, Shape::Flag) => {
                let flag = match value {
                    "true" => Value::Bool(true),
                    "false" => Value::Bool(false),
                    _ => {
                        self.desk.editor.clear(&row);
                        return;
                    }
                };
                self.desk.editor.set_value(&row.address, flag);
            }
            _ if value.is_empty() => self.desk.editor.clear(&row),
            _ => {
                let value = Value::String(value.to_owned());
                self.desk.editor.set_value(&row.address, value);
            }
        }
        self.refresh_desk();
    }

    /// Jumps to the field of the next or previous problem, counted from the focused row.
    fn go_to_problem(&mut self, by: isize) {
        let findings = self.desk.findings();
        let mut places: Vec<usize> = (0..self.desk.diagnostics().len())
            .filter_map(|number| findings.row_of(number))
            .collect();
        places.sort_unstable();
        places.dedup();
        let here = self.focused_row().unwrap_or(0);
        let next = if by > 0 {
            places
                .iter()
                .find(|place| **place > here)
                .or_else(|| places.first())
        } else {
            places
                .iter()
                .rev()
                .find(|place| **place < here)
                .or_else(|| places.last())
        };
        if let Some(row) = next.copied() {
            self.region = Region::Form;
            self.form.set_focus(&mut self.desk, row);
        } else {
            self.say(Tone::Plain, "The problem concerns the whole draft.");
        }
    }

    /// Goes to the field of the first error.
    pub(super) fn go_to_first_error(&mut self) {
        let row = (0..self.desk.diagnostics().len())
            .find_map(|number| self.desk.findings().row_of(number));
        if let Some(row) = row {
            self.region = Region::Form;
            self.form.set_focus(&mut self.desk, row);
        }
    }

    /// Gives the field of a place in the payload the focus.
    pub(super) fn go_to_pointer(&mut self, pointer: &Pointer) {
        self.region = Region::Form;
        self.form.set_focus_on(&mut self.desk, pointer);
    }

    /// Gives the field of a place the focus and selects a part of its text.
    pub(super) fn go_to_range(&mut self, pointer: &Pointer, range: Range<usize>) {
        self.go_to_pointer(pointer);
        self.form.select(range);
    }

    /// A click into the form.
    pub(super) fn click_form(&mut self, column: u16, line: u16) {
        let Some(hot) = self.form.hit(column, line) else {
            return;
        };
        let row = FormPane::row_of(hot);
        self.form.set_focus(&mut self.desk, row);
        self.refresh();
        match hot {
            Hot::Add(_) => super::act::act(self, Action::AddRow),
            Hot::Row { .. } => {
                let typed = self.form.focused_row(&self.desk).is_some_and(is_text);
                if typed {
                    if let Hot::Row {
                        line: text_line, ..
                    } = hot
                    {
                        self.form.point_at(column, text_line);
                    }
                } else if self.has_choices() {
                    super::act::act(self, Action::OpenPicker);
                }
            }
        }
    }
}
