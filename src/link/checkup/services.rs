//! What listens and what is asked: the receiver's address, the sandbox, and the accounts' platforms.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::sync::mpsc;

use super::{Finding, Group};
use crate::files::settings::{AccountSettings, Settings};
use crate::link::{Link, LinkConfig, LinkEvent, test};
use crate::platform::{Account, SendOptions};
use crate::sandbox::Pace;
use crate::wire::Dialect;

/// How long the sandbox may take to answer one message; it takes some milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// One of the sandbox's customers to whom everything goes well.
const CUSTOMER: &str = "15550100100";

/// Looks at the receiver and the sandbox, and asks the accounts' platforms where that is wanted.
pub(super) fn examine(
    settings: &Settings,
    accounts: &[&AccountSettings],
    online: bool,
) -> Vec<Finding> {
    let mut findings = vec![receiver(&settings.receiver.addr)];
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            let found = format!("cannot be started: {error}");
            findings.push(Finding::problem(Group::Sandbox, "start", found));
            return findings;
        }
    };
    findings.push(runtime.block_on(sandbox()));
    if online {
        findings.extend(runtime.block_on(ask(accounts)));
    }
    findings
}

/// Whether the address can be had, and who reaches it.
fn receiver(addr: &str) -> Finding {
    let about = "address";
    let Ok(address) = addr.parse::<SocketAddr>() else {
        return Finding::problem(Group::Receiver, about, format!("{addr} is no address"));
    };
    match TcpListener::bind(address) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => Finding::warning(
            Group::Receiver,
            about,
            format!("{address} is taken"),
        )
        .remedy(
            "if a bluetick listens there, all is well; otherwise choose another receiver.addr in the settings, or \
             end the program that listens there",
        ),
        Err(error) => Finding::problem(
            Group::Receiver,
            about,
            format!("{address} cannot be listened on: {error}"),
        )
        .remedy("choose another receiver.addr in the settings; 127.0.0.1:0 is any free port of this machine"),
        Ok(_) if !address.ip().is_loopback() => Finding::warning(
            Group::Receiver,
            about,
            format!("{address} is free, and other machines reach it"),
        )
        .remedy(
            "put a proxy with https before it, and set the accounts' app_secret: forged webhooks are told apart by \
             the signature alone",
        ),
        Ok(_) if address.port() == 0 => Finding::ok(
            Group::Receiver,
            about,
            format!("any free port of {}: only this machine reaches it", address.ip()),
        ),
        Ok(_) => Finding::ok(
            Group::Receiver,
            about,
            format!("{address} is free: only this machine reaches it"),
        ),
    }
}

/// Starts the sandbox, sends it one message as the composer does, waits for what it reports, and ends it.
async fn sandbox() -> Finding {
    let begun = Instant::now();
    match tokio::time::timeout(PATIENCE, exchange()).await {
        Ok(Ok(())) => Finding::ok(
            Group::Sandbox,
            "message",
            format!(
                "started, answered a message and reported it by webhook in {} ms",
                begun.elapsed().as_millis()
            ),
        ),
        Ok(Err(reason)) => failed(&reason),
        Err(_) => failed("it does not answer in time"),
    }
}

fn failed(reason: &str) -> Finding {
    Finding::problem(Group::Sandbox, "message", reason).remedy(
        "see whether a firewall or a container forbids connections of this machine to itself",
    )
}

async fn exchange() -> Result<(), String> {
    let config = LinkConfig {
        pace: Pace::HURRIED,
        ..LinkConfig::default()
    };
    let (sender, mut events) = mpsc::channel(64);
    let link = Link::open(config, sender)
        .await
        .map_err(|error| error.to_string())?;
    let account = link
        .sandbox_account(Dialect::Cloud)
        .ok_or("it has no account for the Cloud API")?;
    let payload = json!({"messaging_product": "whatsapp", "to": CUSTOMER, "type": "text",
        "text": {"body": "Is anybody there?"}});
    let answer = link.send(account, &payload, &SendOptions::default()).await;
    let answer = answer.map_err(|error| error.to_string())?;
    if !answer.is_accepted() {
        return Err(format!("it answered with status {}", answer.status));
    }
    loop {
        match events.recv().await {
            Some(LinkEvent::Received(_)) => break,
            Some(LinkEvent::ReceiverProblem(problem)) => return Err(problem),
            Some(_) => {}
            None => return Err("it ended before it reported anything".to_owned()),
        }
    }
    link.close().await;
    Ok(())
}

/// What the platforms say of the accounts.
async fn ask(accounts: &[&AccountSettings]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for settings in accounts {
        // What is missing was told already.
        let Ok(account) = Account::load(settings) else {
            continue;
        };
        for asked in test(&account, &[]).await {
            let about = format!("{}: {}", account.name, asked.about);
            findings.push(if asked.is_good {
                Finding::ok(Group::Accounts, about, asked.said)
            } else {
                let remedy = format!("`bluetick accounts test {}` asks again", account.name);
                Finding::problem(Group::Accounts, about, asked.said).remedy(remedy)
            });
        }
    }
    findings
}
