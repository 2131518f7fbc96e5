//! The parameters of a send: values for the variables of header and body.

use super::dates;
use crate::schema::custom::Custom;
use crate::schema::field::{At, Case, Field, Initial, Loose, Pane, Shape};
use crate::schema::rule::{CLOUD, INVALID, Predicts, Rule, Test, UNREADABLE, codes};
use crate::schema::shared::{catalog, file, media};
use crate::schema::sources;
use crate::schema::{most, patterns};

/// The header's parameters: one at most.
pub(super) const OF_HEADER: Field = Field::list("parameters", "header parameters", &HEADER)
    .doc("The value of the header: a text, a file or a place, as the definition asks for.")
    .essential()
    .rules(&[HEADER_ALONE]);

const HEADER_ALONE: Rule = Rule::error(
    "send-header-count",
    Test::MaxItems(1),
    "a header has one parameter",
    sources::ERROR_CODES,
)
.predicts(&codes(132_000, 2000));

/// The body's parameters, in the order of their numbers.
pub(super) const OF_BODY: Field = Field::list("parameters", "body parameters", &BODY)
    .doc("The values of the body's variables, in their order.")
    .essential();

/// The parameters of a card's header: its picture, video or product.
pub(super) const OF_CARD_HEADER: Field = Field::list("parameters", "card picture", &CARD_HEADER)
    .doc("What the card shows: a picture, a video or a product, as the definition asks for.")
    .essential()
    .rules(&[
        Rule::error(
            "send-card-header-required",
            Test::MinItems(1),
            "the header of a card has its picture, video or product",
            sources::CAROUSEL_TEMPLATES,
        )
        .only(CLOUD)
        .predicts(&codes(132_012, 2012)),
        HEADER_ALONE,
    ]);

/// The parameters of a card's body.
pub(super) const OF_CARD_BODY: Field = Field::list("parameters", "card values", &CARD_BODY)
    .doc("The values of the variables in the card's text, in their order.")
    .essential();

const HEADER: Field = parameter(
    "header parameter",
    &[
        Case::new("text", "Text", &[NAME, HEADER_TEXT]),
        IMAGE,
        VIDEO,
        Case::new(
            "document",
            "Document",
            &[group("document", "document", media::TEMPLATE_DOCUMENT)
                .rules(&[file::DOCUMENT_SIZE, file::WHOLE])],
        ),
        Case::new("location", "Location", &[LOCATION]),
        Case::new("currency", "Amount of money", &[CURRENCY]),
        Case::new("date_time", "Date and time", &[dates::DATE_TIME]),
        Case::new(
            "gif",
            "GIF",
            &[group("gif", "GIF", media::TEMPLATE_PICTURE)],
        )
        .only(CLOUD),
        SHOWN_PRODUCT,
    ],
);

const CARD_HEADER: Field = parameter("card picture", &[IMAGE, VIDEO, SHOWN_PRODUCT]);

const IMAGE: Case = Case::new(
    "image",
    "Image",
    &[group("image", "image", media::TEMPLATE_PICTURE).rules(&[
        file::IMAGE_SIZE,
        file::IMAGE_IN_HEADER,
        file::IMAGE_COLOURS,
        file::IMAGE_FEW_COLOURS,
        file::WHOLE,
    ])],
);

const VIDEO: Case = Case::new(
    "video",
    "Video",
    &[group("video", "video", media::TEMPLATE_PICTURE).rules(&[
        file::VIDEO_SIZE,
        file::VIDEO_IN_HEADER,
        file::VIDEO_CODEC,
        file::WHOLE,
    ])],
);

const SHOWN_PRODUCT: Case = Case::new("product", "Product", &[PRODUCT]).only(CLOUD);

const BODY: Field = parameter(
    "parameter",
    &[Case::new("text", "Text", &[NAME, BODY_TEXT]), MONEY, MOMENT],
);

const CARD_BODY: Field = parameter(
    "card value",
    &[Case::new("text", "Text", &[NAME, CARD_TEXT]), MONEY, MOMENT],
);

const MONEY: Case = Case::new("currency", "Amount of money", &[NAME_BESIDE, CURRENCY]);

const MOMENT: Case = Case::new(
    "date_time",
    "Date and time",
    &[NAME_BESIDE, dates::DATE_TIME],
);

