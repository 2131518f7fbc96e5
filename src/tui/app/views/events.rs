//! What can be done with the events: choosing which are listed, replaying, saving as fixtures.

use std::path::PathBuf;

use crate::files::drafts::Expected;
use crate::tui::app::App;
use crate::tui::app::layers::Layer;
use crate::tui::app::purpose::Purpose;
use crate::tui::app::question::{Ask, Pick};
use crate::tui::msg::{Effect, FileDone, FileTask, JobId, LinkTask};
use crate::tui::overlays::{Picker, Prompt};
use crate::tui::widgets::{Item, Tone};
use crate::webhook::Verdict;

/// What is offered as a kind: families, and what one mostly looks for.
const KINDS: &[(&str, &str)] = &[
    ("message", "what customers wrote, sent, tapped"),
    ("status", "how far messages came"),
    ("status.failed", "what could not be delivered"),
    ("message.reaction", "reactions"),
    ("call", "calls"),
    ("template", "changes of templates"),
    ("account", "changes of the account"),
    ("number", "changes of the number"),
    ("user", "what customers want and who they are"),
    ("group", "changes of groups"),
    ("flow", "news of flows"),
    ("echo", "what the business wrote on its phone"),
    ("problem", "problems that concern no message"),
    ("unknown", "what is not known, whole"),
    ("untrusted", "what came with a bad signature"),
    ("unreadable", "what is no JSON"),
];

/// What is offered as a verdict.
const VERDICTS: &[(Verdict, &str)] = &[
    (Verdict::Good, "signature good"),
    (Verdict::Wrong, "signature wrong"),
    (Verdict::Missing, "signature missing"),
    (Verdict::NotSigned, "not signed"),
];

impl App {
    pub(super) fn choose_event_kind(&mut self) {
        let all = std::iter::once(Item::new("every kind"));
        let kinds = KINDS
            .iter()
            .map(|(kind, doc)| Item::new(*kind).detail(*doc));
        let chosen = self.views.events.filter.kind.as_deref();
        let here = KINDS.iter().position(|(kind, _)| Some(*kind) == chosen);
        let picker = Picker::new("Kind of events", all.chain(kinds).collect())
            .preselected(Some(here.map_or(0, |place| place + 1)));
        self.push_layer(Layer::Picker(picker, Pick::EventKind));
    }

    pub(super) fn choose_event_account(&mut self) {
        let names: Vec<String> = self
            .line
            .accounts
            .iter()
            .map(|it| it.name.clone())
            .collect();
        let all = std::iter::once(Item::new("every account"));
        let items = names
            .iter()
            .map(|name| Item::new(crate::text::visible(name)));
        let picker = Picker::new("Whose events", all.chain(items).collect());
        self.push_layer(Layer::Picker(picker, Pick::EventAccount(names)));
    }

    pub(super) fn choose_verdict(&mut self) {
        let all = std::iter::once(Item::new("every signature"));
        let items = VERDICTS.iter().map(|(_, words)| Item::new(*words));
        let picker = Picker::new("By signature", all.chain(items).collect());
        self.push_layer(Layer::Picker(picker, Pick::Verdict));
    }

    pub(in crate::tui::app) fn picked_event_kind(&mut self, place: usize) {
        let kind = place.checked_sub(1).and_then(|place| KINDS.get(place));
        let kind = kind.map(|(kind, _)| (*kind).to_owned());
        self.views.events.choose(|filter| filter.kind = kind);
    }

    pub(in crate::tui::app) fn picked_event_account(&mut self, names: Vec<String>, place: usize) {
        let name = place
            .checked_sub(1)
            .and_then(|place| names.into_iter().nth(place));
        self.views.events.choose(|filter| filter.account = name);
    }

    pub(in crate::tui::app) fn picked_verdict(&mut self, place: usize) {
        let verdict = place.checked_sub(1).and_then(|place| VERDICTS.get(place));
        let verdict = verdict.map(|(verdict, _)| *verdict);
        self.views.events.choose(|filter| filter.verdict = verdict);
    }

