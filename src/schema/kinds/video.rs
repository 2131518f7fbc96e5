//! A film with or without a caption.

use crate::schema::field::{At, Field, Pane, Shape};
use crate::schema::kind::Kind;
use crate::schema::rule::Custom;
use crate::schema::shared::{envelope, media};
use crate::schema::sources;
use crate::wire::Dialect;

/// A film with or without a caption.
pub(in crate::schema) static VIDEO: Kind = Kind {
    name: "video",
    title: "Video",
    doc: "A film (MP4 or 3GPP with H.264 and AAC, up to 16 MB) with or without a caption.",
    dialects: Dialect::ALL,
    root: &Field::new(
        At::Here,
        "message",
        Shape::Group(&[
            Field::here(envelope::BEFORE),
            CONTENT,
            Field::here(envelope::AFTER),
        ]),
    )
    .rules(envelope::WHOLE),
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
    media::file_size(
        "video-size",
        Custom::FileSize(16 * media::MEGABYTE),
        "a video has at most 16 MB",
    ),
    media::file_types(
        "video-mime",
        &["video/mp4", "video/3gpp"],
        "a video is an MP4 or a 3GPP file",
    )
    .only(Dialect::CLOUD_BODY),
]);
