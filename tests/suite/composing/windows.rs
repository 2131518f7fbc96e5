//! The 24-hour window of whoever the draft is for: warned of at the draft, with a template offered.

use bluetick::link::LinkEvent;
use bluetick::tui::msg::{AccountLabel, Effect, HistoryTask, LinkNews, LinkTask, News, Timer};
use serde_json::json;

use crate::common::driver::{Driver, accounts};
use crate::common::memory::{MARA, Memory, TEA_HOUSE};

/// A text to her on the desk, through the tea house.
fn text_to_mara(memory: &Memory) -> Driver {
    let mut driver = Driver::on_example(120, 40, "text");
    let mut labels = accounts();
    labels.push(AccountLabel {
        name: TEA_HOUSE.to_owned(),
        is_sandbox: false,
        ..labels[0].clone()
    });
    driver.news(News::Link(LinkNews::Ready(labels)));
    driver.keys("f11").types(TEA_HOUSE).keys("enter");
    driver.click("Recipient  ").types(MARA).recall(memory);
    driver
}

/// She wrote at half past ten, on a morning in November.
fn wrote() -> Memory {
    let memory = Memory::of(TEA_HOUSE);
    memory.wrote(
        "2026-11-20T10:30:00Z",
        &json!({"id": "wamid.hers", "type": "text", "text": {"body": "Is the tea shop open?"}}),
    );
    memory
}

fn sends(driver: &Driver) -> usize {
    let effects = driver.effects().iter();
    effects
        .filter(|effect| matches!(effect, Effect::Link(LinkTask::Send { .. })))
        .count()
}

fn questions(driver: &Driver) -> usize {
    let effects = driver.effects().iter();
    let window = |effect: &&Effect| {
        matches!(
            effect,
            Effect::History(_, HistoryTask::Window { account, .. }) if account == TEA_HOUSE
        )
    };
    effects.filter(window).count()
}

/// After how many milliseconds the clock was to wake, each time.
fn clock(driver: &Driver) -> Vec<u128> {
    let effects = driver.effects().iter();
    let wakes = effects.filter_map(|effect| match effect {
        Effect::Timer(Timer::Minute, Some(after)) => Some(after.as_millis()),
        _ => None,
    });
    wakes.collect()
}

#[test]
fn a_window_that_an_earlier_run_heard_of_is_told_at_the_draft_and_closes_with_the_clock() {
    let memory = wrote();
    let mut driver = text_to_mara(&memory);
    driver.see("window open, 23 h 47 min");
    let wakes = clock(&driver);
    assert!(matches!(wakes.last(), Some(1..=60_000)), "{wakes:?}");
    driver.wait(24 * 60 * 60_000).timer(Timer::Minute);
    driver.see("window closed: templates only");
    assert_eq!(clock(&driver), wakes, "a closed window counts nothing");
    driver.click("Problems").see("more than 24 hours old");
}

#[test]
fn a_send_outside_the_window_offers_a_template_to_the_same_person() {
    let memory = wrote();
    let mut driver = text_to_mara(&memory);
    driver.wait(25 * 60 * 60_000).keys("f5");
    driver.see("131047").see("Choose a template");
    assert_eq!(sends(&driver), 0);
    driver.keys("t").see(&format!("A template to {MARA}"));
    driver.keys("esc f5 a").see("Send through tea-house?");
    driver.keys("s");
    assert_eq!(sends(&driver), 1, "who wants to send it can");
}

#[test]
fn the_list_of_problems_leads_to_the_templates() {
    let memory = wrote();
    let mut driver = text_to_mara(&memory);
    driver.wait(25 * 60 * 60_000).timer(Timer::Minute);
    driver
        .click("Problems")
        .see("Enter chooses a template to send instead");
    driver.click("Enter chooses a template");
    driver.see(&format!("A template to {MARA}"));
}

#[test]
fn who_was_never_heard_from_is_not_warned_of() {
    let memory = Memory::of(TEA_HOUSE);
    let mut driver = text_to_mara(&memory);
    assert!(!driver.shows("window"), "{}", driver.screen());
    let (asked, wakes) = (questions(&driver), clock(&driver));
    driver.keys("down up").recall(&memory);
    assert_eq!(
        questions(&driver),
        asked,
        "an answer holds until something happens"
    );
    assert_eq!(clock(&driver), wakes, "nothing counts");
    memory.wrote(
        "2026-11-20T10:41:00Z",
        &json!({"id": "wamid.hers", "type": "text", "text": {"body": "Hello?"}}),
    );
    driver.status("wamid.x", "sent").recall(&memory);
    driver.see("window open, 23 h 5");
}

#[test]
fn the_window_of_one_account_is_not_that_of_another() {
    let memory = wrote();
    let mut driver = text_to_mara(&memory);
    driver.see("window open, 23 h 47 min");
    driver.keys("f11").types("sandbox-cloud").keys("enter");
    driver.see("window open, 24 h 0 min");
    let closed = [MARA.to_owned()].into();
    driver.news(News::Link(LinkNews::Event(LinkEvent::WindowsClosed(
        closed,
    ))));
    driver.see("window closed");
    driver
        .keys("f11")
        .types(TEA_HOUSE)
        .keys("enter")
        .recall(&memory);
    driver.see("window open, 23 h 47 min");
}

#[test]
fn a_template_needs_no_open_window() {
    let memory = wrote();
    let mut driver = text_to_mara(&memory);
    driver.wait(25 * 60 * 60_000).keys("f5 t");
    driver.types("order").see("template");
}
