//! What opens behind a button of a template: the catalog, several products, a Flow, an order.

use super::parameters::parameter;
use crate::schema::custom::Custom;
use crate::schema::field::{At, Case, Field, Pane, Shape};
use crate::schema::kinds::{flow, order_details};
use crate::schema::rule::{CLOUD, Rule, Test};
use crate::schema::shared::catalog;
use crate::schema::sources;

/// The catalog.
pub(super) const CATALOG: Field = action(&[Case::new(
    "action",
    "Catalog",
    &[Field::group("action", "catalog", &[catalog::THUMBNAIL]).essential()],
)]);

/// Several products.
pub(super) const PRODUCTS: Field = action(&[Case::new(
    "action",
    "Several products",
    &[Field::group("action", "products", &[THUMBNAIL, SECTIONS]).essential()],
)]);

/// A Flow: its token, and what its first screen begins with.
pub(super) const FLOW: Field = action(&[Case::new(
    "action",
    "Flow",
    &[Field::group("action", "Flow", &[flow::TOKEN, FLOW_DATA]).essential()],
)]);

/// An order.
pub(super) const ORDER: Field = action(&[Case::new(
    "action",
    "Order",
    &[Field::group(
        "action",
        "order",
        &[Field::group("order_details", "order", order_details::DETAILS).essential()],
    )
    .essential()],
)]);

const fn action(cases: &'static [Case]) -> Field {
    parameter("button parameter", cases)
}

const FLOW_DATA: Field = Field::json("flow_action_data", "Flow data").doc(
    "What the Flow's first screen begins with, as JSON: an object with the names that the screen knows.",
);

const THUMBNAIL: Field = catalog::THUMBNAIL
    .doc("The product whose picture stands above the body.")
    .rules(&[Rule::warning(
        "mpm-thumbnail-required",
        Test::Required,
        "all samples name a product for the picture; no page says whether it can be left out",
        sources::PRODUCT_LIST_TEMPLATES,
    )
    .only(CLOUD)]);

const SECTIONS: Field = Field::list("sections", "sections", &SECTION)
    .doc("The groups in which the sheet shows the products.")
    .pane(Pane::Sections)
    .essential()
    .rules(&[
        Rule::error(
            "mpm-sections-min",
            Test::MinItems(1),
            "there is at least one section of products",
            sources::PRODUCT_LIST_TEMPLATES,
        )
        .only(CLOUD),
        Rule::error(
            "mpm-sections-max",
            Test::MaxItems(10),
            "there are at most ten sections of products",
            sources::PRODUCT_LIST_TEMPLATES,
        )
        .only(CLOUD),
        Rule::error(
            "mpm-products-total",
            Test::SumMax("*/product_items", 30),
            "there are at most 30 products over all sections",
            sources::PRODUCT_LIST_TEMPLATES,
        )
        .only(CLOUD),
    ]);

const SECTION: Field = Field::new(
    At::Element,
    "section",
    Shape::Group(&[SECTION_TITLE, ITEMS]),
);

const SECTION_TITLE: Field = Field::text("title", "section title")
    .doc("The line above the section's products.")
    .example("Walnut")
    .rules(&[
        Rule::error(
            "mpm-section-title-length",
            Test::MaxLen(24),
            "a section title has at most 24 characters",
            sources::PRODUCT_LIST_TEMPLATES,
        )
        .only(CLOUD),
        Rule::warning(
            "mpm-section-title-markdown",
            Test::Custom(Custom::NoMarkup),
            "a section title shows markup as it is typed",
            sources::PRODUCT_LIST_TEMPLATES,
        )
        .only(CLOUD),
    ]);

const ITEMS: Field = Field::list("product_items", "products", &ITEM)
    .doc("Products of the catalog that is connected to your account.")
    .essential()
    .rules(&[Rule::error(
        "mpm-items-min",
        Test::MinItems(1),
        "a section has at least one product",
        sources::PRODUCT_LIST_TEMPLATES,
    )
    .only(CLOUD)]);

const ITEM: Field = Field::new(
    At::Element,
    "product",
    Shape::Group(&[catalog::PRODUCT_ID.rules(&[Rule::error(
        "mpm-item-id-required",
        Test::Required,
        "a product is named by its id in the catalog",
        sources::PRODUCT_LIST_TEMPLATES,
    )
    .only(CLOUD)])]),
);
