//! What one needs to use the sandbox: addresses and secrets of its three accounts.

use serde::Serialize;

/// The three accounts and the control address; its JSON is the first line of `bluetick sandbox`.
///
/// The secrets are invented anew for each sandbox and open nothing but it.
#[derive(Debug, Clone, Serialize)]
pub struct Access {
    /// The Cloud API account.
    pub cloud: CloudAccess,
    /// The 360dialog account.
    #[serde(rename = "360dialog")]
    pub dialog_360: Dialog360Access,
    /// The On-Premises account.
    #[serde(rename = "on-premises")]
    pub on_premises: OnPremisesAccess,
    /// The address below which the customers are directed.
    pub control: String,
}

/// The account that speaks the Cloud API.
#[derive(Debug, Clone, Serialize)]
pub struct CloudAccess {
    /// Where the API stands, with its version.
    pub base_url: String,
    /// The business number's id.
    pub phone_number_id: String,
    /// The WhatsApp Business account's id.
    pub waba_id: String,
    /// The bearer token.
    pub token: String,
    /// What webhooks are signed with.
    pub app_secret: String,
    /// What is shown when the sandbox asks for the webhook address.
    pub verify_token: String,
}

/// The account that speaks 360dialog's API.
#[derive(Debug, Clone, Serialize)]
pub struct Dialog360Access {
    /// Where the API stands.
    pub base_url: String,
    /// The key.
    pub api_key: String,
}

/// The account that speaks the On-Premises API.
#[derive(Debug, Clone, Serialize)]
pub struct OnPremisesAccess {
    /// Where the API stands.
    pub base_url: String,
    /// The user to log in.
    pub user: String,
    /// The user's password.
    pub password: String,
    /// A token that needs no login and does not expire.
    #[serde(skip)]
    pub token: String,
}
