//! Files through the client: against servers that refuse, stall and break off, and what is behind links.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bluetick::platform::media::{
    Fetched, ProbeError, Progress, Upload, fetch_from, probe, upload, uploaded_id,
};
use bluetick::platform::{Account, Client, SendError, SendOptions};
use bluetick::wire::Dialect;
use rstest::rstest;
use secrecy::SecretString;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::DEADLINE;

fn account(dialect: Dialect, base_url: &str) -> Account {
    let secret = SecretString::from("s3cret-token");
    Account {
        phone_number_id: Some("1".to_owned()),
        ..Account::new("elsewhere", dialect, base_url, secret)
    }
}

/// A file of so many bytes, which ends with its folder.
fn file(bytes: usize) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lamp ü.png");
    std::fs::write(&path, vec![7; bytes]).unwrap();
    (folder, path)
}

fn of(path: &Path, bytes: usize, progress: Progress) -> Upload {
    Upload {
        path: path.to_owned(),
        kind: "image/png".to_owned(),
        bytes: u64::try_from(bytes).unwrap(),
        progress,
    }
}

/// How long a request is by the length that it tells; no end while it has not told it.
fn whole(read: &[u8]) -> usize {
    let text = String::from_utf8_lossy(read).to_lowercase();
    let told = || {
        let head = text.find("\r\n\r\n")? + 4;
        let (_, length) = text.get(..head)?.split_once("content-length: ")?;
        Some(head + length.lines().next()?.parse::<usize>().ok()?)
    };
    let is_head = !text.contains("content-length: ") && text.contains("\r\n\r\n");
    told().unwrap_or(if is_head { 0 } else { usize::MAX })
}

/// A server that reads so much of each request, answers, and gives what it has read.
async fn server(
    answers: &'static [&'static [u8]],
    enough: usize,
) -> (String, tokio::task::JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let task = tokio::spawn(async move {
        let mut read = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let (mut buffer, from) = ([0; 8192], read.len());
            while read.len() - from < enough.min(whole(&read[from..])) {
                match stream.read(&mut buffer).await {
                    Ok(count @ 1..) => read.extend(&buffer[..count]),
                    _ => break,
                }
            }
            let _ = stream.write_all(answer).await;
            let _ = stream.shutdown().await;
        }
        read
    });
    (format!("http://{address}"), task)
}

