//! What a button of each sort holds.

use super::super::{CLOUD, LACKING, TOO_LONG, special};
use super::one_time_code;
use crate::schema::custom::{Authoring, Custom};
use crate::schema::field::{At, Case, Field, Initial, Loose, Opt, Shape};
use crate::schema::rule::{INVALID_DEFINITION, Rule, Test};
use crate::schema::{most, sources};

/// A button of any sort.
pub(in crate::schema::definition) const ANY: Field = button(&[
    QUICK_REPLY,
    URL,
    PHONE_NUMBER,
    COPY_CODE,
    one_time_code::ONE_TIME_CODE,
    FLOW,
    CATALOG,
    MPM,
    SPM,
    VOICE_CALL,
    ORDER_DETAILS,
    REQUEST_CONTACT,
    other("VIDEO_CALL", "Video call"),
    other("POSTBACK", "Postback"),
    other("BOOKING_STATUS", "Booking"),
    other("PAYMENT_REQUEST", "Payment"),
    other("APP", "App"),
    other("EXTENSION", "Extension"),
    other("REMINDER", "Reminder"),
    other("SEND_LOCATION", "Send location"),
])
.rules(&[Rule::warning(
    "tpl-button-type-enum",
    Test::Listed,
    "this sort of button stands on no page of the platform",
    sources::GRAPH_TEMPLATES,
)
.only(CLOUD)]);

/// A button of one of these sorts.
pub(in crate::schema::definition) const fn button(cases: &'static [Case]) -> Field {
    Field::new(
        At::Element,
        "button",
        Shape::Variant {
            tag: "type",
            fold_case: true,
            default: None,
            cases,
        },
    )
}

const fn other(value: &'static str, title: &'static str) -> Case {
    Case::new(value, title, &[LABEL]).only(CLOUD)
}

/// Answers with its label, or the payload of the send.
pub(in crate::schema::definition) const QUICK_REPLY: Case =
    Case::new("QUICK_REPLY", "Quick reply", &[LABEL]);
/// Opens an address.
pub(in crate::schema::definition) const URL: Case = Case::new(
    "URL",
    "Address",
    &[LABEL, ADDRESS, ADDRESS_EXAMPLE, APP_LINK],
);
/// Calls a number.
pub(in crate::schema::definition) const PHONE_NUMBER: Case =
    Case::new("PHONE_NUMBER", "Call a number", &[LABEL, NUMBER]);
const COPY_CODE: Case = Case::new("COPY_CODE", "Coupon code", &[CODE_EXAMPLE]).only(CLOUD);
const FLOW: Case = Case::new(
    "FLOW",
    "Flow",
    &[LABEL, FLOW_SOURCE, FLOW_ACTION, SCREEN, ICON],
)
.only(CLOUD);
const CATALOG: Case = Case::new(
    "CATALOG",
    "Catalog",
    &[fixed("View catalog", CATALOG_LABEL)],
)
.only(CLOUD);
const MPM: Case =
    Case::new("MPM", "Several products", &[fixed("View items", MPM_LABEL)]).only(CLOUD);
/// Shows the product of the header.
pub(in crate::schema::definition) const SPM: Case =
    Case::new("SPM", "One product", &[fixed("View", SPM_LABEL)]).only(CLOUD);
const VOICE_CALL: Case =
    Case::new("VOICE_CALL", "Call in WhatsApp", &[CALL_LABEL, CALL_TIME]).only(CLOUD);
/// Opens an order.
pub(in crate::schema::definition) const ORDER_DETAILS: Case = Case::new(
    "ORDER_DETAILS",
    "Order",
    &[fixed("Review and Pay", ORDER_LABEL)],
)
.only(CLOUD);
const REQUEST_CONTACT: Case = Case::new(
    "REQUEST_CONTACT_INFO",
    "Ask for a contact",
    &[fixed("Share Contact Info", CONTACT_LABEL)],
)
.only(CLOUD);

