//! Secrets stay where they belong: everything that is said and written on a long journey is searched for them.

use std::fmt::Write as _;
use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use bluetick::cli::Cli;
use bluetick::link::{Link, LinkConfig};
use bluetick::platform::{Request, set_webhook};
use bluetick::webhook::serve::Limits;
use bluetick::webhook::signature::sign;
use bluetick::webhook::{Endpoint, ReceiverConfig};
use bluetick::wire::Dialect;
use clap::CommandFactory as _;
use rustix::process::{Pid, Signal, kill_process};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use crate::common::{Machine, Ran};
use crate::media_command::picture;

/// What webhooks to no account are signed with; each of its signs is written otherwise somewhere.
const APP_SECRET: &str = "se/same \"of\" the+app=&more%";
/// The token of the account whose platform repeats what it is told.
const TOKEN: &str = "EAAk3y/with+odd=\"signs\"&more%";
/// The verify token of that account.
const VERIFY_TOKEN: &str = "ver1fy/with+odd=\"signs\"";
/// One to whom everything goes well.
const CUSTOMER: &str = "15550100123";
/// Nobody listens there.
const NOWHERE: &str = "http://127.0.0.1:1";

/// A machine whose environment is full of secrets, and all that was said on it.
struct Journey {
    machine: Machine,
    environment: Vec<(&'static str, String)>,
    /// What was said, and where.
    said: Vec<(String, Vec<u8>)>,
}

impl Journey {
    fn command(&self, arguments: &[&str]) -> assert_cmd::Command {
        let mut command = self.machine.command(arguments);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    fn keep(&mut self, place: &str, said: impl Into<Vec<u8>>) {
        self.said.push((place.to_owned(), said.into()));
    }

    /// Runs the program, which must end so.
    #[track_caller]
    fn run(&mut self, code: i32, line: &str) -> Ran {
        self.run_with(code, line, "")
    }

    #[track_caller]
    fn run_with(&mut self, code: i32, line: &str, stdin: &str) -> Ran {
        let arguments: Vec<&str> = line.split(' ').collect();
        let mut command = self.command(&arguments);
        let ran: Ran = command.write_stdin(stdin).output().unwrap().into();
        assert_eq!(ran.code, code, "{line}: {ran:?}");
        self.keep(line, format!("{}\n{}", ran.stdout, ran.stderr));
        ran
    }

    /// Puts a secret into a file for its owner alone, outside of what is searched.
    fn hide(&self, name: &str, secret: &str) -> String {
        let path = self.machine.write(&format!("secrets/{name}"), secret);
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        path.display().to_string()
    }

    /// Adds an account; its secret may come from stdin.
    fn add(&mut self, line: &str, base_url: &str, stdin: &str) {
        let line = format!("accounts add {line} --base-url {base_url}");
        self.run_with(0, &line, stdin);
    }

    /// Fails where one of these stands, in whatever writing, in anything that was said or written.
    fn search(&mut self, secrets: &[&str]) {
        let places = self.machine.places();
        let root = places.config.parent().and_then(Path::parent).unwrap();
        for path in files(root) {
            self.keep(&path.display().to_string(), fs::read(&path).unwrap());
        }
        for secret in secrets {
            for form in writings(secret) {
                let form = form.as_bytes();
                for (place, said) in &self.said {
                    let is_there = said.windows(form.len()).any(|window| window == form);
                    let text = String::from_utf8_lossy(said);
                    assert!(!is_there, "a secret stands in {place}:\n{text}");
                }
            }
        }
    }
}

/// All files below a folder, but for those that are meant to hold secrets.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            found.push(path);
        } else if path.file_name().is_none_or(|name| name != "secrets") {
            found.extend(files(&path));
        }
    }
    found
}

/// How a secret can be written: as it is, in JSON, in an address, and in base64 wherever it begins there.
fn writings(secret: &str) -> Vec<String> {
    let json = json!(secret).to_string();
    let json = json.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
    let percent = |plain: &str| -> String {
        let encode = |byte: u8| match char::from(byte) {
            kept if kept.is_ascii_alphanumeric() || plain.contains(kept) => kept.to_string(),
            _ => format!("%{byte:02X}"),
        };
        secret.bytes().map(encode).collect()
    };
    let mut found = vec![
        secret.to_owned(),
        json.to_owned(),
        json.replace('/', "\\/"),
        json!(json).to_string().trim_matches('"').to_owned(),
        percent("-._~"),
        percent("-._~/"),
        percent("-._~ ").replace(' ', "+"),
    ];
    for before in 0..3 {
        let bytes = [&vec![b' '; before], secret.as_bytes()].concat();
        // Characters at both ends depend on what stands around.
        let own = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
        for encoded in [STANDARD.encode(&bytes), URL_SAFE.encode(&bytes)] {
            found.push(encoded.get(own.clone()).unwrap().to_owned());
        }
    }
    found
}

