//! The header of a definition: a line of text, a file, a place or a product.

use super::body::{EXAMPLES, NAMED_EXAMPLE, NAMES, SEQUENCE, SPECIAL_SIGNS};
use super::{AUTHENTICATION, CLOUD, LACKING, NEW, TOO_LONG, special};
use crate::schema::custom::{Authoring, Custom};
use crate::schema::field::{At, Case, Field, Pane, Shape};
use crate::schema::rule::{INVALID_DEFINITION, ON_PREMISES, Rule, Test, created};
use crate::schema::{most, sources};

/// The formats of an offer's header.
const OF_OFFERS: &[&str] = &["IMAGE", "VIDEO"];

/// The header.
pub(super) const HEADER: Field = Field::new(
    At::Item(&[("type", "HEADER")]),
    "header",
    Shape::Variant {
        tag: "format",
        fold_case: true,
        default: None,
        cases: FORMATS,
    },
)
.pane(Pane::Header)
.rules(&[
    Rule::error(
        "tpl-header-format-enum",
        Test::Listed,
        "a header is of one of these formats",
        sources::GRAPH_TEMPLATES,
    )
    .only(CLOUD)
    .predicts(&created(2_388_047)),
    Rule::warning(
        "tpl-header-format-enum-on-premises",
        Test::InFolded(&["TEXT", "IMAGE", "VIDEO", "DOCUMENT"]),
        "which newer headers an On-Premises client could send is not on record",
        sources::ON_PREMISES_TEMPLATES,
    )
    .only(ON_PREMISES),
    Rule::error(
        "tpl-auth-no-header",
        Test::Forbidden,
        "a one-time code has no header",
        sources::AUTHENTICATION,
    )
    .only(CLOUD)
    .when(AUTHENTICATION)
    .predicts(INVALID_DEFINITION),
    Rule::error(
        "tpl-header-location-categories",
        Test::Custom(Custom::Authoring(Authoring::PlaceCategory)),
        "a place stands over utility and marketing templates only",
        sources::COMPONENTS,
    )
    .only(CLOUD)
    .predicts(INVALID_DEFINITION),
    Rule::error(
        "lto-header-types",
        Test::InFolded(OF_OFFERS),
        "the header of an offer is a picture or a video",
        sources::OFFERS,
    )
    .only(CLOUD)
    .when(special::HAS_OFFER)
    .predicts(INVALID_DEFINITION),
]);

/// The formats of a header.
pub(super) const FORMATS: &[Case] = &[
    Case::new("TEXT", "Text", &[TEXT, TEXT_EXAMPLE]),
    Case::new("IMAGE", "Image", &[FILE]),
    Case::new("VIDEO", "Video", &[FILE]),
    Case::new("DOCUMENT", "Document", &[FILE]),
    Case::new("GIF", "GIF", &[FILE]).only(CLOUD),
    Case::new("LOCATION", "Location", &[]).only(CLOUD),
    Case::new("PRODUCT", "Product", &[]).only(CLOUD),
    Case::new("COLLECTION", "Collection", &[]).only(CLOUD),
];

const TEXT: Field = Field::text("text", "header text")
    .doc("A line in bold over the body, with one variable at most.")
    .example("Lamp {{1}} is ready")
    .rules(&[
        Rule::error(
            "tpl-header-text-length",
            Test::MaxLen(most::HEADER),
            "a header has at most 60 characters",
            sources::COMPONENTS,
        )
        .predicts(TOO_LONG),
        Rule::error(
            "tpl-header-one-parameter",
            Test::Custom(Custom::Authoring(Authoring::OneVariable)),
            "a header has one variable at most",
            sources::COMPONENTS,
        )
        .predicts(&created(2_388_047)),
        Rule::warning(
            "tpl-header-newline",
            Test::Custom(Custom::NoLineBreak),
            "a header with a line break was seen to be refused",
            sources::PYWA,
        ),
        Rule::warning(
            "tpl-header-markdown",
            Test::Custom(Custom::NoMarkup),
            "a header shows its markup as it is typed",
            sources::COMPONENTS,
        ),
        Rule::warning(
            "tpl-header-emoji",
            Test::Custom(Custom::NoEmoji),
            "resellers say that the header of a template takes no emoji",
            sources::BIRD_TEMPLATES,
        )
        .only(CLOUD),
        SEQUENCE,
        SPECIAL_SIGNS,
        EXAMPLES,
        NAMES,
    ]);

const TEXT_EXAMPLE: Field = Field::group("example", "header examples", &[BY_NUMBER, BY_NAME]);

const BY_NUMBER: Field =
    Field::json("header_text", "example by number").doc("A list with the value of the variable.");

const BY_NAME: Field = Field::list(
    "header_text_named_params",
    "example by name",
    &NAMED_EXAMPLE,
)
.only(CLOUD);

const FILE: Field = Field::group("example", "sample file", &[HANDLE]).essential();

const HANDLE: Field = Field::json("header_handle", "sample handle")
    .doc("A list with the handle that the platform gave for an uploaded sample.")
    .rules(&[Rule::error(
        "tpl-header-handle-required",
        Test::Required,
        "a header with a file has a sample of it",
        sources::COMPONENTS,
    )
    .only(CLOUD)
    .when(NEW)
    .predicts(LACKING)]);
