//! The commands `send` and `sandbox` as a shell runs them.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

use rstest::rstest;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use super::{body_of, status_of};
use crate::common::{Machine, Ran};

const DRAFT: &str = r#"{"version": 1, "name": "Hello", "api": "cloud", "message":
    {"messaging_product": "whatsapp", "to": "", "type": "text", "text": {"body": "Hello"}}}"#;

/// Runs `bluetick send` on a file with this text.
fn send(text: &str, arguments: &[&str]) -> Ran {
    send_on(&Machine::new(), text, arguments)
}

fn send_on(machine: &Machine, text: &str, arguments: &[&str]) -> Ran {
    machine.write("draft.json", text);
    machine.run(&[&["send", "draft.json"], arguments].concat())
}

#[test]
fn send_waits_for_read_and_prints_what_came() {
    let ran = send(DRAFT, &["--to", "15550100123", "--wait", "read"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let json = ran.json();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        ["id", "account", "request", "answer", "events", "outcome"]
    );
    assert_eq!(json["account"], "sandbox-cloud");
    assert_eq!(json["request"]["body"]["to"], "15550100123");
    assert_eq!(
        json["request"]["headers"]["Authorization"],
        "Bearer ********"
    );
    assert_eq!(json["answer"]["status"], 200);
    assert_eq!(json["answer"]["body"]["messages"][0]["id"], json["id"]);
    let statuses: Vec<&Value> = json["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| &event["status"])
        .collect();
    assert_eq!(statuses, ["sent", "delivered", "read"]);
    assert_eq!(json["outcome"], "read");
}

#[rstest]
#[case(&["--to", "15550100123"], 0, "accepted")]
#[case(&["--to", "15550100123", "--wait", "sent"], 0, "accepted")]
#[case(&["--to", "15550100123", "--wait", "delivered"], 0, "delivered")]
#[case(&["--to", "15550131026", "--wait", "sent"], 5, "failed")]
#[case(&["--to", "15550131047", "--wait", "read"], 5, "failed")]
#[case(&["--to", "15550131047"], 0, "accepted")]
#[case(&["--to", "15550100123", "--account", "sandbox-360dialog"], 0, "accepted")]
fn send_ends_as_it_went(#[case] arguments: &[&str], #[case] code: i32, #[case] outcome: &str) {
    let ran = send(DRAFT, arguments);
    assert_eq!(ran.code, code, "{}", ran.stderr);
    assert_eq!(ran.json()["outcome"], outcome);
}

#[rstest]
#[case::check_says_error(DRAFT, &[], 1, "envelope-recipient-required")]
#[case::other_dialect(DRAFT, &["--to", "15550100123", "--account", "sandbox-on-premises"], 1, "speaks the On-Premises API")]
#[case::no_such_account(DRAFT, &["--account", "nobody"], 2, "expected one of sandbox-cloud")]
#[case::unclear("{\"to\": \"15550100123\", \"type\": \"text\", \"text\": {\"body\": \"x\"}}", &[], 2, "pass --account")]
#[case::definition("{\"name\": \"a\", \"language\": \"en\", \"components\": []}", &[], 2, "template definition")]
#[case::not_json("{\"type\":", &[], 2, "draft.json:1:")]
#[case::bad_timeout(DRAFT, &["--timeout", "soon"], 2, "number of seconds")]
fn send_refuses_before_anything_leaves(
    #[case] text: &str,
    #[case] arguments: &[&str],
    #[case] code: i32,
    #[case] words: &str,
) {
    let ran = send(text, arguments);
    assert_eq!(ran.code, code, "{}", ran.stderr);
    assert!(ran.stderr.contains(words), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
}

#[test]
fn a_forced_send_is_refused_by_the_api_and_explained() {
    let ran = send(DRAFT, &["--force"]);
    assert_eq!(ran.code, 3, "{}", ran.stderr);
    let json = ran.json();
    assert_eq!(json["outcome"], "refused");
    assert_eq!(json["answer"]["body"]["error"]["code"], 100);
    assert_eq!(json["id"], Value::Null);
    assert!(
        ran.stderr.contains("refused at /to with 100"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_dry_run_prints_the_request_and_sends_nothing() {
    let ran = send(DRAFT, &["--to", "15550100123", "--dry-run"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let json = ran.json();
    assert_eq!(json["answer"], Value::Null);
    assert_eq!(json["outcome"], Value::Null);
    assert_eq!(json["request"]["method"], "POST");
}

#[test]
fn the_recipient_is_remembered_in_the_state_folder_alone() {
    let machine = Machine::new();
    send_on(&machine, DRAFT, &["--to", "15550100123"]);
    let recent = bluetick::files::recipients::recent(&machine.places());
    assert_eq!(recent, ["15550100123"]);
    let project: Vec<_> = std::fs::read_dir(machine.project()).unwrap().collect();
    assert_eq!(project.len(), 1, "the draft alone: {project:?}");
}

/// A sandbox as its own process, ended when dropped.
struct Process {
    child: Child,
    access: Value,
    _machine: Machine,
}

impl Process {
    fn start(arguments: &[&str]) -> Self {
        let machine = Machine::new();
        let mut child = Command::new(env!("CARGO_BIN_EXE_bluetick"))
            .env_clear()
            .envs(machine.environment())
            .arg("sandbox")
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        Self {
            child,
            access: serde_json::from_str(&line).unwrap(),
            _machine: machine,
        }
    }

    fn post(&self, path: &str, headers: &str, body: &Value) -> (u16, Value) {
        let origin = self.access["360dialog"]["base_url"].as_str().unwrap();
        let host = origin.trim_start_matches("http://");
        let text = body.to_string();
        let mut stream = std::net::TcpStream::connect(host).unwrap();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n{text}",
            text.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        (
            status_of(&answer),
            serde_json::from_str(body_of(&answer)).unwrap(),
        )
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Already gone where the test ended it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_first_line_of_the_sandbox_is_all_that_is_needed_to_use_it() {
    let process = Process::start(&["--seed", "7", "--strict"]);
    let access = &process.access;
    let cloud = &access["cloud"];
    for key in [
        "base_url",
        "phone_number_id",
        "waba_id",
        "token",
        "app_secret",
        "verify_token",
    ] {
        assert!(cloud[key].is_string(), "{key}");
    }
    assert!(access["control"].as_str().unwrap().ends_with("/_sandbox"));
    assert!(access["on-premises"]["password"].is_string());
    let key = access["360dialog"]["api_key"].as_str().unwrap();
    let headers = format!("D360-API-KEY: {key}\r\n");
    let mut payload = json!({"messaging_product": "whatsapp", "to": "15550100123", "type": "text",
        "text": {"body": "Hello"}});
    let (status, answer) = process.post("/messages", &headers, &payload);
    assert_eq!(status, 200, "{answer}");
    payload["text"]["colour"] = json!("red");
    let (status, answer) = process.post("/messages", &headers, &payload);
    assert_eq!(status, 400);
    assert_eq!(
        answer["error"]["message"],
        "(#100) Unexpected key \"colour\" on param \"text\"."
    );
    let again = Process::start(&["--seed", "7"]);
    assert_eq!(again.access["cloud"]["token"], access["cloud"]["token"]);
}

#[test]
fn the_sandbox_ends_well_on_a_signal() {
    for signal in [Signal::INT, Signal::TERM] {
        let mut process = Process::start(&[]);
        kill_process(Pid::from_child(&process.child), signal).unwrap();
        let ended = process.child.wait().unwrap();
        assert_eq!(ended.code(), Some(0), "{signal:?}");
    }
}

#[rstest]
#[case(&["--addr", "nowhere"], 2)]
#[case(&["--webhook", "example.com/hook"], 2)]
fn the_sandbox_refuses_what_it_cannot_use(#[case] arguments: &[&str], #[case] code: i32) {
    let ran = Machine::new().run(&[&["sandbox"], arguments].concat());
    assert_eq!(ran.code, code);
    assert!(ran.stderr.contains("expected an"), "{ran:?}");
}

#[test]
fn a_taken_address_is_said_and_ends_with_six() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ran = Machine::new().run(&["sandbox", "--addr", &address]);
    assert_eq!(ran.code, 6);
    assert!(ran.stderr.contains(&address), "{}", ran.stderr);
}
