//! `bluetick accounts` and `send --account`, as a shell runs them, against a pretend platform.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use rstest::rstest;
use serde_json::Value;

use crate::common::{Machine, Ran};

/// A sandbox that stands for the platform, and a machine with an account for each API that points there.
pub(crate) struct Desk {
    pub(crate) machine: Machine,
    platform: Child,
    access: Value,
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.platform.kill().unwrap();
        self.platform.wait().unwrap();
    }
}

impl Desk {
    pub(crate) fn open() -> Self {
        let machine = Machine::new();
        let mut platform = Command::new(env!("CARGO_BIN_EXE_bluetick"))
            .args(["sandbox", "--seed", "9"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(platform.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let access: Value = serde_json::from_str(&line).unwrap();
        let desk = Self {
            machine,
            platform,
            access,
        };
        let (cloud, url) = (
            desk.told("cloud", "base_url"),
            desk.told("360dialog", "base_url"),
        );
        let number = desk.told("cloud", "phone_number_id");
        let adding = [
            "accounts",
            "add",
            "main",
            "--api",
            "cloud",
            "--secret-stdin",
            "--base-url",
        ];
        let main = [&adding[..], &[&cloud, "--phone-number-id", &number]].concat();
        let shop = [
            "accounts",
            "add",
            "shop",
            "--api",
            "360dialog",
            "--secret-stdin",
            "--base-url",
            &url,
        ];
        let old = [
            "accounts",
            "add",
            "old",
            "--api",
            "on-premises",
            "--secret-stdin",
            "--base-url",
            &url,
        ];
        for (add, secret) in [
            (&main[..], desk.told("cloud", "token")),
            (&shop[..], desk.told("360dialog", "api_key")),
            (&old[..], desk.told("on-premises", "password")),
        ] {
            let ran = desk.machine.run_with(add, secret);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
        }
        desk
    }

    fn told(&self, api: &str, key: &str) -> String {
        self.access[api][key].as_str().unwrap().to_owned()
    }

    fn send(&self, arguments: &[&str]) -> Ran {
        let send = [&["send", "text", "--to", "15550100123"], arguments].concat();
        self.machine.run(&send)
    }
}

#[test]
fn accounts_are_added_listed_used_and_removed_and_comments_stay() {
    let desk = Desk::open();
    let settings = desk.machine.places().config.join("bluetick.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    std::fs::write(
        &settings,
        format!("# mine\ntheme = \"dark\" # keep\n{text}"),
    )
    .unwrap();
    let listed = desk
        .machine
        .run(&["accounts", "list", "--format", "json"])
        .json();
    let names: Vec<&str> = listed["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "main",
            "old",
            "shop",
            "sandbox-cloud",
            "sandbox-360dialog",
            "sandbox-on-premises"
        ]
    );
    assert_eq!(listed["accounts"][0]["secrets"][0]["present"], true);
    for name in ["main", "shop"] {
        let ran = desk.send(&["--account", name, "--yes"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert_eq!(ran.json()["account"], name);
        assert!(
            ran.stderr.contains(&format!("through {name} · ")),
            "{}",
            ran.stderr
        );
    }
    let converted = desk
        .machine
        .run(&["convert", "--to", "on-premises", "text"])
        .stdout;
    desk.machine.write("old.json", converted);
    let ran = desk.machine.run(&[
        "send",
        "old.json",
        "--to",
        "15550100123",
        "--account",
        "old",
        "--yes",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for name in ["main", "old", "shop"] {
        let ran = desk.machine.run(&["accounts", "remove", name]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    let left = std::fs::read_to_string(&settings).unwrap();
    assert_eq!(left.trim_end(), "# mine\ntheme = \"dark\" # keep");
}

#[rstest]
#[case::nobody_to_ask(&["--account", "main"], 1, "pass --yes")]
#[case::other_api(&["--account", "old", "--yes"], 1, "bluetick convert --to on-premises text")]
#[case::unknown(&["--account", "nobody", "--yes"], 2, "expected one of main, old, shop, sandbox-cloud")]
fn a_live_account_sends_only_what_it_takes_and_when_it_is_told_to(
    #[case] arguments: &[&str],
    #[case] code: i32,
    #[case] words: &str,
) {
    let ran = Desk::open().send(arguments);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (code, ""),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains(words), "{}", ran.stderr);
}

#[test]
fn a_dry_run_asks_nobody() {
    let ran = Desk::open().send(&["--account", "main", "--dry-run"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.json()["outcome"], Value::Null);
}

#[rstest]
#[case::name(&["sandbox-x", "--api", "cloud"], "are taken")]
#[case::id(&["x", "--api", "cloud", "--phone-number-id", "abc"], "id of digits")]
#[case::version(&["x", "--api", "cloud", "--graph-version", "26"], "such as v26.0")]
#[case::address(&["x", "--api", "on-premises", "--base-url", "https://me:pw@wa.example.com"], "without a password")]
#[case::secret(&["x", "--api", "cloud", "--token-env", "EAAGm0PX4ZCpsBAKZCinvented"], "have it replaced")]
#[case::foreign_key(&["x", "--api", "360dialog", "--phone-number-id", "12"], "no key of this API")]
fn what_cannot_be_an_account_is_not_written(#[case] arguments: &[&str], #[case] words: &str) {
    let machine = Machine::new();
    let ran = machine.run(&[&["accounts", "add"], arguments].concat());
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains(words), "{}", ran.stderr);
    assert!(!ran.stderr.contains("invented"), "{}", ran.stderr);
    assert!(!machine.places().config.join("bluetick.toml").exists());
}

#[test]
fn settings_that_are_no_toml_are_not_touched() {
    let machine = Machine::new();
    let file = machine.write("bluetick.toml", "theme = \n");
    let ran = machine.run(&["accounts", "add", "x", "--api", "360dialog", "--project"]);
    assert_eq!(ran.code, 6, "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(file).unwrap(), "theme = \n");
}

#[test]
fn nobody_there_is_not_reached() {
    let machine = Machine::new();
    let url = "http://127.0.0.1:1";
    let add = [
        "accounts",
        "add",
        "x",
        "--api",
        "360dialog",
        "--base-url",
        url,
        "--secret-stdin",
    ];
    assert_eq!(machine.run_with(&add, "k3y").code, 0);
    let ran = machine.run(&["accounts", "test", "x"]);
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(ran.stdout.contains("was not reached"), "{ran:?}");
}
