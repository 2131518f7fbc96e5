//! How the platform writes a template down that was sent in: its words in capitals, a one-time code spelled out,
//! and samples at addresses.

use serde_json::{Map, Value, json};

use crate::template::{CODE_ADVICE, CODE_BODY, STORED_CODE, code_footer};
use crate::text::percent::encoded;

/// The members that are words of the platform's, which it gives back in capitals.
const WORDS: [&str; 4] = ["type", "format", "otp_type", "flow_action"];
/// The code in the examples that the platform makes.
const CODE: &str = "123456";

/// The members of a definition as they are kept: what the platform makes of them.
pub(super) fn written_down(members: &mut Map<String, Value>) {
    for key in ["category", "parameter_format"] {
        if let Some(Value::String(word)) = members.get_mut(key) {
            word.make_ascii_uppercase();
        }
    }
    let Some(Value::Array(components)) = members.get_mut("components") else {
        return;
    };
    components.iter_mut().for_each(capitals);
    spell_out(components);
}

/// Puts the platform's words of a component, its buttons and its cards into capitals.
fn capitals(component: &mut Value) {
    let Some(members) = component.as_object_mut() else {
        return;
    };
    for (key, value) in members.iter_mut() {
        match value {
            Value::String(word) if WORDS.contains(&key.as_str()) => word.make_ascii_uppercase(),
            Value::Array(parts) if ["buttons", "cards", "components"].contains(&key.as_str()) => {
                parts.iter_mut().for_each(capitals);
            }
            _ => {}
        }
    }
}

fn is_of(component: &Value, kind: &str) -> bool {
    component.get("type").and_then(Value::as_str) == Some(kind)
}

/// Writes the words and the address of a one-time code out. They are in English here, whatever the language.
fn spell_out(components: &mut [Value]) {
    let minutes = components
        .iter()
        .find_map(|component| component.get("code_expiration_minutes")?.as_u64());
    let mut is_code = false;
    for component in components.iter_mut().filter(|one| is_of(one, "BUTTONS")) {
        let buttons = component.get_mut("buttons").and_then(Value::as_array_mut);
        for button in buttons
            .into_iter()
            .flatten()
            .filter(|one| is_of(one, "OTP"))
        {
            is_code = true;
            *button = address_button(button, minutes);
        }
    }
    for component in components.iter_mut().filter(|_| is_code) {
        let is_advised = component.get("add_security_recommendation") == Some(&Value::Bool(true));
        let text = match component.get("type").and_then(Value::as_str) {
            Some("BODY") if is_advised => format!("{CODE_BODY}{CODE_ADVICE}"),
            Some("BODY") => CODE_BODY.to_owned(),
            Some("FOOTER") => match minutes {
                Some(minutes) => code_footer(minutes),
                None => continue,
            },
            _ => continue,
        };
        let is_body = is_of(component, "BODY");
        if let Some(members) = component.as_object_mut() {
            members.insert("text".to_owned(), json!(text));
            if is_body {
                members.insert("example".to_owned(), json!({"body_text": [[CODE]]}));
            }
        }
    }
}

/// The button that opens an address, which the platform keeps in place of one that hands a code over.
fn address_button(button: &Value, minutes: Option<u64>) -> Value {
    let text = |key: &str| button.get(key).and_then(Value::as_str);
    let way = text("otp_type").unwrap_or("COPY_CODE");
    let mut query = vec![format!("otp_type={way}")];
    if way != "COPY_CODE" {
        let label = text("autofill_text").unwrap_or("Autofill");
        query.push(format!("cta_display_name={}", encoded(label)));
        for key in ["package_name", "signature_hash"] {
            query.push(format!("{key}={}", encoded(&of_apps(button, key))));
        }
    }
    query.extend(minutes.map(|minutes| format!("code_expiration_minutes={minutes}")));
    let address = format!("https://www.{STORED_CODE}/?{}&code=otp", query.join("&"));
    json!({
        "type": "URL",
        "text": text("text").unwrap_or("Copy code"),
        "url": format!("{address}{{{{1}}}}"),
        "example": [format!("{address}{CODE}")],
    })
}

/// What the apps of a button say under a key, one after the other; up to Graph v20 it stood on the button itself.
fn of_apps(button: &Value, key: &str) -> String {
    let apps = button.get("supported_apps").and_then(Value::as_array);
    let all = apps.into_iter().flatten().chain([button]);
    let said = all.filter_map(|app| app.get(key)?.as_str());
    said.collect::<Vec<_>>().join(",")
}
