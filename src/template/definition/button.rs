//! The buttons of a definition.

use serde_json::Value;

use super::read::{first_text, text};
use crate::template::placeholder::{Parameter, parameters};
use crate::text::percent;

/// The address under which the platform gives the button of a one-time code back.
pub(crate) const STORED_CODE: &str = "whatsapp.com/otp/code";

/// A button of a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it does.
    pub kind: ButtonKind,
    /// Its label; where the definition has none, the phone's own in English.
    pub text: String,
    /// The address it opens, with its variable at the end.
    pub url: Option<String>,
    /// The number it calls.
    pub phone_number: Option<String>,
    /// The parameter of its address.
    pub suffix: Option<Parameter>,
    /// The example of the coupon code that it copies.
    pub code: Option<String>,
    /// How a one-time code reaches the app; none of other buttons.
    pub one_time: Option<OneTime>,
    /// The sign that a flow button asks for.
    pub icon: Option<FlowIcon>,
}

/// How a one-time code gets from the message into the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OneTime {
    /// The customer copies it.
    CopyCode,
    /// A tap hands it to the app.
    OneTap,
    /// The app takes it without a tap.
    ZeroTap,
}

/// The signs that a flow button can bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlowIcon {
    /// A sheet of paper.
    Document,
    /// A price tag.
    Promotion,
    /// A star.
    Review,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ButtonKind {
    /// Answers with its label and payload.
    QuickReply,
    /// Opens an address.
    Url,
    /// Calls a number.
    PhoneNumber,
    /// Copies a coupon code.
    CopyCode,
    /// Copies or fills in a one-time code.
    OneTimeCode,
    /// Opens a flow.
    Flow,
    /// Opens the catalog.
    Catalog,
    /// Opens a choice of products.
    MultiProduct,
    /// Opens the product of the header.
    SingleProduct,
    /// Calls the business over WhatsApp.
    VoiceCall,
    /// Opens an order that is to be paid.
    OrderDetails,
    /// Shares the customer's own contact.
    ContactRequest,
    /// Anything else, upper case: `REMINDER`.
    Other(String),
}

impl Button {
    pub(super) fn read(value: &Value) -> Self {
        let url = value.get("url").and_then(Value::as_str).map(str::to_owned);
        let kind = text(value, "type").to_ascii_uppercase();
        let kind = match &url {
            Some(url) if url.contains(STORED_CODE) => ButtonKind::OneTimeCode,
            _ => ButtonKind::read(kind),
        };
        let one_time = (kind == ButtonKind::OneTimeCode)
            .then(|| OneTime::read(value, url.as_deref().unwrap_or_default()));
        let stored = url
            .as_deref()
            .and_then(|url| part_of_stored(url, "cta_display_name"));
        let url = url.filter(|_| one_time.is_none());
        let example = first_text(value.get("example"));
        let code = example.clone().filter(|_| kind == ButtonKind::CopyCode);
        let suffix = url.as_deref().and_then(|url| {
            let found = parameters(url).into_iter().next();
            found.map(|parameter| Parameter {
                example: example.map(|example| suffix_of(url, &example)),
                ..parameter
            })
        });
        Self {
            text: label(&kind, one_time, (value, stored)),
            kind,
            url,
            phone_number: value
                .get("phone_number")
                .and_then(Value::as_str)
                .map(str::to_owned),
            suffix,
            code,
            one_time,
            icon: FlowIcon::read(&text(value, "icon")),
        }
    }
}

/// A part of the address under which the platform gives the button of a one-time code back.
pub(crate) fn part_of_stored(address: &str, name: &str) -> Option<String> {
    let (_, query) = address.split_once('?')?;
    let found = query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then_some(value)
    })?;
    Some(percent::decoded(found))
}

