//! Journeys through the library and the commands: one binary, a module a journey.
#![cfg(test)]

#[path = "../common/mod.rs"]
mod common;

mod bad_input;
mod check_command;
mod drafts_command;
mod house;
mod preview_command;
mod readme;
