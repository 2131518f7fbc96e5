//! Definitions as they are sent in: what an account lists, turned back into what can be created.
//!
//! An account gives the templates of one-time codes back with the platform's words written out and an address in
//! place of the button; neither is taken when a template is made or edited. Pure; used wherever a definition
//! leaves for an account, or is held against what one lists.

use serde_json::{Map, Value, json};

use super::definition::{CODE_ADVICE, STORED_CODE, part_of_stored};
use super::origin::MEMBER;
use crate::schema::stored_members;

/// A definition as it is sent in for review: without the members that only an account gives, and with the parts
/// of a one-time code as they are asked for.
pub fn as_sent_in(definition: &Value) -> Value {
    let mut sent = definition.clone();
    let Some(members) = sent.as_object_mut() else {
        return sent;
    };
    members.retain(|key, _| key != MEMBER && !stored_members().any(|stored| stored == key));
    let components = members.get_mut("components").and_then(Value::as_array_mut);
    if let Some(components) = components {
        as_asked_for(components);
    }
    sent
}

/// Turns the components of a one-time code back; those of other templates are listed as they were sent in.
fn as_asked_for(components: &mut [Value]) {
    let mut apps_address = None;
    for component in of_type(components, "BUTTONS") {
        let buttons = component.get_mut("buttons").and_then(Value::as_array_mut);
        for button in buttons.into_iter().flatten() {
            apps_address = address_of(button).or(apps_address);
            turn_button(button);
        }
    }
    let Some(address) = apps_address else {
        return;
    };
    for component in of_type(components, "BODY") {
        turn_body(component);
    }
    for component in of_type(components, "FOOTER") {
        turn_footer(component, &address);
    }
}

fn of_type<'a>(components: &'a mut [Value], kind: &'a str) -> impl Iterator<Item = &'a mut Value> {
    components
        .iter_mut()
        .filter(move |component| is_word(component.get("type"), kind))
}

fn is_word(value: Option<&Value>, word: &str) -> bool {
    let said = value.and_then(Value::as_str);
    said.is_some_and(|said| said.eq_ignore_ascii_case(word))
}

/// The address that an account lists for the button of a one-time code.
fn address_of(button: &Value) -> Option<String> {
    let address = button.get("url")?.as_str()?;
    address.contains(STORED_CODE).then(|| address.to_owned())
}

fn turn_button(button: &mut Value) {
    let Some(address) = address_of(button) else {
        return;
    };
    let Some(members) = button.as_object_mut() else {
        return;
    };
    let way = part_of_stored(&address, "otp_type").unwrap_or_else(|| "COPY_CODE".to_owned());
    let mut asked = Map::from_iter([("type".to_owned(), json!("OTP"))]);
    asked.insert("otp_type".to_owned(), json!(way));
    let derived = ["type", "otp_type", "url", "example"];
    let kept = members
        .iter()
        .filter(|(key, _)| !derived.contains(&key.as_str()));
    asked.extend(kept.map(|(key, value)| (key.clone(), value.clone())));
    let mut complete = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            asked.entry(key.to_owned()).or_insert(value);
        }
    };
    complete(
        "autofill_text",
        part_of_stored(&address, "cta_display_name").map(Value::from),
    );
    let has_apps = ["supported_apps", "package_name"]
        .iter()
        .any(|key| members.contains_key(*key));
    complete("supported_apps", apps(&address).filter(|_| !has_apps));
    // It was accepted, or the template would not be there.
    complete(
        "zero_tap_terms_accepted",
        (way == "ZERO_TAP").then_some(Value::Bool(true)),
    );
    *members = asked;
}

/// The apps that such an address names, each with the hash at its place.
fn apps(address: &str) -> Option<Value> {
    let (packages, hashes) = (
        part_of_stored(address, "package_name")?,
        part_of_stored(address, "signature_hash")?,
    );
    let pairs = packages.split(',').zip(hashes.split(','));
    let apps =
        pairs.map(|(package, hash)| json!({"package_name": package, "signature_hash": hash}));
    Some(apps.collect())
}

