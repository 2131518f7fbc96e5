//! Turns as bubbles: those of the business at the right, those of the customer at the left.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::chat::{message_of, reaction};
use crate::history::{Outcome, Sent, Story, Turn};
use crate::preview::{self, Edge, Line, Options, Part, Side, Ticks};
use crate::text;
use crate::tui::outbox::ticks_of;
use crate::tui::panes::preview::{backdrop, reply_text};
use crate::webhook::{Content, Event, Inbound};
use crate::wire::Dialect;

/// What bubbles depend on beside what was said.
#[derive(Clone, Copy)]
pub struct Drawing<'a> {
    /// Where the user's clock stands.
    pub zone: &'a TimeZone,
    /// The recipient's locale.
    pub locale: &'a str,
    /// How edges are drawn.
    pub edge: Edge,
    /// Whether right-to-left rows are turned here.
    pub reorder: bool,
}

/// What a line between two turns belongs to.
pub(super) const NO_TURN: usize = usize::MAX;

/// How many cells of a quoted message are shown.
const EXCERPT: usize = 60;

/// What bubbles depend on beside themselves.
struct Around<'a> {
    /// What can be quoted, by id.
    said: BTreeMap<&'a str, (bool, String)>,
    /// Our reactions to the customer's messages, by id.
    reactions: BTreeMap<&'a str, &'a str>,
    drawing: &'a Drawing<'a>,
    width: u16,
}

/// The lines of the turns at the places `shown`, each with the place in `shown` that it belongs to.
pub(super) fn lines(
    turns: &[Turn],
    shown: &[usize],
    width: u16,
    drawing: &Drawing<'_>,
) -> Vec<(Line, usize)> {
    let said = turns
        .iter()
        .filter_map(|turn| Some((message_of(turn)?.as_str(), excerpt(turn))))
        .collect();
    let reactions = turns
        .iter()
        .filter_map(|turn| match turn {
            Turn::Sent(story) => reaction(story.sent.as_ref()),
            _ => None,
        })
        .collect();
    let around = Around {
        said,
        reactions,
        drawing,
        width,
    };
    let mut lines = Vec::new();
    let mut day = String::new();
    for (place, turn) in shown.iter().enumerate() {
        let Some(turn) = turns.get(*turn) else {
            continue;
        };
        if place > 0 {
            lines.push((backdrop(width), NO_TURN));
        }
        let today = around.day(at(turn));
        let pill = if today == day {
            String::new()
        } else {
            today.clone()
        };
        day = today;
        lines.extend(
            around
                .bubble(turn, pill)
                .into_iter()
                .map(|line| (line, place)),
        );
    }
    lines
}

impl Around<'_> {
    fn day(&self, at: Timestamp) -> String {
        let zoned = at.to_zoned(self.drawing.zone.clone());
        zoned.strftime("%-d %B %Y").to_string()
    }

    fn options(&self, at: Timestamp, day: String, side: Side) -> Options {
        let zoned = at.to_zoned(self.drawing.zone.clone());
        Options {
            time: zoned.strftime("%H:%M").to_string(),
            day,
            locale: self.drawing.locale.to_owned(),
            edge: self.drawing.edge,
            reorder: self.drawing.reorder,
            side,
            ..Options::default()
        }
    }

    fn bubble(&self, turn: &Turn, day: String) -> Vec<Line> {
        match turn {
            Turn::Sent(story) => self.sent(story, day),
            Turn::NotSent(sent) => self.not_sent(sent, day),
            Turn::Received(entry) => match &entry.event {
                Some(Event::Message(inbound)) => self.received(inbound, entry.at, day),
                _ => Vec::new(),
            },
        }
    }

    fn sent(&self, story: &Story, day: String) -> Vec<Line> {
        let Some(sent) = &story.sent else {
            return Vec::new();
        };
        let options = Options {
            ticks: ticks_of(story.life.status),
            reaction: story.life.reaction_emoji().map(str::to_owned),
            ..self.options(sent.request.at, day, Side::Right)
        };
        self.own(sent, &options, None)
    }

    /// A message that was refused, or of which nothing is known.
    fn not_sent(&self, sent: &Sent, day: String) -> Vec<Line> {
        let (ticks, note) = match sent.outcome {
            Outcome::Unanswered if sent.answer.is_none() => (Ticks::Waiting, None),
            Outcome::Unanswered => (
                Ticks::Failed,
                Some("No answer came: it may have been sent or not."),
            ),
            _ => (Ticks::Failed, Some("The platform refused it.")),
        };
        let options = Options {
            ticks,
            ..self.options(sent.request.at, day, Side::Right)
        };
        self.own(sent, &options, note)
    }

    fn own(&self, sent: &Sent, options: &Options, note: Option<&str>) -> Vec<Line> {
        let payload = &sent.request.payload;
        let dialect = Some(sent.request.dialect);
        let context = payload
            .pointer("/context/message_id")
            .and_then(Value::as_str);
        self.drawn(payload, dialect, context, options, note)
    }

    fn received(&self, inbound: &Inbound, at: Timestamp, day: String) -> Vec<Line> {
        let at = inbound.timestamp.unwrap_or(at);
        let reaction = self.reactions.get(inbound.id.as_str()).copied();
        let options = Options {
            reaction: reaction
                .filter(|emoji| !emoji.is_empty())
                .map(str::to_owned),
            ..self.options(at, day, Side::Left)
        };
        let context = inbound
            .context_id
            .as_ref()
            .map(crate::wire::MessageId::as_str);
        self.drawn(&as_payload(inbound), None, context, &options, None)
    }

    /// A bubble with the words of the message that it answers, where those are known.
    fn drawn(
        &self,
        payload: &Value,
        dialect: Option<Dialect>,
        context: Option<&str>,
        options: &Options,
        note: Option<&str>,
    ) -> Vec<Line> {
        let mut bubble = preview::bubble(payload, dialect, None, options);
        bubble
            .parts
            .retain(|part| !matches!(part, Part::Quoted { .. }));
        if let Some(id) = context {
            let quoted = match self.said.get(id) {
                Some((is_ours, words)) => Part::Quoted {
                    name: if *is_ours { "You" } else { "Customer" }.to_owned(),
                    excerpt: words.clone(),
                },
                None => Part::Quoted {
                    name: "An earlier message".to_owned(),
                    excerpt: text::truncate(id, EXCERPT).into_owned(),
                },
            };
            bubble.parts.insert(0, quoted);
        }
        bubble
            .parts
            .extend(note.map(|note| Part::Note(note.to_owned())));
        preview::layout(&bubble, self.width, options)
    }
}

