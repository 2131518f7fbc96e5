//! The pretend customers: every number belongs to somebody with a name.

/// Names for numbers; all invented.
const NAMES: &[&str] = &[
    "Mara Ohlsen",
    "Tariq Benali",
    "Ines Valdoro",
    "Jonas Threll",
    "Yuki Amanose",
    "Priya Ravindal",
    "Lucía Farroya",
    "Kwame Adomako",
    "Noor Haddadin",
    "Greta Lindqvarn",
    "Mateo Brancusi",
    "שירה לוינגר",
    "أمل الريحاني",
];

/// The name in the profile of whoever has this number.
pub(super) fn name_of(number: &str) -> &'static str {
    let sum = number.bytes().fold(0_usize, |sum, byte| {
        sum.wrapping_mul(31) + usize::from(byte)
    });
    NAMES
        .get(sum % NAMES.len())
        .copied()
        .unwrap_or("Mara Ohlsen")
}

/// The digits of a number as people write it: `+1 (555) 010-0123` is `15550100123`.
pub(super) fn digits_of(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}
