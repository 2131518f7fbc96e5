//! Ids and secrets that look like the platforms' own, from one seeded source.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use fastrand::Rng;

use crate::wire::{Dialect, MessageId};

/// Who wrote a message; the id tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writer {
    /// The business.
    Business,
    /// The customer.
    Customer,
}

/// The source of everything random in a sandbox.
#[derive(Debug)]
pub(super) struct Ids(Rng);

impl Ids {
    /// The same seed gives the same ids in the same order; none gives new ones each time.
    pub(super) fn new(seed: Option<u64>) -> Self {
        Self(seed.map_or_else(Rng::new, Rng::with_seed))
    }

    /// A message id as `dialect` forms it for the chat with `customer` (digits).
    pub(super) fn message(
        &mut self,
        dialect: Dialect,
        customer: &str,
        writer: Writer,
    ) -> MessageId {
        match dialect {
            Dialect::Cloud | Dialect::Dialog360 => self.cloud_message(customer, writer),
            Dialect::OnPremises => self.client_message(customer, writer),
        }
    }

    /// Fixed bytes, the customer's digits and random hexadecimal digits, as decoded ids show them.
    fn cloud_message(&mut self, customer: &str, writer: Writer) -> MessageId {
        let mut bytes = vec![0x1c, 0x18];
        bytes.push(u8::try_from(customer.len()).unwrap_or(u8::MAX));
        bytes.extend_from_slice(customer.as_bytes());
        let side = match writer {
            Writer::Business => 0x11,
            Writer::Customer => 0x12,
        };
        bytes.extend_from_slice(&[0x15, 0x02, 0x00, side, 0x18, 0x14]);
        bytes.extend(self.hexadecimal(20).to_ascii_uppercase().into_bytes());
        bytes.push(0);
        MessageId::new(format!("wamid.{}", STANDARD.encode(bytes)))
    }

    /// The customer's digits two to a byte, and random bytes.
    fn client_message(&mut self, customer: &str, writer: Writer) -> MessageId {
        let side = match writer {
            Writer::Business => 0x80,
            Writer::Customer => 0x00,
        };
        let (mut packed, mut high) = (Vec::new(), None);
        for digit in customer.chars().filter_map(|digit| digit.to_digit(10)) {
            let digit = u8::try_from(digit).unwrap_or_default();
            match high.take() {
                Some(first) => packed.push(first << 4 | digit),
                None => high = Some(digit),
            }
        }
        packed.extend(high.map(|digit| digit << 4 | 0x0f));
        let mut bytes = vec![side, 0x11, u8::try_from(packed.len()).unwrap_or(u8::MAX)];
        bytes.append(&mut packed);
        bytes.extend_from_slice(&[0x02, 0x09]);
        bytes.extend(std::iter::repeat_with(|| self.0.u8(..)).take(9));
        MessageId::new(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// So many small hexadecimal digits.
    pub(super) fn hexadecimal(&mut self, length: usize) -> String {
        self.letters(length, |rng| rng.digit(16))
    }

    /// So many letters and digits.
    pub(super) fn token(&mut self, length: usize) -> String {
        self.letters(length, Rng::alphanumeric)
    }

    /// So many decimal digits, as a handshake's challenge has them.
    pub(super) fn digits(&mut self, length: usize) -> String {
        self.letters(length, |rng| rng.digit(10))
    }

    /// Whether something happens that is so likely.
    pub(super) fn is_likely(&mut self, chance: f64) -> bool {
        self.0.f64() < chance
    }

    /// Puts things into another order.
    pub(super) fn disorder<T: PartialEq + Clone>(&mut self, things: &mut [T]) {
        let before = things.to_vec();
        self.0.shuffle(things);
        if things == before.as_slice() {
            things.reverse();
        }
    }

    /// The id of a file: digits, or a UUID as On-Premises clients give. Its end follows from what stands before,
    /// so that a sandbox knows what an earlier one gave out.
    pub(super) fn file(&mut self, dialect: Dialect) -> String {
        let head = match dialect {
            Dialect::Cloud | Dialect::Dialog360 => format!("9{}", self.digits(11)),
            Dialect::OnPremises => {
                let (first, second) = (self.hexadecimal(8), self.hexadecimal(4));
                let (third, fourth) = (self.hexadecimal(3), self.hexadecimal(3));
                format!(
                    "{first}-{second}-4{third}-8{fourth}-{}",
                    self.hexadecimal(8)
                )
            }
        };
        let end = end_of(&head);
        head + &end
    }

    fn letters(&mut self, length: usize, letter: fn(&mut Rng) -> char) -> String {
        std::iter::repeat_with(|| letter(&mut self.0))
            .take(length)
            .collect()
    }
}

/// So many signs at the end of a file's id follow from those before.
const END: usize = 4;

/// The end that goes with the beginning of a file's id.
fn end_of(head: &str) -> String {
    let sum = head.bytes().fold(0_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    if head.contains('-') {
        format!("{:04x}", sum % 0x1_0000)
    } else {
        format!("{:04}", sum % 10_000)
    }
}

/// Whether a sandbox, this one or another, gave out this id for a file.
pub(super) fn is_of_file(id: &str) -> bool {
    let is_long = id.len() == 16 || id.len() == 36;
    let parts = id
        .len()
        .checked_sub(END)
        .and_then(|at| id.split_at_checked(at));
    is_long && parts.is_some_and(|(head, end)| end_of(head) == end)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Dialect::Cloud, Writer::Business, "wamid.HBgLMTU1NTAxMDAxMjMVAgARGBQ")]
    #[case(
        Dialect::Dialog360,
        Writer::Customer,
        "wamid.HBgLMTU1NTAxMDAxMjMVAgASGBQ"
    )]
    #[case(Dialect::OnPremises, Writer::Business, "gBEG")]
    #[case(Dialect::OnPremises, Writer::Customer, "ABEG")]
    fn ids_look_like_the_platforms_own(
        #[case] dialect: Dialect,
        #[case] writer: Writer,
        #[case] beginning: &str,
    ) {
        let id = Ids::new(Some(7)).message(dialect, "15550100123", writer);
        assert!(id.as_str().starts_with(beginning), "{id}");
    }

    #[rstest]
    #[case(Dialect::Cloud, 16)]
    #[case(Dialect::OnPremises, 36)]
    fn the_id_of_a_file_is_known_as_one(#[case] dialect: Dialect, #[case] length: usize) {
        let id = Ids::new(None).file(dialect);
        assert_eq!(id.len(), length);
        assert!(is_of_file(&id), "{id}");
        for other in [
            "1479537139650973",
            "",
            "ü",
            "b1a7f7ce-0000-4000-8000-1234567890ab",
        ] {
            assert!(!is_of_file(other), "{other}");
        }
    }

    #[test]
    fn a_seed_repeats_its_ids_and_one_source_never_does() {
        let mut first = Ids::new(Some(7));
        let mut second = Ids::new(Some(7));
        let one = first.message(Dialect::Cloud, "15550100123", Writer::Business);
        assert_eq!(
            one,
            second.message(Dialect::Cloud, "15550100123", Writer::Business)
        );
        assert_ne!(
            one,
            first.message(Dialect::Cloud, "15550100123", Writer::Business)
        );
    }
}
