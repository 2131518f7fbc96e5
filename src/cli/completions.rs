//! `bluetick completions`: what a shell needs to complete commands and options.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::{Cli, Exit, Failure, output};

/// Where each shell looks for it, shown beneath the options.
const PLACES: &str = "\
bash        bluetick completions bash > ~/.local/share/bash-completion/completions/bluetick
zsh         bluetick completions zsh > ~/.zfunc/_bluetick      (with fpath+=~/.zfunc before compinit)
fish        bluetick completions fish > ~/.config/fish/completions/bluetick.fish
elvish      bluetick completions elvish >> ~/.config/elvish/rc.elv
powershell  bluetick completions powershell >> $PROFILE";

/// What `completions` takes.
#[derive(Debug, Args)]
#[command(after_help = PLACES)]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints them.
///
/// # Errors
/// When stdout cannot be written.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let mut program = Cli::command();
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut program, name, &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
