//! What stands around the content of every message.

use crate::schema::condition::{MARKETED, SENT_DIRECTLY, When};
use crate::schema::custom::Custom;
use crate::schema::field::{At, Field, Initial, Loose, Opt, Pane, Shape};
use crate::schema::patterns;
use crate::schema::rule::{CLOUD, CLOUD_ONLY, MISSING, ON_PREMISES, Rule, Test, UNREADABLE, codes};
use crate::schema::shared::foreign::CLOUD_ONLY_MEMBER;
use crate::schema::shared::{direct_send, marketing};
use crate::schema::sources;

/// The rules about the message as a whole; they stand at its root.
const WHOLE: &[Rule] = &[WHOLE_WITHDRAWN, WHOLE_WINDOW];

/// The rule that the On-Premises API is no more.
pub(in crate::schema) const WHOLE_WITHDRAWN: Rule = Rule::warning(
    "on-premises-sunset",
    Test::Custom(Custom::Withdrawn),
    "the On-Premises API was withdrawn on 23 October 2025",
    sources::ON_PREMISES,
)
.only(ON_PREMISES);

/// The rule that a closed window breaks.
pub const WINDOW_RULE: &str = "window-24h";

/// The rule that only templates arrive after 24 hours.
pub(in crate::schema) const WHOLE_WINDOW: Rule = Rule::warning(
    WINDOW_RULE,
    Test::Custom(Custom::WindowOpen),
    "everything but a template arrives only within 24 hours of the customer's last message",
    sources::SEND,
)
.when(When::IsNot("type", &["template"]))
.predicts(&codes(131_047, 470));

/// A message of these fields, with the rules about messages as a whole; a kind with others replaces them.
pub(in crate::schema) const fn message(fields: &'static [Field]) -> Field {
    Field::new(At::Here, "message", Shape::Group(fields)).rules(WHOLE)
}

/// The fields in front of the content, in the order in which Meta's samples write them.
pub(in crate::schema) const BEFORE: Field =
    Field::here(&[PRODUCT, RECIPIENT_TYPE, TO, RECIPIENT, CONTEXT, TYPE]);

/// The same for what only groups have.
pub(in crate::schema) const BEFORE_TO_GROUP: Field = Field::here(&[
    PRODUCT,
    RECIPIENT_TYPE.initial(Initial::Text("group")).rules(&[
        RECIPIENT_TYPE_LISTED,
        PIN_IN_GROUP,
        PIN_NEEDS_GROUP,
    ]),
    TO.example("Y2FwaV9ncm91cDoxOTUwNTU1MDAwNzk"),
    TYPE,
]);

/// The fields behind the content.
pub(in crate::schema) const AFTER: Field = Field::here(&[
    CALLBACK_DATA,
    IDENTITY_HASH,
    direct_send::CATEGORY.rare(),
    direct_send::SETTINGS.rare(),
    direct_send::TIME_TO_LIVE.rare(),
    marketing::POLICY.rare(),
    marketing::SHARING.rare(),
]);

/// The fields behind the content of what can be sent directly.
pub(in crate::schema) const AFTER_DIRECT: Field = Field::here(&[
    CALLBACK_DATA,
    IDENTITY_HASH,
    direct_send::CATEGORY,
    direct_send::SETTINGS.offered_if(SENT_DIRECTLY),
    direct_send::TIME_TO_LIVE.offered_if(SENT_DIRECTLY),
    marketing::POLICY.rare(),
    marketing::SHARING.rare(),
]);

/// The fields behind the content of a template, which can go by the way of marketing messages.
pub(in crate::schema) const AFTER_TEMPLATE: Field = Field::here(&[
    CALLBACK_DATA,
    IDENTITY_HASH,
    marketing::POLICY,
    marketing::SHARING.offered_if(MARKETED),
    direct_send::CATEGORY.rare(),
    direct_send::SETTINGS.rare(),
    direct_send::TIME_TO_LIVE.rare(),
]);

const CALLBACK_DATA: Field = Field::text("biz_opaque_callback_data", "callback data")
    .doc("A text of yours that comes back in every status webhook of this message; the customer never sees it.")
    .pane(Pane::Envelope)
    .example("ticket=8841")
    .only(CLOUD)
    .rules(&[
        Rule::error(
            "envelope-opaque-data-length",
            Test::MaxLen(512),
            "callback data has at most 512 characters",
            sources::SEND,
        )
        .only(CLOUD)
        .predicts(UNREADABLE),
        Rule::warning(
            "envelope-opaque-data-length-old",
            Test::MaxLen(256),
            "older pages allow callback data of 256 characters only",
            sources::SEND,
        )
        .only(CLOUD),
        Rule::error(
            "envelope-opaque-data-cloud-only",
            Test::Forbidden,
            "the On-Premises API takes no callback data",
            sources::DIALOG360_INTERACTIVE,
        )
        .only(ON_PREMISES),
    ]);

