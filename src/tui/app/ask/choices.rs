//! Pickers: drafts, kinds, dialects, values of rows, recipients, themes.

use crate::files::EXAMPLES;
use crate::message::Draft;
use crate::schema::{self, Address, DEFINITION, KINDS, Role, Row, Shape, Step, Test};
use crate::tui::app::App;
use crate::tui::app::layers::Layer;
use crate::tui::app::messages::is_message;
use crate::tui::app::purpose::{Next, Purpose};
use crate::tui::app::question::{Instead, Pick, Question};
use crate::tui::app::templates;
use crate::tui::msg::{FileTask, Source};
use crate::tui::overlays::Picker;
use crate::tui::theme;
use crate::tui::widgets::Item;
use crate::wire::Dialect;

/// One of the values that a row can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui::app) struct Choice {
    /// What the row is given.
    pub value: String,
    /// What the picker says.
    pub title: String,
    /// Whether the row has it now.
    pub is_current: bool,
}

impl App {
    pub(in crate::tui::app) fn open_drafts_picker(&mut self) {
        let listings: Vec<_> = self.drafts.listings.iter().flatten().collect();
        let sources: Vec<Source> = listings
            .iter()
            .map(|listing| match &listing.file.path {
                Some(path) => Source::File(path.clone()),
                None => Source::Example(listing.file.name.clone()),
            })
            .collect();
        let mut items: Vec<Item> = listings
            .iter()
            .map(|listing| {
                let group = match listing.file.origin {
                    crate::files::drafts::Origin::Project => "This project",
                    crate::files::drafts::Origin::Personal => "Yours",
                    crate::files::drafts::Origin::Example => "Examples",
                };
                let note = match (listing.readable, listing.errors) {
                    (false, _) => "not JSON".to_owned(),
                    (true, 0) => String::new(),
                    (true, errors) => format!("{} {errors}", self.theme.glyphs().error),
                };
                Item::new(&listing.file.name)
                    .detail(&listing.file.title)
                    .note(note)
                    .group(group)
            })
            .collect();
        let elsewhere = Item::new("A file by its path")
            .detail("a draft, a payload, a curl command, a sample")
            .group("Elsewhere");
        items.push(elsewhere);
        let open = sources
            .iter()
            .position(|source| *source == self.desk.source());
        let picker = Picker::new("Open a draft", items)
            .preselected(open)
            .empty("no drafts yet: Ctrl-N begins one");
        self.push_layer(Layer::Picker(picker, Pick::Draft(sources)));
    }

    pub(in crate::tui::app) fn choose_new(&mut self) {
        let mut starts = Vec::new();
        let mut items = Vec::new();
        for kind in KINDS {
            items.push(Item::new(kind.title).detail(kind.doc).group("Empty"));
            starts.push(Next::NewKind(kind.name));
        }
        items.push(
            Item::new(DEFINITION.title)
                .detail(DEFINITION.doc)
                .group("Empty"),
        );
        starts.push(Next::NewKind(DEFINITION.name));
        for example in EXAMPLES {
            items.push(Item::new(example.name).group("From an example"));
            starts.push(Next::NewExample(example.name.to_owned()));
        }
        for (item, definition) in templates::example_definitions() {
            items.push(item.group("Template definition from an example"));
            let draft = Draft::of_payload("", None, definition);
            starts.push(Next::Imported(Box::new(draft)));
        }
        let picker = Picker::new("New draft", items);
        self.push_layer(Layer::Picker(picker, Pick::New(starts)));
    }

    pub(in crate::tui::app) fn choose_kind(&mut self) {
        let dialect = self.desk.dialect();
        let current = self.desk.draft().document.kind().map(|kind| kind.name);
        let names: Vec<&'static str> = KINDS.iter().map(|kind| kind.name).collect();
        let items = KINDS
            .iter()
            .map(|kind| {
                let wrong = (!kind.dialects.contains(&dialect))
                    .then(|| format!("the {} does not know it", dialect.title()));
                Item::new(kind.title)
                    .detail(kind.doc)
                    .words(kind.name)
                    .disabled(wrong)
            })
            .collect();
        let here = names.iter().position(|name| Some(*name) == current);
        let picker = Picker::new("Kind of message", items).preselected(here);
        self.push_layer(Layer::Picker(picker, Pick::Kind(names)));
    }

    pub(in crate::tui::app) fn choose_dialect(&mut self) {
        let dialects = Dialect::ALL.to_vec();
        let items = dialects
            .iter()
            .map(|dialect| {
                let detail = match dialect {
                    Dialect::Cloud => "Meta's own, the live one",
                    Dialect::Dialog360 => "360dialog's pass-through of the Cloud API",
                    Dialect::OnPremises => "withdrawn in October 2025: archives and test clusters",
                };
                Item::new(dialect.title()).detail(detail)
            })
            .collect();
        let here = dialects
            .iter()
            .position(|dialect| *dialect == self.desk.dialect());
        let picker = Picker::new("API", items).preselected(here);
        self.push_layer(Layer::Picker(picker, Pick::Dialect(dialects)));
    }

