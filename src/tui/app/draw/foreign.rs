//! A file that is no draft: its text with line numbers, and where reading stopped.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::text;
use crate::tui::app::drafts::Foreign;
use crate::tui::panes::styled::{Styled, paragraphs};
use crate::tui::theme::{Role, Theme};

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
        let shown = text::visible(line);
        lines.push(
            Styled::new(format!("{:>5} ", number + 1), role).then(shown.into_owned(), Role::Text),
        );
        if here {
            let before: String = line.chars().take(error.column.saturating_sub(1)).collect();
            let blanks = " ".repeat(6 + text::width(&text::visible(&before)));
            lines.push(Styled::new(blanks, Role::Text).then("^ here", Role::Error));
        }
    }
    for (row, line) in area.rows().zip(&lines) {
        line.draw(row, buffer, theme);
    }
}
