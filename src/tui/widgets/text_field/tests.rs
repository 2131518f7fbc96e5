//! Tests of the text field as its user sees it.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::widgets::Widget as _;
use rstest::rstest;

use super::*;
use crate::text;
use crate::tui::keys::Key;
use crate::tui::theme::{Role, Theme};

fn press(field: &mut TextField, keys: &str) -> Vec<TextOutcome> {
    keys.split(' ')
        .filter(|name| !name.is_empty())
        .map(|name| field.on_key(name.parse().unwrap()))
        .collect()
}

/// The text with `|` at the caret and `[` `]` around the selection.
fn picture(field: &TextField) -> String {
    let mut signs = vec![(field.caret(), '|')];
    if let Some(range) = field.selection() {
        signs.insert(0, (range.end, ']'));
        signs.push((range.start, '['));
    }
    signs.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
    let mut text = field.text().to_owned();
    for (place, sign) in signs {
        text.insert(place, sign);
    }
    text
}

#[rstest]
#[case::family("a👨‍👩‍👧‍👦")]
#[case::flag("a🇩🇪")]
#[case::keycap("a1️⃣")]
#[case::skin("a👍🏽")]
#[case::selector("a❤️")]
#[case::combining("ae\u{301}\u{323}")]
#[case::hangul("a\u{1112}\u{1161}\u{11ab}")]
#[case::devanagari("aक्षि")]
fn one_key_deletes_and_passes_a_whole_cluster(#[case] text: &str) {
    let mut field = TextField::new(text, Lines::One);
    assert_eq!(press(&mut field, "left"), [TextOutcome::Moved]);
    assert_eq!(field.caret(), 1);
    assert_eq!(press(&mut field, "delete"), [TextOutcome::Changed]);
    assert_eq!(field.text(), "a");
    field.set_text(text);
    assert_eq!(press(&mut field, "backspace"), [TextOutcome::Changed]);
    assert_eq!(field.text(), "a");
}

#[rstest]
#[case("shift-left shift-left", "green t[|ea]")]
#[case("ctrl-shift-left", "green [|tea]")]
#[case("ctrl-left ctrl-left", "|green tea")]
#[case("ctrl-left ctrl-right", "green tea|")]
#[case("ctrl-w", "green |")]
#[case("home ctrl-delete", "| tea")]
#[case("home shift-end", "[green tea|]")]
#[case("home shift-right left", "|green tea")]
#[case("shift-home right", "green tea|")]
#[case("shift-home esc", "|green tea")]
#[case("shift-home T", "T|")]
#[case("home shift-right backspace", "|reen tea")]
#[case("home right ctrl-h", "|reen tea")]
fn keys_move_select_and_delete(#[case] keys: &str, #[case] after: &str) {
    let mut field = TextField::new("green tea", Lines::One);
    press(&mut field, keys);
    assert_eq!(picture(&field), after);
}

#[test]
fn vertical_moves_follow_the_rows_and_keep_their_column() {
    let mut field = TextField::new("which tea\nmay we\nbring to you", Lines::Many);
    field.resize(8, 9);
    // which_ / tea / may we / bring_ / to you
    press(&mut field, "up up");
    assert_eq!(picture(&field), "which tea\nmay we|\nbring to you");
    press(&mut field, "up up");
    assert_eq!(picture(&field), "which |tea\nmay we\nbring to you");
    assert_eq!(press(&mut field, "up"), [TextOutcome::Ignored]);
    press(&mut field, "down down down down");
    assert_eq!(picture(&field), "which tea\nmay we\nbring to you|");
    assert_eq!(press(&mut field, "down"), [TextOutcome::Ignored]);
    press(&mut field, "shift-up");
    assert_eq!(picture(&field), "which tea\nmay we\nbring [|to you]");
}

#[test]
fn home_and_end_stay_on_the_row_that_is_seen() {
    let mut field = TextField::new("abcdefgh", Lines::One);
    field.resize(5, 2);
    let area = Rect::new(0, 0, 5, 2);
    press(&mut field, "home");
    assert_eq!(field.caret(), 4);
    assert_eq!(field.cursor(area), Some(Position::new(0, 1)));
    press(&mut field, "up end");
    assert_eq!(field.caret(), 4);
    assert_eq!(field.cursor(area), Some(Position::new(4, 0)));
    press(&mut field, "home");
    assert_eq!(field.caret(), 0);
}

