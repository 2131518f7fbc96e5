//! How uploads stand: the one under way with its bar, and at each id how long the platform keeps the file.

use crate::check::FILE_KINDS;
use crate::message::UploadedFile;
use crate::schema::{Address, Row, Step};
use crate::text;
use crate::tui::app::App;
use crate::tui::app::purpose::MediaPlace;
use crate::tui::msg::JobId;
use crate::tui::panes::form::Note;
use crate::tui::theme::Role;

/// The cells of the bar.
const BAR: u64 = 16;

/// An upload that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui::app) struct Uploading {
    /// The job that carries it.
    pub job: JobId,
    /// For what.
    pub place: MediaPlace,
    /// How many bytes are on their way.
    pub done: u64,
    /// How many there are.
    pub all: u64,
}

impl Uploading {
    /// `42 %`.
    fn percent(&self) -> u64 {
        self.done.min(self.all) * 100 / self.all.max(1)
    }
}

impl App {
    /// What the last line says of the upload.
    pub(in crate::tui::app) fn upload_label(&self) -> Option<String> {
        let uploading = self.uploading.as_ref()?;
        let (bar, percent) = (self.bar(uploading), uploading.percent());
        Some(format!("uploading {bar} {percent} %"))
    }

    fn bar(&self, uploading: &Uploading) -> String {
        let [rest, full] = self.theme.glyphs().progress;
        let filled = uploading.percent() * BAR / 100;
        let cells = (0..BAR).map(|cell| if cell < filled { full } else { rest });
        cells.collect()
    }

    /// What stands below fields of the form about their files.
    pub(in crate::tui::app) fn notes_on_media(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        let here = |uploading: &&Uploading| uploading.place.desk == self.desk.id;
        if let Some(uploading) = self.uploading.as_ref().filter(here) {
            notes.extend(self.note_on_upload(uploading));
        }
        let spent = self.spent_media();
        let is_kept = |upload: &UploadedFile| spent.iter().all(|spent| spent.id != upload.id);
        for upload in self.desk.draft().uploads().filter(is_kept) {
            let is_its = |row: &&Row| is_id(row) && self.desk.editor.text(row) == upload.id;
            let Some(row) = self.desk.rows().iter().find(is_its) else {
                continue;
            };
            let Some(expires) = upload.expires else {
                continue;
            };
            let date = expires.to_zoned(self.zone.clone()).strftime("%-d %B %Y");
            let keeper = upload.account.as_deref().unwrap_or("the platform");
            let sentence = format!("{} · {keeper} keeps it until {date}", upload.file);
            notes.push(Note {
                address: row.address.clone(),
                sentence: text::visible(&sentence).into_owned(),
                role: Role::Dim,
            });
        }
        notes
    }

    fn note_on_upload(&self, uploading: &Uploading) -> Option<Note> {
        let media = &uploading.place.address;
        let rows = self.desk.rows();
        let at = |address: Address| rows.iter().find(|row| row.address == address);
        let row = at(media.key("id"))
            .or_else(|| at(media.key("link")))
            .or_else(|| at(media.clone()))?;
        let (bar, percent) = (self.bar(uploading), uploading.percent());
        let (done, all) = (size(uploading.done.min(uploading.all)), size(uploading.all));
        Some(Note {
            address: row.address.clone(),
            sentence: format!("{bar} {percent} % · {done} of {all} · Esc gives it up"),
            role: Role::Accent,
        })
    }
}

/// Whether a row is the id of a file.
fn is_id(row: &Row) -> bool {
    let is_file = |key: &str| FILE_KINDS.contains(&key);
    matches!(row.address.steps(), [.., Step::Key(media), Step::Key(key)] if key == "id" && is_file(media))
}

/// `840 kB`, `2.0 MB`.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case(0, "0 B")]
    #[case(999, "999 B")]
    #[case(1_000, "1 kB")]
    #[case(840_321, "840 kB")]
    #[case(16_900_000, "16.9 MB")]
    fn sizes_are_said_in_round_numbers(#[case] bytes: u64, #[case] said: &str) {
        assert_eq!(size(bytes), said);
    }
}
