//! A written HTTP request: `POST https://… HTTP/1.1`, headers, an empty line, the body.

use super::curl::{header_note, is_gateway_key};
use super::endpoint::Endpoint;
use super::{Body, Repair, Request, quoted};
use crate::message::json::{ReadError, position};

/// Reads the first request of a text; none where there is none before any brace.
pub(super) fn read(text: &str, repairs: &mut Vec<Repair>) -> Option<Result<Request, ReadError>> {
    let (start, line) = request_line(text)?;
    before(text, start, repairs);
    let mut words = line.split_whitespace().skip(1);
    let url = words.next().unwrap_or_default();
    let mut at = start + line.len();
    // a page that lost its line breaks has the body on the same line
    let behind_url = line.find(url).map_or(0, |place| place + url.len());
    let brace = line.get(behind_url..).and_then(|rest| rest.find('{'));
    if let Some(brace) = brace {
        at = start + behind_url + brace;
    }
    let mut host = None;
    let mut has_gateway_key = false;
    while let Some(header) = text.get(at..).and_then(header_line) {
        if let Some(name) = header.trim().strip_prefix("Host:") {
            host = Some(name.trim());
        }
        has_gateway_key |= is_gateway_key(header);
        repairs.extend(header_note(header.trim()).map(|what| Repair {
            line: position(text, at).0,
            what,
        }));
        at += header.len();
    }
    let address = if url.starts_with('/') {
        format!("https://{}{url}", host.unwrap_or_default())
    } else {
        url.to_owned()
    };
    let mut endpoint = Endpoint::of(&address);
    if has_gateway_key {
        endpoint.with_gateway_key();
    }
    let (line, body) = body(text, at, repairs);
    Some(Ok(Request {
        endpoint,
        body: Body::Json { line, text: body },
    }))
}

/// Where a line begins that names method and address, and that line.
fn request_line(text: &str) -> Option<(usize, &str)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_start();
        let is_request = ["POST ", "PUT "]
            .iter()
            .any(|method| shown.starts_with(method))
            && shown
                .split_whitespace()
                .nth(1)
                .is_some_and(|url| url.contains('/') || url.starts_with("{{"));
        if is_request {
            return Some((start + line.len() - shown.len(), shown));
        }
        if shown.starts_with(['{', '"', '[']) {
            return None;
        }
        start += line.len();
    }
    None
}

/// Tells what stands before the request, except comments and variables of a request file.
fn before(text: &str, start: usize, repairs: &mut Vec<Repair>) {
    let lines = text.get(..start).unwrap_or_default().lines();
    for (number, line) in lines.enumerate() {
        let line = line.trim();
        if !line.is_empty() && !line.starts_with(['#', '@', '`']) && !line.starts_with("//") {
            repairs.push(Repair {
                line: number + 1,
                what: format!("{} before the request was left out", quoted(line)),
            });
        }
    }
}

/// The header that stands on the next line; none on an empty line and where the body begins.
fn header_line(rest: &str) -> Option<&str> {
    let line = rest.split_inclusive('\n').next()?;
    let (name, _) = line.split_once(':')?;
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    is_name.then_some(line)
}

/// The body and its line; a `###` ends it.
fn body(text: &str, at: usize, repairs: &mut Vec<Repair>) -> (usize, String) {
    let rest = text.get(at..).unwrap_or_default();
    let line = position(text, at).0;
    let Some((body, further)) = rest.split_once("\n###") else {
        return (line, rest.to_owned());
    };
    if !further.trim().is_empty() {
        repairs.push(Repair {
            line: line + body.matches('\n').count() + 1,
            what: "the further requests were left out".to_owned(),
        });
    }
    (line, body.to_owned())
}
