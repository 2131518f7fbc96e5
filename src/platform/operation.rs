//! What is asked of a platform beside sending: how the account is, whom it knows, where its webhooks go.

use reqwest::Method;
use serde_json::{Value, json};

use super::account::Account;
use super::answer::{Answer, Body};
use super::request::Request;
use crate::files::settings::Host;
use crate::wire::Dialect;

/// So many templates are asked for at once, to count them.
const TEMPLATES: usize = 250;

/// One question of a test of the account.
#[derive(Debug, Clone)]
pub struct Question {
    /// What it is about: `number`.
    pub about: &'static str,
    /// The request.
    pub request: Request,
    read: fn(&Value) -> String,
}

impl Question {
    /// What an answer says, in one line; nothing where it is no JSON. Foreign text: make it visible.
    pub fn summary(&self, answer: &Answer) -> String {
        match &answer.body {
            Body::Json(json) => (self.read)(json),
            Body::Text(_) => String::new(),
        }
    }
}

/// What a test of an account asks. None of it changes anything.
pub fn questions(account: &Account) -> Vec<Question> {
    let ask = |about, path: &str, read| Question {
        about,
        request: Request::to(account, Method::GET, path, Value::Null),
        read,
    };
    let templates = || {
        let path = format!("/v1/configs/templates?limit={TEMPLATES}");
        ask("templates", &path, gateway_templates)
    };
    match (account.dialect, account.host) {
        (Dialect::Cloud, _) => {
            let number = account.phone_number_id.as_deref().unwrap_or_default();
            let fields =
                "verified_name,display_phone_number,quality_rating,throughput,health_status";
            let mut questions = vec![ask(
                "number",
                &format!("/{number}?fields={fields}"),
                number_line,
            )];
            if let Some(waba) = &account.waba_id {
                let path = format!("/{waba}/message_templates?fields=name&limit={TEMPLATES}");
                questions.push(ask("templates", &path, graph_templates));
            }
            questions
        }
        (Dialect::Dialog360, Host::Current) => {
            vec![ask("health", "/health_status", health), templates()]
        }
        (Dialect::Dialog360, Host::FirstGeneration) => {
            vec![ask("health", "/v1/health", client_health), templates()]
        }
        (Dialect::Dialog360, Host::Sandbox) => {
            vec![ask("webhook", "/v1/configs/webhook", webhook_line)]
        }
        (Dialect::OnPremises, _) => vec![ask("health", "/v1/health", client_health)],
    }
}

/// The request that asks whether numbers are on WhatsApp; only the older APIs answer that.
pub fn contact_check(account: &Account, numbers: &[String]) -> Option<Request> {
    let knows = match (account.dialect, account.host) {
        (Dialect::OnPremises, _) => true,
        (Dialect::Dialog360, host) => host != Host::Current,
        (Dialect::Cloud, _) => false,
    };
    let body = json!({"blocking": "wait", "contacts": numbers, "force_check": false});
    knows.then(|| Request::to(account, Method::POST, "/v1/contacts", body))
}

/// The request that tells where the webhooks of an account go.
///
/// # Errors
/// When the account lacks what it needs.
pub fn show_webhook(account: &Account) -> Result<Request, WebhookProblem> {
    let path = webhook_path(account)?;
    Ok(Request::to(account, Method::GET, &path, Value::Null))
}

/// Why a webhook address cannot be registered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebhookProblem {
    /// Meta keeps addresses with the WhatsApp Business account.
    #[error(
        "the account {0} has no waba_id, which the address is kept with; add it to the settings"
    )]
    NoWaba(String),
    /// Meta asks with it before it uses an address.
    #[error(
        "the account {0} has no verify_token, which Meta asks the address with: invent one, and name its place \
         with verify_token_env or verify_token_file"
    )]
    NoVerifyToken(String),
    /// The platform would not use the address.
    #[error("{0}")]
    Address(&'static str),
}

/// The request that tells a platform where webhooks are to go.
///
/// # Errors
/// When the account lacks what it needs, or the platform would refuse the address.
pub fn set_webhook(account: &Account, url: &str) -> Result<Request, WebhookProblem> {
    address_problem(account, url)
        .map_or(Ok(()), |problem| Err(WebhookProblem::Address(problem)))?;
    let path = webhook_path(account)?;
    match account.dialect {
        Dialect::Cloud => {
            let token = account.secrets.verify_token.clone();
            let token = token.ok_or_else(|| WebhookProblem::NoVerifyToken(account.name.clone()))?;
            let body = json!({"override_callback_uri": url});
            let mut request = Request::to(account, Method::POST, &path, body);
            request.secret = Some(("verify_token", token));
            Ok(request)
        }
        Dialect::Dialog360 => Ok(Request::to(
            account,
            Method::POST,
            &path,
            json!({"url": url}),
        )),
        Dialect::OnPremises => {
            let body = json!({"webhooks": {"url": url}, "sent_status": true});
            Ok(Request::to(account, Method::PATCH, &path, body))
        }
    }
}

