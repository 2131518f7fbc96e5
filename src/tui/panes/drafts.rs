//! The list of drafts: files and examples with their problems, narrowed by a filter.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::styled::Styled;
use crate::files::drafts::{DraftFile, Origin};
use crate::text;
use crate::tui::msg::{Listing, Source};
use crate::tui::theme::{Role, Theme};

/// What the pane keeps.
#[derive(Debug, Default)]
pub struct DraftsPane {
    /// What there is; none before the first listing.
    pub listings: Option<Vec<Listing>>,
    /// What is to be highlighted once it is listed.
    wanted: Option<Source>,
    /// Whether something changed since the listing that is awaited was asked for.
    pub is_stale: bool,
    /// What narrows it.
    pub filter: String,
    /// Whether keys go to the filter.
    pub filtering: bool,
    /// The highlighted one among those that are shown.
    pub cursor: usize,
    /// The first one that is shown.
    pub scroll: usize,
}

/// What the list marks.
#[derive(Clone, Copy)]
pub struct Marks<'a> {
    /// The draft on the desk.
    pub open: Option<&'a Source>,
    /// Whether it has unsaved work.
    pub dirty: bool,
    /// Its own problems, fresher than those of the listing.
    pub problems: (usize, usize),
}

impl DraftsPane {
    /// The drafts that the filter leaves.
    pub fn shown(&self) -> Vec<&Listing> {
        let wanted = self.filter.to_lowercase();
        self.listings
            .iter()
            .flatten()
            .filter(|listing| {
                listing.file.name.to_lowercase().contains(&wanted)
                    || listing.file.title.to_lowercase().contains(&wanted)
            })
            .collect()
    }

    /// The highlighted draft.
    pub fn highlighted(&self) -> Option<&Listing> {
        self.shown().get(self.cursor).copied()
    }

