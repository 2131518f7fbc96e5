//! Definitions of every sort that templates come in, as strategies: each component, each type of button.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

/// The names of variables, where they have names.
const NAMES: [&str; 4] = ["first_name", "order_id", "city", "due_2"];

/// A definition of any sort.
pub(super) fn definitions() -> impl Strategy<Value = Value> {
    let sorts = prop_oneof![
        5 => plain(),
        2 => one_time_codes(),
        1 => catalogs(),
        1 => coupons(),
        2 => offers(),
        2 => orders(),
        1 => calls(),
        2 => carousels(),
        1 => product_carousels(),
    ];
    (sorts, any::<bool>()).prop_map(|(mut definition, is_small)| {
        if is_small {
            in_small_letters(&mut definition);
        }
        definition
    })
}

/// A definition that the On-Premises API sends as well: numbers, three quick replies or two calls to action.
pub(super) fn older_definitions() -> impl Strategy<Value = Value> {
    let quick = subsequence(quick_replies(), 0..=3);
    let calls = subsequence(
        vec![
            dynamic("Track"),
            json!({"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+15550100199"}),
        ],
        0..=2,
    );
    let buttons = prop_oneof![quick, calls];
    (header(false), 0..5_usize, footer(), buttons).prop_map(
        |(header, variables, footer, buttons)| {
            let mut components = vec![body(variables, false)];
            components.extend(header.into_iter().chain(footer));
            components.extend(row(&buttons));
            whole(
                "UTILITY",
                &components,
                &json!({"namespace": "3c1f0a72_invented"}),
            )
        },
    )
}

fn whole(category: &str, components: &[Value], rest: &Value) -> Value {
    let mut definition = json!({"name": "any", "language": "en", "category": category,
        "status": "APPROVED", "components": components});
    let members = definition.as_object_mut().unwrap();
    members.extend(rest.as_object().unwrap().clone());
    definition
}

/// As reading must not depend on: types and formats in small letters.
fn in_small_letters(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                let is_word = ["type", "format", "otp_type", "category", "parameter_format"];
                match member {
                    Value::String(word) if is_word.contains(&key.as_str()) => {
                        *word = word.to_ascii_lowercase();
                    }
                    inner => in_small_letters(inner),
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(in_small_letters),
        _ => {}
    }
}

fn header(is_named: bool) -> impl Strategy<Value = Option<Value>> {
    let name = if is_named { "heading" } else { "1" };
    let text = format!("Lamp {{{{{name}}}}}");
    prop_oneof![
        2 => Just(None),
        1 => Just(Some(json!({"type": "HEADER", "format": "TEXT", "text": "Lamps"}))),
        2 => Just(Some(json!({"type": "HEADER", "format": "TEXT", "text": text}))),
        3 => medium(&["IMAGE", "VIDEO", "DOCUMENT"]),
        1 => medium(&["LOCATION"]),
    ]
}

fn medium(formats: &'static [&'static str]) -> impl Strategy<Value = Option<Value>> {
    select(formats).prop_map(|format| Some(json!({"type": "HEADER", "format": format})))
}

fn footer() -> impl Strategy<Value = Option<Value>> {
    select(vec![
        None,
        Some(json!({"type": "FOOTER", "text": "Lamp Studio"})),
    ])
}

/// A body with so many variables, the first of which stands twice.
fn body(variables: usize, is_named: bool) -> Value {
    let name = |number: usize| {
        if is_named {
            NAMES[number].to_owned()
        } else {
            (number + 1).to_string()
        }
    };
    let mut text = "Dear customer".to_owned();
    for number in 0..variables {
        write!(text, ", {{{{{}}}}}", name(number)).unwrap();
    }
    if variables > 0 {
        write!(text, " and again {{{{{}}}}}", name(0)).unwrap();
    }
    json!({"type": "BODY", "text": text + "."})
}

fn quick_replies() -> Vec<Value> {
    let reply = |text: &&str| json!({"type": "QUICK_REPLY", "text": text});
    ["Yes", "No", "Later", "Stop"].iter().map(reply).collect()
}

/// A button whose address has a variable.
fn dynamic(text: &str) -> Value {
    json!({"type": "URL", "text": text, "url": "https://lamp.example.com/{{1}}"})
}

