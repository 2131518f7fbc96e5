//! Each kind's bubble at three widths, and what must hold for all.

mod samples;
mod templates;

use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::template::Definition;
use crate::text::width;
use crate::wire::Dialect;
use samples::Sample;

fn options() -> Options {
    Options {
        time: "10:42".to_owned(),
        day: "Today".to_owned(),
        ticks: Ticks::Delivered,
        sheet_open: true,
        ..Options::default()
    }
}

fn lines(sample: &Sample, cells: u16, options: &Options) -> Vec<Line> {
    let definition = sample
        .definition
        .as_ref()
        .map(|definition| Definition::read(definition).unwrap());
    let bubble = bubble(
        &sample.payload,
        sample.dialect,
        definition.as_ref(),
        options,
    );
    layout(&bubble, cells, options)
}

fn three_widths(sample: &Sample, options: &Options) -> String {
    [32, 48, 60]
        .into_iter()
        .map(|cells| {
            let drawn = lines(sample, cells, options);
            for line in &drawn {
                assert_eq!(line_width(line), usize::from(cells), "{line:?}");
            }
            text::draw(&drawn)
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn line_width(line: &Line) -> usize {
    line.spans.iter().map(|span| width(&span.text)).sum()
}

#[rstest]
#[case::text("text", samples::text())]
#[case::emoji("emoji", samples::emoji())]
#[case::right_to_left("right_to_left", samples::right_to_left())]
#[case::image("image", samples::image())]
#[case::video("video", samples::video())]
#[case::document("document", samples::document())]
#[case::audio("audio", samples::audio(false))]
#[case::voice("voice", samples::audio(true))]
#[case::sticker("sticker", samples::sticker())]
#[case::location("location", samples::location("Copper Kettle"))]
#[case::location_unnamed("location_unnamed", samples::location(""))]
#[case::contact("contact", samples::contacts(1))]
#[case::contacts("contacts", samples::contacts(3))]
#[case::pin("pin", samples::pin("pin"))]
#[case::unpin("unpin", samples::pin("unpin"))]
#[case::receipt("receipt", samples::receipt())]
#[case::sent_directly("sent_directly", samples::sent_directly())]
#[case::list("list", samples::list())]
#[case::buttons_text("buttons_text", samples::buttons(&json!({"type": "text", "text": "Your lamp"})))]
#[case::buttons_image("buttons_image", samples::buttons(&json!({"type": "image", "image": {"link": "https://media.example.com/van.png?size=1"}})))]
#[case::buttons_video("buttons_video", samples::buttons(&json!({"type": "video", "video": {"id": "1013859600285441"}})))]
#[case::buttons_document("buttons_document", samples::buttons(&json!({"type": "document", "document": {"link": "https://media.example.com/a", "filename": "delivery note.pdf"}})))]
#[case::location_request("location_request", samples::location_request())]
#[case::flow("flow", samples::flow())]
#[case::link_button("link_button", samples::link_button())]
#[case::product("product", samples::product())]
#[case::product_list("product_list", samples::product_list())]
#[case::catalog("catalog", samples::catalog())]
#[case::carousel("carousel", samples::carousel())]
#[case::product_carousel("product_carousel", samples::product_carousel())]
#[case::address_request("address_request", samples::native("address_message"))]
#[case::contact_request("contact_request", samples::native("request_contact_info"))]
#[case::call_permission("call_permission", samples::native("call_permission_request"))]
#[case::call_button("call_button", samples::native("voice_call"))]
#[case::order("order", samples::order())]
#[case::order_status("order_status", samples::order_status())]
#[case::reaction("reaction", samples::reaction())]
#[case::template("template", samples::template())]
#[case::template_unknown("template_unknown", Sample { definition: None, ..samples::template() })]
#[case::template_location("template_location", samples::template_location())]
#[case::template_many_buttons("template_many_buttons", samples::template_many_buttons())]
#[case::unknown("unknown", samples::unknown())]
fn bubble_of(#[case] name: &str, #[case] sample: Sample) {
    insta::assert_snapshot!(name, three_widths(&sample, &options()));
}

#[test]
fn edges_in_blocks_and_ascii() {
    for (name, edge) in [("blocks", Edge::Blocks), ("ascii", Edge::Ascii)] {
        let options = Options {
            edge,
            reaction: Some("🎉".to_owned()),
            ..options()
        };
        insta::assert_snapshot!(
            format!("edges_{name}"),
            text::draw(&lines(&samples::list(), 48, &options))
        );
    }
}

#[rstest]
#[case::picture(samples::buttons(&json!({"type": "image", "image": {"link": "https://media.example.com/van.png"}})))]
#[case::file(samples::buttons(&json!({"type": "document", "document": {"link": "https://media.example.com/a.pdf"}})))]
#[case::place(samples::template_location())]
fn plain_words_in_ascii_edges_are_ascii_as_a_whole(#[case] sample: Sample) {
    for ticks in [Ticks::Waiting, Ticks::Read, Ticks::Failed] {
        let options = Options {
            edge: Edge::Ascii,
            ticks,
            ..options()
        };
        let drawn = text::draw(&lines(&sample, 48, &options));
        assert!(drawn.is_ascii(), "{drawn}");
    }
}

#[test]
fn own_messages_stand_at_the_right_with_their_tail() {
    let sample = Sample {
        payload: json!({"type": "text", "text": {"body": "Matcha, please"}}),
        dialect: None,
        definition: None,
    };
    let options = Options {
        edge: Edge::Blocks,
        side: Side::Right,
        ..Options::default()
    };
    let drawn = text::draw(&lines(&sample, 32, &options));
    let expected = "             ▗▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▖\n               Matcha, please\n             ▝▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▘\n";
    assert_eq!(drawn, expected);
}

#[test]
fn tapped_buttons_turn_grey_and_keep_their_tap() {
    let mut options = options();
    options.tapped.insert(Tap::ReplyButton(1));
    let drawn = lines(&samples::buttons(&Value::Null), 48, &options);
    let meaning = |place: usize| {
        let line = drawn
            .iter()
            .find(|line| line.tap == Some(Tap::ReplyButton(place)));
        let label = |span: &&Span| span.text.contains(['K', 'A']);
        line.unwrap().spans.iter().find(label).unwrap().ink.meaning
    };
    assert_eq!(meaning(0), Meaning::Button);
    assert_eq!(meaning(1), Meaning::ButtonUsed);
}

#[test]
fn a_tapped_row_is_chosen() {
    let mut options = options();
    options.tapped.insert(Tap::ListRow { section: 0, row: 1 });
    let drawn = text::draw(&lines(&samples::list(), 48, &options));
    assert_eq!(drawn.matches('●').count(), 1, "{drawn}");
    assert!(
        drawn.contains("Matcha 抹茶                           ●"),
        "{drawn}"
    );
}

#[test]
fn a_closed_sheet_is_not_drawn() {
    let options = Options {
        sheet_open: false,
        ..options()
    };
    let drawn = text::draw(&lines(&samples::list(), 48, &options));
    assert!(!drawn.contains("Sencha"), "{drawn}");
}

#[rstest]
#[case(Ticks::Waiting, "10:42 ◷")]
#[case(Ticks::Sent, "10:42 ✓")]
#[case(Ticks::Read, "10:42 ✓✓")]
#[case(Ticks::Failed, "10:42 ✗ not delivered")]
fn ticks_follow_the_state(#[case] ticks: Ticks, #[case] expected: &str) {
    let options = Options { ticks, ..options() };
    let drawn = text::draw(&lines(&samples::location_request(), 60, &options));
    assert!(drawn.contains(expected), "{drawn}");
}

#[test]
fn time_takes_its_own_row_where_it_does_not_fit() {
    let body = |length: usize| Sample {
        payload: json!({"type": "text", "text": {"body": "x".repeat(length)}}),
        dialect: None,
        definition: None,
    };
    // 32 cells less margins and sides leave 26; time and ticks take 8, the gap 2.
    let height = |length| lines(&body(length), 32, &options()).len();
    assert_eq!(height(16), 4);
    assert_eq!(height(17), 5);
}

#[test]
fn foreign_control_characters_are_shown() {
    let payload = json!({"type": "interactive", "interactive": {
        "type": "button",
        "header": {"type": "text", "text": "a\u{1b}[2J\nb"},
        "body": {"text": "x\u{202e}y\r\nz\u{7}"},
        "action": {"buttons": [{"type": "reply", "reply": {"title": "\u{9b}1m\n"}}]}
    }});
    let sample = Sample {
        payload,
        dialect: None,
        definition: None,
    };
    let drawn = text::draw(&lines(&sample, 48, &options()));
    assert!(
        !drawn
            .chars()
            .any(|character| character.is_control() && character != '\n'),
        "{drawn}"
    );
    assert!(
        drawn.contains("a␛[2J␊b") && drawn.contains("x\\u{202e}y"),
        "{drawn}"
    );
}

/// Any JSON with texts that are hard to draw.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a *_`>\n茶ש👨‍👩‍👧{}0-9.-]{0,40}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "type",
        "text",
        "body",
        "header",
        "footer",
        "action",
        "buttons",
        "reply",
        "title",
        "sections",
        "rows",
        "cards",
        "product_items",
        "description",
        "image",
        "link",
        "document",
        "location",
        "name",
        "template",
        "components",
        "parameters",
        "interactive",
        "reaction",
        "emoji",
        "context",
        "message_id",
        "button",
        "sub_type",
        "index",
    ])
    .prop_map(str::to_owned)
}

