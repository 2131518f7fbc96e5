//! A message with cards side by side: pictures with buttons, or products.

mod card;

use crate::schema::condition::When;
use crate::schema::custom::Custom;
use crate::schema::field::{Field, Pane};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, INVALID, ON_PREMISES, Rule, Test};
use crate::schema::shared::{envelope, interactive};
use crate::schema::sources;

/// A message with cards.
pub(in crate::schema) static CAROUSEL: Kind = Kind {
    name: "interactive.carousel",
    title: "Carousel",
    doc: "Two to ten cards under one body: a picture or video with buttons each, or a product each.",
    dialects: CLOUD,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE.rules(TYPE_RULES),
            NO_HEADER,
            interactive::body(&[BODY_TEXT]),
            NO_FOOTER,
            interactive::action(&[CARDS, NO_BUTTONS]),
        ]),
        envelope::AFTER,
    ]),
};

const TYPE_RULES: &[Rule] = &[
    interactive::TYPE_REQUIRED,
    interactive::TYPE_LISTED,
    Rule::error(
        "carousel-on-premises",
        Test::Forbidden,
        "the On-Premises API never had carousels",
        sources::MEDIA_CAROUSELS,
    )
    .only(ON_PREMISES)
    .when(When::Is("type", &["carousel"]))
    .predicts(INVALID),
];

const NO_HEADER: Field = interactive::unwanted(
    "header",
    Pane::Header,
    &[Rule::error(
        "carousel-header-forbidden",
        Test::Forbidden,
        "the cards of a carousel have headers, the message has none",
        sources::MEDIA_CAROUSELS,
    )
    .only(CLOUD)],
);

const NO_FOOTER: Field = interactive::unwanted(
    "footer",
    Pane::Footer,
    &[Rule::error(
        "carousel-footer-forbidden",
        Test::Forbidden,
        "a carousel has no footer",
        sources::MEDIA_CAROUSELS,
    )
    .only(CLOUD)],
);

const NO_BUTTONS: Field = interactive::unwanted(
    "buttons",
    Pane::Buttons,
    &[Rule::error(
        "carousel-buttons-forbidden",
        Test::Forbidden,
        "the cards of a carousel have buttons, the message has none",
        sources::MEDIA_CAROUSELS,
    )
    .only(CLOUD)],
);

const BODY_TEXT: Field = interactive::BODY_TEXT
    .example("Two lamps you looked at:")
    .rules(&[
        Rule::error(
            "carousel-body-required",
            Test::Required,
            "a carousel stands under a body text",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
        interactive::BODY_NONEMPTY,
        interactive::body_length(
            "carousel-body-length",
            "the body over a carousel has at most 1024 characters",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
        interactive::BODY_LENGTH,
    ]);

const CARDS: Field = Field::list("cards", "cards", &card::CARD)
    .doc("What the customer swipes through.")
    .pane(Pane::Cards)
    .essential()
    .rules(&[
        Rule::error(
            "carousel-cards-min",
            Test::MinItems(2),
            "a carousel has at least two cards",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
        Rule::error(
            "carousel-cards-max",
            Test::MaxItems(10),
            "a carousel has at most ten cards",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
        Rule::error(
            "carousel-card-index-unique",
            Test::Unique("*/card_index", "card"),
            "each card has its own number",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
        Rule::warning(
            "carousel-cards-same-header",
            Test::Custom(Custom::SameHeaders),
            "older pages want a picture on all cards, or a video on all",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
        Rule::error(
            "carousel-cards-same-buttons",
            Test::Custom(Custom::SameButtons),
            "all cards have the same kind and number of buttons",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
        Rule::error(
            "carousel-product-same-catalog",
            Test::Custom(Custom::SameCatalog),
            "the products of all cards are of one catalog",
            sources::PRODUCT_CAROUSELS,
        )
        .only(CLOUD),
    ]);
