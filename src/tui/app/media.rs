//! Files for media fields: asked for, looked into, uploaded, and their ids put into the draft; and what is
//! behind links.

mod standing;

use crossterm::event::KeyCode;
use jiff::{SignedDuration, Unit};
use serde_json::Value;

use super::App;
use super::ask::not_empty;
use super::layers::Layer;
use super::purpose::{MediaPlace, Planned, Purpose};
use super::question::{Ask, Question};
use crate::check::{Diagnostic, FILE_KINDS, SpentMedia, preflight};
use crate::message::UploadedFile;
use crate::platform::media::Probe;
use crate::schema::{Address, Severity, Step};
use crate::text;
use crate::tui::keys::Key;
use crate::tui::msg::{Action, Effect, FileTask, JobId, LinkTask, Looked};
use crate::tui::overlays::Prompt;
use crate::tui::widgets::Tone;

pub(super) use standing::Uploading;

impl App {
    /// Why no file can be uploaded here, or no link be probed.
    pub(super) fn media_obstacle(&self, action: Action) -> Option<String> {
        let Some(place) = self.media_place() else {
            let sentence = "go to a picture, video, sound, document or sticker first";
            return Some(sentence.to_owned());
        };
        let sentence = match action {
            Action::ProbeLink if place.is_sample || self.link_of(&place.address).is_empty() => {
                "there is no link here"
            }
            Action::UploadFile if self.uploading.is_some() => {
                "an upload is under way: Esc gives it up"
            }
            _ => return None,
        };
        Some(sentence.to_owned())
    }

    /// The sample of a template's header that has the focus.
    fn sample_place(&self) -> Option<MediaPlace> {
        let mut place = self.form.focused_row(&self.desk)?.address.clone();
        let address = loop {
            let (around, step) = place.split_last()?;
            if *step == Step::Key("header_handle".into()) {
                break around;
            }
            place = around;
        };
        let (header, _) = address.split_last()?;
        let format = self.desk.editor.value(&header.key("format"))?.as_str()?;
        let kind = match format.to_ascii_lowercase().as_str() {
            "gif" => "video",
            format => FILE_KINDS.into_iter().find(|kind| *kind == format)?,
        };
        Some(MediaPlace {
            desk: self.desk.id,
            address: address.key("header_handle").index(0),
            kind,
            is_sample: true,
        })
    }

    /// The media object that has the focus, or that the focused field belongs to.
    fn media_place(&self) -> Option<MediaPlace> {
        if let Some(sample) = self.sample_place() {
            return Some(sample);
        }
        let mut address = self.form.focused_row(&self.desk)?.address.clone();
        loop {
            let (around, step) = address.split_last()?;
            let kind = match step {
                Step::Key(key) => FILE_KINDS.into_iter().find(|kind| kind == key),
                _ => None,
            };
            if let Some(kind) = kind {
                return Some(MediaPlace {
                    desk: self.desk.id,
                    address,
                    kind,
                    is_sample: false,
                });
            }
            address = around;
        }
    }

    fn link_of(&self, media: &Address) -> String {
        let link = self.desk.editor.value(&media.key("link"));
        let link = link.and_then(Value::as_str).unwrap_or_default();
        link.to_owned()
    }

    /// Uploaded files that are of no use now, or not with the account in use.
    pub(super) fn spent_media(&self) -> Vec<SpentMedia> {
        let account = self.line.account(self.desk.dialect());
        let account = account.map(|account| account.name.as_str());
        SpentMedia::of(self.desk.draft(), self.now, account, &self.kept_by_sandbox)
    }

    pub(super) fn ask_upload(&mut self) {
        let Some(place) = self.media_place() else {
            return;
        };
        let label = "A path; Tab completes it. Nothing leaves before the file was looked into.";
        let title = format!("Upload for {}", place.kind);
        let prompt = Prompt::new(title, label, "", not_empty);
        self.push_layer(Layer::Prompt(prompt, Ask::Upload(place)));
    }

