//! The drawing of a text, edited or not.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::layout::{self, Layout};
use super::{Mark, TextField};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::draw;

/// The rows that a text takes when it is drawn `width` cells wide.
pub fn height(text: &str, width: u16) -> u16 {
    u16::try_from(Layout::new(text, width).rows().len()).unwrap_or(u16::MAX)
}

/// A text as a field shows it: wrapped, with marks, selection and placeholder.
#[derive(Debug, Clone)]
pub struct TextView<'a> {
    text: &'a str,
    theme: &'a Theme,
    field: Option<&'a TextField>,
    placeholder: &'a str,
    style: Style,
    marks: &'a [Mark],
    /// How many rows lie above the area, and how many the text is drawn in together.
    part: Option<(usize, u16)>,
}

impl<'a> TextView<'a> {
    /// A text that is not edited.
    pub fn new(text: &'a str, theme: &'a Theme) -> Self {
        Self {
            text,
            theme,
            field: None,
            placeholder: "",
            style: theme.style(Role::Text),
            marks: &[],
            part: None,
        }
    }

    /// The text that is edited, with its selection and scroll position.
    pub fn edited(field: &'a TextField, theme: &'a Theme) -> Self {
        Self {
            field: Some(field),
            ..Self::new(field.text(), theme)
        }
    }

    /// What an empty field shows, dimmed.
    #[must_use]
    pub const fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// The style of the text.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// What is coloured inside the text; later marks lie over earlier ones.
    #[must_use]
    pub const fn marks(mut self, marks: &'a [Mark]) -> Self {
        self.marks = marks;
        self
    }

    /// Draws the rows below the first `above` of a text that takes `height` rows where all of it
    /// is seen, instead of those around the caret.
    #[must_use]
    pub const fn part(mut self, above: usize, height: u16) -> Self {
        self.part = Some((above, height));
        self
    }
}

/// Finds the style of each cluster as the drawing goes on through the text: every mark is looked at
/// when it begins and when it ends, not at every cluster.
struct Brush<'a> {
    view: &'a TextView<'a>,
    selection: Option<Range<usize>>,
    /// The marks by their beginning.
    waiting: std::iter::Peekable<std::vec::IntoIter<usize>>,
    /// The marks that lie over the present cluster, later ones last.
    active: Vec<usize>,
}

impl<'a> Brush<'a> {
    fn new(view: &'a TextView<'a>) -> Self {
        let mut order: Vec<usize> = (0..view.marks.len()).collect();
        order.sort_by_key(|mark| view.marks.get(*mark).map(|mark| mark.range.start));
        Self {
            view,
            selection: view.field.and_then(TextField::selection),
            waiting: order.into_iter().peekable(),
            active: Vec::new(),
        }
    }

    /// The style of the cluster at a byte; asked for in the order of the text.
    fn style_at(&mut self, offset: usize) -> Style {
        let marks = self.view.marks;
        let begun = |mark: &usize| {
            marks
                .get(*mark)
                .is_some_and(|mark| mark.range.start <= offset)
        };
        while let Some(mark) = self.waiting.next_if(begun) {
            let place = self.active.partition_point(|other| *other < mark);
            self.active.insert(place, mark);
        }
        self.active
            .retain(|mark| marks.get(*mark).is_some_and(|mark| offset < mark.range.end));
        let marked = self
            .active
            .iter()
            .filter_map(|mark| marks.get(*mark))
            .fold(self.view.style, |style, mark| style.patch(mark.style));
        let selected = self
            .selection
            .as_ref()
            .is_some_and(|range| range.contains(&offset));
        if selected {
            marked.patch(self.view.theme.style(Role::Selection))
        } else {
            marked
        }
    }
}

impl TextView<'_> {
    /// Says at both ends of a single row that the text goes on there.
    fn draw_cuts(&self, layout: &Layout<'_>, row: usize, area: Rect, buffer: &mut Buffer) {
        let style = self.style.patch(self.theme.style(Role::Dim));
        let [before, after] = self.theme.glyphs().cuts;
        if row > 0 {
            let first = layout
                .rows()
                .get(row)
                .and_then(|row| layout.clusters(row).next());
            let cells = first.map_or(1, |(_, cluster)| layout::cells(cluster));
            let end = area.x.saturating_add(u16::try_from(cells).unwrap_or(1));
            let blank = " ".repeat(cells);
            draw::line(
                buffer,
                (area.x, area.y),
                end.min(area.right()),
                &blank,
                style,
            );
            draw::line(
                buffer,
                (area.x, area.y),
                end.min(area.right()),
                before,
                style,
            );
        }
        if row + 1 < layout.rows().len() {
            let at = (area.right().saturating_sub(1), area.y);
            draw::line(buffer, at, area.right(), after, style);
        }
    }
}

impl Widget for &TextView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let height = self.part.map_or(area.height, |(_, height)| height);
        if self.text.is_empty() {
            let style = self.style.patch(self.theme.style(Role::Placeholder));
            draw::fitted(
                buffer,
                (area.x, area.y),
                area.right(),
                self.placeholder,
                style,
            );
            return;
        }
        let layout = match self.field {
            Some(field) => field.layout_in(area.width, height),
            None => Layout::new(self.text, area.width),
        };
        let top = self.field.map_or(0, |field| field.top(&layout, height));
        let top = top + self.part.map_or(0, |(above, _)| above);
        let mut brush = Brush::new(self);
        for (y, row) in (area.top()..area.bottom()).zip(layout.rows().iter().skip(top)) {
            let mut x = area.x;
            for (offset, cluster) in layout.clusters(row) {
                let style = brush.style_at(offset);
                x = draw::line(buffer, (x, y), area.right(), &layout::shown(cluster), style);
            }
            let breaks = brush
                .selection
                .as_ref()
                .is_some_and(|range| !row.goes_on && range.contains(&row.range.end));
            if breaks {
                let style = self.theme.style(Role::Selection);
                draw::line(buffer, (x, y), area.right(), " ", style);
            }
        }
        if self.field.is_some_and(|field| field.is_strip(height)) {
            self.draw_cuts(&layout, top, area, buffer);
        }
    }
}

impl Widget for TextView<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        Widget::render(&self, area, buffer);
    }
}