#[test]
fn enter_breaks_a_line_only_where_lines_are() {
    let mut one = TextField::new("a", Lines::One);
    assert_eq!(press(&mut one, "enter"), [TextOutcome::Ignored]);
    let mut many = TextField::new("a", Lines::Many);
    assert_eq!(press(&mut many, "enter"), [TextOutcome::Changed]);
    assert_eq!(many.text(), "a\n");
}

#[test]
fn pastes_replace_the_selection_and_are_cleaned() {
    let mut field = TextField::new("one two", Lines::One);
    field.select(4..7);
    assert_eq!(field.paste("three\r\nfour\u{1b}"), TextOutcome::Changed);
    assert_eq!(picture(&field), "one three four|");
    assert_eq!(field.paste("\u{7}"), TextOutcome::Ignored);
    field.select_all();
    assert_eq!(field.cut().as_deref(), Some("one three four"));
    assert_eq!(picture(&field), "|");
    assert_eq!(field.cut(), None);
}

#[test]
fn typing_into_a_cluster_leaves_the_caret_behind_it() {
    let mut field = TextField::new("\u{301}", Lines::One);
    field.set_caret(0);
    press(&mut field, "e");
    assert_eq!(field.text(), "e\u{301}");
    assert_eq!(field.caret(), 3);
}

#[test]
fn the_mouse_points_and_selects_by_the_same_rows() {
    let mut field = TextField::new("ab茶cd ef", Lines::One);
    field.resize(7, 3);
    field.click(3, 0);
    assert_eq!(picture(&field), "ab|茶cd ef");
    field.drag(1, 1);
    assert_eq!(picture(&field), "ab[茶cd e|]f");
    field.click(60, 60);
    assert_eq!(picture(&field), "ab茶cd ef|");
}

#[test]
fn long_texts_scroll_with_the_caret() {
    let text = (1..=9).map(|n| format!("row {n}")).collect::<Vec<_>>();
    let mut field = TextField::new(&text.join("\n"), Lines::Many);
    field.resize(8, 3);
    let area = Rect::new(0, 0, 8, 3);
    let seen = |field: &TextField| {
        let mut buffer = Buffer::empty(area);
        TextView::edited(field, &Theme::default()).render(area, &mut buffer);
        let first: String = (0..5).map(|x| buffer[(x, 0)].symbol().to_owned()).collect();
        first
    };
    assert_eq!(seen(&field), "row 7");
    press(&mut field, "up up");
    assert_eq!(seen(&field), "row 7");
    press(&mut field, "up");
    assert_eq!(seen(&field), "row 6");
    press(&mut field, "pagedown pagedown");
    assert_eq!(seen(&field), "row 7");
    press(&mut field, "ctrl-home");
    assert_eq!(seen(&field), "row 1");
}

#[rstest]
#[case::edited(true)]
#[case::shown(false)]
fn a_part_of_a_tall_text_is_drawn_wherever_it_is(#[case] edited: bool) {
    let rows: Vec<String> = (0..30_000).map(|row| format!("row {row}")).collect();
    let mut field = TextField::new(&rows.join("\n"), Lines::Many);
    field.resize(12, 30_000);
    let theme = Theme::default();
    let view = if edited {
        TextView::edited(&field, &theme)
    } else {
        TextView::new(field.text(), &theme)
    };
    let area = Rect::new(0, 0, 12, 2);
    let mut buffer = Buffer::empty(area);
    view.part(20_000, 30_000).render(area, &mut buffer);
    let drawn = |y| (0..9).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    assert_eq!([drawn(0), drawn(1)], ["row 20000", "row 20001"]);
}

