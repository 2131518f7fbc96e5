//! `bluetick doctor`, as a shell runs it: on a healthy machine, and on one where something is wrong.

use std::collections::BTreeSet;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use bluetick::files::recovery::{Session, Unsaved};
use bluetick::history::FILE_NAME;
use rstest::rstest;
use serde_json::Value;

use crate::accounts_command::Desk;
use crate::common::{Machine, Ran};

/// A Cloud API account whose token comes from a variable.
const ACCOUNT: &str = "[accounts.main]\napi = \"cloud\"\nphone_number_id = \"106540352242922\"\n\
                       token_env = \"MAIN_TOKEN\"\n";

/// A machine with certificates of its own, so that nothing depends on those of this one.
fn machine(settings: &str) -> Machine {
    let machine = Machine::new();
    machine.write("bluetick.toml", settings);
    let certificate = rcgen::generate_simple_self_signed(["ca.example.com".to_owned()]).unwrap();
    machine.write("ca.pem", certificate.cert.pem());
    machine
}

fn doctor(machine: &Machine, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let arguments = [&["doctor"], arguments].concat();
    let mut command = machine.command(&arguments);
    command.env("SSL_CERT_FILE", machine.project().join("ca.pem"));
    command.envs(variables.iter().copied());
    command.output().unwrap().into()
}

/// The findings with this mark, each in one line, and the exit code.
fn marked(machine: &Machine, mark: &str, variables: &[(&str, &str)]) -> (i32, String) {
    let ran = doctor(machine, &["--format", "json"], variables);
    let told = ran.json();
    let findings = told["findings"].as_array().unwrap();
    let lines = findings.iter().filter(|it| it["mark"] == mark).map(|it| {
        let text = |key: &str| it[key].as_str().unwrap_or("-").to_owned();
        let words = ["group", "about", "found", "remedy"].map(text);
        words.join(" | ")
    });
    (ran.code, lines.collect::<Vec<_>>().join("\n"))
}

/// All files and folders below one.
fn tree(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(tree(&path));
        }
        found.insert(path);
    }
    found
}

