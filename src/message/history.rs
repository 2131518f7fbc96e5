//! The one undo history of a draft: steps of changes, merged while somebody types, bounded in memory.

use std::collections::VecDeque;

use serde_json::Value;

use super::Draft;
use super::edit::Edit;
use crate::schema::Address;
use crate::text;
use crate::wire::Dialect;

/// Steps that are kept at most.
const MAX_STEPS: usize = 1000;
/// Bytes of text that all kept steps hold at most.
const MAX_BYTES: usize = 8 << 20;
/// Typing within so many milliseconds is one step.
const MERGE_MS: u64 = 800;

/// The caret of a field around an edit, as byte offsets into its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caret {
    /// Where it stood before.
    pub before: usize,
    /// Where it stands afterwards.
    pub after: usize,
}

/// What was undone or redone, for the focus to go there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The place that changed.
    pub address: Address,
    /// Where the caret belongs, if text was typed there.
    pub caret: Option<usize>,
}

/// One change of a draft.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Change {
    /// Of the payload.
    Payload(Edit),
    /// Of the draft's name: before, after.
    Name(String, String),
    /// Of the notes.
    Notes(String, String),
    /// Of what is remembered of uploaded files.
    Media(Option<Value>, Option<Value>),
    /// Of the dialect.
    Api(Option<Dialect>, Option<Dialect>),
    /// Of the definition.
    Definition(Option<Value>, Option<Value>),
}

impl Change {
    /// Makes the change; false when the payload has no such place.
    pub(super) fn apply(&self, draft: &mut Draft) -> bool {
        match self {
            Self::Payload(edit) => return draft.apply(edit).is_ok(),
            Self::Name(_, after) => draft.name.clone_from(after),
            Self::Notes(_, after) => draft.notes.clone_from(after),
            Self::Media(_, after) => draft.media.clone_from(after),
            Self::Api(_, after) => draft.api = *after,
            Self::Definition(_, after) => {
                draft.definition.clone_from(after);
                draft.document.touch();
            }
        }
        true
    }

    fn inverse(self) -> Self {
        match self {
            Self::Payload(edit) => Self::Payload(edit.inverse()),
            Self::Name(before, after) => Self::Name(after, before),
            Self::Notes(before, after) => Self::Notes(after, before),
            Self::Media(before, after) => Self::Media(after, before),
            Self::Api(before, after) => Self::Api(after, before),
            Self::Definition(before, after) => Self::Definition(after, before),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Payload(edit) => {
                weight(edit.before.as_ref())
                    + weight(edit.after.as_ref())
                    + edit.pointer.as_str().len()
            }
            Self::Name(before, after) | Self::Notes(before, after) => before.len() + after.len(),
            Self::Api(..) => 0,
            Self::Media(before, after) | Self::Definition(before, after) => {
                weight(before.as_ref()) + weight(after.as_ref())
            }
        }
    }

    /// Both changes in one, where they are about the same value.
    fn merged(&self, next: &Self) -> Option<Self> {
        match (self, next) {
            (Self::Payload(first), Self::Payload(second))
                if first.pointer == second.pointer
                    && first.after.is_some()
                    && second.after.is_some() =>
            {
                Some(Self::Payload(Edit {
                    after: second.after.clone(),
                    ..first.clone()
                }))
            }
            (Self::Name(before, _), Self::Name(_, after)) => {
                Some(Self::Name(before.clone(), after.clone()))
            }
            (Self::Notes(before, _), Self::Notes(_, after)) => {
                Some(Self::Notes(before.clone(), after.clone()))
            }
            _ => None,
        }
    }
}

/// A rough figure of the memory that a value takes.
fn weight(value: Option<&Value>) -> usize {
    match value {
        None | Some(Value::Null | Value::Bool(_) | Value::Number(_)) => 16,
        Some(Value::String(text)) => text.len() + 24,
        Some(Value::Array(elements)) => elements.iter().map(|inner| weight(Some(inner)) + 24).sum(),
        Some(Value::Object(members)) => members
            .iter()
            .map(|(key, inner)| key.len() + weight(Some(inner)) + 48)
            .sum(),
    }
}

