//! Amounts of money, as orders have them.

use crate::schema::field::{Field, Initial};
use crate::schema::rule::{CLOUD, Rule, Test};
use crate::schema::sources;

/// An amount of money: a whole number of hundredths.
pub(super) const VALUE: Field = Field::number("value", "amount")
    .doc("The amount in hundredths: 8900 is 89.00.")
    .example("8900")
    .rules(&[REQUIRED, WHOLE]);

const REQUIRED: Rule = Rule::error(
    "order-amount-required",
    Test::Required,
    "an amount has a value",
    sources::ORDERS_BRAZIL,
)
.only(CLOUD);

const WHOLE: Rule = Rule::error(
    "order-amount-whole",
    Test::Whole,
    "an amount is a whole number of hundredths",
    sources::ORDERS_BRAZIL,
)
.only(CLOUD);

/// What an amount is counted in.
pub(super) const OFFSET: Field = Field::number("offset", "offset")
    .doc("Always 100: amounts are in hundredths.")
    .initial(Initial::Text("100"))
    .rules(&[
        Rule::error(
            "order-amount-offset-required",
            Test::Required,
            "an amount says that it is in hundredths",
            sources::ORDERS_BRAZIL,
        )
        .only(CLOUD),
        Rule::error(
            "order-amount-offset",
            Test::Range(100, 100),
            "amounts are in hundredths",
            sources::ORDERS_BRAZIL,
        )
        .only(CLOUD),
    ]);
