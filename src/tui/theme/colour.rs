//! Colours and type faces as theme files spell them.

use ratatui::style::{Color, Modifier};

/// The ANSI names, which take the terminal's own colours.
const NAMES: &[(&str, Color)] = &[
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("gray", Color::Gray),
    ("dark_gray", Color::DarkGray),
    ("light_red", Color::LightRed),
    ("light_green", Color::LightGreen),
    ("light_yellow", Color::LightYellow),
    ("light_blue", Color::LightBlue),
    ("light_magenta", Color::LightMagenta),
    ("light_cyan", Color::LightCyan),
    ("white", Color::White),
];

/// The switches of a style's type face.
pub(super) const FACES: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
    ("strike", Modifier::CROSSED_OUT),
];

/// Reads `#25d366`, an ANSI name or a number of xterm's 256 colours.
pub(super) fn parse(text: &str) -> Option<Color> {
    if let Some(digits) = text.strip_prefix('#') {
        let hexadecimal = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(digits, 16)
            .ok()
            .filter(|_| hexadecimal)?;
        let [_, red, green, blue] = value.to_be_bytes();
        return Some(Color::Rgb(red, green, blue));
    }
    if let Ok(index) = text.parse() {
        return Some(Color::Indexed(index));
    }
    let name = text.to_ascii_lowercase().replace(['-', ' '], "_");
    NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, colour)| *colour)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("#25d366", Some(Color::Rgb(0x25, 0xd3, 0x66)))]
    #[case("light-red", Some(Color::LightRed))]
    #[case("default", Some(Color::Reset))]
    #[case("141", Some(Color::Indexed(141)))]
    #[case("#25d36", None)]
    #[case("#+5d366", None)]
    #[case("300", None)]
    #[case("greenish", None)]
    fn colours_read(#[case] text: &str, #[case] expected: Option<Color>) {
        assert_eq!(parse(text), expected);
    }
}
