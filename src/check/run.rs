//! From a draft or a payload to its diagnostics.

use serde_json::Value;

use super::context::Context;
use super::diagnostic::Diagnostic;
use super::spot::{Facts, Walk};
use super::{general, order, unclear};
use crate::message::{Draft, FileShape};
use crate::schema::{Severity, kind_of, root_of};
use crate::template::{Definition, DefinitionError, listed};
use crate::wire::{Dialect, Pointer};

/// Checks a draft as the composer shows it: its payload, and what its text had to tell.
///
/// Every pointer is one into the draft's payload, also where the file holds only a part of it. A draft
/// that says nothing of its recipient is excused until it is sent; a payload is not.
pub fn check(draft: &Draft, context: &Context) -> Vec<Diagnostic> {
    let mut found = found_in(draft, draft.dialect(), None, context);
    order::sort(&mut found, draft.document.payload());
    found
}

/// Checks what a file holds as a message of that dialect, whatever it says itself.
///
/// Pointers are into the payload, of a fragment into itself, of a definition into it; `definition`
/// stands in where the draft holds none.
pub fn check_as(
    draft: &Draft,
    dialect: Option<Dialect>,
    definition: Option<&Definition>,
    context: &Context,
) -> Vec<Diagnostic> {
    let mut found = found_in(draft, dialect, definition, context);
    match (draft.shape(), draft.document.fragment()) {
        (FileShape::Fragment, Some(fragment)) => {
            found.retain_mut(|diagnostic| move_into(diagnostic, fragment));
            order::sort(&mut found, draft.document.written());
        }
        _ => order::sort(&mut found, draft.document.payload()),
    }
    found
}

/// What is found, with pointers into the payload; of a definition into it.
fn found_in(
    draft: &Draft,
    dialect: Option<Dialect>,
    definition: Option<&Definition>,
    context: &Context,
) -> Vec<Diagnostic> {
    let shape = draft.shape();
    let fragment = draft
        .document
        .fragment()
        .filter(|_| shape == FileShape::Fragment);
    let mut found: Vec<Diagnostic> = draft.read_notes().iter().map(Diagnostic::from).collect();
    if let Some(fragment) = fragment {
        for note in &mut found {
            note.pointer = fragment.join(&note.pointer);
        }
    }
    let own = draft.definition.as_ref().map(Definition::read);
    if let Some(Err(error)) = &own {
        found.push(unreadable(error));
    }
    let own = own.and_then(Result::ok);
    let subject = Subject {
        definition: own.as_ref().or(definition),
        context,
        is_unaddressed: shape != FileShape::Payload && !context.sending,
    };
    let payload = draft.document.payload();
    let mut of_payload = all(payload, dialect, subject);
    if let Some(fragment) = fragment.filter(|_| !context.sending) {
        of_payload.retain(|diagnostic| fragment.contains(&diagnostic.pointer));
    }
    found.extend(of_payload);
    found
}
/// Checks a payload as it would be posted.
pub fn check_payload(
    payload: &Value,
    dialect: Option<Dialect>,
    definition: Option<&Definition>,
    context: &Context,
) -> Vec<Diagnostic> {
    let subject = Subject {
        definition,
        context,
        is_unaddressed: false,
    };
    let mut found = all(payload, dialect, subject);
    order::sort(&mut found, payload);
    found
}

/// Checks a page of definitions as an account lists them; none where the value is no such page.
///
/// Pointers are into the page.
pub fn check_listed(page: &Value, dialect: Dialect, context: &Context) -> Option<Vec<Diagnostic>> {
    let mut found = Vec::new();
    for (place, definition) in listed(page)? {
        let of_one = check_payload(definition, Some(dialect), None, context);
        found.extend(of_one.into_iter().map(|mut diagnostic| {
            diagnostic.pointer = place.join(&diagnostic.pointer);
            diagnostic
        }));
    }
    Some(found)
}

