//! Control of the customers: who is known, and what is different about them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use super::super::people::{Change, Person, digits_of, user_id_of};
use super::super::state::Shared;
use super::{Wanted, refuse};

fn shown(number: &str, person: &Person) -> Value {
    let mut shown = json!(person);
    if let Some(members) = shown.as_object_mut() {
        members.insert("number".to_owned(), json!(number));
        members.insert("user_id".to_owned(), json!(user_id_of(number)));
    }
    shown
}

/// The customers who are known.
pub(super) async fn list(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let state = shared.state();
    let all = state.people.iter();
    let all: Value = all.map(|(number, person)| shown(number, person)).collect();
    Json(json!({"customers": all}))
}

/// Changes a customer.
pub(super) async fn change(
    State(shared): State<Arc<Shared>>,
    Wanted(wish): Wanted<Change>,
) -> Response {
    let number = digits_of(&wish.number);
    if number.is_empty() {
        let text = "number: expected a phone number with digits";
        return refuse(StatusCode::BAD_REQUEST, text);
    }
    let person = shared.change_customer(&number, wish);
    Json(shown(&number, &person)).into_response()
}
