//! A message that asks for a delivery address.

use crate::schema::field::{At, Field, Loose, Opt, Shape};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, CLOUD_ONLY, Rule, Test, UNREADABLE};
use crate::schema::shared::{envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A message that asks for a delivery address.
pub(in crate::schema) static ADDRESS_MESSAGE: Kind = Kind {
    name: "interactive.address_message",
    title: "Address request",
    doc: "A body with a button that opens a form for an address; for customers in India.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            interactive::header(interactive::ALL_HEADERS, &[interactive::HEADER_TYPES]),
            interactive::body(&[BODY_TEXT]),
            interactive::FOOTER,
            interactive::action(&[NAME, PARAMETERS]),
        ]),
        envelope::AFTER,
    ]),
};

const BODY_TEXT: Field = interactive::BODY_TEXT
    .example("Where do we deliver?")
    .rules(&[
        interactive::BODY_NONEMPTY,
        interactive::body_length(
            "address-body-length",
            "the body of an address request has at most 1024 characters",
            sources::ADDRESSES,
        )
        .only(CLOUD),
        interactive::BODY_LENGTH,
    ]);

const NAME: Field = interactive::action_name(
    &[Opt::new("address_message", "Provide address")],
    &[
        interactive::name_required(
            "address-action-name-required",
            "the action of an address request has a name",
            sources::ADDRESSES,
        ),
        interactive::name_listed(
            "address-action-name",
            "the action of an address request is called address_message",
            sources::ADDRESSES,
        )
        .only(CLOUD),
    ],
);

const PARAMETERS: Field = Field::group(
    "parameters",
    "address",
    &[COUNTRY, VALUES, SAVED_ADDRESSES, VALIDATION_ERRORS],
)
.essential();

const COUNTRY: Field = Field::choice(
    "country",
    "country",
    &[
        Opt::new("IN", "India"),
        Opt::new("SG", "Singapore").only(&[Dialect::Dialog360, Dialect::OnPremises]),
    ],
)
.doc("The country of the address.")
.rules(&[
    Rule::error(
        "address-country-required",
        Test::Required,
        "an address request names the country",
        sources::ADDRESSES,
    )
    .only(CLOUD),
    Rule::error(
        "address-country-enum",
        Test::Listed,
        "addresses are asked for in India only",
        sources::ADDRESSES,
    )
    .only(CLOUD_ONLY)
    .predicts(UNREADABLE),
    Rule::warning(
        "address-country-enum-360dialog",
        Test::Listed,
        "addresses are asked for in India, and formerly in Singapore",
        sources::DIALOG360_INTERACTIVE,
    )
    .only(&[Dialect::Dialog360]),
]);

const PIN: Field = Field::text("in_pin_code", "PIN code")
    .doc("The six digits of an Indian postal code.")
    .example("560001")
    .loose(Loose::Seen);

const PIN_OF_VALUES: Field = PIN.rules(&[Rule::error(
    "address-pin-length",
    Test::MaxLen(6),
    "a PIN code has at most six characters",
    sources::ADDRESSES,
)
.only(CLOUD)]);

/// The parts of an address before and behind the postal code.
const PERSON: &[Field] = &[
    Field::text("name", "name").example("Asha Rao"),
    Field::text("phone_number", "phone number").example("15550100144"),
];
const PLACE: &[Field] = &[
    Field::text("house_number", "house number").example("12"),
    Field::text("floor_number", "floor").example("3"),
    Field::text("tower_number", "tower").example("B"),
    Field::text("building_name", "building").example("Lake House"),
    Field::text("address", "address").example("12 Lake View"),
    Field::text("landmark_area", "landmark").example("Opposite the pier"),
    Field::text("city", "city").example("Bengaluru"),
    Field::text("state", "state").example("Karnataka"),
    Field::text("sg_post_code", "post code in Singapore").rare(),
    Field::text("unit_number", "unit number").rare(),
];

const VALUES: Field = Field::group(
    "values",
    "values filled in beforehand",
    &[Field::here(PERSON), PIN_OF_VALUES, Field::here(PLACE)],
)
.doc("What the form shows already when it opens.")
.headed();

const SAVED_ADDRESSES: Field = Field::list("saved_addresses", "saved addresses", &SAVED)
    .doc("Addresses that the customer gave before and can choose again.");

const SAVED: Field = Field::new(
    At::Element,
    "saved address",
    Shape::Group(&[
        Field::text("id", "address id")
            .doc("What comes back when the customer chooses this address.")
            .example("home"),
        Field::group(
            "value",
            "saved address",
            &[Field::here(PERSON), PIN, Field::here(PLACE)],
        )
        .essential(),
    ]),
);

const VALIDATION_ERRORS: Field = Field::group(
    "validation_errors",
    "what was wrong",
    &[Field::here(PERSON), PIN, Field::here(PLACE)],
)
.doc("For sending the form again: what is wrong with a value, under its name.")
.headed();
