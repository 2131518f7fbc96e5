//! Tests of the overlays as their user sees them.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use rstest::rstest;

use super::*;
use crate::tui::keys::{Group, Key, Keymap};
use crate::tui::msg::Action;
use crate::tui::theme::{Borders, Depth, Theme};
use crate::tui::widgets::Item;

const SCREEN: Rect = Rect::new(0, 0, 80, 24);

fn theme() -> Theme {
    Theme::named("terminal", Depth::True, Borders::Lines)
}

fn key(name: &str) -> Key {
    name.parse().unwrap()
}

fn drawn(view: impl Widget, area: Rect) -> String {
    let mut buffer = Buffer::filled(area, ratatui::buffer::Cell::new("·"));
    view.render(area, &mut buffer);
    let mut text = String::new();
    for y in area.top()..area.bottom() {
        let mut skip = 0;
        let mut line = String::new();
        for x in area.left()..area.right() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = crate::text::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn palette() -> Palette {
    Palette::new(&Keymap::default(), &[], &[Group::Form], |action| {
        (action == Action::CancelSend).then(|| "nothing is being sent".to_owned())
    })
}

#[test]
fn notes_take_several_lines_and_stay_in_their_frame() {
    let mut notes = Pad::notes("ask Noor");
    for name in ["enter", "o", "k"] {
        let outcome: Outcome<()> = notes.on_key(key(name), SCREEN);
        assert_eq!(outcome, Outcome::Open);
    }
    assert_eq!((notes.text(), notes.caret()), ("ask Noor\nok", 11));
    for screen in [SCREEN, Rect::new(0, 0, 40, 12), Rect::new(0, 0, 3, 2)] {
        drawn(notes.view(&theme()), screen);
        assert!(notes.cursor(screen).is_none_or(|at| screen.contains(at)));
    }
    let closed: Outcome<()> = notes.on_key(key("esc"), SCREEN);
    assert_eq!(closed, Outcome::Closed);
}

fn type_into(mut on_key: impl FnMut(Key), text: &str) {
    for character in text.chars() {
        let name = if character == ' ' {
            "space".to_owned()
        } else {
            character.to_string()
        };
        on_key(key(&name));
    }
}

fn quit() -> Confirm {
    Confirm::new(
        "Unsaved changes",
        "The draft \"menu\" has changes that are not saved. They are kept for recovery whatever \
         you answer.",
        vec![
            Button::new("Save and quit", 's'),
            Button::new("Quit without saving", 'q'),
            Button::new("Stay", 'n'),
        ],
        2,
    )
}

fn name_prompt() -> Prompt {
    Prompt::new("Save as", "File name", "menu.json", |name| {
        name.is_empty().then(|| "a file needs a name".to_owned())
    })
}

#[test]
fn the_palette_shows_every_action_with_its_key() {
    insta::assert_snapshot!(drawn(palette().view(&theme()), SCREEN));
}

#[test]
fn the_palette_finds_runs_and_refuses() {
    let mut palette = palette();
    type_into(
        |key| assert_eq!(palette.on_key(key, SCREEN), Outcome::Open),
        "dupl row",
    );
    assert_eq!(
        palette.on_key(key("enter"), SCREEN),
        Outcome::Done(Action::DuplicateRow)
    );
    let mut palette = self::palette();
    type_into(
        |key| assert_eq!(palette.on_key(key, SCREEN), Outcome::Open),
        "cancel send",
    );
    insta::assert_snapshot!(drawn(palette.view(&theme()), SCREEN));
    assert_eq!(palette.on_key(key("enter"), SCREEN), Outcome::Open);
    assert_eq!(palette.on_key(key("esc"), SCREEN), Outcome::Closed);
}

#[test]
fn a_picker_has_its_choice_preselected_and_takes_the_mouse() {
    let items = vec![
        Item::new("Text").detail("plain text"),
        Item::new("Image")
            .detail("JPEG or PNG")
            .disabled(Some("not for lists".to_owned())),
        Item::new("Document").detail("PDF and others"),
    ];
    let mut picker = Picker::new("Header", items).preselected(Some(2));
    insta::assert_snapshot!(drawn(picker.view(&theme()), Rect::new(0, 0, 60, 14)));
    let screen = Rect::new(0, 0, 60, 14);
    let click = |column, row| MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column,
        row,
        modifiers: KeyModifiers::empty(),
    };
    assert_eq!(picker.on_mouse(click(10, 5), screen), Outcome::Done(0));
    assert_eq!(picker.on_mouse(click(10, 6), screen), Outcome::Open);
    assert_eq!(picker.on_mouse(click(0, 0), screen), Outcome::Closed);
    picker.on_paste("doc\r\n");
    assert_eq!(picker.on_key(key("enter"), screen), Outcome::Done(2));
}

#[rstest]
#[case("thumbs up", "👍")]
#[case("tada", "🎉")]
#[case("red heart", "❤️")]
#[case("heart", "❤️")]
#[case("germany", "🇩🇪")]
fn emoji_are_found_by_name_and_shortcode(#[case] search: &str, #[case] emoji: &str) {
    let mut picker = EmojiPicker::new(&[]);
    type_into(
        |key| assert_eq!(picker.on_key(key, SCREEN), Outcome::Open),
        search,
    );
    assert_eq!(
        picker.on_key(key("enter"), SCREEN),
        Outcome::Done(emoji.to_owned())
    );
}

#[test]
fn emoji_come_in_skin_tones_and_the_lately_used_first() {
    let mut picker = EmojiPicker::new(&["☕".to_owned()]);
    insta::assert_snapshot!(drawn(picker.view(&theme()), SCREEN));
    assert_eq!(
        picker.clone().on_key(key("enter"), SCREEN),
        Outcome::Done("☕".to_owned())
    );
    type_into(
        |key| assert_eq!(picker.on_key(key, SCREEN), Outcome::Open),
        "thumbs up",
    );
    for _ in 0..4 {
        picker.on_key(key("tab"), SCREEN);
    }
    picker.on_key(key("shift-tab"), SCREEN);
    assert_eq!(
        picker.on_key(key("enter"), SCREEN),
        Outcome::Done("👍🏽".to_owned())
    );
}

#[test]
fn a_question_preselects_the_safe_answer() {
    let mut confirm = quit();
    insta::assert_snapshot!(drawn(confirm.view(&theme()), SCREEN));
    assert_eq!(confirm.on_key(key("enter")), Outcome::Done(2));
    assert_eq!(confirm.on_key(key("Q")), Outcome::Done(1));
    assert_eq!(confirm.on_key(key("up")), Outcome::Open);
    assert_eq!(confirm.on_key(key("enter")), Outcome::Done(1));
    assert_eq!(confirm.on_key(key("tab")), Outcome::Open);
    assert_eq!(confirm.on_key(key("tab")), Outcome::Open);
    assert_eq!(confirm.on_key(key("enter")), Outcome::Done(0));
    assert_eq!(confirm.on_key(key("esc")), Outcome::Closed);
    assert_eq!(confirm.on_key(key("z")), Outcome::Open);
}

#[test]
fn a_prompt_says_what_is_wrong_and_replaces_its_first_answer() {
    let mut prompt = name_prompt();
    assert_eq!(prompt.on_key(key("backspace")), Outcome::Open);
    insta::assert_snapshot!(drawn(prompt.view(&theme()), Rect::new(0, 0, 60, 12)));
    assert_eq!(prompt.on_key(key("enter")), Outcome::Open);
    prompt.on_paste("tea.json\n");
    assert_eq!(prompt.on_key(key("backspace")), Outcome::Open);
    assert_eq!(
        prompt.on_key(key("enter")),
        Outcome::Done("tea.json".to_owned())
    );
}

proptest! {
    // The emoji picker has two thousand entries: few cases are enough work.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_size_key_and_click_is_survived(
        width in 0_u16..100,
        height in 0_u16..40,
        column in 0_u16..100,
        row in 0_u16..40,
        names in prop::collection::vec(prop::sample::select(vec![
            "up", "down", "pageup", "pagedown", "left", "right", "home", "end", "backspace",
            "tab", "shift-tab", "a", "e", "space", "茶", "ctrl-w", "f5", "enter",
        ]), 0..12),
    ) {
        let screen = Rect::new(0, 0, width, height);
        let theme = theme();
        let (mut palette, mut emoji) = (palette(), EmojiPicker::new(&[]));
        let (mut confirm, mut prompt) = (quit(), name_prompt());
        let wheel = MouseEvent {
            kind: MouseEventKind::ScrollDown,
            column,
            row,
            modifiers: KeyModifiers::empty(),
        };
        let click = MouseEvent { kind: MouseEventKind::Down(MouseButton::Left), ..wheel };
        for name in names {
            palette.on_key(key(name), screen);
            emoji.on_key(key(name), screen);
            confirm.on_key(key(name));
            prompt.on_key(key(name));
            for event in [wheel, click] {
                palette.on_mouse(event, screen);
                emoji.on_mouse(event, screen);
                confirm.on_mouse(event, screen);
                prompt.on_mouse(event, screen);
            }
        }
        drawn(palette.view(&theme), screen);
        drawn(emoji.view(&theme), screen);
        drawn(confirm.view(&theme), screen);
        drawn(prompt.view(&theme), screen);
        for cursor in [
            palette.cursor(screen),
            emoji.cursor(screen),
            confirm.cursor(screen),
            prompt.cursor(screen),
        ] {
            prop_assert!(cursor.is_none_or(|cursor| screen.contains(cursor)));
        }
    }
}

