//! What a media file is: its size, and what its content tells of type, colours and streams.
//!
//! Called by `check`, for the file that a link or an id stands for, and before an upload. Reads headers
//! only, whatever the size. The parsers are our own: what the platform demands (bits a channel, codecs,
//! channels of a sound) is more than the crates that know types by first bytes tell, and less than those
//! that decode.

mod boxes;
mod ogg;
mod picture;

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::wire::{MediaFile, Stream, StreamSort, types_of_ending};

/// So many bytes tell what a file is.
const BEGINNING: u64 = 4096;
/// Archives, office files of old and films in Matroska's boxes, whose endings tell what is in them.
const WRAPPED: &[(&[u8], &[&str])] = &[
    (b"PK\x03\x04", &["docx", "xlsx", "pptx", "apk", "zip"]),
    (b"\xd0\xcf\x11\xe0", &["doc", "xls", "ppt"]),
    (b"\x1a\x45\xdf\xa3", &["webm", "mkv"]),
];

/// Looks at a file.
///
/// # Errors
/// When it cannot be read.
pub fn look(path: &Path) -> io::Result<MediaFile> {
    let mut file = File::open(path)?;
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(io::Error::other("not a file"));
    }
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    examine(
        &mut file,
        found.len(),
        ending.as_deref().unwrap_or_default(),
    )
}

/// The SHA-256 of a file as hexadecimal digits, as platforms tell it.
///
/// # Errors
/// When it cannot be read.
pub fn sha256(path: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    io::copy(&mut File::open(path)?, &mut Hashing(&mut hasher))?;
    let digest = hasher.finalize();
    Ok(digest.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _infallible = write!(text, "{byte:02x}");
        text
    }))
}

/// Hashes what is written to it.
struct Hashing<'a>(&'a mut Sha256);

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is to be known of content, with the ending of its name.
fn examine(file: &mut (impl Read + Seek), bytes: u64, ending: &str) -> io::Result<MediaFile> {
    let mut beginning = Vec::new();
    file.by_ref().take(BEGINNING).read_to_end(&mut beginning)?;
    let kind = kind_of(&beginning, ending);
    let mut found = MediaFile {
        kind,
        bytes,
        ..MediaFile::default()
    };
    if bytes == 0 {
        found.defect = Some("it is empty");
        return Ok(found);
    }
    file.seek(SeekFrom::Start(0))?;
    match kind {
        Some("image/jpeg") => match picture::jpeg(file)? {
            Some(colours) => found.colours = Some(colours),
            None => found.defect = Some("it ends before its picture begins"),
        },
        Some("image/png") => match picture::png(&beginning) {
            Some(colours) => found.colours = Some(colours),
            None => found.defect = Some("it ends before its picture begins"),
        },
        Some("image/webp") => {
            found.pixels = picture::web_picture_size(&beginning);
            found.is_animated = picture::is_animated(&beginning);
            found.defect = picture::riff_length(&beginning)
                .is_some_and(|told| told > bytes)
                .then_some("it ends before the end that its header tells");
        }
        Some("audio/ogg") => found.streams = ogg::stream(&beginning).into_iter().collect(),
        Some("video/mp4" | "audio/mp4" | "video/3gpp" | "video/quicktime") => {
            film(file, bytes, &mut found)?;
        }
        _ => {}
    }
    found.wrong_ending = wrong_ending(found.kind, ending);
    Ok(found)
}

/// The streams of an MP4 or 3GPP file, which also tell a sound from a film.
fn film(file: &mut (impl Read + Seek), bytes: u64, found: &mut MediaFile) -> io::Result<()> {
    match boxes::streams(file, bytes)? {
        Ok(streams) => found.streams = streams,
        Err(defect) => found.defect = Some(defect),
    }
    let has_video = found
        .streams
        .iter()
        .any(|stream| stream.sort == StreamSort::Video);
    let is_sound = found.kind == Some("video/mp4") && !found.streams.is_empty() && !has_video;
    if is_sound {
        found.kind = Some("audio/mp4");
    }
    Ok(())
}

/// The ending where it stands for other types than the content shows.
fn wrong_ending(kind: Option<&str>, ending: &str) -> Option<String> {
    let (kind, types) = (kind?, types_of_ending(ending)?);
    (!types.contains(&kind)).then(|| ending.to_owned())
}

/// What a file is by its first bytes; the ending counts where they leave it open.
fn kind_of(bytes: &[u8], ending: &str) -> Option<&'static str> {
    const BEGINNINGS: &[(&[u8], &str)] = &[
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF8", "image/gif"),
        (b"OggS", "audio/ogg"),
        (b"ID3", "audio/mpeg"),
        (b"\xff\xfb", "audio/mpeg"),
        (b"\xff\xfa", "audio/mpeg"),
        (b"\xff\xf3", "audio/mpeg"),
        (b"\xff\xf2", "audio/mpeg"),
        (b"\xff\xf1", "audio/aac"),
        (b"\xff\xf9", "audio/aac"),
        (b"#!AMR", "audio/amr"),
        (b"%PDF-", "application/pdf"),
        (b"fLaC", "audio/flac"),
    ];
    if picture::is_web_picture(bytes) {
        return Some("image/webp");
    }
    if let (Some(b"ftyp"), Some(brand)) = (bytes.get(4..8), bytes.get(8..11)) {
        return Some(match brand {
            b"M4A" => "audio/mp4",
            b"3gp" | b"3g2" => "video/3gpp",
            b"qt " => "video/quicktime",
            b"hei" | b"mif" => "image/heic",
            b"avi" => "image/avif",
            _ => "video/mp4",
        });
    }
    if bytes.starts_with(b"RIFF") {
        return match bytes.get(8..12) {
            Some(b"WAVE") => Some("audio/wav"),
            Some(b"AVI ") => Some("video/x-msvideo"),
            _ => None,
        };
    }
    let known = BEGINNINGS
        .iter()
        .find(|(beginning, _)| bytes.starts_with(beginning))
        .map(|(_, kind)| *kind);
    known.or_else(|| by_ending(bytes, ending))
}

/// What a file is whose ending tells more than its first bytes: archives, and text.
fn by_ending(bytes: &[u8], ending: &str) -> Option<&'static str> {
    let of_ending = || types_of_ending(ending)?.first().copied();
    let wrapped = WRAPPED
        .iter()
        .find(|(beginning, _)| bytes.starts_with(beginning));
    if let Some((_, endings)) = wrapped {
        let is_one = endings.iter().any(|one| one.eq_ignore_ascii_case(ending));
        return is_one.then(of_ending).flatten();
    }
    of_ending().filter(|kind| kind.starts_with("text/") && is_text(bytes))
}

/// Whether bytes are the beginning of a text in UTF-8.
fn is_text(bytes: &[u8]) -> bool {
    let whole = match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        // A character may be cut by the end of what was read.
        Err(error) if error.error_len().is_none() => bytes
            .get(..error.valid_up_to())
            .and_then(|valid| std::str::from_utf8(valid).ok()),
        Err(_) => None,
    };
    whole.is_some_and(|text| !text.contains('\0'))
}

/// A stream of a sound.
const fn sound(codec: &'static str, channels: Option<u16>) -> Stream {
    Stream {
        sort: StreamSort::Sound,
        codec,
        channels,
    }
}

/// A number of bytes in a row, the greatest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(
        bytes
            .iter()
            .fold(0, |sum, byte| (sum << 8) | u64::from(*byte)),
    )
}

#[cfg(test)]
mod tests;
