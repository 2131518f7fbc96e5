//! Rules that bind a send to the definition of its template.

use serde_json::Value;

use crate::check::near::{nearest, quoted};
use crate::check::spot::Walk;
use crate::schema::{Rule, Severity, exceeds, is_empty};
use crate::template::{
    Button, ButtonKind, Definition, Header, HeaderFormat, Parameter, Piece, index_of, pieces,
};
use crate::wire::scalar::text_of;
use crate::wire::{Code, Pointer, member_of};

/// A send, its definition, and the rule that binds them.
pub(super) struct Send<'a> {
    pub definition: &'a Definition,
    /// The whole message.
    pub payload: &'a Value,
    pub rule: &'static Rule,
}

impl Send<'_> {
    /// The send's components, or what is nearest to them.
    pub(super) fn components(&self) -> Pointer {
        let template = Pointer::root().key("template");
        let components = template.key("components");
        match components.get(self.payload) {
            Some(_) => components,
            None => template,
        }
    }

    /// What is filled alike: the message itself and the cards that are sent.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        pieces(self.definition, self.payload).filter(Piece::is_sent)
    }

    /// The list of a piece's components, or what is nearest to it.
    pub(super) fn list_of(&self, piece: &Piece<'_>) -> Pointer {
        let list = piece.list().unwrap_or_else(Pointer::root);
        match list.get(self.payload) {
            Some(_) => list,
            None => list.parent().unwrap_or(list),
        }
    }

    /// The parameters that the send gives in a component of a piece.
    pub(super) fn given(&self, piece: &Piece<'_>, kind: &str) -> &[Value] {
        piece
            .parameters(self.payload, kind)
            .map_or(&[], Vec::as_slice)
    }

    /// Where the parameters of a component stand, or would stand.
    pub(super) fn place_of(&self, piece: &Piece<'_>, kind: &str) -> Pointer {
        let Some(found) = piece.component(self.payload, kind) else {
            return self.list_of(piece);
        };
        match member_of(found.value, "parameters") {
            Some(_) => found.place().key("parameters"),
            None => found.place(),
        }
    }
}

/// Only approved templates are sent.
pub(super) fn sendable(walk: &mut Walk<'_>, send: &Send<'_>) {
    let status = send.definition.status.as_str();
    if matches!(status, "" | "APPROVED" | "REINSTATED" | "UNARCHIVED") {
        return;
    }
    let pointer = Pointer::root().key("template").key("name");
    if matches!(status, "FLAGGED") {
        let message = "the template is flagged: customers rate it badly".to_owned();
        let mut softer = *send.rule;
        softer.severity = Severity::Warning;
        softer.predicts = &[];
        let help = "it is paused or disabled next; look at what it says".to_owned();
        return walk.report(&softer, pointer, message, help);
    }
    let message = format!("the template's status is {}, not APPROVED", quoted(status));
    let help = match status {
        "PAUSED" => "customers rated it badly: wait some hours, or send another template",
        "DISABLED" => "it was paused too often: send another template",
        _ => "wait for its approval, or send another template",
    };
    walk.report(send.rule, pointer, message, help.to_owned());
    let own = match status {
        "PAUSED" => Some(132_015),
        "DISABLED" => Some(132_016),
        _ => None,
    };
    if let (Some(code), Some(told)) = (own, walk.found.last_mut()) {
        told.prediction = Some(Code::new(code));
    }
}

/// As many parameters of a text as the definition has there.
pub(super) fn text_count(walk: &mut Walk<'_>, send: &Send<'_>, part: &str) {
    for piece in send.pieces() {
        let is_file = |header: &Header| header.format != HeaderFormat::Text;
        if part == "header" && piece.header.is_some_and(is_file) {
            continue;
        }
        let given = send.given(&piece, part).len();
        let wanted = piece.text_of(part);
        let wanted = wanted.map_or(0, |(_, parameters)| parameters.len());
        // more than one in a header is told without a definition
        let is_told = part == "header" && given > 1 && wanted == 1;
        if !is_told {
            report_count(walk, send, (&piece, part), (given, wanted));
        }
    }
}