/// A parameter with the given cases.
pub(super) const fn parameter(title: &'static str, cases: &'static [Case]) -> Field {
    Field::new(
        At::Element,
        title,
        Shape::Variant {
            tag: "type",
            fold_case: true,
            default: None,
            cases,
        },
    )
    .rules(TYPE)
}

const TYPE: &[Rule] = &[
    Rule::error(
        "send-parameter-type",
        Test::Listed,
        "a parameter is of a type that its component takes",
        sources::COMPONENTS,
    )
    .predicts(&codes(132_012, 1009)),
    Rule::warning(
        "send-parameter-type-case",
        Test::Custom(Custom::LowerCaseType),
        "all samples write a parameter's type in small letters",
        sources::COMPONENTS,
    ),
];

const NAME: Field = Field::text("parameter_name", "parameter name")
    .doc("The variable's name, in templates whose variables have names and not numbers.")
    .example("first_name")
    .only(CLOUD);

/// Whether money and dates take a name is not documented.
const NAME_BESIDE: Field = NAME.rare();

const HEADER_TEXT: Field = parameter_text(&[
    NONEMPTY,
    NO_NEWLINE,
    NO_TAB,
    FEW_SPACES,
    Rule::error(
        "send-header-value-length",
        Test::MaxLen(most::HEADER),
        "a header has at most 60 characters, the fixed ones included",
        sources::ON_PREMISES,
    )
    .predicts(TOO_LONG),
])
.example("26 December");

const BODY_TEXT: Field = parameter_text(&[
    NONEMPTY,
    NO_NEWLINE,
    NO_TAB,
    FEW_SPACES,
    Rule::error(
        "send-body-only-value-length",
        Test::MaxLen(BODY_ALONE_MOST),
        "a template of a body alone has at most 32768 characters",
        sources::OPENAPI,
    )
    .only(CLOUD)
    .predicts(TOO_LONG),
    Rule::warning(
        "send-body-value-length",
        Test::MaxLen(most::BODY),
        "a filled body beside other components has at most 1024 characters",
        sources::ON_PREMISES,
    ),
])
.pane(Pane::Inherit)
.example("Lena");

const CARD_TEXT: Field =
    parameter_text(&[NONEMPTY, NO_NEWLINE, NO_TAB, FEW_SPACES, CARD_BODY_LENGTH])
        .example("89 euros");

/// How long the text of a card may be.
pub(super) const CARD_BODY_LENGTH: Rule = Rule::error(
    "send-card-body-value-length",
    Test::MaxLen(most::CARD_BODY),
    "a card's text has at most 160 characters, the fixed ones included",
    sources::CAROUSEL_TEMPLATES,
)
.only(CLOUD)
.predicts(TOO_LONG);

/// Characters of a body with its values in that is the only component.
pub(super) const BODY_ALONE_MOST: u32 = 32_768;
/// The filled text is too long.
pub(super) const TOO_LONG: Predicts = &codes(132_005, 2005);
/// A value is not formatted as the template asks.
const MISFORMED: Predicts = &codes(132_018, 2006);

/// A value that stands inside a text.
pub(super) const fn parameter_text(rules: &'static [Rule]) -> Field {
    Field::text("text", "parameter text")
        .doc("What is put in place of the variable: one line, with markup if you like.")
        .rules(rules)
}

/// A value is not empty.
pub(super) const NONEMPTY: Rule = Rule::error(
    "send-text-nonempty",
    Test::Required,
    "a text parameter has a text",
    sources::PYWA,
);
/// A value has no line break.
pub(super) const NO_NEWLINE: Rule = Rule::error(
    "send-text-newline",
    Test::Pattern(&patterns::NO_NEWLINE),
    "a parameter's text has no line break",
    sources::ERROR_CODES,
)
.predicts(MISFORMED);
/// A value has no tab.
pub(super) const NO_TAB: Rule = Rule::error(
    "send-text-tab",
    Test::Pattern(&patterns::NO_TAB),
    "a parameter's text has no tab",
    sources::ERROR_CODES,
)
.predicts(MISFORMED);
/// A value has no long gaps.
pub(super) const FEW_SPACES: Rule = Rule::error(
    "send-text-spaces",
    Test::Pattern(&patterns::FEW_SPACES),
    "a parameter's text has at most four blanks in a row",
    sources::ERROR_CODES,
)
.predicts(MISFORMED);

