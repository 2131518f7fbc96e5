//! The commands `listen` and `history` as a shell runs them.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use bluetick::history::{Care, FILE_NAME, Filter, History, HistoryError, Page, look};
use bluetick::webhook::signature::sign;
use rstest::rstest;
use rustix::process::{Pid, Signal, kill_process};
use secrecy::SecretString;
use serde_json::{Value, json};

use super::{DEADLINE, status_of};
use crate::common::{Machine, Ran};

const SECRET: &str = "sesame-of-the-app";
const DRAFT: &str = r#"{"version": 1, "name": "Hello", "api": "cloud", "message":
    {"messaging_product": "whatsapp", "to": "15550100123", "type": "text", "text": {"body": "Hello"}}}"#;

/// `bluetick listen` as its own process, ended when dropped.
struct Listening {
    child: Child,
    host: String,
    said: String,
}

impl Listening {
    fn start(machine: &Machine, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_bluetick"))
            .env_clear()
            .envs(machine.environment())
            .env("BLUETICK_APP_SECRET", SECRET)
            .env("BLUETICK_VERIFY_TOKEN", "open")
            .current_dir(machine.project())
            .args(["listen", "--addr", "127.0.0.1:0", "--format", "json"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        while !said.contains("only this machine") {
            assert!(stderr.read_line(&mut said).unwrap() > 0, "ended: {said}");
        }
        thread::spawn(move || std::io::copy(&mut stderr, &mut std::io::sink()));
        let (_, rest) = said.split_once("listening on http://").unwrap();
        let host = rest.split_once(';').unwrap().0.to_owned();
        Self { child, host, said }
    }

    fn post(&self, body: &str, secret: &str) -> u16 {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        post(&mut stream, body, secret).unwrap()
    }

    /// The lines on stdout, as they come.
    fn lines(&mut self) -> impl Iterator<Item = Value> + use<> {
        let stdout = BufReader::new(self.child.stdout.take().unwrap());
        stdout
            .lines()
            .map(|line| serde_json::from_str(&line.unwrap()).unwrap())
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        // Already gone where the test ended it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Posts over a connection that stays open; gives the status of the answer.
fn post(stream: &mut TcpStream, body: &str, secret: &str) -> std::io::Result<u16> {
    let signature = sign(&SecretString::from(secret), body.as_bytes());
    let request = format!(
        "POST /webhook HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n\
         X-Hub-Signature-256: {signature}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.set_read_timeout(Some(DEADLINE))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = [0; 1024];
    let length = stream.read(&mut answer)?;
    if length == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    Ok(status_of(&String::from_utf8_lossy(&answer[..length])))
}

fn status(id: &str) -> String {
    json!({"statuses": [{"id": id, "status": "sent", "recipient_id": "15550100123", "timestamp": "1795161640"}]})
        .to_string()
}

/// Runs `bluetick history`.
fn history(machine: &Machine, arguments: &[&str]) -> Ran {
    machine.run(&[&["history"], arguments].concat())
}

fn list(machine: &Machine, arguments: &[&str]) -> Vec<Value> {
    let ran = history(
        machine,
        &[&["list", "--format", "json"], arguments].concat(),
    );
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.json()["entries"].as_array().unwrap().clone()
}

#[test]
fn listen_prints_keeps_and_ends_with_an_interrupt() {
    let machine = Machine::new();
    let mut listening = Listening::start(&machine, &[]);
    assert!(
        listening.said.contains("Callback URL"),
        "{}",
        listening.said
    );
    let mut lines = listening.lines();
    assert_eq!(listening.post(&status("wamid.one"), SECRET), 200);
    let line = lines.next().unwrap();
    assert_eq!(line["kind"], "status.sent");
    assert_eq!(line["message_id"], "wamid.one");
    assert_eq!(line["verdict"], "good");
    assert_eq!(listening.post(&status("wamid.forged"), "a guess"), 401);
    assert_eq!(lines.next().unwrap()["kind"], "untrusted");
    kill_process(Pid::from_child(&listening.child), Signal::INT).unwrap();
    assert_eq!(listening.child.wait().unwrap().code(), Some(130));
    let kinds: Vec<Value> = list(&machine, &[])
        .iter()
        .map(|entry| entry["kind"].clone())
        .collect();
    assert_eq!(kinds, ["status.sent", "untrusted"]);
    let forged = history(&machine, &["show", "2"]);
    assert!(
        forged
            .stdout
            .contains("signature is wrong: no change of the body"),
        "{}",
        forged.stdout
    );
    assert!(forged.stdout.contains("wamid.forged"));
    assert_eq!(
        history(&machine, &["show", "wamid.forged"]).code,
        2,
        "no life of it is told"
    );
}

/// A server that takes one request and answers with this status.
fn one_request(status: &'static str) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let (sender, requests) = channel();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        let mut piece = [0; 4096];
        while !String::from_utf8_lossy(&request).contains("]}") {
            let length = stream.read(&mut piece).unwrap();
            request.extend_from_slice(&piece[..length]);
        }
        let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        stream.write_all(answer.as_bytes()).unwrap();
        sender.send(String::from_utf8(request).unwrap()).unwrap();
    });
    (url, requests)
}

#[test]
fn listen_passes_on_with_the_signature_that_came() {
    let machine = Machine::new();
    let (url, requests) = one_request("200 OK");
    let listening = Listening::start(&machine, &["--forward", &url]);
    let body = status("wamid.one");
    assert_eq!(listening.post(&body, SECRET), 200);
    let request = requests.recv_timeout(DEADLINE).unwrap();
    assert!(request.ends_with(&body), "{request}");
    let signature = sign(&SecretString::from(SECRET), body.as_bytes());
    assert!(request.contains(&signature), "{request}");
}

#[rstest]
#[case::taken("200 OK", 0)]
#[case::refused("500 Oops", 3)]
fn a_replay_posts_the_same_bytes_signed_anew(#[case] answer: &'static str, #[case] code: i32) {
    let machine = Machine::new();
    let listening = Listening::start(&machine, &[]);
    let body = status("wamid.one").replace(':', " :\t");
    assert_eq!(listening.post(&body, SECRET), 200);
    drop(listening);
    let (url, requests) = one_request(answer);
    let mut command = machine.command(&["history", "replay", "1", "--to", &url]);
    let ran: Ran = command
        .env("BLUETICK_APP_SECRET", "another")
        .output()
        .unwrap()
        .into();
    assert_eq!(ran.code, code, "{}", ran.stderr);
    let request = requests.recv_timeout(DEADLINE).unwrap();
    assert!(request.ends_with(&body), "{request}");
    let signature = sign(&SecretString::from("another"), body.as_bytes());
    assert!(request.contains(&signature), "{request}");
}

#[test]
fn a_taken_port_ends_with_six_and_says_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ran = Machine::new().run(&["listen", "--addr", &address]);
    assert_eq!(ran.code, 6);
    assert!(
        ran.stderr.contains("choose another --addr"),
        "{}",
        ran.stderr
    );
}

#[test]
fn listen_does_not_acknowledge_what_it_cannot_keep() {
    let machine = Machine::new();
    let state = machine.places().state;
    std::fs::create_dir_all(state.parent().unwrap()).unwrap();
    std::fs::write(&state, "a file where the folder should be").unwrap();
    let ran = machine.run(&["listen", "--addr", "127.0.0.1:0"]);
    assert_eq!(ran.code, 6);
    assert!(ran.stderr.contains("cannot be made"), "{}", ran.stderr);
}

#[test]
fn a_send_is_in_the_history_with_its_life_and_without_its_secret() {
    let machine = Machine::new();
    machine.write("draft.json", DRAFT);
    let sent = machine.run(&["send", "draft.json", "--wait", "read"]);
    assert_eq!(sent.code, 0, "{}", sent.stderr);
    let id = sent.json()["id"].as_str().unwrap().to_owned();
    let entries = list(&machine, &[]);
    assert_eq!(entries[0]["kind"], "send.text");
    assert_eq!(entries[0]["outcome"], "read");
    assert_eq!(entries[0]["account"], "sandbox-cloud");
    assert_eq!(list(&machine, &["--kind", "status"]).len(), 3);
    assert_eq!(list(&machine, &["--outcome", "failed"]).len(), 0);
    assert_eq!(
        list(&machine, &["--since", "1h", "--peer", "+1 555 0100123"]).len(),
        4
    );
    assert_eq!(list(&machine, &["--limit", "2"]).len(), 2);
    let life = history(&machine, &["show", &id, "--format", "json"]).json();
    assert_eq!(life["status"], "read");
    assert_eq!(life["statuses"].as_array().unwrap().len(), 3);
    assert_eq!(life["send"]["answer"]["status"], 200);
    assert_eq!(
        life["send"]["request"]["headers"]["Authorization"],
        "Bearer ********"
    );
    let human = history(&machine, &["show", "1"]);
    assert!(human.stdout.contains("delivered"), "{}", human.stdout);
    let export = history(&machine, &["export"]);
    let lines: Vec<Value> = export
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["type"], "send");
    assert_eq!(lines[3]["events"][0]["kind"], "status.read");
}

#[test]
fn what_is_asked_of_no_history_is_nothing_and_makes_none() {
    let machine = Machine::new();
    assert_eq!(list(&machine, &[]), [Value::Null; 0]);
    assert!(!machine.places().state.join(FILE_NAME).exists());
}

#[rstest]
#[case(&["show", "7"], 2, "no entry 7")]
#[case(&["show", "wamid.none"], 2, "knows no entry and no message")]
#[case(&["replay", "7", "--to", "http://127.0.0.1:9/x"], 2, "no entry 7")]
#[case(&["list", "--since", "soon"], 2, "how long ago")]
#[case(&["list", "--outcome", "lost"], 2, "expected one of unanswered")]
#[case(&["list", "--since", "1h", "--until", "2h"], 2, "not before")]
#[case(&["prune", "--larger-than", "much"], 2, "500MB")]
fn history_says_what_is_wrong(#[case] arguments: &[&str], #[case] code: i32, #[case] words: &str) {
    let ran = history(&Machine::new(), arguments);
    assert_eq!(ran.code, code);
    assert!(ran.stderr.contains(words), "{}", ran.stderr);
}

#[test]
fn a_damaged_history_is_told_and_the_send_goes_out() {
    let machine = Machine::new();
    machine.write("draft.json", DRAFT);
    let state = machine.places().state;
    std::fs::create_dir_all(&state).unwrap();
    std::fs::write(
        state.join(FILE_NAME),
        "this was a history once, ".repeat(99),
    )
    .unwrap();
    let sent = machine.run(&["send", "draft.json"]);
    assert_eq!(sent.code, 0, "{}", sent.stderr);
    assert!(sent.stderr.contains("history-damaged-"), "{}", sent.stderr);
    assert_eq!(list(&machine, &["--kind", "send"]).len(), 1);
    let pruned = history(&machine, &["prune", "--older-than", "0s"]);
    assert!(pruned.stdout.contains("forgotten"), "{pruned:?}");
    assert_eq!(list(&machine, &[]).len(), 0);
}

/// Posts until the program is gone, telling of each id that was answered with 200.
fn flood(host: &str, connection: usize, answered: &Sender<String>) {
    let Ok(mut stream) = TcpStream::connect(host) else {
        return;
    };
    for number in 0.. {
        let id = format!("wamid.{connection}.{number}");
        match post(&mut stream, &status(&id), SECRET) {
            Ok(200) => answered.send(id).unwrap(),
            _ => return,
        }
    }
}

#[test]
fn nothing_that_was_answered_is_lost_when_the_program_is_killed() {
    let machine = Machine::new();
    let mut listening = Listening::start(&machine, &[]);
    let stdout = listening.child.stdout.take().unwrap();
    thread::spawn(move || std::io::copy(&mut BufReader::new(stdout), &mut std::io::sink()));
    let (sender, answers) = channel();
    let floods: Vec<_> = (0..64)
        .map(|connection| {
            let (host, sender) = (listening.host.clone(), sender.clone());
            thread::spawn(move || flood(&host, connection, &sender))
        })
        .collect();
    drop(sender);
    // Somewhere in the midst of it.
    let moment = fastrand::usize(300..2500);
    let mut answered: Vec<String> = answers.iter().take(moment).collect();
    kill_process(Pid::from_child(&listening.child), Signal::KILL).unwrap();
    answered.extend(answers.iter());
    for flood in floods {
        flood.join().unwrap();
    }
    let kept = kept(&machine);
    let lost: Vec<&String> = answered.iter().filter(|id| !kept.contains(*id)).collect();
    assert!(lost.is_empty(), "killed after {moment}: {lost:?}");
    println!(
        "killed after {moment} answers: {} answered, {} kept, none lost",
        answered.len(),
        kept.len()
    );
}

/// The ids of all statuses in the history, which must be whole.
#[tokio::main(flavor = "current_thread")]
async fn kept(machine: &Machine) -> std::collections::HashSet<String> {
    let path = machine.places().state.join(FILE_NAME);
    let opened = History::open(&path).unwrap();
    assert_eq!(opened.set_aside, None);
    let looked = look(&path, Care::Thorough).unwrap().unwrap();
    assert_eq!(looked.integrity.problems, [""; 0]);
    let mut ids = std::collections::HashSet::new();
    let line = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        let id = line["events"][0]["message_id"].as_str().unwrap();
        ids.insert(id.to_owned());
        Ok::<_, HistoryError>(())
    };
    opened
        .history
        .export(Filter::default(), line)
        .await
        .unwrap();
    let newest = opened
        .history
        .events(Filter::default(), Page::first(1))
        .await;
    assert_eq!(newest.unwrap().len(), 1);
    ids
}

#[test]
fn two_programs_keep_one_history() {
    let machine = Machine::new();
    let both = [
        Listening::start(&machine, &[]),
        Listening::start(&machine, &[]),
    ];
    let posting: Vec<_> = both
        .iter()
        .enumerate()
        .map(|(which, listening)| {
            let host = listening.host.clone();
            thread::spawn(move || {
                let mut stream = TcpStream::connect(host).unwrap();
                for number in 0..40 {
                    let body = status(&format!("wamid.{which}.{number}"));
                    assert_eq!(post(&mut stream, &body, SECRET).unwrap(), 200);
                }
            })
        })
        .collect();
    for posting in posting {
        posting.join().unwrap();
    }
    assert_eq!(kept(&machine).len(), 80);
    let state = machine.places().state;
    for entry in std::fs::read_dir(state).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let secret = SECRET.as_bytes();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret));
    }
}
