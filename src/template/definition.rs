//! Definitions, read with tolerance: any letter case, both shapes of examples, unknown components kept by name.

mod button;
mod header;
mod read;

use jiff::Timestamp;
use serde_json::Value;

use super::origin::Fetched;
use super::placeholder::Parameter;
pub use read::{first_text, listed, variables_of};
use read::{shown, text, with_examples};

pub use button::{Button, ButtonKind, FlowIcon, OneTime};
pub(crate) use button::{STORED_CODE, part_of_stored};
pub use header::{Header, HeaderFormat};

/// The fixed words of a one-time code, in English.
pub(crate) const CODE_BODY: &str = "*{{1}}* is your verification code.";
/// What they go on with where the definition asks for it.
pub(crate) const CODE_ADVICE: &str = " For your security, do not share this code.";

/// A template as the business defined it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The name by which it is sent.
    pub name: String,
    /// The language code: `en_US`.
    pub language: String,
    /// `UTILITY`, `MARKETING`, `AUTHENTICATION`, or an older one; upper case, empty when absent.
    pub category: String,
    /// `APPROVED`, `PAUSED` and so on where the account told it; upper case, empty when absent.
    pub status: String,
    /// Whether parameters are numbered or named.
    pub parameter_format: ParameterFormat,
    /// The header, if there is one.
    pub header: Option<Header>,
    /// The body's text with its variables; empty when absent.
    pub body: String,
    /// The body's parameters, in the order in which a send gives them.
    pub body_parameters: Vec<Parameter>,
    /// Whether the body's words are the platform's own, here in English.
    pub has_fixed_body: bool,
    /// The footer's text.
    pub footer: Option<String>,
    /// The buttons, in order.
    pub buttons: Vec<Button>,
    /// The offer that ends at some time, if it is one.
    pub offer: Option<Offer>,
    /// Whether the phone asks if the business may call.
    pub asks_to_call: bool,
    /// Whether it tells how far an order has come.
    pub tells_order_status: bool,
    /// The cards of a carousel, in order.
    pub cards: Vec<Card>,
    /// The namespace by which the On-Premises API finds it, where its file tells.
    pub namespace: Option<String>,
    /// When it was fetched from its account, where its file tells.
    pub fetched: Option<Timestamp>,
    /// The types of components that are not understood here, upper case: `GREETING`.
    pub other_components: Vec<String>,
}

/// An offer that ends at some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is offered.
    pub text: String,
    /// Whether a send tells when it ends.
    pub has_expiration: bool,
}

/// A card of a carousel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// The header: a picture, a video or a product.
    pub header: Option<Header>,
    /// The text with its variables; empty when absent.
    pub body: String,
    /// The text's parameters, in the order in which a send gives them.
    pub body_parameters: Vec<Parameter>,
    /// The buttons, in order.
    pub buttons: Vec<Button>,
}

/// How the parameters of a template are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterFormat {
    /// `{{1}}`, `{{2}}`: by their order.
    Positional,
    /// `{{order_id}}`: by name.
    Named,
}

