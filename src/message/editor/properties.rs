//! What holds after any edits of any payload: nothing is lost, and all of it can be taken back.

use proptest::prelude::*;
use serde_json::{Map, Number, json};

use super::*;
use crate::schema::{self, KINDS, Role};
use crate::wire::Dialect;

/// One thing that somebody does; the numbers choose among what is possible.
#[derive(Debug, Clone)]
enum Deed {
    Type(usize, String),
    Clear(usize),
    Add(usize),
    Duplicate(usize),
    Remove(usize),
    Move(usize, bool),
    Choose(usize, usize),
    Kind(usize),
    Dialect(usize),
    Notes(String),
    Undo,
    Redo,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let text = prop_oneof!["[a-z ]{0,6}", "[0-9.]{0,4}", Just("🫖\n\"{".to_owned())];
    let deed = prop_oneof![
        4 => (any::<usize>(), text.clone()).prop_map(|(row, text)| Deed::Type(row, text)),
        1 => any::<usize>().prop_map(Deed::Clear),
        2 => any::<usize>().prop_map(Deed::Add),
        1 => any::<usize>().prop_map(Deed::Duplicate),
        1 => any::<usize>().prop_map(Deed::Remove),
        1 => any::<(usize, bool)>().prop_map(|(row, down)| Deed::Move(row, down)),
        2 => any::<(usize, usize)>().prop_map(|(row, choice)| Deed::Choose(row, choice)),
        1 => any::<usize>().prop_map(Deed::Kind),
        1 => any::<usize>().prop_map(Deed::Dialect),
        1 => text.prop_map(Deed::Notes),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ];
    prop::collection::vec(deed, 0..40)
}

