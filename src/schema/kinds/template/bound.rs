//! Rules that bind a send to the definition of its template; silent where there is none.

use super::parameters::{BODY_ALONE_MOST, CARD_BODY_LENGTH, TOO_LONG};
use super::parts::EXPIRATION_REQUIRED;
use crate::schema::custom::Custom;
use crate::schema::rule::{CLOUD, CLOUD_ONLY, Rule, Test, codes};
use crate::schema::shared::{envelope, marketing, retired_buttons};
use crate::schema::{most, sources};

/// Rules about the template as such.
pub(super) const CONTENT: &[Rule] = &[
    envelope::CONTENT,
    Rule::error(
        "tpl-status-sendable",
        Test::Custom(Custom::Sendable),
        "only an approved template can be sent",
        sources::TEMPLATES,
    )
    .only(CLOUD)
    .predicts(&codes(132_001, 2001)),
    Rule::warning(
        "send-definition-stale",
        Test::Custom(Custom::DefinitionFresh(30)),
        "a definition is fetched again now and then, since accounts change theirs",
        sources::TEMPLATES,
    ),
    Rule::warning(
        "send-definition-other",
        Test::Custom(Custom::DefinitionOfThis),
        "the definition at hand is of the template and language that are sent",
        sources::TEMPLATES,
    ),
    Rule::warning(
        "send-language-known",
        Test::Custom(Custom::LanguageKnown),
        "a template is sent in a language that it has; no other one is tried",
        sources::TEMPLATE_LANGUAGES,
    )
    .predicts(&codes(132_001, 2001)),
    Rule::warning(
        "send-language-slots",
        Test::Custom(Custom::SameSlots),
        "all languages of a template have the same slots, or each gets its own values",
        sources::TEMPLATES,
    ),
    marketing::CATEGORY,
    marketing::UNDER_MEDIA,
    marketing::WITHOUT_HEADER,
    marketing::LINK_ALONE,
    BODY_COUNT,
    HEADER_COUNT,
    PARAMETER_COUNT,
    FILLED_HEADER,
    FILLED_BODY_ALONE,
    FILLED_BODY,
    Rule::error(
        "send-header-kind",
        Test::Custom(Custom::HeaderKind),
        "the header gets the file, place or product that the definition has there",
        sources::ERROR_CODES,
    )
    .predicts(&codes(132_012, 2012)),
    Rule::error(
        "send-url-suffix-required",
        Test::Custom(Custom::UrlSuffixes),
        "a button whose address has a variable gets a value for it",
        sources::COMPONENTS,
    )
    .predicts(&codes(131_008, 1008)),
    Rule::warning(
        "send-button-defined",
        Test::Custom(Custom::ButtonsDefined),
        "a button component fills a button that the definition has",
        sources::COMPONENTS,
    ),
    FILLED_CARD,
    Rule::error(
        "send-carousel-count",
        Test::Custom(Custom::CardCount),
        "a carousel has as many cards as the definition; of products as many as you like",
        sources::CAROUSEL_TEMPLATES,
    )
    .only(CLOUD)
    .predicts(&codes(132_000, 2000)),
    Rule {
        test: Test::Custom(Custom::OfferEnds),
        // only WhatsApp knows that the definition wants it, not Graph's reader
        predicts: &codes(131_008, 1008),
        ..EXPIRATION_REQUIRED
    },
    Rule::error(
        "send-order-status-required",
        Test::Custom(Custom::OrderStatusGiven),
        "a template that tells of an order's status gets it",
        sources::ORDER_STATUS_INDIA,
    )
    .only(CLOUD)
    .predicts(&codes(131_008, 1008)),
    Rule::warning(
        "send-part-defined",
        Test::Custom(Custom::PartsDefined),
        "a send has no part that the definition knows nothing of",
        sources::COMPONENTS,
    )
    .only(CLOUD),
    Rule::error(
        "send-products-required",
        Test::Custom(Custom::ButtonGiven("mpm")),
        "a button that shows products gets them",
        sources::PRODUCT_LIST_TEMPLATES,
    )
    .only(CLOUD)
    .predicts(&codes(131_008, 1008)),
    Rule::error(
        "send-order-required",
        Test::Custom(Custom::ButtonGiven("order_details")),
        "a button that shows an order gets it",
        sources::CHECKOUT_INDIA,
    )
    .only(CLOUD)
    .predicts(&codes(131_008, 1008)),
    Rule::error(
        "send-coupon-required",
        Test::Custom(Custom::ButtonGiven("copy_code")),
        "a coupon button gets its code",
        sources::COUPONS,
    )
    .only(CLOUD)
    .predicts(&codes(131_008, 1008)),
    Rule::error(
        "send-parameter-name-required",
        Test::Custom(Custom::ParameterNames),
        "a template with named parameters gets its values by name",
        sources::COMPONENTS,
    )
    .only(CLOUD)
    .predicts(&codes(132_012, 2012)),
    Rule::error(
        "send-otp-length",
        Test::Custom(Custom::CodeLength(most::CODE)),
        "a one-time code has at most 15 characters",
        sources::AUTOFILL,
    )
    .only(CLOUD),
    Rule::error(
        "send-otp-content",
        Test::Custom(Custom::CodeContent),
        "a one-time code has neither addresses nor emoji",
        sources::AUTHENTICATION,
    )
    .only(CLOUD)
    .predicts(&codes(100, 1009)),
    CODE_TWICE,
    Rule {
        test: Test::Custom(Custom::CodeGiven),
        predicts: &codes(131_008, 1008),
        ..CODE_TWICE
    },
    retired_buttons::QUICK_REPLIES.of_send(),
    retired_buttons::CALLS_TO_ACTION.of_send(),
    retired_buttons::NUMBERS.of_send(),
    retired_buttons::ADDRESSES.of_send(),
    retired_buttons::UNMIXED_SEND,
];