fn sheet() -> Sheet {
    let blank = |id, shape, problem: Option<&str>| Blank {
        id,
        label: format!("The {id}"),
        hint: format!("What is the {id}?"),
        shape,
        problem: problem.map(ToOwned::to_owned),
    };
    Sheet::new(
        "Who are you?",
        "save",
        Answers::new(),
        Box::new(move |answers| {
            let has_name = answers.get("name").is_some_and(|name| !name.is_empty());
            let name = blank(
                "name",
                BlankShape::Text("Noor".to_owned()),
                (!has_name).then_some("needed: everybody has one, even those who would rather not"),
            );
            let tea = ["green", "black"].map(|tea| (tea, format!("{tea} tea")));
            let tea = blank("tea", BlankShape::Choice(tea.to_vec()), None);
            let milk = answers.get("tea").is_some_and(|tea| tea == "black");
            let milk = milk.then(|| blank("milk", BlankShape::Secret, None));
            [name, tea].into_iter().chain(milk).collect()
        }),
    )
}

#[test]
fn a_sheet_asks_for_what_follows_from_the_answers_and_tells_what_is_wrong_once_it_is_left() {
    let mut sheet = sheet();
    assert!(!drawn(sheet.view(&theme()), SCREEN).contains("everybody has one"));
    for name in ["tab", "right", "tab"] {
        assert_eq!(sheet.on_key(key(name), SCREEN), Outcome::Open);
    }
    type_into(
        |key| assert_eq!(sheet.on_key(key, SCREEN), Outcome::Open),
        "oat",
    );
    insta::assert_snapshot!(drawn(sheet.view(&theme()), SCREEN));
    assert_eq!(
        sheet.on_key(key("ctrl-s"), SCREEN),
        Outcome::Open,
        "the name is needed"
    );
    type_into(
        |key| assert_eq!(sheet.on_key(key, SCREEN), Outcome::Open),
        "Ada",
    );
    assert!(!format!("{sheet:?}").contains("oat"));
    let answers = [("name", "Ada"), ("tea", "black"), ("milk", "oat")];
    let answers = answers.map(|(id, answer)| (id, answer.to_owned()));
    let done = Outcome::Done(Answers::from(answers));
    assert_eq!(sheet.on_key(key("ctrl-s"), SCREEN), done);
}

