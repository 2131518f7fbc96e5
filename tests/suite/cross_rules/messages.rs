//! Files, places, people, groups, receipts; marketing messages and what is sent directly.

use bluetick::schema::{form, kind, kind_of, limit, skeleton};
use bluetick::template::Definition;
use bluetick::wire::{ColourModel, Colours, MediaFile, Stream, StreamSort};

use super::*;

fn wrapped(kind: &str, content: Value, more: &Value) -> Value {
    let mut payload = envelope(CLOUD, kind, content);
    let more = more.as_object().unwrap().clone();
    payload.as_object_mut().unwrap().extend(more);
    payload
}

fn rules(found: &[Diagnostic]) -> Vec<&str> {
    told(found).into_iter().map(|(rule, _)| rule).collect()
}

#[rstest]
#[case("image", json!({"link": "https://img.example.com/lamp.jpeg?w=300"}), vec![])]
#[case("image", json!({"link": "https://img.example.com/lamp"}), vec![])]
#[case("image", json!({"link": "https://img.example.com/lamp.webp"}), vec![("image-mime", "/image/link")])]
#[case("image", json!({"link": "img.example.com/lamp.png"}), vec![("image-link-scheme", "/image/link")])]
#[case("image", json!({"link": "https://img.example.com/a.png", "id": "1"}), vec![("image-source-one-of", "/image")])]
#[case("image", json!({"id": "1", "filename": "lamp.png"}), vec![("document-filename-only", "/image/filename")])]
#[case("video", json!({"link": "https://img.example.com/film.mov"}), vec![("video-mime", "/video/link")])]
#[case("audio", json!({"link": "https://img.example.com/song.mp4"}), vec![])]
#[case("audio", json!({"link": "https://img.example.com/song.wav"}), vec![("audio-mime", "/audio/link")])]
#[case("audio", json!({"link": "https://img.example.com/song.mp3", "voice": false}), vec![])]
#[case("audio", json!({"link": "https://img.example.com/song.mp3", "voice": true}), vec![("audio-voice-format", "/audio/voice")])]
#[case("audio", json!({"link": "https://img.example.com/song.opus", "voice": true}), vec![])]
#[case("audio", json!({"id": "1", "caption": "Listen"}), vec![("audio-caption-forbidden", "/audio/caption")])]
#[case("document", json!({"id": "1", "filename": "slip.pdf"}), vec![])]
#[case("document", json!({"id": "1"}), vec![("document-filename-advised", "/document/filename")])]
#[case("document", json!({"id": "1", "filename": "all.zip"}), vec![("document-mime", "/document/filename")])]
#[case("sticker", json!({"link": "https://img.example.com/a.png"}), vec![("sticker-mime", "/sticker/link")])]
fn files(#[case] kind: &str, #[case] content: Value, #[case] expected: Vec<(&str, &str)>) {
    assert_eq!(told(&run(&envelope(CLOUD, kind, content), CLOUD)), expected);
}

#[rstest]
#[case("image", json!({"link": ""}), "link is empty")]
#[case("interactive", json!({"type": "flow", "body": {"text": "Book"}, "action": {"name": "flow", "parameters": {
    "flow_message_version": "3", "flow_id": "", "flow_cta": "Book"}}}), "flow id is empty")]
fn an_empty_choice_of_several_is_told_under_the_name_of_its_field(
    #[case] kind: &str,
    #[case] content: Value,
    #[case] expected: &str,
) {
    let found = run(&envelope(CLOUD, kind, content), CLOUD);
    let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages, [expected]);
}

#[test]
fn a_file_that_cannot_be_taken_fails_after_the_acceptance() {
    let content = json!({"link": "https://img.example.com/lamp.gif"});
    let found = run(&envelope(CLOUD, "image", content), CLOUD);
    assert_eq!(found[0].prediction, Some(Code::new(131_053)));
}

