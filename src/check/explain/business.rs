//! Codes about the business and what it keeps at the platform: Flows, block list, health, names, insights, catalogs.

use super::entry::{ANALYTICS, BLOCK_LIST, Entry, FLOWS, HEALTH, TEMPLATES, USER_IDS};

/// The table.
pub(super) const ENTRIES: &[Entry] = &[
    flow(
        139_001,
        "Flow cannot be updated",
        "A Flow that is published cannot be changed, nor one whose files are being looked at.",
        "Make a copy of it, and change that.",
    ),
    flow(
        139_002,
        "Flow cannot be published",
        "Something that a Flow needs is missing: it has errors, or no endpoint, number, key or app that works.",
        "Do what the details name, then publish it again.",
    ),
    flow(
        139_003,
        "Flow cannot be deprecated",
        "Only a Flow that is published can be withdrawn, and this one is not.",
        "A draft can be deleted; one that was withdrawn can stay.",
    ),
    flow(
        139_004,
        "Published Flow cannot be deleted",
        "Once it is published, a Flow stays.",
        "Withdraw it: nobody can open it then.",
    ),
    flow(
        139_006,
        "Metrics threshold not reached",
        "So few people used the Flow that there are no figures of it.",
        "Look again when more have.",
    ),
    blocking(
        139_100,
        "Failed to block or unblock some users",
        "Of the people who were named, at least one was left as they were.",
        "The list failed_users of the answer says who, and why; ask again for those alone.",
    ),
    blocking(
        139_101,
        "Blocklist limit reached",
        "The number blocks 64,000 people, and more it cannot.",
        "Take somebody off the list first.",
    ),
    blocking(
        139_102,
        "Blocklist concurrent update",
        "Somebody changed the list while its pages were being read.",
        "Read it again from its first page.",
    )
    .retry(),
    blocking(
        139_103,
        "Internal error while blocking",
        "The platform failed at it on its own side.",
        "Ask once more in a while.",
    )
    .retry(),
    health(
        141_000,
        "Number problem",
        "The health report says that something is wrong with the number; what, is told in different ways.",
        "Read error_description and possible_solution beside it.",
    ),
    health(
        141_002,
        "Template not approved",
        "The health report says that the template may not be sent as it stands.",
        "Change it and have it reviewed, or appeal in WhatsApp Manager.",
    ),
    health(
        141_006,
        "Payment method error",
        "The health report says that a payment failed: messages that the business begins do not go out.",
        "Put the account's payment method right; sends fail with 131042, or with a bare 2, until then.",
    ),
    health(
        141_010,
        "Business not verified",
        "The health report says that Meta does not know yet who the business is, so it may send little.",
        "Bring the verification of the business to its end in Meta's settings.",
    ),
    name(
        147_001,
        "Username not available",
        "Somebody has this name already, or Meta gives it to nobody.",
        "Choose another.",
    ),
    name(
        147_002,
        "Account not eligible to request a username",
        "Names go to businesses that may reach more people than this one.",
        "Raise the messaging limit, then ask again.",
    ),
    name(
        147_003,
        "Facebook account not linked",
        "A Page on Facebook has this name, and the number does not belong to that Page.",
        "Connect the two, or choose another name.",
    ),
    name(
        147_004,
        "Instagram account not linked",
        "An account on Instagram has this name, and the number does not belong to it.",
        "Connect the two, or choose another name.",
    ),
    name(
        147_005,
        "Username transfer required",
        "Another number of the same business has this name.",
        "Ask again with force_transfer: true, which takes the name from that number.",
    ),
    insights(
        200_005,
        "Template insights unavailable",
        "This account cannot have figures about its templates yet.",
        "Ask again in some weeks.",
    ),
    insights(
        200_006,
        "Cannot disable template insights",
        "Figures about templates cannot be switched off once they are on.",
        "Leave them on: messages go out as before.",
    ),
    insights(
        200_007,
        "Template insights not enabled",
        "Nobody has switched the figures about templates on.",
        "Switch them on, once, for the whole account.",
    ),
    parameter(
        2_388_027,
        "Account already has a catalog",
        "The account is connected to another catalog, and it can have one alone.",
        "Take that one off first.",
    )
    .at(TEMPLATES),
    parameter(
        2_388_077,
        "Insight product type combination invalid",
        "One question about figures named kinds of products that are counted apart.",
        "Ask for each kind by itself.",
    )
    .at(ANALYTICS),
    parameter(
        2_388_100,
        "Missing catalog permission",
        "Whoever the token belongs to has no say over this catalog.",
        "Let the catalog's owner give that user a role in it.",
    )
    .at(TEMPLATES),
    parameter(
        2_388_336,
        "Analytics lookback too long",
        "Figures are kept for a year, and older ones were asked for.",
        "Begin no more than a year back.",
    )
    .at(ANALYTICS),
];

const fn flow(
    code: u32,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry::answer(code, 400, title, meaning, remedy).at(FLOWS)
}

const fn blocking(
    code: u32,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry::answer(code, 400, title, meaning, remedy).at(BLOCK_LIST)
}

/// A code of the health report, which no request is answered with.
const fn health(
    code: u32,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry::webhook(code, title, meaning, remedy).at(HEALTH)
}

const fn name(
    code: u32,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry::answer(code, 400, title, meaning, remedy).at(USER_IDS)
}

const fn insights(
    code: u32,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry::answer(code, 400, title, meaning, remedy)
}

/// A subcode of 100.
const fn parameter(
    subcode: u32,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry::answer(100, 400, title, meaning, remedy).sub(subcode)
}