#[test]
fn a_sheet_is_filled_in_with_the_mouse() {
    let mut sheet = sheet();
    let click = |sheet: &mut Sheet, text: &str| {
        let screen = drawn(sheet.view(&theme()), SCREEN);
        let row = screen.lines().position(|line| line.contains(text)).unwrap();
        let line = screen.lines().nth(row).unwrap();
        let before = line.split(text).next().unwrap();
        let event = MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: u16::try_from(crate::text::width(before)).unwrap(),
            row: u16::try_from(row).unwrap(),
            modifiers: KeyModifiers::NONE,
        };
        sheet.on_mouse(event, SCREEN)
    };
    sheet.on_paste("Ada");
    assert_eq!(click(&mut sheet, "The tea"), Outcome::Open);
    assert_eq!(
        sheet.answers()["tea"],
        "green",
        "the first click only goes there"
    );
    assert_eq!(click(&mut sheet, "green tea"), Outcome::Open);
    assert_eq!(sheet.answers()["tea"], "black");
    assert!(
        matches!(click(&mut sheet, "Save"), Outcome::Done(answers) if answers["name"] == "Ada")
    );
}

proptest! {
    #[test]
    fn a_sheet_fits_every_screen(width in 1u16..120, height in 1u16..40, steps in 0usize..6) {
        let screen = Rect::new(0, 0, width, height);
        let mut sheet = sheet();
        for _ in 0..steps {
            sheet.on_key(key("tab"), screen);
        }
        sheet.on_key(key("right"), screen);
        drawn(sheet.view(&theme()), screen);
        prop_assert!(sheet.cursor(screen).is_none_or(|at| screen.contains(at)));
    }
}

#[test]
fn a_click_on_a_hint_of_a_prompt_does_what_its_key_does() {
    let click = |text: &str| {
        let mut prompt = name_prompt();
        let screen = drawn(prompt.view(&theme()), SCREEN);
        let row = screen.lines().position(|line| line.contains(text)).unwrap();
        let before = screen.lines().nth(row).unwrap().split(text).next().unwrap();
        let event = MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: u16::try_from(crate::text::width(before)).unwrap(),
            row: u16::try_from(row).unwrap(),
            modifiers: KeyModifiers::NONE,
        };
        prompt.on_mouse(event, SCREEN)
    };
    assert_eq!(click("take it"), Outcome::Done("menu.json".to_owned()));
    assert_eq!(click("Esc"), Outcome::Closed);
}
