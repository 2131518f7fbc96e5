//! The boxes of MP4 and 3GPP files, as far as they tell of streams.
//!
//! Boxes are walked by seeking, so that a film is never read, and so many of them at most that a file
//! made to be slow is not.

use std::io::{self, Read, Seek, SeekFrom};

use super::{number, sound};
use crate::wire::{Stream, StreamSort};

/// So many boxes are looked at; films have some dozens.
const MOST: usize = 4096;
/// So much of what a box holds is read.
const BOX_BEGINNING: u64 = 1024;

/// Those on the way to the descriptions of streams.
const AROUND: &[&[u8; 4]] = &[b"moov", b"trak", b"mdia", b"minf", b"stbl"];

/// Where a box stands in the file.
struct Found {
    name: [u8; 4],
    content: u64,
    end: u64,
}

/// The streams of a film; inside, why they cannot be told.
pub(super) fn streams(
    file: &mut (impl Read + Seek),
    length: u64,
) -> io::Result<Result<Vec<Stream>, &'static str>> {
    let mut streams = Vec::new();
    // Ranges that are still to be walked, the innermost last.
    let mut open = vec![(0, length)];
    let (mut seen, mut has_index, mut is_cut) = (0, false, false);
    // What the track is for; its box comes before the description.
    let mut handler = None;
    while let Some((at, end)) = open.pop() {
        if at >= end || seen >= MOST {
            continue;
        }
        seen += 1;
        let Some(found) = next(file, at, end)? else {
            is_cut = true;
            continue;
        };
        is_cut |= found.end > end;
        open.push((found.end, end));
        has_index |= found.name == *b"moov";
        if AROUND.contains(&&found.name) {
            open.push((found.content, found.end.min(end)));
        } else if found.name == *b"hdlr" {
            handler = beginning(file, &found, end)?.get(8..12).and_then(sort);
        } else if found.name == *b"stsd" {
            streams.extend(stream(&beginning(file, &found, end)?, handler));
        }
    }
    Ok(match (has_index, is_cut) {
        (true, false) => Ok(streams),
        (true, true) => Err("it ends before the end that its boxes tell"),
        (false, _) => Err("it has no index (box moov): it was cut off, or was never finished"),
    })
}

/// The beginning of what a box holds.
fn beginning(file: &mut (impl Read + Seek), found: &Found, end: u64) -> io::Result<Vec<u8>> {
    let mut beginning = Vec::new();
    let room = found.end.min(end).saturating_sub(found.content);
    file.seek(SeekFrom::Start(found.content))?;
    file.by_ref()
        .take(room.min(BOX_BEGINNING))
        .read_to_end(&mut beginning)?;
    Ok(beginning)
}

/// What a track is for, by its handler.
fn sort(handler: &[u8]) -> Option<StreamSort> {
    match handler {
        b"vide" => Some(StreamSort::Video),
        b"soun" => Some(StreamSort::Sound),
        _ => None,
    }
}

/// The box at a place; none where no whole head of one is there.
fn next(file: &mut (impl Read + Seek), at: u64, end: u64) -> io::Result<Option<Found>> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(at))?;
    file.by_ref().take(16).read_to_end(&mut head)?;
    let found = || {
        let name: [u8; 4] = head.get(4..8)?.try_into().ok()?;
        let (head_length, length) = match number(&head, 0, 4)? {
            // To the end of the file; and a length that needs eight bytes.
            0 => (8, end - at),
            1 => (16, number(&head, 8, 8)?),
            length => (8, length),
        };
        (length >= head_length).then_some(Found {
            name,
            content: at + head_length,
            end: at.checked_add(length)?,
        })
    };
    Ok(found())
}

/// The stream that a sample description (box `stsd`) tells of; none where it is neither pictures nor sound.
fn stream(description: &[u8], handler: Option<StreamSort>) -> Option<Stream> {
    // Version and flags, the number of entries, then the first entry: length, name, content.
    let name: &[u8; 4] = description.get(12..16)?.try_into().ok()?;
    let video = |codec| Stream {
        sort: StreamSort::Video,
        codec,
        channels: None,
    };
    let channels = number(description, 32, 2).and_then(|count| u16::try_from(count).ok());
    Some(match name {
        b"avc1" | b"avc3" => video("H.264"),
        b"hvc1" | b"hev1" => video("H.265"),
        b"av01" => video("AV1"),
        b"vp08" => video("VP8"),
        b"vp09" => video("VP9"),
        b"mp4v" => video("MPEG-4 Visual"),
        b"s263" | b"h263" => video("H.263"),
        b"apch" | b"apcn" | b"apcs" | b"apco" | b"ap4h" => video("ProRes"),
        b"jpeg" | b"mjpa" | b"mjpb" => video("Motion JPEG"),
        b"mp4a" => sound(mp4_sound(description), channels),
        b"samr" => sound("AMR", Some(1)),
        b"sawb" => sound("AMR-WB", Some(1)),
        b"alac" => sound("ALAC", channels),
        b"Opus" => sound("Opus", channels),
        b"fLaC" => sound("FLAC", channels),
        b"ac-3" | b"ec-3" => sound("AC-3", channels),
        _ => Stream {
            sort: handler?,
            codec: "an unknown codec",
            channels: None,
        },
    })
}

/// What `mp4a` holds, by the object type in its descriptor (box `esds`).
fn mp4_sound(description: &[u8]) -> &'static str {
    let object_type = || {
        let at = description
            .windows(4)
            .position(|window| window == b"esds")?;
        // Version and flags; then descriptors: a tag, a length of one to four bytes, content.
        let mut rest = description.get(at + 8..)?;
        rest = content(rest, 0x03)?;
        let flags = *rest.get(2)?;
        let depends = if flags & 0x80 == 0 { 0 } else { 2 };
        rest = content(rest.get(3 + depends..)?, 0x04)?;
        rest.first().copied()
    };
    match object_type() {
        Some(0x69 | 0x6b) => "MP3",
        Some(0xa5) => "AC-3",
        Some(0xdd) => "Vorbis",
        _ => "AAC",
    }
}

/// What a descriptor of that tag holds.
fn content(bytes: &[u8], tag: u8) -> Option<&[u8]> {
    let (first, rest) = bytes.split_first()?;
    let length = rest.iter().take(4).take_while(|byte| **byte & 0x80 != 0);
    let length = length.count() + 1;
    (*first == tag).then(|| rest.get(length..)).flatten()
}
