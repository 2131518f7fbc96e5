//! The folders that things are looked for in and written to.

use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy, Xdg};

/// The name of our folder inside the XDG folders.
const FOLDER: &str = "bluetick";

/// Where things stand: the project that the program was started in, and the person's own folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The current folder; its `drafts`, `themes` and `bluetick.toml` win over the personal ones.
    pub project: PathBuf,
    /// Settings and themes of the person.
    pub config: PathBuf,
    /// Drafts of the person.
    pub data: PathBuf,
    /// What the program remembers: recovery files, the trash, recipients.
    pub state: PathBuf,
}

/// A path that a person typed, where a shell has not gone over it: `~` at its beginning is their home.
pub fn from_home(typed: PathBuf) -> PathBuf {
    expanded(typed, etcetera::home_dir().ok().as_deref())
}

fn expanded(typed: PathBuf, home: Option<&Path>) -> PathBuf {
    match (typed.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => typed,
    }
}

impl Places {
    /// The places of this process, from the current folder and the XDG variables.
    ///
    /// Without a home folder everything is kept in `.bluetick` in the current folder.
    pub fn discover() -> Self {
        let project = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        match Xdg::new() {
            Ok(xdg) => Self {
                config: xdg.config_dir().join(FOLDER),
                data: xdg.data_dir().join(FOLDER),
                state: xdg
                    .state_dir()
                    .unwrap_or_else(|| xdg.data_dir())
                    .join(FOLDER),
                project,
            },
            Err(_) => Self::inside(project),
        }
    }

    /// All places in one folder, which is the project as well; for machines without a home, and tests.
    pub fn inside(folder: PathBuf) -> Self {
        let own = folder.join(".bluetick");
        Self {
            config: own.join("config"),
            data: own.join("data"),
            state: own.join("state"),
            project: folder,
        }
    }

    /// The project's drafts; need not exist.
    pub fn project_drafts(&self) -> PathBuf {
        self.project.join("drafts")
    }

    /// The person's drafts; need not exist.
    pub fn personal_drafts(&self) -> PathBuf {
        self.data.join("drafts")
    }

    /// Where a new draft goes: the project's folder if it has one, else the person's.
    pub fn new_drafts(&self) -> PathBuf {
        let project = self.project_drafts();
        if project.is_dir() {
            project
        } else {
            self.personal_drafts()
        }
    }

    /// The project's template definitions; need not exist.
    pub fn project_templates(&self) -> PathBuf {
        self.project.join("templates")
    }

    /// The person's template definitions; need not exist.
    pub fn personal_templates(&self) -> PathBuf {
        self.data.join("templates")
    }

    /// The folders of definitions, the first to be looked in first.
    pub fn template_folders(&self) -> [PathBuf; 2] {
        [self.project_templates(), self.personal_templates()]
    }

    /// Where a new definition goes: the project's folder if it has one, else the person's.
    pub fn new_templates(&self) -> PathBuf {
        let project = self.project_templates();
        if project.is_dir() {
            project
        } else {
            self.personal_templates()
        }
    }

    /// The folders of themes, the first to be looked in first; they need not exist.
    pub fn theme_folders(&self) -> [PathBuf; 2] {
        [self.project.join("themes"), self.config.join("themes")]
    }

    /// The settings files, the first that exists counts.
    pub fn settings_files(&self) -> [PathBuf; 2] {
        [
            self.project.join("bluetick.toml"),
            self.config.join("bluetick.toml"),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_drafts_go_to_the_project_only_when_it_has_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        assert_eq!(places.new_drafts(), places.personal_drafts());
        std::fs::create_dir(folder.path().join("drafts")).unwrap();
        assert_eq!(places.new_drafts(), places.project_drafts());
    }

    #[rstest::rstest]
    #[case("~/lamps.json", "/home/ada/lamps.json")]
    #[case("~", "/home/ada")]
    #[case("~ada/lamps.json", "~ada/lamps.json")]
    #[case("drafts/~/lamps.json", "drafts/~/lamps.json")]
    #[case("/lamps.json", "/lamps.json")]
    fn a_tilde_at_the_beginning_is_the_home(#[case] typed: &str, #[case] path: &str) {
        let home = Path::new("/home/ada");
        assert_eq!(expanded(typed.into(), Some(home)), Path::new(path));
        assert_eq!(expanded(typed.into(), None), Path::new(typed));
    }
}
