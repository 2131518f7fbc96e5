//! File names made from titles that people type.

/// The longest file name that is made, in characters, without its ending.
const LONGEST: usize = 60;

/// The file name, without ending, for a draft of that title: `Trip reminder` becomes `trip-reminder`.
///
/// Letters and digits of every script stay; all else becomes single hyphens, so that no title can
/// reach another folder, hide its file or break a shell.
pub fn file_stem(title: &str) -> String {
    let mut stem = String::new();
    let mut gap = false;
    let lower = title
        .chars()
        .filter(|&it| it != '\'' && it != '’')
        .flat_map(char::to_lowercase);
    for character in lower.take(4 * LONGEST) {
        if !character.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !stem.is_empty() {
            stem.push('-');
        }
        gap = false;
        stem.push(character);
    }
    let stem: String = stem.chars().take(LONGEST).collect();
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() {
        "draft".to_owned()
    } else {
        stem.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Trip reminder", "trip-reminder")]
    #[case("  What's new?  (v2) ", "whats-new-v2")]
    #[case("../../etc/passwd", "etc-passwd")]
    #[case(".hidden", "hidden")]
    #[case("قائمة الشاي", "قائمة-الشاي")]
    #[case("☕☕", "draft")]
    #[case("", "draft")]
    #[case("A\u{202e}B\nC", "a-b-c")]
    fn a_title_becomes_a_harmless_file_name(#[case] title: &str, #[case] stem: &str) {
        assert_eq!(file_stem(title), stem);
    }

    #[test]
    fn an_endless_title_is_cut() {
        assert_eq!(file_stem(&"a b".repeat(1000)).chars().count(), LONGEST);
    }
}
