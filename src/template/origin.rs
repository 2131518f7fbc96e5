//! Where a definition came from: the one member of its file that is ours and not the platform's.
//!
//! Written by `files::library`, read with every definition; whoever sends a definition in takes it out.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The member that holds it.
pub(super) const MEMBER: &str = "_fetched";

/// When and from where a definition was fetched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fetched {
    /// When.
    pub at: Option<Timestamp>,
    /// From where: an account or a file.
    pub source: Option<Source>,
    /// What tells whether it was changed since: the hash of what came.
    pub hash: Option<String>,
}

/// From where a definition was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// An account, by its name.
    Account(String),
    /// A file that was imported.
    File(String),
}

impl Source {
    /// The member that names it, and the name.
    fn entry(&self) -> (&'static str, &str) {
        match self {
            Self::Account(name) => ("account", name),
            Self::File(name) => ("file", name),
        }
    }

    /// The name of the account or file.
    pub fn name(&self) -> &str {
        self.entry().1
    }
}

impl Fetched {
    /// What a definition says of it; nothing where it does not.
    pub fn of(definition: &Value) -> Option<Self> {
        let member = definition.get(MEMBER)?;
        let text = |key: &str| Some(member.get(key)?.as_str()?.to_owned());
        let source = text("account")
            .map(Source::Account)
            .or_else(|| text("file").map(Source::File));
        Some(Self {
            at: text("at").and_then(|at| at.parse().ok()),
            source,
            hash: text("hash"),
        })
    }

    /// How long ago it was fetched: `3 days ago`.
    pub fn age(&self, now: Timestamp) -> Option<String> {
        let hours = now.duration_since(self.at?).as_hours();
        Some(match hours {
            ..=0 => "just now".to_owned(),
            1..48 => format!("{hours} h ago"),
            _ => format!("{} days ago", hours / 24),
        })
    }

    /// A definition that says so; what it said before is replaced.
    pub fn put_into(&self, definition: &Value) -> Value {
        let mut member = Map::new();
        let mut put = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                member.insert(key.to_owned(), json!(value));
            }
        };
        put("at", self.at.map(in_seconds));
        if let Some((key, name)) = self.source.as_ref().map(Source::entry) {
            put(key, Some(name.to_owned()));
        }
        put("hash", self.hash.clone());
        let mut definition = as_listed(definition);
        if let Some(members) = definition.as_object_mut() {
            members.insert(MEMBER.to_owned(), Value::Object(member));
        }
        definition
    }
}

/// A moment without what is smaller than a second.
fn in_seconds(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second())
        .unwrap_or(at)
        .to_string()
}

/// A definition as an account lists it: without the member of our own.
pub fn as_listed(definition: &Value) -> Value {
    let mut definition = definition.clone();
    if let Some(members) = definition.as_object_mut() {
        members.remove(MEMBER);
    }
    definition
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_tells_where_it_came_from() {
        let listed = json!({"name": "lamp", "language": "en", "id": "7", "status": "APPROVED",
            "quality_score": {"score": "GREEN"}, "components": []});
        let fetched = Fetched {
            at: Some("2026-11-20T09:30:00Z".parse().unwrap()),
            source: Some(Source::Account("main".to_owned())),
            hash: Some("abc".to_owned()),
        };
        let kept = fetched.put_into(&listed);
        assert_eq!(Fetched::of(&kept), Some(fetched));
        assert_eq!(as_listed(&kept), listed);
        assert_eq!(Fetched::of(&listed), None);
    }
}
