//! The send panel: the life of the last message, request, answer, webhooks, problems.
//!
//! Its content is made as lines from what the application knows; the panel itself keeps only which
//! tab is shown, how far it is scrolled and which line is highlighted.

mod again;
mod events;
mod exchange;
mod json;
mod life;
mod problems;

pub use json::json_lines;
pub use life::verdict;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::styled::Styled;
use crate::check::Window;
use crate::message::ReadError;
use crate::tui::desk::Desk;
use crate::tui::msg::AccountLabel;
use crate::tui::outbox::Outbox;
use crate::tui::theme::Glyphs;
use crate::wire::Pointer;

/// The tabs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tab {
    /// What became of the last message.
    #[default]
    Life,
    /// What was posted.
    Request,
    /// What the platform answered.
    Answer,
    /// Every webhook.
    Events,
    /// What the checker finds.
    Problems,
}

/// What the panel keeps.
#[derive(Debug, Default)]
pub struct SendPane {
    /// The tab that is shown.
    pub tab: Tab,
    /// The first line that is shown.
    pub scroll: usize,
    /// The highlighted line among those with a target; only the problems have one.
    pub cursor: usize,
}

/// A line and where Enter or a click on it leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PanelLine {
    /// What it says.
    pub styled: Styled,
    /// Where it leads.
    pub target: Option<Target>,
}

/// Where a line leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The field at a place of the payload.
    Field(Pointer),
    /// The field of a diagnostic, by its number.
    Problem(usize),
    /// The countdown to another attempt.
    Again,
    /// The templates that reach a person whose window is closed.
    Template,
}

/// What the lines are made from.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// What was sent.
    pub outbox: &'a Outbox,
    /// The draft.
    pub desk: &'a Desk,
    /// Why what was opened is no message, where it is none.
    pub unreadable: Option<&'a ReadError>,
    /// The moment.
    pub now: Timestamp,
    /// Where the user's clock stands.
    pub zone: &'a TimeZone,
    /// The account that would send.
    pub account: Option<&'a AccountLabel>,
    /// The characters of signs.
    pub glyphs: &'static Glyphs,
    /// How wide the panel is inside.
    pub width: u16,
}

impl Tab {
    /// All tabs, left to right.
    pub const ALL: [Self; 5] = [
        Self::Life,
        Self::Request,
        Self::Answer,
        Self::Events,
        Self::Problems,
    ];

    /// What the tab says.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Life => "Life",
            Self::Request => "Request",
            Self::Answer => "Answer",
            Self::Events => "Events",
            Self::Problems => "Problems",
        }
    }

    /// How many things are on it, where that is worth saying.
    pub fn count(self, facts: &Facts<'_>) -> usize {
        match self {
            Self::Events => facts.outbox.received().len(),
            Self::Problems => {
                facts.desk.diagnostics().len() + usize::from(facts.unreadable.is_some())
            }
            Self::Life | Self::Request | Self::Answer => 0,
        }
    }
}

impl SendPane {
    /// The lines of the shown tab.
    pub fn lines(&self, facts: &Facts<'_>) -> Vec<PanelLine> {
        match self.tab {
            Tab::Life => life::lines(facts),
            Tab::Request => exchange::request(facts),
            Tab::Answer => exchange::answer(facts),
            Tab::Events => events::lines(facts),
            Tab::Problems => problems::lines(facts),
        }
    }

    /// Shows another tab, from its top.
    pub fn show(&mut self, tab: Tab) {
        if self.tab != tab {
            self.tab = tab;
            self.scroll = 0;
            self.cursor = 0;
        }
    }

    /// Keeps the highlight in a window of so many lines.
    pub fn show_cursor(&mut self, height: usize) {
        if self.cursor < self.scroll {
            self.scroll = self.cursor;
        } else if self.cursor >= self.scroll + height.max(1) {
            self.scroll = self.cursor + 1 - height.max(1);
        }
    }

    /// The tab beside the shown one, round the end.
    pub fn turn(&mut self, by: isize) {
        let count = Tab::ALL.len();
        let here = Tab::ALL
            .iter()
            .position(|tab| *tab == self.tab)
            .unwrap_or(0);
        let there = here.saturating_add_signed(by.rem_euclid(5)) % count;
        if let Some(tab) = Tab::ALL.get(there) {
            self.show(*tab);
        }
    }
}

impl From<Styled> for PanelLine {
    fn from(styled: Styled) -> Self {
        Self {
            styled,
            target: None,
        }
    }
}

impl PanelLine {
    /// The line as one that leads somewhere.
    #[must_use]
    pub fn to(self, target: Target) -> Self {
        Self {
            target: Some(target),
            ..self
        }
    }
}

impl Facts<'_> {
    /// A moment on the user's clock: `10:42:07.120`.
    pub fn clock(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone())
            .strftime("%H:%M:%S%.3f")
            .to_string()
    }
}

/// A duration in seconds: `+0.2 s`, `+65 s`.
pub fn since(from: Timestamp, to: Timestamp) -> String {
    let millis = to
        .as_millisecond()
        .saturating_sub(from.as_millisecond())
        .max(0);
    if millis < 60_000 {
        format!("+{}.{} s", millis / 1000, millis % 1000 / 100)
    } else {
        format!("+{} min {} s", millis / 60_000, millis / 1000 % 60)
    }
}

/// What the panel's title says of the 24-hour window.
pub fn window_label(window: Option<Window>, now: Timestamp) -> String {
    match window {
        None => String::new(),
        Some(Window::Closed) => "window closed: templates only".to_owned(),
        Some(Window::Open { until }) => {
            let minutes = (until.as_second() - now.as_second()).max(0) / 60;
            if minutes >= 60 {
                format!("window open, {} h {} min", minutes / 60, minutes % 60)
            } else {
                format!("window open, {minutes} min")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(millis).unwrap()
    }

    #[rstest]
    #[case(0, "+0.0 s")]
    #[case(190, "+0.1 s")]
    #[case(4_882, "+4.8 s")]
    #[case(65_000, "+1 min 5 s")]
    fn a_delay_reads_as_seconds(#[case] millis: i64, #[case] expected: &str) {
        assert_eq!(since(at(1_000), at(1_000 + millis)), expected);
    }

    #[test]
    fn the_window_says_how_long_it_stays_open() {
        let until = at(86_400_000);
        assert_eq!(
            window_label(Some(Window::Open { until }), at(60_000)),
            "window open, 23 h 59 min"
        );
        assert_eq!(window_label(None, at(0)), "");
        assert!(window_label(Some(Window::Closed), at(0)).contains("templates only"));
    }
}
