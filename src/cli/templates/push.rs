//! `bluetick templates push`: sends templates of the library in for review, as new ones or as edits.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::desk::{Desk, block_on};
use super::{Format, review};
use crate::check::{Context, check_payload};
use crate::cli::asking::complained;
use crate::cli::options::seconds;
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::files::library::{Entry, Library, settle};
use crate::link::templates::{SentIn, Wanted, member};
use crate::schema::Severity;
use crate::template::{Source, as_sent_in, sample_places, set_sample};
use crate::text;

/// What `templates push` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The template of the library
    name: String,
    /// The language, such as `en_US`; all of them without it
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The account: one of the settings, sandbox-cloud or sandbox-360dialog
    #[arg(long, value_name = "ACCOUNT")]
    account: String,
    /// The sample of a header with a file, which is uploaded before; one for each such header, in order
    #[arg(long = "sample", value_name = "FILE")]
    samples: Vec<PathBuf>,
    /// Send in what the check calls an error
    #[arg(long)]
    force: bool,
    /// Wait until it is approved or rejected
    #[arg(long)]
    wait: bool,
    /// How many seconds the review is waited for
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    timeout: Duration,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// What was done with a template.
#[derive(Debug)]
pub(super) struct Pushed {
    pub(super) name: String,
    pub(super) language: String,
    /// `created`, `edited`, `unchanged`, `refused`.
    action: &'static str,
    /// The template as the account lists it afterwards.
    pub(super) listed: Value,
}

/// Pushes.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let library = Library::of_name(places, &arguments.name);
    for warning in &library.warnings {
        output::note(warning);
    }
    let language = arguments.language.as_deref();
    let entries = library.entries.iter();
    let meant = entries.filter(|entry| language.is_none_or(|it| it == entry.definition.language));
    let outgoing: Vec<Outgoing<'_>> = meant
        .map(|entry| Outgoing::new(arguments, entry))
        .collect::<Result<_, _>>()?;
    if outgoing.is_empty() {
        return Err(Failure::unusable(format!(
            "the library has no template {:?}{}; `bluetick templates list` shows what there is",
            arguments.name,
            language.map_or_else(String::new, |it| format!(" in {it}"))
        )));
    }
    block_on(push(arguments, places, &outgoing))
}

async fn push(
    arguments: &Arguments,
    places: &Places,
    outgoing: &[Outgoing<'_>],
) -> Result<Exit, Failure> {
    let mut desk = Desk::open(places, &arguments.account, arguments.wait).await?;
    if !passes(arguments, &desk, outgoing) {
        return Ok(Exit::Findings);
    }
    let wanted = Wanted {
        name: Some(arguments.name.clone()),
        language: arguments.language.clone(),
    };
    let listed = desk.listed(&wanted).await?;
    let (mut pushed, mut exit) = (Vec::new(), Exit::Done);
    for one in outgoing {
        let (name, language) = one.entry.key();
        let there = listed
            .iter()
            .find(|one| member(one, "language") == language);
        let action = match send_in(&desk, one, there).await {
            Ok(action) => action,
            Err(failure) => {
                output::note(&format!("{name} ({language}): {failure}"));
                exit = exit.worst(failure.exit);
                "refused"
            }
        };
        pushed.push(Pushed {
            name: name.to_owned(),
            language: language.to_owned(),
            action,
            listed: Value::Null,
        });
    }
    take_over(&desk, &wanted, &mut pushed).await;
    if arguments.wait {
        exit = exit.worst(review::wait(&mut desk, &wanted, &mut pushed, arguments.timeout).await);
    }
    settle_all(&arguments.account, outgoing, &pushed);
    desk.close().await;
    report(arguments.format, &pushed)?;
    Ok(exit)
}

/// Whether the check lets the definitions go; says on stderr why not.
fn passes(arguments: &Arguments, desk: &Desk, outgoing: &[Outgoing<'_>]) -> bool {
    let mut is_good = true;
    for Outgoing { entry, definition } in outgoing {
        let sent = as_sent_in(definition);
        let context = Context::default();
        let found = check_payload(&sent, Some(desk.account.dialect), None, &context);
        for error in found.iter().filter(|one| one.severity == Severity::Error) {
            is_good = false;
            output::note(&format!("{}: {}", entry.path.display(), complained(error)));
        }
    }
    if !is_good && !arguments.force {
        output::note("not sent in; --force sends in all the same");
    }
    is_good || arguments.force
}

/// Creates a template, or edits the one that is there.
async fn send_in(
    desk: &Desk,
    outgoing: &Outgoing<'_>,
    there: Option<&Value>,
) -> Result<&'static str, Failure> {
    let sent = SentIn {
        definition: &outgoing.definition,
        folder: outgoing.entry.path.parent(),
    };
    let done = desk.templates().send_in(sent, there).await?;
    Ok(done.word())
}

/// An entry of the library on its way.
struct Outgoing<'a> {
    entry: &'a Entry,
    /// Its definition, with the samples that the command line names.
    definition: Value,
}

