//! From a payload to the parts of its bubble.

use serde_json::Value;

use super::bubble::{Bubble, Options, Part};
use crate::wire::Dialect;

/// The bubble of a message; what is not known is shown as far as it can be read.
pub fn bubble(payload: &Value, _dialect: Option<Dialect>, _options: &Options) -> Bubble {
    let mut parts = Vec::new();
    if let Some(body) = payload.pointer("/text/body").and_then(Value::as_str) {
        parts.push(Part::Body(body.to_owned().into()));
    }
    Bubble { parts }
}