/// A run of typing in one field, which further typing may join.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Typing {
    kind: TypingKind,
    /// Whether the last character that came or went is a blank.
    is_blank: bool,
    caret: Caret,
    started: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TypingKind {
    Insertion,
    Deletion,
}

impl Typing {
    /// What happened between two texts of a field; none for more than one character at once, which is a step of its own.
    pub(super) fn between(before: &str, after: &str, caret: Caret, now: u64) -> Option<Self> {
        let (removed, inserted) = difference(before, after);
        let (kind, changed) = match (removed.is_empty(), inserted.is_empty()) {
            (true, false) => (TypingKind::Insertion, inserted),
            (false, true) => (TypingKind::Deletion, removed),
            _ => return None,
        };
        if text::graphemes(changed).nth(1).is_some() {
            return None;
        }
        Some(Self {
            kind,
            is_blank: changed.chars().all(char::is_whitespace),
            caret,
            started: now,
        })
    }

    /// Whether `next` continues this run: the same word, or within 800 ms of its beginning.
    fn is_continued_by(&self, next: &Self) -> bool {
        let is_same_word = !self.is_blank || next.is_blank;
        let is_quick = next.started.saturating_sub(self.started) <= MERGE_MS;
        self.kind == next.kind
            && self.caret.after == next.caret.before
            && (is_same_word || is_quick)
    }
}

/// What was taken out of `before` and what was put in for it.
fn difference<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str) {
    let start = before
        .char_indices()
        .zip(after.chars())
        .find(|((_, left), right)| left != right)
        .map_or_else(|| before.len().min(after.len()), |((at, _), _)| at);
    let (left, right) = (
        before.get(start..).unwrap_or_default(),
        after.get(start..).unwrap_or_default(),
    );
    let common: usize = left
        .chars()
        .rev()
        .zip(right.chars().rev())
        .take_while(|(left, right)| left == right)
        .map(|(left, _)| left.len_utf8())
        .sum();
    (
        left.get(..left.len() - common).unwrap_or_default(),
        right.get(..right.len() - common).unwrap_or_default(),
    )
}

/// One step of undo.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    pub(super) changes: Vec<Change>,
    pub(super) address: Address,
    pub(super) caret: Option<Caret>,
    pub(super) typing: Option<Typing>,
}

impl Step {
    fn bytes(&self) -> usize {
        self.changes.iter().map(Change::bytes).sum()
    }
}

/// A step in the history, with the state of the draft that it leads to.
#[derive(Debug, Clone)]
struct Kept {
    step: Step,
    state: u64,
    bytes: usize,
}

impl Kept {
    fn is_of_notes(&self) -> bool {
        let of_notes = |change: &Change| matches!(change, Change::Notes(..));
        self.step.changes.iter().all(of_notes)
    }
}

/// Steps done and undone. States of the draft are numbered, so that the saved one is known again.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    done: VecDeque<Kept>,
    undone: Vec<Kept>,
    bytes: usize,
    /// The state under all kept steps.
    base: u64,
    newest: u64,
    saved: Option<u64>,
    is_sealed: bool,
}

impl History {
    /// A history whose present state is saved.
    pub(super) fn new() -> Self {
        Self {
            saved: Some(0),
            ..Self::default()
        }
    }

    /// The number of the present state; no other state of the draft has it.
    pub(super) fn state(&self) -> u64 {
        self.done.back().map_or(self.base, |kept| kept.state)
    }

    pub(super) fn is_dirty(&self) -> bool {
        self.saved != Some(self.state())
    }

    pub(super) fn mark_saved(&mut self) {
        self.saved = Some(self.state());
        self.is_sealed = true;
    }

    pub(super) fn mark_unsaved(&mut self) {
        self.saved = None;
    }

