//! Templates: every sort of them with its definition and without, and what only they have.

use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

use super::samples::Sample;
use super::{any_json, line_width, lines, options, three_widths};
use crate::preview::{Edge, Options, Tap, text};
use crate::wire::Dialect;

/// An example draft as a sample.
fn example(draft: &str) -> Sample {
    let mut draft: Value = serde_json::from_str(draft).unwrap();
    Sample {
        payload: draft["message"].take(),
        dialect: Some(Dialect::Cloud),
        definition: Some(draft["definition"].take()),
    }
}

macro_rules! draft {
    ($name:literal) => {
        example(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/drafts/",
            $name,
            "-template.json"
        )))
    };
}

#[rstest]
#[case::call("call", draft!("call"))]
#[case::call_permission("call_permission", draft!("call-permission"))]
#[case::carousel("carousel", draft!("carousel"))]
#[case::catalog("catalog", draft!("catalog"))]
#[case::contact_request("contact_request", draft!("contact-request"))]
#[case::coupon("coupon", draft!("coupon"))]
#[case::flow("flow", draft!("flow"))]
#[case::limited_time_offer("limited_time_offer", draft!("limited-time-offer"))]
#[case::one_time_code("one_time_code", draft!("one-time-code"))]
#[case::order("order", draft!("order"))]
#[case::order_status("order_status", draft!("order-status"))]
#[case::product("product", draft!("product"))]
#[case::product_carousel("product_carousel", draft!("product-carousel"))]
#[case::product_list("product_list", draft!("product-list"))]
fn template_of(#[case] name: &str, #[case] sample: Sample) {
    let known = three_widths(&sample, &options());
    let unknown = Sample {
        definition: None,
        ..sample
    };
    let unknown = text::draw(&lines(&unknown, 48, &options()));
    insta::assert_snapshot!(
        format!("template_{name}"),
        format!("{known}\nWithout its definition:\n{unknown}")
    );
}

/// A send without values, and the definition that it names.
fn defined(definition: Value) -> Sample {
    let payload =
        json!({"type": "template", "template": {"name": "t", "language": {"code": "en"}}});
    Sample {
        payload,
        dialect: Some(Dialect::Cloud),
        definition: Some(definition),
    }
}

fn marketing(body: &str, header: Option<&str>, buttons: &Value) -> Sample {
    let mut components = vec![json!({"type": "BODY", "text": body})];
    if let Some(format) = header {
        components.push(json!({"type": "HEADER", "format": format, "text": "News"}));
    }
    if let Some(buttons) = buttons.as_array().filter(|buttons| !buttons.is_empty()) {
        components.push(json!({"type": "BUTTONS", "buttons": buttons}));
    }
    defined(
        json!({"name": "t", "language": "en", "category": "MARKETING", "components": components}),
    )
}

#[test]
fn long_and_right_to_left_words_keep_their_places() {
    let long = "Bring us a very long cup of tea";
    let mut sample = marketing(
        "שלום {{1}}, המנורה שלך מוכנה לאיסוף ביום שלישי בין 9 ל-12.\nMore of this in the shop, on each day of the week but for Monday, from the morning on.\nAnd so on",
        Some("GIF"),
        &json!([{"type": "QUICK_REPLY", "text": long}, {"type": "QUICK_REPLY", "text": "תודה רבה"},
            {"type": "FLOW", "text": long, "icon": "REVIEW"}, {"type": "REMINDER"}]),
    );
    sample.payload["template"]["components"] = json!([
        {"type": "header", "parameters": [{"type": "gif", "gif": {"link": "https://media.example.com/kiln.mp4"}}]},
        {"type": "body", "parameters": [{"type": "text", "text": "דנה"}]},
        {"type": "tap_target_configuration", "parameters": [{"type": "tap_target_configuration",
            "tap_target_configuration": [{"url": "https://studio.example.com", "title": "The studio"}]}]}]);
    insta::assert_snapshot!("template_long", three_widths(&sample, &options()));
}

