//! The overlays that lie over the screen, top one last, and what an answer to each does.

use crossterm::event::MouseEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::widgets::Widget;

use super::App;
use super::account::Entering;
use super::question::{Ask, Pick, Question};
use crate::tui::keys::Key;
use crate::tui::overlays::{
    Answers, Confirm, EmojiPicker, Languages, Migration, Outcome, Pad, Palette, Picker, Prompt,
    Sheet,
};
use crate::wire::Dialect;

/// One overlay, with what it is about.
pub(super) enum Layer {
    /// Every action.
    Palette(Palette),
    /// Emoji for the text that is edited.
    Emoji(EmojiPicker),
    /// Something to choose.
    Picker(Picker, Pick),
    /// Something to type.
    Prompt(Prompt, Ask),
    /// The draft's notes.
    Notes(Pad),
    /// A message that is to be imported.
    Import(Pad),
    /// A question.
    Confirm(Confirm, Question),
    /// A conversion for another API.
    Migration(Migration, Dialect),
    /// A template in all its languages.
    Languages(Languages),
    /// An account that is entered.
    Sheet(Sheet, Entering),
}

/// What was answered.
enum Answer {
    Action(crate::tui::msg::Action),
    Emoji(String),
    Picked(Pick, usize),
    Typed(Ask, String),
    Said(Question, usize),
    Migrated(Dialect),
    Filled(Entering, Answers),
}

impl App {
    /// Puts an overlay on top.
    pub(super) fn push_layer(&mut self, layer: Layer) {
        self.layers.push(layer);
    }

    /// A key for the top overlay; false when there is none.
    pub(super) fn layer_key(&mut self, key: Key) -> bool {
        if self.pad_key(key) || self.completes(key) {
            return true;
        }
        let screen = self.area();
        self.offer(|layer| match layer {
            Layer::Palette(palette) => palette.on_key(key, screen).map(Answer::Action),
            Layer::Emoji(emoji) => emoji.on_key(key, screen).map(Answer::Emoji),
            Layer::Picker(picker, pick) => picker
                .on_key(key, screen)
                .map(|place| Answer::Picked(pick.clone(), place)),
            Layer::Prompt(prompt, ask) => prompt
                .on_key(key)
                .map(|text| Answer::Typed(ask.clone(), text)),
            Layer::Notes(pad) | Layer::Import(pad) => pad.on_key(key, screen),
            Layer::Confirm(confirm, question) => confirm
                .on_key(key)
                .map(|place| Answer::Said(question.clone(), place)),
            Layer::Migration(migration, to) => {
                let to = *to;
                migration.on_key(key, screen).map(|()| Answer::Migrated(to))
            }
            Layer::Languages(languages) => languages.on_key(key, screen),
            Layer::Sheet(sheet, about) => sheet
                .on_key(key, screen)
                .map(|answers| Answer::Filled(about.clone(), answers)),
        })
    }

    /// A mouse event for the top overlay; false when there is none.
    pub(super) fn layer_mouse(&mut self, mouse: MouseEvent) -> bool {
        let screen = self.area();
        self.offer(|layer| match layer {
            Layer::Palette(palette) => palette.on_mouse(mouse, screen).map(Answer::Action),
            Layer::Emoji(emoji) => emoji.on_mouse(mouse, screen).map(Answer::Emoji),
            Layer::Picker(picker, pick) => picker
                .on_mouse(mouse, screen)
                .map(|place| Answer::Picked(pick.clone(), place)),
            Layer::Prompt(prompt, ask) => prompt
                .on_mouse(mouse, screen)
                .map(|text| Answer::Typed(ask.clone(), text)),
            Layer::Notes(pad) | Layer::Import(pad) => pad.on_mouse(mouse, screen),
            Layer::Confirm(confirm, question) => confirm
                .on_mouse(mouse, screen)
                .map(|place| Answer::Said(question.clone(), place)),
            Layer::Migration(migration, to) => {
                let to = *to;
                migration
                    .on_mouse(mouse, screen)
                    .map(|()| Answer::Migrated(to))
            }
            Layer::Languages(languages) => languages.on_mouse(mouse, screen),
            Layer::Sheet(sheet, about) => sheet
                .on_mouse(mouse, screen)
                .map(|answers| Answer::Filled(about.clone(), answers)),
        })
    }

