//! What 360dialog says of its own accord; everything else it passes through from the Cloud API.

use super::entry::{Entry, GATEWAY, GATEWAY_LIST};

/// The first entry for that status whose text fits; an error whose text is not known, or is like none,
/// is the likeliest one of its status.
pub(super) fn find(status: u32, text: &str) -> Option<&'static Entry> {
    let text = text.to_lowercase();
    let mut same = ENTRIES.iter().filter(|entry| entry.code == status);
    same.clone()
        .find(|entry| text.contains(entry.text) && !text.is_empty())
        .or_else(|| same.next())
}

/// The table; of several entries for one status the likeliest for a send stands first.
pub(super) const ENTRIES: &[Entry] = &[
    Entry::answer(
        400,
        400,
        "Invalid payload",
        "Meta turned the request down, and 360dialog wrapped Meta's error as text inside its own answer.",
        "Look for the inner error in the answer: it names the field to put right.",
    )
    .when("invalid payload")
    .at(GATEWAY_LIST),
    Entry::answer(
        400,
        400,
        "API has been disabled",
        "360dialog switched this number off.",
        "Only 360dialog's support can switch it on again; ask there.",
    )
    .when("has been disabled")
    .at(GATEWAY),
    Entry::answer(
        400,
        400,
        "Endpoint rate limit exceeded",
        "This endpoint was called more often than it allows.",
        "Leave longer pauses between requests; the answer says how many seconds.",
    )
    .when("exceeded the endpoint rate limit")
    .retry()
    .at(GATEWAY),
    Entry::answer(
        400,
        400,
        "Lack of payment",
        "360dialog waits for an invoice to be paid.",
        "Pay it, or ask the partner who manages the number.",
    )
    .when("lack of payment")
    .at(GATEWAY),
    Entry::answer(
        401,
        401,
        "Invalid api_key",
        "The key in the header D360-API-KEY is absent, mistyped, withdrawn, or belongs to another number.",
        "Take the key of this very number from 360dialog's hub, or make a new one there.",
    )
    .when("invalid api_key")
    .at(GATEWAY),
    Entry::answer(
        401,
        401,
        "Token expired",
        "The token for 360dialog's partner functions has run out.",
        "Sign in there again to get a new one.",
    )
    .when("expired")
    .at(GATEWAY_LIST),
    Entry::answer(
        403,
        403,
        "Endpoint is blocked",
        "This number may not use the address that was called.",
        "Ask 360dialog whether it can be opened for you.",
    )
    .when("blocked")
    .at(GATEWAY),
    Entry::answer(
        403,
        403,
        "Permission denied for partner",
        "The token does not act for the partner named in the address.",
        "Compare partner id and token, and the rights of the user behind it.",
    )
    .when("permission denied for partner")
    .at(GATEWAY),
    Entry::answer(
        404,
        404,
        "Not found",
        "Nothing answers at this path, or the number lives on 360dialog's other host.",
        "Use the base address that belongs to the number: Cloud numbers are on waba-v2.",
    )
    .at(GATEWAY_LIST),
    Entry::answer(
        429,
        429,
        "Too many requests",
        "360dialog takes no more requests from this key at this pace.",
        "Pause, then go on more slowly.",
    )
    .retry()
    .at(GATEWAY_LIST),
    Entry::answer(
        500,
        500,
        "Internal server error",
        "Something broke inside 360dialog.",
        "Send again in a while; if it stays so, write to 360dialog's support with the trace id.",
    )
    .retry()
    .at(GATEWAY),
    Entry::answer(
        502,
        502,
        "API not available",
        "The part of 360dialog that serves this number is down or just starting.",
        "Wait a little; 360dialog's status page says how long it may take.",
    )
    .retry()
    .at(GATEWAY),
];
