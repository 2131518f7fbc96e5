//! A message with one product of a catalog.

use crate::schema::field::{Field, Pane};
use crate::schema::kind::Kind;
use crate::schema::rule::{Rule, Test};
use crate::schema::shared::{catalog, envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A message with one product.
pub(in crate::schema) static PRODUCT: Kind = Kind {
    name: "interactive.product",
    title: "One product",
    doc: "One product of your catalog, which the customer can put into a cart.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            NO_HEADER,
            Field::group("body", "body", &[BODY_TEXT]).pane(Pane::Body),
            interactive::footer(&[FOOTER_TEXT]),
            interactive::action(&[CATALOG_ID, PRODUCT_ID]),
        ]),
        envelope::AFTER,
    ]),
};

const NO_HEADER: Field = interactive::unwanted(
    "header",
    Pane::Header,
    &[Rule::error(
        "product-header-forbidden",
        Test::Forbidden,
        "the product takes the place of a header",
        sources::PRODUCTS,
    )],
);

const BODY_TEXT: Field = interactive::BODY_TEXT
    .example("The lamp you asked for.")
    .rules(&[interactive::body_length(
        "product-body-length",
        "the body under a product has at most 1024 characters",
        sources::PRODUCTS,
    )]);

const FOOTER_TEXT: Field = interactive::FOOTER_LINE.rules(&[
    interactive::FOOTER_NONEMPTY,
    interactive::footer_length(
        "product-footer-length",
        "the footer under a product has at most 60 characters",
        sources::PRODUCTS,
    ),
    interactive::FOOTER_MARKDOWN,
]);

const CATALOG_ID: Field = catalog::CATALOG_ID.rules(&[Rule::error(
    "product-catalog-id-required",
    Test::Required,
    "a product message names the catalog",
    sources::PRODUCTS,
)]);

const PRODUCT_ID: Field = catalog::PRODUCT_ID.rules(&[Rule::error(
    "product-product-retailer-id-required",
    Test::Required,
    "a product message names the product",
    sources::PRODUCTS,
)]);
