//! A small HTTP server that survives hostile clients; the receiver and the sandbox both run on it.
//!
//! A request head or a pause between requests may take only so long, a body too, a body may be only
//! so large, and only so many connections are served at once; the rest wait.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Bytes, HttpBody as _};
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// What a client may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at once.
    pub connections: usize,
    /// For a request head, and between two requests of a connection.
    pub head: Duration,
    /// For a request body.
    pub body: Duration,
    /// Bytes of a request body.
    pub body_size: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 256,
            head: Duration::from_secs(15),
            body: Duration::from_secs(15),
            // Meta's webhooks have up to 3 MB.
            body_size: 4 * 1024 * 1024,
        }
    }
}

/// How long the requests under way may take once the server is to end.
const GRACE: Duration = Duration::from_secs(2);

/// A server at work. Dropping it ends it; [`Server::stop`] also waits for that.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    cancel: CancellationToken,
    tasks: TaskTracker,
}

impl Server {
    /// Takes an address; port 0 takes any free one.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub async fn bind(address: SocketAddr) -> io::Result<TcpListener> {
        TcpListener::bind(address).await
    }

    /// Serves `router` to whoever connects.
    ///
    /// # Errors
    /// When the listener has no address any more.
    pub fn run(listener: TcpListener, router: Router, limits: Limits) -> io::Result<Self> {
        let server = Self {
            address: listener.local_addr()?,
            cancel: CancellationToken::new(),
            tasks: TaskTracker::new(),
        };
        let router = router.layer(DefaultBodyLimit::max(limits.body_size));
        server.tasks.spawn(accept(
            listener,
            router,
            limits,
            server.cancel.clone(),
            server.tasks.clone(),
        ));
        server.tasks.close();
        Ok(server)
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends it: requests under way are answered unless that takes seconds, nothing new is taken.
    pub async fn stop(&self) {
        self.cancel.cancel();
        self.tasks.wait().await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// Reads the body of a request within the time that `limits` allow.
///
/// # Errors
/// The response that tells the client what was wrong: 408, 413 or 400.
pub async fn read_body(request: Request, limits: Limits) -> Result<Bytes, Response> {
    let announced = usize::try_from(request.body().size_hint().lower());
    if announced.map_or(true, |announced| announced > limits.body_size) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    }
    match timeout(limits.body, Bytes::from_request(request, &())).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(rejection)) => Err(rejection.into_response()),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT.into_response()),
    }
}

async fn accept(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    cancel: CancellationToken,
    tasks: TaskTracker,
) {
    let permits = Arc::new(Semaphore::new(limits.connections));
    loop {
        let accepted = async {
            // The semaphore is never closed, so a permit always comes.
            let permit = Arc::clone(&permits).acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, accepted) = tokio::select! {
            () = cancel.cancelled() => return,
            accepted = accepted => accepted,
        };
        let Ok((stream, _)) = accepted else {
            // Out of file descriptors, most likely: others must end first.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let (router, cancel) = (router.clone(), cancel.clone());
        tasks.spawn(async move {
            serve_connection(stream, router, limits, cancel).await;
            drop(permit);
        });
    }
}

async fn serve_connection(
    stream: TcpStream,
    router: Router,
    limits: Limits,
    cancel: CancellationToken,
) {
    // Only costs speed when it fails.
    let _ = stream.set_nodelay(true);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => Some(ended),
        () = cancel.cancelled() => None,
    };
    if ended.is_none() {
        connection.as_mut().graceful_shutdown();
        // A client that breaks off is its own business, as is one that says nothing.
        let _ = timeout(GRACE, connection).await;
    }
}
