//! News of the account and of its numbers.

use serde::Serialize;
use serde_json::Value;

use crate::webhook::part::{first_text, has, inner_text, list, text, texts};

/// One thing that happened to the account, the portfolio or a number of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountEvent {
    /// Of what kind it is.
    #[serde(skip)]
    pub topic: Topic,
    /// The platform's word for it: `ACCOUNT_RESTRICTION`, `REJECTED`, `ACTIVE`.
    pub event: Option<String>,
    /// The number that it is about.
    pub number: Option<String>,
    /// What it is about otherwise: a requested name, a solution's id, a payment's configuration.
    pub subject: Option<String>,
    /// Why, or to what extent: reasons, restrictions, limits.
    pub details: Vec<String>,
}

/// What news of the account can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Deleted, restricted, banned, linked with a partner.
    Update,
    /// A warning of the platform.
    Alert,
    /// The review of the account.
    Review,
    /// A setting was changed, also by ourselves.
    Settings,
    /// What the account may do.
    Capability,
    /// A partner's solution.
    Solution,
    /// A way to be paid.
    Payment,
    /// A number's throughput or quality.
    NumberQuality,
    /// A number's name.
    NumberName,
    /// A number's username.
    NumberUsername,
    /// A number's PIN.
    NumberSecurity,
}

/// The fields of a change, and what they are about.
const FIELDS: &[(&str, Topic)] = &[
    ("account_update", Topic::Update),
    ("account_alerts", Topic::Alert),
    ("account_review_update", Topic::Review),
    ("account_settings_update", Topic::Settings),
    ("business_capability_update", Topic::Capability),
    ("partner_solutions", Topic::Solution),
    ("payment_configuration_update", Topic::Payment),
    ("phone_number_quality_update", Topic::NumberQuality),
    ("phone_number_name_update", Topic::NumberName),
    ("business_username_update", Topic::NumberUsername),
    ("phone_number_username_update", Topic::NumberUsername),
    ("security", Topic::NumberSecurity),
];

/// What a value that stands alone is about, by a member that only it has; the first that fits.
const MEMBERS: &[(&str, Topic)] = &[
    ("alert_info", Topic::Alert),
    ("phone_number_settings", Topic::Settings),
    ("solution_status", Topic::Solution),
    ("provider_mid", Topic::Payment),
    ("configuration_name", Topic::Payment),
    ("requested_verified_name", Topic::NumberName),
    ("requested_username", Topic::NumberUsername),
    ("username", Topic::NumberUsername),
    ("requester", Topic::NumberSecurity),
    ("current_limit", Topic::NumberQuality),
    ("max_phone_numbers_per_waba", Topic::Capability),
    ("max_phone_numbers_per_business", Topic::Capability),
    ("max_daily_conversation_per_phone", Topic::Capability),
    ("ban_info", Topic::Update),
    ("violation_info", Topic::Update),
    ("restriction_info", Topic::Update),
    ("waba_info", Topic::Update),
    ("disconnection_info", Topic::Update),
    ("decision", Topic::Review),
];

/// The words by which a value that holds nothing else is known as news of the account.
const UPDATE_WORDS: &[&str] = &[
    "ACCOUNT_",
    "AD_ACCOUNT_",
    "AUTH_INTL_",
    "BUSINESS_PRIMARY_",
    "DISABLED_UPDATE",
    "MM_LITE_",
    "PARTNER_",
    "VERIFIED_ACCOUNT",
    "VOLUME_BASED_",
];

impl Topic {
    /// What a change is about: by its field, else by what its value holds.
    pub(in crate::webhook) fn of(field: Option<&str>, value: &Value) -> Option<Self> {
        if let Some(field) = field {
            let known = FIELDS.iter().find(|(name, _)| *name == field);
            return known.map(|(_, topic)| *topic);
        }
        let event = text(value, "event").unwrap_or_default();
        if let Some((_, topic)) = MEMBERS.iter().find(|(key, _)| has(value, key)) {
            return Some(*topic);
        }
        if has(value, "display_phone_number") && !event.is_empty() {
            return Some(if event.starts_with("PIN_") {
                Self::NumberSecurity
            } else {
                Self::NumberQuality
            });
        }
        if has(value, "max_daily_conversations_per_business") {
            return Some(Self::Capability);
        }
        let is_update = UPDATE_WORDS.iter().any(|word| event.starts_with(word));
        is_update.then_some(Self::Update)
    }

