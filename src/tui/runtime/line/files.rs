//! Files on the connection: uploads, and what is behind links.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::SignedDuration;
use tokio_util::sync::CancellationToken;

use super::{Line, Office};
use crate::check::explain_text;
use crate::link::SampleFile;
use crate::platform::media::{self, Progress, Upload, probe};
use crate::platform::{Account, Answer, Client, SendError, SendOptions};
use crate::tui::msg::{JobId, LinkNews};

/// How long a server may take to say something of a file.
const PROBE: Duration = Duration::from_secs(15);

impl Line {
    /// Uploads a file, telling of each percent.
    pub(super) fn upload(&mut self, job: JobId, account: String, file: (PathBuf, String, u64)) {
        let cancel = CancellationToken::new();
        self.uploading = Some((job, cancel.clone()));
        let office = self.office.clone();
        tokio::spawn(async move {
            let (path, kind, bytes) = file;
            let upload = Upload {
                path,
                kind,
                bytes,
                progress: office.percents(job, bytes),
            };
            let result = tokio::select! {
                biased;
                () = cancel.cancelled() => Err(media::trouble(&SendError::Cancelled)),
                result = office.upload(&account, &upload, &cancel) => result,
            };
            office.report(LinkNews::Uploaded(job, result));
        });
    }

    /// Uploads the sample of a template's header, telling of each percent.
    pub(super) fn upload_sample(
        &mut self,
        job: JobId,
        account: String,
        (file, bytes): (SampleFile, u64),
    ) {
        let cancel = CancellationToken::new();
        self.uploading = Some((job, cancel.clone()));
        let office = self.office.clone();
        tokio::spawn(async move {
            let progress = office.percents(job, bytes);
            let options = SendOptions {
                cancel,
                ..SendOptions::default()
            };
            let result = match office.open_link().await {
                Ok(link) => match link.account(&account) {
                    Some(account) => {
                        let handle = link
                            .upload_sample(&account, &file, progress, &options)
                            .await;
                        handle.map_err(|error| error.to_string())
                    }
                    None => Err(office.problem(&account)),
                },
                Err(sentence) => Err(sentence),
            };
            let result = result.map(|handle| (handle, None));
            office.report(LinkNews::Uploaded(job, result));
        });
    }

    /// Asks what is behind a link.
    pub(super) fn probe(&self, job: JobId, address: String) {
        let office = self.office.clone();
        tokio::spawn(async move {
            let options = SendOptions {
                timeout: PROBE,
                ..SendOptions::default()
            };
            let probed = probe(&Client::new(), &address, &options).await;
            office.report(LinkNews::Probed(
                job,
                probed.map_err(|error| error.to_string()),
            ));
        });
    }
}

impl Office {
    async fn upload(
        &self,
        account: &str,
        upload: &Upload,
        cancel: &CancellationToken,
    ) -> Result<(String, Option<SignedDuration>), String> {
        let link = self.open_link().await?;
        let account = link.account(account).ok_or_else(|| self.problem(account))?;
        media::keeps_media(&account).map_err(|error| error.to_string())?;
        let options = SendOptions {
            timeout: media::upload_timeout(upload.bytes),
            cancel: cancel.clone(),
        };
        let request = media::upload(&account, upload);
        let answer = link.client().perform(&account, &request, &options).await;
        let answer = answer.map_err(|error| media::trouble(&error))?;
        match media::uploaded_id(&answer) {
            Some(id) if answer.is_accepted() => Ok((id, Some(media::lifetime(&account)))),
            _ => Err(refusal(&account, &answer)),
        }
    }

    /// Tells of each percent of an upload.
    fn percents(&self, job: JobId, all: u64) -> Progress {
        let (office, told) = (self.clone(), AtomicU64::new(0));
        Progress::new(move |bytes| {
            let percent = bytes.min(all) * 100 / all.max(1);
            if told.swap(percent, Ordering::Relaxed) != percent {
                office.report(LinkNews::Uploading(job, bytes));
            }
        })
    }
}

fn refusal(account: &Account, answer: &Answer) -> String {
    let status = answer.status;
    answer.error.as_ref().map_or_else(
        || format!("the platform answered with status {status}"),
        |error| {
            let said = error.said();
            let words = explain_text(account.dialect, error.code, Some(status), said);
            format!("refused with {}: {said} {}", error.code, words.remedy)
        },
    )
}
