//! The rules that need a function, one file a topic.

mod authoring;
mod cards;
mod codes;
mod dates;
mod definition;
mod direct;
mod envelope;
mod filled;
mod inside;
mod library;
mod marketing;
mod media;
mod parts;
mod people;
mod sums;
mod words;

use super::spot::{Spot, Walk};
use crate::schema::{Custom, Rule};

/// Whether the facts from outside that a rule asks for are there: without them it is silent.
pub(super) fn has_facts(walk: &Walk<'_>, custom: Custom) -> bool {
    let context = walk.facts.context;
    match custom {
        Custom::WindowOpen => context.window.is_some(),
        Custom::NotOneself => context.own_number.is_some(),
        Custom::LanguageKnown => !context.translations.is_empty(),
        _ => true,
    }
}

/// Applies a rule that needs a function.
pub(super) fn apply(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, custom: Custom) {
    match custom {
        Custom::OneEmoji => words::one_emoji(walk, spot, rule),
        Custom::EscapedOnce => words::escaped_once(walk, spot, rule),
        Custom::NoMarkup => words::no_markup(walk, spot, rule),
        Custom::NoLineBreak => words::no_line_break(walk, spot, rule),
        Custom::NoEmoji => words::no_emoji(walk, spot, rule),
        Custom::PreviewAddress => words::preview_address(walk, spot, rule),
        Custom::PreviewHost => words::preview_host(walk, spot, rule),
        Custom::LowerCaseType => words::lower_case_type(walk, spot, rule),
        Custom::UrlEncoded => words::url_encoded(walk, spot, rule),
        Custom::HostNamed => words::host_named(walk, spot, rule),
        Custom::LineBreaks(most) => words::line_breaks(walk, spot, rule, most),
        Custom::Authoring(authoring) => authoring::apply(walk, spot, rule, authoring),
        Custom::SameHeaders => cards::same_headers(walk, spot, rule),
        Custom::SameButtons => cards::same_buttons(walk, spot, rule),
        Custom::SameCatalog => cards::same_catalog(walk, spot, rule),
        Custom::OrderSubtotal => sums::subtotal(walk, spot, rule),
        Custom::OrderTotal => sums::total(walk, spot, rule),
        Custom::SaleAmount => sums::sale_amount(walk, spot, rule),
        Custom::SecondsAhead(least) => sums::seconds_ahead(walk, spot, rule, least),
        Custom::Addressed => envelope::addressed(walk, spot, rule),
        Custom::NotOneself => envelope::not_oneself(walk, spot, rule),
        Custom::WindowOpen => envelope::window_open(walk, spot, rule),
        Custom::Withdrawn => envelope::withdrawn(walk, spot, rule),
        Custom::ContentNamed => envelope::content_named(walk, spot, rule),
        Custom::FallbackAlone => dates::fallback_alone(walk, spot, rule),
        Custom::OneDateForm => dates::one_date_form(walk, spot, rule),
        Custom::DateAgrees => dates::date_agrees(walk, spot, rule),
        Custom::AmountAgrees => dates::amount_agrees(walk, spot, rule),
        Custom::FileTypes(types) => media::file_types(walk, spot, rule, types),
        Custom::FileIs(types) => media::file_is(walk, spot, rule, types),
        Custom::FileSize(most) => media::file_size(walk, spot, rule, most),
        Custom::VoiceSize(most) => media::voice_size(walk, spot, rule, most),
        Custom::StillSize(most) => media::sticker_size(walk, spot, rule, (false, most)),
        Custom::MovingSize(most) => media::sticker_size(walk, spot, rule, (true, most)),
        Custom::Pixels(wide, high) => media::pixels(walk, spot, rule, (wide, high)),
        Custom::VoiceFormat => media::voice_format(walk, spot, rule),
        Custom::Colours => inside::colours(walk, spot, rule),
        Custom::FewColours => inside::few_colours(walk, spot, rule),
        Custom::VideoStreams => inside::video_streams(walk, spot, rule),
        Custom::SoundStreams => inside::sound_streams(walk, spot, rule),
        Custom::FileWhole => inside::whole(walk, spot, rule),
        Custom::FileEnding => inside::ending(walk, spot, rule),
        Custom::MediaFresh => media::fresh(walk, spot, rule),
        Custom::MediaOwn => media::own(walk, spot, rule),
        Custom::UploadSize(most) => media::upload_size(walk, spot, rule, most),
        Custom::NamePart => people::name_part(walk, spot, rule),
        Custom::DirectCallsMax(most) => direct::calls_max(walk, spot, rule, most),
        Custom::DirectCallsFirst => direct::calls_first(walk, spot, rule),
        Custom::LanguageKnown => library::language_known(walk, spot, rule),
        Custom::Sendable
        | Custom::DefinitionFresh(_)
        | Custom::DefinitionOfThis
        | Custom::SameSlots
        | Custom::OneParameter
        | Custom::TextCount(_)
        | Custom::FilledLength(..)
        | Custom::HeaderKind
        | Custom::UrlSuffixes
        | Custom::ButtonsDefined
        | Custom::ButtonGiven(_)
        | Custom::FilledCardLength(_)
        | Custom::CardCount
        | Custom::OfferEnds
        | Custom::OrderStatusGiven
        | Custom::PartsDefined
        | Custom::ParameterNames
        | Custom::CodeLength(_)
        | Custom::CodeContent
        | Custom::CodeGiven
        | Custom::CodeTwice
        | Custom::CodeToNumber
        | Custom::CodeToPerson
        | Custom::MarketingReaches
        | Custom::MarketingOnly
        | Custom::ReadMore(..)
        | Custom::DefinedButtonsMax(..)
        | Custom::DefinedButtonsApart => bound(walk, spot, rule, custom),
    }
}

