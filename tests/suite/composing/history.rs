//! What happened: events, lives and conversations of this and earlier runs.

use bluetick::tui::msg::{AccountLabel, Effect, FileTask, LinkNews, LinkTask, News, Timer};
use bluetick::webhook::Reason;
use rstest::rstest;
use serde_json::{Value, json};

use crate::common::driver::{Driver, accounts};
use crate::common::memory::{MARA, Memory, TEA_HOUSE};

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 36), (160, 45)];

/// The composer with a live account beside those of the sandbox.
pub(super) fn composer(width: u16, height: u16) -> Driver {
    let mut driver = Driver::new(width, height);
    let mut labels = accounts();
    labels.push(AccountLabel {
        name: TEA_HOUSE.to_owned(),
        is_sandbox: false,
        ..labels[0].clone()
    });
    driver.news(News::Link(LinkNews::Ready(labels)));
    driver
}

fn none() -> Value {
    json!([])
}

/// A morning: a text that was read and answered, a failure, an unknown event and a forgery.
fn morning() -> Memory {
    morning_of(TEA_HOUSE)
}

fn morning_of(account: &'static str) -> Memory {
    let memory = Memory::of(account);
    memory.sent_text(
        "2026-11-20T10:30:00Z",
        "wamid.one",
        "Your tea is ready. Shall we bring it?",
    );
    memory.status("2026-11-20T10:30:00.210Z", "wamid.one", "sent", &none());
    memory.status(
        "2026-11-20T10:30:01.800Z",
        "wamid.one",
        "delivered",
        &none(),
    );
    memory.status("2026-11-20T10:30:04.100Z", "wamid.one", "read", &none());
    memory.wrote(
        "2026-11-20T10:31:00Z",
        &json!({"id": "wamid.reply", "type": "text", "context": {"id": "wamid.one"}, "text": {"body": "Yes please!"}}),
    );
    memory.wrote(
        "2026-11-20T10:31:05Z",
        &json!({"id": "wamid.heart", "type": "reaction", "reaction": {"message_id": "wamid.one", "emoji": "❤️"}}),
    );
    memory.sent_text("2026-11-20T10:33:00Z", "wamid.two", "And the bill");
    let errors = json!([{"code": 131_047, "title": "Re-engagement message",
        "error_data": {"details": "More than 24 hours have passed since the customer last replied"}}]);
    memory.status("2026-11-20T10:33:01Z", "wamid.two", "failed", &errors);
    memory.came(
        "2026-11-20T10:35:00Z",
        &json!({"spoons": [{"size": "tea"}]}),
    );
    memory.forged(
        "2026-11-20T10:36:00Z",
        &json!({"statuses": [{"id": "wamid.one", "status": "failed"}]}),
        Reason::OtherSecret,
    );
    memory
}

#[test]
fn events_stand_newest_first_and_a_bad_signature_apart() {
    let memory = morning();
    for (width, height) in SIZES {
        let mut driver = composer(width, height);
        driver.keys("ctrl-w").recall(&memory);
        driver.see("signature wrong");
        insta::assert_snapshot!(format!("events_{width}x{height}"), driver.screen());
    }
    let mut driver = composer(160, 45);
    driver.keys("ctrl-w").recall(&memory);
    driver
        .see("kept apart: nothing")
        .see("signed with another")
        .see("x-hub-signature-256:");
    driver.keys("down").recall(&memory);
    driver.see("spoons").see("\"size\": \"tea\"");
}

#[test]
fn events_are_chosen_by_kind_signature_and_words() {
    let memory = morning();
    let mut driver = composer(160, 45);
    driver.keys("ctrl-w").recall(&memory);
    driver
        .keys("k")
        .types("failed")
        .keys("enter")
        .recall(&memory);
    driver.see("131047");
    assert!(!driver.shows("status.read"));
    driver
        .keys("esc v")
        .types("wrong")
        .keys("enter")
        .recall(&memory);
    driver.see("kept apart");
    assert!(!driver.shows("status.read"));
    driver
        .keys("esc /")
        .types("yes PLEASE")
        .keys("enter")
        .recall(&memory);
    driver.see("message.text");
    assert!(!driver.shows("kept apart"));
    driver.keys("esc").recall(&memory);
    driver.see("kept apart").see("status.read");
    driver.keys("/").types("100%").keys("enter").recall(&memory);
    driver.see("No event is like that");
    driver.keys("esc esc").see("Header text");
}

#[test]
fn an_event_that_arrives_is_shown_at_once() {
    let memory = Memory::of(TEA_HOUSE);
    let mut driver = composer(120, 36);
    driver.keys("ctrl-w").recall(&memory).see("No webhook yet");
    memory.status("2026-11-20T10:42:08Z", "wamid.x", "sent", &none());
    driver.status("wamid.x", "sent").recall(&memory);
    driver.see("status.sent");
}

