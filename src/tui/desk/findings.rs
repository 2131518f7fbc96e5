//! Which diagnostic stands under which row of the form.
//!
//! A diagnostic names a place in the payload by pointer; a row may show a value that is not there
//! yet. Each diagnostic goes to the row of that very place, else to the row around it, and what no
//! row shows concerns the whole draft.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::check::Diagnostic;
use crate::schema::{EXAMPLE_VALUE, Pane, Role, Row, Severity, Step};
use crate::wire::Pointer;

/// Diagnostics by row; numbers are places in the list of diagnostics.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// Those of each row that has some.
    by_row: BTreeMap<usize, Vec<usize>>,
    /// The row of each, where it has one.
    rows: Vec<Option<usize>>,
    /// Those that concern the whole draft.
    pub whole: Vec<usize>,
}

/// How many errors and warnings there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// The errors.
    pub errors: usize,
    /// The warnings.
    pub warnings: usize,
}

impl Findings {
    /// Assigns `diagnostics` to `rows` of `payload`.
    pub fn new(rows: &[Row], payload: &Value, diagnostics: &[Diagnostic]) -> Self {
        let mut findings = Self::default();
        if diagnostics.is_empty() {
            return findings;
        }
        let mut places: HashMap<Pointer, usize> = HashMap::with_capacity(rows.len());
        for (number, row) in rows.iter().enumerate() {
            if matches!(row.role, Role::Group) && !row.present {
                continue;
            }
            let place = place(row, payload);
            if !place.is_root() {
                places.entry(place).or_insert(number);
            }
        }
        let lacking = lacking(rows, payload);
        for (number, diagnostic) in diagnostics.iter().enumerate() {
            let at = &diagnostic.pointer;
            let inside = lacking.iter().find(|(place, _)| at.contains(place));
            let row = inside.map(|(_, row)| *row).or_else(|| nearest(&places, at));
            match row {
                Some(row) => findings.by_row.entry(row).or_default().push(number),
                None => findings.whole.push(number),
            }
            findings.rows.push(row);
        }
        findings
    }

    /// The diagnostics of a row.
    pub fn of(&self, row: usize) -> &[usize] {
        self.by_row.get(&row).map_or(&[], Vec::as_slice)
    }

    /// The row under which a diagnostic stands.
    pub fn row_of(&self, diagnostic: usize) -> Option<usize> {
        self.rows.get(diagnostic).copied().flatten()
    }

    /// Errors and warnings of one pane of the form.
    pub fn tally(&self, pane: Pane, rows: &[Row], diagnostics: &[Diagnostic]) -> Tally {
        let mut tally = Tally::default();
        for (row, numbers) in &self.by_row {
            if rows.get(*row).is_some_and(|row| row.pane == pane) {
                tally.count(numbers, diagnostics);
            }
        }
        if pane == Pane::Envelope {
            tally.count(&self.whole, diagnostics);
        }
        tally
    }
}

impl Tally {
    /// Errors and warnings among all `diagnostics`.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut tally = Self::default();
        for diagnostic in diagnostics {
            tally.add(diagnostic.severity);
        }
        tally
    }

    fn count(&mut self, numbers: &[usize], diagnostics: &[Diagnostic]) {
        for number in numbers {
            if let Some(diagnostic) = diagnostics.get(*number) {
                self.add(diagnostic.severity);
            }
        }
    }

    const fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
    }
}

/// The pointer of the row's value, or the one that it would have.
pub fn place(row: &Row, payload: &Value) -> Pointer {
    let (mut pointer, missing) = row.address.nearest(payload);
    for step in missing {
        match step {
            Step::Key(key) => pointer = pointer.key(key),
            Step::Index(index) => pointer = pointer.index(*index),
            Step::Tagged(_) => return pointer,
        }
    }
    pointer
}

/// The rows without a text that have no place of their own in the schema: what a place around one of them
/// lacks is given there, in the first.
fn lacking(rows: &[Row], payload: &Value) -> Vec<(Pointer, usize)> {
    let is_lacking = |row: &Row| {
        let value = row.pointer.get(payload).filter(|_| row.present);
        let is_example = std::ptr::eq(row.field, &raw const EXAMPLE_VALUE);
        is_example && value.is_none_or(|value| value == "")
    };
    let numbered = rows.iter().enumerate().filter(|(_, row)| is_lacking(row));
    numbered
        .map(|(number, row)| (place(row, payload), number))
        .collect()
}

/// The row at `pointer`, or at the nearest place around it.
fn nearest(places: &HashMap<Pointer, usize>, pointer: &Pointer) -> Option<usize> {
    let mut around = Some(pointer.clone());
    while let Some(place) = around {
        if let Some(row) = places.get(&place) {
            return Some(*row);
        }
        around = place.parent();
    }
    None
}
