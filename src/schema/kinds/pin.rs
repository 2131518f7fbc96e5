//! Pinning a message in a group, and taking the pin away.

use crate::schema::condition::When;
use crate::schema::field::{Field, Initial, Opt, Pane};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD_ONLY, Rule, Test, UNREADABLE};
use crate::schema::shared::envelope;
use crate::schema::sources;

/// Pinning a message in a group.
pub(in crate::schema) static PIN: Kind = Kind {
    name: "pin",
    title: "Pin",
    doc: "Pins a message in a group for 1 to 30 days, or takes the pin away; at most three are pinned.",
    dialects: CLOUD_ONLY,
    root: &envelope::message(&[envelope::BEFORE_TO_GROUP, CONTENT, envelope::AFTER])
        .rules(&[envelope::WHOLE_WITHDRAWN]),
};

const CONTENT: Field = Field::group("pin", "pin", &[TYPE, MESSAGE_ID, EXPIRATION])
    .pane(Pane::Body)
    .essential()
    .rules(&[envelope::CONTENT]);

const TYPE: Field = Field::choice(
    "type",
    "what to do",
    &[
        Opt::new("pin", "Pin"),
        Opt::new("unpin", "Take the pin away"),
    ],
)
.doc("Whether the message is pinned, or its pin taken away.")
.initial(Initial::Text("pin"))
.rules(&[
    Rule::error(
        "pin-type-required",
        Test::Required,
        "a pin says whether to pin or to unpin",
        sources::GROUPS,
    )
    .only(CLOUD_ONLY),
    Rule::error(
        "pin-type-enum",
        Test::Listed,
        "a message is pinned or unpinned",
        sources::GROUPS,
    )
    .only(CLOUD_ONLY)
    .predicts(UNREADABLE),
]);

const MESSAGE_ID: Field = Field::text("message_id", "pinned message")
    .doc("The id of the message in the group.")
    .example("wamid.HBgLMTU1NTAxMDAxMjM=")
    .rules(&[Rule::error(
        "pin-message-id-required",
        Test::Required,
        "a pin names its message",
        sources::GROUPS,
    )
    .only(CLOUD_ONLY)]);

const EXPIRATION: Field = Field::number("expiration_days", "days")
    .doc("For how many days the message stays pinned: 1 to 30.")
    .example("7")
    .initial(Initial::Text("7"))
    .rules(&[
        Rule::error(
            "pin-expiration-required",
            Test::Required,
            "a message is pinned for a number of days",
            sources::GROUPS,
        )
        .only(CLOUD_ONLY)
        .when(When::Is("type", &["pin"])),
        Rule::error(
            "pin-expiration-range",
            Test::Range(1, 30),
            "a message is pinned for 1 to 30 days",
            sources::GROUPS,
        )
        .only(CLOUD_ONLY),
    ]);
