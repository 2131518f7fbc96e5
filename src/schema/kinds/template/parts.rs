//! Components of which a template has one at most: an offer's end, an order's status, a tap target.

use super::parameters::parameter;
use crate::schema::field::{At, Case, Field, Initial, Pane, Shape};
use crate::schema::kinds::order_status;
use crate::schema::patterns;
use crate::schema::rule::{CLOUD, ON_PREMISES, Rule, Test, UNWANTED, codes};
use crate::schema::sources;

/// When a limited-time offer ends.
pub(super) const OFFER: Field = part(
    &[("type", "limited_time_offer")],
    "offer component",
    &[list(
        "offer parameters",
        "The moment at which a limited-time offer ends.",
        &parameter(
            "offer parameter",
            &[Case::new(
                "limited_time_offer",
                "End of the offer",
                &[Field::group("limited_time_offer", "offer", &[EXPIRATION]).essential()],
            )],
        ),
    )],
)
.rules(&[Rule::error(
    "lto-360dialog-cloud-only",
    Test::Forbidden,
    "only the Cloud API has limited-time offers",
    sources::DIALOG360_OFFERS,
)
.only(ON_PREMISES)
.predicts(UNWANTED)]);

/// When an offer that has an end ends.
pub(super) const EXPIRATION_REQUIRED: Rule = Rule::error(
    "lto-expiration-required",
    Test::Required,
    "an offer that ends says when",
    sources::OFFERS,
)
.only(CLOUD);

const EXPIRATION: Field = Field::number("expiration_time_ms", "end of the offer")
    .doc("The moment to which the phone counts down, in milliseconds since 1970.")
    .example("4102444800000")
    .rules(&[
        EXPIRATION_REQUIRED,
        Rule::error(
            "lto-expiration-whole",
            Test::Whole,
            "the end of an offer is a whole number of milliseconds",
            sources::OFFERS,
        )
        .only(CLOUD),
        Rule::warning(
            "lto-expiration-milliseconds",
            Test::Range(100_000_000_000, i64::MAX),
            "the end of an offer is given in milliseconds: thirteen digits, not the ten of seconds",
            sources::OFFERS,
        )
        .only(CLOUD),
    ]);

/// How far an order has come.
pub(super) const ORDER_STATUS: Field = part(
    &[("type", "order_status")],
    "order status component",
    &[list(
        "order status",
        "How far an order has come, for templates that tell it.",
        &parameter(
            "order status",
            &[Case::new(
                "order_status",
                "Order status",
                &[Field::group(
                    "order_status",
                    "order status",
                    &[order_status::REFERENCE, order_status::ORDER],
                )
                .essential()],
            )],
        ),
    )],
)
.pane(Pane::Order);

/// What a tap on the header's picture opens.
pub(super) const TAP_TARGET: Field = part(
    &[("type", "tap_target_configuration")],
    "tap target component",
    &[list(
        "tap targets",
        "What a tap on the header's picture opens; for businesses that qualified for it.",
        &parameter(
            "tap target",
            &[Case::new(
                "tap_target_configuration",
                "Tap target",
                &[Field::list("tap_target_configuration", "targets", &TARGET)
                    .essential()
                    .rules(&[Rule::error(
                        "send-tap-target-min",
                        Test::MinItems(1),
                        "a tap target names an address",
                        sources::COMPONENTS,
                    )
                    .only(CLOUD)
                    .predicts(&codes(131_008, 1008))])],
            )],
        ),
    )],
)
.pane(Pane::Header);

const TARGET: Field = Field::new(
    At::Element,
    "target",
    Shape::Group(&[
        Field::text("url", "address")
            .doc("The page that a tap on the picture opens.")
            .example("https://shop.example.com/w38")
            .initial(Initial::Blank)
            .rules(&[
                Rule::warning(
                    "send-tap-target-url-required",
                    Test::Required,
                    "a tap target has an address",
                    sources::COMPONENTS,
                )
                .only(CLOUD),
                Rule::warning(
                    "send-tap-target-url-scheme",
                    Test::Pattern(&patterns::WEB_ADDRESS),
                    "the address of a tap target has a scheme and a host",
                    sources::COMPONENTS,
                )
                .only(CLOUD),
            ]),
        Field::text("title", "title")
            .doc("What the phone says about the page.")
            .example("The walnut lamp")
            .initial(Initial::Blank)
            .rules(&[Rule::warning(
                "send-tap-target-title-required",
                Test::Required,
                "a tap target has a title",
                sources::COMPONENTS,
            )
            .only(CLOUD)]),
    ]),
);

/// A component that stands once in a send, of those that only some templates have.
const fn part(
    tags: &'static [(&'static str, &'static str)],
    title: &'static str,
    fields: &'static [Field],
) -> Field {
    Field::new(At::Item(tags), title, Shape::Group(fields))
        .pane(Pane::Body)
        .only(CLOUD)
}

const fn list(title: &'static str, doc: &'static str, element: &'static Field) -> Field {
    Field::list("parameters", title, element)
        .doc(doc)
        .essential()
        .rules(&[FILLED])
}

const FILLED: Rule = Rule::error(
    "send-component-parameters-min",
    Test::MinItems(1),
    "a component of this sort has its value",
    sources::COMPONENTS,
)
.only(CLOUD)
.predicts(&codes(131_008, 1008));