#[test]
fn a_webhook_is_replayed_signed_anew_and_saved_to_the_byte() {
    let memory = morning();
    let mut driver = composer(120, 36);
    driver
        .keys("ctrl-w")
        .recall(&memory)
        .keys("down")
        .recall(&memory);
    driver
        .keys("r")
        .types("ftp://x")
        .keys("enter")
        .see("expected an address");
    driver
        .keys("esc r")
        .types("https://shop.example.com/hook")
        .keys("enter");
    let replayed = driver
        .effects()
        .iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::Link(LinkTask::Replay {
                account, url, body, ..
            }) => Some((account, url, body)),
            _ => None,
        });
    let (account, url, body) = replayed.unwrap();
    assert_eq!(account, TEA_HOUSE);
    assert_eq!(url, "https://shop.example.com/hook");
    let body = body.clone();
    driver
        .keys("r")
        .see("https://shop.example.com/hook")
        .keys("esc");
    driver.keys("s").see("fixtures/unknown.json").keys("enter");
    match driver.last_file() {
        (_, FileTask::Save { path, text, .. }) => {
            assert!(path.ends_with("fixtures/unknown.json"), "{path:?}");
            assert_eq!(text.as_bytes(), body);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_life_tells_how_long_each_step_took() {
    let memory = morning();
    for (width, height) in SIZES {
        let mut driver = composer(width, height);
        driver
            .keys("ctrl-w 6")
            .recall(&memory)
            .keys("down")
            .recall(&memory);
        if width < 90 {
            driver.keys("tab").recall(&memory);
        }
        insta::assert_snapshot!(format!("life_{width}x{height}"), driver.screen());
    }
    let mut driver = composer(160, 45);
    driver
        .keys("ctrl-w 6")
        .recall(&memory)
        .keys("down")
        .recall(&memory);
    driver
        .see("+0.2 s")
        .see("+4.1 s")
        .see("Yes please!")
        .see("reacted ❤️");
}

#[test]
fn a_life_goes_on_while_it_is_looked_at_and_then_nothing_is_asked_any_more() {
    let memory = Memory::of(TEA_HOUSE);
    memory.sent_text("2026-11-20T10:42:00Z", "wamid.x", "Tea?");
    let mut driver = composer(160, 45);
    driver.keys("ctrl-w 6").recall(&memory);
    memory.status("2026-11-20T10:42:08Z", "wamid.x", "delivered", &none());
    driver.status("wamid.x", "delivered").recall(&memory);
    driver.see("✓✓ delivered");
    let asked = driver.effects().len();
    driver.keys("up").recall(&memory);
    assert_eq!(driver.effects().len(), asked);
}

#[test]
fn a_failure_leads_to_the_field_of_the_message_as_it_was_sent() {
    let memory = morning();
    let mut driver = composer(160, 45);
    driver.keys("ctrl-w 6").recall(&memory);
    driver.see("131047").see("Enter goes to /to");
    driver.keys("enter");
    assert_eq!(driver.payload()["text"]["body"], json!("And the bill"));
    driver.see("And the bill").see("Recipient");
    driver.types("9");
    assert_ne!(driver.payload()["to"], json!(MARA));
}

#[test]
fn sends_are_chosen_by_outcome() {
    let memory = morning();
    let mut driver = composer(160, 45);
    driver
        .keys("ctrl-w 6 k")
        .types("read")
        .keys("enter")
        .recall(&memory);
    driver.see("Your tea is ready");
    assert!(!driver.shows("131047"));
}

/// The morning a day later, with so many minutes until the window closes.
fn later(minutes: i64) -> Driver {
    let mut driver = composer(160, 45);
    driver.wait(((24 * 60 - 11 - minutes) * 60) * 1000);
    driver
}

#[test]
fn a_conversation_shows_both_sides_and_the_closing_window() {
    let memory = morning();
    for (width, height) in SIZES {
        let mut driver = composer(width, height);
        driver.wait((23 * 60 + 20) * 60 * 1000);
        driver.keys("ctrl-w 7").recall(&memory);
        if width < 90 {
            driver.keys("tab").recall(&memory);
        }
        insta::assert_snapshot!(format!("conversation_{width}x{height}"), driver.screen());
    }
    let mut driver = later(28);
    driver.keys("ctrl-w 7").recall(&memory);
    driver
        .see("window open, 27 min")
        .see("Yes please!")
        .see("Mara Ohlsen");
    let set = |driver: &Driver| {
        let timers = driver
            .effects()
            .iter()
            .filter(|effect| matches!(effect, Effect::Timer(Timer::Minute, Some(_))));
        timers.count()
    };
    let before = set(&driver);
    driver.wait(60_000).timer(Timer::Minute).see("26 min");
    assert_eq!(
        set(&driver),
        before + 1,
        "the clock goes on while it is shown"
    );
}

#[test]
fn a_free_entry_point_is_told_in_the_chat_and_in_the_life_until_it_ends() {
    let memory = morning();
    let ends: jiff::Timestamp = "2026-11-22T10:40:00Z".parse().unwrap();
    memory.came(
        "2026-11-20T10:40:00Z",
        &json!({"statuses": [{"id": "wamid.one", "status": "sent", "timestamp": "1795171200", "recipient_id": MARA,
            "conversation": {"id": "c1", "expiration_timestamp": ends.as_second().to_string(),
                "origin": {"type": "referral_conversion"}}}]}),
    );
    let mut driver = composer(160, 45);
    driver.keys("ctrl-w 7").recall(&memory);
    driver.see("window open, 23 h 48 min · free until 22 Nov 10:40");
    driver
        .keys("6")
        .recall(&memory)
        .keys("down")
        .recall(&memory);
    driver.see("Free until").see("22 Nov 10:40");
    // What may be sent is not changed by it.
    let mut driver = later(-5);
    driver.keys("ctrl-w 7").recall(&memory);
    driver.see("window closed: templates only · free until 22 Nov 10:40");
    let mut driver = later(-48 * 60);
    driver.keys("ctrl-w 7").recall(&memory);
    driver.see("window closed");
    assert!(!driver.shows("free until"));
}

#[test]
fn the_platforms_whole_seconds_are_drawn_as_such_and_enter_is_hinted_at_a_fault_only() {
    let memory = morning();
    let mut driver = composer(160, 45);
    driver.keys("ctrl-w 6").recall(&memory);
    driver.see("131047").see("go to the field");
    driver.keys("down").recall(&memory);
    driver
        .see("10:30:00.084  ✓ answer")
        .see("10:30:01      ✓✓ delivered");
    assert!(!driver.shows("go to the field"));
}

#[test]
fn what_was_held_up_stands_under_the_day_and_in_the_place_where_it_was_said() {
    let memory = Memory::of(TEA_HOUSE);
    memory.sent_text("2026-11-20T10:30:00Z", "wamid.one", "Good morning");
    let yesterday = json!({"id": "wamid.late", "type": "text", "timestamp": "1795129200",
        "text": {"body": "Said last night"}});
    memory.wrote("2026-11-20T10:31:00Z", &yesterday);
    let mut driver = composer(120, 36);
    driver.keys("ctrl-w 7").recall(&memory);
    let screen = driver.screen();
    let places = [
        "19 November 2026",
        "Said last night",
        "20 November 2026",
        "Good morning",
    ]
    .map(|words| {
        screen
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {screen}"))
    });
    assert!(places.is_sorted(), "{screen}");
}

#[test]
fn a_message_is_quoted_from_its_conversation() {
    let memory = morning();
    let mut driver = later(60);
    driver.keys("ctrl-w 7").recall(&memory).keys("tab up");
    driver.keys("q").types("On its way");
    let payload = driver.payload();
    assert_eq!(payload["context"], json!({"message_id": "wamid.reply"}));
    assert_eq!(payload["text"]["body"], json!("On its way"));
    assert_eq!(payload["to"], json!(MARA));
}

#[test]
fn a_reaction_begins_at_the_highlighted_message() {
    let memory = morning();
    let mut driver = later(60);
    driver.keys("ctrl-w 7").recall(&memory).keys("tab up e");
    assert_eq!(
        driver.payload()["reaction"],
        json!({"message_id": "wamid.reply", "emoji": "👍"})
    );
}

#[test]
fn outside_the_window_a_template_is_offered_first() {
    let memory = morning();
    let mut driver = later(-5);
    driver.keys("ctrl-w 7").recall(&memory);
    driver
        .see("window closed")
        .keys("w")
        .see("131047")
        .see("Choose a template");
    driver.keys("w");
    assert_eq!(driver.payload()["to"], json!(MARA));
}

#[rstest]
#[case("window is closed", "SetWindow(false)")]
#[case("picture", "SendPicture")]
#[case("place", "SendPlace")]
fn the_sandboxes_customer_is_directed_from_the_conversation(
    #[case] what: &str,
    #[case] deed: &str,
) {
    let memory = morning_of("sandbox-cloud");
    let mut driver = later(60);
    driver.keys("ctrl-w 7").recall(&memory);
    driver.keys("d").types(what).keys("enter");
    let directed = driver
        .effects()
        .iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::Link(LinkTask::Direct { customer, deed, .. }) => Some((customer, deed)),
            _ => None,
        });
    let (customer, done) = directed.unwrap();
    assert_eq!(customer, MARA);
    assert_eq!(format!("{done:?}"), deed);
}
