//! The button components of a send: one for each button that is filled.

use super::actions;
use super::parameters::{FEW_SPACES, NO_NEWLINE, NO_TAB, NONEMPTY, parameter, parameter_text};
use crate::schema::condition::When;
use crate::schema::custom::Custom;
use crate::schema::field::{At, Case, Field, Initial, Loose, Pane, Shape};
use crate::schema::rule::{CLOUD, INVALID, ON_PREMISES, Rule, Test, UNREADABLE, codes};
use crate::schema::{most, patterns, sources};

/// A button component.
pub(super) const BUTTON: Field = Field::new(
    At::Items(&[("type", "button")]),
    "button component",
    Shape::Variant {
        tag: "sub_type",
        fold_case: true,
        default: None,
        cases: &[
            Case::new("quick_reply", "Quick reply", &[INDEX, list(&QUICK_REPLY)]),
            Case::new("url", "Address", &[INDEX, list(&URL)]),
            Case::new("copy_code", "Coupon code", &[INDEX, list(&COUPON)]).only(CLOUD),
            Case::new("catalog", "Catalog", &[INDEX, list(&actions::CATALOG)]).only(CLOUD),
            Case::new(
                "mpm",
                "Several products",
                &[INDEX, list(&actions::PRODUCTS)],
            )
            .only(CLOUD),
            Case::new("flow", "Flow", &[INDEX, list(&actions::FLOW)]).only(CLOUD),
            Case::new("voice_call", "Call", &[INDEX, list(&CALL)]).only(CLOUD),
            Case::new("order_details", "Order", &[INDEX, list(&actions::ORDER)]).only(CLOUD),
        ],
    },
)
.doc("What one button of the template is filled with; buttons without a variable need none.")
.pane(Pane::Buttons)
.rules(&[
    Rule::error(
        "send-button-sub-type",
        Test::Listed,
        "the Cloud API fills these buttons only",
        sources::COMPONENTS,
    )
    .only(CLOUD)
    .predicts(UNREADABLE),
    Rule::error(
        "send-button-sub-type-on-premises",
        Test::Listed,
        "the On-Premises API fills quick replies and addresses only",
        sources::ON_PREMISES_TEMPLATES,
    )
    .only(ON_PREMISES),
]);

/// The rule that no two components fill the same button.
pub(super) const FILLED_ONCE: Rule = Rule::error(
    "send-button-index-unique",
    Test::Unique("*/index", "component"),
    "each button is filled once",
    sources::ON_PREMISES_TEMPLATES,
)
.predicts(INVALID);

const INDEX: Field = Field::number("index", "button index")
    .doc("The button's place over all buttons of the template, from 0.")
    .initial(Initial::Position)
    .loose(Loose::Both)
    .rules(&[
        Rule::error(
            "send-button-index-required",
            Test::Required,
            "a button component names its button by its index",
            sources::ON_PREMISES_TEMPLATES,
        )
        .when(When::IsNot("sub_type", &["voice_call"])),
        Rule::error(
            "send-button-index-range",
            Test::Range(0, 9),
            "a template has at most ten buttons, numbered from 0",
            sources::COMPONENTS,
        )
        .only(CLOUD),
        Rule::error(
            "send-button-index-range-on-premises",
            Test::Range(0, 2),
            "an On-Premises template has at most three buttons, numbered from 0",
            sources::ON_PREMISES_TEMPLATES,
        )
        .only(ON_PREMISES),
    ]);

const fn list(element: &'static Field) -> Field {
    Field::list("parameters", "button parameters", element)
        .essential()
        .rules(AT_LEAST_ONE)
}

const AT_LEAST_ONE: &[Rule] = &[Rule::error(
    "send-button-parameters-min",
    Test::MinItems(1),
    "a button component has a value",
    sources::COMPONENTS,
)
.predicts(&codes(131_008, 1008))];

const QUICK_REPLY: Field = parameter(
    "button parameter",
    &[Case::new(
        "payload",
        "Payload",
        &[Field::text("payload", "payload")
            .doc("What comes back in the webhook when the customer taps the button.")
            .example("confirm-8841")
            .rules(&[
                PAYLOAD_REQUIRED,
                Rule::warning(
                    "send-payload-length",
                    Test::MaxLen(most::PAYLOAD),
                    "a payload of more than 256 characters was seen to be refused",
                    sources::PYWA,
                )
                .only(CLOUD),
            ])],
    )],
);

const PAYLOAD_REQUIRED: Rule = Rule::error(
    "send-payload-required",
    Test::Required,
    "a payload parameter has a payload",
    sources::COMPONENTS,
);

const URL: Field = parameter(
    "button parameter",
    &[Case::new(
        "text",
        "End of the address",
        &[parameter_text(&[
            NONEMPTY,
            NO_NEWLINE,
            NO_TAB,
            FEW_SPACES,
            Rule::warning(
                "send-url-suffix-encoding",
                Test::Custom(Custom::UrlEncoded),
                "the end of an address is percent-encoded",
                sources::COMPONENTS,
            )
            .only(CLOUD),
        ])
        .doc("What is put at the end of the button's address.")
        .example("8841")],
    )],
);

const COUPON: Field = parameter(
    "button parameter",
    &[Case::new(
        "coupon_code",
        "Coupon code",
        &[Field::text("coupon_code", "coupon code")
            .doc("The code that the button copies: letters and digits.")
            .example("LAMP25")
            .rules(&[
                Rule::error(
                    "send-coupon-code-required",
                    Test::Required,
                    "a coupon parameter has a code",
                    sources::COUPONS,
                ),
                Rule::error(
                    "send-coupon-pattern",
                    Test::Pattern(&patterns::COUPON),
                    "a coupon code has letters and digits only",
                    sources::COUPONS,
                )
                .only(CLOUD),
                Rule::error(
                    "send-coupon-length",
                    Test::MaxLen(most::COUPON),
                    "a coupon code has at most 20 characters",
                    sources::COUPONS,
                )
                .only(CLOUD),
                Rule::warning(
                    "send-coupon-length-old",
                    Test::MaxLen(most::OFFER_COUPON),
                    "older pages, and those of limited-time offers, allow a code 15 characters",
                    sources::OFFERS,
                )
                .only(CLOUD),
            ])],
    )],
);

const CALL: Field = parameter(
    "button parameter",
    &[
        Case::new(
            "ttl_minutes",
            "Minutes to live",
            &[Field::number("ttl_minutes", "minutes to live")
                .doc("For how many minutes the button can be tapped.")
                .example("240")
                .rules(&[Rule::error(
                    "send-voice-call-ttl",
                    Test::Range(1, 43_200),
                    "a call button lives for 1 to 43200 minutes",
                    sources::CALL_BUTTONS,
                )
                .only(CLOUD)])],
        ),
        Case::new(
            "payload",
            "Payload",
            &[Field::text("payload", "payload")
                .doc("What comes back in the webhook of the call.")
                .example("ticket-8841")
                .rules(&[
                    PAYLOAD_REQUIRED,
                    Rule::error(
                        "send-voice-call-payload-length",
                        Test::MaxLen(most::CALL_PAYLOAD),
                        "the payload of a call button has at most 512 characters",
                        sources::CALL_BUTTONS,
                    )
                    .only(CLOUD),
                ])],
        ),
    ],
);
