//! A sticker.

use crate::schema::field::{Field, Pane};
use crate::schema::kind::Kind;
use crate::schema::shared::{envelope, file, media};
use crate::schema::sources;
use crate::wire::Dialect;

/// A sticker.
pub(in crate::schema) static STICKER: Kind = Kind {
    name: "sticker",
    title: "Sticker",
    doc: "A small picture without a bubble: WebP, up to 100 KB, or 500 KB where it moves.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[envelope::BEFORE, CONTENT, envelope::AFTER]),
};

const CONTENT: Field = Field::group(
    "sticker",
    "sticker",
    &[
        media::source(&[
            media::LINK
                .example("https://img.example.com/thanks.webp")
                .rules(&[media::link_scheme("sticker-link-scheme", sources::STICKERS)]),
            media::ID,
        ])
        .rules(&[media::one_source(
            "sticker-source-one-of",
            sources::STICKERS,
        )]),
        media::PROVIDER,
        media::FILENAME_ELSEWHERE,
        media::CAPTION.rare().rules(&[media::caption_forbidden(
            "sticker-caption-forbidden",
            sources::STICKERS,
        )]),
    ],
)
.pane(Pane::Body)
.essential()
.rules(&[
    envelope::CONTENT,
    file::STICKER_STILL_SIZE,
    file::STICKER_MOVING_SIZE,
    file::STICKER_PIXELS,
    file::STICKER_TYPE,
    file::WHOLE,
    file::ENDING,
    file::CLIENT_UPLOAD,
]);
