//! The request of a send written down for other programs: as a `curl` command, and as an HTTP file.
//!
//! No secret is ever written: the token, the number's id and the host are variables.

use secrecy::SecretString;
use serde_json::Value;

use super::account::Account;
use super::request::{Header, Request};
use crate::wire::Dialect;

/// The newest version of the Graph API.
const GRAPH: &str = "https://graph.facebook.com/v26.0";
/// 360dialog's host for numbers in the cloud.
const GATEWAY: &str = "https://waba-v2.360dialog.io";

/// What a request has for what only its sender knows, by the names of environment variables.
struct Variables {
    token: &'static str,
    written: fn(&str) -> String,
}

/// The `curl` command that sends a payload. The shell fills in `$WHATSAPP_TOKEN` (`$D360_API_KEY` at
/// 360dialog), `$PHONE_NUMBER_ID` and `$WHATSAPP_HOST`.
pub fn curl(dialect: Dialect, payload: &Value) -> String {
    let variables = Variables::of(dialect, |name| format!("${name}"));
    let request = variables.request(dialect, payload);
    let command = format!("curl -X {} \"{}\"", request.method, request.url);
    let headers = request.headers.iter().map(|header| match header {
        // double quotation marks, so that the shell fills the variable in
        Header::Secret(name, word, _) => format!("-H \"{name}: {word}${}\"", variables.token),
        Header::Plain(name, value) => format!("-H {}", quoted(&format!("{name}: {value}"))),
    });
    let body = format!("--data-raw {}\n", quoted(&format!("{:#}", request.body)));
    let parts: Vec<String> = std::iter::once(command)
        .chain(headers)
        .chain(std::iter::once(body))
        .collect();
    parts.join(" \\\n  ")
}

/// The request as a `.http` file, as editors send it. The variables are those of [`curl`], in braces.
pub fn http(dialect: Dialect, payload: &Value) -> String {
    let variables = Variables::of(dialect, |name| format!("{{{{{name}}}}}"));
    let request = variables.request(dialect, payload);
    let headers = request.headers.iter().map(|header| match header {
        Header::Secret(name, word, _) => {
            format!("{name}: {word}{}\n", (variables.written)(variables.token))
        }
        Header::Plain(name, value) => format!("{name}: {value}\n"),
    });
    let headers: String = headers.collect();
    format!(
        "{} {}\n{headers}\n{:#}\n",
        request.method, request.url, request.body
    )
}

/// A text as one word of a shell, with nothing in it that the shell would act on.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

impl Variables {
    const fn of(dialect: Dialect, written: fn(&str) -> String) -> Self {
        let token = match dialect {
            Dialect::Cloud | Dialect::OnPremises => "WHATSAPP_TOKEN",
            Dialect::Dialog360 => "D360_API_KEY",
        };
        Self { token, written }
    }

    /// The request of an account whose particulars are all variables.
    fn request(&self, dialect: Dialect, payload: &Value) -> Request {
        let base_url = match dialect {
            Dialect::Cloud => GRAPH.to_owned(),
            Dialect::Dialog360 => GATEWAY.to_owned(),
            Dialect::OnPremises => format!("https://{}", (self.written)("WHATSAPP_HOST")),
        };
        let mut account = Account::new("", dialect, &base_url, SecretString::default());
        account.phone_number_id = Some((self.written)("PHONE_NUMBER_ID"));
        Request::new(&account, payload)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    fn payload() -> Value {
        json!({"messaging_product": "whatsapp", "to": "15550100123", "type": "text", "text": {"body": "Tea?"}})
    }

    #[test]
    fn a_command_has_the_token_as_a_variable() {
        insta::assert_snapshot!(curl(Dialect::Cloud, &payload()), @r#"
        curl -X POST "https://graph.facebook.com/v26.0/$PHONE_NUMBER_ID/messages" \
          -H "Authorization: Bearer $WHATSAPP_TOKEN" \
          -H 'Content-Type: application/json' \
          --data-raw '{
          "messaging_product": "whatsapp",
          "to": "15550100123",
          "type": "text",
          "text": {
            "body": "Tea?"
          }
        }'
        "#);
        insta::assert_snapshot!(curl(Dialect::Dialog360, &json!({})), @r#"
        curl -X POST "https://waba-v2.360dialog.io/messages" \
          -H "D360-API-KEY: $D360_API_KEY" \
          -H 'Content-Type: application/json' \
          --data-raw '{}'
        "#);
    }

    #[test]
    fn a_request_file_has_the_token_as_a_variable() {
        insta::assert_snapshot!(http(Dialect::OnPremises, &payload()), @r#"
        POST https://{{WHATSAPP_HOST}}/v1/messages
        Authorization: Bearer {{WHATSAPP_TOKEN}}
        Content-Type: application/json

        {
          "messaging_product": "whatsapp",
          "to": "15550100123",
          "type": "text",
          "text": {
            "body": "Tea?"
          }
        }
        "#);
    }

    /// A shell in which `curl` prints what it was given, one argument after the other.
    fn arguments(command: &str) -> Vec<String> {
        let script = format!("curl() {{ printf '%s\\001' \"$@\"; }}\n{command}");
        let ran = std::process::Command::new("sh")
            .arg("-c")
            .arg(script)
            .env("WHATSAPP_TOKEN", "to ken")
            .env("PHONE_NUMBER_ID", "1555")
            .output()
            .unwrap();
        assert!(ran.stderr.is_empty(), "{ran:?}");
        let printed = String::from_utf8(ran.stdout).unwrap();
        printed
            .split_terminator('\u{1}')
            .map(str::to_owned)
            .collect()
    }

    #[rstest]
    #[case::quotes("it's \"so\"")]
    #[case::shell("$HOME `id` $(id) ; rm x & # ! \\ \\' '; id; '")]
    #[case::lines("one\ntwo\r\n\ttab")]
    #[case::foreign("чай 茶 🍵 \u{202e}")]
    fn a_shell_hands_on_the_exact_payload(#[case] text: &str) {
        let raw = format!(
            "{{\"b\":1.50,\"a\":{},\"big\":12345678901234567890123}}",
            json!(text)
        );
        let payload: Value = serde_json::from_str(&raw).unwrap();
        let given = arguments(&curl(Dialect::Cloud, &payload));
        let [.., body] = given.as_slice() else {
            panic!("{given:?}");
        };
        let sent: Value = serde_json::from_str(body).unwrap();
        assert_eq!(sent.to_string(), raw);
        assert!(given.contains(&"https://graph.facebook.com/v26.0/1555/messages".to_owned()));
        assert!(given.contains(&"Authorization: Bearer to ken".to_owned()));
    }

    #[rstest]
    #[case(Dialect::Cloud)]
    #[case(Dialect::Dialog360)]
    #[case(Dialect::OnPremises)]
    fn what_is_exported_can_be_imported(#[case] dialect: Dialect) {
        let mut payload = payload();
        if dialect == Dialect::OnPremises {
            payload
                .as_object_mut()
                .unwrap()
                .shift_remove("messaging_product");
        }
        for text in [curl(dialect, &payload), http(dialect, &payload)] {
            let draft = crate::message::import(&text, "Tea").unwrap().draft;
            assert_eq!(
                draft.document.payload().to_string(),
                payload.to_string(),
                "{text}"
            );
            assert_eq!(draft.api, Some(dialect), "{text}");
        }
    }
}
