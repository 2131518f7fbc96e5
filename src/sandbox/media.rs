//! Files: uploading, looking, fetching and deleting, as each API has it.

mod shelf;

use std::time::Duration;

use axum::RequestExt as _;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Multipart, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::call::{Answered, Call, Reply, done, success};
use super::clock::after;
use super::gate::Gate;
use super::refusal::{Reason, Refusal};
use super::state::Shared;
use crate::schema::{Custom, Test, rules};
use crate::wire::{Code, Dialect};

pub(super) use shelf::{Media, Shelf};

/// So many bytes of an upload are read: a little more than the largest file has, so that this is told in words.
pub(super) const UPLOAD: usize = 101 * 1024 * 1024;
/// An upload may take so long.
pub(super) const UPLOAD_TIME: Duration = Duration::from_mins(2);
/// What a file has at most on an On-Premises client.
const CLIENT_MOST: u64 = 64 * 1024 * 1024;
/// The code of a file that is not taken.
const NOT_TAKEN: u32 = 131_053;
/// The host that 360dialog's answers name, as Meta wrote it there: clients put 360dialog's in its place.
const ATTACHMENT_HOST: &str = "https://lookaside.fbsbx.com";
/// Where files are fetched.
const ATTACHMENTS: &str = "/whatsapp_business/attachments/";

/// What is uploaded.
struct Upload {
    kind: String,
    bytes: Bytes,
}

/// Takes a file.
pub(super) async fn upload(call: &Call, number: Option<&str>) -> Answered {
    let own = &call.shared.access.cloud.phone_number_id;
    if call.method != Method::POST || number.is_some_and(|number| number != own) {
        return Err(call.no_object(number.unwrap_or("media")));
    }
    if call.dialect == Dialect::Dialog360
        && !call.shared.state().rates.upload(call.shared.clock.now())
    {
        let text = "You have exceeded the endpoint rate limit. Rate limit: 1 second";
        return Err(Refusal::gateway(400, text));
    }
    let is_client = call.path.starts_with("/v1/");
    let upload = if is_client {
        raw(call)?
    } else {
        multipart(call).await?
    };
    judge(call.dialect, is_client, &upload)?;
    let id = keep(
        &call.shared,
        call.dialect,
        &upload.kind,
        upload.bytes,
        false,
    )
    .id;
    if is_client {
        let body = json!({"media": [{"id": id}]});
        return Ok(Reply::Json(StatusCode::CREATED, body));
    }
    done(json!({"id": id}))
}

/// Keeps a file that was uploaded, or received from a customer.
pub(super) fn keep(
    shared: &Shared,
    owner: Dialect,
    kind: &str,
    bytes: Bytes,
    is_received: bool,
) -> Media {
    let now = shared.clock.now();
    let mut state = shared.state();
    let id = state.ids.file(owner);
    let media = Media {
        id,
        owner,
        kind: kind.to_owned(),
        bytes,
        until: after(now, Media::lifetime(owner, is_received)),
    };
    state.shelf.put(media.clone());
    media
}

/// The type without what stands behind it: `audio/ogg; codecs=opus` is `audio/ogg`.
fn bare(kind: &str) -> String {
    let bare = kind.split(';').next().unwrap_or_default();
    bare.trim().to_ascii_lowercase()
}

/// The bytes as the body, with their type in the header.
fn raw(call: &Call) -> Result<Upload, Refusal> {
    let kind = bare(call.header(CONTENT_TYPE.as_str()).unwrap_or_default());
    if kind.is_empty() || call.body.is_empty() {
        let what = if call.body.is_empty() {
            "the body is empty; expected the bytes of a file"
        } else {
            "Content-Type is missing; expected the type of the file"
        };
        return Err(Refusal::details(1008, what.to_owned()));
    }
    let bytes = call.body.clone();
    Ok(Upload { kind, bytes })
}

