//! What a fallback text says: dates and amounts, as far as they are certain.

use super::PartialDate;

/// The date that an English text names: `23rd Nov 2019`, `July 29`, `2019-11-23`.
///
/// None if it names none, or more than one. Of `05/04/2019` only the year is certain.
///
/// ```
/// let date = bluetick::text::locale::read_date("23rd Nov 2019, 8:00am").unwrap();
/// assert_eq!((date.year, date.month, date.day), (Some(2019), Some(11), Some(23)));
/// ```
pub fn read_date(text: &str) -> Option<PartialDate> {
    let words = words(text);
    let mut found = PartialDate::default();
    let mut place = 0;
    while let Some(word) = words.get(place) {
        if let Some((date, used)) = numeric_date(words.get(place..)?) {
            merge(&mut found, date)?;
            place += used;
            continue;
        }
        let mut date = PartialDate::default();
        match *word {
            Word::Month(month, certain) if certain || has_number_beside(&words, place) => {
                date.month = Some(month);
            }
            Word::Number {
                value, digits: 4, ..
            } if (1900..=2100).contains(&value) => {
                date.year = i32::try_from(value).ok();
            }
            Word::Ordinal(day) => date.day = Some(day),
            Word::Number {
                value,
                digits: 1 | 2,
                ..
            } if has_month_beside(&words, place) => {
                date.day = u8::try_from(value)
                    .ok()
                    .filter(|day| (1..=31).contains(day));
            }
            _ => {}
        }
        merge(&mut found, date)?;
        place += 1;
    }
    (found != PartialDate::default()).then_some(found)
}

/// Adds what is new; none where the text has said another thing already.
fn merge(found: &mut PartialDate, date: PartialDate) -> Option<()> {
    fn one<T: Copy + PartialEq>(found: &mut Option<T>, new: Option<T>) -> Option<()> {
        if new.is_some() && found.is_some() && *found != new {
            return None;
        }
        *found = found.or(new);
        Some(())
    }
    one(&mut found.year, date.year)?;
    one(&mut found.month, date.month)?;
    one(&mut found.day, date.day)
}

/// A piece of a text that may belong to a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// Digits, and what stands directly between them and the next word.
    Number {
        value: u32,
        digits: usize,
        joint: Option<char>,
    },
    /// `23rd`.
    Ordinal(u8),
    /// A month's name, and whether it can mean nothing else (`may`, `march` and `dec` can).
    Month(u8, bool),
    /// `of`, `the` and week days do not part a day from its month.
    Filler,
    /// Anything else, times of day too.
    Other,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = text;
    let mut after_colon = false;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = rest.get(start..).unwrap_or_default();
        let end = rest
            .find(|character: char| !character.is_alphanumeric())
            .unwrap_or(rest.len());
        let (word, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let joint = tail.chars().next();
        let is_joined = tail.chars().nth(1).is_some_and(char::is_alphanumeric);
        let is_time = after_colon || (joint == Some(':') && is_joined);
        words.push(if is_time {
            Word::Other
        } else {
            read_word(word, joint.filter(|_| is_joined))
        });
        after_colon = joint == Some(':') && is_joined;
        rest = tail;
    }
    words
}

fn read_word(word: &str, joint: Option<char>) -> Word {
    let lower = word.to_lowercase();
    let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
    let (number, suffix) = lower.split_at_checked(digits).unwrap_or((&lower, ""));
    match (number.parse::<u32>(), suffix) {
        (Ok(value), "") => Word::Number {
            value,
            digits,
            joint,
        },
        (Ok(day), "st" | "nd" | "rd" | "th") => match u8::try_from(day) {
            Ok(day @ 1..=31) => Word::Ordinal(day),
            _ => Word::Other,
        },
        (Ok(_), _) => Word::Other,
        (Err(_), word) => name(word),
    }
}

