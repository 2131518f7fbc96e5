//! Direct Send: texts and buttons that Meta matches to a template by itself.
//!
//! Its members stand beside the type; its limits stand at the fields that they concern.

use crate::schema::condition::{DIRECT, SENT_DIRECTLY, When};
use crate::schema::field::{Field, Opt, Pane};
use crate::schema::patterns;
use crate::schema::rule::{CLOUD, Rule, Test, UNREADABLE};
use crate::schema::shared::foreign::CLOUD_ONLY_MEMBER;
use crate::schema::sources;

/// The member that makes a message one that is sent directly.
pub(in crate::schema) const CATEGORY: Field = Field::choice(
    "category",
    "Direct Send category",
    &[
        Opt::new("utility", "Utility"),
        Opt::new("authentication", "Authentication"),
    ],
)
.doc("Sends the text without a template of yours: Meta matches it to one. Beta; utility or authentication only.")
.pane(Pane::Envelope)
.only(CLOUD)
.rules(&[
    Rule::error(
        "ds-category",
        Test::Listed,
        "what is sent directly is of category utility or authentication",
        sources::DIRECT_SEND,
    )
    .only(CLOUD)
    .predicts(UNREADABLE),
    CLOUD_ONLY_MEMBER,
]);

/// For how long delivery is tried.
pub(in crate::schema) const TIME_TO_LIVE: Field = Field::number("ttl_seconds", "time to live")
    .doc("For how many seconds delivery is tried: 30 to 43200 for utility, 30 to 900 for authentication.")
    .pane(Pane::Envelope)
    .example("3600")
    .only(CLOUD)
    .rules(&[
        Rule::error(
            "ds-ttl-utility",
            Test::Range(30, 43_200),
            "delivery of utility content is tried for 30 seconds to 12 hours",
            sources::DIRECT_SEND_TTL,
        )
        .only(CLOUD)
        .when(When::Is("category", &["utility"])),
        Rule::error(
            "ds-ttl-authentication",
            Test::Range(30, 900),
            "delivery of authentication content is tried for 30 seconds to 15 minutes",
            sources::DIRECT_SEND_TTL,
        )
        .only(CLOUD)
        .when(When::Is("category", &["authentication"])),
        ALONE,
        CLOUD_ONLY_MEMBER,
    ]);

/// Under which name Meta files the text.
pub(in crate::schema) const SETTINGS: Field = Field::group(
    "direct_send_config",
    "Direct Send settings",
    &[Field::text("template_name", "Direct Send name")
        .doc("The name under which Meta files the text as a template; utility only.")
        .example("repair_ready_ds")
        .rules(&[
            Rule::error(
                "ds-template-name-pattern",
                Test::Pattern(&patterns::TEMPLATE_NAME),
                "the name has small letters, digits and underscores",
                sources::DIRECT_SEND_NAMES,
            )
            .only(CLOUD),
            Rule::error(
                "ds-template-name-length",
                Test::MaxLen(512),
                "the name has at most 512 characters",
                sources::DIRECT_SEND_NAMES,
            )
            .only(CLOUD),
            Rule::warning(
                "ds-template-name-utility-only",
                Test::Forbidden,
                "only utility content can be given a name",
                sources::DIRECT_SEND_NAMES,
            )
            .only(CLOUD)
            .when(When::Is("/category", &["authentication"])),
        ])],
)
.pane(Pane::Envelope)
.only(CLOUD)
.rules(&[ALONE, CLOUD_ONLY_MEMBER]);

/// The rule that the other members need the category.
const ALONE: Rule = Rule::warning(
    "ds-category-missing",
    Test::Forbidden,
    "without a category this has no effect",
    sources::DIRECT_SEND,
)
.only(CLOUD)
.when(When::Lacks("category"));

/// The rule about the types of messages that can be sent directly.
pub(in crate::schema) const TYPES: Rule = Rule::error(
    "ds-types",
    Test::In(&["text", "interactive"]),
    "texts and interactive messages can be sent directly",
    sources::DIRECT_SEND,
)
.only(CLOUD)
.when(When::Is("category", DIRECT));

/// The rule about the interactive messages that can be sent directly.
pub(in crate::schema) const INTERACTIVE_TYPES: Rule = Rule::error(
    "ds-interactive-types",
    Test::In(&["cta_url", "button", "voice_call"]),
    "link buttons, reply buttons and call buttons can be sent directly",
    sources::DIRECT_SEND,
)
.only(CLOUD)
.when(When::Is("/category", &["utility"]));

const fn length(id: &'static str, most: u32, summary: &'static str) -> Rule {
    Rule::error(id, Test::MaxLen(most), summary, sources::DIRECT_SEND)
        .only(CLOUD)
        .when(SENT_DIRECTLY)
}

/// The limit of a text or a body; it stands before the one of other messages.
pub(in crate::schema) const BODY_LENGTH: Rule = length(
    "ds-body-length",
    1024,
    "a text that is sent directly has at most 1024 characters",
);

/// The limit of a header text.
pub(in crate::schema) const HEADER_LENGTH: Rule = length(
    "ds-header-length",
    60,
    "a header that is sent directly has at most 60 characters",
);

/// The limit of a footer text.
pub(in crate::schema) const FOOTER_LENGTH: Rule = length(
    "ds-footer-length",
    60,
    "a footer that is sent directly has at most 60 characters",
);

/// The limit of a button's label.
pub(in crate::schema) const BUTTON_LENGTH: Rule = length(
    "ds-button-length",
    20,
    "a button that is sent directly has at most 20 characters",
);
