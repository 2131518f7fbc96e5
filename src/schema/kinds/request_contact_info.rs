//! A message that asks for the customer's telephone number.

use crate::schema::field::{Field, Opt};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD_ONLY, Rule, Test};
use crate::schema::shared::{envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A message that asks for the customer's telephone number.
pub(in crate::schema) static REQUEST_CONTACT_INFO: Kind = Kind {
    name: "interactive.request_contact_info",
    title: "Contact request",
    doc: "A body with a button by which a customer whose number you do not know sends it.",
    dialects: Dialect::CLOUD_BODY,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            HEADER,
            interactive::body(&[BODY_TEXT]),
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
            "request-contact-header",
            "no page gives a contact request a header",
            sources::BUSINESS_SCOPED_IDS,
        ),
    ],
);

const FOOTER: Field = interactive::FOOTER.rules(&[interactive::undocumented(
    "request-contact-footer",
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
        interactive::body_length(
            "request-contact-body-length",
            "the body of a contact request has at most 1024 characters",
            sources::BUSINESS_SCOPED_IDS,
        )
        .only(CLOUD_ONLY),
        interactive::BODY_LENGTH,
    ]);

const NAME: Field = interactive::action_name(
    &[Opt::new("request_contact_info", "Share contact info")],
    &[
        interactive::name_required(
            "request-contact-action-name-required",
            "the action of a contact request has a name",
            sources::BUSINESS_SCOPED_IDS,
        ),
        interactive::name_listed(
            "request-contact-action-name",
            "the action of a contact request is called request_contact_info",
            sources::BUSINESS_SCOPED_IDS,
        )
        .only(CLOUD_ONLY),
    ],
);