#[rstest]
#[case(json!({"latitude": "47.05", "longitude": 8.3}), vec![])]
#[case(json!({"latitude": "-90", "longitude": 180}), vec![])]
#[case(json!({"latitude": 90.001, "longitude": "-181"}), vec![("location-latitude-range", "/location/latitude"), ("location-longitude-range", "/location/longitude")])]
#[case(json!({"latitude": 1, "longitude": 1, "address": "3 Mill Lane"}), vec![("location-address-needs-name", "/location/address")])]
#[case(json!({"latitude": 1, "longitude": 1, "address": "3 Mill Lane", "name": "Us"}), vec![])]
#[case(json!({"latitude": "north", "longitude": 1}), vec![("wrong-type", "/location/latitude")])]
fn places(#[case] content: Value, #[case] expected: Vec<(&str, &str)>) {
    let found = run(&envelope(CLOUD, "location", content), CLOUD);
    assert_eq!(told(&found), expected);
}

#[rstest]
#[case(json!({"name": {"formatted_name": "Ivo", "first_name": "Ivo"}}), vec![])]
#[case(json!({"name": {"formatted_name": "Ivo"}}), vec![("contacts-name-part", "/contacts/0/name")])]
#[case(json!({"name": {"first_name": "Ivo"}}), vec![("contacts-formatted-name-required", "/contacts/0/name/formatted_name")])]
#[case(json!({}), vec![("contacts-formatted-name-required", "/contacts/0")])]
fn people(#[case] card: Value, #[case] expected: Vec<(&str, &str)>) {
    let found = run(&envelope(CLOUD, "contacts", json!([card])), CLOUD);
    assert_eq!(told(&found), expected);
}

#[test]
fn labels_of_numbers_are_free_on_the_cloud_api_alone() {
    let card = json!({"name": {"formatted_name": "Ivo", "prefix": "Dr."},
        "phones": [{"phone": "+1 555 010-0177", "type": "Kitchen"}],
        "addresses": [{"country_code": "CHE"}], "birthday": "29.2.1984"});
    let told_by = |dialect| {
        let found = run(&envelope(dialect, "contacts", json!([card])), dialect);
        found.into_iter().map(|one| one.rule).collect::<Vec<_>>()
    };
    assert_eq!(
        told_by(CLOUD),
        ["contacts-birthday-pattern", "contacts-country-code-pattern"]
    );
    assert!(told_by(ON_PREMISES).contains(&"contacts-type-enum-old".to_owned()));
}

#[rstest]
#[case::text_to_a_group("text", json!({"body": "Hi"}), json!({"recipient_type": "group", "to": "Y2FwaV9n"}), vec![])]
#[case::a_number_for_a_group("text", json!({"body": "Hi"}), json!({"recipient_type": "group"}), vec!["group-id"])]
#[case::location_to_a_group("location", json!({"latitude": 1, "longitude": 1}), json!({"recipient_type": "group", "to": "Y2FwaV9n"}), vec!["envelope-group-types"])]
#[case::pin("pin", json!({"type": "pin", "message_id": "wamid.A", "expiration_days": 7}), json!({"recipient_type": "group", "to": "Y2FwaV9n"}), vec![])]
#[case::unpin("pin", json!({"type": "unpin", "message_id": "wamid.A"}), json!({"recipient_type": "group", "to": "Y2FwaV9n"}), vec![])]
#[case::pin_for_ever("pin", json!({"type": "pin", "message_id": "wamid.A"}), json!({"recipient_type": "group", "to": "Y2FwaV9n"}), vec!["pin-expiration-required"])]
#[case::pin_for_one_person("pin", json!({"type": "unpin", "message_id": "wamid.A"}), json!({}), vec!["pin-group-only"])]
#[case::hidden_number("text", json!({"body": "Hi"}), json!({"to": "", "recipient": "US.13491208655302741918"}), vec![])]
#[case::wrong_id("text", json!({"body": "Hi"}), json!({"to": "", "recipient": "13491208655302741918"}), vec!["envelope-recipient-bsuid-pattern"])]
#[case::both("text", json!({"body": "Hi"}), json!({"recipient": "US.1"}), vec!["envelope-to-and-recipient"])]
fn recipients(
    #[case] kind: &str,
    #[case] content: Value,
    #[case] more: Value,
    #[case] expected: Vec<&str>,
) {
    assert_eq!(rules(&run(&wrapped(kind, content, &more), CLOUD)), expected);
}