fn name(word: &str) -> Word {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let is_short = |long: &str| word == long || (word.len() >= 3 && long.get(..3) == Some(word));
    if let Some((month, _)) = (1_u8..)
        .zip(MONTHS)
        .find(|(_, long)| is_short(long) || (*long == "september" && word == "sept"))
    {
        return Word::Month(
            month,
            !matches!(word, "may" | "march" | "mar" | "dec" | "jan" | "jun"),
        );
    }
    if matches!(word, "of" | "the") || DAYS.into_iter().any(is_short) {
        return Word::Filler;
    }
    Word::Other
}

/// `2019-11-23`, `23.11.2019`, `11/23/2019`: the date and the words that it takes.
fn numeric_date(words: &[Word]) -> Option<(PartialDate, usize)> {
    let [
        Word::Number {
            value: first,
            digits,
            joint: Some(joint),
        },
        Word::Number {
            value: second,
            joint: Some(again),
            ..
        },
        Word::Number {
            value: third,
            digits: last,
            ..
        },
        ..,
    ] = words
    else {
        return None;
    };
    if joint != again || !matches!(joint, '-' | '/' | '.') {
        return None;
    }
    let part = |value: u32, limit: u8| {
        u8::try_from(value)
            .ok()
            .filter(|part| (1..=limit).contains(part))
    };
    let mut date = PartialDate::default();
    if *digits == 4 {
        date.year = i32::try_from(*first).ok();
        date.month = Some(part(*second, 12)?);
        date.day = Some(part(*third, 31)?);
    } else if *last == 4 {
        date.year = i32::try_from(*third).ok();
        (date.month, date.day) = match (part(*first, 12), part(*second, 12)) {
            (Some(month), Some(other)) if month == other => (Some(month), Some(month)),
            // Day first or month first: nobody can say.
            (Some(_), Some(_)) => (None, None),
            (Some(month), None) => (Some(month), Some(part(*second, 31)?)),
            (None, Some(month)) => (Some(month), Some(part(*first, 31)?)),
            (None, None) => return None,
        };
    } else {
        return None;
    }
    Some((date, 3))
}

/// Whether the nearest word on either side, fillers aside, passes.
fn beside(words: &[Word], place: usize, passes: impl Fn(&Word) -> bool) -> bool {
    let is_filler = |word: &&Word| matches!(word, Word::Filler);
    let before = words.get(..place).unwrap_or_default().iter().rev();
    let after = words.get(place + 1..).unwrap_or_default().iter();
    before.skip_while(is_filler).take(1).any(&passes)
        || after.skip_while(is_filler).take(1).any(&passes)
}

fn has_month_beside(words: &[Word], place: usize) -> bool {
    beside(words, place, |word| matches!(word, Word::Month(..)))
}

fn has_number_beside(words: &[Word], place: usize) -> bool {
    beside(words, place, |word| {
        matches!(word, Word::Number { .. } | Word::Ordinal(_))
    })
}

/// The amount that a text names, in thousandths: `$1,234.50` is 1 234 500.
///
/// None if it names none, more than one, or one that can be read in two ways (`1.234`).
pub fn read_amount(text: &str) -> Option<i64> {
    let start = text.find(|character: char| character.is_ascii_digit())?;
    let rest = text.get(start..)?;
    let end = rest.rfind(|character: char| character.is_ascii_digit())? + 1;
    let (number, after) = rest.split_at_checked(end)?;
    if text
        .chars()
        .any(|character| character.is_numeric() && !character.is_ascii_digit())
    {
        return None;
    }
    let (whole, fraction) = split_fraction(number)?;
    let whole: i64 = whole.parse().ok()?;
    let fraction: i64 = format!("{fraction:0<3}").parse().ok()?;
    let amount = whole.checked_mul(1000)?.checked_add(fraction)?;
    let before = text.get(..start)?;
    let is_negative = before.contains(['-', '−']) || (before.contains('(') && after.contains(')'));
    Some(if is_negative { -amount } else { amount })
}

