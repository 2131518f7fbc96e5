//! Choosing through whom messages go, and what a live account asks for.

use bluetick::files::settings::{AccountSettings, Entry, SecretKind, SecretSource};
use bluetick::tui::msg::{
    AccountLabel, Effect, FileDone, FileTask, JobId, LinkNews, LinkTask, News,
};
use bluetick::wire::Dialect;
use secrecy::ExposeSecret as _;

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
        settings: None,
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
    let mut all = accounts();
    all.push(AccountLabel {
        settings: Some(Box::new(settings("main"))),
        ..live("main", Dialect::Cloud)
    });
    driver.news(News::Link(LinkNews::Accounts(all)));
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
    driver.see("Copper Kettle · quality GREEN").keys("c");
    assert!(!driver.shows("Test of the account"), "{}", driver.screen());
    assert!(!driver.shows("Change the account"), "{}", driver.screen());
}

/// What the disk was asked to write, and for which job.
fn entered(driver: &Driver) -> (JobId, &Entry) {
    let mut effects = driver.effects().iter().rev();
    let asked = effects.find_map(|effect| match effect {
        Effect::File(job, FileTask::EnterAccount(entry)) => Some((*job, entry.as_ref())),
        _ => None,
    });
    asked.expect("an account is to be written")
}

/// The settings as a file would have them.
fn settings(name: &str) -> AccountSettings {
    AccountSettings {
        phone_number_id: Some("380012345678901".to_owned()),
        ..AccountSettings::new(name, Dialect::Cloud, "personal/bluetick.toml".as_ref())
    }
}

/// The sheet of a new account, filled in but for what the test is about.
fn add_second(driver: &mut Driver) {
    driver.keys("f11").types("add").keys("enter");
    driver.see("Add an account").types("second").keys("tab tab");
    driver.types("380012345678901").keys("tab tab tab tab tab");
    driver.types("a-token-of-mine");
}

#[test]
fn an_account_is_entered_written_used_and_shown() {
    let mut driver = driver();
    add_second(&mut driver);
    assert!(
        !driver.shows("a-token-of-mine") && driver.shows("***************"),
        "{}",
        driver.screen()
    );
    insta::assert_snapshot!(driver.screen());
    driver.keys("ctrl-s");
    let (job, entry) = entered(&driver);
    assert_eq!(entry.account, settings("second"));
    assert!(!entry.replaces);
    let [(SecretKind::Access, secret)] = entry.typed.as_slice() else {
        panic!("{entry:?}");
    };
    assert_eq!(secret.expose_secret(), "a-token-of-mine");
    assert!(!format!("{:?}", driver.effects()).contains("a-token-of-mine"));
    let done = FileDone::Accounts(vec![settings("second")], "second was added".to_owned());
    driver.news(News::File(job, done)).see("second was added");
    let used = driver.effects().iter().any(|effect| {
        matches!(effect, Effect::Link(LinkTask::UseAccounts(accounts)) if accounts[0].name == "second")
    });
    assert!(used, "the connection goes on with it");
    let label = AccountLabel {
        settings: Some(Box::new(settings("second"))),
        ..live("second", Dialect::Cloud)
    };
    let all = accounts().into_iter().chain([label]).collect();
    driver.news(News::Link(LinkNews::Accounts(all)));
    driver.see("Test it: ask the platform").see("Remove it");
}

#[test]
fn what_is_wrong_with_an_account_is_told_at_its_blank_and_nothing_is_written() {
    let mut driver = driver();
    driver.keys("f11").types("add").keys("enter").types("main");
    driver.keys("tab tab").types("the number").keys("ctrl-s");
    driver.see("there is an account of this name");
    driver.see("expected an id of digits");
    driver.see("needed: the token");
    let written = |effect: &Effect| matches!(effect, Effect::File(_, FileTask::EnterAccount(_)));
    assert!(!driver.effects().iter().any(written));
    insta::assert_snapshot!(driver.screen());
}

#[test]
fn what_was_typed_for_an_account_waits_until_it_is_written() {
    let mut driver = driver();
    add_second(&mut driver);
    driver
        .keys("esc")
        .keys("f1")
        .types("add an account")
        .keys("enter");
    driver.see("380012345678901").keys("ctrl-s");
    let (job, _) = entered(&driver);
    let refused = FileDone::Failed("the disk is full".to_owned());
    driver
        .news(News::File(job, refused))
        .see("the disk is full");
    driver.keys("f11").types("add").keys("enter");
    driver.see("second").see("380012345678901");
}

#[test]
fn each_api_asks_for_its_own() {
    let mut driver = driver();
    driver.keys("f11").types("add").keys("enter tab");
    driver.see("Phone number id").keys("right").see("Host");
    assert!(!driver.shows("Phone number id"), "{}", driver.screen());
    driver.keys("right").see("Certificates").see("the password");
    driver.keys("left left").see("WhatsApp account id");
}

#[test]
fn an_account_is_changed_and_asks_again_before_it_sends() {
    let mut driver = driver();
    let label = |number: &str| AccountLabel {
        number: Some(number.to_owned()),
        settings: Some(Box::new(AccountSettings {
            secrets: vec![(
                SecretKind::Access,
                SecretSource::Environment("WHATSAPP_TOKEN".to_owned()),
            )],
            ..settings("main")
        })),
        ..live("main", Dialect::Cloud)
    };
    let all = |number| accounts().into_iter().chain([label(number)]).collect();
    driver.news(News::Link(LinkNews::Ready(all("15550100199"))));
    choose(&mut driver, "main");
    driver
        .keys("f5 ctrl-u")
        .types("15550100123")
        .keys("enter s");
    assert_eq!(sent_through(&driver), ["main"]);
    driver.accept_send("wamid.one").wait(1_500);
    driver.keys("f1").types("show the account").keys("enter e");
    driver.see("Change the account main").see("WHATSAPP_TOKEN");
    driver
        .keys("tab ctrl-u")
        .types("380012345678902")
        .keys("ctrl-s");
    let (job, entry) = entered(&driver);
    assert!(entry.replaces && entry.typed.is_empty());
    let id = entry.account.phone_number_id.clone();
    assert_eq!(id.as_deref(), Some("380012345678902"));
    let done = FileDone::Accounts(vec![entry.account.clone()], "changed".to_owned());
    driver.news(News::File(job, done));
    driver.news(News::Link(LinkNews::Accounts(all("15550100177"))));
    driver.keys("esc f5").see("Send through main?");
}

#[test]
fn an_account_is_removed_after_a_question_and_the_sandbox_sends_again() {
    let mut driver = driver();
    let label = AccountLabel {
        settings: Some(Box::new(settings("main"))),
        ..live("main", Dialect::Cloud)
    };
    let all = accounts().into_iter().chain([label]).collect();
    driver.news(News::Link(LinkNews::Ready(all)));
    choose(&mut driver, "main");
    driver.keys("f1").types("show the account").keys("enter r");
    driver.see("Remove the account?").keys("enter");
    let removed = |effect: &Effect| matches!(effect, Effect::File(_, FileTask::RemoveAccount(name)) if name == "main");
    assert!(
        !driver.effects().iter().any(removed),
        "the safe answer is preselected"
    );
    driver
        .keys("f1")
        .types("show the account")
        .keys("enter r r");
    assert!(driver.effects().iter().any(removed));
    driver.news(News::Link(LinkNews::Accounts(accounts())));
    driver
        .see("Messages go to the sandbox again.")
        .see("nothing leaves this machine");
}