#[test]
fn a_healthy_machine_is_told_and_left_as_it_is() {
    let machine = machine(ACCOUNT);
    machine.write("drafts/hello.json", "{}");
    let root = machine.project().parent().unwrap().to_owned();
    let before = tree(&root);
    let ran = doctor(&machine, &[], &[("MAIN_TOKEN", "t0ken")]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert!(!ran.stdout.contains("t0ken"), "{}", ran.stdout);
    assert_eq!(tree(&root), before);
    let time = regex_lite::Regex::new(r"in \d+ ms").unwrap();
    let shown = ran.stdout.replace(root.to_str().unwrap(), "…");
    insta::assert_snapshot!(time.replace(&shown, "in 20 ms"));
}

#[test]
fn programs_get_the_same_as_json() {
    let machine = machine(ACCOUNT);
    let ran = doctor(&machine, &["--format", "json"], &[("MAIN_TOKEN", "t0ken")]);
    let told = ran.json();
    let findings = told["findings"].as_array().unwrap();
    let mut groups: Vec<&str> = findings
        .iter()
        .map(|it| it["group"].as_str().unwrap())
        .collect();
    groups.dedup();
    let expected = [
        "terminal",
        "places",
        "settings",
        "work",
        "accounts",
        "certificates",
        "history",
        "receiver",
        "sandbox",
    ];
    assert_eq!(groups, expected);
    let count = |mark: &str| findings.iter().filter(|it| it["mark"] == mark).count();
    assert_eq!(told["summary"]["ok"], count("ok"));
    assert_eq!(told["summary"]["warnings"], count("warning"));
    assert_eq!(told["summary"]["problems"], 0);
}

#[test]
fn a_damaged_history_is_a_problem_and_stays_where_it_is() {
    let machine = machine("");
    let state = machine.places().state;
    fs::create_dir_all(&state).unwrap();
    let path = state.join(FILE_NAME);
    let garbage = "what somebody wrote over it ".repeat(300);
    fs::write(&path, &garbage).unwrap();
    let (code, problems) = marked(&machine, "problem", &[]);
    assert_eq!(code, 1);
    assert!(
        problems.contains("history.sqlite is damaged: "),
        "{problems}"
    );
    assert!(problems.contains("never deleted"), "{problems}");
    assert_eq!(fs::read_to_string(&path).unwrap(), garbage);
    // The program itself sets it aside, which is told from then on.
    assert_eq!(machine.run(&["history", "list"]).code, 0);
    let (code, warnings) = marked(&machine, "warning", &[]);
    assert_eq!(code, 0, "{warnings}");
    assert!(warnings.contains("history-damaged-20"), "{warnings}");
}

#[test]
fn a_history_is_told_with_its_entries() {
    let machine = machine("");
    let send = ["send", "text", "--to", "15550100123"];
    assert_eq!(machine.run(&send).code, 0);
    let before = tree(&machine.places().state);
    let ran = doctor(&machine, &["--thorough"], &[]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    assert!(ran.stdout.contains("looked at in full"), "{}", ran.stdout);
    assert!(ran.stdout.contains("entries since 20"), "{}", ran.stdout);
    assert_eq!(tree(&machine.places().state), before);
    let path = machine.places().state.join(FILE_NAME);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let (_, warnings) = marked(&machine, "warning", &[]);
    assert!(warnings.contains("mode 0644"), "{warnings}");
}

#[test]
fn a_secret_that_others_can_read_is_a_problem() {
    let settings = ACCOUNT.replace("token_env = \"MAIN_TOKEN\"", "token_file = \"main.token\"");
    let machine = machine(&settings);
    let path = machine.write("main.token", "s3cret-t0ken");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let ran = doctor(&machine, &[], &[]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    for words in ["main: token", "mode 0644", "chmod 600"] {
        assert!(ran.stdout.contains(words), "{}", ran.stdout);
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let mended = doctor(&machine, &[], &[]);
    assert_eq!(mended.code, 0, "{}", mended.stdout);
    assert!(!(ran.stdout + &mended.stdout).contains("s3cret"));
}

#[rstest]
#[case::missing_secret(
    ACCOUNT,
    "main: token | the environment variable MAIN_TOKEN is not set | set it to the token"
)]
#[case::no_source(
    "[accounts.shop]\napi = \"360dialog\"\n",
    "shop: api_key | nothing says where it comes from | write api_key_env"
)]
#[case::no_number(
    "[accounts.main]\napi = \"cloud\"\ntoken_env = \"HOME\"\n",
    "has no phone_number_id"
)]
#[case::no_host(
    "[accounts.old]\napi = \"on-premises\"\npassword_env = \"HOME\"\n",
    "has no base_url"
)]
#[case::keyring(
    "[accounts.shop]\napi = \"360dialog\"\napi_key_keyring = true\n",
    "accounts | keyring | "
)]
#[case::no_ca(
    "[accounts.old]\napi = \"on-premises\"\npassword_env = \"HOME\"\nbase_url = \"https://wa.example.com\"\n\
     ca_file = \"bluetick.toml\"\n",
    "expected certificates as PEM"
)]
fn an_account_that_cannot_be_used_is_a_problem(#[case] settings: &str, #[case] words: &str) {
    let (code, problems) = marked(&machine(settings), "problem", &[]);
    assert_eq!(code, 1);
    assert!(problems.contains(words), "{problems}");
}

#[test]
fn what_is_odd_in_the_settings_is_a_warning_with_its_line() {
    let machine = machine(
        "theme = \"plaid\"\ncolour = 3\n[keys]\nsave = \"ctrl-zz\"\n[receiver]\naddr = \"here\"\n\
         [accounts.old]\napi = \"on-premises\"\nbase_url = \"https://wa.example.com\"\n\
         password_env = \"HOME\"\nverify = false\n",
    );
    let (code, warnings) = marked(&machine, "warning", &[]);
    assert_eq!(code, 0, "{warnings}");
    for words in [
        "no theme file is called \"plaid\"",
        "bluetick.toml:2: colour is no setting",
        "bluetick.toml:4: keys.save: \"ctrl-zz\" is no key",
        "bluetick.toml:6: receiver.addr",
        "any is trusted (verify = false)",
    ] {
        assert!(warnings.contains(words), "{words} in {warnings}");
    }
}