#[rstest]
#[case(json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.A"}), vec![])]
#[case(json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.A", "typing_indicator": {"type": "text"}}), vec![])]
#[case(json!({"messaging_product": "whatsapp", "message_id": "wamid.A"}), vec!["read-status-required"])]
#[case(json!({"messaging_product": "whatsapp", "status": "seen", "message_id": ""}), vec!["read-status-enum", "read-message-id-required"])]
#[case(json!({"status": "read", "message_id": "wamid.A", "typing_indicator": {}}), vec!["typing-type-required", "envelope-messaging-product-required"])]
fn receipts(#[case] payload: Value, #[case] expected: Vec<&str>) {
    assert_eq!(kind_of(&payload), kind("read"));
    assert_eq!(rules(&run(&payload, CLOUD)), expected);
}

fn direct(buttons: &Value) -> Value {
    let mut content = json!({"type": "button", "body": {"text": "Ready."}});
    content["action"] = json!({ "buttons": buttons });
    wrapped("interactive", content, &json!({"category": "utility"}))
}

fn link(label: &str) -> Value {
    json!({"type": "cta_url", "cta_url": {"display_text": label, "url": "https://lamp.example.com"}})
}

fn reply(number: usize) -> Value {
    json!({"type": "reply", "reply": {"id": format!("id{number}"), "title": format!("No. {number}")}})
}

#[test]
fn what_is_sent_directly_mixes_up_to_ten_buttons_with_links_first() {
    let replies = |count| (0..count).map(reply);
    let links = |count| std::iter::repeat_n(link("Map"), count);
    let told_of = |buttons: Vec<Value>| {
        let found = run(&direct(&json!(buttons)), CLOUD);
        found.into_iter().map(|one| one.rule).collect::<Vec<_>>()
    };
    assert!(told_of(links(2).chain(replies(8)).collect()).is_empty());
    assert_eq!(
        told_of(links(2).chain(replies(9)).collect()),
        ["ds-buttons-max"]
    );
    assert_eq!(
        told_of(links(3).chain(replies(1)).collect()),
        ["ds-cta-max"]
    );
    assert_eq!(
        told_of(replies(1).chain(links(1)).collect()),
        ["ds-cta-first"]
    );
}

#[test]
fn an_ordinary_message_keeps_its_three_reply_buttons() {
    let mut payload = direct(&json!([link("Map"), reply(1), reply(2), reply(3)]));
    payload.as_object_mut().unwrap().shift_remove("category");
    let found = run(&payload, CLOUD);
    assert_eq!(rules(&found), ["button-max", "button-type"]);
    payload["interactive"]["action"]["buttons"] = json!([{"reply": {"id": "a", "title": "A"}}]);
    let place = "/interactive/action/buttons/0/type";
    assert_eq!(
        told(&run(&payload, CLOUD)),
        [("button-type-required", place)]
    );
}

#[test]
fn the_form_of_a_button_asks_for_its_type_where_there_is_a_choice() {
    let types = |payload: &Value| {
        let rows = form(kind_of(payload), payload, CLOUD);
        let is_type = |address: String| address.contains("/buttons/") && address.ends_with("/type");
        rows.iter()
            .filter(|row| is_type(row.address.to_string()))
            .count()
    };
    let mut payload = direct(&json!([link("Map"), reply(1)]));
    assert_eq!(types(&payload), 2);
    payload["interactive"]["action"]["buttons"] = json!([reply(1)]);
    payload["category"] = json!("");
    assert_eq!(types(&payload), 0);
}

#[test]
fn limits_of_what_is_sent_directly_replace_the_general_ones() {
    let long = "a".repeat(1025);
    let mut payload = text(&long);
    assert_eq!(rules(&run(&payload, CLOUD)), Vec::<&str>::new());
    payload["category"] = json!("utility");
    assert_eq!(rules(&run(&payload, CLOUD)), ["ds-body-length"]);
    payload["text"]["body"] = json!("a".repeat(4097));
    assert_eq!(rules(&run(&payload, CLOUD)), ["ds-body-length"]);
    let rows = form(kind_of(&payload), &payload, CLOUD);
    let body = rows
        .iter()
        .find(|row| row.address.to_string() == "/text/body");
    let most = limit(body.unwrap().field, CLOUD, &payload).unwrap().error;
    assert_eq!(most, Some(1024));
}

