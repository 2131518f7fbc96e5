//! The header of a definition.

use serde_json::Value;

use super::read::{text, with_examples};
use crate::template::placeholder::Parameter;

/// The header of a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What it shows.
    pub format: HeaderFormat,
    /// Its text with its variable; empty for media.
    pub text: String,
    /// The parameters of the text, at most one in an accepted template.
    pub parameters: Vec<Parameter>,
}

/// What a header shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderFormat {
    /// A line of text.
    Text,
    /// A picture.
    Image,
    /// A video.
    Video,
    /// A document.
    Document,
    /// A place on a map.
    Location,
    /// A short video that plays by itself.
    Gif,
    /// A product of a catalog.
    Product,
    /// Anything newer, upper case: `COLLECTION`.
    Other(String),
}

impl Header {
    pub(super) fn read(component: &Value) -> Self {
        let text = text(component, "text");
        Self {
            format: HeaderFormat::of(component),
            parameters: with_examples(&text, component, "header_text"),
            text,
        }
    }
}

impl HeaderFormat {
    /// The format of a header component of a definition.
    pub(in crate::template) fn of(component: &Value) -> Self {
        let format = text(component, "format").to_ascii_uppercase();
        match format.as_str() {
            "TEXT" | "" => Self::Text,
            "IMAGE" => Self::Image,
            "VIDEO" => Self::Video,
            "DOCUMENT" => Self::Document,
            "LOCATION" => Self::Location,
            "GIF" => Self::Gif,
            "PRODUCT" => Self::Product,
            _ => Self::Other(format),
        }
    }

    /// The type of the one parameter that a send gives for a header of this format.
    pub fn parameter_type(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Image => "image".to_owned(),
            Self::Video => "video".to_owned(),
            Self::Document => "document".to_owned(),
            Self::Location => "location".to_owned(),
            Self::Gif => "gif".to_owned(),
            Self::Product => "product".to_owned(),
            Self::Other(format) => format.to_ascii_lowercase(),
        }
    }
}
