//! The rules about a definition that need a function, one file a topic.

mod buttons;
mod cards;
mod parts;
mod variables;

use super::words;
use crate::check::spot::{Spot, Walk};
use crate::schema::{Authoring, Rule};

/// Applies a rule about a definition.
pub(super) fn apply(
    walk: &mut Walk<'_>,
    spot: &Spot<'_>,
    rule: &'static Rule,
    authoring: Authoring,
) {
    match authoring {
        Authoring::NoPlaceholder => parts::no_placeholder(walk, spot, rule),
        Authoring::NoneOf(values) => parts::none_of(walk, spot, rule, values),
        Authoring::Seconds(from, to) => parts::seconds(walk, spot, rule, (from, to)),
        Authoring::EachOnce => parts::each_once(walk, spot, rule),
        Authoring::BodyGiven => parts::body_given(walk, spot, rule),
        Authoring::PlaceCategory => parts::place_category(walk, spot, rule),
        Authoring::FewEmoji(most) => words::emoji_max(walk, spot, rule, most),
        Authoring::BreaksInARow(most) => parts::breaks_in_a_row(walk, spot, rule, most),
        Authoring::ExampleLength(most) => parts::example_length(walk, spot, rule, most),
        Authoring::AppsGiven => parts::apps_given(walk, spot, rule),
        Authoring::TermsAccepted => parts::terms_accepted(walk, spot, rule),
        Authoring::LettersAndDigits => parts::letters_and_digits(walk, spot, rule),
        Authoring::PlainLabel => parts::plain_label(walk, spot, rule),
        Authoring::NoVariables => variables::none(walk, spot, rule),
        Authoring::OneVariable => variables::one(walk, spot, rule),
        Authoring::VariableLast => variables::last(walk, spot, rule),
        Authoring::VariableInside => variables::inside(walk, spot, rule),
        Authoring::VariablesApart => variables::apart(walk, spot, rule),
        Authoring::EnoughWords => variables::enough_words(walk, spot, rule),
        Authoring::NumbersInSequence => variables::in_sequence(walk, spot, rule),
        Authoring::PlainVariables => variables::plain(walk, spot, rule),
        Authoring::NamesPlain => variables::names_plain(walk, spot, rule),
        Authoring::ExamplesGiven => variables::examples_given(walk, spot, rule),
        Authoring::AddressExample => variables::address_example(walk, spot, rule),
        Authoring::ButtonsMax(sorts, most) => buttons::at_most(walk, spot, rule, sorts, most),
        Authoring::RepliesBesideCheckout(most) => {
            buttons::replies_beside_checkout(walk, spot, rule, most);
        }
        Authoring::CodeButtonGiven => buttons::code_button_given(walk, spot, rule),
        Authoring::RepliesTogether => buttons::replies_together(walk, spot, rule),
        Authoring::RepliesApart => buttons::replies_apart(walk, spot, rule),
        Authoring::OfferButtons => buttons::of_offer(walk, spot, rule),
        Authoring::ShownOnDesktop => buttons::shown_on_desktop(walk, spot, rule),
        Authoring::CardsBelowBody => cards::below_body(walk, spot, rule),
        Authoring::CardsAlike => cards::alike(walk, spot, rule),
        Authoring::ProductCards(count) => cards::of_products(walk, spot, rule, count),
    }
}
