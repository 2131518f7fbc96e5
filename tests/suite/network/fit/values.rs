//! Values for a send that is bound, and the same send with a parameter too many or too few.

use bluetick::wire::Code;
use proptest::prelude::*;
use serde_json::{Value, json};

/// What goes into the slots of a send.
#[derive(Debug, Clone)]
pub(super) struct Values {
    /// Parameters of the body, in turn: texts, amounts of money, dates.
    pub(super) words: Vec<Value>,
    /// The end of an address.
    pub(super) suffix: String,
    /// A coupon's or a one-time code.
    pub(super) code: String,
    /// Whether files are named by an id rather than a link.
    pub(super) has_ids: bool,
}

/// A text as it may be typed: one line, not blank, in any script.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z0-9äößéñ,.€*_-]{1,10}",
        1 => "[א-ת]{1,6}( [א-ת]{1,6})?",
        1 => "[ك-ي]{1,8}",
        1 => Just("{{1}}".to_owned()),
        1 => Just("two words 🎉".to_owned()),
    ]
}

fn parameter() -> impl Strategy<Value = Value> {
    let amount = (1..9_000_u32).prop_map(|euros| {
        json!({"type": "currency", "currency":
            {"fallback_value": format!("€{euros}.00"), "code": "EUR", "amount_1000": euros * 1000}})
    });
    let date = (1..29_u32).prop_map(|day| {
        json!({"type": "date_time", "date_time": {"fallback_value": format!("{day} November 2026")}})
    });
    prop_oneof![
        4 => word().prop_map(|word| json!({"type": "text", "text": word})),
        1 => amount,
        1 => date,
    ]
}

pub(super) fn values() -> impl Strategy<Value = Values> {
    let words = proptest::collection::vec(parameter(), 6);
    (
        words,
        "[A-Za-z0-9_-]{1,12}",
        "[A-Z0-9]{1,15}",
        any::<bool>(),
    )
        .prop_map(|(words, suffix, code, has_ids)| Values {
            words,
            suffix,
            code,
            has_ids,
        })
}

impl Values {
    /// Puts a value into each slot of a list of components.
    pub(super) fn fill(&self, components: &mut Value, is_code: bool) {
        for component in components.as_array_mut().into_iter().flatten() {
            let kind = component["type"].as_str().unwrap().to_owned();
            if kind == "carousel" {
                for card in component["cards"].as_array_mut().unwrap() {
                    self.fill(&mut card["components"], false);
                }
                continue;
            }
            let sub_type = component["sub_type"].as_str().unwrap_or(&kind).to_owned();
            let parameters = component["parameters"].as_array_mut().unwrap();
            for (index, parameter) in parameters.iter_mut().enumerate() {
                self.put(parameter, &sub_type, index, is_code);
            }
        }
    }

    fn put(&self, parameter: &mut Value, part: &str, index: usize, is_code: bool) {
        let kind = parameter["type"].as_str().unwrap().to_owned();
        match (part, kind.as_str()) {
            (_, "text") if is_code => parameter["text"] = json!(self.code),
            ("url", "text") => parameter["text"] = json!(self.suffix),
            (_, "text") if parameter.get("parameter_name").is_some() => {
                parameter["text"] = json!(shown(&self.words[index]));
            }
            ("header", "text") => parameter["text"] = json!(shown(&self.words[5])),
            (_, "text") => *parameter = self.words[index].clone(),
            (_, "image" | "video" | "document") if self.has_ids => {
                parameter[kind.as_str()] = json!({"link": "https://img.example.com/file"});
            }
            (_, "image" | "video" | "document") => {
                parameter[kind.as_str()]["link"] = json!("https://img.example.com/file");
            }
            (_, "location") => {
                parameter["location"] = json!({"latitude": "47.37", "longitude": "8.54",
                    "name": "Studio", "address": "7 Quay Road"});
            }
            (_, "product") => {
                parameter["product"] =
                    json!({"product_retailer_id": "w38", "catalog_id": "194836"});
            }
            (_, "payload") => parameter["payload"] = json!("come-8841"),
            (_, "ttl_minutes") => parameter["ttl_minutes"] = json!(240),
            (_, "coupon_code") => parameter["coupon_code"] = json!(self.code),
            (_, "limited_time_offer") => {
                parameter["limited_time_offer"] =
                    json!({"expiration_time_ms": 1_795_276_800_000_i64});
            }
            (_, "order_status") => {
                parameter["order_status"] = json!({"reference_id": "order-8841",
                    "order": {"status": "shipped", "description": "Two parcels"}});
            }
            ("mpm", "action") => {
                parameter["action"] = json!({"thumbnail_product_retailer_id": "w38", "sections": [
                    {"title": "Walnut", "product_items": [{"product_retailer_id": "w38"}]}]});
            }
            ("order_details", "action") => parameter["action"] = order(),
            ("flow", "action") => parameter["action"] = json!({"flow_token": "t-8841"}),
            ("catalog", "action") => {
                parameter["action"] = json!({"thumbnail_product_retailer_id": "w38"});
            }
            other => panic!("a slot of an unknown sort: {other:?}"),
        }
    }
}