#[rstest]
#[case::media_header(3, Some("IMAGE"), "a\nb\nc\nd\ne\nf", json!([]))]
#[case::text_header(4, Some("TEXT"), "a\nb\nc\nd\ne\nf", json!([]))]
#[case::no_header(4, None, "a\nb\nc\nd\ne\nf", json!([{"type": "QUICK_REPLY", "text": "Yes"}]))]
#[case::link(5, Some("IMAGE"), "a\nb\nc\nd\ne\nhttps://x.example.com", json!([]))]
#[case::link_and_action(3, Some("IMAGE"), "a\nb\nc\nd\ne\nhttps://x.example.com", json!([{"type": "URL", "text": "See", "url": "https://x.example.com"}]))]
fn marketing_is_cut(
    #[case] rows: usize,
    #[case] header: Option<&str>,
    #[case] body: &str,
    #[case] buttons: Value,
) {
    let sample = marketing(body, header, &buttons);
    let last = body.lines().nth(rows - 1).unwrap();
    let cut = lines(&sample, 48, &options());
    let drawn = text::draw(&cut);
    assert!(drawn.contains(&format!("│ {last}… Read more ")), "{drawn}");
    let tapped: Vec<_> = cut
        .iter()
        .filter(|line| line.tap == Some(Tap::ReadMore))
        .collect();
    assert_eq!(tapped.len(), 1);
    let whole = Options {
        unfolded: true,
        ..options()
    };
    let drawn = text::draw(&lines(&sample, 48, &whole));
    assert!(!drawn.contains("Read more"), "{drawn}");
    assert!(drawn.contains(body.lines().last().unwrap()), "{drawn}");
}

#[test]
fn a_long_plain_text_is_cut_wherever_its_lines_end() {
    let body = (0..300).fold(String::new(), |body, number| {
        body + &format!("{number:03} ")
    });
    let mut sample = marketing("a", None, &json!([]));
    sample.definition = None;
    sample.payload = json!({"type": "text", "text": {"body": body.trim()}});
    for width in [24, 48, 80] {
        let drawn = text::draw(&lines(&sample, width, &options()));
        assert!(drawn.contains("… Read more"), "{drawn}");
        assert!(drawn.contains("160") && !drawn.contains("200"), "{drawn}");
        let whole = Options {
            unfolded: true,
            ..options()
        };
        assert!(text::draw(&lines(&sample, width, &whole)).contains("299"));
    }
    sample.payload["text"]["body"] = json!(body.get(..640));
    let drawn = text::draw(&lines(&sample, 24, &options()));
    assert!(!drawn.contains("Read more"), "{drawn}");
}

#[test]
fn what_fits_is_not_cut_and_other_categories_never_are() {
    let fits = marketing("a\nb\nc\nd", None, &json!([]));
    let mut utility = marketing("a\nb\nc\nd\ne\nf", None, &json!([]));
    if let Some(definition) = &mut utility.definition {
        definition["category"] = json!("UTILITY");
    }
    for sample in [fits, utility] {
        let drawn = text::draw(&lines(&sample, 48, &options()));
        assert!(!drawn.contains("Read more"), "{drawn}");
    }
}

