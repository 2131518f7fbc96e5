//! Sending templates in for review: a new one, or an edit of one that is there.

use std::path::Path;

use serde_json::Value;

use super::{AccountTemplates, TemplatesError, id_of};
use crate::platform::templates::{create_template, edit_template};
use crate::template::{Sample, as_sent_in, differences, sample_places, set_sample};

/// What was done with a template that was sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// The account did not have it.
    Created,
    /// The account had another version.
    Edited,
    /// The account has the same already.
    Unchanged,
}

impl Done {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Edited => "edited",
            Self::Unchanged => "unchanged",
        }
    }
}

/// A definition on its way, and where its files are.
#[derive(Debug, Clone, Copy)]
pub struct SentIn<'a> {
    /// The definition, as a file or a draft has it.
    pub definition: &'a Value,
    /// The folder that the files of samples are named from.
    pub folder: Option<&'a Path>,
}

impl AccountTemplates<'_> {
    /// Sends a definition in: creates the template, or edits the one that is `there`. Samples of files are uploaded
    /// before.
    ///
    /// # Errors
    /// When it is not taken in.
    pub async fn send_in(
        &self,
        sent: SentIn<'_>,
        there: Option<&Value>,
    ) -> Result<Done, TemplatesError> {
        let mut definition = as_sent_in(sent.definition);
        let places = sample_places(&definition);
        let has_file = places
            .iter()
            .any(|place| matches!(Sample::of(&place.text), Sample::File(path) if !path.is_empty()));
        if let Some(there) = there {
            if !has_file && differences(&definition, there).is_empty() {
                return Ok(Done::Unchanged);
            }
            // Addresses of samples last for some time only: those of now are the good ones.
            let of_now = sample_places(there);
            for place in &places {
                let same = of_now.iter().find(|one| one.header == place.header);
                if let (Sample::Address(_), Some(one)) = (Sample::of(&place.text), same)
                    && !one.text.is_empty()
                {
                    set_sample(&mut definition, &place.header, &one.text);
                }
            }
        }
        let options = self.options();
        let ready = (&definition, sent.folder);
        let ready = self
            .link
            .with_handles(self.account, ready, &options)
            .await?;
        let (request, done) = match there {
            None => (create_template(self.account, &ready), Done::Created),
            Some(there) => {
                let request = edit_template(self.account, &id_of(there), &ready);
                (request, Done::Edited)
            }
        };
        self.ask(&request?).await.map(|_| done)
    }
}