fn webhook_path(account: &Account) -> Result<String, WebhookProblem> {
    match (account.dialect, &account.waba_id) {
        (Dialect::Cloud, Some(waba)) => Ok(format!("/{waba}/subscribed_apps")),
        (Dialect::Cloud, None) => Err(WebhookProblem::NoWaba(account.name.clone())),
        (Dialect::Dialog360, _) => Ok("/v1/configs/webhook".to_owned()),
        (Dialect::OnPremises, _) => Ok("/v1/settings/application".to_owned()),
    }
}

/// What the platform would say against an address. A test cluster without encryption may have any.
fn address_problem(account: &Account, url: &str) -> Option<&'static str> {
    let is_test = account.base_url.starts_with("http://");
    let Some(rest) = url.strip_prefix("https://") else {
        return (!is_test || !url.starts_with("http://")).then_some(
            "expected an address that begins with https://: platforms post to no other",
        );
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() {
        Some("expected an address with a host, such as https://hooks.example.com/webhook")
    } else if account.dialect == Dialect::Dialog360 && host.contains(['_', ':']) {
        Some("360dialog posts to no host with an underscore or a port in it")
    } else {
        None
    }
}

/// How the address of the receiver gets to the platform, step by step.
pub fn webhook_steps(dialect: Dialect, app_id: Option<&str>) -> Vec<String> {
    match dialect {
        Dialect::Cloud => {
            let page = app_id.map_or_else(
                || "https://developers.facebook.com/apps".to_owned(),
                |id| format!("https://developers.facebook.com/apps/{id}"),
            );
            vec![
                "Let a tunnel or proxy lead a public https address to the receiver.".to_owned(),
                format!("Enter that address and the verify token at {page} (WhatsApp, Configuration), and subscribe to messages;"),
                "or, for this account alone: bluetick accounts webhook NAME set https://…; the receiver must be running, since Meta asks it at once.".to_owned(),
            ]
        }
        Dialect::Dialog360 => vec![
            "Let a tunnel or proxy lead a public https address, without port or underscore in its host, to the receiver.".to_owned(),
            "bluetick accounts webhook NAME set https://… tells 360dialog. Nothing is signed: keep the address to yourself.".to_owned(),
        ],
        Dialect::OnPremises => vec![
            "The client must reach the receiver: set its address in the settings (receiver.addr).".to_owned(),
            "bluetick accounts webhook NAME set https://… tells the client. Nothing is signed.".to_owned(),
        ],
    }
}

fn text<'a>(json: &'a Value, pointer: &str) -> Option<&'a str> {
    json.pointer(pointer).and_then(Value::as_str)
}

fn joined(parts: &[Option<String>]) -> String {
    let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
    parts.join(" · ")
}

fn number_line(json: &Value) -> String {
    let plain = |pointer| text(json, pointer).map(str::to_owned);
    let named = |word: &str, pointer| text(json, pointer).map(|value| format!("{word} {value}"));
    joined(&[
        plain("/verified_name"),
        plain("/display_phone_number"),
        named("quality", "/quality_rating"),
        named("throughput", "/throughput/level"),
        named("sending", "/health_status/can_send_message"),
        first_obstacle(json.pointer("/health_status")),
    ])
}

fn health(json: &Value) -> String {
    let status = json.get("health_status").unwrap_or(json);
    joined(&[
        text(status, "/can_send_message").map(|value| format!("sending {value}")),
        first_obstacle(Some(status)),
    ])
}

/// The first thing that keeps the number from sending.
fn first_obstacle(status: Option<&Value>) -> Option<String> {
    let entities = status?.get("entities")?.as_array()?.iter();
    let mut errors = entities.filter_map(|entity| entity.get("errors")?.as_array()?.first());
    let error = errors.next()?;
    let said = text(error, "/error_description")?;
    let code = error.get("error_code").map(ToString::to_string);
    Some(format!("{} {said}", code.unwrap_or_default()))
}

fn client_health(json: &Value) -> String {
    let health = json.get("health");
    let of = |node: &Value| text(node, "/gateway_status").map(str::to_owned);
    let status = health.and_then(of).or_else(|| {
        let nodes: Vec<String> = health?.as_object()?.values().filter_map(of).collect();
        Some(nodes.join(", ")).filter(|nodes| !nodes.is_empty())
    });
    joined(&[status.map(|status| format!("gateway {status}"))])
}

fn graph_templates(json: &Value) -> String {
    let count = json
        .get("data")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let more = if json.pointer("/paging/next").is_some() {
        " or more"
    } else {
        ""
    };
    format!("{count}{more}")
}

fn gateway_templates(json: &Value) -> String {
    let listed = json
        .get("waba_templates")
        .and_then(Value::as_array)
        .map(Vec::len);
    let total = json.get("total").and_then(Value::as_u64);
    total.map_or_else(
        || listed.unwrap_or(0).to_string(),
        |total| total.to_string(),
    )
}

fn webhook_line(json: &Value) -> String {
    text(json, "/url").map_or_else(|| "no address yet".to_owned(), str::to_owned)
}
