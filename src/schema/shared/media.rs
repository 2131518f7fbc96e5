//! Objects that name an uploaded or linked file.

use crate::schema::field::{At, Field, Shape};
use crate::schema::rule::{Rule, Test, UNREADABLE};
use crate::schema::sources;
use crate::wire::Dialect;

const ON_PREMISES: &[Dialect] = &[Dialect::OnPremises];

/// An uploaded file or a link: exactly one.
const ID_OR_LINK: Field = Field::new(
    At::Here,
    "file",
    Shape::OneOf(&[
        Field::text("link", "link")
            .doc("The address from which WhatsApp fetches the file.")
            .example("https://img.example.com/lamp.jpg"),
        Field::text("id", "media id")
            .doc("The id that the upload of the file gave; it lives 30 days.")
            .example("1479537139650973"),
    ]),
)
.doc("An address, or the id of an uploaded file.")
.rules(&[Rule::error(
    "media-id-or-link",
    Test::ExactlyOne,
    "a file is named by its id or by a link, and by one of them only",
    sources::MEDIA,
)
.predicts(UNREADABLE)]);

/// The credentials by which an On-Premises client fetched a link.
const PROVIDER: Field = Field::group(
    "provider",
    "provider",
    &[Field::text("name", "provider name")
        .doc("The name of the provider that was set up in the client.")
        .example("shop-cdn")],
)
.only(ON_PREMISES)
.rules(&[Rule::warning(
    "media-provider-on-premises-only",
    Test::Forbidden,
    "only the On-Premises API knows providers",
    sources::ON_PREMISES,
)
.only(Dialect::CLOUD_BODY)]);

const FILENAME: Field = Field::text("filename", "file name")
    .doc("What the customer sees; its ending chooses the icon.")
    .example("invoice-8841.pdf");

const FILENAME_ELSEWHERE: Field = FILENAME.rare().rules(&[Rule::warning(
    "document-filename-only",
    Test::Forbidden,
    "only documents have a file name",
    sources::DOCUMENTS,
)]);

/// The members of an image or a video.
pub(in crate::schema) const PICTURE: &[Field] = &[ID_OR_LINK, PROVIDER, FILENAME_ELSEWHERE];
/// The members of a document.
pub(in crate::schema) const DOCUMENT: &[Field] = &[ID_OR_LINK, PROVIDER, FILENAME];

/// An image or a video in the header of a template.
pub(in crate::schema) const TEMPLATE_PICTURE: &[Field] =
    &[ID_OR_LINK, PROVIDER, FILENAME_ELSEWHERE, NO_CAPTION];
/// A document in the header of a template.
pub(in crate::schema) const TEMPLATE_DOCUMENT: &[Field] =
    &[ID_OR_LINK, PROVIDER, FILENAME, NO_CAPTION];

/// A caption where none is taken.
const NO_CAPTION: Field = Field::text("caption", "caption")
    .rare()
    .rules(&[Rule::error(
        "send-header-media-caption",
        Test::Forbidden,
        "a file in a template's header has no caption",
        sources::OPENAPI,
    )]);
