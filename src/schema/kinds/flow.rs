//! A message that opens a Flow: forms inside WhatsApp.

use crate::schema::condition::When;
use crate::schema::custom::Custom;
use crate::schema::field::{At, Field, Initial, Opt, Pane, Shape};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, ON_PREMISES, Rule, Test, UNREADABLE};
use crate::schema::shared::{envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A message that opens a Flow.
pub(in crate::schema) static FLOW: Kind = Kind {
    name: "interactive.flow",
    title: "Flow",
    doc: "A body with a button that opens a Flow, a form inside WhatsApp that was built and published before.",
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
    .example("Book a repair in a minute.")
    .rules(&[
        interactive::BODY_NONEMPTY,
        interactive::body_length(
            "flow-body-length",
            "the body over a Flow's button has at most 1024 characters",
            sources::FLOWS,
        ),
    ]);

const NAME: Field = interactive::action_name(
    &[Opt::new("flow", "Flow")],
    &[
        interactive::name_required(
            "flow-action-name-required",
            "the action of a Flow has a name",
            sources::FLOWS,
        ),
        interactive::name_listed(
            "flow-action-name",
            "the action of a Flow is called flow",
            sources::FLOWS,
        ),
    ],
)
.doc("Always flow.");

const PARAMETERS: Field = Field::group(
    "parameters",
    "flow parameters",
    &[VERSION, WHICH, CTA, MODE, TOKEN, ACTION, PAYLOAD],
)
.essential();

const VERSION: Field = Field::choice(
    "flow_message_version",
    "flow message version",
    &[Opt::new("3", "3")],
)
.doc("The version of this way to send Flows.")
.initial(Initial::Text("3"))
.rules(&[
    Rule::error(
        "flow-version-required",
        Test::Required,
        "a Flow names the version of its message",
        sources::FLOWS,
    ),
    Rule::error(
        "flow-version",
        Test::Listed,
        "the version of a Flow's message is 3",
        sources::FLOWS,
    ),
]);

const WHICH: Field = Field::new(
    At::Here,
    "flow",
    Shape::OneOf(&[
        Field::text("flow_id", "flow id")
            .doc("The id that the Flow got when it was made.")
            .example("640288101775390"),
        Field::text("flow_name", "flow name")
            .doc("The name that the Flow got when it was made.")
            .example("repair_booking")
            .only(CLOUD)
            .rules(&[Rule::warning(
                "flow-name-on-premises",
                Test::Forbidden,
                "the On-Premises API takes a Flow by its id only",
                sources::FLOWS,
            )
            .only(ON_PREMISES)]),
    ]),
)
.doc("The Flow, by its id or by its name.")
.rules(&[Rule::error(
    "flow-id-or-name",
    Test::ExactlyOne,
    "a Flow is named by its id or by its name, and by one of them only",
    sources::FLOWS,
)]);

const CTA: Field = Field::text("flow_cta", "flow button")
    .doc("The label of the button that opens the Flow.")
    .example("Book")
    .rules(&[
        Rule::error(
            "flow-cta-required",
            Test::Required,
            "the button that opens a Flow has a label",
            sources::FLOWS,
        ),
        Rule::error(
            "flow-cta-length",
            Test::MaxLen(30),
            "the button that opens a Flow has at most 30 characters",
            sources::OPENAPI,
        )
        .only(CLOUD),
        Rule::warning(
            "flow-cta-length-old",
            Test::MaxLen(20),
            "older pages allow the button 20 characters, and phones may cut it",
            sources::WHATSAPP_API_JS,
        )
        .only(CLOUD),
        Rule::warning(
            "flow-cta-emoji",
            Test::Custom(Custom::NoEmoji),
            "the button that opens a Flow has no emoji",
            sources::FLOWS,
        )
        .only(CLOUD),
    ]);

const MODE: Field = Field::choice(
    "mode",
    "flow mode",
    &[
        Opt::new("published", "Published"),
        Opt::new("draft", "Draft"),
    ],
)
.doc("Whether the published Flow is opened, or the draft of it for testing. Published when left out.")
.rules(&[Rule::error(
    "flow-mode",
    Test::Listed,
    "a Flow is opened as draft or as published",
    sources::FLOWS,
)
.predicts(UNREADABLE)]);

/// What comes back with the answers.
pub(super) const TOKEN: Field = Field::text("flow_token", "flow token")
    .doc("A text of yours that comes back with the customer's answers.")
    .example("booking-8841");

const ACTION: Field = Field::choice(
    "flow_action",
    "flow action",
    &[
        Opt::new("navigate", "Open a screen"),
        Opt::new("data_exchange", "Ask your server"),
    ],
)
.doc("Whether the Flow opens with a screen, or with what your server answers. A screen when left out.")
.rules(&[Rule::error(
    "flow-action",
    Test::Listed,
    "a Flow begins with navigate or data_exchange",
    sources::FLOWS,
)
.predicts(UNREADABLE)]);

const PAYLOAD: Field = Field::group(
    "flow_action_payload",
    "flow start",
    &[
        Field::text("screen", "first screen")
            .doc("The id of the screen that is opened first.")
            .example("PICK_DAY"),
        Field::json("data", "screen data")
            .doc("What the first screen is filled with: an object of the Flow's own fields.")
            .rules(&[Rule::error(
                "flow-payload-data-nonempty",
                Test::MinItems(1),
                "the data of a Flow's first screen has at least one member",
                sources::FLOWS,
            )]),
    ],
)
.headed()
.pane(Pane::Buttons)
.rules(&[Rule::error(
    "flow-payload-only-navigate",
    Test::Forbidden,
    "a Flow that asks your server has no first screen",
    sources::FLOWS,
)
.when(When::Is("flow_action", &["data_exchange"]))]);