    pub(super) fn ask_event_words(&mut self) {
        let words = self.views.events.filter.words.clone().unwrap_or_default();
        let label = "Words in kind, person, id, account or body; nothing for all";
        let prompt = Prompt::new("Find events", label, &words, |_| None);
        self.push_layer(Layer::Prompt(prompt, Ask::EventWords));
    }

    pub(in crate::tui::app) fn find_events(&mut self, words: &str) {
        let words = Some(words.to_owned()).filter(|words| !words.is_empty());
        self.views.events.choose(|filter| filter.words = words);
    }

    pub(super) fn ask_replay(&mut self) {
        let last = if self.views.replay_url.is_empty() {
            "http://127.0.0.1:8080/webhook"
        } else {
            &self.views.replay_url
        };
        let prompt = Prompt::new(
            "Replay the webhook",
            "To which address? The body goes as it came, signed anew.",
            last,
            not_an_address,
        );
        self.push_layer(Layer::Prompt(prompt, Ask::Replay));
    }

    pub(in crate::tui::app) fn replay(&mut self, url: &str) {
        url.clone_into(&mut self.views.replay_url);
        let Some((entry, received)) = self.views.events.highlighted_webhook() else {
            return;
        };
        let (account, body) = (entry.account.clone(), received.body.clone());
        let job = self.job(Purpose::Replay);
        self.effects.push(Effect::Link(LinkTask::Replay {
            job,
            account,
            url: url.to_owned(),
            body,
        }));
    }

    pub(in crate::tui::app) fn replayed(&mut self, job: JobId, result: Result<String, String>) {
        if self.jobs.remove(&job) != Some(Purpose::Replay) {
            return;
        }
        match result {
            Ok(sentence) => self.say(Tone::Good, sentence),
            Err(sentence) => self.say(Tone::Error, format!("Not replayed: {sentence}")),
        }
    }

    pub(super) fn ask_fixture(&mut self) {
        let kind = self.views.events.browse.reel.highlighted();
        let kind = kind.map_or("webhook", |entry| entry.kind.as_str());
        let name = format!("fixtures/{}.json", crate::files::file_stem(kind));
        let label = "A path in the project; the body is written as it came";
        let prompt = Prompt::new("Save as a fixture", label, &name, not_empty);
        self.push_layer(Layer::Prompt(prompt, Ask::Fixture));
    }

    pub(in crate::tui::app) fn save_fixture(&mut self, path: PathBuf) {
        let Some((_, received)) = self.views.events.highlighted_webhook() else {
            return;
        };
        let Ok(text) = std::str::from_utf8(&received.body) else {
            let sentence = "This body is no text: `bluetick history export` keeps it.";
            self.say(Tone::Warning, sentence);
            return;
        };
        let text = text.to_owned();
        let task = FileTask::Save {
            path,
            text,
            expected: Expected::New,
        };
        self.file(Purpose::Fixture, task);
    }

    pub(in crate::tui::app) fn fixture_ended(&mut self, done: FileDone) {
        match done {
            FileDone::Saved(path, _) => {
                self.say(Tone::Good, format!("Saved as {}", path.display()));
            }
            FileDone::Exists(path) | FileDone::ChangedOutside(path) => {
                let sentence = format!("{} is there already: choose another name", path.display());
                self.say(Tone::Warning, sentence);
                self.ask_fixture();
            }
            FileDone::Failed(sentence) => self.say(Tone::Error, format!("Not saved. {sentence}")),
            _ => {}
        }
    }
}

fn not_an_address(answer: &str) -> Option<String> {
    let answer = answer.trim();
    let is_address = ["http://", "https://"].iter().any(|scheme| {
        answer
            .strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty())
    });
    (!is_address).then(|| "expected an address such as http://127.0.0.1:8080/webhook".to_owned())
}

fn not_empty(answer: &str) -> Option<String> {
    answer
        .trim()
        .is_empty()
        .then(|| "something must stand here".to_owned())
}
