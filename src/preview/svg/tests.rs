use rstest::rstest;

use super::*;
use crate::preview::line::{Ink, Span};
use crate::preview::{Edge, Options, bubble, layout};

fn picture(text: &str) -> String {
    let span = Span {
        text: text.to_owned(),
        ink: Ink {
            meaning: Meaning::Text,
            ..Ink::default()
        },
    };
    draw(
        &[Line {
            spans: vec![span],
            tap: None,
        }],
        Palette::Dark,
    )
}

#[rstest]
#[case::words_are_one_piece("a tea", "textLength=\"45\" y=\"33\" fill=\"#e6eaec\">a tea</text>")]
#[case::escaped("<&>", ">&lt;&amp;&gt;</text>")]
#[case::wide("茶", "<text x=\"9\" text-anchor=\"middle\"")]
#[case::cluster("👨‍👩‍👧‍👦", ">👨‍👩‍👧‍👦</text>")]
#[case::turned_words_are_turned_back("םולש", ">שלום</text>")]
#[case::blocks_are_shapes("▄▄", "<rect x=\"0\" y=\"28.5\" width=\"18\" height=\"9.5\"")]
#[case::corners_are_round("▝▀", "d=\"M0 0Q0 9.5 9 9.5V0Z\"")]
#[case::lines_are_shapes("──", "d=\"M0 9.5H18\"")]
fn cells_become_shapes_and_text(#[case] text: &str, #[case] expected: &str) {
    let picture = picture(text);
    assert!(picture.contains(expected), "{picture}");
}

#[test]
fn a_screen_has_a_window_with_its_title() {
    let cell = |text: &str| Cell {
        text: text.to_owned(),
        foreground: Rgb(255, 255, 255),
        bold: true,
        ..Cell::default()
    };
    let picture = draw_cells(&[vec![cell("o"), cell("k"), cell("\u{1b}")]], "a <screen>");
    assert!(picture.contains(">a &lt;screen&gt;</text>"), "{picture}");
    assert!(picture.contains("font-weight=\"bold\">ok"), "{picture}");
    assert!(!picture.contains('\u{1b}'));
}

#[test]
fn the_tail_is_the_upper_corner_with_nothing_below() {
    let options = Options {
        edge: Edge::Blocks,
        ..Options::default()
    };
    let payload = serde_json::json!({"type": "text", "text": {"body": "Tea?"}});
    let lines = layout(&bubble(&payload, None, None, &options), 32, &options);
    let picture = draw(&lines, Palette::Light);
    let count = |path: &str| picture.matches(path).count();
    assert_eq!(count("M0 9.5H9V19Z"), 1, "the tail: {picture}");
    assert_eq!(count("M9 19Q9 9.5 0 9.5V19Z"), 1, "the other corner");
}
