//! The template definition as a kind of its own: what an author writes and the platform reviews.
//!
//! Any letter case is taken for categories, formats and types, as the platform does. Rules of creation
//! are silent about a definition that came back from an account, which has a `status`.

mod body;
mod buttons;
mod carousel;
mod footer;
mod header;
mod languages;
mod special;

use super::condition::When;
use super::custom::{Authoring, Custom};
use super::field::{At, Field, Initial, Loose, Opt, Pane, Shape};
use super::kind::Kind;
use super::patterns;
use super::rule::{CLOUD, INVALID_DEFINITION, Predicts, Rule, Test, created};
use super::sources;
use crate::wire::Dialect;

pub(crate) use body::EXAMPLE_VALUE;

/// What the platform answers to a text of a definition that is too long.
const TOO_LONG: Predicts = &created(2_388_040);
/// What it answers to a part that is missing.
const LACKING: Predicts = &created(2_388_043);
/// A definition that is being created; one with a status came from an account.
const NEW: When = When::Lacks("/status");

/// A template definition.
pub(in crate::schema) static DEFINITION: Kind = Kind {
    name: "template_definition",
    title: "Template definition",
    doc: "The text, the variables and the buttons of a template, as they are sent in for review.",
    dialects: Dialect::ALL,
    root: &Field::new(
        At::Here,
        "definition",
        Shape::Group(&[
            NAME,
            LANGUAGE,
            CATEGORY,
            PARAMETER_FORMAT,
            TIME_TO_LIVE,
            COMPONENTS,
            Field::here(FURTHER),
            Field::here(STORED),
        ]),
    )
    .pane(Pane::Envelope),
};

/// When the category is there to be judged.
const FILLED: When = When::Filled("category");

/// Pages leave these to be filled in; a file copied from one is no fault of its kind yet.
const PLACEHOLDER: Rule = Rule::warning(
    "definition-placeholder",
    Test::Custom(Custom::Authoring(Authoring::NoPlaceholder)),
    "a placeholder of a sample stands where a value goes",
    sources::TEMPLATES,
);

const NAME: Field = Field::text("name", "template name")
    .doc("Small letters, digits and underscores; one name may have several languages.")
    .example("repair_ready")
    .rules(&[
        Rule::error(
            "tpl-name-required",
            Test::Required,
            "a new definition has a name",
            sources::TEMPLATES,
        )
        .when(When::Has("language"))
        .predicts(INVALID_DEFINITION),
        Rule::error(
            "tpl-name-length",
            Test::MaxLen(512),
            "a template's name has at most 512 characters",
            sources::TEMPLATES,
        )
        .predicts(TOO_LONG),
        Rule::error(
            "tpl-name-pattern",
            Test::Pattern(&patterns::TEMPLATE_NAME),
            "a template's name has small letters, digits and underscores only",
            sources::TEMPLATES,
        )
        .when(When::Filled("name"))
        .predicts(&created(2_388_046)),
        PLACEHOLDER,
    ]);

const LANGUAGE: Field = Field::text("language", "template language")
    .doc("The code of the language, with an underscore and in the letter case of the platform's list.")
    .example("en_US")
    .rules(&[
        Rule::error(
            "tpl-language-enum",
            Test::In(languages::TAKEN),
            "the language is one of the platform's list",
            sources::TEMPLATE_LANGUAGES,
        )
        .only(CLOUD)
        .when(When::Filled("language"))
        .predicts(INVALID_DEFINITION),
        PLACEHOLDER,
        Rule::warning(
            "tpl-language-enum-library",
            Test::Custom(Custom::Authoring(Authoring::NoneOf(languages::OF_ONE_LIBRARY))),
            "ar_SA and es_VE are known to one library only, not to the platform's list",
            sources::PYWA,
        )
        .only(CLOUD),
    ]);

/// All values that a category may have: those of today, then those of templates made before 2023.
const CATEGORIES: &[&str] = &[
    "UTILITY",
    "MARKETING",
    "AUTHENTICATION",
    "ACCOUNT_UPDATE",
    "PAYMENT_UPDATE",
    "PERSONAL_FINANCE_UPDATE",
    "SHIPPING_UPDATE",
    "RESERVATION_UPDATE",
    "ISSUE_RESOLUTION",
    "APPOINTMENT_UPDATE",
    "TRANSPORTATION_UPDATE",
    "TICKET_UPDATE",
    "ALERT_UPDATE",
    "AUTO_REPLY",
    "TRANSACTIONAL",
    "OTP",
    "FREE_SERVICE",
];