fn any_kind() -> impl Strategy<Value = Value> {
    let kinds = prop::sample::select(vec![
        ("text", ""),
        ("interactive", "list"),
        ("interactive", "button"),
        ("interactive", "flow"),
        ("interactive", "location_request_message"),
        ("interactive", "carousel"),
        ("interactive", "product_list"),
        ("interactive", "order_details"),
        ("interactive", "call_permission_request"),
        ("template", ""),
        ("reaction", ""),
        ("x", ""),
    ]);
    (kinds, any_json(), any_json(), any_json()).prop_map(|((kind, inner), body, header, action)| {
        let mut payload = json!({"type": kind, kind: {
            "type": inner, "body": body, "header": header, "action": action, "components": action,
        }});
        if kind == "text" {
            payload["text"]["body"] = Value::from(body.to_string());
        }
        payload
    })
}

proptest! {
    #[test]
    fn every_line_is_as_wide_as_asked(
        payload in any_kind(),
        cells in 1_u16..90,
        edge in prop::sample::select(vec![Edge::Blocks, Edge::Lines, Edge::Ascii]),
        side in prop::sample::select(vec![Side::Left, Side::Right]),
        reorder in any::<bool>(),
    ) {
        let options = Options { edge, side, reorder, reaction: Some("🎉".to_owned()), ..options() };
        let sample = Sample { payload, dialect: Some(Dialect::OnPremises), definition: None };
        for line in lines(&sample, cells, &options) {
            prop_assert_eq!(line_width(&line), usize::from(cells), "{:?}", line);
            for span in &line.spans {
                prop_assert!(!span.text.chars().any(char::is_control));
            }
        }
    }
}