/// A value that is no definition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DefinitionError {
    /// It is not an object.
    #[error(
        "expected a template definition (an object with name, language and components), found {0}"
    )]
    NotAnObject(&'static str),
    /// It has no list of components.
    #[error("the definition's components are {0}; expected an array of objects with a type each")]
    NoComponents(&'static str),
}

impl Definition {
    /// Reads a definition.
    ///
    /// # Errors
    ///
    /// When the value is not an object, or its `components` are not an array.
    pub fn read(value: &Value) -> Result<Self, DefinitionError> {
        let Value::Object(_) = value else {
            return Err(DefinitionError::NotAnObject(shown(Some(value))));
        };
        let components = value.get("components");
        let Some(Value::Array(components)) = components else {
            return Err(DefinitionError::NoComponents(shown(components)));
        };
        let mut definition = Self {
            name: text(value, "name"),
            language: text(value, "language"),
            category: text(value, "category").to_ascii_uppercase(),
            status: text(value, "status").to_ascii_uppercase(),
            parameter_format: ParameterFormat::Positional,
            header: None,
            body: String::new(),
            body_parameters: Vec::new(),
            has_fixed_body: false,
            footer: None,
            buttons: Vec::new(),
            offer: None,
            asks_to_call: false,
            tells_order_status: text(value, "sub_category").eq_ignore_ascii_case("ORDER_STATUS"),
            cards: Vec::new(),
            namespace: Some(text(value, "namespace")).filter(|namespace| !namespace.is_empty()),
            fetched: Fetched::of(value).and_then(|fetched| fetched.at),
            other_components: Vec::new(),
        };
        for component in components {
            definition.take(component);
        }
        definition.parameter_format = definition.format_of(value);
        Ok(definition)
    }

    fn take(&mut self, component: &Value) {
        let kind = text(component, "type").to_ascii_uppercase();
        match kind.as_str() {
            "HEADER" => self.header = Some(Header::read(component)),
            "BODY" => {
                self.body = text(component, "text");
                self.has_fixed_body = self.category == "AUTHENTICATION" && self.body.is_empty();
                if self.has_fixed_body {
                    self.body = fixed_body(component);
                }
                self.body_parameters = with_examples(&self.body, component, "body_text");
            }
            "FOOTER" => self.footer = Some(footer_of(component)),
            "BUTTONS" => self.buttons.extend(buttons_of(component)),
            "LIMITED_TIME_OFFER" => self.offer = Some(Offer::read(component)),
            "CALL_PERMISSION_REQUEST" => self.asks_to_call = true,
            "CAROUSEL" => self.cards.extend(items(component, "cards").map(Card::read)),
            // changes where a tap on the header leads, and nothing that is drawn
            "TAP_TARGET_CONFIGURATION" => {}
            _ => self.other_components.push(kind),
        }
    }

    fn format_of(&self, value: &Value) -> ParameterFormat {
        let said = text(value, "parameter_format");
        let header = self.header.iter().flat_map(|header| &header.parameters);
        let has_names = self
            .body_parameters
            .iter()
            .chain(header)
            .any(|parameter| parameter.name.parse::<u32>().is_err());
        if said.eq_ignore_ascii_case("named") || (said.is_empty() && has_names) {
            ParameterFormat::Named
        } else {
            ParameterFormat::Positional
        }
    }

    /// Whether it is a carousel of products, whose cards are alike and sent in any number.
    pub fn has_product_cards(&self) -> bool {
        let header = self.cards.last().and_then(|card| card.header.as_ref());
        header.is_some_and(|header| header.format == HeaderFormat::Product)
    }

    /// Whether parameters are given by name.
    pub fn is_named(&self) -> bool {
        self.parameter_format == ParameterFormat::Named
    }
}

impl Offer {
    fn read(component: &Value) -> Self {
        let offer = component.get("limited_time_offer").unwrap_or(component);
        Self {
            text: text(offer, "text"),
            has_expiration: offer.get("has_expiration") == Some(&Value::Bool(true)),
        }
    }
}

impl Card {
    fn read(value: &Value) -> Self {
        let mut card = Self::default();
        for component in items(value, "components") {
            match text(component, "type").to_ascii_uppercase().as_str() {
                "HEADER" => card.header = Some(Header::read(component)),
                "BODY" => {
                    card.body = text(component, "text");
                    card.body_parameters = with_examples(&card.body, component, "body_text");
                }
                "BUTTONS" => card.buttons.extend(buttons_of(component)),
                _ => {}
            }
        }
        card
    }
}

/// The words of a one-time code, which are the platform's.
fn fixed_body(component: &Value) -> String {
    let is_advised = component.get("add_security_recommendation") == Some(&Value::Bool(true));
    let advice = if is_advised { CODE_ADVICE } else { "" };
    format!("{CODE_BODY}{advice}")
}

/// The footer's words; that of a one-time code tells how long it holds.
fn footer_of(component: &Value) -> String {
    let minutes = component.get("code_expiration_minutes");
    minutes
        .and_then(Value::as_u64)
        .map_or_else(|| text(component, "text"), code_footer)
}

/// What a footer says of how long a one-time code holds, in English.
pub(crate) fn code_footer(minutes: u64) -> String {
    match minutes {
        1 => "This code expires in 1 minute.".to_owned(),
        minutes => format!("This code expires in {minutes} minutes."),
    }
}

fn buttons_of(component: &Value) -> impl Iterator<Item = Button> {
    items(component, "buttons").map(Button::read)
}

/// The elements of an array; none where it is no array.
fn items<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

#[cfg(test)]
mod tests;
