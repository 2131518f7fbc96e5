//! What templates have beside text and buttons: offers, orders, pictures of products; and the notes about them.

use serde_json::Value;

use super::{commerce, text_at};
use crate::preview::bubble::{Media, MediaKind, Options, Part};
use crate::template::{
    ButtonKind, Definition, FilledButton, Offer, OneTime, component, parameters_of,
};
use crate::text::locale::{self, Moment};

/// From so many buttons on a template is not shown on a computer.
const TOO_MANY_FOR_COMPUTERS: usize = 4;

/// The object that the send gives a button to open something with.
pub(super) fn action<'a>(payload: &'a Value, button: &FilledButton) -> &'a Value {
    let component = button.pointer.as_ref().and_then(|place| place.get(payload));
    component.map_or(&Value::Null, action_of)
}

/// The action of a button component.
pub(super) fn action_of(component: &Value) -> &Value {
    super::super::items(component, "parameters")
        .find_map(|parameter| parameter.get("action"))
        .unwrap_or(&Value::Null)
}

/// The box above the text of a button that opens products: the one that lends its picture.
pub(super) fn lent_picture(kind: &ButtonKind, action: &Value) -> Option<Part> {
    let lender = || text_at(action, "/thumbnail_product_retailer_id");
    match kind {
        ButtonKind::Catalog => Some(commerce::catalog(lender())),
        ButtonKind::MultiProduct => match lender().filter(|lender| !lender.is_empty()) {
            Some(_) => Some(commerce::product(action, "/thumbnail_product_retailer_id")),
            None => commerce::first_product(action),
        },
        _ => None,
    }
}

/// The object that tells how far an order has come.
pub(super) fn order_status(payload: &Value) -> &Value {
    let parameters = component(payload, "order_status")
        .and_then(|(_, component)| component.pointer("/parameters/0/order_status"));
    parameters.unwrap_or(&Value::Null)
}

/// The box of an offer: what it is, until when, and the code that a button copies.
pub(super) fn offer(payload: &Value, offer: Option<&Offer>, options: &Options) -> Part {
    let until = component(payload, "limited_time_offer").and_then(|(place, component)| {
        parameters_of(&place, component)
            .find_map(|(_, given)| text_at(given, "/limited_time_offer/expiration_time_ms"))
    });
    let until = match (until, offer) {
        (_, Some(offer)) if !offer.has_expiration => None,
        (Some(until), _) => Some(format!("Ends {}", moment(&until, payload, options))),
        (None, _) => Some("Ends …".to_owned()),
    };
    let code = coupon_code(payload).map(|code| format!("Code: {code}"));
    let detail: Vec<String> = until.into_iter().chain(code).collect();
    let title = offer.map_or_else(
        || "Limited-time offer".to_owned(),
        |offer| offer.text.clone(),
    );
    Part::Media(Media {
        kind: MediaKind::Offer,
        title: if title.is_empty() {
            "…".to_owned()
        } else {
            title
        },
        detail: detail.join("\n"),
    })
}

/// Milliseconds as the locale writes that moment; as they stand where they are none.
fn moment(milliseconds: &str, payload: &Value, options: &Options) -> String {
    let language = text_at(payload, "/template/language/code").unwrap_or_default();
    let locale = if options.locale.is_empty() {
        &language
    } else {
        &options.locale
    };
    let seconds: Option<i64> = milliseconds.trim().parse().ok();
    let moment = seconds.and_then(|all| Moment::from_timestamp(all.div_euclid(1000)));
    let written = moment.and_then(|moment| {
        locale::date_time(&moment, locale).or_else(|| locale::date_time(&moment, "en"))
    });
    written.map_or_else(
        || milliseconds.to_owned(),
        |written| format!("{written} UTC"),
    )
}

/// The code that a button of the send copies.
fn coupon_code(payload: &Value) -> Option<String> {
    let components = payload.pointer("/template/components")?.as_array()?;
    components
        .iter()
        .flat_map(|component| super::super::items(component, "parameters"))
        .find_map(|parameter| text_at(parameter, "/coupon_code"))
        .filter(|code| !code.is_empty())
}

/// Where a tap on the header's picture leads, if the send says so.
pub(super) fn tap_target(payload: &Value) -> Option<Part> {
    let (_, component) = component(payload, "tap_target_configuration")?;
    let target = component.pointer("/parameters/0/tap_target_configuration/0")?;
    let title = text_at(target, "/title").unwrap_or_default();
    let url = text_at(target, "/url")?;
    Some(Part::Note(format!(
        "A tap on the picture opens {title} ({url})."
    )))
}

/// Appends what the author should know and the phone does not show.
pub(super) fn notes(
    payload: &Value,
    definition: &Definition,
    buttons: &[FilledButton],
    parts: &mut Vec<Part>,
) {
    let mut note = |text: String| parts.push(Part::Note(text));
    if definition.offer.is_none()
        && let Some(code) = buttons
            .iter()
            .find_map(|button| button.coupon_code.as_ref().filter(|code| !code.is_empty()))
    {
        note(format!("The button copies {code}."));
    }
    for button in buttons {
        match button.one_time {
            Some(OneTime::OneTap) => {
                let words = "Where the app is not at hand the button reads Copy code instead.";
                note(words.to_owned());
            }
            Some(OneTime::ZeroTap) => {
                let words =
                    "The app takes the code by itself; the button is there for when it cannot.";
                note(words.to_owned());
            }
            Some(OneTime::CopyCode) | None => {}
        }
    }
    if definition.has_fixed_body && !definition.language.starts_with("en") {
        note(format!(
            "WhatsApp writes the words of a one-time code in {}; here they are in English.",
            definition.language
        ));
    }
    if let Some(reason) = not_on_computers(definition) {
        note(format!(
            "A computer shows only a note to open the phone: {reason}."
        ));
    }
    for kind in &definition.other_components {
        note(format!("The component {kind} is not drawn here."));
    }
    let name = text_at(payload, "/template/name").unwrap_or_default();
    if !name.is_empty() && !definition.name.is_empty() && name != definition.name {
        note(format!(
            "Sent is {name}, drawn is the definition of {}.",
            definition.name
        ));
    }
}

/// Why computers do not show a template, if they do not.
fn not_on_computers(definition: &Definition) -> Option<&'static str> {
    let buttons = &definition.buttons;
    let replies = buttons
        .iter()
        .filter(|button| button.kind == ButtonKind::QuickReply)
        .count();
    if definition.offer.is_some() {
        Some("offers that end are for phones")
    } else if buttons.len() >= TOO_MANY_FOR_COMPUTERS {
        Some("there are more than three buttons")
    } else if replies > 0 && replies < buttons.len() {
        Some("quick replies stand beside other buttons")
    } else if buttons
        .iter()
        .any(|button| button.kind == ButtonKind::CopyCode)
    {
        Some("coupons are for phones")
    } else {
        None
    }
}
