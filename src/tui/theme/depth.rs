//! How many colours a terminal has, and colours reduced to that many.

use ratatui::style::{Color, Modifier, Style};

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Depth {
    /// None, because the terminal has none or `NO_COLOR` asks for none.
    Monochrome,
    /// The sixteen ANSI colours.
    Ansi16,
    /// The 256 colours of xterm.
    #[default]
    Ansi256,
    /// Red, green and blue in 256 steps each.
    True,
}

impl Depth {
    /// Reads the depth off environment variables: `NO_COLOR`, `COLORTERM`, `TERM`.
    pub fn detect(variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let terminal = set("TERM").unwrap_or_default();
        if set("NO_COLOR").is_some() || terminal.is_empty() || terminal == "dumb" {
            return Self::Monochrome;
        }
        let direct = terminal.contains("direct") || terminal.contains("truecolor");
        match set("COLORTERM").as_deref() {
            Some("truecolor" | "24bit") => Self::True,
            _ if direct => Self::True,
            _ if terminal.ends_with("-mono") || terminal.starts_with("vt") => Self::Monochrome,
            _ if terminal.contains("256") => Self::Ansi256,
            _ if KNOWN_TRUE.iter().any(|known| terminal.contains(known)) => Self::True,
            _ => Self::Ansi16,
        }
    }

    /// The style with colours that this depth has; what told things apart by background alone is
    /// reversed where the background is lost.
    pub(super) fn reduce(self, style: Style) -> Style {
        let reduced = Style {
            fg: style.fg.and_then(|colour| self.colour(colour)),
            bg: style.bg.and_then(|colour| self.colour(colour)),
            underline_color: style.underline_color.and_then(|colour| self.colour(colour)),
            ..style
        };
        let blended = reduced.fg.is_some() && reduced.fg == reduced.bg;
        if blended && style.fg != style.bg {
            Style {
                fg: None,
                bg: None,
                ..reduced
            }
            .add_modifier(Modifier::REVERSED)
        } else {
            reduced
        }
    }

    fn colour(self, colour: Color) -> Option<Color> {
        match (self, colour) {
            (Self::Monochrome, _) => None,
            (Self::Ansi256, Color::Rgb(red, green, blue)) => {
                Some(Color::Indexed(nearest_256([red, green, blue])))
            }
            (Self::Ansi16, Color::Rgb(red, green, blue)) => Some(nearest_16([red, green, blue])),
            (Self::Ansi16, Color::Indexed(index)) if index >= 16 => {
                Some(nearest_16(indexed_rgb(index)))
            }
            (_, other) => Some(other),
        }
    }
}

/// Terminals that have true colour and say so by their name only.
const KNOWN_TRUE: &[&str] = &[
    "kitty",
    "alacritty",
    "ghostty",
    "wezterm",
    "foot",
    "contour",
];

/// The steps of a channel in xterm's colour cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The ANSI colours with the values that most terminals give them.
const ANSI: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [205, 49, 49]),
    (Color::Green, [13, 188, 121]),
    (Color::Yellow, [229, 229, 16]),
    (Color::Blue, [36, 114, 200]),
    (Color::Magenta, [188, 63, 188]),
    (Color::Cyan, [17, 168, 205]),
    (Color::Gray, [204, 204, 204]),
    (Color::DarkGray, [102, 102, 102]),
    (Color::LightRed, [241, 76, 76]),
    (Color::LightGreen, [35, 209, 139]),
    (Color::LightYellow, [245, 245, 67]),
    (Color::LightBlue, [59, 142, 234]),
    (Color::LightMagenta, [214, 112, 214]),
    (Color::LightCyan, [41, 184, 219]),
    (Color::White, [255, 255, 255]),
];

fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    one.iter()
        .zip(other)
        .zip([3, 4, 2])
        .map(|((&a, b), weight)| weight * u32::from(a.abs_diff(b)).pow(2))
        .sum()
}

fn nearest_256(colour: [u8; 3]) -> u8 {
    (16..=255)
        .min_by_key(|&index| distance(indexed_rgb(index), colour))
        .unwrap_or(15)
}

fn nearest_16(colour: [u8; 3]) -> Color {
    ANSI.iter()
        .min_by_key(|(_, value)| distance(*value, colour))
        .map_or(Color::Reset, |(name, _)| *name)
}

/// The red, green and blue of one of xterm's colours from 16 on.
fn indexed_rgb(index: u8) -> [u8; 3] {
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return [grey; 3];
    }
    let cube = index.saturating_sub(16);
    let step = |place: u8| STEPS.get(usize::from(place)).copied().unwrap_or_default();
    [step(cube / 36), step(cube / 6 % 6), step(cube % 6)]
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Depth::True)]
    #[case(&[("TERM", "xterm-256color")], Depth::Ansi256)]
    #[case(&[("TERM", "screen-256color"), ("COLORTERM", "")], Depth::Ansi256)]
    #[case(&[("TERM", "xterm-kitty")], Depth::True)]
    #[case(&[("TERM", "xterm-direct")], Depth::True)]
    #[case(&[("TERM", "linux")], Depth::Ansi16)]
    #[case(&[("TERM", "vt100")], Depth::Monochrome)]
    #[case(&[("TERM", "dumb"), ("COLORTERM", "truecolor")], Depth::Monochrome)]
    #[case(&[("TERM", "xterm"), ("COLORTERM", "24bit"), ("NO_COLOR", "1")], Depth::Monochrome)]
    #[case(&[("TERM", "xterm"), ("NO_COLOR", "")], Depth::Ansi16)]
    #[case(&[], Depth::Monochrome)]
    fn the_environment_tells_the_depth(
        #[case] variables: &[(&str, &str)],
        #[case] expected: Depth,
    ) {
        let lookup = |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(Depth::detect(&lookup), expected);
    }

    #[test]
    fn true_colours_are_reduced_to_their_nearest() {
        let green = Style::new().fg(Color::Rgb(0x25, 0xd3, 0x66));
        assert_eq!(Depth::True.reduce(green), green);
        assert_eq!(
            Depth::Ansi256.reduce(green),
            Style::new().fg(Color::Indexed(41))
        );
        assert_eq!(Depth::Ansi16.reduce(green).fg, Some(Color::LightGreen));
        assert_eq!(Depth::Monochrome.reduce(green).fg, None);
    }

    #[test]
    fn text_that_would_vanish_is_reversed() {
        let near = Style::new().fg(Color::Rgb(1, 1, 1)).bg(Color::Rgb(2, 2, 2));
        let reduced = Depth::Ansi16.reduce(near);
        assert_eq!((reduced.fg, reduced.bg), (None, None));
        assert!(reduced.add_modifier.contains(Modifier::REVERSED));
    }
}
