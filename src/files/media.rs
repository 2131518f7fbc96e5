//! What a media file is: its size, and what its first bytes tell.
//!
//! Called by `check`, for the file that a link or an id stands for. Never reads more than its beginning.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use crate::wire::MediaFile;

/// So many bytes tell all that is asked.
const BEGINNING: u64 = 64;

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
    let mut beginning = Vec::new();
    file.by_ref().take(BEGINNING).read_to_end(&mut beginning)?;
    Ok(MediaFile {
        kind: kind_of(&beginning),
        bytes: found.len(),
        pixels: web_picture_size(&beginning),
        is_animated: is_animated(&beginning),
    })
}

/// What a file is by its first bytes.
fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: &[(&[u8], &str)] = &[
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"GIF8", "image/gif"),
        (b"OggS", "audio/ogg"),
        (b"ID3", "audio/mpeg"),
        (b"\xff\xfb", "audio/mpeg"),
        (b"\xff\xf3", "audio/mpeg"),
        (b"\xff\xf1", "audio/aac"),
        (b"\xff\xf9", "audio/aac"),
        (b"#!AMR", "audio/amr"),
        (b"%PDF-", "application/pdf"),
        (b"\x1a\x45\xdf\xa3", "video/webm"),
    ];
    if is_web_picture(bytes) {
        return Some("image/webp");
    }
    match (bytes.get(4..8), bytes.get(8..11)) {
        (Some(b"ftyp"), Some(b"M4A")) => return Some("audio/mp4"),
        (Some(b"ftyp"), Some(b"3gp")) => return Some("video/3gpp"),
        (Some(b"ftyp"), Some(b"qt ")) => return Some("video/quicktime"),
        (Some(b"ftyp"), Some(b"hei" | b"mif")) => return Some("image/heic"),
        (Some(b"ftyp"), Some(b"avi")) => return Some("image/avif"),
        (Some(b"ftyp"), Some(_)) => return Some("video/mp4"),
        _ => {}
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
        return Some("audio/wav");
    }
    BEGINNINGS
        .iter()
        .find(|(beginning, _)| bytes.starts_with(beginning))
        .map(|(_, kind)| *kind)
}

fn is_web_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

/// Whether a WebP picture moves: a bit of its extended header.
fn is_animated(bytes: &[u8]) -> bool {
    let is_extended = is_web_picture(bytes) && bytes.get(12..16) == Some(b"VP8X");
    is_extended && bytes.get(20).is_some_and(|flags| flags & 0x02 != 0)
}

/// Width and height of a WebP picture, by the header of each of its three forms.
fn web_picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    if !is_web_picture(bytes) {
        return None;
    }
    let number = |at: usize, length: usize| -> Option<u32> {
        let bytes = bytes.get(at..at.checked_add(length)?)?;
        let shifted = bytes.iter().rev();
        Some(shifted.fold(0, |sum, byte| (sum << 8) | u32::from(*byte)))
    };
    match bytes.get(12..16)? {
        b"VP8X" => Some((number(24, 3)? + 1, number(27, 3)? + 1)),
        b"VP8L" => {
            let packed = number(21, 4)?;
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((number(26, 2)? & 0x3fff, number(28, 2)? & 0x3fff)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(b"\xff\xd8\xff\xe0", Some("image/jpeg"))]
    #[case(b"\x89PNG\r\n\x1a\n", Some("image/png"))]
    #[case(b"RIFF\x24\0\0\0WEBPVP8 ", Some("image/webp"))]
    #[case(b"RIFF\x24\0\0\0WAVEfmt ", Some("audio/wav"))]
    #[case(b"\0\0\0\x18ftypmp42", Some("video/mp4"))]
    #[case(b"\0\0\0\x18ftyp3gp5", Some("video/3gpp"))]
    #[case(b"OggS\0\x02", Some("audio/ogg"))]
    #[case(b"%PDF-1.7", Some("application/pdf"))]
    #[case(b"hello", None)]
    #[case(b"", None)]
    fn first_bytes_tell_a_type(#[case] bytes: &[u8], #[case] expected: Option<&str>) {
        assert_eq!(kind_of(bytes), expected);
    }

    #[rstest]
    #[case(b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\xff\x01\0\xff\x01\0", Some((512, 512)), true)]
    #[case(b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\0\0\x3f\0\0", Some((128, 64)), false)]
    #[case(b"RIFF\0\0\0\0WEBPVP8L\x0a\0\0\0\x2f\xff\xc1\x7f\0", Some((512, 512)), false)]
    #[case(b"RIFF\0\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\0\x02\0\x02", Some((512, 512)), false)]
    #[case(b"RIFF\0\0\0\0WEBPVP8X", None, false)]
    #[case(b"\x89PNG\r\n\x1a\n", None, false)]
    fn the_header_of_a_sticker_tells_its_size(
        #[case] bytes: &[u8],
        #[case] size: Option<(u32, u32)>,
        #[case] moves: bool,
    ) {
        assert_eq!(web_picture_size(bytes), size);
        assert_eq!(is_animated(bytes), moves);
    }
}
