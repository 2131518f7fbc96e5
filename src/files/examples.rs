//! The example drafts that come with the program, embedded from the folder `drafts`.

/// An example draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Its name, the file's without ending: `trip-reminder`.
    pub name: &'static str,
    /// The file's text.
    pub text: &'static str,
}

/// All examples, by name.
pub const EXAMPLES: &[Example] = &[];

/// The example of that name, with or without `.json`.
pub(super) fn example(name: &str) -> Option<&'static Example> {
    let name = name.strip_suffix(".json").unwrap_or(name);
    EXAMPLES.iter().find(|example| example.name == name)
}
