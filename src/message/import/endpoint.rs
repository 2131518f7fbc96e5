//! What the address of a request tells of the message: the API that it goes to, and the number it is sent from.

use serde_json::Value;

use crate::message::dialect_of;
use crate::wire::Dialect;

/// Where a request goes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Endpoint {
    dialect: Option<Dialect>,
    has_gateway_key: bool,
    /// The business number's id in a Cloud API path.
    pub(super) phone_number_id: Option<String>,
}

impl Endpoint {
    /// Reads an address: `https://graph.facebook.com/v26.0/15550100000/messages`.
    pub(super) fn of(url: &str) -> Self {
        let path = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let (host, path) = path.split_once('/').unwrap_or((path, ""));
        let host = host
            .split(':')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
        let (id, version) = match steps.as_slice() {
            [.., version, id, "messages" | "marketing_messages"] => (Some(*id), *version),
            [id, "messages" | "marketing_messages"] => (Some(*id), ""),
            _ => (None, ""),
        };
        let is_first_generation = path.ends_with("v1/messages");
        let dialect = match host.as_str() {
            "graph.facebook.com" => Some(Dialect::Cloud),
            "waba.360dialog.io" => Some(Dialect::OnPremises),
            host if host.ends_with("360dialog.io") => Some(Dialect::Dialog360),
            _ if is_first_generation => Some(Dialect::OnPremises),
            _ if version.starts_with('v') && id.is_some() => Some(Dialect::Cloud),
            _ => None,
        };
        let is_number = |id: &&str| id.len() > 4 && id.chars().all(|digit| digit.is_ascii_digit());
        Self {
            dialect,
            has_gateway_key: false,
            phone_number_id: id.filter(is_number).map(str::to_owned),
        }
    }

    /// Notes that the request has 360dialog's key.
    pub(super) const fn with_gateway_key(&mut self) {
        self.has_gateway_key = true;
    }

    /// The dialect of a payload that goes there.
    pub(super) fn dialect(&self, payload: &Value) -> Option<Dialect> {
        let shown = dialect_of(payload);
        match (self.dialect, shown) {
            (None, shown) if self.has_gateway_key && shown != Some(Dialect::OnPremises) => {
                Some(Dialect::Dialog360)
            }
            // an address of the first generation in front of a Cloud body: the body tells
            (Some(Dialect::OnPremises), Some(Dialect::Cloud)) => Some(if self.has_gateway_key {
                Dialect::Dialog360
            } else {
                Dialect::Cloud
            }),
            (told, shown) => told.or(shown),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case(
        "https://graph.facebook.com/v26.0/15550100000/messages",
        Some(Dialect::Cloud),
        Some("15550100000")
    )]
    #[case(
        "https://graph.facebook.com/15550100000/messages?x=1",
        Some(Dialect::Cloud),
        Some("15550100000")
    )]
    #[case(
        "https://graph.facebook.com/VERSION/PHONE_ID/messages",
        Some(Dialect::Cloud),
        None
    )]
    #[case(
        "http://127.0.0.1:8080/v26.0/15550100000/messages",
        Some(Dialect::Cloud),
        Some("15550100000")
    )]
    #[case(
        "https://waba-v2.360dialog.io/messages",
        Some(Dialect::Dialog360),
        None
    )]
    #[case(
        "https://waba-sandbox.360dialog.io/v1/messages",
        Some(Dialect::Dialog360),
        None
    )]
    #[case(
        "https://waba.360dialog.io/v1/messages",
        Some(Dialect::OnPremises),
        None
    )]
    #[case(
        "https://wa.example.com:9090/v1/messages",
        Some(Dialect::OnPremises),
        None
    )]
    #[case("/v1/messages", Some(Dialect::OnPremises), None)]
    #[case("https://hooks.example.com/in", None, None)]
    #[case("", None, None)]
    fn an_address_tells_the_api(
        #[case] url: &str,
        #[case] dialect: Option<Dialect>,
        #[case] id: Option<&str>,
    ) {
        let endpoint = Endpoint::of(url);
        assert_eq!(endpoint.dialect(&json!({})), dialect);
        assert_eq!(endpoint.phone_number_id.as_deref(), id);
    }
}