#[test]
fn a_secret_is_found_in_every_writing() {
    let found = writings(TOKEN);
    for text in [
        STANDARD.encode(format!("admin:{TOKEN}")),
        STANDARD.encode(TOKEN),
        URL_SAFE.encode(format!("of {TOKEN}, as base64")),
        json!({"key": TOKEN}).to_string(),
        "?key=EAAk3y%2Fwith%2Bodd%3D%22signs%22%26more%25&more".to_owned(),
    ] {
        assert!(found.iter().any(|form| text.contains(form)), "{text}");
    }
}

/// The sandbox as its own process, and what it says on its first line.
struct Platform {
    child: Child,
    stdout: BufReader<ChildStdout>,
    access: Value,
}

impl Platform {
    fn start() -> Self {
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

    fn told(&self, api: &str, key: &str) -> String {
        self.access[api][key].as_str().unwrap().to_owned()
    }

    /// Ends it; gives all that it said after its first line.
    fn end(mut self) -> String {
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
fn parrot() -> String {
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

/// The accounts: at the sandbox, at the parrot, and at nobody.
fn accounts(journey: &mut Journey, platform: &Platform, parrot: &str) {
    let number = platform.told("cloud", "phone_number_id");
    let waba = platform.told("cloud", "waba_id");
    let app_secret = journey.hide("app", &platform.told("cloud", "app_secret"));
    let key = journey.hide("key", &platform.told("360dialog", "api_key"));
    let cloud = format!("--api cloud --phone-number-id {number} --waba-id {waba}");
    let odd = format!("{cloud} --token-env ODD_TOKEN --verify-token-env ODD_VERIFY_TOKEN");
    let base = platform.told("cloud", "base_url");
    let line = format!(
        "main {cloud} --token-env MAIN_TOKEN --app-secret-file {app_secret} --verify-token-env MAIN_VERIFY_TOKEN"
    );
    journey.add(&line, &base, "");
    let base = platform.told("360dialog", "base_url");
    journey.add(
        &format!("shop --api 360dialog --api-key-file {key}"),
        &base,
        "",
    );
    let password = platform.told("on-premises", "password");
    journey.add("old --api on-premises --secret-stdin", &base, &password);
    journey.add(&format!("odd {odd}"), parrot, "");
    let line = "odd-shop --api 360dialog --api-key-env ODD_TOKEN";
    journey.add(line, parrot, "");
    let line = "odd-old --api on-premises --password-env ODD_TOKEN";
    journey.add(line, parrot, "");
    journey.add(&format!("far {odd}"), NOWHERE, "");
}

/// Everything that goes through an account.
fn use_accounts(journey: &mut Journey) {
    let old = journey.run(0, "convert --to on-premises text").stdout;
    journey.machine.write("old.json", old);
    journey.machine.write("lamp.png", picture(8));
    for (name, draft, code) in [
        ("main", "text", 0),
        ("shop", "text", 0),
        ("old", "old.json", 0),
        ("odd", "text", 3),
        ("odd-shop", "text", 3),
        ("odd-old", "old.json", 3),
        ("far", "text", 4),
    ] {
        let send = format!("send {draft} --to {CUSTOMER} --account {name}");
        journey.run(code, &format!("{send} --yes"));
        journey.run(0, &format!("{send} --dry-run"));
        journey.run(code, &format!("accounts test {name}"));
        journey.run(code, &format!("accounts webhook {name} show"));
        journey.run(
            0,
            &format!("accounts webhook {name} show --offline --format json"),
        );
        journey.run(
            code,
            &format!("media upload lamp.png --account {name} --format json"),
        );
        if code != 0 {
            journey.run(code, &format!("media info 1234567890 --account {name}"));
            let set = format!("accounts webhook {name} set https://hooks.example.com");
            journey.run(code, &set);
        }
    }
    let wait = "--account main --yes --wait read --timeout 0.1";
    journey.run(5, &format!("send text --to {CUSTOMER} {wait}"));
    journey.run(0, "accounts list");
    journey.run(0, "accounts list --format json");
}

/// What needs no account, on texts with secrets in them.
fn exchange(journey: &mut Journey, token: &str) {
    for api in Dialect::ALL {
        for form in ["json", "curl", "http"] {
            let draft = if *api == Dialect::OnPremises {
                "old.json"
            } else {
                "text"
            };
            journey.run(0, &format!("export {draft} --as {form} --api {api}"));
        }
    }
    let curl = format!(
        "curl https://graph.facebook.com/v26.0/106540352242922/messages -H 'Authorization: Bearer {token}' \
         -d '{{\"messaging_product\": \"whatsapp\", \"to\": \"{CUSTOMER}\", \"type\": \"text\", \
         \"text\": {{\"body\": \"Hello\"}}}}'"
    );
    journey.run_with(0, "import -", &curl);
    let error = json!({"error": {"message": format!("Malformed access token {token}"), "type": "OAuthException",
        "code": 190, "fbtrace_id": "Aq1"}});
    for format in ["human", "json"] {
        let line = format!("decode - --format {format}");
        journey.run_with(0, &line, &error.to_string());
    }
}

/// Webhooks good, forged and unsigned, and the platform's question with the right and a wrong token.
fn listen(journey: &mut Journey, verify_token: &str, app_secret: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bluetick"))
        .env_clear()
        .envs(journey.machine.environment())
        .envs(
            journey
                .environment
                .iter()
                .map(|(name, value)| (name, value)),
        )
        .current_dir(journey.machine.project())
        .args(["listen", "--addr", "127.0.0.1:0", "--format", "json"])
        .stdin(Stdio::null())
        .stdout(fs::File::create(journey.machine.project().join("listen.out")).unwrap())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let mut said = String::new();
    while !said.contains("only this machine") {
        assert!(stderr.read_line(&mut said).unwrap() > 0, "ended: {said}");
    }
    let (_, rest) = said.split_once("listening on http://").unwrap();
    let host = rest.split_once(';').unwrap().0.to_owned();
    let exchange = |request: String| {
        let mut stream = TcpStream::connect(&host).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let mut answers = String::new();
    for (path, secret, status) in [
        ("/webhook", Some(APP_SECRET), "200"),
        ("/webhook/main", Some(app_secret), "200"),
        ("/webhook", Some("a guess"), "401"),
        ("/webhook/main", Some(APP_SECRET), "401"),
        ("/webhook", None, "401"),
    ] {
        let body =
            json!({"statuses": [{"id": "wamid.one", "status": "sent", "recipient_id": CUSTOMER,
            "timestamp": "1795161640"}]})
            .to_string();
        let signature = secret.map_or_else(String::new, |secret| {
            let signature = sign(&SecretString::from(secret), body.as_bytes());
            format!("X-Hub-Signature-256: {signature}\r\n")
        });
        let answer = exchange(format!(
            "POST {path} HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n{signature}\
             D360-API-KEY: {TOKEN}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ));
        assert_eq!(
            answer.split(' ').nth(1),
            Some(status),
            "{path} {secret:?}: {answer}"
        );
        answers += &answer;
    }
    for (token, status) in [(verify_token, "200"), ("a-guess", "403")] {
        let answer = exchange(format!(
            "GET /webhook/main?hub.mode=subscribe&hub.challenge=123&hub.verify_token={token} HTTP/1.1\r\n\
             Host: here\r\nConnection: close\r\n\r\n"
        ));
        assert_eq!(answer.split(' ').nth(1), Some(status), "{answer}");
        answers += &answer;
    }
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    child.wait().unwrap();
    stderr.read_to_string(&mut said).unwrap();
    journey.keep("listen", said + &answers);
}

/// The history, read in every way and posted again.
fn look_back(journey: &mut Journey, parrot: &str) {
    let listed = journey.run(0, "history list --format json").json();
    journey.run(0, "history list");
    let mut kinds = Vec::new();
    for entry in listed["entries"].as_array().unwrap() {
        for format in ["human", "json"] {
            journey.run(
                0,
                &format!("history show {} --format {format}", entry["id"]),
            );
        }
        let kind = entry["kind"].as_str().unwrap();
        if kind.starts_with("status") || kind == "untrusted" {
            let line = format!("history replay {} --to {parrot}", entry["id"]);
            journey.run(3, &line);
        }
        kinds.push(kind.to_owned());
    }
    for (kind, count) in [("send.text", 8), ("status.sent", 2), ("untrusted", 3)] {
        let found = kinds.iter().filter(|found| *found == kind).count();
        assert_eq!(found, count, "{kind} in {kinds:?}");
    }
    journey.run(0, "history export");
}

/// The help of a command and of those below it.
fn help(journey: &mut Journey, command: &clap::Command, path: &str) {
    journey.run(0, &format!("{path}--help"));
    for below in command.get_subcommands() {
        help(journey, below, &format!("{path}{} ", below.get_name()));
    }
}

/// Who else may read what: nobody.
fn modes(machine: &Machine) {
    let places = machine.places();
    let secrets = places.config.join("secrets");
    for folder in [&places.state, &secrets] {
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
        let mut found = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(mode(&path), 0o600, "{}", path.display());
            found += 1;
        }
        assert!(found > 0, "{} is empty", folder.display());
    }
}

#[test]
fn no_secret_is_anywhere_after_a_full_journey() {
    let platform = Platform::start();
    let parrot = parrot();
    let [token, app_secret, verify_token] =
        ["token", "app_secret", "verify_token"].map(|key| platform.told("cloud", key));
    let key = platform.told("360dialog", "api_key");
    let password = platform.told("on-premises", "password");
    let environment = vec![
        ("MAIN_TOKEN", token.clone()),
        ("MAIN_VERIFY_TOKEN", verify_token.clone()),
        ("ODD_TOKEN", TOKEN.to_owned()),
        ("ODD_VERIFY_TOKEN", VERIFY_TOKEN.to_owned()),
        ("BLUETICK_APP_SECRET", APP_SECRET.to_owned()),
        ("BLUETICK_VERIFY_TOKEN", VERIFY_TOKEN.to_owned()),
    ];
    let mut journey = Journey {
        machine: Machine::new(),
        environment,
        said: Vec::new(),
    };
    accounts(&mut journey, &platform, &parrot);
    use_accounts(&mut journey);
    exchange(&mut journey, &token);
    listen(&mut journey, &verify_token, &app_secret);
    look_back(&mut journey, &parrot);
    help(&mut journey, &Cli::command(), "");
    modes(&journey.machine);
    let said = platform.end();
    journey.keep("the sandbox", said);
    journey.search(&[
        &token,
        &app_secret,
        &verify_token,
        &key,
        &password,
        APP_SECRET,
        TOKEN,
        VERIFY_TOKEN,
    ]);
}

/// What a panic could print.
#[tokio::test]
async fn no_secret_is_in_what_programmers_print() {
    let (sender, _events) = tokio::sync::mpsc::channel(64);
    let link = Link::open(LinkConfig::default(), sender).await.unwrap();
    let mut secrets = Vec::new();
    let mut said = format!("{link:?} {link:#?} {:?}", link.client());
    for account in &link.accounts() {
        let account = account.as_ref();
        let kept = &account.secrets;
        let others = [&kept.app_secret, &kept.verify_token];
        let all = others.into_iter().flatten().chain([&kept.access]);
        secrets.extend(all.map(|secret| secret.expose_secret().to_owned()));
        let request = Request::new(account, &json!({"type": "text"}));
        let webhook = set_webhook(account, "https://hooks.example.com");
        let config = LinkConfig {
            accounts: vec![account.clone()],
            ..LinkConfig::default()
        };
        let receiver = ReceiverConfig {
            address: config.receiver_address,
            endpoints: vec![Endpoint {
                path: "/webhook".to_owned(),
                secret: kept.app_secret.clone(),
                verify_token: kept.verify_token.clone(),
            }],
            limits: Limits::default(),
        };
        write!(
            said,
            "{account:?} {kept:?} {request:?} {webhook:?} {config:?} {receiver:?}"
        )
        .unwrap();
    }
    let access = bluetick::sandbox::Sandbox::start(bluetick::sandbox::Config::default())
        .await
        .unwrap();
    write!(said, "{:?} {access:?}", access.access()).unwrap();
    secrets.push(access.access().cloud.token.clone());
    secrets.push(access.access().cloud.app_secret.clone());
    assert_eq!(secrets.len(), 7);
    for form in secrets.iter().flat_map(|secret| writings(secret)) {
        assert!(!said.contains(&form), "a secret stands in {said}");
    }
}
