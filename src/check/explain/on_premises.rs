//! On-Premises API: codes of its client and of messages. It was withdrawn on 23 October 2025; its codes
//! live on in archives, in test clusters and on 360dialog's first host.

use super::entry::{Entry, ON_PREMISES};

/// The table.
pub(super) const ENTRIES: &[Entry] = &[
    webhook(
        400,
        "Media download error",
        "The client could not fetch a file: one that your message links to, or one that a person sent.",
        "Open the link without being signed in; a person's file has to be sent again.",
    )
    .retry(),
    webhook(
        401,
        "Group does not exist",
        "There is no group of this id.",
        "Write to a person: this API lost its groups long ago.",
    ),
    webhook(
        402,
        "Business eligibility: payment issue",
        "The message cannot be charged.",
        "Mend the billing in WhatsApp Manager.",
    ),
    webhook(
        408,
        "Message is not valid",
        "The message lay in the client for more than a day, so it was thrown off.",
        "See why the client was not connected, then send again if it still matters.",
    )
    .retry(),
    webhook(
        410,
        "Message expired",
        "The phone was not reached for as long as the message was worth delivering.",
        "Send a new one if it still matters.",
    )
    .retry(),
    webhook(
        429,
        "Rate limit hit",
        "Too many messages or calls in too short a time.",
        "Put them into a queue that sends more slowly.",
    )
    .retry(),
    webhook(
        430,
        "Unsigned certificate",
        "The certificate of the display name was never signed.",
        "Fetch it again from WhatsApp Manager and register with it.",
    ),
    webhook(
        432,
        "Certificate ID mismatch",
        "The client runs with the certificate of another registration.",
        "Register with the present certificate.",
    ),
    webhook(
        433,
        "Certificate signature invalid",
        "The certificate's signature does not hold; perhaps the display name is new and not taken over yet.",
        "Register with the present certificate.",
    ),
    webhook(
        470,
        "Re-engagement message",
        "The person's last message is more than 24 hours old; only templates reach them now.",
        "Send an approved template, or wait until they write.",
    ),
    webhook(
        471,
        "Spam rate limit hit",
        "Too many people blocked or reported this number, so it is slowed down.",
        "See the quality rating, and write to fewer people with more reason.",
    ),
    webhook(
        472,
        "User's number is part of an experiment",
        "Marketing to this person is withheld to see what that changes.",
        "Sending it again does not help; wait until the person writes.",
    ),
    webhook(
        480,
        "User potentially changed",
        "You asked for identities to be checked, and this number may have a new owner.",
        "Make sure who it is, acknowledge the new identity, then send again.",
    ),
    webhook(
        500,
        "Generic error",
        "The message failed for a reason that nobody named.",
        "Send it again in a while.",
    )
    .retry(),
    webhook(
        501,
        "Message type is not currently supported",
        "The person sent something that this API cannot carry.",
        "Ask them to send it in another way.",
    ),
    answer(
        1000,
        400,
        "Generic error",
        "The client failed and has no better number for it.",
        "Go by the details, and send once more.",
    )
    .retry(),
    answer(
        1001,
        400,
        "Message too long",
        "The text is longer than a message may be.",
        "Make it shorter.",
    ),
    answer(
        1002,
        400,
        "Invalid recipient type",
        "The client does not know this recipient_type.",
        "Write individual, or leave the field out.",
    ),
    answer(
        1004,
        400,
        "Resource already exists",
        "What was to be made is there already.",
        "Use the one that is there.",
    ),
    answer(
        1005,
        403,
        "Access denied",
        "The login's token is absent or wrong, or its user may not do this.",
        "Log in again; administration needs the user admin.",
    ),
    answer(
        1006,
        404,
        "Resource not found",
        "The message points at media, a contact or an address that the client does not know.",
        "Put the id right. Old clients also want each recipient looked up as a contact first.",
    ),
    answer(
        1007,
        400,
        "Recipient blocked to receive message",
        "This recipient is not on the list of those who may be written to.",
        "Put the number on the list.",
    ),
    answer(
        1008,
        400,
        "Required parameter is missing",
        "The message lacks something it cannot do without.",
        "The details name it: fill it in.",
    ),
    answer(
        1009,
        400,
        "Parameter value is not valid",
        "A value breaks a rule of its field.",
        "The details name the field: put that one right.",
    ),
    answer(
        1010,
        400,
        "Parameter is not required",
        "The message has a field that does not belong into it.",
        "The details name it: take it out.",
    ),
    answer(
        1011,
        503,
        "Service not ready",
        "The client is starting, or its number is not registered.",
        "Wait until its health says connected.",
    )
    .retry(),
    answer(
        1013,
        404,
        "User is not valid",
        "This number is not on WhatsApp, or was not looked up as a contact.",
        "Compare the number with what the person gave you.",
    ),
    answer(
        1014,
        500,
        "Internal error",
        "The client broke at something of its own.",
        "Send again; its logs say more.",
    )
    .retry(),
    answer(
        1015,
        429,
        "Too many requests",
        "The client gets more requests than it takes.",
        "Send more slowly.",
    )
    .retry(),
    answer(
        1016,
        503,
        "System overloaded",
        "The client has more to do than it can.",
        "Wait, then send again.",
    )
    .retry(),
    answer(
        1017,
        400,
        "Not primary master",
        "Of several masters, one that does not lead was asked.",
        "Ask the leading one.",
    )
    .retry(),
    answer(
        1018,
        400,
        "Not primary coreapp",
        "Of several nodes, one was asked that does not serve this part of the work.",
        "Ask the node that does.",
    )
    .retry(),
    answer(
        1021,
        400,
        "Bad user",
        "The message is addressed to the sender, or to nobody who could get it.",
        "Write to another number.",
    ),
    answer(
        1022,
        400,
        "Webhooks URL is not configured",
        "The client has no address to report to.",
        "Set webhooks.url in its settings.",
    ),
    answer(
        1023,
        500,
        "Database error occurred",
        "The database under the client failed.",
        "See whether the database runs, then send again.",
    )
    .retry(),
    answer(
        1024,
        400,
        "Password change required",
        "The user logs in for the first time and must choose a password.",
        "Log in with new_password once.",
    ),
    answer(
        1025,
        400,
        "Request is not valid",
        "The client cannot read the request at all: broken JSON, or the wrong method.",
        "Check the account's base address, and that the payload is JSON.",
    ),
    webhook(
        1026,
        "Receiver incapable",
        "The person's app cannot show this kind of message, or they get no more marketing for now.",
        "Send something simpler; leave marketing for another day.",
    ),
    webhook(
        1028,
        "User identity needs acknowledgement",
        "This number may have a new owner, and you asked to be told.",
        "Make sure who it is, acknowledge the identity, then send again.",
    ),
    webhook(
        1031,
        "Sender account has been locked",
        "Meta restricted or closed the account.",
        "WhatsApp Manager says why, and lets you object.",
    ),
];

/// A code that the client answers.
pub(super) const fn answer(
    code: u32,
    http_status: u16,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry::answer(code, http_status, title, meaning, remedy).at(ON_PREMISES)
}

/// A code that comes by webhook, or with a status that nobody published.
pub(super) const fn webhook(
    code: u32,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry::webhook(code, title, meaning, remedy).at(ON_PREMISES)
}
