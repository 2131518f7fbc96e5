//! A message that asks whether the business may call.

use crate::schema::field::{Field, Opt, Pane};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, Rule, Test};
use crate::schema::shared::{envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A message that asks for permission to call.
pub(in crate::schema) static CALL_PERMISSION_REQUEST: Kind = Kind {
    name: "interactive.call_permission_request",
    title: "Call permission",
    doc: "Asks whether you may call the customer; once a day and twice a week at most.",
    dialects: Dialect::CLOUD_BODY,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            NO_HEADER,
            BODY,
            NO_FOOTER,
            interactive::action(&[NAME]),
        ]),
        envelope::AFTER,
    ]),
};

const NO_HEADER: Field = interactive::unwanted(
    "header",
    Pane::Header,
    &[Rule::error(
        "call-permission-header",
        Test::Forbidden,
        "a request for permission to call has no header",
        sources::CALL_PERMISSIONS,
    )
    .only(CLOUD)],
);

const NO_FOOTER: Field = interactive::unwanted(
    "footer",
    Pane::Footer,
    &[Rule::error(
        "call-permission-footer",
        Test::Forbidden,
        "a request for permission to call has no footer",
        sources::CALL_PERMISSIONS,
    )
    .only(CLOUD)],
);

const BODY_ADVISED: Rule = Rule::warning(
    "call-permission-body-optional",
    Test::Required,
    "a request for permission to call better says why",
    sources::CALL_PERMISSIONS,
)
.only(CLOUD);

const BODY: Field = Field::group(
    "body",
    "body",
    &[interactive::BODY_TEXT
        .example("May we ring you about the repair?")
        .rules(&[BODY_ADVISED, interactive::BODY_LENGTH])],
)
.pane(Pane::Body)
.rules(&[BODY_ADVISED]);

const NAME: Field = interactive::action_name(
    &[Opt::new("call_permission_request", "Ask for permission")],
    &[
        interactive::name_required(
            "call-permission-action-name-required",
            "the action of a request for permission to call has a name",
            sources::CALL_PERMISSIONS,
        ),
        interactive::name_listed(
            "call-permission-action-name",
            "the action of a request for permission to call is called call_permission_request",
            sources::CALL_PERMISSIONS,
        )
        .only(CLOUD),
    ],
);
