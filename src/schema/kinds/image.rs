//! A picture with or without a caption.

use crate::schema::field::{Field, Pane};
use crate::schema::kind::Kind;
use crate::schema::shared::{envelope, file, media};
use crate::schema::sources;
use crate::wire::Dialect;

/// A picture with or without a caption.
pub(in crate::schema) static IMAGE: Kind = Kind {
    name: "image",
    title: "Image",
    doc: "A picture (JPEG or PNG, up to 5 MB) with or without a caption.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[envelope::BEFORE, CONTENT, envelope::AFTER]),
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
    file::IMAGE_SIZE,
    file::IMAGE_TYPE,
    file::IMAGE_COLOURS,
    file::IMAGE_FEW_COLOURS,
    file::WHOLE,
    file::ENDING,
    file::CLIENT_UPLOAD,
]);
