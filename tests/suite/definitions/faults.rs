//! Each rule's id, a definition without a fault, and the one thing that breaks the rule in it.

use serde_json::{Value, json};

use super::samples::{
    call_request, cards, code, offer, on_premises, order, plain, product, product_cards,
};

/// A definition, and what is done to it.
pub(super) type Fault = (&'static str, fn() -> Value, fn(&mut Value));

/// The text of the body.
fn body(definition: &mut Value) -> &mut Value {
    &mut definition["components"][1]["text"]
}

fn buttons(definition: &mut Value) -> &mut Vec<Value> {
    let components = definition["components"].as_array_mut().unwrap();
    let component = components
        .iter_mut()
        .find(|component| component["type"] == "BUTTONS")
        .unwrap();
    component["buttons"].as_array_mut().unwrap()
}

/// Only these buttons.
fn only(definition: &mut Value, wanted: &[Value]) {
    *buttons(definition) = wanted.to_vec();
}

fn reply(label: &str) -> Value {
    json!({"type": "QUICK_REPLY", "text": label})
}

fn link(label: &str) -> Value {
    json!({"type": "URL", "text": label, "url": "https://lamp.example.com"})
}

fn call(label: &str) -> Value {
    json!({"type": "PHONE_NUMBER", "text": label, "phone_number": "15550100177"})
}

fn sort(sort: &str, label: &str) -> Value {
    json!({"type": sort, "text": label})
}

fn flow() -> Value {
    json!({"type": "FLOW", "text": "Book", "flow_id": "640288101775390", "flow_action": "NAVIGATE"})
}

fn card(definition: &mut Value, number: usize) -> &mut Value {
    &mut definition["components"][1]["cards"][number]["components"]
}

/// The first five hundred letters of the alphabet, over and over.
fn long(length: usize) -> Value {
    json!(
        "abcde fghij "
            .chars()
            .cycle()
            .take(length - 1)
            .collect::<String>()
            + "."
    )
}

/// Every rule about definitions, broken once.
pub(super) const FAULTS: &[Fault] = &[
    ("tpl-name-required", plain, |it| {
        drop(it.as_object_mut().unwrap().shift_remove("name"));
    }),
    ("tpl-name-length", plain, |it| {
        it["name"] = json!("a".repeat(513));
    }),
    ("tpl-name-pattern", plain, |it| {
        it["name"] = json!("Lamp-Ready");
    }),
    ("tpl-language-enum", plain, |it| {
        it["language"] = json!("en-US");
    }),
    ("tpl-language-enum-library", plain, |it| {
        it["language"] = json!("es_VE");
    }),
    ("tpl-category-enum", plain, |it| {
        it["category"] = json!("NEWS");
    }),
    ("tpl-category-legacy", plain, |it| {
        it["category"] = json!("TICKET_UPDATE");
    }),
    ("definition-placeholder", plain, |it| {
        it["category"] = json!("<CATEGORY>");
    }),
    ("tpl-parameter-format-enum", plain, |it| {
        it["parameter_format"] = json!("LETTERS");
    }),
    ("tpl-ttl-authentication", code, |it| {
        it["message_send_ttl_seconds"] = json!(901);
    }),
    ("tpl-ttl-utility", plain, |it| {
        it["message_send_ttl_seconds"] = json!(29);
    }),
    ("tpl-ttl-marketing", offer, |it| {
        it["message_send_ttl_seconds"] = json!(43_199);
    }),
    ("tpl-component-types", plain, |it| {
        it["components"][2]["type"] = json!("FOOT");
    }),
    ("tpl-component-once", plain, |it| {
        let footer = it["components"][2].clone();
        it["components"].as_array_mut().unwrap().push(footer);
    }),
    ("tpl-body-required", plain, |it| {
        drop(it["components"].as_array_mut().unwrap().remove(1));
    }),
    ("tpl-body-length", plain, |it| *body(it) = long(1025)),
    ("tpl-header-format-enum", plain, |it| {
        it["components"][0]["format"] = json!("POEM");
    }),
    ("tpl-header-format-enum-on-premises", on_premises, |it| {
        it["components"][0] = json!({"type": "HEADER", "format": "LOCATION"});
    }),
    ("tpl-header-text-length", plain, |it| {
        it["components"][0]["text"] = long(61);
    }),
    ("tpl-header-one-parameter", plain, |it| {
        it["components"][0]["text"] = json!("Lamp {{1}} of {{2}} is ready");
        it["components"][0]["example"] = json!({"header_text": ["W38", "two"]});
    }),
    ("tpl-header-newline", plain, |it| {
        it["components"][0]["text"] = json!("Lamp {{1}}\nis ready");
    }),
    ("tpl-header-markdown", plain, |it| {
        it["components"][0]["text"] = json!("Lamp {{1}} is *ready*");
    }),
    ("tpl-header-emoji", plain, |it| {
        it["components"][0]["text"] = json!("Lamp {{1}} is ready 💡");
    }),
    ("tpl-header-handle-required", offer, |it| {
        it["components"][0]["example"] = json!({});
    }),
    ("tpl-header-location-categories", code, |it| {
        it["components"]
            .as_array_mut()
            .unwrap()
            .push(json!({"type": "HEADER", "format": "LOCATION"}));
    }),
    ("tpl-footer-length", plain, |it| {
        it["components"][2]["text"] = long(61);
    }),
    ("tpl-footer-variables", plain, |it| {
        it["components"][2]["text"] = json!("Lamp {{1}} rests");
    }),
    ("tpl-param-example-required", plain, |it| {
        it["components"][1]["example"] = json!({"body_text": [["Lena"]]});
    }),
    ("tpl-param-positional-sequence", plain, |it| {
        *body(it) = json!("Hi {{1}}, your lamp is repaired. Fetch it before {{3}} at the latest.");
        it["components"][1]["example"] = json!({"body_text": [["Lena", "noon", "Friday"]]});
    }),
    ("tpl-param-named-pattern", plain, |it| {
        it["parameter_format"] = json!("NAMED");
        it["components"][0]["text"] = json!("Your lamp is ready");
        *body(it) = json!("Hi {{name2}}, your lamp is repaired.");
        it["components"][1]["example"] =
            json!({"body_text_named_params": [{"param_name": "name2", "example": "Lena"}]});
    }),
    ("tpl-param-named-unique", plain, |it| {
        it["parameter_format"] = json!("NAMED");
        it["components"][0]["text"] = json!("Your lamp is ready");
        *body(it) = json!("Hi {{name}}, your lamp is repaired.");
        let example = json!({"param_name": "name", "example": "Lena"});
        it["components"][1]["example"] = json!({"body_text_named_params": [example, example]});
    }),
    ("tpl-param-special-chars", plain, |it| {
        *body(it) = json!("Hi {{1}}, your lamp {{$2}} is repaired.");
    }),
    ("tpl-param-at-edge", plain, |it| {
        *body(it) = json!("Your lamp is repaired, and it cost just {{1}}");
    }),
    ("tpl-param-adjacent", plain, |it| {
        *body(it) = json!("Hi {{1}} {{2}}, your lamp is repaired. Come by.");
    }),
    ("tpl-param-ratio", plain, |it| {
        *body(it) = json!("Hi {{1}}, now {{2}}!");
    }),
    ("tpl-body-emoji", plain, |it| {
        *body(it) = json!(format!("Your lamp is repaired {}.", "💡".repeat(11)));
    }),
    ("tpl-body-newlines", plain, |it| {
        *body(it) = json!("Hi {{1}}.\n\n\nYour lamp is repaired.");
    }),
    ("tpl-buttons-max", plain, |it| {
        let labels = [
            "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine",
        ];
        let mut many: Vec<Value> = labels.into_iter().map(reply).collect();
        many.extend([link("See"), call("Call")]);
        only(it, &many);
    }),
    ("tpl-buttons-min", plain, |it| only(it, &[])),
    ("tpl-buttons-quick-reply-max", plain, |it| {
        let many: Vec<Value> = (0..11)
            .map(|number| reply(&format!("Reply {number}")))
            .collect();
        only(it, &many);
    }),
    ("tpl-buttons-url-max", plain, |it| {
        only(it, &[link("One"), link("Two"), link("Three")]);
    }),
    ("tpl-buttons-phone-max", plain, |it| {
        only(it, &[call("One"), call("Two")]);
    }),
    ("tpl-buttons-copy-code-max", plain, |it| {
        let code = json!({"type": "COPY_CODE", "example": "LAMP25"});
        only(it, &[code.clone(), code]);
    }),
    ("tpl-buttons-otp-max", code, |it| {
        let button = buttons(it)[0].clone();
        buttons(it).push(button);
    }),
    ("tpl-buttons-flow-max", plain, |it| {
        only(it, &[flow(), flow()]);
    }),
    ("tpl-buttons-catalog-max", plain, |it| {
        only(
            it,
            &[
                sort("CATALOG", "View catalog"),
                sort("CATALOG", "View catalog"),
            ],
        );
    }),
    ("tpl-buttons-mpm-max", plain, |it| {
        only(it, &[sort("MPM", "View items"), sort("MPM", "View items")]);
    }),
    ("tpl-buttons-spm-max", product, |it| {
        only(it, &[sort("SPM", "View"), sort("SPM", "View")]);
    }),
    ("tpl-buttons-voice-call-max", plain, |it| {
        only(
            it,
            &[
                sort("VOICE_CALL", "Call us"),
                sort("VOICE_CALL", "Call her"),
            ],
        );
    }),
    ("tpl-buttons-order-details-max", order, |it| {
        only(
            it,
            &[
                sort("ORDER_DETAILS", "Buy now"),
                sort("ORDER_DETAILS", "Buy now"),
            ],
        );
    }),
    ("tpl-buttons-request-contact-info-max", plain, |it| {
        let ask = sort("REQUEST_CONTACT_INFO", "Share Contact Info");
        only(it, &[ask.clone(), ask]);
    }),
    ("tpl-checkout-quick-replies", order, |it| {
        let mut many: Vec<Value> = (0..10)
            .map(|number| reply(&format!("Reply {number}")))
            .collect();
        many.push(sort("ORDER_DETAILS", "Buy now"));
        only(it, &many);
    }),
    ("tpl-auth-button-required", code, |it| {
        only(it, &[reply("Thanks")]);
    }),
    ("tpl-buttons-grouping", plain, |it| {
        only(it, &[reply("Yes"), link("See"), reply("No")]);
    }),
    ("tpl-buttons-desktop", plain, |it| {
        only(it, &[reply("Yes"), link("See")]);
    }),
    ("tpl-buttons-collapse", plain, |it| {
        only(
            it,
            &[reply("Yes"), reply("No"), reply("Later"), reply("Never")],
        );
    }),
    (
        "tpl-buttons-on-premises-quick-reply-max",
        on_premises,
        |it| {
            only(
                it,
                &[reply("Yes"), reply("No"), reply("Later"), reply("Never")],
            );
        },
    ),
    ("tpl-buttons-on-premises-cta-max", on_premises, |it| {
        only(it, &[link("One"), link("Two"), call("Call")]);
    }),
    ("tpl-buttons-on-premises-phone-max", on_premises, |it| {
        only(it, &[call("One"), call("Two")]);
    }),
    ("tpl-buttons-on-premises-url-max", on_premises, |it| {
        only(it, &[link("One"), link("Two")]);
    }),
    ("tpl-buttons-on-premises-no-mix", on_premises, |it| {
        only(it, &[reply("Yes"), link("See")]);
    }),
    ("tpl-button-type-enum", plain, |it| {
        only(it, &[sort("SING", "Sing")]);
    }),
    ("tpl-button-text-length", plain, |it| {
        only(it, &[reply("Twenty six letters of labels")]);
    }),
    ("tpl-button-text-alphanumeric", plain, |it| {
        only(it, &[reply("I'll come")]);
    }),
    ("tpl-button-text-variables", plain, |it| {
        only(it, &[reply("Yes 👍")]);
    }),
    ("tpl-button-text-unique", plain, |it| {
        only(it, &[reply("Yes"), reply("Yes")]);
    }),
    ("tpl-button-phone-length", plain, |it| {
        only(
            it,
            &[
                json!({"type": "PHONE_NUMBER", "text": "Call", "phone_number": "155501001771555010017"}),
            ],
        );
    }),
    ("tpl-button-url-length", plain, |it| {
        only(
            it,
            &[
                json!({"type": "URL", "text": "See", "url": format!("https://lamp.example.com/{}", "a".repeat(1976))}),
            ],
        );
    }),
    ("tpl-button-url-one-parameter", plain, |it| {
        only(
            it,
            &[
                json!({"type": "URL", "text": "See", "url": "https://lamp.example.com/{{1}}/{{2}}", "example": ["https://lamp.example.com/a/b"]}),
            ],
        );
    }),
    ("tpl-button-url-parameter-at-end", plain, |it| {
        only(
            it,
            &[
                json!({"type": "URL", "text": "See", "url": "https://lamp.example.com/{{1}}/see", "example": ["https://lamp.example.com/a/see"]}),
            ],
        );
    }),
    ("tpl-button-url-example-required", plain, |it| {
        only(
            it,
            &[json!({"type": "URL", "text": "See", "url": "https://lamp.example.com/{{1}}"})],
        );
    }),
    ("tpl-copy-code-example-length", plain, |it| {
        only(
            it,
            &[json!({"type": "COPY_CODE", "example": "LAMPS-FOR-ALL-OF-US-25"})],
        );
    }),
    ("tpl-copy-code-example-length-old", plain, |it| {
        only(
            it,
            &[json!({"type": "COPY_CODE", "example": "LAMPSFORALLOFUS25"})],
        );
    }),
    ("tpl-otp-type-enum", code, |it| {
        buttons(it)[0]["otp_type"] = json!("TWO_TAP");
    }),
    ("tpl-otp-text-length", code, |it| {
        buttons(it)[0]["text"] = long(26);
    }),
    ("tpl-otp-autofill-length", code, |it| {
        buttons(it)[0]["autofill_text"] = long(26);
    }),
    ("tpl-otp-apps-max", code, |it| {
        let app = buttons(it)[0]["supported_apps"][0].clone();
        buttons(it)[0]["supported_apps"] = Value::from(vec![app; 6]);
    }),
    ("tpl-otp-apps-required", code, |it| {
        buttons(it)[0]["supported_apps"] = json!([]);
    }),
    ("tpl-otp-package-length", code, |it| {
        buttons(it)[0]["supported_apps"][0]["package_name"] =
            json!(format!("com.{}", "a".repeat(221)));
    }),
    ("tpl-otp-package-pattern", code, |it| {
        buttons(it)[0]["supported_apps"][0]["package_name"] = json!("lamp");
    }),
    ("tpl-otp-hash-pattern", code, |it| {
        buttons(it)[0]["supported_apps"][0]["signature_hash"] = json!("K8a");
    }),
    ("tpl-otp-zero-tap-terms", code, |it| {
        buttons(it)[0]["otp_type"] = json!("ZERO_TAP");
    }),
    ("tpl-auth-expiration", code, |it| {
        it["components"][1]["code_expiration_minutes"] = json!(91);
    }),
    ("tpl-auth-no-header", code, |it| {
        it["components"]
            .as_array_mut()
            .unwrap()
            .push(json!({"type": "HEADER", "format": "TEXT", "text": "Your code"}));
    }),
    ("tpl-auth-body-fixed", code, |it| {
        it["components"][0]["text"] = json!("Here is your code.");
    }),
    ("tpl-flow-source", plain, |it| {
        let mut both = flow();
        both["flow_name"] = json!("repair_booking");
        only(it, &[both]);
    }),
    ("tpl-flow-action-enum", plain, |it| {
        let mut odd = flow();
        odd["flow_action"] = json!("FLY");
        only(it, &[odd]);
    }),
    ("tpl-flow-icon-enum", plain, |it| {
        let mut odd = flow();
        odd["icon"] = json!("LAMP");
        only(it, &[odd]);
    }),
    ("tpl-voice-call-label-length", plain, |it| {
        only(it, &[sort("VOICE_CALL", "Call the workshop now")]);
    }),
    ("tpl-voice-call-ttl", plain, |it| {
        only(
            it,
            &[json!({"type": "VOICE_CALL", "text": "Call us", "ttl_minutes": 1439})],
        );
    }),
    ("tpl-mpm-text", plain, |it| {
        only(it, &[sort("MPM", "Show items")]);
    }),
    ("tpl-spm-text", product, |it| {
        only(it, &[sort("SPM", "Show")]);
    }),
    ("tpl-catalog-text", plain, |it| {
        only(it, &[sort("CATALOG", "Show catalog")]);
    }),
    ("tpl-request-contact-text", plain, |it| {
        only(it, &[sort("REQUEST_CONTACT_INFO", "Who are you")]);
    }),
    ("tpl-order-details-text", order, |it| {
        only(it, &[sort("ORDER_DETAILS", "Pay")]);
    }),
    ("lto-category", offer, |it| {
        it["category"] = json!("UTILITY");
    }),
    ("lto-text-length", offer, |it| {
        it["components"][1]["limited_time_offer"]["text"] = json!("It ends very soon");
    }),
    ("lto-body-length", offer, |it| {
        it["components"][2]["text"] = long(601);
    }),
    ("lto-header-types", offer, |it| {
        it["components"][0]["format"] = json!("DOCUMENT");
    }),
    ("lto-footer-forbidden", offer, |it| {
        it["components"]
            .as_array_mut()
            .unwrap()
            .push(json!({"type": "FOOTER", "text": "Lumen Workshop"}));
    }),
    ("lto-button-order", offer, |it| buttons(it).reverse()),
    ("lto-code-length", offer, |it| {
        buttons(it)[0]["example"] = json!("LAMPSFORALLOFUS2");
    }),
    ("tpl-carousel-category", cards, |it| {
        it["category"] = json!("UTILITY");
    }),
    ("tpl-carousel-cards-min", cards, |it| {
        drop(it["components"][1]["cards"].as_array_mut().unwrap().pop());
    }),
    ("tpl-carousel-cards-max", cards, |it| {
        let one = it["components"][1]["cards"][0].clone();
        it["components"][1]["cards"] = Value::from(vec![one; 11]);
    }),
    ("tpl-carousel-body-length", cards, |it| {
        it["components"][0]["text"] = long(1025);
    }),
    ("tpl-carousel-main-components", cards, |it| {
        it["components"]
            .as_array_mut()
            .unwrap()
            .push(json!({"type": "FOOTER", "text": "Lumen Workshop"}));
    }),
    ("tpl-carousel-card-header", cards, |it| {
        for number in 0..2 {
            card(it, number)[0]["format"] = json!("DOCUMENT");
        }
    }),
    ("tpl-carousel-card-body-length", cards, |it| {
        card(it, 0)[1]["text"] = long(161);
    }),
    ("tpl-carousel-card-buttons-max", cards, |it| {
        for number in 0..2 {
            card(it, number)[2]["buttons"] = json!([reply("Yes"), reply("No"), link("See")]);
        }
    }),
    ("tpl-carousel-card-buttons-min", cards, |it| {
        for number in 0..2 {
            card(it, number)[2]["buttons"] = json!([]);
        }
    }),
    ("tpl-carousel-card-buttons-types", cards, |it| {
        for number in 0..2 {
            card(it, number)[2]["buttons"] = json!([{"type": "COPY_CODE", "example": "LAMP25"}]);
        }
    }),
    ("tpl-carousel-same-components", cards, |it| {
        card(it, 1)[0]["format"] = json!("VIDEO");
    }),
    ("tpl-product-carousel-cards", product_cards, |it| {
        let one = it["components"][1]["cards"][0].clone();
        it["components"][1]["cards"]
            .as_array_mut()
            .unwrap()
            .push(one);
    }),
    ("spm-body-length", product, |it| {
        it["components"][1]["text"] = long(161);
    }),
    ("spm-footer-length", product, |it| {
        it["components"][2]["text"] = long(61);
    }),
    ("tpl-call-permission-alone", call_request, |it| {
        it["components"]
            .as_array_mut()
            .unwrap()
            .push(json!({"type": "BUTTONS", "buttons": [reply("Yes")]}));
    }),
    ("tpl-call-permission-category", call_request, |it| {
        it["category"] = json!("AUTHENTICATION");
    }),
    ("tpl-call-permission-body-4096", call_request, |it| {
        it["components"][0]["text"] = long(4097);
    }),
];
