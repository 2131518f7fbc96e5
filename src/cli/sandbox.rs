//! `bluetick sandbox`: the pretend platform alone, for other programs to talk to.

use std::fmt::Write as _;
use std::net::SocketAddr;

use clap::Args;

use super::serving::{ended_by_signal, socket_address, web_address};
use super::{Exit, Failure, output};
use crate::sandbox::{CONTROLS, Config, Control, Sandbox};
use crate::wire::Dialect;

/// What can be controlled, shown beneath the options.
fn control_help() -> String {
    let mut help = String::from(
        "Everything is controlled with JSON below the address \"control\" of the first line, which lists it too:\n",
    );
    for control in CONTROLS {
        let Control {
            method,
            path,
            example,
            doc,
        } = control;
        let path = if path.is_empty() { "/" } else { path };
        // Writing to a string cannot fail.
        let _ = writeln!(help, "  {method:4} {path:12} {example}");
        let _ = writeln!(help, "       {doc}");
    }
    help.push_str(
        "Bodies need the header Content-Type: application/json. Recipients 15550 + a six-digit error code\n\
         fail with it (15550131047), on-premises 155500 + five digits (15550000470). A template with \"reject\"\n\
         in its name is rejected.",
    );
    help
}

/// What `sandbox` takes.
#[derive(Debug, Args)]
#[command(after_help = control_help())]
pub struct Arguments {
    /// Where to listen; port 0 takes any free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:0", value_parser = socket_address)]
    addr: SocketAddr,
    /// Where webhooks are posted
    #[arg(long, value_name = "URL", value_parser = web_address)]
    webhook: Option<String>,
    /// Refuse unknown keys, file ids and template names, as Meta does
    #[arg(long)]
    strict: bool,
    /// Make ids and secrets from this number, the same each time
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
}

/// Runs the sandbox until it is interrupted. The first line on stdout has all that is needed to use it.
///
/// # Errors
/// When it cannot listen.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Exit::CannotWrite, format!("cannot start: {error}")))?;
    runtime.block_on(serve(arguments))
}

async fn serve(arguments: &Arguments) -> Result<Exit, Failure> {
    let config = Config {
        address: arguments.addr,
        seed: arguments.seed,
        strict: arguments.strict,
        ..Config::default()
    };
    let sandbox = Sandbox::start(config).await.map_err(|error| {
        Failure::new(
            Exit::CannotWrite,
            format!(
                "cannot listen on {}: {error}; choose another --addr, or port 0 for any free one",
                arguments.addr
            ),
        )
    })?;
    let end = ended_by_signal().map_err(|error| {
        Failure::new(
            Exit::CannotWrite,
            format!("cannot wait for signals: {error}"),
        )
    })?;
    if let Some(url) = &arguments.webhook {
        for &dialect in Dialect::ALL {
            sandbox.set_webhook(dialect, url);
        }
    }
    let line = serde_json::to_string(sandbox.access())
        .map_err(|error| Failure::new(Exit::CannotWrite, format!("cannot write JSON: {error}")))?;
    output::print(&format!("{line}\n"))?;
    // Only now, since whoever answers the handshake may need the token from that line.
    let handshake = async {
        if let Some(url) = &arguments.webhook
            && let Err(error) = sandbox.shake_hands(url).await
        {
            output::note(&format!("{error}; webhooks are posted there all the same"));
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        () = end => {}
        () = handshake => {}
    }
    sandbox.stop().await;
    Ok(Exit::Done)
}
