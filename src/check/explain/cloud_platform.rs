//! Cloud API: codes of the platform beneath WhatsApp: tokens, permissions, call limits.

use super::entry::{CLOUD_OLD, Entry, GRAPH};

/// The table.
pub(super) const ENTRIES: &[Entry] = &[
    Entry::answer(
        0,
        401,
        "AuthException",
        "Meta cannot tie the access token to anybody: it ran out, was withdrawn, or its user shut the app out.",
        "Give the account a new access token. One made for a system user does not run out.",
    ),
    Entry::answer(
        1,
        400,
        "API Unknown",
        "Something is wrong that Meta has no name for: an odd request, or trouble of its own.",
        "Send once more; if it stays so, look at Meta's status page and compare address and payload with the reference.",
    )
    .retry(),
    Entry::answer(
        2,
        503,
        "API Service",
        "Meta's service is down or too busy right now.",
        "Send again after a pause, and make each pause longer than the last.",
    )
    .retry(),
    Entry::answer(
        3,
        500,
        "API Method",
        "The app behind the token is not allowed to use this endpoint.",
        "Make a token that has the permission whatsapp_business_messaging.",
    ),
    Entry::answer(
        4,
        400,
        "API Too Many Calls",
        "The app has made all the calls that it may make for now.",
        "Wait until the allowance fills up again, then call less often.",
    )
    .retry(),
    Entry::answer(
        10,
        403,
        "Permission Denied",
        "The token lacks a permission for this, or lost it.",
        "Let the system user have the permission on this WhatsApp account, and make a new token.",
    ),
    Entry::answer(
        12,
        400,
        "Deprecated endpoint",
        "This version of the API no longer has what was called.",
        "Set a version in the account's base address that still has it, or change to its successor.",
    )
    .at(GRAPH),
    Entry::answer(
        17,
        400,
        "User request limit reached",
        "The user behind the token has made too many calls.",
        "Wait, then call less often.",
    )
    .retry()
    .at(GRAPH),
    Entry::answer(
        33,
        400,
        "Parameter value is not valid",
        "The number that this account sends from was deleted.",
        "Give the account the id of a number that still exists.",
    ),
    Entry::answer(
        100,
        400,
        "Invalid parameter",
        "A field of the message is absent, unknown, mistyped, too long, or has a value that does not belong there.",
        "The sentence after (#100), or the details, name the field: put that one right.",
    ),
    Entry::answer(
        100,
        400,
        "Unsupported request / object does not exist",
        "The id in the address is nobody's, or this token may not see it.",
        "Compare the account's phone number id, and check that the token was made for the same WhatsApp account.",
    )
    .sub(33)
    .at(GRAPH),
    Entry::answer(
        100,
        400,
        "Graph subcode seen with parameter errors",
        "One of the parameters is wrong; the subcode adds nothing to that.",
        "Go by the details.",
    )
    .sub(2_494_010)
    .at(CLOUD_OLD),
    Entry::answer(
        104,
        400,
        "Access token required",
        "The request came without an access token.",
        "Give the account a token; it travels in the header Authorization.",
    ),
    Entry::answer(
        190,
        401,
        "Access token has expired",
        "The access token has run out, was withdrawn, or was not copied whole.",
        "Make a new one. Those of the dashboard's first page live for about a day; those of a system user can be permanent.",
    ),
    Entry::answer(
        190,
        401,
        "App not installed",
        "The business has removed the app that the token belongs to.",
        "Connect the app with the business again, then make a new token.",
    )
    .sub(458)
    .at(GRAPH),
    Entry::answer(
        190,
        401,
        "User checkpointed",
        "Facebook wants the token's user to pass a security check first.",
        "That user has to sign in at facebook.com and pass it; then make a new token.",
    )
    .sub(459)
    .at(GRAPH),
    Entry::answer(
        190,
        401,
        "Password changed",
        "The token's user has a new password, and with the old one the token ended.",
        "Sign in again and make a new token.",
    )
    .sub(460)
    .at(GRAPH),
    Entry::answer(
        190,
        401,
        "Token expired",
        "The time for which the token was made is over.",
        "Make a new one, best for a system user, whose tokens can be permanent.",
    )
    .sub(463)
    .at(GRAPH),
    Entry::answer(
        190,
        401,
        "Unconfirmed user",
        "The token's user has not confirmed their Facebook account.",
        "Confirm it there first; then make a new token.",
    )
    .sub(464)
    .at(GRAPH),
    Entry::answer(
        190,
        401,
        "Token invalidated",
        "The token was withdrawn, its user signed out, or it never was a token.",
        "Make a new one, and copy it whole.",
    )
    .sub(467)
    .at(GRAPH),
    Entry::answer(
        190,
        401,
        "Invalid session",
        "The token's user has lost their role in the business.",
        "Give the role back, then make a new token.",
    )
    .sub(492)
    .at(GRAPH),
    Entry::answer(
        200,
        403,
        "API Permission",
        "A permission is missing or was taken away; codes 200 to 299 all say so.",
        "The message names the permission: let the token's user have it and make a new token.",
    )
    .up_to(299),
    Entry::answer(
        341,
        400,
        "Application limit reached",
        "Meta slows this app down for a while.",
        "Wait, then send again.",
    )
    .retry()
    .at(GRAPH),
    Entry::answer(
        368,
        403,
        "Temporarily blocked for policies violations",
        "Meta restricts the account for breaking a policy.",
        "Stop sending. WhatsApp Manager says which policy, and lets you object.",
    ),
    Entry::answer(
        506,
        400,
        "Duplicate post",
        "The very same request came twice in a row.",
        "Check whether the first one arrived before sending it again.",
    )
    .at(CLOUD_OLD),
    Entry::answer(
        613,
        429,
        "Custom rate limit",
        "This one endpoint was called too often.",
        "Wait, then call it less often.",
    )
    .retry()
    .at("https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/troubleshooting"),
    Entry::answer(
        803,
        404,
        "Object alias not found",
        "Part of the address is neither an id nor a known name.",
        "Look through the account's base address and phone number id for stray characters.",
    )
    .at(GRAPH),
    Entry::answer(
        2500,
        400,
        "Unknown path components / no active token",
        "The API has no such address in this version, or got no token with the request.",
        "Check the version in the base address, and that the account has a token.",
    )
    .at(GRAPH),
    Entry::answer(
        80_007,
        400,
        "Rate limit issues",
        "The WhatsApp account was managed too busily within this hour.",
        "Wait for the next hour; keep lists instead of fetching them again.",
    )
    .retry(),
];
