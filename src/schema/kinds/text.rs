//! A text.

use crate::schema::condition::SENT_DIRECTLY;
use crate::schema::custom::Custom;
use crate::schema::field::{Field, Pane};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, CLOUD_ONLY, ON_PREMISES, Rule, Test, UNREADABLE, UNWANTED};
use crate::schema::shared::{direct_send, envelope};
use crate::schema::sources;
use crate::wire::Dialect;

/// A text, with or without a preview of an address in it.
pub(in crate::schema) static TEXT: Kind = Kind {
    name: "text",
    title: "Text",
    doc: "Plain words: up to 4096 characters, with markup, emoji and addresses.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[
        envelope::BEFORE,
        CONTENT,
        PREVIEW_ON_PREMISES,
        envelope::AFTER_DIRECT,
    ]),
};

const CONTENT: Field = Field::group("text", "text", &[BODY, PREVIEW])
    .pane(Pane::Body)
    .essential()
    .rules(&[envelope::CONTENT]);

const PREVIEW: Field = Field::flag("preview_url", "link preview")
    .doc("Whether the first address in the text is shown with its picture and title.")
    .only(CLOUD)
    .rules(&[
        Rule::error(
            "text-preview-url-place-on-premises",
            Test::Forbidden,
            "the On-Premises API wants preview_url beside text, not inside",
            sources::ON_PREMISES,
        )
        .only(ON_PREMISES),
        Rule::warning(
            "ds-preview-url",
            Test::Forbidden,
            "a text that is sent directly has no link preview",
            sources::DIRECT_SEND_TYPES,
        )
        .only(CLOUD)
        .when(SENT_DIRECTLY),
    ]);

const PREVIEW_ON_PREMISES: Field = Field::flag("preview_url", "link preview")
    .doc("Whether the first address in the text is shown with its picture and title.")
    .pane(Pane::Body)
    .only(ON_PREMISES)
    .rules(&[Rule::error(
        "text-preview-url-place-cloud",
        Test::Forbidden,
        "the Cloud API wants preview_url inside text, not beside it",
        sources::TEXT,
    )
    .only(CLOUD)
    .predicts(UNWANTED)]);

const BODY: Field = Field::body("body", "text")
    .doc("The message itself: several lines, markup, emoji and addresses.")
    .example("Hi Lena, your lamp is ready.")
    .rules(&[
        Rule::error(
            "text-body-required",
            Test::Required,
            "a text has a body",
            sources::TEXT,
        ),
        direct_send::BODY_LENGTH,
        Rule::error(
            "text-body-length",
            Test::MaxLen(4096),
            "a text has at most 4096 characters",
            sources::TEXT,
        )
        .only(CLOUD)
        .predicts(UNREADABLE),
        Rule::error(
            "text-body-length-on-premises",
            Test::MaxLen(4096),
            "a text has at most 4096 characters on the On-Premises API too",
            sources::ON_PREMISES,
        )
        .only(ON_PREMISES),
        Rule::error(
            "text-body-length-openapi",
            Test::MaxLen(4096),
            "Meta's description for programs gives the same 4096 characters",
            sources::OPENAPI,
        )
        .only(CLOUD_ONLY)
        .predicts(UNREADABLE),
        Rule::warning(
            "text-body-length-advice-360dialog",
            Test::MaxLen(1600),
            "360dialog advises to stay below 1600 characters",
            sources::DIALOG360_TEXT_ADVICE,
        )
        .only(&[Dialect::Dialog360]),
        Rule::warning(
            "text-preview-url-scheme",
            Test::Custom(Custom::PreviewAddress),
            "a link preview needs an address with http:// or https:// in the text",
            sources::TEXT,
        ),
        Rule::warning(
            "text-preview-url-host",
            Test::Custom(Custom::PreviewHost),
            "an address without a host name gets no preview",
            sources::DIALOG360_TEXT,
        )
        .only(&[Dialect::Dialog360]),
    ]);
