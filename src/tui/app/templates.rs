//! Templates: choosing one of the library, binding the message to it, and seeing all its languages.

use serde_json::Value;

use super::App;
use super::layers::Layer;
use super::purpose::{Next, Purpose};
use super::question::{Pick, Question};
use crate::files::EXAMPLES;
use crate::files::library::Library;
use crate::message::{Caret, Draft};
use crate::preview;
use crate::schema;
use crate::template::{
    Bound, Definition, Fetched, Moved, Translated, bind, plainest_send, translate, with_examples,
    with_longest,
};
use crate::tui::msg::{Action, FileTask};
use crate::tui::overlays::{Column, Languages, Picker};
use crate::tui::panes::templates::origin;
use crate::tui::widgets::{Item, Tone};

/// So many values without a slot are told one by one.
const TOLD: usize = 6;

impl App {
    /// Asks for the library; the picker opens with the answer.
    pub(super) fn choose_template(&mut self) {
        self.file(Purpose::Templates, FileTask::Library);
    }

    /// Offers the templates of the library, and those of the examples.
    pub(super) fn offer_templates(&mut self, library: Library) {
        if let Some(warning) = library.warnings.first() {
            self.say(Tone::Warning, warning.clone());
        }
        let mut names: Vec<Vec<Value>> = Vec::new();
        for entry in library.entries {
            match names.last_mut() {
                Some(group) if name_of(group) == entry.definition.name => group.push(entry.value),
                _ => names.push(vec![entry.value]),
            }
        }
        let title = if names.is_empty() {
            "Use a template · the library is empty: `bluetick templates pull` fills it"
        } else {
            "Use a template"
        };
        let mut items: Vec<Item> = names.iter().map(|group| self.item_of(group)).collect();
        for (item, definition) in example_definitions() {
            items.push(item.group("Examples"));
            names.push(vec![definition]);
        }
        let bound = self.desk.definition().map(|bound| bound.name.clone());
        let here = names
            .iter()
            .position(|group| Some(name_of(group)) == bound.as_deref());
        let picker = Picker::new(title, items).preselected(here);
        self.push_layer(Layer::Picker(picker, Pick::Library(names)));
    }

    /// A template with its languages.
    fn item_of(&self, group: &[Value]) -> Item {
        let read: Vec<Definition> = group.iter().flat_map(Definition::read).collect();
        let languages: Vec<&str> = read.iter().map(|one| one.language.as_str()).collect();
        let category = read.first().map(|one| one.category.to_ascii_lowercase());
        let mut notes: Vec<String> = group.iter().map(|one| self.told_of(one)).collect();
        notes.dedup();
        let note = if let [one] = notes.as_slice() {
            one.clone()
        } else {
            let approved = read.iter().filter(|one| one.status == "APPROVED").count();
            format!("{approved} of {} approved", read.len())
        };
        Item::new(name_of(group))
            .detail(format!(
                "{} · {}",
                languages.join(" "),
                category.unwrap_or_default()
            ))
            .note(note)
            .group("Library")
    }

    /// When and from where the definition was fetched that the draft is, or is bound to.
    pub(super) fn definition_origin(&self) -> Option<String> {
        let draft = self.desk.draft();
        let definition = if draft.is_definition() {
            draft.document.payload()
        } else {
            draft.definition.as_ref()?
        };
        origin(&Fetched::of(definition)?, self.now)
    }

