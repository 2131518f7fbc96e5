//! Members that send a template by the way of marketing messages.

use crate::schema::condition::MARKETED;
use crate::schema::custom::{Custom, Shown};
use crate::schema::field::{Field, Opt, Pane};
use crate::schema::rule::{CLOUD, Rule, Test, UNREADABLE, codes};
use crate::schema::shared::foreign::CLOUD_ONLY_MEMBER;
use crate::schema::sources;

/// What happens where a marketing message cannot go its own way.
pub(in crate::schema) const POLICY: Field = Field::choice(
    "product_policy",
    "marketing policy",
    &[
        Opt::new("CLOUD_API_FALLBACK", "Else as an ordinary template"),
        Opt::new("STRICT", "As a marketing message or not at all"),
    ],
)
.doc("Sends a marketing template by the way of marketing messages, and says what happens where that is not on offer.")
.pane(Pane::Envelope)
.only(CLOUD)
.rules(&[
    Rule::error(
        "mm-product-policy",
        Test::Listed,
        "the policy of a marketing message is CLOUD_API_FALLBACK or STRICT",
        sources::MARKETING,
    )
    .only(CLOUD)
    .predicts(UNREADABLE),
    CLOUD_ONLY_MEMBER,
]);

/// Whether Meta learns what the customer does with the message.
pub(in crate::schema) const SHARING: Field =
    Field::flag("message_activity_sharing", "activity sharing")
        .doc("Whether what the customer does with a marketing message is shared with Meta.")
        .pane(Pane::Envelope)
        .only(CLOUD)
        .rules(&[CLOUD_ONLY_MEMBER]);

/// The rule that marketing messages are templates.
pub(in crate::schema) const TYPE: Rule = Rule::error(
    "mm-type",
    Test::In(&["template"]),
    "a marketing message is a template",
    sources::MARKETING,
)
.only(CLOUD)
.when(MARKETED)
.predicts(&codes(131_055, 1009));

/// The rule that marketing messages go to one person.
pub(in crate::schema) const RECIPIENT_TYPE: Rule = Rule::error(
    "mm-recipient-type",
    Test::In(&["individual"]),
    "a marketing message goes to one person",
    sources::MARKETING,
)
.only(CLOUD)
.when(MARKETED);

/// The rule that the template is one of marketing; it stands at the template's name.
pub(in crate::schema) const CATEGORY: Rule = Rule::error(
    "mm-category",
    Test::Custom(Custom::MarketingOnly),
    "only templates of category MARKETING go by the way of marketing messages",
    sources::MARKETING,
)
.only(CLOUD)
.when(MARKETED)
.predicts(&codes(134_100, 1009));

const fn read_more(id: &'static str, shown: Shown, lines: u32, summary: &'static str) -> Rule {
    Rule::warning(
        id,
        Test::Custom(Custom::ReadMore(shown, lines)),
        summary,
        sources::MARKETING_FEATURES,
    )
    .only(CLOUD)
    .when(MARKETED)
}

/// The rule about a body under a picture.
pub(in crate::schema) const UNDER_MEDIA: Rule = read_more(
    "mm-truncate-media",
    Shown::UnderMedia,
    3,
    "under a picture a marketing message shows three lines, then Read more",
);

/// The rule about a body without a header.
pub(in crate::schema) const WITHOUT_HEADER: Rule = read_more(
    "mm-truncate-no-header",
    Shown::WithoutHeader,
    4,
    "without a header a marketing message shows four lines, then Read more",
);

/// The rule about a body with a link and no call to action.
pub(in crate::schema) const LINK_ALONE: Rule = read_more(
    "mm-truncate-link-no-cta",
    Shown::LinkAlone,
    5,
    "with a link and no call to action a marketing message shows five lines, then Read more",
);
