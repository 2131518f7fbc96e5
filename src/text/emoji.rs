//! What counts as an emoji.

use super::graphemes;

/// Whether `text` is one emoji and nothing else, as a reaction needs it.
///
/// Skin tones, flags, keycaps and joined emoji count as one; the bare character of an emoji that
/// is drawn as text by default (`❤` without its selector) counts too.
pub fn is_single_emoji(text: &str) -> bool {
    let mut clusters = graphemes(text);
    let first = clusters.next();
    clusters.next().is_none()
        && first.is_some_and(|(_, cluster)| is_emoji(cluster) || emojis::get(cluster).is_some())
}

/// Whether an emoji stands anywhere in `text`.
pub fn contains_emoji(text: &str) -> bool {
    !text.is_ascii() && graphemes(text).any(|(_, cluster)| is_emoji(cluster))
}

/// The number of emoji in `text`.
pub fn count(text: &str) -> usize {
    if text.is_ascii() {
        return 0;
    }
    graphemes(text)
        .filter(|(_, cluster)| is_emoji(cluster))
        .count()
}

/// The number of emoji when `text` is made of them and blanks alone; WhatsApp draws few of them large.
pub fn count_if_only_emoji(text: &str) -> Option<usize> {
    let mut count = 0;
    for (_, cluster) in graphemes(text.trim()) {
        if is_emoji(cluster) {
            count += 1;
        } else if !cluster.trim().is_empty() {
            return None;
        }
    }
    (count > 0).then_some(count)
}

/// Whether a cluster is drawn as an emoji by default.
fn is_emoji(cluster: &str) -> bool {
    if cluster.is_ascii() {
        return false;
    }
    match emojis::get(cluster) {
        Some(emoji) => emoji.as_str() == cluster || cluster.chars().count() > 1,
        None => cluster.chars().next().is_some_and(is_pictograph),
    }
}

/// Blocks of emoji, for those that are newer than the table.
const fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{1f300}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}' | '\u{1f900}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("😀", true)]
    #[case("👍🏽", true)]
    #[case("👨‍👩‍👧‍👦", true)]
    #[case("🇩🇪", true)]
    #[case("1️⃣", true)]
    #[case("❤️", true)]
    #[case::bare_heart("❤", true)]
    #[case::two("😀😀", false)]
    #[case::with_text("😀!", false)]
    #[case::digit("1", false)]
    #[case::letter("a", false)]
    #[case::empty("", false)]
    fn one_emoji_is_one_cluster(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(is_single_emoji(text), expected);
    }

    #[rstest]
    #[case("Tea 🍵", true)]
    #[case("Tea", false)]
    #[case::trade_mark("Tea™ ©", false)]
    #[case("שלום", false)]
    fn emoji_are_found_in_text(#[case] text: &str, #[case] expected: bool) {
        assert_eq!(contains_emoji(text), expected);
    }

    #[rstest]
    #[case("🎉", Some(1))]
    #[case("🎉 🎉\n🎉", Some(3))]
    #[case("🎉!", None)]
    #[case("", None)]
    fn lone_emoji_are_counted(#[case] text: &str, #[case] expected: Option<usize>) {
        assert_eq!(count_if_only_emoji(text), expected);
    }
}
