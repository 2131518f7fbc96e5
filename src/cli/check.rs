//! `bluetick check`: says what the platform would refuse, in files, folders and stdin.

mod human;
mod ndjson;
mod report;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::Value;

use super::account::find;
use super::input::{Input, expand};
use super::options::dialect;
use super::shelf::Shelf;
use super::windows::Windows;
use super::{Exit, Failure, output};
use crate::check::{Context, Diagnostic, SpentMedia, check_as, check_listed};
use crate::files::{Places, ReadFileError, media};
use crate::message::{Draft, ReadError};
use crate::schema::{DEFINITION, kind_of};
use crate::template::Definition;
use crate::wire::{Dialect, MediaFile, Pointer};
use human::Source;
pub use ndjson::{Broken, Stream};
use report::{Checked, Report, Summary};

/// What `check` takes.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files, folders (all *.json in them), or `-` for stdin
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The API to check for: cloud, 360dialog or on-premises; without it each file tells
    #[arg(long, value_parser = dialect, value_name = "API")]
    api: Option<Dialect>,
    /// The account that the messages would go through: its API and number hold, and the 24-hour windows of
    /// its customers as far as the history knows them
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// The definition of the template that is sent, where a file does not hold it
    #[arg(long, value_name = "FILE")]
    definition: Option<PathBuf>,
    /// Do not look the definitions of templates up in the library
    #[arg(long)]
    no_library: bool,
    /// The file that a link or media id stands for: its type and size are checked as well
    #[arg(long, value_name = "FILE")]
    media: Option<PathBuf>,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Read one payload a line, write one JSON report a line
    #[arg(long, conflicts_with = "format")]
    ndjson: bool,
}

/// How the report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// What is known beside the files.
#[derive(Debug, Default)]
pub struct Facts {
    /// The dialect that is checked for; none where each message tells.
    pub api: Option<Dialect>,
    /// The definition of the template that is sent, where a message does not come with it.
    pub definition: Option<Definition>,
    /// Where the definitions of templates are looked up that neither a message nor the command line gives.
    pub library: Option<Shelf>,
    /// Facts from outside.
    pub context: Context,
    /// The windows of the customers of the account that messages would go through.
    pub windows: Option<Windows>,
    /// Whether definitions are wanted, and no messages.
    pub definitions_alone: bool,
}

impl Facts {
    /// The facts from outside that concern a payload.
    fn context_of(&self, payload: &Value) -> Cow<'_, Context> {
        let windows = self.windows.as_ref();
        match windows.and_then(|windows| windows.of_payload(payload)) {
            None => Cow::Borrowed(&self.context),
            window => Cow::Owned(Context {
                window,
                ..self.context.clone()
            }),
        }
    }
}

/// Checks.
///
/// # Errors
/// When the account or the definition cannot be used, or stdout cannot be written.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let account = arguments.account.as_deref();
    let account = account.map(|name| find(places, name)).transpose()?;
    let of_account = account.as_ref().map(|account| account.dialect);
    let facts = Facts {
        api: arguments.api.or(of_account),
        definition: arguments
            .definition
            .as_deref()
            .map(definition)
            .transpose()?,
        library: (!arguments.no_library && arguments.definition.is_none())
            .then(|| Shelf::new(places.clone())),
        context: Context {
            now: Some(jiff::Timestamp::now()),
            file: arguments.media.as_deref().map(media_file).transpose()?,
            own_number: account.as_ref().and_then(|account| account.number.clone()),
            ..Context::default()
        },
        windows: account
            .as_ref()
            .map(|account| Windows::kept(places, &account.name))
            .transpose()?,
        definitions_alone: false,
    };
    match arguments.format {
        _ if arguments.ndjson => line_by_line(&arguments.paths, &facts),
        Format::Human => for_people(&arguments.paths, &facts),
        Format::Json => for_programs(&arguments.paths, &facts),
    }
}

