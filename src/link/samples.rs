//! The samples of a definition's headers on their way to an account: files and addresses become handles.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::NamedTempFile;

use super::Link;
use super::templates::TemplatesError;
use crate::check::{Diagnostic, preflight};
use crate::files::media as files;
use crate::platform::media::{Fetched, Progress, Upload, upload_timeout};
use crate::platform::samples::{Session, handle_of, offset_of, open_session};
use crate::platform::{Account, Answer, Request, SendError, SendOptions};
use crate::schema::Severity;
use crate::template::{Sample, SamplePlace, sample_places, set_sample};
use crate::wire::Dialect;

/// So often the rest of a file is posted after the connection broke.
const TRIES: usize = 3;
/// A sample that an account lists is larger than any that it takes.
const LARGEST: u64 = 100 * 1024 * 1024;

/// A file that is to become a sample.
#[derive(Debug, Clone)]
pub struct SampleFile {
    /// The file.
    pub path: PathBuf,
    /// The kind of message whose rules it is held against: `image`.
    pub kind: &'static str,
}

impl Link {
    /// A definition with handles for all of its samples: files of one's own, named from `folder` on, are uploaded,
    /// and so is what stands at addresses, which accounts list and do not take. 360dialog takes addresses as they
    /// are.
    ///
    /// # Errors
    /// When a sample cannot be had, is none that the platform takes, or is not uploaded.
    pub(super) async fn with_handles(
        &self,
        account: &Account,
        (definition, folder): (&Value, Option<&Path>),
        options: &SendOptions,
    ) -> Result<Value, TemplatesError> {
        let mut sent = definition.clone();
        for place in sample_places(definition) {
            let handle = match Sample::of(&place.text) {
                Sample::Handle(_) | Sample::File("") => continue,
                Sample::Address(_) if account.dialect != Dialect::Cloud => continue,
                Sample::Address(address) => {
                    self.of_address(account, (address, &place), options).await?
                }
                Sample::File(path) => {
                    let path = folder.map_or_else(|| path.into(), |folder| folder.join(path));
                    let kind = place.kind;
                    let file = SampleFile { path, kind };
                    self.upload_sample(account, &file, Progress::default(), options)
                        .await?
                }
            };
            set_sample(&mut sent, &place.header, &handle);
        }
        Ok(sent)
    }

    /// Uploads a file as a sample and gives its handle. A connection that breaks is taken up where it broke.
    ///
    /// # Errors
    /// When the file cannot be read, the platform would not take it, or does not.
    pub async fn upload_sample(
        &self,
        account: &Account,
        file: &SampleFile,
        progress: Progress,
        options: &SendOptions,
    ) -> Result<String, TemplatesError> {
        let shown = file.path.display();
        let looked = files::look(&file.path)
            .map_err(|error| TemplatesError::Sample(format!("{shown}: cannot be read: {error}")))?;
        let found = preflight(&looked, file.kind, account.dialect);
        let mut errors = found.iter().filter(|one| one.severity == Severity::Error);
        if let Some(error) = errors.next() {
            return Err(TemplatesError::Sample(format!(
                "{shown}: {}",
                complaint(error)
            )));
        }
        let kind = looked.kind.ok_or_else(|| {
            let words = "neither its content nor its ending tells what it is";
            TemplatesError::Sample(format!("{shown}: {words}"))
        })?;
        let upload = Upload {
            path: file.path.clone(),
            kind: kind.to_owned(),
            bytes: looked.bytes,
            progress,
        };
        self.in_session(account, &upload, options)
            .await
            .map_err(|error| error.about(&shown.to_string()))
    }

    async fn in_session(
        &self,
        account: &Account,
        upload: &Upload,
        options: &SendOptions,
    ) -> Result<String, TemplatesError> {
        let opened = open_session(account, upload)
            .map_err(|problem| TemplatesError::Sample(problem.to_string()))?;
        let answer = self.asked(account, &opened, options).await?;
        let session = Session::of(&answer).ok_or_else(|| no_member("session"))?;
        let patient = SendOptions {
            timeout: upload_timeout(upload.bytes),
            cancel: options.cancel.clone(),
        };
        let mut offset = 0;
        for _ in 0..TRIES {
            let post = session.post(account, upload, offset);
            match self.asked(account, &post, &patient).await {
                Ok(answer) => {
                    if let Some(handle) = handle_of(&answer) {
                        return Ok(handle);
                    }
                    offset = offset_of(&answer).ok_or_else(|| no_member("handle"))?;
                }
                Err(TemplatesError::NoAnswer(SendError::Broken { .. } | SendError::Timeout(_))) => {
                    let answer = self.asked(account, &session.ask(account), options).await?;
                    offset = offset_of(&answer).ok_or_else(|| no_member("offset"))?;
                }
                Err(error) => return Err(error),
            }
        }
        let words = format!("the upload broke off {TRIES} times");
        Err(TemplatesError::Sample(words))
    }

    /// An accepted answer.
    async fn asked(
        &self,
        account: &Account,
        request: &Request,
        options: &SendOptions,
    ) -> Result<Answer, TemplatesError> {
        let answer = self.ask(account, request, options).await;
        let answer = answer.map_err(TemplatesError::NoAnswer)?;
        if answer.is_accepted() {
            Ok(answer)
        } else {
            Err(TemplatesError::refused(account, &answer))
        }
    }

    /// Uploads what stands at an address. No secret goes there: it may be anybody's.
    async fn of_address(
        &self,
        account: &Account,
        (address, place): (&str, &SamplePlace),
        options: &SendOptions,
    ) -> Result<String, TemplatesError> {
        let cannot = |reason: &str| {
            TemplatesError::Sample(format!(
                "the sample at {address} is not to be had ({reason}); put a file of your own into header_handle"
            ))
        };
        let mut copy = NamedTempFile::new().map_err(|error| cannot(&error.to_string()))?;
        let mut bytes = 0;
        let mut sink = |piece: &[u8]| {
            bytes += u64::try_from(piece.len()).unwrap_or(LARGEST);
            if bytes > LARGEST {
                return Err(std::io::Error::other("it is larger than any sample"));
            }
            copy.write_all(piece)
        };
        let request = Request::to_anybody(account, address);
        let fetched = self
            .client()
            .fetch(account, &request, Some(&mut sink), options)
            .await;
        match fetched {
            Ok(Fetched::File { .. }) => {}
            Ok(Fetched::Refused(answer)) => {
                return Err(cannot(&format!("status {}", answer.status)));
            }
            Err(error) => return Err(cannot(&error.to_string())),
        }
        let file = SampleFile {
            path: copy.path().to_owned(),
            kind: place.kind,
        };
        self.upload_sample(account, &file, Progress::default(), options)
            .await
    }
}

fn complaint(error: &Diagnostic) -> String {
    let help = error.help.as_deref();
    let help = help.map_or_else(String::new, |help| format!("; {help}"));
    format!("{}{help}", error.message)
}

fn no_member(what: &str) -> TemplatesError {
    TemplatesError::Sample(format!(
        "the platform answered without a {what} of the upload"
    ))
}
