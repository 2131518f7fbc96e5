//! Codes about getting and moving a number: registration, verification, migration, onboarding and signup.

use super::entry::{CLOUD_OLD, Entry, HISTORY, MARKETING_OVERVIEW};

/// The table.
pub(super) const ENTRIES: &[Entry] = &[
    refused(
        133_000,
        500,
        "Incomplete deregistration",
        "The number was being taken off the platform before, and that never came to its end.",
        "Take it off once more, then register it.",
    )
    .retry(),
    migrated(
        133_001,
        "Decryption failed",
        "The backup of a number that was moved here could not be opened with the password given.",
    ),
    migrated(
        133_002,
        "Backup blob cannot be decrypted",
        "The backup of a number that was moved here is damaged, or its password is another.",
    ),
    migrated(
        133_003,
        "Recovery token not decrypted",
        "The token inside the backup of a number that was moved here cannot be opened.",
    ),
    refused(
        133_005,
        400,
        "Two-step verification PIN mismatch",
        "This is not the number's six-digit PIN.",
        "Take the right one, or set a new one in WhatsApp Manager.",
    ),
    refused(
        133_006,
        400,
        "Phone number re-verification needed",
        "Nobody has shown lately that the number is yours, which comes before it is registered.",
        "Have a code sent to the number, enter it, then register.",
    ),
    refused(
        133_007,
        400,
        "Number blocked by WhatsApp",
        "WhatsApp has shut this number out for breaking its rules.",
        "Appeal at Meta's support; before that is decided the number cannot be used.",
    )
    .at(CLOUD_OLD),
    refused(
        133_008,
        400,
        "Too many two-step verification PIN guesses",
        "Wrong PINs were given so often that no more are looked at.",
        "Let the time in the details pass, and make sure of the PIN meanwhile.",
    )
    .retry(),
    refused(
        133_009,
        400,
        "PIN guessed too fast",
        "One PIN came so soon after the other that it was not looked at.",
        "Let the time in the details pass.",
    )
    .retry(),
    refused(
        133_015,
        400,
        "Wait before registering this number",
        "The number was deleted just now, which takes its time.",
        "Register it again some five minutes later.",
    )
    .retry(),
    refused(
        133_016,
        400,
        "Account register deregister rate limit exceeded",
        "The number went on and off the platform more than ten times in three days.",
        "Leave it as it is until three days have passed.",
    )
    .retry(),
    refused(
        136_024,
        400,
        "Cannot send verification code",
        "No code can be sent to this number; that it says to try later does not mean that it would help.",
        "See that no phone uses the number with WhatsApp any more, and go through the registration again.",
    )
    .sub(2_388_091),
    refused(
        136_025,
        400,
        "Verify code error",
        "The code that was entered did not pass.",
        "Have another code sent, and enter that one.",
    )
    .at(CLOUD_OLD),
    refused(
        1_752_041,
        400,
        "Duplicate request",
        "A partner has invited this client before.",
        "There is nothing to do: the first invitation holds.",
    ),
    refused(
        2_388_001,
        400,
        "Ownership or two-step verification problem",
        "A number that is to be moved still asks for its PIN, or nobody has shown again whose it is.",
        "Switch the PIN off at the account that has the number, or verify the number once more.",
    ),
    refused(
        2_388_012,
        400,
        "Number already in your list",
        "The account has this number, so there is nothing to move.",
        "Use the number as it is, or name another one.",
    ),
    refused(
        2_388_091,
        400,
        "Not eligible to receive a registration code",
        "A code for a move was asked for, and the number is not being moved.",
        "Go the way of a new number: add it, then verify it.",
    ),
    refused(
        2_388_093,
        400,
        "Not eligible to verify a registration code",
        "A code for a move was entered, and the number is not being moved.",
        "Go the way of a new number: add it, then verify it.",
    ),
    refused(
        2_388_103,
        400,
        "Cannot migrate phone number",
        "The number cannot be moved; many causes share this code, from a name that is not approved to a missing payment method.",
        "The heading error_user_title of the answer says which of them it is.",
    ),
    signup(
        2_494_164,
        "Signup not found",
        "There is no signup of this name.",
    ),
    signup(
        2_494_165,
        "Signup API unavailable",
        "This account cannot offer signups in its messages.",
    ),
    signup(
        2_494_166,
        "Signup unknown placeholder",
        "The signup's text has a placeholder that stands for nothing.",
    ),
    signup(
        2_494_167,
        "Signup missing placeholder value",
        "The signup's text has a placeholder without a value.",
    ),
    signup(
        2_494_168,
        "Signup terms not accepted",
        "The terms for signups have to be agreed to first.",
    ),
    signup(
        2_494_176,
        "Signup terms already accepted",
        "The terms for signups were agreed to before.",
    ),
    signup(
        2_494_177,
        "Signup terms URL not allowed",
        "The address of the signup's terms is not taken.",
    ),
    signup(
        2_494_179,
        "Signup website URL scheme not allowed",
        "The address of the signup's website begins with something that is not taken.",
    ),
    onboarded(2_593_079),
    onboarded(2_593_085),
    refused(
        2_593_107,
        400,
        "Synchronisation limit exceeded",
        "Contacts and past chats of a number can be fetched once each, which has been done.",
        "Should they be needed again, take the number off the platform and bring it back.",
    ),
    refused(
        2_593_108,
        400,
        "Synchronisation only within 24 hours",
        "Contacts and past chats can be fetched on the first day only, and that is over.",
        "Take the number off the platform, bring it back, and fetch them the same day.",
    ),
    Entry::webhook(
        2_593_109,
        "History sync is turned off by the business",
        "Whoever brought the number in chose to keep its past chats to the phone.",
        "Begin without them; nothing is broken.",
    )
    .at(HISTORY),
    refused(
        2_655_007,
        400,
        "Undocumented Graph subcode",
        "The platform sends this number and says nowhere what it stands for.",
        "Go by the words that came with it; with the trace id Meta's support can look it up.",
    ),
];

const fn refused(
    code: u32,
    http_status: u16,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry::answer(code, http_status, title, meaning, remedy)
}

/// What went wrong with the backup of a number, in the days when those were moved with one.
const fn migrated(code: u32, title: &'static str, meaning: &'static str) -> Entry {
    let remedy = "Make the backup anew, and give it with the password that it was made with.";
    refused(code, 400, title, meaning, remedy).at(CLOUD_OLD)
}

/// What is wrong with a signup for marketing, which is no part of any message.
const fn signup(code: u32, title: &'static str, meaning: &'static str) -> Entry {
    let remedy = "Put the signup right where it was defined; messages are sent as before.";
    refused(code, 400, title, meaning, remedy).at(MARKETING_OVERVIEW)
}

/// A number of the WhatsApp Business app that is not let in.
const fn onboarded(code: u32) -> Entry {
    refused(
        code,
        400,
        "Number cannot be onboarded from the app",
        "A number that is in use in the WhatsApp Business app was not let onto the platform.",
        "The words of the answer name the condition that is not met.",
    )
}