    /// Moves the highlight.
    pub fn step(&mut self, by: isize) {
        let last = self.shown().len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// Takes a new listing, keeping the highlight on its draft, or where it was if that is gone; a draft
    /// that was waited for is highlighted instead.
    pub fn listed(&mut self, listings: Vec<Listing>) {
        let is_same = |one: &DraftFile, other: &DraftFile| {
            (one.origin, &one.path, &one.name) == (other.origin, &other.path, &other.name)
        };
        let before = self.highlighted().map(|listing| listing.file.clone());
        self.listings = Some(listings);
        let mut shown = self.shown().into_iter();
        let again = before.and_then(|file| shown.position(|one| is_same(&one.file, &file)));
        self.cursor = again.unwrap_or(self.cursor);
        self.step(0);
        if let Some(wanted) = self.wanted.take() {
            self.highlight(wanted);
        }
    }

    /// Highlights a draft, as soon as it is listed.
    pub fn highlight(&mut self, wanted: Source) {
        let place = self
            .shown()
            .iter()
            .position(|listing| is_source(&listing.file, &wanted));
        match place {
            Some(place) => self.cursor = place,
            None => self.wanted = Some(wanted),
        }
    }

    /// Types into the filter.
    pub fn type_filter(&mut self, text: &str) {
        self.filter.push_str(&text.replace(char::is_control, ""));
        self.cursor = 0;
        self.scroll = 0;
    }

    /// Takes the last grapheme of the filter away.
    pub fn shorten_filter(&mut self) {
        let last = text::graphemes(&self.filter).next_back().map(|(at, _)| at);
        if let Some(at) = last {
            self.filter.truncate(at);
        }
        self.cursor = 0;
        self.scroll = 0;
    }

    /// Keeps the highlight in a window of so many lines.
    pub fn refresh(&mut self, height: usize) {
        let window = height.saturating_sub(1).max(1);
        if self.cursor < self.scroll {
            self.scroll = self.cursor;
        } else if self.cursor >= self.scroll + window {
            self.scroll = self.cursor + 1 - window;
        }
    }

    /// Which of the shown drafts stands at a line of the pane; none for the filter's line.
    pub fn hit(&self, line: usize) -> Option<usize> {
        let place = line.checked_sub(1)? + self.scroll;
        (place < self.shown().len()).then_some(place)
    }

    /// Draws the filter and the list; returns where the caret of the filter stands.
    pub fn draw(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        marks: &Marks<'_>,
        focused: bool,
    ) -> Option<(u16, u16)> {
        let mut rows = area.rows();
        let filter_row = rows.next()?;
        let caret = self.draw_filter(filter_row, buffer, theme, focused);
        let shown = self.shown();
        if shown.is_empty() {
            if let Some(row) = rows.next() {
                let word = match &self.listings {
                    None => "…",
                    Some(all) if all.is_empty() => "no drafts yet: F1, new draft",
                    Some(_) => "nothing of that name",
                };
                Styled::new(word, Role::Dim).draw(row, buffer, theme);
            }
            return caret;
        }
        for (row, (place, listing)) in rows.zip(shown.iter().enumerate().skip(self.scroll)) {
            let highlighted = focused && place == self.cursor;
            draw_row(row, listing, buffer, theme, marks, highlighted);
        }
        caret
    }

    fn draw_filter(
        &self,
        row: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        focused: bool,
    ) -> Option<(u16, u16)> {
        let line = if self.filter.is_empty() && !self.filtering {
            Styled::new("/ filter", Role::Placeholder)
        } else {
            Styled::new("/ ", Role::Accent).foreign(&self.filter, Role::Text)
        };
        line.draw(row, buffer, theme);
        let column = row
            .x
            .saturating_add(u16::try_from(2 + text::width(&self.filter)).unwrap_or(u16::MAX));
        (focused && self.filtering).then_some((column.min(row.right().saturating_sub(1)), row.y))
    }
}

fn draw_row(
    row: Rect,
    listing: &Listing,
    buffer: &mut Buffer,
    theme: &Theme,
    marks: &Marks<'_>,
    highlighted: bool,
) {
    let open = marks
        .open
        .is_some_and(|source| is_source(&listing.file, source));
    let glyphs = theme.glyphs();
    if highlighted {
        buffer.set_style(row, theme.style(Role::Cursor));
    }
    let lead = match (open, marks.dirty, highlighted) {
        (true, true, _) => glyphs.dirty,
        (_, _, true) => glyphs.cursor,
        (true, false, _) => glyphs.bar,
        _ => " ",
    };
    let name_role = match (open, listing.file.origin) {
        (true, _) => Role::Accent,
        (false, Origin::Example) => Role::Dim,
        (false, _) => Role::Text,
    };
    let problems = if open {
        marks.problems
    } else {
        (listing.errors, listing.warnings)
    };
    let badge = badge(listing.readable, problems, theme);
    let badge_width = badge
        .as_ref()
        .map_or(0, |(label, _)| text::width(label) + 1);
    let room = usize::from(row.width).saturating_sub(2 + badge_width);
    let name = text::visible(&listing.file.name).into_owned();
    let name = text::truncate(&name, room).into_owned();
    Styled::new(lead, if open { Role::Accent } else { Role::BarFocused })
        .then(" ", Role::Text)
        .then(name, if highlighted { Role::Cursor } else { name_role })
        .draw(row, buffer, theme);
    if let Some((label, role)) = badge {
        let width = u16::try_from(text::width(&label))
            .unwrap_or(0)
            .min(row.width);
        let place = Rect {
            x: row.right() - width,
            width,
            ..row
        };
        Styled::new(label, role).draw(place, buffer, theme);
    }
}

/// What stands behind a draft's name: that it cannot be read, else its problems.
fn badge(
    readable: bool,
    (errors, warnings): (usize, usize),
    theme: &Theme,
) -> Option<(String, Role)> {
    let glyphs = theme.glyphs();
    if !readable {
        Some(("not JSON".to_owned(), Role::Error))
    } else if errors > 0 {
        Some((format!("{} {errors}", glyphs.error), Role::Error))
    } else {
        (warnings > 0).then(|| (glyphs.warning.to_owned(), Role::Warning))
    }
}

/// Whether a listed draft is what a source names.
pub fn is_source(file: &DraftFile, source: &Source) -> bool {
    match source {
        Source::File(path) => file.path.as_ref() == Some(path),
        Source::Example(name) => file.origin == Origin::Example && file.name == *name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(name: &str) -> Listing {
        Listing {
            file: DraftFile {
                name: name.to_owned(),
                title: name.to_owned(),
                path: Some(format!("drafts/{name}.json").into()),
                origin: Origin::Project,
                modified: None,
            },
            errors: 0,
            warnings: 0,
            readable: true,
            is_template: false,
        }
    }

    #[test]
    fn a_file_that_comes_or_goes_before_it_leaves_the_highlight_on_its_draft() {
        let name = |pane: &DraftsPane| pane.highlighted().map(|one| one.file.name.clone());
        let mut pane = DraftsPane::default();
        pane.listed(vec![listing("menu"), listing("reminder")]);
        pane.step(1);
        pane.listed(vec![
            listing("farewell"),
            listing("menu"),
            listing("reminder"),
        ]);
        assert_eq!(name(&pane).as_deref(), Some("reminder"));
        pane.listed(vec![listing("farewell"), listing("reminder")]);
        assert_eq!(name(&pane).as_deref(), Some("reminder"));
        pane.listed(vec![listing("farewell")]);
        assert_eq!(name(&pane).as_deref(), Some("farewell"));
    }

    #[test]
    fn a_draft_that_is_not_listed_yet_is_highlighted_once_it_is() {
        let name = |pane: &DraftsPane| pane.highlighted().map(|one| one.file.name.clone());
        let mut pane = DraftsPane::default();
        pane.listed(vec![listing("farewell"), listing("menu")]);
        pane.highlight(Source::File("drafts/menu-copy.json".into()));
        assert_eq!(name(&pane).as_deref(), Some("farewell"));
        pane.listed(vec![
            listing("farewell"),
            listing("menu"),
            listing("menu-copy"),
        ]);
        assert_eq!(name(&pane).as_deref(), Some("menu-copy"));
        pane.highlight(Source::File("drafts/menu.json".into()));
        assert_eq!(name(&pane).as_deref(), Some("menu"));
    }
}