const BODY_COUNT: Rule = Rule::error(
    "send-body-count",
    Test::Custom(Custom::TextCount("body")),
    "a send has as many body parameters as the definition",
    sources::ERROR_CODES,
)
.predicts(&codes(132_000, 2000));

const PARAMETER_COUNT: Rule = Rule::error(
    "send-parameter-count",
    Test::Custom(Custom::OneParameter),
    "a header of a file, a button and an offer get one parameter",
    sources::ERROR_CODES,
)
.predicts(&codes(132_000, 2000));

const HEADER_COUNT: Rule = Rule {
    test: Test::Custom(Custom::TextCount("header")),
    summary: "a send has a header parameter where the definition has a variable there, and no other",
    ..PARAMETER_COUNT
};

const FILLED_HEADER: Rule = Rule::error(
    "send-header-value-length",
    Test::Custom(Custom::FilledLength("header", most::HEADER)),
    "a header has at most 60 characters, the fixed ones included",
    sources::ON_PREMISES,
)
.predicts(TOO_LONG);

const FILLED_BODY_ALONE: Rule = Rule::error(
    "send-body-only-value-length",
    Test::Custom(Custom::FilledLength("body", BODY_ALONE_MOST)),
    "a template of a body alone has at most 32768 characters",
    sources::OPENAPI,
)
.only(CLOUD)
.predicts(TOO_LONG);

const CODE_TWICE: Rule = Rule::error(
    "send-otp-twice",
    Test::Custom(Custom::CodeTwice),
    "a one-time code stands in the body and in the button",
    sources::AUTOFILL,
)
.only(CLOUD);

const FILLED_CARD: Rule = Rule {
    test: Test::Custom(Custom::FilledCardLength(most::CARD_BODY)),
    ..CARD_BODY_LENGTH
};

const FILLED_BODY: Rule = Rule::warning(
    "send-body-value-length",
    Test::Custom(Custom::FilledLength("body", most::BODY)),
    "a filled body beside other components has at most 1024 characters",
    sources::ON_PREMISES,
);

/// One-time codes reach telephone numbers only.
pub(super) const AUTHENTICATION_RECIPIENT: Rule = Rule::error(
    "bsuid-auth-template",
    Test::Custom(Custom::CodeToNumber),
    "one-time codes go to telephone numbers, not to recipient ids",
    sources::BUSINESS_SCOPED_IDS,
)
.only(CLOUD)
.predicts(&codes(131_062, 1009));

/// One-time codes go to one person.
pub(super) const AUTHENTICATION_GROUP: Rule = Rule::error(
    "send-group-authentication",
    Test::Custom(Custom::CodeToPerson),
    "one-time codes are not sent to groups",
    sources::GROUPS,
)
.only(CLOUD_ONLY);

/// Marketing does not reach the United States.
pub(super) const MARKETING_USA: Rule = Rule::warning(
    "send-marketing-usa",
    Test::Custom(Custom::MarketingReaches),
    "marketing templates are not delivered to numbers of the United States",
    sources::MARKETING_LIMITS,
)
.only(CLOUD_ONLY)
.predicts(&codes(131_049, 1026));
