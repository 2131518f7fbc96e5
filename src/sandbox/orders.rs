//! Orders: what an order message begins, and which news of it are still possible.
//!
//! The state notes what was accepted; the judge asks before. Knows nothing of webhooks.

use std::collections::VecDeque;

use serde_json::Value;

use crate::wire::Code;

/// How many orders are remembered.
const REMEMBERED: usize = 500;
/// Order states that no news can change.
const FINAL: &[&str] = &["completed", "canceled"];
/// The payment state that no news can change.
const PAID: &str = "captured";

/// The customer and the numbers of orders that began before the sandbox did; the examples of an order's
/// status tell of them.
const EARLIER: (&str, [&str; 2]) = ("15550100123", ["order-8841", "T-5120"]);

/// News of an order for which there is no such order, or that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OrderError {
    /// The customer has no order of that number.
    Unknown,
    /// The order, or its payment, has come to its end.
    Final,
}

impl OrderError {
    /// The platform's code.
    pub(super) const fn code(self) -> Code {
        Code::new(match self {
            Self::Unknown => 2047,
            Self::Final => 2046,
        })
    }
}

/// The orders that are remembered, oldest first.
#[derive(Debug)]
pub(super) struct Orders(VecDeque<Order>);

#[derive(Debug)]
struct Order {
    customer: String,
    reference: String,
    status: String,
    payment: String,
}

impl Orders {
    pub(super) fn new() -> Self {
        let (customer, references) = EARLIER;
        Self(VecDeque::from(
            references.map(|reference| Order::new(customer, reference)),
        ))
    }

    /// Whether what a payload tells of an order can be.
    pub(super) fn allow(&self, customer: &str, payload: &Value) -> Result<(), OrderError> {
        let Some((reference, news)) = told(payload) else {
            return Ok(());
        };
        let order = self.0.iter().find(|order| order.is(customer, reference));
        let order = order.ok_or(OrderError::Unknown)?;
        let leaves = |path: &str, known: &str, is_final: bool| {
            let told = text(news, path);
            is_final && told.is_some_and(|told| told != known)
        };
        let is_final = FINAL.contains(&order.status.as_str());
        if leaves("/order/status", &order.status, is_final)
            || leaves("/payment/status", &order.payment, order.payment == PAID)
        {
            return Err(OrderError::Final);
        }
        Ok(())
    }

    /// Remembers what an accepted payload begins or tells.
    pub(super) fn note(&mut self, customer: &str, payload: &Value) {
        if let Some(reference) = begun(payload) {
            self.0.retain(|order| !order.is(customer, reference));
            self.0.push_back(Order::new(customer, reference));
            if self.0.len() > REMEMBERED {
                self.0.pop_front();
            }
        }
        let Some((reference, news)) = told(payload) else {
            return;
        };
        let mut orders = self.0.iter_mut();
        if let Some(order) = orders.find(|order| order.is(customer, reference)) {
            if let Some(status) = text(news, "/order/status") {
                status.clone_into(&mut order.status);
            }
            if let Some(payment) = text(news, "/payment/status") {
                payment.clone_into(&mut order.payment);
            }
        }
    }
}

impl Order {
    fn new(customer: &str, reference: &str) -> Self {
        Self {
            customer: customer.to_owned(),
            reference: reference.to_owned(),
            status: "pending".to_owned(),
            payment: "pending".to_owned(),
        }
    }

    fn is(&self, customer: &str, reference: &str) -> bool {
        self.customer == customer && self.reference == reference
    }
}

fn text<'a>(value: &'a Value, path: &str) -> Option<&'a str> {
    value.pointer(path)?.as_str()
}

/// The parameters of a template's components.
fn parameters(payload: &Value) -> impl Iterator<Item = &Value> {
    let components = payload.pointer("/template/components");
    let components = components.and_then(Value::as_array).into_iter().flatten();
    components
        .filter_map(|component| component.get("parameters")?.as_array())
        .flatten()
}

/// The number of the order that a payload begins.
fn begun(payload: &Value) -> Option<&str> {
    if text(payload, "/interactive/type") == Some("order_details") {
        return text(payload, "/interactive/action/parameters/reference_id");
    }
    let path = "/action/order_details/reference_id";
    parameters(payload).find_map(|parameter| text(parameter, path))
}

/// The number of the order that a payload tells of, and the news.
fn told(payload: &Value) -> Option<(&str, &Value)> {
    let news = if text(payload, "/interactive/type") == Some("order_status") {
        payload.pointer("/interactive/action/parameters")?
    } else {
        parameters(payload).find_map(|parameter| parameter.get("order_status"))?
    };
    Some((text(news, "/reference_id")?, news))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    fn news(status: &str, payment: &str) -> Value {
        json!({"interactive": {"type": "order_status", "action": {"parameters": {
            "reference_id": "order-1", "order": {"status": status}, "payment": {"status": payment}}}}})
    }

    #[rstest]
    #[case::goes_on("shipped", "captured", Ok(()))]
    #[case::the_same_again("processing", "pending", Ok(()))]
    #[case::ends("completed", "failed", Ok(()))]
    fn news_of_a_running_order_are_possible(
        #[case] status: &str,
        #[case] payment: &str,
        #[case] expected: Result<(), OrderError>,
    ) {
        let mut orders = Orders::new();
        let details = json!({"interactive": {"type": "order_details", "action": {"parameters": {
            "reference_id": "order-1"}}}});
        assert_eq!(
            orders.allow("1555", &news(status, payment)),
            Err(OrderError::Unknown)
        );
        orders.note("1555", &details);
        assert_eq!(orders.allow("1555", &news(status, payment)), expected);
        assert_eq!(
            orders.allow("1556", &news(status, payment)),
            Err(OrderError::Unknown)
        );
    }

    #[rstest]
    #[case::canceled("canceled", "pending", "shipped", "pending", Err(OrderError::Final))]
    #[case::still_canceled("canceled", "pending", "canceled", "failed", Ok(()))]
    #[case::paid("processing", "captured", "shipped", "pending", Err(OrderError::Final))]
    #[case::shipped("shipped", "captured", "completed", "captured", Ok(()))]
    fn what_has_ended_stays(
        #[case] status: &str,
        #[case] payment: &str,
        #[case] next: &str,
        #[case] next_payment: &str,
        #[case] expected: Result<(), OrderError>,
    ) {
        let mut orders = Orders::new();
        let button = json!({"template": {"components": [{"type": "button", "parameters": [
            {"type": "action", "action": {"order_details": {"reference_id": "order-1"}}}]}]}});
        orders.note("1555", &button);
        orders.note("1555", &news(status, payment));
        assert_eq!(orders.allow("1555", &news(next, next_payment)), expected);
        let component = json!({"template": {"components": [{"type": "order_status", "parameters": [
            {"type": "order_status", "order_status": news(next, next_payment)["interactive"]["action"]["parameters"]}]}]}});
        assert_eq!(orders.allow("1555", &component), expected);
    }
}
