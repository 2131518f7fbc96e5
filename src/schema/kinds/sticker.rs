//! A sticker.

use crate::schema::field::{At, Field, Pane, Shape};
use crate::schema::kind::Kind;
use crate::schema::rule::{Custom, Rule, Test};
use crate::schema::shared::{envelope, media};
use crate::schema::sources;
use crate::wire::Dialect;

/// A sticker.
pub(in crate::schema) static STICKER: Kind = Kind {
    name: "sticker",
    title: "Sticker",
    doc: "A small picture without a bubble: WebP, up to 100 KB, or 500 KB where it moves.",
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
    media::file_size(
        "sticker-size-static",
        Custom::StillSize(100 * media::KILOBYTE),
        "a sticker that does not move has at most 100 KB",
    ),
    media::file_size(
        "sticker-size-animated",
        Custom::MovingSize(500 * media::KILOBYTE),
        "a sticker that moves has at most 500 KB",
    ),
    Rule::warning(
        "sticker-dimensions",
        Test::Custom(Custom::Pixels(512, 512)),
        "stickers are 512 by 512 pixels by custom",
        sources::ON_PREMISES,
    ),
    media::file_types("sticker-mime", &["image/webp"], "a sticker is a WebP file"),
]);
