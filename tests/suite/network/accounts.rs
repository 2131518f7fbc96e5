//! Accounts of the settings: against the sandbox as if it were the platform, and against recorders.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use bluetick::files::settings::{AccountSettings, Host, SecretKind, SecretSource};
use bluetick::platform::media::{Fetched, info};
use bluetick::platform::{
    Account, AccountError, Client, Request, SendError, SendOptions, set_webhook,
};
use bluetick::wire::{Code, Dialect};
use rstest::rstest;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::{CUSTOMER, Line, text_to};

/// Sends a request, which is taken.
async fn take(account: &Account, request: &Request) {
    let answer = Client::new()
        .perform(account, request, &SendOptions::default())
        .await
        .unwrap();
    assert!(answer.is_accepted(), "{answer:?}");
}

/// One request as it came: `GET /v1/health`, its credentials, its body.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Noted {
    line: String,
    credentials: String,
    body: String,
}

type Answers = fn(&str, usize) -> (u16, Value);

#[derive(Clone)]
struct Recorder {
    noted: Arc<Mutex<Vec<Noted>>>,
    answers: Answers,
    base_url: String,
}

impl Recorder {
    /// A platform that answers by request line and by how often that line came before.
    async fn start(answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let recorder = Self {
            noted: Arc::default(),
            answers,
            base_url: format!("http://{}", listener.local_addr().unwrap()),
        };
        let router = Router::new()
            .fallback(Self::answer)
            .with_state(recorder.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        recorder
    }

    #[expect(clippy::unused_async, reason = "handlers of the server are async")]
    async fn answer(
        State(recorder): State<Self>,
        method: Method,
        uri: Uri,
        headers: HeaderMap,
        body: Bytes,
    ) -> Response {
        let line = format!("{method} {uri}");
        let credentials = ["authorization", "d360-api-key"]
            .iter()
            .find_map(|name| headers.get(*name)?.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        let mut noted = recorder.noted.lock().unwrap();
        let before = noted.iter().filter(|one| one.line == line).count();
        noted.push(Noted {
            line: line.clone(),
            credentials,
            body: String::from_utf8(body.to_vec()).unwrap(),
        });
        let (status, body) = (recorder.answers)(&line, before);
        (StatusCode::from_u16(status).unwrap(), axum::Json(body)).into_response()
    }

    fn lines(&self) -> Vec<String> {
        let noted = self.noted.lock().unwrap();
        noted.iter().map(|one| one.line.clone()).collect()
    }
}

/// An account of the settings at an address, its secret in a private file.
fn settings(folder: &TempDir, dialect: Dialect, base_url: &str, secret: &str) -> AccountSettings {
    use std::os::unix::fs::PermissionsExt as _;
    let path: PathBuf = folder.path().join("secret");
    std::fs::write(&path, secret).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    let mut settings = AccountSettings::new("main", dialect, &folder.path().join("bluetick.toml"));
    settings.base_url = Some(base_url.to_owned());
    settings.phone_number_id = Some("106540352242922".to_owned());
    settings.waba_id = Some("102290129340398".to_owned());
    settings
        .secrets
        .push((SecretKind::Access, SecretSource::File(path)));
    settings
}

fn account(dialect: Dialect, base_url: &str) -> Account {
    let folder = tempfile::tempdir().unwrap();
    Account::load(&settings(&folder, dialect, base_url, "s3cret-one")).unwrap()
}

#[rstest]
#[case(Dialect::Cloud)]
#[case(Dialect::Dialog360)]
#[case(Dialect::OnPremises)]
#[tokio::test]
async fn an_account_of_the_settings_sends_to_wherever_it_points(#[case] dialect: Dialect) {
    let line = Line::open().await;
    let known = line.link.sandbox_account(dialect).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let secret = known.secrets.access.expose_secret();
    let mut settings = settings(&folder, dialect, &known.base_url, secret);
    settings.phone_number_id.clone_from(&known.phone_number_id);
    let account = Account::load(&settings).unwrap();
    assert!(!account.is_sandbox);
    let answer = line
        .link
        .send(
            &account,
            &text_to(dialect, CUSTOMER),
            &SendOptions::default(),
        )
        .await
        .unwrap();
    assert!(answer.is_accepted(), "{answer:?}");
}

/// An On-Premises client whose first token is no longer taken by the second send.
fn client_with_short_tokens(line: &str, before: usize) -> (u16, Value) {
    match (line, before) {
        ("POST /v1/users/login", count) => (
            200,
            json!({"users": [{"token": format!("t0ken-{count}"), "expires_after": "2099-01-01 00:00:00+00:00"}]}),
        ),
        ("POST /v1/messages", 1) => (
            401,
            json!({"errors": [{"code": 1005, "title": "Access denied"}]}),
        ),
        ("POST /v1/messages", _) => (201, json!({"messages": [{"id": "gBEG"}]})),
        _ => (200, json!({})),
    }
}

#[tokio::test]
async fn a_client_is_logged_in_to_once_and_again_when_its_token_has_run_out() {
    let recorder = Recorder::start(client_with_short_tokens).await;
    let account = account(Dialect::OnPremises, &recorder.base_url);
    let (client, options) = (Client::new(), SendOptions::default());
    let request = Request::new(&account, &text_to(Dialect::OnPremises, CUSTOMER));
    for _ in 0..3 {
        let answer = client.perform(&account, &request, &options).await.unwrap();
        assert!(answer.is_accepted());
    }
    client.log_out().await;
    let noted = recorder.noted.lock().unwrap().clone();
    let told: Vec<(&str, &str)> = noted
        .iter()
        .map(|one| (one.line.as_str(), one.credentials.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("POST /v1/users/login", "Basic YWRtaW46czNjcmV0LW9uZQ=="),
            ("POST /v1/messages", "Bearer t0ken-0"),
            ("POST /v1/messages", "Bearer t0ken-0"),
            ("POST /v1/users/login", "Basic YWRtaW46czNjcmV0LW9uZQ=="),
            ("POST /v1/messages", "Bearer t0ken-1"),
            ("POST /v1/messages", "Bearer t0ken-1"),
            ("POST /v1/users/logout", "Bearer t0ken-1"),
        ]
    );
}

/// An On-Premises client that takes no token but its second.
fn client_with_a_newer_token(line: &str, before: usize) -> (u16, Value) {
    match (line, before) {
        ("POST /v1/users/login", count) => {
            (200, json!({"users": [{"token": format!("t0ken-{count}")}]}))
        }
        ("GET /v1/media/77", 0) => (401, json!({"errors": [{"code": 1005}]})),
        _ => (200, json!("the bytes")),
    }
}

#[tokio::test]
async fn a_file_is_fetched_with_a_new_token_where_the_old_one_has_run_out() {
    let recorder = Recorder::start(client_with_a_newer_token).await;
    let account = account(Dialect::OnPremises, &recorder.base_url);
    let (client, options) = (Client::new(), SendOptions::default());
    let request = info(&account, "77");
    let mut taken = Vec::new();
    let mut sink = |piece: &[u8]| {
        taken.extend_from_slice(piece);
        Ok(())
    };
    let fetched = client
        .fetch(&account, &request, Some(&mut sink), &options)
        .await;
    assert!(matches!(fetched, Ok(Fetched::File { .. })), "{fetched:?}");
    assert_eq!(taken, b"\"the bytes\"");
    let noted = recorder.noted.lock().unwrap().clone();
    let told: Vec<&str> = noted.iter().map(|one| one.credentials.as_str()).collect();
    assert_eq!(told[1], "Bearer t0ken-0");
    assert_eq!(told[3], "Bearer t0ken-1");
    assert_eq!(told.len(), 4);
}

#[tokio::test]
async fn a_token_that_is_never_taken_is_renewed_once_and_the_refusal_told() {
    let recorder = Recorder::start(|line, _| match line {
        "POST /v1/users/login" => (200, json!({"users": [{"token": "t0ken"}]})),
        _ => (
            401,
            json!({"errors": [{"code": 1005, "title": "Access denied"}]}),
        ),
    })
    .await;
    let account = account(Dialect::OnPremises, &recorder.base_url);
    let request = Request::new(&account, &json!({}));
    let answer = Client::new()
        .perform(&account, &request, &SendOptions::default())
        .await
        .unwrap();
    assert_eq!(answer.error.unwrap().code, Code::new(1005));
    assert_eq!(recorder.lines().len(), 4);
}

#[tokio::test]
async fn a_refused_login_is_told_and_nothing_is_sent() {
    let recorder = Recorder::start(|_, _| {
        (
            400,
            json!({"errors": [{"code": 1024, "title": "Password change required"}]}),
        )
    })
    .await;
    let account = account(Dialect::OnPremises, &recorder.base_url);
    let request = Request::new(&account, &json!({}));
    let answer = Client::new()
        .perform(&account, &request, &SendOptions::default())
        .await
        .unwrap();
    let error = answer.error.unwrap();
    assert_eq!(error.code, Code::new(1024));
    let words = bluetick::check::explain(Dialect::OnPremises, error.code, None);
    assert!(words.remedy.contains("new_password"), "{}", words.remedy);
    assert_eq!(recorder.lines(), ["POST /v1/users/login"]);
}

#[tokio::test]
async fn a_login_without_an_answer_says_that_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let account = account(Dialect::OnPremises, &base_url);
    let request = Request::new(&account, &json!({}));
    let outcome = Client::new()
        .perform(&account, &request, &SendOptions::default())
        .await;
    assert!(
        matches!(outcome, Err(SendError::NotReached { .. })),
        "{outcome:?}"
    );
}

#[rstest]
#[case(Host::Current, "POST /messages", "POST /messages")]
#[case(Host::FirstGeneration, "POST /v1/messages", "PUT /v1/messages/ABC")]
#[case(Host::Sandbox, "POST /v1/messages", "POST /v1/messages")]
#[tokio::test]
async fn each_host_of_360dialog_has_its_paths(
    #[case] host: Host,
    #[case] send: &str,
    #[case] read: &str,
) {
    let recorder = Recorder::start(|_, _| (200, json!({"success": true}))).await;
    let account = Account {
        host,
        ..account(Dialect::Dialog360, &recorder.base_url)
    };
    let receipt = json!({"messaging_product": "whatsapp", "status": "read", "message_id": "ABC"});
    for payload in [text_to(Dialect::Dialog360, CUSTOMER), receipt] {
        let request = Request::new(&account, &payload);
        take(&account, &request).await;
    }
    assert_eq!(recorder.lines(), [send, read]);
    let noted = recorder.noted.lock().unwrap();
    assert!(noted.iter().all(|one| one.credentials == "s3cret-one"));
}

#[rstest]
#[case(
    Dialect::Cloud,
    "POST /102290129340398/subscribed_apps",
    r#"{"override_callback_uri":"https://hooks.example.com/in","verify_token":"v3rify"}"#
)]
#[case(
    Dialect::Dialog360,
    "POST /v1/configs/webhook",
    r#"{"url":"https://hooks.example.com/in"}"#
)]
#[tokio::test]
async fn a_webhook_address_is_registered_as_each_platform_has_it(
    #[case] dialect: Dialect,
    #[case] line: &str,
    #[case] body: &str,
) {
    let recorder = Recorder::start(|_, _| (200, json!({"success": true}))).await;
    let mut account = account(dialect, &recorder.base_url);
    account.secrets.verify_token = Some(SecretString::from("v3rify"));
    let request = set_webhook(&account, "https://hooks.example.com/in").unwrap();
    assert!(!format!("{request:?}{}", request.shown()).contains("v3rify"));
    take(&account, &request).await;
    let noted = recorder.noted.lock().unwrap();
    assert_eq!(
        (noted[0].line.as_str(), noted[0].body.as_str()),
        (line, body)
    );
}

#[rstest]
#[case(Dialect::Cloud, "ftp://hooks.example.com", "https://")]
#[case(Dialect::Cloud, "https://hooks.example.com", "verify_token")]
#[case(Dialect::Dialog360, "https://hooks.example.com:8443/in", "port")]
#[case(Dialect::Dialog360, "https://my_hooks.example.com", "underscore")]
fn an_address_that_a_platform_would_not_use_is_refused(
    #[case] dialect: Dialect,
    #[case] url: &str,
    #[case] words: &str,
) {
    let account = account(dialect, "https://api.example.com");
    let problem = set_webhook(&account, url).unwrap_err().to_string();
    assert!(problem.contains(words), "{problem}");
}

#[test]
fn a_secret_that_others_can_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(&folder, Dialect::Cloud, "https://api.example.com", "s3cret");
    let path = folder.path().join("secret");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o604)).unwrap();
    let error = Account::load(&settings).unwrap_err();
    assert!(matches!(error, AccountError::Secret { .. }));
    assert!(error.to_string().contains("chmod 600"), "{error}");
}