const fn group(key: &'static str, title: &'static str, fields: &'static [Field]) -> Field {
    Field::group(key, title, fields).essential()
}

const LOCATION: Field = Field::group(
    "location",
    "location",
    &[
        Field::number("latitude", "latitude")
            .doc("Degrees north of the equator, south with a minus.")
            .example("47.37689")
            .loose(Loose::Both)
            .rules(&[Rule::error(
                "send-location-latitude-required",
                Test::Required,
                "a place has a latitude",
                sources::LOCATION_TEMPLATES,
            )
            .only(CLOUD)]),
        Field::number("longitude", "longitude")
            .doc("Degrees east of Greenwich, west with a minus.")
            .example("8.54169")
            .loose(Loose::Both)
            .rules(&[Rule::error(
                "send-location-longitude-required",
                Test::Required,
                "a place has a longitude",
                sources::LOCATION_TEMPLATES,
            )
            .only(CLOUD)]),
        Field::text("name", "place name")
            .doc("The first line under the map.")
            .example("Lamp Studio")
            .initial(Initial::Text(""))
            .rules(&[Rule::warning(
                "send-location-name-required",
                Test::Required,
                "a place in a header has a name",
                sources::LOCATION_TEMPLATES,
            )
            .only(CLOUD)]),
        Field::text("address", "place address")
            .doc("The second line under the map.")
            .example("7 Quay Road, Zurich")
            .initial(Initial::Text(""))
            .rules(&[Rule::warning(
                "send-location-address-required",
                Test::Required,
                "a place in a header has an address",
                sources::LOCATION_TEMPLATES,
            )
            .only(CLOUD)]),
    ],
)
.essential();

/// The product that a template or a card of it shows.
const PRODUCT: Field = Field::group(
    "product",
    "product",
    &[
        catalog::PRODUCT_ID.rules(&[PRODUCT_NAMED]),
        catalog::CATALOG_ID.rules(&[PRODUCT_NAMED]),
    ],
)
.essential();

const PRODUCT_NAMED: Rule = Rule::error(
    "send-product-fields",
    Test::Required,
    "a product in a header is named by its id and its catalog's",
    sources::PRODUCT_TEMPLATES,
)
.only(CLOUD);

const CURRENCY: Field = Field::group("currency", "amount of money", &[FALLBACK, CODE, AMOUNT])
    .essential()
    .rules(&[Rule::warning(
        "send-currency-mismatch",
        Test::Custom(Custom::AmountAgrees),
        "the fallback of an amount tells the same as its figure",
        sources::ON_PREMISES,
    )]);

const FALLBACK: Field = Field::text("fallback_value", "currency fallback")
    .doc("The amount as text: what the customer reads unless the phone writes the amount itself.")
    .example("€89.00")
    .rules(&[Rule::error(
        "send-currency-fallback-value-required",
        Test::Required,
        "an amount has a text to fall back on",
        sources::ON_PREMISES,
    )]);

const CODE: Field = Field::text("code", "currency code")
    .doc("The currency, by its three letters.")
    .example("EUR")
    .rules(&[
        Rule::error(
            "send-currency-code-required",
            Test::Required,
            "an amount names its currency",
            sources::ON_PREMISES,
        ),
        Rule::error(
            "send-currency-code-pattern",
            Test::Pattern(&patterns::CURRENCY_CODE),
            "a currency has three capital letters",
            sources::ON_PREMISES,
        )
        .predicts(INVALID),
    ]);

const AMOUNT: Field = Field::number("amount_1000", "amount")
    .doc("The amount times 1000, without a fraction: 89 euros are 89000.")
    .example("89000")
    .rules(&[
        Rule::error(
            "send-currency-amount-1000-required",
            Test::Required,
            "an amount has a figure",
            sources::ON_PREMISES,
        ),
        Rule::error(
            "send-currency-amount-integer",
            Test::Whole,
            "an amount is a whole number of thousandths",
            sources::ON_PREMISES,
        )
        .predicts(UNREADABLE),
    ]);