const IDENTITY_HASH: Field = Field::text("recipient_identity_key_hash", "identity hash")
    .doc("The message is delivered only while the customer's identity still has this hash.")
    .pane(Pane::Envelope)
    .only(CLOUD)
    .rare()
    .rules(&[CLOUD_ONLY_MEMBER]);

/// The member that says that this is about WhatsApp.
pub(in crate::schema) const PRODUCT: Field = Field::choice(
    "messaging_product",
    "messaging product",
    &[Opt::new("whatsapp", "WhatsApp")],
)
.doc("Says that this is a WhatsApp message; the Cloud API wants it in every request.")
.pane(Pane::Envelope)
.only(CLOUD)
.initial(Initial::Text("whatsapp"))
.rules(&[
    Rule::error(
        "envelope-messaging-product-required",
        Test::Required,
        "every request to the Cloud API names its messaging product",
        sources::SEND,
    )
    .only(CLOUD),
    Rule::error(
        "envelope-messaging-product",
        Test::Listed,
        "the messaging product is whatsapp",
        sources::SEND,
    )
    .only(CLOUD)
    .predicts(UNREADABLE),
    Rule::warning(
        "envelope-messaging-product-absent",
        Test::Forbidden,
        "the On-Premises API knows no messaging product and ignores it",
        sources::ON_PREMISES,
    )
    .only(ON_PREMISES),
]);

const RECIPIENT_TYPE: Field = Field::choice(
    "recipient_type",
    "recipient type",
    &[
        Opt::new("individual", "One person"),
        Opt::new("group", "A group"),
    ],
)
.doc("Whether the message goes to one person or to a group. One person is meant when it is left out.")
.pane(Pane::Envelope)
.initial(Initial::Text("individual"))
.rules(&[RECIPIENT_TYPE_LISTED, marketing::RECIPIENT_TYPE]);

const RECIPIENT_TYPE_LISTED: Rule = Rule::error(
    "envelope-recipient-type-enum",
    Test::Listed,
    "the recipient is individual or group",
    sources::SEND,
)
.predicts(UNREADABLE);

const PIN_IN_GROUP: Rule = Rule::error(
    "pin-group-only",
    Test::In(&["group"]),
    "messages are pinned in groups only",
    sources::GROUPS,
)
.only(CLOUD_ONLY);

/// The same where the recipient's type is missing, so that one person is meant.
const PIN_NEEDS_GROUP: Rule = Rule {
    test: Test::Required,
    ..PIN_IN_GROUP
};

const TO: Field = Field::text("to", "recipient")
    .doc("The customer's telephone number, with the country code; or the id of a group.")
    .pane(Pane::Envelope)
    .example("15550100123")
    .initial(Initial::Text(""))
    .loose(Loose::Seen)
    .rules(&[
        Rule::error(
            "envelope-recipient-required",
            Test::Custom(Custom::Addressed),
            "a message needs a recipient: to, or recipient",
            sources::BUSINESS_SCOPED_IDS,
        )
        .only(CLOUD)
        .predicts(MISSING),
        Rule::error(
            "envelope-to-required-on-premises",
            Test::Custom(Custom::Addressed),
            "a message needs a recipient in to",
            sources::ON_PREMISES,
        )
        .only(ON_PREMISES)
        .predicts(MISSING),
        Rule::warning(
            "envelope-to-plus-recommended",
            Test::Pattern(&patterns::TELEPHONE),
            "a recipient's number has digits only, best with plus and country code",
            sources::SEND,
        )
        .only(CLOUD)
        .when(When::IsNot("recipient_type", &["group"])),
        Rule::warning(
            "group-id",
            Test::Pattern(&patterns::GROUP_ID),
            "a group has an id of its own, which is no telephone number",
            sources::GROUPS,
        )
        .only(CLOUD_ONLY)
        .when(When::Is("recipient_type", &["group"])),
        Rule::warning(
            "self-send",
            Test::Custom(Custom::NotOneself),
            "a business cannot write to its own number",
            sources::ERROR_CODES,
        )
        .only(CLOUD)
        .predicts(&codes(131_021, 1009)),
    ]);

