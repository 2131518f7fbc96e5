//! What an HTTP status alone says, for codes that are in no table.

use super::entry::Entry;
use super::explanation::Explanation;

/// The explanation by status; one that says so where even that tells nothing.
pub(super) fn by_status(http_status: Option<u16>) -> Explanation {
    let status = http_status.map_or(0, u32::from);
    let entry = ENTRIES
        .iter()
        .find(|entry| (entry.code..=entry.last).contains(&status))
        .unwrap_or(&UNKNOWN);
    Explanation {
        http_status,
        source: "",
        ..entry.explanation
    }
}

/// The table; single statuses stand before the ranges that they are in.
const ENTRIES: &[Entry] = &[
    Entry::webhook(
        401,
        "Not authorised",
        "The access token or key was not accepted.",
        "Check the account's secret: it may be mistyped, expired or withdrawn.",
    ),
    Entry::webhook(
        403,
        "Forbidden",
        "The account is known, but may not do this.",
        "Check which permissions the account has for this number.",
    ),
    Entry::webhook(
        404,
        "Not found",
        "There is nothing at this address, or the account may not see it.",
        "Check the base address and the phone number id of the account.",
    ),
    Entry::webhook(
        413,
        "Too large",
        "The request is longer than the server takes.",
        "Shorten the message.",
    ),
    timed_out(408),
    Entry::webhook(
        429,
        "Too many requests",
        "The server takes no more requests at this pace.",
        "Wait, then send again.",
    )
    .retry(),
    Entry::webhook(
        400,
        "Refused",
        "The server refused the request and gave a code that is in no list of the platform.",
        "Read the answer below; what is wrong is most likely in the message.",
    )
    .up_to(499),
    timed_out(504),
    Entry::webhook(
        500,
        "Server trouble",
        "The server failed at something of its own.",
        "Wait, then send again. Whether this attempt arrived is not known.",
    )
    .up_to(599)
    .retry(),
];

/// A server that gave up waiting: nobody repeats this by themselves.
const fn timed_out(status: u32) -> Entry {
    Entry::webhook(
        status,
        "Timed out",
        "A server on the way waited too long for the next one. Whether this attempt arrived is not known.",
        "See whether the message came before sending it again.",
    )
}

const UNKNOWN: Entry = Entry::webhook(
    0,
    "Unknown code",
    "The platform's pages do not list this code.",
    "Read the details that came with it.",
);
