//! Webhooks and answers of every kind, told apart. The samples stand one a line in `decoding`.

use std::collections::BTreeSet;

use bluetick::webhook::read_reported;
use serde_json::Value;

/// The samples of a file: what kinds of items each has, and the body.
fn samples(text: &str) -> impl Iterator<Item = (Vec<String>, Value)> {
    text.lines().map(|line| {
        let sample: Value = serde_json::from_str(line).unwrap();
        let kinds = sample["kinds"].as_array().unwrap().iter();
        let kinds = kinds.map(|kind| kind.as_str().unwrap().to_owned());
        (kinds.collect(), sample["body"].clone())
    })
}

const WEBHOOKS: &str = include_str!("decoding/webhooks.ndjson");

#[test]
fn every_type_of_webhook_has_its_kind() {
    for (kinds, body) in samples(WEBHOOKS) {
        let found = read_reported(&body);
        let found: Vec<_> = found.iter().map(|one| one.event.kind()).collect();
        assert_eq!(found, kinds, "{body}");
    }
}

#[test]
fn every_kind_says_something_of_its_own() {
    let mut lines = String::new();
    let mut seen = BTreeSet::new();
    for (_, body) in samples(WEBHOOKS) {
        for one in read_reported(&body) {
            let summary = one.event.summary();
            if seen.insert((one.event.kind().into_owned(), summary.clone())) {
                lines.push_str(&format!("{:<42} {summary}\n", one.event.kind()));
            }
        }
    }
    insta::assert_snapshot!(lines);
}
