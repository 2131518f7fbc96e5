//! The example drafts that come with the program, embedded from the folder `drafts`.

/// An example draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Its name, the file's without ending: `trip-reminder`.
    pub name: &'static str,
    /// The file's text.
    pub text: &'static str,
}

/// Examples by their names, each with the text of its file.
macro_rules! examples {
    ($($name:literal,)*) => {
        &[$(Example {
            name: $name,
            text: include_str!(concat!("../../drafts/", $name, ".json")),
        }),*]
    };
}

/// All examples, by name.
pub const EXAMPLES: &[Example] = examples![
    "address-request",
    "audio",
    "call-button",
    "call-permission",
    "call-permission-template",
    "call-template",
    "carousel",
    "carousel-products",
    "carousel-replies",
    "carousel-template",
    "catalog",
    "catalog-template",
    "concert-ticket",
    "contact-request",
    "contact-request-template",
    "contacts",
    "coupon-template",
    "currency-and-date",
    "direct-send",
    "direct-send-text",
    "document",
    "document-template",
    "flow",
    "flow-template",
    "group-text",
    "hidden-number",
    "image",
    "interactive-template",
    "limited-time-offer-template",
    "link-button",
    "list-360dialog",
    "list-on-premises",
    "location",
    "location-request",
    "location-template",
    "marketing-message",
    "media-template",
    "menu",
    "named-parameters",
    "one-time-code-template",
    "order",
    "order-delivery-update",
    "order-india",
    "order-status",
    "order-status-template",
    "order-template",
    "pin",
    "product",
    "product-carousel-template",
    "product-list",
    "product-list-on-premises",
    "product-list-template",
    "product-shipment",
    "product-template",
    "reaction",
    "read-receipt",
    "read-receipt-on-premises",
    "reply",
    "reply-buttons",
    "reply-buttons-360dialog",
    "reply-buttons-document",
    "reply-buttons-image",
    "reply-buttons-text",
    "reply-buttons-video",
    "sticker",
    "text",
    "text-on-premises",
    "text-template",
    "trip-reminder",
    "video",
    "video-template",
    "voice-message",
];

/// The example of that name, with or without `.json`.
pub(super) fn example(name: &str) -> Option<&'static Example> {
    let name = name.strip_suffix(".json").unwrap_or(name);
    EXAMPLES.iter().find(|example| example.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_are_those_of_the_folder() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/drafts");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
            .collect();
        files.sort();
        let names: Vec<&str> = EXAMPLES.iter().map(|example| example.name).collect();
        assert_eq!(names, files);
    }

    #[test]
    fn an_example_is_found_with_and_without_its_ending() {
        let found = example("menu.json").map(|example| example.name);
        assert_eq!(found, example("menu").map(|example| example.name));
        assert_eq!(found, Some("menu"));
    }
}
