//! A message with an order that the customer reviews and pays.

mod amount;
mod items;
mod payment;
mod shipping;

use crate::schema::condition::When;
use crate::schema::custom::Custom;
use crate::schema::field::{Field, Initial, Loose, Opt, Pane};
use crate::schema::kind::Kind;
use crate::schema::patterns;
use crate::schema::rule::{CLOUD, Rule, Test, UNREADABLE};
use crate::schema::shared::{catalog, envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;
use amount::{OFFSET, VALUE};

/// A message with an order.
pub(in crate::schema) static ORDER_DETAILS: Kind = Kind {
    name: "interactive.order_details",
    title: "Order",
    doc: "An order with its sums, which the customer reviews and pays; for Brazil and India.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            interactive::header(
                interactive::ALL_HEADERS,
                &[interactive::HEADER_TYPES, HEADER],
            ),
            interactive::body(&[BODY_TEXT]),
            interactive::footer(&[FOOTER_TEXT]),
            interactive::action(&[NAME, PARAMETERS]),
        ]),
        envelope::AFTER,
    ]),
};

const HEADER: Rule = Rule::warning(
    "order-details-header-type",
    Test::In(&["image"]),
    "an order has a header of an image only",
    sources::ORDERS_BRAZIL,
)
.only(CLOUD);

const BODY_TEXT: Field = interactive::BODY_TEXT.example("Your order 8841").rules(&[
    interactive::BODY_NONEMPTY,
    interactive::body_length(
        "order-details-body-length",
        "the body of an order has at most 1024 characters",
        sources::ORDERS_BRAZIL,
    )
    .only(CLOUD),
    interactive::BODY_LENGTH,
]);

const FOOTER_TEXT: Field = interactive::FOOTER_LINE.rules(&[
    interactive::FOOTER_NONEMPTY,
    interactive::footer_length(
        "order-details-footer-length",
        "the footer of an order has at most 60 characters",
        sources::ORDERS_BRAZIL,
    )
    .only(CLOUD),
    interactive::FOOTER_LENGTH,
    interactive::FOOTER_MARKDOWN,
]);

const NAME: Field = interactive::action_name(
    &[Opt::new("review_and_pay", "Review and pay")],
    &[
        interactive::name_required(
            "order-details-action-name-required",
            "the action of an order has a name",
            sources::ORDERS_BRAZIL,
        ),
        interactive::name_listed(
            "order-details-action-name",
            "the action of an order is called review_and_pay",
            sources::ORDERS_BRAZIL,
        )
        .only(CLOUD),
    ],
);

const PARAMETERS: Field = Field::group("parameters", "order parameters", DETAILS).essential();

/// An order, its payment and its sums, wherever it is sent.
pub(super) const DETAILS: &[Field] = &[
    REFERENCE,
    TYPE,
    payment::TYPE,
    payment::SETTINGS,
    payment::CONFIGURATION,
    CURRENCY,
    shipping::INFO,
    TOTAL,
    ORDER,
];

const REFERENCE: Field = Field::text("reference_id", "order number")
    .doc("Your number of the order; each order has its own.")
    .example("order-8841")
    .rules(&[
        Rule::error(
            "order-reference-id-required",
            Test::Required,
            "an order has a number",
            sources::ORDERS_BRAZIL,
        )
        .only(CLOUD),
        Rule::error(
            "order-reference-id-length",
            Test::MaxLen(60),
            "an order number has at most 60 characters",
            sources::ORDERS_BRAZIL,
        )
        .only(CLOUD),
        Rule::warning(
            "order-reference-id-length-checkout",
            Test::MaxLen(35),
            "in India an order number has at most 35 characters",
            sources::CHECKOUT_INDIA,
        )
        .only(CLOUD)
        .when(When::Is("currency", &["INR"])),
        Rule::error(
            "order-reference-id-pattern",
            Test::Pattern(&patterns::ORDER_NUMBER),
            "an order number has letters, digits, underscores, dots and hyphens",
            sources::ORDERS_BRAZIL,
        )
        .only(CLOUD),
    ]);

const TYPE: Field = Field::choice(
    "type",
    "kind of goods",
    &[
        Opt::new("digital-goods", "Digital goods"),
        Opt::new("physical-goods", "Physical goods"),
    ],
)
.doc("Whether something is shipped.")
.initial(Initial::Text("physical-goods"))
.rules(&[Rule::error(
    "order-type",
    Test::Listed,
    "the goods of an order are digital-goods or physical-goods",
    sources::ORDERS_BRAZIL,
)
.only(CLOUD)
.predicts(UNREADABLE)]);