const RECIPIENT: Field = Field::text("recipient", "recipient id")
    .doc("The customer's id within your business, for customers who hide their number. A number in to wins.")
    .pane(Pane::Envelope)
    .example("US.13491208655302741918")
    .only(CLOUD)
    .rules(&[
        Rule::error(
            "envelope-recipient-bsuid-pattern",
            Test::Pattern(&patterns::BUSINESS_SCOPED_ID),
            "a recipient id is a country, a dot, then letters and digits",
            sources::BUSINESS_SCOPED_IDS,
        )
        .only(CLOUD),
        Rule::warning(
            "envelope-to-and-recipient",
            Test::Forbidden,
            "a recipient id has no effect beside a number in to",
            sources::BUSINESS_SCOPED_IDS,
        )
        .only(CLOUD)
        .when(When::Has("to")),
        CLOUD_ONLY_MEMBER,
    ]);

const CONTEXT: Field = Field::group(
    "context",
    "reply context",
    &[Field::text("message_id", "quoted message")
        .doc("The id of the message that this one answers; it is shown above the bubble's text.")
        .example("wamid.HBgLMTU1NTAxMDAxMjM=")
        .rules(&[Rule::error(
            "context-message-id-required",
            Test::Required,
            "a reply context names the message that it quotes",
            sources::REPLIES,
        )
        .only(CLOUD)])],
)
.pane(Pane::Envelope)
.only(CLOUD)
.rules(&[
    Rule::error(
        "context-on-reaction",
        Test::Forbidden,
        "a reaction cannot quote a message",
        sources::REPLIES,
    )
    .only(CLOUD)
    .when(When::Is("type", &["reaction"])),
    Rule::warning(
        "context-on-template",
        Test::Forbidden,
        "a template arrives without the quoted message",
        sources::REPLIES,
    )
    .only(CLOUD)
    .when(When::Is("type", &["template"])),
    Rule::warning(
        "context-on-premises",
        Test::Forbidden,
        "the On-Premises API knows no replies that quote a message",
        sources::DIALOG360_INTERACTIVE,
    )
    .only(ON_PREMISES),
]);

/// The member that says what the message is.
pub(in crate::schema) const TYPE: Field = Field {
    shape: Shape::Kinds(TYPES),
    ..Field::text("type", "message type")
}
.doc("What the message is; it names the member that holds the content.")
.pane(Pane::Envelope)
.rules(&[
    Rule::warning(
        "envelope-type-required",
        Test::Required,
        "a message without a type is taken for a text",
        sources::SEND,
    ),
    Rule::error(
        "envelope-type-enum",
        Test::Listed,
        "the Cloud API knows these message types only",
        sources::SEND,
    )
    .only(CLOUD)
    .predicts(UNREADABLE),
    Rule::error(
        "envelope-type-enum-on-premises",
        Test::Listed,
        "the On-Premises API knows these message types only",
        sources::ON_PREMISES,
    )
    .only(ON_PREMISES),
    Rule::error(
        "envelope-group-types",
        Test::In(&[
            "text", "image", "video", "audio", "document", "sticker", "template", "pin",
        ]),
        "a group takes texts, media and templates only",
        sources::GROUPS,
    )
    .only(CLOUD_ONLY)
    .when(When::Is("recipient_type", &["group"])),
    direct_send::TYPES,
    marketing::TYPE,
    Rule::warning(
        "reaction-on-premises",
        Test::Forbidden,
        "whether the On-Premises API takes reactions is in doubt",
        sources::DIALOG360_INTERACTIVE,
    )
    .only(ON_PREMISES)
    .when(When::Is("type", &["reaction"])),
]);

const TYPES: &[Opt] = &[
    Opt::new("text", "Text"),
    Opt::new("image", "Image"),
    Opt::new("video", "Video"),
    Opt::new("audio", "Audio"),
    Opt::new("document", "Document"),
    Opt::new("sticker", "Sticker"),
    Opt::new("location", "Location"),
    Opt::new("contacts", "Contacts"),
    Opt::new("reaction", "Reaction"),
    Opt::new("interactive", "Interactive message"),
    Opt::new("template", "Template"),
    Opt::new("pin", "Pin").only(CLOUD),
    Opt::new("hsm", "Template of the first generation").only(ON_PREMISES),
];

/// The rule that the member which the type names is there.
pub(in crate::schema) const CONTENT: Rule = Rule::error(
    "envelope-type-object-required",
    Test::Required,
    "the member that the type names holds the content",
    sources::SEND,
);
