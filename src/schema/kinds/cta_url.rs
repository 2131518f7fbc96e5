//! A message with one button that opens an address.

use crate::schema::custom::Custom;
use crate::schema::field::{Field, Opt};
use crate::schema::kind::Kind;
use crate::schema::patterns;
use crate::schema::rule::{CLOUD, ON_PREMISES, Rule, Test, UNREADABLE};
use crate::schema::shared::{direct_send, envelope, interactive};
use crate::schema::sources;
use crate::wire::Dialect;

/// A message with a link button.
pub(in crate::schema) static CTA_URL: Kind = Kind {
    name: "interactive.cta_url",
    title: "Link button",
    doc: "A body with one button that opens a page; the tap is not reported.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[
        envelope::BEFORE,
        interactive::content(&[
            interactive::TYPE,
            interactive::header(
                interactive::ALL_HEADERS,
                &[HEADER_TYPES, interactive::HEADER_TYPES.only(ON_PREMISES)],
            ),
            interactive::body(&[BODY_TEXT]),
            interactive::footer(&[FOOTER_TEXT]),
            interactive::action(&[NAME, PARAMETERS]),
        ]),
        envelope::AFTER_DIRECT,
    ]),
};

const HEADER_TYPES: Rule = Rule::error(
    "cta-url-header-types",
    Test::Listed,
    "a link button has a header of text, image, video or document",
    sources::LINK_BUTTONS,
)
.only(CLOUD)
.predicts(UNREADABLE);

const BODY_TEXT: Field = interactive::BODY_TEXT
    .example("Twenty lamps at half price.")
    .rules(&[
        interactive::BODY_NONEMPTY,
        direct_send::BODY_LENGTH,
        interactive::body_length(
            "cta-url-body-length",
            "the body over a link button has at most 1024 characters",
            sources::LINK_BUTTONS,
        )
        .only(CLOUD),
        interactive::BODY_LENGTH,
    ]);

const FOOTER_TEXT: Field = interactive::FOOTER_LINE.rules(&[
    interactive::FOOTER_NONEMPTY,
    direct_send::FOOTER_LENGTH,
    interactive::footer_length(
        "cta-url-footer-length",
        "the footer over a link button has at most 60 characters",
        sources::LINK_BUTTONS,
    )
    .only(CLOUD),
    interactive::FOOTER_LENGTH,
    interactive::FOOTER_MARKDOWN,
]);

const NAME: Field = interactive::action_name(
    &[Opt::new("cta_url", "Open an address")],
    &[
        interactive::name_required(
            "cta-url-name-required",
            "the action of a link button has a name",
            sources::LINK_BUTTONS,
        ),
        interactive::name_listed(
            "cta-url-name",
            "the action of a link button is called cta_url",
            sources::LINK_BUTTONS,
        )
        .only(CLOUD),
    ],
);

const PARAMETERS: Field = Field::group(
    "parameters",
    "link button",
    &[DISPLAY_TEXT, URL, PAYMENT_LINK_PREVIEW],
)
.essential();

const DISPLAY_TEXT: Field = Field::text("display_text", "button label")
    .doc("What the button says.")
    .example("See lamps")
    .rules(&[
        Rule::error(
            "cta-url-display-text-required",
            Test::Required,
            "a link button has a label",
            sources::LINK_BUTTONS,
        )
        .only(CLOUD),
        Rule::error(
            "cta-url-display-text-length",
            Test::MaxLen(20),
            "a link button's label has at most 20 characters",
            sources::LINK_BUTTONS,
        )
        .only(CLOUD),
    ]);

const URL: Field = Field::text("url", "address")
    .doc("The page that the button opens, with its scheme.")
    .example("https://shop.example.com/sale")
    .rules(&[
        Rule::error(
            "cta-url-url-required",
            Test::Required,
            "a link button has an address",
            sources::LINK_BUTTONS,
        )
        .only(CLOUD),
        Rule::error(
            "cta-url-url-scheme",
            Test::Pattern(&patterns::WEB_ADDRESS),
            "a link button's address has a scheme and a host",
            sources::LINK_BUTTONS,
        )
        .only(CLOUD),
        Rule::warning(
            "cta-url-url-ip",
            Test::Custom(Custom::HostNamed),
            "an address without a host name may be refused",
            sources::LINK_BUTTONS,
        )
        .only(CLOUD),
    ]);

/// Met in a sample for payment links; what it does is described nowhere.
const PAYMENT_LINK_PREVIEW: Field = Field::flag("payment_link_preview", "payment link preview")
    .doc("Whether the phone shows what is to be paid, where the address is a payment link.")
    .rare();
