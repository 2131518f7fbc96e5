//! A message with reply buttons.

use crate::schema::condition::{NOT_SENT_DIRECTLY, SENT_DIRECTLY};
use crate::schema::custom::Custom;
use crate::schema::field::{At, Case, Field, Initial, Shape};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, ON_PREMISES, Rule, Test, UNREADABLE};
use crate::schema::shared::{direct_send, envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A message with reply buttons.
pub(in crate::schema) static BUTTON: Kind = Kind {
    name: "interactive.button",
    title: "Reply buttons",
    doc: "A body with up to three buttons, under a header of text, image, video or document.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            interactive::header(interactive::ALL_HEADERS, &[HEADER_TYPES]),
            interactive::body(&[BODY_TEXT]),
            interactive::FOOTER,
            interactive::action(&[BUTTONS, NO_SECTIONS]),
        ]),
        envelope::AFTER_DIRECT,
    ]),
};

const HEADER_TYPES: Rule = Rule::error(
    "button-header-types",
    Test::Listed,
    "reply buttons have a header of text, image, video or document",
    sources::REPLY_BUTTONS,
)
.predicts(UNREADABLE);

const BODY_TEXT: Field = interactive::BODY_TEXT.rules(&[
    interactive::BODY_NONEMPTY,
    direct_send::BODY_LENGTH,
    interactive::body_length(
        "button-body-length",
        "the body over reply buttons has at most 1024 characters",
        sources::REPLY_BUTTONS,
    )
    .only(CLOUD),
    interactive::body_length(
        "button-body-length-on-premises",
        "the body over reply buttons has at most 1024 characters on the On-Premises API too",
        sources::INTERACTIVE_GUIDE,
    )
    .only(ON_PREMISES),
]);

const NO_SECTIONS: Field = Field::json("sections", "sections")
    .rare()
    .rules(&[Rule::error(
        "button-sections-forbidden",
        Test::Forbidden,
        "reply buttons stand in no sections",
        sources::INTERACTIVE_GUIDE,
    )]);

const BUTTONS: Field = Field::list("buttons", "buttons", &ONE_BUTTON)
    .doc("What the customer can tap; each answers with its id and title.")
    .essential()
    .rules(&[
        Rule::error(
            "button-min",
            Test::MinItems(1),
            "there is at least one reply button",
            sources::REPLY_BUTTONS,
        ),
        Rule::error(
            "button-max",
            Test::MaxItems(3),
            "there are at most three reply buttons",
            sources::REPLY_BUTTONS,
        )
        .when(NOT_SENT_DIRECTLY),
        Rule::error(
            "ds-buttons-max",
            Test::MaxItems(10),
            "there are at most ten buttons in what is sent directly",
            sources::DIRECT_SEND,
        )
        .only(CLOUD)
        .when(SENT_DIRECTLY),
        Rule::error(
            "ds-cta-max",
            Test::Custom(Custom::DirectCallsMax(2)),
            "there are at most two link buttons in what is sent directly",
            sources::DIRECT_SEND,
        )
        .only(CLOUD)
        .when(SENT_DIRECTLY),
        Rule::error(
            "ds-cta-first",
            Test::Custom(Custom::DirectCallsFirst),
            "link buttons stand before reply buttons",
            sources::DIRECT_SEND_TYPES,
        )
        .only(CLOUD)
        .when(SENT_DIRECTLY),
        Rule::error(
            "button-id-unique",
            Test::Unique("*/reply/id", "button"),
            "the ids of reply buttons differ",
            sources::REPLY_BUTTONS,
        ),
        Rule::error(
            "button-title-unique",
            Test::Unique("*/reply/title", "button"),
            "the titles of reply buttons differ",
            sources::REPLY_BUTTONS,
        ),
    ]);

const ONE_BUTTON: Field = Field::new(
    At::Element,
    "button",
    Shape::Variant {
        tag: "type",
        fold_case: false,
        default: Some("reply"),
        cases: &[
            Case::new("reply", "Reply button", &[REPLY]),
            Case::new("cta_url", "Link button", &[LINK])
                .only(CLOUD)
                .when(SENT_DIRECTLY),
        ],
    },
)
.rules(&[
    Rule::error(
        "button-type-required",
        Test::Required,
        "a button says that it is a reply button",
        sources::REPLY_BUTTONS,
    ),
    Rule::error(
        "button-type",
        Test::Listed,
        "an interactive message has reply buttons only",
        sources::REPLY_BUTTONS,
    )
    .predicts(UNREADABLE),
]);

/// A button that opens an address, in what is sent directly.
const LINK: Field = Field::group(
    "cta_url",
    "link",
    &[
        Field::text("display_text", "link button")
            .doc("The button's label.")
            .example("Directions")
            .rules(&[
                Rule::error(
                    "ds-cta-text-required",
                    Test::Required,
                    "a link button has a label",
                    sources::DIRECT_SEND_TYPES,
                )
                .only(CLOUD),
                direct_send::BUTTON_LENGTH,
            ]),
        Field::text("url", "link address")
            .doc("The address that a tap opens.")
            .example("https://lamp.example.com/map")
            .rules(&[Rule::error(
                "ds-cta-url-required",
                Test::Required,
                "a link button has an address",
                sources::DIRECT_SEND_TYPES,
            )
            .only(CLOUD)]),
    ],
)
.essential();

const REPLY: Field = Field::group("reply", "reply", &[ID, TITLE]).essential();

const ID: Field = Field::text("id", "button id")
    .doc("What comes back in the webhook when the customer taps the button; nobody sees it.")
    .example("yes")
    .initial(Initial::Numbered("button-"))
    .rules(&[
        Rule::error(
            "button-id-required",
            Test::Required,
            "a reply button has an id",
            sources::REPLY_BUTTONS,
        ),
        Rule::error(
            "button-id-length",
            Test::MaxLen(256),
            "a button id has at most 256 characters",
            sources::REPLY_BUTTONS,
        ),
        Rule::error(
            "button-id-edge",
            Test::EdgeSpace,
            "a button id neither begins nor ends with a blank",
            sources::INTERACTIVE_GUIDE,
        ),
    ]);

const TITLE: Field = Field::text("title", "button title")
    .doc("The button's label, which is also what the customer's answer says.")
    .example("Yes")
    .rules(&[
        Rule::error(
            "button-title-required",
            Test::Required,
            "a reply button has a title",
            sources::REPLY_BUTTONS,
        ),
        direct_send::BUTTON_LENGTH,
        Rule::error(
            "button-title-length",
            Test::MaxLen(20),
            "a button title has at most 20 characters",
            sources::REPLY_BUTTONS,
        ),
        Rule::warning(
            "button-title-markdown",
            Test::Custom(Custom::NoMarkup),
            "a button shows markup as it is typed",
            sources::INTERACTIVE_GUIDE,
        ),
        Rule::warning(
            "button-title-edge",
            Test::EdgeSpace,
            "a button title wastes room with a blank at its ends",
            sources::INTERACTIVE_GUIDE,
        ),
    ]);
