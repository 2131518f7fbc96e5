//! What is read before the first frame: theme, keys, the draft.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::disk;
use crate::files::settings::{self, Settings};
use crate::files::{Places, themes};
use crate::tui::app::Setup;
use crate::tui::keys::{KeyWarning, Keymap};
use crate::tui::msg::{FileDone, Source};
use crate::tui::theme::{self, Borders, Depth, Theme};

/// The example that is opened when nothing is asked for.
const FIRST_EXAMPLE: &str = "menu";

/// What the application begins with.
pub(super) fn setup(
    opened: FileDone,
    theme: Option<String>,
    places: &Places,
    settings: &Settings,
    warnings: &[settings::Warning],
) -> Setup {
    let mut warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    let (keymap, wrong_keys) = keymap(settings);
    let wanted = theme.or_else(|| settings.theme.clone());
    let (theme, wrong_theme) = read_theme(wanted.as_deref(), places, settings);
    warnings.extend(wrong_keys);
    warnings.extend(wrong_theme);
    Setup {
        now: Timestamp::now(),
        zone: TimeZone::system(),
        theme,
        keymap,
        locale: settings.locale.clone(),
        mouse: settings.mouse,
        bidi: settings.bidi,
        settings_files: places.settings_files(),
        opened,
        warnings,
    }
}

/// The keys, and what is wrong with those of the settings.
pub(super) fn keymap(settings: &Settings) -> (Keymap, Vec<String>) {
    let overrides: BTreeMap<String, Vec<String>> = settings
        .keys
        .iter()
        .map(|setting| (setting.action.clone(), setting.keys.clone()))
        .collect();
    let (keymap, wrong) = Keymap::new(&overrides);
    let wrong = wrong.iter().map(|wrong| placed(wrong, settings));
    (keymap, wrong.collect())
}

/// A warning about a key with the file and the line that it is about.
fn placed(wrong: &KeyWarning, settings: &Settings) -> String {
    settings
        .keys
        .iter()
        .find(|setting| setting.action == wrong.action())
        .map_or_else(
            || wrong.to_string(),
            |setting| setting.warning(&wrong.to_string()).to_string(),
        )
}

/// The theme that was asked for, and what is wrong with it; the default counts then.
pub(super) fn read_theme(
    wanted: Option<&str>,
    places: &Places,
    settings: &Settings,
) -> (Theme, Vec<String>) {
    let depth = Depth::detect(&super::variable);
    let borders = match settings.borders {
        settings::Borders::Rounded => Borders::Lines,
        settings::Borders::Ascii => Borders::Ascii,
    };
    let name = wanted.unwrap_or("terminal");
    let other = |name: &str| themes::find(places, name).ok().map(|file| file.text);
    let (label, text) = match (themes::find(places, name), theme::built_in(name)) {
        (Ok(file), _) => (file.path.display().to_string(), file.text),
        (Err(_), Some(text)) => (name.to_owned(), text.to_owned()),
        (Err(error), None) => {
            let theme = Theme::named("terminal", depth, borders);
            return (theme, vec![error.to_string()]);
        }
    };
    let (theme, wrong) = Theme::read(&label, &text, depth, borders, &other);
    (theme, wrong.iter().map(ToString::to_string).collect())
}

/// The draft to begin with: the one that was named, else an example.
///
/// # Errors
/// When what was named cannot be opened, not even as text.
pub(super) fn first_draft(wanted: Option<&Path>, places: &Places) -> Result<FileDone, String> {
    let source = match wanted {
        Some(wanted) => disk::source_of(places, wanted)?,
        None => disk::source_of(places, Path::new(FIRST_EXAMPLE))
            .unwrap_or_else(|_| Source::Example(FIRST_EXAMPLE.to_owned())),
    };
    match disk::open(&source) {
        FileDone::Failed(sentence) => Err(sentence),
        opened => Ok(opened),
    }
}
