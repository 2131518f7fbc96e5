//! Sending, and what comes back.

use bluetick::link::LinkEvent;
use bluetick::platform::SendError;
use bluetick::tui::msg::{Effect, FileTask, LinkNews, LinkTask, News};
use bluetick::wire::{Code, Dialect};
use serde_json::json;

use crate::common::driver::Driver;

const ID: &str = "wamid.HBgLMTU1NTAxMDAxMjMVAgARGBI1";

fn sends(driver: &Driver) -> usize {
    driver
        .effects()
        .iter()
        .filter(|effect| matches!(effect, Effect::Link(LinkTask::Send { .. })))
        .count()
}

#[test]
fn a_list_is_composed_from_nothing_sent_tapped_and_answered() {
    let mut driver = Driver::new(160, 45);
    driver.keys("ctrl-n").types("list message").keys("enter");
    driver
        .click("Body text")
        .types("Which tea may we bring you?");
    driver.click("List button").types("Choose a tea");
    driver.keys("tab tab").types("Green");
    driver
        .keys("tab ctrl-u")
        .types("sencha")
        .keys("tab")
        .types("Sencha");
    driver.keys("f5").see("Send to").keys("enter");
    assert_eq!(sends(&driver), 1, "{}", driver.screen());
    driver.see("waiting");
    driver.accept_send(ID);
    driver.wait(200).status(ID, "sent");
    driver
        .wait(500)
        .status(ID, "delivered")
        .wait(900)
        .status(ID, "read");
    driver.see("delivered").see("read").see("200  84 ms");
    driver.keys("f9 down enter");
    let tapped = driver.effects().iter().any(|effect| {
        matches!(effect, Effect::Link(LinkTask::Tap { message, .. }) if message.as_str() == ID)
    });
    assert!(tapped, "{}", driver.screen());
    driver.webhook(&json!({"messages": [{
        "from": "15550100123", "id": "wamid.reply", "timestamp": "1795171330", "type": "interactive",
        "context": {"id": ID},
        "interactive": {"type": "list_reply", "list_reply": {"id": "sencha", "title": "Sencha"}}
    }]}));
    driver.see("list_reply").see("signature good");
    insta::assert_snapshot!(driver.screen());
}

#[test]
fn a_send_cannot_happen_twice() {
    let mut driver = Driver::new(120, 40);
    driver.keys("f5 enter");
    driver.keys("f5 f5");
    assert_eq!(sends(&driver), 1);
    driver.see("a send is under way");
    driver.accept_send(ID);
    driver.keys("f5");
    assert_eq!(
        sends(&driver),
        1,
        "a second press within a second is a slip"
    );
    driver.wait(1_500).keys("f5");
    assert_eq!(sends(&driver), 2);
}

#[test]
fn esc_gives_a_send_up() {
    let mut driver = Driver::new(120, 40);
    driver.keys("f5 enter esc");
    assert!(
        driver
            .effects()
            .iter()
            .any(|effect| matches!(effect, Effect::Link(LinkTask::Cancel(_))))
    );
    driver.fail_send(SendError::Cancelled);
    driver.see("cancelled");
}

#[test]
fn an_error_of_the_checker_asks_before_sending() {
    let mut driver = Driver::new(120, 40);
    driver.keys("ctrl-f").types("See the menu").keys("enter");
    driver.types("See everything that we brew today");
    driver.keys("f5 enter").see("Send anyway?");
    assert_eq!(sends(&driver), 0);
    driver.keys("s");
    assert_eq!(sends(&driver), 1);
    driver.resolve_send(
        400,
        &json!({"error": {"message": "(#131009) Parameter value is not valid", "code": 131_009,
            "error_data": {"details": "Button label is too long"}, "fbtrace_id": "Az"}}),
    );
    driver.see("131009").see("Button label is too long");
    driver.keys("alt-3 enter");
    driver.types("x");
    assert_eq!(
        driver.payload()["interactive"]["action"]["button"],
        json!("See everything that we brew todayx"),
        "Enter led to the field at fault"
    );
}

#[test]
fn answers_of_sends_that_are_over_are_ignored() {
    let mut driver = Driver::new(120, 40);
    driver.keys("f5 enter").accept_send(ID);
    driver.resolve_send(500, &json!({"error": {"code": 1, "message": "late"}}));
    assert!(!driver.shows("late"), "{}", driver.screen());
}