#[rstest]
#[case::one_tap("ONE_TAP", "Autofill", "Where the app is not at hand")]
#[case::zero_tap("ZERO_TAP", "Copy code", "The app takes the code by itself")]
fn codes_that_apps_take_say_so(#[case] kind: &str, #[case] label: &str, #[case] note: &str) {
    let sample = defined(
        json!({"name": "t", "language": "de", "category": "AUTHENTICATION", "components": [
            {"type": "BODY"}, {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": kind}]}]}),
    );
    let drawn = text::draw(&lines(&sample, 60, &options()));
    for expected in [
        label,
        note,
        "WhatsApp writes the words of a one-time code in de",
    ] {
        assert!(drawn.contains(expected), "{expected} in\n{drawn}");
    }
}

/// What the lines of a sample do when they are tapped, each once.
fn taps(sample: &Sample) -> Vec<Tap> {
    let mut taps: Vec<_> = lines(sample, 60, &options())
        .into_iter()
        .filter_map(|line| line.tap)
        .collect();
    taps.dedup();
    taps
}

#[rstest]
#[case::call(draft!("call"), vec![Tap::TemplateButton(0)])]
#[case::call_permission(draft!("call-permission"), vec![Tap::CallPermission(true), Tap::CallPermission(false)])]
#[case::catalog(draft!("catalog"), vec![Tap::Cart(0)])]
#[case::contact_request(draft!("contact-request"), vec![Tap::TemplateButton(0)])]
#[case::coupon(draft!("coupon"), vec![Tap::TemplateButton(1)])]
#[case::one_time_code(draft!("one-time-code"), vec![])]
#[case::product(draft!("product"), vec![Tap::Cart(0)])]
#[case::product_carousel(draft!("product-carousel"), vec![Tap::Cart(0), Tap::Cart(1), Tap::Cart(2)])]
#[case::product_list(draft!("product-list"), vec![Tap::ListSheet, Tap::Cart(0), Tap::Cart(1), Tap::Cart(2)])]
#[case::carousel(draft!("carousel"), (0..3).map(|card| Tap::CardReply { card, button: 0 }).collect())]
fn what_tells_the_business_can_be_tapped(#[case] sample: Sample, #[case] expected: Vec<Tap>) {
    assert_eq!(taps(&sample), expected);
}

/// Components of any sort with texts that are hard to draw.
fn any_definition() -> impl Strategy<Value = Value> {
    let kind = prop::sample::select(vec![
        "HEADER",
        "BODY",
        "FOOTER",
        "BUTTONS",
        "CAROUSEL",
        "LIMITED_TIME_OFFER",
        "CALL_PERMISSION_REQUEST",
        "ALBUM",
    ]);
    let format = prop::sample::select(vec!["TEXT", "IMAGE", "GIF", "PRODUCT", "LOCATION", "ALBUM"]);
    let button = prop::sample::select(vec![
        "QUICK_REPLY",
        "URL",
        "OTP",
        "COPY_CODE",
        "MPM",
        "CATALOG",
        "ORDER_DETAILS",
        "REMINDER",
    ]);
    let words = "[a *_`>\n茶ש👨‍👩‍👧{}0-9.-]{0,90}";
    let component = (kind, format, prop::collection::vec((button, words), 0..5), words).prop_map(
        |(kind, format, buttons, words)| {
            let buttons: Vec<_> = buttons
                .into_iter()
                .map(|(kind, words)| json!({"type": kind, "text": words}))
                .collect();
            let inner = json!([{"type": "HEADER", "format": format}, {"type": "BODY", "text": words},
                {"type": "BUTTONS", "buttons": buttons}]);
            json!({"type": kind, "format": format, "text": words, "buttons": buttons,
                "limited_time_offer": {"text": words, "has_expiration": true},
                "cards": [{"components": inner}, {"components": inner}]})
        },
    );
    let category = prop::sample::select(vec!["MARKETING", "AUTHENTICATION", "UTILITY"]);
    (category, prop::collection::vec(component, 0..7)).prop_map(|(category, components)| {
        json!({"name": "t", "language": "en", "category": category, "components": components})
    })
}

proptest! {
    #[test]
    fn every_line_of_a_template_is_as_wide_as_asked(
        definition in any_definition(),
        components in any_json(),
        cells in 1_u16..90,
        edge in prop::sample::select(vec![Edge::Blocks, Edge::Lines, Edge::Ascii]),
        reorder in any::<bool>(),
    ) {
        let mut sample = defined(definition);
        sample.payload["template"]["components"] = json!([
            {"type": "body", "parameters": components},
            {"type": "carousel", "cards": [{"components": components}, {"card_index": 0}]},
            {"type": "limited_time_offer", "parameters": components},
            {"type": "button", "parameters": [{"type": "action", "action": components}]}]);
        let options = Options { edge, reorder, ..options() };
        for line in lines(&sample, cells, &options) {
            prop_assert_eq!(line_width(&line), usize::from(cells), "{:?}", line);
            for span in &line.spans {
                prop_assert!(!span.text.chars().any(char::is_control));
            }
        }
    }
}
