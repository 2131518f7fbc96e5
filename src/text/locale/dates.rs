//! Dates and times as a locale writes them, by CLDR's patterns.

use icu_calendar::cal::{Gregorian, Persian};
use icu_calendar::{Date, Iso};
use icu_datetime::FixedCalendarDateTimeFormatter as Formatter;
use icu_datetime::fieldsets::builder::{DateFields, FieldSetBuilder};
use icu_datetime::input::{DateTime, Time};
use icu_datetime::options::{Length, TimePrecision};

use super::{Calendar, Moment, parse};

/// A moment as a client of `locale` writes it; none if the fields make no date or time, or if the
/// locale is not one.
///
/// ```
/// use bluetick::text::locale::{Moment, date_time};
///
/// let moment = Moment { month: Some(11), day_of_month: Some(23), ..Moment::default() };
/// assert_eq!(date_time(&moment, "en-US").as_deref(), Some("November 23"));
/// ```
pub fn date_time(moment: &Moment, locale: &str) -> Option<String> {
    let locale = parse(locale)?;
    let mut fields = FieldSetBuilder::new();
    fields.length = Some(Length::Long);
    fields.date_fields = date_fields(moment);
    fields.time_precision = moment.hour.map(|_| TimePrecision::Minute);
    let fields = fields.build_composite_datetime().ok()?;
    let date = date(moment)?;
    let time = Time::try_new(moment.hour.unwrap_or(0), moment.minute.unwrap_or(0), 0, 0).ok()?;
    // A formatter for any calendar would bring the names and patterns of all of them.
    Some(match moment.calendar {
        Calendar::Gregorian => {
            let date = date.to_calendar(Gregorian);
            let formatter = Formatter::try_new(locale.into(), fields).ok()?;
            formatter.format(&DateTime { date, time }).to_string()
        }
        Calendar::SolarHijri => {
            let date = date.to_calendar(Persian);
            let formatter = Formatter::try_new(locale.into(), fields).ok()?;
            formatter.format(&DateTime { date, time }).to_string()
        }
    })
}

/// The date fields that are there; parts that stand alone without sense are left out.
const fn date_fields(moment: &Moment) -> Option<DateFields> {
    let has_weekday = moment.day_of_week.is_some();
    let date = (
        moment.year.is_some(),
        moment.month.is_some(),
        moment.day_of_month.is_some(),
    );
    match date {
        (true, true, true) if has_weekday => Some(DateFields::YMDE),
        (true, true, true) => Some(DateFields::YMD),
        (false, true, true) if has_weekday => Some(DateFields::MDE),
        (false, true, true) => Some(DateFields::MD),
        (_, false, true) if has_weekday => Some(DateFields::DE),
        (_, false, true) => Some(DateFields::D),
        (true, true, false) => Some(DateFields::YM),
        (false, true, false) => Some(DateFields::M),
        (true, false, false) => Some(DateFields::Y),
        (false, false, false) if has_weekday => Some(DateFields::E),
        (false, false, false) => None,
    }
}

/// A date that has all parts of the moment; what is missing is chosen so that the rest fits.
fn date(moment: &Moment) -> Option<Date<Iso>> {
    let base_year = match moment.calendar {
        Calendar::Gregorian => 2024,
        Calendar::SolarHijri => 1403,
    };
    let years = moment
        .year
        .map_or(base_year..=base_year + 27, |year| year..=year);
    let months = moment.month.map_or(1..=12, |month| month..=month);
    let days = moment.day_of_month.map_or(1..=7, |day| day..=day);
    let is_whole = moment.year.is_some() && moment.month.is_some() && moment.day_of_month.is_some();
    let weekday = moment.day_of_week.filter(|_| !is_whole);
    if weekday.is_some_and(|weekday| !(1..=7).contains(&weekday)) {
        return None;
    }
    for year in years {
        for month in months.clone() {
            for day in days.clone() {
                let date = make(moment.calendar, year, month, day);
                let fits = |date: &Date<Iso>| {
                    weekday.is_none_or(|weekday| date.weekday() as u8 == weekday)
                };
                if let Some(date) = date.filter(fits) {
                    return Some(date);
                }
            }
        }
    }
    None
}

fn make(calendar: Calendar, year: i32, month: u8, day: u8) -> Option<Date<Iso>> {
    match calendar {
        Calendar::Gregorian => Date::try_new_iso(year, month, day).ok(),
        Calendar::SolarHijri => Date::try_new_persian(year, month, day)
            .ok()
            .map(|date: Date<Persian>| date.to_calendar(Iso)),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn shipment() -> Moment {
        Moment {
            year: Some(2019),
            month: Some(9),
            day_of_month: Some(20),
            ..Moment::default()
        }
    }

    #[rstest]
    #[case("en_US", "September 20, 2019")]
    #[case("en-GB", "20 September 2019")]
    #[case("de", "20. September 2019")]
    #[case("ja", "2019年9月20日")]
    #[case("th", "20 กันยายน ค.ศ. 2019")]
    fn each_locale_writes_dates_its_own_way(#[case] locale: &str, #[case] expected: &str) {
        assert_eq!(date_time(&shipment(), locale).as_deref(), Some(expected));
    }

    #[rstest]
    #[case::time(Moment { hour: Some(8), minute: Some(0), ..shipment() }, "September 20, 2019 at 8:00\u{202f}AM")]
    #[case::weekday(Moment { day_of_week: Some(5), ..shipment() }, "Friday, September 20, 2019")]
    #[case::weekday_alone(Moment { day_of_week: Some(7), ..Moment::default() }, "Sunday")]
    #[case::weekday_and_month_day(Moment { day_of_week: Some(1), year: None, ..shipment() }, "Monday, September 20")]
    #[case::month_and_year(Moment { day_of_month: None, ..shipment() }, "September 2019")]
    #[case::time_alone(Moment { hour: Some(17), minute: Some(5), ..Moment::default() }, "5:05\u{202f}PM")]
    #[case::leap_day(Moment { month: Some(2), day_of_month: Some(29), ..Moment::default() }, "February 29")]
    #[case::persian(Moment { year: Some(1399), month: Some(1), day_of_month: Some(1), calendar: Calendar::SolarHijri, ..Moment::default() }, "Farvardin 1, 1399 AP")]
    fn parts_that_are_missing_are_left_out(#[case] moment: Moment, #[case] expected: &str) {
        assert_eq!(date_time(&moment, "en-US").as_deref(), Some(expected));
    }

    #[rstest]
    #[case::nothing(Moment::default())]
    #[case::no_such_day(Moment { month: Some(2), day_of_month: Some(30), ..shipment() })]
    #[case::no_such_month(Moment { month: Some(13), ..shipment() })]
    #[case::no_such_hour(Moment { hour: Some(25), ..shipment() })]
    #[case::no_such_weekday(Moment { day_of_week: Some(9), ..Moment::default() })]
    fn what_is_no_moment_is_not_written(#[case] moment: Moment) {
        assert_eq!(date_time(&moment, "en-US"), None);
    }

    #[test]
    fn what_is_no_locale_is_refused() {
        assert_eq!(date_time(&shipment(), "not a locale"), None);
    }
}
