//! What an On-Premises client would write instead of the fallback of money and dates.

use serde_json::Value;

use super::text_at;
use crate::preview::bubble::{Options, Part};
use crate::template::{component, parameters_of};
use crate::text::locale::{self, Calendar, Moment};

/// Appends a note for each value that the recipient's phone would localise.
pub(super) fn notes(payload: &Value, options: &Options, parts: &mut Vec<Part>) {
    let language = text_at(payload, "/template/language/code").unwrap_or_default();
    let locale = if options.locale.is_empty() {
        &language
    } else {
        &options.locale
    };
    for kind in ["header", "body"] {
        let Some((place, component)) = component(payload, kind) else {
            continue;
        };
        for (_, parameter) in parameters_of(&place, component) {
            if let Some((fallback, local)) = localise(parameter, locale)
                && fallback != local
            {
                parts.push(Part::Note(format!(
                    "A phone set to {locale} writes {local} for {fallback}."
                )));
            }
        }
    }
}

/// The fallback of a parameter, and how a locale writes it.
fn localise(parameter: &Value, locale: &str) -> Option<(String, String)> {
    if let Some(currency) = parameter.get("currency") {
        let amount = text_at(currency, "/amount_1000")?.parse().ok()?;
        let code = text_at(currency, "/code")?;
        let local = locale::currency(amount, &code, locale)?;
        return Some((
            text_at(currency, "/fallback_value").unwrap_or_default(),
            local,
        ));
    }
    let date_time = parameter.get("date_time")?;
    let local = locale::date_time(&moment(date_time)?, locale)?;
    Some((
        text_at(date_time, "/fallback_value").unwrap_or_default(),
        local,
    ))
}

/// The fields of a `date_time`; numbers may be written as text. None where one cannot be read.
fn moment(date_time: &Value) -> Option<Moment> {
    if let Some(seconds) = text_at(date_time, "/timestamp") {
        let moment = Moment::from_timestamp(seconds.parse().ok()?)?;
        return Some(moment);
    }
    let field = |pointer| match text_at(date_time, pointer) {
        None => Some(None),
        Some(text) => text.trim().parse().ok().map(Some),
    };
    let year = match text_at(date_time, "/year") {
        None => None,
        Some(text) => Some(text.trim().parse().ok()?),
    };
    let calendar = match text_at(date_time, "/calendar").as_deref() {
        Some("SOLAR_HIJRI") => Calendar::SolarHijri,
        _ => Calendar::Gregorian,
    };
    Some(Moment {
        year,
        month: field("/month")?,
        day_of_month: field("/day_of_month")?,
        day_of_week: weekday(date_time),
        hour: field("/hour")?,
        minute: field("/minute")?,
        calendar,
    })
}

/// The day of the week as a number or a name.
fn weekday(date_time: &Value) -> Option<u8> {
    const NAMES: [&str; 7] = [
        "MONDAY",
        "TUESDAY",
        "WEDNESDAY",
        "THURSDAY",
        "FRIDAY",
        "SATURDAY",
        "SUNDAY",
    ];
    let text = text_at(date_time, "/day_of_week")?;
    text.trim().parse().ok().or_else(|| {
        (1..)
            .zip(NAMES)
            .find(|(_, name)| text.eq_ignore_ascii_case(name))
            .map(|(number, _)| number)
    })
}
