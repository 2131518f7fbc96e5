//! A template as a row of the list, and what a row tells of it.

use jiff::Timestamp;

use super::Row;
use crate::link::templates::member;
use crate::template::Compared;
use crate::text;
use crate::tui::panes::styled::Styled;
use crate::tui::theme::Role;

/// From this width on a row tells all that is known.
const ALL: u16 = 74;
/// How wide the columns behind the name are: language, category, status, quality, age, state.
const COLUMNS: [usize; 6] = [8, 10, 11, 7, 11, 10];
/// Which of them are shown where there is no room for all.
const FEW: [usize; 6] = [8, 0, 11, 0, 0, 10];

const fn columns(width: u16) -> [usize; 6] {
    if width >= ALL { COLUMNS } else { FEW }
}

/// What the columns are.
pub(super) fn head(width: u16) -> Styled {
    let words = [
        "language", "category", "status", "quality", "fetched", "state",
    ];
    let cells = words.map(|word| (word.to_owned(), Role::Dim));
    Styled::new("  ", Role::Dim).join(in_columns(("name".to_owned(), Role::Dim), cells, width))
}

pub(super) fn line(row: &Row, width: u16, now: Timestamp) -> Styled {
    let (state, role) = state_of(row);
    let (status, status_role) = status_of(row);
    let category = value_of(row, "category").to_ascii_lowercase();
    let age = row
        .here
        .as_ref()
        .and_then(|entry| entry.fetched.as_ref()?.age(now));
    let cells = [
        (row.language.clone(), Role::Text),
        (category, Role::Dim),
        (status, status_role),
        (quality_of(row), Role::Dim),
        (age.unwrap_or_default(), Role::Dim),
        (state.to_owned(), role),
    ];
    in_columns((row.name.clone(), Role::Text), cells, width)
}

fn in_columns(name: (String, Role), cells: [(String, Role); 6], width: u16) -> Styled {
    let columns = columns(width);
    let behind: usize = columns
        .iter()
        .filter(|width| **width > 0)
        .map(|width| width + 1)
        .sum();
    let room = usize::from(width).saturating_sub(behind + 3).max(8);
    let mut line = cell(Styled::default(), name, room);
    for (content, width) in cells.into_iter().zip(columns) {
        if width > 0 {
            line = cell(line, content, width);
        }
    }
    line
}

fn cell(line: Styled, (content, role): (String, Role), width: usize) -> Styled {
    let end = line.width() + width + 1;
    let visible = text::visible(&content);
    line.then(text::truncate(&visible, width).into_owned(), role)
        .to_column(end)
}

/// A text of a template: the account's, which is the newer, else the library's.
pub(super) fn value_of<'a>(row: &'a Row, key: &str) -> &'a str {
    let there = row.there.as_ref().map(|there| member(there, key));
    let here = row.here.as_ref().map(|entry| member(&entry.value, key));
    there.or(here).unwrap_or_default()
}

pub(super) fn status_of(row: &Row) -> (String, Role) {
    let status = value_of(row, "status")
        .to_ascii_lowercase()
        .replace('_', " ");
    let role = match status.as_str() {
        "approved" => Role::Good,
        "rejected" | "disabled" | "paused" => Role::Error,
        "" => Role::Dim,
        _ => Role::Warning,
    };
    let status = if status.is_empty() {
        "not sent in".to_owned()
    } else {
        status
    };
    (status, role)
}

pub(super) fn quality_of(row: &Row) -> String {
    let values = [
        row.there.as_ref(),
        row.here.as_ref().map(|entry| &entry.value),
    ];
    let score = values.into_iter().flatten().find_map(|value| {
        let score = value
            .pointer("/quality_score/score")
            .or(value.get("quality_score"));
        score?.as_str()
    });
    match score {
        None | Some("UNKNOWN") => "-".to_owned(),
        Some(score) => score.to_ascii_lowercase(),
    }
}

/// How library and account stand to each other.
pub(super) const fn state_of(row: &Row) -> (&'static str, Role) {
    match &row.compared {
        None => ("", Role::Dim),
        Some(Compared::Same) => ("same", Role::Dim),
        Some(Compared::Different(_)) => ("changed", Role::Warning),
        Some(Compared::OnlyHere) => ("only here", Role::Accent),
        Some(Compared::OnlyThere) => ("only there", Role::Accent),
    }
}
