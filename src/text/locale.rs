//! Money and dates: how a client of a locale would write them, and what a fallback text says.
//!
//! Called by the preview (what an On-Premises client localises) and by the checker (a fallback
//! that tells another thing than the fields). Knows no payload.

mod dates;
mod money;
mod read;

pub use dates::date_time;
pub use money::currency;
pub use read::{read_amount, read_date};

/// The parts of a `date_time` parameter that a client would localise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moment {
    /// The year, four digits.
    pub year: Option<i32>,
    /// The month from 1.
    pub month: Option<u8>,
    /// The day of the month from 1.
    pub day_of_month: Option<u8>,
    /// The day of the week: 1 is Monday, 7 Sunday.
    pub day_of_week: Option<u8>,
    /// The hour, 0 to 23.
    pub hour: Option<u8>,
    /// The minute, 0 to 59.
    pub minute: Option<u8>,
    /// Which calendar the fields are in.
    pub calendar: Calendar,
}

impl Moment {
    /// The moment of a UNIX time stamp in UTC; none if it lies beyond the calendar.
    pub fn from_timestamp(seconds: i64) -> Option<Self> {
        let time = jiff::Timestamp::from_second(seconds)
            .ok()?
            .to_zoned(jiff::tz::TimeZone::UTC);
        Some(Self {
            year: Some(time.year().into()),
            month: time.month().try_into().ok(),
            day_of_month: time.day().try_into().ok(),
            day_of_week: None,
            hour: time.hour().try_into().ok(),
            minute: time.minute().try_into().ok(),
            calendar: Calendar::Gregorian,
        })
    }
}

/// The calendars that a `date_time` parameter may name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Calendar {
    /// `GREGORIAN`, also when nothing is named.
    #[default]
    Gregorian,
    /// `SOLAR_HIJRI`, the Persian calendar.
    SolarHijri,
}

/// What a text says of a date; parts that it does not say are absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PartialDate {
    /// The year, four digits.
    pub year: Option<i32>,
    /// The month from 1.
    pub month: Option<u8>,
    /// The day of the month.
    pub day: Option<u8>,
}

/// Whether this is spelled as a locale is: `de`, `en_US`, `pt-BR`.
pub fn is_locale(text: &str) -> bool {
    parse(text).is_some()
}

/// A locale as platforms write it (`en_US`, `pt-BR`) as a parsed one.
fn parse(locale: &str) -> Option<icu_locale_core::Locale> {
    locale.replace('_', "-").parse().ok()
}
