//! Long pulls as a shell runs them: page after page from a platform, and given up in the middle.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::thread::{self, JoinHandle};

use rstest::rstest;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use crate::common::Machine;

/// So many templates a page.
const PAGE: usize = 100;

/// What the platform does with a request.
enum Deed {
    /// Answers with a page of so many templates, from that one on.
    Page(usize, usize),
    /// Finds it too much.
    TooMuch,
}

/// A platform that has 230 templates; gives what it was asked for. After these deeds it is silent.
fn platform(
    api: &'static str,
    deeds: Vec<Deed>,
) -> (String, JoinHandle<(Vec<String>, TcpListener)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = thread::spawn(move || {
        let mut asked = Vec::new();
        for deed in deeds {
            let (mut stream, _) = listener.accept().unwrap();
            asked.push(query_of(&stream));
            let (status, body) = match deed {
                Deed::Page(from, count) => (200, page(api, from, count)),
                Deed::TooMuch => {
                    let message = "Please reduce the amount of data you're asking for, then retry your request";
                    let error = json!({"message": message, "type": "OAuthException", "code": 1});
                    (500, json!({"error": error}))
                }
            };
            let body = body.to_string();
            let head = format!(
                "HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            stream
                .write_all(format!("{head}{body}").as_bytes())
                .unwrap();
        }
        (asked, listener)
    });
    (url, asked)
}

/// What a request asks for behind the question mark, without the fields.
fn query_of(stream: &TcpStream) -> String {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next().unwrap().unwrap();
    for line in lines {
        if line.unwrap().is_empty() {
            break;
        }
    }
    let path = first.split(' ').nth(1).unwrap();
    let query = path.split_once('?').unwrap().1;
    let parts = query.split('&').filter(|part| !part.starts_with("fields="));
    parts.collect::<Vec<_>>().join("&")
}

fn page(api: &str, from: usize, count: usize) -> Value {
    let templates: Vec<Value> = (from..from + count)
        .map(|number| {
            json!({"name": format!("lamp_{number:03}"), "language": "en", "category": "UTILITY",
                "status": "APPROVED", "components": [{"type": "BODY", "text": "It is ready."}]})
        })
        .collect();
    if api == "360dialog" {
        return json!({"waba_templates": templates, "count": count, "total": 230, "offset": from});
    }
    let mut paging = json!({"cursors": {"after": format!("c{}", from + count)}});
    if from + count < 230 {
        paging["next"] = json!("https://graph.example.com/next");
    }
    json!({"data": templates, "paging": paging})
}

/// A machine with an account `main` at that address.
fn machine(api: &str, url: &str) -> Machine {
    let machine = Machine::new();
    std::fs::create_dir(machine.project().join("templates")).unwrap();
    let add = [
        "accounts",
        "add",
        "main",
        "--api",
        api,
        "--secret-stdin",
        "--base-url",
        url,
    ];
    let ids = ["--phone-number-id", "1", "--waba-id", "2"];
    let ids = if api == "cloud" { &ids[..] } else { &[] };
    let ran = machine.run_with(&[&add[..], ids].concat(), "s3cret".to_owned());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    machine
}

/// How many files the library has; each can be read.
fn kept(machine: &Machine) -> usize {
    let files = std::fs::read_dir(machine.project().join("templates")).unwrap();
    files
        .map(|file| {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let value: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(value["status"], "APPROVED", "{}", path.display());
        })
        .count()
}

#[rstest]
#[case("cloud", &["limit=100", "limit=100&after=c100", "limit=100&after=c200"], "fetched 200 templates")]
#[case("360dialog", &["limit=100&offset=0", "limit=100&offset=100", "limit=100&offset=200"],
    "fetched 200 of 230 templates")]
fn all_pages_are_fetched_and_progress_is_told(
    #[case] api: &'static str,
    #[case] expected: &[&str],
    #[case] progress: &str,
) {
    let deeds = vec![
        Deed::Page(0, PAGE),
        Deed::Page(PAGE, PAGE),
        Deed::Page(2 * PAGE, 30),
    ];
    let (url, asked) = platform(api, deeds);
    let machine = machine(api, &url);
    let ran = machine.run(&["templates", "pull", "--account", "main"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains(progress), "{}", ran.stderr);
    assert!(
        ran.stdout.contains("230 templates: 230 new"),
        "{}",
        ran.stdout
    );
    assert_eq!(asked.join().unwrap().0, expected);
    assert_eq!(kept(&machine), 230);
}

#[test]
fn a_page_that_is_too_much_is_asked_for_in_halves() {
    let deeds = vec![Deed::TooMuch, Deed::TooMuch, Deed::Page(205, 25)];
    let (url, asked) = platform("cloud", deeds);
    let machine = machine("cloud", &url);
    let ran = machine.run(&["templates", "pull", "--account", "main"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(
        asked.join().unwrap().0,
        ["limit=100", "limit=50", "limit=25"]
    );
    assert_eq!(kept(&machine), 25);
}

#[test]
fn an_interrupt_keeps_what_came_and_no_half_of_a_file() {
    let (url, asked) = platform("cloud", vec![Deed::Page(0, PAGE)]);
    let machine = machine("cloud", &url);
    let mut pulling = Command::new(env!("CARGO_BIN_EXE_bluetick"))
        .env_clear()
        .envs(machine.environment())
        .current_dir(machine.project())
        .args(["templates", "pull", "--account", "main"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(pulling.stderr.take().unwrap()).lines();
    let first = lines.next().unwrap().unwrap();
    assert!(first.contains("fetched 100 templates"), "{first}");
    kill_process(Pid::from_child(&pulling), Signal::INT).unwrap();
    let rest: Vec<String> = lines.map(Result::unwrap).collect();
    assert_eq!(pulling.wait().unwrap().code(), Some(130), "{rest:?}");
    assert!(
        rest.concat()
            .contains("what was fetched until then is kept"),
        "{rest:?}"
    );
    assert_eq!(kept(&machine), PAGE);
    assert_eq!(asked.join().unwrap().0, ["limit=100"]);
}

#[test]
fn the_sample_of_a_header_is_uploaded_when_the_template_is_sent_in() {
    let machine = Machine::new();
    std::fs::create_dir(machine.project().join("templates")).unwrap();
    let definition = json!({"name": "lamp_picture", "language": "en", "category": "UTILITY", "components": [
        {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["samples/lamp.png"]}},
        {"type": "BODY", "text": "Your lamp is ready."}]});
    machine.write("templates/lamp_picture.en.json", definition.to_string());
    let push = |more: &[&str]| {
        let push = [
            "templates",
            "push",
            "lamp_picture",
            "--wait",
            "--account",
            "sandbox-cloud",
        ];
        machine.run(&[&push[..], more].concat())
    };
    let ran = push(&[]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("samples/lamp.png: cannot be read"),
        "{}",
        ran.stderr
    );
    let header = [0, 0, 0, 9, 0, 0, 0, 9, 8, 6, 0, 0, 0];
    let picture = [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", &header[..], &[7; 40]].concat();
    machine.write("elsewhere/lamp.png", &picture);
    let ran = push(&["--sample", "elsewhere/lamp.png", "--sample", "more.png"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    let ran = push(&["--sample", "elsewhere/lamp.png"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(
        ran.stdout
            .contains("created    lamp_picture (en)  APPROVED"),
        "{}",
        ran.stdout
    );
    machine.write("templates/lamp_picture.en.json", definition.to_string());
    machine.write("templates/samples/lamp.png", &picture);
    assert_eq!(push(&[]).code, 0, "named from where the definition is");
}
