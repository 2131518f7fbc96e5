//! Which character set the environment names.

/// The locale, where it names another character set than UTF-8.
pub fn other_character_set(variable: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    // The first that is set counts, as POSIX has it; where none is, nobody has said anything.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty())?;
    let name = locale.to_ascii_lowercase();
    (!name.contains("utf-8") && !name.contains("utf8")).then_some(locale)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(&[("LANG", "de_DE.UTF-8")], None)]
    #[case(&[("LANG", "C.utf8"), ("LC_ALL", "")], None)]
    #[case(&[("LANG", "de_DE.UTF-8"), ("LC_ALL", "C")], Some("C"))]
    #[case(&[("LC_CTYPE", "de_DE.ISO-8859-1")], Some("de_DE.ISO-8859-1"))]
    #[case(&[], None)]
    fn the_first_variable_that_is_set_counts(
        #[case] variables: &[(&str, &str)],
        #[case] expected: Option<&str>,
    ) {
        let lookup = |name: &str| {
            let mut known = variables.iter();
            let found = known.find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(other_character_set(&lookup).as_deref(), expected);
    }
}
