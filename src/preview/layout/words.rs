//! Texts with markup and variables as rows of a width.

use std::borrow::Cow;
use std::ops::Range;

use super::row::{Align, Row, bold, ink};
use crate::preview::bubble::{Edge, Filled, Fold, Options};
use crate::preview::line::{Ink, Meaning, Tap};
use crate::text::bidi::{Direction, direction};
use crate::text::markup::{self, Block, Mark, Style};
use crate::text::{emoji, visible, visible_lines, width, wrap};

/// Up to this many emoji and nothing else are drawn large.
const MOST_LARGE_EMOJI: usize = 3;
/// What a phone writes behind a text that it cut.
const READ_MORE: &str = "Read more";

/// A row and where it stands.
pub(super) type Placed = (Row, Align);

/// Text under its markup.
pub(super) fn body(filled: &Filled, cells: usize, options: &Options) -> Vec<Placed> {
    if let Some(rows) = large_emoji(&filled.text) {
        return rows;
    }
    let filled = clean(filled);
    let mut rows = Vec::new();
    for block in markup::parse(&filled.text) {
        line(&filled, &block, cells, options, &mut rows);
    }
    let most = match filled.fold {
        None => return rows,
        Some(Fold::Rows(most)) => most,
        Some(Fold::Characters(most)) => rows_of(&rows, most),
    };
    if rows.len() > most && !options.unfolded {
        fold(&mut rows, most, cells, options.edge);
    }
    rows
}

/// How many rows so many characters take up.
fn rows_of(rows: &[Placed], characters: usize) -> usize {
    let ends = rows.iter().scan(0, |shown, (row, _)| {
        *shown += row.text().chars().count() + 1;
        Some(*shown)
    });
    ends.take_while(|shown| *shown <= characters).count() + 1
}

/// Cuts a text as the phone does, with an offer to read on at its end.
fn fold(rows: &mut Vec<Placed>, most: usize, cells: usize, edge: Edge) {
    rows.truncate(most);
    let dots = if edge == Edge::Ascii { "..." } else { "…" };
    let mut offer = Row::of(&format!("{dots} "), ink(Meaning::Text));
    offer.append(Row::of(READ_MORE, bold(Meaning::Link)));
    let last = rows.pop_if(|(_, align)| *align != Align::Right);
    let row = match last {
        Some((mut last, _)) => {
            last.cut(cells.saturating_sub(offer.width()));
            last.append(offer);
            last
        }
        // a right-to-left row may be turned by now, and has its end wherever that is
        None => offer,
    };
    rows.push((row.tapped(Tap::ReadMore), Align::Left));
}

/// Text without markup in one ink, broken to rows.
pub(super) fn plain(text: &str, cells: usize, ink: Ink, options: &Options) -> Vec<Placed> {
    let text = visible(text);
    let mut words = Words::default();
    words.push(&text, ink);
    words.rows(cells, options)
}

/// A header, label or the like: no markup, variables without a value marked.
pub(super) fn label(filled: &Filled, cells: usize, ink: Ink, options: &Options) -> Vec<Placed> {
    let filled = clean(filled);
    if filled.text.contains('\n') {
        // One line by the platform's rules: a break is shown, not made.
        return plain(&filled.text, cells, ink, options);
    }
    let mut words = Words::default();
    words.push_slotted(&filled, 0..filled.text.len(), ink);
    words.rows(cells, options)
}

/// A few emoji alone, spread out: as near to "enlarged" as cells come.
fn large_emoji(text: &str) -> Option<Vec<Placed>> {
    emoji::count_if_only_emoji(text).filter(|count| *count <= MOST_LARGE_EMOJI)?;
    let spread: Vec<_> = crate::text::graphemes(text)
        .map(|(_, grapheme)| grapheme)
        .filter(|grapheme| !grapheme.trim().is_empty())
        .collect();
    let text = ink(Meaning::Text);
    let row = Row::of(&format!(" {} ", spread.join("  ")), text);
    Some(vec![
        (Row::default(), Align::Left),
        (row, Align::Left),
        (Row::default(), Align::Left),
    ])
}

/// The text made safe, with its variables where they are then.
fn clean(filled: &Filled) -> Cow<'_, Filled> {
    let text = &filled.text;
    if !text.contains('\r') && matches!(visible_lines(text), Cow::Borrowed(_)) {
        return Cow::Borrowed(filled);
    }
    let safe = |range: Range<usize>| {
        let part = text.get(range).unwrap_or_default().replace("\r\n", "\n");
        visible_lines(&part).into_owned()
    };
    let mut cleaned = Filled {
        fold: filled.fold,
        ..Filled::default()
    };
    let mut at = 0;
    for slot in &filled.open_slots {
        cleaned.text.push_str(&safe(at..slot.start));
        let start = cleaned.text.len();
        cleaned.text.push_str(&safe(slot.clone()));
        cleaned.open_slots.push(start..cleaned.text.len());
        at = slot.end;
    }
    cleaned.text.push_str(&safe(at..text.len()));
    Cow::Owned(cleaned)
}

