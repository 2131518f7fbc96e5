//! The bytes of a file on their way out: read piece by piece while they are sent.

use std::fmt;
use std::io::{self, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;

use futures_util::stream::{self, Stream};
use reqwest::RequestBuilder;
use reqwest::multipart::{Form, Part};
use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};

use super::Upload;

/// So much is read at once.
const PIECE: usize = 64 * 1024;
/// The header that tells from where on the bytes of a file are posted.
const OFFSET: &str = "file_offset";

/// Is told how many bytes have been handed on.
#[derive(Clone)]
pub struct Progress(Arc<dyn Fn(u64) + Send + Sync>);

impl Progress {
    /// Tells this function.
    pub fn new(tell: impl Fn(u64) + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    fn tell(&self, bytes: u64) {
        (self.0)(bytes);
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new(|_| {})
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Progress")
    }
}

/// A file that a request carries.
#[derive(Debug, Clone)]
pub struct Attachment {
    path: PathBuf,
    kind: String,
    bytes: u64,
    way: Way,
    progress: Progress,
}

/// How a file stands in the body of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// As a part of a form.
    Form,
    /// Its bytes alone.
    Bytes,
    /// Its bytes from there on, which a header tells.
    Rest(u64),
}

impl Attachment {
    pub(super) fn new(upload: &Upload, is_form: bool) -> Self {
        Self::by(upload, if is_form { Way::Form } else { Way::Bytes })
    }

    /// The bytes of a file from an offset on.
    pub(in super::super) fn rest(upload: &Upload, offset: u64) -> Self {
        Self::by(upload, Way::Rest(offset))
    }

    fn by(upload: &Upload, way: Way) -> Self {
        Self {
            path: upload.path.clone(),
            kind: upload.kind.clone(),
            bytes: upload.bytes,
            way,
            progress: upload.progress.clone(),
        }
    }

    /// The file's name.
    fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// What a request with it shows in place of its body.
    pub(in super::super) fn shown(&self) -> String {
        let (name, kind, bytes) = (self.name(), &self.kind, self.bytes);
        match self.way {
            Way::Form => format!(
                "form: messaging_product=whatsapp, type={kind}, file={name} ({bytes} bytes)"
            ),
            Way::Bytes => format!("Content-Type: {kind}\n\n{name} ({bytes} bytes)"),
            Way::Rest(offset) => {
                format!("{OFFSET}: {offset}\nContent-Type: {kind}\n\n{name} ({bytes} bytes)")
            }
        }
    }

    /// The request with the file as its body.
    ///
    /// # Errors
    /// When the file cannot be read, or its type is none.
    pub(in super::super) async fn attach(
        &self,
        request: RequestBuilder,
    ) -> io::Result<RequestBuilder> {
        let mut file = File::open(&self.path).await?;
        let length = file.metadata().await?.len();
        let from = match self.way {
            Way::Rest(offset) => file.seek(SeekFrom::Start(offset)).await?,
            Way::Form | Way::Bytes => 0,
        };
        let length = length.saturating_sub(from);
        let body = reqwest::Body::wrap_stream(pieces(file, from, self.progress.clone()));
        if self.way != Way::Form {
            let request = match self.way {
                Way::Rest(offset) => request.header(OFFSET, offset),
                Way::Form | Way::Bytes => request,
            };
            return Ok(request
                .header("Content-Type", &self.kind)
                .header("Content-Length", length)
                .body(body));
        }
        let part = Part::stream_with_length(body, length)
            .file_name(self.name())
            .mime_str(&self.kind)
            .map_err(|_| io::Error::other(format!("{} is no type of a file", self.kind)))?;
        let form = Form::new()
            .text("messaging_product", "whatsapp")
            .text("type", self.kind.clone())
            .part("file", part);
        Ok(request.multipart(form))
    }
}

/// A file piece by piece, from where it is read on.
fn pieces(file: File, from: u64, progress: Progress) -> impl Stream<Item = io::Result<Vec<u8>>> {
    stream::try_unfold((file, from), move |(mut file, handed)| {
        let progress = progress.clone();
        async move {
            let mut piece = Vec::with_capacity(PIECE);
            let limit = u64::try_from(PIECE).unwrap_or(u64::MAX);
            (&mut file).take(limit).read_to_end(&mut piece).await?;
            if piece.is_empty() {
                return Ok(None);
            }
            let handed = handed + u64::try_from(piece.len()).unwrap_or_default();
            progress.tell(handed);
            Ok(Some((piece, (file, handed))))
        }
    })
}
