//! Samples for the headers of templates: sessions to which bytes are posted, the handles that they give, and the
//! addresses at which listings name them.

use std::collections::VecDeque;

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::call::{Answered, Call, done};
use super::media;
use super::refusal::Refusal;
use super::state::State;
use crate::wire::{Dialect, SAMPLE_TYPES};

/// So many sessions are open at once; the oldest are forgotten first.
const SESSIONS: usize = 20;
/// So many handles are remembered.
const HANDLES: usize = 500;
/// The largest file: a document.
const LARGEST: usize = 100 * 1024 * 1024;
/// Where samples are fetched, without a token.
pub(super) const PATH: &str = "samples";

/// Sessions and handles.
#[derive(Debug, Default)]
pub(super) struct Samples {
    sessions: VecDeque<Session>,
    handles: VecDeque<Handle>,
}

/// A file that is being uploaded.
#[derive(Debug)]
struct Session {
    /// `upload:…`, without its signature.
    id: String,
    signature: String,
    kind: String,
    length: usize,
    bytes: Vec<u8>,
    /// What it gave, once all of the file was there.
    handle: Option<String>,
}

/// A sample that is there.
#[derive(Debug)]
struct Handle {
    handle: String,
    /// The id of its file.
    media: String,
}

impl Samples {
    /// The path at which the file of a handle is fetched.
    pub(super) fn path_of(&self, handle: &str) -> Option<String> {
        let found = self.handles.iter().find(|known| known.handle == handle)?;
        Some(format!("/{PATH}/{}", found.media))
    }

    fn session(&mut self, id: &str, signature: &str) -> Option<&mut Session> {
        let mut sessions = self.sessions.iter_mut();
        sessions.find(|known| known.id == id && known.signature == signature)
    }
}

/// Opens a session under the app.
pub(super) fn open(call: &Call, app: &str) -> Answered {
    if app != call.shared.access.cloud.app_id || call.method != Method::POST {
        return Err(call.no_object(app));
    }
    let required = |name: &str| {
        let sentence = format!("(#100) The parameter {name} is required.");
        call.parameter(name)
            .ok_or_else(|| Refusal::sentence(100, sentence))
    };
    let (length, kind) = (required("file_length")?, required("file_type")?);
    // Both spellings are taken.
    let kind = kind.replace("image/jpg", "image/jpeg");
    if !SAMPLE_TYPES.contains(&kind.as_str()) {
        let taken = SAMPLE_TYPES.join(", ");
        let sentence =
            format!("(#100) Param file_type must be one of {{{taken}}} - got \"{kind}\".");
        return Err(Refusal::sentence(100, sentence));
    }
    let length = length.parse().ok();
    let length = length.filter(|length| (1..=LARGEST).contains(length));
    let Some(length) = length else {
        let sentence = format!("(#100) Param file_length must be an integer from 1 to {LARGEST}.");
        return Err(Refusal::sentence(100, sentence));
    };
    let mut state = call.shared.state();
    let state = &mut *state;
    let id = format!("upload:{}", state.ids.token(40));
    let signature = state.ids.token(20);
    let shown = format!("{id}?sig={signature}");
    state.samples.sessions.push_back(Session {
        id,
        signature,
        kind,
        length,
        bytes: Vec::new(),
        handle: None,
    });
    if state.samples.sessions.len() > SESSIONS {
        state.samples.sessions.pop_front();
    }
    done(json!({"id": shown}))
}

/// A session: tells how much is there, or takes more.
pub(super) fn session(call: &Call, id: &str) -> Answered {
    let signature = call.query.get("sig").map_or("", String::as_str);
    let mut state = call.shared.state();
    let Some(session) = state.samples.session(id, signature) else {
        return Err(call.no_object(id));
    };
    let told = |session: &Session| json!({"id": id, "file_offset": session.bytes.len()});
    match call.method {
        Method::GET => done(told(session)),
        Method::POST => {
            let offset = call
                .header("file_offset")
                .and_then(|said| said.parse().ok());
            if offset != Some(session.bytes.len()) {
                let there = session.bytes.len();
                let sentence = format!(
                    "(#100) The header file_offset must be {there}, which is what is there."
                );
                return Err(Refusal::sentence(100, sentence));
            }
            if session.bytes.len() + call.body.len() > session.length {
                let sentence = "(#100) There are more bytes than file_length told.";
                return Err(Refusal::sentence(100, sentence));
            }
            session.bytes.extend_from_slice(&call.body);
            if session.bytes.len() < session.length {
                return done(told(session));
            }
            drop(state);
            done(json!({"h": handle(call, id, signature)}))
        }
        _ => Err(call.no_object(id)),
    }
}

/// The handle of a file that is there; the same when it is asked for again.
fn handle(call: &Call, id: &str, signature: &str) -> Option<String> {
    let (kind, bytes) = {
        let mut state = call.shared.state();
        let session = state.samples.session(id, signature)?;
        if let Some(handle) = &session.handle {
            return Some(handle.clone());
        }
        (session.kind.clone(), session.bytes.clone())
    };
    let media = media::keep(&call.shared, Dialect::Cloud, &kind, bytes.into(), false);
    let mut state = call.shared.state();
    let State { ids, samples, .. } = &mut *state;
    let token = ids.token(60);
    let ends = media.until.as_second();
    let app = &call.shared.access.cloud.app_id;
    let handle = format!("4::{}:{token}:e:{ends}:{app}", STANDARD.encode(&kind));
    samples.session(id, signature)?.handle = Some(handle.clone());
    samples.handles.push_back(Handle {
        handle: handle.clone(),
        media: media.id,
    });
    if samples.handles.len() > HANDLES {
        samples.handles.pop_front();
    }
    Some(handle)
}

/// The bytes of a sample, for everybody who knows its address.
pub(super) fn file(call: &Call, media: &str) -> Answered {
    let is_sample = {
        let state = call.shared.state();
        let mut handles = state.samples.handles.iter();
        handles.any(|known| known.media == media)
    };
    if !is_sample || call.method != Method::GET {
        return Err(call.no_object(media));
    }
    media::public_file(call, media)
}

/// Puts the addresses of samples in place of their handles, as listings have them.
pub(super) fn with_addresses(definition: &mut Value, samples: &Samples, origin: &str) {
    for key in ["components", "cards"] {
        let parts = definition.get_mut(key).and_then(Value::as_array_mut);
        for part in parts.into_iter().flatten() {
            with_addresses(part, samples, origin);
        }
    }
    let handle = definition.pointer_mut("/example/header_handle/0");
    if let Some(Value::String(handle)) = handle
        && let Some(path) = samples.path_of(handle)
    {
        *handle = format!("{origin}{path}");
    }
}
