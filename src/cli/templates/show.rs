//! `bluetick templates show`: a template of the library, its words and its slots.

use clap::Args;
use serde_json::{Value, json};

use super::Format;
use super::list::age;
use crate::cli::layout::Sheet;
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::files::library::{Entry, Library};
use crate::template::{Source, slots};
use crate::text;

/// What `templates show` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The template
    name: String,
    /// The language, such as `en_US`; all of them without it
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Shows.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let library = Library::of_name(places, &arguments.name);
    for warning in &library.warnings {
        output::note(warning);
    }
    let language = arguments.language.as_deref();
    let entries = library.entries.iter();
    let meant: Vec<&Entry> = entries
        .filter(|entry| language.is_none_or(|language| language == entry.definition.language))
        .collect();
    if meant.is_empty() {
        return Err(unknown(&library, arguments));
    }
    match arguments.format {
        Format::Json => {
            let values: Vec<&Value> = meant.iter().map(|entry| &entry.value).collect();
            output::json(&json!({"templates": values}))?;
        }
        Format::Human => {
            let sheets: Vec<String> = meant.into_iter().map(sheet).collect();
            output::print(&sheets.join("\n"))?;
        }
    }
    Ok(Exit::Done)
}

fn unknown(library: &Library, arguments: &Arguments) -> Failure {
    let languages: Vec<&str> = library.entries.iter().map(|entry| entry.key().1).collect();
    Failure::unusable(if languages.is_empty() {
        format!(
            "the library has no template {:?}; `bluetick templates list` shows what there is",
            arguments.name
        )
    } else {
        format!(
            "the library has {} in {}, and not in {}",
            arguments.name,
            languages.join(", "),
            arguments.language.as_deref().unwrap_or_default()
        )
    })
}

fn sheet(entry: &Entry) -> String {
    let definition = &entry.definition;
    let visible = |text: &str| text::visible_lines(text).into_owned();
    let (name, language) = entry.key();
    let about = visible(&format!("{name} ({language})"));
    let mut sheet = Sheet::new(&about, &visible(&definition.category));
    let mut line = |label: &str, content: String| {
        if !content.is_empty() {
            sheet.line(label, &visible(&content));
        }
    };
    let quality = entry.quality();
    let quality = if quality.is_empty() {
        ""
    } else {
        &format!(", quality {quality}")
    };
    let reason = entry.reason();
    let reason = if reason.is_empty() {
        ""
    } else {
        &format!(": {reason}")
    };
    line("Status", format!("{}{reason}{quality}", definition.status));
    let fetched = entry.fetched.clone().unwrap_or_default();
    let origin = fetched.source.as_ref().map_or("", Source::name);
    line(
        "Fetched",
        format!("{} {origin}", age(&fetched)).trim().to_owned(),
    );
    if let Some(header) = &definition.header {
        let medium = header.format.parameter_type();
        line(
            "Header",
            if header.text.is_empty() {
                medium
            } else {
                header.text.clone()
            },
        );
    }
    line("Body", definition.body.clone());
    line("Footer", definition.footer.clone().unwrap_or_default());
    for (index, button) in definition.buttons.iter().enumerate() {
        line(&format!("Button {index}"), button.text.clone());
    }
    for (index, card) in definition.cards.iter().enumerate() {
        line(&format!("Card {index}"), card.body.clone());
    }
    let slots = slots(definition);
    line(
        "Slots",
        if slots.is_empty() {
            "none".to_owned()
        } else {
            slots.join(", ")
        },
    );
    line("File", entry.path.to_string_lossy().into_owned());
    sheet.text()
}
