//! Definitions, read with tolerance: any letter case, both shapes of examples, unknown components kept by name.

use serde_json::Value;

use super::placeholder::{Parameter, parameters};

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
    /// The footer's text.
    pub footer: Option<String>,
    /// The buttons, in order.
    pub buttons: Vec<Button>,
    /// The types of components that are not understood here, upper case: `CAROUSEL`.
    pub other_components: Vec<String>,
}

/// How the parameters of a template are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterFormat {
    /// `{{1}}`, `{{2}}`: by their order.
    Positional,
    /// `{{order_id}}`: by name.
    Named,
}

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
    /// Anything newer, upper case: `PRODUCT`.
    Other(String),
}

/// A button of a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it does.
    pub kind: ButtonKind,
    /// Its label; empty where the phone has a fixed one.
    pub text: String,
    /// The address it opens, with its variable at the end.
    pub url: Option<String>,
    /// The number it calls.
    pub phone_number: Option<String>,
    /// The parameter of its address.
    pub suffix: Option<Parameter>,
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
    /// Anything else, upper case: `CATALOG`.
    Other(String),
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
            footer: None,
            buttons: Vec::new(),
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
                self.body_parameters = with_examples(&self.body, component, "body_text");
            }
            "FOOTER" => self.footer = Some(text(component, "text")),
            "BUTTONS" => {
                let buttons = component.get("buttons").and_then(Value::as_array);
                self.buttons
                    .extend(buttons.into_iter().flatten().map(Button::read));
            }
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

    /// The words of a component, `header` or `body`, with its parameters; none where it has no words.
    pub(super) fn text_of(&self, kind: &str) -> Option<(&str, &[Parameter])> {
        let header = self.header.as_ref();
        match kind {
            "body" => Some((&self.body, &self.body_parameters)),
            "header" => header
                .filter(|header| header.format == HeaderFormat::Text)
                .map(|header| (header.text.as_str(), header.parameters.as_slice())),
            _ => None,
        }
    }

    /// Whether parameters are given by name.
    pub fn is_named(&self) -> bool {
        self.parameter_format == ParameterFormat::Named
    }
}

impl Header {
    fn read(component: &Value) -> Self {
        let format = text(component, "format").to_ascii_uppercase();
        let text = text(component, "text");
        let format = match format.as_str() {
            "TEXT" | "" => HeaderFormat::Text,
            "IMAGE" => HeaderFormat::Image,
            "VIDEO" => HeaderFormat::Video,
            "DOCUMENT" => HeaderFormat::Document,
            "LOCATION" => HeaderFormat::Location,
            _ => HeaderFormat::Other(format),
        };
        Self {
            format,
            parameters: with_examples(&text, component, "header_text"),
            text,
        }
    }
}

impl HeaderFormat {
    /// The type of the one parameter that a send gives for a header of this format.
    pub fn parameter_type(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Image => "image".to_owned(),
            Self::Video => "video".to_owned(),
            Self::Document => "document".to_owned(),
            Self::Location => "location".to_owned(),
            Self::Other(format) => format.to_ascii_lowercase(),
        }
    }
}

impl Button {
    fn read(value: &Value) -> Self {
        let kind = text(value, "type").to_ascii_uppercase();
        let url = value.get("url").and_then(Value::as_str).map(str::to_owned);
        let example = first_text(value.get("example"));
        let suffix = url.as_deref().and_then(|url| {
            let found = parameters(url).into_iter().next();
            found.map(|parameter| Parameter {
                example: example.map(|example| suffix_of(url, &example)),
                ..parameter
            })
        });
        Self {
            kind: ButtonKind::read(kind),
            text: text(value, "text"),
            url,
            phone_number: value
                .get("phone_number")
                .and_then(Value::as_str)
                .map(str::to_owned),
            suffix,
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
            _ => Self::Other(kind),
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

/// The parameters of a component's text with the examples that stand under `key`, in either shape.
fn with_examples(wording: &str, component: &Value, key: &str) -> Vec<Parameter> {
    let example = component.get("example");
    let named = example.and_then(|example| example.get(format!("{key}_named_params")));
    let numbered = texts(example.and_then(|example| example.get(key)));
    let mut found = parameters(wording);
    for (index, parameter) in found.iter_mut().enumerate() {
        let by_name = named
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .find(|entry| text(entry, "param_name") == parameter.name)
            .and_then(|entry| first_text(entry.get("example")));
        let number = parameter.name.parse::<usize>().ok();
        let place = number.map_or(index, |number| number.saturating_sub(1));
        parameter.example = by_name.or_else(|| numbered.get(place).cloned());
    }
    found
}

/// A text, an array of texts, or an array whose first element is such an array.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(many)) => match many.first() {
            Some(Value::Array(_)) => texts(many.first()),
            _ => many
                .iter()
                .map(|each| {
                    each.as_str()
                        .map_or_else(|| each.to_string(), str::to_owned)
                })
                .collect(),
        },
        _ => Vec::new(),
    }
}

