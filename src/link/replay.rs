//! Posting a stored webhook again: to a program under test, to a tunnel, to whoever missed it.
//!
//! Used by the commands `history replay` and `listen --forward` and by the screen of events.

use secrecy::SecretString;

use crate::platform::{Answer, Client, SendError, SendOptions};
use crate::webhook::signature;

/// Posts the body of a webhook to `url`, once, byte by byte as it came. With a secret it is signed anew,
/// as the platform signs; without one it goes unsigned.
///
/// # Errors
/// When no answer came; an answer other than 200 is no error here.
pub async fn replay(
    client: &Client,
    url: &str,
    body: &[u8],
    secret: Option<&SecretString>,
    options: &SendOptions,
) -> Result<Answer, SendError> {
    let signature = secret.map(|secret| (signature::HEADER, signature::sign(secret, body)));
    client.post_webhook(url, body, signature, options).await
}
