//! Journeys through the composer: what a person does, and what the screen says then.

mod form;
mod sending;