#[test]
fn work_that_cannot_be_read_or_waits_is_told_and_left() {
    let machine = machine("");
    machine.write("drafts/good.json", r#"{"type": "text"}"#);
    machine.write("drafts/broken.json", "{\n  \"type\": oops\n}");
    machine.write("templates/x.en.json", "[]");
    let session = Session::begin(&machine.places()).unwrap();
    let unsaved = Unsaved::new(None, None, "half a message".to_owned());
    session.keep(1, &unsaved).unwrap();
    drop(session);
    let before = tree(&machine.places().state);
    let (code, warnings) = marked(&machine, "warning", &[]);
    assert_eq!(code, 0, "{warnings}");
    for words in [
        "broken.json:2:11: ",
        "x.en.json",
        "left by an earlier run: one that was never saved",
    ] {
        assert!(warnings.contains(words), "{words} in {warnings}");
    }
    assert!(!warnings.contains("good.json"), "{warnings}");
    assert_eq!(tree(&machine.places().state), before);
}

#[test]
fn the_receivers_address_may_be_taken_or_wide() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let settings = format!("[receiver]\naddr = \"{address}\"\n");
    let (code, warnings) = marked(&machine(&settings), "warning", &[]);
    assert_eq!(code, 0);
    assert!(
        warnings.contains(&format!("{address} is taken")),
        "{warnings}"
    );
    let settings = "[receiver]\naddr = \"0.0.0.0:0\"\n";
    let (_, warnings) = marked(&machine(settings), "warning", &[]);
    assert!(warnings.contains("other machines reach it"), "{warnings}");
    // No machine has an address of this block.
    let settings = "[receiver]\naddr = \"192.0.2.1:80\"\n";
    let (code, problems) = marked(&machine(settings), "problem", &[]);
    assert_eq!(code, 1);
    assert!(problems.contains("cannot be listened on"), "{problems}");
}

#[test]
fn a_machine_without_certificates_is_told_which_package_it_lacks() {
    let nothing = [
        ("SSL_CERT_FILE", "/nonexistent"),
        ("SSL_CERT_DIR", "/nonexistent"),
    ];
    let machine = machine("");
    // Nobody needs them yet: the sandbox is not encrypted, and works.
    let (code, warnings) = marked(&machine, "warning", &nothing);
    assert_eq!(code, 0, "{warnings}");
    assert!(warnings.contains("ca-certificates"), "{warnings}");
    machine.write("bluetick.toml", ACCOUNT);
    let variables = [&nothing[..], &[("MAIN_TOKEN", "t0ken")]].concat();
    let (code, problems) = marked(&machine, "problem", &variables);
    assert_eq!(code, 1, "{problems}");
    assert!(problems.starts_with("certificates | CAs | "), "{problems}");
    assert!(!problems.contains("sandbox"), "{problems}");
}

#[test]
fn one_account_can_be_looked_at_alone() {
    let machine = machine(&format!("{ACCOUNT}[accounts.shop]\napi = \"360dialog\"\n"));
    let variables = [("MAIN_TOKEN", "t0ken")];
    let ran = doctor(&machine, &["--account", "main"], &variables);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    let ran = doctor(&machine, &["--account", "shop"], &variables);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    let ran = doctor(&machine, &["--account", "nobody"], &variables);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr.contains("expected one of main, shop"),
        "{}",
        ran.stderr
    );
}

#[test]
fn platforms_are_asked_only_where_that_is_wanted() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let settings = format!("{ACCOUNT}base_url = \"{url}\"\n");
    let machine = machine(&settings);
    let variables = [("MAIN_TOKEN", "t0ken")];
    assert_eq!(doctor(&machine, &[], &variables).code, 0);
    assert!(listener.accept().is_err(), "somebody was asked");
    drop(listener);
    let ran = doctor(&machine, &["--online"], &variables);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert!(ran.stdout.contains("was not reached"), "{}", ran.stdout);
    let desk = Desk::open();
    let ran = desk
        .machine
        .run(&["doctor", "--online", "--format", "json"]);
    let told: Value = ran.json();
    let asked = told["findings"].as_array().unwrap().iter().filter(|it| {
        let about = it["about"].as_str().unwrap();
        it["group"] == "accounts" && about.contains(": ") && it["remedy"].is_null()
    });
    assert!(asked.count() >= 6, "{}", ran.stdout);
}

#[test]
fn a_terminal_is_told_with_its_size_and_what_it_lacks() {
    let machine = machine("");
    let told = machine.run_on_terminal(&["doctor"], &[("COLORTERM", "truecolor")]);
    for words in ["100 × 40: middling layout", "all (true colour)"] {
        assert!(told.contains(words), "{told}");
    }
    let poor = [
        ("NO_COLOR", "1"),
        ("LANG", "C"),
        ("TERM", "dumb"),
        ("TMUX", "/tmp/socket,1,0"),
        ("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22"),
    ];
    let told = machine.run_on_terminal(&["doctor"], &poor);
    for words in [
        "none, as NO_COLOR asks",
        "C names another character set than UTF-8",
        "in tmux, over SSH",
        "what is copied goes to ",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
}
