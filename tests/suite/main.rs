//! Journeys through the library and the commands: one binary, a module a journey.
#![cfg(test)]

#[path = "../common/mod.rs"]
mod common;

mod accounts_command;
mod bad_input;
mod check_command;
mod check_lines;
mod composing;
mod convert_command;
mod corpus;
mod cross_rules;
mod decoding;
mod definitions;
mod doctor_command;
mod drafts_command;
mod edges;
mod examples;
mod exchange_commands;
mod explain_command;
mod form_rows;
mod gallery;
mod house;
mod json_schema;
mod limits;
mod media_command;
mod network;
mod odd_payloads;
mod picture;
mod preview_command;
mod readme;
mod secrets;
mod shell_commands;
mod templates_command;
mod templates_pull;
mod windows_command;
mod witnesses;
