//! The files that the sandbox keeps, for as long as the platforms do.

use std::collections::VecDeque;
use std::fmt::Write as _;

use axum::body::Bytes;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use super::super::clock::after;
use super::super::id::is_of_file;
use crate::wire::Dialect;

/// An address at which a file can be fetched holds for so long.
pub(in super::super) const TICKET: SignedDuration = SignedDuration::from_mins(5);
/// How many bytes are kept; the oldest files go first.
const ROOM: usize = 256 * 1024 * 1024;
/// How many files are kept.
const FILES: usize = 2000;
/// How many addresses are remembered.
const TICKETS: usize = 2000;

/// A file.
#[derive(Debug, Clone)]
pub(in super::super) struct Media {
    /// Its id.
    pub(in super::super) id: String,
    /// The account that it belongs to.
    pub(in super::super) owner: Dialect,
    /// Its type: `image/png`.
    pub(in super::super) kind: String,
    /// What is in it.
    pub(in super::super) bytes: Bytes,
    /// When it is thrown away.
    pub(in super::super) until: Timestamp,
}

impl Media {
    /// How long a file is kept that a customer sent, or that the business uploaded.
    pub(in super::super) fn lifetime(owner: Dialect, is_received: bool) -> SignedDuration {
        let days = match (owner, is_received) {
            (Dialect::OnPremises, _) => 14,
            (_, true) => 7,
            (_, false) => 30,
        };
        SignedDuration::from_hours(24 * days)
    }

    fn digest(&self) -> impl AsRef<[u8]> + use<> {
        Sha256::digest(&self.bytes)
    }

    /// The hash as answers give it.
    pub(in super::super) fn hexadecimal_hash(&self) -> String {
        let digest = self.digest();
        digest
            .as_ref()
            .iter()
            .fold(String::new(), |mut text, byte| {
                // Writing to a string cannot fail.
                let _ = write!(text, "{byte:02x}");
                text
            })
    }

    /// The hash as webhooks give it.
    pub(in super::super) fn base64_hash(&self) -> String {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.encode(self.digest())
    }
}

/// An address that was given out.
#[derive(Debug)]
struct Ticket {
    hash: String,
    media: String,
    until: Timestamp,
}

/// All files and the addresses to fetch them at.
#[derive(Debug, Default)]
pub(in super::super) struct Shelf {
    files: VecDeque<Media>,
    tickets: VecDeque<Ticket>,
}

impl Shelf {
    /// Keeps a file.
    pub(in super::super) fn put(&mut self, media: Media) {
        self.files.push_back(media);
        let size =
            |files: &VecDeque<Media>| -> usize { files.iter().map(|file| file.bytes.len()).sum() };
        while self.files.len() > 1 && (self.files.len() > FILES || size(&self.files) > ROOM) {
            self.files.pop_front();
        }
    }

    /// The file of that id, if it is the account's and still kept.
    pub(in super::super) fn get(&self, owner: Dialect, id: &str, now: Timestamp) -> Option<&Media> {
        let mut files = self.files.iter();
        files.find(|file| file.id == id && file.owner == owner && now < file.until)
    }

    /// Whether an id is known that is not good, or no more, for this account: an earlier sandbox gave it out,
    /// or its file was thrown away.
    pub(in super::super) fn is_spent(&self, owner: Dialect, id: &str, now: Timestamp) -> bool {
        is_of_file(id) && self.get(owner, id, now).is_none()
    }

    /// Throws a file away; tells whether it was there.
    pub(in super::super) fn remove(&mut self, owner: Dialect, id: &str, now: Timestamp) -> bool {
        let was_there = self.get(owner, id, now).is_some();
        if was_there {
            self.files.retain(|file| file.id != id);
        }
        was_there
    }

    /// Remembers an address that is given out for a file, and tells when it ends.
    pub(in super::super) fn admit(&mut self, hash: &str, media: &str, now: Timestamp) -> Timestamp {
        let until = after(now, TICKET);
        self.tickets.push_back(Ticket {
            hash: hash.to_owned(),
            media: media.to_owned(),
            until,
        });
        if self.tickets.len() > TICKETS {
            self.tickets.pop_front();
        }
        until
    }

    /// The file behind an address, while that holds.
    pub(in super::super) fn fetch(
        &self,
        owner: Dialect,
        (media, hash): (&str, &str),
        now: Timestamp,
    ) -> Option<&Media> {
        let is_good =
            |ticket: &&Ticket| ticket.hash == hash && ticket.media == media && now < ticket.until;
        let ticket = self.tickets.iter().find(is_good)?;
        self.get(owner, &ticket.media, now)
    }
}
