//! Who is let in: tokens and their ends, permissions, keys, logins; and the clock that moves.

use bluetick::wire::Dialect;
use serde_json::{Value, json};

use super::super::{CUSTOMER, Visitor, answer_of, text_to};

async fn send(visitor: &Visitor, dialect: Dialect) -> (u16, Value) {
    let path = match dialect {
        Dialect::Cloud => "/{number}/messages",
        Dialect::Dialog360 => "/messages",
        Dialect::OnPremises => "/v1/messages",
    };
    visitor
        .post(dialect, path, text_to(dialect, CUSTOMER))
        .await
}

#[tokio::test]
async fn tokens_end_are_withdrawn_and_made_good_again() {
    let visitor = Visitor::new().await;
    for (deed, status, code, subcode) in [
        ("expire", 401, 190, json!(463)),
        ("withdraw", 401, 190, json!(467)),
    ] {
        let told = json!({"do": deed, "api": "cloud"});
        visitor.control("credentials", told).await;
        let (found, body) = send(&visitor, Dialect::Cloud).await;
        assert_eq!(found, status, "{body}");
        assert_eq!(body["error"]["code"], code);
        assert_eq!(body["error"]["error_subcode"], subcode);
        let told = json!({"do": "restore", "api": "cloud"});
        visitor.control("credentials", told).await;
        assert_eq!(send(&visitor, Dialect::Cloud).await.0, 200);
    }
}

#[tokio::test]
async fn a_token_lasts_as_long_and_does_as_much_as_was_said() {
    let visitor = Visitor::new().await;
    let issued = json!({"do": "issue", "api": "cloud", "expires_in": 3600,
        "permissions": ["whatsapp_business_messaging"]});
    let issued = visitor.control("credentials", issued).await;
    let token = issued["token"].as_str().unwrap();
    let ask = async |method: &str, path: &str| {
        let request = visitor.ask(Dialect::Cloud, method, path).await;
        let mut request = request.build().unwrap();
        let bearer = format!("Bearer {token}").parse().unwrap();
        request.headers_mut().insert("authorization", bearer);
        let response = visitor.http.execute(request).await.unwrap();
        let status = response.status().as_u16();
        (status, response.json::<Value>().await.unwrap())
    };
    // The path is right and the body is missing, so the token was taken.
    assert_eq!(ask("POST", "/{number}/messages").await.0, 400);
    visitor.control("clock", json!({"advance": "61m"})).await;
    let (status, body) = ask("POST", "/{number}/messages").await;
    assert_eq!(
        (status, &body["error"]["error_subcode"]),
        (401, &json!(463))
    );
    let other = json!({"do": "issue", "api": "cloud", "permissions": ["everything"]});
    let url = format!("{}/credentials", visitor.access().control);
    let (status, _) = answer_of(visitor.http.post(url).json(&other)).await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn a_token_in_the_address_lets_in_too() {
    let visitor = Visitor::new().await;
    let cloud = &visitor.access().cloud;
    let url = format!(
        "{}/{}/messages?access_token={}",
        cloud.base_url, cloud.phone_number_id, cloud.token
    );
    let payload = text_to(Dialect::Cloud, CUSTOMER);
    assert_eq!(
        answer_of(visitor.http.post(url).json(&payload)).await.0,
        200
    );
}

#[tokio::test]
async fn a_new_key_replaces_the_old_one() {
    let visitor = Visitor::new().await;
    assert_eq!(send(&visitor, Dialect::Dialog360).await.0, 200);
    let issue = json!({"do": "issue", "api": "360dialog"});
    let issued = visitor.control("credentials", issue).await;
    let (status, body) = send(&visitor, Dialect::Dialog360).await;
    assert_eq!(status, 401);
    assert_eq!(body["meta"]["developer_message"], "Invalid api_key");
    let url = format!("{}/messages", visitor.access().dialog_360.base_url);
    let request = visitor
        .http
        .post(url)
        .header("d360-api-key", issued["token"].as_str().unwrap())
        .json(&text_to(Dialect::Dialog360, CUSTOMER));
    assert_eq!(answer_of(request).await.0, 200);
}

#[tokio::test]
async fn the_on_premises_client_is_logged_in_to_for_seven_days_and_out_of() {
    let visitor = Visitor::new().await;
    let password = visitor.access().on_premises.password.clone();
    let url = format!("{}/v1/messages", visitor.access().on_premises.base_url);
    let send = async |token: &str| {
        let request = visitor.http.post(&url).bearer_auth(token);
        answer_of(request.json(&text_to(Dialect::OnPremises, CUSTOMER))).await
    };
    let log_in = async || {
        let (status, body) = visitor.log_in(&password, Value::Null).await;
        assert_eq!(status, 200, "{body}");
        body["users"][0]["token"].as_str().unwrap().to_owned()
    };
    let (first, second) = (log_in().await, log_in().await);
    assert_eq!(send(&first).await.0, 201);
    // One ends; the other goes on until its time is over.
    let logout = url.replace("messages", "users/logout");
    assert_eq!(
        answer_of(visitor.http.post(logout).bearer_auth(&first))
            .await
            .0,
        200
    );
    assert_eq!(send(&first).await.0, 401);
    assert_eq!(send(&second).await.0, 201);
    visitor.control("clock", json!({"advance": "169h"})).await;
    let (status, body) = send(&second).await;
    assert_eq!((status, &body["errors"][0]["code"]), (401, &json!(1005)));
    assert_eq!(visitor.log_in("guess", Value::Null).await.0, 401);
}

#[tokio::test]
async fn the_first_login_must_set_a_password() {
    let visitor = Visitor::new().await;
    visitor
        .control("credentials", json!({"do": "first_login"}))
        .await;
    let (status, body) = visitor.log_in("secret", Value::Null).await;
    assert_eq!((status, &body["errors"][0]["code"]), (403, &json!(1024)));
    let new = json!({"new_password": "Lamps&Cups-38"});
    assert_eq!(visitor.log_in("secret", new).await.0, 200);
    assert_eq!(visitor.log_in("secret", Value::Null).await.0, 401);
    assert_eq!(visitor.log_in("Lamps&Cups-38", Value::Null).await.0, 200);
}