/// What the customer reads for a parameter.
fn shown(parameter: &Value) -> &str {
    let places = [
        "/text",
        "/currency/fallback_value",
        "/date_time/fallback_value",
    ];
    let mut found = places
        .iter()
        .filter_map(|place| parameter.pointer(place)?.as_str());
    found.next().unwrap()
}

/// The order of the example that has one.
fn order() -> Value {
    let example = include_str!("../../../../drafts/order-template.json");
    let draft: Value = serde_json::from_str(example).unwrap();
    let components = draft.pointer("/message/template/components").unwrap();
    let mut components = components.as_array().unwrap().iter();
    let button = components.find(|one| one["type"] == "button").unwrap();
    button["parameters"][0]["action"].clone()
}

/// A send that does not fit its definition, and what the platform may say to it.
#[derive(Debug)]
pub(super) struct Spoilt {
    pub(super) payload: Value,
    pub(super) codes: Vec<Code>,
    pub(super) how: String,
}

/// The codes that the platform's pages give for too few and too many parameters of a part.
fn codes_of(part: &str, kind: &str, is_less: bool) -> Option<(u32, u32)> {
    match (part, kind, is_less) {
        ("voice_call", ..) | ("quick_reply" | "flow" | "catalog", _, true) => None,
        ("body", ..) | ("header", "text" | "currency" | "date_time", _) | (_, _, false) => {
            Some((132_000, 2000))
        }
        ("header", _, true) => Some((132_012, 2012)),
        _ => Some((131_008, 1008)),
    }
}

/// The send with one parameter less and with one more in each of its lists, and with one where none belongs.
pub(super) fn spoilt(payload: &Value, definition: &Value) -> Vec<Spoilt> {
    let mut all = Vec::new();
    spoil(payload, "/template/components", &mut all);
    let components = payload
        .pointer("/template/components")
        .and_then(Value::as_array);
    for part in ["body", "header"] {
        let mut given = components.into_iter().flatten();
        if given.any(|component| component["type"] == part) {
            continue;
        }
        let mut more = payload.clone();
        let template = more["template"].as_object_mut().unwrap();
        let list = template.entry("components").or_insert_with(|| json!([]));
        let new = json!({"type": part, "parameters": [{"type": "text", "text": "more"}]});
        list.as_array_mut().unwrap().push(new);
        all.push(Spoilt {
            payload: more,
            codes: vec![Code::new(132_000), Code::new(2000)],
            how: format!("a {part} that {} has not", definition["name"]),
        });
    }
    all
}

fn spoil(payload: &Value, here: &str, all: &mut Vec<Spoilt>) {
    let components = payload.pointer(here).and_then(Value::as_array);
    for (number, component) in components.into_iter().flatten().enumerate() {
        let place = format!("{here}/{number}");
        let part = component["type"].as_str().unwrap();
        if part == "carousel" {
            for card in 0..component["cards"].as_array().unwrap().len() {
                spoil(payload, &format!("{place}/cards/{card}/components"), all);
            }
            continue;
        }
        let part = component["sub_type"].as_str().unwrap_or(part);
        let list = format!("{place}/parameters");
        let parameters = component["parameters"].as_array().unwrap();
        for (index, parameter) in parameters.iter().enumerate() {
            let Some((cloud, old)) = codes_of(part, parameter["type"].as_str().unwrap(), true)
            else {
                continue;
            };
            let codes = vec![Code::new(cloud), Code::new(old)];
            let mut less = payload.clone();
            less.pointer_mut(&list)
                .unwrap()
                .as_array_mut()
                .unwrap()
                .remove(index);
            let how = format!("without {list}/{index}");
            all.push(Spoilt {
                payload: less,
                codes: codes.clone(),
                how,
            });
            if parameters.len() == 1 {
                let mut gone = payload.clone();
                gone.pointer_mut(here)
                    .unwrap()
                    .as_array_mut()
                    .unwrap()
                    .remove(number);
                let how = format!("without {place}");
                all.push(Spoilt {
                    payload: gone,
                    codes,
                    how,
                });
            }
        }
        if let Some((cloud, old)) = codes_of(part, "text", false) {
            let mut more = payload.clone();
            let parameters = more.pointer_mut(&list).unwrap().as_array_mut().unwrap();
            let again = parameters.last().cloned();
            parameters.extend(again);
            let codes = vec![Code::new(cloud), Code::new(old)];
            all.push(Spoilt {
                payload: more,
                codes,
                how: format!("one more in {list}"),
            });
        }
    }
}
