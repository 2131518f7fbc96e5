//! Sheets for people: a heading, and labelled lines whose text is wrapped beside the label.

use crate::text;

/// How wide a sheet is, in cells.
const WIDTH: usize = 92;
/// Where the texts begin.
const INDENT: usize = 17;

/// A sheet being written.
#[derive(Debug)]
pub(super) struct Sheet {
    text: String,
}

impl Sheet {
    /// A sheet with a heading: what it is about at the left, for whom at the right.
    pub(super) fn new(about: &str, whom: &str) -> Self {
        let gap = WIDTH
            .saturating_sub(text::width(about) + text::width(whom))
            .max(2);
        Self {
            text: format!("{about}{}{whom}\n", " ".repeat(gap)),
        }
    }

    /// Adds a labelled text.
    pub(super) fn line(&mut self, label: &str, content: &str) {
        let mut beside = format!("  {label}");
        for paragraph in content.split('\n') {
            for range in text::wrap(paragraph, WIDTH - INDENT) {
                let gap = INDENT.saturating_sub(text::width(&beside)).max(1);
                let row = paragraph.get(range).unwrap_or_default().trim_end();
                self.text.push_str(&beside);
                self.text.push_str(&" ".repeat(gap));
                self.text.push_str(row);
                self.text.push('\n');
                beside.clear();
            }
        }
    }

    /// Adds a labelled text that is never broken: an address, an id a line.
    pub(super) fn rows(&mut self, label: &str, rows: &str) {
        let mut beside = format!("  {label}");
        for row in rows.split('\n') {
            let gap = INDENT.saturating_sub(text::width(&beside)).max(1);
            self.text.push_str(&beside);
            self.text.push_str(&" ".repeat(gap));
            self.text.push_str(row);
            self.text.push('\n');
            beside.clear();
        }
    }

    /// The sheet.
    pub(super) fn text(self) -> String {
        self.text
    }
}

/// Rows of cells in columns, each as wide as its widest cell.
pub(super) fn columns(rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = text::width(cell).max(*width);
        }
    }
    let mut table = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| {
            let gap = width.saturating_sub(text::width(cell)) + 2;
            format!("{cell}{}", " ".repeat(gap))
        });
        let line: String = cells.collect();
        table.push_str(line.trim_end());
        table.push('\n');
    }
    table
}