/// The digits before and after the decimal separator, without grouping.
fn split_fraction(number: &str) -> Option<(String, String)> {
    let is_blank = |character: char| matches!(character, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’');
    let is_separator = |character: char| matches!(character, '.' | ',');
    if !number.chars().all(|character| {
        character.is_ascii_digit() || is_blank(character) || is_separator(character)
    }) {
        return None;
    }
    let last = number.rfind(is_separator);
    let (whole, fraction) = match last.and_then(|place| number.split_at_checked(place)) {
        None => (number, ""),
        Some((whole, tail)) => {
            let separator = tail.chars().next()?;
            let digits = tail.strip_prefix(separator)?;
            let is_repeated = whole.contains(separator);
            let has_other = whole.contains(is_separator) && !is_repeated;
            match digits.len() {
                1 | 2 if !is_repeated => (whole, digits),
                3 if is_repeated || separator == ',' && !has_other => (number, ""),
                3 if has_other => (whole, digits),
                _ => return None,
            }
        }
    };
    // Groups but the first have three digits; Indian ones two.
    let mut groups = whole.split(|character: char| is_blank(character) || is_separator(character));
    let first = groups.next()?;
    let mut joined = first.to_owned();
    for group in groups {
        if !matches!(group.len(), 2 | 3) || first.len() > 3 {
            return None;
        }
        joined.push_str(group);
    }
    Some((joined, fraction.to_owned()))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    type Parts = (Option<i32>, Option<u8>, Option<u8>);

    #[rstest]
    #[case::ordinal("23rd Nov 2019", (Some(2019), Some(11), Some(23)))]
    #[case::with_time("29th July 2019, 8:00am", (Some(2019), Some(7), Some(29)))]
    #[case::american("February 25, 1977", (Some(1977), Some(2), Some(25)))]
    #[case::weekday("Friday the 3rd of May", (None, Some(5), Some(3)))]
    #[case::iso("2019-11-23", (Some(2019), Some(11), Some(23)))]
    #[case::iso_with_time("2019-11-23 10:30", (Some(2019), Some(11), Some(23)))]
    #[case::dots("23.11.2019", (Some(2019), Some(11), Some(23)))]
    #[case::slashes("11/23/2019", (Some(2019), Some(11), Some(23)))]
    #[case::only_the_year_is_certain("05/04/2019", (Some(2019), None, None))]
    #[case::month_and_year("Sept 2020", (Some(2020), Some(9), None))]
    #[case::day_and_month("20 September", (None, Some(9), Some(20)))]
    #[case::room_number_is_no_day("August, room 12", (None, Some(8), None))]
    #[case::hour_is_no_day("8am, Nov 3", (None, Some(11), Some(3)))]
    fn dates_are_read(#[case] text: &str, #[case] expected: Parts) {
        let date = read_date(text).unwrap();
        assert_eq!((date.year, date.month, date.day), expected);
    }

    #[rstest]
    #[case("tomorrow")]
    #[case("you may come")]
    #[case("20 Sep or 23 Nov")]
    #[case("at 8:00")]
    #[case("12")]
    #[case("")]
    fn uncertain_dates_are_not_read(#[case] text: &str) {
        assert_eq!(read_date(text), None);
    }

    #[rstest]
    #[case("$100.99", 100_990)]
    #[case("€89.00", 89_000)]
    #[case("1.234,50 €", 1_234_500)]
    #[case("1 234,5 kr", 1_234_500)]
    #[case("USD 1,234", 1_234_000)]
    #[case("₹1,23,456.00", 123_456_000)]
    #[case("12", 12_000)]
    #[case("-5.50", -5_500)]
    #[case("KWD 1,000.125", 1_000_125)]
    #[case("CHF 1'250.–", 1_250_000)]
    fn amounts_are_read(#[case] text: &str, #[case] expected: i64) {
        assert_eq!(read_amount(text), Some(expected));
    }

    #[rstest]
    #[case::two_readings("1.234")]
    #[case::two_amounts("from 5 to 9")]
    #[case::none("free")]
    #[case::other_digits("٥")]
    #[case::too_large("99999999999999999999")]
    fn uncertain_amounts_are_not_read(#[case] text: &str) {
        assert_eq!(read_amount(text), None);
    }
}
