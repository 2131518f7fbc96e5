//! `bluetick preview --languages`: a template in all languages that the library has of it.

use serde_json::Value;

use crate::files::Places;
use crate::files::library::Library;
use crate::message::Draft;
use crate::template::{Definition, plainest_send, translate, with_examples, with_longest};

/// A message as it is drawn: in one language, with the values of the file or the longest ones.
#[derive(Debug)]
pub(super) struct Shown {
    /// What stands above it; none where there is one message alone.
    pub(super) head: Option<String>,
    /// The message.
    pub(super) payload: Value,
    /// The definition that it is drawn with.
    pub(super) definition: Option<Definition>,
}

impl Shown {
    /// The message of a draft with a definition, in the longest values where that is wanted.
    pub(super) fn of(payload: Value, definition: Option<Definition>, is_longest: bool) -> Self {
        let longest = definition.as_ref().filter(|_| is_longest);
        let longest = longest.and_then(|definition| with_longest(definition, &payload));
        Self {
            head: None,
            payload: longest.unwrap_or(payload),
            definition,
        }
    }
}

/// What a draft sends: for a definition alone a send of it, with its examples.
pub(super) fn send_of(draft: &Draft, definition: &Definition) -> Value {
    if draft.is_definition() {
        let send = plainest_send(definition);
        with_examples(definition, &send).unwrap_or(send)
    } else {
        draft.document.payload().clone()
    }
}

/// The message in its own language, then in each other one that the library has of its template.
pub(super) fn all(
    draft: &Draft,
    own: &Definition,
    places: &Places,
    is_longest: bool,
) -> Vec<Shown> {
    let payload = send_of(draft, own);
    let library = Library::of_name(places, &own.name);
    let others = library.entries.into_iter().map(|entry| entry.definition);
    let others = others.filter(|other| other.language != own.language);
    let mut shown = vec![Shown {
        head: Some(own.language.clone()),
        ..Shown::of(payload.clone(), Some(own.clone()), is_longest)
    }];
    for other in others {
        let translated = translate(&other, own, &payload);
        let mut head = other.language.clone();
        for note in &translated.notes {
            head = format!("{head} · {note}");
        }
        shown.push(Shown {
            head: Some(head),
            ..Shown::of(translated.payload, Some(other), is_longest)
        });
    }
    shown
}
