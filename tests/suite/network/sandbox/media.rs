//! Files: uploaded, looked at, fetched, sent, deleted and run out, as each API has it.

use bluetick::sandbox::Config;
use bluetick::wire::Dialect;
use reqwest::multipart::{Form, Part};
use rstest::rstest;
use serde_json::{Value, json};

use super::super::{CUSTOMER, Visitor, answer_of, message};

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n and what else is in a picture";

fn part(kind: &str, bytes: Vec<u8>) -> Part {
    let part = Part::bytes(bytes).file_name("lamp");
    part.mime_str(kind).unwrap()
}

fn form(kind: &str, bytes: Vec<u8>) -> Form {
    let form = Form::new().text("messaging_product", "whatsapp");
    form.text("type", kind.to_owned())
        .part("file", part(kind, bytes))
}

const fn upload_path(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Cloud => "/{number}/media",
        Dialect::Dialog360 => "/media",
        Dialect::OnPremises => "/v1/media",
    }
}

async fn upload(visitor: &Visitor, dialect: Dialect, kind: &str, bytes: Vec<u8>) -> (u16, Value) {
    let request = visitor.ask(dialect, "POST", upload_path(dialect)).await;
    answer_of(match dialect {
        Dialect::OnPremises => request.header("content-type", kind).body(bytes),
        Dialect::Cloud | Dialect::Dialog360 => request.multipart(form(kind, bytes)),
    })
    .await
}

/// The id of a picture that was uploaded.
async fn picture(visitor: &Visitor, dialect: Dialect) -> String {
    let (_, body) = upload(visitor, dialect, "image/png", PICTURE.to_vec()).await;
    let id = body.get("id").unwrap_or(&body["media"][0]["id"]);
    id.as_str().unwrap_or_else(|| panic!("{body}")).to_owned()
}

#[rstest]
#[case(Dialect::Cloud)]
#[case(Dialect::Dialog360)]
#[tokio::test]
async fn a_file_is_fetched_at_an_address_that_holds_for_five_minutes(#[case] dialect: Dialect) {
    let visitor = Visitor::new().await;
    let id = picture(&visitor, dialect).await;
    let (status, told) = visitor.get(dialect, &format!("/{id}")).await;
    assert_eq!(status, 200, "{told}");
    assert_eq!(told["mime_type"], "image/png");
    assert_eq!(told["file_size"], PICTURE.len());
    assert_eq!(told["sha256"].as_str().unwrap().len(), 64);
    let url = told["url"].as_str().unwrap();
    // What 360dialog tells names Meta's host, which clients must replace.
    let host = &visitor.access().dialog_360.base_url;
    let is_meta = url.starts_with("https://lookaside.fbsbx.com/");
    assert_eq!(is_meta, dialect == Dialect::Dialog360, "{url}");
    let url = url.replace("https://lookaside.fbsbx.com", host);
    let fetch = async || {
        let admitted = visitor.ask(dialect, "GET", "/").await.build().unwrap();
        let request = visitor.http.get(&url).headers(admitted.headers().clone());
        request.send().await.unwrap()
    };
    let fetched = fetch().await;
    assert_eq!(fetched.status(), 200);
    assert_eq!(fetched.headers()["content-type"], "image/png");
    assert_eq!(fetched.bytes().await.unwrap(), PICTURE);
    let stranger = visitor.http.get(&url).send().await.unwrap();
    assert!([400, 401].contains(&stranger.status().as_u16()));
    visitor.control("clock", json!({"advance": "6m"})).await;
    assert_eq!(fetch().await.status(), 404);
    let (_, again) = visitor.get(dialect, &format!("/{id}")).await;
    assert_ne!(again["url"], told["url"]);
}

#[tokio::test]
async fn the_on_premises_client_gives_the_bytes_at_once() {
    let visitor = Visitor::new().await;
    let api = Dialect::OnPremises;
    let path = format!("/v1/media/{}", picture(&visitor, api).await);
    let response = visitor.ask(api, "GET", &path).await.send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "image/png");
    assert_eq!(response.bytes().await.unwrap(), PICTURE);
    assert_eq!(visitor.delete(api, &path).await.0, 200);
    let (status, body) = visitor.get(api, &path).await;
    assert_eq!((status, &body["errors"][0]["code"]), (404, &json!(1006)));
}

#[rstest]
#[case::no_type(Dialect::Cloud, "application/octet-stream", 9, 400, 100)]
#[case::no_picture(Dialect::Cloud, "image/gif", 9, 400, 100)]
#[case::empty(Dialect::Cloud, "image/png", 0, 400, 100)]
#[case::large_picture(Dialect::Cloud, "image/png", 5 * 1024 * 1024 + 1, 400, 131_053)]
#[case::large_sticker(Dialect::Dialog360, "image/webp", 500 * 1024 + 1, 400, 131_053)]
#[case::large_film(Dialect::Dialog360, "video/mp4", 16 * 1024 * 1024 + 1, 400, 131_053)]
#[tokio::test]
async fn what_no_message_sends_is_not_taken(
    #[case] dialect: Dialect,
    #[case] kind: &str,
    #[case] size: usize,
    #[case] status: u16,
    #[case] code: u32,
) {
    let visitor = Visitor::new().await;
    let (found, body) = upload(&visitor, dialect, kind, vec![b'x'; size]).await;
    assert_eq!(
        (found, &body["error"]["code"]),
        (status, &json!(code)),
        "{body}"
    );
}

