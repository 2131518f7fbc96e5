//! News of flows: published, throttled, failing too often.

use serde::Serialize;
use serde_json::Value;

use crate::webhook::part::{list, number, text};

/// One thing that happened to a flow.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlowEvent {
    /// The flow's id.
    pub flow_id: Option<String>,
    /// The platform's word: `FLOW_STATUS_CHANGE`.
    pub event: String,
    /// The platform's sentence.
    pub message: Option<String>,
    /// The status before.
    pub old_status: Option<String>,
    /// The status now.
    pub new_status: Option<String>,
    /// Whether the alert begins or ends: `ACTIVATED`.
    pub alert_state: Option<String>,
    /// The threshold that was passed.
    pub threshold: Option<f64>,
    /// Per cent of the requests that fail.
    pub error_rate: Option<f64>,
    /// What fails, and how often: `TIMEOUT 8`.
    pub errors: Vec<String>,
}

impl FlowEvent {
    pub(in crate::webhook) fn read(value: &Value) -> Self {
        Self {
            flow_id: text(value, "flow_id"),
            event: text(value, "event").unwrap_or_default(),
            message: text(value, "message").or_else(|| text(value, "warning")),
            old_status: text(value, "old_status"),
            new_status: text(value, "new_status"),
            alert_state: text(value, "alert_state"),
            threshold: number(value, "threshold"),
            error_rate: number(value, "error_rate"),
            errors: list(value, "errors")
                .filter_map(|error| {
                    let count = text(error, "error_count").unwrap_or_default();
                    Some(format!("{} {count}", text(error, "error_type")?))
                })
                .collect(),
        }
    }

    pub(super) fn kind(&self) -> &'static str {
        match self.event.as_str() {
            "FLOW_STATUS_CHANGE" => "flow.status",
            "CLIENT_ERROR_RATE" => "flow.client_error_rate",
            "ENDPOINT_ERROR_RATE" => "flow.endpoint_error_rate",
            "ENDPOINT_LATENCY" => "flow.endpoint_latency",
            "ENDPOINT_AVAILABILITY" => "flow.endpoint_availability",
            "FLOW_VERSION_EXPIRY_WARNING" | "FLOW_VERSION_FREEZE_WARNING" => "flow.version_warning",
            _ => "flow.other",
        }
    }

    pub(super) fn summary(&self) -> String {
        let flow = self.flow_id.as_deref().unwrap_or("?");
        match (&self.message, &self.new_status) {
            (Some(message), _) => format!("flow {flow}: {message}"),
            (None, Some(status)) => format!("flow {flow} is {status}"),
            (None, None) => format!("flow {flow}: {}", self.event),
        }
    }
}