const LABEL: Field = Field::text("text", "button label")
    .doc("What the button says.")
    .example("I will come")
    .initial(Initial::Text(""))
    .rules(&[
        Rule::error(
            "tpl-button-text-length",
            Test::MaxLen(25),
            "the label of a button has at most 25 characters",
            sources::COMPONENTS,
        )
        .predicts(TOO_LONG),
        Rule::warning(
            "tpl-button-text-alphanumeric",
            Test::Custom(Custom::Authoring(Authoring::LettersAndDigits)),
            "the guides of the categories want letters, digits and blanks only",
            sources::UTILITY_TEMPLATES,
        )
        .only(CLOUD),
        Rule::warning(
            "tpl-button-text-variables",
            Test::Custom(Custom::Authoring(Authoring::PlainLabel)),
            "a label with a variable, a line break, an emoji or markup was seen to be refused",
            sources::PYWA,
        )
        .only(CLOUD),
    ]);

/// A label that the phone writes whatever the definition says.
const fn fixed(label: &'static str, rules: &'static [Rule]) -> Field {
    Field::text("text", "button label")
        .doc("A fixed label; the phone writes it in its own language.")
        .initial(Initial::Text(label))
        .rules(rules)
}

const CATALOG_LABEL: &[Rule] = &[Rule::warning(
    "tpl-catalog-text",
    Test::In(&["View catalog"]),
    "samples in English say View catalog here",
    sources::CATALOG_TEMPLATES,
)
.only(CLOUD)];

const MPM_LABEL: &[Rule] = &[Rule::warning(
    "tpl-mpm-text",
    Test::In(&["View items"]),
    "samples in English say View items here",
    sources::MPM_TEMPLATES,
)
.only(CLOUD)];

const SPM_LABEL: &[Rule] = &[Rule::warning(
    "tpl-spm-text",
    Test::In(&["View"]),
    "samples in English say View here",
    sources::SPM_TEMPLATES,
)
.only(CLOUD)];

const CONTACT_LABEL: &[Rule] = &[Rule::warning(
    "tpl-request-contact-text",
    Test::In(&["Share Contact Info"]),
    "samples in English say Share Contact Info here",
    sources::BUSINESS_SCOPED_IDS,
)
.only(CLOUD)];

const ORDER_LABEL: &[Rule] = &[Rule::warning(
    "tpl-order-details-text",
    Test::In(&["Review and Pay", "Copy Pix code", "Buy now"]),
    "the label goes with country and use: Review and Pay, Copy Pix code or Buy now",
    sources::ORDER_TEMPLATES,
)
.only(CLOUD)];

const ADDRESS: Field = Field::text("url", "address")
    .doc("What the button opens; one variable may stand at its end.")
    .example("https://lamp.example.com/r/{{1}}")
    .rules(&[
        Rule::error(
            "tpl-button-url-length",
            Test::MaxLen(most::ADDRESS),
            "the address of a button has at most 2000 characters",
            sources::COMPONENTS,
        )
        .only(CLOUD)
        .predicts(TOO_LONG),
        Rule::error(
            "tpl-button-url-one-parameter",
            Test::Custom(Custom::Authoring(Authoring::OneVariable)),
            "the address of a button has one variable at most",
            sources::COMPONENTS,
        )
        .only(CLOUD)
        .predicts(INVALID_DEFINITION),
        Rule::error(
            "tpl-button-url-parameter-at-end",
            Test::Custom(Custom::Authoring(Authoring::VariableLast)),
            "the variable of an address stands at its end",
            sources::COMPONENTS,
        )
        .only(CLOUD)
        .predicts(INVALID_DEFINITION),
        Rule::error(
            "tpl-button-url-example-required",
            Test::Custom(Custom::Authoring(Authoring::AddressExample)),
            "an address with a variable has an example",
            sources::COMPONENTS,
        )
        .only(CLOUD)
        .when(super::super::NEW)
        .predicts(LACKING),
    ]);

const ADDRESS_EXAMPLE: Field = Field::json("example", "example address")
    .doc("A list with the whole address as it looks with a value.");

const APP_LINK: Field = Field::json("app_deep_link", "app link").rare().only(CLOUD);

const NUMBER: Field = Field::text("phone_number", "number to call")
    .doc("The number with its country code.")
    .example("15550100177")
    .loose(Loose::Seen)
    .rules(&[Rule::error(
        "tpl-button-phone-length",
        Test::MaxLen(20),
        "the number of a button has at most 20 characters",
        sources::COMPONENTS,
    )
    .only(CLOUD)
    .predicts(TOO_LONG)]);

