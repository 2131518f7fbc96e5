//! A message that tells how far an order has come.

use crate::schema::condition::When;
use crate::schema::field::{Field, Initial, Opt};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, Rule, Test, UNREADABLE};
use crate::schema::shared::{envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A message that tells how far an order has come.
pub(in crate::schema) static ORDER_STATUS: Kind = Kind {
    name: "interactive.order_status",
    title: "Order status",
    doc: "Tells how far an order has come that an earlier order message brought.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            HEADER,
            interactive::body(&[BODY_TEXT]),
            interactive::FOOTER,
            interactive::action(&[NAME, PARAMETERS]),
        ]),
        envelope::AFTER,
    ]),
};

const HEADER: Field = interactive::header(
    interactive::ALL_HEADERS,
    &[
        interactive::HEADER_TYPES,
        interactive::undocumented(
            "order-status-header",
            "no page gives an order's status a header",
            sources::ORDERS_BRAZIL,
        ),
    ],
);

const BODY_TEXT: Field = interactive::BODY_TEXT
    .example("It left our studio today.")
    .rules(&[interactive::BODY_NONEMPTY, interactive::BODY_LENGTH]);

const NAME: Field = interactive::action_name(
    &[Opt::new("review_order", "View order details")],
    &[
        interactive::name_required(
            "order-status-action-name-required",
            "the action of an order's status has a name",
            sources::ORDERS_BRAZIL,
        ),
        interactive::name_listed(
            "order-status-action-name",
            "the action of an order's status is called review_order",
            sources::ORDERS_BRAZIL,
        )
        .only(CLOUD),
    ],
);

const PARAMETERS: Field =
    Field::group("parameters", "order", &[REFERENCE, ORDER, PAYMENT]).essential();

/// The order that is spoken of.
pub(super) const REFERENCE: Field = Field::text("reference_id", "order number")
    .doc("The number under which the order message brought the order.")
    .example("order-8841")
    .rules(&[Rule::error(
        "order-status-reference-required",
        Test::Required,
        "an order's status names the order",
        sources::ORDERS_BRAZIL,
    )
    .only(CLOUD)]);

/// How far the order has come.
pub(super) const ORDER: Field =
    Field::group("order", "order", &[STATUS, DESCRIPTION]).initial(Initial::Blank);

const STATUS: Field = Field::choice(
    "status",
    "order status",
    &[
        Opt::new("pending", "Pending"),
        Opt::new("processing", "Processing"),
        Opt::new("partially-shipped", "Partially shipped"),
        Opt::new("partially_shipped", "Partially shipped, as India writes it"),
        Opt::new("shipped", "Shipped"),
        Opt::new("completed", "Completed"),
        Opt::new("canceled", "Canceled"),
    ],
)
.doc("How far the order has come; completed and canceled are final.")
.initial(Initial::Text("processing"))
.rules(&[
    Rule::error(
        "order-status-enum",
        Test::Listed,
        "an order is pending, processing, partially-shipped, shipped, completed or canceled",
        sources::ORDERS_BRAZIL,
    )
    .only(CLOUD)
    .predicts(UNREADABLE),
    Rule::warning(
        "order-status-enum-india",
        Test::Forbidden,
        "most pages write partially-shipped with a hyphen",
        sources::ORDER_STATUS_INDIA,
    )
    .only(CLOUD)
    .when(When::Is("status", &["partially_shipped"])),
]);

const DESCRIPTION: Field = Field::text("description", "status description")
    .doc("A few words about the status.")
    .example("Two parcels")
    .rules(&[Rule::error(
        "order-status-description-length",
        Test::MaxLen(120),
        "a status description has at most 120 characters",
        sources::ORDERS_BRAZIL,
    )
    .only(CLOUD)]);

const PAYMENT: Field = Field::group(
    "payment",
    "payment",
    &[
        Field::choice(
            "status",
            "payment status",
            &[
                Opt::new("pending", "Pending"),
                Opt::new("captured", "Captured"),
                Opt::new("failed", "Failed"),
            ],
        )
        .doc("Whether the order is paid.")
        .rules(&[Rule::error(
            "order-status-payment-enum",
            Test::Listed,
            "a payment is pending, captured or failed",
            sources::ORDERS_BRAZIL,
        )
        .only(CLOUD)
        .predicts(UNREADABLE)]),
        Field::number("timestamp", "time of payment")
            .doc("When the payment changed, in seconds since 1970.")
            .example("1795161600"),
    ],
)
.headed();
