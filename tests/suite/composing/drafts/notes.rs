//! The notes beside a message.

use bluetick::tui::msg::{Effect, FileTask, Timer};
use serde_json::json;

use super::{PATH, TEXT};
use crate::common::driver::Driver;

#[test]
fn notes_are_written_beside_the_message_and_undone_like_any_text() {
    let mut driver = Driver::on_file(100, 30, PATH, TEXT);
    let payload = driver.payload();
    driver
        .keys("shift-f1")
        .see("never sent")
        .types("ask Noor")
        .paste("\nbefore Friday");
    assert_eq!(driver.draft().notes, "ask Noor\nbefore Friday");
    driver.keys("esc").see("●");
    assert_eq!(driver.payload(), payload);
    assert!(
        driver
            .draft()
            .to_text()
            .contains("ask Noor\\nbefore Friday")
    );
    driver.keys("ctrl-z").see("The notes changed");
    assert_eq!(driver.draft().notes, "ask Noor");
    driver.keys("ctrl-z ctrl-y ctrl-y");
    assert_eq!(driver.draft().notes, "ask Noor\nbefore Friday");
    driver.keys("shift-f1").see("before Friday");
}

#[test]
fn undo_in_the_notes_takes_back_the_notes_alone() {
    let mut driver = Driver::on_file(100, 30, PATH, TEXT);
    driver.keys("end").types("!").keys("shift-f1 ctrl-z");
    driver.see("Nothing to undo in the notes");
    assert_eq!(driver.payload()["text"]["body"], json!("Good morning!"));
    driver.types("ask Noor").paste("\nand Ines");
    driver.keys("ctrl-z").see("never sent");
    assert_eq!(driver.draft().notes, "ask Noor");
    driver.types("!");
    assert_eq!(driver.draft().notes, "ask Noor!");
    driver.keys("ctrl-z ctrl-z ctrl-y");
    assert_eq!(driver.draft().notes, "ask Noor");
    driver.keys("ctrl-a ctrl-x ctrl-v ctrl-v");
    assert_eq!(driver.draft().notes, "ask Noorask Noor");
    assert_eq!(driver.payload()["text"]["body"], json!("Good morning!"));
}

#[test]
fn notes_typed_later_are_kept_aside_as_well() {
    let mut driver = Driver::on_file(100, 30, PATH, TEXT);
    driver.keys("shift-f1").types("ask").timer(Timer::Autosave);
    driver.types(" Noor").timer(Timer::Autosave);
    let kept = driver.effects().iter().filter(|effect| {
        matches!(effect, Effect::File(_, FileTask::Keep(_, unsaved)) if unsaved.draft.contains("ask"))
    });
    assert_eq!(kept.count(), 2);
}
