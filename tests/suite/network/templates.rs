//! The templates of an account through a link: pages, samples, and each sort pulled, edited and sent in again.

use std::path::Path;
use std::sync::{Arc, Mutex};

use bluetick::files::EXAMPLES;
use bluetick::link::SampleFile;
use bluetick::link::templates::{AccountTemplates, Done, SentIn, TemplatesError, Wanted};
use bluetick::message::Draft;
use bluetick::platform::SendOptions;
use bluetick::platform::media::Progress;
use bluetick::template::{differences, sample_places, set_sample};
use bluetick::webhook::Event;
use bluetick::wire::Dialect;
use rstest::rstest;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::Line;

/// A box of a film with its content.
fn boxed(name: &str, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap();
    [&length.to_be_bytes()[..], name.as_bytes(), content].concat()
}

/// A folder with a sample of each kind, named by it.
fn samples() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let header = [0, 0, 0, 9, 0, 0, 0, 9, 8, 6, 0, 0, 0];
    let picture = [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", &header[..], &[7; 40]].concat();
    let film = [
        boxed("ftyp", b"isom\0\0\0\0"),
        boxed("mdat", &[7; 60]),
        boxed("moov", &[]),
    ];
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes);
    write("image", &picture).unwrap();
    write("video", &film.concat()).unwrap();
    write("document", b"%PDF-1.7\nlamp").unwrap();
    folder
}

/// The line's account of a dialect, whose templates are asked for.
struct Shop {
    line: Line,
    dialect: Dialect,
    cancel: CancellationToken,
}

impl Shop {
    async fn open(dialect: Dialect) -> Self {
        Self {
            line: Line::open().await,
            dialect,
            cancel: CancellationToken::new(),
        }
    }

    fn templates(&self) -> AccountTemplates<'_> {
        AccountTemplates {
            link: &self.line.link,
            account: self.line.link.sandbox_account(self.dialect).unwrap(),
            cancel: &self.cancel,
        }
    }

    async fn send_in(
        &self,
        definition: &Value,
        folder: &Path,
        there: Option<&Value>,
    ) -> Result<Done, TemplatesError> {
        let sent = SentIn {
            definition,
            folder: Some(folder),
        };
        self.templates().send_in(sent, there).await
    }

    /// The template as it is listed, once its review is over.
    async fn reviewed(&mut self, definition: &Value) -> Value {
        loop {
            if let Event::Template(_) = self.line.event().await {
                break;
            }
        }
        let name = definition["name"].as_str().unwrap();
        let language = definition["language"].as_str().unwrap();
        let listed = self.templates().listed(&Wanted::one(name, language)).await;
        listed.unwrap().remove(0)
    }
}

/// The definitions that the examples carry, and one-time codes that are handed to apps.
fn of_every_sort() -> Vec<Value> {
    let drafts = EXAMPLES
        .iter()
        .map(|example| Draft::parse(example.text).unwrap());
    let mut all: Vec<Value> = drafts.filter_map(|draft| draft.definition).collect();
    let components = all
        .iter_mut()
        .filter_map(|one| one["components"].as_array_mut());
    for body in components.flatten() {
        // Some are older than the rule that words stand around variables.
        if body["type"] == "BODY" && body["text"].is_string() {
            body["text"] = json!(format!("Hello! {} Bye!", body["text"].as_str().unwrap()));
        }
    }
    for way in ["COPY_CODE", "ONE_TAP", "ZERO_TAP"] {
        let mut button = json!({"type": "otp", "otp_type": way, "text": "Copy it"});
        if way != "COPY_CODE" {
            button["autofill_text"] = json!("Fill it in");
            button["supported_apps"] = json!([
                {"package_name": "com.example.lamp", "signature_hash": "K8a/AINcGX7"},
                {"package_name": "com.example.shade", "signature_hash": "abcDEF12+/="}]);
        }
        if way == "ZERO_TAP" {
            button["zero_tap_terms_accepted"] = json!(true);
        }
        all.push(
            json!({"name": format!("lamp_{}", way.to_lowercase()), "language": "en",
            "category": "AUTHENTICATION", "components": [
                {"type": "body", "add_security_recommendation": way != "ONE_TAP"},
                {"type": "footer", "code_expiration_minutes": 5},
                {"type": "buttons", "buttons": [button]}]}),
        );
    }
    all
}

