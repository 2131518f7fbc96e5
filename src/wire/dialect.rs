//! The three APIs that take WhatsApp Business messages.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text;

/// One of the three APIs. A draft is written for one of them; an account speaks one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Dialect {
    /// Meta's Cloud API, the live one.
    #[serde(rename = "cloud")]
    Cloud,
    /// 360dialog's pass-through of the Cloud API.
    #[serde(rename = "360dialog")]
    Dialog360,
    /// The On-Premises API, withdrawn on 23 October 2025.
    #[serde(rename = "on-premises", alias = "on_premises")]
    OnPremises,
}

impl Dialect {
    /// All dialects, in the order in which they are offered.
    pub const ALL: &'static [Self] = &[Self::Cloud, Self::Dialog360, Self::OnPremises];
    /// The two that take a Cloud API body.
    pub const CLOUD_BODY: &'static [Self] = &[Self::Cloud, Self::Dialog360];

    /// The spelling that is printed and read: `cloud`, `360dialog`, `on-premises`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cloud => "cloud",
            Self::Dialog360 => "360dialog",
            Self::OnPremises => "on-premises",
        }
    }

    /// The name as people write it: `Cloud API`, `360dialog`, `On-Premises API`.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Cloud => "Cloud API",
            Self::Dialog360 => "360dialog",
            Self::OnPremises => "On-Premises API",
        }
    }

    /// Whether both dialects take the same body, so that a draft of one can go to the other.
    pub const fn shares_body_with(self, other: Self) -> bool {
        matches!(self, Self::OnPremises) == matches!(other, Self::OnPremises)
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A dialect name that is none of the three.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no API; expected cloud, 360dialog or on-premises")]
pub struct UnknownDialect(pub String);

impl FromStr for Dialect {
    type Err = UnknownDialect;

    fn from_str(name: &str) -> Result<Self, UnknownDialect> {
        match name {
            "cloud" => Ok(Self::Cloud),
            "360dialog" => Ok(Self::Dialog360),
            "on-premises" | "on_premises" => Ok(Self::OnPremises),
            other => Err(UnknownDialect(text::truncate(other, 40).into_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_as_its_dialect() {
        for &dialect in Dialect::ALL {
            assert_eq!(dialect.name().parse(), Ok(dialect));
        }
        assert_eq!("on_premises".parse(), Ok(Dialect::OnPremises));
        assert!("whatsapp".parse::<Dialect>().is_err());
        let endless = "y".repeat(5000).parse::<Dialect>().unwrap_err();
        assert!(endless.to_string().len() < 150, "{endless}");
    }

    #[test]
    fn cloud_and_360dialog_share_their_body() {
        assert!(Dialect::Cloud.shares_body_with(Dialect::Dialog360));
        assert!(!Dialect::Cloud.shares_body_with(Dialect::OnPremises));
        assert!(Dialect::OnPremises.shares_body_with(Dialect::OnPremises));
    }
}
