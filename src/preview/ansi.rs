//! Lines as text with ANSI colours, for a terminal outside of the composer.

use std::fmt::Write as _;

use super::bubble::Edge;
use super::line::{Ink, Line, Meaning};
use super::palette::{Palette, Rgb};

/// How many colours the terminal draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// None (`NO_COLOR`): type faces only.
    None,
    /// The terminal's own sixteen.
    Sixteen,
    /// The cube of 256.
    Indexed,
    /// Any colour.
    True,
}

impl Depth {
    /// The edges that suit the depth: a filled shape only where its colours can be drawn.
    pub const fn edge(self) -> Edge {
        match self {
            Self::None | Self::Sixteen => Edge::Lines,
            Self::Indexed | Self::True => Edge::Blocks,
        }
    }
}

/// The lines with escape sequences, each ended by a reset and a line break.
pub fn draw(lines: &[Line], palette: Palette, depth: Depth) -> String {
    let mut drawn = String::new();
    for line in lines {
        for span in &line.spans {
            let codes = codes(span.ink, palette, depth);
            if codes.is_empty() {
                drawn.push_str(&span.text);
            } else {
                write!(drawn, "\u{1b}[{codes}m{}\u{1b}[0m", span.text).unwrap_or_default();
            }
        }
        drawn.push('\n');
    }
    drawn
}

/// The parameters of the sequence that switches an ink on.
fn codes(ink: Ink, palette: Palette, depth: Depth) -> String {
    let mut codes = Vec::new();
    for (is_on, code) in [
        (ink.bold, "1"),
        (ink.italic, "3"),
        (ink.underline, "4"),
        (ink.strike, "9"),
    ] {
        if is_on {
            codes.push(code.to_owned());
        }
    }
    let colours = palette.colours(ink.meaning);
    match depth {
        Depth::None => {}
        Depth::Sixteen => codes.extend(named(ink.meaning).map(str::to_owned)),
        Depth::Indexed => {
            codes.push(format!("38;5;{}", index(colours.foreground)));
            codes.push(format!("48;5;{}", index(colours.background)));
        }
        Depth::True => {
            let Rgb(red, green, blue) = colours.foreground;
            codes.push(format!("38;2;{red};{green};{blue}"));
            let Rgb(red, green, blue) = colours.background;
            codes.push(format!("48;2;{red};{green};{blue}"));
        }
    }
    codes.join(";")
}

/// The terminal's own colour for a meaning; none for its ordinary text.
const fn named(meaning: Meaning) -> Option<&'static str> {
    match meaning {
        Meaning::Backdrop | Meaning::Text | Meaning::MediaTitle | Meaning::Sheet | Meaning::Own => {
            None
        }
        Meaning::Edge
        | Meaning::Quiet
        | Meaning::QuotedText
        | Meaning::Media
        | Meaning::ButtonUsed
        | Meaning::Hairline
        | Meaning::Ticks
        | Meaning::Pill
        | Meaning::PillEdge
        | Meaning::SheetEdge
        | Meaning::SheetQuiet
        | Meaning::SheetHairline
        | Meaning::OwnEdge
        | Meaning::OwnQuiet
        | Meaning::Note => Some("90"),
        Meaning::Button
        | Meaning::Quote
        | Meaning::QuotedName
        | Meaning::SheetTitle
        | Meaning::SheetButton => Some("32"),
        Meaning::Link | Meaning::OwnLink | Meaning::TicksRead => Some("34"),
        Meaning::Code => Some("36"),
        Meaning::Slot => Some("33"),
        Meaning::Failed => Some("31"),
    }
}

/// The nearest colour of the 6 × 6 × 6 cube or the grey ramp.
fn index(Rgb(red, green, blue): Rgb) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let nearest = |part: u8| -> (u8, u8) {
        let mut best = (0, 0_u8);
        for (place, step) in (0..).zip(STEPS) {
            if step.abs_diff(part) <= best.1.abs_diff(part) {
                best = (place, step);
            }
        }
        best
    };
    let (r, g, b) = (nearest(red), nearest(green), nearest(blue));
    let average = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
    let grey_place = u8::try_from(average.saturating_sub(3) / 10).map_or(23, |place| place.min(23));
    let grey = 8 + 10 * grey_place;
    let distance = |other: [u8; 3]| -> u32 {
        [red, green, blue]
            .iter()
            .zip(other)
            .map(|(&own, other)| u32::from(own.abs_diff(other)).pow(2))
            .sum()
    };
    if distance([grey; 3]) < distance([r.1, g.1, b.1]) {
        232 + grey_place
    } else {
        16 + 36 * r.0 + 6 * g.0 + b.0
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::preview::line::Span;

    fn line(ink: Ink) -> Line {
        Line {
            spans: vec![Span {
                text: "tea".to_owned(),
                ink,
            }],
            tap: None,
        }
    }

    #[rstest]
    #[case(Depth::None, "\u{1b}[1mtea\u{1b}[0m\n")]
    #[case(Depth::Sixteen, "\u{1b}[1;34mtea\u{1b}[0m\n")]
    #[case(Depth::Indexed, "\u{1b}[1;38;5;74;48;5;236mtea\u{1b}[0m\n")]
    #[case(Depth::True, "\u{1b}[1;38;2;90;184;232;48;2;34;46;53mtea\u{1b}[0m\n")]
    fn each_depth_has_its_codes(#[case] depth: Depth, #[case] expected: &str) {
        let ink = Ink {
            meaning: Meaning::Link,
            bold: true,
            ..Ink::default()
        };
        assert_eq!(draw(&[line(ink)], Palette::Dark, depth), expected);
    }

    #[test]
    fn without_colours_ordinary_text_has_no_codes() {
        let drawn = draw(&[line(Ink::default())], Palette::Dark, Depth::None);
        assert_eq!(drawn, "tea\n");
    }

    #[rstest]
    #[case(Rgb(0, 0, 0), 16)]
    #[case(Rgb(255, 255, 255), 231)]
    #[case(Rgb(255, 0, 0), 196)]
    #[case(Rgb(128, 128, 128), 244)]
    #[case(Rgb(13, 21, 26), 233)]
    fn the_nearest_indexed_colour_is_taken(#[case] colour: Rgb, #[case] expected: u8) {
        assert_eq!(index(colour), expected);
    }
}