    /// Status, quality and age of a definition, in a few words.
    fn told_of(&self, definition: &Value) -> String {
        let text = |place: &str| definition.pointer(place).and_then(Value::as_str);
        let status = text("/status").unwrap_or("not sent in");
        let quality = text("/quality_score/score").or_else(|| text("/quality_score"));
        let quality = quality.filter(|quality| *quality != "UNKNOWN");
        let fetched = Fetched::of(definition).and_then(|fetched| fetched.at);
        let age = fetched.map(|at| {
            let hours = self.now.duration_since(at).as_hours();
            match hours {
                0 => "just fetched".to_owned(),
                1..48 => format!("{hours} h old"),
                _ => format!("{} days old", hours / 24),
            }
        });
        let parts = [
            Some(status.to_ascii_lowercase().replace('_', " ")),
            quality.map(str::to_ascii_lowercase),
            age,
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Uses the only language of a template, or asks which.
    pub(super) fn choose_language(&mut self, definitions: Vec<Value>) {
        if let [only] = definitions.as_slice() {
            let only = only.clone();
            return self.use_definition(&only);
        }
        let items = definitions
            .iter()
            .map(|one| Item::new(text_at(one, "language")).note(self.told_of(one)))
            .collect();
        let title = format!("Language of {}", name_of(&definitions));
        let current = self.desk.definition().map(|bound| bound.language.clone());
        let here = definitions
            .iter()
            .position(|one| Some(text_at(one, "language")) == current.as_deref());
        let picker = Picker::new(title, items).preselected(here);
        self.push_layer(Layer::Picker(picker, Pick::Definition(definitions)));
    }

    /// Binds the template message on the desk to a definition, or begins one in place of another kind.
    pub(super) fn use_definition(&mut self, value: &Value) {
        // With when and from where it was fetched: the draft goes on telling how old it is.
        let value = value.clone();
        let Ok(definition) = Definition::read(&value) else {
            return;
        };
        let draft = self.desk.draft();
        let is_template = draft
            .document
            .kind()
            .is_some_and(|kind| kind.name == "template");
        if !is_template || self.foreign.is_some() || self.desk.is_read_only() {
            return self.begin_bound(&definition, value);
        }
        let before = self.desk.definition();
        let Some(bound) = bind(&definition, before, draft.document.payload()) else {
            return self.begin_bound(&definition, value);
        };
        self.desk.editor.bind(bound.payload.clone(), Some(value));
        self.show_bound();
        let key = self.keymap.label(Action::Undo).unwrap_or_default();
        let bound_to = format!("{} ({})", definition.name, definition.language);
        self.say(
            Tone::Good,
            format!(
                "Bound to {bound_to}{} · {key} takes it back",
                told_moves(&bound.moved)
            ),
        );
        self.ask_left_over(&bound_to, &bound);
    }

    /// Begins a message that sends a template, in the dialect of the draft on the desk.
    fn begin_bound(&mut self, definition: &Definition, value: Value) {
        let dialect = self.desk.dialect();
        let Some(kind) = schema::kind("template") else {
            return;
        };
        let payload = schema::skeleton(kind, dialect);
        if let Some(bound) = bind(definition, None, &payload) {
            let mut draft = Draft::of_payload(&definition.name, Some(dialect), bound.payload);
            draft.definition = Some(value);
            self.leave_for(Next::Imported(Box::new(draft)));
        }
    }

    /// Shows the first slot of what was just bound.
    fn show_bound(&mut self) {
        self.refresh_desk();
        self.region = super::focus::Region::Form;
        self.form.begin(&mut self.desk);
    }

    fn ask_left_over(&mut self, bound_to: &str, bound: &Bound) {
        if bound.left_over.is_empty() {
            return;
        }
        let line = |place: &str, value: &str| format!("{place}: {value}");
        let lines: Vec<String> = bound
            .left_over
            .iter()
            .map(|left| line(&left.place, &left.value))
            .collect();
        let mut question = format!("{bound_to} has no slot for what was filled in before:");
        for line in lines.iter().take(TOLD) {
            question.push_str("\n· ");
            question.push_str(&crate::text::truncate(line, 60));
        }
        if lines.len() > TOLD {
            question.push_str("\n· and more");
        }
        self.ask(
            "Values without a slot",
            question,
            &[
                ("Keep them in the notes", 'k'),
                ("Drop them", 'd'),
                ("Take it back", 't'),
            ],
            0,
            Question::LeftOver(lines.join("\n")),
        );
    }

    /// Puts values that have no slot into the draft's notes.
    pub(super) fn note_left_over(&mut self, lines: &str) {
        let notes = &self.desk.draft().notes;
        let notes = if notes.is_empty() {
            lines.to_owned()
        } else {
            format!("{}\n{lines}", notes.trim_end())
        };
        let caret = Caret {
            before: 0,
            after: notes.len(),
        };
        let now = self.now_ms();
        self.desk.editor.set_notes(&notes, caret, now);
        self.say(Tone::Good, "The values stand in the notes.");
    }

    /// The binding that left values over is undone.
    pub(super) fn take_binding_back(&mut self) {
        self.desk.editor.undo();
        self.show_bound();
    }

    pub(super) fn detach_template(&mut self) {
        let payload = self.desk.draft().document.payload().clone();
        self.desk.editor.bind(payload, None);
        let key = self.keymap.label(Action::Undo).unwrap_or_default();
        self.say(Tone::Good, format!("Detached · {key} takes it back"));
    }

    pub(super) fn fill_examples(&mut self) {
        let draft = self.desk.draft();
        let definition = draft.definition.clone();
        let filled = self
            .desk
            .definition()
            .and_then(|definition| with_examples(definition, draft.document.payload()));
        match filled {
            Some(payload) => {
                self.desk.editor.bind(payload, definition);
                self.refresh_desk();
                self.form.begin(&mut self.desk);
            }
            None => self.say(Tone::Plain, "No empty slot has an example."),
        }
    }

    /// Begins a message that sends the template that is composed.
    pub(super) fn make_message(&mut self) {
        let value = self.desk.draft().document.payload().clone();
        if let Ok(definition) = Definition::read(&value) {
            self.begin_bound(&definition, value);
        }
    }

    /// A definition is for reviewers: says so, and what can be done with it.
    pub(super) fn say_not_sent(&mut self) {
        let question =
            "A definition is not sent to customers: it is sent in for review, and messages \
                        then send the template by its name."
                .to_owned();
        let answers = [
            ("Make a message from it", 'm'),
            ("Send it in for review", 'r'),
            ("Back to the definition", 'b'),
        ];
        self.ask("Nothing to send", question, &answers, 0, Question::NotSent);
    }

    pub(super) fn show_languages(&mut self) {
        self.file(Purpose::Languages, FileTask::Library);
    }

    /// Shows the template of the desk in all languages of the library, its own definition first.
    pub(super) fn open_languages(&mut self, library: Library) {
        let draft = self.desk.draft();
        let own = if draft.is_definition() {
            Some(draft.document.payload().clone())
        } else {
            draft.definition.clone()
        };
        let Some(own) = own else { return };
        let Ok(first) = Definition::read(&own) else {
            return self.say(Tone::Warning, "The definition cannot be read.");
        };
        let same = library.entries.into_iter().filter(|entry| {
            entry.definition.name == first.name && entry.definition.language != first.language
        });
        let columns = std::iter::once((own, first.clone()))
            .chain(same.map(|entry| (entry.value, entry.definition)))
            .map(|(value, definition)| self.column(&value, &definition, &first))
            .collect();
        let options = self.preview.options(&self.surroundings(0));
        let languages = Languages::new(&first.name, columns, options);
        self.push_layer(Layer::Languages(languages));
    }

    /// A language with the values of the message, or with the examples where none is composed.
    fn column(&self, value: &Value, definition: &Definition, first: &Definition) -> Column {
        let draft = self.desk.draft();
        let translated = if draft.is_definition() {
            let send = plainest_send(definition);
            Translated {
                payload: with_examples(definition, &send).unwrap_or(send),
                notes: Vec::new(),
            }
        } else if definition.language == first.language {
            Translated {
                payload: draft.document.payload().clone(),
                notes: Vec::new(),
            }
        } else {
            translate(definition, first, draft.document.payload())
        };
        let send = translated.payload;
        let options = self.preview.options(&self.surroundings(0));
        let bubble =
            |send: &Value| preview::bubble(send, draft.dialect(), Some(definition), &options);
        let longest = with_longest(definition, &send);
        Column {
            head: [
                vec![definition.language.clone()],
                translated.notes,
                vec![self.told_of(value)],
            ]
            .concat()
            .join(" · "),
            filled: bubble(&send),
            longest: bubble(longest.as_ref().unwrap_or(&send)),
        }
    }
}

/// What is said of the values that went to another slot.
fn told_moves(moved: &[Moved]) -> String {
    let one = |moved: &Moved| format!("{} is now {}", moved.from, moved.to);
    match moved {
        [] => String::new(),
        [first] => format!(" · {}", one(first)),
        [first, second] => format!(" · {}, {}", one(first), one(second)),
        [first, rest @ ..] => format!(" · {} and {} more values moved", one(first), rest.len()),
    }
}

/// The definitions that the examples carry, as things to choose.
pub(super) fn example_definitions() -> Vec<(Item, Value)> {
    let drafts = EXAMPLES
        .iter()
        .filter_map(|example| Some((example.name, Draft::parse(example.text).ok()?)));
    let mut found: Vec<(Item, Value)> = Vec::new();
    for (name, draft) in drafts {
        let Some(definition) = draft.definition else {
            continue;
        };
        let category = text_at(&definition, "category").to_ascii_lowercase();
        let item = Item::new(text_at(&definition, "name"))
            .detail(format!("{} · {category}", text_at(&definition, "language")))
            .words(name);
        found.push((item, definition));
    }
    found
}

fn name_of(group: &[Value]) -> &str {
    group.first().map_or("", |one| text_at(one, "name"))
}

fn text_at<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
