//! Rules about the amounts and the time of an order.

use serde_json::Value;

use crate::check::spot::{Spot, Walk};
use crate::schema::{Rule, Severity};
use crate::wire::scalar::text_of;

/// The subtotal is the sum over all items, each with its sale price where it has one.
pub(super) fn subtotal(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let (Some(given), Some(items)) = (
        spot.value.and_then(amount),
        spot.holder.value.get("items").and_then(Value::as_array),
    ) else {
        return;
    };
    let sum = items.iter().try_fold(0_i64, |sum, item| {
        let price = item.get("sale_amount").or_else(|| item.get("amount"))?;
        let pieces = item.get("quantity").and_then(whole)?;
        sum.checked_add(amount(price)?.checked_mul(pieces)?)
    });
    if let Some(sum) = sum.filter(|sum| *sum != given) {
        let message = format!("the subtotal is {given}; the items make {sum}");
        let help = format!("write {sum}, or correct the items");
        walk.report(rule, spot.pointer().key("value"), message, help);
    }
}

/// The total is subtotal, tax and shipping, less the discount; only where an order is there.
pub(super) fn total(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let (Some(given), Some(order)) = (
        spot.value.and_then(amount),
        spot.holder
            .value
            .get("order")
            .filter(|order| order.is_object()),
    ) else {
        return;
    };
    let optional = |key: &str| order.get(key).map_or(Some(0), amount);
    let sum = || {
        amount(order.get("subtotal")?)?
            .checked_add(optional("tax")?)?
            .checked_add(optional("shipping")?)?
            .checked_sub(optional("discount")?)
    };
    if let Some(sum) = sum().filter(|sum| *sum != given) {
        let message = format!("the total is {given}; the order makes {sum}");
        let help = format!("write {sum}, or correct the order");
        walk.report(rule, spot.pointer().key("value"), message, help);
    }
}

/// The sale price is lower than the price.
pub(super) fn sale_amount(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let price = spot.holder.value.get("amount").and_then(amount);
    let (Some(sale), Some(price)) = (spot.value.and_then(amount), price) else {
        return;
    };
    if sale >= price {
        let message = format!("the sale price {sale} is not lower than the price {price}");
        let help = "lower it, or remove it".to_owned();
        walk.report(rule, spot.pointer().key("value"), message, help);
    }
}

/// A moment lies at least so many seconds ahead; nothing is said where the present is not known.
///
/// A message that is not about to be sent can be older than its moment, which is then worth a warning.
pub(super) fn seconds_ahead(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, least: u32) {
    let moment = spot.value.and_then(whole);
    let (Some(moment), Some(now)) = (moment, walk.facts.context.now) else {
        return;
    };
    let earliest = now.as_second().saturating_add(i64::from(least));
    if moment < earliest {
        let message = format!("{} is over or too near", spot.field.title);
        let help = format!("write {earliest} or later");
        if walk.facts.context.sending {
            return walk.report(rule, spot.pointer(), message, help);
        }
        let mut softer = *rule;
        softer.severity = Severity::Warning;
        softer.predicts = &[];
        walk.report(&softer, spot.pointer(), message, help);
    }
}

/// The value of an amount; none where it is not a whole number of hundredths.
fn amount(object: &Value) -> Option<i64> {
    let is_hundredths = object.get("offset").and_then(whole) == Some(100);
    object
        .get("value")
        .and_then(whole)
        .filter(|_| is_hundredths)
}

fn whole(value: &Value) -> Option<i64> {
    text_of(value)?.trim().parse().ok()
}