    /// Pasted text for the top overlay; false when there is none.
    pub(super) fn paste_into_layer(&mut self, pasted: &str) -> bool {
        match self.layers.last_mut() {
            None => return false,
            Some(Layer::Palette(palette)) => palette.on_paste(pasted),
            Some(Layer::Emoji(emoji)) => emoji.on_paste(pasted),
            Some(Layer::Picker(picker, _)) => picker.on_paste(pasted),
            Some(Layer::Prompt(prompt, _)) => prompt.on_paste(pasted),
            Some(Layer::Sheet(sheet, _)) => sheet.on_paste(pasted),
            Some(Layer::Import(pad)) => {
                pad.on_paste(pasted);
                self.read_import();
            }
            Some(Layer::Notes(notes)) => {
                notes.on_paste(pasted);
                self.show_at_once();
            }
            Some(Layer::Confirm(..) | Layer::Migration(..) | Layer::Languages(_)) => {}
        }
        true
    }

    fn offer(&mut self, take: impl FnOnce(&mut Layer) -> Outcome<Answer>) -> bool {
        let Some(top) = self.layers.last_mut() else {
            return false;
        };
        match take(top) {
            Outcome::Open => self.show_at_once(),
            Outcome::Closed => {
                if let Some(layer) = self.layers.pop() {
                    self.layer_closed(layer);
                }
            }
            Outcome::Done(answer) => {
                self.layers.pop();
                self.answered(answer);
            }
        }
        true
    }

    fn answered(&mut self, answer: Answer) {
        match answer {
            Answer::Action(action) => self.run_from_palette(action),
            Answer::Emoji(emoji) => self.insert_emoji(&emoji),
            Answer::Picked(pick, place) => self.picked(pick, place),
            Answer::Typed(ask, text) => self.typed(ask, &text),
            Answer::Said(question, place) => self.said(question, place),
            Answer::Migrated(to) => self.desk.editor.set_dialect(to),
            Answer::Filled(about, answers) => self.enter(about, answers),
        }
    }

    /// Draws the overlays; returns where the terminal's cursor belongs.
    pub(super) fn draw_layers(&self, buffer: &mut Buffer) -> Option<Position> {
        let screen = self.area();
        let layer = self.layers.last()?;
        match layer {
            Layer::Palette(palette) => {
                palette.view(&self.theme).render(screen, buffer);
                palette.cursor(screen)
            }
            Layer::Emoji(emoji) => {
                emoji.view(&self.theme).render(screen, buffer);
                emoji.cursor(screen)
            }
            Layer::Picker(picker, _) => {
                picker.view(&self.theme).render(screen, buffer);
                picker.cursor(screen)
            }
            Layer::Prompt(prompt, _) => {
                prompt.view(&self.theme).render(screen, buffer);
                prompt.cursor(screen)
            }
            Layer::Notes(pad) | Layer::Import(pad) => {
                pad.view(&self.theme).render(screen, buffer);
                pad.cursor(screen)
            }
            Layer::Confirm(confirm, _) => {
                confirm.view(&self.theme).render(screen, buffer);
                confirm.cursor(screen)
            }
            Layer::Migration(migration, _) => {
                migration.view(&self.theme).render(screen, buffer);
                migration.cursor(screen)
            }
            Layer::Languages(languages) => {
                languages
                    .view(&self.theme, self.phone())
                    .render(screen, buffer);
                languages.cursor(screen)
            }
            Layer::Sheet(sheet, _) => {
                sheet.view(&self.theme).render(screen, buffer);
                sheet.cursor(screen)
            }
        }
    }
}
