//! What became of definitions that were taken into the library, as `import` and `pull` print it.

use serde_json::{Value, json};

use super::Format;
use crate::cli::{Exit, Failure, output};
use crate::files::library::{Kept, Outcome};
use crate::link::templates::Pulled;
use crate::text;

/// The report of a command that keeps definitions.
#[derive(Debug, Default)]
pub(super) struct Report(pub(super) Pulled);

/// The word for what became of a definition.
const fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::New => "new",
        Outcome::Same => "same",
        Outcome::Updated => "updated",
        Outcome::LeftAsChanged => "left",
    }
}

impl Report {
    /// Prints it. What was left since somebody changed it makes the command end with findings.
    pub(super) fn print(&self, format: Format) -> Result<Exit, Failure> {
        for warning in &self.0.warnings {
            output::note(warning);
        }
        let left = |kept: &&Kept| kept.outcome == Outcome::LeftAsChanged;
        for kept in self.0.kept.iter().filter(left) {
            output::note(&format!(
                "{}: changed here since it was fetched, and left as it is; --replace takes the other one",
                kept.path.display()
            ));
        }
        match format {
            Format::Json => output::json(&json!({
                "templates": self.0.kept.iter().map(listed).collect::<Vec<Value>>(),
                "warnings": self.0.warnings,
            }))?,
            Format::Human => output::print(&self.lines())?,
        }
        Ok(if !self.0.warnings.is_empty() && self.0.kept.is_empty() {
            Exit::Unusable
        } else if self.0.kept.iter().any(|kept| left(&kept)) {
            Exit::Findings
        } else {
            Exit::Done
        })
    }

    fn lines(&self) -> String {
        let lines = self
            .0
            .kept
            .iter()
            .filter(|kept| kept.outcome != Outcome::Same);
        let mut lines: Vec<String> = lines
            .map(|kept| {
                let (name, language) = (text::visible(&kept.name), text::visible(&kept.language));
                format!("{:<8} {name} ({language})\n", word(kept.outcome))
            })
            .collect();
        let count = |wanted| self.0.count(wanted);
        lines.push(format!(
            "{}: {} new, {} updated, {} the same, {} left as changed here\n",
            match self.0.kept.len() {
                1 => "1 template".to_owned(),
                count => format!("{count} templates"),
            },
            count(Outcome::New),
            count(Outcome::Updated),
            count(Outcome::Same),
            count(Outcome::LeftAsChanged)
        ));
        lines.concat()
    }
}

fn listed(kept: &Kept) -> Value {
    json!({
        "name": kept.name, "language": kept.language, "outcome": word(kept.outcome),
        "path": kept.path.to_string_lossy(),
    })
}
