//! What the person has made: drafts, definitions, and work that was not saved.

use super::{Finding, Group};
use crate::files::library::Library;
use crate::files::recovery::{self, Unsaved};
use crate::files::{Places, drafts, read};
use crate::message::Draft;

/// Drafts and definitions that can and cannot be read, and unsaved work.
pub(super) fn examine(places: &Places) -> Vec<Finding> {
    let mut findings = drafts_of(places);
    findings.extend(definitions(places));
    findings.push(unsaved(&recovery::waiting(places)));
    findings
}

fn drafts_of(places: &Places) -> Vec<Finding> {
    let files = drafts::list(places)
        .into_iter()
        .filter_map(|draft| draft.path);
    let (mut good, mut bad) = (0_usize, Vec::new());
    for path in files {
        let text = read(&path).map_err(|error| error.to_string());
        let draft = text.and_then(|file| {
            Draft::parse(&file.text).map_err(|error| {
                format!(
                    "{}:{}:{}: {}; {}",
                    path.display(),
                    error.line,
                    error.column,
                    error.message,
                    error.help
                )
            })
        });
        match draft {
            Ok(_) => good += 1,
            Err(sentence) => bad.push(
                Finding::warning(Group::Work, "draft", sentence)
                    .remedy("the composer opens it as text to be mended"),
            ),
        }
    }
    let found = match good {
        0 => "none yet; the examples are always there".to_owned(),
        good => format!("{good} can be opened"),
    };
    let count = Finding::ok(Group::Work, "drafts", found);
    std::iter::once(count).chain(bad).collect()
}

fn definitions(places: &Places) -> Vec<Finding> {
    let library = Library::open(places);
    let found = match library.entries.len() {
        0 => "none yet; `bluetick templates pull` fetches an account's".to_owned(),
        count => format!("{count} definitions can be used"),
    };
    let bad = library.warnings.into_iter().map(|warning| {
        Finding::warning(Group::Work, "template", warning)
            .remedy("mend the file, or take it out of the folder")
    });
    std::iter::once(Finding::ok(Group::Work, "templates", found))
        .chain(bad)
        .collect()
}

fn unsaved(waiting: &[Unsaved]) -> Finding {
    if waiting.is_empty() {
        return Finding::ok(Group::Work, "unsaved work", "none waits");
    }
    let names = waiting.iter().map(|work| match &work.path {
        Some(path) => path.display().to_string(),
        None => "one that was never saved".to_owned(),
    });
    let names: Vec<String> = names.collect();
    let found = format!("left by an earlier run: {}", names.join(", "));
    Finding::warning(Group::Work, "unsaved work", found)
        .remedy("open the composer, which offers to recover it")
}
