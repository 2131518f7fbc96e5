//! What every theme must give: contrast, and nothing told by colour alone.

use rstest::rstest;

use super::*;

/// How far two colours stand apart for the eye, from 1 to 21 (WCAG 2).
fn contrast(one: Color, other: Color) -> f64 {
    let light = |colour: Color| {
        let Color::Rgb(red, green, blue) = colour else {
            panic!("{colour:?} is not a fixed colour");
        };
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
    };
    let (one, other) = (light(one) + 0.05, light(other) + 0.05);
    one.max(other) / one.min(other)
}

#[rstest]
#[case("dark", 4.5)]
#[case("light", 4.5)]
#[case("high-contrast", 7.0)]
fn every_text_can_be_read(#[case] name: &str, #[case] least: f64) {
    let theme = Theme::named(name, Depth::True, Borders::Lines);
    let surfaces = [Role::Text, Role::Raised].map(|role| theme.style(role).bg.unwrap());
    for role in Role::ALL {
        // Lines are no text, and what lies behind an overlay is not to be read.
        if matches!(role, Role::Border | Role::Bar | Role::Backdrop) {
            continue;
        }
        let style = theme.style(*role);
        for surface in surfaces {
            let Some(foreground) = style.fg else { continue };
            let ratio = contrast(foreground, style.bg.unwrap_or(surface));
            assert!(ratio >= least, "{name} {}: {ratio:.1}", role.name());
        }
    }
    for meaning in role::MEANINGS {
        let name = role::meaning_name(*meaning);
        // Shapes, edges and hairlines are no text.
        if name.ends_with("edge") || ["media", "hairline", "sheet_hairline"].contains(&name) {
            continue;
        }
        let style = theme.meaning(*meaning);
        let ratio = contrast(style.fg.unwrap(), style.bg.unwrap());
        assert!(ratio >= least, "{} bubble {name}: {ratio:.1}", theme.name());
    }
}

#[rstest]
fn focus_and_selection_are_never_told_by_colour_alone(
    #[values(Depth::Monochrome, Depth::Ansi16, Depth::Ansi256, Depth::True)] depth: Depth,
) {
    for theme in BUILT_IN {
        let theme = Theme::named(theme.name, depth, Borders::Lines);
        let screen = theme.style(Role::Text).bg;
        for role in [Role::Selection, Role::Cursor] {
            let style = theme.style(role);
            let reversed = style.add_modifier.contains(Modifier::REVERSED);
            assert!(
                reversed || (style.bg.is_some() && style.bg != screen),
                "{} {depth:?} {}",
                theme.name(),
                role.name()
            );
        }
        for role in [Role::Accent, Role::TitleFocused, Role::BarFocused] {
            let style = theme.style(role);
            assert!(
                style.add_modifier.contains(Modifier::BOLD),
                "{}",
                theme.name()
            );
        }
    }
}

#[test]
fn without_colours_every_theme_is_the_monochrome_one() {
    for theme in BUILT_IN {
        let theme = Theme::named(theme.name, Depth::Monochrome, Borders::Lines);
        let coloured = Role::ALL
            .iter()
            .map(|role| theme.style(*role))
            .chain(role::MEANINGS.iter().map(|meaning| theme.meaning(*meaning)))
            .any(|style| style.fg.is_some() || style.bg.is_some());
        assert!(!coloured, "{}", theme.name());
    }
}

#[test]
fn a_selection_that_a_theme_hides_is_shown_all_the_same() {
    let text = "inherits = \"dark\"\n[screen]\nselection = \"red\"\n";
    let (theme, warnings) = Theme::read("mine", text, Depth::True, Borders::Lines, &|_| None);
    assert_eq!(warnings, []);
    let style = theme.style(Role::Selection);
    assert!(style.add_modifier.contains(Modifier::REVERSED));
}

#[test]
fn the_bubble_has_filled_edges_only_where_its_colours_show() {
    let edge = |name, depth, borders| Theme::named(name, depth, borders).edge();
    assert_eq!(edge("dark", Depth::True, Borders::Lines), Edge::Blocks);
    assert_eq!(edge("dark", Depth::True, Borders::Ascii), Edge::Ascii);
    assert_eq!(edge("dark", Depth::Ansi16, Borders::Lines), Edge::Lines);
    assert_eq!(edge("terminal", Depth::True, Borders::Lines), Edge::Lines);
    assert_eq!(
        edge("high-contrast", Depth::True, Borders::Lines),
        Edge::Lines
    );
}
