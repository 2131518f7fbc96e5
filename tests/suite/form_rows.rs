//! The form's rows of each kind: what is offered, in which order, under which words.

use std::fmt::Write;

use bluetick::schema::{KINDS, Pane, Role, Row, form, kind, limit, skeleton};
use bluetick::wire::Dialect;
use serde_json::{Value, json};

/// One line a row: pane, depth, label, place, what the row does, and the limits of its text.
fn drawn(payload: &Value, name: &str, dialect: Dialect) -> String {
    let mut page = String::new();
    for pane in Pane::ALL {
        let rows = form(kind(name), payload, dialect);
        let rows: Vec<&Row> = rows.iter().filter(|row| row.pane == *pane).collect();
        if rows.is_empty() {
            continue;
        }
        writeln!(page, "{}", pane.title()).unwrap();
        for row in rows {
            let indent = "  ".repeat(usize::from(row.depth) + 1);
            let mark = if row.present { "" } else { " (absent)" };
            let role = role(&row.role);
            let limit = limit(row.field, dialect, payload).map_or_else(String::new, |limit| {
                let figure =
                    |figure: Option<u32>| figure.map_or("-".to_owned(), |one| one.to_string());
                format!(" [{} {}]", figure(limit.error), figure(limit.warning))
            });
            writeln!(
                page,
                "{indent}{}{mark}: {role}{limit}  {}",
                row.label, row.address
            )
            .unwrap();
        }
    }
    page
}

fn role(role: &Role) -> String {
    match role {
        Role::Value => "value".to_owned(),
        Role::Kind => "kind".to_owned(),
        Role::Case { cases, current, .. } => {
            format!(
                "case {} of {}",
                current.map_or("-", |one| cases[one].value),
                cases.len()
            )
        }
        Role::OneOf { fields, current } => {
            let key = current.and_then(|one| fields[one].key());
            format!("one of {}: {}", fields.len(), key.unwrap_or("-"))
        }
        Role::List { len, max } => format!(
            "list {len}/{}",
            max.map_or("-".to_owned(), |one| one.to_string())
        ),
        Role::Item { index, len } => format!("item {index} of {len}"),
        Role::Group => "group".to_owned(),
    }
}

#[test]
fn new_messages_offer_all_that_their_kind_has() {
    for kind in KINDS {
        let payload = skeleton(kind, Dialect::Cloud);
        insta::assert_snapshot!(kind.name, drawn(&payload, kind.name, Dialect::Cloud));
    }
}

#[test]
fn a_filled_template_shows_its_components_in_three_panes() {
    let payload = json!({
        "type": "template",
        "template": {
            "name": "repair_ready",
            "language": {"code": "en"},
            "components": [
                {"type": "BUTTON", "sub_type": "URL", "index": 1, "parameters": [{"type": "text", "text": "8841"}]},
                {"type": "body", "parameters": [
                    {"type": "text", "text": "Lena"},
                    {"type": "date_time", "date_time": {"fallback_value": "3 May"}},
                    7,
                ]},
                {"type": "header", "parameters": [{"type": "image", "image": {"id": "1", "caption": "?"}}]},
                {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": []},
                {"type": "carousel", "cards": []},
                {"type": "footer"},
            ],
        },
        "surprise": {"a": 1},
    });
    insta::assert_snapshot!(drawn(&payload, "template", Dialect::OnPremises));
}

#[test]
fn a_message_of_an_unknown_kind_shows_its_envelope_and_the_rest_as_json() {
    let payload = json!({
        "messaging_product": "whatsapp",
        "to": 15_550_100_123_u64,
        "type": "interactive",
        "interactive": {"type": "survey", "body": {"text": "Twenty lamps"}, "action": {"name": "survey"}},
    });
    insta::assert_snapshot!(drawn(&payload, "interactive.survey", Dialect::Cloud));
}
