//! The body of a definition: its words with their variables, and an example for each.

use super::{AUTHENTICATION, CLOUD, LACKING, NEW, TOO_LONG, special};
use crate::schema::custom::{Authoring, Custom};
use crate::schema::field::{At, Field, Pane, Shape};
use crate::schema::rule::{INVALID_DEFINITION, Rule, Test, created};
use crate::schema::{most, sources};

/// The body.
pub(super) const BODY: Field = Field::new(
    At::Item(&[("type", "BODY")]),
    "body",
    Shape::Group(&[TEXT, SECURITY, EXAMPLE]),
)
.pane(Pane::Body);

const TEXT: Field = Field::body("text", "body text")
    .doc("The words, with markup, and a variable in double braces wherever a value goes.")
    .example("Hi {{1}}, your lamp is repaired. Come by until Friday.")
    .rules(&[
        Rule::error(
            "tpl-auth-body-fixed",
            Test::Forbidden,
            "the platform writes the body of a one-time code itself",
            sources::AUTHENTICATION,
        )
        .only(CLOUD)
        .when(super::NEW_AUTHENTICATION)
        .predicts(INVALID_DEFINITION),
        Rule::error(
            "tpl-body-length",
            Test::MaxLen(most::BODY),
            "a body has at most 1024 characters",
            sources::COMPONENTS,
        )
        .when(special::IS_PLAIN)
        .predicts(TOO_LONG),
        Rule::error(
            "tpl-call-permission-body-4096",
            Test::MaxLen(4096),
            "the body over a request to call has at most 4096 characters",
            sources::CALL_PERMISSION_TEMPLATES,
        )
        .only(CLOUD)
        .when(special::ASKS_FOR_CALLS)
        .predicts(TOO_LONG),
        Rule::warning(
            "tpl-call-permission-body-4096",
            Test::MaxLen(most::BODY),
            "other pages allow every body 1024 characters",
            sources::CALL_PERMISSION_TEMPLATES,
        )
        .only(CLOUD)
        .when(special::ASKS_FOR_CALLS),
        Rule::error(
            "tpl-carousel-body-length",
            Test::MaxLen(most::BODY),
            "the body over cards has at most 1024 characters",
            sources::MEDIA_CARD_TEMPLATES,
        )
        .only(CLOUD)
        .when(special::HAS_CARDS)
        .predicts(TOO_LONG),
        Rule::error(
            "lto-body-length",
            Test::MaxLen(most::OFFER_BODY),
            "the body of an offer has at most 600 characters",
            sources::OFFERS,
        )
        .only(CLOUD)
        .when(special::HAS_OFFER)
        .predicts(TOO_LONG),
        Rule::error(
            "spm-body-length",
            Test::MaxLen(most::PRODUCT_BODY),
            "the body under a product has at most 160 characters",
            sources::SPM_TEMPLATES,
        )
        .only(CLOUD)
        .when(special::SHOWS_PRODUCT)
        .predicts(TOO_LONG),
        SEQUENCE,
        SPECIAL_SIGNS,
        EXAMPLES,
        NAMES,
        Rule::warning(
            "tpl-param-at-edge",
            Test::Custom(Custom::Authoring(Authoring::VariableInside)),
            "reviewers refuse a body that begins or ends with a variable",
            sources::TEMPLATE_REVIEW,
        )
        .only(CLOUD),
        Rule::warning(
            "tpl-param-adjacent",
            Test::Custom(Custom::Authoring(Authoring::VariablesApart)),
            "two variables side by side were seen to be refused",
            sources::TWILIO_TEMPLATES,
        )
        .only(CLOUD),
        Rule::warning(
            "tpl-param-ratio",
            Test::Custom(Custom::Authoring(Authoring::EnoughWords)),
            "reviewers refuse many variables among few words; no page gives the figure",
            sources::TEMPLATE_REVIEW,
        )
        .only(CLOUD),
        Rule::warning(
            "tpl-body-emoji",
            Test::Custom(Custom::Authoring(Authoring::FewEmoji(10))),
            "third parties say that a body takes about 10 emoji",
            sources::COMPONENTS,
        )
        .only(CLOUD),
        Rule::warning(
            "tpl-body-newlines",
            Test::Custom(Custom::Authoring(Authoring::BreaksInARow(2))),
            "more than two line breaks in a row were seen to be refused",
            sources::PYWA,
        )
        .only(CLOUD),
    ]);

/// Numbered variables, in header and body.
pub(super) const SEQUENCE: Rule = Rule::error(
    "tpl-param-positional-sequence",
    Test::Custom(Custom::Authoring(Authoring::NumbersInSequence)),
    "the numbers of variables begin at 1 in each component and leave none out",
    sources::TEMPLATE_REVIEW,
)
.predicts(&created(2_388_072));

/// Signs inside the braces, in header and body.
pub(super) const SPECIAL_SIGNS: Rule = Rule::error(
    "tpl-param-special-chars",
    Test::Custom(Custom::Authoring(Authoring::PlainVariables)),
    "a variable has no #, $ or % in it",
    sources::TEMPLATE_REVIEW,
)
.only(CLOUD)
.predicts(&created(2_388_072));

/// Examples of header and body.
pub(super) const EXAMPLES: Rule = Rule::error(
    "tpl-param-example-required",
    Test::Custom(Custom::Authoring(Authoring::ExamplesGiven)),
    "each variable has an example",
    sources::COMPONENTS,
)
.only(CLOUD)
.when(NEW)
.predicts(LACKING);

/// Names of variables in header and body.
pub(super) const NAMES: Rule = Rule::warning(
    "tpl-param-named-pattern",
    Test::Custom(Custom::Authoring(Authoring::NamesPlain)),
    "a variable's name has small letters and underscores; digits occur in practice",
    sources::COMPONENTS,
)
.only(CLOUD);

const SECURITY: Field = Field::flag("add_security_recommendation", "security advice")
    .doc("Whether the phone adds the sentence not to share the code.")
    .offered_if(AUTHENTICATION)
    .only(CLOUD);

/// The examples of a body.
pub(super) const EXAMPLE: Field = Field::group("example", "body examples", &[BY_NUMBER, BY_NAME]);

/// The example of one variable, as the form has a row for each.
pub(crate) static EXAMPLE_VALUE: Field = Field::text("example", "example value")
    .doc("A value as it may look; reviewers read the template with it.")
    .empty_means("leaves reviewers without an example");

/// One example of a named variable, in header and body.
pub(super) const NAMED_EXAMPLE: Field = Field::new(
    At::Element,
    "example",
    Shape::Group(&[
        Field::text("param_name", "variable name").example("first_name"),
        Field::text("example", "example value").example("Lena"),
    ]),
);

const UNIQUE_NAMES: Rule = Rule::error(
    "tpl-param-named-unique",
    Test::Unique("*/param_name", "example"),
    "each name has one example",
    sources::COMPONENTS,
)
.only(CLOUD)
.predicts(INVALID_DEFINITION);

const BY_NUMBER: Field = Field::json("body_text", "examples by number")
    .doc("A list of lists: the values of the variables, in their order.");

const BY_NAME: Field = Field::list("body_text_named_params", "examples by name", &NAMED_EXAMPLE)
    .only(CLOUD)
    .rules(&[UNIQUE_NAMES]);
