//! Journeys with templates: choosing one, filling it, breaking the fit, all its languages, and writing one.

use bluetick::files::Places;
use bluetick::files::library::Library;
use bluetick::tui::msg::{FileDone, FileTask};
use serde_json::{Value, json};

use crate::common::driver::Driver;

/// A template in one language, as an account lists it.
fn definition(language: &str, body: &str) -> Value {
    json!({
        "name": "lamp_ready", "language": language, "category": "UTILITY", "status": "APPROVED",
        "quality_score": {"score": "GREEN"},
        "_fetched": {"at": "2026-11-18T08:00:00Z", "account": "studio"},
        "components": [
            {"type": "BODY", "text": body, "example": {"body_text": [["Lena", "8841"]]}},
            {"type": "BUTTONS", "buttons": [
                {"type": "URL", "text": "See", "url": "https://lamp.example.com/r/{{1}}",
                    "example": ["https://lamp.example.com/r/8841"]}]}
        ]
    })
}

/// Answers the last question for the library.
fn answer(driver: &mut Driver, definitions: &[Value]) {
    let folder = tempfile::tempdir().unwrap();
    let templates = folder.path().join("templates");
    std::fs::create_dir(&templates).unwrap();
    for (number, definition) in definitions.iter().enumerate() {
        let path = templates.join(format!("{number}.json"));
        std::fs::write(path, definition.to_string()).unwrap();
    }
    let library = Library::open(&Places::inside(folder.path().to_owned()));
    let job = driver
        .file_job(|task| matches!(task, FileTask::Library))
        .expect("the library was asked for");
    driver.resolve_file(job, FileDone::Library(library));
}

/// The composer on a message bound to the English template.
fn bound() -> Driver {
    let mut driver = Driver::on_example(160, 45, "text-template");
    driver.keys("ctrl-f2");
    let english = definition(
        "en",
        "Hi {{1}}, lamp {{2}} is repaired, come by until Friday.",
    );
    answer(&mut driver, &[english]);
    driver.see("Use a template").see("lamp_ready");
    driver.types("lamp").keys("enter");
    driver
}

fn parameters(driver: &Driver) -> Value {
    let payload = driver.payload();
    let components = payload["template"]["components"].as_array().unwrap();
    let body = components.iter().find(|one| one["type"] == "body");
    body.map_or(Value::Null, |body| body["parameters"].clone())
}

#[test]
fn a_template_is_chosen_filled_broken_mended_sent_and_read() {
    let mut driver = Driver::on_example(160, 45, "menu");
    driver.keys("ctrl-f2");
    let english = definition(
        "en",
        "Hi {{1}}, lamp {{2}} is repaired, come by until Friday.",
    );
    let german = definition(
        "de",
        "Hallo {{1}}, Lampe {{2}} ist fertig, bis Freitag bitte.",
    );
    answer(&mut driver, &[german, english]);
    driver
        .see("de en · utility")
        .see("approved · green · 2 days old");
    driver.types("lamp").keys("enter");
    driver
        .see("Language of lamp_ready")
        .types("en")
        .keys("enter");
    assert_eq!(driver.payload()["template"]["name"], json!("lamp_ready"));
    assert_eq!(driver.payload()["messaging_product"], json!("whatsapp"));
    driver.see("{{1}}").see("e.g. Lena").see("is empty");
    driver.keys("ctrl-f4").see("Hi Lena, lamp 8841 is repaired");
    assert_eq!(
        driver.draft().definition.as_ref().unwrap()["language"],
        json!("en")
    );
    driver.keys("ctrl-f").types("8841").keys("enter end tab");
    let sent = driver.payload();
    driver.keys("ctrl-f").types("Lena").keys("enter f8");
    assert_eq!(parameters(&driver).as_array().unwrap().len(), 1);
    driver
        .see("✗")
        .keys("f5")
        .types("15550100123")
        .keys("enter");
    driver.see("Send anyway?").keys("esc ctrl-z");
    while driver.payload()["template"] != sent["template"] {
        driver.keys("ctrl-z");
    }
    driver.keys("f5");
    if driver.shows("Send to") {
        driver.types("15550100123").keys("enter");
    }
    driver.accept_send("wamid.lamp");
    driver.status("wamid.lamp", "read").see("read");
}