impl<'a> Outgoing<'a> {
    /// The samples go to the headers with files in their order.
    fn new(arguments: &Arguments, entry: &'a Entry) -> Result<Self, Failure> {
        let mut definition = entry.value.clone();
        let places = sample_places(&definition);
        if arguments.samples.len() > places.len() {
            return Err(Failure::unusable(format!(
                "{}: {} samples are given, and {} headers have a file",
                entry.path.display(),
                arguments.samples.len(),
                places.len()
            )));
        }
        for (place, file) in places.iter().zip(&arguments.samples) {
            // From where the command runs, not from where the definition is.
            let path = std::path::absolute(file).unwrap_or_else(|_| file.clone());
            set_sample(&mut definition, &place.header, &path.to_string_lossy());
        }
        Ok(Self { entry, definition })
    }
}

/// Fetches what the account has now. That it cannot be fetched is told, and changes nothing.
pub(super) async fn take_over(desk: &Desk, wanted: &Wanted, pushed: &mut [Pushed]) {
    match desk.listed(wanted).await {
        Err(failure) => output::note(&format!("what became of it is not known: {failure}")),
        Ok(listed) => {
            for one in pushed {
                let mut found = listed.iter();
                let found = found.find(|there| member(there, "language") == one.language);
                one.listed = found.cloned().unwrap_or_default();
            }
        }
    }
}

/// Writes what the account made of the definitions into the library.
fn settle_all(account: &str, outgoing: &[Outgoing<'_>], pushed: &[Pushed]) {
    let source = Source::Account(account.to_owned());
    for (Outgoing { entry, .. }, pushed) in outgoing.iter().zip(pushed) {
        let is_there = pushed.listed.is_object() && pushed.action != "refused";
        if is_there && let Err(error) = settle(entry, &pushed.listed, (&source, Timestamp::now())) {
            output::note(&error.to_string());
        }
    }
}

impl Pushed {
    /// Whether it was sent in and nobody has decided yet.
    pub(super) fn is_open(&self) -> bool {
        let status = member(&self.listed, "status").to_ascii_uppercase();
        matches!(self.action, "created" | "edited")
            && matches!(status.as_str(), "" | "PENDING" | "SUBMITTED" | "IN_APPEAL")
    }

    /// Whether the review ended badly.
    pub(super) fn is_rejected(&self) -> bool {
        member(&self.listed, "status").eq_ignore_ascii_case("REJECTED")
    }

    fn reason(&self) -> &str {
        let reason = member(&self.listed, "rejected_reason");
        if reason.eq_ignore_ascii_case("NONE") {
            ""
        } else {
            reason
        }
    }
}

fn report(format: Format, pushed: &[Pushed]) -> Result<(), Failure> {
    let status = |one: &Pushed| member(&one.listed, "status").to_ascii_uppercase();
    match format {
        Format::Json => {
            let templates: Vec<Value> = pushed
                .iter()
                .map(|one| {
                    json!({
                        "name": one.name, "language": one.language, "action": one.action,
                        "id": one.listed.get("id"), "status": status(one),
                        "category": member(&one.listed, "category"), "reason": one.reason(),
                    })
                })
                .collect();
            output::json(&json!({ "templates": templates }))
        }
        Format::Human => {
            let line = |one: &Pushed| {
                let reason = match one.reason() {
                    "" => String::new(),
                    reason => format!(": {reason}"),
                };
                let line = format!(
                    "{:<10} {} ({})  {}{reason}",
                    one.action,
                    one.name,
                    one.language,
                    status(one)
                );
                format!("{}\n", text::visible(line.trim_end()))
            };
            output::print(&pushed.iter().map(line).collect::<String>())
        }
    }
}
