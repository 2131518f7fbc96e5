//! The emoji picker: searched by name and shortcode, in groups, with skin tones.

use crossterm::event::{KeyCode, MouseEvent};
use emojis::{Emoji, Group, SkinTone};
use ratatui::layout::{Position, Rect};

use super::picker::PickerView;
use super::{Outcome, Picker};
use crate::tui::keys::Key;
use crate::tui::theme::Theme;
use crate::tui::widgets::{Hint, Item};

/// The emoji picker.
#[derive(Debug, Clone)]
pub struct EmojiPicker {
    picker: Picker,
    offered: Vec<&'static Emoji>,
    recent: usize,
    tone: usize,
}

/// The skin tones that Tab goes through, with the words of the foot.
const TONES: [(SkinTone, &str); 6] = [
    (SkinTone::Default, "skin tone"),
    (SkinTone::Light, "skin tone: light"),
    (SkinTone::MediumLight, "skin tone: medium light"),
    (SkinTone::Medium, "skin tone: medium"),
    (SkinTone::MediumDark, "skin tone: medium dark"),
    (SkinTone::Dark, "skin tone: dark"),
];

impl EmojiPicker {
    /// The picker with those used lately in front.
    pub fn new(recent: &[String]) -> Self {
        let recent: Vec<&Emoji> = recent
            .iter()
            .filter_map(|emoji| emojis::get(emoji))
            .collect();
        let mut picker = Self {
            picker: Picker::new("Emoji", Vec::new()),
            recent: recent.len(),
            offered: recent.into_iter().chain(emojis::iter()).collect(),
            tone: 0,
        };
        picker.offer();
        picker
    }

    /// Takes a key; Tab changes the skin tone. `screen` is the area of the whole screen.
    pub fn on_key(&mut self, key: Key, screen: Rect) -> Outcome<String> {
        if key.code() == KeyCode::Tab {
            let step = if key.modifiers().is_empty() {
                1
            } else {
                TONES.len() - 1
            };
            self.tone = (self.tone + step) % TONES.len();
            let selected = self.picker.selected();
            self.offer();
            if let Some(selected) = selected {
                self.picker.select(selected);
            }
            return Outcome::Open;
        }
        let outcome = self.picker.on_key(key, screen);
        outcome.map(|place| self.text(place))
    }

    /// Takes a mouse event.
    pub fn on_mouse(&mut self, event: MouseEvent, screen: Rect) -> Outcome<String> {
        let outcome = self.picker.on_mouse(event, screen);
        outcome.map(|place| self.text(place))
    }

    /// Takes pasted text into the search.
    pub fn on_paste(&mut self, pasted: &str) {
        self.picker.on_paste(pasted);
    }

    /// Where the terminal's cursor belongs.
    pub fn cursor(&self, screen: Rect) -> Option<Position> {
        self.picker.cursor(screen)
    }

    /// The view of the picker over the whole screen.
    pub const fn view<'a>(&'a self, theme: &'a Theme) -> PickerView<'a> {
        self.picker.view(theme)
    }

    fn offer(&mut self) {
        let items = self
            .offered
            .iter()
            .enumerate()
            .map(|(place, emoji)| {
                let shortcodes: Vec<&str> = emoji.shortcodes().collect();
                let group = if place < self.recent {
                    "Lately used"
                } else {
                    group_title(emoji.group())
                };
                Item::new(format!("{}  {}", self.toned(emoji), emoji.name()))
                    .note(
                        emoji
                            .shortcode()
                            .map_or(String::new(), |code| format!(":{code}:")),
                    )
                    .words(shortcodes.join(" "))
                    .group(group)
            })
            .collect();
        self.picker.replace(items);
        let tone = TONES.get(self.tone).map_or("", |(_, words)| words);
        self.picker.set_hints(vec![
            Hint::new("Enter", "insert"),
            Hint::new("Tab", tone),
            Hint::new("Esc", "close"),
        ]);
    }

    fn text(&self, place: usize) -> String {
        self.offered
            .get(place)
            .map_or(String::new(), |emoji| self.toned(emoji).as_str().to_owned())
    }

    /// The emoji in the chosen skin tone, if it comes in several and none was chosen before.
    fn toned(&self, emoji: &'static Emoji) -> &'static Emoji {
        TONES
            .get(self.tone)
            .filter(|_| self.tone > 0)
            .and_then(|(tone, _)| emoji.with_skin_tone(*tone))
            .unwrap_or(emoji)
    }
}

const fn group_title(group: Group) -> &'static str {
    match group {
        Group::SmileysAndEmotion => "Smileys and emotion",
        Group::PeopleAndBody => "People and body",
        Group::AnimalsAndNature => "Animals and nature",
        Group::FoodAndDrink => "Food and drink",
        Group::TravelAndPlaces => "Travel and places",
        Group::Activities => "Activities",
        Group::Objects => "Objects",
        Group::Symbols => "Symbols",
        Group::Flags => "Flags",
    }
}
