//! What an HTTP status alone says, for codes that are in no table.

use super::Explanation;

/// The explanation by status; one that says so where even that tells nothing.
pub(super) fn by_status(http_status: Option<u16>) -> Explanation {
    let (title, meaning, remedy, retryable) = match http_status {
        Some(401) => (
            "Not authorised",
            "The access token or key was not accepted.",
            "Check the account's secret: it may be mistyped, expired or withdrawn.",
            false,
        ),
        Some(403) => (
            "Forbidden",
            "The account is known, but may not do this.",
            "Check which permissions the account has for this number.",
            false,
        ),
        Some(404) => (
            "Not found",
            "There is nothing at this address, or the account may not see it.",
            "Check the base address and the phone number id of the account.",
            false,
        ),
        Some(413) => (
            "Too large",
            "The request is longer than the server takes.",
            "Shorten the message.",
            false,
        ),
        Some(408 | 425 | 429) => (
            "Too many requests",
            "The server takes no more requests at this pace.",
            "Wait, then send again.",
            true,
        ),
        Some(400..=499) => (
            "Refused",
            "The server refused the request and gave a code that is in no list of the platform.",
            "Read the answer below; what is wrong is most likely in the message.",
            false,
        ),
        Some(500..=599) => (
            "Server trouble",
            "The server failed at something of its own.",
            "Wait, then send again. Whether this attempt arrived is not known.",
            true,
        ),
        _ => (
            "Unknown code",
            "The platform's pages do not list this code.",
            "Read the details that came with it.",
            false,
        ),
    };
    Explanation {
        title,
        meaning,
        remedy,
        retryable,
        http_status,
        source: "",
    }
}
