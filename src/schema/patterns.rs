//! The forms that texts must have, each with the function that knows it.

use super::rule::Pattern;

/// An id of a user within one business: `US.13491208655302741918`.
pub(super) const BUSINESS_SCOPED_ID: Pattern = Pattern {
    regex: r"^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$",
    words: "two capital letters, a dot, then letters and digits",
    matches: |text| {
        let Some((country, rest)) = text.split_once('.') else {
            return false;
        };
        let id = rest.strip_prefix("ENT.").unwrap_or(rest);
        country.len() == 2
            && country.bytes().all(|byte| byte.is_ascii_uppercase())
            && (1..=128).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
    },
};

/// A telephone number as people write it.
pub(super) const TELEPHONE: Pattern = Pattern {
    regex: r"^\+?[0-9 ()-]+$",
    words: "digits, best with a plus and the country code in front",
    matches: |text| {
        let digits = text.strip_prefix('+').unwrap_or(text);
        !digits.is_empty()
            && digits
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b" ()-".contains(&byte))
    },
};

/// An address on the web.
pub(super) const WEB_ADDRESS: Pattern = Pattern {
    regex: r"^https?://[^/\s]+",
    words: "an address that begins with https:// and a host",
    matches: |text| {
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        rest.and_then(|rest| rest.chars().next())
            .is_some_and(|first| first != '/' && !first.is_whitespace())
    },
};

/// A number of an order.
pub(super) const ORDER_NUMBER: Pattern = Pattern {
    regex: "^[A-Za-z0-9_.-]+$",
    words: "letters, digits, underscores, dots and hyphens",
    matches: |text| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
    },
};

/// An address from which a file is fetched.
pub(super) const FILE_ADDRESS: Pattern = Pattern {
    regex: "^https?://",
    words: "an address that begins with https:// or http://",
    matches: |text| text.starts_with("https://") || text.starts_with("http://"),
};

/// A day: year, month and day in figures.
pub(super) const DAY: Pattern = Pattern {
    regex: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    words: "a day such as 1984-02-29",
    matches: |text| {
        text.len() == 10
            && text.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    },
};

/// A country by two letters.
pub(super) const COUNTRY_CODE: Pattern = Pattern {
    regex: "^[A-Za-z]{2}$",
    words: "two letters of ISO 3166, such as DE",
    matches: |text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()),
};

/// The name under which Meta files what is sent directly.
pub(super) const TEMPLATE_NAME: Pattern = Pattern {
    regex: "^[a-z0-9_]+$",
    words: "small letters, digits and underscores",
    matches: |text| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    },
};

/// The id of a group: anything but a telephone number.
pub(super) const GROUP_ID: Pattern = Pattern {
    regex: "[^+0-9 ()-]",
    words: "the group's id, which is no telephone number",
    matches: |text| text.contains(|sign: char| !sign.is_ascii_digit() && !"+ ()-".contains(sign)),
};

/// A currency code.
pub(super) const CURRENCY_CODE: Pattern = Pattern {
    regex: "^[A-Z]{3}$",
    words: "three capital letters of ISO 4217, such as EUR",
    matches: |text| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()),
};

/// A coupon code.
pub(super) const COUPON: Pattern = Pattern {
    regex: "^[A-Za-z0-9]+$",
    words: "letters and digits",
    matches: |text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric()),
};

/// No line break.
pub(super) const NO_NEWLINE: Pattern = Pattern {
    regex: r"^[^\n\r]*$",
    words: "no line break",
    matches: |text| !text.bytes().any(|byte| matches!(byte, b'\n' | b'\r')),
};

/// No tab.
pub(super) const NO_TAB: Pattern = Pattern {
    regex: r"^[^\t]*$",
    words: "no tab",
    matches: |text| !text.contains('\t'),
};

/// At most four blanks in a row.
pub(super) const FEW_SPACES: Pattern = Pattern {
    regex: "^([^ ]| {1,4}([^ ]|$))*$",
    words: "at most four blanks in a row",
    matches: |text| !text.as_bytes().windows(5).any(|window| window == b"     "),
};

/// A day of the week.
pub(super) const DAY_OF_WEEK: Pattern = Pattern {
    regex: "^([1-7]|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)$",
    words: "1 (Monday) to 7, or MONDAY to SUNDAY",
    matches: |text| {
        matches!(
            text,
            "1" | "2"
                | "3"
                | "4"
                | "5"
                | "6"
                | "7"
                | "MONDAY"
                | "TUESDAY"
                | "WEDNESDAY"
                | "THURSDAY"
                | "FRIDAY"
                | "SATURDAY"
                | "SUNDAY"
        )
    },
};