/// Applies a rule that binds a send to its definition; nothing is said where there is none.
fn bound(walk: &mut Walk<'_>, spot: &Spot<'_>, rule: &'static Rule, custom: Custom) {
    let Some(definition) = walk.facts.definition else {
        return;
    };
    let send = definition::Send {
        definition,
        payload: spot.holder.payload(),
        rule,
    };
    match custom {
        Custom::Sendable => definition::sendable(walk, &send),
        Custom::DefinitionFresh(days) => library::fresh(walk, &send, days),
        Custom::DefinitionOfThis => library::of_this_send(walk, &send),
        Custom::OneParameter => parts::one_parameter(walk, &send),
        Custom::SameSlots => library::same_slots(walk, &send),
        Custom::TextCount(part) => definition::text_count(walk, &send, part),
        Custom::FilledLength(part, most) => filled::length(walk, &send, part, most),
        Custom::HeaderKind => definition::header_kind(walk, &send),
        Custom::UrlSuffixes => definition::url_suffixes(walk, &send),
        Custom::ButtonsDefined => definition::buttons_defined(walk, &send),
        Custom::ButtonGiven(sub_type) => definition::button_given(walk, &send, sub_type),
        Custom::FilledCardLength(most) => filled::card_length(walk, &send, most),
        Custom::CardCount => parts::card_count(walk, &send),
        Custom::OfferEnds => parts::offer_ends(walk, &send),
        Custom::OrderStatusGiven => parts::order_status_given(walk, &send),
        Custom::PartsDefined => parts::parts_defined(walk, &send),
        Custom::ParameterNames => definition::parameter_names(walk, &send),
        Custom::CodeLength(most) => codes::length(walk, &send, most),
        Custom::CodeContent => codes::content(walk, &send),
        Custom::CodeGiven => codes::given(walk, &send),
        Custom::CodeTwice => codes::twice(walk, &send),
        Custom::CodeToNumber => codes::to_number(walk, &send),
        Custom::CodeToPerson => codes::to_person(walk, &send),
        Custom::MarketingReaches => codes::marketing_reaches(walk, &send),
        Custom::MarketingOnly => marketing::only(walk, &send),
        Custom::ReadMore(shown, most) => marketing::read_more(walk, &send, shown, most),
        Custom::DefinedButtonsMax(kinds, most) => {
            definition::buttons_max(walk, &send, kinds, most);
        }
        Custom::DefinedButtonsApart => definition::buttons_apart(walk, &send),
        _ => {}
    }
}
