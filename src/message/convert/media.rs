//! Media: what belongs to one number, and who fetches a link.

use serde_json::{Value, json};

use super::{Loss, Steps};
use crate::wire::Pointer;

/// The members that hold a file.
const MEDIA: &[&str] = &[
    "image", "video", "audio", "document", "sticker", "gif", "voice",
];

impl Steps {
    fn media(&self) -> Vec<Pointer> {
        let is_media = |place: &Pointer| {
            place
                .last()
                .is_some_and(|key| MEDIA.contains(&key.as_ref()))
                && self.get(place).is_some_and(Value::is_object)
        };
        self.places().into_iter().filter(is_media).collect()
    }

    /// An uploaded file belongs to the number that uploaded it.
    pub(super) fn media_ids(&mut self) {
        for place in self.media() {
            let id = place.key("id");
            let is_set = |value: &Value| !value.is_null() && *value != json!("");
            if self.get(&id).is_some_and(is_set) {
                let what =
                    "an uploaded file does not move along: upload it again and put in the new id";
                self.tell(id, what, Loss::ByHand);
            }
        }
    }

    /// The Cloud API fetches links by itself, without the access that a client was given.
    pub(super) fn providers_out(&mut self) {
        for place in self.media() {
            let provider = place.key("provider");
            let Some(value) = self.take(&provider) else {
                continue;
            };
            let name = value.get("name").unwrap_or(&value).to_string();
            let what = format!("{name} left out: the link must open for everybody, over HTTPS");
            self.tell(provider, what, Loss::ByHand);
            self.link_without(&place.key("link"), name.trim_matches('"'));
        }
    }

    /// A link may begin with the provider's name: `shop-cdn/https://…`.
    fn link_without(&mut self, link: &Pointer, provider: &str) {
        let Some(Value::String(address)) = self.payload.pointer_mut(link.as_str()) else {
            return;
        };
        let bare = address
            .strip_prefix(provider)
            .and_then(|rest| rest.strip_prefix('/'));
        if let Some(bare) = bare.filter(|bare| bare.contains("://")).map(str::to_owned) {
            *address = bare;
            self.tell(
                link.clone(),
                "the provider's name before the address left out",
                Loss::Lossy,
            );
        }
    }
}
