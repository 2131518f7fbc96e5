//! What is ordered.

use super::amount::{OFFSET, VALUE};
use crate::schema::condition::When;
use crate::schema::custom::Custom;
use crate::schema::field::{At, Field, Initial, Loose, Shape};
use crate::schema::rule::{CLOUD, Rule, Test};
use crate::schema::sources;

/// The items of an order.
pub(super) const ITEMS: Field = Field::list("items", "items", &ITEM)
    .doc("What is ordered, each with its price and number.")
    .essential()
    .rules(&[
        Rule::error(
            "order-items-min",
            Test::MinItems(1),
            "an order has at least one item",
            sources::ORDERS_BRAZIL,
        )
        .only(CLOUD),
        Rule::error(
            "order-items-max-with-image",
            Test::MaxItems(10),
            "an order with pictures of its own has at most ten items",
            sources::GATEWAYS_INDIA,
        )
        .only(CLOUD)
        .when(When::Has("items/*/image")),
    ]);

const ITEM: Field = Field::new(
    At::Element,
    "item",
    Shape::Group(&[
        RETAILER_ID,
        IMAGE,
        NAME,
        Field::group("amount", "price", &[VALUE, OFFSET])
            .headed()
            .essential(),
        SALE,
        QUANTITY,
        COUNTRY,
        IMPORTER,
        IMPORTER_ADDRESS,
    ]),
);

const RETAILER_ID: Field = Field::text("retailer_id", "product id")
    .doc("The product's own id, in the catalog where there is one.")
    .example("lamp-w38")
    .rules(&[Rule::warning(
        "order-item-image-alone",
        Test::Forbidden,
        "an item with a picture of its own names no product of a catalog",
        sources::GATEWAYS_INDIA,
    )
    .only(CLOUD)
    .when(When::Has("image"))]);

const IMAGE: Field = Field::group(
    "image",
    "item picture",
    &[Field::text("link", "picture link")
        .doc("The address of the item's picture, for items that are in no catalog.")
        .example("https://img.example.com/w38.jpg")],
);

const NAME: Field = Field::text("name", "item name")
    .doc("What the customer reads.")
    .example("Walnut 38")
    .initial(Initial::Text(""))
    .rules(&[Rule::error(
        "order-item-name-length",
        Test::MaxLen(60),
        "an item's name has at most 60 characters",
        sources::ORDERS_BRAZIL,
    )
    .only(CLOUD)]);

const SALE: Field = Field::group(
    "sale_amount",
    "sale price",
    &[VALUE.example("7900"), OFFSET],
)
.doc("A lower price, which counts instead.")
.headed()
.rules(&[Rule::error(
    "order-item-sale-amount",
    Test::Custom(Custom::SaleAmount),
    "a sale price is lower than the price",
    sources::ORDERS_BRAZIL,
)
.only(CLOUD)]);

const QUANTITY: Field = Field::number("quantity", "number of pieces")
    .doc("How many of it are ordered.")
    .example("1")
    .initial(Initial::Text("1"))
    .rules(&[Rule::error(
        "order-item-quantity",
        Test::Range(1, i64::MAX),
        "at least one piece of an item is ordered",
        sources::CHECKOUT_INDIA,
    )
    .only(CLOUD)]);

const COUNTRY: Field = Field::text("country_of_origin", "country of origin")
    .doc("India: where the item was made, for items of no catalog.")
    .example("India")
    .rules(&[Rule::error(
        "order-item-country-of-origin-length",
        Test::MaxLen(100),
        "a country of origin has at most 100 characters",
        sources::CHECKOUT_INDIA,
    )
    .only(CLOUD)]);

const IMPORTER: Field = Field::text("importer_name", "importer")
    .doc("India: who brought the item into the country, for items of no catalog.")
    .example("Lamp Studio")
    .rules(&[Rule::error(
        "order-item-importer-name-length",
        Test::MaxLen(200),
        "an importer's name has at most 200 characters",
        sources::CHECKOUT_INDIA,
    )
    .only(CLOUD)]);

const IMPORTER_ADDRESS: Field = Field::group(
    "importer_address",
    "importer's address",
    &[
        Field::text("address_line1", "first line")
            .example("12 Lake View")
            .rules(&[Rule::error(
                "order-item-importer-address-address-line1-length",
                Test::MaxLen(100),
                "a line of an importer's address has at most 100 characters",
                sources::CHECKOUT_INDIA,
            )
            .only(CLOUD)]),
        Field::text("address_line2", "second line")
            .example("Old Town")
            .rules(&[Rule::error(
                "order-item-importer-address-address-line2-length",
                Test::MaxLen(100),
                "a line of an importer's address has at most 100 characters",
                sources::CHECKOUT_INDIA,
            )
            .only(CLOUD)]),
        Field::text("city", "city")
            .example("Bengaluru")
            .rules(&[Rule::error(
                "order-item-importer-address-city-length",
                Test::MaxLen(120),
                "the city of an importer has at most 120 characters",
                sources::CHECKOUT_INDIA,
            )
            .only(CLOUD)]),
        Field::text("zone_code", "zone code").example("KA"),
        Field::text("postal_code", "postal code")
            .example("560001")
            .loose(Loose::Seen)
            .rules(&[Rule::error(
                "order-item-importer-address-postal-code-length",
                Test::MaxLen(6),
                "an importer's postal code has at most six characters",
                sources::CHECKOUT_INDIA,
            )
            .only(CLOUD)]),
        Field::text("country_code", "country code").example("IN"),
    ],
)
.doc("India: the importer's address, for items of no catalog.")
.headed();
