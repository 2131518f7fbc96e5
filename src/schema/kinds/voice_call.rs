//! A message with a button that calls the business.

use crate::schema::field::{Field, Opt};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, Rule, Test};
use crate::schema::shared::{direct_send, envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A message with a call button.
pub(in crate::schema) static VOICE_CALL: Kind = Kind {
    name: "interactive.voice_call",
    title: "Call button",
    doc: "A body with a button by which the customer calls you on WhatsApp.",
    dialects: Dialect::CLOUD_BODY,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            HEADER,
            interactive::body(&[BODY_TEXT]),
            FOOTER,
            interactive::action(&[NAME, PARAMETERS]),
        ]),
        envelope::AFTER_DIRECT,
    ]),
};

const HEADER: Field = interactive::header(
    interactive::ALL_HEADERS,
    &[
        interactive::HEADER_TYPES,
        interactive::undocumented(
            "voice-call-header",
            "no page gives a call button a header",
            sources::CALL_BUTTONS,
        ),
    ],
);

const FOOTER: Field = interactive::FOOTER.rules(&[interactive::undocumented(
    "voice-call-footer",
    "no page gives a call button a footer",
    sources::CALL_BUTTONS,
)]);

const BODY_TEXT: Field = interactive::BODY_TEXT
    .example("Talk to the workshop.")
    .rules(&[
        Rule::error(
            "voice-call-body-required",
            Test::Required,
            "a call button stands under a body text",
            sources::CALL_BUTTONS,
        )
        .only(CLOUD),
        interactive::BODY_NONEMPTY,
        direct_send::BODY_LENGTH,
        interactive::BODY_LENGTH,
    ]);

const NAME: Field = interactive::action_name(
    &[Opt::new("voice_call", "Call")],
    &[
        interactive::name_required(
            "voice-call-action-name-required",
            "the action of a call button has a name",
            sources::CALL_BUTTONS,
        ),
        interactive::name_listed(
            "voice-call-action-name",
            "the action of a call button is called voice_call",
            sources::CALL_BUTTONS,
        )
        .only(CLOUD),
    ],
);

const PARAMETERS: Field = Field::group("parameters", "call button", &[LABEL, MINUTES, PAYLOAD]);

const LABEL: Field = Field::text("display_text", "button label")
    .doc("What the button says; Call Now when left out.")
    .example("Call workshop")
    .rules(&[Rule::error(
        "voice-call-label-length",
        Test::MaxLen(20),
        "a call button's label has at most 20 characters",
        sources::CALL_BUTTONS,
    )
    .only(CLOUD)]);

const MINUTES: Field = Field::number("ttl_minutes", "minutes of use")
    .doc("For how many minutes the button can be tapped; seven days when left out.")
    .example("120")
    .rules(&[Rule::error(
        "voice-call-ttl",
        Test::Range(1, 43_200),
        "a call button can be tapped for 1 to 43200 minutes",
        sources::CALL_BUTTONS,
    )
    .only(CLOUD)]);

const PAYLOAD: Field = Field::text("payload", "call payload")
    .doc("A text of yours that comes back with the call; the customer never sees it.")
    .example("ticket-8841")
    .rules(&[Rule::error(
        "voice-call-payload-length",
        Test::MaxLen(512),
        "a call button's payload has at most 512 characters",
        sources::CALL_BUTTONS,
    )
    .only(CLOUD)]);
