//! A reaction to a message.

use crate::schema::custom::Custom;
use crate::schema::field::{Field, Pane};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, Rule, Test};
use crate::schema::shared::envelope;
use crate::schema::sources;

/// A reaction to a message.
pub(in crate::schema) static REACTION: Kind = Kind {
    name: "reaction",
    title: "Reaction",
    doc: "One emoji under a message of the customer or of the business.",
    dialects: CLOUD,
    root: &envelope::message(&[envelope::BEFORE, CONTENT, envelope::AFTER]),
};

const CONTENT: Field = Field::group("reaction", "reaction", &[MESSAGE_ID, EMOJI])
    .pane(Pane::Body)
    .essential()
    .rules(&[envelope::CONTENT]);

const MESSAGE_ID: Field = Field::text("message_id", "message reacted to")
    .doc("The id of the message; it may be 30 days old at most.")
    .example("wamid.HBgLMTU1NTAxMDAxMjM=")
    .rules(&[Rule::error(
        "reaction-message-id-required",
        Test::Required,
        "a reaction names its message",
        sources::REACTIONS,
    )
    .only(CLOUD)]);

const EMOJI: Field = Field::text("emoji", "emoji")
    .doc("Exactly one emoji. Left empty, it takes the reaction away.")
    .example("🎉")
    .empty_means("takes the reaction away")
    .rules(&[
        Rule::error(
            "reaction-emoji-required",
            Test::Required,
            "a reaction has an emoji, which may be empty",
            sources::REACTIONS,
        )
        .only(CLOUD),
        Rule::warning(
            "reaction-emoji-escape",
            Test::Custom(Custom::EscapedOnce),
            "an emoji is written as it is, or as an escape that JSON reads",
            sources::DIALOG360_INTERACTIVE,
        )
        .only(CLOUD),
        Rule::error(
            "reaction-one-emoji",
            Test::Custom(Custom::OneEmoji),
            "a reaction is one emoji",
            sources::REACTIONS,
        )
        .only(CLOUD),
    ]);
