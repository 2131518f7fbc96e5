//! What a panic or a log could print of things that hold secrets.

use std::fmt::Write as _;

use bluetick::link::{Link, LinkConfig};
use bluetick::platform::{Request, set_webhook};
use bluetick::webhook::serve::Limits;
use bluetick::webhook::{Endpoint, ReceiverConfig};
use secrecy::ExposeSecret as _;
use serde_json::json;

use crate::common::secrets::writings;

#[tokio::test]
async fn no_secret_is_in_what_programmers_print() {
    let (sender, _events) = tokio::sync::mpsc::channel(64);
    let link = Link::open(LinkConfig::default(), sender).await.unwrap();
    let mut secrets = Vec::new();
    let mut said = format!("{link:?} {link:#?} {:?}", link.client());
    for account in &link.accounts() {
        let account = account.as_ref();
        let kept = &account.secrets;
        let others = [&kept.app_secret, &kept.verify_token];
        let all = others.into_iter().flatten().chain([&kept.access]);
        secrets.extend(all.map(|secret| secret.expose_secret().to_owned()));
        let request = Request::new(account, &json!({"type": "text"}));
        let webhook = set_webhook(account, "https://hooks.example.com");
        let config = LinkConfig {
            accounts: vec![account.clone()],
            ..LinkConfig::default()
        };
        let receiver = ReceiverConfig {
            address: config.receiver_address,
            endpoints: vec![Endpoint {
                path: "/webhook".to_owned(),
                secret: kept.app_secret.clone(),
                verify_token: kept.verify_token.clone(),
            }],
            limits: Limits::default(),
        };
        write!(
            said,
            "{account:?} {kept:?} {request:?} {webhook:?} {config:?} {receiver:?}"
        )
        .unwrap();
    }
    let access = bluetick::sandbox::Sandbox::start(bluetick::sandbox::Config::default())
        .await
        .unwrap();
    write!(said, "{:?} {access:?}", access.access()).unwrap();
    secrets.push(access.access().cloud.token.clone());
    secrets.push(access.access().cloud.app_secret.clone());
    assert_eq!(secrets.len(), 7);
    for form in secrets.iter().flat_map(|secret| writings(secret)) {
        assert!(!said.contains(&form), "a secret stands in {said}");
    }
}
