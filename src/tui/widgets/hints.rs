//! The bottom line: the keys that work right now, and why the main action is or is not ready.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::draw;
use crate::text;
use crate::tui::msg::Action;
use crate::tui::theme::{Glyphs, Role, Theme};

/// A key and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key's label: `Ctrl-S`.
    pub key: String,
    /// What it does: `save`.
    pub label: String,
    /// The action that a click on the hint runs.
    pub action: Option<Action>,
}

impl Hint {
    /// A hint that a click does not run.
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            action: None,
        }
    }

    /// The hint that runs an action when it is clicked.
    #[must_use]
    pub const fn action(mut self, action: Action) -> Self {
        self.action = Some(action);
        self
    }

    fn width(&self, glyphs: &Glyphs) -> usize {
        let [key, label] = [&self.key, &self.label].map(|words| glyphs.spelled(words));
        text::width(&key) + 1 + text::width(&label)
    }
}

/// A line of hints, with a word at its right end.
#[derive(Debug, Clone)]
pub struct HintBar<'a> {
    hints: &'a [Hint],
    theme: &'a Theme,
    end: Option<(&'a str, Role)>,
    surface: Style,
}

/// The cells between two hints.
const GAP: u16 = 3;

impl<'a> HintBar<'a> {
    /// A line of hints; those that do not fit are left out, the last first.
    pub const fn new(hints: &'a [Hint], theme: &'a Theme) -> Self {
        Self {
            hints,
            theme,
            end: None,
            surface: Style::new(),
        }
    }

    /// What stands at the right end.
    #[must_use]
    pub const fn end(mut self, text: &'a str, role: Role) -> Self {
        self.end = Some((text, role));
        self
    }

    /// The style that the line lies on.
    #[must_use]
    pub const fn surface(mut self, surface: Style) -> Self {
        self.surface = surface;
        self
    }

    /// The hint at a column of the screen, for clicks.
    pub fn at(&self, area: Rect, column: u16) -> Option<&'a Hint> {
        self.places(area)
            .find(|(_, from, to)| (*from..*to).contains(&column))
            .map(|(hint, ..)| hint)
    }

    /// The hints that are drawn, each with its first column and the one after its last.
    fn places(&self, area: Rect) -> impl Iterator<Item = (&'a Hint, u16, u16)> {
        let glyphs = self.theme.glyphs();
        let end = self
            .end
            .map_or(0, |(text, _)| text::width(&glyphs.spelled(text)) + 2);
        let limit = area
            .right()
            .saturating_sub(u16::try_from(end).unwrap_or(u16::MAX));
        let mut x = area.x;
        self.hints.iter().map_while(move |hint| {
            let from = x;
            let to = from.checked_add(u16::try_from(hint.width(glyphs)).ok()?)?;
            x = to.saturating_add(GAP);
            (to <= limit).then_some((hint, from, to))
        })
    }
}

impl Widget for &HintBar<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let glyphs = self.theme.glyphs();
        let style = |role| self.surface.patch(self.theme.style(role));
        for (hint, from, to) in self.places(area) {
            let at = (from, area.y);
            let x = draw::line(buffer, at, to, &glyphs.spelled(&hint.key), style(Role::Key));
            let at = (x.saturating_add(1), area.y);
            draw::line(
                buffer,
                at,
                to,
                &glyphs.spelled(&hint.label),
                style(Role::Dim),
            );
        }
        if let Some((text, role)) = self.end {
            let text = glyphs.spelled(text);
            draw::right(buffer, (area.x, area.y), area.right(), &text, style(role));
        }
    }
}

impl Widget for HintBar<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        Widget::render(&self, area, buffer);
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn hints() -> Vec<Hint> {
        vec![
            Hint::new("Tab", "next field"),
            Hint::new("Alt-↑↓", "move row"),
            Hint::new("Ctrl-S", "save").action(Action::Save),
        ]
    }

    #[rstest]
    #[case(60, "Tab next field   Alt-↑↓ move row   Ctrl-S save      2 errors")]
    #[case(44, "Tab next field   Alt-↑↓ move row    2 errors")]
    #[case(20, "            2 errors")]
    #[case(5, "2 er…")]
    fn hints_give_way_to_the_word_at_the_end(#[case] width: u16, #[case] line: &str) {
        let theme = Theme::default();
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        HintBar::new(&hints(), &theme)
            .end("2 errors", Role::Error)
            .render(area, &mut buffer);
        let drawn: String = (0..width)
            .map(|x| buffer[(x, 0)].symbol().to_owned())
            .collect();
        assert_eq!(drawn, line);
    }

    #[test]
    fn a_click_finds_its_hint() {
        let theme = Theme::default();
        let hints = hints();
        let bar = HintBar::new(&hints, &theme);
        let area = Rect::new(1, 3, 60, 1);
        assert_eq!(
            bar.at(area, 40).and_then(|hint| hint.action),
            Some(Action::Save)
        );
        assert_eq!(bar.at(area, 16), None);
    }
}