/// What `templates check` takes.
#[derive(Debug, Args)]
pub struct DefinitionArguments {
    /// Definitions or pages of them, folders (all *.json in them), or `-` for stdin
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The API to check for: cloud, 360dialog or on-premises
    #[arg(long, value_parser = dialect, value_name = "API", default_value = "cloud")]
    api: Dialect,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Checks definitions.
///
/// # Errors
/// When stdout cannot be written.
pub fn run_definitions(arguments: &DefinitionArguments) -> Result<Exit, Failure> {
    let facts = Facts {
        api: Some(arguments.api),
        definitions_alone: true,
        ..Facts::default()
    };
    match arguments.format {
        Format::Human => for_people(&arguments.paths, &facts),
        Format::Json => for_programs(&arguments.paths, &facts),
    }
}

/// What is known of the file that is sent.
fn media_file(path: &Path) -> Result<MediaFile, Failure> {
    media::look(path)
        .map_err(|error| Failure::unusable(format!("{}: cannot be read: {error}", path.display())))
}

/// The template definition in a file: a definition, or a draft that holds one.
fn definition(path: &Path) -> Result<Definition, Failure> {
    let input = Input::read(path)?;
    let draft = input.draft()?;
    let own = draft.is_definition().then(|| draft.document.payload());
    let value = draft.definition.as_ref().or(own).ok_or_else(|| {
        Failure::unusable(format!(
            "{}: expected a template definition, an object with name, language and components",
            input.name
        ))
    })?;
    Definition::read(value).map_err(|error| Failure::unusable(format!("{}: {error}", input.name)))
}

/// Checks every file and hands it on; the exit code of the worst, and the sums.
fn each(
    paths: &[PathBuf],
    facts: &Facts,
    mut report: impl FnMut(&Opened, Checked) -> Result<(), Failure>,
) -> Result<(Exit, Summary), Failure> {
    let mut exit = Exit::Done;
    let mut summary = Summary::default();
    for path in expand(paths) {
        match path {
            Err(failure) => {
                output::complain(&failure);
                exit = exit.worst(failure.exit);
            }
            Ok(path) => {
                let opened = Opened::read(&path);
                let checked = opened.judge(path.display().to_string(), facts);
                summary.add(&checked);
                exit = exit.worst(checked.exit);
                report(&opened, checked)?;
            }
        }
    }
    Ok((exit, summary))
}

fn for_people(paths: &[PathBuf], facts: &Facts) -> Result<Exit, Failure> {
    let (exit, summary) = each(paths, facts, |opened, checked| {
        if let Opened::Unreadable(error) = opened {
            output::note(&error.to_string());
        }
        output::print(&opened.draw(&checked))
    })?;
    if summary != Summary::default() {
        output::print(&format!("{}\n", summary.words()))?;
    }
    Ok(exit)
}

fn for_programs(paths: &[PathBuf], facts: &Facts) -> Result<Exit, Failure> {
    let mut files = Vec::new();
    let (exit, summary) = each(paths, facts, |_, checked| {
        files.push(checked);
        Ok(())
    })?;
    output::json(&Report { files, summary })?;
    Ok(exit)
}

/// Checks the lines of all inputs; one that cannot be read does not keep the others from it.
fn line_by_line(paths: &[PathBuf], facts: &Facts) -> Result<Exit, Failure> {
    /// So many bytes are read at once.
    const AT_ONCE: usize = 1 << 18;
    let mut stream = Stream::new(facts, io::stdout().lock());
    let mut worst = Exit::Done;
    for path in paths {
        let checked = open(path)
            .map_err(Broken::Input)
            .and_then(|input| stream.check(&mut BufReader::with_capacity(AT_ONCE, input)));
        match checked {
            Ok(()) => {}
            Err(Broken::Input(error)) => {
                output::complain(&ReadFileError::system(path, error).into());
                worst = Exit::Unusable;
            }
            Err(Broken::Output(error)) => {
                output::unless_closed(&error)?;
                break;
            }
        }
    }
    Ok(worst.worst(stream.exit()))
}

fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    Ok(if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path)?)
    })
}

