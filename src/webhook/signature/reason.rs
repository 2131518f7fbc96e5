//! Why a signature is wrong, as far as trying things out can tell.

use std::fmt;

use secrecy::SecretString;
use serde_json::Value;

use super::is_signed_with;

/// The likely reason of a signature that is missing or wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Only the older header with SHA-1 came.
    OnlySha1,
    /// The header came more than once, with different values.
    Doubled,
    /// The value is no `sha256=` with 64 digits: cut off, or something else.
    Malformed,
    /// The digits are right and large; the platform writes small ones.
    UpperCase,
    /// The signature fits the body with its escapes decoded: something on the way rewrote the JSON.
    Unescaped,
    /// The signature fits the body with the platform's escapes: something on the way decoded them.
    Escaped,
    /// The signature fits the body without white space around values.
    Reserialised,
    /// The signature fits the body without the line break at its end.
    LineBreak,
    /// It is the signature of nothing: the body was read before it was signed.
    EmptyBody,
    /// Nothing fits: another app's secret, or another body.
    OtherSecret,
}

impl Reason {
    /// All reasons.
    pub const ALL: &'static [Self] = &[
        Self::OnlySha1,
        Self::Doubled,
        Self::Malformed,
        Self::UpperCase,
        Self::Unescaped,
        Self::Escaped,
        Self::Reserialised,
        Self::LineBreak,
        Self::EmptyBody,
        Self::OtherSecret,
    ];

    /// The name by which it is stored: `other-secret`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnlySha1 => "only-sha1",
            Self::Doubled => "doubled",
            Self::Malformed => "malformed",
            Self::UpperCase => "upper-case",
            Self::Unescaped => "unescaped",
            Self::Escaped => "escaped",
            Self::Reserialised => "reserialised",
            Self::LineBreak => "line-break",
            Self::EmptyBody => "empty-body",
            Self::OtherSecret => "other-secret",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::OnlySha1 => "only the older X-Hub-Signature (SHA-1) came; a proxy may drop X-Hub-Signature-256",
            Self::Doubled => "X-Hub-Signature-256 came more than once; something on the way adds its own",
            Self::Malformed => "the value is not sha256= and 64 hexadecimal digits; it was cut off or made otherwise",
            Self::UpperCase => "the digits are right but in capitals; the platform writes small ones",
            Self::Unescaped => "it fits the body with escapes decoded: whoever signed hashed re-serialised JSON instead of the bytes sent",
            Self::Escaped => "it fits the body with the platform's \\u escapes: something on the way decoded them",
            Self::Reserialised => "it fits the body without white space: something on the way re-formatted the JSON",
            Self::LineBreak => "it fits the body without the line break at its end",
            Self::EmptyBody => "it is the signature of an empty body: whoever signed had read the body already",
            Self::OtherSecret => "no change of the body makes it fit: it was signed with another app's secret, or is forged",
        })
    }
}

/// The likely reason why a request was not signed as it should be. `values` are those of the header, in
/// order; `has_sha1` tells of the older header.
pub fn likely_reason(
    secret: &SecretString,
    body: &[u8],
    values: &[&[u8]],
    has_sha1: bool,
) -> Option<Reason> {
    let value = match values {
        [] => return has_sha1.then_some(Reason::OnlySha1),
        [value] => *value,
        [first, rest @ ..] if rest.iter().all(|other| other == first) => *first,
        _ => return Some(Reason::Doubled),
    };
    let Some(digest) = digest_of(value) else {
        return Some(Reason::Malformed);
    };
    if is_signed_with(secret, body, &digest) {
        return Some(Reason::UpperCase);
    }
    let fits = |changed: &[u8]| is_signed_with(secret, changed, &digest);
    if fits(b"") {
        return Some(Reason::EmptyBody);
    }
    if fits(body.trim_ascii_end()) {
        return Some(Reason::LineBreak);
    }
    Some(of_json(body, fits).unwrap_or(Reason::OtherSecret))
}

/// What was done to the JSON, if that is what was done.
fn of_json(body: &[u8], fits: impl Fn(&[u8]) -> bool) -> Option<Reason> {
    let text = std::str::from_utf8(body).ok()?;
    if fits(escaped(text, true).as_bytes()) || fits(escaped(text, false).as_bytes()) {
        return Some(Reason::Escaped);
    }
    let json = serde_json::from_str::<Value>(text).ok()?;
    let plain = json.to_string();
    let has_escapes = text.contains("\\u") || text.contains("\\/");
    let spaced = spaced(&plain);
    let escaped_anew = [
        escaped(&plain, true),
        escaped(&plain, false),
        escaped(&spaced, false),
    ];
    if [&plain, &spaced]
        .into_iter()
        .any(|text| fits(text.as_bytes()))
    {
        return Some(if has_escapes {
            Reason::Unescaped
        } else {
            Reason::Reserialised
        });
    }
    let is_anew = escaped_anew.iter().any(|text| fits(text.as_bytes()));
    is_anew.then_some(Reason::Reserialised)
}

