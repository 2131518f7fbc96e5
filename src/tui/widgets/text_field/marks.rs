//! What is coloured inside a text: variables and markup.

use std::ops::Range;

use ratatui::style::{Modifier, Style};

use crate::text::markup as reader;
use crate::tui::theme::{Role, Theme};

/// Bytes of a text and the style laid over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The bytes.
    pub range: Range<usize>,
    /// The style.
    pub style: Style,
}

/// The variables of a text: `{{1}}`, `{{name}}`.
pub fn chips(text: &str, theme: &Theme) -> Vec<Mark> {
    let style = theme.style(Role::Chip);
    text.match_indices("{{")
        .filter_map(|(start, _)| {
            let inside = text.get(start + 2..)?;
            let length = inside.find("}}")?;
            let name = inside.get(..length)?;
            let is_name = !name.is_empty()
                && name
                    .chars()
                    .all(|character| character.is_alphanumeric() || character == '_');
            is_name.then(|| Mark {
                range: start..start + length + 4,
                style,
            })
        })
        .collect()
}

/// WhatsApp's markup as it will be drawn, its signs dimmed.
pub fn markup(text: &str, theme: &Theme) -> Vec<Mark> {
    let mut marks = Vec::new();
    for block in reader::parse(text) {
        let sign = |range: Range<usize>| Mark {
            range,
            style: theme.style(Role::Sign),
        };
        let mut reached = block.range.start;
        for run in block.runs {
            if reached < run.range.start {
                marks.push(sign(reached..run.range.start));
            }
            reached = run.range.end;
            let style = face(run.style, theme);
            if style != Style::default() {
                marks.push(Mark {
                    range: run.range,
                    style,
                });
            }
        }
        if reached < block.range.end {
            marks.push(sign(reached..block.range.end));
        }
    }
    marks
}

fn face(face: reader::Style, theme: &Theme) -> Style {
    let mut style = Style::default();
    if face.code {
        style = style.patch(theme.style(Role::Code));
    }
    if face.link {
        style = style.patch(theme.style(Role::Info));
    }
    for (wanted, modifier) in [
        (face.bold, Modifier::BOLD),
        (face.italic, Modifier::ITALIC),
        (face.strike, Modifier::CROSSED_OUT),
        (face.link, Modifier::UNDERLINED),
    ] {
        if wanted {
            style = style.add_modifier(modifier);
        }
    }
    style
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Hi {{1}}, {{ 2 }} {{name}}", &["{{1}}", "{{name}}"])]
    #[case("{{}} {{{{1}} {{open", &["{{1}}"])]
    fn variables_are_found(#[case] text: &str, #[case] found: &[&str]) {
        let marks = chips(text, &Theme::default());
        let texts: Vec<&str> = marks
            .iter()
            .map(|mark| text.get(mark.range.clone()).unwrap())
            .collect();
        assert_eq!(texts, found);
    }
}