/// What stands beside a payload that is checked.
#[derive(Clone, Copy)]
struct Subject<'a> {
    definition: Option<&'a Definition>,
    context: &'a Context,
    is_unaddressed: bool,
}

fn all(payload: &Value, dialect: Option<Dialect>, subject: Subject<'_>) -> Vec<Diagnostic> {
    let run = |dialect| walk(payload, dialect, subject);
    match dialect {
        Some(dialect) => run(dialect),
        None => unclear::merge(&run(Dialect::Cloud), &run(Dialect::OnPremises)),
    }
}

fn walk(payload: &Value, dialect: Dialect, subject: Subject<'_>) -> Vec<Diagnostic> {
    let mut walk = Walk {
        facts: Facts {
            dialect,
            context: subject.context,
            definition: subject.definition,
            is_unaddressed: subject.is_unaddressed,
        },
        found: Vec::new(),
    };
    walk.payload(root_of(kind_of(payload), payload), payload);
    walk.found
}

/// What a definition says wrong that cannot be read.
fn unreadable(error: &DefinitionError) -> Diagnostic {
    Diagnostic {
        rule: general::DEFINITION.id.to_owned(),
        severity: Severity::Warning,
        pointer: Pointer::root(),
        message: error.to_string(),
        help: Some("what the template says cannot be checked".to_owned()),
        prediction: None,
        source: None,
    }
}

