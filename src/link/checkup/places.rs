//! Folders and settings: which there are, which win, and whether they can be written.

use std::fs;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use super::{Finding, Group};
use crate::files::Places;
use crate::files::settings::Warning;

/// What cannot be kept where a folder cannot be written.
const LOST: [(&str, &str); 3] = [
    ("config", "accounts cannot be added, nor themes"),
    ("data", "drafts and templates cannot be saved there"),
    (
        "state",
        "unsaved work does not survive a crash, and the history is forgotten when bluetick ends",
    ),
];

/// The folders, and where new things go.
pub(super) fn examine(places: &Places) -> Vec<Finding> {
    let folders = [&places.config, &places.data, &places.state];
    let own = LOST
        .iter()
        .zip(folders)
        .map(|((about, lost), folder)| own_folder(about, folder, lost));
    std::iter::once(project(places))
        .chain(own)
        .chain([
            goes(
                "drafts",
                &places.project_drafts(),
                &places.new_drafts(),
                &places.personal_drafts(),
            ),
            goes(
                "templates",
                &places.project_templates(),
                &places.new_templates(),
                &places.personal_templates(),
            ),
        ])
        .collect()
}

fn project(places: &Places) -> Finding {
    let folder = places.project.display();
    match state_of(&places.project) {
        State::Writable => Finding::ok(Group::Places, "project", format!("{folder}")),
        // Many a folder in which one only looks around is not one's own.
        _ => Finding::ok(
            Group::Places,
            "project",
            format!("{folder}, which cannot be written: all is kept in the folders below"),
        ),
    }
}

fn own_folder(about: &str, folder: &Path, lost: &str) -> Finding {
    let shown = folder.display();
    let problem = |found: String| {
        Finding::problem(Group::Places, about, format!("{found}: {lost}")).remedy(format!(
            "make it writable for you, or name another folder with XDG_{}_HOME",
            about.to_uppercase()
        ))
    };
    match state_of(folder) {
        State::Writable => Finding::ok(Group::Places, about, format!("{shown}")),
        State::NotYet => Finding::ok(
            Group::Places,
            about,
            format!("{shown}, made once something is kept there"),
        ),
        State::Closed => problem(format!("{shown} cannot be written")),
        State::Blocked(by) => problem(format!("{shown} cannot be made in {}", by.display())),
        State::NoFolder(file) => problem(format!("{} is no folder", file.display())),
    }
}

/// Where new ones go, and what is read beside.
fn goes(about: &str, project: &Path, new: &Path, personal: &Path) -> Finding {
    let (new, personal) = (new.display(), personal.display());
    let found = if project.is_dir() && project != Path::new(&personal.to_string()) {
        format!("new ones go to {new}, the project's, which wins over {personal}")
    } else {
        format!("new ones go to {new}; the project has none of its own")
    };
    Finding::ok(Group::Places, about, found)
}

/// The settings file that counts, and what is wrong in it.
pub(super) fn settings(places: &Places, warnings: &[Warning]) -> Vec<Finding> {
    let files = places.settings_files();
    let there: Vec<&PathBuf> = files.iter().filter(|file| file.exists()).collect();
    let found = match there.as_slice() {
        [] => format!("no {}: the defaults count", shown(&files[1])),
        [one] => format!("{} counts", one.display()),
        [first, rest @ ..] => format!(
            "{} counts; of {} only the accounts",
            first.display(),
            rest.iter()
                .map(|file| shown(file))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    let file = Finding::ok(Group::Settings, "file", found);
    let wrong = warnings.iter().map(|warning| {
        Finding::warning(Group::Settings, "entry", warning.to_string())
            .remedy("correct that line; the README lists all settings")
    });
    std::iter::once(file).chain(wrong).collect()
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// What a folder is good for.
#[derive(Debug, PartialEq, Eq)]
enum State {
    /// It is there and takes files.
    Writable,
    /// It is not there, and can be made.
    NotYet,
    /// It is there and takes no files.
    Closed,
    /// It is not there, and this folder does not let it be made.
    Blocked(PathBuf),
    /// A file stands there, or on the way there.
    NoFolder(PathBuf),
}

fn state_of(folder: &Path) -> State {
    // Of relative paths too, the last one is there: the current folder.
    let nearest = folder
        .ancestors()
        .find(|path| fs::symlink_metadata(path).is_ok());
    let Some(nearest) = nearest else {
        return State::Blocked(folder.to_owned());
    };
    let is_open = access(nearest, Access::WRITE_OK | Access::EXEC_OK).is_ok();
    match (nearest == folder, nearest.is_dir(), is_open) {
        (_, false, _) => State::NoFolder(nearest.to_owned()),
        (true, true, true) => State::Writable,
        (true, true, false) => State::Closed,
        (false, true, true) => State::NotYet,
        (false, true, false) => State::Blocked(nearest.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::link::checkup::Mark;

    #[test]
    fn folders_are_judged_without_being_made() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("a/b");
        assert_eq!(state_of(&folder), State::NotYet);
        assert!(!root.path().join("a").exists());
        fs::create_dir_all(&folder).unwrap();
        assert_eq!(state_of(&folder), State::Writable);
        let file = root.path().join("file");
        fs::write(&file, "").unwrap();
        assert_eq!(state_of(&file), State::NoFolder(file.clone()));
        assert_eq!(state_of(&file.join("state")), State::NoFolder(file));
    }

    #[test]
    fn folders_that_take_no_files_are_problems() {
        let root = tempfile::tempdir().unwrap();
        let closed = root.path().join("closed");
        fs::create_dir(&closed).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).unwrap();
        if fs::write(closed.join("probe"), "").is_ok() {
            println!("skipped: this person may write everywhere");
            return;
        }
        assert_eq!(state_of(&closed), State::Closed);
        assert_eq!(state_of(&closed.join("in")), State::Blocked(closed.clone()));
        let found = own_folder("state", &closed, "x");
        assert_eq!(found.mark, Mark::Problem);
        assert!(found.remedy.unwrap().contains("XDG_STATE_HOME"));
    }

    #[test]
    fn a_file_in_the_way_is_a_problem() {
        let root = tempfile::tempdir().unwrap();
        let places = Places::inside(root.path().to_owned());
        fs::write(root.path().join(".bluetick"), "").unwrap();
        let found = examine(&places);
        let problems = found.iter().filter(|it| it.mark == Mark::Problem).count();
        assert_eq!(problems, 3, "{found:#?}");
    }
}