/// What the phone writes on a button; the label that fills a code in may stand in its stored address only.
fn label(
    kind: &ButtonKind,
    one_time: Option<OneTime>,
    (value, stored): (&Value, Option<String>),
) -> String {
    let key = match one_time {
        Some(OneTime::OneTap) => "autofill_text",
        _ => "text",
    };
    let given = Some(text(value, key)).filter(|given| !given.is_empty());
    let given = match one_time {
        Some(OneTime::OneTap) => given.or(stored),
        _ => given,
    };
    match (kind, one_time, given) {
        (ButtonKind::CopyCode, ..) => "Copy offer code".to_owned(),
        (.., Some(given)) => given,
        (_, Some(OneTime::OneTap), None) => "Autofill".to_owned(),
        (kind, ..) => kind.label().to_owned(),
    }
}

impl OneTime {
    /// By `otp_type`, or by the address of which a stored definition makes the button.
    fn read(value: &Value, address: &str) -> Self {
        let said = text(value, "otp_type").to_ascii_uppercase();
        let is = |kind: &str| said == kind || address.to_ascii_uppercase().contains(kind);
        if is("ONE_TAP") {
            Self::OneTap
        } else if is("ZERO_TAP") {
            Self::ZeroTap
        } else {
            Self::CopyCode
        }
    }
}

impl FlowIcon {
    fn read(name: &str) -> Option<Self> {
        match name.to_ascii_uppercase().as_str() {
            "DOCUMENT" => Some(Self::Document),
            "PROMOTION" => Some(Self::Promotion),
            "REVIEW" => Some(Self::Review),
            _ => None,
        }
    }
}

impl ButtonKind {
    fn read(kind: String) -> Self {
        match kind.as_str() {
            "QUICK_REPLY" => Self::QuickReply,
            "URL" => Self::Url,
            "PHONE_NUMBER" => Self::PhoneNumber,
            "COPY_CODE" => Self::CopyCode,
            "OTP" => Self::OneTimeCode,
            "FLOW" => Self::Flow,
            "CATALOG" => Self::Catalog,
            "MPM" => Self::MultiProduct,
            "SPM" => Self::SingleProduct,
            "VOICE_CALL" => Self::VoiceCall,
            "ORDER_DETAILS" => Self::OrderDetails,
            "REQUEST_CONTACT_INFO" => Self::ContactRequest,
            _ => Self::Other(kind),
        }
    }

    /// The phone's own label, in English; empty where the definition must have one.
    const fn label(&self) -> &'static str {
        match self {
            Self::QuickReply | Self::Url | Self::PhoneNumber | Self::Flow | Self::Other(_) => "",
            Self::CopyCode => "Copy offer code",
            Self::OneTimeCode => "Copy code",
            Self::Catalog => "View catalog",
            Self::MultiProduct => "View items",
            Self::SingleProduct => "View",
            Self::VoiceCall => "Call Now",
            Self::OrderDetails => "Review and Pay",
            Self::ContactRequest => "Share Contact Info",
        }
    }

    /// The `sub_type` by which a send fills the button; none where it has nothing to fill, or is not known.
    pub const fn sub_type(&self) -> Option<&'static str> {
        match self {
            Self::QuickReply => Some("quick_reply"),
            Self::Url | Self::OneTimeCode => Some("url"),
            Self::CopyCode => Some("copy_code"),
            Self::Flow => Some("flow"),
            Self::Catalog => Some("catalog"),
            Self::MultiProduct => Some("mpm"),
            Self::VoiceCall => Some("voice_call"),
            Self::OrderDetails => Some("order_details"),
            Self::PhoneNumber | Self::SingleProduct | Self::ContactRequest | Self::Other(_) => None,
        }
    }
}

/// The part of a URL example that stands for the variable; the whole example where it is not the same address.
fn suffix_of(url: &str, example: &str) -> String {
    let fixed = url.find("{{").and_then(|start| url.get(..start));
    fixed
        .and_then(|fixed| example.strip_prefix(fixed))
        .unwrap_or(example)
        .to_owned()
}
