//! Headers of pictures: JPEG, PNG and WebP.

use std::io::{self, Read, Seek, SeekFrom};

use super::number;
use crate::wire::{ColourModel, Colours};

/// How a JPEG is coloured, by its frame header; none where the file ends before it.
pub(super) fn jpeg(file: &mut (impl Read + Seek)) -> io::Result<Option<Colours>> {
    file.seek(SeekFrom::Start(2))?;
    loop {
        let mut head = [0; 4];
        if !filled(file, &mut head)? {
            return Ok(None);
        }
        let [0xff, marker, high, low] = head else {
            return Ok(None);
        };
        let length = u16::from_be_bytes([high, low]);
        // Frame headers; C4, C8 and CC are tables among them.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let mut frame = [0; 6];
            if !filled(file, &mut frame)? {
                return Ok(None);
            }
            let [bits, .., channels] = frame;
            let model = match channels {
                1 => ColourModel::Grey,
                4 => ColourModel::Cmyk,
                _ => ColourModel::Rgb,
            };
            return Ok(Some(Colours { bits, model }));
        }
        if marker == 0xff {
            // Filling bytes may stand before a marker.
            file.seek(SeekFrom::Current(-3))?;
        } else {
            file.seek(SeekFrom::Current(i64::from(length) - 2))?;
        }
    }
}

/// Reads as much as the buffer holds; false where the file ends before.
fn filled(file: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// How a PNG is coloured; none where its header is not whole.
pub(super) fn png(bytes: &[u8]) -> Option<Colours> {
    if bytes.get(12..16)? != b"IHDR" {
        return None;
    }
    let model = match bytes.get(25)? {
        0 | 4 => ColourModel::Grey,
        3 => ColourModel::Palette,
        _ => ColourModel::Rgb,
    };
    let bits = *bytes.get(24)?;
    // The bits of a palette number its colours, which have eight a channel.
    let bits = if model == ColourModel::Palette {
        8
    } else {
        bits
    };
    Some(Colours { bits, model })
}

/// Whether bytes are the beginning of a WebP picture.
pub(super) fn is_web_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

/// Whether a WebP picture moves: a bit of its extended header.
pub(super) fn is_animated(bytes: &[u8]) -> bool {
    let is_extended = is_web_picture(bytes) && bytes.get(12..16) == Some(b"VP8X");
    is_extended && bytes.get(20).is_some_and(|flags| flags & 0x02 != 0)
}

/// How long the file is by its own word.
pub(super) fn riff_length(bytes: &[u8]) -> Option<u64> {
    let told: [u8; 4] = bytes.get(4..8)?.try_into().ok()?;
    Some(u64::from(u32::from_le_bytes(told)) + 8)
}

/// Width and height of a WebP picture, by the header of each of its three forms.
pub(super) fn web_picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    if !is_web_picture(bytes) {
        return None;
    }
    let small = |at: usize, length: usize| -> Option<u32> {
        let mut bytes = bytes.get(at..at.checked_add(length)?)?.to_vec();
        bytes.reverse();
        u32::try_from(number(&bytes, 0, length)?).ok()
    };
    match bytes.get(12..16)? {
        b"VP8X" => Some((small(24, 3)? + 1, small(27, 3)? + 1)),
        b"VP8L" => {
            let packed = small(21, 4)?;
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((small(26, 2)? & 0x3fff, small(28, 2)? & 0x3fff)),
        _ => None,
    }
}