const TAKEN: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{\"id\":\"77\"}";

#[rstest]
#[case(Dialect::Cloud, true)]
#[case(Dialect::Dialog360, true)]
#[case(Dialect::OnPremises, false)]
#[tokio::test]
async fn a_file_goes_out_whole_with_its_length_and_its_progress(
    #[case] dialect: Dialect,
    #[case] is_form: bool,
) {
    const BYTES: usize = 300_000;
    let (_folder, path) = file(BYTES);
    let (url, server) = server(&[TAKEN], usize::MAX).await;
    let told = Arc::new(AtomicU64::new(0));
    let tell = Arc::clone(&told);
    let progress = Progress::new(move |bytes| tell.store(bytes, Ordering::Relaxed));
    let account = account(dialect, &url);
    let request = upload(&account, &of(&path, BYTES, progress));
    assert!(!request.shown().contains("s3cret"));
    let client = Client::new();
    let options = SendOptions {
        timeout: DEADLINE,
        ..SendOptions::default()
    };
    let answer = client.send(&request, &options).await.unwrap();
    assert_eq!(uploaded_id(&answer).as_deref(), Some("77"));
    assert_eq!(told.load(Ordering::Relaxed), 300_000);
    let sent = server.await.unwrap();
    let head = String::from_utf8_lossy(&sent[..1500]).to_lowercase();
    assert!(head.contains("content-length: "), "{head}");
    assert!(!head.contains("transfer-encoding"), "{head}");
    assert_eq!(head.contains("multipart/form-data"), is_form, "{head}");
    assert!(head.contains("content-type: image/png"), "{head}");
    assert_eq!(
        head.contains("name=\"messaging_product\"\r\n\r\nwhatsapp"),
        is_form,
        "{head}"
    );
    let longest = sent.split(|byte| *byte != 7).map(<[u8]>::len).max();
    assert_eq!(longest, Some(BYTES));
}

#[tokio::test]
async fn a_refusal_for_size_a_cut_connection_and_a_missing_file_are_told_apart() {
    const BYTES: usize = 2_000_000;
    let (_folder, path) = file(BYTES);
    let client = Client::new();
    let options = SendOptions {
        timeout: DEADLINE,
        ..SendOptions::default()
    };
    let too_large: &[&[u8]] =
        &[b"HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"];
    let (url, _server) = server(too_large, BYTES).await;
    let account = account(Dialect::Cloud, &url);
    let request = upload(&account, &of(&path, BYTES, Progress::default()));
    assert_eq!(client.send(&request, &options).await.unwrap().status, 413);

    let (url, _server) = server(&[b""], 100_000).await;
    let account = self::account(Dialect::OnPremises, &url);
    let request = upload(&account, &of(&path, BYTES, Progress::default()));
    let cut = client.send(&request, &options).await;
    assert!(matches!(cut, Err(SendError::Broken { .. })), "{cut:?}");

    let request = upload(
        &account,
        &of(Path::new("no such file"), 1, Progress::default()),
    );
    let missing = client.send(&request, &options).await;
    assert!(matches!(missing, Err(SendError::File(_))), "{missing:?}");
}

#[tokio::test]
async fn an_upload_that_stalls_is_given_up() {
    const BYTES: usize = 20_000_000;
    let (_folder, path) = file(BYTES);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    // It takes the connection and reads nothing.
    let stalled = tokio::spawn(async move {
        let _held = listener.accept().await;
        std::future::pending::<()>().await;
    });
    let cancel = CancellationToken::new();
    let pressed = cancel.clone();
    let progress = Progress::new(move |bytes| {
        if bytes > 100_000 {
            pressed.cancel();
        }
    });
    let request = upload(&account(Dialect::Cloud, &url), &of(&path, BYTES, progress));
    let options = SendOptions {
        timeout: DEADLINE,
        cancel,
    };
    let ended = Client::new().send(&request, &options).await;
    assert_eq!(ended.unwrap_err(), SendError::Cancelled);
    let slow = SendOptions {
        timeout: Duration::from_millis(50),
        ..SendOptions::default()
    };
    let late = Client::new().send(&request, &slow).await;
    assert!(matches!(late, Err(SendError::Timeout(_))), "{late:?}");
    stalled.abort();
}

#[tokio::test]
async fn a_file_that_breaks_off_is_no_file() {
    let broken: &[&[u8]] =
        &[b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 100\r\n\r\nhalf"];
    let (url, _server) = server(broken, 10).await;
    let account = account(Dialect::Cloud, &url);
    let request = fetch_from(&account, &format!("{url}/file")).unwrap();
    let mut taken = Vec::new();
    let mut sink = |piece: &[u8]| {
        taken.extend_from_slice(piece);
        Ok(())
    };
    let options = SendOptions::default();
    let fetched = Client::new()
        .fetch(&account, &request, Some(&mut sink), &options)
        .await;
    assert!(fetched.is_err(), "{fetched:?}");

    let gone: &[&[u8]] = &[b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"];
    let (url, _server) = server(gone, 10).await;
    let account = self::account(Dialect::Cloud, &url);
    let request = fetch_from(&account, &format!("{url}/file")).unwrap();
    let fetched = Client::new()
        .fetch(&account, &request, None, &options)
        .await;
    assert!(matches!(fetched, Ok(Fetched::Refused(answer)) if answer.status == 404));
}

#[tokio::test]
async fn what_is_behind_a_link_is_asked_without_a_secret_and_through_redirects() {
    let answers: &[&[u8]] = &[
        b"HTTP/1.1 302 Found\r\nLocation: /real\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: image/PNG; charset=x\r\nContent-Length: 4\r\n\r\nbody",
    ];
    let (url, server) = server(answers, 10).await;
    let options = SendOptions::default();
    let found = probe(&Client::new(), &format!("{url}/lamp"), &options)
        .await
        .unwrap();
    assert!(found.is_reachable());
    assert_eq!(found.kind.as_deref(), Some("image/png"));
    assert_eq!(found.bytes, Some(4));
    assert_eq!(
        found.addresses,
        [format!("{url}/lamp"), format!("{url}/real")]
    );
    let concerns = found.concerns();
    assert!(concerns[0].contains("https://"), "{concerns:?}");
    assert!(concerns[1].contains("one redirect leads"), "{concerns:?}");
    assert_eq!(concerns.len(), 2);
    let asked = String::from_utf8(server.await.unwrap()).unwrap();
    assert!(!asked.to_lowercase().contains("authorization"));
    assert!(asked.starts_with("HEAD /lamp"), "{asked}");

    let none = probe(&Client::new(), "lamp.jpg", &options).await;
    assert_eq!(none.unwrap_err(), ProbeError::NoAddress);
}

#[tokio::test]
async fn a_page_and_a_missing_file_behind_a_link_are_told() {
    let page: &[&[u8]] =
        &[b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"];
    let (url, _server) = server(page, 10).await;
    let found = probe(&Client::new(), &url, &SendOptions::default())
        .await
        .unwrap();
    assert!(found.file().is_none());
    assert!(
        found
            .concerns()
            .iter()
            .any(|concern| concern.contains("text/html"))
    );
    let gone: &[&[u8]] = &[b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"];
    let (url, _server) = server(gone, 10).await;
    let found = probe(&Client::new(), &url, &SendOptions::default())
        .await
        .unwrap();
    assert!(!found.is_reachable());
    assert!(found.concerns()[0].contains("410"));
}
