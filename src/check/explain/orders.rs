//! Codes about the news of an order: the pages about payments name them, no list of codes does.

use super::entry::{Entry, PAYMENTS};

/// The table, the same for the APIs that take orders.
pub(super) const ENTRIES: &[Entry] = &[
    Entry::answer(
        2040,
        400,
        "Order status not valid",
        "The status that you report is none that an order or its payment can have.",
        "Report one of the documented states, such as processing, shipped or completed.",
    )
    .at(PAYMENTS),
    Entry::answer(
        2046,
        400,
        "Order status cannot change any more",
        "The order was reported as completed or canceled, or its payment as captured; that is final.",
        "Leave the order as it is; for something new, send a new order message with another reference_id.",
    )
    .at(PAYMENTS),
    Entry::answer(
        2047,
        400,
        "Order not found",
        "This customer never got an order message with this reference_id from your number.",
        "Send the order first, or put in the reference_id of the one that you sent.",
    )
    .at(PAYMENTS),
];
