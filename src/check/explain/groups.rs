//! Codes about groups: of the endpoints that manage them, and of webhooks that tell what became of that.

use super::entry::{Entry, GROUP_MESSAGES, GROUP_REFERENCE, GROUPS};

/// The table.
pub(super) const ENTRIES: &[Entry] = &[
    Entry::webhook(
        130_501,
        "Unsupported message type (groups)",
        "A member of the group sent something that the API does not bring from groups.",
        "Answer that only texts and files can be read here.",
    )
    .at(GROUP_MESSAGES),
    group(
        131_059,
        400,
        "Invalid cursor",
        "The place in a paged list that was asked for is not there any more.",
        "Read the list again from its first page, with the cursors of that reading.",
    ),
    group(
        131_201,
        206,
        "Request partially succeeded",
        "What was asked for several members was done for some and refused for others.",
        "Read the errors under failed_participants, and ask again for those members alone.",
    ),
    group(
        131_202,
        400,
        "Duplicate participant",
        "A member is named more than once in the request.",
        "Name each member once.",
    ),
    group(
        131_203,
        400,
        "Participant has not accepted the terms",
        "The person has yet to agree to WhatsApp's present terms, and cannot join a group before.",
        "Let the person open WhatsApp, update it, and agree; then invite again.",
    )
    .at(GROUP_REFERENCE),
    group(
        131_204,
        400,
        "Participant over limit",
        "With these people the group would be larger than groups may be.",
        "Invite fewer, or take somebody out first; a group has eight members at most.",
    ),
    group(
        131_209,
        400,
        "Group picture aspect ratio",
        "The picture of the group is not as wide as it is high.",
        "Cut it to a square.",
    ),
    group(
        131_210,
        400,
        "Group picture too small",
        "The picture of the group has 192 pixels or less on a side.",
        "Take one that is larger.",
    ),
    group(
        131_211,
        400,
        "Group create limit reached",
        "This number has as many groups as it may have.",
        "Delete groups that nobody needs before a new one is made.",
    ),
    group(
        131_212,
        400,
        "Not a participant",
        "The person whom the request names does not belong to the group.",
        "Compare the number with the list of members.",
    ),
    group(
        131_213,
        400,
        "Join request does not exist",
        "Somebody has answered this request to join, or the person took it back.",
        "Fetch the list of open requests again.",
    ),
    group(
        131_214,
        400,
        "Group creation temporarily disabled",
        "In the last week too much marketing went out inside service windows, so no group can be made for now.",
        "Wait, and keep advertising out of conversations about service.",
    ),
    group(
        131_215,
        400,
        "Number not eligible for groups",
        "Not every number may have groups, and this one may not.",
        "Groups are for officially verified business accounts: see whether yours can become one.",
    ),
];

const fn group(
    code: u32,
    http_status: u16,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry::answer(code, http_status, title, meaning, remedy).at(GROUPS)
}