/// What a path gave.
#[derive(Debug)]
enum Opened {
    /// No text.
    Unreadable(ReadFileError),
    /// Text that is no JSON object.
    Refused(Input, ReadError),
    /// Something that can be checked.
    Message(Input, Box<Draft>),
}

impl Opened {
    fn read(path: &Path) -> Self {
        match Input::read(path) {
            Err(error) => Self::Unreadable(error),
            Ok(input) => match Draft::parse(&input.text) {
                Err(error) => Self::Refused(input, error),
                Ok(draft) => Self::Message(input, Box::new(draft)),
            },
        }
    }

    /// What is wrong with it.
    fn judge(&self, path: String, facts: &Facts) -> Checked {
        match self {
            Self::Unreadable(error) => {
                Checked::unusable(path, "unreadable", error.to_string(), None)
            }
            Self::Refused(_, error) => {
                Checked::unusable(path, "not-json", error.to_string(), Some(error.help))
            }
            Self::Message(_, draft) => diagnose(path, draft, facts),
        }
    }

    /// The report for people; of what gave no text there is nothing to draw.
    fn draw(&self, checked: &Checked) -> String {
        match self {
            Self::Unreadable(_) => String::new(),
            Self::Refused(input, error) => Source::of(input).refusal(error),
            Self::Message(input, draft) => draw(Source::of(input), draft, checked),
        }
    }
}

/// How many diagnostics of one file are drawn for people; more help nobody.
const DRAWN: usize = 100;

fn draw(mut source: Source<'_>, draft: &Draft, checked: &Checked) -> String {
    let shown: Vec<(&Diagnostic, Pointer)> = checked
        .diagnostics
        .iter()
        .take(DRAWN)
        .map(|diagnostic| (diagnostic, draft.place_in_file(&diagnostic.pointer)))
        .collect();
    source.find(shown.iter().map(|(_, pointer)| pointer));
    let mut drawn = String::new();
    for (diagnostic, pointer) in &shown {
        drawn.push_str(&source.diagnostic(diagnostic, pointer, checked.api));
    }
    if let more @ 1.. = checked.diagnostics.len().saturating_sub(DRAWN) {
        // Writing to a String cannot fail.
        let _infallible = writeln!(drawn, "{more} more; --format json lists them all\n");
    }
    drawn
}

fn diagnose(path: String, draft: &Draft, facts: &Facts) -> Checked {
    let payload = draft.document.payload();
    let api = facts.api.or_else(|| draft.dialect());
    let of_page = check_listed(payload, api.unwrap_or(Dialect::Cloud), &facts.context);
    if let Some(diagnostics) = of_page {
        return Checked {
            path,
            shape: Some("listing"),
            api: api.or(Some(Dialect::Cloud)),
            kind: Some(DEFINITION.name),
            exit: report::exit(&diagnostics),
            diagnostics,
        };
    }
    if facts.definitions_alone && !draft.is_definition() {
        let message = "expected a template definition, or a list of them as an account gives it";
        let help = "`bluetick check` checks messages";
        return Checked::unusable(path, "not-a-definition", message.to_owned(), Some(help));
    }
    let mut context = facts.context_of(payload);
    if draft.media.is_some() {
        let now = facts.context.now.unwrap_or_else(jiff::Timestamp::now);
        context.to_mut().spent = SpentMedia::of(draft, now, None, &BTreeSet::new());
    }
    let shelf = facts.library.as_ref();
    let bound = shelf.and_then(|shelf| shelf.bound(payload));
    let diagnostics = match &bound {
        None => check_as(draft, api, facts.definition.as_ref(), &context),
        Some(bound) => {
            let definition = bound.entry().map(|entry| &entry.definition);
            check_as(draft, api, definition, &bound.context(&context))
        }
    };
    Checked {
        path,
        shape: Some(draft.shape().name()),
        api,
        kind: kind_of(payload).map(|kind| kind.name),
        exit: report::exit(&diagnostics),
        diagnostics,
    }
}