    /// Tab in the prompt for a file; false for any other key or overlay.
    pub(super) fn completes(&mut self, key: Key) -> bool {
        let typed = match self.layers.last() {
            Some(Layer::Prompt(prompt, Ask::Upload(_))) if key.code() == KeyCode::Tab => {
                prompt.text().to_owned()
            }
            _ => return false,
        };
        self.file(Purpose::Complete, FileTask::Complete(typed));
        true
    }

    /// What the typed path may become, unless it is another by now.
    pub(super) fn completed(&mut self, typed: &str, longer: &str, offered: Vec<String>) {
        if let Some(Layer::Prompt(prompt, Ask::Upload(_))) = self.layers.last_mut()
            && prompt.text() == typed
        {
            prompt.complete(longer, offered);
        }
    }

    pub(super) fn look_into(&mut self, place: MediaPlace, path: &str) {
        self.file(Purpose::Look(place), FileTask::Look(path.into()));
    }

    /// Uploads a file that was looked into; asks where the platform would refuse it.
    pub(super) fn looked(&mut self, place: MediaPlace, looked: Looked) {
        let dialect = self.desk.dialect();
        let account = self.line.account(dialect);
        let spoken = account.map_or(dialect, |account| account.dialect);
        let found = preflight(&looked.file, place.kind, spoken);
        let planned = Planned {
            place,
            looked,
            account: self.line.account_name(dialect),
        };
        if planned.looked.file.kind.is_none() {
            let name = name_of(&planned.looked);
            let sentence = format!(
                "{name}: neither its content nor its ending tells what it is; not uploaded."
            );
            self.say(Tone::Error, sentence);
        } else if found.iter().any(|one| one.severity == Severity::Error) {
            self.ask_upload_anyway(planned, &found);
        } else {
            let warning = found.first().map(|warning| warning.message.clone());
            self.upload(planned);
            if let Some(warning) = warning {
                self.say(Tone::Warning, warning);
            }
        }
    }

    fn ask_upload_anyway(&mut self, planned: Planned, found: &[Diagnostic]) {
        let lines = found.iter().take(4).map(|one| {
            let help = one.help.as_deref();
            let help = help.map_or_else(String::new, |help| format!("; {help}"));
            format!("· {}{help}", one.message)
        });
        let lines: Vec<String> = lines.collect();
        let name = name_of(&planned.looked);
        self.ask(
            "Upload anyway?",
            format!("WhatsApp would not take {name}.\n{}", lines.join("\n")),
            &[("Upload anyway", 'u'), ("Do not upload", 'n')],
            1,
            Question::UploadAnyway(Box::new(planned)),
        );
    }

    pub(super) fn upload(&mut self, planned: Planned) {
        if self.uploading.is_some() {
            return;
        }
        let file = &planned.looked.file;
        let (kind, bytes) = (file.kind.unwrap_or_default().to_owned(), file.bytes);
        let (account, path) = (planned.account.clone(), planned.looked.path.clone());
        let place = planned.place.clone();
        let sample_of = planned.place.is_sample.then_some(planned.place.kind);
        let job = self.job(Purpose::Upload(Box::new(planned)));
        self.uploading = Some(Uploading {
            job,
            place,
            done: 0,
            all: bytes,
        });
        self.effects.push(Effect::Link(LinkTask::Upload {
            job,
            account,
            path,
            kind,
            bytes,
            sample_of,
        }));
    }

    /// So many bytes are on their way.
    pub(super) fn upload_goes_on(&mut self, job: JobId, bytes: u64) {
        let uploading = self.uploading.as_mut();
        if let Some(uploading) = uploading.filter(|uploading| uploading.job == job) {
            uploading.done = bytes;
        }
    }

