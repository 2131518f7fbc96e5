//! A message that was refused for now, and the countdown to sending it again.

use std::time::Duration;

use bluetick::platform::SendError;
use bluetick::tui::msg::{Effect, LinkTask, Timer};
use serde_json::{Value, json};

use crate::common::driver::Driver;

const ID: &str = "wamid.HBgLMTU1NTAxMDAxMjMVAgARGBI1";
const OFFER: &str = "Enter sends it again when the platform allows.";

/// The messages that were posted so far.
fn posted(driver: &Driver) -> Vec<Value> {
    let payload_of = |effect: &Effect| match effect {
        Effect::Link(LinkTask::Send { payload, .. }) => Some(payload.clone()),
        _ => None,
    };
    driver.effects().iter().filter_map(payload_of).collect()
}

/// The last wake-up that the countdown asked for; none when it asked for none or took it back.
fn wake(driver: &Driver) -> Option<Duration> {
    let of_countdown = |effect: &Effect| match effect {
        Effect::Timer(Timer::Again, after) => Some(*after),
        _ => None,
    };
    driver
        .effects()
        .iter()
        .rev()
        .find_map(of_countdown)
        .flatten()
}

/// Lets the countdown run to its next change.
fn tick(driver: &mut Driver) {
    let after = wake(driver).expect("a wake-up was asked for");
    let millis = i64::try_from(after.as_millis()).unwrap();
    driver.wait(millis).timer(Timer::Again);
}

fn refuse(driver: &mut Driver, code: u32) {
    let error = json!({"error": {"message": "not now", "type": "OAuthException", "code": code}});
    driver.resolve_send(400, &error);
}

/// A text that was sent and refused with a code; the send panel has the focus.
fn refused(code: u32) -> Driver {
    let mut driver = Driver::on_example(160, 45, "text");
    driver.keys("f5 enter");
    refuse(&mut driver, code);
    driver.keys("alt-3");
    driver
}

/// The same with the third attempt waited for, in sixteen seconds.
fn waiting() -> Driver {
    let mut driver = refused(131_056);
    driver.keys("enter");
    for _ in 0..2 {
        while wake(&driver).is_some() {
            tick(&mut driver);
        }
        refuse(&mut driver, 131_056);
    }
    driver.see("again in 16 s · attempt 3 of 5");
    driver
}

#[test]
fn nothing_is_sent_again_unless_one_asks_for_it() {
    let mut driver = refused(131_056);
    driver.see("131056").see(OFFER).see("Enter send again");
    assert_eq!(wake(&driver), None, "nothing is to be woken for");
    driver.wait(3_600_000).timer(Timer::Again);
    assert_eq!(posted(&driver).len(), 1);
}

#[test]
fn a_refused_message_is_counted_down_sent_again_and_accepted() {
    let mut driver = refused(131_056);
    driver.keys("enter").see("131056");
    driver.see("again in 1 s · attempt 1 of 5 · Esc stops, F5 sends at once");
    driver.see("Esc stop").see("F5 send at once");
    tick(&mut driver);
    assert_eq!(posted(&driver).len(), 2);
    assert_eq!(wake(&driver), None, "the answer wakes, not the countdown");
    refuse(&mut driver, 131_056);
    driver.see("again in 4 s · attempt 2 of 5");
    tick(&mut driver);
    driver.see("again in 3 s");
    assert_eq!(wake(&driver), Some(Duration::from_secs(1)));
    for _ in 0..3 {
        tick(&mut driver);
    }
    let sent = posted(&driver);
    assert_eq!(sent.len(), 3);
    assert!(
        sent.iter().all(|payload| *payload == sent[0]),
        "the very same"
    );
    driver.accept_send(ID).see("200  84 ms");
    assert!(!driver.shows("again in"), "{}", driver.screen());
    assert_eq!(wake(&driver), None);
}

#[test]
fn a_pause_with_a_part_of_a_second_wakes_when_its_number_changes() {
    let mut driver = refused(130_429);
    driver.keys("enter").see("again in 1 s");
    let first = wake(&driver).unwrap();
    assert!(first >= Duration::from_millis(500) && first < Duration::from_secs(1));
    tick(&mut driver);
    refuse(&mut driver, 130_429);
    driver.see("again in 2 s · attempt 2 of 5");
    tick(&mut driver);
    driver.see("again in 1 s");
}

