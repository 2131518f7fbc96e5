//! Secrets stay where they belong: everything that is said and written on a journey is searched for them.
//!
//! The journey through the composer on a terminal stands in the other test binary.

mod commands;
mod debugging;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use serde_json::json;

use crate::common::secrets::{TOKEN, writings};

#[test]
fn a_secret_is_found_in_every_writing() {
    let found = writings(TOKEN);
    for text in [
        STANDARD.encode(format!("admin:{TOKEN}")),
        STANDARD.encode(TOKEN),
        URL_SAFE.encode(format!("of {TOKEN}, as base64")),
        json!({"key": TOKEN}).to_string(),
        "?key=EAAk3y%2Fwith%2Bodd%3D%22signs%22%26more%25&more".to_owned(),
    ] {
        assert!(found.iter().any(|form| text.contains(form)), "{text}");
    }
}
