//! News of groups: made, joined, left, renamed, suspended.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::webhook::part::{errors, first_text, flag, has, list, moment, text};
use crate::wire::ApiError;

/// One thing that happened to a group, or that was asked for and failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupEvent {
    /// The group's id.
    pub group_id: Option<String>,
    /// What happened: `group_create`.
    #[serde(rename = "type")]
    pub what: String,
    /// When.
    pub timestamp: Option<Timestamp>,
    /// The request that asked for it.
    pub request_id: Option<String>,
    /// The group's name.
    pub subject: Option<String>,
    /// The group's description.
    pub description: Option<String>,
    /// By which people join.
    pub invite_link: Option<String>,
    /// Who did it: `business` or `participant`.
    pub initiated_by: Option<String>,
    /// How it came about: `invite_link`.
    pub reason: Option<String>,
    /// Who came in.
    pub added: Vec<String>,
    /// Who left or was removed.
    pub removed: Vec<String>,
    /// For whom it failed.
    pub failed: Vec<FailedParticipant>,
    /// The settings that were changed, or were not.
    pub settings: Vec<Setting>,
    /// Why it failed.
    pub errors: Vec<ApiError>,
}

/// A person for whom a request failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailedParticipant {
    /// The number as it was asked for.
    pub who: Option<String>,
    /// Why.
    pub errors: Vec<ApiError>,
}

/// One setting of a group that was to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// Which: `group_subject`.
    pub name: &'static str,
    /// What it says now.
    pub text: Option<String>,
    /// Whether it changed.
    pub successful: Option<bool>,
    /// Why it did not.
    pub errors: Vec<ApiError>,
}

/// The settings that are told of.
const SETTINGS: &[&str] = &["group_subject", "group_description", "profile_picture"];

impl GroupEvent {
    pub(in crate::webhook) fn read(raw: &Value) -> Self {
        Self {
            group_id: text(raw, "group_id"),
            what: text(raw, "type").unwrap_or_default(),
            timestamp: moment(raw, "timestamp"),
            request_id: text(raw, "request_id"),
            subject: text(raw, "subject"),
            description: text(raw, "description"),
            invite_link: text(raw, "invite_link"),
            initiated_by: text(raw, "initiated_by"),
            reason: text(raw, "reason"),
            added: people(raw, "added_participants"),
            removed: people(raw, "removed_participants"),
            failed: list(raw, "failed_participants")
                .map(|entry| FailedParticipant {
                    who: person(entry),
                    errors: errors(entry, "errors"),
                })
                .collect(),
            settings: SETTINGS
                .iter()
                .filter(|name| has(raw, name))
                .filter_map(|name| Setting::read(name, raw.get(name)?))
                .collect(),
            errors: errors(raw, "errors"),
        }
    }

    pub(super) fn kind(&self) -> &'static str {
        match self.what.as_str() {
            "group_create" => "group.create",
            "group_delete" => "group.delete",
            "group_participants_add" => "group.participants_add",
            "group_participants_remove" => "group.participants_remove",
            "group_join_request_created" => "group.join_request_created",
            "group_join_request_revoked" => "group.join_request_revoked",
            "group_settings_update" => "group.settings_update",
            "group_suspend" => "group.suspend",
            "group_suspend_cleared" => "group.suspend_cleared",
            _ => "group.other",
        }
    }

    pub(super) fn summary(&self) -> String {
        let what = if self.what.is_empty() {
            "news of a group".to_owned()
        } else {
            self.what.replace('_', " ")
        };
        let mut words = vec![what];
        words.extend(self.subject.clone());
        let more = [("added", &self.added), ("removed", &self.removed)];
        for (what, people) in more.into_iter().filter(|(_, people)| !people.is_empty()) {
            words.push(format!("{what} {}", people.join(", ")));
        }
        if !self.failed.is_empty() {
            words.push(format!("failed for {}", self.failed.len()));
        }
        words.extend(
            self.errors
                .first()
                .map(|error| format!("{} {}", error.code, error.title)),
        );
        words.join(" · ")
    }
}

impl Setting {
    fn read(name: &'static str, raw: &Value) -> Option<Self> {
        raw.is_object().then(|| Self {
            name,
            text: first_text(raw, &["text", "mime_type"]),
            successful: flag(raw, "update_successful"),
            errors: errors(raw, "errors"),
        })
    }
}

fn people(raw: &Value, key: &str) -> Vec<String> {
    list(raw, key).filter_map(person).collect()
}

fn person(raw: &Value) -> Option<String> {
    first_text(raw, &["wa_id", "input", "user_id", "username"])
}