/// Any JSON, with keys that mean something more often than not.
fn values() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        "-?[1-9][0-9]{0,30}",
        "[1-9]\\.[0-9]{1,20}",
        Just("1.50".to_owned())
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number.prop_map(|digits| Value::Number(digits.parse::<Number>().unwrap())),
        "[ -~ä🫖]{0,8}".prop_map(Value::from),
    ];
    let key = prop_oneof![
        prop::sample::select(vec![
            "type",
            "to",
            "text",
            "body",
            "interactive",
            "header",
            "footer",
            "action",
            "sections",
            "rows",
            "id",
            "title",
            "template",
            "components",
            "parameters",
            "language",
            "context",
        ])
        .prop_map(str::to_owned),
        "[a-z/~]{0,4}",
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn payloads() -> impl Strategy<Value = Value> {
    let made = (0..KINDS.len(), 0..Dialect::ALL.len())
        .prop_map(|(kind, dialect)| schema::skeleton(KINDS[kind], Dialect::ALL[dialect]));
    let any_object = values().prop_filter("an object", Value::is_object);
    let half_known = values().prop_map(|inner| {
        json!({"to": 1.50, "x": 1, "type": "interactive", "interactive": {"type": "list", "header": inner.clone(), "action": inner}})
    });
    prop_oneof![made, any_object, half_known]
}

fn form(draft: &Draft) -> Formed {
    let dialect = draft.dialect().unwrap_or(Dialect::Cloud);
    Formed {
        rows: schema::form(draft.document.kind(), draft.document.payload(), dialect),
        ..Formed::default()
    }
}

fn some_row(editor: &Editor, number: usize, wanted: impl Fn(&Row) -> bool) -> Option<Row> {
    let rows: Vec<_> = editor.rows().iter().filter(|row| wanted(row)).collect();
    let index = number.checked_rem(rows.len())?;
    rows.get(index).map(|&row| row.clone())
}

fn is_item(row: &Row) -> bool {
    matches!(row.role, Role::Item { .. })
}

fn act(editor: &mut Editor, deed: &Deed, now: u64) {
    match deed {
        Deed::Type(number, text) => {
            if let Some(row) = some_row(editor, *number, |row| matches!(row.role, Role::Value)) {
                let before = editor.text(&row).len();
                let caret = Caret {
                    before,
                    after: text.len(),
                };
                editor.set_text(&row, text, caret, now);
            }
        }
        Deed::Clear(number) => {
            if let Some(row) = some_row(editor, *number, |_| true) {
                editor.clear(&row);
            }
        }
        Deed::Add(number) => {
            let list = some_row(editor, *number, |row| matches!(row.role, Role::List { .. }));
            list.map(|row| editor.add(&row));
        }
        Deed::Duplicate(number) => {
            some_row(editor, *number, is_item).map(|row| editor.duplicate(&row));
        }
        Deed::Remove(number) => {
            some_row(editor, *number, is_item).map(|row| editor.remove(&row));
        }
        Deed::Move(number, down) => {
            let by = if *down { 1 } else { -1 };
            some_row(editor, *number, is_item).map(|row| editor.move_item(&row, by));
        }
        Deed::Choose(number, choice) => choose(editor, *number, *choice),
        Deed::Kind(number) => editor.switch_kind(KINDS[number % KINDS.len()]),
        Deed::Dialect(number) => editor.set_dialect(Dialect::ALL[number % 3]),
        Deed::Notes(text) => editor.set_notes(
            text,
            Caret {
                before: 0,
                after: 0,
            },
            now,
        ),
        Deed::Undo => drop(editor.undo()),
        Deed::Redo => drop(editor.redo()),
    }
}

fn choose(editor: &mut Editor, number: usize, choice: usize) {
    let row = some_row(editor, number, |row| {
        matches!(row.role, Role::Case { .. } | Role::OneOf { .. })
    });
    let Some(row) = row else { return };
    let choices: Vec<&str> = match row.role {
        Role::Case { cases, .. } => cases.iter().map(|case| case.value).chain([""]).collect(),
        Role::OneOf { fields, .. } => fields.iter().filter_map(schema::Field::key).collect(),
        _ => return,
    };
    editor.switch_case(&row, choices[choice % choices.len()]);
}

/// All of a draft that a person could see.
fn state(editor: &Editor) -> (String, Option<Dialect>, String) {
    let draft = editor.draft();
    (
        draft.document.payload().to_string(),
        draft.api,
        draft.notes.clone(),
    )
}

proptest! {
    #[test]
    fn undoing_everything_restores_the_original_and_redoing_it_the_result(
        payload in payloads(),
        deeds in deeds(),
    ) {
        let mut editor = Editor::new(Draft::of_payload("", None, payload), form);
        let original = state(&editor);
        for (now, deed) in (0_u64..).step_by(300).zip(&deeds) {
            act(&mut editor, deed, now);
        }
        while editor.redo().is_some() {}
        let result = state(&editor);
        let mut steps = 0;
        while editor.undo().is_some() {
            steps += 1;
        }
        prop_assert_eq!(state(&editor), original);
        prop_assert!(!editor.is_dirty());
        for _ in 0..steps {
            prop_assert!(editor.redo().is_some());
        }
        prop_assert_eq!(state(&editor), result);
    }

    #[test]
    fn a_draft_saved_and_loaded_is_the_same(payload in payloads(), deeds in deeds()) {
        let mut editor = Editor::new(Draft::of_payload("Tea", None, payload), form);
        for (now, deed) in (0_u64..).step_by(300).zip(&deeds) {
            act(&mut editor, deed, now);
        }
        let text = editor.draft().to_text();
        let loaded = Draft::parse(&text).unwrap();
        prop_assert_eq!(loaded.document.payload().to_string(), state(&editor).0);
        prop_assert_eq!(loaded.api, editor.draft().api);
        prop_assert_eq!(&loaded.notes, &editor.draft().notes);
        prop_assert_eq!(loaded.to_text(), text);
    }

    #[test]
    fn typing_touches_nothing_else(payload in payloads(), number in any::<usize>(), text in "[a-z0-9]{1,5}") {
        let mut editor = Editor::new(Draft::of_payload("", None, payload), form);
        let Some(row) = some_row(&editor, number, |row| matches!(row.role, Role::Value)) else {
            return Ok(());
        };
        let before = editor.draft().document.payload().clone();
        let caret = Caret { before: 0, after: text.len() };
        editor.set_text(&row, &text, caret, 0);
        let after = editor.draft().document.payload();
        let touched = row.address.steps().first().map(|step| match step {
            schema::Step::Key(key) => key.to_string(),
            _ => String::new(),
        });
        let others = |value: &Value| -> Vec<String> {
            let members = value.as_object().into_iter().flatten();
            members
                .filter(|(key, _)| Some(*key) != touched.as_ref())
                .map(|(key, value)| format!("{key}: {value}"))
                .collect()
        };
        if touched.is_some() {
            prop_assert_eq!(others(&before), others(after));
        }
    }

    #[test]
    fn typing_in_any_row_of_a_new_message_is_shown_in_that_row(
        kind in 0..KINDS.len(),
        dialect in 0..Dialect::ALL.len(),
        typed in prop::collection::vec((any::<usize>(), "[f-z0-9]{1,4}"), 1..8),
    ) {
        let dialect = Dialect::ALL[dialect];
        let draft = Draft::of_payload("", Some(dialect), schema::skeleton(KINDS[kind], dialect));
        let mut editor = Editor::new(draft, form);
        for (number, text) in typed {
            let Some(row) = some_row(&editor, number, |row| matches!(row.role, Role::Value)) else {
                return Ok(());
            };
            let caret = Caret { before: 0, after: text.len() };
            editor.set_text(&row, &text, caret, 0);
            let shown = editor.rows().iter().find(|shown| shown.address == row.address);
            prop_assert!(shown.is_some_and(|shown| shown.present), "{} went away", row.address);
            prop_assert_eq!(editor.text(&row), text);
        }
    }

    #[test]
    fn any_text_is_opened_or_refused_without_panic(text in "[\\[\\]{}\":,a-z0-9\\\\ \n🫖-]{0,60}") {
        if let Ok(draft) = Draft::parse(&text) {
            prop_assert_eq!(draft.to_text(), text);
        }
    }
}