#[rstest]
#[case(json!({"category": "utility", "ttl_seconds": 43_200}), vec![])]
#[case(json!({"category": "utility", "ttl_seconds": 43_201}), vec!["ds-ttl-utility"])]
#[case(json!({"category": "authentication", "ttl_seconds": 901}), vec!["ds-ttl-authentication"])]
#[case(json!({"category": "marketing"}), vec!["ds-category"])]
#[case(json!({"ttl_seconds": 60}), vec!["ds-category-missing"])]
#[case(json!({"category": "utility", "direct_send_config": {"template_name": "Ready!"}}), vec!["ds-template-name-pattern"])]
#[case(json!({"category": "authentication", "direct_send_config": {"template_name": "code"}}), vec!["ds-template-name-utility-only"])]
#[case(json!({"product_policy": "STRICT"}), vec!["mm-type"])]
fn members_beside_a_text(#[case] more: Value, #[case] expected: Vec<&str>) {
    let payload = wrapped("text", json!({"body": "Hi"}), &more);
    assert_eq!(rules(&run(&payload, CLOUD)), expected);
}

#[test]
fn direct_send_takes_texts_and_three_interactive_messages() {
    let media = wrapped("image", json!({"id": "1"}), &json!({"category": "utility"}));
    assert_eq!(rules(&run(&media, CLOUD)), ["ds-types"]);
    let mut list = list(json!([{"title": "One", "rows": [{"id": "a", "title": "A"}]}]));
    list["category"] = json!("utility");
    assert_eq!(rules(&run(&list, CLOUD)), ["ds-interactive-types"]);
    let mut preview = text("https://lamp.example.com");
    preview["text"]["preview_url"] = json!(true);
    preview["category"] = json!("utility");
    assert_eq!(rules(&run(&preview, CLOUD)), ["ds-preview-url"]);
}

#[rstest]
#[case("MARKETING", "One line.", json!([]), vec![])]
#[case("UTILITY", "One line.", json!([]), vec!["mm-category"])]
#[case("MARKETING", "1\n2\n3\n4\n5", json!([]), vec!["mm-truncate-no-header"])]
#[case("MARKETING", "1\n2\n3\n4 https://lamp.example.com\n5", json!([]), vec![])]
#[case("MARKETING", "1\n2\n3\n4 https://lamp.example.com\n5\n6", json!([]), vec!["mm-truncate-link-no-cta"])]
#[case("MARKETING", "1\n2\n3\n4", json!([{"type": "HEADER", "format": "IMAGE"}]), vec!["mm-truncate-media"])]
fn marketing_messages(
    #[case] category: &str,
    #[case] words: &str,
    #[case] more: Value,
    #[case] expected: Vec<&str>,
) {
    let mut components = more.as_array().unwrap().clone();
    let sent: Vec<Value> = components
        .iter()
        .map(|_| json!({"type": "header", "parameters": [{"type": "image", "image": {"id": "1"}}]}))
        .collect();
    components.push(json!({"type": "BODY", "text": words}));
    let definition =
        json!({"name": "lamp", "language": "en", "category": category, "components": components});
    let definition = Definition::read(&definition).unwrap();
    let mut payload = send(CLOUD, json!(sent));
    payload["product_policy"] = json!("STRICT");
    let found = check_payload(
        &payload,
        Some(CLOUD),
        Some(&definition),
        &Context::default(),
    );
    let of_marketing = |rule: &&str| rule.starts_with("mm-");
    let told: Vec<&str> = rules(&found).into_iter().filter(of_marketing).collect();
    assert_eq!(told, expected);
}

