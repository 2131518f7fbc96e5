//! Plain data on the queue: actions, messages, effects.

mod action;

pub use action::Action;
