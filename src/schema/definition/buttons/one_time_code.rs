//! The button of a one-time code: it copies the code, or hands it to an app.

use super::super::{CLOUD, LACKING, TOO_LONG};
use crate::schema::condition::When;
use crate::schema::custom::{Authoring, Custom};
use crate::schema::field::{At, Case, Field, Initial, Opt, Shape};
use crate::schema::patterns;
use crate::schema::rule::{INVALID_DEFINITION, Rule, Test};
use crate::schema::sources;

/// When the code is handed to an app.
const HANDED_OVER: When = When::Is("otp_type", &["ONE_TAP", "ZERO_TAP"]);

/// The button of a one-time code.
pub(super) const ONE_TIME_CODE: Case = Case::new(
    "OTP",
    "One-time code",
    &[
        HOW,
        LABEL,
        AUTOFILL,
        APPS,
        TERMS,
        PACKAGE.rare(),
        HASH.rare(),
    ],
)
.only(CLOUD);

const HOW: Field = Field::choice(
    "otp_type",
    "way of the code",
    &[
        Opt::new("COPY_CODE", "Copy"),
        Opt::new("ONE_TAP", "Fill in by a tap"),
        Opt::new("ZERO_TAP", "Fill in without a tap"),
        Opt::new("NO_BUTTONS", "No button"),
    ],
)
.initial(Initial::Text("COPY_CODE"))
.rules(&[Rule::error(
    "tpl-otp-type-enum",
    Test::InFolded(&["COPY_CODE", "ONE_TAP", "ZERO_TAP", "NO_BUTTONS"]),
    "a code is copied (COPY_CODE) or handed over (ONE_TAP, ZERO_TAP)",
    sources::GRAPH_TEMPLATES,
)
.only(CLOUD)
.predicts(INVALID_DEFINITION)]);

const LABEL: Field = Field::text("text", "copy label")
    .doc("What the button says that copies the code; the phone has its own words.")
    .example("Copy code")
    .rules(&[Rule::error(
        "tpl-otp-text-length",
        Test::MaxLen(25),
        "the label that copies a code has at most 25 characters",
        sources::AUTOFILL,
    )
    .only(CLOUD)
    .predicts(TOO_LONG)]);

const AUTOFILL: Field = Field::text("autofill_text", "autofill label")
    .doc("What the button says that fills the code in.")
    .example("Fill in")
    .rules(&[Rule::error(
        "tpl-otp-autofill-length",
        Test::MaxLen(25),
        "the label that fills a code in has at most 25 characters",
        sources::AUTOFILL,
    )
    .only(CLOUD)
    .predicts(TOO_LONG)]);

const APPS: Field = Field::list("supported_apps", "apps", &APP)
    .doc("The apps that may take the code, each with the hash of its signature.")
    .rules(&[
        Rule::error(
            "tpl-otp-apps-required",
            Test::Custom(Custom::Authoring(Authoring::AppsGiven)),
            "a code that is handed over names its app",
            sources::AUTOFILL,
        )
        .only(CLOUD)
        .when(HANDED_OVER)
        .predicts(LACKING),
        Rule::error(
            "tpl-otp-apps-max",
            Test::MaxItems(5),
            "a code goes to at most 5 apps",
            sources::AUTOFILL,
        )
        .only(CLOUD)
        .predicts(INVALID_DEFINITION),
    ]);

const APP: Field = Field::new(At::Element, "app", Shape::Group(&[PACKAGE, HASH]));

const PACKAGE: Field = Field::text("package_name", "package name")
    .doc("The name of the Android app.")
    .example("com.example.lamp")
    .rules(&[
        Rule::error(
            "tpl-otp-package-length",
            Test::MaxLen(224),
            "the name of a package has at most 224 characters",
            sources::AUTOFILL,
        )
        .only(CLOUD)
        .predicts(TOO_LONG),
        Rule::error(
            "tpl-otp-package-pattern",
            Test::Pattern(&patterns::PACKAGE_NAME),
            "the name of a package has two parts or more with dots between",
            sources::AUTOFILL,
        )
        .only(CLOUD)
        .predicts(INVALID_DEFINITION),
    ]);

const HASH: Field = Field::text("signature_hash", "signature hash")
    .doc("Eleven signs that Android makes of the app's signature.")
    .example("K8a/AINcGX7")
    .rules(&[Rule::error(
        "tpl-otp-hash-pattern",
        Test::Pattern(&patterns::SIGNATURE_HASH),
        "the hash of an app's signature has eleven signs",
        sources::AUTOFILL,
    )
    .only(CLOUD)
    .predicts(INVALID_DEFINITION)]);

const TERMS: Field = Field::flag("zero_tap_terms_accepted", "terms accepted")
    .doc("Whether the terms of handing codes over without a tap are accepted.")
    .rules(&[Rule::error(
        "tpl-otp-zero-tap-terms",
        Test::Custom(Custom::Authoring(Authoring::TermsAccepted)),
        "a code that is filled in without a tap needs the terms accepted",
        sources::ZERO_TAP,
    )
    .only(CLOUD)
    .when(When::Is("otp_type", &["ZERO_TAP"]))
    .predicts(INVALID_DEFINITION)]);