/// The name of an Android app.
pub(super) const PACKAGE_NAME: Pattern = Pattern {
    regex: r"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+$",
    words: "parts with dots between that begin with a letter, such as com.example.lamp",
    matches: |text| {
        text.contains('.')
            && text.split('.').all(|part| {
                part.starts_with(|first: char| first.is_ascii_alphabetic())
                    && part
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            })
    },
};

/// The hash of an Android app's signature.
pub(super) const SIGNATURE_HASH: Pattern = Pattern {
    regex: "^[A-Za-z0-9+/=]{11}$",
    words: "eleven letters, digits, pluses, slashes and equals signs",
    matches: |text| {
        text.len() == 11
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    use rstest::rstest;

    #[rstest]
    #[case(&BUSINESS_SCOPED_ID, "US.13491208655302741918", true)]
    #[case(&BUSINESS_SCOPED_ID, "US.ENT.11815799212886844830", true)]
    #[case(&BUSINESS_SCOPED_ID, "us.1", false)]
    #[case(&BUSINESS_SCOPED_ID, "US.", false)]
    #[case(&BUSINESS_SCOPED_ID, "15550100123", false)]
    #[case(&TELEPHONE, "+1 (555) 010-0123", true)]
    #[case(&TELEPHONE, "15550100123", true)]
    #[case(&TELEPHONE, "+", false)]
    #[case(&TELEPHONE, "1+5", false)]
    #[case(&TELEPHONE, "PHONE_NUMBER", false)]
    #[case(&WEB_ADDRESS, "https://shop.example.com/sale?c=wa", true)]
    #[case(&WEB_ADDRESS, "http://a", true)]
    #[case(&WEB_ADDRESS, "https:///sale", false)]
    #[case(&WEB_ADDRESS, "https:// shop", false)]
    #[case(&WEB_ADDRESS, "shop.example.com", false)]
    #[case(&ORDER_NUMBER, "order-8841_a.b", true)]
    #[case(&ORDER_NUMBER, "order 8841", false)]
    #[case(&ORDER_NUMBER, "order/1", false)]
    #[case(&FILE_ADDRESS, "https://img.example.com/a.png", true)]
    #[case(&FILE_ADDRESS, "http://img.example.com", true)]
    #[case(&FILE_ADDRESS, "img.example.com/a.png", false)]
    #[case(&FILE_ADDRESS, "ftp://img.example.com", false)]
    #[case(&DAY, "1984-02-29", true)]
    #[case(&DAY, "1984-2-29", false)]
    #[case(&DAY, "29.02.1984", false)]
    #[case(&COUNTRY_CODE, "ch", true)]
    #[case(&COUNTRY_CODE, "CHE", false)]
    #[case(&TEMPLATE_NAME, "repair_ready_2", true)]
    #[case(&TEMPLATE_NAME, "Repair", false)]
    #[case(&TEMPLATE_NAME, "", false)]
    #[case(&GROUP_ID, "Y2FwaV9ncm91cDox", true)]
    #[case(&GROUP_ID, "+1 (555) 010-0123", false)]
    #[case(&CURRENCY_CODE, "EUR", true)]
    #[case(&CURRENCY_CODE, "eur", false)]
    #[case(&CURRENCY_CODE, "EURO", false)]
    #[case(&COUPON, "LAMP25", true)]
    #[case(&COUPON, "LAMP-25", false)]
    #[case(&NO_NEWLINE, "a b", true)]
    #[case(&NO_NEWLINE, "a\nb", false)]
    #[case(&NO_TAB, "a\tb", false)]
    #[case(&FEW_SPACES, "a    b", true)]
    #[case(&FEW_SPACES, "a     b", false)]
    #[case(&FEW_SPACES, "    ", true)]
    #[case(&FEW_SPACES, "a\n    b    c", true)]
    #[case(&FEW_SPACES, "a     ", false)]
    #[case(&DAY_OF_WEEK, "7", true)]
    #[case(&DAY_OF_WEEK, "SUNDAY", true)]
    #[case(&DAY_OF_WEEK, "8", false)]
    #[case(&DAY_OF_WEEK, "Sunday", false)]
    fn a_form_is_known_by_its_function(
        #[case] pattern: &Pattern,
        #[case] text: &str,
        #[case] expected: bool,
    ) {
        assert_eq!((pattern.matches)(text), expected, "{text:?}");
        let regex = regex_lite::Regex::new(pattern.regex).unwrap();
        assert_eq!(regex.is_match(text), expected, "{text:?} by its expression");
    }
}
