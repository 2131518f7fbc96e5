//! When a rule holds, a field is offered or a case can be had: conditions about what stands elsewhere.
//!
//! Asked by the checker, which sees from any object of a payload, and by the form, which sees the
//! payload as a whole. Knows neither of them: what they see comes in as a [`Sight`].

use serde_json::Value;

/// When a rule holds. Paths are seen from the object that holds the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// When the text at the path is one of these, compared without case.
    Is(Path, &'static [&'static str]),
    /// When the text at the path is none of these, or is not there.
    IsNot(Path, &'static [&'static str]),
    /// When something that is not empty stands at the path.
    Has(Path),
    /// When something that is not empty stands at one of the paths.
    HasAny(&'static [Path]),
    /// When nothing stands at the path, or something empty.
    Lacks(Path),
    /// When the array at the path has more than so many elements.
    MoreThan(Path, u32),
    /// When the text at the path is no placeholder of a sample, such as `<CATEGORY>`.
    Filled(Path),
    /// When all of these hold.
    All(&'static [Self]),
}

impl When {
    /// Whether the condition holds where `sight` looks; what cannot be told there is taken to hold.
    pub(crate) fn holds(self, sight: &impl Sight) -> bool {
        let has = |path| sight.sees(path, |value| !is_empty(value));
        match self {
            Self::Always => true,
            Self::Is(path, wanted) => sight
                .sees(path, |value| is_one_of(value, wanted))
                .unwrap_or(true),
            Self::IsNot(path, unwanted) => !sight
                .sees(path, |value| is_one_of(value, unwanted))
                .unwrap_or(false),
            Self::Has(path) => has(path).unwrap_or(true),
            Self::HasAny(paths) => paths.iter().any(|path| has(path).unwrap_or(true)),
            Self::Lacks(path) => !has(path).unwrap_or(false),
            Self::Filled(path) => !sight
                .sees(path, |value| {
                    value.as_str().is_some_and(Self::is_placeholder)
                })
                .unwrap_or(false),
            Self::All(conditions) => conditions.iter().all(|one| one.holds(sight)),
            Self::MoreThan(path, least) => sight
                .sees(path, |value| has_more(value, least))
                .unwrap_or(true),
        }
    }

    /// Whether the condition is none, or one about the members of the payload.
    pub(super) fn is_of_payload(self) -> bool {
        match self {
            Self::Always => true,
            Self::Is(path, _)
            | Self::IsNot(path, _)
            | Self::Has(path)
            | Self::Lacks(path)
            | Self::Filled(path)
            | Self::MoreThan(path, _) => path.starts_with('/'),
            Self::HasAny(paths) => paths.iter().all(|path| path.starts_with('/')),
            Self::All(conditions) => conditions.iter().all(|one| one.is_of_payload()),
        }
    }

    /// Whether a text is a placeholder as pages write it: `<NAME>`, `{name}`, `TEMPLATE_CATEGORY`.
    pub fn is_placeholder(text: &str) -> bool {
        const WORDS: &[&str] = &["CATEGORY", "CODE", "LANGUAGE", "NAME"];
        let is_between = |open, close| {
            let inside = text
                .strip_prefix(open)
                .and_then(|rest| rest.strip_suffix(close));
            inside.is_some_and(|inside: &str| !inside.is_empty() && !inside.contains(['{', '}']))
        };
        let is_of_capitals = text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        is_between('<', '>')
            || is_between('{', '}')
            || (is_of_capitals
                && text.contains('_')
                && text.split('_').any(|word| WORDS.contains(&word)))
    }
}

/// A way through a payload: steps separated by `/`, `..` one up, `*` each element; a leading `/` starts at the root.
pub type Path = &'static str;

/// The categories of what is sent directly, without a template of one's own.
pub(super) const DIRECT: &[&str] = &["utility", "authentication"];
/// When a message is sent directly.
pub(super) const SENT_DIRECTLY: When = When::Is("/category", DIRECT);
/// When a message is not sent directly.
pub(super) const NOT_SENT_DIRECTLY: When = When::IsNot("/category", DIRECT);
/// When a message goes by the way of marketing messages.
pub(super) const MARKETED: When = When::HasAny(&["/product_policy", "/message_activity_sharing"]);

/// What can be seen of a payload from one place in it.
pub(crate) trait Sight {
    /// Whether some value at a path passes a test; none where the path cannot be followed from here.
    fn sees(&self, path: Path, test: impl Fn(&Value) -> bool) -> Option<bool>;
}

/// Whether a condition about the members of the payload holds; one about anything else is taken to.
pub fn holds_in(when: When, payload: &Value) -> bool {
    when.holds(&Whole(payload))
}

/// A payload as a whole: paths from its root can be followed, others cannot.
struct Whole<'a>(&'a Value);

