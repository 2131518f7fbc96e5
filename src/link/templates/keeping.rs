//! Keeping an account's templates in the library, and what a review decided.

use jiff::Timestamp;
use serde_json::Value;

use super::{AccountTemplates, Fetched, TemplatesError, Wanted};
use crate::files::Places;
use crate::files::library::{Changed, Kept, Library, Outcome, keep, note_review};
use crate::template::Source;

/// What a pull has brought.
#[derive(Debug, Default)]
pub struct Pulled {
    /// What was kept, or left.
    pub kept: Vec<Kept>,
    /// What could not be used.
    pub warnings: Vec<String>,
}

impl Pulled {
    /// How many templates became that.
    pub fn count(&self, outcome: Outcome) -> usize {
        let kept = self.kept.iter();
        kept.filter(|kept| kept.outcome == outcome).count()
    }
}

impl AccountTemplates<'_> {
    /// Fetches the templates that are meant into the library. Each page is kept before the next is asked for, so
    /// that what came stays whatever becomes of the rest.
    pub async fn pull(
        &self,
        places: &Places,
        (wanted, changed): (&Wanted, Changed),
        told: &mut (dyn FnMut(Fetched) + Send),
    ) -> (Pulled, Result<(), TemplatesError>) {
        let mut pulled = Pulled::default();
        let source = Source::Account(self.account.name.clone());
        let name = wanted.name.as_deref();
        let fetched = self
            .pages(name, &mut |page, fetched| {
                let now = Timestamp::now();
                for one in page.iter().filter(|one| wanted.takes_listed(one)) {
                    match keep(places, one, (&source, now), changed) {
                        Ok(kept) => pulled.kept.push(kept),
                        Err(error) => pulled.warnings.push(error.to_string()),
                    }
                }
                told(fetched);
            })
            .await;
        (pulled, fetched)
    }

    /// Fetches what a review decided of a template into the library: all of it, or, where the file was changed
    /// here, the decision alone. Gives the template as it is listed.
    ///
    /// # Errors
    /// When it does not come, or the file cannot be written.
    pub async fn take_over(
        &self,
        places: &Places,
        wanted: &Wanted,
    ) -> Result<Vec<Value>, TemplatesError> {
        let listed = self.listed(wanted).await?;
        let source = Source::Account(self.account.name.clone());
        for one in &listed {
            let name = super::member(one, "name");
            let library = Library::of_name(places, name);
            // Templates that nobody keeps are not begun to be kept.
            let Some(entry) = library.find(name, super::member(one, "language")) else {
                continue;
            };
            // Nor does one account decide over what came from another.
            let fetched = entry.fetched.as_ref();
            let known = fetched.and_then(|fetched| fetched.source.as_ref());
            if known.is_some_and(|known| *known != source) {
                continue;
            }
            let kept = keep(places, one, (&source, Timestamp::now()), Changed::Keep);
            let is_left = matches!(&kept, Ok(kept) if kept.outcome == Outcome::LeftAsChanged);
            let written = if is_left {
                note_review(entry, one).map_err(|error| error.to_string())
            } else {
                kept.map(drop).map_err(|error| error.to_string())
            };
            written.map_err(TemplatesError::Library)?;
        }
        Ok(listed)
    }
}
