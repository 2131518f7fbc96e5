//! A `curl` command: its address, its headers, and its data.

use serde_json::{Map, Value};

use super::endpoint::Endpoint;
use super::words::{Word, words};
use super::{Body, Repair, Request, quoted, shown};
use crate::message::json::{ReadError, position};
use crate::text::percent;

/// Options that take a value which says nothing of the message.
const WITH_VALUE: &[&str] = &[
    "-X",
    "--request",
    "-u",
    "--user",
    "-o",
    "--output",
    "-A",
    "--user-agent",
    "-e",
    "--referer",
    "-b",
    "--cookie",
    "-c",
    "--cookie-jar",
    "-m",
    "--max-time",
    "--connect-timeout",
    "--retry",
    "-x",
    "--proxy",
    "--cacert",
    "--cert",
    "--key",
    "-w",
    "--write-out",
    "--resolve",
    "-K",
    "--config",
    "-T",
];

/// The option that gives the data.
const DATA: &[&str] = &[
    "-d",
    "--data",
    "--data-raw",
    "--data-binary",
    "--data-ascii",
    "--data-urlencode",
    "--json",
];

/// Reads the first `curl` command of a text; none where there is none.
pub(super) fn read(text: &str, repairs: &mut Vec<Repair>) -> Option<Result<Request, ReadError>> {
    let start = command(text)?;
    let (found, length) = words(text.get(start..)?);
    let line_of = |at: usize| position(text, start + at).0;
    let mut command = Command::default();
    command.read(&found);
    around(text, start, start + length, repairs);
    for (at, what) in command.notes.drain(..) {
        repairs.push(Repair {
            line: line_of(at),
            what,
        });
    }
    let mut endpoint = Endpoint::of(&command.url);
    if command.has_gateway_key {
        endpoint.with_gateway_key();
    }
    Some(
        command
            .body(&line_of, repairs)
            .map(|body| Request { endpoint, body }),
    )
}

/// Where a line begins that calls curl.
fn command(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let shown = line
            .trim_start()
            .trim_start_matches(['$', '>', '%'])
            .trim_start();
        if shown
            .strip_prefix("curl")
            .is_some_and(|rest| rest.starts_with([' ', '\t', '\\', '.']))
        {
            return Some(start + line.len() - shown.len());
        }
        // JSON before it: the text is a payload that speaks of curl
        if line.contains('{') {
            return None;
        }
        start += line.len();
    }
    None
}

/// Tells what stands around the command.
fn around(text: &str, start: usize, end: usize, repairs: &mut Vec<Repair>) {
    let before = text.get(..start).unwrap_or_default();
    let before = before.trim().trim_end_matches(['$', '>', '%']).trim();
    if !before.is_empty() && !before.starts_with("```") {
        repairs.push(Repair {
            line: 1,
            what: format!("{} before the command was left out", quoted(before)),
        });
    }
    let after = text.get(end..).unwrap_or_default().trim();
    if !after.is_empty() && !after.starts_with("```") {
        repairs.push(Repair {
            line: position(text, end).0,
            what: format!(
                "all that follows the command was left out: {}",
                shown(after)
            ),
        });
    }
}

/// What a command says.
#[derive(Default)]
struct Command {
    url: String,
    has_gateway_key: bool,
    data: Vec<Word>,
    notes: Vec<(usize, String)>,
}

impl Command {
    fn read(&mut self, found: &[Word]) {
        let mut rest = found.iter().skip(1);
        while let Some(word) = rest.next() {
            let (option, attached) = split(word);
            let mut value = || attached.clone().or_else(|| rest.next().cloned());
            if DATA.contains(&option) {
                self.data.extend(value());
            } else if matches!(option, "-H" | "--header") {
                if let Some(header) = value() {
                    self.header(&header);
                }
            } else if option == "--url" {
                self.url = value().map_or_else(String::new, |url| url.text);
            } else if matches!(option, "-F" | "--form") {
                if let Some(field) = value() {
                    let what = format!("the form field {} was left out", quoted(&field.text));
                    self.notes.push((field.at, what));
                }
            } else if WITH_VALUE.contains(&option) {
                value();
            } else if !option.starts_with('-') && self.url.is_empty() {
                self.url = without_token(&word.text, word.at, &mut self.notes);
            } else if !option.starts_with('-') {
                let what = format!("{} was left out", quoted(&word.text));
                self.notes.push((word.at, what));
            }
        }
    }

    fn header(&mut self, header: &Word) {
        let note = header_note(&header.text);
        self.has_gateway_key |= is_gateway_key(&header.text);
        self.notes.extend(note.map(|what| (header.at, what)));
    }