    const fn kind(self) -> &'static str {
        match self {
            Self::Update => "account.update",
            Self::Alert => "account.alert",
            Self::Review => "account.review",
            Self::Settings => "account.settings",
            Self::Capability => "account.capability",
            Self::Solution => "account.solution",
            Self::Payment => "account.payment_configuration",
            Self::NumberQuality => "number.quality",
            Self::NumberName => "number.name",
            Self::NumberUsername => "number.username",
            Self::NumberSecurity => "number.security",
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Update => "account",
            Self::Alert => "alert",
            Self::Review => "account review",
            Self::Settings => "settings",
            Self::Capability => "limits",
            Self::Solution => "solution",
            Self::Payment => "payment configuration",
            Self::NumberQuality => "number",
            Self::NumberName => "number's name",
            Self::NumberUsername => "number's username",
            Self::NumberSecurity => "number's PIN",
        }
    }
}

/// The members whose texts tell more, each with the members inside it that do; by itself where none.
const DETAILS: &[(&str, &[&str])] = &[
    (
        "alert_info",
        &["alert_severity", "alert_status", "alert_description"],
    ),
    ("ban_info", &["waba_ban_state", "waba_ban_date"]),
    ("violation_info", &["violation_type", "remediation"]),
    ("disconnection_info", &["reason", "initiated_by"]),
    (
        "waba_info",
        &[
            "waba_id",
            "owner_business_id",
            "partner_app_id",
            "solution_id",
            "ad_account_id",
            "ad_account_linked",
        ],
    ),
    (
        "partner_client_certification_info",
        &["status", "client_business_id"],
    ),
    (
        "partner_client_certification_needed_info",
        &["client_business_id"],
    ),
    ("volume_tier_info", &["tier", "region", "category"]),
    ("country", &[]),
    ("rejection_reason", &[]),
    ("current_limit", &[]),
    ("old_limit", &[]),
    ("max_daily_conversations_per_business", &[]),
    ("max_daily_conversation_per_phone", &[]),
    ("max_phone_numbers_per_waba", &[]),
    ("max_phone_numbers_per_business", &[]),
    ("provider_name", &[]),
    ("requester", &[]),
];

impl AccountEvent {
    pub(in crate::webhook) fn read(topic: Topic, value: &Value) -> Self {
        Self {
            topic,
            event: first_text(value, &["event", "decision", "status"])
                .or_else(|| inner_text(value, "alert_info", "alert_type"))
                .or_else(|| text(value, "type")),
            number: first_text(value, &["display_phone_number", "phone_number"])
                .or_else(|| inner_text(value, "phone_number_settings", "phone_number_id")),
            subject: first_text(
                value,
                &[
                    "requested_verified_name",
                    "requested_username",
                    "username",
                    "solution_id",
                    "configuration_name",
                    "entity_id",
                ],
            ),
            details: details(value),
        }
    }

    pub(super) const fn kind(&self) -> &'static str {
        self.topic.kind()
    }

    pub(super) fn summary(&self) -> String {
        let mut words = vec![self.topic.title().to_owned()];
        words.extend(self.number.clone());
        words.extend(self.subject.clone());
        words.extend(self.event.clone());
        let head = words.join(" ");
        if self.details.is_empty() {
            head
        } else {
            format!("{head}: {}", self.details.join(", "))
        }
    }
}

fn details(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (key, inside) in DETAILS {
        if inside.is_empty() {
            found.extend(text(value, key).map(|text| format!("{key} {text}")));
        } else {
            found.extend(
                inside
                    .iter()
                    .filter_map(|inner| inner_text(value, key, inner)),
            );
        }
    }
    for restriction in list(value, "restriction_info") {
        let until = text(restriction, "expiration");
        let until = until.map_or_else(String::new, |until| format!(" until {until}"));
        found.extend(text(restriction, "restriction_type").map(|word| word + &until));
    }
    found.extend(texts(value, "rejection_reasons"));
    found.extend(text(value, "solution_status"));
    found
}
