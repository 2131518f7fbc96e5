//! How an order can be paid.

use crate::schema::field::{At, Case, Field, Shape};

/// The country's way of payment.
pub(super) const TYPE: Field = Field::text("payment_type", "payment type")
    .doc("The way of payment, by country: br in Brazil, upi in India.")
    .example("br");

/// A configured way of payment.
pub(super) const CONFIGURATION: Field =
    Field::text("payment_configuration", "payment configuration")
        .doc("India: the name of a configuration of your account.")
        .example("lamp-studio");

/// The ways in which the order can be paid.
pub(super) const SETTINGS: Field = Field::list("payment_settings", "payment settings", &SETTING)
    .doc("The ways in which the order can be paid.");

const SETTING: Field = Field::new(
    At::Element,
    "payment setting",
    Shape::Variant {
        tag: "type",
        fold_case: false,
        default: None,
        cases: &[
            Case::new(
                "payment_link",
                "Payment link",
                &[Field::group(
                    "payment_link",
                    "payment link",
                    &[Field::text("uri", "payment address")
                        .doc("The page on which the order is paid.")
                        .example("https://pay.example.com/8841")],
                )
                .essential()],
            ),
            Case::new(
                "boleto",
                "Boleto",
                &[Field::group(
                    "boleto",
                    "boleto",
                    &[Field::text("digitable_line", "digitable line")
                        .doc("The number of the bank slip, as it is typed.")
                        .example("00190500954014481606906809350314337370000000100")],
                )
                .essential()],
            ),
            Case::new(
                "pix_dynamic_code",
                "Pix code",
                &[Field::json("pix_dynamic_code", "Pix code")
                    .doc("The Pix code, as your payment provider describes it.")
                    .essential()],
            ),
            Case::new(
                "offsite_card_pay",
                "Stored card",
                &[Field::group(
                    "offsite_card_pay",
                    "stored card",
                    &[
                        Field::text("last_four_digits", "last four digits").example("4242"),
                        Field::text("credential_id", "credential id").example("card-77"),
                    ],
                )
                .essential()],
            ),
            Case::new("payment_gateway", "Payment gateway", &[GATEWAY]),
            Case::new(
                "upi_intent_link",
                "UPI link",
                &[Field::json("upi_intent_link", "UPI link")
                    .doc("The UPI link, as your payment provider describes it.")
                    .essential()],
            ),
        ],
    },
);

const GATEWAY: Field = Field::group(
    "payment_gateway",
    "payment gateway",
    &[
        Field::text("type", "gateway").example("razorpay"),
        Field::text("configuration_name", "configuration name")
            .doc("The name that the gateway's settings have in your account.")
            .example("lamp-studio"),
        Field::json("razorpay", "Razorpay values").rare(),
        Field::json("payu", "PayU values").rare(),
        Field::json("billdesk", "BillDesk values").rare(),
    ],
)
.essential();
