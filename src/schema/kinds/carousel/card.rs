//! One card of a carousel: a picture or video with buttons, or a product.

use crate::schema::condition::When;
use crate::schema::custom::Custom;
use crate::schema::field::{At, Case, Field, Initial, Opt, Pane, Shape};
use crate::schema::patterns;
use crate::schema::rule::{CLOUD, Rule, Test, UNREADABLE};
use crate::schema::shared::{catalog, interactive};
use crate::schema::sources;

/// A card.
pub(super) const CARD: Field = Field::new(
    At::Element,
    "card",
    Shape::Variant {
        tag: "type",
        fold_case: false,
        default: None,
        cases: &[
            Case::new(
                "cta_url",
                "Picture or video",
                &[INDEX, CARD_HEADER, CARD_BODY, CARD_ACTION],
            ),
            Case::new("product", "Product", &[INDEX, PRODUCT_ACTION]),
        ],
    },
)
.rules(&[Rule::error(
    "carousel-card-type",
    Test::Listed,
    "a card is cta_url, also with quick replies, or product",
    sources::MEDIA_CAROUSELS,
)
.only(CLOUD)
.predicts(UNREADABLE)]);

const INDEX: Field = Field::number("card_index", "card number")
    .doc("The card's place, from 0.")
    .initial(Initial::Position)
    .rules(&[Rule::error(
        "carousel-card-index-range",
        Test::Range(0, 9),
        "a card's number is 0 to 9",
        sources::PRODUCT_CAROUSELS,
    )
    .only(CLOUD)]);

const CARD_HEADER: Field = interactive::header(
    interactive::PICTURE_HEADERS,
    &[
        Rule::error(
            "carousel-card-header-required",
            Test::Required,
            "a card has a picture or a video",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
        Rule::error(
            "carousel-card-header-type",
            Test::Listed,
            "a card has a picture or a video",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD)
        .predicts(UNREADABLE),
    ],
)
.pane(Pane::Inherit);

const CARD_BODY: Field = Field::group(
    "body",
    "card body",
    &[Field::body("text", "card text")
        .doc("What stands under the card's picture: three lines at most.")
        .example("Walnut 38, 89 EUR")
        .rules(&[
            Rule::error(
                "carousel-card-body-length",
                Test::MaxLen(160),
                "a card's text has at most 160 characters",
                sources::MEDIA_CAROUSELS,
            )
            .only(CLOUD),
            Rule::error(
                "carousel-card-body-lines",
                Test::Custom(Custom::LineBreaks(2)),
                "a card's text has at most two line breaks",
                sources::MEDIA_CAROUSELS,
            )
            .only(CLOUD),
        ])],
);

const CARD_ACTION: Field =
    Field::group("action", "card action", &[NAME, LINK_OR_REPLIES]).essential();

/// Only the action of a link button has a name.
const NAME: Field = Field::choice(
    "name",
    "action name",
    &[Opt::new("cta_url", "Open an address")],
)
.doc("The name of a link button's action; quick replies have none.")
.initial(Initial::Text("cta_url"))
.rare()
.rules(&[
    interactive::name_required(
        "carousel-card-name-required",
        "the action of a card's link button is called cta_url",
        sources::MEDIA_CAROUSELS,
    )
    .only(CLOUD)
    .when(When::Has("parameters")),
    interactive::name_listed(
        "carousel-card-name",
        "the action of a card's link button is called cta_url",
        sources::MEDIA_CAROUSELS,
    )
    .only(CLOUD),
    Rule::warning(
        "carousel-card-name-alone",
        Test::Forbidden,
        "only a link button's action has a name, quick replies have none",
        sources::MEDIA_CAROUSELS,
    )
    .only(CLOUD)
    .when(When::Has("buttons")),
]);

const LINK_OR_REPLIES: Field = Field::new(At::Here, "card buttons", Shape::OneOf(&[LINK, REPLIES]))
    .doc("One button that opens an address, or quick replies.")
    .rules(&[Rule::error(
        "carousel-card-one-kind",
        Test::ExactlyOne,
        "a card has one link button, or quick replies",
        sources::MEDIA_CAROUSELS,
    )
    .only(CLOUD)]);

const LINK: Field = Field::group("parameters", "link button", &[LABEL, URL]);

const LABEL: Field = Field::text("display_text", "button label")
    .doc("What the card's button says.")
    .example("Buy")
    .rules(&[
        Rule::error(
            "carousel-card-url-label-required",
            Test::Required,
            "a card's link button has a label",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
        Rule::error(
            "carousel-card-url-label-length",
            Test::MaxLen(20),
            "a card's link button has a label of at most 20 characters",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
    ]);

const URL: Field = Field::text("url", "address")
    .doc("The page that the card's button opens, with its scheme.")
    .example("https://shop.example.com/w38")
    .rules(&[
        Rule::error(
            "carousel-card-url-required",
            Test::Required,
            "a card's link button has an address",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
        Rule::warning(
            "carousel-card-url-scheme",
            Test::Pattern(&patterns::WEB_ADDRESS),
            "a link button's address has a scheme and a host",
            sources::LINK_BUTTONS,
        )
        .only(CLOUD),
    ]);

const REPLIES: Field = Field::list("buttons", "quick replies", &REPLY)
    .doc("What the customer can tap on the card; each answers with its id and title.")
    .rules(&[
        Rule::error(
            "carousel-card-replies-min",
            Test::MinItems(1),
            "a card without a link button has at least one quick reply",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
        Rule::warning(
            "carousel-card-replies-max-thin",
            Test::MaxItems(2),
            "how many quick replies a card takes is not documented: two in all samples",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
    ]);

const REPLY: Field = Field::new(
    At::Element,
    "quick reply",
    Shape::Group(&[
        Field::choice(
            "type",
            "button type",
            &[Opt::new("quick_reply", "Quick reply")],
        )
        .doc("Always a quick reply here.")
        .initial(Initial::Text("quick_reply")),
        Field::group("quick_reply", "quick reply", &[REPLY_ID, REPLY_TITLE]).essential(),
    ]),
);

const REPLY_ID: Field = Field::text("id", "reply id")
    .doc("What comes back in the webhook when the customer taps the button; nobody sees it.")
    .example("like-w38")
    .initial(Initial::Numbered("reply-"))
    .rules(&[
        Rule::error(
            "carousel-card-reply-id-length",
            Test::MaxLen(256),
            "a quick reply's id has at most 256 characters",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
        Rule::warning(
            "carousel-card-reply-id-length-old",
            Test::MaxLen(20),
            "older pages allow a quick reply's id 20 characters only",
            sources::MEDIA_CAROUSELS,
        )
        .only(CLOUD),
    ]);

const REPLY_TITLE: Field = Field::text("title", "reply title")
    .doc("The button's label, which is also what the customer's answer says.")
    .example("I like it")
    .rules(&[Rule::error(
        "carousel-card-reply-title-length",
        Test::MaxLen(20),
        "a quick reply's title has at most 20 characters",
        sources::MEDIA_CAROUSELS,
    )
    .only(CLOUD)]);

const PRODUCT_FIELDS: Rule = Rule::error(
    "carousel-product-card-fields",
    Test::Required,
    "a product card names the product and its catalog",
    sources::PRODUCT_CAROUSELS,
)
.only(CLOUD);

const PRODUCT_ACTION: Field = Field::group(
    "action",
    "product",
    &[
        catalog::PRODUCT_ID.rules(&[PRODUCT_FIELDS]),
        catalog::CATALOG_ID.rules(&[PRODUCT_FIELDS]),
    ],
)
.essential();
