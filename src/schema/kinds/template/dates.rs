//! A date or time as a parameter.

use crate::schema::custom::Custom;
use crate::schema::field::{Field, Loose, Opt};
use crate::schema::patterns;
use crate::schema::rule::{CLOUD, ON_PREMISES, Rule, Test};
use crate::schema::sources;

/// A date or time: a text to fall back on, and what an On-Premises phone writes in its own language.
pub(super) const DATE_TIME: Field = Field::group(
    "date_time",
    "date and time",
    &[
        FALLBACK,
        DAY_OF_WEEK,
        YEAR,
        MONTH,
        DAY,
        HOUR,
        MINUTE,
        CALENDAR,
        TIMESTAMP,
    ],
)
.essential()
.rules(&[
    Rule::warning(
        "send-date-time-cloud-fallback",
        Test::Custom(Custom::FallbackAlone),
        "the Cloud API shows the fallback only; the other fields have no effect",
        sources::OPENAPI,
    )
    .only(CLOUD),
    Rule::error(
        "send-date-time-on-premises-one-form",
        Test::Custom(Custom::OneDateForm),
        "a date is given by its parts or by a time stamp, not by both",
        sources::ON_PREMISES_TEMPLATES,
    )
    .only(ON_PREMISES),
    Rule::warning(
        "send-date-time-mismatch",
        Test::Custom(Custom::DateAgrees),
        "the fallback of a date tells the same as its fields",
        sources::ON_PREMISES_TEMPLATES,
    )
    .only(ON_PREMISES),
]);

const FALLBACK: Field = Field::text("fallback_value", "date fallback")
    .doc("The date as text: what the customer reads on the Cloud API, and where a phone cannot write it itself.")
    .example("20 November 2026, 17:30")
    .rules(&[Rule::error(
        "send-date-time-fallback-required",
        Test::Required,
        "a date has a text to fall back on",
        sources::ON_PREMISES,
    )]);

const DAY_OF_WEEK: Field = Field::text("day_of_week", "day of week")
    .doc("1 for Monday to 7 for Sunday, or the day's English name in capitals.")
    .example("FRIDAY")
    .loose(Loose::Both)
    .only(ON_PREMISES)
    .rules(&[Rule::error(
        "send-date-time-day-of-week",
        Test::Pattern(&patterns::DAY_OF_WEEK),
        "a day of the week is 1 to 7, or MONDAY to SUNDAY",
        sources::ON_PREMISES,
    )
    .only(ON_PREMISES)]);

const YEAR: Field = part("year", "year", "The year, four digits.").example("2026");

const MONTH: Field = part("month", "month", "The month, 1 to 12.")
    .example("11")
    .rules(&[Rule::error(
        "send-date-time-month",
        Test::Range(1, 12),
        "a month is 1 to 12",
        sources::ON_PREMISES,
    )
    .only(ON_PREMISES)]);

const DAY: Field = part("day_of_month", "day of month", "The day, 1 to 31.")
    .example("20")
    .rules(&[Rule::error(
        "send-date-time-day-of-month",
        Test::Range(1, 31),
        "a day of the month is 1 to 31",
        sources::ON_PREMISES,
    )
    .only(ON_PREMISES)]);

const HOUR: Field = part("hour", "hour", "The hour, 0 to 23.")
    .example("17")
    .rules(&[Rule::error(
        "send-date-time-hour",
        Test::Range(0, 23),
        "an hour is 0 to 23",
        sources::ON_PREMISES,
    )
    .only(ON_PREMISES)]);

const MINUTE: Field = part("minute", "minute", "The minute, 0 to 59.")
    .example("30")
    .rules(&[Rule::error(
        "send-date-time-minute",
        Test::Range(0, 59),
        "a minute is 0 to 59",
        sources::ON_PREMISES,
    )
    .only(ON_PREMISES)]);

const CALENDAR: Field = Field::choice(
    "calendar",
    "calendar",
    &[
        Opt::new("GREGORIAN", "Gregorian"),
        Opt::new("SOLAR_HIJRI", "Persian"),
    ],
)
.doc("The calendar in which the parts are given.")
.only(ON_PREMISES)
.rules(&[Rule::warning(
    "send-date-time-calendar",
    Test::Listed,
    "the calendar is Gregorian or Persian",
    sources::ON_PREMISES,
)
.only(ON_PREMISES)]);

const TIMESTAMP: Field = part(
    "timestamp",
    "time stamp",
    "Instead of the parts: seconds since the beginning of 1970.",
)
.example("1795276800");

const fn part(key: &'static str, title: &'static str, doc: &'static str) -> Field {
    Field::number(key, title)
        .doc(doc)
        .loose(Loose::Both)
        .only(ON_PREMISES)
}
