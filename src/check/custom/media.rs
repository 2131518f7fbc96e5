//! Rules about files, as far as their names tell of their types.
//!
//! What a file really is, its server says. An ending that is not known here, or none, is not held
//! against anybody.

use serde_json::Value;

use crate::check::near::quoted;
use crate::check::spot::{Spot, Walk};
use crate::schema::Rule;

/// What the files of an ending are.
const ENDINGS: &[(&str, &[&str])] = &[
    ("jpg", &["image/jpeg"]),
    ("jpeg", &["image/jpeg"]),
    ("png", &["image/png"]),
    ("webp", &["image/webp"]),
    ("gif", &["image/gif"]),
    ("bmp", &["image/bmp"]),
    ("svg", &["image/svg+xml"]),
    ("tif", &["image/tiff"]),
    ("tiff", &["image/tiff"]),
    ("heic", &["image/heic"]),
    ("avif", &["image/avif"]),
    ("mp4", &["video/mp4", "audio/mp4"]),
    ("3gp", &["video/3gpp", "audio/3gpp"]),
    ("mov", &["video/quicktime"]),
    ("avi", &["video/x-msvideo"]),
    ("mkv", &["video/x-matroska"]),
    ("webm", &["video/webm"]),
    ("aac", &["audio/aac"]),
    ("amr", &["audio/amr"]),
    ("mp3", &["audio/mpeg"]),
    ("m4a", &["audio/mp4"]),
    ("ogg", &["audio/ogg"]),
    ("oga", &["audio/ogg"]),
    ("opus", &["audio/ogg"]),
    ("wav", &["audio/wav"]),
    ("flac", &["audio/flac"]),
    ("txt", &["text/plain"]),
    ("csv", &["text/csv", "text/plain"]),
    ("pdf", &["application/pdf"]),
    ("doc", &["application/msword"]),
    ("xls", &["application/vnd.ms-excel"]),
    ("ppt", &["application/vnd.ms-powerpoint"]),
    (
        "docx",
        &["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ),
    (
        "xlsx",
        &["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ),
    (
        "pptx",
        &["application/vnd.openxmlformats-officedocument.presentationml.presentation"],
    ),
    ("zip", &["application/zip"]),
    ("rar", &["application/vnd.rar"]),
    ("7z", &["application/x-7z-compressed"]),
    ("exe", &["application/vnd.microsoft.portable-executable"]),
    ("apk", &["application/vnd.android.package-archive"]),
];

/// The file has at most so many bytes; nothing is said where it is not at hand.
pub(super) fn file_size(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, most: u64) {
    let Some(file) = walk.facts.context.file.as_ref() else {
        return;
    };
    if spot.value.is_some() && file.bytes > most {
        let message = format!(
            "{}: the file has {}; {}",
            spot.field.title,
            size(file.bytes),
            rule.summary
        );
        let help = format!("bring it below {}", size(most));
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// The file of a voice message has at most so many bytes.
pub(super) fn voice_size(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, most: u64) {
    let voice = spot.value.and_then(|audio| audio.get("voice"));
    if voice == Some(&Value::Bool(true)) {
        file_size(walk, spot, rule, most);
    }
}

/// The file of a sticker that moves, or of one that does not, has at most so many bytes.
pub(super) fn sticker_size(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    (moves, most): (bool, u64),
) {
    let file = walk.facts.context.file.as_ref();
    if file.is_some_and(|file| file.is_animated == moves) {
        file_size(walk, spot, rule, most);
    }
}

/// The picture is so wide and so high.
pub(super) fn pixels(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    wanted: (u32, u32),
) {
    let file = walk.facts.context.file.as_ref();
    let found = file.and_then(|file| file.pixels);
    if let (Some((wide, high)), Some(_)) = (found.filter(|found| *found != wanted), spot.value) {
        let message = format!("{} is {wide} by {high}: {}", spot.field.title, rule.summary);
        walk.report(rule, spot.pointer(), message, None);
    }
}

/// `5 MB`, `512 KB`; rounded up, so that what is too large does not look as if it were not.
fn size(bytes: u64) -> String {
    const KILO: u64 = 1024;
    match bytes {
        0..KILO => format!("{bytes} bytes"),
        _ if bytes < 10 * KILO * KILO && !bytes.is_multiple_of(KILO * KILO) => {
            format!("{} KB", bytes.div_ceil(KILO))
        }
        _ => format!("{} MB", bytes.div_ceil(KILO * KILO)),
    }
}

/// The file is of one of these types; where it is not at hand, its name tells of one of them or of none.
pub(super) fn file_types(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    types: &'static [&'static str],
) {
    let file = walk.facts.context.file.as_ref();
    if let (Some(kind), Some(_)) = (file.and_then(|file| file.kind), spot.value) {
        let is_taken =
            types.contains(&kind) || (kind == "video/mp4" && types.contains(&"audio/mp4"));
        if !is_taken {
            let message = format!("{}: the file is {kind}: {}", spot.field.title, rule.summary);
            let help = format!("give it a file of type {}", or(types));
            walk.report(rule, spot.pointer(), message, help);
        }
        return;
    }
    let Some((key, ending, found)) = spot.value.and_then(told_type) else {
        return;
    };
    if !found.iter().any(|one| types.contains(one)) {
        let title = spot.field.title;
        let message = format!("{title} ends with {}: {}", quoted(ending), rule.summary);
        let help = format!("give it a file of type {}", or(types));
        walk.report(rule, spot.pointer().key(key), message, help);
    }
}

/// A voice message whose name tells of a type tells of OGG.
pub(super) fn voice_format(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let is_voice = spot.value == Some(&Value::Bool(true));
    let Some((_, ending, found)) = told_type(spot.holder.value).filter(|_| is_voice) else {
        return;
    };
    if !found.contains(&"audio/ogg") {
        let message = format!(
            "a voice message is OGG with OPUS; the file ends with {}",
            quoted(ending)
        );
        let help = "convert the file, or send it as an ordinary sound".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// The ending of a media object's file, the types that it tells of, and the member that has it.
fn told_type(media: &Value) -> Option<(&'static str, &str, &'static [&'static str])> {
    ["filename", "link"].into_iter().find_map(|key| {
        let name = media.get(key)?.as_str()?;
        let name = name.split(['?', '#']).next()?;
        let name = match name.split_once("://") {
            Some((_, address)) => address.split_once('/')?.1,
            None => name,
        };
        let (_, ending) = name.rsplit('/').next()?.rsplit_once('.')?;
        let types = ENDINGS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(ending))?;
        Some((key, ending, types.1))
    })
}

/// `image/jpeg or image/png`.
fn or(types: &[&str]) -> String {
    match types {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => types.concat(),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case(json!({"link": "https://img.example.com/a/lamp.PNG?size=1.gif"}), Some("image/png"))]
    #[case(json!({"link": "https://img.example.com/lamp"}), None)]
    #[case(json!({"link": "https://lamp.zip"}), None)]
    #[case(json!({"link": "https://img.example.com/lamp.php"}), None)]
    #[case(json!({"link": "https://img.example.com/x", "filename": "slip.pdf"}), Some("application/pdf"))]
    #[case(json!({"id": "1479537139650973"}), None)]
    fn a_name_tells_a_type_by_its_ending(#[case] media: Value, #[case] expected: Option<&str>) {
        let found = told_type(&media).map(|(_, _, types)| types[0]);
        assert_eq!(found, expected);
    }
}
