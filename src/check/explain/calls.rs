//! Codes about calls, which come as answers of the calling endpoints and in webhooks of calls.

use super::entry::{CALLING, CALLING_QUESTIONS, Entry, HEALTH};

/// The table.
pub(super) const ENTRIES: &[Entry] = &[
    call(
        131_044,
        400,
        "Calling payment issue",
        "Somebody called this number, and the call was dropped for want of a payment method on the account.",
        "Add a payment method that works in WhatsApp Manager; the person has to call again.",
    ),
    call(
        138_000,
        401,
        "Calling not enabled",
        "This number takes and makes no calls, since calling was never switched on for it.",
        "Switch calling on in the number's call settings, then try again.",
    ),
    call(
        138_001,
        400,
        "Receiver uncallable",
        "The person cannot be called: the number is not on WhatsApp, its app is too old, or its terms are not agreed to.",
        "Ask the person by another way to update WhatsApp; until then write in place of calling.",
    ),
    call(
        138_002,
        429,
        "Concurrent calls limit",
        "This number is in as many calls as it may be in at one time, which is a thousand.",
        "Let some of the calls end before the next one begins.",
    )
    .retry(),
    call(
        138_003,
        400,
        "Duplicate call",
        "There already is a call between this number and the person.",
        "Take the call that is there, or hang up before calling again.",
    )
    .retry(),
    call(
        138_004,
        500,
        "Connection error",
        "The platform could not put the call through.",
        "Call again; should it stay so, look at the session description that was sent.",
    )
    .retry(),
    call(
        138_005,
        429,
        "Call rate limit exceeded",
        "Calls were started from this number faster than it may.",
        "Leave longer pauses between calls.",
    )
    .retry(),
    call(
        138_006,
        401,
        "No approved call permission",
        "The business may not call this person, who has given no permission or whose permission has ended.",
        "Send a request for the permission to call, and wait for the answer.",
    ),
    call(
        138_007,
        500,
        "Connect timeout",
        "The session description of the other side was not taken up before the time for it was over.",
        "Make the program that takes calls answer sooner, then call again.",
    )
    .retry(),
    call(
        138_009,
        400,
        "Call permission request limit",
        "This person was asked for the permission to call as often as is allowed.",
        "Wait before asking again; once a call came about, the count begins anew.",
    )
    .retry(),
    call(
        138_011,
        400,
        "Calls between business and person limited",
        "Calling, or asking to, needs messages that went between the two not long ago.",
        "Write with the person first.",
    )
    .at(CALLING_QUESTIONS),
    call(
        138_012,
        400,
        "Business-initiated calls limit",
        "This person took as many calls from the business today as there may be.",
        "Call again once the time in the details has passed.",
    )
    .retry(),
    call(
        138_013,
        400,
        "Business-initiated calling not available",
        "From this number, or to this country, a business may not begin calls.",
        "Look up in which countries it may; people can still call the business.",
    ),
    call(
        138_014,
        400,
        "Calling temporarily disabled",
        "People rated the calls of this number so low that calling is suspended.",
        "Wait for the end of the suspension, and call only who expects it.",
    ),
    call(
        138_015,
        400,
        "Calling cannot be enabled",
        "Calling is for numbers that may reach at least 2,000 people a day; this one may not yet.",
        "Raise the messaging limit of the number, by verification or by good deliveries.",
    ),
    call(
        138_017,
        400,
        "Permanent call permission already exists",
        "The person has allowed calls for good, so that there is nothing to ask.",
        "Call without a request.",
    ),
    call(
        138_018,
        400,
        "Calling prerequisites not met",
        "Nothing would take the calls: no app is subscribed to them, and no SIP server is named.",
        "Subscribe an app to the field calls, or name a SIP server, before calling is switched on.",
    ),
    late(
        138_019,
        "Call setup failed",
        "The person's app did not manage to set the call up.",
    ),
    late(
        138_020,
        "Relay connection failed",
        "The person's app found no way to the server that carries the sound.",
    ),
    call(
        138_021,
        400,
        "Media receive timeout",
        "No sound came from the business for so long that the call was ended.",
        "See that the program really sends sound to the address of the call, then call again.",
    )
    .retry(),
    late(
        138_022,
        "Media transmit timeout",
        "No sound came from the person's app for so long that the call was ended.",
    ),
    late(
        138_023,
        "Call accepted without media signals",
        "The call was taken, and ended before any sound went either way.",
    ),
    Entry::webhook(
        138_024,
        "SIP not enabled",
        "The health report says that calls do not go over SIP. Messages have nothing to do with it.",
        "Nothing, unless calls are to go over SIP.",
    )
    .at(HEALTH),
    Entry::webhook(
        138_025,
        "No SIP server for this app",
        "The health report says that this app names no SIP server. Messages have nothing to do with it.",
        "Nothing, unless calls are to go over SIP.",
    )
    .at(HEALTH),
];

const fn call(
    code: u32,
    http_status: u16,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry::answer(code, http_status, title, meaning, remedy).at(CALLING)
}

/// A call that failed on the way, which another attempt may mend.
const fn late(code: u32, title: &'static str, meaning: &'static str) -> Entry {
    let remedy =
        "Call again in a while; if it stays so with this person only, their network is the cause.";
    call(code, 400, title, meaning, remedy).retry()
}