fn row(buttons: &[Value]) -> Option<Value> {
    (!buttons.is_empty()).then(|| json!({"type": "BUTTONS", "buttons": buttons}))
}

/// Quick replies in one group, before or behind any others.
fn buttons() -> impl Strategy<Value = Vec<Value>> {
    let others = vec![
        json!({"type": "URL", "text": "Shop", "url": "https://lamp.example.com"}),
        dynamic("Track"),
        json!({"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+15550100199"}),
        json!({"type": "COPY_CODE", "example": "LAMP25"}),
        json!({"type": "VOICE_CALL", "text": "Talk"}),
        json!({"type": "FLOW", "text": "Book", "flow_id": "1234", "flow_action": "navigate"}),
        json!({"type": "REQUEST_CONTACT_INFO"}),
    ];
    let quick = subsequence(quick_replies(), 0..=4);
    let others = subsequence(others, 0..=4).prop_shuffle();
    (quick, others, any::<bool>()).prop_map(|(quick, others, is_first)| {
        let parts = if is_first {
            [quick, others]
        } else {
            [others, quick]
        };
        parts.concat()
    })
}

/// Any header, up to four variables by number or by name, any buttons.
fn plain() -> impl Strategy<Value = Value> {
    any::<bool>()
        .prop_flat_map(|is_named| {
            let parts = (header(is_named), 0..5_usize, footer(), buttons());
            (Just(is_named), parts)
        })
        .prop_map(|(is_named, (header, variables, footer, buttons))| {
            let mut components = vec![body(variables, is_named)];
            components.extend(header.into_iter().chain(footer));
            components.extend(row(&buttons));
            let format = if is_named { "NAMED" } else { "POSITIONAL" };
            whole("UTILITY", &components, &json!({"parameter_format": format}))
        })
}

/// One-time codes, as they are sent in and as the platform gives them back.
fn one_time_codes() -> impl Strategy<Value = Value> {
    let apps = json!([{"package_name": "com.example.lamp", "signature_hash": "K8a/AINcGX7"}]);
    let stored = "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}";
    let buttons = vec![
        json!({"type": "OTP", "otp_type": "COPY_CODE", "text": "Copy code"}),
        json!({"type": "OTP", "otp_type": "ONE_TAP", "autofill_text": "Fill in", "supported_apps": apps}),
        json!({"type": "OTP", "otp_type": "ZERO_TAP", "zero_tap_terms_accepted": true, "supported_apps": apps}),
        json!({"type": "URL", "text": "Copy code", "url": stored}),
    ];
    let minutes = json!({"type": "FOOTER", "code_expiration_minutes": 5});
    (select(buttons), any::<bool>(), any::<bool>()).prop_map(move |(button, advises, ends)| {
        let mut components = vec![json!({"type": "BODY", "add_security_recommendation": advises})];
        components.extend(ends.then(|| minutes.clone()));
        components.extend(row(&[button]));
        whole("AUTHENTICATION", &components, &json!({}))
    })
}

/// The catalog, several products, one product.
fn catalogs() -> impl Strategy<Value = Value> {
    let header = |rest: &str| json!({"type": "HEADER", "format": "TEXT", "text": rest});
    let shapes = vec![
        (None, json!({"type": "CATALOG", "text": "View catalog"})),
        (
            Some(header("Lamps")),
            json!({"type": "MPM", "text": "View items"}),
        ),
        (
            Some(header("{{1}} lamps")),
            json!({"type": "MPM", "text": "View items"}),
        ),
        (
            Some(json!({"type": "HEADER", "format": "PRODUCT"})),
            json!({"type": "SPM", "text": "View"}),
        ),
    ];
    (select(shapes), 0..3_usize, footer()).prop_map(|((header, button), variables, footer)| {
        let mut components = vec![body(variables, false)];
        components.extend(header.into_iter().chain(footer));
        components.extend(row(&[button]));
        whole("MARKETING", &components, &json!({}))
    })
}

fn coupons() -> impl Strategy<Value = Value> {
    let quick = subsequence(quick_replies(), 0..=2);
    (header(false), 0..3_usize, quick).prop_map(|(header, variables, quick)| {
        let mut components = vec![body(variables, false)];
        components.extend(header);
        let coupon = json!({"type": "COPY_CODE", "example": "LAMP25"});
        components.extend(row(&[quick, vec![coupon]].concat()));
        whole("MARKETING", &components, &json!({}))
    })
}

