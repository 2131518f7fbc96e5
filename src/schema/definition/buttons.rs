//! The buttons of a definition: how many of each sort, in which order, and what each one holds.

mod one_time_code;
mod sorts;

use super::{CLOUD, LACKING, NEW_AUTHENTICATION, special};
use crate::schema::custom::{Authoring, Custom};
use crate::schema::field::{At, Field, Pane, Shape};
use crate::schema::rule::{CLOUD_ONLY, INVALID_DEFINITION, Rule, Test};
use crate::schema::shared::retired_buttons;
use crate::schema::sources;

pub(super) use sorts::{ORDER_DETAILS, PHONE_NUMBER, QUICK_REPLY, SPM, URL, button};

/// The component that holds the buttons.
pub(super) const BUTTONS: Field = Field::new(
    At::Item(&[("type", "BUTTONS")]),
    "buttons component",
    Shape::Group(&[LIST]),
)
.pane(Pane::Buttons)
.rules(&[Rule::error(
    "tpl-call-permission-alone",
    Test::Forbidden,
    "a template that asks whether one may call has no buttons of its own",
    sources::CALL_PERMISSION_TEMPLATES,
)
.only(CLOUD)
.when(special::ASKS_FOR_CALLS)
.predicts(INVALID_DEFINITION)]);

const LIST: Field = Field::list("buttons", "buttons", &sorts::ANY)
    .essential()
    .rules(&[
        Rule::error(
            "tpl-buttons-max",
            Test::MaxItems(10),
            "a template has at most 10 buttons",
            sources::COMPONENTS,
        )
        .only(CLOUD)
        .predicts(INVALID_DEFINITION),
        Rule::error(
            "tpl-buttons-min",
            Test::MinItems(1),
            "a component of buttons has a button",
            sources::COMPONENTS,
        )
        .predicts(LACKING),
        most(
            "tpl-buttons-quick-reply-max",
            &["QUICK_REPLY"],
            10,
            "a template has at most 10 quick replies",
        ),
        most(
            "tpl-buttons-url-max",
            &["URL"],
            2,
            "a template has at most 2 buttons that open an address",
        ),
        most(
            "tpl-buttons-phone-max",
            &["PHONE_NUMBER"],
            1,
            "a template has at most one button that calls a number",
        ),
        most(
            "tpl-buttons-copy-code-max",
            &["COPY_CODE"],
            1,
            "a template has at most one button that copies a coupon code",
        ),
        most(
            "tpl-buttons-otp-max",
            &["OTP"],
            1,
            "a template has at most one button for a one-time code",
        ),
        seldom(
            "tpl-buttons-flow-max",
            &["FLOW"],
            "all samples have one button that opens a Flow",
        ),
        most(
            "tpl-buttons-catalog-max",
            &["CATALOG"],
            1,
            "a template has at most one button that opens the catalog",
        ),
        most(
            "tpl-buttons-mpm-max",
            &["MPM"],
            1,
            "a template has at most one button that shows several products",
        ),
        most(
            "tpl-buttons-spm-max",
            &["SPM"],
            1,
            "a template has at most one button that shows a product",
        ),
        most(
            "tpl-buttons-voice-call-max",
            &["VOICE_CALL"],
            1,
            "a template has at most one button that calls inside WhatsApp",
        ),
        seldom(
            "tpl-buttons-order-details-max",
            &["ORDER_DETAILS"],
            "all samples have one button that opens an order",
        ),
        seldom(
            "tpl-buttons-request-contact-info-max",
            &["REQUEST_CONTACT_INFO"],
            "all samples have one button that asks for a contact",
        ),
        Rule::error(
            "tpl-checkout-quick-replies",
            Test::Custom(Custom::Authoring(Authoring::RepliesBesideCheckout(9))),
            "beside a button to buy stand at most 9 quick replies",
            sources::CHECKOUT_INDIA,
        )
        .only(CLOUD_ONLY)
        .predicts(INVALID_DEFINITION),
        Rule::error(
            "tpl-auth-button-required",
            Test::Custom(Custom::Authoring(Authoring::CodeButtonGiven)),
            "a template for one-time codes has their button",
            sources::AUTOFILL,
        )
        .only(CLOUD)
        .when(NEW_AUTHENTICATION)
        .predicts(LACKING),
        Rule::error(
            "tpl-buttons-grouping",
            Test::Custom(Custom::Authoring(Authoring::RepliesTogether)),
            "quick replies stand together, before or after the other buttons",
            sources::COMPONENTS,
        )
        .only(CLOUD)
        .predicts(INVALID_DEFINITION),
        Rule::error(
            "lto-button-order",
            Test::Custom(Custom::Authoring(Authoring::OfferButtons)),
            "an offer has its coupon code first and an address after it",
            sources::OFFERS,
        )
        .only(CLOUD)
        .when(special::HAS_OFFER)
        .predicts(INVALID_DEFINITION),
        Rule::warning(
            "tpl-buttons-desktop",
            Test::Custom(Custom::Authoring(Authoring::ShownOnDesktop)),
            "four or more buttons, or quick replies beside others, are not shown on desktops",
            sources::COMPONENTS,
        )
        .only(CLOUD),
        Rule::warning(
            "tpl-buttons-collapse",
            Test::MaxItems(3),
            "of more than three buttons a phone shows two, and the rest behind \"See all options\"",
            sources::COMPONENTS,
        )
        .only(CLOUD),
        Rule::warning(
            "tpl-button-text-unique",
            Test::Unique("*/text", "button"),
            "two buttons with the same label were seen to be refused",
            sources::PYWA,
        )
        .only(CLOUD),
        retired_buttons::QUICK_REPLIES.of_definition(),
        retired_buttons::CALLS_TO_ACTION.of_definition(),
        retired_buttons::NUMBERS.of_definition(),
        retired_buttons::ADDRESSES.of_definition(),
        retired_buttons::UNMIXED_DEFINITION,
    ]);

/// At most so many buttons of a sort.
const fn most(
    id: &'static str,
    sorts: &'static [&'static str],
    most: u32,
    summary: &'static str,
) -> Rule {
    let test = Test::Custom(Custom::Authoring(Authoring::ButtonsMax(sorts, most)));
    Rule::error(id, test, summary, sources::COMPONENTS)
        .only(CLOUD)
        .predicts(INVALID_DEFINITION)
}

/// One button of a sort, which no page demands.
const fn seldom(id: &'static str, sorts: &'static [&'static str], summary: &'static str) -> Rule {
    let test = Test::Custom(Custom::Authoring(Authoring::ButtonsMax(sorts, 1)));
    Rule::warning(id, test, summary, sources::COMPONENTS).only(CLOUD)
}
