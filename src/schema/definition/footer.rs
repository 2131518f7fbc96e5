//! The footer of a definition: a line of small text, or for how long a one-time code lives.

use super::{AUTHENTICATION, CLOUD, TOO_LONG, special};
use crate::schema::custom::{Authoring, Custom};
use crate::schema::field::{At, Field, Pane, Shape};
use crate::schema::rule::{INVALID_DEFINITION, Rule, Test};
use crate::schema::sources;

/// The footer.
pub(super) const FOOTER: Field = Field::new(
    At::Item(&[("type", "FOOTER")]),
    "footer",
    Shape::Group(&[TEXT, EXPIRATION]),
)
.pane(Pane::Footer)
.rules(&[Rule::error(
    "lto-footer-forbidden",
    Test::Forbidden,
    "a template with an offer has no footer",
    sources::OFFERS,
)
.only(CLOUD)
.when(special::HAS_OFFER)
.predicts(INVALID_DEFINITION)]);

const TEXT: Field = Field::text("text", "footer text")
    .doc("A line under the body, in small grey letters.")
    .example("Lumen Workshop")
    .rules(&[
        Rule::error(
            "tpl-footer-length",
            Test::MaxLen(60),
            "a footer has at most 60 characters",
            sources::COMPONENTS,
        )
        .when(special::SHOWS_NO_PRODUCT)
        .predicts(TOO_LONG),
        Rule::error(
            "spm-footer-length",
            Test::MaxLen(60),
            "the footer under a product has at most 60 characters",
            sources::SPM_TEMPLATES,
        )
        .only(CLOUD)
        .when(special::SHOWS_PRODUCT)
        .predicts(TOO_LONG),
        Rule::warning(
            "tpl-footer-variables",
            Test::Custom(Custom::Authoring(Authoring::NoVariables)),
            "guides allow variables in a footer, the page of the components shows none",
            sources::UTILITY_TEMPLATES,
        )
        .only(CLOUD),
    ]);

const EXPIRATION: Field = Field::number("code_expiration_minutes", "minutes to live")
    .doc("For how many minutes a one-time code is good; the phone writes the sentence.")
    .example("10")
    .offered_if(AUTHENTICATION)
    .rules(&[Rule::error(
        "tpl-auth-expiration",
        Test::Range(1, 90),
        "a one-time code is good for 1 to 90 minutes",
        sources::AUTOFILL,
    )
    .only(CLOUD)
    .predicts(INVALID_DEFINITION)]);
