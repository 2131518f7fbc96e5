//! A message that opens the business's catalog.

use crate::schema::field::{Field, Opt};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, Rule, Test};
use crate::schema::shared::{catalog, envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A message that opens the catalog.
pub(in crate::schema) static CATALOG_MESSAGE: Kind = Kind {
    name: "interactive.catalog_message",
    title: "Catalog",
    doc: "A body under the picture of one product, with a button that opens the whole catalog.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            interactive::header(
                interactive::ALL_HEADERS,
                &[interactive::HEADER_TYPES, HEADER],
            ),
            interactive::body(&[BODY_TEXT]),
            interactive::footer(&[FOOTER_TEXT]),
            interactive::action(&[NAME, PARAMETERS]),
        ]),
        envelope::AFTER,
    ]),
};

const HEADER: Rule = Rule::warning(
    "catalog-header-forbidden",
    Test::Forbidden,
    "a product's picture takes the place of a catalog's header",
    sources::PRODUCTS,
)
.only(CLOUD);

const BODY_TEXT: Field = interactive::BODY_TEXT
    .example("Have a look at everything we make.")
    .rules(&[
        interactive::BODY_NONEMPTY,
        interactive::body_length(
            "catalog-body-length",
            "the body of a catalog message has at most 1024 characters",
            sources::PRODUCTS,
        )
        .only(CLOUD),
        interactive::BODY_LENGTH,
    ]);

const FOOTER_TEXT: Field = interactive::FOOTER_LINE.rules(&[
    interactive::FOOTER_NONEMPTY,
    interactive::footer_length(
        "catalog-footer-length",
        "the footer of a catalog message has at most 60 characters",
        sources::PRODUCTS,
    )
    .only(CLOUD),
    interactive::FOOTER_LENGTH,
    interactive::FOOTER_MARKDOWN,
]);

const NAME: Field = interactive::action_name(
    &[Opt::new("catalog_message", "View catalog")],
    &[
        interactive::name_required(
            "catalog-action-name-required",
            "the action of a catalog message has a name",
            sources::PRODUCTS,
        ),
        interactive::name_listed(
            "catalog-action-name",
            "the action of a catalog message is called catalog_message",
            sources::PRODUCTS,
        )
        .only(CLOUD),
    ],
);

const THUMBNAIL_ADVISED: Rule = Rule::warning(
    "catalog-thumbnail-required-openapi",
    Test::Required,
    "some had catalog messages refused that name no product for the picture",
    sources::OPENAPI,
)
.only(CLOUD);

const PARAMETERS: Field = Field::group(
    "parameters",
    "picture",
    &[catalog::THUMBNAIL.rules(&[THUMBNAIL_ADVISED])],
)
.rules(&[THUMBNAIL_ADVISED]);
