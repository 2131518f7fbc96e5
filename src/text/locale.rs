//! Money and dates: how a client of a locale would write them, and what a fallback text says.
//!
//! Called by the preview (what an On-Premises client localises) and by the checker (a fallback
//! that tells another thing than the fields). Knows no payload.

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

/// An amount of money written as `amount_1000` (thousandths) in `locale`; none for a locale or a
/// currency code that is not one.
pub fn currency(_amount_1000: i64, _code: &str, _locale: &str) -> Option<String> {
    None
}

/// A moment as a client of `locale` writes it; none if the fields make no date or time.
pub fn date_time(_moment: &Moment, _locale: &str) -> Option<String> {
    None
}

/// The date that an English fallback text names; none if it names none for certain.
pub fn read_date(_text: &str) -> Option<PartialDate> {
    None
}

/// The amount that a fallback text names, in thousandths; none if it is not certain.
pub fn read_amount(_text: &str) -> Option<i64> {
    None
}
