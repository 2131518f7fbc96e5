//! `bluetick rules`: everything that is checked, and what is not and why.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use clap::Args;
use serde::Serialize;
use serde_json::json;

use super::layout::Sheet;
use super::options::Format;
use super::{Exit, Failure, output};
use crate::check::general_rules;
use crate::schema::{Field, Listed, NOT_CHECKED, Rule, Severity, catalogue};
use crate::text;
use crate::wire::{Code, Dialect};

/// What `rules` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// How the list is written
    ///
    /// As JSON, `rules` holds one entry for each rule, kind of message and place: `kind` is the kind that
    /// drafts and reports name (`interactive.list`), `*` all of them, `other` messages of unknown kinds;
    /// `path` leads into the payload, with `*` for each element of a list. `api` says who refuses what
    /// breaks the rule, `predicts` with which code. `not_checked` holds the limits without a rule, and why.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Lists the rules.
///
/// # Errors
/// When stdout cannot be written.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let entries = entries();
    if arguments.format == Format::Json {
        let reasons = NOT_CHECKED.iter();
        let reasons: Vec<_> = reasons
            .map(|(id, why)| json!({"id": id, "why": why}))
            .collect();
        output::json(&json!({ "rules": entries, "not_checked": reasons }))?;
    } else {
        output::print(&table(&merged(entries)))?;
    }
    Ok(Exit::Done)
}

/// One rule for one kind at one place.
#[derive(Debug)]
pub(super) struct Entry {
    /// The rule.
    pub(super) rule: &'static Rule,
    kind: &'static str,
    path: String,
    field: Option<&'static Field>,
}

/// Every rule as often as kinds and places have it; `*` is every kind.
pub(super) fn entries() -> Vec<Entry> {
    let of_schema = catalogue().into_iter().flat_map(|listed| {
        let kinds = if listed.is_general() {
            vec!["*"]
        } else {
            listed.kinds
        };
        let Listed {
            rule, field, path, ..
        } = listed;
        kinds.into_iter().map(move |kind| Entry {
            rule,
            kind,
            path: path.clone(),
            field: Some(field),
        })
    });
    let general = general_rules().map(|rule| Entry {
        rule,
        kind: "*",
        path: String::new(),
        field: None,
    });
    of_schema.chain(general).collect()
}

/// How an entry is printed.
#[derive(Serialize)]
struct Printed<'a> {
    id: &'static str,
    api: &'static [Dialect],
    kind: &'static str,
    path: &'a str,
    severity: Severity,
    summary: &'static str,
    source: &'static str,
    predicts: BTreeMap<&'static str, Code>,
}

impl Serialize for Entry {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rule = self.rule;
        let dialects = rule.dialects.iter();
        Printed {
            id: rule.id,
            api: rule.dialects,
            kind: self.kind,
            path: &self.path,
            severity: rule.severity,
            summary: rule.summary,
            source: rule.source,
            predicts: dialects
                .filter_map(|&dialect| Some((dialect.name(), rule.code(dialect)?)))
                .collect(),
        }
        .serialize(serializer)
    }
}

/// A demand with all kinds and places that have it.
#[derive(Debug)]
pub(super) struct Merged {
    rule: &'static Rule,
    field: Option<&'static Field>,
    kinds: Vec<&'static str>,
    paths: Vec<String>,
}

/// Entries of the same demand in one, in the order of their ids.
pub(super) fn merged(entries: Vec<Entry>) -> Vec<Merged> {
    let mut found: Vec<Merged> = Vec::new();
    for Entry {
        rule,
        kind,
        path,
        field,
    } in entries
    {
        let same = found.iter_mut().find(|one| {
            one.rule.id == rule.id
                && one.rule.summary == rule.summary
                && one.rule.dialects == rule.dialects
        });
        if let Some(same) = same {
            if !same.kinds.contains(&kind) {
                same.kinds.push(kind);
            }
            if !same.paths.contains(&path) {
                same.paths.push(path);
            }
        } else {
            found.push(Merged {
                rule,
                field,
                kinds: vec![kind],
                paths: vec![path],
            });
        }
    }
    found.sort_by_key(|one| one.rule.id);
    found
}

/// What a severity is called.
const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

impl Merged {
    /// The rule in full.
    pub(super) fn sheet(&self) -> String {
        let rule = self.rule;
        let titles: Vec<&str> = rule.dialects.iter().map(|api| api.title()).collect();
        let mut sheet = Sheet::new(
            &format!("{}  {}", rule.id, severity(rule.severity)),
            &titles.join(", "),
        );
        sheet.line("Demand", rule.summary);
        if let Some(field) = self.field.filter(|field| !field.doc.is_empty()) {
            sheet.line("Field", &format!("{}: {}", field.title, field.doc));
        }
        if self.paths.iter().any(|path| !path.is_empty()) {
            sheet.rows("Where", &self.paths.join("\n"));
        }
        let kinds = if self.kinds.contains(&"*") {
            "every message".to_owned()
        } else {
            self.kinds.join("\n")
        };
        sheet.rows("Messages", &kinds);
        let answers: Vec<String> = rule
            .dialects
            .iter()
            .filter_map(|&api| Some(format!("{} ({})", rule.code(api)?, api.title())))
            .collect();
        let answer = match (answers.is_empty(), rule.severity) {
            (false, _) => answers.join(", "),
            (true, Severity::Error) => {
                "none: it is accepted, and the customer does not get it".to_owned()
            }
            (true, Severity::Warning) => "none: the message is accepted".to_owned(),
        };
        sheet.line("Answer", &answer);
        if !rule.source.is_empty() {
            sheet.rows("Source", rule.source);
        }
        sheet.text()
    }
}

/// How wide the list is, in cells.
const WIDTH: usize = 80;
/// What stands before a demand.
const INDENT: &str = "    ";

/// The list for people: a line that names the rule, and beneath it what it demands.
fn table(rules: &[Merged]) -> String {
    let apis = |rule: &Merged| match rule.rule.dialects {
        all if all.len() == Dialect::ALL.len() => "all".to_owned(),
        some => {
            let names: Vec<&str> = some.iter().map(|api| api.name()).collect();
            names.join(",")
        }
    };
    let mut table = String::new();
    for rule in rules {
        let heading = [rule.rule.id, severity(rule.rule.severity), &apis(rule)].join("  ");
        entry(&mut table, &heading, rule.rule.summary);
    }
    table.push_str("\nnot checked:\n");
    for (id, why) in NOT_CHECKED {
        entry(&mut table, id, why);
    }
    table
}

fn entry(table: &mut String, heading: &str, sentence: &str) {
    // Writing to a String cannot fail.
    let _infallible = writeln!(table, "{heading}");
    for range in text::wrap(sentence, WIDTH - INDENT.len()) {
        let row = sentence.get(range).unwrap_or_default().trim_end();
        let _infallible = writeln!(table, "{INDENT}{row}");
    }
}
