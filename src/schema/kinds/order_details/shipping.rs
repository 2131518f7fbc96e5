//! Where an order of India is shipped.

use crate::schema::field::{At, Field, Loose, Opt, Shape};
use crate::schema::rule::{CLOUD, Rule, Test};
use crate::schema::sources;

/// Where the order goes.
pub(super) const INFO: Field = Field::group(
    "shipping_info",
    "shipping addresses",
    &[
        Field::choice("country", "country", &[Opt::new("IN", "India")])
            .doc("The country of the addresses."),
        Field::list("addresses", "addresses", &ADDRESS)
            .doc("The addresses between which the customer chooses."),
    ],
)
.doc("India, physical goods: where the order goes.")
.headed();

const fn part(
    key: &'static str,
    title: &'static str,
    example: &'static str,
    rules: &'static [Rule],
) -> Field {
    Field::text(key, title).example(example).rules(rules)
}

const fn length(id: &'static str, most: u32, summary: &'static str) -> Rule {
    Rule::error(id, Test::MaxLen(most), summary, sources::CHECKOUT_INDIA).only(CLOUD)
}

const ADDRESS: Field = Field::new(
    At::Element,
    "address",
    Shape::Group(&[
        part(
            "name",
            "name",
            "Asha Rao",
            &[length(
                "order-shipping-name-length",
                256,
                "the name of a shipping address has at most 256 characters",
            )],
        ),
        part(
            "phone_number",
            "phone number",
            "915550100144",
            &[length(
                "order-shipping-phone-number-length",
                12,
                "the phone number of a shipping address has at most 12 characters",
            )],
        )
        .loose(Loose::Seen),
        part(
            "address",
            "address",
            "12 Lake View",
            &[length(
                "order-shipping-address-length",
                512,
                "the street of a shipping address has at most 512 characters",
            )],
        ),
        part(
            "city",
            "city",
            "Bengaluru",
            &[length(
                "order-shipping-city-length",
                100,
                "the city of a shipping address has at most 100 characters",
            )],
        ),
        part(
            "state",
            "state",
            "Karnataka",
            &[length(
                "order-shipping-state-length",
                100,
                "the state of a shipping address has at most 100 characters",
            )],
        ),
        part(
            "in_pin_code",
            "PIN code",
            "560001",
            &[length(
                "order-shipping-in-pin-code-length",
                6,
                "the PIN code of a shipping address has at most six characters",
            )],
        )
        .loose(Loose::Seen),
        part(
            "landmark_area",
            "landmark",
            "Opposite the pier",
            &[length(
                "order-shipping-landmark-area-length",
                128,
                "the landmark of a shipping address has at most 128 characters",
            )],
        ),
        part(
            "house_number",
            "house number",
            "12",
            &[length(
                "order-shipping-house-number-length",
                8,
                "the house number of a shipping address has at most 8 characters",
            )],
        ),
        part(
            "tower_number",
            "tower",
            "B",
            &[length(
                "order-shipping-tower-number-length",
                8,
                "the tower of a shipping address has at most 8 characters",
            )],
        ),
        part(
            "floor_number",
            "floor",
            "3",
            &[length(
                "order-shipping-floor-number-length",
                10,
                "the floor of a shipping address has at most 10 characters",
            )],
        ),
        part(
            "building_name",
            "building",
            "Lake House",
            &[length(
                "order-shipping-building-name-length",
                128,
                "the building of a shipping address has at most 128 characters",
            )],
        ),
    ]),
);
