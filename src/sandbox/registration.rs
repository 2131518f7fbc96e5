//! Telling a platform where webhooks are to go: by app, account and number at Graph, with its handshake;
//! at 360dialog with headers that come back; in the settings of an On-Premises client.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::call::{Answered, Call, done, success};
use super::refusal::Refusal;
use super::targets::{Target, problem};
use crate::wire::Dialect;

/// A token for the app itself, to who has its secret.
pub(super) fn app_token(call: &Call) -> Answered {
    let cloud = &call.shared.access.cloud;
    let is = |name: &str, known: &str| call.parameter(name).is_some_and(|said| said == known);
    if is("client_id", &cloud.app_id) && is("client_secret", &cloud.app_secret) {
        return done(json!({"access_token": own_token(call), "token_type": "bearer"}));
    }
    Err(Refusal::sentence(101, "(#101) The app or its secret is not known.").with_status(400))
}

fn own_token(call: &Call) -> String {
    let cloud = &call.shared.access.cloud;
    format!("{}|{}", cloud.app_id, cloud.app_secret)
}

/// What the app is subscribed to, and where its webhooks go. Needs the app's own token.
pub(super) async fn subscriptions(call: &Call, app: &str) -> Answered {
    let cloud = &call.shared.access.cloud;
    let bearer = call.header("authorization").unwrap_or_default();
    let shown = call.query.get("access_token").cloned();
    let shown = shown.unwrap_or_else(|| bearer.replacen("Bearer ", "", 1));
    if shown != own_token(call) {
        let sentence = "(#15) This needs the token of the app itself: app id, | and app secret.";
        return Err(Refusal::sentence(15, sentence).with_status(400));
    }
    if app != cloud.app_id {
        return Err(call.no_object(app));
    }
    match call.method {
        Method::GET => {
            let state = call.shared.state();
            let data = state.targets.app.as_ref().map(|target| {
                json!([{
                    "object": "whatsapp_business_account",
                    "callback_url": target.url,
                    "active": true,
                    "fields": state.targets.fields.iter().map(|name| json!({"name": name, "version": "v26.0"})).collect::<Value>(),
                }])
            });
            done(json!({"data": data.unwrap_or_else(|| json!([]))}))
        }
        Method::POST => {
            let url = call
                .parameter("callback_url")
                .ok_or_else(|| required("callback_url"))?;
            let target = verified(call, &url).await?;
            let fields = call.parameter("fields").unwrap_or_default();
            let names = fields.split([',', '[', ']', '"', ' ']);
            let names = names.filter(|name| !name.is_empty()).map(str::to_owned);
            let mut state = call.shared.state();
            state.targets.app = Some(target);
            state.targets.fields = names.collect();
            success()
        }
        Method::DELETE => {
            call.shared.state().targets.app = None;
            success()
        }
        _ => Err(call.no_object(app)),
    }
}

/// Whether the account is subscribed, and an address of its own.
pub(super) async fn subscribed(call: &Call, account: &str) -> Answered {
    if account != call.shared.access.cloud.waba_id {
        return Err(call.no_object(account));
    }
    match call.method {
        Method::GET => {
            let mut app = json!({"whatsapp_business_api_data": {
                "id": call.shared.access.cloud.app_id,
                "name": "Sandbox app",
                "link": "https://www.example.com/app",
            }});
            let state = call.shared.state();
            if let (Some(target), Some(app)) = (&state.targets.account, app.as_object_mut()) {
                app.insert("override_callback_uri".to_owned(), json!(target.url));
            }
            done(json!({"data": [app]}))
        }
        Method::POST => {
            let target = match call.parameter("override_callback_uri") {
                Some(url) => Some(verified(call, &url).await?),
                None => None,
            };
            call.shared.state().targets.account = target;
            success()
        }
        Method::DELETE => {
            call.shared.state().targets.account = None;
            success()
        }
        _ => Err(call.no_object(account)),
    }
}

/// Sets the number's own address; an empty one takes it away.
pub(super) async fn configure_number(call: &Call, wanted: &Value) -> Answered {
    let text = |key: &str| wanted.get(key).and_then(Value::as_str);
    let url = text("override_callback_uri").unwrap_or_default();
    let target = if url.is_empty() {
        None
    } else {
        let token = text("verify_token").ok_or_else(|| required("verify_token"))?;
        Some(shaken(call, url, token).await?)
    };
    call.shared.state().targets.number = target;
    success()
}

