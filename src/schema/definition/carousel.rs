//! The cards of a definition, which are alike in everything but words and files.

use super::buttons::{self, ORDER_DETAILS, PHONE_NUMBER, QUICK_REPLY, SPM, URL};
use super::{CLOUD, LACKING, TOO_LONG, body, header};
use crate::schema::custom::{Authoring, Custom};
use crate::schema::field::{At, Case, Field, Pane, Shape};
use crate::schema::rule::{INVALID_DEFINITION, Rule, Test};
use crate::schema::{most, sources};

/// The component that holds the cards.
pub(super) const CAROUSEL: Field = Field::new(
    At::Item(&[("type", "CAROUSEL")]),
    "carousel",
    Shape::Group(&[CARDS]),
)
.pane(Pane::Cards)
.offered_if(super::MARKETING)
.only(CLOUD)
.rules(&[Rule::error(
    "tpl-carousel-main-components",
    Test::Custom(Custom::Authoring(Authoring::CardsBelowBody)),
    "over cards stands a body and nothing else",
    sources::MEDIA_CARD_TEMPLATES,
)
.only(CLOUD)
.predicts(INVALID_DEFINITION)]);

const CARDS: Field = Field::list("cards", "cards", &CARD).essential().rules(&[
    Rule::error(
        "tpl-carousel-cards-min",
        Test::MinItems(2),
        "a template has at least 2 cards",
        sources::MEDIA_CARD_TEMPLATES,
    )
    .only(CLOUD)
    .predicts(LACKING),
    Rule::error(
        "tpl-carousel-cards-max",
        Test::MaxItems(10),
        "a template has at most 10 cards",
        sources::MEDIA_CARD_TEMPLATES,
    )
    .only(CLOUD)
    .predicts(INVALID_DEFINITION),
    Rule::error(
        "tpl-carousel-same-components",
        Test::Custom(Custom::Authoring(Authoring::CardsAlike)),
        "all cards have the same components, the same header and the same buttons",
        sources::MEDIA_CARD_TEMPLATES,
    )
    .only(CLOUD)
    .predicts(INVALID_DEFINITION),
    Rule::error(
        "tpl-product-carousel-cards",
        Test::Custom(Custom::Authoring(Authoring::ProductCards(2))),
        "a template with products defines 2 cards; a send has up to 10",
        sources::PRODUCT_CARD_TEMPLATES,
    )
    .only(CLOUD)
    .predicts(INVALID_DEFINITION),
]);

const CARD: Field = Field::new(
    At::Element,
    "card",
    Shape::Group(&[Field::new(
        At::Key("components"),
        "components of the card",
        Shape::Tagged(&[HEADER, BODY, BUTTONS]),
    )
    .essential()]),
);

const HEADER: Field = Field::new(
    At::Item(&[("type", "HEADER")]),
    "card header",
    Shape::Variant {
        tag: "format",
        fold_case: true,
        default: None,
        cases: header::FORMATS,
    },
)
.essential()
.rules(&[Rule::error(
    "tpl-carousel-card-header",
    Test::InFolded(&["IMAGE", "VIDEO", "PRODUCT"]),
    "a card shows a picture, a video or a product",
    sources::MEDIA_CARD_TEMPLATES,
)
.only(CLOUD)
.predicts(INVALID_DEFINITION)]);

const BODY: Field = Field::new(
    At::Item(&[("type", "BODY")]),
    "card body",
    Shape::Group(&[TEXT, body::EXAMPLE]),
);

const TEXT: Field = Field::body("text", "card text")
    .doc("The words of the card; all cards have some, or none.")
    .example("Walnut, {{1}}")
    .rules(&[
        Rule::error(
            "tpl-carousel-card-body-length",
            Test::MaxLen(most::CARD_BODY),
            "the words of a card have at most 160 characters",
            sources::MEDIA_CARD_TEMPLATES,
        )
        .only(CLOUD)
        .predicts(TOO_LONG),
        body::SEQUENCE,
        body::SPECIAL_SIGNS,
        body::EXAMPLES,
        body::NAMES,
    ]);

const BUTTONS: Field = Field::new(
    At::Item(&[("type", "BUTTONS")]),
    "card buttons",
    Shape::Group(&[LIST]),
)
.essential();

const LIST: Field = Field::list("buttons", "buttons of the card", &BUTTON)
    .essential()
    .rules(&[
        Rule::error(
            "tpl-carousel-card-buttons-max",
            Test::MaxItems(2),
            "a card has at most 2 buttons",
            sources::MEDIA_CARD_TEMPLATES,
        )
        .only(CLOUD)
        .predicts(INVALID_DEFINITION),
        Rule::error(
            "tpl-carousel-card-buttons-min",
            Test::MinItems(1),
            "a card has a button",
            sources::MEDIA_CARD_TEMPLATES,
        )
        .only(CLOUD)
        .predicts(LACKING),
    ]);

const SORTS: &[Case] = &[QUICK_REPLY, URL, PHONE_NUMBER, SPM, ORDER_DETAILS];

const BUTTON: Field = buttons::button(SORTS).rules(&[Rule::error(
    "tpl-carousel-card-buttons-types",
    Test::Listed,
    "a card has quick replies, addresses and numbers; a product its own button",
    sources::MEDIA_CARD_TEMPLATES,
)
.only(CLOUD)
.predicts(INVALID_DEFINITION)]);
