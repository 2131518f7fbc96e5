//! `bluetick preview`, as people and scripts use it.

use crate::common::Machine;

const HELLO: &str = r#"{"messaging_product": "whatsapp", "to": "15550100123", "type": "text",
    "text": {"body": "Good *morning*, Ada"}}"#;

#[test]
fn a_pipe_gets_plain_text() {
    let machine = Machine::new();
    let ran = machine.run_with(&["preview", "-"], HELLO);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("morning"));
    assert!(!ran.stdout.contains('\u{1b}'));
}

#[test]
fn ansi_draws_bold_words_without_their_stars() {
    let machine = Machine::new();
    let ran = machine.run_with(&["preview", "-", "--format", "ansi"], HELLO);
    assert!(ran.stdout.contains("\u{1b}["), "{}", ran.stdout);
    assert!(!ran.stdout.contains("*morning*"), "{}", ran.stdout);
}

#[test]
fn the_trip_reminder_shows_all_that_the_customer_sees() {
    let machine = Machine::new();
    let text = machine.run(&["preview", "trip-reminder", "--format", "text"]);
    assert_eq!(text.code, 0, "{text:?}");
    insta::assert_snapshot!(text.stdout);
    assert!(text.stdout.contains("29th July 2019, 8:00am"));
    let ansi = machine
        .run(&["preview", "trip-reminder", "--format", "ansi"])
        .stdout;
    assert!(
        ansi.contains("\u{1b}[1mSki Trip") || ansi.contains("Ski Trip"),
        "{ansi}"
    );
    assert!(!ansi.contains("*Ski"), "{ansi}");
}

#[test]
fn a_terminal_gets_colours_and_no_color_keeps_the_faces() {
    let machine = Machine::new();
    machine.write("hello.json", HELLO);
    let preview = ["preview", "hello.json"];
    let coloured = machine.run_on_terminal(&preview, &[]);
    assert!(coloured.contains("\u{1b}["), "{coloured}");
    let plain = machine.run_on_terminal(&preview, &[("NO_COLOR", "1")]);
    assert!(
        !plain.contains("38;5") && plain.contains("morning"),
        "{plain}"
    );
    let faces = ["preview", "hello.json", "--format", "ansi"];
    let faces = machine.run_on_terminal(&faces, &[("NO_COLOR", "1")]);
    assert!(faces.contains("\u{1b}[1mmorning"), "{faces}");
}

#[test]
fn no_line_is_wider_than_asked_for() {
    let machine = Machine::new();
    let ran = machine.run_with(&["preview", "-", "--width", "24"], HELLO);
    for line in ran.stdout.lines() {
        assert!(bluetick::text::width(line) <= 24, "{line:?}");
    }
}

#[test]
fn svg_is_a_picture_in_the_colours_asked_for() {
    let machine = Machine::new();
    let picture = |theme| {
        let ran = machine.run_with(
            &["preview", "-", "--format", "svg", "--theme", theme],
            HELLO,
        );
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.stdout
    };
    assert!(picture("dark").starts_with("<svg"));
    assert_ne!(picture("dark"), picture("light"));
}

#[test]
fn edges_are_ascii_where_asked_for_or_where_the_terminal_has_no_other() {
    let machine = Machine::new();
    machine.write("hello.json", HELLO);
    let asked = machine.run(&["preview", "hello.json", "--ascii"]).stdout;
    assert!(asked.is_ascii() && asked.contains("+--"), "{asked}");
    let preview = ["preview", "hello.json", "--format", "text"];
    let plain = machine.run_on_terminal(&preview, &[("LC_ALL", "C")]);
    assert!(plain.contains("+--"), "{plain}");
    let full = machine.run_on_terminal(&preview, &[("LC_ALL", "C.UTF-8")]);
    assert!(full.contains('╭'), "{full}");
}

#[test]
fn a_definition_alone_is_drawn_with_its_examples() {
    let machine = Machine::new();
    let definition = r#"{"name": "lamp_ready", "language": "en", "components": [
        {"type": "BODY", "text": "Hi {{1}}, your *{{2}}* is ready.",
            "example": {"body_text": [["Lena", "desk lamp"]]}}]}"#;
    let drawn = machine.run_with(&["preview", "-"], definition).stdout;
    assert!(
        drawn.contains("Hi Lena, your desk lamp is ready."),
        "{drawn}"
    );
    assert!(drawn.contains("A definition alone"), "{drawn}");
}

/// A template of the library in one language.
fn translation(machine: &Machine, language: &str, body: &str) {
    let definition = serde_json::json!({"name": "lamp_ready", "language": language, "category": "UTILITY",
        "components": [{"type": "BODY", "text": body}]});
    let file = format!("templates/lamp_ready.{language}.json");
    machine.write(&file, definition.to_string());
}

const LAMP: &str = r#"{"messaging_product": "whatsapp", "to": "15550100123", "type": "template",
    "template": {"name": "lamp_ready", "language": {"code": "en"}, "components": [
        {"type": "body", "parameters": [{"type": "text", "text": "Ada"}, {"type": "text", "text": "8841"}]}]}}"#;

#[test]
fn all_languages_of_a_template_are_drawn_with_the_same_values() {
    let machine = Machine::new();
    translation(&machine, "en", "Dear {{1}}, lamp {{2}} is ready.");
    translation(
        &machine,
        "de",
        "Liebe {{1}}, Lampe {{2}} ist fertig, {{3}}.",
    );
    translation(&machine, "he", "שלום {{1}}, המנורה מוכנה.");
    machine.write("lamp.json", LAMP);
    let one = machine.run(&["preview", "lamp.json"]);
    assert!(one.stdout.contains("Dear Ada, lamp 8841"), "{}", one.stdout);
    let bare = machine.run(&["preview", "lamp.json", "--no-library"]);
    assert!(!bare.stdout.contains("Dear Ada"), "{}", bare.stdout);
    let all = machine.run(&["preview", "lamp.json", "--languages"]);
    assert_eq!(all.code, 0, "{all:?}");
    insta::assert_snapshot!(all.stdout);
    let svg = ["preview", "lamp.json", "--languages", "--format", "svg"];
    assert!(machine.run(&svg).stdout.contains("ist fertig"));
    let definition = ["preview", "templates/lamp_ready.de.json", "--languages"];
    let definition = machine.run(&definition).stdout;
    assert!(
        definition.contains("Lampe {{2}}") && definition.contains("lamp {{2}}"),
        "{definition}"
    );
}

#[test]
fn the_longest_values_are_drawn_and_need_a_definition() {
    let machine = Machine::new();
    translation(&machine, "en", "Dear {{1}}, lamp {{2}} is ready.");
    machine.write("lamp.json", LAMP);
    let short = machine
        .run(&["preview", "lamp.json"])
        .stdout
        .lines()
        .count();
    let long = machine.run(&["preview", "lamp.json", "--longest", "--open"]);
    assert!(long.stdout.lines().count() > short + 15, "{}", long.stdout);
    for option in ["--languages", "--longest"] {
        let without = machine.run_with(&["preview", "-", option], HELLO);
        assert_eq!(without.code, 2, "{without:?}");
        assert!(
            without.stderr.contains("expected a template"),
            "{without:?}"
        );
    }
}
