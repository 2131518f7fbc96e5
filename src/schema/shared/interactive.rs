//! The frame of interactive messages: header, body and footer.

use super::{direct_send, file, media};
use crate::schema::custom::Custom;
use crate::schema::field::{At, Case, Field, Initial, Opt, Pane, Shape};
use crate::schema::rule::{CLOUD, CLOUD_ONLY, ON_PREMISES, Rule, Test, UNREADABLE};
use crate::schema::sources;

/// The content of an interactive message.
pub(in crate::schema) const fn content(fields: &'static [Field]) -> Field {
    Field::group("interactive", "interactive message", fields)
        .essential()
        .rules(&[super::envelope::CONTENT])
}

/// The member that says which interactive message it is.
pub(in crate::schema) const TYPE: Field = Field {
    shape: Shape::Kinds(TYPES),
    ..Field::text("type", "interactive type")
}
.doc("Which interactive message it is.")
.pane(Pane::Envelope)
.essential()
.rules(&[
    direct_send::INTERACTIVE_TYPES,
    TYPE_REQUIRED,
    TYPE_LISTED,
    TYPE_LISTED_ON_PREMISES,
]);

/// The rule that there is a type.
pub(in crate::schema) const TYPE_REQUIRED: Rule = Rule::error(
    "interactive-type-required",
    Test::Required,
    "an interactive message says which one it is",
    sources::REPLY_BUTTONS,
);

/// The rule which types the Cloud API has.
pub(in crate::schema) const TYPE_LISTED: Rule = Rule::warning(
    "interactive-type-enum",
    Test::Listed,
    "these interactive messages are documented for the Cloud API",
    sources::SEND,
)
.only(CLOUD);

const TYPE_LISTED_ON_PREMISES: Rule = Rule::warning(
    "interactive-type-enum-on-premises",
    Test::Listed,
    "these interactive messages are documented for the On-Premises API",
    sources::INTERACTIVE_GUIDE,
)
.only(ON_PREMISES);

const TYPES: &[Opt] = &[
    Opt::new("list", "List message"),
    Opt::new("button", "Reply buttons"),
    Opt::new("cta_url", "Link button"),
    Opt::new("location_request_message", "Location request"),
    Opt::new("address_message", "Address request"),
    Opt::new("flow", "Flow"),
    Opt::new("product", "One product"),
    Opt::new("product_list", "Several products"),
    Opt::new("catalog_message", "Catalog"),
    Opt::new("carousel", "Carousel").only(CLOUD),
    Opt::new("voice_call", "Call button").only(CLOUD),
    Opt::new("call_permission_request", "Call permission").only(CLOUD),
    Opt::new("request_contact_info", "Contact request").only(CLOUD),
    Opt::new("order_details", "Order"),
    Opt::new("order_status", "Order status"),
];

/// The action, with the fields that the kind has in it.
pub(in crate::schema) const fn action(fields: &'static [Field]) -> Field {
    Field::group("action", "action", fields)
        .pane(Pane::Buttons)
        .essential()
        .rules(&[ACTION_REQUIRED])
}

/// The rule that there is an action.
pub(in crate::schema) const ACTION_REQUIRED: Rule = Rule::error(
    "interactive-action-required",
    Test::Required,
    "an interactive message has an action",
    sources::REPLY_BUTTONS,
);

/// A header with the given cases and the rule that names them.
pub(in crate::schema) const fn header(cases: &'static [Case], rules: &'static [Rule]) -> Field {
    Field::new(
        At::Key("header"),
        "header",
        Shape::Variant {
            tag: "type",
            fold_case: false,
            default: None,
            cases,
        },
    )
    .doc("What stands above the body: a bold line, or a picture, a video or a document.")
    .pane(Pane::Header)
    .rules(rules)
}

/// The rule that a header is a text or a file.
pub(in crate::schema) const HEADER_TYPES: Rule = Rule::error(
    "interactive-header-type-enum",
    Test::Listed,
    "a header is a text, an image, a video or a document",
    sources::REPLY_BUTTONS,
)
.predicts(UNREADABLE);

const HEADER_OBJECT: Rule = Rule::error(
    "interactive-header-object",
    Test::Required,
    "a header holds the member that its type names",
    sources::REPLY_BUTTONS,
);

/// A header of text.
pub(in crate::schema) const TEXT_HEADER: Case = Case::new(
    "text",
    "Text",
    &[
        Field::text("text", "header text")
            .doc("One bold line above the body; emoji are drawn, markup is not.")
            .example("Repair desk")
            .rules(&[
                HEADER_OBJECT,
                direct_send::HEADER_LENGTH,
                Rule::error(
                    "interactive-header-text-length",
                    Test::MaxLen(60),
                    "a header text has at most 60 characters",
                    sources::REPLY_BUTTONS,
                ),
                Rule::warning(
                    "interactive-header-markdown",
                    Test::Custom(Custom::NoMarkup),
                    "a header shows markup as it is typed",
                    sources::REPLY_BUTTONS,
                ),
                Rule::warning(
                    "interactive-header-newline",
                    Test::Custom(Custom::NoLineBreak),
                    "a header text has one line",
                    sources::PYWA,
                ),
            ]),
        Field::text("sub_text", "header subtext")
            .doc("A second line that only Meta's description for programs knows.")
            .rare()
            .only(CLOUD_ONLY)
            .rules(&[Rule::error(
                "interactive-header-sub-text-length",
                Test::MaxLen(60),
                "a header subtext has at most 60 characters",
                sources::OPENAPI,
            )
            .only(CLOUD_ONLY)]),
    ],
);

