//! A file to open or to keep.

use crate::schema::field::{Field, Pane};
use crate::schema::kind::Kind;
use crate::schema::rule::{Rule, Test};
use crate::schema::shared::{envelope, file, media};
use crate::schema::sources;
use crate::wire::Dialect;

/// A file to open or to keep.
pub(in crate::schema) static DOCUMENT: Kind = Kind {
    name: "document",
    title: "Document",
    doc: "A file (text, PDF, Word, Excel or PowerPoint, up to 100 MB) with or without a caption.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[envelope::BEFORE, CONTENT, envelope::AFTER]),
};

const CONTENT: Field = Field::group(
    "document",
    "document",
    &[
        media::source(&[
            media::LINK
                .example("https://files.example.com/invoice-8841.pdf")
                .rules(&[media::link_scheme(
                    "document-link-scheme",
                    sources::DOCUMENTS,
                )]),
            media::ID,
        ])
        .rules(&[media::one_source(
            "document-source-one-of",
            sources::DOCUMENTS,
        )]),
        media::PROVIDER,
        media::FILENAME.rules(&[Rule::warning(
            "document-filename-advised",
            Test::Required,
            "without a file name the phone shows a general name and icon",
            sources::DOCUMENTS,
        )]),
        media::CAPTION.example("Your invoice").rules(&[
            media::caption_length("document-caption-length", sources::DOCUMENTS),
            media::caption_length_on_premises("document-caption-length-on-premises"),
        ]),
    ],
)
.pane(Pane::Body)
.essential()
.rules(&[
    envelope::CONTENT,
    file::DOCUMENT_SIZE,
    file::DOCUMENT_TYPE,
    file::WHOLE,
    file::ENDING,
    file::CLIENT_UPLOAD,
]);
