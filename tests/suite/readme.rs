//! The README's tables are made by the program, and what it shows works.
//!
//! Run the tests with `UPDATE_README=1` to have the tables written anew.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use bluetick::files::settings::SETTINGS;
use bluetick::tui::keys;

use crate::common::Machine;

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

fn settings_table() -> String {
    let mut table = String::from("| setting | default | |\n| --- | --- | --- |\n");
    for setting in SETTINGS {
        let default = if setting.default.contains(' ') {
            setting.default.to_owned()
        } else {
            format!("`{}`", setting.default)
        };
        writeln!(table, "| `{}` | {default} | {} |", setting.key, setting.doc).unwrap();
    }
    table
}

/// The README with one of its tables replaced.
fn with_table(readme: &str, name: &str, table: &str) -> String {
    let begin = format!("<!-- {name}: made by the program, see tests/suite/readme.rs -->\n");
    let (before, rest) = readme.split_once(&begin).expect(name);
    let (_, after) = rest.split_once("<!-- end -->").expect("end");
    format!("{before}{begin}{table}<!-- end -->{after}")
}

#[test]
fn the_tables_are_those_of_the_program() {
    let readme = std::fs::read_to_string(path()).unwrap();
    let made = with_table(&readme, "keys", &keys::markdown_table());
    let made = with_table(&made, "settings", &settings_table());
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path(), &made).unwrap();
    } else {
        assert!(
            readme == made,
            "the README's tables are old: run the tests with UPDATE_README=1"
        );
    }
}

#[test]
fn every_command_of_the_readme_is_one() {
    let readme = std::fs::read_to_string(path()).unwrap();
    let machine = Machine::new();
    let mut seen = 0;
    for row in readme
        .lines()
        .filter(|line| line.starts_with("| `bluetick "))
    {
        let command = row.split('`').nth(1).unwrap();
        let words: Vec<&str> = command
            .split(' ')
            .skip(1)
            .take_while(|word| word.chars().all(char::is_lowercase))
            .collect();
        let help = machine.run(&[&words[..], &["--help"]].concat());
        assert_eq!(help.code, 0, "{command}");
        for option in row
            .split(['`', ' ', ';', ','])
            .filter(|word| word.starts_with("--"))
        {
            assert!(help.stdout.contains(option), "{command} has no {option}");
        }
        seen += 1;
    }
    assert!(seen >= 6);
}

#[test]
fn every_command_stands_in_the_readme() {
    let readme = std::fs::read_to_string(path()).unwrap();
    let help = Machine::new().run(&["--help"]).stdout;
    let listed = help.split("Commands:").nth(1).unwrap();
    let listed = listed.split("Arguments:").next().unwrap();
    // Names stand two blanks in; what a long sentence goes on with stands further in.
    let names = listed
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty() && *name != "help");
    let mut seen = 0;
    for name in names {
        let row = format!("| `bluetick {name}");
        assert!(readme.contains(&row), "{name} has no row");
        seen += 1;
    }
    assert!(seen >= 15, "{help}");
}
