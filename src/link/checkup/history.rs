//! The history, looked at as it lies there.

use std::path::Path;

use super::{Finding, Group};
use crate::files::Places;
use crate::history::{Care, FILE_NAME, HistoryError, Look, damaged_before, look};
use crate::text;

/// What others may not do with what was sent and received.
const OTHERS: u32 = 0o077;

/// What the history is, whether it is whole, and what was set aside before.
pub(super) fn examine(places: &Places, care: Care) -> Vec<Finding> {
    let path = places.state.join(FILE_NAME);
    let mut findings = match look(&path, care) {
        Ok(None) => vec![Finding::ok(
            Group::History,
            "file",
            format!("{}, made with the first send or webhook", path.display()),
        )],
        Ok(Some(look)) => told(&path, &look, care),
        Err(error) => vec![failed(&path, &error)],
    };
    let before = damaged_before(&path);
    if !before.is_empty() {
        let names: Vec<String> = before.iter().map(|it| it.display().to_string()).collect();
        findings.push(
            Finding::warning(
                Group::History,
                "set aside",
                format!("damaged earlier: {}", names.join(", ")),
            )
            .remedy("`sqlite3 FILE .recover` may save what is in them; delete them once they are not missed"),
        );
    }
    findings
}

fn told(path: &Path, look: &Look, care: Care) -> Vec<Finding> {
    let found = format!(
        "{}, {}, version {}{}",
        path.display(),
        text::size(look.size),
        look.version,
        if look.is_older {
            ", brought up to date when it is opened next"
        } else {
            ""
        }
    );
    let mut findings = vec![Finding::ok(Group::History, "file", found)];
    if look.mode & OTHERS != 0 {
        findings.push(
            Finding::warning(
                Group::History,
                "readers",
                format!("others may read it (mode {:04o})", look.mode),
            )
            .remedy(format!("run `chmod 600 {}`", path.display())),
        );
    }
    findings.push(if look.has_log {
        Finding::ok(
            Group::History,
            "journal",
            "write-ahead log: several programs can have it open",
        )
    } else {
        Finding::warning(Group::History, "journal", "no write-ahead log yet")
            .remedy("it is turned on when bluetick opens the history next")
    });
    let integrity = &look.integrity;
    let entries = match (integrity.entries, integrity.oldest) {
        (0, _) | (_, None) => "nothing in it yet".to_owned(),
        (count, Some(oldest)) => {
            format!("{count} entries since {}", oldest.strftime("%Y-%m-%d"))
        }
    };
    findings.push(Finding::ok(Group::History, "entries", entries));
    findings.push(match integrity.problems.as_slice() {
        [] => Finding::ok(
            Group::History,
            "integrity",
            match care {
                Care::Quick => "whole, as far as a quick look tells; --thorough looks at all",
                Care::Thorough => "whole, looked at in full",
            },
        ),
        [first, rest @ ..] => damaged("integrity", path, &format!("{first}{}", more(rest.len()))),
    });
    findings
}

fn more(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!(" (and {count} more)"),
    }
}

fn failed(path: &Path, error: &HistoryError) -> Finding {
    let about = "file";
    match error {
        HistoryError::Damaged(reason) => damaged(about, path, reason),
        HistoryError::Locked => Finding::warning(
            Group::History,
            about,
            format!(
                "{} is held by another program, so it was not looked at",
                path.display()
            ),
        )
        .remedy("end that program, and ask again"),
        HistoryError::Newer { found, known, .. } => Finding::problem(
            Group::History,
            about,
            format!(
                "{} is of version {found}, and this bluetick knows version {known}: it keeps nothing",
                path.display()
            ),
        )
        .remedy("use the newer bluetick, or move the file away"),
        other => Finding::problem(Group::History, about, other.to_string())
            .remedy("make the file and its folder readable and writable for you"),
    }
}

fn damaged(about: &str, path: &Path, reason: &str) -> Finding {
    let found = format!("{} is damaged: {reason}", path.display());
    Finding::problem(Group::History, about, found).remedy(
        "copy the file if it matters (`sqlite3 FILE .recover` may save much of it); what cannot be opened is set \
         aside at the next start, never deleted, and a new history begun",
    )
}
