//! Cloud API: what is answered to definitions that are made, edited or deleted; told apart by subcodes.

use super::entry::{CLOUD, Entry};

/// The page about making, editing and deleting templates.
const TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management";

/// The table.
pub(super) const ENTRIES: &[Entry] = &[
    answer(
        10,
        2_388_185,
        "No permission to create template",
        "The account may not make this sort of template yet; seen for one-time codes before the business was verified.",
        "Have the business verified, or choose another category.",
    ),
    answer(
        100,
        2_388_019,
        "Message template limit exceeded",
        "The account has as many templates as it may have; before the business is verified these are 250.",
        "Delete or archive templates that nobody sends, or have the business verified.",
    )
    .at(CLOUD),
    answer(
        100,
        2_388_023,
        "Template name/language being deleted or taken",
        "A template of this name was deleted not long ago; its name stays blocked for up to 30 days.",
        "Take another name, or wait.",
    ),
    answer(
        100,
        2_388_024,
        "Content in this language already exists",
        "There is a template of this name in this language.",
        "Edit that one, or take another name or language.",
    ),
    answer(
        100,
        2_388_039,
        "Template status can't be changed",
        "The template is in a state in which it cannot be edited; it may be in review.",
        "Wait for the review, or delete the template and make a new one.",
    )
    .at(CLOUD),
    answer(
        100,
        2_388_040,
        "Character limit exceeded",
        "A text of the definition is too long.",
        "Shorten the text that the answer names.",
    )
    .at(CLOUD),
    answer(
        100,
        2_388_043,
        "Expected field missing in components",
        "A component lacks a part that it must have; most often it is the example of a variable.",
        "Give each variable one example, and none where there is no variable.",
    ),
    answer(
        100,
        2_388_044,
        "Invalid parameter in components",
        "Something in the components is wrong; no page says more.",
        "Go by the text for users in the answer.",
    ),
    answer(
        100,
        2_388_046,
        "Name format is incorrect",
        "The name has other signs than small letters, digits and underscores.",
        "Give it a name of small letters, digits and underscores.",
    ),
    answer(
        100,
        2_388_047,
        "Message header format is incorrect",
        "The header has a line break, markup, an emoji or a second variable.",
        "Keep the header to one plain line with one variable at most.",
    )
    .at(CLOUD),
    answer(
        100,
        2_388_060,
        "Button format is incorrect",
        "The label of a button has a variable, a line break, an emoji or markup.",
        "Use plain words for the label.",
    ),
    answer(
        100,
        2_388_072,
        "Message body format is incorrect",
        "The body has too many empty lines, variables side by side, or braces that are not two.",
        "Write {{1}}, {{2}} and so on with words between, and at most one empty line in a row.",
    )
    .at(CLOUD),
    answer(
        100,
        2_388_073,
        "Message footer format is incorrect",
        "The footer has a variable or markup.",
        "Use plain words for the footer.",
    )
    .at(CLOUD),
    answer(
        100,
        2_388_081,
        "Direct WhatsApp link not allowed in a button",
        "A button opens an address of wa.me.",
        "Use another address, or a button that calls.",
    ),
    answer(
        100,
        2_388_124,
        "Active template edited too often",
        "An approved template was edited within the last 24 hours, or ten times within 30 days.",
        "Edit it again when a day has passed.",
    ),
    answer(
        100,
        2_388_155,
        "Name used by a sample template",
        "One of the platform's own sample templates has this name.",
        "Take another name.",
    ),
    answer(
        100,
        2_388_293,
        "Parameters words ratio exceeds limit",
        "There are too many variables for so few words.",
        "Add words, or use fewer variables.",
    )
    .at(CLOUD),
    answer(
        100,
        2_388_299,
        "Leading or trailing parameters not allowed",
        "A variable is the first or the last thing in the text.",
        "Put words before and behind it.",
    )
    .at(CLOUD),
    answer(
        100,
        2_494_160,
        "Template refused by a restriction",
        "The account may not make templates for now; its health is limited.",
        "Look at the account's health, and clear what it names.",
    ),
];

/// An answer to somebody who makes a template.
const fn answer(
    code: u32,
    subcode: u32,
    title: &'static str,
    meaning: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry::answer(code, 400, title, meaning, remedy)
        .sub(subcode)
        .at(TEMPLATES)
}