    fn body(
        self,
        line_of: &impl Fn(usize) -> usize,
        repairs: &mut Vec<Repair>,
    ) -> Result<Body, ReadError> {
        let refused = |at, message: String, help| ReadError {
            line: line_of(at),
            column: 1,
            message,
            help,
        };
        let Some(first) = self.data.first() else {
            return Err(refused(
                0,
                "expected a payload in -d, --data or --json, found none".to_owned(),
                "copy the whole command, with the JSON that it posts",
            ));
        };
        if let Some(file) = first.text.strip_prefix('@') {
            return Err(refused(
                first.at,
                format!("the command reads its payload from {}", quoted(file)),
                "import that file instead",
            ));
        }
        let is_json = |word: &&Word| {
            let text = word.text.trim_start();
            text.starts_with('{') || (text.contains('{') && !text.contains("={"))
        };
        let Some(json) = self.data.iter().find(is_json) else {
            repairs.push(Repair {
                line: line_of(first.at),
                what: "the fields of a form were read as members".to_owned(),
            });
            let (members, left) = fields(&self.data);
            repairs.extend(left.into_iter().map(|(at, field)| Repair {
                line: line_of(at),
                what: format!("{} has no value and was left out", quoted(field)),
            }));
            return Ok(Body::Fields(Value::Object(members)));
        };
        for left in self.data.iter().filter(|word| *word != json) {
            repairs.push(Repair {
                line: line_of(left.at),
                what: format!("the further data {} was left out", quoted(&left.text)),
            });
        }
        Ok(Body::Json {
            line: line_of(json.at),
            text: json.text.clone(),
        })
    }
}

/// An option and the value written together with it: `-XPOST`, `--data={}`.
fn split(word: &Word) -> (&str, Option<Word>) {
    let attached = |option: &str| {
        word.text.strip_prefix(option).map(|text| Word {
            text: text.trim_start_matches('=').to_owned(),
            at: word.at,
        })
    };
    if word.text.starts_with("--") {
        if let Some((option, _)) = word.text.split_once('=') {
            return (option, attached(option));
        }
    } else if let Some(option) = word.text.get(..2)
        && word.text.len() > 2
        && (["-d", "-H", "-F"].contains(&option) || WITH_VALUE.contains(&option))
    {
        return (option, attached(option));
    }
    (&word.text, None)
}

/// What is told of a header; nothing of one that every such request has.
pub(super) fn header_note(header: &str) -> Option<String> {
    let (name, _) = header.split_once(':').unwrap_or((header, ""));
    let name = name.trim();
    match name.to_ascii_lowercase().as_str() {
        "content-type" | "accept" | "content-length" | "user-agent" | "host" | "connection" => None,
        "authorization" | "d360-api-key" | "cookie" | "x-api-key" => Some(format!(
            "the header {name} was left out: a secret stands in no draft"
        )),
        _ => Some(format!("the header {} was left out", quoted(header))),
    }
}

/// Whether a header is 360dialog's key.
pub(super) fn is_gateway_key(header: &str) -> bool {
    let name = header.split(':').next().unwrap_or_default();
    name.trim().eq_ignore_ascii_case("D360-API-KEY")
}

/// An address without the token that may stand in its query.
fn without_token(url: &str, at: usize, notes: &mut Vec<(usize, String)>) -> String {
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    if query.contains("access_token=") {
        let what = "the access_token of the address was left out: a secret stands in no draft";
        notes.push((at, what.to_owned()));
    }
    address.to_owned()
}

/// The fields of a form as members, those that hold JSON as what it is; and with their places those that
/// are no fields.
fn fields(data: &[Word]) -> (Map<String, Value>, Vec<(usize, &str)>) {
    let mut members = Map::new();
    let mut left = Vec::new();
    for word in data {
        // an `&` inside JSON parts no fields, whatever a server would make of it
        let whole = word
            .text
            .split_once('=')
            .filter(|(_, value)| json_of(value).is_some());
        let parts = if whole.is_some() {
            vec![word.text.as_str()]
        } else {
            word.text.split('&').collect()
        };
        for field in parts {
            match field.split_once('=') {
                Some((key, value)) => {
                    let read =
                        json_of(value).unwrap_or_else(|| Value::String(percent::decoded(value)));
                    members.insert(percent::decoded(key), read);
                }
                None if field.is_empty() => {}
                None => left.push((word.at, field)),
            }
        }
    }
    (members, left)
}

/// The object, array or flag that the value of a field is.
fn json_of(value: &str) -> Option<Value> {
    let value = percent::decoded(value);
    let is_json = value.starts_with(['{', '[']) || value == "true" || value == "false";
    is_json.then(|| serde_json::from_str(&value).ok()).flatten()
}
