//! Cloud API: codes about templates, Flows and the marketing endpoint.

use super::entry::{Entry, FLOWS, LIBRARY, MARKETING};

/// The table.
pub(super) const ENTRIES: &[Entry] = &[
    Entry::answer(
        132_000,
        400,
        "Number of parameters does not match",
        "The template has more or fewer variables than this message gives values.",
        "Give each {{…}} of header, body and buttons exactly one value.",
    ),
    Entry::answer(
        132_001,
        404,
        "Template does not exist",
        "The account has no approved template of this name in this language.",
        "Compare name and language code letter by letter (en is another language than en_US), and see whether it is approved.",
    ),
    Entry::answer(
        132_005,
        400,
        "Template hydrated text too long",
        "With its values filled in, the text grows beyond the limit.",
        "Use shorter values.",
    ),
    Entry::answer(
        132_007,
        400,
        "Template format character policy violated",
        "Meta's policy does not allow what this message says, or how it is written.",
        "Reword the values; if the template itself is at fault, it has to be handed in anew.",
    ),
    Entry::answer(
        132_008,
        400,
        "Template parameter value invalid",
        "A value does not suit the variable that it fills.",
        "Compare kind and content of each value with the template.",
    )
    .at(LIBRARY),
    Entry::answer(
        132_012,
        400,
        "Template parameter format mismatch",
        "A value is of another kind than the template declares: a text where a picture belongs, a name where numbers count.",
        "Give the header the kind it was approved with, and name values only where the template has named variables.",
    ),
    Entry::answer(
        132_015,
        400,
        "Template is paused",
        "People did not like this template, so it rests: three hours the first time, then six.",
        "Wait, use another template, or improve this one and have it approved.",
    ),
    Entry::answer(
        132_016,
        400,
        "Template is disabled",
        "This template was paused too often and cannot be sent any more.",
        "Write a new one that says it differently.",
    ),
    Entry::answer(
        132_018,
        400,
        "Template validation error",
        "A value is not allowed in a template; a line break, a tab or five blanks in a row are the usual reasons.",
        "The details name the value: write it in one line.",
    ),
    Entry::answer(
        132_068,
        400,
        "Flow is blocked",
        "The Flow that the button opens is blocked.",
        "Mend it in WhatsApp Manager and publish it again.",
    ),
    Entry::answer(
        132_069,
        400,
        "Flow is throttled",
        "The Flow that the button opens is not well, and its ten messages of this hour are sent.",
        "Wait for the next hour, and mend the Flow.",
    )
    .retry(),
    Entry::answer(
        134_011,
        400,
        "WhatsApp Payments terms of service has not been accepted",
        "Nobody of the business has agreed to the terms of WhatsApp Payments.",
        "Follow the link in the error and agree.",
    ),
    Entry::answer(
        134_100,
        400,
        "Only marketing messages supported",
        "The marketing endpoint got a template of another category.",
        "Send it through the ordinary messages endpoint.",
    ),
    Entry::answer(
        134_101,
        400,
        "Template is still syncing",
        "The marketing endpoint does not know this new template yet.",
        "Give it ten minutes, then send again.",
    )
    .retry(),
    Entry::answer(
        134_102,
        500,
        "Template unavailable for use",
        "The marketing endpoint cannot use this template, or the account has not joined it.",
        "See whether the account has joined; if it has, Meta's support must look.",
    ),
    Entry::webhook(
        134_103,
        "Undocumented marketing-endpoint error",
        "The marketing endpoint could not send; no page says why.",
        "Go by the details, and see whether the account has joined that endpoint.",
    )
    .at(MARKETING),
    Entry::answer(
        139_000,
        400,
        "Blocked by integrity",
        "Meta does not let this account work with Flows.",
        "Ask Meta's support for the reason.",
    )
    .at(FLOWS),
];
