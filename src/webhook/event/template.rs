//! News of templates: reviewed, rated, edited, put into another category.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::webhook::part::{first_text, has, inner_text, list, moment, text};

/// One thing that happened to a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TemplateEvent {
    /// The template's id.
    pub id: Option<String>,
    /// The template's name.
    pub name: Option<String>,
    /// The language it is in.
    pub language: Option<String>,
    /// What happened.
    #[serde(flatten)]
    pub change: TemplateChange,
}

/// What happened to a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum TemplateChange {
    /// It was reviewed, paused, disabled, or came back.
    Status(Box<Review>),
    /// Customers rate it otherwise.
    Quality {
        /// The rating before: `GREEN`.
        previous: Option<String>,
        /// The rating now.
        new: Option<String>,
    },
    /// It was edited.
    Components {
        /// The header's text now.
        title: Option<String>,
        /// The body now.
        body: Option<String>,
        /// The footer now.
        footer: Option<String>,
        /// The buttons' labels now.
        buttons: Vec<String>,
    },
    /// It is, or will be, in another category.
    Category {
        /// The category before.
        previous: Option<String>,
        /// The category now; in a notice ahead, the one that it still has.
        new: Option<String>,
        /// The category that a notice ahead announces.
        announced: Option<String>,
        /// When that will be.
        from: Option<Timestamp>,
    },
}

/// What a review, or the platform's watch, decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// The platform's word: `APPROVED`.
    pub event: Option<String>,
    /// The category.
    pub category: Option<String>,
    /// Why: `INVALID_FORMAT`; none for `NONE`.
    pub reason: Option<String>,
    /// The reason in words.
    pub explanation: Option<String>,
    /// What to do about it.
    pub recommendation: Option<String>,
    /// What else is told: `FIRST_PAUSE` and its sentence.
    pub note: Option<String>,
    /// When it was disabled: Unix seconds, or a date in words.
    pub disabled: Option<String>,
}

impl TemplateEvent {
    /// Whether a value tells of a template.
    pub(in crate::webhook) fn is(value: &Value) -> bool {
        [
            "message_template_id",
            "message_template_name",
            "new_quality_score",
            "template_status_update",
        ]
        .into_iter()
        .any(|key| has(value, key))
    }

    /// Reads by what the value holds: a field's name is wrong in some of the platform's own samples.
    pub(in crate::webhook) fn read(value: &Value) -> Self {
        let value = value.get("template_status_update").unwrap_or(value);
        Self {
            id: first_text(value, &["message_template_id", "template_id"]),
            name: first_text(value, &["message_template_name", "template_name"]),
            language: first_text(value, &["message_template_language", "language"]),
            change: TemplateChange::read(value),
        }
    }

    pub(super) const fn kind(&self) -> &'static str {
        match self.change {
            TemplateChange::Status(_) => "template.status",
            TemplateChange::Quality { .. } => "template.quality",
            TemplateChange::Components { .. } => "template.components",
            TemplateChange::Category { .. } => "template.category",
        }
    }

    pub(super) fn summary(&self) -> String {
        let name = self.name.as_deref().or(self.id.as_deref()).unwrap_or("?");
        let language = self.language.as_deref().unwrap_or("?");
        let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".to_owned());
        let change = match &self.change {
            TemplateChange::Status(review) => {
                let why = [&review.reason, &review.explanation, &review.note];
                let why: Vec<&str> = why.into_iter().flatten().map(String::as_str).collect();
                let event = word(&review.event);
                if why.is_empty() {
                    event
                } else {
                    format!("{event}: {}", why.join(", "))
                }
            }
            TemplateChange::Quality { previous, new } => {
                format!("quality {} → {}", word(previous), word(new))
            }
            TemplateChange::Components { .. } => "was edited".to_owned(),
            TemplateChange::Category {
                new,
                announced: Some(announced),
                ..
            } => format!("category {} will become {announced}", word(new)),
            TemplateChange::Category { previous, new, .. } => {
                format!("category {} → {}", word(previous), word(new))
            }
        };
        format!("template {name} ({language}) {change}")
    }
}

impl TemplateChange {
    fn read(value: &Value) -> Self {
        if has(value, "new_quality_score") || has(value, "previous_quality_score") {
            return Self::Quality {
                previous: text(value, "previous_quality_score"),
                new: text(value, "new_quality_score"),
            };
        }
        if has(value, "new_category") || has(value, "correct_category") {
            return Self::Category {
                previous: text(value, "previous_category"),
                new: text(value, "new_category"),
                announced: text(value, "correct_category"),
                from: moment(value, "category_update_timestamp"),
            };
        }
        if has(value, "message_template_element") {
            return Self::Components {
                title: text(value, "message_template_title"),
                body: text(value, "message_template_element"),
                footer: text(value, "message_template_footer"),
                buttons: list(value, "message_template_buttons")
                    .filter_map(|button| {
                        let keys = [
                            "message_template_button_text",
                            "message_template_button_type",
                        ];
                        first_text(button, &keys)
                    })
                    .collect(),
            };
        }
        Self::Status(Box::new(Review::read(value)))
    }
}

impl Review {
    fn read(value: &Value) -> Self {
        let pause = ["title", "description"].map(|key| inner_text(value, "other_info", key));
        let pause: Vec<String> = pause.into_iter().flatten().collect();
        Self {
            event: first_text(value, &["event", "status"]),
            category: first_text(value, &["message_template_category", "category"]),
            reason: text(value, "reason").filter(|reason| reason != "NONE"),
            explanation: inner_text(value, "rejection_info", "reason"),
            recommendation: inner_text(value, "rejection_info", "recommendation"),
            note: (!pause.is_empty()).then(|| pause.join(": ")),
            disabled: inner_text(value, "disable_info", "disable_date"),
        }
    }
}
