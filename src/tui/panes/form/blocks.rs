//! The lines of each kind of block.

use std::borrow::Cow;

use super::line::Line;
use super::sheet::{Hot, SheetLine, Source, hot, row_of};
use super::value::{Fill, chosen, counter, hint, value_text};
use crate::schema::{self, Role as Deed, Row, Severity, Shape};
use crate::text;
use crate::tui::desk::outline::{Block, BlockKind};
use crate::tui::theme::Role;
use crate::tui::widgets::text_field;

/// The column of what is chosen, behind the labels.
const SELECTED_FROM: u16 = 22;

impl Source<'_> {
    /// Whether an empty line stands before the block: between fields, not between elements of a list.
    pub(super) fn gap_before(&self, number: usize) -> bool {
        let kind = |number: usize| self.blocks.get(number).map(|block| &block.kind);
        let (Some(before), Some(here)) = (kind(number.wrapping_sub(1)), kind(number)) else {
            return false;
        };
        let tight = |kind: &BlockKind| {
            matches!(
                kind,
                BlockKind::Item { .. } | BlockKind::Heading { .. } | BlockKind::Add(_)
            )
        };
        let selects = |kind: &BlockKind| match kind {
            BlockKind::Field(row) => self
                .rows
                .get(*row)
                .is_some_and(|row| chosen(row, self.payload).is_some()),
            _ => false,
        };
        let same_pane = {
            let pane = |number: usize| self.blocks.get(number).map(|block| block.pane);
            pane(number.wrapping_sub(1)) == pane(number)
        };
        // a list without elements is followed by what is not its own
        let opens = |kind: &BlockKind| match kind {
            BlockKind::Group(_) => true,
            BlockKind::List(row) => !self.is_empty_list(*row),
            _ => false,
        };
        !(tight(here) && (tight(before) || opens(before)))
            && !(selects(here) && selects(before) && same_pane)
            && !((opens(before) || matches!(before, BlockKind::Heading { .. }))
                && matches!(here, BlockKind::Field(_)))
    }

    /// Whether a list has neither elements nor rows for those that it lacks.
    fn is_empty_list(&self, number: usize) -> bool {
        let depth = |number: usize| self.rows.get(number).map(|row| row.depth);
        depth(number + 1) <= depth(number)
    }

    /// The lines of a block.
    pub(super) fn block(&self, block: &Block, lines: &mut Vec<SheetLine>) {
        let indent = u16::from(block.indent) * 2;
        match &block.kind {
            BlockKind::Field(row) => self.field(*row, indent, lines),
            BlockKind::List(row) => self.list(*row, indent, lines),
            BlockKind::Add(row) => self.add(*row, indent, lines),
            BlockKind::Item { item, cells, more } => {
                self.item(*item, cells, more, indent, lines);
            }
            BlockKind::Heading { item, title } => self.heading(*item, *title, indent, lines),
            BlockKind::Group(row) => self.group(*row, indent, lines),
        }
    }

    /// A label with its counter, the value below, the diagnostics below that.
    fn field(&self, number: usize, indent: u16, lines: &mut Vec<SheetLine>) {
        let Some(row) = self.rows.get(number) else {
            return;
        };
        if chosen(row, self.payload).is_some() {
            self.selector(number, row, indent, lines);
            return;
        }
        let mut label = Line::new(self.width);
        label.left(indent, &row.label, self.label_role(number), row_of(number));
        if let Some((count, role)) = self.count(row) {
            label.right(&count, role, row_of(number));
        }
        lines.push(label.done());
        self.value_lines(number, row, indent, lines);
        self.diagnostics(number, indent, lines);
    }

    /// A label with its choice on the same line: what is chosen is short, and there are many.
    fn selector(&self, number: usize, row: &Row, indent: u16, lines: &mut Vec<SheetLine>) {
        let mut line = Line::new(self.width);
        let hot = row_of(number);
        let after = line.left(indent, &row.label, self.label_role(number), hot);
        let from = (after + 2).max(SELECTED_FROM.min(self.width / 2));
        line.left(from, self.glyphs.bar, self.bar_role(number), hot);
        let (shown, role) = self.shown(row);
        let width = self.width.saturating_sub(from + 1);
        line.fill(from + 1, width, &shown, role, hot);
        lines.push(line.done());
        self.diagnostics(number, indent, lines);
    }

    fn value_lines(&self, number: usize, row: &Row, indent: u16, lines: &mut Vec<SheetLine>) {
        let from = indent + 1;
        let width = self.width.saturating_sub(from);
        let bar = (self.glyphs.bar, self.bar_role(number));
        let text = self.text(number, row);
        if super::is_text(row) && (!text.is_empty() || self.is_live(number)) {
            let height = match self.live.filter(|_| self.is_live(number)) {
                Some(live) => live.height(width),
                None => text_field::height(&text, width),
            };
            for line in 0..usize::from(height) {
                let mut drawn = Line::new(self.width);
                drawn.left(indent, bar.0, bar.1, hot(number, line));
                drawn.value(from, width, line, number);
                lines.push(drawn.done());
            }
            return;
        }
        let mut drawn = Line::new(self.width);
        drawn.left(indent, bar.0, bar.1, row_of(number));
        let (shown, role) = self.shown(row);
        let shown = text::truncate(&shown, usize::from(width)).into_owned();
        drawn.fill(from, width, &shown, role, row_of(number));
        lines.push(drawn.done());
    }

    /// The text of a row: what is typed so far, else what stands in the message.
    pub(super) fn text(&self, number: usize, row: &Row) -> Cow<'_, str> {
        match self.live.filter(|_| self.focus == Some(number)) {
            Some(live) => Cow::Borrowed(live.text()),
            None => Cow::Owned(value_text(row, self.payload)),
        }
    }

    /// What stands for a value on one line, and how: the choice, the value, else a hint.
    pub(super) fn shown(&self, row: &Row) -> (String, Role) {
        if let Some(choice) = chosen(row, self.payload) {
            return (format!("{choice} {}", self.glyphs.folds[1]), Role::Text);
        }
        let value = value_text(row, self.payload);
        if value.is_empty() {
            (hint(row), Role::Placeholder)
        } else {
            let one_line = value.replace('\n', " ");
            (text::visible(&one_line).into_owned(), Role::Text)
        }
    }

    /// A list's name, how many elements it has, and "add".
    fn list(&self, number: usize, indent: u16, lines: &mut Vec<SheetLine>) {
        let Some(row) = self.rows.get(number) else {
            return;
        };
        let mut line = Line::new(self.width);
        let after = line.left(indent, &row.label, Role::Dim, row_of(number));
        line.left(after + 2, &list_count(row), Role::Dim, row_of(number));
        let role = if self.focus == Some(number) {
            Role::Cursor
        } else {
            Role::Accent
        };
        line.right(&add_label(row), role, Some(Hot::Add(number)));
        lines.push(line.done());
        self.diagnostics(number, indent, lines);
    }

    /// The "add" below the elements of an inner list.
    fn add(&self, number: usize, indent: u16, lines: &mut Vec<SheetLine>) {
        let Some(row) = self.rows.get(number) else {
            return;
        };
        let mut line = Line::new(self.width);
        let role = if self.focus == Some(number) {
            Role::Cursor
        } else {
            Role::Accent
        };
        let after = line.left(indent + 3, &add_label(row), role, Some(Hot::Add(number)));
        line.left(after + 2, &list_count(row), Role::Dim, row_of(number));
        lines.push(line.done());
        self.diagnostics(number, indent, lines);
    }

    /// An element that has a list of its own: a fold mark and its title.
    fn heading(&self, item: usize, title: Option<usize>, indent: u16, lines: &mut Vec<SheetLine>) {
        let mut line = Line::new(self.width);
        let mark = self.glyphs.folds[1];
        line.left(indent, mark, Role::Dim, row_of(item));
        if let Some(title) = title {
            let from = self.numbered(item, title, indent + 2, &mut line);
            self.cells(&[title], from, &mut line);
        } else if let Some(row) = self.rows.get(item) {
            let role = self.label_role(item);
            line.left(indent + 2, &row.label, role, row_of(item));
        }
        lines.push(line.done());
        if let Some(title) = title {
            self.diagnostics(title, indent + 2, lines);
        }
        self.diagnostics(item, indent + 2, lines);
    }

    /// A title that is a mere number stands behind the element's name; returns where the title goes.
    fn numbered(&self, item: usize, title: usize, from: u16, line: &mut Line) -> u16 {
        let is_number = |row: &Row| matches!(row.field.shape, Shape::Number);
        let Some(row) = self
            .rows
            .get(item)
            .filter(|_| self.rows.get(title).is_some_and(is_number))
        else {
            return from;
        };
        let name = format!("{} · number ", row.label);
        line.left(from, &name, self.label_role(item), row_of(item));
        from.saturating_add(u16::try_from(text::width(&name)).unwrap_or(0))
    }

    fn group(&self, number: usize, indent: u16, lines: &mut Vec<SheetLine>) {
        let Some(row) = self.rows.get(number) else {
            return;
        };
        let mut line = Line::new(self.width);
        line.left(indent, &row.label, Role::Dim, None);
        lines.push(line.done());
        self.diagnostics(number, indent, lines);
    }

    pub(super) fn diagnostics(&self, row: usize, indent: u16, lines: &mut Vec<SheetLine>) {
        let address = self.rows.get(row).map(|row| &row.address);
        for note in self
            .notes
            .iter()
            .filter(|note| Some(&note.address) == address)
        {
            let mut line = Line::new(self.width);
            line.left(indent + 1, &note.sentence, note.role, row_of(row));
            lines.push(line.done());
        }
        for number in self.findings.of(row) {
            self.diagnostic(*number, indent, Some(row_of(row)), lines);
        }
    }

    /// One finding: its mark, its sentence, and what to do where there is room.
    pub(super) fn diagnostic(
        &self,
        number: usize,
        indent: u16,
        hot: Option<Hot>,
        lines: &mut Vec<SheetLine>,
    ) {
        let Some(diagnostic) = self.diagnostics.get(number) else {
            return;
        };
        let (mark, role) = match diagnostic.severity {
            Severity::Error => (self.glyphs.error, Role::Error),
            Severity::Warning => (self.glyphs.warning, Role::Warning),
        };
        let sentence = text::visible(&diagnostic.message);
        let from = indent + 3;
        let cells = usize::from(self.width.saturating_sub(from)).max(1);
        for (number, range) in text::wrap(&sentence, cells).into_iter().enumerate() {
            let mut line = Line::new(self.width);
            if number == 0 {
                line.left(indent + 1, mark, role, hot);
            }
            let piece = sentence.get(range).unwrap_or_default();
            // The blank at which a line ends may stand beyond the last column.
            line.left(from, piece.trim_end(), role, hot);
            lines.push(line.done());
        }
    }

    pub(super) fn count(&self, row: &Row) -> Option<(String, Role)> {
        if !matches!(row.role, Deed::Value) || !matches!(row.field.shape, Shape::Text { .. }) {
            return None;
        }
        let limit = schema::limit(row.field, self.dialect, self.payload)?;
        let (label, fill) = counter(&value_text(row, self.payload), limit)?;
        let role = match fill {
            Fill::Low => Role::Dim,
            Fill::High => Role::Text,
            Fill::Full => Role::Warning,
            Fill::Over if limit.error.is_none() => Role::Warning,
            Fill::Over => Role::Error,
        };
        Some((label, role))
    }

    /// Whether the row's text is being edited.
    pub(super) fn is_live(&self, row: usize) -> bool {
        self.live.is_some() && self.focus == Some(row)
    }

    pub(super) fn label_role(&self, row: usize) -> Role {
        if self.focus == Some(row) {
            Role::TitleFocused
        } else {
            Role::Dim
        }
    }

    /// The bar says in colour what the marks below say in words.
    pub(super) fn bar_role(&self, row: usize) -> Role {
        let worst = self
            .findings
            .of(row)
            .iter()
            .filter_map(|number| self.diagnostics.get(*number))
            .map(|diagnostic| diagnostic.severity)
            .max();
        match worst {
            Some(Severity::Error) => Role::Error,
            Some(Severity::Warning) => Role::Warning,
            None if self.focus == Some(row) => Role::BarFocused,
            None => Role::Bar,
        }
    }

    pub(super) fn index_of(&self, item: usize) -> usize {
        match self.rows.get(item).map(|row| &row.role) {
            Some(Deed::Item { index, .. }) => index + 1,
            _ => 0,
        }
    }
}

/// `2 of 10`, or the number alone where there is no limit.
fn list_count(row: &Row) -> String {
    match row.role {
        Deed::List {
            len,
            max: Some(max),
        } => format!("{len} of {max}"),
        Deed::List { len, max: None } => len.to_string(),
        _ => String::new(),
    }
}

/// `+ row`: what "add" adds.
fn add_label(row: &Row) -> String {
    let element = match row.field.shape {
        Shape::List(element) => element.title,
        _ => row.field.title,
    };
    format!("+ {element}")
}
