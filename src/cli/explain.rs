//! `bluetick explain`: one error code of the platform, or one rule, in full.

use clap::Args;
use serde::Serialize;
use serde_json::json;

use super::layout::Sheet;
use super::options::{Format, dialect};
use super::rules::{self, Entry};
use super::{Exit, Failure, output};
use crate::check::{self, Explanation, known, nearest_codes};
use crate::schema::{self, NOT_CHECKED};
use crate::text;
use crate::wire::{Code, Dialect};

/// What `explain` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// An error code (131009, 100/33), or the id of a rule (list-row-title-length)
    #[arg(value_name = "CODE|RULE")]
    wanted: String,
    /// The API whose code it is: cloud, 360dialog or on-premises; all of them when left out
    #[arg(long, value_parser = dialect, value_name = "API")]
    api: Option<Dialect>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Explains.
///
/// # Errors
/// When there is no such code or rule; names those that are nearest.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let wanted = arguments.wanted.trim();
    match code(wanted) {
        Some(code) => explain_code(code, arguments)?,
        None => explain_rule(wanted, arguments)?,
    }
    Ok(Exit::Done)
}

/// Reads `131009`, `#131009`, `(#131009)`, with words behind it or not, and `100/33`.
fn code(wanted: &str) -> Option<Code> {
    // as it stands in an answer: `(#131009) Parameter value is not valid`
    let first = wanted.split_whitespace().next().unwrap_or_default();
    let wanted = if first.starts_with("(#") {
        first
    } else {
        wanted
    };
    let plain = wanted.trim_matches(['(', ')', '#', ' ']);
    match plain.split_once('/') {
        Some((code, subcode)) => Some(Code::with_subcode(
            code.trim().parse().ok()?,
            subcode.trim().parse().ok()?,
        )),
        None => plain.parse().ok().map(Code::new),
    }
}

/// A code as one or several APIs mean it.
#[derive(Debug, Serialize)]
struct Explained {
    api: Vec<Dialect>,
    #[serde(flatten)]
    code: Code,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
    retryable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    http_status: Option<u16>,
    source: &'static str,
    rules: Vec<&'static str>,
}

fn explain_code(code: Code, arguments: &Arguments) -> Result<(), Failure> {
    let apis = arguments
        .api
        .map_or_else(|| Dialect::ALL.to_vec(), |api| vec![api]);
    let explained = explained(code, &apis);
    if explained.is_empty() {
        return Err(unknown_code(code, &apis));
    }
    if arguments.format == Format::Json {
        return output::json(&json!({ "codes": explained }));
    }
    let sheets: Vec<String> = explained.iter().map(|one| one.sheet(code)).collect();
    output::print(&sheets.join("\n"))
}

fn explained(code: Code, apis: &[Dialect]) -> Vec<Explained> {
    let mut found: Vec<(Explanation, Explained)> = Vec::new();
    for &api in apis {
        for (code, explanation) in known(api, code) {
            if let Some((_, same)) = found.iter_mut().find(|(other, _)| *other == explanation) {
                same.api.push(api);
            } else {
                found.push((explanation, Explained::of(api, code, explanation)));
            }
        }
    }
    found.into_iter().map(|(_, explained)| explained).collect()
}

impl Explained {
    fn of(api: Dialect, code: Code, explanation: Explanation) -> Self {
        let mut rules: Vec<&'static str> = schema::rules()
            .filter(|(_, _, rule)| rule.code(api) == Some(code))
            .map(|(_, _, rule)| rule.id)
            .collect();
        rules.sort_unstable();
        rules.dedup();
        Self {
            api: vec![api],
            code,
            title: explanation.title,
            meaning: explanation.meaning,
            remedy: explanation.remedy,
            retryable: explanation.retryable,
            http_status: explanation.http_status,
            source: explanation.source,
            rules,
        }
    }