/// Limited-time offers, with and without an end, a code, a variable in the address.
fn offers() -> impl Strategy<Value = Value> {
    let header = prop_oneof![Just(None), medium(&["IMAGE", "VIDEO"])];
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (header, 0..3_usize, flags).prop_map(|(header, variables, (ends, has_code, is_dynamic))| {
        let mut components = vec![body(variables, false)];
        components.extend(header);
        components.push(json!({"type": "LIMITED_TIME_OFFER",
            "limited_time_offer": {"text": "Ends soon", "has_expiration": ends}}));
        let mut buttons = Vec::new();
        buttons.extend(has_code.then(|| json!({"type": "COPY_CODE", "example": "LAMP25"})));
        buttons.push(if is_dynamic {
            dynamic("Shop")
        } else {
            json!({"type": "URL", "text": "Shop", "url": "https://lamp.example.com"})
        });
        components.extend(row(&buttons));
        whole("MARKETING", &components, &json!({}))
    })
}

/// An order that is to be paid, and one whose status is told.
fn orders() -> impl Strategy<Value = Value> {
    let header = prop_oneof![Just(None), medium(&["IMAGE", "VIDEO"])];
    (header, 0..3_usize, footer(), any::<bool>()).prop_map(
        |(header, variables, footer, is_to_pay)| {
            let mut components = vec![body(variables, false)];
            components.extend(footer);
            if !is_to_pay {
                let rest = json!({"sub_category": "ORDER_STATUS"});
                return whole("UTILITY", &components, &rest);
            }
            components.extend(header);
            let button = json!({"type": "ORDER_DETAILS", "text": "Review and Pay"});
            components.extend(row(&[button]));
            whole(
                "UTILITY",
                &components,
                &json!({"sub_category": "ORDER_DETAILS"}),
            )
        },
    )
}

/// A question whether the business may call.
fn calls() -> impl Strategy<Value = Value> {
    (header(false), 0..3_usize, footer()).prop_map(|(header, variables, footer)| {
        let mut components = vec![body(variables, false)];
        components.extend(header.into_iter().chain(footer));
        components.push(json!({"type": "CALL_PERMISSION_REQUEST"}));
        whole("UTILITY", &components, &json!({}))
    })
}

/// Cards with a picture or a film each, all alike.
fn carousels() -> impl Strategy<Value = Value> {
    let buttons = vec![
        json!({"type": "QUICK_REPLY", "text": "More"}),
        dynamic("See"),
        json!({"type": "URL", "text": "Shop", "url": "https://lamp.example.com"}),
        json!({"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+15550100199"}),
    ];
    let card = (
        select(vec!["IMAGE", "VIDEO"]),
        subsequence(buttons, 1..=2),
        0..4_usize,
    );
    (card, 2..5_usize, 0..3_usize, any::<bool>()).prop_map(
        |((format, buttons, words), cards, variables, is_named)| {
            let mut parts = vec![json!({"type": "HEADER", "format": format})];
            // of some cards the text has variables, of some none, and some have no text
            parts.extend((words > 0).then(|| body(words - 1, is_named)));
            parts.extend(row(&buttons));
            let cards = vec![json!({"components": parts}); cards];
            let components = [
                body(variables, is_named),
                json!({"type": "CAROUSEL", "cards": cards}),
            ];
            let format = if is_named { "NAMED" } else { "POSITIONAL" };
            whole(
                "MARKETING",
                &components,
                &json!({"parameter_format": format}),
            )
        },
    )
}

/// Cards with a product each, of which two are defined.
fn product_carousels() -> impl Strategy<Value = Value> {
    let buttons = vec![json!({"type": "SPM", "text": "View"}), dynamic("See")];
    (select(buttons), 0..3_usize).prop_map(|(button, variables)| {
        let card = json!({"components": [
            {"type": "HEADER", "format": "PRODUCT"}, {"type": "BUTTONS", "buttons": [button]}]});
        let components = [
            body(variables, false),
            json!({"type": "CAROUSEL", "cards": [card.clone(), card]}),
        ];
        whole("MARKETING", &components, &json!({}))
    })
}
