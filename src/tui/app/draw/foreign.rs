//! A file that is no draft: its text with line numbers, and where reading stopped.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text;
use crate::tui::app::drafts::Foreign;
use crate::tui::panes::styled::{Styled, paragraphs};
use crate::tui::theme::{Role, Theme};

/// How many cells the number of a line takes.
const LEFT: usize = 6;
/// What stands below the place where reading stopped.
const POINTER: &str = "^ here";

/// Draws why the file is none, and its text around that place.
pub(super) fn draw(foreign: &Foreign, area: Rect, buffer: &mut Buffer, theme: &Theme) {
    let error = &foreign.error;
    let head = format!(
        "Line {}, column {}: {}. {}.",
        error.line,
        error.column,
        error.message.trim_end_matches('.'),
        text::capitalised(error.help).trim_end_matches('.'),
    );
    let mut lines = paragraphs(&head, area.width, Role::Error);
    lines.push(Styled::default());
    for (number, line) in foreign.text.lines().enumerate().skip(foreign.scroll) {
        if lines.len() > usize::from(area.height) {
            break;
        }
        let here = number + 1 == error.line;
        let role = if here { Role::Accent } else { Role::Dim };
        let (cut, shown) = excerpt(line, here.then_some(error.column), area.width);
        lines.push(
            Styled::new(format!("{:>5} ", number + 1), role)
                .then(if cut > 0 { "…" } else { "" }, Role::Dim)
                .foreign(shown, Role::Text),
        );
        if here {
            let before = shown.chars().take(error.column.saturating_sub(1 + cut));
            let before = before.collect::<String>();
            let blanks = LEFT + usize::from(cut > 0) + text::width(&text::visible(&before));
            lines.push(Styled::new(" ".repeat(blanks), Role::Text).then(POINTER, Role::Error));
        }
    }
    for (row, line) in area.rows().zip(&lines) {
        line.draw(row, buffer, theme);
    }
}

/// What is shown of a line: all of it, or what begins shortly before a column that would lie beyond
/// the edge; with how many characters are left out.
fn excerpt(line: &str, column: Option<usize>, width: u16) -> (usize, &str) {
    let room = usize::from(width).saturating_sub(LEFT);
    let before: String = line.chars().take(column.unwrap_or(0)).collect();
    if text::width(&text::visible(&before)) + text::width(POINTER) <= room {
        return (0, line);
    }
    let cut = column.unwrap_or(0).saturating_sub(room / 3);
    let start = line
        .char_indices()
        .nth(cut)
        .map_or(line.len(), |(at, _)| at);
    (cut, line.get(start..).unwrap_or_default())
}
