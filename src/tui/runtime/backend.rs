//! The terminal behind one that keeps columns where they belong.
//!
//! Terminals disagree on how wide emoji sequences are, and the library's cell diff writes the
//! second cell of a cluster with a variation selector without moving there. [`Steady`] blanks the
//! second cell before a cluster and goes to an exact column after it, so that one misjudged cluster
//! never shifts the rest of its row.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

/// How clusters of several code points are sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Clusters {
    /// As they are.
    #[default]
    Whole,
    /// Without variation selectors and skin tones, for terminals that misjudge their width (tmux
    /// before 3.5 draws a heart one cell wide and a toned thumb four).
    Plain,
}

impl Clusters {
    /// What the environment's terminal can be sent: plain clusters for multiplexers and consoles
    /// that are known to misjudge them.
    pub fn detect(variable: &dyn Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).unwrap_or_default();
        let version = set("TERM_PROGRAM_VERSION");
        let mut numbers = version
            .split(|character: char| !character.is_ascii_digit())
            .map(|number| number.parse::<u32>().unwrap_or(0));
        let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        let old_tmux = set("TERM_PROGRAM") == "tmux" && version < (3, 5);
        if old_tmux || !set("STY").is_empty() || set("TERM") == "linux" {
            Self::Plain
        } else {
            Self::Whole
        }
    }
}

/// A backend that writes each cluster to its own column.
#[derive(Debug)]
pub struct Steady<W: Write> {
    inner: CrosstermBackend<W>,
    clusters: Clusters,
}

impl<W: Write> Steady<W> {
    /// A backend over a writer.
    pub const fn new(writer: W, clusters: Clusters) -> Self {
        Self {
            inner: CrosstermBackend::new(writer),
            clusters,
        }
    }

    /// Draws one cluster: first a blank on its second cell, for terminals that draw it narrow.
    fn draw_cluster(&mut self, x: u16, y: u16, cell: &Cell) -> io::Result<()> {
        if cell.cell_width() > 1 {
            let mut blank = cell.clone();
            blank
                .set_symbol(" ")
                .set_diff_option(ratatui::buffer::CellDiffOption::None);
            let second = [(x.saturating_add(1), y, &blank)];
            self.inner.draw(second.into_iter())?;
        }
        match self.clusters {
            Clusters::Whole => self.inner.draw([(x, y, cell)].into_iter()),
            Clusters::Plain => {
                let mut plain = cell.clone();
                plain.set_symbol(&plain_cluster(cell.symbol()));
                self.inner.draw([(x, y, &plain)].into_iter())
            }
        }
    }
}

/// A cluster without what terminals misjudge: U+FE0F and skin tones behind an emoji.
fn plain_cluster(cluster: &str) -> String {
    cluster
        .chars()
        .enumerate()
        .filter(|(place, character)| {
            *place == 0 || !matches!(character, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
        })
        .map(|(_, character)| character)
        .collect()
}

/// Whether terminals may misjudge the width of what the cell holds.
fn is_uncertain(cell: &Cell) -> bool {
    cell.symbol().chars().nth(1).is_some()
}

impl<W: Write> Write for Steady<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Write::flush(&mut self.inner)
    }
}

impl<W: Write> Backend for Steady<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut run = Vec::new();
        let mut covered = None;
        for (x, y, cell) in content {
            // The second cell of the cluster just drawn is blank already.
            if covered.take() == Some((x, y)) {
                continue;
            }
            if !is_uncertain(cell) {
                run.push((x, y, cell));
                continue;
            }
            if !run.is_empty() {
                self.inner.draw(run.drain(..))?;
            }
            self.draw_cluster(x, y, cell)?;
            covered = (cell.cell_width() > 1).then(|| (x.saturating_add(1), y));
        }
        // Every call of the inner backend begins with a move to its first cell.
        if run.is_empty() {
            return Ok(());
        }
        self.inner.draw(run.into_iter())
    }

    fn append_lines(&mut self, count: u16) -> io::Result<()> {
        self.inner.append_lines(count)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.inner.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;
    use rstest::rstest;

    use super::*;
    use crate::tui::widgets::draw;

    /// What reaches the terminal when `before` becomes `after`, colours and resets left out.
    fn written(before: &str, after: &str, clusters: Clusters) -> String {
        let area = Rect::new(0, 0, 12, 1);
        let buffer = |text: &str| {
            let mut buffer = Buffer::empty(area);
            draw::line(&mut buffer, (0, 0), 12, text, Style::new());
            buffer
        };
        let (before, after) = (buffer(before), buffer(after));
        let mut bytes = Vec::new();
        Steady::new(&mut bytes, clusters)
            .draw(before.diff(&after).into_iter())
            .unwrap();
        let text = String::from_utf8(bytes).unwrap();
        ["\u{1b}[39m", "\u{1b}[49m", "\u{1b}[59m", "\u{1b}[0m"]
            .iter()
            .fold(text, |text, code| text.replace(code, ""))
            .replace("\u{1b}[", "␛")
    }

    #[rstest]
    // Only what changed is written, and the next character gets its own column.
    #[case::heart("abcdef", "❤️cdef", "␛1;2H ␛1;1H❤️")]
    #[case::heart_and_more("abcdef", "❤️Cdef", "␛1;2H ␛1;1H❤️␛1;3HC")]
    #[case::flag("abcdef", "a🇩🇪xef", "␛1;3H ␛1;2H🇩🇪␛1;4Hx")]
    #[case::combining("abc", "e\u{301}bX", "␛1;1He\u{301}␛1;3HX")]
    #[case::wide("abcd", "茶cX", "␛1;1H茶␛1;4HX")]
    #[case::plain("abcd", "xbcy", "␛1;1Hx␛1;4Hy")]
    fn every_cluster_is_followed_by_an_exact_column(
        #[case] before: &str,
        #[case] after: &str,
        #[case] expected: &str,
    ) {
        assert_eq!(written(before, after, Clusters::Whole), expected);
    }

    #[rstest]
    #[case("❤️x", "␛1;2H ␛1;1H❤␛1;3Hx")]
    #[case("👍🏽x", "␛1;2H ␛1;1H👍␛1;3Hx")]
    #[case("🏽", "␛1;1H🏽")]
    fn plain_clusters_lose_selectors_and_tones(#[case] after: &str, #[case] expected: &str) {
        assert_eq!(written("", after, Clusters::Plain), expected);
    }

    #[rstest]
    #[case(&[("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.3a")], Clusters::Plain)]
    #[case(&[("TERM_PROGRAM", "tmux"), ("TERM_PROGRAM_VERSION", "3.5")], Clusters::Whole)]
    #[case(&[("TERM_PROGRAM", "WezTerm"), ("TERM_PROGRAM_VERSION", "20240203")], Clusters::Whole)]
    #[case(&[("STY", "1234.pts-0")], Clusters::Plain)]
    #[case(&[("TERM", "linux")], Clusters::Plain)]
    #[case(&[], Clusters::Whole)]
    fn multiplexers_that_misjudge_clusters_are_known(
        #[case] variables: &[(&str, &str)],
        #[case] expected: Clusters,
    ) {
        let lookup = |name: &str| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(Clusters::detect(&lookup), expected);
    }

    #[test]
    fn nothing_to_draw_writes_nothing() {
        assert_eq!(written("same", "same", Clusters::Whole), "");
    }
}
