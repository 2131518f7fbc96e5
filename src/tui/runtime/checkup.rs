//! The check of this installation: what the terminal can do, and all that the link finds.
//!
//! Called by `bluetick doctor` and by the runtime for the composer. Each decision about the terminal is
//! asked from where the composer makes it.

use std::io::IsTerminal as _;
use std::path::Path;

use super::backend::Clusters;
use super::begin;
use super::clipboard::{self, Way};
use crate::files::Places;
use crate::files::settings::Settings;
use crate::link::checkup::{self, Finding, Group, Wanted};
use crate::tui::app::layout::{Extent, SMALLEST};
use crate::tui::theme::{Depth, other_character_set};

/// Checks everything. Blocks, and asks no more of the terminal than its size.
pub fn examine(places: &Places, wanted: &Wanted<'_>) -> Vec<Finding> {
    let (settings, _) = Settings::load(places);
    let mut findings = terminal(&settings, places);
    findings.extend(checkup::examine(places, wanted));
    findings.extend(looks(&settings, places));
    findings.sort_by_key(|finding| finding.group);
    findings
}

/// What the terminal is and can do.
fn terminal(settings: &Settings, places: &Places) -> Vec<Finding> {
    let mouse = if settings.mouse {
        "taken by the composer; hold Shift to select text, or set mouse = false"
    } else {
        "left to the terminal (mouse = false)"
    };
    vec![
        size(),
        name(),
        colours(Depth::detect(&super::variable)),
        locale(),
        emoji(settings),
        copying(&places.state),
        Finding::ok(Group::Terminal, "mouse", mouse),
    ]
}

/// Whether there is one, and which layout it gets.
fn size() -> Finding {
    let about = "size";
    if !std::io::stdout().is_terminal() {
        return Finding::ok(
            Group::Terminal,
            about,
            "stdout is no terminal: the composer would not open here, the commands work",
        );
    }
    match crossterm::terminal::size() {
        Ok((width, height)) => of_size(width, height),
        Err(error) => Finding::warning(
            Group::Terminal,
            about,
            format!("the terminal does not tell its size: {error}"),
        ),
    }
}

fn of_size(width: u16, height: u16) -> Finding {
    let (least_width, least_height) = SMALLEST;
    let layout = match Extent::of(width, height) {
        Extent::TooSmall => {
            return Finding::warning(
                Group::Terminal,
                "size",
                format!("{width} × {height}: too small for the composer"),
            )
            .remedy(format!(
                "make the window at least {least_width} × {least_height}"
            ));
        }
        Extent::Narrow => "narrow layout, one panel at a time",
        Extent::Middling => "middling layout, form and preview side by side",
        Extent::Wide => "wide layout, drafts, form and preview side by side",
    };
    Finding::ok(
        Group::Terminal,
        "size",
        format!("{width} × {height}: {layout}"),
    )
}

/// What it calls itself, and what stands between.
fn name() -> Finding {
    let set = |name: &str| super::variable(name).filter(|value| !value.is_empty());
    let between = [
        ("TMUX", "in tmux"),
        ("STY", "in screen"),
        ("SSH_CONNECTION", "over SSH"),
    ];
    let there = between.iter().filter(|(name, _)| set(name).is_some());
    let between: String = there.flat_map(|(_, words)| [", ", words]).collect();
    match set("TERM") {
        Some(term) if term != "dumb" => {
            Finding::ok(Group::Terminal, "TERM", format!("{term}{between}"))
        }
        term => {
            let term = term.map_or_else(|| "not set".to_owned(), |term| format!("{term:?}"));
            Finding::warning(
                Group::Terminal,
                "TERM",
                format!("{term}{between}: taken for a terminal without colours and cursor"),
            )
            .remedy("set TERM to what the terminal is, such as xterm-256color")
        }
    }
}

