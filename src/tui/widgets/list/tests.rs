//! Tests of the list as its user sees it.

use crossterm::event::KeyModifiers;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::widgets::Widget as _;
use rstest::rstest;

use super::*;
use crate::tui::theme::{Role, Theme};

fn kinds() -> List {
    List::new(vec![
        Item::new("Text").detail("plain text").group("Simple"),
        Item::new("Reaction")
            .detail("an emoji on a message")
            .group("Simple")
            .disabled(Some("no message to react to".to_owned())),
        Item::new("List message")
            .detail("a menu")
            .note("Ctrl-K")
            .group("Interactive"),
        Item::new("Reply buttons")
            .words("quick reply")
            .group("Interactive"),
    ])
}

fn lines(list: &List, width: u16, height: u16) -> Vec<String> {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    ListView::new(list, &Theme::default())
        .empty("nothing matches")
        .render(area, &mut buffer);
    (0..height)
        .map(|y| {
            let line: String = (0..width)
                .map(|x| buffer[(x, y)].symbol().to_owned())
                .collect();
            line.trim_end().to_owned()
        })
        .collect()
}

fn press(list: &mut List, keys: &str) -> ListOutcome {
    let mut outcome = ListOutcome::Ignored;
    for key in keys.split(' ') {
        outcome = list.on_key(key.parse().unwrap(), 4);
    }
    outcome
}

#[test]
fn groups_details_notes_and_reasons_are_drawn() {
    assert_eq!(
        lines(&kinds(), 44, 6),
        [
            "Simple",
            "› Text          plain text",
            "  Reaction      no message to react to",
            "Interactive",
            "  List message  a menu                Ctrl-K",
            "  Reply buttons",
        ]
    );
}

#[test]
fn small_lists_scroll_and_keep_the_highlight() {
    let mut list = kinds();
    press(&mut list, "down down");
    let [heading, item] = &lines(&list, 20, 2)[..] else {
        panic!("two rows");
    };
    assert!(heading.starts_with("Interactive"), "{heading}");
    assert!(item.starts_with("› List") && item.ends_with('┃'), "{item}");
    assert!(lines(&list, 20, 1)[0].starts_with("› List"));
}

#[rstest]
#[case("rpl", Some("Reply buttons"))]
#[case("menu", Some("List message"))]
#[case("quick", Some("Reply buttons"))]
#[case("TEXT", Some("Text"))]
#[case("zzz", None)]
fn the_filter_finds_by_label_detail_and_words(#[case] query: &str, #[case] best: Option<&str>) {
    let mut list = kinds();
    list.filter(query);
    let selected = list.selected().map(|item| list.items()[item].label.clone());
    assert_eq!(selected.as_deref(), best);
}

#[test]
fn matched_clusters_are_marked() {
    let theme = Theme::default();
    let mut list = List::new(vec![Item::new("Tee 茶 bar"), Item::new("Brew")]);
    list.filter("bar");
    let area = Rect::new(0, 0, 14, 1);
    let mut buffer = Buffer::empty(area);
    ListView::new(&list, &theme).render(area, &mut buffer);
    let marked: String = (0..14)
        .filter(|x| {
            let style = buffer[(*x, 0)].style();
            style
                .add_modifier
                .contains(theme.style(Role::Match).add_modifier)
        })
        .map(|x| buffer[(x, 0)].symbol().to_owned())
        .collect();
    assert_eq!(marked, "bar");
}

#[test]
fn keys_go_around_and_choose_only_what_can_be_chosen() {
    let mut list = kinds();
    assert_eq!(press(&mut list, "enter"), ListOutcome::Chosen(0));
    assert_eq!(press(&mut list, "down enter"), ListOutcome::Moved);
    assert_eq!(press(&mut list, "up up enter"), ListOutcome::Chosen(3));
    assert_eq!(press(&mut list, "down enter"), ListOutcome::Chosen(0));
    assert_eq!(press(&mut list, "pagedown enter"), ListOutcome::Chosen(3));
    assert_eq!(press(&mut list, "x"), ListOutcome::Ignored);
    list.filter("zzz");
    assert_eq!(press(&mut list, "down enter"), ListOutcome::Moved);
    assert_eq!(lines(&list, 20, 1), ["nothing matches"]);
}

#[test]
fn the_mouse_chooses_the_row_under_it() {
    let mut list = kinds();
    let area = Rect::new(3, 2, 40, 6);
    let click = |row: u16| MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: 5,
        row,
        modifiers: KeyModifiers::empty(),
    };
    assert_eq!(list.on_mouse(click(6), area), ListOutcome::Chosen(2));
    assert_eq!(list.on_mouse(click(5), area), ListOutcome::Moved);
    assert_eq!(list.on_mouse(click(4), area), ListOutcome::Moved);
    assert_eq!(list.on_mouse(click(1), area), ListOutcome::Ignored);
}

proptest! {
    #[test]
    fn any_size_and_filter_draws(
        labels in prop::collection::vec("[a-z 茶❤️\u{1b}]{0,12}", 0..9),
        query in "[a-z!^' ]{0,4}",
        moves in prop::collection::vec(prop::sample::select(vec!["up", "down", "pageup", "pagedown"]), 0..9),
        width in 0_u16..30,
        height in 0_u16..8,
    ) {
        let items = labels.iter().map(|label| {
            Item::new(label.clone()).detail("détail").note("F1").group(label.get(..1).unwrap_or(""))
        });
        let mut list = List::new(items.collect());
        list.filter(&query);
        for key in moves {
            list.on_key(key.parse().unwrap(), height);
            list.follow(height);
        }
        lines(&list, width, height);
    }
}
