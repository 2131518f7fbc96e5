//! A template send: the values that fill a definition, component by component.

mod actions;
mod bound;
mod buttons;
mod cards;
mod dates;
mod parameters;
mod parts;

use serde_json::{Map, Value, json};

use crate::schema::blank::{blank, members};
use crate::schema::field::{At, Field, Initial, Opt, Pane, Shape};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, ON_PREMISES, Rule, Test, UNREADABLE, codes};
use crate::schema::shared::{envelope, foreign};
use crate::schema::sources;
use crate::wire::Dialect;

/// A template send.
pub(in crate::schema) static TEMPLATE: Kind = Kind {
    name: "template",
    title: "Template",
    doc: "A text that was approved before, filled with values; the only message that arrives at any time.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[
        envelope::BEFORE,
        CONTENT,
        TIME_TO_LIVE,
        envelope::AFTER_TEMPLATE,
    ])
    .rules(&[
        envelope::WHOLE_WITHDRAWN,
        bound::AUTHENTICATION_RECIPIENT,
        bound::AUTHENTICATION_GROUP,
        bound::MARKETING_USA,
    ]),
};

const CONTENT: Field = Field::group(
    "template",
    "template",
    &[NAMESPACE, NAME, LANGUAGE, COMPONENTS],
)
.pane(Pane::Envelope)
.essential()
.rules(bound::CONTENT);

const NAMESPACE: Field = Field::text("namespace", "template namespace")
    .doc("The namespace of the business account that the template belongs to.")
    .example("3c1f0a72_1d5e_4b7a_9c2d_5e8f7a6b4c3d")
    .only(ON_PREMISES)
    .rules(&[
        Rule::error(
            "send-namespace-on-premises",
            Test::Required,
            "the On-Premises API finds a template by its namespace",
            sources::ON_PREMISES_TEMPLATES,
        )
        .only(ON_PREMISES)
        .predicts(&codes(100, 2014)),
        Rule::warning(
            "send-namespace-cloud",
            Test::Forbidden,
            "the Cloud API knows no namespaces",
            sources::ON_PREMISES_TEMPLATES,
        )
        .only(CLOUD),
    ]);

const NAME: Field = Field::text("name", "template name")
    .doc("The name under which the template was approved.")
    .example("repair_ready")
    .rules(&[Rule::error(
        "send-name-required",
        Test::Required,
        "a template send names its template",
        sources::TEMPLATES,
    )]);

const LANGUAGE: Field = Field::group("language", "template language", &[POLICY, CODE]).essential();

const POLICY: Field = Field::choice(
    "policy",
    "language policy",
    &[Opt::new("deterministic", "Exactly this language")],
)
.doc("Always deterministic: the template is sent in exactly the language that is named.")
.only(ON_PREMISES)
.initial(Initial::Text("deterministic"))
.rules(&[
    Rule::error(
        "send-policy-on-premises",
        Test::Required,
        "the On-Premises API wants a language policy",
        sources::ON_PREMISES_TEMPLATES,
    )
    .only(ON_PREMISES),
    Rule::error(
        "send-policy-on-premises",
        Test::Listed,
        "the language policy is deterministic",
        sources::ON_PREMISES_TEMPLATES,
    )
    .only(ON_PREMISES),
    Rule::warning(
        "send-policy-cloud",
        Test::Listed,
        "the language policy, where it is given, is deterministic",
        sources::OPENAPI,
    )
    .only(CLOUD),
]);

const CODE: Field = Field::text("code", "template language")
    .doc("The code of an approved language of the template; no other one is tried.")
    .example("en_US")
    .rules(&[Rule::error(
        "send-language-required",
        Test::Required,
        "a template send names its language",
        sources::TEMPLATES,
    )]);

/// A new component that fills a button of that `sub_type`: its index and an empty value.
pub(crate) fn blank_button(sub_type: &str) -> Option<Value> {
    let Shape::Variant { tag, cases, .. } = buttons::BUTTON.shape else {
        return None;
    };
    let case = cases.iter().find(|case| case.value == sub_type)?;
    let mut component = Map::new();
    component.insert("type".to_owned(), json!("button"));
    component.insert(tag.to_owned(), json!(sub_type));
    component.extend(members(case.fields, Dialect::Cloud));
    Some(Value::Object(component))
}

/// A new component of a type of which a send has one, with an empty value.
pub(crate) fn blank_component(kind: &str) -> Option<Value> {
    let Shape::Tagged(parts) = COMPONENTS.shape else {
        return None;
    };
    let part = parts
        .iter()
        .find(|part| matches!(part.at, At::Item([(_, of), ..]) if *of == kind))?;
    Some(blank(part, Dialect::Cloud))
}

const TIME_TO_LIVE: Field = Field::number("ttl", "time to live")
    .doc("For how many days an undelivered template is kept.")
    .rare()
    .only(ON_PREMISES)
    .rules(&[
        Rule::warning(
            "ttl-on-premises-days",
            Test::Range(1, 30),
            "an undelivered template is kept for 1 to 30 days",
            sources::RESELLER_TTL,
        )
        .only(ON_PREMISES),
        foreign::ON_PREMISES_ONLY,
    ]);

const COMPONENTS: Field = Field::new(
    At::Key("components"),
    "components",
    Shape::Tagged(&[
        Field::new(
            At::Item(&[("type", "header")]),
            "header component",
            Shape::Group(&[parameters::OF_HEADER]),
        )
        .pane(Pane::Header),
        Field::new(
            At::Item(&[("type", "body")]),
            "body component",
            Shape::Group(&[parameters::OF_BODY]),
        )
        .pane(Pane::Body),
        buttons::BUTTON,
        cards::CAROUSEL,
        parts::OFFER,
        parts::ORDER_STATUS,
        parts::TAP_TARGET,
    ]),
)
.pane(Pane::Body)
.rules(&[
    Rule::error(
        "send-component-types",
        Test::Listed,
        "the Cloud API knows these components of a send only",
        sources::COMPONENTS,
    )
    .only(CLOUD)
    .predicts(UNREADABLE),
    Rule::error(
        "send-component-types-on-premises",
        Test::Listed,
        "the On-Premises API knows header, body and button components only",
        sources::ON_PREMISES_TEMPLATES,
    )
    .only(ON_PREMISES),
    buttons::FILLED_ONCE,
]);
