//! Uploaded files: what a draft remembers of them beside the payload, which holds their ids alone.
//!
//! `{"media": {"1479537139650973": {"expires": "2026-12-20T10:00:00Z", "account": "main", "file": "lamp.png",
//! "sha256": "…"}}}`. What else stands there is kept as it is.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::draft::Draft;

/// What is known of an uploaded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadedFile {
    /// The id that the upload gave.
    pub id: String,
    /// When the platform keeps it no longer.
    pub expires: Option<Timestamp>,
    /// The account that it was uploaded through.
    pub account: Option<String>,
    /// The name of the file.
    pub file: String,
    /// The SHA-256 of its content as hexadecimal digits.
    pub sha256: String,
}

/// What the names of the sandbox's accounts begin with.
const OF_SANDBOX: &str = "sandbox-";

impl UploadedFile {
    /// Whether a sandbox has it, which forgets its files when it ends.
    pub fn is_of_sandbox(&self) -> bool {
        let account = self.account.as_deref();
        account.is_some_and(|account| account.starts_with(OF_SANDBOX))
    }

    /// How the draft's file has it.
    fn to_value(&self) -> Value {
        json!({
            "expires": self.expires.map(|expires| expires.to_string()),
            "account": self.account,
            "file": self.file,
            "sha256": self.sha256,
        })
    }

    fn read((id, value): (&String, &Value)) -> Self {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        Self {
            id: id.clone(),
            expires: text("expires").and_then(|expires| expires.parse().ok()),
            account: text("account").map(str::to_owned),
            file: text("file").unwrap_or_default().to_owned(),
            sha256: text("sha256").unwrap_or_default().to_owned(),
        }
    }
}

impl Draft {
    /// What is remembered of the files whose ids the message may name.
    pub fn uploads(&self) -> impl Iterator<Item = UploadedFile> + '_ {
        let members = self.media.as_ref().and_then(Value::as_object);
        members.into_iter().flatten().map(UploadedFile::read)
    }

    /// What is remembered once this file is, too.
    pub(super) fn media_with(&self, upload: &UploadedFile) -> Value {
        let mut members: Map<String, Value> = self
            .media
            .as_ref()
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        members.insert(upload.id.clone(), upload.to_value());
        Value::Object(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upload() -> UploadedFile {
        UploadedFile {
            id: "77".to_owned(),
            expires: Some("2026-12-20T10:00:00Z".parse().unwrap()),
            account: Some("main".to_owned()),
            file: "lamp.png".to_owned(),
            sha256: "ab".to_owned(),
        }
    }

    #[test]
    fn a_draft_remembers_uploads_and_keeps_what_else_stands_there() {
        let text = r#"{"message": {"type": "image"}, "media": {"1": {"mine": 1.50}}}"#;
        let mut draft = Draft::parse(text).unwrap();
        draft.media = Some(draft.media_with(&upload()));
        let again = Draft::parse(&draft.to_text()).unwrap();
        let known: Vec<UploadedFile> = again.uploads().collect();
        assert_eq!(known[0].expires, None);
        assert_eq!(known[1], upload());
        assert!(again.to_text().contains("1.50"));
    }

    #[test]
    fn what_is_no_list_of_uploads_tells_of_none() {
        for media in ["7", "[]", "{\"1\": 7}", "null"] {
            let text = format!("{{\"message\": {{}}, \"media\": {media}}}");
            let draft = Draft::parse(&text).unwrap();
            assert!(draft.uploads().all(|known| known.expires.is_none()));
            assert_eq!(draft.to_text(), text);
        }
    }
}
