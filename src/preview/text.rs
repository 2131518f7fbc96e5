//! Lines as plain text.

use super::line::Line;

/// The lines as text, without trailing blanks, each ended by a line break.
pub fn draw(lines: &[Line]) -> String {
    let mut drawn = String::new();
    for line in lines {
        for span in &line.spans {
            drawn.push_str(&span.text);
        }
        drawn.truncate(drawn.trim_end_matches(' ').len());
        drawn.push('\n');
    }
    drawn
}