const CURRENCY: Field = Field::choice(
    "currency",
    "currency",
    &[
        Opt::new("BRL", "Brazilian real"),
        Opt::new("INR", "Indian rupee"),
        Opt::new("SGD", "Singapore dollar, in older pages only"),
    ],
)
.doc("The currency of all amounts.")
.initial(Initial::Text("BRL"))
.rules(&[Rule::warning(
    "order-currency",
    Test::Listed,
    "orders are paid in Brazil (BRL) and India (INR), formerly in Singapore (SGD)",
    sources::ORDERS_BRAZIL,
)
.only(CLOUD)]);

const TOTAL: Field = Field::group("total_amount", "total", &[VALUE, OFFSET])
    .doc("What is to be paid: subtotal, tax and shipping, less the discount.")
    .headed()
    .essential()
    .rules(&[Rule::error(
        "order-total",
        Test::Custom(Custom::OrderTotal),
        "the total is subtotal, tax and shipping, less the discount",
        sources::ORDERS_BRAZIL,
    )
    .only(CLOUD)]);

const DESCRIPTION: Field = Field::text("description", "description")
    .doc("A few words about the amount.")
    .example("Courier")
    .rules(&[Rule::error(
        "order-description-length",
        Test::MaxLen(60),
        "the description of an amount has at most 60 characters",
        sources::ORDERS_BRAZIL,
    )
    .only(CLOUD)]);

const ORDER: Field = Field::group(
    "order",
    "order",
    &[
        STATUS,
        catalog::CATALOG_ID,
        EXPIRATION,
        items::ITEMS,
        SUBTOTAL,
        TAX,
        SHIPPING,
        DISCOUNT,
    ],
)
.pane(Pane::Order)
.initial(Initial::Blank);

const STATUS: Field = Field::choice("status", "order status", &[Opt::new("pending", "Pending")])
    .doc("An order begins as pending.")
    .initial(Initial::Text("pending"))
    .rules(&[Rule::error(
        "order-details-status",
        Test::Listed,
        "an order begins as pending",
        sources::ORDERS_BRAZIL,
    )
    .only(CLOUD)
    .predicts(UNREADABLE)]);

const EXPIRATION: Field = Field::group(
    "expiration",
    "end of the offer",
    &[
        Field::text("timestamp", "time of expiry")
            .doc("When the order can no longer be paid, in seconds since 1970; five minutes ahead at least.")
            .example("4102444800")
            .loose(Loose::Both)
            .rules(&[Rule::error(
                "order-expiration-min",
                Test::Custom(Custom::SecondsAhead(300)),
                "an order expires in five minutes at the earliest",
                sources::ORDERS_BRAZIL,
            )
            .only(CLOUD)]),
        Field::text("description", "expiry description")
            .doc("What the customer reads about it.")
            .example("The offer ends tomorrow")
            .rules(&[Rule::error(
                "order-expiration-description-length",
                Test::MaxLen(120),
                "the description of the expiry has at most 120 characters",
                sources::ORDERS_BRAZIL,
            )
            .only(CLOUD)]),
    ],
)
.headed();

const SUBTOTAL: Field = Field::group("subtotal", "subtotal", &[VALUE, OFFSET])
    .doc("The sum over all items of their price, sale price first, times their number.")
    .headed()
    .essential()
    .rules(&[Rule::error(
        "order-subtotal",
        Test::Custom(Custom::OrderSubtotal),
        "the subtotal is the sum over all items",
        sources::ORDERS_BRAZIL,
    )
    .only(CLOUD)]);

const TAX: Field = Field::group(
    "tax",
    "tax",
    &[TAX_VALUE, OFFSET, DESCRIPTION.example("VAT included")],
)
.headed()
.essential()
.rules(&[Rule::error(
    "order-tax-required",
    Test::Required,
    "an order names its tax, if only as 0",
    sources::ORDERS_BRAZIL,
)
.only(CLOUD)]);

const TAX_VALUE: Field = VALUE.initial(Initial::Text("0"));

const SHIPPING: Field =
    Field::group("shipping", "shipping", &[VALUE, OFFSET, DESCRIPTION]).headed();

const DISCOUNT: Field = Field::group(
    "discount",
    "discount",
    &[
        VALUE,
        OFFSET,
        DESCRIPTION.example("First order"),
        Field::text("discount_program_name", "discount program")
            .doc("The name of the program that gives the discount.")
            .example("Welcome")
            .rules(&[Rule::error(
                "order-discount-program-length",
                Test::MaxLen(60),
                "the name of a discount program has at most 60 characters",
                sources::ORDERS_BRAZIL,
            )
            .only(CLOUD)]),
    ],
)
.headed();
