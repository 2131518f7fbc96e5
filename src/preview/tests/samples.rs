//! Messages to draw, one of each kind.

use serde_json::{Value, json};

use crate::wire::Dialect;

/// A message with what is known about it.
pub(super) struct Sample {
    pub(super) payload: Value,
    pub(super) dialect: Option<Dialect>,
    pub(super) definition: Option<Value>,
}

fn cloud(payload: Value) -> Sample {
    Sample {
        payload,
        dialect: Some(Dialect::Cloud),
        definition: None,
    }
}

fn interactive(interactive: &Value) -> Sample {
    cloud(json!({
        "messaging_product": "whatsapp", "to": "15550100123",
        "type": "interactive", "interactive": interactive,
    }))
}

pub(super) fn text() -> Sample {
    cloud(json!({
        "messaging_product": "whatsapp", "to": "15550100123", "type": "text",
        "context": {"message_id": "wamid.HBgLMTU1NTAxMDAxMjMVAgASGBQzQTdCNUJDRDk5"},
        "text": {
            "preview_url": true,
            "body": "Your *lamp* is _ready_, ~on Monday~ on *_Tuesday_*.\n\
                     - bring the slip\n- or the code `LAMP 25`\n\
                     > \"Can I come late?\" asked another customer the other day\n\
                     12. of twelve\n```\nif late:\n  *call*\n```\n\
                     More on https://www.lamps.example.com/a_b_c, 茶も出ます。"
        }
    }))
}

pub(super) fn emoji() -> Sample {
    cloud(json!({"type": "text", "text": {"body": "🎉👨‍👩‍👧‍👦 ❤️"}}))
}

pub(super) fn right_to_left() -> Sample {
    cloud(json!({"type": "text", "text": {
        "body": "שלום דנה, המנורה שלך מוכנה לאיסוף ביום *שלישי* בין 9 ל-12.\nSee you!\n- תודה"
    }}))
}

pub(super) fn image() -> Sample {
    cloud(json!({"type": "image", "image": {
        "link": "https://media.example.com/pots/teapot.jpg",
        "caption": "The *copper teapot* is back.\nOnly twelve were made."
    }}))
}

pub(super) fn video() -> Sample {
    cloud(json!({"type": "video", "video": {"id": "1013859600285441"}}))
}

pub(super) fn document() -> Sample {
    cloud(json!({"type": "document", "document": {
        "link": "https://files.example.com/7714", "filename": "bill-7714.pdf", "caption": "Your bill for April"
    }}))
}

pub(super) fn audio(voice: bool) -> Sample {
    cloud(json!({"type": "audio", "audio": {
        "link": "https://media.example.com/kettle.ogg", "voice": voice
    }}))
}

pub(super) fn sticker() -> Sample {
    cloud(json!({"type": "sticker",
        "context": {"message_id": "wamid.HBgLMTU1NTAxMDAxMjM="},
        "sticker": {"link": "https://media.example.com/thanks.webp"}}))
}

pub(super) fn location(name: &str) -> Sample {
    cloud(json!({"type": "location", "location": {
        "latitude": "47.05048", "longitude": 8.30635, "name": name, "address": "3 Mill Lane, Lucerne"
    }}))
}

/// So many cards; the first can be written to.
pub(super) fn contacts(count: usize) -> Sample {
    let cards = [
        json!({"name": {"formatted_name": "Ivo Brandt"}, "org": {"company": "The Copper Kettle"},
            "phones": [{"phone": "+1 555 010-0177", "wa_id": "15550100177"}]}),
        json!({"name": {"formatted_name": "נועה לוי"}, "phones": [{"phone": "+1 555 010-0178"}]}),
        json!({"name": {}}),
    ];
    let cards: Vec<_> = cards.into_iter().take(count).collect();
    cloud(json!({"type": "contacts", "contacts": cards}))
}

pub(super) fn pin(what: &str) -> Sample {
    cloud(json!({"recipient_type": "group", "type": "pin",
        "pin": {"type": what, "message_id": "wamid.HBgLMTU1NTAxMDAxMjM=", "expiration_days": 7}}))
}

pub(super) fn receipt() -> Sample {
    cloud(json!({"messaging_product": "whatsapp", "status": "read",
        "message_id": "wamid.HBgLMTU1NTAxMDAxMjM=", "typing_indicator": {"type": "text"}}))
}

pub(super) fn sent_directly() -> Sample {
    let mut sample = interactive(&json!({
        "type": "button",
        "body": {"text": "Your teapot is repaired and ready to collect."},
        "action": {"buttons": [
            {"type": "cta_url", "cta_url": {"display_text": "Directions", "url": "https://tea.example.com/map"}},
            {"type": "reply", "reply": {"id": "today", "title": "I come today"}}]}
    }));
    sample.payload["category"] = json!("utility");
    sample
}

