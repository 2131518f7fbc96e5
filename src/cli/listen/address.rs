//! What is said once it listens: the addresses to register, and how, per provider.

use std::fmt::Write as _;
use std::net::SocketAddr;

use super::{APP_SECRET, Post, VERIFY_TOKEN};
use crate::platform::Account;
use crate::wire::Dialect;

/// The addresses, what to do with them, and what to beware of.
pub(super) fn advice(address: SocketAddr, posts: &[Post]) -> String {
    let mut text = format!("listening on http://{address}; Ctrl-C ends");
    // Writing to a string cannot fail.
    for post in posts {
        let _infallible = write!(
            text,
            "\n  {}  http://{address}{}\n    {}",
            post.account,
            post.path,
            registration(post)
        );
        let checked = match (&post.secret, &post.known) {
            (Some(_), _) => None,
            (None, Some(account)) if account.dialect != Dialect::Cloud => None,
            (None, Some(_)) => Some("app_secret in the settings"),
            (None, None) => Some(APP_SECRET),
        };
        if let Some(name) = checked {
            let _infallible = write!(
                text,
                "\n    signatures are not checked: anybody who finds the address can post; set {name}"
            );
        }
    }
    if address.ip().is_loopback() {
        text.push_str(
            "\n  only this machine reaches it: give the platform the address of a tunnel to it, with https",
        );
    } else {
        text.push_str(
            "\n  other machines can reach it: without a proxy before it nothing is encrypted, and whoever posts is \
             told apart by the signature alone",
        );
    }
    text
}

/// How an address is made known to its platform.
fn registration(post: &Post) -> String {
    let dialect = post.known.as_ref().map(|account| account.dialect);
    match dialect {
        None | Some(Dialect::Cloud) => {
            let token = if post.verify_token.is_some() {
                "with the verify token".to_owned()
            } else if post.known.is_some() {
                "with a verify token, which verify_token in the settings must name first".to_owned()
            } else {
                format!("with a verify token, which ${VERIFY_TOKEN} must hold first")
            };
            format!(
                "Cloud API: the app's dashboard, WhatsApp, Configuration, Callback URL, {token}; then subscribe to \
                 messages"
            )
        }
        Some(Dialect::Dialog360) => format!(
            "360dialog: POST {}/v1/configs/webhook {{\"url\": \"https://…\"}} with the key of the number",
            base(post.known.as_ref())
        ),
        Some(Dialect::OnPremises) => format!(
            "On-Premises API: PATCH {}/v1/settings/application {{\"webhooks\": {{\"url\": \"https://…\"}}}}",
            base(post.known.as_ref())
        ),
    }
}

fn base(account: Option<&Account>) -> &str {
    account.map_or("", |account| account.base_url.as_str())
}