const IMAGE_HEADER: Case = Case::new(
    "image",
    "Image",
    &[Field::group("image", "image", media::PICTURE)
        .essential()
        .rules(&[
            HEADER_OBJECT,
            file::IMAGE_SIZE,
            file::IMAGE_IN_HEADER,
            file::IMAGE_COLOURS,
            file::IMAGE_FEW_COLOURS,
            file::WHOLE,
        ])],
);

const VIDEO_HEADER: Case = Case::new(
    "video",
    "Video",
    &[Field::group("video", "video", media::PICTURE)
        .essential()
        .rules(&[
            HEADER_OBJECT,
            file::VIDEO_SIZE,
            file::VIDEO_IN_HEADER,
            file::VIDEO_CODEC,
            file::WHOLE,
        ])],
);

/// Headers of image and video.
pub(in crate::schema) const PICTURE_HEADERS: &[Case] = &[IMAGE_HEADER, VIDEO_HEADER];

/// Headers of text, image, video and document.
pub(in crate::schema) const ALL_HEADERS: &[Case] = &[
    TEXT_HEADER,
    IMAGE_HEADER,
    VIDEO_HEADER,
    Case::new(
        "document",
        "Document",
        &[Field::group("document", "document", media::DOCUMENT)
            .essential()
            .rules(&[HEADER_OBJECT, file::DOCUMENT_SIZE, file::WHOLE])],
    ),
];

/// A body with the given text field.
pub(in crate::schema) const fn body(fields: &'static [Field]) -> Field {
    Field::group("body", "body", fields)
        .pane(Pane::Body)
        .essential()
}

/// The text of a body, without its limits.
pub(in crate::schema) const BODY_TEXT: Field = Field::body("text", "body text")
    .doc("The message itself: several lines, markup, emoji and addresses.")
    .example("What can we do for you?");

/// The rule that a body has a text.
pub(in crate::schema) const BODY_NONEMPTY: Rule = Rule::error(
    "interactive-body-nonempty",
    Test::Required,
    "an interactive message has a body text",
    sources::REPLY_BUTTONS,
);

/// The rule how long a body is where the message has no figure of its own.
pub(in crate::schema) const BODY_LENGTH: Rule = body_length(
    "interactive-body-length",
    "a body text has at most 1024 characters",
    sources::REPLY_BUTTONS,
);

/// The same rule as the page of one message gives it.
pub(in crate::schema) const fn body_length(
    id: &'static str,
    summary: &'static str,
    source: &'static str,
) -> Rule {
    Rule::error(id, Test::MaxLen(1024), summary, source)
}

/// A footer.
pub(in crate::schema) const FOOTER: Field = footer(FOOTER_TEXT);

/// A footer with the given text field.
pub(in crate::schema) const fn footer(fields: &'static [Field]) -> Field {
    Field::group("footer", "footer", fields).pane(Pane::Footer)
}

/// The members of a footer.
pub(in crate::schema) const FOOTER_TEXT: &[Field] = &[FOOTER_LINE.rules(&[
    FOOTER_NONEMPTY,
    direct_send::FOOTER_LENGTH,
    FOOTER_LENGTH,
    FOOTER_MARKDOWN,
])];

/// The text of a footer, without its limits.
pub(in crate::schema) const FOOTER_LINE: Field = Field::text("text", "footer text")
    .doc("One grey line under the body.")
    .example("Mon to Fri, 9 to 17");

/// The rule that a footer has a text.
pub(in crate::schema) const FOOTER_NONEMPTY: Rule = Rule::error(
    "interactive-footer-nonempty",
    Test::Required,
    "a footer has a text",
    sources::REPLY_BUTTONS,
);

/// The rule how long a footer is where the message has no figure of its own.
pub(in crate::schema) const FOOTER_LENGTH: Rule = footer_length(
    "interactive-footer-length",
    "a footer text has at most 60 characters",
    sources::REPLY_BUTTONS,
);

/// The same rule as the page of one message gives it.
pub(in crate::schema) const fn footer_length(
    id: &'static str,
    summary: &'static str,
    source: &'static str,
) -> Rule {
    Rule::error(id, Test::MaxLen(60), summary, source)
}

/// The rule that markup does nothing in a footer.
pub(in crate::schema) const FOOTER_MARKDOWN: Rule = Rule::warning(
    "interactive-footer-markdown",
    Test::Custom(Custom::NoMarkup),
    "markup in a footer has no effect on most phones",
    sources::PYWA,
)
.only(CLOUD);

/// The name of an action, which is the only option.
pub(in crate::schema) const fn action_name(
    options: &'static [Opt],
    rules: &'static [Rule],
) -> Field {
    let name = match options {
        [only, ..] => Initial::Text(only.value),
        [] => Initial::Nothing,
    };
    Field::choice("name", "action name", options)
        .doc("Always the same for this kind of message.")
        .initial(name)
        .rules(rules)
}

/// The rule that an action has a name.
pub(in crate::schema) const fn name_required(
    id: &'static str,
    summary: &'static str,
    source: &'static str,
) -> Rule {
    Rule::error(id, Test::Required, summary, source)
}

/// The rule which name an action has.
pub(in crate::schema) const fn name_listed(
    id: &'static str,
    summary: &'static str,
    source: &'static str,
) -> Rule {
    Rule::error(id, Test::Listed, summary, source).predicts(UNREADABLE)
}

/// The rule about a header or a footer that no page gives to this message.
pub(in crate::schema) const fn undocumented(
    id: &'static str,
    summary: &'static str,
    source: &'static str,
) -> Rule {
    Rule::warning(id, Test::Forbidden, summary, source)
}

/// A member that the kind does not have, shown where it is there.
pub(in crate::schema) const fn unwanted(
    key: &'static str,
    pane: Pane,
    rules: &'static [Rule],
) -> Field {
    Field::json(key, key).pane(pane).rare().rules(rules)
}
