//! The journey through every command, with accounts at the sandbox, at a platform that repeats what it is told,
//! and at nobody.

use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use bluetick::cli::Cli;
use bluetick::webhook::signature::sign;
use bluetick::wire::Dialect;
use clap::CommandFactory as _;
use rustix::process::{Pid, Signal, kill_process};
use secrecy::SecretString;
use serde_json::json;

use crate::common::platform::{Platform, parrot};
use crate::common::secrets::{TOKEN, VERIFY_TOKEN, search};
use crate::common::{Machine, Ran};
use crate::media_command::picture;

/// What webhooks to no account are signed with; each of its signs is written otherwise somewhere.
const APP_SECRET: &str = "se/same \"of\" the+app=&more%";
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
    let secrets = [
        &*token,
        &app_secret,
        &verify_token,
        &key,
        &password,
        APP_SECRET,
        TOKEN,
        VERIFY_TOKEN,
    ];
    search(&journey.machine, journey.said, &secrets);
}
