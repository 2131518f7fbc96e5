//! Our own words as they begin a line.

/// The words with a large first letter: `row title` becomes `Row title`.
pub fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