/// Moves a diagnostic into a fragment; says whether it concerns it at all.
fn move_into(diagnostic: &mut Diagnostic, fragment: &Pointer) -> bool {
    let pointer = &diagnostic.pointer;
    let inside = pointer.as_str().strip_prefix(fragment.as_str());
    let Some(inside) = inside.filter(|_| fragment.contains(pointer)) else {
        return false;
    };
    diagnostic.pointer = Pointer::parse(inside);
    true
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn summary(found: &[Diagnostic]) -> Vec<(Severity, &str, &str)> {
        found
            .iter()
            .map(|one| (one.severity, one.rule.as_str(), one.pointer.as_str()))
            .collect()
    }

    fn row(id: &str, title: &str) -> Value {
        json!({"id": id, "title": title})
    }

    /// The list of the first of the promised shows.
    fn crowded_list() -> Value {
        let mut rows: Vec<Value> = (0..11)
            .map(|number| row(&format!("lamp-{number}"), "Lamp"))
            .collect();
        rows[3] = row("lamp-3", "Lamp of twenty-five signs");
        rows[5] = row("lamp-2", "Lamp");
        json!({
            "messaging_product": "whatsapp",
            "to": "15550100123",
            "type": "interactive",
            "interactive": {
                "type": "list",
                "body": {"text": "Which lamp?"},
                "action": {"button": "Choose", "sections": [{"title": "Lamps", "rows": rows}]},
            },
        })
    }

    #[test]
    fn a_crowded_list_has_exactly_three_errors() {
        let found = check_payload(
            &crowded_list(),
            Some(Dialect::Cloud),
            None,
            &Context::default(),
        );
        let sections = "/interactive/action/sections";
        assert_eq!(
            summary(&found),
            [
                (Severity::Error, "list-rows-total", sections),
                (
                    Severity::Error,
                    "list-row-title-length",
                    &format!("{sections}/0/rows/3/title")
                ),
                (
                    Severity::Error,
                    "list-row-id-unique",
                    &format!("{sections}/0/rows/5/id")
                ),
            ]
        );
        assert_eq!(found[0].message, "there are 11 rows; the limit is 10");
        assert_eq!(found[0].help.as_deref(), Some("remove 1"));
        assert_eq!(
            found[1].message,
            "row title has 25 characters; the limit is 24"
        );
        assert_eq!(found[1].help.as_deref(), Some("shorten it by 1"));
        assert_eq!(found[2].message, "id \"lamp-2\" is used twice (row 3)");
    }

    #[test]
    fn an_unaddressed_draft_is_excused_until_it_is_sent() {
        let text = r#"{"version": 1, "api": "cloud", "message": {
            "messaging_product": "whatsapp", "to": "", "type": "text", "text": {"body": "Hi"}}}"#;
        let draft = Draft::parse(text).unwrap();
        assert_eq!(summary(&check(&draft, &Context::default())), []);
        let sending = Context {
            sending: true,
            ..Context::default()
        };
        assert_eq!(
            summary(&check(&draft, &sending)),
            [(Severity::Error, "envelope-recipient-required", "/to")]
        );
    }

    #[test]
    fn a_fragment_is_checked_with_pointers_into_itself() {
        let text = r#"{"type": "list", "body": {"text": "Which?"}, "action": {"sections": []}}"#;
        let draft = Draft::parse(text).unwrap();
        let errors = |found: &[Diagnostic]| -> Vec<String> {
            found
                .iter()
                .filter(|one| one.severity == Severity::Error)
                .map(|one| format!("{} {}", one.rule, one.pointer))
                .collect()
        };
        assert_eq!(
            errors(&check_as(&draft, None, None, &Context::default())),
            [
                "list-sections-min /action/sections",
                "list-button-required /action/button",
            ]
        );
        assert_eq!(
            errors(&check(&draft, &Context::default())),
            [
                "list-sections-min /interactive/action/sections",
                "list-button-required /interactive/action/button",
            ]
        );
        let sending = Context {
            sending: true,
            ..Context::default()
        };
        let found = check(&draft, &sending);
        assert!(errors(&found).contains(&"envelope-recipient-required /to".to_owned()));
    }

    #[test]
    fn a_key_that_stands_twice_in_a_fragment_is_told() {
        let text = r#"{"type": "button", "body": {"text": "One", "text": "Which?"}, "action":
            {"buttons": [{"type": "reply", "reply": {"id": "a", "title": "A"}}]}}"#;
        let draft = Draft::parse(text).unwrap();
        assert_eq!(
            summary(&check_as(&draft, None, None, &Context::default())),
            [(Severity::Warning, "duplicate-key", "/body/text")]
        );
    }

    #[test]
    fn a_definition_is_checked_as_such_and_not_as_a_send() {
        let quick = json!({"type": "QUICK_REPLY", "text": "Yes"});
        let text = json!({"name": "lamp", "language": "en", "status": "REJECTED", "components": [
            {"type": "BODY", "text": "Dear {{1}}"},
            {"type": "BUTTONS", "buttons": [quick, quick, quick, quick]}]});
        let draft = Draft::parse(&text.to_string()).unwrap();
        let told = |dialect| {
            let found = check_as(&draft, Some(dialect), None, &Context::default());
            found
                .iter()
                .map(|one| format!("{} {}", one.rule, one.pointer))
                .collect::<Vec<_>>()
        };
        let ends = "tpl-param-at-edge /components/0/text";
        let buttons = "/components/1/buttons";
        assert_eq!(
            told(Dialect::Cloud),
            [
                ends.to_owned(),
                format!("tpl-buttons-desktop {buttons}"),
                format!("tpl-buttons-collapse {buttons}"),
                format!("tpl-button-text-unique {buttons}/1/text"),
                format!("tpl-button-text-unique {buttons}/2/text"),
                format!("tpl-button-text-unique {buttons}/3/text"),
            ]
        );
        assert_eq!(
            told(Dialect::OnPremises),
            [format!("tpl-buttons-on-premises-quick-reply-max {buttons}")]
        );
    }

    #[test]
    fn many_unknown_members_are_counted_not_listed() {
        let mut payload = json!({"messaging_product": "whatsapp", "to": "15550100123",
            "type": "text", "text": {"body": "Hi"}});
        for number in 0..50_000 {
            payload[format!("odd{number}")] = json!(number);
        }
        let found = check_payload(&payload, Some(Dialect::Cloud), None, &Context::default());
        assert_eq!(found.len(), 21);
        assert_eq!(found[0].message, "49980 more members are not known here");
        assert_eq!(found[0].pointer, Pointer::root());
    }
}