    /// The next step is a new one, whatever is typed.
    pub(super) fn seal(&mut self) {
        self.is_sealed = true;
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Whether the step that would be taken back is one of the notes.
    pub(super) fn would_undo_notes(&self) -> bool {
        self.done.back().is_some_and(Kept::is_of_notes)
    }

    /// Whether the step that would be made again is one of the notes.
    pub(super) fn would_redo_notes(&self) -> bool {
        self.undone.last().is_some_and(Kept::is_of_notes)
    }

    /// Takes a step that was made into the history.
    pub(super) fn push(&mut self, step: Step) {
        for kept in self.undone.drain(..) {
            self.bytes = self.bytes.saturating_sub(kept.bytes);
        }
        self.newest += 1;
        let joins = !std::mem::take(&mut self.is_sealed)
            && self
                .done
                .back()
                .is_some_and(|last| is_joined(&last.step, &step));
        if joins && let Some(last) = self.done.back_mut() {
            self.bytes = self.bytes.saturating_sub(last.bytes);
            join(&mut last.step, step);
            last.state = self.newest;
            last.bytes = last.step.bytes();
            self.bytes += last.bytes;
        } else {
            let bytes = step.bytes();
            self.bytes += bytes;
            self.done.push_back(Kept {
                step,
                state: self.newest,
                bytes,
            });
        }
        self.forget_old();
    }

    fn forget_old(&mut self) {
        while self.done.len() > MAX_STEPS || (self.bytes > MAX_BYTES && self.done.len() > 1) {
            let Some(oldest) = self.done.pop_front() else {
                return;
            };
            self.base = oldest.state;
            self.bytes = self.bytes.saturating_sub(oldest.bytes);
        }
    }

    pub(super) fn undo(&mut self, draft: &mut Draft) -> Option<Undone> {
        let kept = self.done.pop_back()?;
        for change in kept.step.changes.iter().rev() {
            change.clone().inverse().apply(draft);
        }
        let undone = Undone {
            address: kept.step.address.clone(),
            caret: kept.step.caret.map(|caret| caret.before),
        };
        self.undone.push(kept);
        self.is_sealed = true;
        Some(undone)
    }

    pub(super) fn redo(&mut self, draft: &mut Draft) -> Option<Undone> {
        let kept = self.undone.pop()?;
        for change in &kept.step.changes {
            change.apply(draft);
        }
        let redone = Undone {
            address: kept.step.address.clone(),
            caret: kept.step.caret.map(|caret| caret.after),
        };
        self.done.push_back(kept);
        self.is_sealed = true;
        Some(redone)
    }
}

fn is_joined(last: &Step, next: &Step) -> bool {
    last.address == next.address
        && match (&last.typing, &next.typing) {
            (Some(typed), Some(more)) => typed.is_continued_by(more),
            _ => false,
        }
}

/// Appends a step to the one before; the run of typing keeps its beginning.
fn join(last: &mut Step, next: Step) {
    for change in next.changes {
        let merged = last
            .changes
            .last()
            .and_then(|before| before.merged(&change));
        match (merged, last.changes.last_mut()) {
            (Some(both), Some(before)) => *before = both,
            _ => last.changes.push(change),
        }
    }
    if let (Some(caret), Some(after)) = (&mut last.caret, next.caret) {
        caret.after = after.after;
    }
    if let (Some(typed), Some(more)) = (&mut last.typing, next.typing) {
        *typed = Typing {
            started: typed.started,
            ..more
        };
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("abc", "abxc", "", "x")]
    #[case("abc", "ac", "b", "")]
    #[case("aaa", "aa", "a", "")]
    #[case("äö", "äü", "ö", "ü")]
    #[case("", "x", "", "x")]
    #[case("same", "same", "", "")]
    fn a_difference_is_the_shortest_replacement(
        #[case] before: &str,
        #[case] after: &str,
        #[case] removed: &str,
        #[case] inserted: &str,
    ) {
        assert_eq!(difference(before, after), (removed, inserted));
    }
}