#[test]
fn selection_chips_and_placeholder_have_their_styles() {
    let theme = Theme::default();
    let area = Rect::new(0, 0, 12, 2);
    let mut field = TextField::new("Hi {{1}}\nyou", Lines::Many);
    field.select(6..10);
    let marks = chips(field.text(), &theme);
    let mut buffer = Buffer::empty(area);
    TextView::edited(&field, &theme)
        .marks(&marks)
        .render(area, &mut buffer);
    let selected = theme.style(Role::Selection);
    let letters: Vec<String> = (0..2)
        .map(|y| {
            (0..12)
                .map(|x| {
                    let style = buffer[(x, y)].style();
                    if style.add_modifier.contains(selected.add_modifier) {
                        'S'
                    } else if style.fg == theme.style(Role::Chip).fg {
                        'C'
                    } else {
                        '.'
                    }
                })
                .collect()
        })
        .collect();
    assert_eq!(letters, ["...CCCSSS...", "S..........."]);
    let mut buffer = Buffer::empty(area);
    TextView::new("", &theme)
        .placeholder("15550100123 or more")
        .render(area, &mut buffer);
    assert_eq!(buffer[(0, 0)].style().fg, theme.style(Role::Placeholder).fg);
    assert_eq!(buffer[(11, 0)].symbol(), "…");
}

/// The keys that the random tests press.
fn any_key() -> impl Strategy<Value = Key> {
    let names = vec![
        "left",
        "right",
        "up",
        "down",
        "home",
        "end",
        "pageup",
        "pagedown",
        "backspace",
        "delete",
        "enter",
        "esc",
        "tab",
        "insert",
        "f5",
        "space",
        "ctrl-w",
        "ctrl-h",
        "ctrl-c",
        "alt-x",
        "a",
        "Z",
        "❤",
        "\u{fe0f}",
        "\u{200d}",
        "👩",
        "🏽",
        "🇩",
        "🇪",
        "\u{301}",
        "क",
        "\u{94d}",
        "ष",
        "{",
        "1",
        "茶",
        "\u{1112}",
        "\u{1161}",
        "\u{202e}",
    ];
    let chord = ["", "shift-", "ctrl-", "ctrl-shift-"];
    (prop::sample::select(names), 0_usize..4).prop_map(move |(name, held)| {
        let chorded = name.chars().count() > 1 && name.is_ascii() && !name.contains('-');
        let prefix = if chorded { chord[held] } else { "" };
        format!("{prefix}{name}").parse().unwrap()
    })
}

proptest! {
    #[test]
    fn random_keys_keep_the_caret_between_clusters_and_on_the_screen(
        start in "[a ❤️\n\u{301}🇩🇪👩\u{200d}\u{7}]{0,12}",
        many in any::<bool>(),
        keys in prop::collection::vec(any_key(), 0..40),
        width in 0_u16..20,
        height in 0_u16..5,
        paste in "[a\r\n\t\u{1b}é👍🏽]{0,5}",
    ) {
        let lines = if many { Lines::Many } else { Lines::One };
        let mut field = TextField::new(&start, lines);
        field.resize(width, height);
        let area = Rect::new(1, 1, width, height);
        for (index, key) in keys.into_iter().enumerate() {
            let before = field.text().to_owned();
            if field.on_key(key) != TextOutcome::Changed {
                prop_assert_eq!(&before, field.text());
            }
            match index % 7 {
                2 => field.click(width / 2, height / 2),
                4 => field.drag(width, height),
                5 => { field.paste(&paste); }
                _ => {}
            }
            let boundaries: Vec<usize> = text::graphemes(field.text())
                .map(|(start, _)| start)
                .chain([field.text().len()])
                .collect();
            prop_assert!(boundaries.contains(&field.caret()));
            if let Some(range) = field.selection() {
                prop_assert!(boundaries.contains(&range.start) && boundaries.contains(&range.end));
            }
            match field.cursor(area) {
                Some(cell) => prop_assert!(area.contains(cell)),
                None => prop_assert!(area.is_empty()),
            }
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height + 1));
            TextView::edited(&field, &Theme::default()).render(area, &mut buffer);
        }
    }

    #[test]
    fn editing_equals_a_naive_model(
        steps in prop::collection::vec(
            (0_u8..5, "[a ❤️\n\u{301}🇩🇪👩\u{200d}क\u{94d}ष]{1,3}"), 0..40),
    ) {
        let mut field = TextField::new("", Lines::Many);
        let (mut model, mut caret) = (String::new(), 0_usize);
        for (step, inserted) in steps {
            let boundaries = |model: &str| -> Vec<usize> {
                text::graphemes(model).map(|(at, _)| at).chain([model.len()]).collect()
            };
            let before = boundaries(&model).into_iter().rfind(|at| *at < caret).unwrap_or(0);
            let after = boundaries(&model).into_iter().find(|at| *at > caret).unwrap_or(caret);
            match step {
                0 => caret = before,
                1 => caret = after,
                2 => { model.replace_range(before..caret, ""); caret = before; }
                3 => model.replace_range(caret..after, ""),
                _ => { model.insert_str(caret, &inserted); caret += inserted.len(); }
            }
            caret = boundaries(&model).into_iter().find(|at| *at >= caret).unwrap();
            match step {
                0 => { press(&mut field, "left"); }
                1 => { press(&mut field, "right"); }
                2 => { press(&mut field, "backspace"); }
                3 => { press(&mut field, "delete"); }
                _ => { field.paste(&inserted); }
            }
            prop_assert_eq!(field.text(), &model);
            prop_assert_eq!(field.caret(), caret);
        }
    }
}