#[test]
fn choosing_a_changed_definition_keeps_what_has_a_slot_and_shows_the_rest() {
    let mut driver = bound();
    driver.keys("ctrl-f4");
    assert_eq!(parameters(&driver).as_array().unwrap().len(), 2);
    driver.keys("ctrl-f2");
    let changed = definition(
        "en",
        "Hi {{1}}, your lamp is repaired, come by until Friday.",
    );
    answer(&mut driver, &[changed]);
    driver.types("lamp").keys("enter");
    driver.see("Values without a slot").see("body {{2}}: 8841");
    driver.keys("enter");
    assert_eq!(
        parameters(&driver),
        json!([{"type": "text", "text": "Noor"}])
    );
    assert!(driver.draft().notes.contains("body {{2}}: 8841"));
    driver.see("Hi Noor, your lamp is repaired");
    driver.keys("ctrl-z ctrl-z");
    assert_eq!(parameters(&driver).as_array().unwrap().len(), 2);
    driver.see("lamp 8841 is repaired");
}

#[test]
fn the_words_around_a_slot_stand_at_its_value_at_any_width() {
    for width in [100, 140, 160, 220] {
        let mut driver = bound();
        driver.keys("ctrl-f4").resize(width, 45);
        driver.see("Hi {{1}}, lamp {{2}} …");
        while !driver.shows("{{1}}, lamp {{2}} is repaired,") {
            driver.keys("tab");
            assert!(
                !driver.shows("Hi {{1}}, lamp {{2}} …"),
                "{}",
                driver.screen()
            );
        }
    }
}

#[test]
fn a_binding_that_leaves_values_over_can_be_taken_back() {
    let mut driver = bound();
    driver.keys("ctrl-f4");
    let before = driver.payload();
    driver.keys("ctrl-f2");
    answer(
        &mut driver,
        &[definition(
            "en",
            "Hi {{1}}, your lamp is repaired, at last.",
        )],
    );
    driver.types("lamp").keys("enter").types("t");
    assert_eq!(driver.payload(), before);
}

#[test]
fn a_definition_is_detached_and_comes_back_by_undo() {
    let mut driver = bound();
    driver.keys("f1").types("detach the def").keys("enter");
    assert!(driver.draft().definition.is_none());
    driver.keys("ctrl-f4").see("no definition is known");
    driver.keys("ctrl-z");
    assert!(driver.draft().definition.is_some());
}

#[test]
fn all_languages_stand_side_by_side_with_one_set_of_values() {
    let mut driver = bound();
    driver.keys("ctrl-f4 ctrl-f3");
    let german = definition(
        "de",
        "Hallo {{1}}, Lampe {{2}} ist fertig, bis Freitag bitte.",
    );
    let short = definition("fr", "Bonjour {{1}}, votre lampe est prête, à bientôt.");
    answer(&mut driver, &[german, short]);
    driver.see("en · approved").see("de · approved");
    driver
        .see("Hi Noor, lamp 8841")
        .see("Hallo Noor, Lampe 8841")
        .see("Bonjour Noor");
    driver.keys("space");
    driver.see("the longest values").see("Lena Lena Lena");
    for (width, height) in [(100, 30), (60, 24), (40, 12), (20, 6), (1, 1), (160, 45)] {
        driver
            .resize(width, height)
            .keys("down right pagedown left up");
    }
    driver.keys("esc");
    assert!(!driver.shows("the longest values"));
}

#[test]
fn twelve_languages_are_leafed_through_and_each_tells_what_does_not_go_over() {
    let mut driver = bound();
    driver.keys("ctrl-f4 ctrl-f3");
    let codes = [
        "af", "ar", "de", "es", "fr", "he", "it", "nl", "pl", "tr", "uk",
    ];
    let mut all: Vec<Value> = codes
        .iter()
        .map(|code| definition(code, "{{1}} * {{2}} *."))
        .collect();
    all[1] = definition("ar", "مرحبا {{1}}، إلى اللقاء.");
    all[2] = definition("de", "Hallo {{1}}, Lampe {{2}} für {{3}} ist fertig.");
    answer(&mut driver, &all);
    driver.see("languages 1 to 4 of 12").see("af · approved");
    driver.see("ar · no slot for 1 value · approved");
    driver.see("de · 1 slot of its own · approved");
    driver.see("Hallo Noor, Lampe 8841");
    driver
        .keys("end")
        .see("languages 9 to 12 of 12")
        .see("uk · approved");
    driver.resize(50, 20).keys("home").see("language 1 of 12");
    driver
        .keys("right right")
        .see("language 3 of 12")
        .see("ar · no slot");
}

