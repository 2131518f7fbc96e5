//! Control of the sandbox from the composer: whom it is about, what is asked for, what is shown.

use bluetick::sandbox::{Conditions, Deed, Habit, Oddity, Trouble};
use bluetick::tui::msg::{AccountLabel, Effect, LinkNews, LinkTask, News};
use bluetick::wire::{Dialect, MessageId};
use rstest::rstest;

use crate::common::driver::{Driver, accounts};

const ID: &str = "wamid.HBgLMTU1NTAxMDAxMjMVAgARGBI1";

/// The last thing that the sandbox was made to do: for whom, and what.
fn directed(driver: &Driver) -> Option<(String, Deed)> {
    let mut effects = driver.effects().iter().rev();
    effects.find_map(|effect| match effect {
        Effect::Link(LinkTask::Direct { customer, deed, .. }) => {
            Some((customer.clone(), deed.clone()))
        }
        _ => None,
    })
}

fn chosen(driver: &mut Driver, what: &str) -> Deed {
    driver.keys("ctrl-f5").types(what).keys("enter");
    directed(driver).expect("something was asked for").1
}

fn tell(driver: &mut Driver, conditions: Conditions) {
    let news = LinkNews::Conditions(Box::new(conditions));
    driver.news(News::Link(news));
}

#[rstest]
#[case("sends a voice", Deed::SendVoice)]
#[case("sends a document", Deed::SendDocument)]
#[case("stops marketing", Deed::Marketing(false))]
#[case("switched off", Deed::SetHabit(Habit::PhoneOff, true))]
#[case("hour window is closed", Deed::SetWindow(false))]
#[case("token has ended", Deed::SpendToken(true))]
#[case("answers are slow", Deed::SetTrouble(Trouble::Slow, true))]
#[case("gets no answer", Deed::SetTrouble(Trouble::LostAfter, true))]
#[case("broken gateway", Deed::SetTrouble(Trouble::Gateway, true))]
#[case("come twice", Deed::SetOddity(Oddity::Twice, true))]
#[case("another order", Deed::SetOddity(Oddity::Disordered, true))]
#[case("are not signed", Deed::SetOddity(Oddity::Unsigned, true))]
#[case("reset", Deed::Reset)]
fn each_control_asks_for_what_it_says(#[case] what: &str, #[case] deed: Deed) {
    let mut driver = Driver::on_example(120, 40, "text");
    assert_eq!(chosen(&mut driver, what), deed);
}

#[test]
fn the_customer_is_whom_the_draft_is_for_and_answers_what_was_sent() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver
        .keys("ctrl-f5")
        .see("15550100123")
        .types("answers the");
    driver.see("send them a message first").keys("esc");
    driver.keys("f5 ctrl-u").types("15550100144").keys("enter");
    driver.accept_send(ID);
    driver.keys("ctrl-f5").types("answers the").keys("enter");
    driver
        .see("What does the customer write?")
        .types("Where is it?")
        .keys("enter");
    let answer = Deed::Answer(MessageId::new(ID), "Where is it?".to_owned());
    assert_eq!(directed(&driver), Some(("15550100144".to_owned(), answer)));
}

#[test]
fn what_is_switched_stays_open_with_its_mark_and_is_switched_back() {
    let mut driver = Driver::on_example(120, 40, "text");
    assert_eq!(
        chosen(&mut driver, "come late"),
        Deed::SetOddity(Oddity::Late, true)
    );
    let conditions = Conditions {
        oddities: [Oddity::Late].into(),
        faults: vec!["next send: refused with 130429".to_owned()],
        ..Conditions::default()
    };
    tell(&mut driver, conditions);
    driver.see("Sandbox · 15550100123").keys("enter");
    assert_eq!(
        directed(&driver).map(|(_, deed)| deed),
        Some(Deed::SetOddity(Oddity::Late, false)),
        "the highlight stayed on it"
    );
    driver
        .types("no more faults")
        .see("refused with 130429")
        .keys("enter");
    assert_eq!(
        directed(&driver).map(|(_, deed)| deed),
        Some(Deed::ClearTroubles)
    );
}

#[test]
fn the_next_sends_are_refused_with_a_code_of_ones_choice() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.keys("ctrl-f5").types("is refused").keys("enter");
    driver.types("soon").keys("enter").see("expected a number");
    driver.keys("ctrl-u").types("131056 3").keys("enter");
    let refused = Trouble::Refused {
        code: 131_056,
        times: 3,
    };
    assert_eq!(
        directed(&driver).map(|(_, deed)| deed),
        Some(Deed::SetTrouble(refused, true))
    );
    driver.see("The next 3 sends are refused with 131056.");
}

#[test]
fn a_live_account_has_nothing_to_control() {
    let mut driver = Driver::on_example(120, 40, "text");
    let shop = AccountLabel {
        name: "shop".to_owned(),
        is_sandbox: false,
        ..accounts().remove(0)
    };
    assert_eq!(shop.dialect, Dialect::Cloud);
    driver.news(News::Link(LinkNews::Ready(vec![shop])));
    driver.keys("f11").types("shop").keys("enter ctrl-f5");
    driver.see("a live account is in use");
    assert_eq!(directed(&driver), None);
}
