//! `bluetick templates`, and sends that are held against the library, as a shell runs them.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use rstest::rstest;
use serde_json::{Value, json};

use crate::common::{Machine, Ran};

fn lamp(language: &str) -> Value {
    json!({"name": "lamp_ready", "language": language, "category": "UTILITY", "components": [
        {"type": "BODY", "text": "Hi {{1}}, lamp {{2}} is ready.", "example": {"body_text": [["Lena", "8841"]]}},
        {"type": "BUTTONS", "buttons": [{"type": "URL", "text": "Track",
            "url": "https://lamp.example.com/{{1}}", "example": ["https://lamp.example.com/8841"]}]}]})
}

const SEND: &str = r#"{"version": 1, "name": "Lamp", "api": "cloud", "message": {"messaging_product": "whatsapp",
    "to": "15550100123", "type": "template", "template": {"name": "lamp_ready", "language": {"code": "en"}}}}"#;

/// A machine with a project library that has the lamp in these languages.
fn machine(languages: &[&str]) -> Machine {
    let machine = Machine::new();
    std::fs::create_dir(machine.project().join("templates")).unwrap();
    machine.write("send.json", SEND);
    for language in languages {
        machine.write("in.json", lamp(language).to_string());
        let ran = machine.run(&["templates", "import", "in.json"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    machine
}

#[test]
fn a_parameter_that_is_missing_is_refused_here_and_by_the_sandbox_with_the_same_code() {
    let machine = machine(&["en"]);
    let send = |more: &[&str]| {
        let set = [
            "send",
            "send.json",
            "--set",
            "1=Lena",
            "--set",
            "button.0=8841",
        ];
        machine.run(&[&set[..], more].concat())
    };
    let ran = send(&[]);
    assert_eq!(ran.code, 1);
    for word in [
        "send-body-count",
        "/template/components/0/parameters",
        "predicted: 132000",
    ] {
        assert!(ran.stderr.contains(word), "{word}: {}", ran.stderr);
    }
    let ran = send(&["--force"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    let error = &ran.json()["answer"]["body"]["error"];
    assert_eq!(error["code"], 132_000);
    let details = error["error_data"]["details"].as_str().unwrap();
    assert!(
        details.starts_with("body: number of localizable_params (1)"),
        "{details}"
    );
    let ran = send(&["--set", "body.2=8841"]);
    assert_eq!((ran.code, &ran.json()["outcome"]), (0, &json!("accepted")));
    let ran = machine.run(&["send", "send.json", "--no-library", "--set", "2=8841"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
}

#[rstest]
#[case(&["check", "send.json"], 1, "send-body-count")]
#[case(&["check", "--no-library", "send.json"], 0, "no errors")]
#[case(&["check", "--ndjson", "line.json"], 1, "send-body-count")]
fn check_holds_sends_against_the_library(
    #[case] arguments: &[&str],
    #[case] code: i32,
    #[case] words: &str,
) {
    let machine = machine(&["en"]);
    let draft: Value = serde_json::from_str(SEND).unwrap();
    machine.write("line.json", draft["message"].to_string());
    let ran = machine.run(arguments);
    assert_eq!(ran.code, code, "{}", ran.stderr);
    assert!(ran.stdout.contains(words), "{}", ran.stdout);
}

#[test]
fn another_language_than_the_library_has_is_told() {
    let machine = machine(&["de"]);
    let ran = machine.run(&["check", "send.json"]);
    assert!(ran.stdout.contains("send-language-known"), "{}", ran.stdout);
}

#[test]
fn definitions_are_imported_listed_and_shown() {
    let machine = machine(&["en", "de"]);
    let page = json!({"waba_templates": [lamp("fr"), {"name": "odd"}]});
    machine.write("page.json", page.to_string());
    let ran = machine.run(&["templates", "import", "page.json", "--format", "json"]);
    assert_eq!(ran.code, 0);
    assert_eq!(ran.json()["templates"][0]["outcome"], "new");
    assert!(
        ran.stderr.contains("page.json: value 1, entry 2 (odd)"),
        "{}",
        ran.stderr
    );
    machine.write("templates/broken.json", "{");
    let ran = machine.run(&["templates", "list", "--format", "json"]);
    let languages: Vec<Value> = ran.json()["templates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["language"].clone())
        .collect();
    assert_eq!(languages, ["de", "en", "fr"]);
    assert!(ran.stderr.contains("broken.json:1:"), "{}", ran.stderr);
    let ran = machine.run(&["templates", "show", "lamp_ready", "--language", "en"]);
    assert!(
        ran.stdout.contains("body.1, body.2, button.0"),
        "{}",
        ran.stdout
    );
    assert_eq!(machine.run(&["templates", "show", "nobody"]).code, 2);
    let file = machine.project().join("templates/lamp_ready.en.json");
    let edited = std::fs::read_to_string(&file)
        .unwrap()
        .replace("is ready", "is here");
    std::fs::write(&file, &edited).unwrap();
    machine.write("in.json", lamp("en").to_string());
    let ran = machine.run(&["templates", "import", "in.json"]);
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert!(ran.stderr.contains("--replace"), "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), edited);
    assert_eq!(
        machine
            .run(&["templates", "import", "in.json", "--replace"])
            .code,
        0
    );
}

/// A machine whose accounts `main` and `shop` stand at a pretend platform of its own.
struct Desk {
    machine: Machine,
    platform: Child,
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.platform.kill().unwrap();
        self.platform.wait().unwrap();
    }
}

impl Desk {
    fn open(languages: &[&str]) -> Self {
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
            machine: machine(languages),
            platform,
        };
        let told = |api: &str, key: &str| access[api][key].as_str().unwrap().to_owned();
        let (cloud, gateway) = (told("cloud", "base_url"), told("360dialog", "base_url"));
        let (number, waba) = (told("cloud", "phone_number_id"), told("cloud", "waba_id"));
        let of_cloud = ["--phone-number-id", &number, "--waba-id", &waba];
        for (name, api, url, more, secret) in [
            (
                "main",
                "cloud",
                &cloud,
                &of_cloud[..],
                told("cloud", "token"),
            ),
            (
                "shop",
                "360dialog",
                &gateway,
                &[],
                told("360dialog", "api_key"),
            ),
        ] {
            let add = [
                "accounts",
                "add",
                name,
                "--api",
                api,
                "--secret-stdin",
                "--base-url",
                url,
            ];
            let ran = desk.machine.run_with(&[&add[..], more].concat(), secret);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
        }
        desk
    }

    fn templates(&self, words: &str, account: &str) -> Ran {
        let words: Vec<&str> = words.split(' ').collect();
        let all = [
            &["templates"],
            &words[..],
            &["--account", account, "--format", "json"],
        ];
        self.machine.run(&all.concat())
    }
}

fn one(ran: &Ran) -> Value {
    ran.json()["templates"][0].clone()
}

#[rstest]
#[case("main")]
#[case("shop")]
fn a_template_is_sent_in_reviewed_compared_and_deleted(#[case] account: &str) {
    let desk = Desk::open(&["en"]);
    let ran = desk.templates("diff lamp_ready", account);
    assert_eq!((ran.code, &one(&ran)["state"]), (1, &json!("only-here")));
    let ran = desk.templates("push lamp_ready --wait", account);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let pushed = one(&ran);
    assert_eq!(
        (&pushed["action"], &pushed["status"]),
        (&json!("created"), &json!("APPROVED"))
    );
    assert_eq!(desk.templates("diff lamp_ready", account).code, 0);
    let file = desk.machine.project().join("templates/lamp_ready.en.json");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("is ready", "is here")).unwrap();
    let ran = desk.templates("diff lamp_ready", account);
    assert_eq!(
        (ran.code, &one(&ran)["differences"][0]["part"]),
        (1, &json!("body"))
    );
    let ran = desk.templates("pull lamp_ready", account);
    assert_eq!((ran.code, &one(&ran)["outcome"]), (1, &json!("left")));
    let ran = desk.templates("push lamp_ready", account);
    if account == "main" {
        assert_eq!(
            (ran.code, &one(&ran)["action"]),
            (0, &json!("edited")),
            "{}",
            ran.stderr
        );
    } else {
        assert_eq!((ran.code, &one(&ran)["action"]), (2, &json!("refused")));
        assert!(ran.stderr.contains("does not edit"), "{}", ran.stderr);
    }
    let ran = desk.templates("pull --replace", account);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.json()["templates"].as_array().unwrap().len(), 2);
    assert_eq!(desk.templates("delete lamp_ready", account).code, 1);
    let ran = desk.templates("delete lamp_ready --yes", account);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ran = desk.templates("pull", account);
    assert!(
        ran.stderr.contains("does not have lamp_ready (en)"),
        "{}",
        ran.stderr
    );
    assert_eq!(desk.templates("delete lamp_ready --yes", account).code, 2);
}

#[test]
fn one_language_is_deleted_where_the_platform_can() {
    let desk = Desk::open(&["en", "de"]);
    assert_eq!(desk.templates("push lamp_ready --wait", "main").code, 0);
    let ran = desk.templates("delete lamp_ready --language de --yes", "shop");
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert_eq!(
        desk.templates("delete lamp_ready --language de --yes", "main")
            .code,
        0
    );
    let ran = desk.templates("list lamp_ready", "main");
    assert_eq!(one(&ran)["language"], "en");
    let ran = desk.templates("push lamp_ready --language de", "main");
    assert_eq!((ran.code, &one(&ran)["action"]), (3, &json!("refused")));
    assert!(ran.stderr.contains("100/2388023"), "{}", ran.stderr);
}

#[test]
fn an_approved_template_is_edited_once_a_day() {
    let desk = Desk::open(&["en"]);
    let file = desk.machine.project().join("templates/lamp_ready.en.json");
    let edit = |from: &str, to: &str| {
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, text.replace(from, to)).unwrap();
        desk.templates("push lamp_ready --wait", "main")
    };
    assert_eq!(desk.templates("push lamp_ready --wait", "main").code, 0);
    let ran = edit("is ready", "is here");
    assert_eq!((ran.code, &one(&ran)["action"]), (0, &json!("edited")));
    let ran = edit("is here", "is there");
    assert_eq!((ran.code, &one(&ran)["action"]), (3, &json!("refused")));
    assert!(ran.stderr.contains("100/2388124"), "{}", ran.stderr);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("is there"), "what was refused stays here");
}

#[test]
fn what_the_check_or_the_review_refuses_is_told() {
    let machine = machine(&[]);
    let mut bad = lamp("en");
    bad["name"] = json!("lamp_reject");
    machine.write("bad.json", bad.to_string());
    machine.run(&["templates", "import", "bad.json"]);
    let push = [
        "templates",
        "push",
        "lamp_reject",
        "--account",
        "sandbox-cloud",
    ];
    let ran = machine.run(&[&push[..], &["--wait"]].concat());
    assert_eq!(ran.code, 5, "{}", ran.stderr);
    assert!(
        ran.stdout.contains("REJECTED: INVALID_FORMAT"),
        "{}",
        ran.stdout
    );
    bad["components"][0]["text"] = json!("x".repeat(2000));
    machine.write("bad.json", bad.to_string());
    machine.run(&["templates", "import", "bad.json", "--replace"]);
    let ran = machine.run(&push);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("error[tpl-body-length]"),
        "{}",
        ran.stderr
    );
    let ran = machine.run(&[&push[..], &["--force"]].concat());
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("2388040"), "{}", ran.stderr);
    let ran = machine.run(&["templates", "pull", "--account", "sandbox-on-premises"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
}

#[test]
fn an_empty_library_says_how_it_is_filled() {
    let ran = machine(&[]).run(&["templates", "list"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert!(ran.stderr.contains("templates pull"), "{}", ran.stderr);
}

#[test]
fn why_a_template_was_rejected_stands_beside_its_status() {
    let machine = machine(&[]);
    let mut rejected = lamp("en");
    rejected["status"] = json!("REJECTED");
    rejected["rejected_reason"] = json!("INVALID_FORMAT");
    machine.write("in.json", rejected.to_string());
    assert_eq!(machine.run(&["templates", "import", "in.json"]).code, 0);
    let shown = machine.run(&["templates", "show", "lamp_ready"]).stdout;
    assert!(shown.contains("REJECTED: INVALID_FORMAT"), "{shown}");
}
