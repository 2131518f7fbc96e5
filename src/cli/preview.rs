//! `bluetick preview`: draws a message as the customer sees it.

mod languages;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::shelf::{Bound, Shelf};
use super::{Exit, Failure, input, output};
use crate::files::Places;
use crate::message::Draft;
use crate::preview::ansi::Depth;
use crate::preview::{self, Edge, Ink, Line, Meaning, Options, Palette, Span};
use crate::template::Definition;
use crate::text;
use crate::wire::Dialect;
use languages::{Shown, all, send_of};

/// How wide the phone is drawn unless told otherwise, in cells.
const WIDTH: u16 = 48;

/// What `preview` takes.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line"
)]
pub struct Arguments {
    /// The message to draw: a file, a draft or example by name, or `-` for stdin
    file: PathBuf,
    /// What is drawn: ansi on a terminal, text otherwise, unless told here
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// How wide, in cells
    #[arg(long, default_value_t = WIDTH, value_parser = clap::value_parser!(u16).range(10..=400))]
    width: u16,
    /// The phone's colours
    #[arg(long, value_enum, default_value_t = Theme::Dark)]
    theme: Theme,
    /// The recipient's locale, e.g. `de_DE`, for what On-Premises clients localise
    #[arg(long, default_value = "", hide_default_value = true, value_parser = locale)]
    locale: String,
    /// Draw a list's sheet open, and a cut text whole
    #[arg(long)]
    open: bool,
    /// Draw a template in all languages that the library has of it, one below the other
    #[arg(long)]
    languages: bool,
    /// Put the longest values that fit into a template's slots
    #[arg(long)]
    longest: bool,
    /// Do not look the template's definition up in the library
    #[arg(long)]
    no_library: bool,
    /// Draw the edges of text and ansi in ASCII; so they are anyway on a terminal without UTF-8
    #[arg(long)]
    ascii: bool,
    /// Turn right-to-left rows, for terminals that do not turn them themselves
    #[arg(long)]
    reorder: bool,
}

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Characters alone.
    Text,
    /// Characters with the colours and type faces of a terminal.
    Ansi,
    /// A picture for web pages and documents.
    Svg,
}

/// The phone's colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Theme {
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
}

fn locale(text: &str) -> Result<String, String> {
    if text.is_empty() || text::locale::is_locale(text) {
        Ok(text.to_owned())
    } else {
        Err("expected a language, and where it matters a country, such as de or pt_BR".to_owned())
    }
}

/// Draws.
///
/// # Errors
/// When there is no message to draw, or stdout cannot be written.
pub fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let (_, draft) = input::open(places, &arguments.file)?;
    let shown = shown(arguments, places, &draft)?;
    let dialect = draft.dialect();
    let lines = |edge, reorder| -> Vec<Line> {
        let lines = shown
            .iter()
            .map(|one| lines(arguments, one, dialect, (edge, reorder)));
        lines.flatten().collect()
    };
    let format = arguments.format.unwrap_or(if output::has_colours() {
        Format::Ansi
    } else {
        Format::Text
    });
    let palette = match arguments.theme {
        Theme::Dark => Palette::Dark,
        Theme::Light => Palette::Light,
    };
    let is_ascii = arguments.ascii || output::is_plain_terminal();
    let edge = |edge| if is_ascii { Edge::Ascii } else { edge };
    let drawn = match format {
        Format::Text => preview::text::draw(&lines(edge(Edge::Lines), arguments.reorder)),
        Format::Ansi => {
            let depth = depth();
            let lines = lines(edge(depth.edge()), arguments.reorder);
            preview::ansi::draw(&lines, palette, depth)
        }
        Format::Svg => preview::svg::draw(&lines(Edge::Blocks, true), palette),
    };
    output::print(&drawn)?;
    Ok(Exit::Done)
}

/// What is drawn: the message, or the template in each of its languages.
fn shown(arguments: &Arguments, places: &Places, draft: &Draft) -> Result<Vec<Shown>, Failure> {
    let shelf = Shelf::new(places.clone());
    let bound = shelf
        .bound(draft.document.payload())
        .filter(|_| !arguments.no_library);
    let kept = bound.as_ref().and_then(Bound::entry);
    let own = match &draft.definition {
        _ if draft.is_definition() => Some(draft.document.payload()),
        Some(own) => Some(own),
        None => kept.map(|entry| &entry.value),
    };
    // A definition that cannot be read is the checker's business; here it is as good as none.
    let own = own.and_then(|own| Definition::read(own).ok());
    match own {
        Some(own) if arguments.languages => Ok(all(draft, &own, places, arguments.longest)),
        Some(own) if draft.is_definition() && arguments.longest => {
            Ok(vec![Shown::of(send_of(draft, &own), Some(own), true)])
        }
        None if arguments.languages || arguments.longest => Err(Failure::unusable(format!(
            "{}: expected a template with its definition, in the file or in the library (`bluetick templates list`)",
            arguments.file.display()
        ))),
        own => {
            let own = own.filter(|_| !draft.is_definition());
            let payload = draft.document.payload().clone();
            Ok(vec![Shown::of(payload, own, arguments.longest)])
        }
    }
}

fn lines(
    arguments: &Arguments,
    shown: &Shown,
    dialect: Option<Dialect>,
    (edge, reorder): (Edge, bool),
) -> Vec<Line> {
    let options = Options {
        locale: arguments.locale.clone(),
        sheet_open: arguments.open,
        unfolded: arguments.open,
        edge,
        reorder,
        ..Options::default()
    };
    let bubble = preview::bubble(&shown.payload, dialect, shown.definition.as_ref(), &options);
    let mut lines = preview::layout(&bubble, arguments.width, &options);
    if let Some(head) = &shown.head {
        lines.insert(0, head_line(head, arguments.width));
    }
    lines
}

/// What stands above a message, as wide as the message.
fn head_line(head: &str, width: u16) -> Line {
    let width = usize::from(width);
    let visible = text::visible(head);
    let words = text::truncate(&visible, width);
    let blanks = " ".repeat(width.saturating_sub(text::width(&words)));
    let ink = Ink {
        meaning: Meaning::Note,
        bold: true,
        ..Ink::default()
    };
    Line {
        spans: vec![Span {
            text: format!("{words}{blanks}"),
            ink,
        }],
        tap: None,
    }
}

/// How many colours the terminal says that it draws.
fn depth() -> Depth {
    let variable = |name| std::env::var(name).unwrap_or_default();
    let colours = variable("COLORTERM");
    let terminal = variable("TERM");
    if !variable("NO_COLOR").is_empty() {
        Depth::None
    } else if colours.contains("truecolor") || colours.contains("24bit") {
        Depth::True
    } else if terminal.contains("256color") {
        Depth::Indexed
    } else {
        Depth::Sixteen
    }
}
