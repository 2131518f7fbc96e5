//! Cloud API: codes about messages: what is in them, who gets them, how many.

use super::entry::{CHANGES, CLOUD_OLD, Entry, GROUPS, NO_STORAGE, NUMBERS, USER_IDS};

/// The table.
pub(super) const ENTRIES: &[Entry] = &[
    Entry::webhook(
        130_403,
        "Business has blocked the user",
        "You have blocked this person yourself, so nothing reaches them.",
        "Unblock them before you write again.",
    ),
    Entry::answer(
        130_429,
        400,
        "Rate limit hit",
        "The number handles all the messages per second that it may, in and out together: 80, or 20 where the phone app shares it.",
        "Put messages into a queue that sends more slowly, and repeat this one after a pause.",
    )
    .retry(),
    Entry::answer(
        130_429,
        400,
        "Rate limit hit (with subcode)",
        "The number handles all the messages per second that it may; the subcode says nothing more.",
        "Send more slowly, and repeat this one after a pause.",
    )
    .sub(2_494_055)
    .retry(),
    Entry::answer(
        130_472,
        400,
        "User's number is part of an experiment",
        "Meta withholds marketing from a sample of people to see what it changes; this person is one of them.",
        "Sending it again does not help, and nothing is charged. Wait until the person writes, or reach them elsewhere.",
    ),
    Entry::answer(
        130_497,
        403,
        "Business account restricted from messaging users in this country",
        "What this business sells may not be advertised to people in this country.",
        "Leave numbers of that country out; the messaging policy says which trades may write where.",
    ),
    Entry::answer(
        131_000,
        500,
        "Something went wrong",
        "Meta failed without saying why; with a Flow, its keys or signature may be to blame.",
        "Send again. If it goes on, hand the trace id to Meta's support.",
    )
    .retry(),
    Entry::answer(
        131_001,
        400,
        "Message too long",
        "The text is longer than a message may be.",
        "Make it shorter.",
    )
    .at(CLOUD_OLD),
    Entry::answer(
        131_002,
        400,
        "Invalid recipient type",
        "The API does not know this recipient_type.",
        "Write individual, or leave the field out.",
    )
    .at(CLOUD_OLD),
    Entry::answer(
        131_005,
        403,
        "Access denied",
        "The token may not send from this number, or no longer may.",
        "Check that its user may use this WhatsApp account and that the token carries whatsapp_business_messaging.",
    ),
    Entry::answer(
        131_006,
        400,
        "Resource not found",
        "The message points at media or another object that is not there.",
        "Upload the file once more, or put the id right.",
    )
    .at(CLOUD_OLD),
    Entry::answer(
        131_008,
        400,
        "Required parameter is missing",
        "The message lacks something it cannot do without, the value of a template's link button for one.",
        "The details name it: fill it in.",
    ),
    Entry::answer(
        131_009,
        400,
        "Parameter value is not valid",
        "A value breaks a rule of its field: too long, too many buttons or rows, a recipient that is no phone number, a reaction to a message that takes none.",
        "The details name the field: put that one right.",
    ),
    Entry::answer(
        131_016,
        500,
        "Service unavailable",
        "Something that Meta itself depends on is down.",
        "Send again after a pause, and make each pause longer than the last.",
    )
    .retry(),
    Entry::answer(
        131_020,
        400,
        "Bad group",
        "Nobody but you is in this group.",
        "Write once somebody has joined.",
    )
    .at(GROUPS),
    Entry::answer(
        131_021,
        400,
        "Recipient cannot be sender",
        "The message is addressed to the number that it would be sent from.",
        "Write to another number.",
    ),
    Entry::answer(
        131_026,
        400,
        "Message undeliverable",
        "This number does not take the message: it is not on WhatsApp, has not agreed to the present terms, or its app is too old. Which of these, Meta keeps to itself.",
        "Check the number. If it is right, ask the person by other means to update WhatsApp and to write to you first.",
    ),
    Entry::answer(
        131_027,
        400,
        "Something went wrong",
        "Meta failed without saying why; an older number for 131000.",
        "Send again in a while.",
    )
    .retry()
    .at(CHANGES),
    Entry::answer(
        131_030,
        400,
        "Recipient phone number not in allowed list",
        "You send from a test number, and this recipient is not one of the five that it may write to.",
        "Add the recipient in the app's dashboard and confirm it there, spelt exactly as you send it.",
    )
    .at(NUMBERS),
    Entry::answer(
        131_031,
        403,
        "Account has been locked",
        "Meta has restricted or closed the account, or something you sent, a PIN say, is not what Meta has on file.",
        "WhatsApp Manager shows the account's health and how to object; a wrong PIN can be set anew there.",
    ),
    Entry::webhook(
        131_035,
        "Webhook could not be delivered within data retention limit",
        "Nothing is stored for this account, and your receiver was away until an incoming message had to be thrown off.",
        "Keep the receiver running, and ask the person to write again.",
    )
    .at(NO_STORAGE),
    Entry::webhook(
        131_036,
        "Not delivered on at least one of the user's devices",
        "Nothing is stored for this account, and one of the person's devices asked for the message too late.",
        "Send it once more if that device matters.",
    )
    .retry()
    .at(NO_STORAGE),
    Entry::answer(
        131_037,
        400,
        "Display name approval needed",
        "The number that Meta lent you has no display name that was looked at yet.",
        "Hand one in, and send once it is approved.",
    ),
    Entry::answer(
        131_041,
        400,
        "Group unknown",
        "There is no such group, or you are not in it.",
        "Compare the group's id.",
    )
    .at(GROUPS),
    Entry::answer(
        131_042,
        400,
        "Business eligibility payment issue",
        "Meta cannot charge for the message: no way to pay, credit used up, or the paying account is not set up.",
        "Mend the billing in WhatsApp Manager, then send again.",
    ),
    Entry::answer(
        131_043,
        400,
        "Message expired",
        "The phone was not reached for as long as the message was worth delivering.",
        "Send a new one if it still matters.",
    )
    .at(CLOUD_OLD),
    Entry::answer(
        131_045,
        500,
        "Incorrect certificate / phone number registration error",
        "The number is not registered, or not rightly.",
        "Register it with its PIN, then send again.",
    ),
    Entry::answer(
        131_047,
        400,
        "Re-engagement message",
        "The person's last message or call is more than 24 hours old; only templates reach them now.",
        "Send an approved template, or wait until they write.",
    ),
    Entry::answer(
        131_048,
        400,
        "Spam rate limit hit",
        "Too many people blocked or reported what this number sent, so it is slowed down.",
        "See the quality rating in WhatsApp Manager, and write to fewer people with more reason.",
    ),
    Entry::answer(
        131_049,
        400,
        "Not delivered to maintain healthy ecosystem engagement",
        "This person gets no more marketing for now, counted over all businesses.",
        "Leave it for a day at least, and longer after each further try: quick repeats count against the account. Replies and utility templates still arrive.",
    )
    .retry(),
    Entry::answer(
        131_050,
        400,
        "User stopped marketing messages",
        "The person asked this business for no more marketing.",
        "Respect it until a webhook says that they want it again. Other messages still arrive.",
    ),
    Entry::answer(
        131_051,
        400,
        "Unsupported message type",
        "The API does not know this type of message. In a message to you: the person sent what the API cannot carry.",
        "Choose another type, or ask the person to send it in another way.",
    ),
    Entry::answer(
        131_052,
        400,
        "Media download error",
        "A file that the person sent could not be fetched; it may be beyond 100 MB.",
        "Ask for a smaller one.",
    ),
    Entry::answer(
        131_053,
        400,
        "Media upload error",
        "Meta could not use the media of this message: not reachable, too slow, too large, or of the wrong type.",
        "Open the link yourself without being signed in: it has to be public, HTTPS, and name its true Content-Type. Or upload the file and send its id.",
    ),
    Entry::answer(
        131_055,
        400,
        "Method not allowed",
        "This endpoint does not take this message: the one for marketing takes marketing templates alone.",
        "Send it through the ordinary messages endpoint.",
    ),
    Entry::answer(
        131_056,
        400,
        "(Business Account, Consumer Account) pair rate limit hit",
        "This one person got too many messages from you within a short time.",
        "Let them rest: a second, then 4, then 16 and so on. Others can be written to meanwhile.",
    )
    .retry(),
    Entry::answer(
        131_057,
        500,
        "Account in maintenance mode",
        "The account is locked for a moment, often while its throughput is raised.",
        "Send again in a minute or two.",
    )
    .retry(),
    Entry::webhook(
        131_060,
        "This message is currently unavailable",
        "A message to you could not be handed over; often it is the first of a conversation.",
        "Ask the person to write it again.",
    )
    .at("https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/unsupported"),
    Entry::answer(
        131_062,
        400,
        "Business-scoped user ID not supported for this message",
        "A template with a one-time code goes to phone numbers alone, not to ids of persons.",
        "Write to the person's phone number.",
    )
    .at(USER_IDS),
    Entry::answer(
        131_063,
        400,
        "Marketing templates disabled on Cloud API",
        "This account has chosen to send marketing through the marketing endpoint only.",
        "Send it there, or undo the choice in the account's settings.",
    ),
    Entry::webhook(
        131_064,
        "Messaging limit reached due to template classification violations",
        "Templates of this account stood in the wrong category, so it may send fewer messages for a time.",
        "Put the templates into the right category; the limit ends with that time.",
    ),
    Entry::answer(
        131_207,
        403,
        "Group suspended",
        "Meta closed the group for breaking a policy.",
        "Leave it alone, or object in WhatsApp Manager.",
    )
    .at(GROUPS),
    Entry::answer(
        131_208,
        429,
        "Group rate limit hit",
        "This number did too much in groups at once.",
        "Wait, then send again.",
    )
    .retry()
    .at(GROUPS),
    Entry::answer(
        133_010,
        400,
        "Phone number not registered",
        "The number that you send from was never registered for the API.",
        "Register it with its PIN first.",
    ),
    Entry::answer(
        133_004,
        503,
        "Server temporarily unavailable",
        "Meta's registration service is away.",
        "Wait, then try again.",
    )
    .retry(),
    Entry::answer(
        135_000,
        400,
        "Generic user error",
        "Meta turns the request down and cannot name what is wrong in it.",
        "Go through the message field by field; begin with what was changed last.",
    ),
    Entry::answer(
        137_000,
        400,
        "Recipient identity key hash mismatch",
        "You asked for the person's identity to be checked, and their key is no longer the one you named.",
        "Make sure who it is, take the new hash from the latest webhook, or send without the check.",
    )
    .at(NUMBERS),
    Entry::answer(
        2_494_100,
        400,
        "Account is in maintenance mode",
        "The number is locked for a moment.",
        "Send again in a few minutes.",
    )
    .retry(),
];