    /// Whether the focused row has something to choose from.
    pub(in crate::tui::app) fn has_choices(&self) -> bool {
        self.form.focused_row(&self.desk).is_some_and(|row| {
            matches!(row.role, Role::Kind)
                || is_recipient(&row.address)
                || is_message(&row.address)
                || !self.choices_of(row).is_empty()
        })
    }

    /// Opens what the focused row can be given.
    pub(in crate::tui::app) fn open_choices(&mut self) {
        let Some(row) = self.form.focused_row(&self.desk).cloned() else {
            return;
        };
        if matches!(row.role, Role::Kind) {
            self.choose_kind();
            return;
        }
        if is_recipient(&row.address) {
            self.choose_recipient(row.address);
            return;
        }
        if is_message(&row.address) {
            self.ask_messages(row.address);
            return;
        }
        let choices = self.choices_of(&row);
        let here = choices.iter().position(|choice| choice.is_current);
        let items = choices
            .iter()
            .map(|choice| Item::new(&choice.title).words(&choice.value))
            .collect();
        let values = choices.into_iter().map(|choice| choice.value).collect();
        let picker = Picker::new(&row.label, items).preselected(here);
        self.push_layer(Layer::Picker(picker, Pick::Value(row.address, values)));
    }

    fn choose_recipient(&mut self, address: Address) {
        let recipients = self.recipients.clone();
        let items = recipients.iter().map(Item::new).collect();
        let picker = Picker::new("Recent recipients", items)
            .empty("nobody yet: the last ten recipients are offered here");
        self.push_layer(Layer::Picker(picker, Pick::Recipient(address, recipients)));
    }

    /// What a row with a few values can be given.
    pub(in crate::tui::app) fn choices_of(&self, row: &Row) -> Vec<Choice> {
        let dialect = self.desk.dialect();
        let text = self.desk.editor.text(row);
        let payload = self.desk.draft().document.payload();
        match (&row.role, row.field.shape) {
            (Role::Case { cases, current, .. }, _) => {
                let none = is_optional(row).then(|| choice("", "none", current.is_none()));
                let cases = cases
                    .iter()
                    .enumerate()
                    .filter(|(_, case)| case.dialects.contains(&dialect))
                    .filter(|(_, case)| schema::holds_in(case.when, payload))
                    .map(|(place, case)| choice(case.value, case.title, *current == Some(place)));
                none.into_iter().chain(cases).collect()
            }
            (Role::OneOf { fields, current }, _) => fields
                .iter()
                .enumerate()
                .filter_map(|(place, field)| {
                    Some(choice(field.key()?, field.title, *current == Some(place)))
                })
                .collect(),
            (Role::Value | Role::Kind, Shape::Choice(options) | Shape::Kinds(options)) => options
                .iter()
                .filter(|option| option.dialects.contains(&dialect))
                .map(|option| {
                    let current = option.value.eq_ignore_ascii_case(&text);
                    choice(option.value, option.title, current)
                })
                .collect(),
            (Role::Value, Shape::Flag) => [("", "not said"), ("true", "yes"), ("false", "no")]
                .into_iter()
                .map(|(value, title)| choice(value, title, value == text))
                .collect(),
            _ => Vec::new(),
        }
    }

    pub(in crate::tui::app) fn choose_theme(&mut self) {
        self.file(Purpose::Themes, FileTask::Theme(None));
    }

    /// Offers themes by name.
    pub(in crate::tui::app) fn offer_themes(&mut self, mut names: Vec<String>) {
        for theme in theme::BUILT_IN.iter().rev() {
            names.retain(|name| name != theme.name);
            names.insert(0, theme.name.to_owned());
        }
        let items = names
            .iter()
            .map(|name| {
                let doc = theme::BUILT_IN
                    .iter()
                    .find(|theme| theme.name == name)
                    .map_or("a file of yours", |theme| theme.doc);
                Item::new(name).detail(doc)
            })
            .collect();
        let here = names.iter().position(|name| name == self.theme.name());
        let picker = Picker::new("Theme", items).preselected(here);
        let before = Box::new(self.theme.clone());
        self.push_layer(Layer::Picker(picker, Pick::Theme(names, before)));
    }

