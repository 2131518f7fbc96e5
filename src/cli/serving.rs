//! What the commands share that run until they are stopped: their addresses, and the signals that end them.

use std::io;
use std::net::SocketAddr;

use tokio::signal::unix::{SignalKind, signal};

/// Ready once SIGINT or SIGTERM has come.
pub(super) fn ended_by_signal() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Reads an address to listen on.
pub(super) fn socket_address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        "expected an IP address and a port, such as 127.0.0.1:8080; port 0 takes any free one"
            .to_owned()
    })
}

/// Reads an address to post to.
pub(super) fn web_address(text: &str) -> Result<String, String> {
    if text.starts_with("http://") || text.starts_with("https://") {
        Ok(text.to_owned())
    } else {
        Err("expected an address that begins with http:// or https://".to_owned())
    }
}