/// The categories that only stored templates still carry.
const LEGACY_CATEGORIES: &[&str] = CATEGORIES.split_at(3).1;

const CATEGORY: Field = Field::choice(
    "category",
    "category",
    &[
        Opt::new("UTILITY", "Utility"),
        Opt::new("MARKETING", "Marketing"),
        Opt::new("AUTHENTICATION", "Authentication"),
    ],
)
.doc("What the template is for; it decides the price and what the template may hold.")
.initial(Initial::Text("UTILITY"))
.rules(&[
    Rule::error(
        "tpl-category-enum",
        Test::InFolded(CATEGORIES),
        "the category is UTILITY, MARKETING or AUTHENTICATION",
        sources::TEMPLATES,
    )
    .only(CLOUD)
    .when(FILLED)
    .predicts(INVALID_DEFINITION),
    PLACEHOLDER,
    Rule::warning(
        "tpl-category-legacy",
        Test::Custom(Custom::Authoring(Authoring::NoneOf(LEGACY_CATEGORIES))),
        "this category is one of templates made before 2023",
        sources::GRAPH_TEMPLATES,
    ),
    Rule::error(
        "lto-category",
        Test::InFolded(&["MARKETING"]),
        "a template with an offer is one of marketing",
        sources::OFFERS,
    )
    .only(CLOUD)
    .when(When::All(&[special::HAS_OFFER, FILLED]))
    .predicts(INVALID_DEFINITION),
    Rule::error(
        "tpl-carousel-category",
        Test::InFolded(&["MARKETING"]),
        "a template with cards is one of marketing",
        sources::MEDIA_CARD_TEMPLATES,
    )
    .only(CLOUD)
    .when(When::All(&[special::HAS_CARDS, FILLED]))
    .predicts(INVALID_DEFINITION),
    Rule::error(
        "tpl-call-permission-category",
        Test::InFolded(&["UTILITY", "MARKETING"]),
        "a template that asks whether one may call is one of utility or marketing",
        sources::CALL_PERMISSION_TEMPLATES,
    )
    .only(CLOUD)
    .when(When::All(&[special::ASKS_FOR_CALLS, FILLED]))
    .predicts(INVALID_DEFINITION),
]);

const PARAMETER_FORMAT: Field = Field::choice(
    "parameter_format",
    "variables",
    &[
        Opt::new("POSITIONAL", "Numbered: {{1}}"),
        Opt::new("NAMED", "Named: {{order_id}}"),
    ],
)
.doc("Whether the variables of the whole template have numbers or names.")
.rules(&[Rule::error(
    "tpl-parameter-format-enum",
    Test::InFolded(&["POSITIONAL", "NAMED"]),
    "variables are POSITIONAL or NAMED",
    sources::COMPONENTS,
)
.only(CLOUD)
.predicts(INVALID_DEFINITION)]);

const TIME_TO_LIVE: Field = Field::number("message_send_ttl_seconds", "time to live")
    .doc("For how many seconds an undelivered message is kept; -1 for 30 days.")
    .example("7200")
    .loose(Loose::Both)
    .only(CLOUD)
    .rules(&[
        time_to_live(
            "tpl-ttl-authentication",
            AUTHENTICATION,
            Test::Custom(Custom::Authoring(Authoring::Seconds(30, 900))),
            "a one-time code is kept for 30 to 900 seconds, or with -1 for 30 days",
        ),
        time_to_live(
            "tpl-ttl-utility",
            When::Is("/category", &["UTILITY"]),
            Test::Custom(Custom::Authoring(Authoring::Seconds(30, 43_200))),
            "a utility message is kept for 30 to 43200 seconds, or with -1 for 30 days",
        ),
        // A warning: a sample of the platform's own pages has 120 here.
        Rule::warning(
            "tpl-ttl-marketing",
            Test::Range(43_200, 2_592_000),
            "a marketing message is kept for 43200 to 2592000 seconds",
            sources::TIME_TO_LIVE,
        )
        .only(CLOUD)
        .when(MARKETING),
    ]);

