//! What the views ask of the history: page by page, each question once at a time.

use super::{View, Views};
use crate::files::settings::Bidi;
use crate::history::{EntryId, Filter};
use crate::tui::app::App;
use crate::tui::app::purpose::Purpose;
use crate::tui::msg::{Effect, HistoryDone, HistoryTask, JobId};
use crate::tui::panes::chats::{Drawing, More};
use crate::tui::panes::reel::Want;
use crate::wire::MessageId;

/// What is asked of the history for a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui::app) enum Asked {
    /// A part of the events.
    Events(Filter, Want),
    /// The webhook of an event.
    Webhook(EntryId),
    /// A part of the sends.
    Sends(Filter, Want),
    /// The life of a send's message.
    Life(EntryId, MessageId),
    /// Everybody.
    Conversations,
    /// A part of a conversation.
    Turns(String, String, More),
}

impl Asked {
    fn task(&self) -> HistoryTask {
        match self.clone() {
            Self::Events(filter, want) => HistoryTask::Events(filter, want.page()),
            Self::Webhook(entry) => HistoryTask::Webhook(entry),
            Self::Sends(filter, want) => HistoryTask::Sends(filter, want.page()),
            Self::Life(_, message) => HistoryTask::Life(message),
            Self::Conversations => HistoryTask::Conversations,
            Self::Turns(account, peer, more) => HistoryTask::Turns {
                account,
                peer,
                page: more.page(),
            },
        }
    }
}

impl App {
    /// Brings the open view up to date, and asks the history for what it lacks.
    pub(in crate::tui::app) fn refresh_views(&mut self) {
        let Some(view) = self.views.open else {
            return;
        };
        if view == View::Templates {
            self.refresh_templates();
        }
        let area = self.view_area();
        let mut views = std::mem::take(&mut self.views);
        match view {
            View::Events => {
                views.events.settle(area, &self.look());
            }
            View::Sends => {
                views.sends.settle(area, &self.look());
            }
            View::Chats => {
                views.chats.chat_at_hand();
                let drawing = Drawing {
                    zone: &self.zone,
                    locale: &self.locale,
                    edge: self.phone().edge(),
                    reorder: self.bidi == Bidi::Visual,
                };
                views.chats.refresh(area, &drawing);
            }
            View::Templates => views.templates.settle(area, &self.look()),
        }
        self.views = views;
        for asked in self.views.lacking(view) {
            self.ask_history(&asked);
        }
    }

    fn ask_history(&mut self, asked: &Asked) {
        let purpose = Purpose::History(asked.clone());
        if self.jobs.values().any(|known| *known == purpose) {
            return;
        }
        match asked {
            Asked::Events(..) => self.views.events.browse.reel.asked(),
            Asked::Sends(..) => self.views.sends.browse.reel.asked(),
            Asked::Turns(..) => {
                if let Some(chat) = &mut self.views.chats.chat {
                    chat.asked();
                }
            }
            Asked::Conversations => self.views.chats.is_stale = false,
            Asked::Life(..) => self.views.sends.is_stale = false,
            Asked::Webhook(_) => {}
        }
        let job = self.job(purpose);
        self.effects.push(Effect::History(job, asked.task()));
    }

    /// The history has answered.
    pub(in crate::tui::app) fn on_history(&mut self, job: JobId, done: HistoryDone) {
        match self.jobs.remove(&job) {
            Some(Purpose::History(asked)) => self.views.take(asked, done),
            Some(Purpose::Messages(desk, address, peer)) => {
                self.offer_messages(desk, address, peer.as_deref(), done);
            }
            Some(Purpose::Window(whose)) => self.heard(whose, &done),
            _ => {}
        }
    }

    /// Something was sent or came: what is shown may be more by now.
    pub(in crate::tui::app) fn history_grew(&mut self) {
        self.line.is_stale = true;
        self.views.events.browse.reel.grown();
        self.views.sends.browse.reel.grown();
        self.views.sends.is_stale = true;
        self.views.chats.is_stale = true;
        if let Some(chat) = &mut self.views.chats.chat {
            chat.grown();
        }
    }
}

impl Views {
    /// What the open view needs of the history.
    fn lacking(&self, view: View) -> Vec<Asked> {
        let mut lacking = Vec::new();
        match view {
            View::Events if self.events.problem.is_none() => {
                let want = self.events.browse.reel.wanted();
                lacking.extend(want.map(|want| Asked::Events(self.events.filter.clone(), want)));
                lacking.extend(self.events.lacking().map(Asked::Webhook));
            }
            View::Sends if self.sends.problem.is_none() => {
                let want = self.sends.browse.reel.wanted();
                lacking.extend(want.map(|want| Asked::Sends(self.sends.filter.clone(), want)));
                let life = self.sends.lacking();
                lacking.extend(life.map(|(id, message)| Asked::Life(id, message)));
            }
            View::Chats if self.chats.problem.is_none() => {
                if self.chats.is_stale || self.chats.list.is_none() {
                    lacking.push(Asked::Conversations);
                }
                if let (Some(chat), Some(one)) = (&self.chats.chat, self.chats.highlighted())
                    && let Some(more) = chat.wanted()
                {
                    lacking.push(Asked::Turns(one.account.clone(), one.peer.clone(), more));
                }
            }
            _ => {}
        }
        lacking
    }

    /// Takes an answer; one for what is not shown any more is dropped.
    fn take(&mut self, asked: Asked, done: HistoryDone) {
        match (asked, done) {
            (Asked::Events(filter, want), HistoryDone::Events(page))
                if filter == self.events.filter =>
            {
                self.events.browse.reel.take(want, page);
            }
            (Asked::Webhook(id), HistoryDone::Webhook(received)) => {
                self.events.webhook = Some((id, received));
            }
            (Asked::Sends(filter, want), HistoryDone::Sends(page))
                if filter == self.sends.filter =>
            {
                self.sends.browse.reel.take(want, page);
            }
            (Asked::Life(id, _), HistoryDone::Life(story)) => self.sends.take_story(id, story),
            (Asked::Conversations, HistoryDone::Conversations(list)) => self.chats.listed(list),
            (Asked::Turns(account, peer, more), HistoryDone::Turns(turns)) => {
                if let Some(chat) = &mut self.chats.chat
                    && chat.is_of(&account, &peer)
                {
                    chat.take(more, turns);
                }
            }
            (asked, HistoryDone::Failed(sentence)) => {
                let problem = match asked {
                    Asked::Events(..) | Asked::Webhook(_) => &mut self.events.problem,
                    Asked::Sends(..) | Asked::Life(..) => &mut self.sends.problem,
                    Asked::Conversations | Asked::Turns(..) => &mut self.chats.problem,
                };
                *problem = Some(sentence);
            }
            _ => {}
        }
    }
}