#[test]
fn values_follow_their_variables_into_another_definition_and_that_is_told() {
    let mut driver = bound();
    driver.keys("ctrl-f4 ctrl-f2");
    let mut named = definition("en", "Hi {{first_name}}, lamp {{ticket}} is repaired.");
    named["parameter_format"] = json!("NAMED");
    named["components"][0]["example"] = json!({"body_text_named_params": [
        {"param_name": "first_name", "example": "Lena"}, {"param_name": "ticket", "example": "8841"}]});
    named["components"][1]["buttons"]
        .as_array_mut()
        .unwrap()
        .insert(0, json!({"type": "QUICK_REPLY", "text": "I will come"}));
    answer(&mut driver, &[named]);
    driver.types("lamp").keys("enter");
    driver
        .see("Bound to lamp_ready (en)")
        .see("more values moved");
    assert_eq!(
        parameters(&driver),
        json!([{"type": "text", "text": "Noor", "parameter_name": "first_name"},
            {"type": "text", "text": "8841", "parameter_name": "ticket"}])
    );
    let payload = driver.payload();
    let components = payload["template"]["components"].as_array().unwrap();
    let button = components
        .iter()
        .find(|one| one["type"] == "button")
        .unwrap();
    assert_eq!(button["index"], json!("1"));
    driver.see("Hi Noor, lamp 8841 is repaired");
    driver.keys("ctrl-z");
    assert_eq!(parameters(&driver)[0].get("parameter_name"), None);
}

#[test]
fn a_definition_is_written_with_an_example_for_each_variable_and_made_a_message() {
    let mut driver = Driver::new(160, 45);
    driver
        .keys("ctrl-n")
        .types("template definition")
        .keys("enter");
    assert!(
        !driver.shows("Examples by"),
        "there is no text yet that has variables"
    );
    driver.click("Template name").types("lamp_ready");
    assert!(driver.draft().is_definition());
    driver.keys("f5").see("not sent to customers").keys("esc");
    driver
        .keys("f1")
        .types("message from the def")
        .keys("enter");
    driver.see("changes that are not saved").types("d");
    assert_eq!(driver.payload()["template"]["name"], json!("lamp_ready"));
    assert!(driver.draft().definition.is_some());
}

#[test]
fn a_mix_of_buttons_is_told_at_the_buttons_of_the_definition() {
    let definition = json!({"name": "lamp_ready", "language": "en", "category": "UTILITY", "components": [
        {"type": "HEADER", "format": "TEXT", "text": "Lamp {{1}}"},
        {"type": "BODY", "text": "Hi {{name}}, your lamp is repaired, come by until Friday."},
        {"type": "BUTTONS", "buttons": [
            {"type": "QUICK_REPLY", "text": "I will come"},
            {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "15550100177"},
            {"type": "QUICK_REPLY", "text": "Deliver"}]}
    ]});
    let mut driver = Driver::on_file(160, 45, "lamp.json", &definition.to_string());
    driver.see("Example of {{1}}").see("Example of {{name}}");
    driver.see("header text has no example for {{1}}");
    driver.see("quick replies and other buttons take turns");
    let screen = driver.screen();
    let line = |text: &str| screen.lines().position(|line| line.contains(text)).unwrap();
    assert!(line("Buttons  3 of 10") < line("take turns"));
    assert_eq!(
        line("Example of {{name}}") + 2,
        line("body text has no example for {{name}}")
    );
}

#[test]
fn a_finding_that_takes_two_lines_loses_no_letter_at_any_width() {
    let mut mixed = definition(
        "en",
        "Hi {{1}}, lamp {{2}} is repaired, come by until Friday.",
    );
    let reply = json!({"type": "QUICK_REPLY", "text": "I will come"});
    mixed["components"][1]["buttons"]
        .as_array_mut()
        .unwrap()
        .push(reply);
    for width in 140..=170 {
        let driver = Driver::on_file(width, 45, "lamp_ready.en.json", &mixed.to_string());
        let screen = driver.screen();
        assert!(screen.contains("with quick replies"), "{screen}");
        let cut = screen
            .lines()
            .find(|line| line.contains("with quick replies") && line.contains('…'));
        assert_eq!(cut, None, "{width}");
    }
}
