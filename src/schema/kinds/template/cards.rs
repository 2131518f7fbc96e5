//! The cards of a carousel: each a small template with values of its own.

use super::{buttons, parameters};
use crate::schema::field::{At, Field, Initial, Pane, Shape};
use crate::schema::rule::{CLOUD, Rule, Test, UNREADABLE};
use crate::schema::sources;

/// The component that holds the cards.
pub(super) const CAROUSEL: Field = Field::new(
    At::Item(&[("type", "carousel")]),
    "carousel component",
    Shape::Group(&[CARDS]),
)
.pane(Pane::Cards)
.only(CLOUD);

const CARDS: Field = Field::list("cards", "cards", &CARD)
    .doc("The values of each card, for templates that are carousels.")
    .essential()
    .rules(&[
        Rule::error(
            "send-cards-min",
            Test::MinItems(2),
            "a carousel has at least two cards",
            sources::CAROUSEL_TEMPLATES,
        )
        .only(CLOUD),
        Rule::error(
            "send-cards-max",
            Test::MaxItems(10),
            "a carousel has at most ten cards",
            sources::CAROUSEL_TEMPLATES,
        )
        .only(CLOUD),
        Rule::error(
            "send-card-index-unique",
            Test::Unique("*/card_index", "card"),
            "each card has its own number",
            sources::CAROUSEL_TEMPLATES,
        )
        .only(CLOUD),
    ]);

const CARD: Field = Field::new(At::Element, "card", Shape::Group(&[INDEX, COMPONENTS]));

const INDEX: Field = Field::number("card_index", "card number")
    .doc("The card's place, from 0.")
    .initial(Initial::Position)
    .rules(&[
        Rule::error(
            "send-card-index-required",
            Test::Required,
            "a card says which one it is",
            sources::CAROUSEL_TEMPLATES,
        )
        .only(CLOUD),
        Rule::error(
            "send-card-index-range",
            Test::Range(0, 9),
            "a card's number is 0 to 9",
            sources::CAROUSEL_TEMPLATES,
        )
        .only(CLOUD),
    ]);

const COMPONENTS: Field = Field::new(
    At::Key("components"),
    "card components",
    Shape::Tagged(&[
        Field::new(
            At::Item(&[("type", "header")]),
            "card header",
            Shape::Group(&[parameters::OF_CARD_HEADER]),
        ),
        Field::new(
            At::Item(&[("type", "body")]),
            "card body",
            Shape::Group(&[parameters::OF_CARD_BODY]),
        ),
        buttons::BUTTON,
    ]),
)
.essential()
.rules(&[
    Rule::error(
        "send-card-components-required",
        Test::Required,
        "a card has components",
        sources::CAROUSEL_TEMPLATES,
    )
    .only(CLOUD),
    Rule::error(
        "send-card-component-types",
        Test::Listed,
        "a card has a header, a body and buttons only",
        sources::CAROUSEL_TEMPLATES,
    )
    .only(CLOUD)
    .predicts(UNREADABLE),
    buttons::FILLED_ONCE,
]);
