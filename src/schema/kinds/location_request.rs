//! A request for the customer's location.

use crate::schema::field::{At, Field, Initial, Opt, Pane, Shape};
use crate::schema::kind::Kind;
use crate::schema::rule::{Rule, Test, UNREADABLE};
use crate::schema::shared::{envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A request for the customer's location.
pub(in crate::schema) static LOCATION_REQUEST: Kind = Kind {
    name: "interactive.location_request_message",
    title: "Location request",
    doc: "A body with a button by which the customer sends a location.",
    dialects: Dialect::ALL,
    root: &Field::new(
        At::Here,
        "message",
        Shape::Group(&[
            Field::here(envelope::BEFORE),
            interactive::content(&[
                interactive::TYPE,
                HEADER,
                interactive::body(&[BODY_TYPE, BODY_TEXT]),
                FOOTER,
                interactive::action(&[NAME]),
            ]),
            Field::here(envelope::AFTER),
        ]),
    )
    .rules(envelope::WHOLE),
};

const HEADER: Field = interactive::header(
    interactive::ALL_HEADERS,
    &[
        interactive::HEADER_TYPES,
        Rule::warning(
            "location-request-header",
            Test::Forbidden,
            "no page gives a location request a header",
            sources::LOCATION_REQUESTS,
        ),
    ],
);

const FOOTER: Field = Field::group("footer", "footer", interactive::FOOTER_TEXT)
    .pane(Pane::Footer)
    .rules(&[Rule::warning(
        "location-request-footer",
        Test::Forbidden,
        "no page gives a location request a footer",
        sources::LOCATION_REQUESTS,
    )]);

/// The samples of the On-Premises API write it; it has no effect.
const BODY_TYPE: Field = Field::choice("type", "body type", &[Opt::new("text", "Text")])
    .doc("Written by the samples of the On-Premises API; it changes nothing.")
    .rare();

const BODY_TEXT: Field = interactive::BODY_TEXT
    .example("Where shall the driver come?")
    .rules(&[
        interactive::BODY_NONEMPTY,
        Rule::error(
            "location-request-body-length",
            Test::MaxLen(1024),
            "the body of a location request has at most 1024 characters",
            sources::LOCATION_REQUESTS,
        ),
    ]);

const NAME: Field = Field::choice(
    "name",
    "action name",
    &[Opt::new("send_location", "Send location")],
)
.doc("Always send_location: the phone draws the button.")
.initial(Initial::Text("send_location"))
.rules(&[
    Rule::error(
        "location-request-action-name-required",
        Test::Required,
        "the action of a location request has a name",
        sources::LOCATION_REQUESTS,
    ),
    Rule::error(
        "location-request-action-name",
        Test::Listed,
        "the action of a location request is send_location",
        sources::LOCATION_REQUESTS,
    )
    .predicts(UNREADABLE),
]);
