//! The platform's limits that no payload can be checked against, and why.

/// Ids of limits that have no rule, each with the reason.
///
/// `check` says nothing about these; they are what remains to be known of a message beyond it.
pub const NOT_CHECKED: &[(&str, &str)] = &[
    (
        "context-age",
        "how old the quoted message is stands in no payload; an older one is left out of the bubble",
    ),
    (
        "identity-hash",
        "whether the customer's identity still has the hash is known to WhatsApp alone",
    ),
    (
        "typing-duration",
        "how long the dots are shown: until the next message, 25 seconds at most",
    ),
    (
        "pin-max",
        "how many messages are pinned is known to the group; three at most",
    ),
    (
        "group-participants",
        "how many people a group has stands in no payload; eight at most",
    ),
    (
        "reaction-target-age",
        "how old the message is stands in no payload; a reaction reaches 30 days back",
    ),
    (
        "list-on-web",
        "how a phone shows a list: one choice at a time, and the sheet can be opened again",
    ),
    (
        "lto-web",
        "where an offer is shown: on phones only, not on the web and the desktop",
    ),
    (
        "flow-token-required-old",
        "the newest page lets the token out; a warning would stand on every Flow without one",
    ),
    (
        "send-header-document-pdf",
        "the type of a file is told by its server, not by the payload; templates take PDF",
    ),
    (
        "send-currency-cloud-display",
        "how an amount is shown; the fallback where the phone cannot write it",
    ),
    (
        "send-currency-on-premises-display",
        "how an amount is shown; in the language of the customer's phone",
    ),
    (
        "call-permission-rate",
        "what was asked before stands in no payload; once a day and twice a week at most",
    ),
    (
        "cta-url-header-text-only-old",
        "the newest page allows pictures; a warning would stand on every link button with one",
    ),
    (
        "link-preview-image-size",
        "the size of the linked page's picture is known to its server; 600 KB at most",
    ),
    (
        "link-preview-description-length",
        "the linked page's description is known to its server; two lines are shown",
    ),
    (
        "tpl-name-language-unique",
        "which templates there are is known to the account; `templates push` asks it",
    ),
    (
        "tpl-create-rate",
        "how many templates were made within the hour is known to the account; 100 at most",
    ),
    (
        "tpl-count-unverified",
        "how many templates there are is known to the account; 250 before it is verified",
    ),
    (
        "tpl-count-verified",
        "how many templates there are is known to the account; 6000 at most",
    ),
    (
        "tpl-edit-rate",
        "when a template was edited is known to the account; once a day and ten times in 30 days",
    ),
    (
        "tpl-header-gif-size",
        "a definition holds the handle of a sample, not its size; 3.5 MB at most",
    ),
    (
        "tpl-voice-call-label-length-library",
        "one library allows 25 characters; the platform's own page has 20, and that is checked",
    ),
];
