//! The samples of files that a definition's headers carry: handles of uploads, addresses of listings, or files of
//! one's own that are uploaded when it is sent in.

use serde_json::{Value, json};

use super::definition::HeaderFormat;
use crate::wire::Pointer;

/// What stands where a sample belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample<'a> {
    /// The handle that the platform gave for an upload.
    Handle(&'a str),
    /// An address, as accounts list samples.
    Address(&'a str),
    /// A file that is to be uploaded.
    File(&'a str),
}

impl<'a> Sample<'a> {
    /// What a text is.
    pub fn of(text: &'a str) -> Self {
        let (version, rest) = text.split_once(':').unwrap_or((text, ""));
        let is_number = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && !rest.is_empty() {
            Self::Handle(text)
        } else if text.starts_with("https://") || text.starts_with("http://") {
            Self::Address(text)
        } else {
            Self::File(text)
        }
    }
}

/// A header that has a file, of the template or of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamplePlace {
    /// The header.
    pub header: Pointer,
    /// The kind of message whose rules the file is held against: `image`.
    pub kind: &'static str,
    /// What stands there; empty where nothing does.
    pub text: String,
}

/// The places of samples in a definition, in order.
pub fn sample_places(definition: &Value) -> Vec<SamplePlace> {
    let mut found = Vec::new();
    in_components(definition, &Pointer::root(), &mut found);
    found
}

fn in_components(holder: &Value, at: &Pointer, found: &mut Vec<SamplePlace>) {
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned();
    for (index, component) in (0..).zip(list(holder, "components").into_iter().flatten()) {
        let place = at.key("components").index(index);
        let kind = component.get("type").and_then(Value::as_str);
        let is = |wanted: &str| kind.is_some_and(|kind| kind.eq_ignore_ascii_case(wanted));
        if is("HEADER") {
            found.extend(in_header(&component, place));
        } else if is("CAROUSEL") {
            for (card, value) in (0..).zip(list(&component, "cards").into_iter().flatten()) {
                in_components(&value, &place.key("cards").index(card), found);
            }
        }
    }
}

fn in_header(component: &Value, header: Pointer) -> Option<SamplePlace> {
    let kind = match HeaderFormat::of(component) {
        HeaderFormat::Image => "image",
        HeaderFormat::Video | HeaderFormat::Gif => "video",
        HeaderFormat::Document => "document",
        _ => return None,
    };
    let text = component.pointer("/example/header_handle/0");
    let text = text.and_then(Value::as_str).unwrap_or_default().to_owned();
    Some(SamplePlace { header, kind, text })
}

/// Puts a sample into the header at a place.
pub fn set_sample(definition: &mut Value, header: &Pointer, text: &str) {
    let component = definition.pointer_mut(header.as_str());
    if let Some(members) = component.and_then(Value::as_object_mut) {
        members.insert("example".to_owned(), json!({"header_handle": [text]}));
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("4::aW1hZ2UvanBlZw==:ARa", Sample::Handle("4::aW1hZ2UvanBlZw==:ARa"))]
    #[case(
        "https://x.example.com/lamp.png",
        Sample::Address("https://x.example.com/lamp.png")
    )]
    #[case("samples/lamp.png", Sample::File("samples/lamp.png"))]
    #[case("C:\\lamp.png", Sample::File("C:\\lamp.png"))]
    fn a_sample_is_a_handle_an_address_or_a_file(#[case] text: &str, #[case] expected: Sample<'_>) {
        assert_eq!(Sample::of(text), expected);
    }

    #[test]
    fn headers_of_the_template_and_of_its_cards_have_samples() {
        let header = |format: &str| json!({"type": "HEADER", "format": format});
        let mut definition = json!({"components": [header("text"), header("video"),
            {"type": "carousel", "cards": [{"components": [header("PRODUCT")]},
                {"components": [header("IMAGE"), {"type": "BODY", "text": "Oak"}]}]}]});
        let places = sample_places(&definition);
        let told: Vec<_> = places
            .iter()
            .map(|it| (it.header.as_str(), it.kind))
            .collect();
        assert_eq!(
            told,
            [
                ("/components/1", "video"),
                ("/components/2/cards/1/components/0", "image")
            ]
        );
        set_sample(&mut definition, &places[1].header, "4::aW");
        assert_eq!(sample_places(&definition)[1].text, "4::aW");
    }
}
