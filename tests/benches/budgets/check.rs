//! `check --ndjson` beside parsing alone: at most twice the time for the same lines.
//!
//! Both go over a thousand lines; the second with all that the command does to them.

use std::{fmt, fs};

use bluetick::check::Context;
use bluetick::cli::check::{Facts, Stream};
use bluetick::cli::shelf::Shelf;
use bluetick::files::Places;
use bluetick::template::Definition;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use jiff::Timestamp;
use serde_json::{Value, json};

/// So many lines are checked in one go.
const LINES: usize = 1000;

/// What stands on the lines.
#[derive(Clone, Copy)]
enum Sample {
    /// List messages of some 600 bytes.
    List,
    /// Texts.
    Text,
    /// Template sends, with nothing known of the template.
    Template,
    /// Template sends and their definition.
    TemplateDefined,
    /// Lists, each with a title that is too long.
    ListWrong,
}

const SAMPLES: [Sample; 5] = [
    Sample::List,
    Sample::Text,
    Sample::Template,
    Sample::TemplateDefined,
    Sample::ListWrong,
];

impl fmt::Display for Sample {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::List => "lists",
            Self::Text => "texts",
            Self::Template => "templates",
            Self::TemplateDefined => "templates with --definition",
            Self::ListWrong => "lists with an error",
        })
    }
}

impl Sample {
    fn payload(self, number: usize) -> Value {
        let to = format!("155501{:05}", number % 100_000);
        let (kind, content) = match self {
            Self::List => ("interactive", list("Walnut 38")),
            Self::ListWrong => ("interactive", list("Walnut, oiled twice, 38 cm")),
            Self::Text => (
                "text",
                json!({"body": format!("Your lamp no. {number} is ready.\nWe are open until six.")}),
            ),
            Self::Template | Self::TemplateDefined => ("template", template(number)),
        };
        json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": to, "type": kind, kind: content})
    }

    fn lines(self) -> String {
        let lines: Vec<String> = (0..LINES)
            .map(|number| self.payload(number).to_string())
            .collect();
        lines.join("\n")
    }

    fn facts(self) -> Facts {
        let definition = match self {
            Self::TemplateDefined => Definition::read(&definition()).ok(),
            _ => None,
        };
        Facts {
            definition,
            context: Context {
                now: Some(Timestamp::UNIX_EPOCH),
                ..Context::default()
            },
            ..Facts::default()
        }
    }
}

fn list(title: &str) -> Value {
    let row = |id: &str, title: &str, description: &str| json!({"id": id, "title": title, "description": description});
    json!({
        "type": "list",
        "body": {"text": "Which lamp may we keep for you?\nAll three are in the *shop*."},
        "footer": {"text": "Mon to Fri, 9 to 17"},
        "action": {"button": "Choose a lamp", "sections": [{"title": "Light", "rows": [
            row("walnut", title, "38 cm, oiled"),
            row("ash", "Ash 45", "45 cm, with a dimmer"),
            row("brass", "Brass 30", "30 cm, for the desk"),
        ]}]},
    })
}

fn template(number: usize) -> Value {
    let text = |text: &str| json!({"type": "text", "text": text});
    json!({"name": "repair_ready", "language": {"code": "en"}, "components": [
        {"type": "header", "parameters": [text("26 December")]},
        {"type": "body", "parameters": [text("Lena"), text(&format!("lamp no. {number}")), text("18:00")]},
        {"type": "button", "sub_type": "url", "index": "0", "parameters": [text(&number.to_string())]},
    ]})
}

fn definition() -> Value {
    json!({"name": "repair_ready", "language": "en", "category": "UTILITY", "status": "APPROVED", "components": [
        {"type": "HEADER", "format": "TEXT", "text": "Ready on {{1}}"},
        {"type": "BODY", "text": "Dear {{1}}, your {{2}} can be fetched until {{3}}."},
        {"type": "BUTTONS", "buttons": [
            {"type": "URL", "text": "See it", "url": "https://lamps.example.com/{{1}}"},
            {"type": "QUICK_REPLY", "text": "Thanks"},
        ]},
    ]})
}

/// So many templates are in the library.
const KEPT: usize = 500;

/// Sends of all templates that the library has.
fn sends_of_kept() -> String {
    let lines: Vec<String> = (0..LINES)
        .map(|number| {
            let mut payload = Sample::Template.payload(number);
            if let Some(name) = payload.pointer_mut("/template/name") {
                *name = json!(format!("repair_ready_{}", number % KEPT));
            }
            payload.to_string()
        })
        .collect();
    lines.join("\n")
}

#[divan::bench]
fn parsing_alone_of_kept_templates(bencher: Bencher<'_, '_>) {
    let lines = sends_of_kept();
    bencher.counter(ItemsCount::new(LINES)).bench(|| {
        for line in black_box(&lines).lines() {
            black_box(serde_json::from_str::<Value>(line).is_ok());
        }
    });
}

/// The definitions are looked up in a library of five hundred, which is read once.
#[divan::bench]
fn parsing_and_checking_kept_templates(bencher: Bencher<'_, '_>) {
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    let places = Places::inside(folder.path().to_owned());
    let templates = places.project_templates();
    let mut is_written = fs::create_dir_all(&templates).is_ok();
    for number in 0..KEPT {
        let mut kept = definition();
        let name = format!("repair_ready_{number}");
        let path = templates.join(format!("{name}.en.json"));
        if let Some(members) = kept.as_object_mut() {
            members.insert("name".to_owned(), json!(name));
        }
        is_written &= fs::write(path, kept.to_string()).is_ok();
    }
    assert!(is_written, "the library is there");
    let facts = Facts {
        library: Some(Shelf::new(places)),
        ..Sample::Template.facts()
    };
    let lines = sends_of_kept();
    bencher.counter(ItemsCount::new(LINES)).bench(|| {
        let mut stream = Stream::new(&facts, std::io::sink());
        stream.check(&mut black_box(lines.as_bytes())).is_ok()
    });
}

#[divan::bench(args = SAMPLES)]
fn parsing_alone(bencher: Bencher<'_, '_>, sample: Sample) {
    let lines = sample.lines();
    bencher.counter(ItemsCount::new(LINES)).bench(|| {
        for line in black_box(&lines).lines() {
            black_box(serde_json::from_str::<Value>(line).is_ok());
        }
    });
}

#[divan::bench(args = SAMPLES)]
fn parsing_and_checking(bencher: Bencher<'_, '_>, sample: Sample) {
    let (lines, facts) = (sample.lines(), sample.facts());
    bencher.counter(ItemsCount::new(LINES)).bench(|| {
        let mut stream = Stream::new(&facts, std::io::sink());
        stream.check(&mut black_box(lines.as_bytes())).is_ok()
    });
}