/// Changes something that its sort lets be changed.
fn edit(listed: &mut Value) {
    let is_code = listed["category"] == "AUTHENTICATION";
    let components = listed["components"].as_array_mut().unwrap();
    for component in components {
        match component["type"].as_str().unwrap() {
            "FOOTER" if is_code => component["code_expiration_minutes"] = json!(9),
            "BODY" if !is_code => {
                let text = component["text"].as_str().unwrap();
                component["text"] = json!(format!("News for you: {text}"));
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn every_sort_of_template_is_sent_in_listed_edited_and_sent_in_again() {
    let folder = samples();
    let mut seen = 0;
    for mut definition in of_every_sort() {
        let mut shop = Shop::open(Dialect::Cloud).await;
        for place in sample_places(&definition) {
            set_sample(&mut definition, &place.header, place.kind);
        }
        let name = definition["name"].clone();
        let done = shop.send_in(&definition, folder.path(), None).await;
        assert_eq!(done.unwrap(), Done::Created, "{name}");
        let mut listed = shop.reviewed(&definition).await;
        assert_eq!(listed["status"], "APPROVED", "{name}");
        assert_eq!(differences(&definition, &listed), [], "{name}");
        for place in sample_places(&listed) {
            assert!(
                place.text.starts_with("http://127.0.0.1"),
                "{name}: {}",
                place.text
            );
        }
        let there = listed.clone();
        let done = shop.send_in(&listed, folder.path(), Some(&there)).await;
        assert_eq!(done.unwrap(), Done::Unchanged, "{name}");
        edit(&mut listed);
        let done = shop.send_in(&listed, folder.path(), Some(&there)).await;
        assert_eq!(done.unwrap(), Done::Edited, "{name}");
        let again = shop.reviewed(&definition).await;
        assert_eq!(differences(&listed, &again), [], "{name}");
        assert_ne!(differences(&there, &again), [], "{name}");
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
}

#[tokio::test]
async fn what_a_listing_makes_of_a_one_time_code_is_its_address_and_its_words() {
    let mut shop = Shop::open(Dialect::Cloud).await;
    let code = of_every_sort().pop().unwrap();
    shop.send_in(&code, Path::new(""), None).await.unwrap();
    let listed = shop.reviewed(&code).await;
    let components = &listed["components"];
    assert_eq!(
        components[0]["text"],
        "*{{1}}* is your verification code. For your security, do not share this code."
    );
    assert_eq!(components[1]["text"], "This code expires in 5 minutes.");
    let button = &components[2]["buttons"][0];
    assert_eq!(button["type"], "URL");
    assert_eq!(
        button["url"],
        "https://www.whatsapp.com/otp/code/?otp_type=ZERO_TAP&cta_display_name=Fill%20it%20in&package_name=\
         com.example.lamp%2Ccom.example.shade&signature_hash=K8a%2FAINcGX7%2CabcDEF12%2B%2F=&\
         code_expiration_minutes=5&code=otp{{1}}"
    );
}

fn with_picture(sample: &str) -> Value {
    json!({"name": "lamp_picture", "language": "en", "category": "UTILITY", "components": [
        {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": [sample]}},
        {"type": "BODY", "text": "Your lamp is ready."}]})
}

#[rstest]
#[case("nowhere.png", "cannot be read")]
#[case("document", "application/pdf")]
#[case("http://127.0.0.1:1/gone.png", "not to be had")]
#[tokio::test]
async fn a_sample_that_is_none_is_told_before_anything_is_sent_in(
    #[case] sample: &str,
    #[case] words: &str,
) {
    let (shop, folder) = (Shop::open(Dialect::Cloud).await, samples());
    let refused = shop
        .send_in(&with_picture(sample), folder.path(), None)
        .await;
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains(words), "{refused}");
    let listed = shop.templates().listed(&Wanted::default()).await.unwrap();
    assert_eq!(listed.len(), 1, "only the greeting");
}

#[tokio::test]
async fn at_360dialog_a_sample_is_an_address_and_no_upload() {
    let (shop, folder) = (Shop::open(Dialect::Dialog360).await, samples());
    let refused = shop
        .send_in(&with_picture("image"), folder.path(), None)
        .await;
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("takes no uploads of samples"), "{refused}");
    let address = with_picture("https://shop.example.com/lamp.png");
    let done = shop.send_in(&address, folder.path(), None).await;
    assert_eq!(done.unwrap(), Done::Created);
}

#[tokio::test]
async fn an_upload_whose_connection_breaks_goes_on_where_it_broke() {
    let (shop, folder) = (Shop::open(Dialect::Cloud).await, samples());
    let fault = json!({"on": "media", "break": "after"});
    assert_eq!(shop.line.control("faults", &fault).await.0, 200);
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    let progress = Progress::new(move |bytes| heard.lock().unwrap().push(bytes));
    let file = SampleFile {
        path: folder.path().join("image"),
        kind: "image",
    };
    let account = shop.templates().account;
    let options = SendOptions::default();
    let handle = shop
        .line
        .link
        .upload_sample(account, &file, progress, &options)
        .await;
    assert!(handle.unwrap().starts_with("4::aW1hZ2UvcG5n:"));
    assert_eq!(told.lock().unwrap().len(), 1, "nothing is posted twice");
}

/// Teaches the account so many templates beside the greeting.
fn teach(shop: &Shop, count: usize) {
    for number in 0..count {
        let definition = json!({"name": format!("lamp_{number:03}"), "language": "en", "category": "UTILITY",
            "components": [{"type": "BODY", "text": "Your lamp is ready."}]});
        shop.line.link.teach_template(&definition).unwrap();
    }
}

#[rstest]
#[case(Dialect::Cloud, None)]
#[case(Dialect::Dialog360, Some(231))]
#[tokio::test]
async fn all_pages_come_one_after_the_other(
    #[case] dialect: Dialect,
    #[case] of_all: Option<usize>,
) {
    let shop = Shop::open(dialect).await;
    teach(&shop, 230);
    let (mut names, mut counts) = (Vec::new(), Vec::new());
    let templates = shop.templates();
    let take = &mut |page: Vec<Value>, fetched: bluetick::link::templates::Fetched| {
        names.extend(page.iter().map(|one| one["name"].to_string()));
        counts.push((fetched.count, fetched.is_last));
        assert_eq!(fetched.of_all, of_all);
    };
    templates.pages(None, take).await.unwrap();
    assert_eq!(counts, [(100, false), (200, false), (231, true)]);
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 231, "none twice, none left out");
}

#[tokio::test]
async fn a_page_that_is_too_much_is_asked_for_in_halves() {
    let shop = Shop::open(Dialect::Cloud).await;
    teach(&shop, 60);
    let fault = json!({"on": "templates", "code": 1, "status": 500, "times": 2});
    assert_eq!(shop.line.control("faults", &fault).await.0, 200);
    let mut counts = Vec::new();
    let take = &mut |_, fetched: bluetick::link::templates::Fetched| counts.push(fetched.count);
    shop.templates().pages(None, take).await.unwrap();
    assert_eq!(counts, [25, 50, 61]);
    let fault = json!({"on": "templates", "code": 1, "status": 500, "times": 9});
    assert_eq!(shop.line.control("faults", &fault).await.0, 200);
    let refused = shop
        .templates()
        .listed(&Wanted::default())
        .await
        .unwrap_err();
    assert!(matches!(refused, TemplatesError::Refused(_)), "{refused}");
}
