//! JSON as lines, keys and values told apart.

use serde_json::Value;

use super::PanelLine;
use crate::tui::panes::styled::Styled;
use crate::tui::theme::Role;

/// A value over several lines, as its file would have it.
pub fn json_lines(value: &Value) -> Vec<PanelLine> {
    format!("{value:#}").lines().map(line).collect()
}

/// One line of pretty JSON: blanks, perhaps a key, then the rest.
fn line(text: &str) -> PanelLine {
    let trimmed = text.trim_start();
    let blanks = " ".repeat(text.len() - trimmed.len());
    let styled = Styled::new(blanks, Role::Text);
    match key_and_rest(trimmed) {
        Some((key, rest)) => styled
            .foreign(key, Role::Dim)
            .foreign(rest, Role::Text)
            .into(),
        None => styled.foreign(trimmed, Role::Text).into(),
    }
}

/// `"key": ` and what follows; the key may hold escaped quotes.
fn key_and_rest(line: &str) -> Option<(&str, &str)> {
    let inside = line.strip_prefix('"')?;
    let mut escaped = false;
    let end = inside.char_indices().find_map(|(at, character)| {
        let ends = character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
        ends.then_some(at)
    })?;
    let after = end + 2;
    line.get(after..)?
        .starts_with(": ")
        .then(|| line.split_at_checked(after + 2))?
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_with_quotes_and_colons_are_told_from_values() {
        assert_eq!(key_and_rest(r#""a": 1"#), Some((r#""a": "#, "1")));
        assert_eq!(
            key_and_rest(r#""a\": b": "c""#),
            Some((r#""a\": b": "#, r#""c""#))
        );
        assert_eq!(key_and_rest(r#""only a text""#), None);
        assert_eq!(key_and_rest("{"), None);
    }

    #[test]
    fn control_characters_are_visible() {
        let lines = json_lines(&json!({"a": "x\u{202e}y"}));
        assert!(!lines[1].styled.content().contains('\u{202e}'));
    }
}
