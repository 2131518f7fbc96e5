//! Platforms for accounts to point at: the sandbox as a process of its own, and one that repeats everything.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

/// The sandbox as its own process, and what it says on its first line.
pub(crate) struct Platform {
    child: Child,
    stdout: BufReader<ChildStdout>,
    access: Value,
}

impl Platform {
    pub(crate) fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_bluetick"))
            .args(["sandbox", "--seed", "11"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let access = serde_json::from_str(&line).unwrap();
        Self {
            child,
            stdout,
            access,
        }
    }

    pub(crate) fn told(&self, api: &str, key: &str) -> String {
        self.access[api][key].as_str().unwrap().to_owned()
    }

    /// Ends it; gives all that it said after its first line.
    pub(crate) fn end(mut self) -> String {
        let mut said = end(&mut self.child);
        self.stdout.read_to_string(&mut said).unwrap();
        said
    }
}

/// Ends a program as Ctrl-C does; gives what it said on stderr.
fn end(child: &mut Child) -> String {
    kill_process(Pid::from_child(child), Signal::INT).unwrap();
    child.wait().unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    said
}

/// A platform that refuses everything and repeats all that it was told, headers and body.
pub(crate) fn parrot() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let told = request(&mut stream);
            let error = json!({"error": {"message": format!("Malformed access token: {told}"), "code": 190,
                "error_data": {"details": told}}});
            answer(&mut stream, "401 Unauthorized", &error.to_string());
        }
    });
    url
}

/// Reads one request to its end.
fn request(stream: &mut TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let (mut told, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        told += &line;
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    told + &String::from_utf8_lossy(&body)
}

fn answer(stream: &mut TcpStream, status: &str, body: &str) {
    let text = format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(text.as_bytes()).unwrap();
}
