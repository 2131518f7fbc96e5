//! Files at a platform: upload, what is known of one, fetch, delete.
//!
//! A Cloud API and 360dialog take a form and tell of a file by its id, with an address to fetch it at; an
//! On-Premises client (and 360dialog's first generation) takes the bytes alone and gives them back.

mod attachment;
mod fetch;
mod probe;

use std::path::PathBuf;
use std::time::Duration;

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::Value;

pub use attachment::{Attachment, Progress};
pub use fetch::{FetchError, Fetched, Sink};
pub use probe::{Probe, ProbeError, probe};

use super::account::Account;
use super::answer::{Answer, Body};
use super::client::SendError;
use super::request::Request;
use crate::files::settings::Host;
use crate::text::percent::encoded;
use crate::wire::Dialect;

/// The host that Meta's addresses of files name; 360dialog fetches them through its own.
const META_FILES: &str = "https://lookaside.fbsbx.com";

/// Why an account has no files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "360dialog's sandbox host keeps no files: name the file by a link, or choose another account than {0}"
)]
pub struct NoMedia(String);

/// A file that is to be uploaded.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Where it is.
    pub path: PathBuf,
    /// Its type: `image/png`.
    pub kind: String,
    /// Its size.
    pub bytes: u64,
    /// Is told how many bytes have been handed to the network.
    pub progress: Progress,
}

/// Whether an account has the ways of On-Premises clients.
const fn is_client(account: &Account) -> bool {
    matches!(account.dialect, Dialect::OnPremises) || matches!(account.host, Host::FirstGeneration)
}

/// Whether an account keeps files at all.
///
/// # Errors
/// When it does not.
pub fn keeps_media(account: &Account) -> Result<(), NoMedia> {
    let is_sandbox_host = account.dialect == Dialect::Dialog360 && account.host == Host::Sandbox;
    if is_sandbox_host {
        Err(NoMedia(account.name.clone()))
    } else {
        Ok(())
    }
}

/// How long an account keeps an uploaded file.
pub const fn lifetime(account: &Account) -> SignedDuration {
    let days = if is_client(account) { 14 } else { 30 };
    SignedDuration::from_hours(24 * days)
}

/// The request that uploads a file; its bytes are read while it is sent.
pub fn upload(account: &Account, upload: &Upload) -> Request {
    let is_form = !is_client(account);
    let path = match account.dialect {
        Dialect::Cloud => {
            let number = account.phone_number_id.as_deref().unwrap_or_default();
            format!("/{number}/media")
        }
        _ if is_form => "/media".to_owned(),
        _ => "/v1/media".to_owned(),
    };
    let mut request = Request::to(account, Method::POST, &path, Value::Null);
    request.file = Some(Attachment::new(upload, is_form));
    request
}

/// How long an upload of so many bytes may take: slow lines have their time, and it can be given up.
pub fn upload_timeout(bytes: u64) -> Duration {
    /// The slowest line that is waited for, in bytes a second.
    const SLOWEST: u64 = 20 * 1024;
    Duration::from_secs(60 + bytes / SLOWEST)
}

/// The id that an upload gave.
pub fn uploaded_id(answer: &Answer) -> Option<String> {
    let Body::Json(body) = &answer.body else {
        return None;
    };
    let id = body.get("id").or_else(|| body.pointer("/media/0/id"))?;
    id.as_str().map(str::to_owned)
}

/// The request that tells what is known of a file. On an On-Premises client it gives the file itself.
pub fn info(account: &Account, id: &str) -> Request {
    Request::to(account, Method::GET, &of_id(account, id), Value::Null)
}

/// The request that deletes a file.
pub fn delete(account: &Account, id: &str) -> Request {
    Request::to(account, Method::DELETE, &of_id(account, id), Value::Null)
}

fn of_id(account: &Account, id: &str) -> String {
    let id = encoded(id);
    if is_client(account) {
        format!("/v1/media/{id}")
    } else {
        format!("/{id}")
    }
}

/// Whether the bytes of a file come from its id at once, with no address asked for before.
pub const fn is_fetched_by_id(account: &Account) -> bool {
    is_client(account)
}