pub(super) fn list() -> Sample {
    interactive(&json!({
        "type": "list",
        "header": {"type": "text", "text": "Tea House"},
        "body": {"text": "Which tea may we bring you?\nOpen until *six*."},
        "footer": {"text": "Mon to Fri, 9 to 18"},
        "action": {"button": "Choose a tea", "sections": [
            {"title": "Green", "rows": [
                {"id": "sencha", "title": "Sencha", "description": "First flush of this year, light and a little sweet"},
                {"id": "matcha", "title": "Matcha 抹茶"}]},
            {"title": "Black", "rows": [
                {"id": "assam", "title": "Assam", "description": "With milk"}]}
        ]}
    }))
}

pub(super) fn buttons(header: &Value) -> Sample {
    interactive(&json!({
        "type": "button",
        "header": header,
        "body": {"text": "Your lamp arrives Tuesday, 9 to 12. What shall we do?"},
        "footer": {"text": "Lamp Studio deliveries"},
        "action": {"buttons": [
            {"type": "reply", "reply": {"id": "keep", "title": "Keep it"}},
            {"type": "reply", "reply": {"id": "other", "title": "Another day"}},
        ]}
    }))
}

pub(super) fn location_request() -> Sample {
    interactive(&json!({
        "type": "location_request_message",
        "body": {"text": "Where shall we bring the lamp?"},
        "action": {"name": "send_location"}
    }))
}

pub(super) fn flow() -> Sample {
    interactive(&json!({
        "type": "flow",
        "body": {"text": "Book a visit to the workshop."},
        "action": {"name": "flow", "parameters": {
            "flow_message_version": "3", "flow_id": "1", "flow_cta": "Book now", "mode": "draft"}}
    }))
}

pub(super) fn reaction() -> Sample {
    cloud(
        json!({"type": "reaction", "reaction": {"message_id": "wamid.HBgLMTU1NTAxMDAxMjM", "emoji": "🎉"}}),
    )
}

pub(super) fn template() -> Sample {
    Sample {
        payload: json!({
            "to": "15550100123", "type": "template",
            "template": {
                "namespace": "0f1e2d3c", "name": "parcel_update",
                "language": {"policy": "deterministic", "code": "en_US"},
                "components": [
                    {"type": "header", "parameters": [
                        {"type": "image", "image": {"link": "https://media.example.com/parcel.jpg"}}]},
                    {"type": "body", "parameters": [
                        {"type": "text", "text": "*Dana*"},
                        {"type": "date_time", "date_time": {"fallback_value": "23rd Nov 2019",
                            "day_of_month": "20", "year": "2019", "month": "9"}},
                        {"type": "currency", "currency": {"fallback_value": "12 euros",
                            "code": "EUR", "amount_1000": 12500}}]},
                    {"type": "button", "sub_type": "url", "index": "0", "parameters": [
                        {"type": "text", "text": "LMP-0042"}]}
                ]
            }
        }),
        dialect: Some(Dialect::OnPremises),
        definition: Some(json!({
            "name": "parcel_update", "language": "en_US", "category": "UTILITY",
            "components": [
                {"type": "HEADER", "format": "IMAGE"},
                {"type": "BODY", "text": "{{1}}, your parcel comes on {{2}} and costs {{3}}. Ask for {{4}}."},
                {"type": "FOOTER", "text": "Lamp Studio"},
                {"type": "BUTTONS", "buttons": [
                    {"type": "URL", "text": "Track it", "url": "https://lamps.example.com/{{1}}"},
                    {"type": "PHONE_NUMBER", "text": "Call us", "phone_number": "+15550100100"}]}
            ]
        })),
    }
}

pub(super) fn template_location() -> Sample {
    Sample {
        payload: json!({
            "messaging_product": "whatsapp", "to": "15550100123", "type": "template",
            "template": {"name": "pick_up", "language": {"code": "en"}, "components": [
                {"type": "header", "parameters": [{"type": "location", "location": {
                    "latitude": "52.5", "longitude": "13.4", "name": "Lamp Studio",
                    "address": "1 Candle Row"}}]},
                {"type": "body", "parameters": [
                    {"type": "text", "parameter_name": "first_name", "text": "Dana"}]}
            ]}
        }),
        dialect: Some(Dialect::Cloud),
        definition: Some(json!({
            "name": "pick_up", "language": "en", "parameter_format": "NAMED",
            "components": [
                {"type": "HEADER", "format": "LOCATION"},
                {"type": "BODY", "text": "{{first_name}}, pick up your {{thing}} here."}
            ]
        })),
    }
}