#[rstest]
#[case("text/csv")]
#[case("application/pdf")]
#[case("audio/ogg; codecs=opus")]
#[case("image/webp")]
#[tokio::test]
async fn files_of_messages_and_all_documents_are_taken(#[case] kind: &str) {
    let visitor = Visitor::new().await;
    let (status, body) = upload(&visitor, Dialect::Cloud, kind, b"words".to_vec()).await;
    assert_eq!(status, 200, "{body}");
}

#[tokio::test]
async fn an_upload_lacks_nothing() {
    let visitor = Visitor::new().await;
    let path = upload_path(Dialect::Cloud);
    for (form, missing) in [
        (
            Form::new().part("file", part("image/png", PICTURE.to_vec())),
            "messaging_product",
        ),
        (Form::new().text("messaging_product", "whatsapp"), "file"),
    ] {
        let request = visitor.ask(Dialect::Cloud, "POST", path).await;
        let (status, body) = answer_of(request.multipart(form)).await;
        assert_eq!((status, &body["error"]["code"]), (400, &json!(100)));
        let said = body["error"]["message"].as_str().unwrap();
        assert!(said.contains(missing), "{said}");
    }
    let (status, _) = visitor.post(Dialect::Cloud, path, json!({})).await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn a_file_belongs_to_one_account_and_ends() {
    let visitor = Visitor::new().await;
    let id = picture(&visitor, Dialect::Cloud).await;
    let path = format!("/{id}");
    assert_eq!(visitor.get(Dialect::Dialog360, &path).await.0, 400);
    let (status, body) = visitor
        .get(Dialect::Cloud, &format!("{path}?phone_number_id=1"))
        .await;
    assert_eq!((status, &body["error"]["error_subcode"]), (400, &json!(33)));
    let own = format!("{path}?phone_number_id={{number}}");
    assert_eq!(visitor.get(Dialect::Cloud, &own).await.0, 200);
    visitor.control("clock", json!({"advance": "721h"})).await;
    assert_eq!(visitor.get(Dialect::Cloud, &path).await.0, 400);
}

#[rstest]
#[case(Dialect::Cloud, "/{number}/messages", 100)]
#[case(Dialect::Dialog360, "/messages", 100)]
#[case(Dialect::OnPremises, "/v1/messages", 1006)]
#[tokio::test]
async fn a_file_is_sent_until_it_is_deleted(
    #[case] dialect: Dialect,
    #[case] path: &str,
    #[case] code: u32,
) {
    let visitor = Visitor::new().await;
    let id = picture(&visitor, dialect).await;
    let payload = message(dialect, CUSTOMER, "image", &json!({"id": id}));
    let (status, body) = visitor.post(dialect, path, payload.clone()).await;
    assert!(status < 300, "{body}");
    let file = match dialect {
        Dialect::OnPremises => format!("/v1/media/{id}"),
        Dialect::Cloud | Dialect::Dialog360 => format!("/{id}"),
    };
    assert_eq!(visitor.delete(dialect, &file).await.0, 200);
    let (_, body) = visitor.post(dialect, path, payload).await;
    let error = body.get("error").unwrap_or(&body["errors"][0]);
    assert_eq!(error["code"], code, "{body}");
}

#[tokio::test]
async fn ids_that_nobody_gave_out_are_refused_where_one_is_strict() {
    let payload = message(
        Dialect::Cloud,
        CUSTOMER,
        "image",
        &json!({"id": "1479537139650973"}),
    );
    for (strict, status) in [(false, 200), (true, 400)] {
        let config = Config {
            strict,
            ..Config::default()
        };
        let visitor = Visitor::with(config).await;
        let sent = visitor.post(Dialect::Cloud, "/{number}/messages", payload.clone());
        assert_eq!(sent.await.0, status);
    }
}

#[rstest]
#[case(Dialect::Cloud, "/{number}/messages", 100)]
#[case(Dialect::OnPremises, "/v1/messages", 1006)]
#[tokio::test]
async fn the_files_of_an_earlier_run_are_gone(
    #[case] dialect: Dialect,
    #[case] path: &str,
    #[case] code: u32,
) {
    let id = picture(&Visitor::new().await, dialect).await;
    let payload = message(dialect, CUSTOMER, "image", &json!({"id": id}));
    let (_, body) = Visitor::new().await.post(dialect, path, payload).await;
    let error = body.get("error").unwrap_or(&body["errors"][0]);
    assert_eq!(error["code"], code, "{body}");
}
