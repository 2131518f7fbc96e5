//! `bluetick completions` and `bluetick man`: every command is in them, and shells take them.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use bluetick::cli::Cli;
use clap::CommandFactory as _;
use rstest::rstest;

use crate::common::Machine;

/// The commands with those below them: `accounts`, `accounts add`.
fn commands() -> Vec<String> {
    fn walk(command: &clap::Command, path: &str, found: &mut Vec<String>) {
        for below in command.get_subcommands() {
            let path = format!("{path} {}", below.get_name());
            found.push(path.trim().to_owned());
            walk(below, &path, found);
        }
    }
    let mut found = Vec::new();
    walk(&Cli::command(), "", &mut found);
    assert!(found.len() > 40, "{found:?}");
    found
}

#[rstest]
#[case("bash", &["-n"])]
#[case("zsh", &["-n"])]
#[case("fish", &["--no-execute"])]
#[case("elvish", &["-compileonly"])]
#[case("powershell", &[])]
fn completions_name_every_command_and_the_shell_reads_them(
    #[case] shell: &str,
    #[case] check: &[&str],
) {
    let machine = Machine::new();
    let ran = machine.run(&["completions", shell]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    for command in commands() {
        let name = command.rsplit(' ').next().unwrap();
        assert!(ran.stdout.contains(name), "{command} is not in {shell}");
    }
    assert!(ran.stdout.contains("dry-run"), "options are missing");
    let script = machine.write("script", &ran.stdout);
    let read = Command::new(shell).args(check).arg(&script).output();
    match read {
        Ok(read) if !check.is_empty() => {
            let said = String::from_utf8_lossy(&read.stderr);
            assert!(read.status.success(), "{shell}: {said}");
        }
        _ => println!("not read by {shell}, which is not here"),
    }
}

#[test]
fn bash_completes_a_command_and_an_option() {
    let machine = Machine::new();
    let script = machine.write("script", machine.run(&["completions", "bash"]).stdout);
    let ask = "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); \
               _bluetick bluetick \"${@: -1}\" \"${@: -2:1}\"; echo \"${COMPREPLY[@]}\"";
    for (typed, expected) in [
        (&["bluetick", "doc"][..], "doctor"),
        (&["bluetick", "accounts", "webh"], "webhook"),
        (&["bluetick", "doctor", "--tho"], "--thorough"),
        (&["bluetick", "doctor", "--format", "js"], "json"),
    ] {
        let ran = Command::new("bash")
            .args(["--norc", "-c", ask, "bash"])
            .arg(&script)
            .args(typed)
            .output();
        let Ok(ran) = ran else {
            println!("skipped: no bash here");
            return;
        };
        let completed = String::from_utf8(ran.stdout).unwrap();
        assert_eq!(completed.trim(), expected, "{typed:?}");
    }
}

#[test]
fn an_unknown_shell_is_refused_with_the_known_ones() {
    let ran = Machine::new().run(&["completions", "dos"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("bash, elvish, fish"), "{}", ran.stderr);
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let machine = Machine::new();
    let ran = machine.run(&["man", "--out", "share/man1"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let folder = machine.project().join("share/man1");
    for command in commands() {
        let name = format!("bluetick-{}.1", command.replace(' ', "-"));
        let page = fs::read_to_string(folder.join(&name)).expect(&name);
        assert!(page.contains(".SH SYNOPSIS"), "{page}");
    }
    let first = fs::read_to_string(folder.join("bluetick.1")).unwrap();
    assert!(first.contains("Exit codes: 0 done"), "{first}");
    let count = fs::read_dir(&folder).unwrap().count();
    assert_eq!(count, commands().len() + 1);
    // All of it on stdout is the same pages, one after the other.
    let all = machine.run(&["man"]).stdout;
    assert_eq!(all.matches(".TH ").count(), count);
    assert!(all.starts_with(first.trim_end()), "{all}");
}

#[test]
fn a_folder_that_takes_no_pages_is_told() {
    let machine = Machine::new();
    machine.write("file", "");
    let ran = machine.run(&["man", "--out", "file/man1"]);
    assert_eq!(ran.code, 6);
    assert!(
        ran.stderr.contains("file/man1: cannot be written"),
        "{}",
        ran.stderr
    );
}

#[test]
fn man_reads_the_pages() {
    let page = Machine::new().run(&["man"]).stdout;
    let reader = Command::new("man")
        .args(["--warnings=all", "-l", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut reader) = reader else {
        println!("skipped: no man here");
        return;
    };
    let mut stdin = reader.stdin.take().unwrap();
    let written = std::thread::spawn(move || stdin.write_all(page.as_bytes()));
    let read = reader.wait_with_output().unwrap();
    written.join().unwrap().unwrap();
    assert!(read.status.success());
    let text = String::from_utf8_lossy(&read.stdout);
    assert!(text.contains("SYNOPSIS"), "{text}");
    assert_eq!(String::from_utf8_lossy(&read.stderr), "");
}
