//! What the form calls the slots of a template: the definition's words around each.

use std::ops::Range;

use serde_json::Value;

use super::definition::ButtonKind;
use super::piece::Piece;
use super::placeholder::{Parameter, placeholders};
use super::send::index_of;
use crate::wire::Pointer;

/// Words that are shown before and behind a variable.
const BEFORE: usize = 3;
const BEHIND: usize = 2;

/// What the form says about one value of a send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// What the heading over the value says: `{{1}}`, or a button's label; none where the schema's words do.
    pub(super) heading: Option<String>,
    /// What the value is called.
    pub(super) label: String,
    /// The definition's example.
    pub(super) example: Option<String>,
}

/// The words about the component or parameter of a send (completed) that a place lies in.
pub(super) fn words_at(pieces: &[Piece<'_>], payload: &Value, place: &Pointer) -> Option<Words> {
    let (piece, list) = piece_at(pieces, place)?;
    let depth = list.steps().count();
    let steps: Vec<_> = place.steps().skip(depth).collect();
    let [index, rest @ ..] = steps.as_slice() else {
        return None;
    };
    let component = list.get(payload)?.get(index.parse::<usize>().ok()?)?;
    let kind = component.get("type")?.as_str()?.to_ascii_lowercase();
    if kind == "button" {
        return about_button(piece, component, rest.is_empty());
    }
    let [parameters, index, ..] = rest else {
        return None;
    };
    let index = index.parse().ok()?;
    let given = component.get(parameters.as_ref())?.get(index)?;
    let (text, parameters) = piece.text_of(&kind)?;
    about_parameter(piece, (text, parameters), given, index)
}

/// The piece whose components a place lies among, and where those are; of a card rather than the message.
pub(super) fn piece_at<'a, 'b>(
    pieces: &'a [Piece<'b>],
    place: &Pointer,
) -> Option<(&'a Piece<'b>, Pointer)> {
    let mut found = pieces
        .iter()
        .filter_map(|piece| Some((piece, piece.list()?)));
    found.rfind(|(_, list)| list.contains(place))
}

fn about_parameter(
    piece: &Piece<'_>,
    (text, parameters): (&str, &[Parameter]),
    given: &Value,
    index: usize,
) -> Option<Words> {
    let parameter = if piece.is_named {
        let name = given.get("parameter_name")?.as_str()?;
        parameters.iter().find(|parameter| parameter.name == name)?
    } else {
        parameters.get(index)?
    };
    let (range, _) = placeholders(text)
        .into_iter()
        .find(|(_, name)| *name == parameter.name)?;
    Some(Words {
        heading: text.get(range.clone()).map(str::to_owned),
        label: around(text, &range),
        example: parameter.example.clone(),
    })
}

fn about_button(piece: &Piece<'_>, component: &Value, is_whole: bool) -> Option<Words> {
    let button = piece.buttons.get(index_of(component)?)?;
    let name = if button.text.is_empty() {
        "Button"
    } else {
        &button.text
    };
    let label = match (&button.kind, &button.url) {
        (ButtonKind::Url, Some(url)) => {
            let fixed = url.split("{{").next().unwrap_or_default();
            format!("{fixed}…")
        }
        (ButtonKind::QuickReply, _) => format!("Payload of {name}"),
        _ => name.to_owned(),
    };
    Some(Words {
        heading: is_whole.then(|| name.to_owned()),
        label,
        example: button
            .suffix
            .as_ref()
            .and_then(|suffix| suffix.example.clone()),
    })
}

/// A few words of the variable's line around it: `… order {{2}} is confirmed. …`.
fn around(text: &str, range: &Range<usize>) -> String {
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let behind = behind.split('\n').next().unwrap_or_default();
    let start = before
        .match_indices(' ')
        .map(|(at, _)| at)
        .rev()
        .nth(BEFORE)
        .map_or(0, |at| at + 1);
    let end = behind
        .match_indices(' ')
        .map(|(at, _)| at)
        .nth(BEHIND)
        .unwrap_or(behind.len());
    let shown = [
        if start > 0 { "… " } else { "" },
        before.get(start..).unwrap_or_default(),
        text.get(range.clone()).unwrap_or_default(),
        behind.get(..end).unwrap_or_default(),
        if end < behind.len() { " …" } else { "" },
    ];
    shown.concat().replace(['*', '~', '`'], "")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::middle(
        "Thank you, {{1}}! Your order *{{2}}* is confirmed. We write again.",
        "2",
        "… {{1}}! Your order {{2}} is confirmed. …"
    )]
    #[case::short("Hi {{1}}", "1", "Hi {{1}}")]
    #[case::own_line("Hello!\nYour {{1}} is here.\nBye", "1", "Your {{1}} is here.")]
    fn a_slot_is_called_by_the_words_around_it(
        #[case] text: &str,
        #[case] name: &str,
        #[case] expected: &str,
    ) {
        let (range, _) = placeholders(text)
            .into_iter()
            .find(|(_, found)| *found == name)
            .unwrap();
        assert_eq!(around(text, &range), expected);
    }
}
