//! A message with several products of a catalog, in sections.

use crate::schema::condition::When;
use crate::schema::field::{At, Field, Pane, Shape};
use crate::schema::kind::Kind;
use crate::schema::rule::{INVALID, Rule, Test, UNREADABLE};
use crate::schema::shared::{catalog, envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A message with several products.
pub(in crate::schema) static PRODUCT_LIST: Kind = Kind {
    name: "interactive.product_list",
    title: "Several products",
    doc: "Up to 30 products of your catalog in a sheet of up to ten sections.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            HEADER,
            interactive::body(&[BODY_TEXT]),
            interactive::FOOTER,
            interactive::action(&[CATALOG_ID, SECTIONS]),
        ]),
        envelope::AFTER,
    ]),
};

const HEADER: Field = interactive::header(
    &[interactive::TEXT_HEADER],
    &[
        Rule::error(
            "product-list-header-required",
            Test::Required,
            "several products stand under a header",
            sources::PRODUCTS,
        ),
        Rule::error(
            "product-list-header-type",
            Test::Listed,
            "several products have a header of text only",
            sources::PRODUCTS,
        )
        .predicts(UNREADABLE),
    ],
);

const BODY_TEXT: Field = interactive::BODY_TEXT
    .example("Six lamps made this month.")
    .rules(&[
        Rule::error(
            "product-list-body-required",
            Test::Required,
            "several products stand under a body text",
            sources::PRODUCTS,
        ),
        interactive::body_length(
            "product-list-body-length",
            "the body over several products has at most 1024 characters",
            sources::PRODUCTS,
        ),
    ]);

const CATALOG_ID: Field = catalog::CATALOG_ID.rules(&[Rule::error(
    "product-list-catalog-id-required",
    Test::Required,
    "several products name their catalog",
    sources::PRODUCTS,
)]);

const SECTIONS: Field = Field::list("sections", "sections", &SECTION)
    .doc("The groups in which the sheet shows the products.")
    .pane(Pane::Sections)
    .essential()
    .rules(&[
        Rule::error(
            "product-list-sections-min",
            Test::MinItems(1),
            "there is at least one section of products",
            sources::PRODUCTS,
        ),
        Rule::error(
            "product-list-sections-max",
            Test::MaxItems(10),
            "there are at most ten sections of products",
            sources::PRODUCTS,
        ),
        Rule::error(
            "product-list-items-total",
            Test::SumMax("*/product_items", 30),
            "there are at most 30 products over all sections",
            sources::PRODUCTS,
        ),
    ]);

const SECTION: Field = Field::new(At::Element, "section", Shape::Group(&[TITLE, ITEMS]));

const TITLE: Field = Field::text("title", "section title")
    .doc("The line above the section's products; needed as soon as there are two sections.")
    .example("Walnut")
    .rules(&[
        Rule::error(
            "product-list-section-title-required",
            Test::Required,
            "each section has a title when there is more than one",
            sources::PRODUCTS,
        )
        .when(When::MoreThan("..", 1))
        .predicts(INVALID),
        Rule::error(
            "product-list-section-title-length",
            Test::MaxLen(24),
            "a section title has at most 24 characters",
            sources::PRODUCTS,
        ),
    ]);

const ITEMS: Field = Field::list("product_items", "products", &ITEM)
    .doc("Products of the catalog; those that it does not have are left out.")
    .essential()
    .rules(&[Rule::error(
        "product-list-items-min",
        Test::MinItems(1),
        "a section has at least one product",
        sources::PRODUCTS,
    )]);

const ITEM: Field = Field::new(At::Element, "product", Shape::Group(&[PRODUCT_ID]));

const PRODUCT_ID: Field = catalog::PRODUCT_ID.rules(&[Rule::error(
    "product-list-item-id-required",
    Test::Required,
    "a product is named by its id in the catalog",
    sources::PRODUCTS,
)]);