    /// Shows the highlighted theme while its picker is open; keeps notes as they are typed.
    pub(in crate::tui::app) fn show_at_once(&mut self) {
        self.keep_notes();
        if let Some(Layer::Picker(picker, Pick::Theme(names, _))) = self.layers.last() {
            let name = picker
                .selected()
                .and_then(|place| names.get(place))
                .filter(|name| *name != self.theme.name());
            if let Some(name) = name.cloned() {
                self.put_on(&name);
            }
        }
    }

    /// An overlay was closed without an answer.
    pub(in crate::tui::app) fn layer_closed(&mut self, layer: Layer) {
        match layer {
            Layer::Picker(_, Pick::Theme(_, before)) => self.draw_in(*before),
            Layer::Confirm(_, Question::Recover(_)) => self.offer_recovery(),
            Layer::Confirm(_, Question::Import(_, Instead::Edit)) => self.open_import(),
            Layer::Import(pad) => pad.text().clone_into(&mut self.to_import),
            Layer::Sheet(sheet, about) => {
                self.half_entered = Some((about, sheet.answers().clone()));
            }
            _ => {}
        }
    }

    fn put_on(&mut self, name: &str) {
        if let Some(text) = theme::built_in(name) {
            self.wear(name, text);
        } else {
            self.file(Purpose::Theme, FileTask::Theme(Some(name.to_owned())));
        }
    }

    pub(in crate::tui::app) fn picked(&mut self, pick: Pick, place: usize) {
        match pick {
            Pick::Draft(sources) => match sources.into_iter().nth(place) {
                Some(source) => self.leave_for(Next::Open(source)),
                None => self.ask_path(),
            },
            Pick::New(starts) => {
                if let Some(next) = starts.into_iter().nth(place) {
                    self.leave_for(next);
                }
            }
            Pick::Kind(names) => {
                if let Some(name) = names.get(place) {
                    self.switch_kind(name);
                }
            }
            Pick::Dialect(dialects) => {
                if let Some(dialect) = dialects.get(place) {
                    self.migrate(*dialect);
                }
            }
            Pick::Value(address, values) => {
                if let Some(value) = values.get(place) {
                    self.choose_for(&address, value);
                }
            }
            Pick::Recipient(address, recipients) => {
                if let Some(recipient) = recipients.into_iter().nth(place) {
                    self.desk.editor.set_value(&address, recipient.into());
                }
            }
            Pick::Message(address, messages) => {
                if let Some(message) = messages.into_iter().nth(place) {
                    self.picked_message(&address, message);
                }
            }
            Pick::Theme(names, _) => {
                if let Some(name) = names.get(place).filter(|name| *name != self.theme.name()) {
                    self.put_on(&name.clone());
                }
            }
            Pick::Library(names) => {
                if let Some(definitions) = names.into_iter().nth(place) {
                    self.choose_language(definitions);
                }
            }
            Pick::Definition(definitions) => {
                if let Some(definition) = definitions.into_iter().nth(place) {
                    self.use_definition(&definition);
                }
            }
            Pick::Account(names) => match names.into_iter().nth(place) {
                Some(name) => self.use_account(name),
                None => self.add_account(),
            },
            Pick::EventKind => self.picked_event_kind(place),
            Pick::EventAccount(names) => self.picked_event_account(names, place),
            Pick::Verdict => self.picked_verdict(place),
            Pick::Outcome => self.picked_outcome(place),
            Pick::Template(sources, peer, account) => {
                if let Some(source) = sources.into_iter().nth(place) {
                    self.picked_template(source, peer, &account);
                }
            }
            Pick::Sandbox(controls) => self.picked_control(*controls, place),
        }
    }

    /// Makes the message one of another kind and shows what is new about it.
    pub(in crate::tui::app) fn switch_kind(&mut self, name: &str) {
        if let Some(kind) = crate::schema::kind(name) {
            self.desk.editor.switch_kind(kind);
            self.refresh_desk();
            self.preview.sheet_open = false;
            self.preview.unfolded = false;
        }
    }
}

/// Whether the object whose case a row chooses may be missing: elements of lists may not.
fn is_optional(row: &Row) -> bool {
    let required = row
        .field
        .rules
        .iter()
        .any(|rule| matches!(rule.test, Test::Required));
    let parent = row.address.split_last().map(|(parent, _)| parent);
    let is_element = parent
        .as_ref()
        .and_then(Address::split_last)
        .is_some_and(|(_, step)| matches!(step, Step::Index(_)));
    !required && !is_element
}

/// Whether an address is that of the recipient.
fn is_recipient(address: &Address) -> bool {
    matches!(address.steps(), [Step::Key(key)] if key == "to" || key == "recipient")
}

fn choice(value: &str, title: &str, is_current: bool) -> Choice {
    Choice {
        value: value.to_owned(),
        title: title.to_owned(),
        is_current,
    }
}