pub(super) fn template_many_buttons() -> Sample {
    Sample {
        payload: json!({"type": "template", "template": {"name": "survey", "language": {"code": "en"}}}),
        dialect: Some(Dialect::Cloud),
        definition: Some(json!({
            "name": "survey", "language": "en",
            "components": [
                {"type": "BODY", "text": "How was it?"},
                {"type": "BUTTONS", "buttons": [
                    {"type": "QUICK_REPLY", "text": "Good"},
                    {"type": "QUICK_REPLY", "text": "Fair"},
                    {"type": "QUICK_REPLY", "text": "Bad"},
                    {"type": "COPY_CODE", "example": "LAMP25"}]}
            ]
        })),
    }
}

pub(super) fn unknown() -> Sample {
    cloud(json!({"type": "order_note", "order_note": {
        "id": 7, "lines": [{"name": "Lamp", "count": 2}], "text": "red \u{1b}[31m \u{202e}txt"
    }}))
}

pub(super) fn link_button() -> Sample {
    interactive(&json!({
        "type": "cta_url",
        "header": {"type": "text", "text": "Spring sale"},
        "body": {"text": "Twenty lamps at *half price*."},
        "footer": {"text": "Until Sunday"},
        "action": {"name": "cta_url", "parameters": {
            "display_text": "See lamps", "url": "https://shop.example.com/sale"}}
    }))
}

pub(super) fn product() -> Sample {
    interactive(&json!({
        "type": "product",
        "body": {"text": "The lamp that you asked for."},
        "footer": {"text": "Price with tax"},
        "action": {"catalog_id": "194836987003835", "product_retailer_id": "lamp-w38"}
    }))
}

pub(super) fn product_list() -> Sample {
    interactive(&json!({
        "type": "product_list",
        "header": {"type": "text", "text": "New in the studio"},
        "body": {"text": "Three lamps made this month."},
        "action": {"catalog_id": "194836987003835", "sections": [
            {"title": "Walnut", "product_items": [
                {"product_retailer_id": "lamp-w38"}, {"product_retailer_id": "lamp-w52"}]},
            {"title": "Oak", "product_items": [{"product_retailer_id": "lamp-o38"}]}]}
    }))
}

pub(super) fn catalog() -> Sample {
    interactive(&json!({
        "type": "catalog_message",
        "body": {"text": "Have a look at everything we make."},
        "footer": {"text": "Lamp Studio"},
        "action": {"name": "catalog_message", "parameters": {
            "thumbnail_product_retailer_id": "lamp-w38"}}
    }))
}

pub(super) fn carousel() -> Sample {
    let card = |index: usize, text: &str, action: Value| {
        json!({"card_index": index, "type": "cta_url",
            "header": {"type": "image", "image": {"link": "https://img.example.com/w38.jpg"}},
            "body": {"text": text}, "action": action})
    };
    let reply = |id: &str, title: &str| json!({"type": "quick_reply", "quick_reply": {"id": id, "title": title}});
    interactive(&json!({
        "type": "carousel",
        "body": {"text": "Two lamps that you looked at:"},
        "action": {"cards": [
            card(0, "*Walnut 38*\n89 EUR", json!({"name": "cta_url", "parameters": {
                "display_text": "Buy", "url": "https://shop.example.com/w38"}})),
            card(1, "Oak 38, 79 EUR", json!({"buttons": [
                reply("like", "I like it"), reply("other", "Another one")]})),
        ]}
    }))
}

pub(super) fn product_carousel() -> Sample {
    let card = |index: usize, product: &str| {
        json!({"card_index": index, "type": "product", "action": {
            "catalog_id": "194836987003835", "product_retailer_id": product}})
    };
    interactive(&json!({
        "type": "carousel", "body": {"text": "Back in stock:"},
        "action": {"cards": [card(0, "lamp-w38"), card(1, "lamp-o38")]}
    }))
}

/// An interactive message whose rows are the phone's own.
pub(super) fn native(kind: &str) -> Sample {
    interactive(&json!({
        "type": kind, "body": {"text": "May we ask you for something?"}, "action": {"name": kind}
    }))
}

pub(super) fn order() -> Sample {
    let amount = |value: i64| json!({"value": value, "offset": 100});
    interactive(&json!({
        "type": "order_details",
        "header": {"type": "image", "image": {"link": "https://img.example.com/w38.jpg"}},
        "body": {"text": "Your order is packed."},
        "footer": {"text": "Thank you"},
        "action": {"name": "review_and_pay", "parameters": {
            "reference_id": "order-8841", "type": "physical-goods", "currency": "BRL",
            "total_amount": amount(18300),
            "order": {"status": "pending", "subtotal": amount(18300), "tax": amount(0), "items": [
                {"name": "Walnut 38", "amount": amount(8900), "quantity": 1},
                {"name": "Clay 20", "amount": amount(4700), "quantity": 2}]}}}
    }))
}

pub(super) fn order_status() -> Sample {
    interactive(&json!({
        "type": "order_status",
        "body": {"text": "It left our studio today."},
        "action": {"name": "review_order", "parameters": {"reference_id": "order-8841",
            "order": {"status": "partially_shipped"}, "payment": {"status": "captured"}}}
    }))
}