const CODE_EXAMPLE: Field = Field::json("example", "example code")
    .doc("A code as it may look; the phone writes the label.")
    .rules(&[
        Rule::error(
            "tpl-copy-code-example-length",
            Test::Custom(Custom::Authoring(Authoring::ExampleLength(most::COUPON))),
            "the example of a coupon code has at most 20 characters",
            sources::COMPONENTS,
        )
        .only(CLOUD)
        .predicts(TOO_LONG),
        Rule::error(
            "lto-code-length",
            Test::Custom(Custom::Authoring(Authoring::ExampleLength(
                most::OFFER_COUPON,
            ))),
            "the code of an offer has at most 15 characters",
            sources::OFFERS,
        )
        .only(CLOUD)
        .when(special::HAS_OFFER)
        .predicts(TOO_LONG),
        Rule::warning(
            "tpl-copy-code-example-length-old",
            Test::Custom(Custom::Authoring(Authoring::ExampleLength(
                most::OFFER_COUPON,
            ))),
            "before December 2025 a coupon code had at most 15 characters",
            sources::OFFERS,
        )
        .only(CLOUD)
        .when(special::HAS_NO_OFFER),
    ]);

const FLOW_SOURCE: Field = Field::new(
    At::Here,
    "flow",
    Shape::OneOf(&[
        Field::json("flow_id", "flow id").doc("The id that the Flow got when it was made."),
        Field::text("flow_name", "flow name").example("repair_booking"),
        Field::json("flow_json", "flow source").doc("The Flow itself, as JSON in a text."),
    ]),
)
.rules(&[Rule::error(
    "tpl-flow-source",
    Test::ExactlyOne,
    "a Flow is named by its id or its name, or given as JSON",
    sources::FLOWS,
)
.only(CLOUD)
.predicts(INVALID_DEFINITION)]);

const FLOW_ACTION: Field = Field::choice(
    "flow_action",
    "flow action",
    &[
        Opt::new("NAVIGATE", "Open a screen"),
        Opt::new("DATA_EXCHANGE", "Ask the endpoint"),
    ],
)
.rules(&[Rule::error(
    "tpl-flow-action-enum",
    Test::InFolded(&["NAVIGATE", "DATA_EXCHANGE"]),
    "a Flow begins with NAVIGATE or DATA_EXCHANGE",
    sources::FLOWS,
)
.only(CLOUD)
.predicts(INVALID_DEFINITION)]);

const SCREEN: Field = Field::text("navigate_screen", "first screen").example("BOOKING");

const ICON: Field = Field::choice(
    "icon",
    "icon",
    &[
        Opt::new("DOCUMENT", "Document"),
        Opt::new("PROMOTION", "Promotion"),
        Opt::new("REVIEW", "Review"),
    ],
)
.rules(&[Rule::error(
    "tpl-flow-icon-enum",
    Test::InFolded(&["DOCUMENT", "PROMOTION", "REVIEW"]),
    "the icon of a Flow is DOCUMENT, PROMOTION or REVIEW",
    sources::FLOWS,
)
.only(CLOUD)
.predicts(INVALID_DEFINITION)]);

const CALL_LABEL: Field = Field::text("text", "button label")
    .doc("What the button says; Call Now where it is left out.")
    .example("Call the workshop")
    .rules(&[Rule::error(
        "tpl-voice-call-label-length",
        Test::MaxLen(20),
        "the label of a call button has at most 20 characters",
        sources::CALL_BUTTONS,
    )
    .only(CLOUD)
    .predicts(TOO_LONG)]);

const CALL_TIME: Field = Field::number("ttl_minutes", "minutes to live")
    .doc("For how many minutes the button can be tapped.")
    .example("10080")
    .rules(&[Rule::error(
        "tpl-voice-call-ttl",
        Test::Range(1440, 43_200),
        "the button to call lives for 1440 to 43200 minutes",
        sources::CALL_BUTTONS,
    )
    .only(CLOUD)
    .predicts(INVALID_DEFINITION)]);
