//! Foreign text made safe to look at: nothing in it can move the cursor or deceive the reader.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::graphemes;

/// `text` with every character that a terminal would act on, or that would hide or turn what
/// stands around it, written as a visible escape: `␛`, `␊`, `\u{202e}`.
///
/// Joiners inside emoji and scripts, and the plain direction marks of right-to-left text, stay.
///
/// ```
/// assert_eq!(bluetick::text::visible("red \u{1b}[31m"), "red ␛[31m");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    escape(text, is_safe)
}

/// As [`visible`], for text of several lines: line breaks stay line breaks.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    escape(text, |character| character == '\n' || is_safe(character))
}

fn escape(text: &str, is_kept: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.chars().all(&is_kept) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for (_, grapheme) in graphemes(text) {
        let is_flag = grapheme.starts_with('🏴');
        for character in grapheme.chars() {
            if is_kept(character) || (is_flag && is_tag(character)) {
                escaped.push(character);
            } else {
                push_escape(&mut escaped, character);
            }
        }
    }
    Cow::Owned(escaped)
}

/// Whether the character may stand as it is.
const fn is_safe(character: char) -> bool {
    !matches!(
        character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        // Soft hyphen, fillers drawn as nothing, invisible separators and operators.
        | '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}'
        | '\u{3164}' | '\u{ffa0}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        // Line and paragraph separators, overrides, embeddings, isolates, deprecated formats.
        | '\u{2028}'..='\u{202e}' | '\u{2065}'..='\u{206f}'
        | '\u{e0000}'..='\u{e007f}' | '\u{fffe}' | '\u{ffff}'
    )
}

/// The tag characters that spell the flags of England, Scotland and Wales.
const fn is_tag(character: char) -> bool {
    matches!(character, '\u{e0020}'..='\u{e007f}')
}

fn push_escape(escaped: &mut String, character: char) {
    let code = u32::from(character);
    let picture = match code {
        0..=0x1f => char::from_u32(0x2400 + code),
        0x7f => Some('␡'),
        _ => None,
    };
    match picture {
        Some(picture) => escaped.push(picture),
        None => write!(escaped, "\\u{{{code:x}}}").unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::escape_sequence("\u{1b}]0;x\u{7}", "␛]0;x␇")]
    #[case::c1_introducer("\u{9b}31m", "\\u{9b}31m")]
    #[case::delete("a\u{7f}", "a␡")]
    #[case::override_turned_visible("txt.\u{202e}exe", "txt.\\u{202e}exe")]
    #[case::isolate("\u{2067}a\u{2069}", "\\u{2067}a\\u{2069}")]
    #[case::hidden_blank("pay\u{200b}pal", "pay\\u{200b}pal")]
    #[case::line_separator("a\u{2028}b", "a\\u{2028}b")]
    #[case::break_and_tab("a\nb\tc\r", "a␊b␉c␍")]
    #[case::family_stays("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦")]
    #[case::scotland_stays(
        "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"
    )]
    #[case::tags_elsewhere_are_shown("a\u{e0067}", "a\\u{e0067}")]
    #[case::direction_mark_stays("abc\u{200f}", "abc\u{200f}")]
    fn dangerous_characters_are_shown(#[case] text: &str, #[case] shown: &str) {
        assert_eq!(visible(text), shown);
    }

    #[test]
    fn line_breaks_stay_where_lines_are_wanted() {
        assert_eq!(visible_lines("a\r\nb\tc"), "a␍\nb␉c");
    }

    proptest! {
        #[test]
        fn visible_text_has_no_controls_and_is_stable(text in any::<String>()) {
            let shown = visible(&text).into_owned();
            prop_assert!(!shown.chars().any(char::is_control));
            prop_assert_eq!(visible(&shown), shown.as_str());
        }
    }
}
