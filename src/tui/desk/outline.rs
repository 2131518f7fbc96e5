//! The structure of the form: rows gathered into blocks, in the order in which they are drawn and visited.
//!
//! The schema gives flat rows; here the short fields of one list element become the cells of one
//! compact line, an element that holds a list of its own becomes a heading with its title in the
//! line, and that inner list's "add" moves below its elements. Knows no width and no text.

use crate::schema::{Field, Lines, Pane, Role, Row, Shape};

/// A piece of the form that is laid out as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// How far it is moved in, in steps.
    pub indent: u8,
    /// The pane that it belongs to.
    pub pane: Pane,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of blocks; numbers are places in the form's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A field: its label, and its value below.
    Field(usize),
    /// A list's heading with its count and "add".
    List(usize),
    /// The "add" line of a list inside an element, below that list's elements.
    Add(usize),
    /// An element whose fields stand as cells on a line.
    Item {
        /// The element's own row.
        item: usize,
        /// The fields on the first line.
        cells: Vec<usize>,
        /// The fields below, each on a line of its own.
        more: Vec<usize>,
    },
    /// An element with blocks of its own below; its title stands in the line.
    Heading {
        /// The element's own row.
        item: usize,
        /// The field that names it.
        title: Option<usize>,
    },
    /// A heading without a value.
    Group(usize),
}

impl Block {
    /// The rows of the block that can be focused, in order.
    pub fn stops(&self) -> Vec<usize> {
        match &self.kind {
            BlockKind::Field(row) | BlockKind::List(row) | BlockKind::Add(row) => vec![*row],
            BlockKind::Item { item, cells, more } if cells.is_empty() && more.is_empty() => {
                vec![*item]
            }
            BlockKind::Item { cells, more, .. } => cells.iter().chain(more).copied().collect(),
            BlockKind::Heading { item, title } => vec![title.unwrap_or(*item)],
            BlockKind::Group(_) => Vec::new(),
        }
    }
}

/// Gathers rows into blocks.
pub fn outline(rows: &[Row]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(rows.len());
    gather(rows, 0, rows.len(), 0, &mut blocks);
    // What belongs to a pane stands together, wherever the message has it.
    blocks.sort_by_key(|block| block.pane);
    blocks
}

fn gather(rows: &[Row], from: usize, to: usize, indent: u8, blocks: &mut Vec<Block>) {
    let mut next = from;
    while let Some(row) = rows.get(next).filter(|_| next < to) {
        let end = end_of(rows, next, to);
        let kind = match row.role {
            Role::Value | Role::Kind | Role::Case { .. } | Role::OneOf { .. } => {
                BlockKind::Field(next)
            }
            Role::Group => BlockKind::Group(next),
            Role::List { .. } if indent > 0 => {
                gather(rows, next + 1, end, indent, blocks);
                BlockKind::Add(next)
            }
            Role::List { .. } => BlockKind::List(next),
            Role::Item { .. } => {
                next = gather_item(rows, next, end, indent, blocks);
                continue;
            }
        };
        let inner = matches!(kind, BlockKind::List(_)).then_some(next + 1);
        let nested = matches!(kind, BlockKind::Add(_));
        blocks.push(Block {
            indent,
            pane: row.pane,
            kind,
        });
        if let Some(first) = inner {
            gather(rows, first, end, indent, blocks);
        }
        next = if inner.is_some() || nested {
            end
        } else {
            next + 1
        };
    }
}

/// One element of a list; returns where the rows after it begin.
fn gather_item(
    rows: &[Row],
    item: usize,
    end: usize,
    indent: u8,
    blocks: &mut Vec<Block>,
) -> usize {
    let pane = rows.get(item).map_or(Pane::Envelope, |row| row.pane);
    let inner = rows.get(item + 1..end).unwrap_or_default();
    if inner.iter().all(is_cell) {
        let (cells, more) = share_out(rows, item + 1, end);
        blocks.push(Block {
            indent,
            pane,
            kind: BlockKind::Item { item, cells, more },
        });
        return end;
    }
    let title = inner
        .first()
        .filter(|row| matches!(row.role, Role::Value) && is_cell(row))
        .map(|_| item + 1);
    blocks.push(Block {
        indent,
        pane,
        kind: BlockKind::Heading { item, title },
    });
    gather(
        rows,
        title.map_or(item + 1, |title| title + 1),
        end,
        indent + 1,
        blocks,
    );
    end
}

/// The selectors and the first text go on the line, after a short id the second text as well; the
/// rest stands below it.
fn share_out(rows: &[Row], from: usize, to: usize) -> (Vec<usize>, Vec<usize>) {
    let mut texts = 0;
    let mut after_id = false;
    let (mut cells, mut more) = (Vec::new(), Vec::new());
    for index in from..to {
        let Some(row) = rows.get(index) else { break };
        if matches!(row.role, Role::Group) {
            continue;
        }
        let selects = !matches!(row.role, Role::Value);
        if more.is_empty() && (selects || texts == 0 || (texts == 1 && after_id)) {
            after_id = !selects && texts == 0 && is_id(row);
            texts += usize::from(!selects);
            cells.push(index);
        } else {
            more.push(index);
        }
    }
    (cells, more)
}

/// Whether a row names its element to programs, in a few characters.
fn is_id(row: &Row) -> bool {
    matches!(row.field.key(), Some("id" | "parameter_name"))
}

/// Whether a row can stand as a cell of a line.
fn is_cell(row: &Row) -> bool {
    match row.role {
        Role::Value => is_short(row.field),
        Role::Case { .. } | Role::OneOf { .. } | Role::Group => true,
        Role::Kind | Role::List { .. } | Role::Item { .. } => false,
    }
}

fn is_short(field: &Field) -> bool {
    matches!(
        field.shape,
        Shape::Text {
            lines: Lines::One,
            ..
        } | Shape::Number
            | Shape::Flag
            | Shape::Choice(_)
    )
}

/// Where the rows that lie inside the list or element at `index` end.
fn end_of(rows: &[Row], index: usize, limit: usize) -> usize {
    let Some(depth) = rows.get(index).map(|row| row.depth) else {
        return limit;
    };
    let inside = rows
        .get(index + 1..limit)
        .unwrap_or_default()
        .iter()
        .take_while(|row| row.depth > depth)
        .count();
    index + 1 + inside
}