#[test]
fn a_new_receipt_has_neither_type_nor_recipient() {
    let payload = skeleton(kind("read").unwrap(), CLOUD);
    let expected = json!({"messaging_product": "whatsapp", "status": "read", "message_id": ""});
    assert_eq!(payload, expected);
    assert_eq!(
        skeleton(kind("pin").unwrap(), CLOUD)["recipient_type"],
        "group"
    );
}

#[rstest]
#[case("image", "image/png", 5 * 1024 * 1024, vec![])]
#[case("image", "image/png", 5 * 1024 * 1024 + 1, vec!["image-size"])]
#[case("image", "image/webp", 1, vec!["image-mime"])]
#[case("video", "video/mp4", 16 * 1024 * 1024 + 1, vec!["video-size"])]
#[case("audio", "audio/ogg", 16 * 1024 * 1024, vec!["audio-voice-size"])]
#[case("audio", "video/mp4", 1, vec!["audio-voice-format"])]
#[case("document", "application/pdf", 100 * 1024 * 1024 + 1, vec!["document-size"])]
#[case("sticker", "image/webp", 100 * 1024 + 1, vec!["sticker-size-static", "sticker-dimensions"])]
#[case("sticker", "image/webp", 100 * 1024, vec!["sticker-dimensions"])]
#[case("text", "image/webp", 1, vec![])]
fn a_file_at_hand_is_held_against_the_limits(
    #[case] kind: &str,
    #[case] found: &'static str,
    #[case] bytes: u64,
    #[case] expected: Vec<&str>,
) {
    let content = match kind {
        "text" => json!({"body": "Hi"}),
        "document" => json!({"id": "1", "filename": "a.pdf"}),
        "audio" => json!({"id": "1", "voice": true}),
        _ => json!({"id": "1"}),
    };
    let context = Context {
        file: Some(MediaFile {
            kind: Some(found),
            bytes,
            pixels: (kind == "sticker").then_some((256, 512)),
            ..MediaFile::default()
        }),
        ..Context::default()
    };
    let payload = envelope(CLOUD, kind, content);
    let found = check_payload(&payload, Some(CLOUD), None, &context);
    assert_eq!(rules(&found), expected);
}

#[test]
fn a_sticker_that_moves_may_be_larger() {
    let told_of = |bytes| {
        let context = Context {
            file: Some(MediaFile {
                bytes,
                is_animated: true,
                ..MediaFile::default()
            }),
            ..Context::default()
        };
        let payload = envelope(CLOUD, "sticker", json!({"id": "1"}));
        let found = check_payload(&payload, Some(CLOUD), None, &context);
        found.into_iter().map(|one| one.rule).collect::<Vec<_>>()
    };
    assert!(told_of(500 * 1024).is_empty());
    assert_eq!(told_of(500 * 1024 + 1), ["sticker-size-animated"]);
}

/// What is said of a message that sends this file by an id.
fn told_of_file(dialect: Dialect, kind: &str, file: MediaFile) -> Vec<String> {
    let context = Context {
        file: Some(file),
        ..Context::default()
    };
    let mut media = json!({"id": "1"});
    if kind == "document" {
        media["filename"] = json!("plan.pdf");
    }
    let payload = envelope(dialect, kind, media);
    let found = check_payload(&payload, Some(dialect), None, &context);
    let rules = found.into_iter().map(|one| one.rule);
    rules.filter(|rule| rule != "on-premises-sunset").collect()
}

#[rstest]
#[case(8, ColourModel::Rgb, vec![])]
#[case(16, ColourModel::Rgb, vec!["image-colours"])]
#[case(8, ColourModel::Cmyk, vec!["image-colours"])]
#[case(8, ColourModel::Grey, vec!["image-few-colours"])]
#[case(8, ColourModel::Palette, vec!["image-few-colours"])]
fn a_picture_has_colours_that_phones_show(
    #[case] bits: u8,
    #[case] model: ColourModel,
    #[case] expected: Vec<&str>,
) {
    let file = MediaFile {
        kind: Some("image/png"),
        colours: Some(Colours { bits, model }),
        ..MediaFile::default()
    };
    assert_eq!(told_of_file(CLOUD, "image", file), expected);
}