/// What a window of one row shows of a text of one line.
fn strip(field: &TextField, width: u16) -> String {
    let area = Rect::new(0, 0, width, 1);
    let mut buffer = Buffer::empty(area);
    TextView::edited(field, &Theme::default()).render(area, &mut buffer);
    buffer
        .content()
        .iter()
        .map(ratatui::buffer::Cell::symbol)
        .collect()
}

#[test]
fn a_line_moves_sideways_under_a_window_of_one_row() {
    let mut field = TextField::new("Oolong, half fermented", Lines::One);
    field.resize(12, 1);
    assert_eq!(strip(&field, 12), "… fermented ");
    press(&mut field, "home");
    assert_eq!(
        (field.caret(), strip(&field, 12).as_str()),
        (0, "Oolong, hal…")
    );
    press(&mut field, "right right right");
    assert_eq!(strip(&field, 12), "Oolong, hal…");
    field.click(10, 0);
    assert_eq!(
        (field.caret(), strip(&field, 12).as_str()),
        (10, "…long, half…")
    );
    press(&mut field, "left left left left");
    assert_eq!(strip(&field, 12), "…long, half…");
    press(&mut field, "end");
    assert_eq!(field.cursor(Rect::new(0, 0, 12, 1)).unwrap().x, 11);
    assert_eq!(press(&mut field, "up"), [TextOutcome::Ignored]);
}

proptest! {
    #[test]
    fn the_caret_is_always_seen_in_a_window_of_one_row(
        text in "[a-c 茶❤️👍🏽🇩🇪\u{301}\u{200d}\u{1b}]{0,40}",
        width in 1_u16..14,
        places in proptest::collection::vec(0_usize..200, 1..6),
    ) {
        let mut field = TextField::new(&text, Lines::One);
        field.resize(width, 1);
        for place in places {
            field.set_caret(place.min(text.len()));
            let area = Rect::new(0, 0, width, 1);
            let layout = field.layout_in(width, 1);
            let top = field.top(&layout, 1);
            let seen = layout.rows()[top].range.clone();
            prop_assert!(seen.start <= field.caret() && field.caret() <= seen.end);
            prop_assert!(field.cursor(area).is_some());
            strip(&field, width);
        }
    }
}

/// With steps of one character from the 65,535th on, each of these would take minutes.
#[test]
fn the_caret_goes_anywhere_in_a_line_of_a_megabyte() {
    let megabyte = "0123456789".repeat(100_000);
    let mut field = TextField::new("ab", Lines::Many);
    field.set_caret(1);
    assert_eq!(field.paste(&megabyte), TextOutcome::Changed);
    assert_eq!(field.caret(), 1 + megabyte.len());
    for place in [500_000, 1_000_002, 0, 70_000] {
        field.set_caret(place);
        assert_eq!(field.caret(), place);
    }
    field.paste("x");
    assert_eq!(field.text().get(69_999..70_002), Some("8x9"));
    field.select_all();
    assert_eq!(field.selected().map(str::len), Some(1_000_003));
}