    /// Puts the id into the draft, together with when it ends.
    pub(super) fn upload_ended(
        &mut self,
        job: JobId,
        result: Result<(String, Option<SignedDuration>), String>,
    ) {
        let Some(Purpose::Upload(planned)) = self.jobs.remove(&job) else {
            return;
        };
        self.uploading = None;
        let name = name_of(&planned.looked);
        let (id, lifetime) = match result {
            Ok(stored) => stored,
            Err(sentence) => {
                let sentence = format!("{name} was not uploaded: {sentence}");
                return self.say(Tone::Error, sentence);
            }
        };
        self.kept_by_sandbox.insert(id.clone());
        if planned.place.desk != self.desk.id {
            let sentence = format!("{name} was uploaded for a draft that is closed; its id: {id}");
            return self.say(Tone::Warning, sentence);
        }
        if planned.place.is_sample {
            return self.put_sample(&planned.place.address, id, &name);
        }
        let expires = lifetime.and_then(|lifetime| self.now.saturating_add(lifetime).ok());
        let expires = expires.and_then(|end| end.round(Unit::Second).ok());
        let upload = UploadedFile {
            id,
            expires,
            account: Some(planned.account.clone()),
            file: file_name(&planned.looked),
            sha256: planned.looked.sha256.clone(),
        };
        let place = &planned.place.address;
        self.desk.editor.set_upload(place, &upload);
        self.refresh_desk();
        self.form.set_focus_at(&mut self.desk, &place.key("id"));
        let until = expires.map_or_else(String::new, |end| {
            format!(" until {}", end.to_zoned(self.zone.clone()).date())
        });
        self.say(
            Tone::Good,
            format!("{name} is uploaded; {} keeps it{until}.", planned.account),
        );
    }

    /// Puts the handle of an uploaded sample into the definition.
    fn put_sample(&mut self, address: &Address, handle: String, name: &str) {
        self.desk.editor.set_value(address, Value::String(handle));
        self.refresh_desk();
        self.form.set_focus_at(&mut self.desk, address);
        let sentence = format!("{name} is uploaded; its handle is the sample now.");
        self.say(Tone::Good, sentence);
    }

    pub(super) fn probe_link(&mut self) {
        let Some(place) = self.media_place() else {
            return;
        };
        let address = self.link_of(&place.address);
        let job = self.job(Purpose::Probe(place));
        self.say(Tone::Plain, "Asking the link's server…");
        self.effects
            .push(Effect::Link(LinkTask::Probe { job, address }));
    }

    /// Tells what is behind a link: in a line where all is well.
    pub(super) fn probed(&mut self, job: JobId, result: Result<Probe, String>) {
        let Some(Purpose::Probe(place)) = self.jobs.remove(&job) else {
            return;
        };
        let probe = match result {
            Ok(probe) => probe,
            Err(sentence) => {
                let sentence = format!("Not reachable from here: {}", text::visible(&sentence));
                return self.say(Tone::Error, sentence);
            }
        };
        let mut lines = probe.concerns();
        if let Some(file) = probe.file() {
            let found = preflight(&file, place.kind, self.desk.dialect());
            lines.extend(found.into_iter().map(|one| one.message));
        }
        let what = probe.kind.as_deref().unwrap_or("no type told");
        let size = probe
            .bytes
            .map_or_else(String::new, |bytes| format!(", {bytes} bytes"));
        let head = format!("Status {}: {what}{size}", probe.status);
        if lines.is_empty() {
            return self.say(Tone::Good, text::visible(&head));
        }
        let lines = lines.iter().map(|line| format!("· {line}"));
        let told: Vec<String> = std::iter::once(head)
            .chain(lines)
            .map(|line| text::visible(&line).into_owned())
            .collect();
        self.ask(
            "What is behind the link",
            told.join("\n"),
            &[("Close", 'c')],
            0,
            Question::Told,
        );
    }
}

fn file_name(looked: &Looked) -> String {
    let name = looked.path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The file's name as it may be shown.
fn name_of(looked: &Looked) -> String {
    text::visible(&file_name(looked)).into_owned()
}
