//! What works on this machine and through these accounts, as findings in order.
//!
//! Everything is looked at and nothing is changed: no file is made or written, no history opened for
//! writing. Nothing leaves the machine unless [`Wanted::online`] asks for it. What the terminal can do,
//! the composer adds ([`crate::tui::runtime::checkup`]). Knows no screen.

mod accounts;
mod certificates;
mod history;
mod places;
mod services;
mod work;

use serde::Serialize;

use crate::files::Places;
use crate::files::settings::Settings;
use crate::history::Care;

/// What is to be checked.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// This account alone; none for all.
    pub account: Option<&'a str>,
    /// How closely the history is looked at.
    pub care: Care,
    /// Whether the accounts' platforms are asked.
    pub online: bool,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// The terminal that this runs in.
    Terminal,
    /// Folders.
    Places,
    /// The settings file, and what it names.
    Settings,
    /// Drafts, definitions and unsaved work.
    Work,
    /// Accounts and their secrets.
    Accounts,
    /// Whom encrypted connections trust.
    Certificates,
    /// The history.
    History,
    /// The receiver.
    Receiver,
    /// The sandbox.
    Sandbox,
}

impl Group {
    /// What a list of findings is headed with.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Terminal => "Terminal",
            Self::Places => "Places",
            Self::Settings => "Settings",
            Self::Work => "Drafts and templates",
            Self::Accounts => "Accounts",
            Self::Certificates => "Certificates",
            Self::History => "History",
            Self::Receiver => "Receiver",
            Self::Sandbox => "Sandbox",
        }
    }
}

/// How good a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// As it should be.
    Ok,
    /// It works, and something about it should be known.
    Warning,
    /// Something does not work.
    Problem,
}

impl Mark {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Problem => "problem",
        }
    }
}

/// One thing that was found. Its texts may be foreign: make them visible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is about.
    pub group: Group,
    /// What it is about within that.
    pub about: String,
    /// How good it is.
    pub mark: Mark,
    /// What was found.
    pub found: String,
    /// What to do.
    pub remedy: Option<String>,
}

impl Finding {
    /// Something that is as it should be.
    pub fn ok(group: Group, about: impl Into<String>, found: impl Into<String>) -> Self {
        Self {
            group,
            about: about.into(),
            mark: Mark::Ok,
            found: found.into(),
            remedy: None,
        }
    }

    /// Something to know.
    pub fn warning(group: Group, about: impl Into<String>, found: impl Into<String>) -> Self {
        Self {
            mark: Mark::Warning,
            ..Self::ok(group, about, found)
        }
    }

    /// Something that does not work.
    pub fn problem(group: Group, about: impl Into<String>, found: impl Into<String>) -> Self {
        Self {
            mark: Mark::Problem,
            ..Self::ok(group, about, found)
        }
    }

    /// The same with what to do.
    #[must_use]
    pub fn remedy(self, remedy: impl Into<String>) -> Self {
        Self {
            remedy: Some(remedy.into()),
            ..self
        }
    }
}

/// Checks all but the terminal. Blocks: not for a thread that must not wait.
pub fn examine(places: &Places, wanted: &Wanted<'_>) -> Vec<Finding> {
    let (settings, warnings) = Settings::load(places);
    let accounts: Vec<_> = settings
        .accounts
        .iter()
        .filter(|account| wanted.account.is_none_or(|name| name == account.name))
        .collect();
    let mut findings = places::examine(places);
    findings.extend(places::settings(places, &warnings));
    findings.extend(work::examine(places));
    findings.extend(accounts::examine(&accounts));
    findings.extend(certificates::examine(&accounts));
    findings.extend(history::examine(places, wanted.care));
    findings.extend(services::examine(&settings, &accounts, wanted.online));
    findings
}
