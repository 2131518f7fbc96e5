//! Rules about the buttons of a definition together: how many of each sort, in which order.

use serde_json::Value;

use crate::check::spot::{Spot, Walk};
use crate::schema::{Rule, exceeds};

const REPLY: &str = "QUICK_REPLY";

/// The sorts of the buttons, upper case, in order.
fn sorts_of(spot: &Spot<'_>) -> Vec<String> {
    let buttons = spot.value.and_then(Value::as_array);
    buttons
        .into_iter()
        .flatten()
        .map(|button| {
            let sort = button.get("type").and_then(Value::as_str);
            sort.unwrap_or_default().to_ascii_uppercase()
        })
        .collect()
}

/// At most so many buttons of these sorts.
pub(super) fn at_most(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    sorts: &[&str],
    most: u32,
) {
    let found = sorts_of(spot);
    let count = found
        .iter()
        .filter(|sort| sorts.contains(&sort.as_str()))
        .count();
    if exceeds(count, most) {
        let message = format!(
            "there are {count} buttons of {}; the limit is {most}",
            sorts.join(" and ")
        );
        let surplus = count.saturating_sub(usize::try_from(most).unwrap_or(count));
        walk.report(rule, spot.pointer(), message, format!("remove {surplus}"));
    }
}

/// Beside a button to buy, at most so many quick replies.
pub(super) fn replies_beside_checkout(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    most: u32,
) {
    let buttons = spot.value.and_then(Value::as_array).into_iter().flatten();
    let buys = |button: &Value| {
        let text = |key| button.get(key).and_then(Value::as_str).unwrap_or_default();
        text("type").eq_ignore_ascii_case("ORDER_DETAILS")
            && text("text").eq_ignore_ascii_case("buy now")
    };
    if buttons.clone().any(buys) {
        let replies = sorts_of(spot).iter().filter(|sort| *sort == REPLY).count();
        if exceeds(replies, most) {
            let message = format!(
                "beside the button to buy stand {replies} quick replies; the limit is {most}"
            );
            walk.report(rule, spot.pointer(), message, None);
        }
    }
}

/// The button of a one-time code.
pub(super) fn code_button_given(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if spot.value.is_some() && !sorts_of(spot).iter().any(|sort| sort == "OTP") {
        let message = "there is no button of type OTP".to_owned();
        let help = "add one: it copies the code, or hands it to an app".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// Quick replies in one group.
pub(super) fn replies_together(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let sorts = sorts_of(spot);
    let changes = sorts
        .windows(2)
        .filter(|pair| matches!(pair, [one, two] if (one == REPLY) != (two == REPLY)))
        .count();
    if changes > 1 {
        let message = "quick replies and other buttons take turns".to_owned();
        let help = "move all quick replies before the other buttons, or behind them".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// Quick replies, or calls to action.
pub(super) fn replies_apart(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if is_mixed(&sorts_of(spot)) {
        let message = "quick replies stand beside calls to action".to_owned();
        let help = "keep one of both".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

fn is_mixed(sorts: &[String]) -> bool {
    let replies = sorts.iter().filter(|sort| *sort == REPLY).count();
    replies > 0 && replies < sorts.len()
}

/// The coupon code of an offer first, then an address.
pub(super) fn of_offer(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let sorts = sorts_of(spot);
    let sorts: Vec<&str> = sorts.iter().map(String::as_str).collect();
    if !matches!(sorts.as_slice(), ["COPY_CODE", "URL"] | ["URL"]) {
        let message = format!("an offer has the buttons {}", sorts.join(", "));
        let help = "put a button that copies the code first, if there is one, and one that opens an address after it".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// Few enough buttons of one sort for a desktop.
pub(super) fn shown_on_desktop(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let sorts = sorts_of(spot);
    let why = if sorts.len() > 3 {
        format!("with {} buttons", sorts.len())
    } else if is_mixed(&sorts) {
        "with quick replies beside other buttons".to_owned()
    } else {
        return;
    };
    let message = format!("{why} the template is not shown on desktops");
    let help = "there a notice asks to open the phone".to_owned();
    walk.report(rule, spot.pointer(), message, help);
}
