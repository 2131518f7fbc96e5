//! What a link writes into the history: requests with their answers, and webhooks.
//!
//! A history that cannot be written never holds up a send: the person is told once, and it goes on. A webhook
//! of a live account is acknowledged only if it is kept in a file.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use jiff::Timestamp;
use tokio::sync::{mpsc, watch};

use super::LinkEvent;
use crate::history::{AnswerRecord, EntryId, History, HistoryError, Keeper, SendRecord};
use crate::platform::{Account, Answer, Body, Request, SendError};
use crate::schema::kind_of;
use crate::webhook::{Received, Sink, SinkError};

/// The history as a link uses it; without one, nothing is kept.
#[derive(Debug, Clone)]
pub(super) struct Chronicle {
    history: Option<History>,
    events: mpsc::Sender<LinkEvent>,
    has_complained: Arc<AtomicBool>,
    reception: Arc<RwLock<Reception>>,
}

/// Who webhooks are kept for.
#[derive(Debug, Default)]
struct Reception {
    /// What keeps them, and knows which path is whose.
    keeper: Option<Keeper>,
    /// The paths that belong to live accounts.
    live: Vec<String>,
}

impl Chronicle {
    pub(super) fn new(history: Option<History>, events: mpsc::Sender<LinkEvent>) -> Self {
        if let Some(history) = &history {
            tokio::spawn(tell_of_file(history.told(), events.downgrade()));
        }
        Self {
            history,
            events,
            has_complained: Arc::default(),
            reception: Arc::default(),
        }
    }

    /// Keeps a request that is about to go out.
    pub(super) async fn request(
        &self,
        account: &Account,
        request: &Request,
    ) -> Option<(EntryId, SendRecord)> {
        let kind = kind_of(&request.body).map_or("unknown", |kind| kind.name);
        let record = SendRecord {
            at: Timestamp::now(),
            account: account.name.clone(),
            dialect: account.dialect,
            kind: kind.to_owned(),
            method: request.method.to_string(),
            url: request.url.clone(),
            headers: request
                .headers
                .iter()
                .map(|header| (header.name().to_owned(), header.shown_value()))
                .collect(),
            payload: request.body.clone(),
        };
        let kept = self.history.as_ref()?.record_send(record.clone()).await;
        Some((self.or_complain(kept).await?, record))
    }

    /// Keeps what came of it.
    pub(super) async fn answer(
        &self,
        (send, request): (EntryId, SendRecord),
        answer: &Result<Answer, SendError>,
    ) {
        if let Some(history) = &self.history {
            let answer = answer_record(answer);
            let kept = history.record_answer(send, request, answer).await;
            self.or_complain(kept).await;
        }
    }

    async fn or_complain<T>(&self, kept: Result<T, HistoryError>) -> Option<T> {
        match kept {
            Ok(kept) => Some(kept),
            Err(error) => {
                self.complain(&error).await;
                None
            }
        }
    }

    /// Tells of a problem, once.
    async fn complain(&self, error: &HistoryError) {
        if !self.has_complained.swap(true, Ordering::Relaxed) {
            // Who has hung up needs no warning.
            let _gone = self
                .events
                .send(LinkEvent::HistoryProblem(error.to_string()))
                .await;
        }
    }

    /// What the receiver stores into.
    pub(super) fn passage(&self) -> Passage {
        Passage {
            chronicle: self.clone(),
        }
    }

    /// Keeps webhooks as those of these accounts, by their paths; `live` are the paths of live ones.
    pub(super) fn receive_for(&self, accounts: Vec<(String, String)>, live: Vec<String>) {
        let keeper = self.history.as_ref().map(|history| history.sink(accounts));
        let mut reception = self
            .reception
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *reception = Reception { keeper, live };
    }

    fn keeper(&self) -> Option<Keeper> {
        self.reception().keeper.clone()
    }

    /// Whether what comes to a path would be acknowledged and then forgotten, which nobody asked for.
    fn would_forget(&self, path: &str) -> bool {
        let is_lasting = self.history.as_ref().is_none_or(History::is_lasting);
        !is_lasting && self.reception().live.iter().any(|live| live == path)
    }

    fn reception(&self) -> RwLockReadGuard<'_, Reception> {
        self.reception
            .read()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// Passes on what happens to the history's file, for as long as there are a history and somebody who listens.
async fn tell_of_file(
    mut told: watch::Receiver<Option<String>>,
    events: mpsc::WeakSender<LinkEvent>,
) {
    while told.changed().await.is_ok() {
        let sentence = told.borrow_and_update().clone();
        let Some(events) = events.upgrade() else {
            return;
        };
        if let Some(sentence) = sentence
            && events
                .send(LinkEvent::HistoryProblem(sentence))
                .await
                .is_err()
        {
            return;
        }
    }
}

fn answer_record(answer: &Result<Answer, SendError>) -> AnswerRecord {
    let at = Timestamp::now();
    match answer {
        Ok(answer) => AnswerRecord::Answered {
            at,
            elapsed: answer.elapsed,
            status: answer.status,
            body: match &answer.body {
                Body::Json(json) => json.to_string(),
                Body::Text(text) => text.clone(),
            },
            message: answer.message_id.clone(),
            error: answer.error.as_ref().map(|error| error.code),
        },
        Err(error) => AnswerRecord::Unanswered {
            at,
            reason: error.to_string(),
        },
    }
}

/// Passes webhooks on as events of the link, once they are kept.
pub(super) struct Passage {
    chronicle: Chronicle,
}

impl Sink for Passage {
    async fn store(&self, received: Received) -> Result<(), SinkError> {
        let would_forget = self.chronicle.would_forget(&received.path);
        let kept = match self.chronicle.keeper() {
            Some(keeper) => keeper.keep(received.clone()).await.map(drop),
            None => Ok(()),
        };
        if let Err(error) = &kept {
            self.chronicle.complain(error).await;
        }
        // It is shown all the same: should the platform send it again, that changes nothing.
        let told = self.chronicle.events.send(LinkEvent::Received(received));
        let told = told.await;
        kept.map_err(|error| SinkError(error.to_string()))?;
        if would_forget {
            return Err(SinkError("the history is in no file".to_owned()));
        }
        told.map_err(|_| SinkError("nobody listens to this link any more".to_owned()))
    }
}
