//! Rules about the file that a message sends: type, size, colours, streams.
//!
//! They speak where the file is at hand: at `check --media`, before an upload, and, as far as a name tells
//! of a type, always. The same file obeys the same rules in a message of its own and in a header.

use super::media::UNFETCHED;
use crate::schema::custom::Custom;
use crate::schema::rule::{CLOUD, ON_PREMISES, Rule, Test};
use crate::schema::sources;

/// So many bytes have a megabyte.
const MEGABYTE: u64 = 1024 * 1024;
/// So many bytes have a kilobyte.
const KILOBYTE: u64 = 1024;

/// The size of a picture.
pub(in crate::schema) const IMAGE_SIZE: Rule = size(
    "image-size",
    Custom::FileSize(5 * MEGABYTE),
    "an image has at most 5 MB",
);
/// The types of a picture.
pub(in crate::schema) const IMAGE_TYPE: Rule = types("image-mime", IMAGES, IS_IMAGE).only(CLOUD);
/// The types of a picture in a header, whose name is not looked at.
pub(in crate::schema) const IMAGE_IN_HEADER: Rule =
    inside("image-mime", Custom::FileIs(IMAGES), IS_IMAGE);
const IMAGES: &[&str] = &["image/jpeg", "image/png"];
const IS_IMAGE: &str = "an image is a JPEG or a PNG";
/// The colours that phones can show.
pub(in crate::schema) const IMAGE_COLOURS: Rule = inside(
    "image-colours",
    Custom::Colours,
    "an image has 8 bits a channel, RGB or RGBA",
);
/// Colours that no page names, and that are mostly shown.
pub(in crate::schema) const IMAGE_FEW_COLOURS: Rule = Rule::warning(
    "image-few-colours",
    Test::Custom(Custom::FewColours),
    "the pages name RGB and RGBA only",
    sources::MEDIA,
)
.only(CLOUD);

/// The size of a film.
pub(in crate::schema) const VIDEO_SIZE: Rule = size(
    "video-size",
    Custom::FileSize(16 * MEGABYTE),
    "a video has at most 16 MB",
);
/// The types of a film.
pub(in crate::schema) const VIDEO_TYPE: Rule = types("video-mime", VIDEOS, IS_VIDEO).only(CLOUD);
/// The types of a film in a header, whose name is not looked at.
pub(in crate::schema) const VIDEO_IN_HEADER: Rule =
    inside("video-mime", Custom::FileIs(VIDEOS), IS_VIDEO);
const VIDEOS: &[&str] = &["video/mp4", "video/3gpp"];
const IS_VIDEO: &str = "a video is an MP4 or a 3GPP file";
/// The streams of a film.
pub(in crate::schema) const VIDEO_CODEC: Rule = inside(
    "video-codec",
    Custom::VideoStreams,
    "a video is H.264, with one stream of AAC sound or none",
);

/// The size of a sound.
pub(in crate::schema) const AUDIO_SIZE: Rule = size(
    "audio-size",
    Custom::FileSize(16 * MEGABYTE),
    "a sound has at most 16 MB",
);
/// The size up to which a voice message is fetched at once.
pub(in crate::schema) const AUDIO_VOICE_SIZE: Rule = Rule::warning(
    "audio-voice-size",
    Test::Custom(Custom::VoiceSize(512 * KILOBYTE)),
    "above 512 KB the phone waits for a tap before it fetches a voice message",
    sources::AUDIO,
)
.only(CLOUD);
/// The types of a sound.
pub(in crate::schema) const AUDIO_TYPE: Rule = types(
    "audio-mime",
    &[
        "audio/aac",
        "audio/amr",
        "audio/mpeg",
        "audio/mp4",
        "audio/ogg",
    ],
    "a sound is an AAC, AMR, MP3, MP4 or OGG file",
)
.only(CLOUD);
/// The codec of a sound.
pub(in crate::schema) const AUDIO_CODEC: Rule = inside(
    "audio-codec",
    Custom::SoundStreams,
    "an OGG file holds OPUS in one channel, an MP4 file AAC",
);

/// The size of a document.
pub(in crate::schema) const DOCUMENT_SIZE: Rule = size(
    "document-size",
    Custom::FileSize(100 * MEGABYTE),
    "a document has at most 100 MB",
);
/// The types of a document.
pub(in crate::schema) const DOCUMENT_TYPE: Rule = Rule::warning(
    "document-mime",
    Test::Custom(Custom::FileTypes(&[
        "text/plain",
        "application/pdf",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ])),
    "documents are text, PDF, Word, Excel or PowerPoint; other files may fail",
    sources::MEDIA,
)
.only(CLOUD);

/// The size of a sticker that does not move.
pub(in crate::schema) const STICKER_STILL_SIZE: Rule = size(
    "sticker-size-static",
    Custom::StillSize(100 * KILOBYTE),
    "a sticker that does not move has at most 100 KB",
);
/// The size of a sticker that moves.
pub(in crate::schema) const STICKER_MOVING_SIZE: Rule = size(
    "sticker-size-animated",
    Custom::MovingSize(500 * KILOBYTE),
    "a sticker that moves has at most 500 KB",
);
/// Width and height of a sticker.
pub(in crate::schema) const STICKER_PIXELS: Rule = Rule::warning(
    "sticker-dimensions",
    Test::Custom(Custom::Pixels(512, 512)),
    "stickers are 512 by 512 pixels by custom",
    sources::ON_PREMISES,
);
/// The type of a sticker.
pub(in crate::schema) const STICKER_TYPE: Rule =
    types("sticker-mime", &["image/webp"], "a sticker is a WebP file");

/// A file that is whole.
pub(in crate::schema) const WHOLE: Rule = Rule::error(
    "media-whole",
    Test::Custom(Custom::FileWhole),
    "a file that is empty or cut off can be neither shown nor played",
    sources::MEDIA,
)
.predicts(UNFETCHED);
/// The ending of a file's name.
pub(in crate::schema) const ENDING: Rule = Rule::warning(
    "media-ending",
    Test::Custom(Custom::FileEnding),
    "the content of the file is of another type than its name tells",
    sources::MEDIA,
);
/// What an On-Premises client takes at once.
pub(in crate::schema) const CLIENT_UPLOAD: Rule = Rule::error(
    "media-upload-on-premises",
    Test::Custom(Custom::UploadSize(64 * MEGABYTE)),
    "an On-Premises client takes uploads of at most 64 MB",
    sources::ON_PREMISES,
)
.only(ON_PREMISES)
.predicts(UNFETCHED);

/// The rule that a file is of one of these types, as far as its name tells.
const fn types(id: &'static str, types: &'static [&'static str], summary: &'static str) -> Rule {
    Rule::error(
        id,
        Test::Custom(Custom::FileTypes(types)),
        summary,
        sources::MEDIA,
    )
    .predicts(UNFETCHED)
}

/// The rule about a file's size, which is known only where the file is at hand.
const fn size(id: &'static str, test: Custom, summary: &'static str) -> Rule {
    inside(id, test, summary)
}

/// The rule about what is in a file.
const fn inside(id: &'static str, test: Custom, summary: &'static str) -> Rule {
    Rule::error(id, Test::Custom(test), summary, sources::MEDIA)
        .only(CLOUD)
        .predicts(UNFETCHED)
}
