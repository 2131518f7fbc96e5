//! The components of particular templates: an offer, the request to call, and those without a guide.

use super::{CLOUD, TOO_LONG};
use crate::schema::condition::When;
use crate::schema::field::{At, Field, Pane, Shape};
use crate::schema::rule::{Rule, Test};
use crate::schema::sources;

/// When the definition has an offer.
pub(super) const HAS_OFFER: When = When::Is("/components/*/type", &["LIMITED_TIME_OFFER"]);
/// When it has none.
pub(super) const HAS_NO_OFFER: When = When::IsNot("/components/*/type", &["LIMITED_TIME_OFFER"]);
/// When the definition has cards.
pub(super) const HAS_CARDS: When = When::Is("/components/*/type", &["CAROUSEL"]);
/// When the definition asks whether one may call.
pub(super) const ASKS_FOR_CALLS: When =
    When::Is("/components/*/type", &["CALL_PERMISSION_REQUEST"]);
/// When it has neither cards nor the request to call, which have limits of their own.
pub(super) const IS_PLAIN: When = When::IsNot(
    "/components/*/type",
    &["CAROUSEL", "CALL_PERMISSION_REQUEST"],
);
/// When the definition shows one product.
pub(super) const SHOWS_PRODUCT: When = When::Is("/components/*/buttons/*/type", &["SPM"]);

/// When it shows none.
pub(super) const SHOWS_NO_PRODUCT: When = When::IsNot("/components/*/buttons/*/type", &["SPM"]);

/// An offer that ends.
pub(super) const OFFER: Field = Field::new(
    At::Item(&[("type", "LIMITED_TIME_OFFER")]),
    "limited-time offer",
    Shape::Group(&[Field::group(
        "limited_time_offer",
        "offer",
        &[
            Field::text("text", "offer text")
                .doc("A few words beside the gift that the phone draws.")
                .example("Ends tonight!")
                .rules(&[Rule::error(
                    "lto-text-length",
                    Test::MaxLen(16),
                    "the words of an offer have at most 16 characters",
                    sources::OFFERS,
                )
                .only(CLOUD)
                .predicts(TOO_LONG)]),
            Field::flag("has_expiration", "expires")
                .doc("Whether a send says when the offer ends, so that the phone counts down."),
        ],
    )
    .essential()]),
)
.pane(Pane::Body)
.offered_if(super::MARKETING)
.only(CLOUD);

/// The request to call, which has no members.
pub(super) const CALL_PERMISSION: Field = Field::new(
    At::Item(&[("type", "CALL_PERMISSION_REQUEST")]),
    "request to call",
    Shape::Group(&[]),
)
.pane(Pane::Buttons)
.only(CLOUD)
.rare();

/// What a tap on the header leads to, where a send may say so.
pub(super) const TAP_TARGET: Field = Field::new(
    At::Item(&[("type", "TAP_TARGET_CONFIGURATION")]),
    "tap target",
    Shape::Group(&[Field::json(
        "tap_target_configuration",
        "tap target configuration",
    )]),
)
.pane(Pane::Header)
.only(CLOUD)
.rare();

/// A component that the reference names without a guide.
pub(super) const fn undocumented(
    tags: &'static [(&'static str, &'static str)],
    title: &'static str,
) -> Field {
    Field::new(At::Item(tags), title, Shape::Group(&[]))
        .only(CLOUD)
        .rare()
}
