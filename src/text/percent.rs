//! Percent encoding of addresses, as paths and queries have it.

/// Text as one step of a path or one value of a query: what is not plain is percent-encoded.
pub fn encoded(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~=".contains(&byte);
    text.bytes()
        .map(|byte| match byte {
            plain if is_plain(plain) => char::from(plain).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// Text without its percent encoding; a plus is a blank, as in queries and forms.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match (byte, hexadecimal(rest.clone())) {
            (b'+', _) => bytes.push(b' '),
            (b'%', Some(decoded)) => {
                bytes.push(decoded);
                rest.nth(1);
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte that the two hexadecimal digits ahead mean.
fn hexadecimal(mut ahead: std::str::Bytes<'_>) -> Option<u8> {
    let mut digit = || char::from(ahead.next()?).to_digit(16);
    let high = digit()?;
    let low = digit()?;
    u8::try_from(high * 16 + low).ok()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("K8a/AINcGX7,a b", "K8a%2FAINcGX7%2Ca%20b")]
    #[case("größe", "gr%C3%B6%C3%9Fe")]
    #[case("a-b._~=", "a-b._~=")]
    fn what_is_encoded_is_decoded_again(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(encoded(text), expected);
        assert_eq!(decoded(expected), text);
    }

    #[test]
    fn a_plus_is_a_blank_and_a_lone_percent_sign_stays() {
        assert_eq!(decoded("Fill+in 100%"), "Fill in 100%");
    }
}
