//! The system's CA certificates, without which no encrypted connection begins.

use super::{Finding, Group};
use crate::files::settings::AccountSettings;
use crate::platform::{Trust, base_url, check_trust};

/// What names other certificates than those of the system's usual places.
const VARIABLES: [&str; 2] = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

/// Whether the client can load them, as it does for an account.
pub(super) fn examine(accounts: &[&AccountSettings]) -> Vec<Finding> {
    let is_needed = accounts.iter().any(|account| {
        Trust::of(account) == Trust::System
            && base_url(account).is_some_and(|url| url.starts_with("https://"))
    });
    let named = VARIABLES.iter().filter_map(|name| {
        let value = std::env::var(name).ok().filter(|value| !value.is_empty())?;
        Some(format!("{name}={value}"))
    });
    let named: Vec<String> = named.collect();
    let place = if named.is_empty() {
        "from the system".to_owned()
    } else {
        format!("from {}", named.join(" "))
    };
    vec![match check_trust(&Trust::System) {
        Ok(()) => Finding::ok(Group::Certificates, "CAs", format!("loaded {place}")),
        Err(error) => {
            let found = format!("{error} ({place})");
            let remedy = if named.is_empty() {
                "install the package ca-certificates"
            } else {
                "name a file of certificates there, or unset it and install the package ca-certificates"
            };
            // Without an account that needs them, everything works: the sandbox is not encrypted.
            if is_needed {
                Finding::problem(Group::Certificates, "CAs", found)
            } else {
                Finding::warning(Group::Certificates, "CAs", found)
            }
            .remedy(remedy)
        }
    }]
}
