//! Rules about dates and amounts of money: a text to fall back on beside fields that a phone localises.

use serde_json::Value;

use crate::check::near::quoted;
use crate::check::spot::{Spot, Walk};
use crate::schema::{Rule, is_empty};
use crate::text::locale::{Moment, PartialDate, read_amount, read_date};
use crate::wire::member_of;
use crate::wire::scalar::text_of;

/// The members by which a date is given in parts.
const PARTS: &[&str] = &[
    "day_of_week",
    "year",
    "month",
    "day_of_month",
    "hour",
    "minute",
];

/// On the Cloud API a date has its fallback alone.
pub(super) fn fallback_alone(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if PARTS.iter().any(|part| has(spot, part)) || has(spot, "timestamp") {
        let message = rule.summary.to_owned();
        let help = "write the whole date into the fallback".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

/// A date is given by its parts or by a time stamp.
pub(super) fn one_date_form(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    if has(spot, "timestamp") && PARTS.iter().any(|part| has(spot, part)) {
        let message = "the date is given by its parts and by a time stamp".to_owned();
        walk.report(rule, spot.pointer(), message, "keep one of them".to_owned());
    }
}

/// The fallback of a date tells the same as its fields.
pub(super) fn date_agrees(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let said = at(spot, "fallback_value").and_then(Value::as_str);
    let Some((said, read)) = said.and_then(|said| Some((said, read_date(said)?))) else {
        return;
    };
    let dates = dates_of(spot);
    let Some(date) = dates
        .first()
        .filter(|_| !dates.iter().any(|date| agree(read, *date)))
    else {
        return;
    };
    let message = format!(
        "the fallback {} and the fields tell different dates: the fields say {}",
        quoted(said),
        shown(*date)
    );
    let help = "write the same date in both".to_owned();
    walk.report(rule, spot.pointer(), message, help);
}

/// The dates that the fields can mean, the likeliest first; none where they cannot be told.
///
/// A time stamp is another day in another part of the world: from Baker Island, twelve hours behind
/// Greenwich, to Kiritimati, fourteen before it.
fn dates_of(spot: &Spot<'_>) -> Vec<PartialDate> {
    const HOUR: i64 = 3600;
    let is_persian = at(spot, "calendar").and_then(Value::as_str) == Some("SOLAR_HIJRI");
    if is_persian {
        return Vec::new();
    }
    if let Some(seconds) = number::<i64>(spot, "timestamp") {
        return [0, -12 * HOUR, 14 * HOUR]
            .into_iter()
            .filter_map(|shift| Moment::from_timestamp(seconds.checked_add(shift)?))
            .map(|moment| PartialDate {
                year: moment.year,
                month: moment.month,
                day: moment.day_of_month,
            })
            .collect();
    }
    vec![PartialDate {
        year: number(spot, "year"),
        month: number(spot, "month"),
        day: number(spot, "day_of_month"),
    }]
}

/// The fallback of an amount tells the same as its figure.
pub(super) fn amount_agrees(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule) {
    let said = at(spot, "fallback_value").and_then(Value::as_str);
    let (Some(said), Some(amount)) = (said, number::<i64>(spot, "amount_1000")) else {
        return;
    };
    if read_amount(said).is_some_and(|read| read != amount) {
        let message = format!(
            "the fallback {} and the amount tell different figures: the amount says {}",
            quoted(said),
            thousandths(amount)
        );
        let help = "the amount is the figure times 1000".to_owned();
        walk.report(rule, spot.pointer(), message, help);
    }
}

fn at<'a>(spot: &Spot<'a>, key: &str) -> Option<&'a Value> {
    member_of(spot.value?, key)
}

fn has(spot: &Spot<'_>, key: &str) -> bool {
    at(spot, key).is_some_and(|value| !is_empty(value))
}

fn number<T: std::str::FromStr>(spot: &Spot<'_>, key: &str) -> Option<T> {
    text_of(at(spot, key)?)?.trim().parse().ok()
}

/// Whether two dates say nothing different.
fn agree(one: PartialDate, other: PartialDate) -> bool {
    fn same<T: Copy + PartialEq>(one: Option<T>, other: Option<T>) -> bool {
        one.is_none() || other.is_none() || one == other
    }
    same(one.year, other.year) && same(one.month, other.month) && same(one.day, other.day)
}

/// `20 September 2019`, of what is known.
fn shown(date: PartialDate) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = date.month.map(|month| {
        let name = MONTHS.get(usize::from(month).wrapping_sub(1));
        name.map_or_else(|| format!("month {month}"), |name| (*name).to_owned())
    });
    let parts = [
        date.day.map(|day| day.to_string()),
        month,
        date.year.map(|year| year.to_string()),
    ];
    let known: Vec<String> = parts.into_iter().flatten().collect();
    known.join(" ")
}

/// `100.99` for 100990.
fn thousandths(amount: i64) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let (whole, part) = (amount.unsigned_abs() / 1000, amount.unsigned_abs() % 1000);
    match part {
        0 => format!("{sign}{whole}"),
        _ if part % 10 == 0 => format!("{sign}{whole}.{:02}", part / 10),
        _ => format!("{sign}{whole}.{part:03}"),
    }
}
