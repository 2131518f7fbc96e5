//! Control of the sandbox: its customers, and what goes wrong there, in one overlay.
//!
//! What is switched stays open with its mark, so that several things can be set; what somebody does
//! closes it, so that one sees what comes of it.

mod controls;

use super::App;
use super::layers::Layer;
use super::purpose::Purpose;
use super::question::{Ask, Pick};
use super::views::View;
use crate::sandbox::{Conditions, Deed, Trouble};
use crate::text;
use crate::tui::msg::{Action, Effect, JobId, LinkTask};
use crate::tui::overlays::{Picker, Prompt};
use crate::tui::widgets::Tone;
use crate::wire::MessageId;

pub(super) use controls::Controls;
use controls::Turn;

/// The customer who is there from the beginning.
pub(super) const CUSTOMER: &str = "15550100123";

/// Whom control is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// The name of the sandbox's account.
    pub account: String,
    /// The customer.
    pub customer: String,
    /// The message of the business that the customer may answer.
    pub message: Option<MessageId>,
}

impl App {
    /// Why the sandbox cannot be controlled now.
    pub(super) fn sandbox_obstacle(&self) -> Option<String> {
        if self.views.open == Some(View::Chats) && self.views.chats.highlighted().is_some() {
            let sentence = "only the sandbox's customers can be directed";
            return (!self.is_chat_of_sandbox()).then(|| sentence.to_owned());
        }
        let account = self.line.account(self.desk.dialect());
        match account {
            None => Some("the connection is not open".to_owned()),
            Some(account) if account.is_sandbox => None,
            Some(_) => {
                let key = self.keymap.label(Action::ChooseAccount).unwrap_or_default();
                Some(format!(
                    "a live account is in use: {key} chooses the sandbox's"
                ))
            }
        }
    }

    /// Opens the overlay: about the highlighted conversation, else about whom the draft is for.
    pub(super) fn control_sandbox(&mut self) {
        let in_chats = (self.views.open == Some(View::Chats))
            .then(|| self.subject_of_chat())
            .flatten();
        let subject = in_chats.unwrap_or_else(|| self.subject_of_draft());
        self.ask_conditions(&subject);
        let controls = Controls {
            subject,
            conditions: Conditions::default(),
        };
        self.show_controls(controls, None);
    }

    fn subject_of_chat(&self) -> Option<Subject> {
        let one = self.views.chats.highlighted()?;
        Some(Subject {
            account: one.account.clone(),
            customer: one.peer.clone(),
            message: self.views.chats.highlighted_own().cloned(),
        })
    }

    fn subject_of_draft(&self) -> Subject {
        let account = self.line.account_name(self.desk.dialect());
        let sent = self.outbox.latest().filter(|sent| sent.account == account);
        let customer = Some(self.recipient())
            .filter(|recipient| !recipient.is_empty())
            .or_else(|| sent.map(|sent| super::send::recipient_of(&sent.payload).to_owned()))
            .filter(|recipient| !recipient.is_empty());
        Subject {
            account,
            customer: customer.unwrap_or_else(|| CUSTOMER.to_owned()),
            message: sent.and_then(|sent| sent.message_id().cloned()),
        }
    }

    fn show_controls(&mut self, controls: Controls, place: Option<usize>) {
        let items = controls.items();
        let customer = text::visible(&controls.subject.customer).into_owned();
        let title = format!("Sandbox · {customer}");
        let picker = Picker::new(title, items).preselected(place);
        self.push_layer(Layer::Picker(picker, Pick::Sandbox(Box::new(controls))));
    }

    fn ask_conditions(&mut self, subject: &Subject) {
        self.effects.push(Effect::Link(LinkTask::Conditions {
            account: subject.account.clone(),
            customer: subject.customer.clone(),
        }));
    }

    /// How things stand: shown where the overlay is open.
    pub(super) fn conditions_told(&mut self, conditions: Conditions) {
        if let Some(Layer::Picker(picker, Pick::Sandbox(controls))) = self.layers.last_mut() {
            controls.conditions = conditions;
            picker.update(controls.items());
        }
    }

    /// Something was chosen.
    pub(super) fn picked_control(&mut self, controls: Controls, place: usize) {
        let Some(turn) = controls.turn(place) else {
            return;
        };
        match turn {
            Turn::Act(deed) => self.direct(&controls.subject, deed),
            Turn::Words(answered) => self.ask_words_of_customer(controls.subject, answered),
            Turn::Code => self.ask_code(controls.subject),
            Turn::Switch(deed) => {
                self.direct(&controls.subject, deed);
                self.ask_conditions(&controls.subject);
                self.show_controls(controls, Some(place));
            }
        }
    }

    fn ask_words_of_customer(&mut self, subject: Subject, answered: Option<MessageId>) {
        let label = "What does the customer write?";
        let words = "Is my order on its way?";
        let prompt = Prompt::new("The customer writes", label, words, super::ask::not_empty);
        let ask = Ask::CustomerWords(Box::new(subject), answered);
        self.push_layer(Layer::Prompt(prompt, ask));
    }

    pub(super) fn customer_writes(
        &mut self,
        subject: &Subject,
        answered: Option<MessageId>,
        words: &str,
    ) {
        let words = words.to_owned();
        let deed = match answered {
            Some(message) => Deed::Answer(message, words),
            None => Deed::Write(words),
        };
        self.direct(subject, deed);
    }

    fn ask_code(&mut self, subject: Subject) {
        let label = "The platform's code, and behind a blank how many sends it meets";
        let prompt = Prompt::new("Refuse the next send", label, "130429", not_a_code);
        self.push_layer(Layer::Prompt(prompt, Ask::Refusal(Box::new(subject))));
    }

    pub(super) fn refuse_next(&mut self, subject: &Subject, answer: &str) {
        if let Some((code, times)) = code_and_times(answer) {
            let trouble = Trouble::Refused { code, times };
            self.direct(subject, Deed::SetTrouble(trouble, true));
            let word = match times {
                1 => "The next send is refused".to_owned(),
                times => format!("The next {times} sends are refused"),
            };
            self.say(Tone::Plain, format!("{word} with {code}."));
        }
    }

    fn direct(&mut self, subject: &Subject, deed: Deed) {
        if deed == Deed::Reset {
            self.say(Tone::Plain, "The sandbox is as it was at the start.");
        }
        let job = self.job(Purpose::Direct);
        self.effects.push(Effect::Link(LinkTask::Direct {
            job,
            account: subject.account.clone(),
            customer: subject.customer.clone(),
            deed,
        }));
    }

    pub(super) fn directed(&mut self, job: JobId, result: Result<(), String>) {
        if self.jobs.remove(&job) == Some(Purpose::Direct)
            && let Err(sentence) = result
        {
            self.say(Tone::Warning, sentence);
        }
    }
}

/// `130429`, or `130429 3`.
fn code_and_times(answer: &str) -> Option<(u32, u32)> {
    let mut parts = answer.split_whitespace();
    let code = parts.next()?.parse().ok()?;
    let times = match parts.next() {
        Some(times) => times.parse().ok().filter(|times| *times > 0)?,
        None => 1,
    };
    parts.next().is_none().then_some((code, times))
}

fn not_a_code(answer: &str) -> Option<String> {
    code_and_times(answer)
        .is_none()
        .then(|| "expected a number such as 130429, or 130429 3 for three sends".to_owned())
}
