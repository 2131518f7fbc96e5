//! Control of what goes wrong: answers, speeds and deliveries.

use std::fmt;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::super::delivery::Manner;
use super::super::faults::Fault;
use super::super::rates::Limits;
use super::super::state::Shared;
use super::Wanted;

/// The faults that are to come.
pub(super) async fn list(State(shared): State<Arc<Shared>>) -> Json<Value> {
    Json(json!({"faults": shared.state().faults.0}))
}

/// One more fault, or all that there shall be.
pub(super) enum Faults {
    /// All; none for an empty list.
    All(Vec<Fault>),
    /// One more.
    One(Box<Fault>),
}

impl<'de> Deserialize<'de> for Faults {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrAll)
    }
}

/// Reads either in place, so that what is wrong inside is told with its path.
struct OneOrAll;

impl<'de> Visitor<'de> for OneOrAll {
    type Value = Faults;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a fault as an object, or a list of them")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Faults, A::Error> {
        let one = Fault::deserialize(MapAccessDeserializer::new(members))?;
        Ok(Faults::One(Box::new(one)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<Faults, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(elements)).map(Faults::All)
    }
}

/// Sets faults.
pub(super) async fn set(
    State(shared): State<Arc<Shared>>,
    Wanted(faults): Wanted<Faults>,
) -> Json<Value> {
    let mut state = shared.state();
    match faults {
        Faults::All(all) => state.faults.0 = all,
        Faults::One(one) => state.faults.0.push(*one),
    }
    Json(json!({"faults": state.faults.0}))
}

/// Sets how fast is too fast; what is not named has no limit.
pub(super) async fn rates(
    State(shared): State<Arc<Shared>>,
    Wanted(limits): Wanted<Limits>,
) -> Json<Value> {
    let mut state = shared.state();
    state.rates.limits = limits;
    Json(json!({"rates": limits}))
}

/// Sets how webhooks are delivered; what is not named is as it should be.
pub(super) async fn delivery(
    State(shared): State<Arc<Shared>>,
    Wanted(manner): Wanted<Manner>,
) -> Json<Value> {
    let mut state = shared.state();
    state.delivery.manner = manner.clone();
    Json(json!({"delivery": manner}))
}
