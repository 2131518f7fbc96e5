//! Putting the library's cursor anywhere. It jumps no farther than 65,535 lines and characters; single steps
//! beyond cost the whole line each, which a pasted megabyte would take minutes for.

use tui_textarea::{CursorMove, TextArea};

/// Puts the cursor at a character of a line; what is selected grows with it, if something is.
pub(super) fn put(area: &mut TextArea<'static>, line: usize, column: usize) {
    let here = area.cursor();
    if (here.0, here.1) == (line, column) {
        return;
    }
    let near = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
    if usize::from(near(column)) < column && !area.is_selecting() {
        return rebuild(area, line, column);
    }
    area.move_cursor(CursorMove::Jump(near(line), near(column)));
    while area.cursor().0 < line {
        area.move_cursor(CursorMove::Down);
    }
    if area.cursor().1 < column && length(area, line) == column {
        area.move_cursor(CursorMove::End);
    }
    for _ in area.cursor().1..column {
        area.move_cursor(CursorMove::Forward);
    }
}

/// Makes the area anew with its cursor there: it stands behind what was inserted last.
fn rebuild(area: &mut TextArea<'static>, line: usize, column: usize) {
    let mut lines = area.lines().to_vec();
    let Some(whole) = lines.get_mut(line) else {
        return;
    };
    let split = whole.char_indices().nth(column);
    let tail = whole.split_off(split.map_or(whole.len(), |(byte, _)| byte));
    let head = std::mem::replace(whole, tail);
    *area = super::area_of(lines);
    put(area, line, 0);
    area.insert_str(head);
}

fn length(area: &TextArea<'static>, line: usize) -> usize {
    let lines = area.lines();
    lines.get(line).map_or(0, |line| line.chars().count())
}
