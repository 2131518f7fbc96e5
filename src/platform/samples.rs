//! Samples of files for the headers of templates: uploaded in sessions that can be resumed, and named by a handle.
//!
//! Graph keeps them with the app: a session is opened, the bytes are posted from an offset on, and what comes back
//! is the handle. No other API takes uploads of samples. Called by `link`.

use reqwest::Method;
use secrecy::SecretString;
use serde_json::Value;

use super::account::Account;
use super::answer::{Answer, Body};
use super::media::{Attachment, Upload};
use super::request::Request;
use crate::text::percent::encoded;
use crate::wire::{Dialect, SAMPLE_TYPES};

/// Why a sample cannot be uploaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SampleProblem {
    /// Samples stand with the app.
    #[error(
        "the account {0} has no app_id, under which samples are uploaded; add it to the settings"
    )]
    NoApp(String),
    /// The API takes no uploads of samples.
    #[error(
        "the {0} takes no uploads of samples; put a public https address of the file, or a handle from Meta, into \
         header_handle"
    )]
    NoUploads(&'static str),
    /// Sessions take no such files.
    #[error("a sample of type {kind} is not taken; expected one of {}", SAMPLE_TYPES.join(", "))]
    Type {
        /// The type.
        kind: String,
    },
}

/// The request that opens a session for a file.
///
/// # Errors
/// When the account's API has no sessions, it does not say its app, or no such file is taken.
pub fn open_session(account: &Account, upload: &Upload) -> Result<Request, SampleProblem> {
    if account.dialect != Dialect::Cloud {
        return Err(SampleProblem::NoUploads(account.dialect.title()));
    }
    let app = account.app_id.as_deref();
    let app = app.ok_or_else(|| SampleProblem::NoApp(account.name.clone()))?;
    if !SAMPLE_TYPES.contains(&upload.kind.as_str()) {
        let kind = upload.kind.clone();
        return Err(SampleProblem::Type { kind });
    }
    let name = upload.path.file_name().unwrap_or_default();
    let path = format!(
        "/{}/uploads?file_name={}&file_length={}&file_type={}",
        encoded(app),
        encoded(&name.to_string_lossy()),
        upload.bytes,
        encoded(&upload.kind)
    );
    Ok(Request::to(account, Method::POST, &path, Value::Null))
}

/// A session that was opened: the step of a path that it is addressed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session(String);

impl Session {
    /// The session of an answer; none where it opened none, or names one that is no step of a path.
    pub fn of(answer: &Answer) -> Option<Self> {
        let id = text(answer, "id")?;
        let is_plain = |sign: char| sign.is_ascii_alphanumeric() || ":-._~=?&%+".contains(sign);
        (id.starts_with("upload:") && id.chars().all(is_plain)).then(|| Self(id.to_owned()))
    }

    /// The request that posts the bytes of the file from an offset on.
    pub fn post(&self, account: &Account, upload: &Upload, offset: u64) -> Request {
        let mut request = self.request(account, Method::POST);
        request.file = Some(Attachment::rest(upload, offset));
        request
    }

    /// The request that tells how much of the file is there.
    pub fn ask(&self, account: &Account) -> Request {
        self.request(account, Method::GET)
    }

    fn request(&self, account: &Account, method: Method) -> Request {
        let token: SecretString = account.secrets.access.clone();
        Request::to(account, method, &format!("/{}", self.0), Value::Null)
            .with_credentials("OAuth ", token)
    }
}

/// How much of the file is there.
pub fn offset_of(answer: &Answer) -> Option<u64> {
    let Body::Json(body) = &answer.body else {
        return None;
    };
    let offset = body.get("file_offset")?;
    let said = offset.as_str().and_then(|said| said.parse().ok());
    offset.as_u64().or(said)
}

/// The handle by which the sample is named from now on.
pub fn handle_of(answer: &Answer) -> Option<String> {
    text(answer, "h").map(str::to_owned)
}

fn text<'a>(answer: &'a Answer, key: &str) -> Option<&'a str> {
    match &answer.body {
        Body::Json(body) => body.get(key)?.as_str(),
        Body::Text(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rstest::rstest;

    use super::super::media::Progress;
    use super::*;

    fn account(dialect: Dialect) -> Account {
        let mut account = Account::new(
            "main",
            dialect,
            "https://x.example.com",
            SecretString::from("s3cret"),
        );
        account.app_id = (dialect == Dialect::Cloud).then(|| "70".to_owned());
        account
    }

    fn file(kind: &str) -> Upload {
        Upload {
            path: "shop/lamp ü.png".into(),
            kind: kind.to_owned(),
            bytes: 7,
            progress: Progress::default(),
        }
    }

    fn answer(body: &str) -> Answer {
        Answer::read(200, Duration::ZERO, body.as_bytes())
    }

    #[test]
    fn a_session_is_opened_and_posted_to() {
        let account = account(Dialect::Cloud);
        let request = open_session(&account, &file("image/png")).unwrap();
        assert_eq!(
            request.url,
            "https://x.example.com/70/uploads?file_name=lamp%20%C3%BC.png&file_length=7&file_type=image%2Fpng"
        );
        let session = Session::of(&answer(r#"{"id": "upload:MTpx?sig=ARZ"}"#)).unwrap();
        let post = session.post(&account, &file("image/png"), 3);
        assert_eq!(post.url, "https://x.example.com/upload:MTpx?sig=ARZ");
        let shown = post.shown();
        assert!(shown.contains("Authorization: OAuth ********"), "{shown}");
        assert!(shown.contains("file_offset: 3"), "{shown}");
    }

    #[rstest]
    #[case(Dialect::Dialog360, "image/png", "takes no uploads of samples")]
    #[case(Dialect::OnPremises, "image/png", "takes no uploads of samples")]
    #[case(Dialect::Cloud, "image/gif", "a sample of type image/gif is not taken")]
    fn what_no_session_takes_is_told(
        #[case] dialect: Dialect,
        #[case] kind: &str,
        #[case] words: &str,
    ) {
        let problem = open_session(&account(dialect), &file(kind)).unwrap_err();
        assert!(problem.to_string().contains(words), "{problem}");
        let mut nobody = account(Dialect::Cloud);
        nobody.app_id = None;
        let problem = open_session(&nobody, &file("image/png")).unwrap_err();
        assert_eq!(problem, SampleProblem::NoApp("main".to_owned()));
    }

    #[rstest]
    #[case(r#"{"id": "7"}"#)]
    #[case(r#"{"id": "upload:a/../../me"}"#)]
    #[case("no JSON")]
    fn what_is_no_session_is_not_posted_to(#[case] body: &str) {
        assert_eq!(Session::of(&answer(body)), None);
    }

    #[test]
    fn an_offset_is_a_number_or_a_text() {
        assert_eq!(offset_of(&answer(r#"{"file_offset": 12}"#)), Some(12));
        assert_eq!(offset_of(&answer(r#"{"file_offset": "12"}"#)), Some(12));
        assert_eq!(
            handle_of(&answer(r#"{"h": "4::aW"}"#)).as_deref(),
            Some("4::aW")
        );
    }
}
