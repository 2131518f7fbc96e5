//! The shape around a bubble or a sheet: its edges in blocks, lines or ASCII.

use super::row::{Align, Row, bold, ink};
use crate::preview::bubble::{Edge, Side};
use crate::preview::line::{Line, Meaning, Tap};
use crate::text::{truncate, visible, width};

/// Narrower than this there is no room for edges: rows stand alone.
const LEAST_FRAMED: usize = 14;
/// A phone's bubble is never wider than this.
const MOST_OUTER: usize = 64;
/// Edge and padding on both sides together.
const SIDES: usize = 4;

/// The meanings of a shape's pieces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Skin {
    edge: Meaning,
    fill: Meaning,
    line: Meaning,
}

/// The bubble.
pub(super) const BUBBLE: Skin = Skin {
    edge: Meaning::Edge,
    fill: Meaning::Text,
    line: Meaning::Hairline,
};

/// The sheet over it.
pub(super) const SHEET: Skin = Skin {
    edge: Meaning::SheetEdge,
    fill: Meaning::Sheet,
    line: Meaning::SheetHairline,
};

/// The characters of an edge.
struct Strokes {
    top: [&'static str; 3],
    side: &'static str,
    cross: [&'static str; 3],
    bottom: [&'static str; 3],
}

const BLOCKS: Strokes = Strokes {
    top: ["▗", "▄", "▖"],
    side: " ",
    cross: [" ", "─", " "],
    bottom: ["▝", "▀", "▘"],
};
const LINES: Strokes = Strokes {
    top: ["╭", "─", "╮"],
    side: "│",
    cross: ["├", "─", "┤"],
    bottom: ["╰", "─", "╯"],
};
const ASCII: Strokes = Strokes {
    top: ["+", "-", "+"],
    side: "|",
    cross: ["+", "-", "+"],
    bottom: ["+", "-", "+"],
};

/// A shape of a width at a place in the chat.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    edge: Edge,
    skin: Skin,
    /// The width of the chat.
    total: usize,
    /// The backdrop between the shape and its side of the chat.
    gap: usize,
    side: Side,
    /// The width of the shape; none without edges.
    outer: Option<usize>,
}

impl Frame {
    /// The widest shape in a chat of that width.
    pub(super) fn new(total: usize, edge: Edge, skin: Skin, side: Side) -> Self {
        let gap = if total >= 40 { 2 } else { 1 };
        let widest = match side {
            Side::Left => total,
            // An answer leaves some of the chat free, so that its side can be seen.
            Side::Right => total * 5 / 6,
        };
        let outer = (total >= LEAST_FRAMED).then(|| widest.min(total - 2 * gap).min(MOST_OUTER));
        Self {
            edge,
            skin,
            total,
            gap: if outer.is_some() { gap } else { 0 },
            side,
            outer,
        }
    }

    /// The backdrop left of the shape.
    fn margin(&self) -> usize {
        match (self.side, self.outer) {
            (Side::Right, Some(outer)) => self.total.saturating_sub(outer + self.gap),
            _ => self.gap,
        }
    }

    /// The cells for text in it.
    pub(super) fn content(&self) -> usize {
        self.outer.map_or(self.total, |outer| outer - SIDES)
    }

    /// The same shape around less text.
    pub(super) fn narrowed(mut self, content: usize) -> Self {
        self.outer = self.outer.map(|outer| outer.min(content + SIDES));
        self
    }

    const fn strokes(&self) -> &'static Strokes {
        match self.edge {
            Edge::Blocks => &BLOCKS,
            Edge::Lines => &LINES,
            Edge::Ascii => &ASCII,
        }
    }

    /// The upper edge; the first bubble of a run has a tail.
    pub(super) fn top(&self, has_tail: bool) -> Option<Line> {
        let outer = self.outer?;
        let [left, middle, right] = self.strokes().top;
        let edge = ink(self.skin.edge);
        let tail = (has_tail && self.edge == Edge::Blocks).then_some(self.side);
        let mut row = Row::default();
        row.blanks(
            self.margin() - usize::from(tail == Some(Side::Left)),
            Meaning::Backdrop,
        );
        row.push(left, edge);
        // The tail is one more cell: the corner moves out beyond the side.
        let times = outer - 2 + usize::from(tail.is_some());
        row.push(&middle.repeat(times), edge);
        row.push(right, edge);
        Some(row.into_line(self.total, None))
    }

    /// The lower edge, with a reaction on it.
    pub(super) fn bottom(&self, reaction: Option<&str>) -> Vec<Line> {
        let pill = reaction.map(|emoji| pill(emoji, self.edge));
        let Some(outer) = self.outer else {
            return pill
                .map(|pill| pill.into_line(self.total, None))
                .into_iter()
                .collect();
        };
        let [left, middle, right] = self.strokes().bottom;
        let edge = ink(self.skin.edge);
        let mut row = Row::default();
        row.blanks(self.margin(), Meaning::Backdrop);
        row.push(left, edge);
        let (on_edge, below) = match pill {
            Some(pill) if pill.width() + SIDES <= outer => (Some(pill), None),
            other => (None, other),
        };
        let free = outer - 2 - on_edge.as_ref().map_or(0, |pill| pill.width() + 1);
        if let Some(pill) = on_edge {
            row.push(middle, edge);
            row.append(pill);
        }
        row.push(&middle.repeat(free), edge);
        row.push(right, edge);
        let mut lines = vec![row.into_line(self.total, None)];
        lines.extend(below.map(|pill| {
            let mut row = Row::default();
            row.blanks(self.margin(), Meaning::Backdrop);
            row.append(pill);
            row.into_line(self.total, None)
        }));
        lines
    }

    /// A row between the sides.
    pub(super) fn row(&self, row: Row, align: Align, tap: Option<Tap>) -> Line {
        let placed = row.placed(self.content(), align, self.skin.fill);
        if self.outer.is_none() {
            return placed.into_line(self.total, tap);
        }
        let (edge, fill) = match self.edge {
            Edge::Blocks => (ink(self.skin.fill), ink(self.skin.fill)),
            _ => (ink(self.skin.edge), ink(self.skin.fill)),
        };
        let side = self.strokes().side;
        let mut whole = Row::default();
        whole.blanks(self.margin(), Meaning::Backdrop);
        whole.push(side, edge);
        whole.push(" ", fill);
        whole.append(placed);
        whole.push(" ", fill);
        whole.push(side, edge);
        whole.into_line(self.total, tap)
    }

    /// The hairline across.
    pub(super) fn hairline(&self) -> Option<Line> {
        let outer = self.outer?;
        let [left, middle, right] = self.strokes().cross;
        let (side, line) = match self.edge {
            Edge::Blocks => (ink(self.skin.fill), ink(self.skin.line)),
            _ => (ink(self.skin.edge), ink(self.skin.edge)),
        };
        let mut row = Row::default();
        row.blanks(self.margin(), Meaning::Backdrop);
        row.push(left, side);
        row.push(&middle.repeat(outer - 2), line);
        row.push(right, side);
        Some(row.into_line(self.total, None))
    }
}

/// A pill of text.
pub(super) fn pill(text: &str, edge: Edge) -> Row {
    let text = visible(text);
    let (left, right, meaning) = match edge {
        Edge::Blocks => ("▐", "▌", Meaning::PillEdge),
        Edge::Lines | Edge::Ascii => ("(", ")", Meaning::Pill),
    };
    let mut row = Row::of(left, ink(meaning));
    row.push(&format!(" {} ", truncate(&text, 24)), ink(Meaning::Pill));
    row.push(right, ink(meaning));
    row
}

/// The box of a quoted message: a bar at the left, name and excerpt.
pub(super) fn quoted(name: &str, excerpt: &str, cells: usize, edge: Edge) -> Vec<Row> {
    let bar = if edge == Edge::Ascii { "|" } else { "▌" };
    let (bar_ink, fill) = (bold(Meaning::QuotedName), Meaning::QuotedText);
    let room = cells.saturating_sub(width(bar) + 2);
    [(name, bar_ink), (excerpt, ink(fill))]
        .into_iter()
        .map(|(text, text_ink)| {
            let mut row = Row::of(bar, bar_ink);
            row.push(" ", ink(fill));
            row.push(&truncate(&visible(text), room), text_ink);
            row.placed(cells, Align::Left, fill)
        })
        .collect()
}
