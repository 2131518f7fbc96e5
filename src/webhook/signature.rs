//! The signature of a webhook: HMAC-SHA256 over exactly the bytes received.

mod reason;

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

pub use reason::{Reason, likely_reason};

/// The header that carries it.
pub const HEADER: &str = "x-hub-signature-256";
/// The header that carried one made with SHA-1, and still may accompany it. It is not believed.
pub const OLD_HEADER: &str = "x-hub-signature";

/// Where a webhook's bytes come from, as far as the signature tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Signed with our secret.
    Good,
    /// A signature was due and none came.
    Missing,
    /// A signature came that is not ours.
    Wrong,
    /// This platform signs nothing.
    NotSigned,
}

impl Verdict {
    /// Whether the body may be believed.
    pub const fn is_trusted(self) -> bool {
        matches!(self, Self::Good | Self::NotSigned)
    }
}

/// Judges `body` by the value of its signature header; with no secret nothing is expected.
pub fn judge(secret: Option<&SecretString>, body: &[u8], header: Option<&[u8]>) -> Verdict {
    let Some(secret) = secret else {
        return Verdict::NotSigned;
    };
    let Some(header) = header else {
        return Verdict::Missing;
    };
    let digest = header
        .strip_prefix(b"sha256=")
        .filter(|digits| !digits.iter().any(u8::is_ascii_uppercase))
        .and_then(from_hexadecimal)
        .unwrap_or_default();
    if is_signed_with(secret, body, &digest) {
        Verdict::Good
    } else {
        Verdict::Wrong
    }
}

/// The header's value for `body`: `sha256=` and 64 small hexadecimal digits.
pub fn sign(secret: &SecretString, body: &[u8]) -> String {
    let mut text = String::from("sha256=");
    for byte in mac(secret, body)
        .map(|mac| mac.finalize().into_bytes())
        .unwrap_or_default()
    {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Whether a text is the secret, compared in constant time.
pub fn is_same(secret: &SecretString, text: &str) -> bool {
    let digest = |text: &str| mac(secret, text.as_bytes());
    match (digest(secret.expose_secret()), digest(text)) {
        (Some(known), Some(given)) => known.verify(&given.finalize().into_bytes()).is_ok(),
        _ => false,
    }
}

/// Whether `digest` is that of `body`.
fn is_signed_with(secret: &SecretString, body: &[u8], digest: &[u8]) -> bool {
    // `verify_slice` compares in constant time and refuses any other length.
    mac(secret, body).is_some_and(|mac| mac.verify_slice(digest).is_ok())
}

fn mac(secret: &SecretString, body: &[u8]) -> Option<Hmac<Sha256>> {
    // A key of any length is taken, so this is never none.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()).ok()?;
    mac.update(body);
    Some(mac)
}

fn from_hexadecimal(digits: &[u8]) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs
        .iter()
        .map(|&[high, low]| {
            let high = char::from(high).to_digit(16)?;
            let low = char::from(low).to_digit(16)?;
            u8::try_from(high * 16 + low).ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    const BODY: &[u8] = br#"{"text":"\u00e4\/"}"#;

    fn secret() -> SecretString {
        SecretString::from("sesame")
    }

    /// The beginning of the right signature.
    fn first(length: usize) -> String {
        sign(&secret(), BODY).chars().take(length).collect()
    }

    #[test]
    fn what_is_signed_here_is_good() {
        let header = sign(&secret(), BODY);
        assert_eq!(header.len(), "sha256=".len() + 64);
        assert_eq!(
            judge(Some(&secret()), BODY, Some(header.as_bytes())),
            Verdict::Good
        );
    }

    #[test]
    fn the_signature_is_the_one_of_the_standard() {
        // RFC 4231, test case 2.
        let signed = sign(&SecretString::from("Jefe"), b"what do ya want for nothing?");
        assert_eq!(
            signed,
            "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[rstest]
    #[case::another_secret(sign(&SecretString::from("other"), BODY))]
    #[case::another_body(sign(&secret(), b"{}"))]
    #[case::truncated(first(40))]
    #[case::odd(first(70))]
    #[case::too_long(format!("{}00", sign(&secret(), BODY)))]
    #[case::no_prefix(sign(&secret(), BODY).replace("sha256=", ""))]
    #[case::large_digits(sign(&secret(), BODY).to_uppercase().replace("SHA256", "sha256"))]
    #[case::no_digits("sha256=zz".to_owned())]
    #[case::empty(String::new())]
    fn everything_else_is_wrong(#[case] header: String) {
        assert_eq!(
            judge(Some(&secret()), BODY, Some(header.as_bytes())),
            Verdict::Wrong
        );
    }

    #[test]
    fn without_a_header_it_is_missing_and_without_a_secret_not_signed() {
        assert_eq!(judge(Some(&secret()), BODY, None), Verdict::Missing);
        assert_eq!(judge(None, BODY, Some(b"sha256=00")), Verdict::NotSigned);
    }

    #[test]
    fn a_secret_is_the_same_as_itself_only() {
        assert!(is_same(&secret(), "sesame"));
        assert!(!is_same(&secret(), "Sesame"));
        assert!(!is_same(&secret(), ""));
    }
}
