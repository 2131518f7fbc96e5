//! `bluetick doctor`: what works on this terminal and through these accounts.

use std::fmt::Write as _;

use clap::Args;
use serde_json::json;

use super::options::Format;
use super::{Exit, Failure, account, layout, output};
use crate::files::Places;
use crate::history::Care;
use crate::link::checkup::{Finding, Mark, Wanted};
use crate::text;
use crate::tui::runtime::checkup::examine;

/// What is said of the exit code beneath the options.
const EXIT_HELP: &str = "\
Nothing is changed, and without --online nothing leaves the machine. The exit code is 1 where anything is a
problem, and 0 otherwise: warnings are things that work and should be known.";

/// What `doctor` takes.
#[derive(Debug, Args)]
#[command(after_help = EXIT_HELP)]
pub struct Arguments {
    /// Of the accounts, check this one alone
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// Also ask the platforms of the accounts, as `accounts test` does
    #[arg(long)]
    online: bool,
    /// Look at every page and every index of the history
    #[arg(long)]
    thorough: bool,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Checks, and tells.
///
/// # Errors
/// When there is no such account.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    if let Some(name) = &arguments.account {
        account::find(places, name)?;
    }
    let wanted = Wanted {
        account: arguments.account.as_deref(),
        care: if arguments.thorough {
            Care::Thorough
        } else {
            Care::Quick
        },
        online: arguments.online,
    };
    let findings = examine(places, &wanted);
    let count = |mark: Mark| findings.iter().filter(|it| it.mark == mark).count();
    let (fine, warnings, problems) = (count(Mark::Ok), count(Mark::Warning), count(Mark::Problem));
    match arguments.format {
        Format::Json => output::json(&json!({
            "findings": findings,
            "summary": {"ok": fine, "warnings": warnings, "problems": problems},
        }))?,
        Format::Human => {
            let summary = [counted(warnings, "warning"), counted(problems, "problem")].join(", ");
            output::print(&format!("{}{fine} ok, {summary}\n", sheet(&findings)))?;
        }
    }
    Ok(if problems == 0 {
        Exit::Done
    } else {
        Exit::Findings
    })
}

/// `1 warning`, `2 warnings`.
fn counted(count: usize, word: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {word}{ending}")
}

/// The findings for people, group by group.
fn sheet(findings: &[Finding]) -> String {
    let mut sheet = String::new();
    for group in findings.chunk_by(|one, other| one.group == other.group) {
        let title = group.first().map_or("", |finding| finding.group.title());
        let rows: Vec<Vec<String>> = group
            .iter()
            .map(|finding| {
                let cells = [finding.mark.name(), &finding.about, &finding.found];
                cells.map(|cell| text::visible(cell).into_owned()).to_vec()
            })
            .collect();
        let table = layout::columns(&rows);
        // Writing to a string cannot fail.
        let _infallible = writeln!(sheet, "{title}");
        for (line, finding) in table.lines().zip(group) {
            let _infallible = writeln!(sheet, "  {line}");
            if let Some(remedy) = &finding.remedy {
                let _infallible = writeln!(sheet, "           → {}", text::visible(remedy));
            }
        }
        sheet.push('\n');
    }
    sheet
}