/// The addresses of number, account and app, as the number tells of them.
pub(super) fn configuration(call: &Call) -> Value {
    let state = call.shared.state();
    let targets = &state.targets;
    let all = [
        ("phone_number", &targets.number),
        ("whatsapp_business_account", &targets.account),
        ("application", &targets.app),
    ];
    let all = all.into_iter().filter_map(|(name, target)| {
        let target = target.as_ref()?;
        Some((name.to_owned(), json!(target.url)))
    });
    Value::Object(all.collect())
}

async fn verified(call: &Call, url: &str) -> Result<Target, Refusal> {
    let token = call.parameter("verify_token");
    let token = token.ok_or_else(|| required("verify_token"))?;
    shaken(call, url, &token).await
}

/// The address, once it has answered that it is meant.
async fn shaken(call: &Call, url: &str, token: &str) -> Result<Target, Refusal> {
    if let Some(problem) = problem(Dialect::Cloud, url) {
        return Err(Refusal::sentence(
            100,
            format!("(#100) The callback address cannot be used: {problem}."),
        ));
    }
    let challenge = call.shared.state().ids.digits(10);
    let courier = &call.shared.courier;
    let shaken = courier.shake_hands(url, token, &challenge).await;
    shaken.map_err(|error| {
        Refusal::sentence(
            100,
            format!("(#100) The callback address was not verified: {error}."),
        )
    })?;
    Ok(Target::new(url))
}

fn required(name: &str) -> Refusal {
    Refusal::sentence(100, format!("(#100) The parameter {name} is required."))
}

/// 360dialog's address for the number, or for the account.
pub(super) fn gateway(call: &Call, of_account: bool) -> Answered {
    let refuse = |text: &str| Err(Refusal::gateway(400, text));
    let mut state = call.shared.state();
    let slot = match call.dialect {
        // The first generation is a client, whose webhooks come from there.
        Dialect::OnPremises => &mut state.targets.client,
        _ if of_account => &mut state.targets.gateway_account,
        _ => &mut state.targets.gateway,
    };
    if call.method == Method::GET {
        return done(slot.as_ref().map_or_else(|| json!({}), shown));
    }
    if call.method != Method::POST {
        return refuse("Method not allowed");
    }
    let members = call.members();
    let Some(url) = members.get("url").and_then(Value::as_str) else {
        return refuse("Invalid payload: url is missing");
    };
    if !url.is_empty()
        && let Some(problem) = problem(Dialect::Dialog360, url)
    {
        return refuse(&format!("Invalid webhook url: {problem}"));
    }
    let target = (!url.is_empty()).then(|| Target {
        url: url.to_owned(),
        headers: headers_of(&members),
    });
    let answer = target.as_ref().map_or_else(|| json!({"url": ""}), shown);
    *slot = target;
    done(answer)
}

fn headers_of(members: &Map<String, Value>) -> Vec<(String, String)> {
    let headers = members.get("headers").and_then(Value::as_object);
    let pairs = headers.into_iter().flatten();
    pairs
        .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
        .collect()
}

fn shown(target: &Target) -> Value {
    let headers: Map<String, Value> = target
        .headers
        .iter()
        .map(|(name, value)| (name.clone(), json!(value)))
        .collect();
    json!({"url": target.url, "headers": headers})
}

/// The settings of an On-Premises client: where its webhooks go, and which statuses it tells.
pub(super) fn application(call: &Call) -> Answered {
    let mut state = call.shared.state();
    match call.method {
        Method::GET => done(json!({"settings": {"application": state.client_settings.clone()}})),
        Method::PATCH => {
            let members = call.members();
            let url = members.get("webhooks").and_then(|hooks| hooks.get("url"));
            if let Some(url) = url.and_then(Value::as_str) {
                if let (Some(problem), false) = (problem(Dialect::OnPremises, url), url.is_empty())
                {
                    return Err(Refusal::details(
                        1009,
                        format!("webhooks['url']: {problem}"),
                    ));
                }
                state.targets.client = (!url.is_empty()).then(|| Target::new(url));
            }
            state.client_settings.extend(members);
            done(json!({}))
        }
        Method::DELETE => {
            state.client_settings.clear();
            state.targets.client = None;
            done(json!({}))
        }
        _ => Err(call.no_object("application")),
    }
}
