//! A read receipt, with or without a typing indicator: no recipient, no type, no bubble.

use crate::schema::field::{At, Field, Initial, Opt, Pane, Shape};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, Rule, Test, UNREADABLE};
use crate::schema::shared::{envelope, foreign};
use crate::schema::sources;
use crate::wire::Dialect;

/// A read receipt and typing indicator.
pub(in crate::schema) static READ: Kind = Kind {
    name: "read",
    title: "Read receipt, typing indicator",
    doc: "Marks the customer's message and all before it as read, and shows that an answer is being written.",
    dialects: Dialect::ALL,
    root: &Field::new(
        At::Here,
        "receipt",
        Shape::Group(&[envelope::PRODUCT, STATUS, MESSAGE_ID, TYPING]),
    )
    .rules(&[envelope::WHOLE_WITHDRAWN]),
};

const STATUS: Field = Field::choice("status", "status", &[Opt::new("read", "Read")])
    .doc("Always read.")
    .pane(Pane::Envelope)
    .initial(Initial::Text("read"))
    .rules(&[
        Rule::error(
            "read-status-required",
            Test::Required,
            "a receipt says that the message was read",
            sources::READ_RECEIPTS,
        )
        .only(CLOUD),
        Rule::error(
            "read-status-enum",
            Test::Listed,
            "a message can be marked as read only",
            sources::READ_RECEIPTS,
        )
        .only(CLOUD)
        .predicts(UNREADABLE),
    ]);

const MESSAGE_ID: Field = Field::text("message_id", "received message")
    .doc("The id of a message that the customer wrote; those before it are marked as well.")
    .pane(Pane::Body)
    .example("wamid.HBgLMTU1NTAxMDAxMjM=")
    .essential()
    .rules(&[Rule::error(
        "read-message-id-required",
        Test::Required,
        "a receipt names the message that was read",
        sources::READ_RECEIPTS,
    )
    .only(CLOUD)]);

const TYPING: Field = Field::group(
    "typing_indicator",
    "typing indicator",
    &[
        Field::choice("type", "typing indicator", &[Opt::new("text", "Typing a text")])
            .doc("Shows the customer that an answer is being written: until it comes, for at most 25 seconds.")
            .initial(Initial::Text("text"))
            .rules(&[
                Rule::error(
                    "typing-type-required",
                    Test::Required,
                    "a typing indicator has a type",
                    sources::TYPING,
                )
                .only(CLOUD),
                Rule::error(
                    "typing-type-enum",
                    Test::Listed,
                    "a typing indicator has the type text",
                    sources::TYPING,
                )
                .only(CLOUD)
                .predicts(UNREADABLE),
            ]),
    ],
)
.pane(Pane::Body)
.only(CLOUD)
.rules(&[foreign::CLOUD_ONLY_MEMBER]);