fn report_count(
    walk: &mut Walk<'_>,
    send: &Send<'_>,
    (piece, part): (&Piece<'_>, &str),
    (given, wanted): (usize, usize),
) {
    if given == wanted {
        return;
    }
    let message = format!(
        "the {part} has {}; the definition has {wanted}",
        counted(given, "parameter")
    );
    let help = match given.checked_sub(wanted) {
        Some(over) => format!("remove {over}"),
        None => format!("add {}", wanted.saturating_sub(given)),
    };
    walk.report(send.rule, send.place_of(piece, part), message, help);
}

fn counted(count: usize, word: &str) -> String {
    match count {
        0 => format!("no {word}"),
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    }
}

/// The file, place or product that the definition has in its header.
pub(super) fn header_kind(walk: &mut Walk<'_>, send: &Send<'_>) {
    for piece in send.pieces() {
        header_kind_of(walk, send, &piece);
    }
}

fn header_kind_of(walk: &mut Walk<'_>, send: &Send<'_>, piece: &Piece<'_>) {
    let given = send.given(piece, "header");
    let Some(header) = piece
        .header
        .filter(|header| header.format != HeaderFormat::Text)
    else {
        return;
    };
    let wanted = header.format.parameter_type();
    let shown = quoted(&wanted);
    let Some(found) = given.first() else {
        let message =
            format!("the definition has a header of type {shown}, but the send gives none");
        let help = format!("add a header component with one parameter of type {shown}");
        return walk.report(send.rule, send.place_of(piece, "header"), message, help);
    };
    let kind = member_of(found, "type")
        .and_then(text_of)
        .unwrap_or_default();
    // some send the film of a GIF header as a video
    let is_film = header.format == HeaderFormat::Gif && kind.eq_ignore_ascii_case("video");
    if !kind.eq_ignore_ascii_case(&wanted) && !is_film {
        let found = quoted(kind);
        let message =
            format!("the header parameter is of type {found}; the definition has {shown}");
        let place = send.place_of(piece, "header").index(0).key("type");
        walk.report(send.rule, place, message, format!("make it {shown}"));
    }
}

/// Every address with a variable has its value, and no other has one.
pub(super) fn url_suffixes(walk: &mut Walk<'_>, send: &Send<'_>) {
    for piece in send.pieces() {
        url_suffixes_of(walk, send, &piece);
    }
}

fn url_suffixes_of(walk: &mut Walk<'_>, send: &Send<'_>, piece: &Piece<'_>) {
    for (index, button) in piece.buttons.iter().enumerate() {
        if button.kind != ButtonKind::Url {
            continue;
        }
        let found = piece.button(send.payload, index);
        let value = found
            .and_then(|found| found.parameters()?.first())
            .and_then(|parameter| member_of(parameter, "text"));
        let label = || quoted(&button.text);
        match (&button.suffix, found) {
            (Some(_), None) => {
                let message = format!("the button {} needs a value for its address", label());
                let help = format!("add a button component of sub_type url and index {index}");
                walk.report(send.rule, send.list_of(piece), message, help);
            }
            (Some(_), Some(found)) if value.is_none() => {
                let message = format!("the button {} needs a value for its address", label());
                let help = "add a text parameter".to_owned();
                walk.report(send.rule, found.place(), message, help);
            }
            (None, Some(found)) if value.is_some_and(|value| !is_empty(value)) => {
                let message = format!("the address of the button {} has no variable", label());
                let help = "remove the component".to_owned();
                let mut softer = *send.rule;
                softer.severity = Severity::Warning;
                softer.predicts = &[];
                walk.report(&softer, found.place(), message, help);
            }
            _ => {}
        }
    }
}

/// Each button component fills a button of the definition, and one of its own type.
pub(super) fn buttons_defined(walk: &mut Walk<'_>, send: &Send<'_>) {
    for piece in send.pieces() {
        buttons_defined_of(walk, send, &piece);
    }
}

fn buttons_defined_of(walk: &mut Walk<'_>, send: &Send<'_>, piece: &Piece<'_>) {
    let components = piece.components(send.payload);
    let defined = piece.buttons;
    for (place, found) in components.into_iter().flatten().enumerate() {
        let is_button = member_of(found, "type")
            .and_then(Value::as_str)
            .is_some_and(|kind| kind.eq_ignore_ascii_case("button"));
        let Some(index) = index_of(found).filter(|_| is_button) else {
            continue;
        };
        let pointer = || send.list_of(piece).index(place);
        let Some(button) = defined.get(index) else {
            let message = format!("the definition has no button of index {index}");
            let help = match defined.len() {
                0 => "remove the component: the definition has no buttons".to_owned(),
                count => format!(
                    "count from 0: the definition has {}",
                    counted(count, "button")
                ),
            };
            walk.report(send.rule, pointer().key("index"), message, help);
            continue;
        };
        let said = member_of(found, "sub_type").and_then(Value::as_str);
        let wanted = button.kind.sub_type();
        if let (Some(said), Some(wanted)) = (said, wanted)
            && !said.eq_ignore_ascii_case(wanted)
        {
            let message =
                format!("the definition's button of index {index} is of sub_type {wanted}");
            let help = format!("write \"{wanted}\", or another index");
            walk.report(send.rule, pointer().key("sub_type"), message, help);
        }
    }
}

/// A button that is nothing without its value has it.
pub(super) fn button_given(walk: &mut Walk<'_>, send: &Send<'_>, sub_type: &str) {
    for piece in send.pieces() {
        for (index, button) in piece.buttons.iter().enumerate() {
            let is_filled = piece.button(send.payload, index).is_some();
            if is_filled || button.kind.sub_type() != Some(sub_type) {
                continue;
            }
            let label = quoted(&button.text);
            let message = match button.kind {
                ButtonKind::CopyCode => "the coupon button needs its code".to_owned(),
                ButtonKind::MultiProduct => format!("the button {label} needs its products"),
                _ => format!("the button {label} needs its order"),
            };
            let help = format!("add a button component of sub_type {sub_type} and index {index}");
            walk.report(send.rule, send.list_of(&piece), message, help);
        }
    }
}

/// Parameters by the names of the definition, or by number where it has none.
pub(super) fn parameter_names(walk: &mut Walk<'_>, send: &Send<'_>) {
    for piece in send.pieces() {
        for part in ["body", "header"] {
            let parameters = match piece.header {
                Some(header) if part == "header" => &header.parameters,
                None if part == "header" => continue,
                _ => piece.body_parameters,
            };
            names_in(walk, send, &piece, (part, parameters));
        }
    }
}

fn names_in(
    walk: &mut Walk<'_>,
    send: &Send<'_>,
    piece: &Piece<'_>,
    (part, defined): (&str, &[Parameter]),
) {
    let names = || defined.iter().map(|one| one.name.as_str());
    let listed = || names().collect::<Vec<_>>().join(", ");
    for (index, parameter) in send.given(piece, part).iter().enumerate() {
        let place = || send.place_of(piece, part).index(index);
        let name = member_of(parameter, "parameter_name").and_then(Value::as_str);
        let is_text = member_of(parameter, "type").and_then(Value::as_str) == Some("text");
        match (piece.is_named, name) {
            (true, None) if is_text && !defined.is_empty() => {
                let message =
                    "the definition's parameters have names, but this one gives none".to_owned();
                let help = format!("add \"parameter_name\": {}", listed());
                walk.report(send.rule, place(), message, help);
            }
            (true, Some(name)) if !names().any(|known| known == name) => {
                let message = format!("the definition's {part} has no parameter {}", quoted(name));
                let help = nearest(name, names())
                    .map(|meant| format!("did you mean \"{meant}\"?"))
                    .or_else(|| (!defined.is_empty()).then(|| format!("it has {}", listed())));
                walk.report(send.rule, place().key("parameter_name"), message, help);
            }
            (false, Some(_)) if !defined.is_empty() => {
                let message = "the definition's parameters have numbers, but this one gives a name"
                    .to_owned();
                walk.report(
                    send.rule,
                    place().key("parameter_name"),
                    message,
                    "remove it".to_owned(),
                );
            }
            _ => {}
        }
    }
}

/// The definition has at most so many buttons of these types.
pub(super) fn buttons_max(walk: &mut Walk<'_>, send: &Send<'_>, kinds: &[&str], most: u32) {
    let is_counted =
        |button: &&Button| defined_type(&button.kind).is_some_and(|kind| kinds.contains(&kind));
    let count = send.definition.buttons.iter().filter(is_counted).count();
    if exceeds(count, most) {
        let words = match kinds {
            ["QUICK_REPLY"] => "quick replies",
            ["URL"] => "address buttons",
            ["PHONE_NUMBER"] => "call buttons",
            _ => "calls to action",
        };
        let message =
            format!("the definition has {count} {words}; the On-Premises API shows {most}");
        let pointer = Pointer::root().key("template");
        walk.report(
            send.rule,
            pointer,
            message,
            "use another template".to_owned(),
        );
    }
}

/// The definition has quick replies or calls to action, not both.
pub(super) fn buttons_apart(walk: &mut Walk<'_>, send: &Send<'_>) {
    let has = |wanted: &[&str]| {
        send.definition
            .buttons
            .iter()
            .any(|button| defined_type(&button.kind).is_some_and(|kind| wanted.contains(&kind)))
    };
    if has(&["QUICK_REPLY"]) && has(&["URL", "PHONE_NUMBER"]) {
        let message = "the definition has quick replies and calls to action".to_owned();
        let pointer = Pointer::root().key("template");
        let help = "the On-Premises API shows one sort only: use another template".to_owned();
        walk.report(send.rule, pointer, message, help);
    }
}

/// The type of a button as definitions write it, of those that the On-Premises API has.
const fn defined_type(kind: &ButtonKind) -> Option<&'static str> {
    match kind {
        ButtonKind::QuickReply => Some("QUICK_REPLY"),
        ButtonKind::Url => Some("URL"),
        ButtonKind::PhoneNumber => Some("PHONE_NUMBER"),
        _ => None,
    }
}
