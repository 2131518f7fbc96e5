//! Sending: asked about where something is wrong, never twice, and the panel that tells of it.

use std::time::Duration;

use serde_json::Value;

use super::App;
use super::act::act;
use super::focus::Region;
use super::purpose::Purpose;
use super::views::View;
use crate::check::{Context, check};
use crate::schema::{Address, Severity};
use crate::tui::msg::{Action, Effect, LinkTask, Timer};
use crate::tui::outbox::Posting;
use crate::tui::panes::send::{Facts, Tab, Target};
use crate::tui::widgets::Tone;

/// How often the elapsed time of a send in flight is drawn anew.
const ELAPSED: Duration = Duration::from_millis(100);
/// A second send of the same message within so many milliseconds is a slip of the finger.
const SLIP: i64 = 1_000;

impl App {
    pub(super) fn act_sending(&mut self, action: Action) {
        match action {
            Action::Send => self.ask_and_send(),
            Action::SendAgain => self.send_again(),
            Action::CancelSend => self.cancel_send(),
            Action::ChooseAccount => self.choose_account(),
            Action::ShowAccount => self.show_account(),
            Action::AddAccount => self.add_account(),
            Action::ControlSandbox => self.control_sandbox(),
            _ => {}
        }
    }

    /// The recipient that the draft names.
    pub(super) fn recipient(&self) -> String {
        recipient_of(self.desk.draft().document.payload()).to_owned()
    }

    /// Whether the message has a recipient at all, as all but receipts have.
    pub(super) fn is_addressed(&self) -> bool {
        let kind = self.desk.draft().document.kind();
        kind.is_none_or(|kind| kind.name != "read")
    }

    /// Sends, after asking for what is missing and about what is wrong.
    fn ask_and_send(&mut self) {
        if self.desk.draft().is_definition() {
            return self.say_not_sent();
        }
        let payload = self.desk.draft().document.payload();
        let just_sent = self.outbox.latest_of(payload).is_some_and(|sent| {
            let since = sent.ended.unwrap_or(sent.started);
            self.now.as_millisecond() - since.as_millisecond() < SLIP
        });
        if just_sent {
            self.say(
                Tone::Warning,
                "Sent a moment ago: wait a second to send it again.",
            );
        } else if self.is_desk_waiting_again() {
            self.send_again_now();
        } else if self.is_for_another_account() {
            // Said, with what can be done about it.
        } else if self.recipient().is_empty() && self.is_addressed() {
            self.ask_recipient();
        } else {
            self.confirm_and_send();
        }
    }

    /// Sends unless the checker finds errors: then it asks.
    pub(super) fn confirm_and_send(&mut self) {
        let context = Context {
            sending: true,
            now: Some(self.now),
            ..self.context()
        };
        let diagnostics = check(self.desk.draft(), &context);
        let outside_window = self.is_outside_window(&diagnostics);
        let errors: Vec<String> = diagnostics
            .into_iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .map(|diagnostic| diagnostic.message)
            .collect();
        if !errors.is_empty() {
            self.ask_send_anyway(&errors);
        } else if outside_window {
            self.ask_send_outside_window();
        } else {
            self.send_if_agreed();
        }
    }

    /// Sends to a recipient that was asked for, which the draft keeps.
    pub(super) fn send_to(&mut self, recipient: &str) {
        self.address_to(recipient.to_owned());
        self.confirm_and_send();
    }

    /// Writes the recipient into the message.
    pub(super) fn address_to(&mut self, recipient: String) {
        if self.foreign.is_some() || self.desk.is_read_only() {
            return;
        }
        let to = Address::root().key("to");
        self.desk.editor.set_value(&to, Value::String(recipient));
        self.refresh_desk();
    }

    /// Hands the message to the connection.
    pub(super) fn send_now(&mut self) {
        if self.outbox.in_flight().is_some() {
            return;
        }
        self.keep_unsaved();
        let dialect = self.desk.dialect();
        let draft = self.desk.draft();
        let posting = Posting {
            dialect: self.line.account(dialect).map_or(dialect, |it| it.dialect),
            account: self.line.account_name(dialect),
            payload: draft.document.payload().clone(),
            definition: draft.definition.clone(),
        };
        // One message at a time: what was refused before is left at that.
        self.stop_again();
        self.post(posting);
    }

    /// Hands it over, and shows what becomes of it.
    pub(super) fn post(&mut self, posting: Posting) {
        let job = self.job(Purpose::Send);
        self.effects.push(Effect::Link(LinkTask::Send {
            job,
            account: posting.account.clone(),
            payload: posting.payload.clone(),
            definition: posting.definition.clone(),
        }));
        self.outbox.begin(job, posting, self.now);
        self.send.show(Tab::Life);
        self.send.scroll = 0;
        self.tick_elapsed();
    }