    fn sheet(&self, asked: Code) -> String {
        let titles: Vec<&str> = self.api.iter().map(|api| api.title()).collect();
        let mut sheet = Sheet::new(
            &format!("{}  {}", self.code, self.title),
            &titles.join(", "),
        );
        sheet.line("What happened", self.meaning);
        sheet.line("What to do", self.remedy);
        if asked.subcode.is_some() && asked.subcode != self.code.subcode {
            let words = format!(
                "{asked} is in no list; this is what {} says of itself.",
                self.code
            );
            sheet.line("Subcode", &words);
        }
        let again = if self.retryable {
            "yes, the same message may go through later"
        } else {
            "no, the same message fails again"
        };
        sheet.line("Send again?", again);
        let comes = self.http_status.map_or_else(
            || "most often by webhook, after the message was accepted".to_owned(),
            |status| format!("as an answer with HTTP status {status}"),
        );
        sheet.line("It comes", &comes);
        if !self.rules.is_empty() {
            let shown: Vec<&str> = self.rules.iter().take(SHOWN_RULES).copied().collect();
            let more = self.rules.len() - shown.len();
            let more = if more > 0 {
                format!("\nand {more} more: bluetick rules")
            } else {
                String::new()
            };
            sheet.rows("Broken rules", &format!("{}{more}", shown.join("\n")));
        }
        sheet.rows("Source", self.source);
        sheet.text()
    }
}

/// So many rules are named that predict a code.
const SHOWN_RULES: usize = 6;

fn unknown_code(code: Code, apis: &[Dialect]) -> Failure {
    let near: Vec<String> = apis
        .iter()
        .flat_map(|&api| {
            let near = nearest_codes(api, code.code).into_iter();
            near.map(move |(code, title)| format!("\n  {code}  {title} ({})", api.title()))
        })
        .collect();
    Failure::unusable(format!(
        "{code} is in no list of the platform's codes; the nearest are{}",
        near.concat()
    ))
}

fn explain_rule(wanted: &str, arguments: &Arguments) -> Result<(), Failure> {
    let wanted = &wanted.to_lowercase();
    let entries: Vec<Entry> = rules::entries()
        .into_iter()
        .filter(|entry| entry.rule.id == wanted)
        .filter(|entry| {
            arguments
                .api
                .is_none_or(|api| entry.rule.dialects.contains(&api))
        })
        .collect();
    let reason = NOT_CHECKED.iter().find(|(id, _)| *id == wanted);
    if entries.is_empty() && reason.is_none() {
        return Err(unknown_rule(wanted));
    }
    if arguments.format == Format::Json {
        let reasons: Vec<_> = reason
            .iter()
            .map(|(id, why)| json!({"id": id, "why": why}))
            .collect();
        return output::json(&json!({ "rules": entries, "not_checked": reasons }));
    }
    let mut sheets: Vec<String> = rules::merged(entries)
        .iter()
        .map(rules::Merged::sheet)
        .collect();
    if let Some((id, why)) = reason {
        let mut sheet = Sheet::new(id, "not checked");
        sheet.line("Why", why);
        sheets.push(sheet.text());
    }
    output::print(&sheets.join("\n"))
}

fn unknown_rule(wanted: &str) -> Failure {
    let mut ids: Vec<&str> = rules::entries().iter().map(|entry| entry.rule.id).collect();
    ids.extend(NOT_CHECKED.iter().map(|(id, _)| *id));
    ids.sort_unstable();
    ids.dedup();
    let words: Vec<String> = wanted
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.len() > 2)
        .map(str::to_lowercase)
        .collect();
    // a word of the id counts in full, the beginning of one a little
    let score = |id: &str| -> usize {
        let likeness = |word: &String| {
            let parts = || id.split('-');
            if parts().any(|part| part == word) {
                3
            } else {
                usize::from(word.len() > 3 && parts().any(|part| part.starts_with(word.as_str())))
            }
        };
        words.iter().map(likeness).sum()
    };
    let mut near: Vec<&str> = check::nearest(wanted, ids.iter().copied())
        .into_iter()
        .collect();
    let mut like: Vec<&str> = ids.iter().copied().filter(|id| score(id) > 0).collect();
    like.sort_by_key(|id| std::cmp::Reverse(score(id)));
    let best = like.first().map_or(0, |id| score(id));
    like.retain(|id| score(id) * 2 >= best);
    near.extend(like.into_iter().take(5));
    near.dedup();
    near.truncate(5);
    let wanted = text::truncate(wanted, 60);
    let named = if near.is_empty() {
        "`bluetick rules` lists them all".to_owned()
    } else {
        format!("the nearest are\n  {}", near.join("\n  "))
    };
    Failure::unusable(format!("{wanted:?} is neither a code nor a rule; {named}"))
}