/// The request that fetches a file from the address that its platform has told; none for an address that
/// may not be given the account's secret.
pub fn fetch_from(account: &Account, address: &str) -> Option<Request> {
    let own = origin(&account.base_url);
    let address = match address.strip_prefix(META_FILES) {
        Some(rest) if account.dialect == Dialect::Dialog360 => format!("{own}{rest}"),
        _ => address.to_owned(),
    };
    let is_trusted = origin(&address) == own
        || (account.dialect == Dialect::Cloud && origin(&address).starts_with("https://"));
    is_trusted.then(|| {
        let mut request = Request::to(account, Method::GET, "", Value::Null);
        request.url = address;
        request
    })
}

/// Scheme, host and port of an address.
fn origin(address: &str) -> &str {
    let after_scheme = address.find("://").map_or(0, |at| at + 3);
    let host = address.get(after_scheme..).unwrap_or_default();
    let length = host.find(['/', '?', '#']).unwrap_or(host.len());
    address.get(..after_scheme + length).unwrap_or(address)
}

/// Why no answer came to a request about a file. Nothing is sent to anybody with these, so that they can be
/// tried again.
pub fn trouble(error: &SendError) -> String {
    match error {
        SendError::Timeout(after) => format!("no answer within {after:?}"),
        SendError::Cancelled => "cancelled".to_owned(),
        SendError::Broken { url, reason } => format!("the connection to {url} broke: {reason}"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use secrecy::SecretString;
    use serde_json::json;

    use super::*;

    fn account(dialect: Dialect, base_url: &str) -> Account {
        let mut account = Account::new("main", dialect, base_url, SecretString::from("s3cret"));
        account.phone_number_id = Some("1055".to_owned());
        account
    }

    #[rstest]
    #[case(Dialect::Cloud, Host::Current, "/1055/media", "/77", 30)]
    #[case(Dialect::Dialog360, Host::Current, "/media", "/77", 30)]
    #[case(
        Dialect::Dialog360,
        Host::FirstGeneration,
        "/v1/media",
        "/v1/media/77",
        14
    )]
    #[case(Dialect::OnPremises, Host::Current, "/v1/media", "/v1/media/77", 14)]
    fn each_api_has_its_paths_and_keeps_files_so_long(
        #[case] dialect: Dialect,
        #[case] host: Host,
        #[case] to: &str,
        #[case] of_id: &str,
        #[case] days: i64,
    ) {
        let mut account = account(dialect, "https://api.example.com/v26.0");
        account.host = host;
        let file = Upload {
            path: "lamp.png".into(),
            kind: "image/png".to_owned(),
            bytes: 7,
            progress: Progress::default(),
        };
        let base = "https://api.example.com/v26.0";
        assert_eq!(upload(&account, &file).url, format!("{base}{to}"));
        assert_eq!(info(&account, "77").url, format!("{base}{of_id}"));
        assert_eq!(delete(&account, "77").method, Method::DELETE);
        assert_eq!(lifetime(&account), SignedDuration::from_hours(24 * days));
    }

    #[rstest]
    #[case(
        Dialect::Cloud,
        "https://lookaside.fbsbx.com/a?b=1",
        Some("https://lookaside.fbsbx.com/a?b=1")
    )]
    #[case(Dialect::Cloud, "http://lookaside.fbsbx.com/a", None)]
    #[case(Dialect::Cloud, "http://127.0.0.1:9/a", Some("http://127.0.0.1:9/a"))]
    #[case(
        Dialect::Dialog360,
        "https://lookaside.fbsbx.com/a/?b=1",
        Some("http://127.0.0.1:9/a/?b=1")
    )]
    #[case(Dialect::Dialog360, "https://lookaside.fbsbx.com.example.com/a", None)]
    #[case(Dialect::Dialog360, "http://127.0.0.1:90/a", None)]
    fn a_secret_goes_to_the_platform_alone(
        #[case] dialect: Dialect,
        #[case] address: &str,
        #[case] expected: Option<&str>,
    ) {
        let account = account(dialect, "http://127.0.0.1:9/v26.0");
        let request = fetch_from(&account, address);
        assert_eq!(request.map(|request| request.url).as_deref(), expected);
    }

    #[rstest]
    #[case(json!({"id": "77"}), Some("77"))]
    #[case(json!({"media": [{"id": "a-b"}], "meta": {}}), Some("a-b"))]
    #[case(json!({"media": []}), None)]
    fn an_upload_gives_its_id(#[case] body: Value, #[case] expected: Option<&str>) {
        let answer = Answer::read(200, Duration::ZERO, body.to_string().as_bytes());
        assert_eq!(uploaded_id(&answer).as_deref(), expected);
    }
}
