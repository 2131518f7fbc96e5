//! Cards of people.

use crate::schema::custom::Custom;
use crate::schema::field::{At, Field, Pane, Shape};
use crate::schema::kind::Kind;
use crate::schema::patterns;
use crate::schema::rule::{CLOUD, CLOUD_ONLY, ON_PREMISES, Rule, Test};
use crate::schema::shared::envelope;
use crate::schema::sources;
use crate::wire::Dialect;

/// Cards of people.
pub(in crate::schema) static CONTACTS: Kind = Kind {
    name: "contacts",
    title: "Contacts",
    doc: "Cards of one or several people, which the customer can keep or write to.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[envelope::BEFORE, CONTENT, envelope::AFTER]),
};

const CONTENT: Field = Field::list("contacts", "contacts", &CONTACT)
    .pane(Pane::Body)
    .essential()
    .rules(&[
        envelope::CONTENT,
        Rule::error(
            "contacts-min",
            Test::MinItems(1),
            "there is at least one contact",
            sources::CONTACTS,
        ),
        Rule::error(
            "contacts-max",
            Test::MaxItems(257),
            "there are at most 257 contacts",
            sources::CONTACTS,
        )
        .only(CLOUD),
        Rule::warning(
            "contacts-max-openapi",
            Test::MaxItems(5),
            "Meta's description for programs allows five contacts only",
            sources::OPENAPI,
        )
        .only(CLOUD_ONLY),
    ]);

const CONTACT: Field = Field::new(
    At::Element,
    "contact",
    Shape::Group(&[
        NAME,
        Field::list("phones", "phones", &PHONE),
        Field::list("emails", "emails", &EMAIL),
        Field::list("addresses", "addresses", &ADDRESS),
        ORGANISATION,
        Field::list("urls", "web addresses", &URL),
        BIRTHDAY,
    ]),
);

const NAME: Field = Field::group(
    "name",
    "name",
    &[
        Field::text("formatted_name", "full name")
            .doc("The name as it is shown.")
            .example("Dr. Ivo K. Brandt")
            .rules(&[Rule::error(
                "contacts-formatted-name-required",
                Test::Required,
                "a contact has a full name",
                sources::CONTACTS,
            )]),
        Field::text("first_name", "first name").example("Ivo"),
        Field::text("middle_name", "middle name").example("K."),
        Field::text("last_name", "last name").example("Brandt"),
        Field::text("prefix", "name prefix").example("Dr."),
        Field::text("suffix", "name suffix").example("MSc"),
    ],
)
.essential()
.rules(&[Rule::warning(
    "contacts-name-part",
    Test::Custom(Custom::NamePart),
    "older pages want one of the name's parts beside the full name",
    sources::OPENAPI,
)]);

/// What sort of number or address it is.
const TYPE: Field = Field::text("type", "label")
    .doc("What it is: HOME, WORK, or any word.")
    .example("WORK")
    .rules(&[Rule::warning(
        "contacts-type-enum-old",
        Test::In(&["HOME", "WORK", "CELL", "MAIN", "IPHONE"]),
        "the On-Premises API documents these labels only",
        sources::ON_PREMISES,
    )
    .only(ON_PREMISES)]);

const PHONE: Field = Field::new(
    At::Element,
    "phone",
    Shape::Group(&[
        Field::text("phone", "number").example("+1 555 010-0177"),
        TYPE,
        Field::text("wa_id", "WhatsApp id")
            .doc("With it the card has the rows Message and Save contact; without it, Invite to WhatsApp.")
            .example("15550100177"),
    ]),
);

const EMAIL: Field = Field::new(
    At::Element,
    "email",
    Shape::Group(&[
        Field::text("email", "email address").example("ivo@lamp.example.com"),
        TYPE,
    ]),
);

const ADDRESS: Field = Field::new(
    At::Element,
    "address",
    Shape::Group(&[
        Field::text("street", "street").example("7 Quay Road"),
        Field::text("city", "city").example("Zurich"),
        Field::text("state", "state").example("ZH"),
        Field::text("zip", "postal code").example("8001"),
        Field::text("country", "country").example("Switzerland"),
        Field::text("country_code", "country code")
            .doc("Two letters of ISO 3166.")
            .example("CH")
            .rules(&[Rule::warning(
                "contacts-country-code-pattern",
                Test::Pattern(&patterns::COUNTRY_CODE),
                "a country code has two letters",
                sources::CONTACTS,
            )]),
        TYPE,
    ]),
);

const ORGANISATION: Field = Field::group(
    "org",
    "organisation",
    &[
        Field::text("company", "company").example("Lamp Studio"),
        Field::text("department", "department").example("Repairs"),
        Field::text("title", "job title").example("Technician"),
    ],
);

const URL: Field = Field::new(
    At::Element,
    "web address",
    Shape::Group(&[
        Field::text("url", "web address").example("https://lamp.example.com"),
        TYPE,
    ]),
);

const BIRTHDAY: Field = Field::text("birthday", "birthday")
    .doc("Year, month and day.")
    .example("1984-02-29")
    .rules(&[Rule::error(
        "contacts-birthday-pattern",
        Test::Pattern(&patterns::DAY),
        "a birthday is written as year, month and day",
        sources::CONTACTS,
    )]);