    /// Draws the elapsed time again while a send is under way.
    pub(super) fn tick_elapsed(&mut self) {
        if self.outbox.in_flight().is_some() {
            self.effects
                .push(Effect::Timer(Timer::Elapsed, Some(ELAPSED)));
        }
    }

    pub(super) fn cancel_send(&mut self) {
        self.stop_again();
        if let Some(uploading) = &self.uploading {
            let job = uploading.job;
            self.effects.push(Effect::Link(LinkTask::Cancel(job)));
        }
        if let Some(sent) = self.outbox.in_flight() {
            let job = sent.job;
            self.effects.push(Effect::Link(LinkTask::Cancel(job)));
        }
    }

    /// What the panel's lines are made from.
    pub(super) fn facts(&self, width: u16) -> Facts<'_> {
        Facts {
            outbox: &self.outbox,
            desk: &self.desk,
            unreadable: self.foreign.as_ref().map(|foreign| &foreign.error),
            now: self.now,
            zone: &self.zone,
            account: self.line.account(self.desk.dialect()),
            glyphs: self.theme.glyphs(),
            width,
        }
    }

    /// Moves the highlight over problems, or scrolls.
    pub(super) fn step_panel(&mut self, by: isize) {
        let area = self.panel_area();
        let height = usize::from(area.height);
        let lines = self.send.lines(&self.facts(area.width));
        if self.send.tab == Tab::Problems {
            let last = lines.len().saturating_sub(1);
            self.send.cursor = self.send.cursor.saturating_add_signed(by).min(last);
            self.send.show_cursor(height);
        } else {
            let lowest = lines.len().saturating_sub(height);
            self.send.scroll = self.send.scroll.saturating_add_signed(by).min(lowest);
        }
    }

    /// Scrolls the panel as the wheel does.
    pub(super) fn scroll_panel(&mut self, by: isize) {
        let area = self.panel_area();
        let lines = self.send.lines(&self.facts(area.width)).len();
        let lowest = lines.saturating_sub(usize::from(area.height));
        self.send.scroll = self.send.scroll.saturating_add_signed(by).min(lowest);
    }

    /// Where Enter leads: from the highlighted problem, on the other tabs from the first error.
    pub(super) fn panel_target(&self) -> Option<Target> {
        let lines = self.send.lines(&self.facts(self.panel_area().width));
        if self.send.tab == Tab::Problems {
            lines.into_iter().nth(self.send.cursor)?.target
        } else {
            lines.into_iter().find_map(|line| line.target)
        }
    }

    /// Goes there.
    pub(super) fn follow_line(&mut self) {
        match (self.panel_target(), self.send.tab) {
            (Some(target), _) => self.follow(target),
            (None, Tab::Events) => self.open_view(View::Events),
            (None, Tab::Life) => self.open_view(View::Sends),
            (None, _) => self.say(Tone::Plain, "Nothing here leads to a field."),
        }
    }

    /// A click on a line of the panel.
    pub(super) fn click_panel(&mut self, line: usize) {
        let lines = self.send.lines(&self.facts(self.panel_area().width));
        let at = self.send.scroll + line;
        if let Some(target) = lines.get(at).and_then(|line| line.target.clone()) {
            self.send.cursor = at;
            self.follow(target);
        }
    }

    fn follow(&mut self, target: Target) {
        match target {
            Target::Field(pointer) => self.go_to_pointer(&pointer),
            Target::Again => act(self, Action::SendAgain),
            Target::Template => act(self, Action::OfferTemplate),
            Target::Problem(number) => {
                let row = self.desk.findings().row_of(number);
                self.region = Region::Form;
                match row {
                    Some(row) => self.form.set_focus(&mut self.desk, row),
                    None => self.form.step_to_end(&mut self.desk, false),
                }
            }
        }
    }

    /// The text of the shown tab, for copying.
    pub(super) fn panel_text(&self) -> String {
        let lines = self.send.lines(&self.facts(self.panel_area().width));
        let texts: Vec<String> = lines.iter().map(|line| line.styled.content()).collect();
        texts.join("\n")
    }
}

/// The recipient that a payload names; empty when it names none.
pub(super) fn recipient_of(payload: &Value) -> &str {
    ["to", "recipient"]
        .into_iter()
        .filter_map(|key| payload.get(key).and_then(Value::as_str))
        .find(|recipient| !recipient.is_empty())
        .unwrap_or_default()
}
