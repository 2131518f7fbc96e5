//! Facts from outside that some rules need.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use crate::message::{Draft, UploadedFile};
use crate::template::Definition;
use crate::wire::MediaFile;

/// What is known about the world when a message is checked. What is `None` silences its rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The present moment.
    pub now: Option<Timestamp>,
    /// Whether the message is about to be sent: only then is an empty `to` of a draft wrong,
    /// and a moment that is over an error.
    pub sending: bool,
    /// Whether free-form messages reach this recipient now.
    pub window: Option<Window>,
    /// The business's own number, digits only.
    pub own_number: Option<String>,
    /// The file that a media message sends, where it is at hand.
    pub file: Option<MediaFile>,
    /// The languages of the template that is sent, as far as they are at hand.
    pub translations: Arc<[Definition]>,
    /// Uploaded files that the message cannot be sent with.
    pub spent: Vec<SpentMedia>,
}

/// An uploaded file that is of no use any more, or not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpentMedia {
    /// The id that its upload gave.
    pub id: String,
    /// Why.
    pub why: Spent,
}

impl SpentMedia {
    /// The files that a draft remembers and that are of no use now, for who sends through that account, where the
    /// sandbox that runs has given out these ids.
    pub fn of(
        draft: &Draft,
        now: Timestamp,
        account: Option<&str>,
        kept: &BTreeSet<String>,
    ) -> Vec<Self> {
        let why = |upload: &UploadedFile| match (upload.expires, &upload.account) {
            (Some(since), _) if since <= now => Some(Spent::Expired { since }),
            _ if upload.is_of_sandbox() && !kept.contains(&upload.id) => Some(Spent::OfEarlierRun),
            (_, Some(owner)) if account.is_some_and(|account| account != owner) => {
                Some(Spent::OfAnother {
                    account: owner.clone(),
                })
            }
            _ => None,
        };
        let spent = draft
            .uploads()
            .filter_map(|upload| why(&upload).map(|why| Self { id: upload.id, why }));
        spent.collect()
    }
}

/// Why an uploaded file is of no use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spent {
    /// It is kept no longer.
    Expired {
        /// Since then.
        since: Timestamp,
    },
    /// It was uploaded to a sandbox that has ended since.
    OfEarlierRun,
    /// It was uploaded through another account.
    OfAnother {
        /// That one.
        account: String,
    },
}

/// The 24-hour customer service window of a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// The customer wrote less than 24 hours ago; free-form messages arrive until then.
    Open {
        /// When it closes.
        until: Timestamp,
    },
    /// Only templates arrive.
    Closed,
}

impl Window {
    /// The window at a moment: one whose time is over is closed.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Self {
        match self {
            Self::Open { until } if until <= now => Self::Closed,
            window => window,
        }
    }
}
