//! What one needs to use the sandbox: addresses and secrets of its three accounts.

use std::fmt;
use std::net::SocketAddr;

use serde::Serialize;

use super::gate::{Gate, TESTER};
use super::id::Ids;

/// The three accounts and the control address; its JSON is the first line of `bluetick sandbox`.
///
/// The secrets are invented anew for each sandbox and open nothing but it.
#[derive(Clone, Serialize)]
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
#[derive(Clone, Serialize)]
pub struct CloudAccess {
    /// Where the API stands, with its version.
    pub base_url: String,
    /// The business number's id.
    pub phone_number_id: String,
    /// The WhatsApp Business account's id.
    pub waba_id: String,
    /// The app's id.
    pub app_id: String,
    /// The bearer token.
    pub token: String,
    /// What webhooks are signed with.
    pub app_secret: String,
    /// What is shown when the sandbox asks for the webhook address.
    pub verify_token: String,
}

/// The account that speaks 360dialog's API.
#[derive(Clone, Serialize)]
pub struct Dialog360Access {
    /// Where the API stands.
    pub base_url: String,
    /// The key of the number at the current host.
    pub api_key: String,
    /// The key of the same number at the host of the first generation: an On-Premises client behind a key.
    pub first_generation_api_key: String,
    /// The key of the sandbox host.
    pub sandbox_api_key: String,
    /// The only number that the sandbox host sends to.
    pub sandbox_number: String,
}

/// The account that speaks the On-Premises API.
#[derive(Clone, Serialize)]
pub struct OnPremisesAccess {
    /// Where the API stands.
    pub base_url: String,
    /// The user to log in.
    pub user: String,
    /// The user's password.
    pub password: String,
}

/// What the control address begins with.
pub(super) const CONTROL: &str = "/_sandbox";
/// The version that the Cloud API account's address names.
const GRAPH_VERSION: &str = "v26.0";

impl Access {
    /// Invents secrets and ids for a sandbox that listens at `address`.
    pub(super) fn invent(address: SocketAddr, ids: &mut Ids) -> Self {
        let origin = format!("http://{address}");
        Self {
            cloud: CloudAccess {
                base_url: format!("{origin}/{GRAPH_VERSION}"),
                phone_number_id: format!("38{}", ids.digits(13)),
                waba_id: format!("12{}", ids.digits(13)),
                app_id: format!("7{}", ids.digits(14)),
                token: format!("EAA{}", ids.token(60)),
                app_secret: ids.hexadecimal(32),
                verify_token: ids.token(24),
            },
            dialog_360: Dialog360Access {
                base_url: origin.clone(),
                api_key: Gate::Current.invent_key(ids),
                first_generation_api_key: Gate::FirstGeneration.invent_key(ids),
                sandbox_api_key: Gate::Sandbox.invent_key(ids),
                sandbox_number: TESTER.to_owned(),
            },
            on_premises: OnPremisesAccess {
                base_url: origin.clone(),
                user: "admin".to_owned(),
                password: ids.token(16),
            },
            control: format!("{origin}{CONTROL}"),
        }
    }
}

impl fmt::Debug for Access {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Access")
            .field("control", &self.control)
            .finish_non_exhaustive()
    }
}
