//! A line of tabs, each with its count.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;

use super::draw;
use crate::text;
use crate::tui::theme::{Role, Theme};

/// One tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Its name.
    pub title: String,
    /// What stands behind the name: a count, or the sign of a problem with its number.
    pub badge: Option<(String, Role)>,
}

impl Tab {
    /// A tab without a count.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            badge: None,
        }
    }

    /// The tab with a count.
    #[must_use]
    pub fn badge(mut self, badge: impl Into<String>, role: Role) -> Self {
        self.badge = Some((badge.into(), role));
        self
    }

    fn width(&self) -> usize {
        let badge = self
            .badge
            .as_ref()
            .map_or(0, |(badge, _)| 1 + text::width(badge));
        text::width(&self.title) + badge
    }
}

/// A line of tabs, one of them selected.
#[derive(Debug, Clone)]
pub struct Tabs<'a> {
    entries: &'a [Tab],
    selected: usize,
    theme: &'a Theme,
}

impl<'a> Tabs<'a> {
    /// A line of tabs.
    pub const fn new(tabs: &'a [Tab], selected: usize, theme: &'a Theme) -> Self {
        Self {
            entries: tabs,
            selected,
            theme,
        }
    }

    /// The tab at a column of the screen, for clicks.
    pub fn at(&self, area: Rect, column: u16) -> Option<usize> {
        self.places(area)
            .find(|(_, from, to)| (*from..*to).contains(&column))
            .map(|(index, ..)| index)
    }

    /// The tabs that are drawn, each with its first column and the one after its last.
    ///
    /// Where they do not all fit they stand closer, and then those before the selected one go.
    fn places(&self, area: Rect) -> impl Iterator<Item = (usize, u16, u16)> {
        let room = usize::from(area.width);
        let total = |from: usize, to: usize, gap: usize| -> usize {
            let shown = self.entries.get(from..=to).unwrap_or_default();
            shown.iter().map(Tab::width).sum::<usize>() + gap * shown.len().saturating_sub(1)
        };
        let last = self.entries.len().saturating_sub(1);
        let gap = [3, 2]
            .into_iter()
            .find(|gap| total(0, last, *gap) <= room)
            .unwrap_or(1);
        let first = (0..self.selected.min(last))
            .find(|from| total(*from, self.selected.min(last), gap) <= room)
            .unwrap_or(if total(0, last, gap) <= room {
                0
            } else {
                self.selected.min(last)
            });
        let mut x = area.x;
        self.entries
            .iter()
            .enumerate()
            .skip(first)
            .map_while(move |(index, tab)| {
                let from = x;
                let to = from.saturating_add(u16::try_from(tab.width()).unwrap_or(u16::MAX));
                x = to.saturating_add(u16::try_from(gap).unwrap_or(1));
                (from < area.right()).then(|| (index, from, to.min(area.right())))
            })
    }
}

impl Widget for &Tabs<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        for (index, from, to) in self.places(area) {
            let Some(tab) = self.entries.get(index) else {
                continue;
            };
            let style = if index == self.selected {
                let accent = self.theme.style(Role::Accent);
                accent.add_modifier(Modifier::UNDERLINED)
            } else {
                self.theme.style(Role::Dim)
            };
            let x = draw::fitted(buffer, (from, area.y), to, &tab.title, style);
            if let Some((badge, role)) = &tab.badge {
                let style: Style = self.theme.style(*role);
                draw::line(buffer, (x.saturating_add(1), area.y), to, badge, style);
            }
        }
    }
}

impl Widget for Tabs<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        Widget::render(&self, area, buffer);
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn tabs() -> Vec<Tab> {
        vec![
            Tab::new("Envelope"),
            Tab::new("Body").badge("✗2", Role::Error),
            Tab::new("Sections"),
        ]
    }

    #[rstest]
    #[case(40, 0, "Envelope   Body ✗2   Sections           ")]
    #[case(28, 0, "Envelope  Body ✗2  Sections ")]
    #[case(25, 0, "Envelope Body ✗2 Sections")]
    #[case(18, 2, "Body ✗2 Sections  ")]
    #[case(10, 2, "Sections  ")]
    #[case(4, 2, "Sec…")]
    fn the_selected_tab_is_always_seen(
        #[case] width: u16,
        #[case] selected: usize,
        #[case] line: &str,
    ) {
        let theme = Theme::default();
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        Tabs::new(&tabs(), selected, &theme).render(area, &mut buffer);
        let drawn: String = (0..width)
            .map(|x| buffer[(x, 0)].symbol().to_owned())
            .collect();
        assert_eq!(drawn, line);
    }

    #[test]
    fn clicks_find_the_tab_that_was_drawn() {
        let theme = Theme::default();
        let tabs = tabs();
        let line = Tabs::new(&tabs, 2, &theme);
        let area = Rect::new(5, 0, 18, 1);
        assert_eq!(line.at(area, 5), Some(1));
        assert_eq!(line.at(area, 12), None);
        assert_eq!(line.at(area, 13), Some(2));
        assert_eq!(line.at(area, 60), None);
    }
}