#[rstest]
#[case("video", "video/mp4", &[("H.264", None), ("AAC", Some(2))], vec![])]
#[case("video", "video/3gpp", &[("H.264", None)], vec![])]
#[case("video", "video/mp4", &[("H.265", None)], vec!["video-codec"])]
#[case("video", "video/mp4", &[("AAC", Some(2))], vec!["video-codec"])]
#[case("video", "video/mp4", &[("H.264", None), ("MP3", Some(2))], vec!["video-codec"])]
#[case("video", "video/mp4", &[("H.264", None), ("AAC", None), ("AAC", None)], vec!["video-codec"])]
#[case("audio", "audio/ogg", &[("Opus", Some(1))], vec![])]
#[case("audio", "audio/ogg", &[("Opus", Some(2))], vec!["audio-codec"])]
#[case("audio", "audio/ogg", &[("Vorbis", Some(1))], vec!["audio-codec"])]
#[case("audio", "audio/mp4", &[("AAC", Some(2))], vec![])]
#[case("audio", "audio/mp4", &[("ALAC", Some(2))], vec!["audio-codec"])]
#[case("audio", "audio/mpeg", &[], vec![])]
fn films_and_sounds_are_encoded_as_phones_play_them(
    #[case] kind: &str,
    #[case] found: &'static str,
    #[case] streams: &[(&'static str, Option<u16>)],
    #[case] expected: Vec<&str>,
) {
    let streams = streams.iter().map(|(codec, channels)| Stream {
        sort: if codec.starts_with("H.") {
            StreamSort::Video
        } else {
            StreamSort::Sound
        },
        codec,
        channels: *channels,
    });
    let file = MediaFile {
        kind: Some(found),
        streams: streams.collect(),
        ..MediaFile::default()
    };
    assert_eq!(told_of_file(CLOUD, kind, file.clone()), expected);
    assert!(told_of_file(Dialect::OnPremises, kind, file).is_empty());
}

#[test]
fn a_broken_file_one_with_a_wrong_ending_and_one_too_large_for_a_client_are_told() {
    let broken = MediaFile {
        defect: Some("it is empty"),
        ..MediaFile::default()
    };
    assert_eq!(told_of_file(CLOUD, "document", broken), ["media-whole"]);
    let misnamed = MediaFile {
        kind: Some("image/png"),
        wrong_ending: Some("jpg".to_owned()),
        ..MediaFile::default()
    };
    assert_eq!(told_of_file(CLOUD, "image", misnamed), ["media-ending"]);
    let large = |bytes| MediaFile {
        kind: Some("application/pdf"),
        bytes,
        ..MediaFile::default()
    };
    let told = told_of_file(Dialect::OnPremises, "document", large(64 * 1024 * 1024 + 1));
    assert_eq!(told, ["media-upload-on-premises"]);
    assert!(told_of_file(Dialect::OnPremises, "document", large(64 * 1024 * 1024)).is_empty());
}

#[test]
fn an_id_that_is_of_no_use_any_more_is_told() {
    let told = |why| {
        let spent = SpentMedia {
            id: "17".to_owned(),
            why,
        };
        let context = Context {
            spent: vec![spent],
            ..Context::default()
        };
        let payload = |id: &str| envelope(CLOUD, "image", json!({"id": id}));
        assert!(check_payload(&payload("18"), Some(CLOUD), None, &context).is_empty());
        let found = check_payload(&payload("17"), Some(CLOUD), None, &context);
        found
            .into_iter()
            .map(|one| (one.rule, one.pointer.as_str().to_owned()))
            .collect::<Vec<_>>()
    };
    let place = "/image/id".to_owned();
    let since = jiff::Timestamp::UNIX_EPOCH;
    assert_eq!(
        told(Spent::Expired { since }),
        [("media-id-age".to_owned(), place.clone())]
    );
    let account = "shop".to_owned();
    for why in [Spent::OfAnother { account }, Spent::OfEarlierRun] {
        assert_eq!(told(why), [("media-id-account".to_owned(), place.clone())]);
    }
}