#[test]
fn early_news_of_the_timer_sends_nothing() {
    let mut driver = waiting();
    let before = posted(&driver).len();
    driver.wait(200).timer(Timer::Again).see("again in 16 s");
    assert_eq!(wake(&driver), Some(Duration::from_millis(800)));
    assert_eq!(posted(&driver).len(), before);
}

#[rstest::rstest]
#[case::esc("esc")]
#[case::its_action("shift-f5")]
fn the_countdown_can_be_stopped(#[case] key: &str) {
    let mut driver = waiting();
    let before = posted(&driver).len();
    driver.keys(key).see("The message is not sent again.");
    assert_eq!(wake(&driver), None);
    driver.wait(60_000).timer(Timer::Again);
    assert_eq!(posted(&driver).len(), before);
    driver.see(OFFER);
}

#[test]
fn the_send_key_makes_the_next_attempt_at_once() {
    let mut driver = waiting();
    let before = posted(&driver).len();
    driver.wait(2_000).keys("f5");
    assert_eq!(posted(&driver).len(), before + 1);
    assert_eq!(wake(&driver), None);
    refuse(&mut driver, 131_056);
    driver.see("again in 1 min 4 s · attempt 4 of 5");
}

#[test]
fn another_message_is_sent_in_place_of_the_one_that_waits() {
    let mut driver = waiting();
    let before = posted(&driver).len();
    driver.wait(2_000).keys("alt-1").click("> Closed on");
    driver
        .types("!")
        .see("again in 14 s · attempt 3 of 5 · Esc stops");
    assert!(!driver.shows("F5 sends at once"), "{}", driver.screen());
    driver.keys("f5").see("The message is not sent again.");
    let sent = posted(&driver);
    assert_eq!(sent.len(), before + 1);
    assert_ne!(sent.last(), sent.first());
    assert_eq!(wake(&driver), None);
    refuse(&mut driver, 131_056);
    assert_eq!(wake(&driver), None, "the other one was not asked about");
}

#[test]
fn it_is_given_up_after_the_last_attempt() {
    let mut driver = refused(131_056);
    driver.keys("enter");
    for _ in 0..5 {
        while wake(&driver).is_some() {
            tick(&mut driver);
        }
        refuse(&mut driver, 131_056);
    }
    assert_eq!(posted(&driver).len(), 6);
    driver.see("given up: attempt 5 of 5 was refused as well");
    driver.see("131056").see(OFFER);
    assert_eq!(wake(&driver), None);
}

#[test]
fn a_refusal_for_good_ends_it() {
    let mut driver = refused(131_056);
    driver.keys("enter");
    tick(&mut driver);
    refuse(&mut driver, 131_009);
    driver.see("131009").see("given up: attempt 1 of 5");
    assert!(!driver.shows(OFFER), "{}", driver.screen());
    assert_eq!(wake(&driver), None);
}

#[test]
fn what_brought_no_answer_is_never_repeated() {
    let mut driver = refused(131_056);
    driver.keys("enter");
    tick(&mut driver);
    driver.fail_send(SendError::Timeout(Duration::from_secs(30)));
    driver.see("whether the message went out is not known");
    assert!(!driver.shows(OFFER) && !driver.shows("again in"));
    assert_eq!(wake(&driver), None);
    driver.wait(600_000).timer(Timer::Again);
    assert_eq!(posted(&driver).len(), 2);
}

#[rstest::rstest]
#[case::validation(131_009)]
#[case::a_day_away(131_049)]
fn what_the_platform_never_takes_soon_is_not_offered(#[case] code: u32) {
    let driver = refused(code);
    assert!(!driver.shows("when the platform allows"));
}

#[test]
fn the_palette_offers_it_and_says_why_not() {
    let mut driver = refused(131_056);
    driver.keys("f1").types("send again when").keys("enter");
    driver.see("again in 1 s · attempt 1 of 5");
    let mut driver = Driver::on_example(160, 45, "text");
    driver.keys("f1").types("send again when");
    driver.see("no message was refused");
}
