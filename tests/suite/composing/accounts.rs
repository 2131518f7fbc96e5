//! Choosing through whom messages go, and what a live account asks for.

use bluetick::tui::msg::{AccountLabel, Effect, JobId, LinkNews, LinkTask, News};
use bluetick::wire::Dialect;

use crate::common::driver::{Driver, accounts};

fn live(name: &str, dialect: Dialect) -> AccountLabel {
    AccountLabel {
        name: name.to_owned(),
        dialect,
        is_sandbox: false,
        webhook: Some(format!("http://127.0.0.1:4011/webhook/{name}")),
        base_url: "https://graph.facebook.com/v26.0".to_owned(),
        number: Some("15550100199".to_owned()),
        secrets: vec!["token from $WHATSAPP_TOKEN".to_owned()],
        app_id: None,
        problem: None,
    }
}

/// The composer with two live accounts and one whose secret is missing.
fn driver() -> Driver {
    driver_on("text")
}

fn driver_on(example: &str) -> Driver {
    let mut driver = Driver::on_example(140, 40, example);
    let broken = AccountLabel {
        problem: Some("the environment variable SHOP_KEY is not set".to_owned()),
        ..live("shop", Dialect::Dialog360)
    };
    let own = [
        live("main", Dialect::Cloud),
        broken,
        live("old", Dialect::OnPremises),
    ];
    let all = own.into_iter().chain(accounts()).collect();
    driver.news(News::Link(LinkNews::Ready(all)));
    driver
}

fn choose(driver: &mut Driver, name: &str) {
    driver.keys("f11").types(name).keys("enter");
}

/// The accounts that sends were asked through.
fn sent_through(driver: &Driver) -> Vec<String> {
    let effects = driver.effects().iter();
    effects
        .filter_map(|effect| match effect {
            Effect::Link(LinkTask::Send { account, .. }) => Some(account.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn the_sandbox_sends_until_a_live_account_is_chosen_which_looks_different_and_asks_first() {
    let mut driver = driver();
    driver.see("nothing leaves this machine");
    driver.keys("f5 enter");
    assert_eq!(sent_through(&driver), ["sandbox-cloud"]);
    driver.accept_send("wamid.one").wait(1_500);
    choose(&mut driver, "main");
    driver.see("main · cloud · real customers");
    driver.keys("f5").see("Send through main?").keys("enter");
    assert_eq!(
        sent_through(&driver).len(),
        1,
        "the safe answer is preselected"
    );
    driver.keys("f5 s");
    assert_eq!(sent_through(&driver), ["sandbox-cloud", "main"]);
    driver.accept_send("wamid.two").wait(1_500).keys("f5");
    assert_eq!(sent_through(&driver).len(), 3, "asked once a run");
}

#[test]
fn errors_of_the_checker_and_a_live_account_are_both_asked_about() {
    let mut driver = driver_on("menu");
    driver.keys("ctrl-f").types("See the menu").keys("enter");
    driver.types("See everything that we brew today");
    choose(&mut driver, "main");
    driver.keys("f5 ctrl-u").types("15550100123").keys("enter");
    driver.see("Send anyway?").keys("s");
    driver.see("Send through main?");
    assert!(sent_through(&driver).is_empty());
}

#[test]
fn an_account_of_another_api_takes_no_message_but_offers_to_convert_it() {
    let mut driver = driver();
    choose(&mut driver, "old");
    driver.keys("f5").see("Not for this account").keys("c");
    assert!(sent_through(&driver).is_empty());
    assert!(driver.payload().get("messaging_product").is_none());
    driver.keys("f5 ctrl-u").types("15550100123").keys("enter");
    driver.see("Send through old?").keys("s");
    assert_eq!(sent_through(&driver), ["old"]);
}

#[test]
fn all_accounts_are_offered_with_their_api_number_and_the_place_of_their_secret() {
    let mut driver = driver();
    driver.keys("f11");
    insta::assert_snapshot!(driver.screen());
    driver.types("shop").keys("enter");
    assert!(!driver.shows("shop · 360dialog"), "{}", driver.screen());
}

#[test]
fn an_account_is_shown_with_its_webhooks_and_tested() {
    let mut driver = driver();
    choose(&mut driver, "main");
    driver.keys("f1").types("show the account").keys("enter");
    insta::assert_snapshot!(driver.screen());
    driver.keys("t");
    let job = driver
        .effects()
        .iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::Link(LinkTask::Test { job, account }) if account == "main" => Some(*job),
            _ => None,
        });
    let lines = vec!["number ok: Copper Kettle · quality GREEN".to_owned()];
    let job: JobId = job.unwrap();
    driver.news(News::Link(LinkNews::Tested(job, lines)));
    driver.see("Copper Kettle · quality GREEN");
}
