//! A message that asks for the customer's telephone number.

use crate::schema::field::{At, Field, Opt, Pane, Shape};
use crate::schema::kind::Kind;
use crate::schema::rule::{Rule, Test, UNREADABLE};
use crate::schema::shared::{envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

const CLOUD_ONLY: &[Dialect] = &[Dialect::Cloud];

/// A message that asks for the customer's telephone number.
pub(in crate::schema) static REQUEST_CONTACT_INFO: Kind = Kind {
    name: "interactive.request_contact_info",
    title: "Contact request",
    doc: "A body with a button by which a customer whose number you do not know sends it.",
    dialects: Dialect::CLOUD_BODY,
    root: &Field::new(
        At::Here,
        "message",
        Shape::Group(&[
            Field::here(envelope::BEFORE),
            interactive::content(&[
                interactive::TYPE,
                HEADER,
                interactive::body(&[BODY_TEXT]),
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
            "request-contact-header",
            Test::Forbidden,
            "no page gives a contact request a header",
            sources::BUSINESS_SCOPED_IDS,
        ),
    ],
);

const FOOTER: Field = Field::group("footer", "footer", interactive::FOOTER_TEXT)
    .pane(Pane::Footer)
    .rules(&[Rule::warning(
        "request-contact-footer",
        Test::Forbidden,
        "no page gives a contact request a footer",
        sources::BUSINESS_SCOPED_IDS,
    )]);

const BODY_TEXT: Field = interactive::BODY_TEXT
    .example("Share your number, so that the driver can call.")
    .rules(&[
        Rule::error(
            "request-contact-body-required",
            Test::Required,
            "a contact request has a body text",
            sources::BUSINESS_SCOPED_IDS,
        )
        .only(CLOUD_ONLY),
        interactive::BODY_NONEMPTY,
        Rule::error(
            "request-contact-body-length",
            Test::MaxLen(1024),
            "the body of a contact request has at most 1024 characters",
            sources::BUSINESS_SCOPED_IDS,
        )
        .only(CLOUD_ONLY),
        interactive::BODY_LENGTH,
    ]);

const NAME: Field = interactive::action_name(
    &[Opt::new("request_contact_info", "Share contact info")],
    "request_contact_info",
    &[
        Rule::error(
            "request-contact-action-name-required",
            Test::Required,
            "the action of a contact request has a name",
            sources::BUSINESS_SCOPED_IDS,
        ),
        Rule::error(
            "request-contact-action-name",
            Test::Listed,
            "the action of a contact request is called request_contact_info",
            sources::BUSINESS_SCOPED_IDS,
        )
        .only(CLOUD_ONLY)
        .predicts(UNREADABLE),
    ],
);
