//! Secrets, however they may be written, searched for in all that was said and written.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use serde_json::json;

use super::Machine;

/// The token of the account whose platform repeats what it is told; each of its signs is written otherwise somewhere.
pub(crate) const TOKEN: &str = "EAAk3y/with+odd=\"signs\"&more%";
/// The verify token of that account.
pub(crate) const VERIFY_TOKEN: &str = "ver1fy/with+odd=\"signs\"";

/// Fails where one of these stands, in whatever writing, in anything that was said or that lies on the machine.
#[track_caller]
pub(crate) fn search(machine: &Machine, mut said: Vec<(String, Vec<u8>)>, secrets: &[&str]) {
    let places = machine.places();
    let root = places.config.parent().and_then(Path::parent).unwrap();
    for path in files(root) {
        said.push((path.display().to_string(), fs::read(&path).unwrap()));
    }
    for secret in secrets {
        for form in writings(secret) {
            let form = form.as_bytes();
            for (place, said) in &said {
                let is_there = said.windows(form.len()).any(|window| window == form);
                let text = String::from_utf8_lossy(said);
                assert!(!is_there, "a secret stands in {place}:\n{text}");
            }
        }
    }
}

/// All files below a folder, but for those that are meant to hold secrets.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            found.push(path);
        } else if path.file_name().is_none_or(|name| name != "secrets") {
            found.extend(files(&path));
        }
    }
    found
}

/// How a secret can be written: as it is, in JSON, in an address, and in base64 wherever it begins there.
pub(crate) fn writings(secret: &str) -> Vec<String> {
    let json = json!(secret).to_string();
    let json = json.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
    let percent = |plain: &str| -> String {
        let encode = |byte: u8| match char::from(byte) {
            kept if kept.is_ascii_alphanumeric() || plain.contains(kept) => kept.to_string(),
            _ => format!("%{byte:02X}"),
        };
        secret.bytes().map(encode).collect()
    };
    let mut found = vec![
        secret.to_owned(),
        json.to_owned(),
        json.replace('/', "\\/"),
        json!(json).to_string().trim_matches('"').to_owned(),
        percent("-._~"),
        percent("-._~/"),
        percent("-._~ ").replace(' ', "+"),
    ];
    for before in 0..3 {
        let bytes = [&vec![b' '; before], secret.as_bytes()].concat();
        // Characters at both ends depend on what stands around.
        let own = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
        for encoded in [STANDARD.encode(&bytes), URL_SAFE.encode(&bytes)] {
            found.push(encoded.get(own.clone()).unwrap().to_owned());
        }
    }
    found
}
