//! A history of a hundred thousand events: what a view and a list ask of it, and how long forgetting takes.
#![expect(
    clippy::unwrap_used,
    reason = "a bench that cannot run has nothing to measure"
)]

use std::fs;
use std::path::{Path, PathBuf};

use bluetick::history::{FILE_NAME, Filter, History, Page, Policy};
use bluetick::webhook::{Received, Sink as _, Verdict, read_events};
use divan::Bencher;
use jiff::Timestamp;
use serde_json::json;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

const EVENTS: i64 = 100_000;
const AT_ONCE: i64 = 500;
const ACCOUNT: &str = "shop";

fn runtime() -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}

fn at(number: i64) -> Timestamp {
    Timestamp::from_second(1_795_161_600 + number).unwrap()
}

/// One webhook: each tenth a message of a customer, the others statuses, of which few are failures.
fn webhook(number: i64) -> Received {
    let person = format!("1555010{:04}", number % 500);
    let second = (1_795_161_600 + number).to_string();
    let value = if number % 10 == 0 {
        json!({"contacts": [{"wa_id": person, "profile": {"name": "Mara Ohlsen"}}],
            "messages": [{"id": format!("wamid.in{number}"), "from": person, "timestamp": second, "type": "text",
                "text": {"body": "Is the tea ready?"}}]})
    } else {
        let status = if number % 1000 == 1 {
            "failed"
        } else {
            "delivered"
        };
        json!({"statuses": [{"id": format!("wamid.{number}"), "status": status, "timestamp": second,
            "recipient_id": person,
            "pricing": {"billable": true, "pricing_model": "PMP", "type": "regular", "category": "utility"}}]})
    };
    let body = json!({"object": "whatsapp_business_account", "entry": [
        {"id": "120998877665544", "changes": [{"field": "messages", "value": value}]}]});
    Received {
        at: at(number),
        path: "/webhook".to_owned(),
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        events: read_events(&body),
        body: body.to_string().into_bytes(),
        verdict: Verdict::Good,
        reason: None,
    }
}

/// A file with all events, made once and kept with what is built.
fn filled() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hundred-thousand");
    let path = folder.join(FILE_NAME);
    if path.exists() {
        return path;
    }
    let making = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let history = History::open(&making.path().join(FILE_NAME))
        .unwrap()
        .history;
    let keeper = history.sink(vec![("/webhook".to_owned(), ACCOUNT.to_owned())]);
    runtime().block_on(async {
        for begin in (0..EVENTS).step_by(usize::try_from(AT_ONCE).unwrap()) {
            let tasks = (begin..begin + AT_ONCE).map(|number| {
                let keeper = keeper.clone();
                tokio::spawn(async move { keeper.store(webhook(number)).await.unwrap() })
            });
            for task in tasks.collect::<Vec<_>>() {
                task.await.unwrap();
            }
        }
    });
    drop((keeper, history));
    fs::rename(making.keep(), folder).unwrap();
    path
}

/// What is asked for, by name.
fn filter(name: &str) -> Filter {
    let mut filter = Filter::default();
    match name {
        "account" => filter.account = Some(ACCOUNT.to_owned()),
        "person" => filter.peer = Some("15550100020".to_owned()),
        "rare kind" => filter.kind = Some("status.failed".to_owned()),
        "words" => filter.words = Some("tea ready".to_owned()),
        "words that stand nowhere" => filter.words = Some("marzipan".to_owned()),
        _ => {}
    }
    filter
}

#[divan::bench(
    args = ["all", "account", "person", "rare kind", "words", "words that stand nowhere"],
    sample_count = 10, sample_size = 1
)]
fn a_page_of_events(bencher: Bencher<'_, '_>, name: &str) {
    let (history, runtime) = (History::open(&filled()).unwrap().history, runtime());
    let filter = filter(name);
    bencher.bench(|| {
        let page = history.events(filter.clone(), Page::first(100));
        runtime.block_on(page).unwrap()
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn the_conversations_and_one_of_them(bencher: Bencher<'_, '_>) {
    let (history, runtime) = (History::open(&filled()).unwrap().history, runtime());
    bencher.bench(|| {
        runtime.block_on(async {
            let all = history.conversations(None, 500).await.unwrap();
            let peer = &all.first().unwrap().peer;
            history
                .conversation(ACCOUNT, peer, Page::first(60))
                .await
                .unwrap()
        })
    });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn forgetting_the_older_half(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    let copy = || {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let path = folder.path().join(FILE_NAME);
        fs::copy(filled(), &path).unwrap();
        (History::open(&path).unwrap().history, folder)
    };
    let policy = Policy {
        older_than: Some(at(EVENTS / 2)),
        larger_than: None,
    };
    bencher
        .with_inputs(copy)
        .bench_refs(|(history, _folder): &mut (History, TempDir)| {
            runtime.block_on(history.prune(policy)).unwrap()
        });
}