/// Appends the rows of one source line.
fn line(filled: &Filled, block: &Block, cells: usize, options: &Options, rows: &mut Vec<Placed>) {
    let (first, hanging) = prefix(filled, block, options.edge);
    let indent = width(&first.0);
    let room = cells.saturating_sub(indent);
    let base = match block.mark {
        Mark::Quote => Meaning::Quiet,
        _ => Meaning::Text,
    };
    let mut words = Words::default();
    for run in &block.runs {
        words.push_slotted(filled, run.range.clone(), ink_of(run.style, base));
    }
    if room == 0 || indent == 0 {
        rows.extend(words.rows(cells, options));
        return;
    }
    for (number, (row, align)) in words.rows(room, options).into_iter().enumerate() {
        let (text, ink) = if number == 0 { &first } else { &hanging };
        let mut whole = Row::default();
        if align == Align::Right {
            whole.append(row);
            let turned: String = text.chars().rev().collect();
            whole.push(&turned, *ink);
        } else {
            whole.push(text, *ink);
            whole.append(row);
        }
        rows.push((whole, align));
    }
}

type Prefix = (String, Ink);

/// What stands before the first row of a line, and before those that follow.
fn prefix(filled: &Filled, block: &Block, edge: Edge) -> (Prefix, Prefix) {
    let is_ascii = edge == Edge::Ascii;
    let text = ink(Meaning::Text);
    let blank = |cells: usize| (" ".repeat(cells), text);
    match block.mark {
        Mark::None => (blank(0), blank(0)),
        Mark::Bullet => {
            let dot = if is_ascii { " * " } else { " • " };
            ((dot.to_owned(), text), blank(3))
        }
        Mark::Number => {
            let line = filled.text.get(block.range.clone()).unwrap_or_default();
            let number = line.split_once(". ").map_or("", |(number, _)| number);
            let number = format!(" {number}. ");
            let cells = width(&number);
            ((number, text), blank(cells))
        }
        Mark::Quote => {
            let bar = if is_ascii { "| " } else { "▎ " };
            let bar = (bar.to_owned(), ink(Meaning::Quote));
            (bar.clone(), bar)
        }
    }
}

const fn ink_of(style: Style, base: Meaning) -> Ink {
    Ink {
        meaning: if style.code {
            Meaning::Code
        } else if style.link {
            Meaning::Link
        } else {
            base
        },
        bold: style.bold,
        italic: style.italic,
        strike: style.strike,
        underline: style.link,
    }
}

/// The text of one paragraph without its marks, and the ink up to each place in it.
#[derive(Debug, Default)]
struct Words {
    text: String,
    ends: Vec<(usize, Ink)>,
}

impl Words {
    fn push(&mut self, text: &str, ink: Ink) {
        if !text.is_empty() {
            self.text.push_str(text);
            self.ends.push((self.text.len(), ink));
        }
    }

    /// Appends a range of a filled text, its open variables in their own ink.
    fn push_slotted(&mut self, filled: &Filled, range: Range<usize>, ink: Ink) {
        let mut at = range.start;
        let part = |range: Range<usize>| filled.text.get(range).unwrap_or_default();
        for slot in &filled.open_slots {
            let inside = slot.start.max(at)..slot.end.min(range.end);
            if inside.start < inside.end {
                self.push(part(at..inside.start), ink);
                let slot = Ink {
                    meaning: Meaning::Slot,
                    ..ink
                };
                self.push(part(inside.clone()), slot);
                at = inside.end;
            }
        }
        self.push(part(at..range.end), ink);
    }

    fn rows(&self, cells: usize, options: &Options) -> Vec<Placed> {
        let base = direction(&self.text);
        let align = match base {
            Direction::LeftToRight => Align::Left,
            Direction::RightToLeft => Align::Right,
        };
        let mut first = 0;
        wrap(&self.text, cells)
            .into_iter()
            .map(|range| {
                let row = self.row(range, &mut first);
                let row = if options.reorder {
                    row.reordered(base)
                } else {
                    row
                };
                (row, align)
            })
            .collect()
    }

    /// The spans of a range without the blanks at its end; `first` is the ink where it begins.
    fn row(&self, range: Range<usize>, first: &mut usize) -> Row {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let end = range.start + text.trim_end().len();
        let mut row = Row::default();
        let mut at = range.start;
        while let Some((until, ink)) = self.ends.get(*first) {
            let stop = (*until).min(end);
            row.push(self.text.get(at..stop).unwrap_or_default(), *ink);
            at = at.max(stop);
            if *until > range.end {
                break;
            }
            *first += 1;
        }
        row
    }
}

/// Header text: bold as a whole.
pub(super) fn header(filled: &Filled, cells: usize, options: &Options) -> Vec<Placed> {
    label(filled, cells, bold(Meaning::Text), options)
}
