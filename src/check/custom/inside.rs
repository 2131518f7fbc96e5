//! Rules about what is in a file: colours, codecs, channels. They are silent where no file is at hand.

use crate::check::near::quoted;
use crate::check::spot::{Spot, Walk};
use crate::schema::Rule;
use crate::wire::{ColourModel, MediaFile, Stream, StreamSort};

/// Reports what `problem` says of the file: the finding, and what to do.
fn judge(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    problem: impl FnOnce(&MediaFile) -> Option<(String, &'static str)>,
) {
    let file = walk.facts.context.file.as_ref();
    let (Some(file), Some(_)) = (file, spot.value) else {
        return;
    };
    if let Some((found, help)) = problem(file) {
        let message = format!("{}: {found}: {}", spot.field.title, rule.summary);
        walk.report(rule, spot.pointer(), message, help.to_owned());
    }
}

/// A picture has eight bits a channel, and is not made for printers.
pub(super) fn colours(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    judge(walk, spot, rule, |file| {
        let colours = file.colours?;
        let help = "save it anew as RGB with 8 bits a channel";
        if colours.bits != 8 {
            Some((format!("it has {} bits a channel", colours.bits), help))
        } else if colours.model == ColourModel::Cmyk {
            Some(("it is CMYK, made for printing".to_owned(), help))
        } else {
            None
        }
    });
}

/// A picture has red, green and blue.
pub(super) fn few_colours(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    judge(walk, spot, rule, |file| {
        let model = file.colours?.model;
        matches!(model, ColourModel::Grey | ColourModel::Palette).then(|| {
            let found = format!("its colours are {}", model.name());
            (found, "to be sure, save it anew as RGB")
        })
    });
}

/// A film is H.264, with one stream of AAC sound or none.
pub(super) fn video_streams(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    judge(walk, spot, rule, |file| {
        // Streams of a kind that is not known are told as such; none at all, that nothing is known.
        if !matches!(file.kind, Some("video/mp4" | "video/3gpp")) || file.streams.is_empty() {
            return None;
        }
        let of = |sort| {
            file.streams
                .iter()
                .filter(move |stream| stream.sort == sort)
        };
        let help = "convert it: H.264 for the pictures, AAC for the sound";
        if let Some(other) = of(StreamSort::Video).find(|stream| stream.codec != "H.264") {
            return Some((format!("its pictures are {}", other.codec), help));
        }
        if of(StreamSort::Video).next().is_none() {
            return Some(("it has no pictures".to_owned(), "send it as a sound"));
        }
        if let Some(other) = of(StreamSort::Sound).find(|stream| stream.codec != "AAC") {
            return Some((format!("its sound is {}", other.codec), help));
        }
        let sounds = of(StreamSort::Sound).count();
        (sounds > 1).then(|| {
            let found = format!("it has {sounds} streams of sound");
            (found, "keep one of them")
        })
    });
}

/// An OGG file holds OPUS in one channel, an MP4 file AAC.
pub(super) fn sound_streams(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    judge(walk, spot, rule, |file| {
        let stream = file.streams.first()?;
        match (file.kind?, stream.codec, stream.channels) {
            ("audio/ogg", "Opus", Some(0 | 1) | None) | ("audio/mp4", "AAC", _) => None,
            ("audio/ogg", "Opus", Some(channels)) => Some((
                format!("it has {channels} channels"),
                "mix it down to one channel",
            )),
            ("audio/ogg", codec, _) => Some((format!("it is {codec}"), "convert it to OPUS")),
            ("audio/mp4", codec, _) => Some((format!("it is {codec}"), "convert it to AAC")),
            _ => None,
        }
    });
}

/// Whether a file is one that a voice message may be: OGG with OPUS. None where its codec is not known.
pub(super) fn is_voice(file: &MediaFile) -> Option<bool> {
    let codec = file.streams.first().map(|Stream { codec, .. }| *codec);
    match (file.kind?, codec) {
        ("audio/ogg", Some(codec)) => Some(codec == "Opus"),
        ("audio/ogg", None) => None,
        _ => Some(false),
    }
}

/// A file is neither empty nor cut off.
pub(super) fn whole(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    judge(walk, spot, rule, |file| {
        let defect = file.defect?;
        Some((defect.to_owned(), "copy or make it anew"))
    });
}

/// A file is what its name tells.
pub(super) fn ending(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    judge(walk, spot, rule, |file| {
        let (kind, ending) = (file.kind?, file.wrong_ending.as_ref()?);
        let found = format!(
            "the file is {kind}, and its name ends with {}",
            quoted(ending)
        );
        Some((found, "give it the ending of its type"))
    });
}
