//! Accounts: a dialect, an address, a number and the secrets that go with them.

use secrecy::SecretString;

use crate::wire::Dialect;

/// One account at one platform.
#[derive(Debug, Clone)]
pub struct Account {
    /// The name by which it is chosen: `sandbox-cloud`.
    pub name: String,
    /// The API that it speaks.
    pub dialect: Dialect,
    /// Where its API stands, with the version for the Cloud API and without a slash at the end.
    pub base_url: String,
    /// The id of the business number in Cloud API paths.
    pub phone_number_id: Option<String>,
    /// The business's own number as digits.
    pub display_phone_number: Option<String>,
    /// The secrets, redacted in `Debug`.
    pub secrets: Secrets,
    /// Whether the embedded sandbox answers.
    pub is_sandbox: bool,
}

/// What an account must keep to itself.
#[derive(Debug, Clone)]
pub struct Secrets {
    /// The bearer token, or 360dialog's key.
    pub access: SecretString,
    /// What Meta signs webhooks with.
    pub app_secret: Option<SecretString>,
    /// What Meta shows when it asks for the webhook address.
    pub verify_token: Option<SecretString>,
}
