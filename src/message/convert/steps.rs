//! What differs between the envelopes and templates of the two APIs.

use serde_json::{Value, json};

use super::{Loss, Steps};
use crate::wire::Pointer;

/// What On-Premises wants to be told of a template's language.
const POLICY: &str = "deterministic";

impl Steps {
    pub(super) fn for_cloud(&mut self) {
        let root = Pointer::root();
        if self.get(&root.key("messaging_product")).is_none() {
            if let Some(members) = self.payload.as_object_mut() {
                members.shift_insert(0, "messaging_product".to_owned(), json!("whatsapp"));
            }
            let what = "added: the Cloud API wants it in every request";
            self.tell(root.key("messaging_product"), what, Loss::None);
        }
        self.preview_into_text();
        self.namespace_out();
        self.providers_out();
        self.told_of_dates();
        let quoted = root.key("context").key("message_id");
        if self.get(&quoted).is_some() {
            let what = "ids of On-Premises messages cannot be quoted; put in a wamid, or remove the context";
            self.tell(quoted, what, Loss::ByHand);
        }
        if self.get(&root.key("type")) == Some(&json!("hsm")) {
            let what = "the Cloud API has no type hsm; write it as a template";
            self.tell(root.key("type"), what, Loss::ByHand);
        }
    }

    pub(super) fn for_on_premises(&mut self) {
        let root = Pointer::root();
        let product = root.key("messaging_product");
        if self.take(&product).is_some() {
            let what = "left out: the On-Premises API knows none";
            self.tell(product, what, Loss::None);
        }
        self.preview_out_of_text();
        self.plain_number();
        self.small_letters();
        self.namespace_in();
        if self.get(&root.key("status")).is_some() && self.get(&root.key("type")).is_none() {
            let what = "the On-Premises API marks a message as read by PUT /v1/messages/ID with this status alone";
            self.tell(root.key("status"), what, Loss::ByHand);
        }
        if self.get(&root.key("recipient_type")) == Some(&json!("group")) {
            let what = "a group has another id there; put it in";
            self.tell(root.key("to"), what, Loss::ByHand);
        }
    }

    fn preview_into_text(&mut self) {
        let outer = Pointer::root().key("preview_url");
        let text = Pointer::root().key("text");
        if self.get(&outer).is_none() {
            return;
        }
        let inner = text.key("preview_url");
        let has_text = self.get(&text).is_some_and(Value::is_object);
        let Some(value) = self.take(&outer) else {
            return;
        };
        if has_text && self.get(&inner).is_none() {
            self.put(&text, "preview_url", value);
            self.tell(inner, "moved from the top into text", Loss::None);
        } else {
            let what = format!("{value} left out: the Cloud API has it in text only");
            self.tell(outer, what, Loss::Lossy);
        }
    }

    fn preview_out_of_text(&mut self) {
        let outer = Pointer::root().key("preview_url");
        let inner = Pointer::root().key("text").key("preview_url");
        let is_free = self.get(&outer).is_none();
        let Some(value) = self.take(&inner) else {
            return;
        };
        if is_free {
            self.put(&Pointer::root(), "preview_url", value);
            self.tell(outer, "moved from text to the top", Loss::None);
        } else {
            let what = format!("{value} left out: the one at the top counts");
            self.tell(inner, what, Loss::Lossy);
        }
    }

    fn namespace_out(&mut self) {
        let template = Pointer::root().key("template");
        for namespace in [template.key("namespace"), Pointer::root().key("namespace")] {
            if let Some(value) = self.take(&namespace) {
                let loss = if value == json!("") {
                    Loss::None
                } else {
                    Loss::Lossy
                };
                let what = format!("{value} left out: the Cloud API finds a template by its name");
                self.tell(namespace, what, loss);
            }
        }
        let policy = template.key("language").key("policy");
        match self.get(&policy) {
            None => {}
            Some(value) if *value == json!(POLICY) => {
                self.take(&policy);
                let what = "left out: the Cloud API always keeps to the language";
                self.tell(policy, what, Loss::None);
            }
            Some(value) => {
                let what = format!("{value} left out: the Cloud API always keeps to the language");
                self.take(&policy);
                self.tell(policy, what, Loss::Lossy);
            }
        }
    }

    fn namespace_in(&mut self) {
        let template = Pointer::root().key("template");
        if !self.get(&template).is_some_and(Value::is_object) {
            return;
        }
        let language = template.key("language");
        let policy = language.key("policy");
        if self.get(&language).is_some_and(Value::is_object) && self.get(&policy).is_none() {
            self.put(&language, "policy", json!(POLICY));
            self.tell(policy, "added: the On-Premises API wants it", Loss::None);
        }
        let namespace = template.key("namespace");
        if self.get(&namespace).is_none() {
            self.put(&template, "namespace", json!(""));
            let what =
                "added, empty: put in the namespace of the account that the template belongs to";
            self.tell(namespace, what, Loss::ByHand);
        }
    }

    /// Dates are written by the phone on the one side, and by the business on the other.
    fn told_of_dates(&mut self) {
        for place in self.places() {
            if place.last().as_deref() == Some("date_time")
                && let Some(Value::Object(members)) = self.get(&place)
                && members.len() > 1
                && members.contains_key("fallback_value")
            {
                let what =
                    "stays; the Cloud API shows the fallback value and makes no use of the rest";
                self.tell(place, what, Loss::None);
            }
        }
    }

    /// The number as a client knows it: digits only.
    fn plain_number(&mut self) {
        let to = Pointer::root().key("to");
        let Some(Value::String(number)) = self.get(&to) else {
            return;
        };
        let is_ornament = |character: char| "+-() .".contains(character);
        let plain: String = number.chars().filter(|it| !is_ornament(*it)).collect();
        let is_number = !plain.is_empty() && plain.chars().all(|it| it.is_ascii_digit());
        if is_number && plain != *number {
            let what = format!("{number:?} written as digits only, as a client knows it");
            if let Some(value) = self.payload.pointer_mut("/to") {
                *value = json!(plain);
            }
            self.tell(to, what, Loss::Lossy);
        }
    }

    /// Types of components, and what buttons are, in small letters.
    fn small_letters(&mut self) {
        let components = Pointer::parse("/template/components");
        let count = self
            .get(&components)
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        for index in 0..count {
            for key in ["type", "sub_type"] {
                let place = components.index(index).key(key);
                let Some(Value::String(spelling)) = self.payload.pointer_mut(place.as_str()) else {
                    continue;
                };
                let small = spelling.to_ascii_lowercase();
                if small != *spelling {
                    let what = format!("{spelling} written in small letters");
                    *spelling = small;
                    self.tell(place, what, Loss::None);
                }
            }
        }
    }
}