/// The body's words are the platform's; what is asked for is whether the advice stands behind them.
fn turn_body(component: &mut Value) {
    let Some(members) = component.as_object_mut() else {
        return;
    };
    members.remove("example");
    let Some(Value::String(text)) = members.remove("text") else {
        return;
    };
    if !members.contains_key("add_security_recommendation") && text.ends_with(CODE_ADVICE) {
        members.insert("add_security_recommendation".to_owned(), Value::Bool(true));
    }
}

/// The footer's words follow from the minutes, which stand in the address where the footer does not say them.
fn turn_footer(component: &mut Value, address: &str) {
    let Some(members) = component.as_object_mut() else {
        return;
    };
    let minutes = part_of_stored(address, "code_expiration_minutes");
    let minutes = minutes.and_then(|minutes| minutes.parse::<u64>().ok());
    if let Some(minutes) = minutes {
        let key = "code_expiration_minutes".to_owned();
        members.entry(key).or_insert_with(|| json!(minutes));
    }
    if members.contains_key("code_expiration_minutes") {
        members.remove("text");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(query: &str) -> Value {
        let url = format!("https://www.whatsapp.com/otp/code/?{query}&code=otp{{{{1}}}}");
        let example = url.replace("{{1}}", "123456");
        json!({"name": "lamp_login", "language": "en", "category": "AUTHENTICATION", "id": "7",
            "status": "APPROVED", "components": [
                {"type": "BODY", "text": "*{{1}}* is your verification code. For your security, do not share this code.",
                    "example": {"body_text": [["123456"]]}},
                {"type": "FOOTER", "text": "This code expires in 5 minutes."},
                {"type": "BUTTONS", "buttons": [
                    {"type": "URL", "text": "Copy code", "url": url, "example": [example]}]}]})
    }

    fn asked(button: &Value) -> Value {
        json!({"name": "lamp_login", "language": "en", "category": "AUTHENTICATION", "components": [
            {"type": "BODY", "add_security_recommendation": true},
            {"type": "FOOTER", "code_expiration_minutes": 5},
            {"type": "BUTTONS", "buttons": [button]}]})
    }

    #[test]
    fn a_code_that_is_copied_is_asked_for_again() {
        let sent = as_sent_in(&listed("otp_type=COPY_CODE&code_expiration_minutes=5"));
        let button = json!({"type": "OTP", "otp_type": "COPY_CODE", "text": "Copy code"});
        assert_eq!(sent, asked(&button));
        assert_eq!(as_sent_in(&sent), sent);
    }

    #[test]
    fn a_code_that_apps_take_names_them_again() {
        let query = "otp_type=ZERO_TAP&cta_display_name=Fill+it+in&package_name=com.example.lamp%2Ccom.example.shade\
            &signature_hash=K8a%2FAINcGX7%2CabcDEF12345&code_expiration_minutes=5";
        let button = json!({"type": "OTP", "otp_type": "ZERO_TAP", "text": "Copy code",
            "autofill_text": "Fill it in", "zero_tap_terms_accepted": true, "supported_apps": [
                {"package_name": "com.example.lamp", "signature_hash": "K8a/AINcGX7"},
                {"package_name": "com.example.shade", "signature_hash": "abcDEF12345"}]});
        assert_eq!(as_sent_in(&listed(query)), asked(&button));
    }

    #[test]
    fn what_was_edited_wins_over_what_the_address_tells() {
        let mut edited = listed("otp_type=COPY_CODE&code_expiration_minutes=5");
        edited["components"][1]["code_expiration_minutes"] = json!(9);
        let sent = as_sent_in(&edited);
        assert_eq!(
            sent["components"][1],
            json!({"type": "FOOTER", "code_expiration_minutes": 9})
        );
    }

    #[test]
    fn words_of_ones_own_are_sent_in_as_they_stand() {
        let own = json!({"name": "lamp", "language": "en", "category": "AUTHENTICATION", "components": [
            {"type": "BODY", "text": "Your code for the lamp is {{1}} now.", "example": {"body_text": [["408172"]]}}]});
        assert_eq!(as_sent_in(&own), own);
    }
}
