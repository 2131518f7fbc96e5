//! Rules about files, as far as their names tell of their types.
//!
//! What a file really is, its server says. An ending that is not known here, or none, is not held
//! against anybody.

use serde_json::Value;

use super::inside;
use crate::check::context::Spent;
use crate::check::near::quoted;
use crate::check::spot::{Spot, Walk};
use crate::schema::Rule;
use crate::wire::types_of_ending;

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

/// The file, where it is at hand, is of one of these types.
pub(super) fn file_is(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    types: &'static [&'static str],
) {
    let file = walk.facts.context.file.as_ref();
    let (Some(kind), Some(_)) = (file.and_then(|file| file.kind), spot.value) else {
        return;
    };
    let is_taken = types.contains(&kind) || (kind == "video/mp4" && types.contains(&"audio/mp4"));
    if !is_taken {
        let message = format!("{}: the file is {kind}: {}", spot.field.title, rule.summary);
        let help = format!("give it a file of type {}", or(types));
        walk.report(rule, spot.pointer(), message, help);
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
    if file.is_some_and(|file| file.kind.is_some()) {
        return file_is(walk, spot, rule, types);
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

/// The file of an upload has at most so many bytes.
pub(super) fn upload_size(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, most: u64) {
    if spot.value.is_some_and(|media| media.get("id").is_some()) {
        file_size(walk, spot, rule, most);
    }
}

/// The id's file is still kept.
pub(super) fn fresh(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if let Some(Spent::Expired { since }) = spent(walk, spot) {
        let message = format!("{} ended {since}: {}", spot.field.title, rule.summary);
        let help = "upload the file again".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// The id's file was uploaded through the account that sends.
pub(super) fn own(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let (owner, help) = match spent(walk, spot) {
        Some(Spent::OfAnother { account }) => {
            let account = quoted(&account);
            let help = format!("upload the file again, or send through {account}");
            (account, help)
        }
        Some(Spent::OfEarlierRun) => (
            "a sandbox that has ended since, with all its files".to_owned(),
            "upload the file again".to_owned(),
        ),
        Some(Spent::Expired { .. }) | None => return,
    };
    let message = format!(
        "{} was given to {owner}: {}",
        spot.field.title, rule.summary
    );
    walk.report(rule, spot.pointer(), message, help);
}

/// Why the file of the id is of no use, where that is known.
fn spent(walk: &Walk<'_>, spot: &Spot<'_>) -> Option<Spent> {
    let id = spot.text()?;
    let known = walk.facts.context.spent.iter();
    known
        .filter(|spent| spent.id == id)
        .map(|spent| spent.why.clone())
        .next()
}

/// A voice message is OGG with OPUS, by its file or, where that is not at hand, by its name.
pub(super) fn voice_format(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let is_voice = spot.value == Some(&Value::Bool(true));
    let by_file = walk.facts.context.file.as_ref().and_then(inside::is_voice);
    if let Some(is_taken) = by_file {
        if is_voice && !is_taken {
            let message = "a voice message is OGG with OPUS; the file is not".to_owned();
            let help = "convert the file, or send it as an ordinary sound".to_owned();
            walk.report(rule, spot.pointer(), message, help);
        }
        return;
    }
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
        Some((key, ending, types_of_ending(ending)?))
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
