//! Reading text files that may be missing, huge, unreadable or no text at all.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::stamp::Stamp;

/// The largest file that is read, in bytes: many times the largest message.
pub const LARGEST: u64 = 8 * 1024 * 1024;

/// A file's text, and what the file was when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text, without a byte order mark.
    pub text: String,
    /// The state of the file.
    pub stamp: Stamp,
}

/// Why a file gave no text.
#[derive(Debug, thiserror::Error)]
pub enum ReadFileError {
    /// Nothing of that name is there.
    #[error("{}: no such file; check the path", .0.display())]
    Missing(PathBuf),
    /// It looks like a name, and nothing is called so.
    #[error(
        "{}: no file, draft or example is called so; `bluetick drafts list` shows what there is",
        .0.display()
    )]
    Unknown(PathBuf),
    /// It is a folder.
    #[error("{}: this is a folder; expected a file, name one in it", .0.display())]
    Folder(PathBuf),
    /// It is longer than any message could be.
    #[error("{}: longer than {} MB, which no message is; check that it is the right file", .0.display(), LARGEST / 1024 / 1024)]
    TooLarge(PathBuf),
    /// Its bytes are no UTF-8.
    #[error("{}: not UTF-8 text: byte {offset} is wrong{hint}; save it as UTF-8", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The first byte that is wrong, counted from 0.
        offset: usize,
        /// What it looks like instead.
        hint: &'static str,
    },
    /// The system refuses.
    #[error("{}: cannot be read: {error}", path.display())]
    System {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl ReadFileError {
    /// What the system says about reading `path`, as one of ours.
    pub(crate) fn system(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound => Self::Missing(path),
            ErrorKind::IsADirectory => Self::Folder(path),
            _ => Self::System { path, error },
        }
    }
}

/// Reads a text file.
///
/// # Errors
/// When it is missing, a folder, too large, not UTF-8, or the system refuses.
pub fn read(path: &Path) -> Result<Text, ReadFileError> {
    let file = File::open(path).map_err(|error| ReadFileError::system(path, error))?;
    let modified = file.metadata().and_then(|it| it.modified()).ok();
    let bytes = read_bytes(file, path)?;
    let stamp = Stamp::of(&bytes, modified);
    let text = decode(bytes, path)?;
    Ok(Text { text, stamp })
}

/// Reads text from a stream, e.g. stdin; `name` is what errors call it.
///
/// # Errors
/// When there is too much of it, it is not UTF-8, or it breaks off.
pub fn read_stream(stream: impl Read, name: &Path) -> Result<String, ReadFileError> {
    read_bytes(stream, name).and_then(|bytes| decode(bytes, name))
}

fn read_bytes(stream: impl Read, path: &Path) -> Result<Vec<u8>, ReadFileError> {
    let mut bytes = Vec::new();
    let read = stream.take(LARGEST + 1).read_to_end(&mut bytes);
    match read {
        Ok(length) if length as u64 > LARGEST => Err(ReadFileError::TooLarge(path.to_owned())),
        Ok(_) => Ok(bytes),
        Err(error) => Err(ReadFileError::system(path, error)),
    }
}

fn decode(bytes: Vec<u8>, path: &Path) -> Result<String, ReadFileError> {
    const WIDE: &str = " (it looks like UTF-16)";
    if is_wide(&bytes) {
        return Err(ReadFileError::NotUtf8 {
            path: path.to_owned(),
            offset: usize::from(bytes.first() != Some(&0)),
            hint: WIDE,
        });
    }
    let text = String::from_utf8(bytes).map_err(|error| ReadFileError::NotUtf8 {
        path: path.to_owned(),
        offset: error.utf8_error().valid_up_to(),
        hint: match error.as_bytes() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => WIDE,
            _ => "",
        },
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// Whether a text is ASCII in two bytes each: every other byte is zero.
fn is_wide(bytes: &[u8]) -> bool {
    matches!(bytes, [0, one, 0, other, ..] | [one, 0, other, 0, ..] if *one != 0 && *other != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(bytes: &[u8]) -> Result<String, String> {
        read_stream(bytes, Path::new("in.json")).map_err(|error| error.to_string())
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(stream(b"\xef\xbb\xbf{}").unwrap(), "{}");
    }

    #[test]
    fn what_is_no_text_names_the_first_wrong_byte() {
        assert_eq!(
            stream(b"{\"a\": \"\xe4\"}").unwrap_err(),
            "in.json: not UTF-8 text: byte 7 is wrong; save it as UTF-8"
        );
        for wide in [&b"\xff\xfe{\0"[..], b"\xfe\xff\0{", b"{\0\"\0", b"\0{\0\""] {
            assert!(stream(wide).unwrap_err().contains("UTF-16"), "{wide:?}");
        }
    }

    #[test]
    fn an_endless_stream_is_cut_off() {
        let error = read_stream(io::repeat(b' '), Path::new("-")).unwrap_err();
        assert!(matches!(error, ReadFileError::TooLarge(_)));
    }

    #[test]
    fn folders_and_missing_files_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read(folder.path()), Err(ReadFileError::Folder(_))));
        assert!(matches!(
            read(&folder.path().join("none")),
            Err(ReadFileError::Missing(_))
        ));
    }
}
