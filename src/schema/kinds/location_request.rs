//! A request for the customer's location.

use crate::schema::field::{Field, Opt};
use crate::schema::kind::Kind;
use crate::schema::shared::{envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A request for the customer's location.
pub(in crate::schema) static LOCATION_REQUEST: Kind = Kind {
    name: "interactive.location_request_message",
    title: "Location request",
    doc: "A body with a button by which the customer sends a location.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            HEADER,
            interactive::body(&[BODY_TYPE, BODY_TEXT]),
            FOOTER,
            interactive::action(&[NAME]),
        ]),
        envelope::AFTER,
    ]),
};

const HEADER: Field = interactive::header(
    interactive::ALL_HEADERS,
    &[
        interactive::HEADER_TYPES,
        interactive::undocumented(
            "location-request-header",
            "no page gives a location request a header",
            sources::LOCATION_REQUESTS,
        ),
    ],
);

const FOOTER: Field = interactive::FOOTER.rules(&[interactive::undocumented(
    "location-request-footer",
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
        interactive::body_length(
            "location-request-body-length",
            "the body of a location request has at most 1024 characters",
            sources::LOCATION_REQUESTS,
        ),
    ]);

const NAME: Field = interactive::action_name(
    &[Opt::new("send_location", "Send location")],
    &[
        interactive::name_required(
            "location-request-action-name-required",
            "the action of a location request has a name",
            sources::LOCATION_REQUESTS,
        ),
        interactive::name_listed(
            "location-request-action-name",
            "the action of a location request is send_location",
            sources::LOCATION_REQUESTS,
        ),
    ],
)
.doc("Always send_location: the phone draws the button.");
