//! The receiver: signed webhooks over 64 connections, each answered only after its commit to a file.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot run has nothing to measure"
)]

use std::net::SocketAddr;
use std::thread;

use bluetick::history::{FILE_NAME, History};
use bluetick::webhook::serve::Limits;
use bluetick::webhook::signature::sign;
use bluetick::webhook::{Endpoint, Receiver, ReceiverConfig};
use divan::Bencher;
use divan::counter::ItemsCount;
use secrecy::SecretString;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};

const CONNECTIONS: usize = 64;
const EACH: usize = 300;
const SECRET: &str = "sesame";

/// A signed request with a status, as the platform posts it.
fn request(number: usize) -> Vec<u8> {
    let body = json!({"object": "whatsapp_business_account", "entry": [{"id": "120998877665544", "changes": [
        {"field": "messages", "value": {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "15550109900", "phone_number_id": "380012345678901"},
            "statuses": [{
                "id": format!("wamid.HBgLMTU1NTAxMDAxMjMVAgASGBQz{number:012}"),
                "status": "delivered",
                "timestamp": "1795161640",
                "recipient_id": format!("1555010{:04}", number % 500),
                "pricing": {"billable": true, "pricing_model": "PMP", "category": "service"}}]}}]}]})
    .to_string();
    let signature = sign(&SecretString::from(SECRET), body.as_bytes());
    format!(
        "POST /webhook HTTP/1.1\r\nHost: bot.example.com\r\nContent-Type: application/json\r\n\
         User-Agent: facebookexternalua\r\nX-Hub-Signature-256: {signature}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Posts over one connection, one request after the answer to the other.
async fn post(address: SocketAddr, requests: Vec<Vec<u8>>) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let mut answer = [0; 1024];
    for request in requests {
        stream.write_all(&request).await.unwrap();
        let length = stream.read(&mut answer).await.unwrap();
        assert!(answer[..length].starts_with(b"HTTP/1.1 200"));
        assert!(answer[..length].ends_with(b"\r\n\r\n"), "in one piece");
    }
}

/// All connections at once, on a thread of their own.
fn post_all(address: SocketAddr, requests: Vec<Vec<Vec<u8>>>) {
    let client = thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_io().build().unwrap();
        runtime.block_on(async {
            let posts = requests
                .into_iter()
                .map(|requests| tokio::spawn(post(address, requests)))
                .collect::<Vec<_>>();
            for post in posts {
                post.await.unwrap();
            }
        });
    });
    client.join().unwrap();
}

fn start(runtime: &Runtime, history: &History) -> Receiver {
    let config = ReceiverConfig {
        address: "127.0.0.1:0".parse().unwrap(),
        endpoints: vec![Endpoint {
            path: "/webhook".to_owned(),
            secret: Some(SecretString::from(SECRET)),
            verify_token: None,
        }],
        limits: Limits::default(),
    };
    let sink = history.sink(vec![("/webhook".to_owned(), "shop".to_owned())]);
    runtime.block_on(Receiver::start(config, sink)).unwrap()
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn signed_events_answered_after_their_commit(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let history = History::open(&folder.path().join(FILE_NAME))
        .unwrap()
        .history;
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let receiver = start(&runtime, &history);
    let address = receiver.address();
    bencher
        .counter(ItemsCount::new(CONNECTIONS * EACH))
        .with_inputs(|| {
            let of_connection =
                |connection| (0..EACH).map(move |number| request(connection * EACH + number));
            (0..CONNECTIONS)
                .map(|connection| of_connection(connection).collect())
                .collect()
        })
        .bench_values(|requests: Vec<Vec<Vec<u8>>>| post_all(address, requests));
    runtime.block_on(receiver.stop());
}
