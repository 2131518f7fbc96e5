//! What the sandbox is made to do from within the program, as the composer does it.

use bluetick::platform::{SendError, SendOptions};
use bluetick::sandbox::{Deed, Habit, Oddity, Trouble};
use bluetick::webhook::{Content, Event, Status, Verdict};
use bluetick::wire::{Code, Dialect};

use super::super::{CUSTOMER, Line, text_to};

const ACCOUNT: &str = "sandbox-cloud";

fn direct(line: &Line, deed: &Deed) {
    line.link.direct(ACCOUNT, CUSTOMER, deed).unwrap();
}

#[tokio::test]
async fn the_next_sends_are_refused_with_the_code_and_then_all_is_well() {
    let line = Line::open().await;
    let refused = Trouble::Refused {
        code: 130_429,
        times: 2,
    };
    direct(&line, &Deed::SetTrouble(refused, true));
    let told = line.link.conditions(ACCOUNT, CUSTOMER).unwrap();
    assert_eq!(told.faults, ["next 2 sends: refused with 130429"]);
    let text = text_to(Dialect::Cloud, CUSTOMER);
    for _ in 0..2 {
        let answer = line.send(Dialect::Cloud, &text).await;
        let error = answer.error.clone().unwrap();
        assert_eq!(error.code, Code::new(130_429));
    }
    assert!(line.send(Dialect::Cloud, &text).await.is_accepted());
    assert!(
        line.link
            .conditions(ACCOUNT, CUSTOMER)
            .unwrap()
            .faults
            .is_empty()
    );
}

#[tokio::test]
async fn connections_break_where_one_asks_for_it() {
    let line = Line::open().await;
    let account = line.link.sandbox_account(Dialect::Cloud).unwrap();
    let text = text_to(Dialect::Cloud, CUSTOMER);
    for trouble in [Trouble::LostBefore, Trouble::LostAfter, Trouble::Halved] {
        direct(&line, &Deed::SetTrouble(trouble, true));
        let sent = line
            .link
            .send(account, &text, &SendOptions::default())
            .await;
        assert!(
            matches!(sent, Err(ref error) if !matches!(error, SendError::Cancelled)),
            "{trouble:?}: {sent:?}"
        );
    }
    direct(&line, &Deed::SetTrouble(Trouble::Gateway, true));
    assert_eq!(line.send(Dialect::Cloud, &text).await.status, 502);
    direct(&line, &Deed::SetTrouble(Trouble::Slow, true));
    assert!(line.link.conditions(ACCOUNT, CUSTOMER).unwrap().is_slow);
    direct(&line, &Deed::ClearTroubles);
    assert!(!line.link.conditions(ACCOUNT, CUSTOMER).unwrap().is_slow);
}

#[tokio::test]
async fn the_token_ends_and_is_good_again() {
    let line = Line::open().await;
    let text = text_to(Dialect::Cloud, CUSTOMER);
    direct(&line, &Deed::SpendToken(true));
    assert!(
        line.link
            .conditions(ACCOUNT, CUSTOMER)
            .unwrap()
            .is_token_spent
    );
    let answer = line.send(Dialect::Cloud, &text).await;
    assert_eq!(answer.error.map(|error| error.code.code), Some(190));
    direct(&line, &Deed::SpendToken(false));
    assert!(line.send(Dialect::Cloud, &text).await.is_accepted());
}

#[tokio::test]
async fn webhooks_come_signed_wrongly_and_twice() {
    let mut line = Line::open().await;
    direct(&line, &Deed::SetOddity(Oddity::WronglySigned, true));
    direct(&line, &Deed::SetOddity(Oddity::Twice, true));
    let told = line.link.conditions(ACCOUNT, CUSTOMER).unwrap();
    assert_eq!(told.oddities, [Oddity::Twice, Oddity::WronglySigned].into());
    direct(&line, &Deed::SendVoice);
    for _ in 0..2 {
        assert_eq!(line.received().await.verdict, Verdict::Wrong);
    }
    direct(&line, &Deed::SetOddity(Oddity::WronglySigned, false));
    direct(&line, &Deed::SetOddity(Oddity::Twice, false));
    direct(&line, &Deed::SendDocument);
    let Event::Message(inbound) = line.event().await else {
        panic!("expected a message")
    };
    assert!(
        matches!(inbound.content, Content::Media { .. }),
        "{inbound:?}"
    );
}

#[tokio::test]
async fn a_phone_that_is_off_gets_the_message_once_it_is_on() {
    let mut line = Line::open().await;
    direct(&line, &Deed::SetHabit(Habit::PhoneOff, true));
    let text = text_to(Dialect::Cloud, CUSTOMER);
    line.send(Dialect::Cloud, &text).await;
    assert_eq!(line.status().await.status, Status::Sent);
    let told = line.link.conditions(ACCOUNT, CUSTOMER).unwrap();
    assert_eq!(told.habits, [Habit::PhoneOff].into());
    direct(&line, &Deed::SetHabit(Habit::PhoneOff, false));
    assert_eq!(line.status().await.status, Status::Delivered);
}

#[tokio::test]
async fn a_reset_forgets_what_was_set() {
    let line = Line::open().await;
    direct(&line, &Deed::SetWindow(false));
    direct(&line, &Deed::SetHabit(Habit::Blocks, true));
    direct(&line, &Deed::SetOddity(Oddity::Together, true));
    direct(&line, &Deed::SetTrouble(Trouble::Gateway, true));
    direct(&line, &Deed::SpendToken(true));
    let told = line.link.conditions(ACCOUNT, CUSTOMER).unwrap();
    assert!(told.is_window_closed && told.is_token_spent);
    direct(&line, &Deed::Reset);
    let told = line.link.conditions(ACCOUNT, CUSTOMER).unwrap();
    assert_eq!(told, bluetick::sandbox::Conditions::default());
}

#[tokio::test]
async fn a_customer_without_a_number_that_is_seen_is_directed_all_the_same() {
    let mut line = Line::open().await;
    let hidden = "15550100184";
    line.link.direct(ACCOUNT, hidden, &Deed::SendPlace).unwrap();
    let id = line.inbound().await.from.clone();
    assert!(id.starts_with("US."), "{id}");
    line.link
        .direct(ACCOUNT, &id, &Deed::SetWindow(false))
        .unwrap();
    let told = line.link.conditions(ACCOUNT, hidden).unwrap();
    assert!(told.is_window_closed);
}