/// When a turn was taken, by its own time.
pub(super) fn at(turn: &Turn) -> Timestamp {
    match turn {
        Turn::Sent(story) => story
            .sent
            .as_ref()
            .map(|sent| sent.request.at)
            .unwrap_or_default(),
        Turn::NotSent(sent) => sent.request.at,
        Turn::Received(entry) => entry.moment.unwrap_or(entry.at),
    }
}

/// The words of a turn.
pub fn words(turn: &Turn) -> String {
    match turn {
        Turn::Sent(story) => story.sent.as_ref().map(words_of).unwrap_or_default(),
        Turn::NotSent(sent) => words_of(sent),
        Turn::Received(entry) => match &entry.event {
            Some(Event::Message(inbound)) => inbound.content.summary(),
            _ => String::new(),
        },
    }
}

/// Whose turn it is, ours or not, and its words in short.
fn excerpt(turn: &Turn) -> (bool, String) {
    let is_ours = !matches!(turn, Turn::Received(_));
    let one_line = words(turn).replace('\n', " ");
    (is_ours, text::truncate(&one_line, EXCERPT).into_owned())
}

/// The words of a message of ours: its text, else its kind.
fn words_of(sent: &Sent) -> String {
    let payload = &sent.request.payload;
    let texts = [
        "/text/body",
        "/interactive/body/text",
        "/template/name",
        "/image/caption",
    ];
    let words = texts
        .iter()
        .find_map(|place| payload.pointer(place)?.as_str());
    words.unwrap_or(&sent.request.kind).to_owned()
}

/// The customer's message in the form in which one would send it.
fn as_payload(inbound: &Inbound) -> Value {
    match &inbound.content {
        Content::Text(_) | Content::Location { .. } | Content::Contacts(_) => inbound.raw.clone(),
        Content::Media(media) => {
            let object = json!({
                "id": media.id, "caption": media.caption, "filename": media.file_name,
            });
            let kind = match media.kind.name() {
                "voice" => "audio",
                name => name,
            };
            json!({"type": kind, kind: object})
        }
        Content::Order(order) => {
            let products: Vec<String> = order
                .items
                .iter()
                .map(|item| {
                    let quantity = item.quantity.unwrap_or(1.0);
                    let product = item.product_retailer_id.as_deref().unwrap_or("?");
                    match (item.price, item.currency.as_deref()) {
                        (Some(price), Some(currency)) => {
                            format!("{quantity} × {product}  {price} {currency}")
                        }
                        _ => format!("{quantity} × {product}"),
                    }
                })
                .collect();
            let note = order.note.as_deref().unwrap_or_default();
            let words = format!("🛒 Cart\n{}\n{note}", products.join("\n"));
            json!({"type": "text", "text": {"body": words.trim_end()}})
        }
        _ => json!({"type": "text", "text": {"body": reply_text(inbound)}}),
    }
}
