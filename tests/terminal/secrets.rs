//! Secrets in the composer: whatever reaches the screen, the clipboard, a panic or the disk is searched for them.

use std::fs;

use bluetick::files::Places;
use bluetick::files::settings::Settings;
use bluetick::link::{Link, LinkConfig};
use bluetick::platform::Account;
use bluetick::tui::runtime::Clusters;
use bluetick::tui::runtime::terminal::{Modes, Screen};
use portable_pty::CommandBuilder;
use rustix::process::Signal;

use crate::common::Machine;
use crate::common::platform::{Platform, parrot};
use crate::common::secrets::{TOKEN, VERIFY_TOKEN, search};
use crate::pty::Terminal;

const F1: &str = "\x1bOP";
const F5: &str = "\x1b[15~";
const F11: &str = "\x1b[23~";
/// To whom everything goes well.
const CUSTOMER: &str = "15550100123";
/// What is typed into the sheet of a new account.
const TYPED: &str = "EAAtyped/By+Hand=0123456789";

/// A machine with an account at the sandbox, and one at a platform that repeats what it is told.
fn machine(platform: &Platform) -> Machine {
    let machine = Machine::new();
    let account = |name: &str, url: &str, token: &str| {
        format!(
            "[accounts.{name}]\napi = \"cloud\"\nbase_url = \"{url}\"\nphone_number_id = \"{}\"\n\
             token_env = \"{token}\"\nverify_token_env = \"ODD_VERIFY_TOKEN\"\n",
            platform.told("cloud", "phone_number_id"),
        )
    };
    let main = account("main", &platform.told("cloud", "base_url"), "MAIN_TOKEN");
    machine.write(
        "bluetick.toml",
        main + &account("odd", &parrot(), "ODD_TOKEN"),
    );
    machine
}

/// Chooses an action in the palette.
fn act(terminal: &mut Terminal, title: &str) {
    terminal.send(F1).see("type to filter");
    terminal
        .send(&format!("{title}\r"))
        .see_no_more("type to filter");
}

/// Sends the message through an account, which asks first.
fn send(terminal: &mut Terminal, account: &str, recipient: Option<&str>) {
    terminal.send(F11).see("Account").send(account).send("\r");
    terminal
        .see(&format!("{account} · cloud · real customers"))
        .send(F5);
    if let Some(recipient) = recipient {
        terminal.see("Send to").send(&format!("\x15{recipient}\r"));
    }
    terminal.see(&format!("Send through {account}?")).send("s");
}

#[test]
fn no_secret_reaches_the_screen_the_clipboard_or_the_disk() {
    let platform = Platform::start();
    let machine = machine(&platform);
    let token = platform.told("cloud", "token");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_bluetick"));
    command.arg("text");
    let environment = [
        ("MAIN_TOKEN", token.as_str()),
        ("ODD_TOKEN", TOKEN),
        ("ODD_VERIFY_TOKEN", VERIFY_TOKEN),
        ("RUST_BACKTRACE", "full"),
    ];
    let mut terminal = Terminal::start_with(&machine, (160, 48), command, &environment);
    terminal.see("nothing leaves this machine");
    send(&mut terminal, "odd", Some(CUSTOMER));
    terminal.see("190");
    act(&mut terminal, "copy the curl");
    terminal.see("copied through the terminal");
    act(&mut terminal, "copy the http");
    act(&mut terminal, "show the account");
    terminal.see("token from $ODD_TOKEN").send("t");
    terminal.see("Test of the account").send("c");
    terminal.see_no_more("Test of the account");
    // The same once more would be taken for a slip of the finger.
    terminal.send("\x15Hello").see("▎Hello");
    send(&mut terminal, "main", None);
    terminal.see("wamid.");
    add_an_account(&mut terminal);
    act(&mut terminal, "show the sends");
    act(&mut terminal, "go to the form");
    terminal
        .see("▎Hello")
        .send("\x15Half a message")
        .see("▎Half a message");
    terminal.signal(Signal::TERM);
    let (_, written) = terminal.end();
    let recovery = fs::read_dir(machine.places().state.join("recovery")).unwrap();
    assert!(
        recovery.count() > 0,
        "unsaved work is among what is searched"
    );
    let kept = machine.places().config.join("secrets");
    assert_eq!(
        fs::read_dir(kept).unwrap().count(),
        1,
        "the typed one is kept"
    );
    let said = vec![
        ("the terminal".to_owned(), written.into_bytes()),
        ("the sandbox".to_owned(), platform.end().into_bytes()),
    ];
    search(&machine, said, &[&token, TOKEN, VERIFY_TOKEN, TYPED]);
}

/// Types a new account with its secret, which is written into a file of its own.
fn add_an_account(terminal: &mut Terminal) {
    terminal.send(F11).see("Account").send("add").send("\r");
    terminal.see("Add an account");
    terminal.send("second\t\t380012345678901\t\t\t\t\t");
    terminal.send(TYPED).see("******");
    terminal.send("\x13").see("second was added");
    terminal.see("Test it: ask the platform").send("c");
    terminal.see_no_more("Test it: ask the platform");
}

/// Run by the test below in a terminal of its own; does nothing otherwise.
#[test]
fn takes_the_terminal_with_accounts_and_panics() {
    if std::env::var_os("BLUETICK_TEST_SECRETS").is_none() {
        return;
    }
    let (settings, _) = Settings::load(&Places::discover());
    let accounts: Vec<Account> = settings
        .accounts
        .iter()
        .map(|account| Account::load(account).unwrap())
        .collect();
    assert_eq!(accounts.len(), 2);
    let config = LinkConfig {
        accounts,
        ..LinkConfig::default()
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (sender, _events) = tokio::sync::mpsc::channel(64);
    let link = runtime.block_on(Link::open(config, sender)).unwrap();
    let modes = Modes {
        mouse: false,
        keyboard: false,
    };
    let _screen = Screen::take(modes, Clusters::Whole).unwrap();
    panic!("on purpose: {link:#?}");
}

#[test]
fn no_secret_is_in_a_panic() {
    let platform = Platform::start();
    let machine = machine(&platform);
    let token = platform.told("cloud", "token");
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "secrets::takes_the_terminal_with_accounts_and_panics",
        "--nocapture",
    ]);
    let environment = [
        ("BLUETICK_TEST_SECRETS", "1"),
        ("RUST_BACKTRACE", "full"),
        ("MAIN_TOKEN", token.as_str()),
        ("ODD_TOKEN", TOKEN),
        ("ODD_VERIFY_TOKEN", VERIFY_TOKEN),
    ];
    let terminal = Terminal::start_with(&machine, (160, 48), command, &environment);
    let (_, written) = terminal.end();
    assert!(
        written.contains("on purpose") && written.contains("\"odd\""),
        "{written}"
    );
    let said = vec![("the panic".to_owned(), written.into_bytes())];
    search(&machine, said, &[&token, TOKEN, VERIFY_TOKEN]);
}
