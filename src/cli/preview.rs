//! `bluetick preview`: draws a message as the customer sees it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Exit, Failure, input, output};
use crate::files::Places;
use crate::message::Draft;
use crate::preview::ansi::Depth;
use crate::preview::{self, Edge, Line, Options, Palette};
use crate::template::Definition;
use crate::text;

/// How wide the phone is drawn unless told otherwise, in cells.
const WIDTH: u16 = 48;

/// What `preview` takes.
#[derive(Debug, Args)]
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
        Format::Text => preview::text::draw(&lines(
            arguments,
            &draft,
            edge(Edge::Lines),
            arguments.reorder,
        )),
        Format::Ansi => {
            let depth = depth();
            let lines = lines(arguments, &draft, edge(depth.edge()), arguments.reorder);
            preview::ansi::draw(&lines, palette, depth)
        }
        Format::Svg => preview::svg::draw(&lines(arguments, &draft, Edge::Blocks, true), palette),
    };
    output::print(&drawn)?;
    Ok(Exit::Done)
}

fn lines(arguments: &Arguments, draft: &Draft, edge: Edge, reorder: bool) -> Vec<Line> {
    let options = Options {
        locale: arguments.locale.clone(),
        sheet_open: arguments.open,
        unfolded: arguments.open,
        edge,
        reorder,
        ..Options::default()
    };
    // A definition that cannot be read is the checker's business; here it is as good as none.
    let definition = draft
        .definition
        .as_ref()
        .and_then(|definition| Definition::read(definition).ok());
    let payload = draft.document.payload();
    let bubble = preview::bubble(payload, draft.dialect(), definition.as_ref(), &options);
    preview::layout(&bubble, arguments.width, &options)
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