/// JSON with the escapes of the platform: all that is not ASCII, and `/ < % @` if asked for.
fn escaped(json: &str, with_signs: bool) -> String {
    let mut text = String::with_capacity(json.len() * 2);
    let mut is_escape = false;
    for character in json.chars() {
        match character {
            '/' if with_signs && !is_escape => text.push_str("\\/"),
            '<' | '%' | '@' if with_signs => push_unit(
                &mut text,
                u16::try_from(u32::from(character)).unwrap_or_default(),
            ),
            plain if plain.is_ascii() => text.push(plain),
            other => {
                for unit in other.encode_utf16(&mut [0; 2]) {
                    push_unit(&mut text, *unit);
                }
            }
        }
        is_escape = character == '\\' && !is_escape;
    }
    text
}

fn push_unit(text: &mut String, unit: u16) {
    use std::fmt::Write as _;
    // Writing to a string cannot fail; the platform writes small digits but for the signs.
    let _ = if unit < 0x80 {
        write!(text, "\\u{unit:04X}")
    } else {
        write!(text, "\\u{unit:04x}")
    };
}

/// Compact JSON with a blank after each `:` and `,`, as Python writes it.
fn spaced(compact: &str) -> String {
    let mut text = String::with_capacity(compact.len() + compact.len() / 8);
    let (mut is_string, mut is_escape) = (false, false);
    for character in compact.chars() {
        text.push(character);
        if is_string {
            is_string = is_escape || character != '"';
            is_escape = character == '\\' && !is_escape;
        } else if character == '"' {
            is_string = true;
        } else if character == ':' || character == ',' {
            text.push(' ');
        }
    }
    text
}

/// The digest of a header's value, whatever the case of its digits.
fn digest_of(value: &[u8]) -> Option<Vec<u8>> {
    let value = value.trim_ascii();
    let (word, digits) = value.split_at_checked("sha256=".len())?;
    let is_word = word.eq_ignore_ascii_case(b"sha256=");
    let digest = super::from_hexadecimal(digits).filter(|_| is_word)?;
    (digest.len() == 32).then_some(digest)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::sign;
    use super::*;

    const BODY: &str = r#"{"text":"\u00e4 50\u0025 a\/b","n":1}"#;

    fn secret() -> SecretString {
        SecretString::from("sesame")
    }

    #[rstest]
    #[case::re_serialised_from_escapes(BODY, r#"{"text":"ä 50% a/b","n":1}"#, Reason::Unescaped)]
    #[case::as_python_writes_it(BODY, r#"{"text": "ä 50% a/b", "n": 1}"#, Reason::Unescaped)]
    #[case::decoded_on_the_way(r#"{"text":"ä 50% a/b","n":1}"#, BODY, Reason::Escaped)]
    #[case::accents_decoded_on_the_way("{\"a\":\"ä/\"}", r#"{"a":"\u00e4/"}"#, Reason::Escaped)]
    #[case::formatted("{ \"a\": 1 }", "{\"a\":1}", Reason::Reserialised)]
    #[case::formatted_with_escapes("{ \"a\": \"/\" }", r#"{"a":"\/"}"#, Reason::Reserialised)]
    #[case::line_break("{\"a\":1}\n", "{\"a\":1}", Reason::LineBreak)]
    #[case::nothing(BODY, "", Reason::EmptyBody)]
    #[case::something_else(BODY, "{}", Reason::OtherSecret)]
    #[case::no_json("{\"a\":", "{}", Reason::OtherSecret)]
    fn what_was_done_to_the_body_is_found_out(
        #[case] came: &str,
        #[case] signed: &str,
        #[case] reason: Reason,
    ) {
        let header = sign(&secret(), signed.as_bytes());
        let found = likely_reason(&secret(), came.as_bytes(), &[header.as_bytes()], false);
        assert_eq!(found, Some(reason));
    }

    #[test]
    fn what_is_odd_about_the_header_is_found_out() {
        let right = sign(&secret(), BODY.as_bytes());
        let other = sign(&secret(), b"{}");
        let of = |values: &[&str], has_sha1| {
            let values: Vec<&[u8]> = values.iter().map(|value| value.as_bytes()).collect();
            likely_reason(&secret(), BODY.as_bytes(), &values, has_sha1)
        };
        assert_eq!(of(&[], false), None);
        assert_eq!(of(&[], true), Some(Reason::OnlySha1));
        assert_eq!(of(&[&right, &other], false), Some(Reason::Doubled));
        assert_eq!(of(&[&right.to_uppercase()], false), Some(Reason::UpperCase));
        assert_eq!(of(&["sha256=00ff"], false), Some(Reason::Malformed));
        assert_eq!(of(&["sha1=00ff"], true), Some(Reason::Malformed));
        assert_eq!(of(&["sha256=ä"], true), Some(Reason::Malformed));
    }

    #[test]
    fn another_secret_is_told_from_another_body_by_nothing() {
        let header = sign(&SecretString::from("other"), BODY.as_bytes());
        let found = likely_reason(&secret(), BODY.as_bytes(), &[header.as_bytes()], true);
        assert_eq!(found, Some(Reason::OtherSecret));
    }
}
