//! The test of an account: what its platform says of it, in words. Called by the composer and the command.

use serde_json::Value;

use crate::check::explain_text;
use crate::platform::{
    Account, Answer, Body, Client, SendError, SendOptions, contact_check, questions,
};

/// What came of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What it was about.
    pub about: &'static str,
    /// The status of the answer; none where none came.
    pub status: Option<u16>,
    /// What the platform says, in one line. Foreign text: make it visible.
    pub said: String,
    /// Whether all is well.
    pub is_good: bool,
}

/// Asks all that a test of an account asks, and whether these contacts are on WhatsApp. Nothing is sent to
/// anybody.
pub async fn test(account: &Account, numbers: &[String]) -> Vec<Asked> {
    let (client, options) = (Client::new(), SendOptions::default());
    let mut asked = Vec::new();
    for question in questions(account) {
        let result = client.perform(account, &question.request, &options).await;
        let is_over = result.as_ref().map_or(true, |answer| answer.status == 401);
        asked.push(judged(account, question.about, result, |answer| {
            question.summary(answer)
        }));
        if is_over {
            break; // the other answers would be the same
        }
    }
    if !numbers.is_empty() {
        asked.push(match contact_check(account, numbers) {
            Some(request) => {
                let result = client.perform(account, &request, &options).await;
                judged(account, "contacts", result, contacts)
            }
            None => Asked {
                about: "contacts",
                status: None,
                said: "this API tells only with the send whether a number is on WhatsApp"
                    .to_owned(),
                is_good: false,
            },
        });
    }
    client.log_out().await;
    asked
}

fn judged(
    account: &Account,
    about: &'static str,
    result: Result<Answer, SendError>,
    read: impl Fn(&Answer) -> String,
) -> Asked {
    match result {
        Err(error) => Asked {
            about,
            status: None,
            said: error.to_string(),
            is_good: false,
        },
        Ok(answer) => Asked {
            about,
            status: Some(answer.status),
            said: match &answer.error {
                _ if answer.is_accepted() => read(&answer),
                None => format!("status {} and nothing that can be read", answer.status),
                Some(error) => {
                    let said = error.said();
                    let words =
                        explain_text(account.dialect, error.code, Some(answer.status), said);
                    format!("{}: {said} {} {}", error.code, words.meaning, words.remedy)
                }
            },
            is_good: answer.is_accepted(),
        },
    }
}

/// `15550100123 valid, 15550100199 invalid`.
fn contacts(answer: &Answer) -> String {
    let Body::Json(body) = &answer.body else {
        return String::new();
    };
    let contacts = body.get("contacts").and_then(Value::as_array);
    let told = contacts.into_iter().flatten().map(|contact| {
        let of = |key| contact.get(key).and_then(Value::as_str).unwrap_or("?");
        format!("{} {}", of("input"), of("status"))
    });
    told.collect::<Vec<_>>().join(", ")
}
