//! Numbers by which a platform names an error.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An error code of the platform with its optional subcode, e.g. `131009` or `100/33`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Code {
    /// The code, what integrators branch on.
    pub code: u32,
    /// The subcode, mostly of template creation and of token errors.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subcode: Option<u32>,
}

impl Code {
    /// A code without a subcode.
    pub const fn new(code: u32) -> Self {
        Self {
            code,
            subcode: None,
        }
    }

    /// A code with its subcode.
    pub const fn with_subcode(code: u32, subcode: u32) -> Self {
        Self {
            code,
            subcode: Some(subcode),
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.subcode {
            Some(subcode) => write!(formatter, "{}/{subcode}", self.code),
            None => write!(formatter, "{}", self.code),
        }
    }
}
