//! A picture with or without a caption.

use crate::schema::field::{At, Field, Pane, Shape};
use crate::schema::kind::Kind;
use crate::schema::rule::Custom;
use crate::schema::shared::{envelope, media};
use crate::schema::sources;
use crate::wire::Dialect;

/// A picture with or without a caption.
pub(in crate::schema) static IMAGE: Kind = Kind {
    name: "image",
    title: "Image",
    doc: "A picture (JPEG or PNG, up to 5 MB) with or without a caption.",
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
    "image",
    "image",
    &[
        media::source(&[
            media::LINK.rules(&[media::link_scheme("image-link-scheme", sources::IMAGES)]),
            media::ID,
        ])
        .rules(&[media::one_source("image-source-one-of", sources::IMAGES)]),
        media::PROVIDER,
        media::CAPTION.rules(&[
            media::caption_length("image-caption-length", sources::IMAGES),
            media::caption_length_on_premises("image-caption-length-on-premises"),
        ]),
        media::FILENAME_ELSEWHERE,
    ],
)
.pane(Pane::Body)
.essential()
.rules(&[
    envelope::CONTENT,
    media::file_size(
        "image-size",
        Custom::FileSize(5 * media::MEGABYTE),
        "an image has at most 5 MB",
    ),
    media::file_types(
        "image-mime",
        &["image/jpeg", "image/png"],
        "an image is a JPEG or a PNG",
    )
    .only(Dialect::CLOUD_BODY),
]);