/// The parts of a form, one of them the file.
async fn multipart(call: &Call) -> Result<Upload, Refusal> {
    let required =
        |name: &str| Refusal::sentence(100, format!("(#100) The parameter {name} is required."));
    let broken = |_| Refusal::sentence(100, "(#100) The form of the request is broken off.");
    let mut request = Request::new(Body::from(call.body.clone()));
    *request.headers_mut() = call.headers.clone();
    DefaultBodyLimit::disable().apply(&mut request);
    // Of a body that is no form nothing is found.
    let form = request.extract::<Multipart, _>().await;
    let mut form = form.map_err(|_| required("messaging_product"))?;
    let (mut product, mut said, mut file) = (None, None, None);
    while let Some(part) = form.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        let kind = part.content_type().map(bare);
        match name.as_str() {
            "file" => file = Some((kind, part.bytes().await.map_err(broken)?)),
            "messaging_product" => product = Some(part.text().await.map_err(broken)?),
            "type" => said = Some(part.text().await.map_err(broken)?),
            _ => {}
        }
    }
    if product.as_deref() != Some("whatsapp") {
        return Err(required("messaging_product"));
    }
    let (kind, bytes) = file.ok_or_else(|| required("file"))?;
    let told = kind.filter(|kind| kind != UNTOLD);
    let kind = told.or(said.as_deref().map(bare));
    Ok(Upload {
        kind: kind.unwrap_or_else(|| UNTOLD.to_owned()),
        bytes,
    })
}

/// The type of bytes of which nothing is known.
const UNTOLD: &str = "application/octet-stream";

/// The kind of message that sends files of a type.
fn sent_as(kind: &str) -> &'static str {
    match kind.split('/').next().unwrap_or_default() {
        "image" if kind == "image/webp" => "sticker",
        "image" => "image",
        "video" => "video",
        "audio" => "audio",
        _ => "document",
    }
}

/// The types that a kind of message sends, and the size that a file of it has at most.
fn bounds(name: &str) -> (Vec<&'static str>, u64) {
    let (mut types, mut most) = (Vec::new(), 0);
    for (_, _, rule) in rules().filter(|(kind, ..)| kind.is_some_and(|kind| kind.name == name)) {
        match rule.test {
            Test::Custom(Custom::FileTypes(taken)) => types.extend(taken),
            Test::Custom(
                Custom::FileSize(size) | Custom::StillSize(size) | Custom::MovingSize(size),
            ) => most = most.max(size),
            _ => {}
        }
    }
    (types, most)
}

/// Refuses what the platform does not take: types that no message sends, and what is too large or empty.
fn judge(dialect: Dialect, is_client: bool, upload: &Upload) -> Result<(), Refusal> {
    let size = u64::try_from(upload.bytes.len()).unwrap_or(u64::MAX);
    let name = sent_as(&upload.kind);
    let (types, most) = bounds(name);
    let most = if is_client { CLIENT_MOST } else { most };
    if size > most {
        let details = format!(
            "file: {size} bytes of {}; a file for a message of type {name} has at most {most}",
            upload.kind
        );
        let code = if is_client { 1009 } else { NOT_TAKEN };
        return Err(Refusal::details(code, details));
    }
    if dialect == Dialect::OnPremises {
        return Ok(());
    }
    // What is no picture, film or sound goes through as a document.
    let is_document = name == "document" && upload.kind.contains('/') && upload.kind != UNTOLD;
    if size == 0 || !(is_document || types.contains(&upload.kind.as_str())) {
        let what = if size == 0 {
            "not be empty".to_owned()
        } else {
            format!("be of one of the types {{{}}}", types.join(", "))
        };
        return Err(Refusal::sentence(
            100,
            format!(
                "(#100) Param file must {what} - got {size} bytes of \"{}\".",
                upload.kind
            ),
        ));
    }
    Ok(())
}

/// Tells of a file, with a new address for it, or deletes it.
pub(super) fn object(call: &Call, id: &str) -> Answered {
    let now = call.shared.clock.now();
    let mut state = call.shared.state();
    let state = &mut *state;
    let number = call.query.get("phone_number_id");
    if number.is_some_and(|number| *number != call.shared.access.cloud.phone_number_id) {
        return Err(call.no_object(id));
    }
    let is_counted = call.gate == Some(Gate::Current) && call.method == Method::GET;
    if is_counted && state.counts.is_blocked(now) {
        let text = "Endpoint is blocked: too many files were asked for that are not there";
        return Err(Refusal::gateway(403, text));
    }
    let Some(media) = state.shelf.get(call.dialect, id, now).cloned() else {
        if is_counted {
            state.counts.miss(now);
        }
        return Err(call.no_object(id));
    };
    match call.method {
        Method::GET => {
            let hash = state.ids.token(43);
            let until = state.shelf.admit(&hash, id, now);
            done(metadata(&call.shared, &media, &hash, until.as_second()))
        }
        Method::DELETE => {
            state.shelf.remove(call.dialect, id, now);
            success()
        }
        _ => Err(call.no_object(id)),
    }
}

