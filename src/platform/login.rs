//! Logging in to On-Premises clients: a token for a password, renewed when it runs out, given back at the end.

use std::collections::HashMap;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::account::Account;
use super::answer::{Answer, Body};
use super::client::{Client, SendError, SendOptions};
use super::request::Request;

/// A token that ends so soon is renewed before it is used.
const NEARLY_OVER: SignedDuration = SignedDuration::from_secs(60);
/// How long giving a token back may take.
const FAREWELL: Duration = Duration::from_secs(2);

/// The tokens of this run, by account. They are never written anywhere.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<HashMap<String, Session>>);

/// One login.
#[derive(Debug)]
struct Session {
    token: SecretString,
    /// When it ends; none where the client does not say.
    until: Option<Timestamp>,
    /// The request that ends it.
    logout: Request,
}

impl Client {
    /// Sends a request through an account, logged in where it has a user. A token that is no longer taken
    /// is renewed, once: what was refused for it has not gone out.
    ///
    /// # Errors
    /// When no answer came; an answer that refuses, also to the login, is no error here.
    pub async fn perform(
        &self,
        account: &Account,
        request: &Request,
        options: &SendOptions,
    ) -> Result<Answer, SendError> {
        let mut renewed = account.user.is_none();
        loop {
            let known = match self.known(account, request, options).await? {
                Ok(known) => known,
                Err(refusal) => return Ok(*refusal),
            };
            let answer = self.send(&known, options).await?;
            if answer.status != 401 || renewed {
                return Ok(answer);
            }
            renewed = true;
            self.forget_login(account).await;
        }
    }

    /// Forgets the account's token, which is taken no longer: the next request asks for a new one.
    pub(super) async fn forget_login(&self, account: &Account) {
        self.sessions.0.lock().await.remove(&account.name);
    }

    /// A request as the account's user, logged in where it has one; or the answer that refuses the login.
    pub(super) async fn known(
        &self,
        account: &Account,
        request: &Request,
        options: &SendOptions,
    ) -> Result<Result<Request, Box<Answer>>, SendError> {
        if account.user.is_none() {
            return Ok(Ok(request.clone()));
        }
        let token = self.token(account, options).await?;
        Ok(token.map(|token| request.clone().with_credentials("Bearer ", token)))
    }

    /// Ends what was begun: gives tokens back. What does not answer in time keeps them until they run out.
    pub async fn log_out(&self) {
        let sessions: Vec<Session> = {
            let mut sessions = self.sessions.0.lock().await;
            sessions.drain().map(|(_, session)| session).collect()
        };
        let options = SendOptions {
            timeout: FAREWELL,
            ..SendOptions::default()
        };
        for session in sessions {
            let logout = session.logout.with_credentials("Bearer ", session.token);
            // The token ends by itself after some days.
            let _unanswered = self.send(&logout, &options).await;
        }
    }

    /// The account's token, or the answer that refuses one. While one is asked for, others wait.
    async fn token(
        &self,
        account: &Account,
        options: &SendOptions,
    ) -> Result<Result<SecretString, Box<Answer>>, SendError> {
        let mut sessions = self.sessions.0.lock().await;
        let now = Timestamp::now();
        if let Some(session) = sessions.get(&account.name)
            && session
                .until
                .is_none_or(|until| until.duration_since(now) > NEARLY_OVER)
        {
            return Ok(Ok(session.token.clone()));
        }
        let login = login(account);
        let answer = self
            .send(&login, options)
            .await
            .map_err(|error| not_logged_in(&login, error))?;
        if !answer.is_accepted() {
            return Ok(Err(Box::new(answer)));
        }
        let Some((token, until)) = granted(&answer) else {
            return Err(SendError::NotReached {
                url: login.url,
                reason: "the login was answered without a token".to_owned(),
            });
        };
        let session = Session {
            token: token.clone(),
            until,
            logout: Request::to(account, Method::POST, "/v1/users/logout", json!({})),
        };
        sessions.insert(account.name.clone(), session);
        Ok(Ok(token))
    }
}

fn login(account: &Account) -> Request {
    let user = account.user.as_deref().unwrap_or_default();
    let password = account.secrets.access.expose_secret();
    let encoded = STANDARD.encode(format!("{user}:{password}"));
    Request::to(account, Method::POST, "/v1/users/login", json!({}))
        .with_credentials("Basic ", SecretString::from(encoded))
}

/// The token of an answer and when it ends.
fn granted(answer: &Answer) -> Option<(SecretString, Option<Timestamp>)> {
    let Body::Json(body) = &answer.body else {
        return None;
    };
    let text = |pointer| body.pointer(pointer).and_then(Value::as_str);
    let token = text("/users/0/token")?;
    let until = text("/users/0/expires_after").and_then(|until| until.parse().ok());
    Some((SecretString::from(token), until))
}

/// A login without an answer: then nothing else has gone out.
fn not_logged_in(login: &Request, error: SendError) -> SendError {
    let url = login.url.clone();
    match error {
        SendError::Timeout(after) => SendError::NotReached {
            url,
            reason: format!("the login was not answered within {after:?}; nothing was sent"),
        },
        SendError::Broken { reason, .. } => SendError::NotReached {
            url,
            reason: format!("the connection broke during the login: {reason}; nothing was sent"),
        },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_token_is_read_as_clients_write_it() {
        let body =
            br#"{"users": [{"token": "t0ken", "expires_after": "2026-11-27 10:00:00+00:00"}]}"#;
        let (token, until) = granted(&Answer::read(200, Duration::ZERO, body)).unwrap();
        assert_eq!(token.expose_secret(), "t0ken");
        assert_eq!(until.unwrap().to_string(), "2026-11-27T10:00:00Z");
        let odd = br#"{"users": [{"token": "t0ken", "expires_after": "soon"}]}"#;
        assert_eq!(
            granted(&Answer::read(200, Duration::ZERO, odd)).unwrap().1,
            None
        );
        assert!(granted(&Answer::read(200, Duration::ZERO, b"{}")).is_none());
    }
}
