//! `bluetick man`: the manual, a page a command, made from the same words as `--help`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man;

use super::{Cli, Exit, Failure, output};

/// How the manual is read, shown beneath the options.
const READING: &str = "\
bluetick man | man -l -                            reads it at once
bluetick man --out ~/.local/share/man/man1         lets `man bluetick-send` find it";

/// What `man` takes.
#[derive(Debug, Args)]
#[command(after_help = READING)]
pub struct Arguments {
    /// Write each page into a file of this folder, made where there is none [default: all pages to stdout]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// A page of the manual.
struct Page {
    /// The file that `man` looks for.
    name: String,
    roff: Vec<u8>,
}

/// Prints or writes it.
///
/// # Errors
/// When stdout, the folder or a file cannot be written.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    // Pages about `help` itself help nobody.
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let mut pages = Vec::new();
    collect(&program, &mut pages)
        .map_err(|error| Failure::new(Exit::CannotWrite, format!("cannot write: {error}")))?;
    match &arguments.out {
        None => {
            let all: Vec<u8> = pages.into_iter().flat_map(|page| page.roff).collect();
            output::print(&String::from_utf8_lossy(&all))?;
        }
        Some(folder) => {
            let count = pages.len();
            write(folder, &pages).map_err(|error| {
                let message = format!(
                    "{}: cannot be written: {error}; name a folder of your own with --out",
                    folder.display()
                );
                Failure::new(Exit::CannotWrite, message)
            })?;
            output::note(&format!("wrote {count} pages into {}", folder.display()));
        }
    }
    Ok(Exit::Done)
}

/// The page of a command, and those of the commands below it.
fn collect(command: &Command, pages: &mut Vec<Page>) -> io::Result<()> {
    let man = Man::new(command.clone())
        .source(concat!("bluetick ", env!("CARGO_PKG_VERSION")))
        .manual("bluetick");
    let mut roff = Vec::new();
    man.render(&mut roff)?;
    pages.push(Page {
        name: man.get_filename(),
        roff,
    });
    let mut below = command.get_subcommands().filter(|it| !it.is_hide_set());
    below.try_for_each(|command| collect(command, pages))
}

fn write(folder: &Path, pages: &[Page]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut pages = pages.iter();
    pages.try_for_each(|page| fs::write(folder.join(&page.name), &page.roff))
}
