//! A list message: an opener and a sheet of rows to choose from.

use crate::schema::condition::When;
use crate::schema::custom::Custom;
use crate::schema::field::{At, Field, Initial, Pane, Shape};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, CLOUD_ONLY, INVALID, ON_PREMISES, Rule, Test};
use crate::schema::shared::{envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A list message.
pub(in crate::schema) static LIST: Kind = Kind {
    name: "interactive.list",
    title: "List message",
    doc: "A body with one button that opens a sheet of up to ten rows, of which the customer chooses one.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            interactive::header(&[interactive::TEXT_HEADER], &[HEADER_TEXT_ONLY]),
            interactive::body(&[BODY_TEXT]),
            interactive::FOOTER,
            interactive::action(&[BUTTON, SECTIONS, NO_BUTTONS]),
        ]),
        envelope::AFTER,
    ]),
};

const HEADER_TEXT_ONLY: Rule = Rule::error(
    "list-header-text-only",
    Test::Listed,
    "a list has a header of text only",
    sources::LISTS,
);

const BODY_TEXT: Field = interactive::BODY_TEXT.rules(&[
    interactive::BODY_NONEMPTY,
    Rule::error(
        "list-body-length",
        Test::MaxLen(4096),
        "a list's body has at most 4096 characters",
        sources::LISTS,
    )
    .only(CLOUD),
    interactive::body_length(
        "list-body-length-on-premises",
        "a list's body has at most 1024 characters on the On-Premises API",
        sources::INTERACTIVE_GUIDE,
    )
    .only(ON_PREMISES),
    Rule::warning(
        "list-body-length-openapi",
        Test::MaxLen(1024),
        "older pages allow a list's body 1024 characters only",
        sources::OPENAPI,
    )
    .only(CLOUD_ONLY),
]);

const BUTTON: Field = Field::text("button", "list button")
    .doc("The label of the button that opens the sheet.")
    .example("Choose a lamp")
    .rules(&[
        Rule::error(
            "list-button-required",
            Test::Required,
            "the button that opens a list has a label",
            sources::LISTS,
        ),
        Rule::error(
            "list-button-length",
            Test::MaxLen(20),
            "the button that opens a list has at most 20 characters",
            sources::LISTS,
        ),
        Rule::warning(
            "list-button-markdown",
            Test::Custom(Custom::NoMarkup),
            "the button that opens a list shows markup as it is typed",
            sources::INTERACTIVE_GUIDE,
        ),
    ]);

const NO_BUTTONS: Field = Field::json("buttons", "buttons")
    .rare()
    .rules(&[Rule::error(
        "list-buttons-forbidden",
        Test::Forbidden,
        "a list has no reply buttons",
        sources::INTERACTIVE_GUIDE,
    )]);

const SECTIONS: Field = Field::list("sections", "sections", &SECTION)
    .doc("The groups in which the sheet shows its rows.")
    .pane(Pane::Sections)
    .essential()
    .rules(&[
        Rule::error(
            "list-sections-min",
            Test::MinItems(1),
            "a list has at least one section",
            sources::LISTS,
        ),
        Rule::error(
            "list-sections-max",
            Test::MaxItems(10),
            "a list has at most ten sections",
            sources::LISTS,
        ),
        Rule::error(
            "list-rows-total",
            Test::SumMax("*/rows", 10),
            "a list has at most ten rows over all its sections",
            sources::LISTS,
        ),
        Rule::error(
            "list-row-id-unique",
            Test::Unique("*/rows/*/id", "row"),
            "the ids of a list's rows differ, over all sections",
            sources::ON_PREMISES,
        ),
    ]);

const SECTION: Field = Field::new(At::Element, "section", Shape::Group(&[SECTION_TITLE, ROWS]));

const SECTION_TITLE: Field = Field::text("title", "section title")
    .doc("The line above the section's rows; needed as soon as there are two sections.")
    .example("Light")
    .rules(&[
        Rule::error(
            "list-section-title-required-multi",
            Test::Required,
            "each section has a title when there is more than one",
            sources::INTERACTIVE_GUIDE,
        )
        .when(When::MoreThan("..", 1))
        .predicts(INVALID),
        Rule::error(
            "list-section-title-length",
            Test::MaxLen(24),
            "a section title has at most 24 characters",
            sources::LISTS,
        ),
        Rule::warning(
            "list-section-title-required-newest",
            Test::Required,
            "the newest page wants a title even for a single section",
            sources::LISTS,
        )
        .only(CLOUD_ONLY),
    ]);

const ROWS: Field = Field::list("rows", "rows", &ROW)
    .doc("What the customer can choose.")
    .essential()
    .rules(&[Rule::error(
        "list-rows-min",
        Test::MinItems(1),
        "a section has at least one row",
        sources::LISTS,
    )]);

const ROW: Field = Field::new(
    At::Element,
    "row",
    Shape::Group(&[ROW_ID, ROW_TITLE, ROW_DESCRIPTION]),
);

const ROW_ID: Field = Field::text("id", "row id")
    .doc("What comes back in the webhook when the customer chooses the row; nobody sees it.")
    .example("walnut")
    .initial(Initial::Numbered("row-"))
    .rules(&[
        Rule::error(
            "list-row-id-required",
            Test::Required,
            "a row has an id",
            sources::LISTS,
        ),
        Rule::error(
            "list-row-id-length",
            Test::MaxLen(200),
            "a row id has at most 200 characters",
            sources::LISTS,
        ),
        Rule::warning(
            "list-row-id-edge",
            Test::EdgeSpace,
            "a row id neither begins nor ends with a blank",
            sources::INTERACTIVE_GUIDE,
        ),
    ]);

const ROW_TITLE: Field = Field::text("title", "row title")
    .doc("The first line of the row.")
    .example("Walnut 38")
    .rules(&[
        Rule::error(
            "list-row-title-required",
            Test::Required,
            "a row has a title",
            sources::LISTS,
        ),
        Rule::error(
            "list-row-title-length",
            Test::MaxLen(24),
            "a row title has at most 24 characters",
            sources::LISTS,
        ),
        Rule::warning(
            "list-row-title-markdown",
            Test::Custom(Custom::NoMarkup),
            "a row shows markup as it is typed",
            sources::INTERACTIVE_GUIDE,
        ),
    ]);

const ROW_DESCRIPTION: Field = Field::text("description", "row description")
    .doc("The grey line under the row's title.")
    .example("38 cm, oiled")
    .rules(&[Rule::error(
        "list-row-description-length",
        Test::MaxLen(72),
        "a row description has at most 72 characters",
        sources::LISTS,
    )]);
