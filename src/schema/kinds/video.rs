//! A film with or without a caption.

use crate::schema::field::{Field, Pane};
use crate::schema::kind::Kind;
use crate::schema::shared::{envelope, file, media};
use crate::schema::sources;
use crate::wire::Dialect;

/// A film with or without a caption.
pub(in crate::schema) static VIDEO: Kind = Kind {
    name: "video",
    title: "Video",
    doc: "A film (MP4 or 3GPP with H.264 and AAC, up to 16 MB) with or without a caption.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[envelope::BEFORE, CONTENT, envelope::AFTER]),
};

const CONTENT: Field = Field::group(
    "video",
    "video",
    &[
        media::source(&[
            media::LINK
                .example("https://img.example.com/assembly.mp4")
                .rules(&[media::link_scheme("video-link-scheme", sources::VIDEOS)]),
            media::ID,
        ])
        .rules(&[media::one_source("video-source-one-of", sources::VIDEOS)]),
        media::PROVIDER,
        media::CAPTION.example("Assembly in 40 seconds").rules(&[
            media::caption_length("video-caption-length", sources::VIDEOS),
            media::caption_length_on_premises("video-caption-length-on-premises"),
        ]),
        media::FILENAME_ELSEWHERE,
    ],
)
.pane(Pane::Body)
.essential()
.rules(&[
    envelope::CONTENT,
    file::VIDEO_SIZE,
    file::VIDEO_TYPE,
    file::VIDEO_CODEC,
    file::WHOLE,
    file::ENDING,
    file::CLIENT_UPLOAD,
]);
