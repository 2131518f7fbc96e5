//! Objects that name an uploaded or linked file.

use crate::schema::custom::Custom;
use crate::schema::field::{At, Field, Shape};
use crate::schema::patterns;
use crate::schema::rule::{CLOUD, ON_PREMISES, Predicts, Rule, Test, UNREADABLE, codes};
use crate::schema::sources;

/// An uploaded file or a link: exactly one.
const ID_OR_LINK: Field = source(&[LINK, ID]).rules(&[Rule::error(
    "media-id-or-link",
    Test::ExactlyOne,
    "a file is named by its id or by a link, and by one of them only",
    sources::MEDIA,
)
.predicts(UNREADABLE)]);

/// The members that name a file, of which an object has one.
pub(in crate::schema) const fn source(fields: &'static [Field]) -> Field {
    Field::new(At::Here, "file", Shape::OneOf(fields))
        .doc("An address, or the id of an uploaded file.")
}

/// The address of a file.
pub(in crate::schema) const LINK: Field = Field::text("link", "link")
    .doc("The address from which WhatsApp fetches the file.")
    .example("https://img.example.com/lamp.jpg");

/// The id of an uploaded file.
pub(in crate::schema) const ID: Field = Field::text("id", "media id")
    .doc("The id that the upload of the file gave; it lives 30 days.")
    .example("1479537139650973")
    .rules(&[
        Rule::warning(
            "media-id-age",
            Test::Custom(Custom::MediaFresh),
            "the id of an uploaded file lives 30 days",
            sources::MEDIA,
        )
        .only(CLOUD),
        Rule::warning(
            "media-id-age-on-premises",
            Test::Custom(Custom::MediaFresh),
            "an On-Premises client keeps an uploaded file 14 days",
            sources::ON_PREMISES,
        )
        .only(ON_PREMISES),
        Rule::warning(
            "media-id-account",
            Test::Custom(Custom::MediaOwn),
            "the id of an uploaded file is known to the account alone that it was uploaded through",
            sources::MEDIA,
        ),
    ]);

/// The rule that a media message names its file once.
pub(in crate::schema) const fn one_source(id: &'static str, page: &'static str) -> Rule {
    Rule::error(
        id,
        Test::ExactlyOne,
        "a file is named by its id or by a link, and by one of them only",
        page,
    )
    .predicts(UNREADABLE)
}

/// The rule that the link of a media message can be fetched.
pub(in crate::schema) const fn link_scheme(id: &'static str, page: &'static str) -> Rule {
    Rule::error(
        id,
        Test::Pattern(&patterns::FILE_ADDRESS),
        "a file is fetched from an address with http:// or https://",
        page,
    )
    .predicts(UNREADABLE)
}

/// What is reported of a file that WhatsApp cannot take.
pub(in crate::schema) const UNFETCHED: Predicts = &codes(131_053, 1006);

/// The caption of a media message, without its limits.
pub(in crate::schema) const CAPTION: Field = Field::body("caption", "caption")
    .doc("The text below; markup, emoji and addresses are drawn.")
    .example("The _walnut_ lamp, 38 cm");

/// The rules of a caption: the figure of the Cloud API, and what follows from it for On-Premises.
pub(in crate::schema) const fn caption_length(id: &'static str, page: &'static str) -> Rule {
    Rule::error(
        id,
        Test::MaxLen(1024),
        "a caption has at most 1024 characters",
        page,
    )
    .only(CLOUD)
}

/// The rule that stands in for a limit that no page gives.
pub(in crate::schema) const fn caption_length_on_premises(id: &'static str) -> Rule {
    Rule::warning(
        id,
        Test::MaxLen(1024),
        "no page limits a caption on the On-Premises API; the Cloud API takes 1024 characters",
        sources::ON_PREMISES,
    )
    .only(ON_PREMISES)
}

/// A caption that a sound or a sticker does not have.
pub(in crate::schema) const fn caption_forbidden(id: &'static str, page: &'static str) -> Rule {
    Rule::error(
        id,
        Test::Forbidden,
        "sounds and stickers have no caption",
        page,
    )
}

/// The credentials by which an On-Premises client fetched a link.
pub(in crate::schema) const PROVIDER: Field = Field::group(
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
.only(CLOUD)]);

/// The name of a document.
pub(in crate::schema) const FILENAME: Field = Field::text("filename", "file name")
    .doc("What the customer sees; its ending chooses the icon.")
    .example("invoice-8841.pdf");

/// A file name where nobody sees it.
pub(in crate::schema) const FILENAME_ELSEWHERE: Field = FILENAME.rare().rules(&[Rule::warning(
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