/// How long a message of a category may be kept.
const fn time_to_live(id: &'static str, when: When, test: Test, summary: &'static str) -> Rule {
    Rule::error(id, test, summary, sources::TIME_TO_LIVE)
        .only(CLOUD)
        .when(when)
        .predicts(INVALID_DEFINITION)
}

/// When the definition is one of authentication.
const AUTHENTICATION: When = When::Is("/category", &["AUTHENTICATION"]);
/// When it is one of marketing.
const MARKETING: When = When::Is("/category", &["MARKETING"]);
/// When it is one of authentication, and new.
const NEW_AUTHENTICATION: When = When::All(&[AUTHENTICATION, NEW]);

const COMPONENTS: Field = Field::new(
    At::Key("components"),
    "components",
    Shape::Tagged(&[
        header::HEADER,
        body::BODY,
        special::OFFER,
        footer::FOOTER,
        buttons::BUTTONS,
        carousel::CAROUSEL,
        special::CALL_PERMISSION,
        special::TAP_TARGET,
        special::undocumented(&[("type", "GREETING")], "greeting"),
        special::undocumented(&[("type", "ALBUM")], "album"),
        special::undocumented(&[("type", "ATTACHMENT")], "attachment"),
    ]),
)
.essential()
.rules(&[
    Rule::error(
        "tpl-component-types",
        Test::Listed,
        "a definition has these components only",
        sources::GRAPH_TEMPLATES,
    )
    .only(CLOUD)
    .predicts(INVALID_DEFINITION),
    Rule::error(
        "tpl-component-once",
        Test::Custom(Custom::Authoring(Authoring::EachOnce)),
        "each component stands once",
        sources::COMPONENTS,
    )
    .only(CLOUD)
    .predicts(INVALID_DEFINITION),
    Rule::error(
        "tpl-body-required",
        Test::Custom(Custom::Authoring(Authoring::BodyGiven)),
        "a definition has a body",
        sources::COMPONENTS,
    )
    .predicts(LACKING),
]);

/// Members that a definition may have beside what is composed here.
const FURTHER: &[Field] = &[
    Field::flag("allow_category_change", "category may change")
        .doc("Obsolete: the platform changes categories by itself.")
        .rare(),
    Field::text("sub_category", "sub-category")
        .doc("ORDER_DETAILS, ORDER_STATUS or RICH_ORDER_STATUS, for templates about orders.")
        .rare(),
    Field::text("display_format", "display format")
        .doc("ORDER_DETAILS, for marketing templates with a button to pay.")
        .rare(),
    Field::flag("cta_url_link_tracking_opted_out", "no link tracking")
        .doc("Whether taps on addresses are not counted.")
        .rare(),
    Field::flag("is_primary_device_delivery_only", "primary device only")
        .doc("Whether a one-time code is kept from linked devices.")
        .rare(),
    Field::text("library_template_name", "library template")
        .doc("The name of a template of the platform's library, whose words are fixed.")
        .rare(),
    Field::json("library_template_button_inputs", "library buttons").rare(),
    Field::json("library_template_body_inputs", "library body").rare(),
    Field::json("degrees_of_freedom_spec", "creative optimisations").rare(),
    Field::json("creative_sourcing_spec", "creative sourcing").rare(),
];

/// Members that come back from an account.
const STORED: &[Field] = &[
    Field::json("id", "template id").rare(),
    Field::text("status", "status").rare(),
    Field::json("quality_score", "quality").rare(),
    Field::text("rejected_reason", "reason of the rejection").rare(),
    Field::json("specific_rejection_reasons", "reasons of the rejection").rare(),
    Field::text("previous_category", "previous category").rare(),
    Field::text("correct_category", "correct category").rare(),
    Field::json("last_updated_time", "last change").rare(),
    Field::json("updated_time", "last change").rare(),
    Field::text("source", "origin").rare(),
    Field::text("namespace", "namespace").rare(),
    Field::json("external_id", "external id").rare(),
    Field::json("waba_account_id", "account id").rare(),
    Field::json("_fetched", "fetched")
        .doc("When and from where this program fetched the definition; the platform never sees it.")
        .rare(),
];

/// The names of the members that come back from an account, and are not sent in.
pub(crate) fn stored_members() -> impl Iterator<Item = &'static str> {
    STORED.iter().filter_map(Field::key)
}