fn metadata(shared: &Shared, media: &Media, hash: &str, until: i64) -> Value {
    json!({
        "messaging_product": "whatsapp",
        "url": address(shared, media, hash, until),
        "mime_type": media.kind,
        "sha256": media.hexadecimal_hash(),
        "file_size": media.bytes.len(),
        "id": media.id,
    })
}

/// Where a file can be fetched until then.
fn address(shared: &Shared, media: &Media, hash: &str, until: i64) -> String {
    let host = match media.owner {
        Dialect::Dialog360 => ATTACHMENT_HOST,
        Dialect::Cloud | Dialect::OnPremises => &shared.access.dialog_360.base_url,
    };
    format!(
        "{host}{ATTACHMENTS}?mid={}&ext={until}&hash={hash}",
        media.id
    )
}

/// A new address of a file, given out now.
pub(super) fn fresh_address(shared: &Shared, media: &Media) -> String {
    let now = shared.clock.now();
    let (hash, until) = {
        let mut state = shared.state();
        let hash = state.ids.token(43);
        let until = state.shelf.admit(&hash, &media.id, now);
        (hash, until)
    };
    address(shared, media, &hash, until.as_second())
}

/// The bytes of a file, at an address that was given out for it.
pub(super) fn attachment(call: &Call) -> Answered {
    let part = |name: &str| call.query.get(name).map_or("", String::as_str);
    let state = call.shared.state();
    let ticket = (part("mid"), part("hash"));
    let media = state
        .shelf
        .fetch(call.dialect, ticket, call.shared.clock.now());
    match media {
        Some(media) if call.method == Method::GET => Ok(file(media)),
        _ => Err(call.no_object(part("mid")).with_status(404)),
    }
}

/// A file of an On-Premises client: its bytes at once, or its end.
pub(super) fn client_file(call: &Call, id: &str) -> Answered {
    let now = call.shared.clock.now();
    let mut state = call.shared.state();
    match (call.method.as_str(), state.shelf.get(call.dialect, id, now)) {
        ("GET", Some(media)) => Ok(file(media)),
        ("DELETE", Some(_)) => {
            state.shelf.remove(call.dialect, id, now);
            done(json!({}))
        }
        _ => Err(call.no_object(id)),
    }
}

/// The bytes of a file of Graph's that everybody may have.
pub(super) fn public_file(call: &Call, id: &str) -> Answered {
    let state = call.shared.state();
    let media = state.shelf.get(Dialect::Cloud, id, call.shared.clock.now());
    media.map(file).ok_or_else(|| call.no_object(id))
}

fn file(media: &Media) -> Reply {
    let mut response = Response::new(Body::from(media.bytes.clone()));
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&media.kind) {
        headers.insert(CONTENT_TYPE, kind);
    }
    headers.insert(CONTENT_LENGTH, HeaderValue::from(media.bytes.len()));
    Reply::Ready(response)
}

/// What is wrong with the files that a payload names by id: they are gone or of another account, or, where
/// one is strict, of no account at all.
pub(super) fn unusable(shared: &Shared, dialect: Dialect, payload: &Value) -> Option<Refusal> {
    let kind = payload.get("type")?.as_str()?;
    let id = payload.pointer(&format!("/{kind}/id"))?.as_str()?;
    let is_media = ["image", "video", "audio", "document", "sticker"].contains(&kind);
    let now = shared.clock.now();
    let state = shared.state();
    let is_bad = state.shelf.is_spent(dialect, id, now)
        || (shared.strict && state.shelf.get(dialect, id, now).is_none());
    (is_media && is_bad).then(|| match dialect {
        Dialect::OnPremises => Refusal::details(1006, format!("{kind}['id']: no file has this id")),
        Dialect::Cloud | Dialect::Dialog360 => Refusal::new(
            Code::new(100),
            Reason::Sentence(format!(
                "(#100) Param {kind}['id'] is not a valid whatsapp business account media attachment ID."
            )),
        ),
    })
}
