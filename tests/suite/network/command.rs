//! The commands `send` and `sandbox` as a shell runs them.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use rstest::rstest;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{body_of, status_of};

const DRAFT: &str = r#"{"version": 1, "name": "Hello", "api": "cloud", "message":
    {"messaging_product": "whatsapp", "to": "", "type": "text", "text": {"body": "Hello"}}}"#;

struct Ended {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Ended {
    fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}: {:?} {:?}", self.stdout, self.stderr))
    }
}

/// Runs `bluetick send` on a file with this text, in a folder of its own.
fn send(text: &str, arguments: &[&str]) -> Ended {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("draft.json"), text).unwrap();
    send_in(&folder, arguments)
}

fn send_in(folder: &TempDir, arguments: &[&str]) -> Ended {
    let output = bluetick(folder)
        .args(["send", "draft.json"])
        .args(arguments)
        .output()
        .unwrap();
    Ended {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn bluetick(folder: &TempDir) -> Command {
    let mut command = Command::new(cargo_bin!("bluetick"));
    command
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .env("XDG_STATE_HOME", folder.path().join("state"))
        .env("XDG_CONFIG_HOME", folder.path().join("config"))
        .env("XDG_DATA_HOME", folder.path().join("data"))
        .stdin(Stdio::null());
    command
}

#[test]
fn send_waits_for_read_and_prints_what_came() {
    let ended = send(DRAFT, &["--to", "15550100123", "--wait", "read"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let json = ended.json();
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
    let ended = send(DRAFT, arguments);
    assert_eq!(ended.code, Some(code), "{}", ended.stderr);
    assert_eq!(ended.json()["outcome"], outcome);
}

#[test]
fn what_does_not_come_in_time_is_a_timeout() {
    let arguments = ["--to", "15550100123", "--wait", "read"];
    let ended = send(
        DRAFT,
        &[&arguments[..], &["--timeout", "0.000001"]].concat(),
    );
    // Either the answer or the statuses after it come too late.
    match ended.code {
        Some(4) => assert!(
            ended.stderr.contains("no answer within"),
            "{}",
            ended.stderr
        ),
        Some(5) => assert_eq!(ended.json()["outcome"], "timeout"),
        other => panic!("{other:?}: {}", ended.stderr),
    }
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
    let ended = send(text, arguments);
    assert_eq!(ended.code, Some(code), "{}", ended.stderr);
    assert!(ended.stderr.contains(words), "{}", ended.stderr);
    assert_eq!(ended.stdout, "");
}

#[test]
fn a_forced_send_is_refused_by_the_api_and_explained() {
    let ended = send(DRAFT, &["--force"]);
    assert_eq!(ended.code, Some(3), "{}", ended.stderr);
    let json = ended.json();
    assert_eq!(json["outcome"], "refused");
    assert_eq!(json["answer"]["body"]["error"]["code"], 100);
    assert_eq!(json["id"], Value::Null);
    assert!(
        ended.stderr.contains("refused with 100"),
        "{}",
        ended.stderr
    );
}

#[test]
fn a_dry_run_prints_the_request_and_sends_nothing() {
    let ended = send(DRAFT, &["--to", "15550100123", "--dry-run"]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let json = ended.json();
    assert_eq!(json["answer"], Value::Null);
    assert_eq!(json["outcome"], Value::Null);
    assert_eq!(json["request"]["method"], "POST");
}

#[test]
fn the_recipient_is_remembered_in_the_state_folder_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("draft.json"), DRAFT).unwrap();
    send_in(&folder, &["--to", "15550100123"]);
    let kept = std::fs::read_to_string(folder.path().join("state/bluetick/recipients.json"));
    assert!(kept.unwrap().contains("15550100123"));
}

/// A sandbox as its own process, ended when dropped.
struct Process {
    child: Child,
    access: Value,
    _folder: TempDir,
}

impl Process {
    fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = bluetick(&folder)
            .arg("sandbox")
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        Self {
            child,
            access: serde_json::from_str(&line).unwrap(),
            _folder: folder,
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
    for signal in ["INT", "TERM"] {
        let mut process = Process::start(&[]);
        let ended = Command::new("kill")
            .args([format!("-{signal}"), process.child.id().to_string()])
            .status()
            .unwrap();
        assert!(ended.success());
        assert_eq!(process.child.wait().unwrap().code(), Some(0), "{signal}");
    }
}

#[rstest]
#[case(&["--addr", "nowhere"], 2)]
#[case(&["--webhook", "example.com/hook"], 2)]
fn the_sandbox_refuses_what_it_cannot_use(#[case] arguments: &[&str], #[case] code: i32) {
    let folder = tempfile::tempdir().unwrap();
    let output = bluetick(&folder)
        .arg("sandbox")
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(code));
}

#[test]
fn a_taken_address_is_said_and_ends_with_six() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let output = bluetick(&folder)
        .args(["sandbox", "--addr", &address])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(6));
    assert!(String::from_utf8_lossy(&output.stderr).contains(&address));
}