fn first_text(value: Option<&Value>) -> Option<String> {
    texts(value).into_iter().next()
}

fn text(value: &Value, key: &str) -> String {
    value
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn shown(value: Option<&Value>) -> &'static str {
    match value {
        None => "absent",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "true or false",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(_)) => "a text",
        Some(Value::Array(_)) => "an array",
        Some(Value::Object(_)) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    fn examples(parameters: &[Parameter]) -> Vec<(&str, Option<&str>)> {
        parameters
            .iter()
            .map(|parameter| (parameter.name.as_str(), parameter.example.as_deref()))
            .collect()
    }

    #[test]
    fn letter_case_does_not_matter() {
        let definition = Definition::read(&json!({
            "name": "tea", "language": "en", "category": "utility", "parameter_format": "named",
            "components": [
                {"type": "buttons", "buttons": [{"type": "quick_reply", "text": "Yes"}, {"type": "Phone_Number", "text": "Call", "phone_number": "15550100177"}]},
                {"type": "Body", "text": "Hi {{name}}"},
                {"type": "header", "format": "location"},
                {"type": "carousel", "cards": []}
            ]
        }))
        .unwrap();
        assert_eq!(definition.category, "UTILITY");
        assert!(definition.is_named());
        assert_eq!(definition.header.unwrap().format, HeaderFormat::Location);
        assert_eq!(definition.body, "Hi {{name}}");
        let kinds: Vec<_> = definition
            .buttons
            .iter()
            .map(|button| &button.kind)
            .collect();
        assert_eq!(kinds, [&ButtonKind::QuickReply, &ButtonKind::PhoneNumber]);
        assert_eq!(definition.other_components, ["CAROUSEL"]);
    }

    #[rstest]
    #[case::nested(json!({"body_text": [["Lena", "8841"]]}))]
    #[case::flat(json!({"body_text": ["Lena", "8841"]}))]
    fn numbered_examples_are_read_in_both_shapes(#[case] example: Value) {
        let definition = Definition::read(&json!({"components": [
            {"type": "BODY", "text": "{{2}} for {{1}}", "example": example}
        ]}))
        .unwrap();
        assert_eq!(
            examples(&definition.body_parameters),
            [("1", Some("Lena")), ("2", Some("8841"))]
        );
        assert!(!definition.is_named());
    }

    #[test]
    fn named_examples_are_found_by_name() {
        let definition = Definition::read(&json!({"components": [
            {"type": "HEADER", "format": "TEXT", "text": "For {{who}}", "example": {"header_text_named_params": [{"param_name": "who", "example": "Lena"}]}},
            {"type": "BODY", "text": "{{b}} and {{a}}", "example": {"body_text_named_params": [
                {"param_name": "a", "example": "1"}, {"param_name": "b", "example": 2}]}}
        ]}))
        .unwrap();
        assert_eq!(
            examples(&definition.header.clone().unwrap().parameters),
            [("who", Some("Lena"))]
        );
        assert_eq!(
            examples(&definition.body_parameters),
            [("b", None), ("a", Some("1"))]
        );
        assert!(definition.is_named(), "names alone make it named");
    }

    #[rstest]
    #[case::array(json!(["https://shop.example.com/o/8841"]))]
    #[case::text(json!("https://shop.example.com/o/8841"))]
    #[case::suffix_alone(json!(["8841"]))]
    fn a_url_example_gives_the_suffix(#[case] example: Value) {
        let definition = Definition::read(&json!({"components": [{"type": "BUTTONS", "buttons": [
            {"type": "URL", "text": "See", "url": "https://shop.example.com/o/{{1}}", "example": example},
            {"type": "URL", "text": "Home", "url": "https://shop.example.com"}
        ]}]}))
        .unwrap();
        let suffix = definition.buttons[0].suffix.as_ref().unwrap();
        assert_eq!(suffix.example.as_deref(), Some("8841"));
        assert_eq!(definition.buttons[1].suffix, None);
    }

    #[rstest]
    #[case(json!([]), "expected a template definition (an object with name, language and components), found an array")]
    #[case(json!({"name": "x"}), "the definition's components are absent; expected an array of objects with a type each")]
    #[case(json!({"components": {}}), "the definition's components are an object; expected an array of objects with a type each")]
    fn what_is_no_definition_says_why(#[case] value: Value, #[case] expected: &str) {
        assert_eq!(Definition::read(&value).unwrap_err().to_string(), expected);
    }

    #[test]
    fn odd_components_do_not_matter() {
        let definition = Definition::read(&json!({"name": 5, "components": [7, null, {"type": "BODY", "text": 3}, {"type": "BUTTONS", "buttons": "no"}]})).unwrap();
        assert_eq!(definition.body, "");
        assert_eq!(definition.buttons, []);
    }
}
