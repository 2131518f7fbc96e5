//! The rules of the house that no lint checks: sizes, colours, and which room may use which.

use std::path::{Path, PathBuf};

/// The most lines that a file may have.
const LONGEST: usize = 600;

fn sources(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                found.push((name, std::fs::read_to_string(path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn no_file_is_too_long_to_be_read() {
    let long: Vec<String> = ["src", "tests"]
        .into_iter()
        .flat_map(sources)
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(name, lines)| format!("{name}: {lines}"))
        .collect();
    assert!(long.is_empty(), "longer than {LONGEST} lines: {long:?}");
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> = sources("src")
        .into_iter()
        .filter(|(name, text)| !name.ends_with("/tests.rs") && !text.starts_with("//!"))
        .map(|(name, _)| name)
        .collect();
    assert!(silent.is_empty(), "without a module doc: {silent:?}");
}

/// The only places where colours have names or numbers.
const PAINTERS: &[&str] = &[
    "src/tui/theme",
    "src/preview/palette",
    "src/preview/svg",
    "src/preview/ansi",
];

#[test]
fn colours_are_named_by_their_meaning() {
    let colour = regex_lite::Regex::new(r##"Color::[A-Z]|"#[0-9a-fA-F]{6}"|\bRgb\(\d"##).unwrap();
    let found: Vec<String> = sources("src")
        .into_iter()
        .filter(|(name, _)| !PAINTERS.iter().any(|painter| name.starts_with(painter)))
        .flat_map(|(name, text)| {
            text.lines()
                .take_while(|line| !line.starts_with("#[cfg(test)]"))
                .filter(|line| colour.is_match(&line.replace("Color::Reset", "")))
                .map(|line| format!("{name}: {}", line.trim()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(found.is_empty(), "colour literals: {found:#?}");
}

/// The rooms from the bottom up, and what each may use beside itself.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("wire", &["text"]),
    ("schema", &["text", "wire"]),
    ("message", &["text", "wire", "schema"]),
    ("template", &["text", "wire", "schema", "message"]),
    ("check", &["text", "wire", "schema", "message", "template"]),
    (
        "preview",
        &["text", "wire", "schema", "message", "template"],
    ),
    ("files", &["text", "wire", "schema", "message", "template"]),
    (
        "platform",
        &["text", "wire", "schema", "message", "template", "files"],
    ),
    ("webhook", &["text", "wire"]),
    ("history", &["text", "wire", "webhook"]),
    (
        "sandbox",
        &[
            "text", "wire", "schema", "message", "template", "check", "webhook",
        ],
    ),
];

#[test]
fn rooms_use_only_what_lies_beneath_them() {
    let usage = regex_lite::Regex::new(r"\bcrate::([a-z_]+)").unwrap();
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        let room = name
            .strip_prefix("src/")
            .and_then(|rest| rest.split(['/', '.']).next())
            .unwrap();
        let Some((_, allowed)) = ROOMS.iter().find(|(known, _)| *known == room) else {
            continue;
        };
        let code = text
            .lines()
            .take_while(|line| !line.starts_with("#[cfg(test)]"))
            .filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for used in usage.captures_iter(line).map(|found| found[1].to_owned()) {
                let is_room = ROOMS.iter().any(|(known, _)| *known == used)
                    || ["link", "tui", "cli"].contains(&used.as_str());
                if is_room && used != room && !allowed.contains(&used.as_str()) {
                    wrong.push(format!("{name} uses {used}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
