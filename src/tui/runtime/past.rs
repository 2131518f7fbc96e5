//! Questions to the history: each is a task that answers once.

use crate::history::{History, HistoryError};
use crate::tui::msg::{HistoryDone, HistoryTask};

/// How many conversations are listed.
const CONVERSATIONS: u32 = 500;

/// Asks the history.
pub async fn ask(history: &History, task: HistoryTask) -> HistoryDone {
    let answer = answer(history, task).await;
    answer.unwrap_or_else(|error| HistoryDone::Failed(error.to_string()))
}

async fn answer(history: &History, task: HistoryTask) -> Result<HistoryDone, HistoryError> {
    Ok(match task {
        HistoryTask::Events(filter, page) => {
            HistoryDone::Events(history.events(filter, page).await?)
        }
        HistoryTask::Webhook(entry) => {
            HistoryDone::Webhook(history.received(entry).await?.map(Box::new))
        }
        HistoryTask::Sends(filter, page) => HistoryDone::Sends(history.lives(filter, page).await?),
        HistoryTask::Life(message) => {
            HistoryDone::Life(history.life(&message).await?.map(Box::new))
        }
        HistoryTask::Conversations => {
            HistoryDone::Conversations(history.conversations(None, CONVERSATIONS).await?)
        }
        HistoryTask::Window { account, peer } => {
            HistoryDone::Window(history.window(&account, &peer).await?)
        }
        HistoryTask::Turns {
            account,
            peer,
            page,
        } => HistoryDone::Turns(history.conversation(&account, &peer, page).await?),
    })
}