fn colours(depth: Depth) -> Finding {
    let found = match depth {
        Depth::Monochrome if super::variable("NO_COLOR").is_some_and(|it| !it.is_empty()) => {
            "none, as NO_COLOR asks"
        }
        Depth::Monochrome => "none",
        Depth::Ansi16 => "16",
        Depth::Ansi256 => "256 (COLORTERM=truecolor tells of a terminal that has more)",
        Depth::True => "all (true colour)",
    };
    Finding::ok(Group::Terminal, "colours", found)
}

fn locale() -> Finding {
    match other_character_set(&super::variable) {
        None => Finding::ok(Group::Terminal, "locale", "UTF-8"),
        Some(locale) => Finding::warning(
            Group::Terminal,
            "locale",
            format!("{locale} names another character set than UTF-8: lines, ticks and emoji break"),
        )
        .remedy("set LANG to one such as C.UTF-8; borders = \"ascii\" in the settings does without lines"),
    }
}

fn emoji(settings: &Settings) -> Finding {
    let found = match super::clusters(settings) {
        Clusters::Whole => "sent whole; emoji = \"plain\" is for terminals that draw them too wide",
        Clusters::Plain => "sent without skin tones and variation selectors",
    };
    Finding::ok(Group::Terminal, "emoji", found)
}

/// By which way the composer copies.
fn copying(state: &Path) -> Finding {
    let about = "clipboard";
    let ways = clipboard::ways(&super::variable, &state.join(clipboard::FILE));
    let way = ways.into_iter().find(|way| match way {
        Way::Program([program, ..]) => is_installed(program),
        Way::Program([]) => false,
        Way::Terminal | Way::File(_) => true,
    });
    match way {
        Some(Way::Terminal) => Finding::ok(
            Group::Terminal,
            about,
            "through the terminal (OSC 52), which may have to allow it",
        ),
        Some(Way::Program(command)) => {
            let command = command.join(" ");
            Finding::ok(Group::Terminal, about, format!("with `{command}`"))
        }
        Some(Way::File(path)) => Finding::warning(
            Group::Terminal,
            about,
            format!("none here: what is copied goes to {}", path.display()),
        )
        .remedy("install wl-copy, xclip or xsel where there is a desktop"),
        None => Finding::warning(Group::Terminal, about, "none here"),
    }
}

/// Whether a program is in the search path.
fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// What is wrong with the theme and the keys.
fn looks(settings: &Settings, places: &Places) -> Vec<Finding> {
    let wanted = settings.theme.as_deref();
    let (theme, wrong_theme) = begin::read_theme(wanted, places, settings);
    let (_, wrong_keys) = begin::keymap(settings);
    let keys = match settings.keys.len() {
        0 => "as they come".to_owned(),
        count => format!("{count} changed by the settings"),
    };
    let warned = |about: &'static str, remedy: &'static str| {
        move |wrong: String| Finding::warning(Group::Settings, about, wrong).remedy(remedy)
    };
    let wrong_theme = wrong_theme.into_iter().map(warned(
        "theme",
        "correct it there; until then the default counts",
    ));
    let wrong_keys = wrong_keys.into_iter().map(warned(
        "keys",
        "correct that line; the README lists all actions",
    ));
    std::iter::once(Finding::ok(Group::Settings, "theme", theme.name()))
        .chain(wrong_theme)
        .chain([Finding::ok(Group::Settings, "keys", keys)])
        .chain(wrong_keys)
        .collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::link::checkup::Mark;

    #[rstest]
    #[case(39, 40, Mark::Warning, "too small")]
    #[case(40, 12, Mark::Ok, "narrow")]
    #[case(90, 20, Mark::Ok, "middling")]
    #[case(140, 30, Mark::Ok, "wide")]
    fn a_size_is_told_with_its_layout(
        #[case] width: u16,
        #[case] height: u16,
        #[case] mark: Mark,
        #[case] words: &str,
    ) {
        let found = of_size(width, height);
        assert_eq!(found.mark, mark);
        assert!(found.found.contains(words), "{found:?}");
    }
}