#[test]
fn the_recipient_of_what_was_sent_is_remembered_not_that_of_the_draft_by_now() {
    let mut driver = Driver::new(120, 40);
    driver
        .keys("f5 ctrl-u")
        .types("15550100142")
        .keys("enter")
        .see("waiting");
    driver.keys("ctrl-z");
    assert_eq!(driver.payload()["to"], json!(""));
    driver.accept_send(ID);
    let remembered: Vec<&str> = driver
        .effects()
        .iter()
        .filter_map(|effect| match effect {
            Effect::File(_, FileTask::Remember(recipient)) => Some(recipient.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(remembered, ["15550100142"]);
}

#[rstest::rstest]
#[case("15550131026", 131_026, "Sending the same again will not help.")]
#[case("15550131049", 131_049, "Sending the same again later can help.")]
fn a_later_failure_is_explained_once_with_what_helps_and_the_field(
    #[case] to: &str,
    #[case] code: u32,
    #[case] retry: &str,
) {
    let meaning = bluetick::check::explain(Dialect::Cloud, Code::new(code), None).meaning;
    let mut driver = Driver::on_example(160, 45, "text");
    driver.keys("f5 ctrl-u").types(to).keys("enter");
    driver.accept_send(ID).webhook(&json!({"statuses": [{
        "id": ID, "status": "failed", "timestamp": "1795171327", "recipient_id": to,
        "errors": [{"code": code, "title": meaning, "message": meaning, "error_data": {"details": meaning}}]
    }]}));
    driver
        .keys("alt-3")
        .see(retry)
        .see("Enter goes to Recipient · /to");
    let screen = driver.screen();
    let beginning = meaning.get(..30).unwrap_or(meaning);
    assert_eq!(screen.matches(beginning).count(), 1, "{screen}");
    driver.keys("enter").types("9");
    assert_eq!(driver.payload()["to"], json!(format!("{to}9")));
}

#[test]
fn the_list_closes_once_a_row_is_tapped() {
    let mut driver = Driver::new(160, 45);
    driver.keys("f5 enter").accept_send(ID);
    driver.keys("f9 down enter").see("Choose");
    let job = driver
        .effects()
        .iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::Link(LinkTask::Tap { job, .. }) => Some(*job),
            _ => None,
        });
    let screen = driver.screen();
    driver.news(News::Link(LinkNews::Tapped(job.unwrap(), Ok(()))));
    assert!(screen.contains('✕'), "{screen}");
    assert!(!driver.shows("✕"), "{}", driver.screen());
}

#[test]
fn the_strip_says_why_a_message_was_refused_before_it_offers_to_try_again() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.keys("f5 enter").resolve_send(
        429,
        &json!({"error": {"message": "(#130429) Rate limit hit", "code": 130_429, "fbtrace_id": "Az"}}),
    );
    driver.see("✗   130429  ");
}

#[test]
fn words_are_no_recipient() {
    let mut driver = Driver::on_example(100, 30, "text");
    driver.keys("f5 ctrl-u").types("Mara").keys("enter");
    driver.see("expected a number with its country code");
    assert_eq!(sends(&driver), 0);
}

#[test]
fn only_the_place_of_the_cursor_is_marked_while_the_list_is_open() {
    let mut driver = Driver::new(160, 45);
    driver.keys("f9");
    let screen = driver.screen();
    assert_eq!(screen.matches('›').count(), 1, "{screen}");
}

#[test]
fn a_narrow_panel_still_tells_how_long_each_step_took() {
    let mut driver = Driver::on_example(60, 24, "text");
    driver.keys("f5 enter").accept_send(ID);
    driver.wait(300).status(ID, "sent");
    driver.keys("alt-3").see("200  84 ms").see("+0.3 s");
}

#[test]
fn enter_is_hinted_at_only_where_it_leads_to_a_field() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.keys("f5 enter").accept_send(ID).keys("alt-3");
    assert!(
        !driver.shows("Enter go to the field"),
        "{}",
        driver.screen()
    );
}

#[test]
fn the_list_opens_from_the_form_of_a_narrow_screen() {
    let mut driver = Driver::new(60, 24);
    driver.keys("f9").see("Matcha latte");
}

#[test]
fn a_window_that_the_sandbox_closes_is_closed_on_the_screen() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.click("Recipient  ").types("15550100123");
    driver.see("window open");
    let windows = |driver: &mut Driver, closed: &[&str]| {
        let closed = closed.iter().map(|number| (*number).to_owned()).collect();
        driver.news(News::Link(LinkNews::Event(LinkEvent::WindowsClosed(
            closed,
        ))));
    };
    windows(&mut driver, &["15550100123"]);
    driver.see("window closed");
    driver.wait(3_600_000);
    windows(&mut driver, &[]);
    driver.see("window open, 24 h 0 min");
}

#[test]
fn a_cut_text_is_read_on_by_a_tap_before_it_is_sent() {
    let lines = "First\\nSecond\\nThird\\nFourth\\nFifth\\nThe last line";
    let draft = format!(
        r#"{{"version": 1, "name": "News", "api": "cloud",
        "message": {{"messaging_product": "whatsapp", "to": "15550100123", "type": "template",
            "template": {{"name": "news", "language": {{"code": "en"}}}}}},
        "definition": {{"name": "news", "language": "en", "category": "MARKETING",
            "components": [{{"type": "BODY", "text": "{lines}"}}]}}}}"#
    );
    let mut driver = Driver::on_file(120, 40, "news.json", &draft);
    driver.see("Fourth… Read more").click("Read more");
    driver.see("The last line");
    assert!(!driver.shows("Read more"), "{}", driver.screen());
}