impl Sight for Whole<'_> {
    fn sees(&self, path: Path, test: impl Fn(&Value) -> bool) -> Option<bool> {
        path.strip_prefix('/')
            .map(|path| any_below(self.0, path, &test))
    }
}

/// Whether some value at a path below `value` passes a test.
fn any_below(value: &Value, path: &str, test: &dyn Fn(&Value) -> bool) -> bool {
    if path.is_empty() {
        return test(value);
    }
    let (step, rest) = path.split_once('/').unwrap_or((path, ""));
    match (step, value) {
        ("*", Value::Array(elements)) => elements.iter().any(|one| any_below(one, rest, test)),
        (key, Value::Object(members)) => members
            .get(key)
            .is_some_and(|member| any_below(member, rest, test)),
        _ => false,
    }
}

/// Whether a value is nothing that could be shown: null, or a text of blanks.
pub(crate) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => is_blank(text),
        _ => false,
    }
}

/// Whether a text has nothing but white space.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

/// Whether a count is above a limit.
pub(crate) fn exceeds(count: usize, limit: u32) -> bool {
    usize::try_from(limit).is_ok_and(|limit| count > limit)
}

fn has_more(value: &Value, least: u32) -> bool {
    value
        .as_array()
        .is_some_and(|elements| exceeds(elements.len(), least))
}

fn is_one_of(value: &Value, wanted: &[&str]) -> bool {
    value
        .as_str()
        .is_some_and(|text| wanted.iter().any(|one| one.eq_ignore_ascii_case(text)))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case(When::Always, true)]
    #[case(When::Is("/type", &["reaction"]), true)]
    #[case(When::IsNot("/type", &["reaction"]), false)]
    #[case(When::IsNot("/none", &["reaction"]), true)]
    #[case(When::Has("/to"), false)]
    #[case(When::Has("/list/*/id"), true)]
    #[case(When::HasAny(&["/to", "/type"]), true)]
    #[case(When::HasAny(&["/to", "/none"]), false)]
    #[case(When::Lacks("/to"), true)]
    #[case(When::Lacks("/type"), false)]
    #[case(When::Filled("/name"), false)]
    #[case(When::Filled("/type"), true)]
    #[case(When::MoreThan("/list", 1), true)]
    #[case(When::MoreThan("/list", 2), false)]
    #[case(When::All(&[When::Has("/type"), When::Lacks("/to")]), true)]
    #[case(When::All(&[When::Has("/type"), When::Has("/to")]), false)]
    fn a_payload_meets_conditions_about_its_members(#[case] when: When, #[case] expected: bool) {
        let payload =
            json!({"type": "REACTION", "to": " ", "list": [1, {"id": "a"}], "name": "<NAME>"});
        assert_eq!(holds_in(when, &payload), expected);
    }

    #[rstest]
    #[case(When::Is("type", &["reaction"]))]
    #[case(When::IsNot("type", &["text"]))]
    #[case(When::Has("../none"))]
    #[case(When::Lacks("type"))]
    #[case(When::Filled("type"))]
    #[case(When::MoreThan("..", 1))]
    fn what_the_whole_payload_cannot_tell_is_taken_to_hold(#[case] when: When) {
        assert!(holds_in(when, &json!({"type": "text"})));
    }
}
