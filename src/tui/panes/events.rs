//! The events: everything that came by webhook, of this and earlier runs, one beside the other as it
//! came and as it was understood.

mod detail;
mod row;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::browse::Browse;
use super::look::{Look, Split};
use super::send::verdict;
use super::styled::Styled;
use crate::history::{Entry, EntryId, Filter};
use crate::tui::theme::Role;
use crate::tui::widgets::split_left;
use crate::webhook::Received;

/// What the view keeps.
#[derive(Debug)]
pub struct EventsPane {
    /// The events, and where one is among them.
    pub browse: Browse<Entry>,
    /// Which of them are asked for.
    pub filter: Filter,
    /// The webhook of the highlighted event; none inside when it was forgotten.
    pub webhook: Option<(EntryId, Option<Box<Received>>)>,
    /// Whether the details show the request as it came, where both do not fit side by side.
    pub shows_raw: bool,
    /// Why the history cannot be read.
    pub problem: Option<String>,
}

impl Default for EventsPane {
    fn default() -> Self {
        Self {
            browse: Browse::default(),
            filter: received(),
            webhook: None,
            shows_raw: false,
            problem: None,
        }
    }
}

/// From this width on both forms of a webhook stand side by side.
const SIDE_BY_SIDE: u16 = 76;

fn received() -> Filter {
    Filter {
        is_received: true,
        ..Filter::default()
    }
}

impl EventsPane {
    /// Whether anything is left out.
    pub fn is_filtered(&self) -> bool {
        self.filter != received()
    }

    /// Asks for other events from now on.
    pub fn choose(&mut self, change: impl FnOnce(&mut Filter)) {
        change(&mut self.filter);
        self.browse.renew();
        self.webhook = None;
    }

    /// Leaves nothing out any more.
    pub fn choose_all(&mut self) {
        self.choose(|filter| *filter = received());
    }

    /// The webhook of the highlighted event, once it is there.
    pub fn highlighted_webhook(&self) -> Option<(&Entry, &Received)> {
        let entry = self.browse.reel.highlighted()?;
        let (id, received) = self.webhook.as_ref()?;
        (*id == entry.id).then_some((entry, received.as_deref()?))
    }

    /// The event whose webhook must be asked for.
    pub fn lacking(&self) -> Option<EntryId> {
        let id = self.browse.reel.highlighted()?.id;
        let is_there = self.webhook.as_ref().is_some_and(|(known, _)| *known == id);
        (!is_there).then_some(id)
    }

    /// Brings the view up to date after anything changed.
    pub fn settle(&mut self, area: Rect, look: &Look<'_>) {
        let split = self.split(area);
        let longest = self
            .columns(split.detail_inside())
            .map(|(column, is_raw)| self.lines(column.width, is_raw, look).len())
            .max()
            .unwrap_or(0);
        self.browse.settle(&split, longest);
    }

    /// Where list and details stand.
    pub fn split(&self, area: Rect) -> Split {
        Split::new(area, area.width * 2 / 5, self.browse.is_in_detail)
    }

    /// The columns of the details, and which shows the request as it came.
    fn columns(&self, inside: Rect) -> impl Iterator<Item = (Rect, bool)> + use<> {
        let columns = if inside.width < SIDE_BY_SIDE {
            [Some((inside, self.shows_raw)), None]
        } else {
            let (left, right) = split_left(inside, inside.width / 2);
            let left = Rect {
                width: left.width.saturating_sub(2),
                ..left
            };
            [Some((left, false)), Some((right, true))]
        };
        columns.into_iter().flatten()
    }

    fn lines(&self, width: u16, is_raw: bool, look: &Look<'_>) -> Vec<Styled> {
        let Some(entry) = self.browse.reel.highlighted() else {
            return Vec::new();
        };
        let webhook = self.webhook.as_ref().filter(|(id, _)| *id == entry.id);
        match (is_raw, webhook) {
            (true, Some((_, Some(received)))) => detail::raw(received, width),
            (true, Some((_, None))) => vec![Styled::new("It was forgotten meanwhile.", Role::Dim)],
            (true, None) => Vec::new(),
            (false, webhook) => {
                let received = webhook.and_then(|(_, received)| received.as_deref());
                detail::parsed(entry, received, width, look)
            }
        }
    }

    /// Draws list and details; `address` is where webhooks arrive.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, address: Option<&str>) {
        let split = self.split(area);
        let state = self.chosen();
        let role = if self.is_filtered() {
            Role::Warning
        } else {
            Role::Dim
        };
        let framed = split.is_framed;
        look.frame(
            split.list,
            buffer,
            ("Events", &state, role),
            (framed, !self.browse.is_in_detail),
        );
        self.draw_list(split.list_inside(), buffer, look, address);
        let title = match (self.browse.reel.highlighted(), self.shows_raw) {
            (Some(entry), _) => entry.kind.clone(),
            (None, _) => "Webhook".to_owned(),
        };
        let inside = split.detail_inside();
        let both = inside.width >= SIDE_BY_SIDE;
        let hint = match (both, self.shows_raw) {
            (true, _) => "as understood · as it came",
            (false, false) => "as understood",
            (false, true) => "as it came",
        };
        look.frame(
            split.detail,
            buffer,
            (&title, hint, Role::Dim),
            (framed, self.browse.is_in_detail),
        );
        for (column, is_raw) in self.columns(inside) {
            let lines = self.lines(column.width, is_raw, look);
            let lowest = lines.len().saturating_sub(usize::from(column.height));
            look.lines(column, buffer, &lines, self.browse.scroll.min(lowest));
        }
    }

    fn draw_list(&self, area: Rect, buffer: &mut Buffer, look: &Look<'_>, address: Option<&str>) {
        if let Some(problem) = &self.problem {
            look.sentence(area, buffer, problem, Role::Error);
            return;
        }
        if self.browse.reel.items().is_empty() {
            let sentence = match (self.browse.reel.has_begun(), self.is_filtered(), address) {
                (false, ..) => "Reading the history…".to_owned(),
                (true, true, _) => "No event is like that. Esc shows all again.".to_owned(),
                (true, false, Some(address)) => format!(
                    "No webhook yet. Statuses and answers of customers arrive at {address} once a message is sent."
                ),
                (true, false, None) => {
                    "No webhook yet, and none can come: the receiver is not running.".to_owned()
                }
            };
            look.sentence(area, buffer, &sentence, Role::Dim);
            return;
        }
        let top = self.browse.reel.top();
        let rows = self.browse.reel.items().iter().enumerate().skip(top);
        let rows = rows.map(|(place, entry)| {
            (
                place == self.browse.reel.cursor,
                row::line(entry, area.width, look),
            )
        });
        look.rows(area, buffer, rows, !self.browse.is_in_detail);
    }

    /// What is chosen, in words.
    fn chosen(&self) -> String {
        let filter = &self.filter;
        let words = filter
            .words
            .as_ref()
            .map(|words| format!("\"{}\"", crate::text::visible(words)));
        let signature = filter.verdict.map(|given| verdict(given).0.to_owned());
        let chosen = [
            filter.kind.clone(),
            filter.account.clone(),
            signature,
            words,
        ];
        let chosen: Vec<String> = chosen.into_iter().flatten().collect();
        if chosen.is_empty() {
            "newest first".to_owned()
        } else {
            chosen.join(" · ")
        }
    }
}
