//! Amounts of money as a locale writes them.
//!
//! CLDR's currency patterns are not in a stable crate yet; digits and separators come from ICU4X,
//! the symbol, its side and the minor digits from the tables here.

use fixed_decimal::{Decimal, SignedRoundingMode, UnsignedRoundingMode};
use icu_decimal::{DecimalFormatter, options::DecimalFormatterOptions};
use icu_locale_core::Locale;

use super::parse;

/// An amount written as `amount_1000` (thousandths) in `locale`; none for a locale or a currency
/// code that is not one.
///
/// ```
/// use bluetick::text::locale::currency;
///
/// assert_eq!(currency(100_990, "USD", "en-US").as_deref(), Some("$100.99"));
/// ```
pub fn currency(amount_1000: i64, code: &str, locale: &str) -> Option<String> {
    let locale = parse(locale)?;
    if code.len() != 3 || !CODES.split(' ').any(|known| known == code) {
        return None;
    }
    let digits = minor_digits(code);
    let mut amount = Decimal::from(amount_1000.unsigned_abs());
    amount.multiply_pow10(-3);
    amount.round_with_mode(
        -digits,
        SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand),
    );
    amount.absolute.pad_end(-digits);

    let language = locale.id.language.as_str().to_owned();
    let region = locale.id.region.map(|region| region.as_str().to_owned());
    let symbol = symbol(code, &locale);
    let formatter =
        DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default()).ok()?;
    let number = formatter.format(&amount).to_string();
    let sign = if amount_1000 < 0 { "-" } else { "" };
    Some(match side(&language, region.as_deref()) {
        Side::After => format!("{sign}{number}\u{a0}{symbol}"),
        Side::BeforeWithBlank => format!("{sign}{symbol}\u{a0}{number}"),
        // A word such as CHF never touches the digits.
        Side::Before if symbol.ends_with(char::is_alphabetic) => {
            format!("{sign}{symbol}\u{a0}{number}")
        }
        Side::Before => format!("{sign}{symbol}{number}"),
    })
}

/// Where the symbol stands.
enum Side {
    Before,
    BeforeWithBlank,
    After,
}

fn side(language: &str, region: Option<&str>) -> Side {
    match (language, region) {
        ("pt", None | Some("BR")) | ("de", Some("AT" | "CH" | "LI")) | ("it", Some("CH")) => {
            Side::BeforeWithBlank
        }
        ("nl" | "id" | "nb" | "no" | "ur" | "af" | "sw" | "ms", _) => Side::BeforeWithBlank,
        ("es", Some(region)) if region != "ES" => Side::Before,
        (
            "en" | "zh" | "ja" | "ko" | "hi" | "bn" | "ta" | "te" | "mr" | "gu" | "kn" | "ml"
            | "pa" | "tr" | "th" | "fil" | "tl" | "zu" | "ga" | "cy" | "ha" | "yo" | "ig",
            _,
        ) => Side::Before,
        _ => Side::After,
    }
}

/// The digits after the decimal separator by ISO 4217.
fn minor_digits(code: &str) -> i16 {
    match code {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// The sign of a currency: at home its short one, abroad the one that tells it from others.
fn symbol<'a>(code: &'a str, locale: &Locale) -> &'a str {
    let home = code.get(..2).unwrap_or_default();
    let region = match locale.id.region {
        Some(region) => region.as_str().to_owned(),
        None => match locale.id.language.as_str() {
            "en" => "US".to_owned(),
            "pt" => "BR".to_owned(),
            "zh" => "CN".to_owned(),
            "ja" => "JP".to_owned(),
            language => language.to_ascii_uppercase(),
        },
    };
    SYMBOLS
        .iter()
        .find(|(known, ..)| *known == code)
        .map_or(
            code,
            |&(_, at_home, abroad)| {
                if region == home { at_home } else { abroad }
            },
        )
}

/// Code, sign at home, sign abroad.
const SYMBOLS: &[(&str, &str, &str)] = &[
    ("AED", "AED", "AED"),
    ("ARS", "$", "ARS"),
    ("AUD", "$", "A$"),
    ("BRL", "R$", "R$"),
    ("CAD", "$", "CA$"),
    ("CHF", "CHF", "CHF"),
    ("CLP", "$", "CLP"),
    ("CNY", "¥", "CN¥"),
    ("COP", "$", "COP"),
    ("CZK", "Kč", "CZK"),
    ("DKK", "kr.", "DKK"),
    ("EUR", "€", "€"),
    ("GBP", "£", "£"),
    ("HKD", "HK$", "HK$"),
    ("HUF", "Ft", "HUF"),
    ("IDR", "Rp", "IDR"),
    ("ILS", "₪", "₪"),
    ("INR", "₹", "₹"),
    ("JPY", "¥", "¥"),
    ("KES", "Ksh", "KES"),
    ("KRW", "₩", "₩"),
    ("MXN", "$", "MX$"),
    ("MYR", "RM", "MYR"),
    ("NGN", "₦", "NGN"),
    ("NOK", "kr", "NOK"),
    ("NZD", "$", "NZ$"),
    ("PHP", "₱", "₱"),
    ("PLN", "zł", "PLN"),
    ("RUB", "₽", "RUB"),
    ("SEK", "kr", "SEK"),
    ("SGD", "$", "SGD"),
    ("THB", "฿", "THB"),
    ("TRY", "₺", "TRY"),
    ("TWD", "$", "NT$"),
    ("UAH", "₴", "UAH"),
    ("USD", "$", "$"),
    ("VND", "₫", "₫"),
    ("ZAR", "R", "ZAR"),
];

/// The codes of ISO 4217 in use.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB \
    BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB \
    EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD \
    JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP \
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON \
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP \
    TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(100_990, "USD", "en_US", "$100.99")]
    #[case(1_234_567_890, "EUR", "de", "1.234.567,89\u{a0}€")]
    #[case(1_234_500, "BRL", "pt_BR", "R$\u{a0}1.234,50")]
    #[case::no_minor_digits(1_234_500, "JPY", "ja", "¥1,235")]
    #[case::three_minor_digits(1_234, "KWD", "en", "KWD\u{a0}1.234")]
    #[case::lakhs(12_345_678_000, "INR", "en-IN", "₹1,23,45,678.00")]
    #[case::negative(-5_000, "USD", "en", "-$5.00")]
    #[case::abroad(5_000, "CAD", "en", "CA$5.00")]
    #[case::at_home(5_000, "CAD", "en-CA", "$5.00")]
    #[case::latin_america(5_000, "MXN", "es-MX", "$5.00")]
    #[case::spain(5_000, "EUR", "es", "5,00\u{a0}€")]
    #[case::zero(0, "GBP", "en-GB", "£0.00")]
    fn amounts_are_written_as_the_locale_does(
        #[case] amount: i64,
        #[case] code: &str,
        #[case] locale: &str,
        #[case] expected: &str,
    ) {
        assert_eq!(currency(amount, code, locale).as_deref(), Some(expected));
    }

    #[rstest]
    #[case("XXZ", "en")]
    #[case("usd", "en")]
    #[case("", "en")]
    #[case("USD", "??")]
    fn unknown_codes_and_locales_are_refused(#[case] code: &str, #[case] locale: &str) {
        assert_eq!(currency(1000, code, locale), None);
    }
}
