//! From a draft or a payload to its diagnostics.

use serde_json::Value;

use super::context::Context;
use super::diagnostic::Diagnostic;
use super::walk::{Facts, Walk};
use super::{general, order, unclear};
use crate::message::{Draft, FileShape};
use crate::schema::{Severity, kind_of, root_of};
use crate::template::Definition;
use crate::wire::{Dialect, Pointer};

/// Checks a draft: its payload, or the part of it that its file holds, and what its text had to tell.
///
/// A draft that says nothing of its recipient is excused until it is sent; a payload is not.
pub fn check(draft: &Draft, context: &Context) -> Vec<Diagnostic> {
    check_as(draft, draft.dialect(), None, context)
}

/// Checks a draft as one of that dialect, whatever it says itself; `definition` stands in where the
/// draft holds none.
pub fn check_as(
    draft: &Draft,
    dialect: Option<Dialect>,
    definition: Option<&Definition>,
    context: &Context,
) -> Vec<Diagnostic> {
    let shape = draft.shape();
    let mut found: Vec<Diagnostic> = draft.read_notes().iter().map(Diagnostic::from).collect();
    let own = draft.definition.as_ref().map(Definition::read);
    if let Some(Err(error)) = &own {
        found.push(Diagnostic {
            rule: general::DEFINITION.id.to_owned(),
            severity: Severity::Warning,
            pointer: Pointer::root(),
            message: error.to_string(),
            help: Some("what the template says cannot be checked".to_owned()),
            prediction: None,
            source: None,
        });
    }
    if shape == FileShape::Definition {
        return found; // a definition has rules of its own, not those of a send
    }
    let payload = draft.document.payload();
    let is_draft = shape != FileShape::Payload;
    found.extend(all(
        payload,
        dialect,
        Subject {
            definition: own.as_ref().map_or(definition, |read| read.as_ref().ok()),
            context,
            is_unaddressed: is_draft && !context.sending,
        },
    ));
    if let Some(fragment) = draft.document.fragment() {
        found.retain_mut(|diagnostic| within(diagnostic, fragment));
    }
    order::sort(&mut found, draft.document.written());
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

/// Moves a diagnostic into a fragment; says whether it concerns it at all.
fn within(diagnostic: &mut Diagnostic, fragment: &Pointer) -> bool {
    let inside = diagnostic.pointer.as_str().strip_prefix(fragment.as_str());
    let Some(inside) = inside.filter(|rest| rest.is_empty() || rest.starts_with('/')) else {
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
        let found = check(&draft, &Context::default());
        let errors: Vec<_> = summary(&found)
            .into_iter()
            .filter(|(severity, ..)| *severity == Severity::Error)
            .collect();
        assert_eq!(
            errors,
            [
                (Severity::Error, "list-sections-min", "/action/sections"),
                (Severity::Error, "list-button-required", "/action/button"),
            ]
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
