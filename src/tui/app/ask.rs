//! What overlays ask for, and what is done with the answer.

mod choices;

use std::path::{Path, PathBuf};

use super::App;
use super::act::act;
use super::focus::Region;
use super::layers::Layer;
use super::purpose::Next;
use super::question::{Ask, Instead, Question};
use super::sandbox::CUSTOMER;
use crate::files::drafts::Expected;
use crate::files::library::Changed;
use crate::files::recovery::Standing;
use crate::message::Draft;
use crate::tui::keys::Group;
use crate::tui::msg::Action;
use crate::tui::overlays::{Button, Confirm, EmojiPicker, Palette, Prompt};
use crate::tui::widgets::Tone;

/// How many of the actions that were used last the palette begins with.
const USED: usize = 5;

impl App {
    pub(super) fn open_palette(&mut self) {
        let palette = Palette::new(&self.keymap, &self.used, self.place(), |action| {
            super::available::obstacle(self, action)
        });
        self.push_layer(Layer::Palette(palette));
    }

    /// What the actions are about that are most useful where the focus is.
    const fn place(&self) -> &'static [Group] {
        if self.views.open.is_some() {
            return &[Group::History];
        }
        match self.region {
            Region::Form => &[Group::Form, Group::Text],
            Region::Preview => &[Group::Preview, Group::Sending],
            Region::Send => &[Group::Sending, Group::Problems],
            Region::Drafts => &[Group::Drafts],
        }
    }

    /// Runs an action that was chosen in the palette, and remembers it.
    pub(super) fn run_from_palette(&mut self, action: Action) {
        if action != Action::Quit {
            self.used.retain(|used| *used != action);
            self.used.insert(0, action);
            self.used.truncate(USED);
        }
        act(self, action);
    }

    pub(super) fn open_emoji(&mut self) {
        self.push_layer(Layer::Emoji(EmojiPicker::new(&self.emoji)));
    }

    pub(super) fn insert_emoji(&mut self, emoji: &str) {
        self.emoji.retain(|used| used != emoji);
        self.emoji.insert(0, emoji.to_owned());
        self.emoji.truncate(12);
        self.paste(emoji);
    }

    pub(super) fn ask_file_name(&mut self, then: Option<Next>) {
        let name = crate::files::file_stem(&self.desk.name());
        let prompt = Prompt::new(
            "Save as",
            "A name, or a path ending in .json",
            &name,
            not_empty,
        );
        self.push_layer(Layer::Prompt(prompt, Ask::FileName(then)));
    }

    pub(super) fn ask_new_name(&mut self) {
        let Some(path) = self.file_at_hand() else {
            let name = &self.desk.draft().name;
            let prompt = Prompt::new("Rename", "The draft's name", name, not_empty);
            self.push_layer(Layer::Prompt(prompt, Ask::DraftName));
            return;
        };
        let name = if self.desk.path.as_ref() == Some(&path) {
            self.desk.name()
        } else {
            path.file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let prompt = Prompt::new("Rename", "The draft's new name", &name, not_empty);
        self.push_layer(Layer::Prompt(prompt, Ask::NewName(path)));
    }

    pub(super) fn ask_words(&mut self) {
        let words = match (&self.search, self.form.selected()) {
            (_, Some(selected)) => selected.to_owned(),
            (Some(search), None) => search.words.clone(),
            (None, None) => String::new(),
        };
        let prompt = Prompt::new("Find", "Words in any text of the draft", &words, not_empty);
        self.push_layer(Layer::Prompt(prompt, Ask::Words));
    }

    pub(super) fn ask_recipient(&mut self) {
        let last = self.recipients.first().cloned();
        let sandbox = self
            .line
            .account(self.desk.dialect())
            .is_none_or(|account| account.is_sandbox);
        let payload = self.desk.draft().document.payload();
        let is_group = payload
            .get("recipient_type")
            .is_some_and(|it| it == "group");
        let first = last.filter(|_| !is_group).unwrap_or_else(|| {
            if sandbox && !is_group {
                CUSTOMER.to_owned()
            } else {
                String::new()
            }
        });
        let label = if is_group {
            "To which group? Its id, as the platform gave it."
        } else if sandbox {
            "To which number? Every number is known in the sandbox."
        } else {
            "To which number, with its country code?"
        };
        let prompt = Prompt::new("Send to", label, &first, not_a_recipient);
        self.push_layer(Layer::Prompt(prompt, Ask::Recipient));
    }

    pub(super) fn typed(&mut self, ask: Ask, answer: &str) {
        let answer = answer.trim();
        match ask {
            Ask::FileName(then) => self.save_as(answer, then),
            Ask::NewName(path) => self.rename(path, answer),
            Ask::DraftName => self.desk.editor.set_name(answer),
            Ask::Words => self.search_for(answer),
            Ask::Path => self.leave_for(Next::OpenPath(answer.into())),
            Ask::Export => self.export_to(answer.into()),
            Ask::Recipient => self.send_to(answer),
            Ask::Upload(place) => self.look_into(place, answer),
            Ask::EventWords => self.find_events(answer),
            Ask::Replay => self.replay(answer),
            Ask::Fixture => self.save_fixture(answer.into()),
            Ask::CustomerWords(subject, answered) => {
                self.customer_writes(&subject, answered, answer);
            }
            Ask::Refusal(subject) => self.refuse_next(&subject, answer),
        }
    }

    pub(super) fn ask_unsaved(&mut self, next: Next) {
        let question = format!("{} has changes that are not saved.", self.desk.title());
        let leave = if next == Next::Quit {
            "Quit without saving"
        } else {
            "Leave without saving"
        };
        self.ask(
            "Unsaved changes",
            question,
            &[("Save", 's'), (leave, 'd'), ("Stay", 'c')],
            2,
            Question::Unsaved(next),
        );
    }

    pub(super) fn ask_send_anyway(&mut self, errors: &[String]) {
        let count = errors.len();
        let mut question = if count == 1 {
            "One error: the platform would refuse this message.".to_owned()
        } else {
            format!("{count} errors: the platform would refuse this message.")
        };
        for error in errors.iter().take(4) {
            question.push_str("\n· ");
            question.push_str(error);
        }
        self.ask(
            "Send anyway?",
            question,
            &[
                ("Send anyway", 's'),
                ("Go to the first error", 'g'),
                ("Do not send", 'n'),
            ],
            1,
            Question::SendAnyway,
        );
    }

    pub(super) fn ask_overwrite(&mut self, path: &Path, then: Option<Next>) {
        let question = format!("{} is there already.", path.display());
        self.ask(
            "Write over it?",
            question,
            &[("Write over it", 'w'), ("Another name", 'n')],
            1,
            Question::Overwrite(path.to_owned(), then),
        );
    }

    pub(super) fn ask_overwrite_changed(&mut self, path: &Path, then: Option<Next>) {
        let question = format!(
            "{} was changed by somebody else since it was opened. Saving drops those changes.",
            path.display()
        );
        self.ask(
            "Changed outside",
            question,
            &[("Save over it", 'w'), ("Save as another file", 'n')],
            1,
            Question::Overwrite(path.to_owned(), then),
        );
    }

    pub(super) fn ask_changed_outside(&mut self, path: &Path) {
        let asked = self
            .layers
            .iter()
            .any(|layer| matches!(layer, Layer::Confirm(_, Question::ChangedOutside(_))));
        if asked {
            return;
        }
        let question = format!(
            "{} was changed by somebody else, and you have changes that are not saved.",
            path.display()
        );
        self.ask(
            "Changed outside",
            question,
            &[("Read theirs, drop mine", 'r'), ("Keep mine", 'k')],
            1,
            Question::ChangedOutside(path.to_owned()),
        );
    }

    /// Offers the next of what earlier runs left unsaved.
    pub(super) fn offer_recovery(&mut self) {
        let Some(pending) = self.recoveries.pop() else {
            return;
        };
        let name = pending.unsaved.path.as_ref().map_or_else(
            || "a draft without a file".to_owned(),
            |path| path.display().to_string(),
        );
        let standing = match pending.standing {
            Standing::Current => "",
            Standing::FileChanged => " The file was changed since then.",
            Standing::FileGone => " The file is gone since then.",
        };
        let question =
            format!("An earlier run ended with unsaved changes to {name}.{standing} Take them up?");
        self.ask(
            "Recover",
            question,
            &[("Recover", 'r'), ("Drop them", 'd'), ("Decide later", 'l')],
            0,
            Question::Recover(pending),
        );
    }

    pub(super) fn ask_import(&mut self, question: String, draft: Box<Draft>, instead: Instead) {
        let last = match instead {
            Instead::Paste(_) => ("Paste it as text", 'p'),
            Instead::Edit => ("Back to the text", 'b'),
            Instead::Leave => ("Leave it as it is", 'l'),
        };
        let answers = [("New draft", 'n'), ("Replace the message", 'r'), last];
        self.ask(
            "Import",
            question,
            &answers,
            0,
            Question::Import(draft, instead),
        );
    }

    pub(super) fn ask_overwrite_export(&mut self, path: PathBuf, text: String) {
        let question = format!("{} is there already.", path.display());
        self.ask(
            "Write over it?",
            question,
            &[("Write over it", 'w'), ("Another name", 'n')],
            1,
            Question::OverwriteExport(path, text),
        );
    }

    pub(super) fn ask_path(&mut self) {
        let label = "A path: a draft, a payload, a definition, a curl command, a sample";
        let prompt = Prompt::new("Open a file", label, "", not_empty);
        self.push_layer(Layer::Prompt(prompt, Ask::Path));
    }

    pub(super) fn ask_export(&mut self) {
        let name = format!("{}.json", crate::files::file_stem(&self.desk.name()));
        let label = "A path: .json for the message, .sh for curl, .http for the request";
        let prompt = Prompt::new("Export", label, &name, not_empty);
        self.push_layer(Layer::Prompt(prompt, Ask::Export));
    }

    pub(super) fn ask(
        &mut self,
        title: &str,
        question: String,
        answers: &[(&str, char)],
        safe: usize,
        about: Question,
    ) {
        let comes_by_itself = matches!(about, Question::Recover(_) | Question::ChangedOutside(_));
        let button = |(label, key): &(&str, char)| {
            let button = Button::new(*label, *key);
            if comes_by_itself {
                button.without_key()
            } else {
                button
            }
        };
        let buttons = answers.iter().map(button).collect();
        let confirm = Confirm::new(title, question, buttons, safe);
        self.push_layer(Layer::Confirm(confirm, about));
    }

    pub(super) fn said(&mut self, question: Question, answer: usize) {
        match (question, answer) {
            (Question::Unsaved(next), 0) => self.save(Some(next)),
            (Question::Unsaved(next), 1) => self.go_on(next),
            (Question::SendAnyway, 0) | (Question::SendOutsideWindow, 1) => self.send_if_agreed(),
            (Question::SendLive(name), 0) => self.send_agreed(name),
            (Question::ConvertFor(dialect), 0) => self.migrate(dialect),
            (Question::ConvertFor(_), 1) => self.choose_account(),
            (Question::AboutAccount(name) | Question::TestAccount(name), 0) => {
                self.test_account(name);
            }
            (Question::AboutAccount(name), 1) => self.change_account(&name),
            (Question::AboutAccount(name), 2) => self.ask_remove_account(name),
            (Question::RemoveAccount(name), 0) => self.remove_account(name),
            (Question::UploadAnyway(planned), 0) => self.upload(*planned),
            (Question::LeftOver(lines), 0) => self.note_left_over(&lines),
            (Question::LeftOver(_), 2) => self.take_binding_back(),
            (Question::NotSent, 0) => self.make_message(),
            (Question::NotSent, 1) => act(self, Action::PushDefinition),
            (Question::Faulty(path, pointer), 0) => self.open_at(path, pointer),
            (Question::PushLive(outgoing), 0) => self.push_agreed(*outgoing),
            (Question::ReplaceChanged(wanted), 0) => self.pull_wanted(wanted, Changed::Replace),
            (Question::DeleteTemplate { name, language }, 0) => {
                self.delete_template(name, language);
            }
            (
                Question::DeleteTemplate {
                    name,
                    language: Some(_),
                },
                1,
            ) => self.delete_template(name, None),
            (Question::SendAnyway, 1) => self.go_to_first_error(),
            (Question::Unsaved(_), _) => self.views.landing = None,
            (Question::OutsideWindow(_) | Question::SendOutsideWindow, 0) => self.offer_template(),
            (Question::OutsideWindow(quoted), 1) => self.begin_text(quoted),
            (Question::Overwrite(path, then), 0) => {
                self.save_to(path, Expected::Anything, then);
            }
            (Question::Overwrite(_, then), 1) => self.ask_file_name(then),
            (Question::ChangedOutside(path), 0) => self.read_again(path),
            (Question::Import(draft, _), 0) => self.import(*draft),
            (Question::Import(draft, _), 1) => self.replace_with(&draft),
            (Question::Import(_, instead), 2) => self.do_instead(instead),
            (Question::OverwriteExport(path, text), 0) => {
                self.write_export(path, text, Expected::Anything);
            }
            (Question::OverwriteExport(..), 1) => self.ask_export(),
            (Question::Recover(pending), 0) => self.leave_for(Next::Recover(pending)),
            (Question::Recover(pending), 1) => self.discard_recovery(pending),
            (Question::Recover(_), _) => {
                self.say(
                    Tone::Plain,
                    "The changes are offered again at the next start.",
                );
                self.offer_recovery();
            }
            _ => {}
        }
    }
}

/// What the API would not know whom to send to: a number has digits, and so has an id.
fn not_a_recipient(answer: &str) -> Option<String> {
    let known = answer.chars().any(|character| character.is_ascii_digit());
    (!known).then(|| "expected a number with its country code, such as 15550100123".to_owned())
}

pub(super) fn not_empty(answer: &str) -> Option<String> {
    answer
        .trim()
        .is_empty()
        .then(|| "something must stand here".to_owned())
}
